import pg from 'pg'
import { daysIn, prove, refreshLaw } from '#kernel/law'

const batch = 2_000

interface WithoutClock {
  readonly caseId: string
  readonly jurisdiction: string
  readonly firOn: string
  readonly units: readonly number[]
  readonly registeredAt: string
  readonly filedOn: string | null
}

/**
 * Gives every FIR that was registered before clocks were stored the clock it would have: computed by the engine, which a
 * migration in SQL cannot ask, and met on the day the report was filed in court. Nothing is done once all have theirs. Nobody
 * acts in it: one entry of the audit tells of all.
 */
export async function carryReportClocks(ownerUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    if ((await withoutClock(client, 1)).length === 0) return 0
    await client.query('begin')
    await client.query(`set local lock_timeout = '30s'`)
    // Of two processes that start at once the second finds nothing left.
    for (const table of ['policing.fir', 'law.clock'])
      await client.query(`alter table ${table} disable trigger user`)
    await refreshLaw((text) => client.query(text))
    let carried = 0
    for (;;) {
      const rows = await withoutClock(client, batch)
      if (rows.length === 0) break
      await client.query(
        `with given as (
           select law.new_clock_id() as id, g.* from jsonb_to_recordset($1::jsonb) as g(case_id uuid, jurisdiction text, units integer[],
             inputs jsonb, statutory_due date, effective_due date, pack text, state text, started_at timestamptz, ended_on date, proof jsonb)
         ), kept as (
           insert into law.clock (id, jurisdiction, units, case_id, rule, inputs, statutory_due, effective_due, pack, state, started_at,
             ended_on, proof)
           select id, jurisdiction, units, case_id, 'police-report', inputs, statutory_due, effective_due, pack, state, started_at,
             ended_on, proof from given
         )
         update policing.fir f set clock_id = given.id from given where f.case_id = given.case_id`,
        [JSON.stringify(rows.map(clockOf))],
      )
      carried += rows.length
    }
    for (const table of ['law.clock', 'policing.fir'])
      await client.query(`alter table ${table} enable trigger user`)
    if (carried > 0)
      await client.query(
        `insert into audit.entry (act, subject, detail) values ('clocks-carried', 'policing.fir', jsonb_build_object('rows', $1::int))`,
        [carried],
      )
    await client.query('commit')
    return carried
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    await client.end()
  }
}

async function withoutClock(client: pg.Client, limit: number): Promise<WithoutClock[]> {
  const { rows } = await client.query<WithoutClock>(
    `select f.case_id as "caseId", f.jurisdiction, c.fir_on::text as "firOn",
       array_remove(array[c.police_station_id, c.prosecution_office_id], null) as units, f.created_at::text as "registeredAt",
       (select min((s.at at time zone 'Asia/Karachi')::date)::text from workflow.instance i join workflow.step s on s.instance_id = i.id
         where i.subject_kind = 'case' and i.subject_id = f.case_id and s.transition = 'file') as "filedOn"
     from policing.fir f join cases.case c on c.id = f.case_id where f.clock_id is null limit $1`,
    [limit],
  )
  return rows
}

function clockOf({ caseId, jurisdiction, firOn, units, registeredAt, filedOn }: WithoutClock) {
  const inputs = { fir: firOn }
  const proof = prove(jurisdiction, 'police-report', {
    ...inputs,
    ...(filedOn === null ? {} : { reportReachedCourt: filedOn }),
  })
  const { statutoryDue, effectiveDue } = daysIn('police-report', proof.result)
  return {
    case_id: caseId,
    jurisdiction,
    units,
    inputs,
    statutory_due: statutoryDue,
    effective_due: effectiveDue,
    pack: `${proof.pack.code} ${proof.pack.version}`,
    state: filedOn === null ? 'running' : filedOn <= effectiveDue ? 'met' : 'missed',
    started_at: registeredAt,
    ended_on: filedOn,
    proof: filedOn === null ? null : proof,
  }
}
