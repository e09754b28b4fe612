import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { recordOverrides } from '#kernel/audit'
import { getParty } from '#kernel/cases'
import { emit } from '#kernel/events'
import { keepAnswers } from '#kernel/extra-fields'
import { askedOf, currentPersons, registerRecord, requireVisible } from '#kernel/people'
import type { Tx } from '#platform/db'
import { heed, Refusal, refuse } from '#platform/http'
import { text } from '#platform/i18n'
import { deposit } from '../accounts/bookings.ts'
import { PrisonerAdmitted } from '../events.ts'
import { dayOf } from '../pakistan-day.ts'
import { takeAtAdmission } from '../property/store.ts'
import { computeReleaseDate } from '../sentence/release-date.ts'
import {
  type Holder,
  holderOf,
  readCourtWarrant,
  receiveCourtWarrant,
  receivePaperWarrant,
} from '../warrants/receive.ts'
import { putAidQuestion } from './aid-question.ts'
import type { NewAdmission, PaperWarrant } from './contract.ts'
import { doubtsOfAdmission } from './doubts.ts'
import { recordInjuries } from './injuries.ts'
import { atLargeFrom, countImprisonments, findImprisonedBefore } from './previous.ts'

export interface Admitted {
  readonly imprisonmentId: string
  readonly number: string
  readonly receipts: string[]
  readonly bailDue: string | null
}

/**
 * Admits a prisoner in one transaction: the person, the prison number, the warrant with its clock, property, injuries, the
 * question whether counsel is needed, what the department asks beside, and the acceptance of what the court handed over. If any of it fails nothing happened, and no number is lost.
 * @throws not-found, custody.already-held, custody.look-at-candidates, custody.in-the-future, handover refusals; warnings, for
 *   what looks unusual and has no reason given
 */
export async function admit(tx: Tx, admission: NewAdmission): Promise<Admitted> {
  const { unitId: prisonId, jurisdiction } = standing(tx)
  const warrant = admission.handoverId === undefined ? null : await readCourtWarrant(tx, admission.handoverId)
  const party = warrant === null ? null : await getParty(tx, warrant.partyId)
  const samePersonAs = admission.person.samePersonAs ?? party?.personId ?? undefined
  const shown = await shownToClerk(tx, samePersonAs, party?.personId ?? undefined)
  if (samePersonAs !== undefined) await requireVisible(tx, [samePersonAs], shown)
  await refuseUnlessLookedAt(tx, admission, samePersonAs)
  if (samePersonAs !== undefined) await refuseIfHeld(tx, samePersonAs)
  const at = await admissionTime(tx, admission.admittedAt)
  const given = heed(
    await doubtsOfAdmission(tx, admission, { party, admittedOn: at.day }),
    admission.overrides,
  )

  const record = await registerRecord(
    tx,
    { ...admission.person, samePersonAs },
    { agency: 'prison', sourceRef: 'custody.imprisonment', shown },
  )
  const number = await nextNumber(tx, prisonId, at.year)
  const { rows } = await sql<{ id: string }>`
    insert into custody.imprisonment (jurisdiction, prison_id, year, number, person_id, record_id, category, admitted_at,
      without_handover, overrides)
    values (${jurisdiction}, ${prisonId}, ${at.year}, ${number}, ${record.personId}::uuid, ${record.recordId}::uuid,
      ${admission.category}, ${at.instant}, ${admission.paper?.reason ?? null}, ${JSON.stringify(given)}::jsonb)
    on conflict (person_id) where state = 'in' do nothing
    returning id`.execute(tx)
  const id = rows[0]?.id
  // Someone else admitted the same person between the check above and this line.
  if (id === undefined) throw refuse('custody.already-held', { since: at.day })
  await recordOverrides(tx, { name: 'custody.imprisonment', id }, given)
  const holder: Holder = {
    imprisonmentId: id,
    prisonId,
    number: `${number}/${at.year}`,
    admittedOn: at.day,
    sex: admission.person.sex,
    birthDate: admission.person.birthDate ?? null,
  }
  await receiveOne(tx, holder, admission.handoverId, admission.paper)
  const receipts = await takeAtAdmission(tx, { id, prisonId }, admission.property)
  if (admission.cash !== undefined) await deposit(tx, { imprisonmentId: id, amount: admission.cash })
  await recordInjuries(tx, { id, prisonId, number: holder.number }, admission.injuries)
  await putAidQuestion(tx, { id, prisonId }, admission.aid)
  await keepAnswers(tx, { form: 'custody.admission', subjectId: id, extra: admission.extra })
  await computeReleaseDate(tx, id, 'admitted')
  await emit(tx, PrisonerAdmitted, { imprisonmentId: id, partyId: warrant?.partyId ?? null })
  const { rows: due } = await sql<{ due: string | null }>`
    select min(eligible_from) as due from custody.bail_clock where imprisonment_id = ${id}::uuid and superseded_at is null
      and standing = 'counting'`.execute(tx)
  return { imprisonmentId: id, number: holder.number, receipts, bailDue: due[0]?.due ?? null }
}

/** A further warrant for someone already held here, in another case or renewed in the same. */
export async function receiveFurtherWarrant(
  tx: Tx,
  given: { imprisonmentId: string; handoverId?: string | undefined; paper?: PaperWarrant | undefined },
): Promise<{ warrantId: string }> {
  const holder = await holderOf(tx, given.imprisonmentId)
  if (given.handoverId !== undefined) {
    const warrant = await readCourtWarrant(tx, given.handoverId)
    const party = await getParty(tx, warrant.partyId)
    if (party.personId !== null && !(await isSamePerson(tx, party.personId, holder.personId)))
      throw refuse('custody.other-person')
  }
  const warrantId = await receiveOne(tx, holder, given.handoverId, given.paper)
  await computeReleaseDate(tx, given.imprisonmentId, 'warrant-received')
  return { warrantId }
}

/** Two identifiers may be of one person since a merge. */
async function isSamePerson(tx: Tx, one: string, other: string): Promise<boolean> {
  const now = await currentPersons(tx, [one, other])
  return now.get(one) === now.get(other)
}

async function receiveOne(
  tx: Tx,
  holder: Holder,
  handoverId: string | undefined,
  paper: PaperWarrant | undefined,
): Promise<string> {
  if (handoverId !== undefined) return receiveCourtWarrant(tx, holder, await readCourtWarrant(tx, handoverId))
  if (paper === undefined) throw refuse('not-found')
  return receivePaperWarrant(tx, holder, paper)
}

/** Whom the clerk may choose though this prison knows nothing of him: the person of the warrant, and who was in any prison before. */
async function shownToClerk(
  tx: Tx,
  chosen: string | undefined,
  ofWarrant: string | undefined,
): Promise<string[]> {
  if (chosen === undefined) return []
  return chosen === ofWarrant || (await countImprisonments(tx, chosen)) > 0 ? [chosen] : []
}

/** Strong candidates must be answered: chosen, or said not to be this person. */
async function refuseUnlessLookedAt(
  tx: Tx,
  admission: NewAdmission,
  samePersonAs: string | undefined,
): Promise<void> {
  if (admission.person.samePersonAs !== undefined || admission.noneOfThese) return
  const now =
    samePersonAs === undefined ? undefined : (await currentPersons(tx, [samePersonAs])).get(samePersonAs)
  const found = await findImprisonedBefore(tx, { q: askedOf(admission.person), personId: samePersonAs })
  const open = found.filter((one) => one.strong && one.personId !== now)
  if (open.length === 0) return
  const say = (language: 'en' | 'ur') => text('custody:refusal.look-at-candidates', language)
  // Named as a field, so that the cursor goes to those who were found and not to the foot of a long form.
  throw new Refusal('custody.look-at-candidates', { count: open.length }, [
    { path: 'person.noneOf', code: 'custody.look-at-candidates', message: { en: say('en'), ur: say('ur') } },
  ])
}

async function refuseIfHeld(tx: Tx, personId: string): Promise<void> {
  const { rows } = await sql<{
    since: string
    prison_id: number | null
    number: number | null
    year: number | null
  }>`
    select since, prison_id, number, year from custody.held_now(${personId}::uuid)`.execute(tx)
  const held = rows[0]
  if (held === undefined) return
  const since = dayOf(held.since)
  // Escaped from that prison and brought here: taken over first, and then the new warrant is received on the same stay.
  const wanted = await atLargeFrom(tx, personId)
  if (wanted !== null)
    throw refuse('custody.at-large', {
      since: wanted.since,
      prison: wanted.prison.en,
      prisonUr: wanted.prison.ur,
    })
  if (held.prison_id === null) throw refuse('custody.already-held', { since })
  throw refuse('custody.already-held-here', { since, number: `${held.number}/${held.year}` })
}

async function admissionTime(
  tx: Tx,
  given: string | undefined,
): Promise<{ instant: string; day: string; year: number }> {
  // A time without an offset is the clock on the prison's own wall.
  const written = given === undefined ? null : /(Z|[+-]\d{2}:?\d{2})$/.test(given) ? given : `${given}+05:00`
  const { rows } = await sql<{ instant: string; day: string; year: number; future: boolean }>`
    select t.at as instant, (t.at at time zone 'Asia/Karachi')::date as day,
           extract(year from t.at at time zone 'Asia/Karachi')::integer as year, t.at > clock_timestamp() + interval '5 minutes' as future
      from (select coalesce(${written}::timestamptz, clock_timestamp()) as at) t`.execute(tx)
  const time = rows[0]!
  if (time.future) throw refuse('custody.in-the-future')
  return time
}

async function nextNumber(tx: Tx, prisonId: number, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into custody.counter (prison_id, register, year, last) values (${prisonId}, 'admission', ${year}, 1)
    on conflict (prison_id, register, year) do update set last = custody.counter.last + 1 returning last`.execute(
    tx,
  )
  return rows[0]!.last
}
