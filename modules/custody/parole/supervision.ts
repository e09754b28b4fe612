import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { refuseFuture } from './cases.ts'
import type * as contract from './contract.ts'

interface Supervised {
  prison_id: number
  jurisdiction: string
  state: string
  since: string | null
}

/** One entry of the diary; the day of the next reporting follows from it. @throws as the contract says */
export async function write(
  tx: Tx,
  given: ParsedInputOf<typeof contract.writeDiary>,
): Promise<OutputOf<typeof contract.writeDiary>> {
  const { licenceId = null, probationId = null } = given
  if ((licenceId === null) === (probationId === null)) throw refuse('custody-parole.one-of-both')
  if ((given.kind === 'breach') !== (given.told !== undefined)) throw refuse('custody-parole.needs-paper')
  await refuseFuture(tx, given.on)
  const { rows } =
    licenceId === null
      ? await sql<Supervised>`select prison_id, jurisdiction, state, ordered_on as since from custody.probation_order
          where id = ${probationId}::uuid for update`.execute(tx)
      : await sql<Supervised>`select prison_id, jurisdiction, state, (left_at at time zone 'Asia/Karachi')::date as since
          from custody.licence where id = ${licenceId}::uuid for update`.execute(tx)
  const found = rows[0]
  if (found === undefined) throw refuse('not-found')
  if (!['running', 'breach-reported'].includes(found.state)) throw refuse('custody-parole.not-supervised')
  if (found.since !== null && given.on < found.since) throw refuse('custody-parole.before-leaving')
  await sql`insert into custody.supervision_entry (jurisdiction, prison_id, licence_id, probation_id, kind, on_date, words, told)
    values (${found.jurisdiction}, ${found.prison_id}, ${licenceId}::uuid, ${probationId}::uuid, ${given.kind}, ${given.on}, ${given.words},
      ${given.told ?? null})`.execute(tx)
  // A visit or a call is no reporting: the day on which the person must come stands.
  const moves = given.kind === 'reported' || given.nextOn !== undefined
  const next = sql`coalesce(${given.nextOn ?? null}::date, ${given.on}::date + custody.conditional_number(jurisdiction, 'report-every', ${given.on}))`
  const table = licenceId === null ? sql`custody.probation_order` : sql`custody.licence`
  const state = given.kind === 'breach' && licenceId === null ? sql`'breach-reported'` : sql`state`
  const { rows: moved } = await sql<{ next: string | null }>`
    update ${table} set state = ${state}, next_report_on = ${moves ? next : sql`next_report_on`} where id = ${licenceId ?? probationId}::uuid
    returning next_report_on as next`.execute(tx)
  return { nextReportOn: moved[0]?.next ?? null }
}
