import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'
import { setupSeen } from './fingers.ts'

type Overview = OutputOf<typeof contract.getGateChecks>

/** The first moment, thirteen days ago in Pakistan, of the days that are shown. */
const begins = sql`((workflow.today() - 13)::timestamp at time zone 'Asia/Karachi')`
const counted = sql`(count(*) filter (where g.how = 'finger'))::integer as finger, (count(*) filter (where g.how = 'eye'))::integer as eye,
  (count(*) filter (where g.how = 'none'))::integer as "none"`

/** @throws not-found */
export async function gateChecks(tx: Tx, { prisonId }: { prisonId?: number | undefined }): Promise<Overview> {
  const { prisons, ...prison } = await prisonOf(tx, prisonId)
  const { rows: figures } = await sql<{
    asOf: string
    whyEye: Overview['whyEye']
    enrolment: Overview['enrolment']
    kept: number
  }>`select clock_timestamp() as "asOf",
      (select jsonb_build_object('noDevice', count(*) filter (where g.why_eye = 'no-device'), 'couldNot', count(*) filter (where g.why_eye = 'could-not'),
          'notTried', count(*) filter (where g.why_eye = 'not-tried'))
         from custody.gate_crossing g where g.prison_id = ${prison.id} and g.at >= ${begins}) as "whyEye",
      jsonb_build_object('held', n.held, 'enrolled', n.enrolled) as enrolment, n.kept from custody.finger_counts(${prison.id}) n`.execute(
    tx,
  )
  return {
    prison,
    prisons,
    setup: await setupSeen(tx, prison.id),
    ...figures[0]!,
    days: await daysOf(tx, prison.id),
    kinds: await kindsOf(tx, prison.id),
    stopped: await stoppedAt(tx, prison.id),
    ...(await rulesNow(tx)),
  }
}

async function daysOf(tx: Tx, prisonId: number): Promise<Overview['days']> {
  const { rows } = await sql<Overview['days'][number]>`
    select d.day as "on", ${counted}
      from (select workflow.today() - n as day from generate_series(0, 13) n) d
      left join custody.gate_crossing g on g.prison_id = ${prisonId} and g.at >= (d.day::timestamp at time zone 'Asia/Karachi')
        and g.at < ((d.day + 1)::timestamp at time zone 'Asia/Karachi')
     group by d.day order by d.day`.execute(tx)
  return rows
}

async function kindsOf(tx: Tx, prisonId: number): Promise<Overview['kinds']> {
  const { rows } = await sql<Overview['kinds'][number]>`
    select g.kind, ${counted} from custody.gate_crossing g where g.prison_id = ${prisonId} and g.at >= ${begins}
     group by g.kind order by array_position(array['court', 'hospital', 'leave', 'transfer', 'release', 'return', 'arrival'], g.kind)`.execute(
    tx,
  )
  return rows
}

/** Another person at the gate, the unsettled first. */
async function stoppedAt(tx: Tx, prisonId: number): Promise<Overview['stopped']> {
  const { rows } = await sql<{
    id: string
    imprisonment_id: string
    number: number
    year: number
    name_en: string | null
    name_ur: string | null
    by_finger: boolean
    checked_at: string
    settled: boolean
  }>`select c.id, c.imprisonment_id, i.number, i.year, p.name_en, p.name_ur, 'finger' = any (c.compared) as by_finger, c.checked_at,
      c.settled_at is not null as settled
      from custody.identity_check c join custody.imprisonment i on i.id = c.imprisonment_id join people.record p on p.id = i.record_id
     where c.prison_id = ${prisonId} and c.outcome = 'not-same' and (c.settled_at is null or c.checked_at >= ${begins})
     order by c.settled_at is not null, c.checked_at desc limit 20`.execute(tx)
  return rows.map((row) => ({
    checkId: row.id,
    imprisonmentId: row.imprisonment_id,
    number: `${row.number}/${row.year}`,
    name: bothOf(row.name_en, row.name_ur),
    byFinger: row.by_finger,
    at: row.checked_at,
    settled: row.settled,
  }))
}

/** What holds in the reader's province today, and what will from a later day on. */
async function rulesNow(tx: Tx): Promise<Pick<Overview, 'rules' | 'thresholds' | 'law'>> {
  const { jurisdiction } = standing(tx)
  const { rows } = await sql<Pick<Overview, 'rules' | 'thresholds' | 'law'>>`
    select coalesce((select jsonb_agg(jsonb_build_object('kind', r.kind, 'demand', r.demand, 'fromOn', r.from_on,
          'basis', jsonb_build_object('en', r.basis_en, 'ur', r.basis_ur), 'refer', r.refer) order by r.kind, r.from_on desc)
        from custody.gate_rule r where r.jurisdiction = ${jurisdiction} and not exists (select 1 from custody.gate_rule n
          where n.jurisdiction = r.jurisdiction and n.kind = r.kind and n.from_on > r.from_on and n.from_on <= workflow.today())), '[]') as rules,
      coalesce((select jsonb_agg(jsonb_build_object('matcher', h.matcher, 'fromOn', h.from_on, 'matchFrom', h.match_from,
          'mismatchBelow', h.mismatch_below, 'leastQuality', h.least_quality, 'basis', h.basis) order by h.matcher, h.from_on desc)
        from custody.finger_threshold h where h.jurisdiction = ${jurisdiction}), '[]') as thresholds,
      coalesce((select jsonb_agg(jsonb_build_object('code', l.code, 'text', jsonb_build_object('en', l.text_en, 'ur', l.text_ur),
          'refer', l.refer) order by l.code desc) from custody.finger_law l where l.jurisdiction in ('PK', ${jurisdiction})), '[]') as law`.execute(
    tx,
  )
  return rows[0]!
}
