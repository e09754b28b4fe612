import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { type ServiceActor, serviceActors } from '#kernel/events'
import { connect } from '#platform/db'
import { isoDay } from './calendar/day.ts'
import { putInForce } from './in-force.ts'
import { rulesInForce } from './packs/index.ts'
import { calendarOf } from './prove.ts'
import { dueDays, isRefusedClock } from './stored-clocks/due-days.ts'
import { recomputeClocks } from './stored-clocks/recompute.ts'

export interface ClockFigures {
  readonly clocks: number
  readonly seconds: number
  readonly perSecond: number
  readonly moved: number
  readonly refused: number
  /** Clocks of a sample whose stored days differ from the engine's, which must be none. */
  readonly wrong: number
  readonly loadSeconds: number
}

const province = 'PK-SD'
const holiday = '2026-12-03'

/** The mix of rules and the spread of dates of a province's open clocks: nine months of FIRs, challans, trials and appeals. */
const kinds = [
  { rule: 'police-report', share: 35, inputs: (day: string) => ({ fir: day }) },
  { rule: 'scrutiny-return', share: 15, inputs: (day: string) => ({ received: day }) },
  {
    rule: 'appeal-limitation',
    share: 25,
    inputs: (day: string) => ({ appeal: 'sessions-conviction', judgment: day }),
  },
  { rule: 'ata-investigation', share: 10, inputs: (day: string) => ({ fir: day }) },
  { rule: 'trial-target', share: 15, inputs: (day: string) => ({ law: 'crpc-344a', cognizance: day }) },
] as const

/**
 * Recomputes `n` open clocks for a new court holiday, with the database: reading each clock's facts, computing it by the engine,
 * and moving those whose days changed, under row-level security and with the audit of every change. The bar is five million in
 * five minutes on two cores. `ownerUrl` names a prepared database that the benchmark may fill; `appUrl` the same as mizan_app.
 */
export async function benchClocks(
  ownerUrl: string,
  appUrl: string,
  say: (line: string) => void,
  n = 5_000_000,
): Promise<ClockFigures> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const app = connect(appUrl, { max: 4 })
  try {
    putInForce({ versions: [], closures: [] })
    const from = performance.now()
    await load(owner, n, say)
    const loadSeconds = (performance.now() - from) / 1_000
    const recomputation = await closeForADay(owner)
    const actor = await serviceOf(app, province)
    let lastSaid = performance.now()
    const start = performance.now()
    const done = await recomputeClocks({ database: app }, actor, recomputation, {
      report: async (seen, total) => {
        if (performance.now() - lastSaid < 10_000) return
        lastSaid = performance.now()
        say(`${seen} of ${total} clocks after ${Math.round((performance.now() - start) / 1_000)} s`)
      },
    })
    const seconds = (performance.now() - start) / 1_000
    return {
      clocks: done.seen,
      seconds: Math.round(seconds * 10) / 10,
      perSecond: Math.round(done.seen / seconds),
      moved: done.moved,
      refused: done.refused,
      wrong: await wrongOf(owner),
      loadSeconds: Math.round(loadSeconds),
    }
  } finally {
    await app.close()
    await owner.end()
  }
}

async function serviceOf(app: ReturnType<typeof connect>, jurisdiction: string): Promise<ServiceActor> {
  const found = (await serviceActors(app.pool)).find((actor) => actor.jurisdiction === jurisdiction)
  if (found === undefined) throw new Error(`There is no service account of ${jurisdiction}.`)
  return found
}

/** Clocks as they would stand: computed by the engine, one set of days for each rule and date, written as rows. */
async function load(owner: pg.Client, n: number, say: (line: string) => void): Promise<void> {
  const { rows } = await owner.query<{ id: number }>(`select id from units.unit where code = 'PRO-HYD'`)
  const unit = rows[0]?.id
  if (unit === undefined) throw new Error('The database is not prepared: it has no units.')
  const rules = rulesInForce('sindh')
  const calendar = calendarOf(province)
  const facts: { rule: string; inputs: object; statutory: string; effective: string; share: number }[] = []
  const days = 270
  // From 2026-04-01: open clocks run to days before, on and after the new holiday.
  for (let day = 20_544; day < 20_544 + days; day += 1) {
    for (const { rule, share, inputs } of kinds) {
      const given = inputs(isoDay(day))
      const due = dueDays(rule, given, rules, calendar)
      if (isRefusedClock(due)) throw new Error(`${rule}: ${due.error.message.en}`)
      facts.push({
        rule,
        inputs: given,
        statutory: due.statutoryDue,
        effective: due.effectiveDue,
        share,
      })
    }
  }
  await owner.query(`truncate law.clock, law.recomputation, law.closure cascade`)
  await owner.query(
    `create temporary table fact (rule text, inputs jsonb, statutory date, effective date, share int)`,
  )
  await owner.query(
    `insert into fact select * from jsonb_to_recordset($1::jsonb) as f(rule text, inputs jsonb, statutory date, effective date, share int)`,
    [JSON.stringify(facts)],
  )
  // Filling is not what is measured: each clock's start would be an audit entry of its own.
  await owner.query(`alter table law.clock disable trigger audit_write`)
  const step = 500_000
  for (let done = 0; done < n; done += step) {
    await owner.query(
      `insert into law.clock (jurisdiction, units, case_id, rule, inputs, statutory_due, effective_due, pack)
       select $1, array[$2::integer], gen_random_uuid(), f.rule, f.inputs, f.statutory, f.effective, 'sindh'
       from fact f, generate_series(1, ceil($3::numeric * f.share / (100.0 * ${days}))::int) limit $3`,
      [province, unit, Math.min(step, n - done)],
    )
    say(`${Math.min(done + step, n)} clocks written`)
  }
  await owner.query(`alter table law.clock enable trigger audit_write`)
  await owner.query(`vacuum analyze law.clock`)
}

/** One more closed day, adopted; and the recomputation it asks for. */
async function closeForADay(owner: pg.Client): Promise<string> {
  const accounts = [randomUUID(), randomUUID()]
  for (const [index, id] of accounts.entries()) {
    await owner.query(
      `insert into identity.account (id, username, name_en, name_ur) values ($1, $2, $3, 'آزمائشی')`,
      [id, `bench.${id}`, `Law officer ${index + 1}`],
    )
  }
  const { rows } = await owner.query<{ id: string }>(
    `with closed as (
       insert into law.closure (jurisdiction, first_day, last_day, title_en, title_ur, notification, state, proposed_by, proposed_under, adopted_by, adopted_at)
       values ($1, $2, $2, 'Day of mourning', 'یومِ سوگ', 'Benchmark', 'adopted', $3, $3, $4, now()) returning id)
     insert into law.recomputation (jurisdiction, closure_id) select $1, id from closed returning id`,
    [province, holiday, accounts[0], accounts[1]],
  )
  return rows[0]!.id
}

/** Distinct facts are few: every one of them is computed again here and compared with every clock that has it. */
async function wrongOf(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{
    rule: (typeof kinds)[number]['rule']
    inputs: Record<string, unknown>
    statutory: string
    effective: string
    n: string
  }>(
    `select rule, inputs, statutory_due::text as statutory, effective_due::text as effective, count(*) as n
     from law.clock group by 1, 2, 3, 4`,
  )
  const rules = rulesInForce('sindh')
  const calendar = calendarOf(province)
  let wrong = 0
  for (const row of rows) {
    const due = dueDays(row.rule, row.inputs, rules, calendar)
    const right =
      !isRefusedClock(due) && due.statutoryDue === row.statutory && due.effectiveDue === row.effective
    if (!right) wrong += Number(row.n)
  }
  return wrong
}
