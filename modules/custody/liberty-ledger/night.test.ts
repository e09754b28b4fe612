import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serviceActors } from '#kernel/events'
import { type Someone, type World, world } from '../../../app/testing.ts'
import { loadProvince } from '../../../tools/seed/load/load-province.ts'
import { yesterday } from '../../../tools/seed/today.ts'
import { checkGate } from '../release/gate.ts'
import * as contract from './contract.ts'
import { runNight } from './night.ts'

/** The whole demo population in miniature, and nights over it. */
let here: World
let superintendent: Someone
beforeAll(async () => {
  here = await world()
  await loadProvince(here.database.url, {
    cases: 300,
    seed: 7,
    today: yesterday(),
    onProgress: () => undefined,
  })
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
}, 180_000)
afterAll(() => here?.drop())

const rowsOf = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await here.database.owner.pool.query(text, values)).rows as T[]

async function night() {
  const [sindh] = (await serviceActors(here.database.app.pool)).filter((one) => one.jurisdiction === 'PK-SD')
  return runNight({ database: here.database.app }, sindh!, { report: async () => undefined })
}

/** The calendar's turn: the night that was becomes one of the day before. */
const dayPasses = () => rowsOf(`update custody.liberty_night set on_date = on_date - 1`)

/** Changes rows behind the application's back, as somebody with the database in hands would. */
async function tamper(table: string, text: string): Promise<void> {
  await rowsOf(`alter table ${table} disable trigger user`)
  await rowsOf(text)
  await rowsOf(`alter table ${table} enable trigger user`)
}

const latest = async () => (await superintendent.call(contract.listLedgers, {})).rows[0]!

describe('a night over the demo population', () => {
  test('computes everyone again and finds no date that its own facts do not give', async () => {
    const figures = await night()
    const [held] = await rowsOf<{
      n: number
      outside: number
      dates: number
      clocks: number
    }>(`select count(*)::int as n,
      (select count(*)::int from custody.licence where state in ('running', 'held', 'revoked') and jurisdiction = 'PK-SD') as outside,
      (select count(*)::int from custody.release_date where state in ('computed', 'proposed', 'confirmed') and jurisdiction = 'PK-SD') as dates,
      (select count(*)::int from custody.bail_clock b join custody.warrant w on w.id = b.warrant_id and w.kind = 'remand' and w.state = 'in-force'
        where b.superseded_at is null and b.jurisdiction = 'PK-SD') as clocks from custody.imprisonment where state = 'in' and jurisdiction = 'PK-SD'`)
    expect(held!.n).toBeGreaterThan(80)
    expect(figures).toMatchObject({
      // Whoever serves on licence has a date that is computed again, and no line: nobody holds them.
      replayed: held!.n + held!.outside,
      lines: held!.n,
      dates: held!.dates,
      clocks: held!.clocks,
    })
    expect(await rowsOf(`select source, class, cause, changed from custody.liberty_difference`)).toEqual([])
  }, 120_000)

  test('writes one line for everyone, and none is unexplained', async () => {
    const [lines] = await rowsOf<{ everyone: number; standing: number; unexplained: number }>(`select
      (select count(*)::int from custody.imprisonment where state = 'in' and jurisdiction = 'PK-SD') as everyone, count(*)::int as standing,
      (count(*) filter (where jsonb_array_length(grounds) = 0 and jsonb_array_length(missing) = 0))::int as unexplained
      from custody.liberty_line where before_serial is null`)
    expect(lines).toEqual({ everyone: lines!.everyone, standing: lines!.everyone, unexplained: 0 })
  })

  test('agrees with the gate: whoever it would let out has no ground to be held', async () => {
    const rows = await rowsOf<{ id: string; basis: string }>(
      `select l.imprisonment_id as id, l.basis from custody.liberty_line l join units.unit u on u.id = l.prison_id where u.code = 'PRS-HYD-C'`,
    )
    const wrong: string[] = []
    let open = 0
    for (const { id, basis } of rows) {
      const gate = await superintendent.act((tx) => checkGate(tx, id))
      if (gate.releasable) open += 1
      // On the last day itself the gate opens and the sentence still holds.
      if (gate.releasable && basis !== 'none' && gate.dueRelease?.date !== gate.asOf) wrong.push(id)
    }
    expect(rows.length).toBeGreaterThan(15)
    expect(wrong).toEqual([])
    expect(open).toBeLessThan(rows.length)
  }, 60_000)

  test('is done once: the same night again does nothing', async () => {
    expect(await night()).toBeNull()
    const doubled = await rowsOf(
      `select prison_id from custody.liberty_ledger group by 1 having count(*) > 1`,
    )
    expect(doubled).toEqual([])
  })

  test('the next night keeps every line that says what it said', async () => {
    await dayPasses()
    const before = await latest()
    await night()
    const after = await latest()
    expect(after.serial).toBe(before.serial + 1)
    const compared = await superintendent.call(contract.compareLedgers, { from: before.id, to: after.id })
    expect(compared.counts).toEqual({ came: 0, left: 0, changed: 0, same: after.lines })
    expect(await rowsOf(`select 1 from custody.liberty_line where before_serial is not null`)).toEqual([])
  }, 60_000)

  test('goes on at its place: what was done before it was interrupted is not done again', async () => {
    await dayPasses()
    const [half] = await rowsOf<{ id: string }>(
      `select id from custody.imprisonment where state = 'in' and jurisdiction = 'PK-SD' order by id offset 60 limit 1`,
    )
    const [of] = await rowsOf<{ jurisdiction: string }>(
      `select jurisdiction from custody.liberty_night limit 1`,
    )
    await rowsOf(
      `insert into custody.liberty_night (jurisdiction, on_date, replayed_after, replayed) values ($1, workflow.today(), $2, 61)`,
      [of!.jurisdiction, half!.id],
    )
    const [everyone] = await rowsOf<{ n: number }>(
      `select count(*)::int as n from custody.imprisonment where state = 'in' and jurisdiction = 'PK-SD'`,
    )
    const figures = await night()
    expect(figures!.replayed).toBe(everyone!.n)
    expect(figures!.lines).toBe(everyone!.n)
  }, 60_000)
})

describe('a signed ledger', () => {
  test('is proved from its lines, its signature and the ledger before it', async () => {
    const { rows } = await superintendent.call(contract.listLedgers, { prisonId: (await latest()).prisonId })
    expect(rows.length).toBe(3)
    for (const { id, lines } of rows)
      expect(await superintendent.call(contract.checkLedger, { ledgerId: id })).toEqual({
        lines,
        altered: 0,
        rootAgrees: true,
        signatureAgrees: true,
        chainAgrees: true,
      })
  })

  test('shows a line that was rewritten, one that was removed and a head that was altered', async () => {
    const { id, prisonId } = await latest()
    const check = () => superintendent.call(contract.checkLedger, { ledgerId: id })
    const [line] = await rowsOf<{ id: string; until: string }>(
      `select id, until from custody.liberty_line where prison_id = $1 and basis = 'remand' order by id limit 1`,
      [prisonId],
    )
    await tamper(
      'custody.liberty_line',
      `update custody.liberty_line set until = until + 30 where id = '${line!.id}'`,
    )
    expect(await check()).toMatchObject({ altered: 1, rootAgrees: false, signatureAgrees: true })
    await tamper(
      'custody.liberty_line',
      `update custody.liberty_line set until = until - 30 where id = '${line!.id}'`,
    )
    expect(await check()).toMatchObject({ altered: 0, rootAgrees: true })
    await tamper(
      'custody.liberty_line',
      `update custody.liberty_line set before_serial = 2 where id = '${line!.id}'`,
    )
    expect(await check()).toMatchObject({ rootAgrees: false })
    await tamper(
      'custody.liberty_line',
      `update custody.liberty_line set before_serial = null where id = '${line!.id}'`,
    )
    await rowsOf(`update custody.liberty_ledger set on_date = on_date - 1 where id = '${id}'`)
    expect(await check()).toMatchObject({ rootAgrees: true, signatureAgrees: false })
    await rowsOf(`update custody.liberty_ledger set on_date = on_date + 1 where id = '${id}'`)
    expect(await check()).toMatchObject({ signatureAgrees: true, chainAgrees: true })
  })

  test('is not rewritten by the application', async () => {
    await expect(
      superintendent.act(async (tx) => {
        await sql`update custody.liberty_line set rule = 'none' where prison_id = any (access.units())`.execute(
          tx,
        )
      }),
    ).rejects.toThrow(/only ends/)
    await expect(
      superintendent.act(async (tx) => {
        await sql`update custody.liberty_ledger set red = 0`.execute(tx)
      }),
    ).rejects.toThrow(/permission denied/)
  })
})

describe('a date that its facts no longer give', () => {
  test('is found at night with the fact that changed, computed anew, and waits for two officers', async () => {
    const [confirmed] = await rowsOf<{ id: string; due: string; prison_id: number; jurisdiction: string }>(
      `select r.imprisonment_id as id, r.due_release as due, r.prison_id, r.jurisdiction from custody.release_date r
        join custody.imprisonment i on i.id = r.imprisonment_id and i.state = 'in'
        where r.state = 'confirmed' and r.result ->> 'remissionDays' = '0' and r.due_release > workflow.today() + 60
          and r.flags = '{}' limit 1`,
    )
    await tamper(
      'custody.remission',
      `insert into custody.remission (jurisdiction, prison_id, imprisonment_id, kind, days, authority, instrument, granted_on)
       values ('${confirmed!.jurisdiction}', ${confirmed!.prison_id}, '${confirmed!.id}', 'ordinary', 10, 'Superintendent', 'Order 1', workflow.today())`,
    )
    await dayPasses()
    await dayPasses()
    await night()
    const found = await rowsOf(
      `select source, class, cause, changed, before_day - after_day as days from custody.liberty_difference`,
    )
    expect(found).toEqual([
      {
        source: 'release-date',
        class: 'early-release-risk',
        cause: 'facts',
        changed: ['remissions'],
        days: 10,
      },
    ])
    const states = await rowsOf<{ state: string; reason: string }>(
      `select state, reason from custody.release_date where imprisonment_id = '${confirmed!.id}' order by computed_at desc limit 2`,
    )
    expect(states).toMatchObject([{ state: 'computed', reason: 'nightly' }, { state: 'reopened' }])
    const [line] = (await rowsOf(
      `select flags from custody.liberty_line where imprisonment_id = '${confirmed!.id}' and before_serial is null`,
    )) as { flags: string[] }[]
    expect(line!.flags).toContain('DATE_NOT_CONFIRMED')
  }, 60_000)

  test('without a changed fact or law it is unexplained until somebody writes the cause down', async () => {
    await tamper(
      'custody.release_date',
      `update custody.release_date r set result = jsonb_set(result, '{dueRelease}', '"2099-01-01"'), due_release = '2099-01-01'
        from units.unit u where u.id = r.prison_id and u.code = 'PRS-HYD-C' and r.id = (select d.id from custody.release_date d
          join units.unit v on v.id = d.prison_id and v.code = 'PRS-HYD-C' where d.state in ('computed', 'proposed', 'confirmed') order by d.id limit 1)`,
    )
    await dayPasses()
    await night()
    const { rows } = await superintendent.call(contract.listDifferences, { open: 'true' })
    expect(rows).toMatchObject([{ cause: 'unexplained', class: 'early-release-risk', before: '2099-01-01' }])
    await superintendent.call(contract.settleDifference, { id: rows[0]!.id, why: 'Stored wrongly by hand' })
    expect((await superintendent.call(contract.listDifferences, { open: 'true' })).rows).toEqual([])
    await expect(
      superintendent.call(contract.settleDifference, { id: rows[0]!.id, why: 'Another reason altogether' }),
    ).rejects.toThrow(/not-found/)
  }, 60_000)
})

describe('the red list', () => {
  let someone: { id: string; party: string; court: number; warrant: string }
  beforeAll(async () => {
    const [row] = await rowsOf<{ id: string; party: string; court: number; warrant: string }>(
      `select i.id, w.party_id as party, w.court_id as court, w.id as warrant from custody.imprisonment i
        join custody.warrant w on w.imprisonment_id = i.id and w.state = 'in-force' and w.kind = 'remand'
        join units.unit u on u.id = i.prison_id and u.code = 'PRS-HYD-C'
        join custody.liberty_line l on l.imprisonment_id = i.id and l.before_serial is null and l.basis = 'remand' and l.missing = '[]'
       where w.court_id is not null and w.release_order is null order by i.id limit 1`,
    )
    someone = row!
  })
  const remand = (days: number) =>
    rowsOf(
      `with w as (update custody.warrant set next_production = workflow.today() + ${days} where id = '${someone.warrant}'),
        r as (update courts.remand_order set next_date = workflow.today() + ${days} where party_id = '${someone.party}')
       update courts.hearing set on_date = workflow.today() + ${days} where state = 'listed' and '${someone.party}' = any (produce)`,
    )
  const tasks = () =>
    rowsOf<{ queue: string; open: boolean; due_on: string; unit_id: number }>(
      `select queue, done_at is null as open, due_on, unit_id from workflow.task
        where subject_id in ('${someone.id}', '${someone.party}') and queue like 'custody.no-proof%' order by queue desc`,
    )

  test('a remand that ran out yesterday puts the prisoner on it, with tasks for the prison and the court', async () => {
    await rowsOf(`alter table courts.hearing disable trigger user`)
    await remand(-1)
    await rowsOf(`alter table courts.hearing enable trigger user`)
    await dayPasses()
    await night()
    const { id } = await latest()
    const red = await superintendent.call(contract.listLines, {
      ledgerId: id,
      show: 'red',
      missing: 'REMAND_EXPIRED',
    })
    expect(red.rows.map((row) => row.imprisonmentId)).toEqual([someone.id])
    expect(red.rows[0]).toMatchObject({ basis: 'none', until: null, missing: [{ by: 'court' }] })
    const [today] = await rowsOf<{ day: string }>(`select workflow.today() as day`)
    expect(await tasks()).toMatchObject([
      { queue: 'custody.no-proof-of-custody', open: true, due_on: today!.day },
      { queue: 'custody.no-proof-in-court', open: true, due_on: today!.day, unit_id: someone.court },
    ])
  }, 60_000)

  test('the court of the case sees its own accused on it, another court nothing', async () => {
    const codes = await rowsOf<{ code: string }>(
      `select code from units.unit where id = ${someone.court} or (kind = 'magistrate-court' and jurisdiction = 'PK-PB') order by id <> ${someone.court} limit 2`,
    )
    const judge = await here.someone('judge', codes[0]!.code)
    const stranger = await here.someone('judge', codes[1]!.code)
    const seen = await judge.call(contract.listRedInCourt, {})
    expect(seen.rows.map((row) => row.partyId)).toContain(someone.party)
    expect((await stranger.call(contract.listRedInCourt, {})).rows).toEqual([])
    await expect(judge.call(contract.listLedgers, {})).rejects.toThrow(/not-allowed/)
  })

  test('another prison sees nothing of it', async () => {
    const other = await here.someone('superintendent', 'PRS-KHI-C')
    const { id } = await latest()
    await expect(other.call(contract.listLines, { ledgerId: id, show: 'red' })).rejects.toThrow(/not-found/)
    expect((await other.call(contract.getLineOf, { imprisonmentId: someone.id })).lines).toEqual([])
  })

  test('once the paper is there the line says so and the tasks are closed', async () => {
    await rowsOf(`alter table courts.hearing disable trigger user`)
    await remand(10)
    await rowsOf(`alter table courts.hearing enable trigger user`)
    const before = await latest()
    const { ledgerId } = await superintendent.call(contract.drawLedger, {})
    const compared = await superintendent.call(contract.compareLedgers, { from: before.id, to: ledgerId })
    expect(compared.rows).toMatchObject([
      {
        imprisonmentId: someone.id,
        change: 'changed',
        before: { basis: 'none' },
        after: { basis: 'remand' },
      },
    ])
    expect((await tasks())[0]).toMatchObject({ queue: 'custody.no-proof-of-custody', open: false })
    await dayPasses()
    await night()
    expect((await tasks()).filter(({ open }) => open)).toEqual([])
    const lines = (await superintendent.call(contract.getLineOf, { imprisonmentId: someone.id })).lines
    expect(lines.map(({ basis }) => basis).slice(0, 2)).toEqual(['remand', 'none'])
  }, 60_000)

  test('a gate officer may not see it, and only command may draw it up', async () => {
    const gate = await here.someone('gate-officer', 'PRS-HYD-C')
    const clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
    await expect(gate.call(contract.listLedgers, {})).rejects.toThrow(/not-allowed/)
    await expect(clerk.call(contract.drawLedger, {})).rejects.toThrow(/not-allowed/)
    const { prisonId } = await latest()
    const other = await here.someone('superintendent', 'PRS-KHI-C')
    await expect(other.call(contract.drawLedger, { prisonId })).rejects.toThrow(/not-found/)
  })
})
