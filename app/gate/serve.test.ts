import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { standing } from '#kernel/access'
import { handle, handleOpen } from '#kernel/gate'
import { type TestDatabase, testDatabase } from '#platform/db/testing'
import { refuse } from '#platform/http'
import { endpoint } from '#platform/http/contract'
import { openGate } from './serve.ts'

let database: TestDatabase
let grantId: string
const accountId = '00000000-0000-7000-8000-0000000000aa'
const noted: unknown[] = []

const look = endpoint({
  name: 'demo.look',
  method: 'GET',
  path: '/demo/:thingId',
  needs: 'demo:look',
  summary: 'Look',
  reads: 'sensitive',
  input: z.object({ thingId: z.string(), many: z.coerce.number().int().max(5).default(1) }),
  output: z.object({ ids: z.array(z.string()) }),
})
const act = endpoint({
  name: 'demo.act',
  method: 'POST',
  path: '/demo',
  needs: 'demo:act',
  summary: 'Act',
  input: z.object({ name: z.string().min(1), fail: z.boolean().default(false) }),
  output: z.object({ n: z.number() }),
  refusals: ['demo.failed'],
})
const forbidden = endpoint({
  name: 'demo.forbidden',
  method: 'POST',
  path: '/demo/forbidden',
  needs: 'demo:never',
  summary: 'Never',
  input: z.object({}),
  output: z.object({}),
})
const sensitive = endpoint({
  name: 'demo.sensitive',
  method: 'POST',
  path: '/demo/sensitive',
  needs: 'demo:act',
  summary: 'Fresh factor',
  stepUp: true,
  input: z.object({}),
  output: z.object({}),
})
const once = endpoint({
  name: 'demo.once',
  method: 'POST',
  path: '/demo/once',
  needs: 'demo:act',
  summary: 'Shows a secret once',
  input: z.object({}),
  output: z.object({ number: z.number(), code: z.string() }),
  secretFields: ['code'],
})
const broken = endpoint({
  name: 'demo.broken',
  method: 'GET',
  path: '/broken',
  needs: 'public',
  summary: 'Broken',
  input: z.object({}),
  output: z.object({}),
})

const gate = () =>
  openGate({
    services: { database: database.app, auth: database.auth },
    handlers: [
      handle(
        look,
        async (_tx, { thingId, many }) => ({
          ids: Array.from({ length: many }, (_, n) => `${thingId}-${n}`),
        }),
        (output) => output.ids,
      ),
      handle(act, async (tx, { name, fail }) => {
        await sql`insert into events.outbox (type, jurisdiction, payload) values (${`demo ${name}`}, ${standing(tx).jurisdiction}, '{}')`.execute(
          tx,
        )
        if (fail) throw refuse('demo.failed', { name })
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from audit.entry`.execute(tx)
        return { n: rows[0]!.n }
      }),
      handle(forbidden, async () => ({})),
      handle(sensitive, async () => ({})),
      handle(once, async () => ({ number: 7, code: 'ABCD' })),
      handleOpen(broken, async () => {
        throw new Error('secret detail 4130412345671')
      }),
    ],
    identify: async (headers) =>
      headers.get('x-who') === 'clerk' ? { sessionId: 's', accountId, grantId, stepUpAt: null } : null,
    refusalText: (code) => ({ en: `en ${code}`, ur: `ur ${code}` }),
    onBug: (error) => noted.push(error),
  })

const as = { 'x-who': 'clerk' }
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  gate().request(path, {
    method: 'POST',
    headers: { ...as, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const count = async (where: string) =>
  (await database.owner.pool.query(`select count(*)::int as n from ${where}`)).rows[0].n as number

beforeAll(async () => {
  database = await testDatabase()
  const { pool } = database.owner
  await pool.query(
    `insert into units.unit (code, kind, jurisdiction, valid_from) values ('ONE', 'prison', 'PK-SD', '2000-01-01')`,
  )
  await pool.query(
    `insert into identity.account (id, username, name_en, name_ur) values ('${accountId}', 'clerk', 'Clerk', 'محرر')`,
  )
  await pool.query(
    `insert into access.post (code, title_en, title_ur, reach, permissions) values ('clerk', 'Clerk', 'محرر', 'own', '{demo:look,demo:act}')`,
  )
  grantId = (
    await pool.query(
      `insert into access.grant (account_id, post_code, unit_id) select '${accountId}', 'clerk', id from units.unit returning id`,
    )
  ).rows[0].id
})
afterAll(() => database.drop())

describe('a call at the gate', () => {
  test('without a session is told to sign in', async () => {
    const answer = await gate().request('/demo/x')
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'not-signed-in', titleUr: 'ur not-signed-in' })
  })

  test('that shows rows leaves one entry naming them', async () => {
    const before = await count(`audit.entry where act = 'read'`)
    expect((await gate().request('/demo/x?many=3', { headers: as })).status).toBe(200)
    expect(await count(`audit.entry where act = 'read'`)).toBe(before + 1)
    expect(
      await count(
        `audit.entry where act = 'read' and subject_ids = '{x-0,x-1,x-2}' and account_id = '${accountId}'`,
      ),
    ).toBe(1)
  })

  test('is not answered when it cannot be recorded', async () => {
    await database.owner.pool.query(`revoke insert on audit.entry from mizan_app`)
    try {
      const answer = await gate().request('/demo/x', { headers: as })
      expect(answer.status).toBe(503)
      expect(await answer.text()).not.toContain('x-0')
    } finally {
      await database.owner.pool.query(`grant insert on audit.entry to mizan_app`)
    }
  })

  test('names every wrong field in both languages', async () => {
    const answer = await post('/demo', { name: '', fail: 'yes' })
    expect(answer.status).toBe(422)
    const { errors } = (await answer.json()) as {
      errors: { path: string; message: { en: string; ur: string } }[]
    }
    expect(errors.map((each) => each.path)).toEqual(['name', 'fail'])
    expect(errors.every((each) => each.message.en !== '' && /[\u0600-\u06ff]/.test(each.message.ur))).toBe(
      true,
    )
  })

  test('without the permission is refused and recorded', async () => {
    const before = await count(`audit.entry where act = 'refused' and subject = 'demo.forbidden'`)
    expect((await post('/demo/forbidden', {})).status).toBe(403)
    expect(await count(`audit.entry where act = 'refused' and subject = 'demo.forbidden'`)).toBe(before + 1)
  })

  test('that is refused half-way leaves nothing behind', async () => {
    const answer = await post('/demo', { name: 'half', fail: true })
    expect(answer.status).toBe(409)
    expect(await count(`events.outbox where type = 'demo half'`)).toBe(0)
  })

  test('from another site is refused', async () => {
    expect((await post('/demo', { name: 'a' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })

  test('for a sensitive act asks for a fresh second factor', async () => {
    const answer = await post('/demo/sensitive', {})
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      403,
      'step-up-required',
    ])
  })

  test('that meets a bug shows a reference and no detail', async () => {
    const answer = await gate().request('/broken')
    const body = await answer.text()
    expect(answer.status).toBe(500)
    expect(body).not.toContain('secret')
    expect(JSON.parse(body).reference).toMatch(/^[0-9a-f-]{36}$/)
    expect((noted.at(-1) as Error).message).toMatch(/^secret/)
  })
})

describe('a command with an idempotency key', () => {
  const key = '0190a0de-0000-7000-8000-000000000042'
  test('repeated does nothing twice and gives the first answer', async () => {
    const first = await (await post('/demo', { name: 'once' }, { 'idempotency-key': key })).json()
    const again = await (await post('/demo', { name: 'once' }, { 'idempotency-key': key })).json()
    expect(again).toEqual(first)
    expect(await count(`events.outbox where type = 'demo once'`)).toBe(1)
  })

  test('used for another request is refused', async () => {
    expect((await post('/demo', { name: 'other' }, { 'idempotency-key': key })).status).toBe(422)
  })

  test('that answers with a secret shows it once and keeps it nowhere', async () => {
    const again = '0190a0de-0000-7000-8000-000000000044'
    const ask = async () => (await post('/demo/once', {}, { 'idempotency-key': again })).json()
    expect(await ask()).toEqual({ number: 7, code: 'ABCD' })
    expect(await ask()).toEqual({ number: 7, code: null })
    expect(await count(`events.command where answer::text like '%ABCD%'`)).toBe(0)
  })

  test('sent many times at once is carried out once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        post('/demo', { name: 'race' }, { 'idempotency-key': '0190a0de-0000-7000-8000-000000000043' }),
      ),
    )
    expect(await count(`events.outbox where type = 'demo race'`)).toBe(1)
    expect(new Set(answers.map((answer) => answer.status))).toEqual(
      new Set(answers.some((a) => a.status === 409) ? [200, 409] : [200]),
    )
  })
})
