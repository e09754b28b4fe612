import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { access, asActor } from '#kernel/access'
import { identity } from '#kernel/identity'
import { type Answer, type Browser, type SignInWorld, signInWorld, testersPassword } from './world.ts'

let world: SignInWorld
let karachi: number
let hyderabad: number
let province: number
let elsewhere: number
const accounts: Record<string, string> = {}
const browsers: Record<string, Browser> = {}
const grants: Record<string, string> = {}

const administrating = ['access:read', 'access:propose', 'access:revoke', 'identity:manage']
const approving = ['access:read', 'access:approve', 'access:revoke']

/** Signs someone in and confirms who is at the keyboard, so that acts that ask for it go through. */
async function arrive(username: string, stepUp = true): Promise<Browser> {
  const browser = world.browser()
  expect((await browser.signIn(username)).status).toBe(200)
  if (stepUp)
    expect((await browser.call('POST', '/session/step-up', { password: testersPassword })).status).toBe(200)
  return browser
}

beforeAll(async () => {
  world = await signInWorld()
  province = await world.unit('PRV-SD', 'prison-department')
  karachi = await world.unit('PRS-KHI')
  hyderabad = await world.unit('PRS-HYD')
  elsewhere = await world.unit('PRS-LHR', 'prison', 'PK-PB')
  await world.database.owner.pool.query(
    `insert into units.edge (hierarchy, child_id, parent_id, valid_from) values ('prison', $1, $3, '2000-01-01'), ('prison', $2, $3, '2000-01-01')`,
    [karachi, hyderabad, province],
  )
  await world.database.owner.pool.query('select units.refresh_reach()')
  await world.post('administrator', administrating, { reach: 'none' })
  await world.post('access-approver', approving, { reach: 'none' })
  await world.post('auditor', ['access:read', 'access:explain', 'access:review-break-glass', 'audit:read'], {
    reach: 'none',
  })
  await world.post('superintendent', [
    'people:read',
    'access:explain',
    'access:break-glass',
    'access:notice-break-glass',
  ])
  await world.post('gate-officer', ['people:read'])
  await world.post('inspector-general-prisons', ['people:read'], { reach: 'below' })
  await world.database.owner.pool.query(
    `update access.post set hierarchy = 'prison' where code = 'inspector-general-prisons'`,
  )
  for (const [name, post, unit] of [
    ['admin', 'administrator', province],
    ['approver', 'access-approver', province],
    ['auditor', 'auditor', province],
    ['head.khi', 'superintendent', karachi],
    ['head.hyd', 'superintendent', hyderabad],
    ['ig', 'inspector-general-prisons', province],
  ] as const) {
    accounts[name] = await world.account(name)
    grants[name] = await world.grant(accounts[name], post, unit)
    browsers[name] = await arrive(name)
  }
  accounts.clerk = await world.account('clerk')
})
afterAll(() => world.close())

const propose = (by: string, more: Record<string, unknown> = {}): Promise<Answer> =>
  browsers[by]!.call('POST', '/access/grants', {
    accountId: accounts.clerk,
    post: 'gate-officer',
    unitId: karachi,
    reason: 'Posted by order 112 of 2026',
    ...more,
  })
const approve = (browser: Browser, id: string): Promise<Answer> =>
  browser.call('POST', `/access/grants/${id}/approve`, {})

describe('a grant', () => {
  test('gives nothing before another person approved it, and is over the moment it is revoked', async () => {
    const clerk = await arrive('clerk', false)
    expect((await clerk.call('GET', '/session')).body.posts).toEqual([])
    const proposed = await propose('admin')
    expect(proposed.status).toBe(200)
    const id = proposed.body.id as unknown as string
    expect((await clerk.call('GET', '/session')).body.posts).toEqual([])
    const waiting = await browsers.approver!.call('GET', '/access/grants?state=waiting')
    expect(waiting.body).toMatchObject({ total: 1, rows: [{ id, state: 'waiting', own: false }] })
    expect((await approve(browsers.approver!, id)).status).toBe(200)
    expect((await clerk.call('GET', '/session')).body).toMatchObject({ posts: [{ grantId: id }] })
    expect((await clerk.call('POST', '/session/acting-as', { grantId: id })).status).toBe(200)
    expect((await clerk.call('GET', '/access/break-glass')).status).toBe(200)
    const revoked = await browsers.admin!.call('POST', `/access/grants/${id}/revoke`, {
      reason: 'Transferred',
    })
    expect(revoked.status).toBe(200)
    expect((await clerk.call('GET', '/access/break-glass')).status).toBe(403)
    expect((await approve(browsers.approver!, id)).body.code).toBe('access.not-waiting')
    expect(world.bugs).toEqual([])
  })

  test('is not approved without a fresh step-up', async () => {
    const id = (await propose('admin')).body.id as unknown as string
    const tired = await arrive('approver', false)
    expect((await approve(tired, id)).body.code).toBe('step-up-required')
    expect((await approve(browsers.approver!, id)).status).toBe(200)
  })

  test('is not approved by who proposed it, not even under another post or in another session', async () => {
    accounts.both = await world.account('both')
    const first = await world.grant(accounts.both, 'administrator', province)
    const second = await world.grant(accounts.both, 'access-approver', province)
    browsers.both = await arrive('both')
    expect((await browsers.both.call('POST', '/session/acting-as', { grantId: first })).status).toBe(200)
    await browsers.both.call('POST', '/session/step-up', { password: testersPassword })
    const id = (await propose('both')).body.id as unknown as string
    await browsers.both.call('POST', '/session/acting-as', { grantId: second })
    await browsers.both.call('POST', '/session/step-up', { password: testersPassword })
    expect((await approve(browsers.both, id)).body.code).toBe('access.same-person')
    const again = await arrive('both')
    expect((await approve(again, id)).body.code).toBe('access.same-person')
    // And if the application forgot to ask, the database would still refuse.
    await expect(
      world.database.owner.pool.query(`update access.grant set approved_by = proposed_by where id = $1`, [
        id,
      ]),
    ).rejects.toThrow(/check constraint/)
    await expect(
      world.database.owner.pool.query(
        `update access.grant set approved_by = $2, approved_in = proposed_in where id = $1`,
        [id, accounts.approver],
      ),
    ).rejects.toThrow(/check constraint/)
  })

  test('is not approved by one who stands in for the proposer, nor the other way round', async () => {
    accounts.deputy = await world.account('deputy')
    const stand = await world.grant(accounts.deputy, 'access-approver', province)
    await world.database.owner.pool.query(`update access.grant set delegated_by = $2 where id = $1`, [
      stand,
      accounts.admin,
    ])
    const deputy = await arrive('deputy')
    const id = (await propose('admin')).body.id as unknown as string
    expect((await approve(deputy, id)).body.code).toBe('access.delegate')
    await world.database.owner.pool.query(`update access.grant set delegated_by = $2 where id = $1`, [
      grants.admin,
      accounts.deputy,
    ])
    await world.database.owner.pool.query(`update access.grant set delegated_by = null where id = $1`, [
      stand,
    ])
    expect((await approve(deputy, id)).body.code).toBe('access.delegate')
    await world.database.owner.pool.query(`update access.grant set delegated_by = null where id = $1`, [
      grants.admin,
    ])
    expect((await approve(deputy, id)).status).toBe(200)
  })

  test('cannot be proposed for oneself, for an unknown post, or for another province', async () => {
    expect((await propose('admin', { accountId: accounts.admin })).body.code).toBe('access.own-grant')
    expect((await propose('admin', { post: 'emperor' })).body.code).toBe('access.no-such-post')
    expect((await propose('admin', { unitId: elsewhere })).body.code).toBe('access.unit-elsewhere')
    expect((await propose('admin', { validFrom: '2026-05-02', validTo: '2026-05-01' })).body.code).toBe(
      'access.dates-reversed',
    )
    expect((await propose('head.khi')).status).toBe(403)
    // One's own proposal may concern the approver; the approver still cannot take it.
    const id = (await propose('admin', { accountId: accounts.approver })).body.id as unknown as string
    expect((await approve(browsers.approver!, id)).body.code).toBe('access.own-grant')
  })

  test('holds from the first to the end of the last day in Pakistan', async () => {
    const id = (await propose('admin', { validFrom: '2031-03-01', validTo: '2031-03-31' })).body
      .id as unknown as string
    const { rows } = await world.database.owner.pool.query(
      `select valid_from, valid_to from access.grant where id = $1`,
      [id],
    )
    expect(rows[0]).toEqual({ valid_from: '2031-02-28T19:00:00.000Z', valid_to: '2031-03-31T19:00:00.000Z' })
    expect(
      (await browsers.approver!.call('POST', `/access/grants/${id}/refuse`, { reason: 'Wrong prison' }))
        .status,
    ).toBe(200)
    expect((await approve(browsers.approver!, id)).body.code).toBe('access.not-waiting')
  })

  test('that was decided is not revived by anyone', async () => {
    const id = (await propose('admin')).body.id as unknown as string
    await browsers.approver!.call('POST', `/access/grants/${id}/refuse`, { reason: 'Wrong prison' })
    await expect(
      world.database.owner.pool.query(`update access.grant set refused_at = null where id = $1`, [id]),
    ).rejects.toThrow(/never changed back/)
  })

  test('every step is in the audit with its actor', async () => {
    const id = (await propose('admin')).body.id as unknown as string
    await approve(browsers.approver!, id)
    const { rows } = await world.database.owner.pool.query(
      `select act, account_id from audit.entry where subject = 'access.grant' and $1 = any(subject_ids) order by n`,
      [id],
    )
    expect(rows).toEqual([
      { act: 'insert', account_id: accounts.admin },
      { act: 'update', account_id: accounts.approver },
    ])
  })
})

describe('those who manage access', () => {
  test('see no case and no person, whatever their permissions (SEC-6)', async () => {
    const { pool } = world.database.owner
    await pool.query(
      `insert into people.record (jurisdiction, agency, unit_id, units, source_ref, name_en, created_by)
       values ('PK-SD', 'prison', $1, array[$1]::integer[], 'test/1', 'Ali', $2)`,
      [karachi, accounts['head.khi']],
    )
    const seen = async (name: string): Promise<number> => {
      const client = await world.database.app.pool.connect()
      try {
        await client.query('begin')
        await client.query(`select * from access.enter($1, $2, null, gen_random_uuid())`, [
          accounts[name],
          grants[name],
        ])
        const { rows } = await client.query(
          `select (select count(*) from people.record) + (select count(*) from cases.case) as n`,
        )
        return Number(rows[0].n)
      } finally {
        await client.query('rollback')
        client.release()
      }
    }
    expect(await seen('head.khi')).toBe(1)
    expect(await seen('ig')).toBe(1)
    for (const name of ['admin', 'approver', 'auditor', 'head.hyd']) expect(await seen(name)).toBe(0)
  })

  test('the auditor can write nothing of access', async () => {
    expect((await propose('auditor')).status).toBe(403)
    const client = await world.database.app.pool.connect()
    try {
      await client.query('begin')
      await client.query(`select * from access.enter($1, $2, null, gen_random_uuid())`, [
        accounts.auditor,
        grants.auditor,
      ])
      expect((await client.query(`update access.grant set revoked_at = now()`)).rowCount).toBe(0)
      await expect(
        client.query(
          `insert into access.grant (account_id, post_code, unit_id, proposed_by) values ($1, 'gate-officer', $2, $3)`,
          [accounts.clerk, karachi, accounts.auditor],
        ),
      ).rejects.toThrow(/row-level security/)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})

describe('an emergency entry', () => {
  const reason = 'Prisoner unconscious, his papers are in the other prison'

  test('opens one more unit for an hour, tells its head and the auditor, and is reviewed by another', async () => {
    const head = browsers['head.hyd']!
    const opened = await head.call('POST', '/access/break-glass', { unitId: karachi, reason })
    expect(opened.status).toBe(200)
    const id = opened.body.id as unknown as string
    const { pool } = world.database.owner
    const reached = async (): Promise<number[]> =>
      (
        await pool.query(`select units from access.enter($1, $2, null, gen_random_uuid())`, [
          accounts['head.hyd'],
          grants['head.hyd'],
        ])
      ).rows[0].units.toSorted()
    expect(await reached()).toEqual([karachi, hyderabad].toSorted())
    const { rows: told } = await pool.query(
      `select payload from events.outbox where type = 'access.BreakGlassOpened'`,
    )
    expect(told).toEqual([
      { payload: { breakGlassId: id, unitId: karachi, accountId: accounts['head.hyd'] } },
    ])
    const list = await browsers['head.khi']!.call('GET', '/access/break-glass?list=into-my-unit')
    expect(list.body).toMatchObject({ total: 1, rows: [{ id, reason, state: 'open', noticedAt: null }] })
    expect((await browsers['head.khi']!.call('POST', `/access/break-glass/${id}/notice`, {})).status).toBe(
      200,
    )
    const review = { finding: 'justified', note: 'Hospital register agrees' }
    expect((await browsers.auditor!.call('POST', `/access/break-glass/${id}/review`, review)).body.code).toBe(
      'access.still-open',
    )
    await pool.query(
      `update access.break_glass set opened_at = now() - interval '61 minutes', ends_at = now() - interval '1 minute' where id = $1`,
      [id],
    )
    expect(await reached()).toEqual([hyderabad])
    expect((await head.call('POST', `/access/break-glass/${id}/review`, review)).status).toBe(403)
    expect((await browsers.auditor!.call('POST', `/access/break-glass/${id}/review`, review)).status).toBe(
      200,
    )
    expect((await browsers.auditor!.call('POST', `/access/break-glass/${id}/review`, review)).body.code).toBe(
      'access.already-reviewed',
    )
    expect((await browsers.auditor!.call('GET', '/access/break-glass?list=reviewed')).body).toMatchObject({
      rows: [{ id, finding: 'justified' }],
    })
    expect(world.bugs).toEqual([])
  })

  test('needs a reason of fifteen letters, a step-up, a post that may, and a unit of the same province', async () => {
    const head = browsers['head.hyd']!
    expect(
      (await head.call('POST', '/access/break-glass', { unitId: karachi, reason: 'urgent' })).status,
    ).toBe(422)
    expect((await head.call('POST', '/access/break-glass', { unitId: elsewhere, reason })).body.code).toBe(
      'access.unit-elsewhere',
    )
    expect((await head.call('POST', '/access/break-glass', { unitId: hyderabad, reason })).body.code).toBe(
      'access.already-reached',
    )
    for (const name of ['admin', 'auditor', 'approver'])
      expect(
        (await browsers[name]!.call('POST', '/access/break-glass', { unitId: karachi, reason })).status,
      ).toBe(403)
    const tired = await arrive('head.hyd', false)
    expect((await tired.call('POST', '/access/break-glass', { unitId: karachi, reason })).body.code).toBe(
      'step-up-required',
    )
  })

  test('is closed by its maker before the hour and by nobody else', async () => {
    const head = browsers['head.hyd']!
    const id = (await head.call('POST', '/access/break-glass', { unitId: karachi, reason })).body
      .id as unknown as string
    expect((await browsers['head.khi']!.call('POST', `/access/break-glass/${id}/close`, {})).status).toBe(404)
    expect((await head.call('POST', `/access/break-glass/${id}/close`, {})).status).toBe(200)
    expect((await head.call('POST', `/access/break-glass/${id}/close`, {})).body.code).toBe(
      'access.already-over',
    )
  })
})

describe('who can see this, and why', () => {
  test('names each grant that reaches a record, through which unit and by which path', async () => {
    const { rows } = await world.database.owner.pool.query(
      `insert into people.record (jurisdiction, agency, unit_id, units, source_ref, name_en, created_by)
       values ('PK-SD', 'prison', $1, array[$1]::integer[], 'test/2', 'Imran', $2) returning id`,
      [karachi, accounts['head.khi']],
    )
    const path = `/access/explain?kind=person-record&id=${rows[0].id}`
    for (const name of ['auditor', 'head.khi']) {
      const { status, body } = await browsers[name]!.call('GET', path)
      expect(status).toBe(200)
      const { reaching, units } = body as unknown as {
        units: { code: string }[]
        reaching: { account: { username: string }; reach: string; path: { code: string }[] }[]
      }
      expect(units.map((unit) => unit.code)).toEqual(['PRS-KHI'])
      const of = (username: string) => reaching.find((each) => each.account.username === username)
      expect(of('head.khi')).toMatchObject({ reach: 'own', path: [{ code: 'PRS-KHI' }] })
      expect(of('ig')).toMatchObject({ reach: 'below', path: [{ code: 'PRV-SD' }, { code: 'PRS-KHI' }] })
      for (const nobody of ['head.hyd', 'admin', 'approver', 'auditor']) expect(of(nobody)).toBeUndefined()
      expect(JSON.stringify(body)).not.toContain('Imran')
    }
  })

  test('lists exactly those the policies let in', async () => {
    const { pool } = world.database.owner
    const { rows: records } = await pool.query(`select id from people.record limit 1`)
    const answer = await browsers.auditor!.call(
      'GET',
      `/access/explain?kind=person-record&id=${records[0].id}`,
    )
    const listed = new Set(
      (answer.body.reaching as unknown as { grantId: string }[]).map((each) => each.grantId),
    )
    const { rows: all } = await pool.query(`select id, account_id from access.grant`)
    for (const grant of all) {
      const client = await world.database.app.pool.connect()
      try {
        await client.query('begin')
        await client.query(`select * from access.enter($1, $2, null, gen_random_uuid())`, [
          grant.account_id,
          grant.id,
        ])
        const { rows } = await client.query(
          `select exists (select 1 from people.record where id = $1) and access.may('people:read') as sees`,
          [records[0].id],
        )
        expect({ grant: grant.id, listed: listed.has(grant.id) }).toEqual({
          grant: grant.id,
          listed: rows[0].sees,
        })
      } finally {
        await client.query('rollback')
        client.release()
      }
    }
    expect(listed.size).toBeGreaterThan(1)
  })

  test('is not answered to one whose units the record is not in', async () => {
    const { rows } = await world.database.owner.pool.query(`select id from people.record limit 1`)
    const path = `/access/explain?kind=person-record&id=${rows[0].id}`
    expect((await browsers['head.hyd']!.call('GET', path)).status).toBe(404)
    expect((await browsers.admin!.call('GET', path)).status).toBe(403)
    expect((await browsers.auditor!.call('GET', '/access/explain?kind=person-record&id=none')).status).toBe(
      404,
    )
  })
})

describe('the account office', () => {
  test('a new account is opened by the holder with a code of which two officers know one half each', async () => {
    const opened = await browsers.admin!.call('POST', '/accounts', {
      username: 'new.clerk',
      name: { en: 'Ghulam Rasool', ur: 'غلام رسول' },
    })
    expect(opened.status).toBe(200)
    const id = opened.body.id as unknown as string
    const request = await browsers.admin!.call(
      'POST',
      `/accounts/${id}/enrolment`,
      {},
      {
        'idempotency-key': '019a6b1e-3f5c-7c11-9d52-0242ac12000a',
      },
    )
    const first = request.body.half as unknown as string
    const holder = world.browser()
    const password = 'seven herons by the Indus'
    const use = (code: string) =>
      holder.call('POST', '/sign-in/enrol', { username: 'new.clerk', code, password })
    expect((await use(first)).body.code).toBe('identity.wrong-enrolment-code')
    const requestId = request.body.id as unknown as string
    expect((await browsers.admin!.call('POST', `/enrolments/${requestId}/approve`, {})).status).toBe(403)
    const approved = await browsers.approver!.call('POST', `/enrolments/${requestId}/approve`, {})
    const second = approved.body.half as unknown as string
    expect((await use(second + first)).body.code).toBe('identity.wrong-enrolment-code')
    expect((await use(`${first.toLowerCase()} ${second}`)).body).toEqual({ next: 'done' })
    expect((await holder.call('GET', '/session')).body).toMatchObject({
      account: { id },
      mustSetUpSecondFactor: true,
    })
    expect((await use(`${first}${second}`)).body.code).toBe('identity.wrong-enrolment-code')
    // Neither half stands anywhere, in the audit or among kept answers.
    const { rows } = await world.database.owner.pool.query(
      `select 1 from audit.entry e where e::text like '%' || $1 || '%' union all select 1 from events.command c where c::text like '%' || $1 || '%'`,
      [first],
    )
    expect(rows).toEqual([])
    expect(world.bugs).toEqual([])
  })

  test('a code for an existing account ends its old password, second factor and sessions', async () => {
    const lost = await arrive('clerk', false)
    const request = await browsers.admin!.call('POST', `/accounts/${accounts.clerk}/enrolment`, {})
    const approved = await browsers.approver!.call('POST', `/enrolments/${request.body.id}/approve`, {})
    expect((await lost.call('GET', '/session')).status).toBe(200)
    const found = world.browser()
    const enrolled = await found.call('POST', '/sign-in/enrol', {
      username: 'clerk',
      code: `${request.body.half}-${approved.body.half}`,
      password: 'nine kites over Hyderabad',
    })
    expect(enrolled.body).toEqual({ next: 'done' })
    expect((await lost.call('GET', '/session')).status).toBe(401)
    expect((await world.browser().signIn('clerk')).body.code).toBe('identity.wrong-credentials')
  })

  test('nobody disables, enrols or links themselves, and a disabled account is out at once', async () => {
    const admin = browsers.admin!
    const reason = 'Retired from service'
    expect((await admin.call('POST', `/accounts/${accounts.admin}/disable`, { reason })).status).toBe(404)
    expect((await admin.call('POST', `/accounts/${accounts.admin}/enrolment`, {})).body.code).toBe(
      'access.own-grant',
    )
    accounts.retiring = await world.account('retiring')
    const retiring = await arrive('retiring', false)
    expect((await admin.call('POST', `/accounts/${accounts.retiring}/disable`, { reason })).status).toBe(200)
    expect((await retiring.call('GET', '/session')).status).toBe(401)
    expect((await admin.call('GET', '/accounts?state=disabled')).body).toMatchObject({
      rows: [{ username: 'retiring' }],
      total: 1,
    })
    expect((await admin.call('POST', `/accounts/${accounts.retiring}/enable`, { reason })).status).toBe(200)
  })

  test('a link to a provider’s subject needs two officers and can be taken back by one', async () => {
    const link = { issuer: 'https://login.example.pk', subject: 'abc' }
    const proposed = await browsers.admin!.call(
      'POST',
      `/accounts/${accounts.clerk}/external-identities`,
      link,
    )
    const id = proposed.body.id as unknown as string
    expect(
      (await browsers.admin!.call('POST', `/accounts/${accounts['head.khi']}/external-identities`, link)).body
        .code,
    ).toBe('identity.already-linked')
    expect((await browsers.admin!.call('POST', `/external-identities/${id}/approve`, {})).status).toBe(403)
    expect((await browsers.approver!.call('POST', `/external-identities/${id}/approve`, {})).status).toBe(200)
    expect((await browsers.auditor!.call('GET', '/external-identities')).body).toMatchObject({
      links: [{ id, subject: 'abc', account: { username: 'clerk' } }],
    })
    expect((await browsers.approver!.call('POST', `/external-identities/${id}/remove`, {})).status).toBe(200)
    expect((await browsers.admin!.call('GET', '/external-identities')).body.links).toEqual([])
  })
})

test('who may do what is one page, and it is what the database holds', async () => {
  const { body } = await browsers.auditor!.call('GET', '/access/posts')
  const { posts } = body as unknown as {
    posts: { code: string; reach: string; permissions: string[]; holders: number }[]
  }
  expect(posts.find((post) => post.code === 'administrator')).toMatchObject({
    reach: 'none',
    permissions: administrating,
    holders: 2,
  })
})

test('the count of each work queue is the length of the list it opens', async () => {
  const count = async (name: string, key: string): Promise<number> => {
    const queue = [...(access.queues ?? []), ...(identity.queues ?? [])].find((each) => each.key === key)!
    const actor = { accountId: accounts[name]!, grantId: grants[name]! }
    return asActor(world.database.app, actor, {}, async (tx) => (await queue.count(tx)).count)
  }
  const total = async (name: string, path: string): Promise<unknown> =>
    (await browsers[name]!.call('GET', path)).body.total
  await propose('admin')
  await browsers.admin!.call('POST', `/accounts/${accounts.retiring}/enrolment`, {})
  await browsers['head.hyd']!.call('POST', '/access/break-glass', {
    unitId: karachi,
    reason: 'Prisoner unconscious, his papers are there',
  })
  for (const [name, key, path] of [
    ['approver', 'access.grants-waiting', '/access/grants?state=waiting'],
    ['approver', 'identity.enrolments-waiting', '/accounts?state=waiting'],
    ['auditor', 'access.entries-to-review', '/access/break-glass?list=to-review'],
  ] as const) {
    const counted = await count(name, key)
    expect(counted).toBeGreaterThan(0)
    expect({ key, counted }).toEqual({ key, counted: await total(name, path) })
  }
  const into = await browsers['head.khi']!.call('GET', '/access/break-glass?list=into-my-unit')
  const unnoticed = (into.body.rows as unknown as { noticedAt: string | null }[]).filter(
    (row) => row.noticedAt === null,
  )
  expect(unnoticed.length).toBeGreaterThan(0)
  expect(await count('head.khi', 'access.entries-into-my-unit')).toBe(unnoticed.length)
})
