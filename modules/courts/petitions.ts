import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { getCaseHead, getParty, tellCase } from '#kernel/cases'
import { shareDocument } from '#kernel/documents'
import { emit } from '#kernel/events'
import { accept, defineHandover, findOpenOffer, getOffer, offer, reject, withdraw } from '#kernel/handover'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, Override, ParsedInputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'
import { BailPetitionDecided, BailPetitionRegistered } from './events.ts'
import { listHearing, listOrJoin } from './hearings.ts'
import { todayOf } from './open-day.ts'

/** A bail petition on its way to a court's reader, with the sheet it rests on. Registered under a number, or returned with a reason. */
export const bailPetitionHandover = defineHandover<{ petitionId: string; sha256: string }>({
  kind: 'courts.bail-petition',
  title: { en: 'Bail petition', ur: 'درخواستِ ضمانت' },
  fromPosts: ['prison-admissions-officer', 'deputy-superintendent', 'superintendent'],
  toPosts: ['court-reader', 'judge'],
  answerWithinDays: 1,
  doneWhenAccepted: true,
  ownPage: ['accept', 'reject'],
  href: () => '/courts/petitions',
})

export interface NewPetition {
  readonly sheetId: string
  readonly caseId: string
  readonly partyId: string
  readonly courtId: number
  readonly kind: 'statutory' | 'reduce-surety'
  readonly ground: string | null
  readonly eligibleFrom: string | null
  readonly documentId: string
  readonly version: number
  readonly sha256: string
  readonly filedBy: string
}

/** Courts that take part in a case: a petition goes to one of them. */
export async function courtsInCase(
  tx: Tx,
  caseId: string,
): Promise<{ id: number; name: { en: string; ur: string } }[]> {
  const { rows } = await sql<{ id: number; name: { en: string; ur: string } }>`
    select u.id, jsonb_build_object('en', u.name_en, 'ur', u.name_ur) as name from cases.case c
      join units.current_unit u on u.id = any (c.units) and u.kind like '%court'
     where c.id = ${caseId}::uuid order by u.kind = 'magistrate-court', u.code`.execute(tx)
  return rows
}

/**
 * Hands a petition over to the reader of a court that takes part in the case; one that was returned is filed anew with its sheet.
 * @throws courts.petition-other-court, courts.petition-filed, not-found
 */
export async function filePetition(tx: Tx, given: NewPetition): Promise<{ petitionId: string }> {
  const party = await getParty(tx, given.partyId)
  await getCaseHead(tx, given.caseId)
  if (!(await courtsInCase(tx, given.caseId)).some(({ id }) => id === given.courtId))
    throw refuse('courts.petition-other-court')
  const subject = { kind: 'bail-petition', id: given.sheetId }
  const open = await findOpenOffer(tx, bailPetitionHandover.kind, subject)
  if (open !== null && open.state !== 'rejected') throw refuse('courts.petition-filed')
  if (open !== null) await withdraw(tx, open.id, 'Filed anew')
  const actor = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into courts.petition (jurisdiction, case_id, party_id, court_id, from_unit_id, sheet_id, kind, ground, eligible_from, document_id, version,
      sha256, filed_by)
    values (${actor.jurisdiction}, ${given.caseId}::uuid, ${party.id}::uuid, ${given.courtId}, ${actor.unitId}, ${given.sheetId}::uuid, ${given.kind},
      ${given.ground}, ${given.eligibleFrom}, ${given.documentId}::uuid, ${given.version}, ${given.sha256}, ${given.filedBy}) returning id`.execute(
    tx,
  )
  const petitionId = rows[0]!.id
  await shareDocument(tx, given.documentId, given.courtId)
  const made = await offer(tx, {
    kind: bailPetitionHandover,
    subject,
    to: given.courtId,
    payload: { petitionId, sha256: given.sha256 },
    caseId: given.caseId,
    documents: [given.documentId],
    ...(open === null ? {} : { follows: open.id }),
  })
  await sql`update courts.petition set offer_id = ${made.id}::uuid where id = ${petitionId}::uuid`.execute(tx)
  await tellCase(tx, {
    caseId: given.caseId,
    partyId: party.id,
    kind: 'courts.petition-filed',
    agency: 'prison',
  })
  return { petitionId }
}

interface Locked {
  id: string
  caseId: string
  partyId: string
  offerId: string
  state: string
}

async function lockPetition(tx: Tx, id: string): Promise<Locked> {
  const { rows } = await sql<Locked>`
    select id, case_id as "caseId", party_id as "partyId", offer_id as "offerId", state from courts.petition
     where id = ${id}::uuid and court_id = ${standing(tx).unitId} for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].state !== 'filed') throw refuse('courts.petition-answered')
  return rows[0]
}

/**
 * Takes a petition on the court's register and fixes the day on which it is heard; the case's own list of that day shows it.
 * @throws courts.petition-answered, courts.date-past, not-found; warnings courts.closed-day
 */
export async function registerPetition(
  tx: Tx,
  given: { petitionId: string; hearingOn: string; overrides?: readonly Override[] | undefined },
): Promise<{ number: number; year: number; hearingId: string }> {
  const held = await lockPetition(tx, given.petitionId)
  await accept(tx, held.offerId)
  const court = standing(tx).unitId
  const listed = { caseId: held.caseId, onDate: given.hearingOn, purpose: 'bail' as const }
  const { rows: already } = await sql<{ id: string }>`
    select id from courts.hearing where case_id = ${held.caseId}::uuid and court_id = ${court} and on_date = ${given.hearingOn} and state = 'listed'`.execute(
    tx,
  )
  const hearingId =
    already[0] === undefined
      ? (await listHearing(tx, { ...listed, produce: [held.partyId], overrides: given.overrides })).hearingId
      : await listOrJoin(tx, { ...listed, produce: [held.partyId] })
  // Numbers of one court are given one after another; the lock lasts until this act is done.
  await sql`select pg_advisory_xact_lock(hashtext('courts.petition'), ${court})`.execute(tx)
  const { rows } = await sql<{ number: number; year: number }>`
    update courts.petition p set state = 'registered', registered_on = workflow.today(), hearing_id = ${hearingId}::uuid, hearing_on = ${given.hearingOn},
        year = extract(year from workflow.today())::integer,
        number = (select coalesce(max(x.number), 0) + 1 from courts.petition x where x.court_id = p.court_id
          and x.year = extract(year from workflow.today())::integer)
      where p.id = ${held.id}::uuid returning number, year`.execute(tx)
  await tellCase(tx, {
    caseId: held.caseId,
    partyId: held.partyId,
    kind: 'courts.petition-registered',
    agency: 'court',
    params: { number: `${rows[0]!.number}/${rows[0]!.year}`, on: given.hearingOn },
  })
  await emit(tx, BailPetitionRegistered, { petitionId: held.id, caseId: held.caseId, partyId: held.partyId })
  return { ...rows[0]!, hearingId }
}

/** Sends a petition back to whoever filed it, with the reason. @throws courts.petition-answered, not-found */
export async function returnPetition(
  tx: Tx,
  given: { petitionId: string; reason: string },
): Promise<{ done: true }> {
  const held = await lockPetition(tx, given.petitionId)
  if ((await getOffer(tx, held.offerId)).state !== 'offered') throw refuse('courts.petition-answered')
  await reject(tx, held.offerId, given.reason)
  return { done: true }
}

/** What an order on bail decides: the petition of this accused that the court has on its register. */
export async function decidePetitions(
  tx: Tx,
  order: { id: string; partyId: string; onDate: string; result: 'granted' | 'refused' | 'cancelled' },
): Promise<void> {
  if (order.result === 'cancelled') return
  const { rows } = await sql<{ id: string; case_id: string }>`
    update courts.petition set state = ${order.result}, bail_order_id = ${order.id}::uuid, decided_on = ${order.onDate}
     where party_id = ${order.partyId}::uuid and court_id = ${standing(tx).unitId} and state = 'registered' returning id, case_id`.execute(
    tx,
  )
  for (const { id, case_id } of rows)
    await emit(tx, BailPetitionDecided, { petitionId: id, caseId: case_id, partyId: order.partyId })
}

/** Where a petition stands before the court, by the sheet it rests on: the latest filing of each. */
export interface PetitionAtCourt {
  readonly sheetId: string
  readonly state: 'offered' | 'returned' | 'withdrawn' | 'registered' | 'granted' | 'refused'
  readonly number: string | null
  readonly hearingOn: string | null
  readonly returnedWhy: string | null
  readonly decidedOn: string | null
  readonly reasons: string | null
}

const state = sql`case when p.state <> 'filed' then p.state when o.state = 'rejected' then 'returned' when o.state = 'withdrawn' then 'withdrawn' else 'offered' end`

export async function petitionsAtCourt(
  tx: Tx,
  of: { readonly sheetIds?: readonly string[]; readonly petitionId?: string },
): Promise<PetitionAtCourt[]> {
  const { rows } = await sql<PetitionAtCourt>`
    select distinct on (p.sheet_id) p.sheet_id as "sheetId", ${state} as state, p.number || '/' || p.year as number, p.hearing_on as "hearingOn",
        case when o.state = 'rejected' then o.reason end as "returnedWhy", p.decided_on as "decidedOn", b.reasons
      from courts.petition p left join handover.offer o on o.id = p.offer_id left join courts.bail_order b on b.id = p.bail_order_id
     where (${of.petitionId ?? null}::uuid is null or p.id = ${of.petitionId ?? null}::uuid)
       and (${of.sheetIds === undefined} or p.sheet_id = any (${of.sheetIds ?? []}::uuid[]))
     order by p.sheet_id, p.filed_at desc`.execute(tx)
  return rows
}

type Shown = ParsedInputOf<typeof contract.listPetitions>['show']
const shown = (show: Shown) =>
  ({
    waiting: sql`p.state = 'filed' and o.state = 'offered'`,
    listed: sql`p.state = 'registered'`,
    decided: sql`p.state in ('granted', 'refused')`,
    all: sql`true`,
  })[show]

const ofCourt = (tx: Tx, show: Shown) => sql`from courts.petition p join handover.offer o on o.id = p.offer_id
  where p.court_id = ${standing(tx).unitId} and ${shown(show)}`

/** Petitions before the actor's court; what waits for a number first, longest waiting at the top. */
export async function listPetitions(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listPetitions>,
): Promise<OutputOf<typeof contract.listPetitions>> {
  const { rows } = await sql<OutputOf<typeof contract.listPetitions>['rows'][number]>`
    select p.id, p.case_id as "caseId", p.party_id as "partyId", c.fir_number as "firNumber", c.fir_year as "firYear", s.name_en as "stationEn",
        s.name_ur as "stationUr", y.name_en as "nameEn", y.name_ur as "nameUr", f.name_en as "fromEn", f.name_ur as "fromUr", p.kind, p.ground,
        p.eligible_from as "eligibleFrom", p.document_id as "documentId", p.version, p.sha256, p.filed_by as "filedBy", p.filed_on as "filedOn", p.state,
        p.number || '/' || p.year as number, p.hearing_on as "hearingOn", p.decided_on as "decidedOn", p.state = 'filed' and o.due_on < workflow.today() as overdue
      from (select p.* ${ofCourt(tx, query.show)}) p join handover.offer o on o.id = p.offer_id join cases.case c on c.id = p.case_id
      join cases.party y on y.id = p.party_id join units.current_unit s on s.id = c.police_station_id join units.current_unit f on f.id = p.from_unit_id
     order by p.state = 'filed' desc, p.filed_at, p.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  return { rows, total: (await countPetitions(tx, query.show)).count, today: await todayOf(tx) }
}

export async function countPetitions(tx: Tx, show: Shown): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where p.state = 'filed' and o.due_on < workflow.today()))::integer as overdue ${ofCourt(tx, show)}`.execute(
    tx,
  )
  return rows[0]!
}
