import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse, refuseFields } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { sealerOf } from '#platform/sealing'
import type * as contract from './contract.ts'
import { type Finger, FingerRecordError, type FingerView, readFingerRecord } from './finger-record.ts'
import type { Template } from './matcher.ts'
import { type FingerSetup, fingerSetup } from './setup.ts'

const sealer = sealerOf('biometric')
const placeOf = (fingerId: string) => `custody.finger ${fingerId}`

export const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** What a reader sent, strictly read: one view of one finger. @throws invalid-input naming the field of the record that is wrong */
export function templateOf(text: string): { bytes: Uint8Array; view: FingerView; edition: number } {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'))
  try {
    const { views, edition } = readFingerRecord(bytes)
    const [view, ...others] = views
    if (view === undefined || others.length > 0) throw new FingerRecordError('views', views.length)
    return { bytes, view, edition }
  } catch (error) {
    if (!(error instanceof FingerRecordError)) throw error
    throw refuseFields([{ path: 'template', code: `record-${error.field}`, message: error.text }])
  }
}

/** @throws not-found, custody.not-in */
export async function heldAt(tx: Tx, id: string): Promise<number> {
  const { rows } = await sql<{ prison_id: number; state: string }>`
    select prison_id, state from custody.imprisonment where id = ${id}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].state !== 'in') throw refuse('custody.not-in')
  return rows[0].prison_id
}

/** What reads a finger at a prison's gate. */
export async function readerAt(tx: Tx, prisonId: number): Promise<FingerSetup['reader']> {
  const { reader, withoutReader } = fingerSetup()
  if (withoutReader.length === 0 || reader.driver === 'none') return reader
  const { rows } = await sql<{ code: string }>`
    select code from units.current_unit where id = ${prisonId}`.execute(tx)
  return withoutReader.includes(rows[0]?.code ?? '') ? { driver: 'none', address: null } : reader
}

export async function setupSeen(
  tx: Tx,
  prisonId = standing(tx).unitId,
): Promise<OutputOf<typeof contract.getFingerSetup>> {
  return { ...(await readerAt(tx, prisonId)), matcher: fingerSetup().matcher !== null }
}

type Seen = OutputOf<typeof contract.getFingers>

/** @throws not-found */
export async function fingersOf(tx: Tx, { id }: { id: string }): Promise<Seen> {
  const { rows: held } = await sql<{ state: string }>`
    select state from custody.imprisonment where id = ${id}::uuid`.execute(tx)
  if (held[0] === undefined) throw refuse('not-found')
  const { rows } = await sql<{
    finger: Finger
    state: Seen['fingers'][number]['state']
    missing_why: Seen['fingers'][number]['missingWhy']
    quality: number | null
    minutiae: number | null
    device: string | null
    words: string | null
    by_en: string
    by_ur: string
    entered_at: string
  }>`select f.finger, f.state, f.missing_why, f.quality, f.minutiae, f.device, f.words, a.name_en as by_en, a.name_ur as by_ur, f.entered_at
      from custody.fingers_of(${id}::uuid) f cross join lateral custody.signed_by(f.entered_by) a order by f.finger`.execute(
    tx,
  )
  return {
    held: held[0].state === 'in',
    setup: await setupSeen(tx),
    fingers: rows.map((row) => ({
      finger: row.finger,
      state: row.state,
      missingWhy: row.missing_why,
      quality: row.quality,
      minutiae: row.minutiae,
      device: row.device,
      words: row.words,
      by: { en: row.by_en, ur: row.by_ur },
      at: row.entered_at,
    })),
  }
}

/** Enrols one finger; the template is sealed in the same transaction and read by nobody after. @throws custody.not-in, not-found, invalid-input */
export async function enrol(
  tx: Tx,
  given: ParsedInputOf<typeof contract.enrolFinger>,
): Promise<OutputOf<typeof contract.enrolFinger>> {
  const prisonId = await heldAt(tx, given.id)
  const { bytes, view, edition } = templateOf(given.template)
  if (view.position !== 0 && view.position !== given.finger)
    throw refuseFields([
      {
        path: 'template',
        code: 'another-finger',
        message: { en: 'The record is of another finger.', ur: 'یہ ریکارڈ کسی اور انگلی کا ہے۔' },
      },
    ])
  // A record without minutiae would be compared with nothing for ever.
  if (view.minutiae.length === 0)
    throw refuseFields([
      {
        path: 'template',
        code: 'empty',
        message: {
          en: 'The reader found nothing on this finger. Take it again.',
          ur: 'آلے کو اس انگلی پر کچھ نہ ملا۔ دوبارہ لیں۔',
        },
      },
    ])
  const { rows } = await sql<{ id: string }>`
    insert into custody.finger (jurisdiction, prison_id, imprisonment_id, finger, state, edition, quality, minutiae, digest, device)
    values (${standing(tx).jurisdiction}, ${prisonId}, ${given.id}::uuid, ${given.finger}, 'enrolled', ${edition}, ${view.quality},
      ${view.minutiae.length}, ${digestOf(bytes)}, ${given.device}) returning id`.execute(tx)
  const fingerId = rows[0]!.id
  await sql`insert into custody.finger_template (finger_id, jurisdiction, sealed)
    values (${fingerId}::uuid, ${standing(tx).jurisdiction}, ${sealer.seal(bytes, placeOf(fingerId))})`.execute(
    tx,
  )
  return { quality: view.quality, minutiae: view.minutiae.length }
}

/** @throws custody.not-in, not-found */
export async function miss(
  tx: Tx,
  given: ParsedInputOf<typeof contract.missFinger>,
): Promise<{ recorded: true }> {
  const prisonId = await heldAt(tx, given.id)
  await sql`insert into custody.finger (jurisdiction, prison_id, imprisonment_id, finger, state, missing_why)
    values (${standing(tx).jurisdiction}, ${prisonId}, ${given.id}::uuid, ${given.finger}, 'missing', ${given.why})`.execute(
    tx,
  )
  return { recorded: true }
}

/** @throws custody-biometrics.nothing-enrolled, not-found */
export async function erase(
  tx: Tx,
  given: ParsedInputOf<typeof contract.eraseFingers>,
): Promise<{ erased: number }> {
  const { rows: held } = await sql`select id from custody.imprisonment where id = ${given.id}::uuid`.execute(
    tx,
  )
  if (held[0] === undefined) throw refuse('not-found')
  const { rows } = await sql<{ gone: number }>`
    select custody.erase_fingers(${given.id}::uuid, ${given.order}) as gone`.execute(tx)
  if (rows[0]!.gone === 0) throw refuse('custody-biometrics.nothing-enrolled')
  return { erased: rows[0]!.gone }
}

/** The templates of a prisoner for the matcher and for nothing else; that they were opened is written down by the database. */
export async function galleryOf(tx: Tx, imprisonmentId: string): Promise<Template[]> {
  const { rows } = await sql<{ id: string; finger: Finger; sealed: Buffer }>`
    select id, finger, sealed from custody.fingers_to_compare(${imprisonmentId}::uuid)`.execute(tx)
  return rows.map(({ id, finger, sealed }) => ({ finger, bytes: sealer.unseal(sealed, placeOf(id)) }))
}
