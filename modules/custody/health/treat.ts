import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import type * as contract from './contract.ts'
import { tbToBeLookedFor } from './findings.ts'
import { mayFollow, type Pathway, type Status } from './pathways.ts'
import { openFile, openToTreat, ownedBy } from './patients.ts'

/** The first screening ends what was due since the admission. @throws as openToTreat */
export async function screen(
  tx: Tx,
  { id, ...findings }: ParsedInputOf<typeof contract.recordScreening>,
): Promise<OutputOf<typeof contract.recordScreening>> {
  const file = await openToTreat(tx, id)
  const { rows } = await sql<{ id: string }>`
    insert into custody.health_screening (jurisdiction, prison_id, imprisonment_id, findings, self_harm)
    values (${ownedBy(file)}, ${JSON.stringify(findings)}::jsonb, ${findings.selfHarm}) returning id`.execute(
    tx,
  )
  await sql`update custody.health_file set screened_at = clock_timestamp()
    where imprisonment_id = ${id}::uuid and screened_at is null`.execute(tx)
  return { screeningId: rows[0]!.id, tbToBeLookedFor: tbToBeLookedFor(findings) }
}

/** @throws as openFile */
export async function noteAllergy(
  tx: Tx,
  given: ParsedInputOf<typeof contract.recordAllergy>,
): Promise<{ allergyId: string }> {
  const file = await openFile(tx, given.id)
  const { rows } = await sql<{ id: string }>`
    insert into custody.health_allergy (jurisdiction, prison_id, imprisonment_id, substance, reaction, severe)
    values (${ownedBy(file)}, ${given.substance}, ${given.reaction || null}, ${given.severe}) returning id`.execute(
    tx,
  )
  return { allergyId: rows[0]!.id }
}

/** @throws custody-health.followed-already, in-the-future; as openToTreat */
export async function begin(
  tx: Tx,
  given: ParsedInputOf<typeof contract.diagnose>,
): Promise<{ diagnosisId: string }> {
  const file = await openToTreat(tx, given.id)
  if (given.onsetOn > (await today(tx))) throw refuse('custody-health.in-the-future')
  const { rows } = await sql<{ id: string }>`
    insert into custody.health_diagnosis (jurisdiction, prison_id, imprisonment_id, pathway, words, status, onset_on)
    values (${ownedBy(file)}, ${given.pathway}, ${given.words || null}, ${given.status}, ${given.onsetOn})
    on conflict (imprisonment_id, pathway) where status not in ('completed', 'ruled-out') and pathway not in ('chronic', 'other')
      do nothing returning id`.execute(tx)
  const diagnosisId = rows[0]?.id
  if (diagnosisId === undefined) throw refuse('custody-health.followed-already')
  await sql`insert into custody.health_diagnosis_step (jurisdiction, prison_id, imprisonment_id, diagnosis_id, status, note)
    values (${ownedBy(file)}, ${diagnosisId}::uuid, ${given.status}, ${given.note || null})`.execute(tx)
  return { diagnosisId }
}

/** @throws not-found; custody-health.not-from-there when the pathway does not go that way */
export async function follow(
  tx: Tx,
  given: ParsedInputOf<typeof contract.followDiagnosis>,
): Promise<{ status: Status }> {
  const { rows: whose } = await sql<{ imprisonment_id: string }>`
    select imprisonment_id from custody.health_diagnosis where id = ${given.diagnosisId}::uuid`.execute(tx)
  if (whose[0] === undefined) throw refuse('not-found')
  const file = await openToTreat(tx, whose[0].imprisonment_id)
  const { rows } = await sql<{ status: Status; pathway: Pathway }>`
    select status, pathway from custody.health_diagnosis where id = ${given.diagnosisId}::uuid`.execute(tx)
  if (!mayFollow(rows[0]!.status, given.status)) throw refuse('custody-health.not-from-there')
  await sql`insert into custody.health_diagnosis_step (jurisdiction, prison_id, imprisonment_id, diagnosis_id, status, note)
    values (${ownedBy(file)}, ${given.diagnosisId}::uuid, ${given.status}, ${given.note || null})`.execute(tx)
  return { status: given.status }
}

/** @throws as openFile */
export async function write(
  tx: Tx,
  given: ParsedInputOf<typeof contract.writeNote>,
): Promise<{ noteId: string }> {
  const file = await openFile(tx, given.id)
  const { rows } = await sql<{ id: string }>`
    insert into custody.health_note (jurisdiction, prison_id, imprisonment_id, words)
    values (${ownedBy(file)}, ${given.words}) returning id`.execute(tx)
  return { noteId: rows[0]!.id }
}

/** What is said to the prison stands in one table, why in another. @throws as openToTreat */
export async function sayFitness(
  tx: Tx,
  given: ParsedInputOf<typeof contract.declareFitness>,
): Promise<{ fit: boolean }> {
  const file = await openToTreat(tx, given.id)
  const fit = given.fit === 'yes'
  await sql`update custody.fitness set superseded_at = clock_timestamp()
    where imprisonment_id = ${given.id}::uuid and kind = ${given.kind} and superseded_at is null`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.fitness (jurisdiction, prison_id, imprisonment_id, kind, fit, until_on)
    values (${ownedBy(file)}, ${given.kind}, ${fit}, ${given.until ?? null}) returning id`.execute(tx)
  await sql`insert into custody.health_fitness_reason (jurisdiction, prison_id, imprisonment_id, id, why)
    values (${ownedBy(file)}, ${rows[0]!.id}::uuid, ${given.why})`.execute(tx)
  return { fit }
}

type Fitness = OutputOf<typeof contract.getFitness>

/** What stands now; what was said until a day that has passed is no longer said. */
export async function fitnessNow(tx: Tx, id: string): Promise<Pick<Fitness, 'travel' | 'labour'>> {
  const { rows } = await sql<{ kind: 'travel' | 'labour'; fit: boolean; until: string | null; at: string }>`
    select kind, fit, until_on as until, at from custody.fitness
     where imprisonment_id = ${id}::uuid and superseded_at is null and (until_on is null or until_on >= workflow.today())`.execute(
    tx,
  )
  const of = (kind: 'travel' | 'labour') => {
    const row = rows.find((one) => one.kind === kind)
    return row === undefined ? null : { fit: row.fit, until: row.until, at: row.at }
  }
  return { travel: of('travel'), labour: of('labour') }
}

/** For everybody who may see the prisoner; reads no medical table. @throws not-found */
export async function fitnessOf(tx: Tx, { id }: { id: string }): Promise<Fitness> {
  const { rows } = await sql<{
    ward: 'isolation' | 'hospital' | null
    from: string | null
    until: string | null
  }>`
    select w.ward, w.from_at as from, w.expected_until as until from custody.imprisonment i
      left join custody.medical_ward w on w.imprisonment_id = i.id and w.until_at is null where i.id = ${id}::uuid`.execute(
    tx,
  )
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  return {
    ...(await fitnessNow(tx, id)),
    ward:
      row.ward === null || row.from === null ? null : { ward: row.ward, from: row.from, until: row.until },
  }
}
