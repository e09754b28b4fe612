import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptHandover, rejectHandover } from '#kernel/handover/contract'
import { runReport } from '#kernel/reporting/contract'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { nightOf } from './night.ts'
import { lastEnded, plusDays } from './periods.ts'
import { categories, countIn, imbalance, type Sheet, whole } from './sheet.ts'

const codes = ['PRS-HYD-C', 'PRS-KHI-C'] as const
type Prison = (typeof codes)[number]

let here: World
let deputy: Someone
let service: Someone
let inspector: Someone
const superintendents = {} as Record<Prison, Someone>
const deputies = {} as Record<Prison, Someone>
const ids = {} as Record<Prison, number>
let day: string
let account: string
beforeAll(async () => {
  here = await world()
  for (const code of codes) {
    superintendents[code] = await here.someone('superintendent', code)
    deputies[code] = await here.someone('deputy-superintendent', code)
    ids[code] = await here.unitId(code)
  }
  deputy = deputies['PRS-HYD-C']
  service = await here.someone('service', 'PK-SD')
  inspector = await here.someone('inspector-general-prisons', 'PRD-SD')
  day = (await rowsOf<{ day: string }>('select workflow.today() as day'))[0]!.day
  account = deputy.accountId
})
afterAll(() => here.drop())

const rowsOf = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await here.database.owner.pool.query(text, values)).rows as T[]

/** Changes rows behind the application's back, as somebody with the database in hands would. */
async function tamper(table: string, text: string, values: unknown[] = []): Promise<void> {
  await rowsOf(`alter table ${table} disable trigger user`)
  await rowsOf(text, values)
  await rowsOf(`alter table ${table} enable trigger user`)
}

interface Stay {
  readonly prison: Prison
  readonly category: string
  readonly sex: 'M' | 'F' | 'X'
  readonly born: string
  readonly came: string
  readonly byTransfer: boolean
  readonly left: string | null
  readonly ground: string
  /** Until when the register called them something else, and what. */
  readonly was: { readonly category: string; readonly until: string } | null
}

let serial = 0
/** Writes a stay of the past into the register, as an import of old books does; its movements write themselves. */
async function stayed(stay: Stay): Promise<string> {
  serial += 1
  const [person] = await rowsOf<{ id: string }>(
    `insert into people.person (jurisdiction) values ('PK-SD') returning id`,
  )
  const [record] = await rowsOf<{ id: string }>(
    `insert into people.record (jurisdiction, agency, unit_id, units, source_ref, name_en, name_ur, sex, birth_date, birth_precision, created_by)
     values ('PK-SD', 'custody', $1, array[$1::integer], $2, $3, $4, $5, $6, 'day', $7) returning id`,
    [ids[stay.prison], randomUUID(), `Held ${serial}`, `اسیر ${serial}`, stay.sex, stay.born, account],
  )
  const insert = async (
    prison: number,
    follows: string | null,
    from: string,
    to: string | null,
    ground: string,
  ) => {
    serial += 1
    return (
      await rowsOf<{ id: string }>(
        `insert into custody.imprisonment (jurisdiction, prison_id, year, number, person_id, record_id, category, state, admitted_at, released_at, release_ground,
           follows, held_since) values ('PK-SD', $1, 2020, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
        [
          prison,
          serial,
          person!.id,
          record!.id,
          stay.category,
          to === null ? 'in' : 'released',
          from,
          to,
          to === null ? null : ground,
          follows,
          follows === null ? null : from,
        ],
      )
    )[0]!.id
  }
  const elsewhere = stay.byTransfer
    ? await insert(await here.unitId('PRS-SUK-1'), null, stay.came, stay.came, 'transfer')
    : null
  const id = await insert(ids[stay.prison], elsewhere, stay.came, stay.left, stay.ground)
  if (stay.was !== null)
    await rowsOf(
      `insert into custody.category_was (imprisonment_id, until_at, jurisdiction, prison_id, category, became) values ($1, $2, 'PK-SD', $3, $4, $5)`,
      [id, stay.was.until, ids[stay.prison], stay.was.category, stay.category],
    )
  return id
}

const usual: Stay = {
  prison: 'PRS-HYD-C',
  category: 'under-trial',
  sex: 'M',
  born: '1990-01-01',
  came: '2025-01-01T10:00:00+05:00',
  byTransfer: false,
  left: null,
  ground: 'bail',
  was: null,
}

const night = (prison: Prison) => service.act((tx) => nightOf(tx, ids[prison]))
const owedOf = async (prison: Prison, code: string) =>
  (await superintendents[prison].call(contract.listReturns, {})).rows.find(
    (row) => row.code === code && row.state === 'owed',
  )!
async function signed(prison: Prison, id: string): Promise<string> {
  await deputies[prison].call(contract.drawReturn, { id })
  const { seenHash } = await superintendents[prison].call(contract.getReturn, { id })
  return (
    await superintendents[prison].call(contract.signReturn, {
      id,
      seen: seenHash!,
      remark: 'Checked with the books',
    })
  ).hash
}

describe('a return', () => {
  test('falls due by the calendar, once, with a task; a deputy draws it up and only the superintendent signs what was read', async () => {
    const month = lastEnded('month', day)
    await stayed(usual)
    await stayed({ ...usual, came: `${month.from}T09:00:00+05:00`, sex: 'F' })
    expect(await night('PRS-KHI-C')).toEqual({ owed: 0, corrected: 0, reminded: 0 })
    expect((await night('PRS-HYD-C')).owed).toBe(5)
    expect((await night('PRS-HYD-C')).owed).toBe(0)
    const one = await owedOf('PRS-HYD-C', 'monthly')
    expect(one).toMatchObject({ from: month.from, to: month.to, dueOn: plusDays(month.to, 5), version: 1 })
    const [tasks] = await rowsOf<{ n: number }>(
      `select count(*)::int as n from workflow.task where subject_id = $1 and post_code = 'superintendent' and done_at is null`,
      [one.id],
    )
    expect(tasks!.n).toBeGreaterThan(0)
    await deputy.call(contract.drawReturn, { id: one.id })
    const page = await deputy.call(contract.getReturn, { id: one.id })
    expect(whole(page.sheet as Sheet, 'closing')).toMatchObject({
      total: 2,
      cells: { 'under-trial/M': 1, 'under-trial/F': 1 },
    })
    expect(whole(page.sheet as Sheet, 'opening').total).toBe(1)
    expect(page.may).toMatchObject({ draw: true, sign: false })
    await expect(deputy.call(contract.signReturn, { id: one.id, seen: page.seenHash! })).rejects.toThrow(
      '403',
    )
    // Drawn up by the superintendent in person it waits for somebody else, in the application and in the database.
    const superintendent = superintendents['PRS-HYD-C']
    await superintendent.call(contract.drawReturn, { id: one.id })
    const own = await superintendent.call(contract.getReturn, { id: one.id })
    expect(own).toMatchObject({ drawnByMe: true, may: { sign: false } })
    await expect(
      superintendent.call(contract.signReturn, { id: one.id, seen: own.seenHash! }),
    ).rejects.toThrow('access.same-person')
    await expect(
      superintendent.act((tx) =>
        sql`update custody.department_return set state = 'signed', signed_by = access.account(), signed_at = clock_timestamp()
          where id = ${one.id}::uuid`.execute(tx),
      ),
    ).rejects.toThrow('does not sign it')
    await deputy.call(contract.drawReturn, { id: one.id })
    await expect(
      superintendents['PRS-HYD-C'].call(contract.signReturn, { id: one.id, seen: 'a'.repeat(64) }),
    ).rejects.toThrow('custody-returns.other-sheet')
    await stayed({ ...usual, came: `${month.to}T20:00:00+05:00` })
    await expect(
      superintendents['PRS-HYD-C'].call(contract.signReturn, { id: one.id, seen: page.seenHash! }),
    ).rejects.toThrow('custody-returns.out-of-date')
    const hash = await signed('PRS-HYD-C', one.id)
    const [kept] = await rowsOf<{ same: boolean }>(
      `select custody.return_hash(r) = $2 as same from custody.department_return r where id = $1`,
      [one.id, hash],
    )
    expect(kept!.same).toBe(true)
    await expect(deputy.call(contract.drawReturn, { id: one.id })).rejects.toThrow('custody-returns.not-open')
  })

  test('is handed over, sent back with the reason and corrected; what was signed never changes, whoever tries', async () => {
    const superintendent = superintendents['PRS-HYD-C']
    const { board } = await superintendent.call(contract.listReturns, {})
    const { id } = board.find(({ code, state }) => code === 'monthly' && state === 'signed')!
    const { offerId } = await superintendent.call(contract.sendReturn, { id })
    await expect(superintendent.call(contract.remindReturn, { id })).rejects.toThrow('403')
    await inspector.call(rejectHandover, { id: offerId, reason: 'The column of transfers is to be checked' })
    expect(await superintendent.call(contract.getReturn, { id })).toMatchObject({
      state: 'returned',
      returnedWhy: 'The column of transfers is to be checked',
    })
    const before = await rowsOf(
      `select sheet, hash, signed_at from custody.department_return where id = $1`,
      [id],
    )
    for (const change of [
      `sheet = sheet || '{"bands": [1]}'`,
      `remark = 'another'`,
      `hash = 'x'`,
      `state = 'drawn'`,
      `signed_at = now()`,
    ])
      await expect(
        rowsOf(`update custody.department_return set ${change} where id = $1`, [id]),
      ).rejects.toThrow('stays as it was')
    const { id: next } = await superintendent.call(contract.correctReturn, {
      id,
      why: 'Transfers were checked',
    })
    await expect(
      superintendent.call(contract.correctReturn, { id, why: 'Transfers were checked' }),
    ).rejects.toThrow('custody-returns.corrected-already')
    await signed('PRS-HYD-C', next)
    const sent = await superintendent.call(contract.sendReturn, { id: next })
    await inspector.call(acceptHandover, { id: sent.offerId })
    expect(await inspector.call(contract.getReturn, { id: next })).toMatchObject({
      state: 'accepted',
      version: 2,
    })
    expect(
      await rowsOf(`select sheet, hash, signed_at from custody.department_return where id = $1`, [id]),
    ).toEqual(before)
  })

  test('is compared each night with the registers: a late entry shows as a difference and makes a corrected return owed', async () => {
    const superintendent = superintendents['PRS-HYD-C']
    const month = lastEnded('month', day)
    const { board } = await superintendent.call(contract.listReturns, {})
    const { id } = board.find(({ code, state }) => code === 'monthly' && state === 'accepted')!
    expect((await superintendent.call(contract.compareReturn, { id })).differences).toEqual([])
    expect((await night('PRS-HYD-C')).corrected).toBe(0)
    const late = await stayed({
      ...usual,
      came: `${month.from}T11:00:00+05:00`,
      left: `${month.to}T11:00:00+05:00`,
    })
    const { differences } = await superintendent.call(contract.compareReturn, { id })
    expect(differences).toEqual([
      { line: 'admitted', part: null, was: 2, now: 3 },
      { line: 'released', part: 'bail', was: 0, now: 1 },
    ])
    const people = await superintendent.call(runReport, {
      key: 'custody.return-people',
      lang: 'en',
      return: id,
      line: 'admitted',
    } as never)
    expect(
      people.rows
        .filter(({ cells }) => cells.entered === 'after the signature')
        .map(({ links }) => links.number),
    ).toEqual([`/custody/prisoners/${late}`])
    expect((await night('PRS-HYD-C')).corrected).toBe(1)
    expect((await night('PRS-HYD-C')).corrected).toBe(0)
    const owed = await owedOf('PRS-HYD-C', 'monthly')
    expect(owed).toMatchObject({ version: 3 })
    const corrected = await superintendent.call(contract.getReturn, { id: owed.id })
    expect(corrected.changed).toEqual(differences)
    // Until the correction is sent, the department counts what was sent.
    const { sheet } = await inspector.call(contract.getDepartmentReturn, {
      code: 'monthly',
      from: month.from,
    })
    expect(whole(sheet as Sheet, 'admitted').total).toBe(2)
  })

  test('is stopped by registers that contradict themselves, with the day and the people', async () => {
    const yesterday = plusDays(day, -1)
    const id = await stayed({ ...usual, came: `${yesterday}T12:00:00+05:00` })
    const daily = await owedOf('PRS-HYD-C', 'daily')
    // What the coming owes the family hangs on it.
    await rowsOf(`delete from custody.notice_owing where imprisonment_id = $1`, [id])
    await tamper('custody.movement', `delete from custody.movement where imprisonment_id = $1`, [id])
    await expect(deputy.call(contract.drawReturn, { id: daily.id })).rejects.toThrow(
      'custody-returns.contradicts',
    )
    expect((await deputy.call(contract.getReturn, { id: daily.id })).contradictions).toMatchObject([
      { kind: 'movement', on: yesterday, people: [{ imprisonmentId: id }] },
    ])
    await tamper(
      'custody.movement',
      `insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, in_at) select jurisdiction, prison_id, id, 'ADM', admitted_at from custody.imprisonment where id = $1`,
      [id],
    )
    const [check] = await rowsOf<{ id: string }>(
      `insert into custody.roll_check (jurisdiction, prison_id, kind, started_at, closed_at, result, expected, present, missing, extra, why, marks_hash)
       values ('PK-SD', $1, 'lock-up', $2, $3, 'differs', 4, 3, 1, 0, 'One man not found', 'x') returning id`,
      [ids['PRS-HYD-C'], `${yesterday}T18:00:00+05:00`, `${yesterday}T18:30:00+05:00`],
    )
    const mark = (what: string, at: string) =>
      rowsOf(
        `insert into custody.roll_mark (check_id, id, jurisdiction, prison_id, imprisonment_id, mark, marked_at) values ($1, $2, 'PK-SD', $3, $4, $5, $6)`,
        [check!.id, randomUUID(), ids['PRS-HYD-C'], id, what, at],
      )
    await mark('absent', `${yesterday}T18:10:00+05:00`)
    expect((await deputy.call(contract.getReturn, { id: daily.id })).contradictions).toMatchObject([
      { kind: 'missing', on: yesterday, checkId: check!.id, people: [{ imprisonmentId: id }] },
    ])
    await mark('present', `${yesterday}T23:10:00+05:00`)
    expect((await deputy.call(contract.drawReturn, { id: daily.id })).state).toBe('drawn')
  })

  test('tells no number of complaints that could point to a person, and none to the deputy', async () => {
    const month = lastEnded('month', day)
    const complained = (n: number, closed: string[]) =>
      rowsOf(
        `insert into custody.complaint (jurisdiction, prison_id, code, channel, subject, text, level, closed_posts, received_on, acknowledge_by, decide_by,
           reply_by, watch_until, taken_by) select 'PK-SD', $1, 'RTN-' || $2 || n, 'box', 'food', 'x', 'prison', $3, $4, $4, $4, $4, $4, $5 from generate_series(1, $6) n`,
        [ids['PRS-HYD-C'], closed.length, closed, month.from, account, n],
      )
    await complained(5, [])
    await complained(2, ['superintendent', 'deputy-superintendent'])
    const { id } = await owedOf('PRS-HYD-C', 'monthly')
    await signed('PRS-HYD-C', id)
    // Those of version 1 stand in every correction: none was known then.
    expect((await superintendents['PRS-HYD-C'].call(contract.getReturn, { id })).complaints).toEqual({
      below: 5,
      received: 0,
      replied: 0,
      upheld: 0,
    })
    expect((await deputy.call(contract.getReturn, { id })).complaints).toBeNull()
    await stayed({ ...usual, prison: 'PRS-KHI-C' })
    await night('PRS-KHI-C')
    const other = await owedOf('PRS-KHI-C', 'monthly')
    await rowsOf(
      `insert into custody.complaint (jurisdiction, prison_id, code, channel, subject, text, level, closed_posts, received_on, acknowledge_by, decide_by, reply_by,
         watch_until, taken_by) select 'PK-SD', $1, 'RTK-' || n, 'box', 'food', 'x', 'prison', case when n > 6 then array['superintendent'] else '{}' end, $2, $2, $2, $2, $2, $3
         from generate_series(1, 8) n`,
      [ids['PRS-KHI-C'], month.from, account],
    )
    await rowsOf(
      `insert into custody.complaint_step (jurisdiction, prison_id, complaint_id, kind, text, by, at) select jurisdiction, prison_id, id, 'replied', 'x', $1, $3
         from custody.complaint where prison_id = $2 and code in ('RTK-1', 'RTK-2')`,
      [account, ids['PRS-KHI-C'], `${month.to}T10:00:00+05:00`],
    )
    await signed('PRS-KHI-C', other.id)
    expect(
      (await superintendents['PRS-KHI-C'].call(contract.getReturn, { id: other.id })).complaints,
    ).toEqual({
      below: 5,
      received: 6,
      replied: null,
      upheld: 0,
    })
  })

  test('that is late is reminded by itself, by the Inspector-General once a day, and stands on the list of the overdue', async () => {
    const quarterly = await owedOf('PRS-HYD-C', 'quarterly')
    await tamper(
      'custody.department_return',
      `update custody.department_return set due_on = $2::date, opened_at = now() - interval '5 days' where id = $1`,
      [quarterly.id, plusDays(day, -3)],
    )
    expect((await inspector.call(contract.getDepartmentReturn, {})).overdue.map(({ id }) => id)).toContain(
      quarterly.id,
    )
    expect((await night('PRS-HYD-C')).reminded).toBeGreaterThan(0)
    await expect(inspector.call(contract.remindReturn, { id: quarterly.id })).rejects.toThrow(
      'custody-returns.reminded-today',
    )
    await tamper(
      'custody.department_return',
      `update custody.department_return set reminded_at = now() - interval '2 days' where id = $1`,
      [quarterly.id],
    )
    expect(await inspector.call(contract.remindReturn, { id: quarterly.id })).toEqual({ reminders: 2 })
  })

  test('of another prison is nobody’s business there, and nothing is counted without the permission', async () => {
    const { id } = await owedOf('PRS-KHI-C', 'quarterly')
    await expect(deputy.call(contract.getReturn, { id })).rejects.toThrow('404')
    await expect(deputy.call(contract.drawReturn, { id })).rejects.toThrow('404')
    const gate = await here.someone('gate-officer', 'PRS-KHI-C')
    for (const [who, prison] of [
      [gate, 'PRS-KHI-C'],
      [deputy, 'PRS-KHI-C'],
    ] as const) {
      const counted = await who.act((tx) =>
        sql`select 1 from custody.return_lines(${ids[prison]}, '2020-01-01', ${day}::date, '{}', array['closing', 'admitted'])
          union all select 1 from custody.return_figures(${ids[prison]}, '2020-01-01', ${day}::date)`.execute(
          tx,
        ),
      )
      expect(counted.rows).toEqual([])
    }
  })
})

/** Instants of the random histories, in days after their first. */
const first = '2024-01-01'
const at = (days: number, minutes: number) =>
  new Date(Date.parse(`${first}T00:00:00+05:00`) + days * 86_400_000 + minutes * 60_000).toISOString()
const moments = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 1_439 }))
const histories = fc.array(
  fc
    .record({
      prison: fc.constantFrom(...codes),
      category: fc.constantFrom('under-trial', 'convict', 'condemned', 'civil'),
      sex: fc.constantFrom('M' as const, 'F' as const, 'X' as const),
      born: fc.constantFrom('1980-05-01', '2006-01-20', '2010-07-01'),
      three: fc.tuple(moments, moments, moments),
      ends: fc.boolean(),
      byTransfer: fc.boolean(),
      ground: fc.constantFrom('bail', 'acquittal', 'death', 'escape', 'transfer', 'expiry'),
      changes: fc.boolean(),
    })
    .map(({ three, ends, changes, ...rest }): Stay => {
      const [came, changed, left] = three.map(([days, minutes]) => at(days, minutes)).toSorted() as [
        string,
        string,
        string,
      ]
      return {
        ...rest,
        came,
        left: ends ? left : null,
        was:
          changes && rest.category !== 'under-trial' && changed > came && (!ends || changed < left)
            ? { category: 'under-trial', until: changed }
            : null,
      }
    }),
  { minLength: 4, maxLength: 9 },
)

/** The same period counted by hand from the stays: nothing of it is asked of the database. */
function recount(stays: readonly Stay[], from: string, to: string): Map<string, Record<string, number>> {
  const opens = Date.parse(`${from}T00:00:00+05:00`)
  const closes = Date.parse(`${plusDays(to, 1)}T00:00:00+05:00`)
  const found = new Map<string, Record<string, number>>()
  for (const stay of stays) {
    const came = Date.parse(stay.came)
    const left = stay.left === null ? Number.POSITIVE_INFINITY : Date.parse(stay.left)
    const changed = stay.was === null ? null : Date.parse(stay.was.until)
    const cell = (moment: number, category?: string) => {
      const then = category ?? (changed !== null && moment <= changed ? stay.was!.category : stay.category)
      const eighteen = `${Number(stay.born.slice(0, 4)) + 18}${stay.born.slice(4)}`
      const young = new Date(moment + 5 * 3_600_000).toISOString().slice(0, 10) < eighteen
      return `${then}/${stay.sex}${young ? 'j' : ''}`
    }
    const add = (line: string, key: string) => {
      const cells = found.get(line) ?? {}
      found.set(line, { ...cells, [key]: (cells[key] ?? 0) + 1 })
    }
    const within = (moment: number) => moment >= opens && moment < closes
    if (came < opens && left >= opens) add('opening', cell(opens))
    if (came < closes && left >= closes) add('closing', cell(closes))
    if (within(came)) add(stay.byTransfer ? 'transferred-in' : 'admitted', cell(came))
    if (within(left)) {
      const line =
        { transfer: 'transferred-out', death: 'died', escape: 'escaped' }[stay.ground] ?? 'released'
      add(line, cell(left))
    }
    if (changed !== null && within(changed)) {
      add('category-from', cell(changed, stay.was!.category))
      add('category-to', cell(changed, stay.category))
    }
  }
  return found
}

test('whatever happened, the balances agree with a recount by hand, the department’s return is the sum, and no snapshot changes', async () => {
  const all: Stay[] = []
  const snapshots = new Map<string, string>()
  let run = 0
  await fc.assert(
    fc.asyncProperty(histories, fc.integer({ min: 0, max: 20 }), async (stays, length) => {
      for (const stay of stays) await stayed(stay)
      all.push(...stays)
      const from = plusDays(first, run * 5)
      const to = plusDays(from, length)
      run += 1
      const sheets: Sheet[] = []
      for (const prison of codes) {
        const [made] = await rowsOf<{ id: string }>(
          `insert into custody.department_return (jurisdiction, prison_id, code, period_from, period_to, due_on) values ('PK-SD', $1, 'quarterly', $2, $3, $3) returning id`,
          [ids[prison], from, to],
        )
        await signed(prison, made!.id)
        const { sheet, hash } = await superintendents[prison].call(contract.getReturn, { id: made!.id })
        const counted = recount(
          all.filter((stay) => stay.prison === prison),
          from,
          to,
        )
        for (const line of [
          'opening',
          'admitted',
          'transferred-in',
          'category-to',
          'category-from',
          'released',
          'died',
          'escaped',
          'transferred-out',
          'closing',
        ])
          expect([prison, line, whole(sheet as Sheet, line).cells]).toEqual([
            prison,
            line,
            sorted(counted.get(line) ?? {}),
          ])
        expect([undefined, ...categories].map((category) => imbalance(sheet as Sheet, category))).toEqual([
          0, 0, 0, 0, 0, 0,
        ])
        await superintendents[prison].call(contract.sendReturn, { id: made!.id })
        sheets.push(sheet as Sheet)
        snapshots.set(made!.id, `${hash} ${JSON.stringify(sheet)}`)
      }
      const department = await inspector.call(contract.getDepartmentReturn, { code: 'quarterly', from })
      for (const line of ['opening', 'admitted', 'released', 'closing'])
        for (const category of categories)
          expect(countIn(whole(department.sheet as Sheet, line), { category })).toBe(
            sheets.reduce((sum, sheet) => sum + countIn(whole(sheet, line), { category }), 0),
          )
    }),
    { numRuns: 8, seed: 20261122, endOnFailure: true },
  )
  for (const [id, snapshot] of snapshots) {
    const { sheet, hash } = await inspector.call(contract.getReturn, { id })
    expect(`${hash} ${JSON.stringify(sheet)}`).toBe(snapshot)
  }
})

const sorted = (cells: Record<string, number>) =>
  Object.fromEntries(Object.entries(cells).toSorted(([a], [b]) => (a < b ? -1 : 1)))
