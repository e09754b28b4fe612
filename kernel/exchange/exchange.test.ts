import { createHmac, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { emit, eventKind, type ServiceActor, serviceActors } from '#kernel/events'
import { refuse } from '#platform/http'
import { type Someone, type World, world } from '../../app/testing.ts'
import {
  approveLink,
  issueSecret,
  listAttempts,
  listLinks,
  listMessages,
  listWebhookDeliveries,
  processAgain,
  proposeLink,
  redeliver,
  refuseLink,
  stopLink,
} from './contract.ts'
import { defineInboundMessage, exchangeDue } from './index.ts'
import { unseal } from './seal.ts'

const home = mkdtempSync(join(tmpdir(), 'mizan-exchange-'))
process.env.MIZAN_HOME = home

const Told = eventKind<{ caseId: string }>('demo.Told')
const Other = eventKind<{ caseId: string }>('demo.Other')
let trouble: 'none' | 'bug' | 'law' = 'none'
let carriedOut = 0
defineInboundMessage({
  type: 'demo.Register',
  title: { en: 'Register', ur: 'اندراج' },
  schema: z.object({ number: z.string().min(1) }),
  handle: async (tx, { number }) => {
    await sql`insert into public.demo_entry (number, account_id) values (${number}, access.account())`.execute(
      tx,
    )
    carriedOut += 1
    if (trouble === 'bug') throw new Error(`cannot file "${number}"`)
    if (trouble === 'law') throw refuse('demo.not-now')
    return { number }
  },
})

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}
let here: World
let administrator: Someone
let approver: Someone
let clerk: Someone
let partner: Someone
let actors: ServiceActor[]
let receiver: Server
let url: string
const received: Received[] = []
let answer = () => ({ status: 204, location: '' })

beforeAll(async () => {
  here = await world()
  await here.database.owner.pool.query(
    `create table public.demo_entry (number text not null, account_id uuid not null); grant insert on public.demo_entry to mizan_app`,
  )
  administrator = await here.someone('administrator', 'PK-SD')
  approver = await here.someone('access-approver', 'PK-SD')
  clerk = await here.someone('police-registrar', 'PS-HYD-CNT')
  partner = await here.someone('court-reader', 'CRT-HYD-SJ')
  actors = await serviceActors(here.database.app.pool)
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (piece) => {
      body += piece
    })
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      const { status, location } = answer()
      response.writeHead(status, location === '' ? {} : { location }).end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
})
afterAll(async () => {
  await new Promise((resolve) => receiver.close(resolve))
  await here.drop()
  rmSync(home, { recursive: true })
})
beforeEach(async () => {
  received.length = 0
  answer = () => ({ status: 204, location: '' })
  trouble = 'none'
  await here.database.owner.pool.query(
    `delete from exchange.attempt; delete from exchange.delivery; delete from exchange.seen; delete from exchange.message; delete from exchange.link`,
  )
})

const outward = (types = ['demo.Told'], to = url) => ({
  direction: 'out' as const,
  code: `lab-${randomUUID().slice(0, 8)}`,
  name: { en: 'Forensic laboratory', ur: 'فرانزک لیبارٹری' },
  types,
  url: to,
})
const activeLink = async (given = outward()) => {
  const { id } = await administrator.call(proposeLink, given)
  await approver.call(approveLink, { id })
  const { secret } = await administrator.call(issueSecret, { id })
  return { id, secret }
}
const tell = (kind = Told) => clerk.act((tx) => emit(tx, kind, { caseId: randomUUID() }))
const send = () => exchangeDue(here.database.app, actors)
const makeDue = () =>
  here.database.owner.pool.query(
    `update exchange.delivery set next_try_at = clock_timestamp() where state = 'waiting';
     update exchange.message set next_try_at = clock_timestamp() where state = 'waiting'`,
  )

/** Checked as a partner would from the documents alone, without our own signing code. */
function verified(request: Received, secret: string): boolean {
  const parts = String(request.headers['mizan-signature']).split(',')
  const t = parts[0]!.replace('t=', '')
  expect(Math.abs(Date.now() / 1_000 - Number(t))).toBeLessThan(10)
  const right = createHmac('sha256', secret).update(`${t}.${request.body}`).digest('hex')
  return parts.slice(1).includes(`v1=${right}`)
}

describe('a link with another system', () => {
  test('is put in force by another person than the one who proposed it', async () => {
    const both = await here.someone('administrator', 'PK-SD')
    const { id } = await both.call(proposeLink, outward())
    await expect(both.call(approveLink, { id })).rejects.toThrow('not-allowed')
    await here.database.owner.pool.query(
      `update access.grant set extra_permissions = '{exchange:approve}' where id = $1`,
      [both.grantId],
    )
    await expect(both.call(approveLink, { id })).rejects.toThrow('access.same-person')
    // Nor by going round the endpoint.
    await expect(
      both.act((tx) =>
        sql`update exchange.link set state = 'active', decided_by = ${approver.accountId}::uuid where id = ${id}::uuid`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow('another person')
    await expect(administrator.call(issueSecret, { id })).rejects.toThrow('not-active')
    await approver.call(approveLink, { id })
    await expect(approver.call(refuseLink, { id })).rejects.toThrow('not-proposed')
    await expect(
      both.act((tx) =>
        sql`update exchange.link set url = 'https://elsewhere.example' where id = ${id}::uuid`.execute(tx),
      ),
    ).rejects.toThrow('permission denied')
  })

  test.each([
    'http://lab.example.gov.pk/x',
    'ftp://127.0.0.1/x',
    'https://user:pass@lab.example.gov.pk',
    'http://10.0.0.1/x',
  ])('does not go to %s', async (to) => {
    await expect(administrator.call(proposeLink, outward(['demo.Told'], to))).rejects.toThrow('invalid-input')
  })

  test('is seen in its own province only, and never with its secret', async () => {
    const { id, secret } = await activeLink()
    const { rows } = await administrator.call(listLinks, {})
    expect(rows).toMatchObject([{ id, state: 'active', hasSecret: true }])
    expect(JSON.stringify(rows)).not.toContain(secret)
    const elsewhere = await here.someone('administrator', 'PK-PB')
    expect((await elsewhere.call(listLinks, {})).rows).toEqual([])
    await expect(elsewhere.call(stopLink, { id })).rejects.toThrow('not-active')
    await expect(clerk.call(listLinks, {})).rejects.toThrow('not-allowed')
  })

  test('keeps its secret sealed with a key that is not in the database', async () => {
    const { id, secret } = await activeLink()
    const { rows } = await here.database.owner.pool.query(
      `select secret_sealed from exchange.link where id = $1`,
      [id],
    )
    expect(rows[0].secret_sealed.toString('latin1')).not.toContain(secret)
    expect(unseal(rows[0].secret_sealed, `link ${id}`)).toBe(secret)
    expect(() => unseal(rows[0].secret_sealed, `link ${randomUUID()}`)).toThrow()
    const { rows: found } = await here.database.owner.pool.query(
      `select (select count(*)::int from events.command where answer::text like '%' || $1 || '%')
        + (select count(*)::int from audit.entry where detail::text like '%' || $1 || '%') as n`,
      [secret],
    )
    expect(found[0].n).toBe(0)
    expect(statSync(join(home, 'keys/exchange.key')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(home, 'keys/exchange.key'))).toHaveLength(32)
  })
})

describe('an event', () => {
  test('goes to whom it was agreed for, signed, with identifiers and a link and nothing else', async () => {
    const { secret } = await activeLink()
    await tell()
    await tell(Other)
    await clerk
      .act(async (tx) => {
        await emit(tx, Told, { caseId: randomUUID() })
        throw new Error('rolled back')
      })
      .catch(() => undefined)
    await send()
    expect(received).toHaveLength(1)
    const [request] = received
    expect(verified(request!, secret)).toBe(true)
    expect(verified({ ...request!, body: `${request!.body} ` }, secret)).toBe(false)
    const body = JSON.parse(request!.body)
    expect(Object.keys(body).sort()).toEqual(['at', 'id', 'ids', 'jurisdiction', 'link', 'type'])
    expect(body).toMatchObject({ type: 'demo.Told', jurisdiction: 'PK-SD' })
    expect(body.link).toContain(`/cases/${body.ids.caseId}`)
    expect(request!.headers['mizan-event-id']).toBe(body.id)
    expect(await send()).toBe(0)
  })

  test('is not told over a link of another province, nor one that is stopped', async () => {
    const elsewhere = await here.someone('administrator', 'PK-PB')
    const { id } = await activeLink()
    await elsewhere.act((tx) => emit(tx, Told, { caseId: randomUUID() }))
    await tell()
    await administrator.call(stopLink, { id })
    await tell()
    await send()
    expect(received).toHaveLength(0)
    expect((await administrator.call(listWebhookDeliveries, { linkId: id })).rows).toMatchObject([
      { state: 'dead' },
    ])
  })

  test('that is not taken is told again with growing waits, then given up, and can be sent again', async () => {
    const { secret } = await activeLink()
    await tell()
    answer = () => ({ status: 500, location: '' })
    const waits: number[] = []
    for (let round = 0; round < 12; round += 1) {
      await send()
      const { rows } = await here.database.owner.pool.query(
        `select extract(epoch from next_try_at - clock_timestamp())::float as wait from exchange.delivery`,
      )
      waits.push(rows[0].wait)
      await makeDue()
    }
    // Jitter is between half and one and a half times 2^n: two rounds later is always longer.
    for (let n = 2; n < waits.length; n += 1) expect(waits[n]!).toBeGreaterThan(waits[n - 2]!)
    expect(received).toHaveLength(12)
    expect(new Set(received.map(({ headers }) => headers['mizan-event-id'])).size).toBe(1)
    const [dead] = (await administrator.call(listWebhookDeliveries, { state: 'dead' })).rows
    expect(dead).toMatchObject({ attempts: 12, status: 500, cause: 'HTTP 500', type: 'demo.Told' })
    expect((await administrator.call(listAttempts, { id: dead!.id })).rows).toHaveLength(12)
    expect(await send()).toBe(0)
    answer = () => ({ status: 200, location: '' })
    await administrator.call(redeliver, { id: dead!.id })
    await expect(administrator.call(redeliver, { id: dead!.id })).rejects.toThrow('under-way')
    await send()
    expect(verified(received.at(-1)!, secret)).toBe(true)
    expect((await administrator.call(listWebhookDeliveries, { state: 'done' })).total).toBe(1)
  })

  test('does not follow a partner who points elsewhere', async () => {
    await activeLink()
    await tell()
    answer = () => ({ status: 302, location: `${url}/elsewhere` })
    await send()
    expect(received).toHaveLength(1)
    expect((await administrator.call(listWebhookDeliveries, {})).rows).toMatchObject([
      { state: 'waiting', status: 302 },
    ])
  })

  test('of a sender killed after claiming is told by another when the claim has run out', async () => {
    await activeLink()
    await tell()
    // What a killed process leaves: claimed, counted, and no outcome.
    await here.database.owner.pool.query(
      `update exchange.delivery set attempts = 1, next_try_at = clock_timestamp() + interval '60 seconds'`,
    )
    expect(await send()).toBe(0)
    await makeDue()
    await send()
    expect(received).toHaveLength(1)
  })

  test('is told once by several senders at work together', async () => {
    await activeLink()
    for (let n = 0; n < 20; n += 1) await tell()
    await Promise.all([send(), send(), send()])
    while ((await send()) > 0) await makeDue()
    const told = received.map(({ headers }) => headers['mizan-event-id'])
    expect(told).toHaveLength(20)
    expect(new Set(told).size).toBe(20)
  })

  test('is signed with both secrets while a partner changes over, and with the new one alone after', async () => {
    const { id, secret } = await activeLink()
    const next = await administrator.call(issueSecret, { id, overlapHours: 1 })
    await tell()
    await send()
    expect([verified(received[0]!, secret), verified(received[0]!, next.secret)]).toEqual([true, true])
    await here.database.owner.pool.query(
      `update exchange.link set earlier_until = clock_timestamp() - interval '1 second'`,
    )
    await tell()
    await send()
    expect([verified(received[1]!, secret), verified(received[1]!, next.secret)]).toEqual([false, true])
  })
})

describe('the inbox', () => {
  const inward = async () => {
    const { rows } = await here.database.owner.pool.query(
      `select username from identity.account where id = $1`,
      [partner.accountId],
    )
    const code = `court-${randomUUID().slice(0, 8)}`
    const { id } = await administrator.call(proposeLink, {
      direction: 'in',
      code,
      name: { en: 'E-courts', ur: 'ای کورٹس' },
      types: ['demo.Register'],
      username: rows[0].username,
    })
    await approver.call(approveLink, { id })
    return { id, code, secret: (await administrator.call(issueSecret, { id })).secret }
  }
  type Partner = Awaited<ReturnType<typeof inward>>
  let clock = 0
  const leave = async (
    from: Partner,
    content: object,
    change: { at?: number; secret?: string; header?: string; sent?: string } = {},
  ) => {
    const message = JSON.stringify(content)
    // A second apart, as a partner that tries again would be: the same second and message is the same signature.
    clock += 1
    const at = change.at ?? Math.floor(Date.now() / 1_000) - 60 + clock
    const v1 = createHmac('sha256', change.secret ?? from.secret)
      .update(`${at}.${message}`)
      .digest('hex')
    const header = change.header ?? `t=${at},v1=${v1}`
    const response = await here.app.request('/api/exchange/inbox', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'mizan-partner': from.code, 'mizan-signature': header },
      body: JSON.stringify({ message: change.sent ?? message }),
    })
    return { status: response.status, header, body: (await response.json()) as Record<string, unknown> }
  }
  const entries = async (number: string) =>
    (
      await here.database.owner.pool.query(`select account_id from public.demo_entry where number = $1`, [
        number,
      ])
    ).rows
  const register = (id: string, number = id) => ({ id, type: 'demo.Register', data: { number } })

  beforeEach(() => {
    clock = 0
  })

  test('carries a signed message out once, as the partner, and answers a repeat the same', async () => {
    const from = await inward()
    const first = await leave(from, register('M-1'))
    expect(first).toMatchObject({
      status: 200,
      body: { state: 'done', messageId: 'M-1', answer: { number: 'M-1' } },
    })
    const again = await leave(from, register('M-1'))
    expect(again.body).toEqual(first.body)
    expect(await entries('M-1')).toEqual([{ account_id: partner.accountId }])
  })

  test('refuses another message under the same number', async () => {
    const from = await inward()
    await leave(from, register('M-2'))
    const other = await leave(from, register('M-2', 'changed'))
    expect([other.status, other.body.code]).toEqual([422, 'idempotency.other-request'])
    expect(await entries('changed')).toEqual([])
  })

  test('answers one of many sent at once as it answers all', async () => {
    const from = await inward()
    const before = carriedOut
    const answers = await Promise.all(Array.from({ length: 8 }, () => leave(from, register('M-3'))))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(carriedOut).toBe(before + 1)
  })

  test('lets nobody in without the right signature, and tells an unknown partner nothing else', async () => {
    const from = await inward()
    const now = Math.floor(Date.now() / 1_000)
    const unknown = await leave({ ...from, code: 'nobody' }, register('M-4'))
    const wrongs = [
      await leave(from, register('M-4'), { secret: 'guess' }),
      await leave(from, register('M-4'), { header: '' }),
      await leave(from, register('M-4'), { sent: JSON.stringify(register('M-4', 'changed')) }),
    ]
    for (const wrong of wrongs) expect([wrong.status, wrong.body]).toEqual([unknown.status, unknown.body])
    expect(unknown.status).toBe(401)
    for (const at of [now - 400, now + 400])
      expect((await leave(from, register('M-4'), { at })).body.code).toBe('exchange.stale')
    expect(await entries('M-4')).toEqual([])
  })

  test('refuses the very same request a second time', async () => {
    const from = await inward()
    const at = Math.floor(Date.now() / 1_000)
    await leave(from, register('M-5'), { at })
    expect((await leave(from, register('M-5'), { at })).body.code).toBe('exchange.replayed')
  })

  test('keeps what fails, undone, shows it without what it says, and carries it out later', async () => {
    const from = await inward()
    trouble = 'bug'
    const failed = await leave(from, register('M-6', 'Zarbakht Quettawal'))
    expect(failed.body).toMatchObject({ state: 'waiting', cause: 'Error: cannot file …' })
    expect(await entries('Zarbakht Quettawal')).toEqual([])
    const { rows } = await administrator.call(listMessages, {})
    expect(rows).toMatchObject([{ messageId: 'M-6', state: 'waiting', attempts: 1 }])
    const { rows: kept } = await here.database.owner.pool.query(
      `select (select count(*)::int from audit.entry where detail::text like '%Zarbakht%') as audited, raw_sealed from exchange.message`,
    )
    expect(kept[0].audited).toBe(0)
    expect(kept[0].raw_sealed.toString('latin1')).not.toContain('Zarbakht')
    trouble = 'none'
    await makeDue()
    await send()
    expect(await entries('Zarbakht Quettawal')).toEqual([{ account_id: partner.accountId }])
    expect((await leave(from, register('M-6', 'Zarbakht Quettawal'))).body).toMatchObject({ state: 'done' })
    expect(await entries('Zarbakht Quettawal')).toHaveLength(1)
  })

  test('sets aside what the workflow refuses until a person tries it again', async () => {
    const from = await inward()
    trouble = 'law'
    expect((await leave(from, register('M-7'))).body).toMatchObject({
      state: 'refused',
      cause: 'demo.not-now',
    })
    trouble = 'none'
    expect(await send()).toBe(0)
    const [refused] = (await administrator.call(listMessages, { state: 'refused' })).rows
    await administrator.call(processAgain, { id: refused!.id })
    await expect(administrator.call(processAgain, { id: refused!.id })).rejects.toThrow('not-failed')
    await send()
    expect(await entries('M-7')).toHaveLength(1)
  })

  test('says which field of a message is wrong, and takes only what was agreed', async () => {
    const from = await inward()
    const wrong = await leave(from, { id: 'M-8', type: 'demo.Register', data: { number: '' } })
    expect(wrong.body).toMatchObject({ state: 'refused', cause: 'invalid-input: number' })
    expect((await leave(from, { id: 'M-9', type: 'demo.Other', data: {} })).body.code).toBe(
      'exchange.type-not-agreed',
    )
  })

  test('is closed with the partner’s post', async () => {
    const from = await inward()
    await here.database.owner.pool.query(
      `update access.grant set revoked_at = clock_timestamp() where id = $1`,
      [partner.grantId],
    )
    expect((await leave(from, register('M-10'))).status).toBe(403)
    expect(await entries('M-10')).toEqual([])
  })
})
