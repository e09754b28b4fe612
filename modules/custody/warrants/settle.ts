import { sql } from 'kysely'
import { requireSecondPerson, standing } from '#kernel/access'
import { completeTasks } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { computeReleaseDate } from '../sentence/release-date.ts'
import { chargedOnPaper, startBailClock, terrorismOnPaper } from './bail-clock.ts'
import type * as contract from './contract.ts'
import { lockTyped, settleQueue, type Typed } from './read-back.ts'
import { holderOf } from './receive.ts'

type Chosen = Partial<Record<contract.Decisive, 'typed' | 'read'>>

/**
 * A third officer says of each field who is right. What was typed wrongly is corrected on the warrant, its clock of bail is started
 * anew and the date of release computed again; the reading keeps what had been typed.
 * @throws not-found, access.same-person and its kin, custody-warrants.settled, another-person, no-term
 */
export async function settle(
  tx: Tx,
  given: ParsedInputOf<typeof contract.settleReading>,
  call: { sessionId: string | null },
): Promise<OutputOf<typeof contract.settleReading>> {
  const typed = await lockTyped(tx, given.id)
  const { rows } = await sql<{
    read: contract.Read
    differences: contract.Decisive[]
    read_by: string
    read_session: string | null
    read_grant: string | null
    settled: boolean
  }>`select read, differences, read_by, read_session, read_grant, settled_at is not null as settled from custody.warrant_reading
      where id = ${given.readingId}::uuid and warrant_id = ${given.id}::uuid for update`.execute(tx)
  const reading = rows[0]
  if (reading === undefined) throw refuse('not-found')
  if (reading.settled || reading.differences.length === 0) throw refuse('custody-warrants.settled')
  if (typed.created_by !== null) await requireSecondPerson(tx, call, { by: typed.created_by })
  await requireSecondPerson(tx, call, {
    by: reading.read_by,
    session: reading.read_session,
    under: reading.read_grant,
  })
  const chosen = chosenOf(reading.differences, given.chosen)
  // A paper that names another person holds nobody here: that is no slip of the pen that one officer mends.
  if (chosen.person === 'read') throw refuse('custody-warrants.another-person')
  const corrected = reading.differences.filter((field) => chosen[field] === 'read')
  if (corrected.length > 0) await correct(tx, typed, reading.read, corrected)
  await sql`update custody.warrant_reading set chosen = ${JSON.stringify(chosen)}::jsonb, reason = ${given.reason},
      settled_by = ${standing(tx).accountId}::uuid, settled_at = clock_timestamp() where id = ${given.readingId}::uuid`.execute(
    tx,
  )
  await completeTasks(tx, { kind: 'warrant', id: given.id }, { outcome: 'settled', queue: settleQueue })
  return { corrected }
}

/** Every field that differs is decided, and no other. @throws custody-warrants.settled */
function chosenOf(differences: readonly contract.Decisive[], given: Chosen): Chosen {
  const fields = Object.keys(given) as contract.Decisive[]
  if (fields.length !== differences.length || fields.some((field) => !differences.includes(field)))
    throw refuse('custody-warrants.undecided')
  return given
}

async function correct(
  tx: Tx,
  typed: Typed,
  read: contract.Read,
  fields: readonly contract.Decisive[],
): Promise<void> {
  const from = (field: contract.Decisive): contract.Read => (fields.includes(field) ? read : typed.read)
  const { kind } = from('kind')
  const { sections } = from('sections')
  const { issuedOn } = from('issuedOn')
  const becomesConviction = kind === 'conviction' && typed.read.kind === 'remand'
  const term = kind === 'conviction' ? (becomesConviction ? read : from('term')).term : undefined
  if (kind === 'conviction' && term === undefined) throw refuse('custody-warrants.no-term')
  const next =
    kind === 'remand'
      ? (typed.read.kind === 'remand' ? from('nextProduction') : read).nextProduction
      : undefined
  const { rows } = await sql<{
    offence_on: string | null
    detained_since: string
    sentences: Sentence[] | null
  }>`
    select offence_on, detained_since, sentences from custody.warrant where id = ${typed.id}::uuid`.execute(
    tx,
  )
  const row = rows[0]!
  const holder = await holderOf(tx, typed.imprisonment_id)
  const charged = chargedOnPaper(sections, row.offence_on ?? issuedOn)
  // Where the warrant's day itself had been taken for the first day in custody, it follows the corrected day.
  const detainedSince =
    row.detained_since === typed.read.issuedOn
      ? [issuedOn, holder.admittedOn].sort()[0]!
      : [row.detained_since, issuedOn].sort()[0]!
  const sentences =
    term === undefined
      ? null
      : [
          {
            ...(row.sentences?.[0] ?? { id: typed.id, relation: 'FIRST', setOff: { order: 'SILENT' } }),
            sentencedOn: issuedOn,
            term,
          },
        ]
  await sql`update custody.warrant set kind = ${kind}, fir_number = ${from('fir').firNumber ?? null}, fir_year = ${from('fir').firYear ?? null},
      station_id = ${from('station').stationId ?? null}, court_id = ${from('court').courtId ?? null}, sections = ${sections},
      max_punishment = ${charged.max?.toString() ?? null}, issued_on = ${issuedOn}, detained_since = ${detainedSince},
      next_production = ${next ?? null}, sentences = ${sentences === null ? null : JSON.stringify(sentences)}::jsonb,
      order_fields = array(select f from unnest(order_fields) f where f <> all (${[...fields]}::text[]))
    where id = ${typed.id}::uuid`.execute(tx)
  if (kind === 'conviction')
    await sql`update custody.bail_clock set superseded_at = clock_timestamp()
      where warrant_id = ${typed.id}::uuid and superseded_at is null`.execute(tx)
  else if (fields.some((field) => ['kind', 'sections', 'issuedOn'].includes(field)))
    await startBailClock(tx, {
      warrantId: typed.id,
      imprisonmentId: typed.imprisonment_id,
      prisonId: typed.prison_id,
      charged,
      terrorism: terrorismOnPaper(sections),
      detainedSince,
      offenceOn: row.offence_on,
      sex: holder.sex,
      birthDate: holder.birthDate,
    })
  await sql`update custody.imprisonment i set category = 'under-trial' where i.id = ${typed.imprisonment_id}::uuid and i.category = 'convict'
     and not exists (select 1 from custody.warrant w where w.imprisonment_id = i.id and w.state = 'in-force' and w.kind = 'conviction')`.execute(
    tx,
  )
  await computeReleaseDate(tx, typed.imprisonment_id, 'warrant-corrected')
}

/** As the law engine takes it; only what the paper says of it is known here. */
type Sentence = Readonly<Record<string, unknown>>
