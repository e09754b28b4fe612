import { sql } from 'kysely'
import { may, requireSecondPerson, standing } from '#kernel/access'
import { tellCase } from '#kernel/cases'
import { emit } from '#kernel/events'
import {
  computeSentenceTwice,
  type InputsOf,
  LawInputError,
  packOf,
  refreshLaw,
  rulesInForce,
} from '#kernel/law'
import { askCourt } from '#modules/courts'
import type { Tx } from '#platform/db'
import { Refusal, refuse } from '#platform/http'
import { ReleaseDateConfirmed } from '../events.ts'
import { type Proven, prove, sameOutcome } from '../law-of-prison.ts'
import { refuseBeforeReadBack } from '../warrants/rule.ts'
import { type SentenceFacts, sentenceFacts, sentenceFactsOf } from './facts.ts'

/** Why a date is computed anew; shown beside it. The sentence is `why.<code>` in the texts. */
export type ComputedWhy =
  | 'admitted'
  | 'warrant-received'
  | 'warrant-corrected'
  | 'judgment'
  | 'reference-answered'
  | 'remission'
  | 'forfeiture'
  | 'fine-paid'
  | 'recaptured'
  | 'licence-revoked'
  | 'licence-days'
  | 'asked'
  | 'persons-merged'
  | 'persons-split'
  | 'law-changed'
  | 'nightly'

/** Whoever of the stays `i` serves a sentence: inside, or on a licence (1926 Act s.4). */
export const servesNow = sql`(i.state = 'in' or exists (select 1 from custody.licence l where l.imprisonment_id = i.id
  and l.state in ('running', 'held', 'revoked')))`

interface Current {
  id: string
  state: 'computed' | 'proposed' | 'confirmed'
  inputs: unknown
  result: unknown
}

/**
 * Computes the date of release of an imprisonment from every sentence in force, by both engines, which must agree. An unchanged
 * result changes nothing, whatever version of law gives it; otherwise the earlier date is reopened or superseded and the new one waits for two officers.
 * Without a sentence nothing is computed; under a sentence of death no date is.
 * @throws custody.law-refused when the facts do not allow a date, or the two computations disagree
 */
export async function computeReleaseDate(
  tx: Tx,
  imprisonmentId: string,
  why: ComputedWhy,
  underPack: string | null = null,
): Promise<string | null> {
  const { dates, refused } = await computeReleaseDates(tx, [imprisonmentId], why, underPack)
  const refusal = refused.get(imprisonmentId)
  if (refusal !== undefined) throw refusal
  const found = dates.get(imprisonmentId)
  if (found === undefined) throw refuse('not-found')
  return found
}

interface Held {
  id: string
  prison_id: number
  category: string
  serves: boolean
}

/**
 * The same of many imprisonments, with as many queries as for one. Each that is found has its date or null, or the refusal of the law;
 * of whom the law refuses a date nothing was written.
 */
export async function computeReleaseDates(
  tx: Tx,
  imprisonmentIds: readonly string[],
  why: ComputedWhy,
  underPack: string | null = null,
): Promise<{ dates: ReadonlyMap<string, string | null>; refused: ReadonlyMap<string, Refusal> }> {
  const dates = new Map<string, string | null>()
  const refused = new Map<string, Refusal>()
  // In one order by whoever locks several, so that nobody waits in a circle.
  const { rows } = await sql<Held>`
    select id, prison_id, category, ${servesNow} as serves from custody.imprisonment i where id = any (${imprisonmentIds}::uuid[]) order by id for update`.execute(
    tx,
  )
  for (const { id } of rows) dates.set(id, null)
  const held = rows.filter((row) => row.serves)
  if (held.length === 0) return { dates, refused }
  // Under the lock: whoever goes through the dates after a change of law waits here or is waited for.
  await refreshLaw(async (text) => sql.raw(text).execute(tx))
  const ids = held.map(({ id }) => id)
  const facts = await sentenceFactsOf(tx, ids)
  await followConvictions(tx, held, facts)
  const current = await currentDates(tx, ids)
  const aside: Current[] = []
  const same: { id: string; hash: string; pack: string }[] = []
  const made: Made[] = []
  for (const one of held) {
    const fact = facts.get(one.id)!
    const stands = current.get(one.id)
    if (fact.condemned || fact.inputs.sentences.length === 0) {
      if (stands !== undefined) aside.push(stands)
      continue
    }
    try {
      const proven = provenTwice(tx, fact)
      if (stands !== undefined && sameOutcome(stands, proven)) {
        same.push({ id: stands.id, hash: proven.hash, pack: `${proven.packCode} ${proven.packVersion}` })
        dates.set(one.id, stands.id)
        continue
      }
      if (stands !== undefined) aside.push(stands)
      made.push({ held: one, proven, refer: fact.refer })
    } catch (problem) {
      if (!(problem instanceof Refusal) || problem.code !== 'custody.law-refused') throw problem
      refused.set(one.id, problem)
      dates.delete(one.id)
    }
  }
  if (same.length > 0) await noteSameDate(tx, same, same[0]!.pack)
  if (aside.length > 0) await putAside(tx, aside, why, underPack)
  for (const { imprisonment_id, id } of await writeDates(tx, made, why, underPack))
    dates.set(imprisonment_id, id)
  return { dates, refused }
}

interface Made {
  readonly held: Held
  readonly proven: Proven
  /** What an officer of law must settle beside what the engine itself leaves open. */
  readonly refer: readonly string[]
}

async function writeDates(
  tx: Tx,
  made: readonly Made[],
  why: ComputedWhy,
  underPack: string | null,
): Promise<{ id: string; imprisonment_id: string }[]> {
  if (made.length === 0) return []
  const written = made.map(({ held, proven, refer }) => ({
    prison_id: held.prison_id,
    imprisonment_id: held.id,
    inputs: proven.inputs,
    result: proven.result,
    steps: proven.steps,
    flags: [...proven.flags, ...refer],
    due_release: proven.result.dueRelease,
    pack_code: proven.packCode,
    pack_version: proven.packVersion,
    hash: proven.hash,
  }))
  const { rows } = await sql<{ id: string; imprisonment_id: string }>`
    insert into custody.release_date (jurisdiction, prison_id, imprisonment_id, state, inputs, result, steps, flags, due_release,
      pack_code, pack_version, hash, reason, law_changed)
    select ${standing(tx).jurisdiction}, d.prison_id, d.imprisonment_id, 'computed', d.inputs, d.result, d.steps, d.flags, d.due_release,
      d.pack_code, d.pack_version, d.hash, ${why}, ${underPack}
      from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as d(prison_id integer, imprisonment_id uuid, inputs jsonb, result jsonb,
        steps jsonb, flags text[], due_release date, pack_code text, pack_version text, hash text)
    returning id, imprisonment_id`.execute(tx)
  return rows
}

/**
 * Puts a date aside although its papers are the same, because something else about it has changed, such as who the prisoner is: two
 * officers look at it again. The gate knows no confirmed date until they have.
 */
export async function reopenReleaseDate(
  tx: Tx,
  imprisonmentId: string,
  why: 'persons-merged' | 'persons-split' | 'licence-revoked' | 'licence-days',
): Promise<void> {
  const current = await currentDate(tx, imprisonmentId)
  if (current === null) return
  await putAside(tx, [current], why)
  await computeReleaseDate(tx, imprisonmentId, why)
}

/**
 * The law has changed what comes of the facts: the date is put aside, with the version named, and the new one waits for two
 * officers. Where the law no longer allows a date none stands.
 */
export async function reopenUnderLaw(
  tx: Tx,
  imprisonmentId: string,
  pack: string,
): Promise<'computed' | 'refused'> {
  try {
    await computeReleaseDate(tx, imprisonmentId, 'law-changed', pack)
    return 'computed'
  } catch (problem) {
    if (!(problem instanceof Refusal) || problem.code !== 'custody.law-refused') throw problem
    await setDateAside(tx, imprisonmentId, 'law-refused', pack)
    return 'refused'
  }
}

/** Puts the date that stands aside without another in its place, because the law allows none of the facts. */
export async function setDateAside(
  tx: Tx,
  imprisonmentId: string,
  why: 'law-refused',
  underPack: string | null = null,
): Promise<void> {
  const current = await currentDate(tx, imprisonmentId)
  if (current !== null) await putAside(tx, [current], why, underPack)
}

/** Dates that come out the same under another version of law stand; only the version is noted beside them. */
export async function noteSameDate(
  tx: Tx,
  same: readonly { id: string; hash: string }[],
  pack: string,
): Promise<void> {
  await sql`update custody.release_date r set checked_pack = ${pack}, checked_hash = s.hash, checked_at = clock_timestamp()
    from unnest(${same.map((one) => one.id)}::uuid[], ${same.map((one) => one.hash)}::text[]) as s(id, hash)
    where r.id = s.id and coalesce(r.checked_hash, r.hash) <> s.hash`.execute(tx)
}

/** One engine's bug must neither free nor hold anyone. */
export function provenTwice(tx: Tx, facts: Pick<SentenceFacts, 'inputs'>): Proven {
  const inputs = facts.inputs as unknown as InputsOf<'sentence'>
  const proven = prove(tx, 'sentence', facts.inputs)
  try {
    computeSentenceTwice(inputs, { rules: rulesInForce(packOf(standing(tx).jurisdiction)) })
  } catch (problem) {
    if (!(problem instanceof LawInputError)) throw problem
    throw refuse('custody.law-refused', { why: problem.text.en, whyUr: problem.text.ur })
  }
  return proven
}

async function currentDate(tx: Tx, imprisonmentId: string): Promise<Current | null> {
  return (await currentDates(tx, [imprisonmentId])).get(imprisonmentId) ?? null
}

async function currentDates(tx: Tx, imprisonmentIds: readonly string[]): Promise<Map<string, Current>> {
  const { rows } = await sql<Current & { imprisonment_id: string }>`
    select id, imprisonment_id, state, inputs, result from custody.release_date
     where imprisonment_id = any (${imprisonmentIds}::uuid[]) and state in ('computed', 'proposed', 'confirmed')`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.imprisonment_id, row]))
}

async function putAside(
  tx: Tx,
  current: readonly Current[],
  why: string,
  underPack: string | null = null,
): Promise<void> {
  await sql`update custody.release_date set law_changed = ${underPack},
      state = case state when 'computed' then 'superseded' else 'reopened' end,
      reopened_at = case state when 'computed' then reopened_at else clock_timestamp() end,
      reopened_why = case state when 'computed' then reopened_why else ${why} end
    where id = any (${current.map(({ id }) => id)}::uuid[])`.execute(tx)
}

/** A sentence ends the clock of statutory bail in its case and changes the category. */
async function followConvictions(
  tx: Tx,
  held: readonly Held[],
  facts: ReadonlyMap<string, SentenceFacts>,
): Promise<void> {
  const convicted = held.flatMap(({ id }) => facts.get(id)!.convicted.map((one) => ({ id, ...one })))
  if (convicted.length > 0) {
    await sql`update custody.warrant w set kind = 'conviction', sentenced_on = c.day,
        next_production = case w.kind when 'conviction' then w.next_production end
      from unnest(${convicted.map(({ id }) => id)}::uuid[], ${convicted.map(({ party }) => party)}::uuid[],
        ${convicted.map(({ on }) => on)}::date[]) as c(id, party, day)
      where w.imprisonment_id = c.id and w.party_id = c.party
        and (w.kind = 'remand' or w.sentenced_on is distinct from c.day)`.execute(tx)
    await sql`update custody.bail_clock b set superseded_at = clock_timestamp() from custody.warrant w
      where w.id = b.warrant_id and w.imprisonment_id = any (${convicted.map(({ id }) => id)}::uuid[]) and w.kind = 'conviction'
        and b.superseded_at is null`.execute(tx)
  }
  for (const { id, category } of held) {
    const { condemned, inputs } = facts.get(id)!
    const becomes = condemned
      ? 'condemned'
      : inputs.sentences.length > 0 && category === 'under-trial'
        ? 'convict'
        : category
    if (becomes !== category)
      await sql`update custody.imprisonment set category = ${becomes} where id = ${id}::uuid`.execute(tx)
  }
}

/** Asks each court whose sentence is silent on set-off, once. The prison may not supply what the order lacks. */
export async function askAboutSilence(tx: Tx, imprisonmentId: string): Promise<void> {
  if (!may(tx, 'courts:ask')) return
  const { silent } = await sentenceFacts(tx, imprisonmentId)
  const { rows } = await sql<{ prison_id: number }>`
    select prison_id from custody.imprisonment where id = ${imprisonmentId}::uuid and state = 'in'`.execute(
    tx,
  )
  const prisonId = rows[0]?.prison_id
  if (prisonId === undefined) return
  for (const one of silent) {
    const referenceId = await askCourt(tx, {
      caseId: one.caseId,
      partyId: one.partyId,
      courtId: one.courtId,
      sentenceId: one.sentenceId,
      prisonId,
      question: 'set-off',
      text: 'The judgment says nothing of set-off under section 382-B CrPC. Kindly direct whether the period of detention before sentence is to be counted. / فیصلہ دفعہ 382-ب ضابطہ فوجداری کے بارے میں خاموش ہے۔ ہدایت فرمائی جائے کہ سزا سے قبل کی حراست شمار ہو گی یا نہیں۔',
    })
    if (referenceId === null) continue
    await sql`insert into custody.court_question (jurisdiction, prison_id, imprisonment_id, party_id, reference_id, question)
      values (${standing(tx).jurisdiction}, ${prisonId}, ${imprisonmentId}::uuid, ${one.partyId}::uuid, ${referenceId}::uuid, 'set-off')`.execute(
      tx,
    )
    await tellCase(tx, {
      caseId: one.caseId,
      partyId: one.partyId,
      kind: 'custody.asked-court-set-off',
      agency: 'prison',
    })
  }
}

interface DateRow {
  id: string
  imprisonment_id: string
  state: string
  hash: string
  flags: string[]
  due_release: string
  proposed_by: string | null
  proposed_session: string | null
  proposed_grant: string | null
}

async function lockDate(tx: Tx, id: string, wanted: 'computed' | 'proposed'): Promise<DateRow> {
  const { rows } = await sql<DateRow>`
    select id, imprisonment_id, state, coalesce(checked_hash, hash) as hash, flags, due_release, proposed_by, proposed_session, proposed_grant
      from custody.release_date where id = ${id}::uuid for update`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  if (row.state !== wanted) throw refuse('custody.date-not-open', { state: row.state })
  const proven = provenTwice(tx, await sentenceFacts(tx, row.imprisonment_id))
  if (proven.hash !== row.hash) throw refuse('custody.facts-changed')
  return row
}

/** An officer has checked the computation against the papers and stands for it. @throws custody.date-not-open, custody.facts-changed, custody.refer-unsettled */
export async function proposeReleaseDate(
  tx: Tx,
  given: { id: string; referSettled?: string | undefined },
  call: { sessionId: string | null },
): Promise<{ state: 'proposed' }> {
  const row = await lockDate(tx, given.id, 'computed')
  const refer = row.flags.filter((flag) => flag.endsWith('REFER'))
  if (refer.length > 0 && given.referSettled === undefined)
    throw refuse('custody.refer-unsettled', { flags: refer.join(', ') })
  const { accountId, grantId } = standing(tx)
  await sql`update custody.release_date set state = 'proposed', proposed_by = ${accountId}::uuid, proposed_at = clock_timestamp(),
      proposed_session = ${call.sessionId}::uuid, proposed_grant = ${grantId}::uuid, refer_settled = ${given.referSettled ?? null}
    where id = ${row.id}::uuid`.execute(tx)
  return { state: 'proposed' }
}

/** A second officer confirms; only then does the date bind the gate. @throws access.same-person and its kin, custody.facts-changed, custody-warrants.read-back-first */
export async function confirmReleaseDate(
  tx: Tx,
  given: { id: string },
  call: { sessionId: string | null },
): Promise<{ state: 'confirmed'; dueRelease: string }> {
  const row = await lockDate(tx, given.id, 'proposed')
  if (row.proposed_by === null) throw refuse('custody.date-not-open', { state: row.state })
  await requireSecondPerson(tx, call, {
    by: row.proposed_by,
    session: row.proposed_session,
    under: row.proposed_grant,
  })
  await refuseBeforeReadBack(tx, row.imprisonment_id)
  await sql`update custody.release_date set state = 'confirmed', confirmed_by = ${standing(tx).accountId}::uuid,
      confirmed_at = clock_timestamp() where id = ${row.id}::uuid`.execute(tx)
  const { rows: parties } = await sql<{ case_id: string; party_id: string }>`
    select case_id, party_id from custody.warrant
     where imprisonment_id = ${row.imprisonment_id}::uuid and kind = 'conviction' and party_id is not null and state = 'in-force'`.execute(
    tx,
  )
  for (const { case_id, party_id } of parties)
    await tellCase(tx, {
      caseId: case_id,
      partyId: party_id,
      kind: 'custody.release-date-confirmed',
      agency: 'prison',
      params: { date: row.due_release },
    })
  await emit(tx, ReleaseDateConfirmed, { imprisonmentId: row.imprisonment_id, releaseDateId: row.id })
  return { state: 'confirmed', dueRelease: row.due_release }
}
