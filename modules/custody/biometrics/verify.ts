import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { emit } from '#kernel/events'
import type { Tx } from '#platform/db'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { IdentityDoubted } from '../events.ts'
import { type AtGate, travellerOf } from '../identity-check/at-the-gate.ts'
import type * as contract from './contract.ts'
import { digestOf, galleryOf, heldAt, readerAt, templateOf } from './fingers.ts'
import { type Likeness, matcherInUse } from './matcher.ts'
import { fingerSetup } from './setup.ts'

type Why = NonNullable<OutputOf<typeof contract.checkFinger>['why']>

interface Thresholds {
  readonly matchFrom: number
  readonly mismatchBelow: number
  readonly leastQuality: number
}

type Found =
  | { readonly result: 'could-not' | 'no-device'; readonly why: Why }
  | { readonly result: 'matched' | 'not-matched'; readonly why: null }

/**
 * What a score means on the day: from one threshold on the same person, below the other somebody else, and between them nothing is
 * decided: a labourer's worn finger must not make a stranger of him. Pure.
 */
export function meaningOf(score: number, { matchFrom, mismatchBelow }: Thresholds): Found {
  if (score >= matchFrom) return { result: 'matched', why: null }
  return score < mismatchBelow
    ? { result: 'not-matched', why: null }
    : { result: 'could-not', why: 'unclear' }
}

/**
 * Compares a finger at the gate. Whatever keeps it from being decided is written down with its reason and left to the eye; a finger
 * that decides is a comparison, and one of somebody else stops every way out as if the eye had seen it.
 * @throws custody.not-in, not-found, invalid-input when what the reader sent is no record
 */
export async function verify(
  tx: Tx,
  given: ParsedInputOf<typeof contract.checkFinger>,
): Promise<OutputOf<typeof contract.checkFinger>> {
  return compareAt(
    tx,
    { imprisonmentId: given.id, prisonId: await heldAt(tx, given.id), arrivalAt: null },
    given,
  )
}

/** The same of somebody who comes on a transfer, before they are taken over. @throws not-found, invalid-input */
export async function verifyArrival(
  tx: Tx,
  given: ParsedInputOf<typeof contract.checkArrivalFinger>,
): Promise<OutputOf<typeof contract.checkArrivalFinger>> {
  return compareAt(tx, await travellerOf(tx, given.id), given)
}

async function compareAt(
  tx: Tx,
  { imprisonmentId, prisonId, arrivalAt }: AtGate,
  given: ParsedInputOf<typeof contract.checkFinger>,
): Promise<OutputOf<typeof contract.checkFinger>> {
  const probe = given.template === undefined ? null : templateOf(given.template)
  const { found, likeness, thresholds } = await compare(
    tx,
    { imprisonmentId, at: arrivalAt ?? prisonId },
    probe,
  )
  const { jurisdiction } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.finger_check (jurisdiction, prison_id, imprisonment_id, result, why, matcher, matcher_version, score, match_from,
      mismatch_below, probe_digest, device, arrival_at)
    values (${jurisdiction}, ${prisonId}, ${imprisonmentId}::uuid, ${found.result}, ${found.why}, ${likeness?.matcher ?? null},
      ${likeness?.version ?? null}, ${likeness?.score ?? null}, ${thresholds?.matchFrom ?? null}, ${thresholds?.mismatchBelow ?? null},
      ${probe === null ? null : digestOf(probe.bytes)}, ${given.device}, ${arrivalAt}) returning id`.execute(
    tx,
  )
  if (found.why === null) {
    const { rows: made } = await sql<{ id: string }>`
      insert into custody.identity_check (jurisdiction, prison_id, imprisonment_id, outcome, compared, finger_check_id, arrival_at)
      values (${jurisdiction}, ${prisonId}, ${imprisonmentId}::uuid, ${found.result === 'matched' ? 'same' : 'not-same'},
        array['finger'], ${rows[0]!.id}::uuid, ${arrivalAt}) returning id`.execute(tx)
    if (found.result === 'not-matched') await emit(tx, IdentityDoubted, { checkId: made[0]!.id })
  }
  return found
}

interface Compared {
  readonly found: Found
  readonly likeness?: Likeness
  readonly thresholds?: Thresholds
}

async function compare(
  tx: Tx,
  { imprisonmentId, at }: { readonly imprisonmentId: string; readonly at: number },
  probe: ReturnType<typeof templateOf> | null,
): Promise<Compared> {
  const { matcher } = fingerSetup()
  if ((await readerAt(tx, at)).driver === 'none') return { found: { result: 'no-device', why: 'no-reader' } }
  if (probe === null) return couldNot('not-read')
  if (matcher === null) return couldNot('no-matcher')
  const gallery = await galleryOf(tx, imprisonmentId)
  if (gallery.length === 0) return couldNot('not-enrolled')
  const likeness = await matcherInUse().verify(probe.bytes, gallery)
  if (likeness === null) return couldNot('no-answer')
  const thresholds = await thresholdsOf(tx, likeness.matcher)
  if (thresholds === null) return { ...couldNot('no-threshold'), likeness }
  // A smear is nobody's finger. A reader that gives no quality is not held to one.
  const { quality } = probe.view
  if (quality !== null && quality < thresholds.leastQuality)
    return { ...couldNot('quality'), likeness, thresholds }
  return { found: meaningOf(likeness.score, thresholds), likeness, thresholds }
}

const couldNot = (why: Why): Compared => ({ found: { result: 'could-not', why } })

async function thresholdsOf(tx: Tx, matcher: string): Promise<Thresholds | null> {
  const { rows } = await sql<{ match_from: string; mismatch_below: string; least_quality: number }>`
    select match_from, mismatch_below, least_quality from custody.finger_threshold
     where jurisdiction = ${standing(tx).jurisdiction} and matcher = ${matcher} and from_on <= workflow.today()
     order by from_on desc limit 1`.execute(tx)
  const row = rows[0]
  return row === undefined
    ? null
    : {
        matchFrom: Number(row.match_from),
        mismatchBelow: Number(row.mismatch_below),
        leastQuality: row.least_quality,
      }
}

/**
 * Beside a comparison by eye: the attempt that could not, made by the same officer since the last comparison; where no reader is
 * connected, that there is none. Null when there is one and it was not used.
 */
export async function attemptBeside(
  tx: Tx,
  { imprisonmentId, prisonId, arrivalAt }: AtGate,
): Promise<string | null> {
  if ((await readerAt(tx, arrivalAt ?? prisonId)).driver === 'none') {
    const { rows } = await sql<{ id: string }>`
      insert into custody.finger_check (jurisdiction, prison_id, imprisonment_id, result, why, arrival_at)
      values (${standing(tx).jurisdiction}, ${prisonId}, ${imprisonmentId}::uuid, 'no-device', 'no-reader', ${arrivalAt}) returning id`.execute(
      tx,
    )
    return rows[0]!.id
  }
  const { rows } = await sql<{ id: string }>`
    select f.id from custody.finger_check f where f.imprisonment_id = ${imprisonmentId}::uuid and f.result = 'could-not'
       and f.arrival_at is not distinct from ${arrivalAt}::integer
       and f.checked_by = ${standing(tx).accountId}::uuid and f.checked_at > clock_timestamp() - interval '30 minutes'
       and not exists (select 1 from custody.identity_check c where c.imprisonment_id = f.imprisonment_id and c.checked_at > f.checked_at)
     order by f.checked_at desc limit 1`.execute(tx)
  return rows[0]?.id ?? null
}
