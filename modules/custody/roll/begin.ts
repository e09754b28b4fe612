import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { prisonOf } from '../prison-of.ts'
import type * as contract from './contract.ts'

type Given = ParsedInputOf<typeof contract.startRollCheck>
type Begun = OutputOf<typeof contract.startRollCheck>

/**
 * Begins a count. With a connection there is one at a time, and beside it an evacuation, which waits for nothing. Without one it has
 * happened when it arrives: where another count was open then, is open now, or of the same kind was begun since, that one stands and this one
 * is kept beside it. A count that is known already is answered as it is. @throws custody-roll.open-already, not-found
 */
export async function start(tx: Tx, given: Given): Promise<Begun> {
  const prison = await prisonOf(tx, undefined)
  const id = given.id ?? randomUUID()
  const known = await knownOf(tx, id)
  if (known !== undefined) return known
  // Whoever begins at the same moment is met by the index, and then seen: the second time round theirs stands.
  for (let tries = 0; tries < 2; tries += 1) {
    const besideId = await standsFor(tx, prison.id, given)
    if (await insert(tx, { ...given, id, prisonId: prison.id, besideId })) return { id, besideId }
    const meanwhile = await knownOf(tx, id)
    if (meanwhile !== undefined) return meanwhile
  }
  throw refuse(given.away === undefined ? 'custody-roll.open-already' : 'not-found')
}

async function knownOf(tx: Tx, id: string): Promise<Begun | undefined> {
  const { rows } = await sql<Begun>`
    select id, beside_id as "besideId" from custody.roll_check where id = ${id}::uuid`.execute(tx)
  return rows[0]
}

/** The count in whose place nothing begun without a connection is put. */
async function standsFor(tx: Tx, prisonId: number, { kind, away }: Given): Promise<string | null> {
  if (away === undefined) return null
  const { rows } = await sql<{ id: string }>`
    select id from custody.roll_check where prison_id = ${prisonId} and beside_id is null and (kind = 'evacuation') = ${kind === 'evacuation'}
       and (closed_at is null or (started_at <= ${away.startedAt}::timestamptz and closed_at > ${away.startedAt}::timestamptz)
         or (kind = ${kind} and started_at > ${away.startedAt}::timestamptz))
     order by closed_at is null desc, started_at desc limit 1`.execute(tx)
  return rows[0]?.id ?? null
}

/** False when another is open, or this one is known. A phone's clock that runs ahead begins nothing in the future, and none before its roll. */
async function insert(
  tx: Tx,
  { id, kind, away, prisonId, besideId }: Given & { id: string; prisonId: number; besideId: string | null },
): Promise<boolean> {
  const { jurisdiction } = standing(tx)
  const { rows } =
    away === undefined
      ? await sql`insert into custody.roll_check (id, jurisdiction, prison_id, kind)
          values (${id}::uuid, ${jurisdiction}, ${prisonId}, ${kind}) on conflict do nothing returning id`.execute(
          tx,
        )
      : await sql`insert into custody.roll_check (id, jurisdiction, prison_id, kind, started_at, roll_as_of, received_at, beside_id)
          select ${id}::uuid, ${jurisdiction}, ${prisonId}, ${kind}, least(greatest(${away.startedAt}::timestamptz, ${away.rollAsOf}), moment.now),
            least(${away.rollAsOf}, moment.now), moment.now, ${besideId}::uuid
            from (select clock_timestamp() as now) moment on conflict do nothing returning id`.execute(tx)
  return rows.length === 1
}
