import { createHash, timingSafeEqual } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'

/** A term as a court writes it. */
export type Term = { years?: number; months?: number; days?: number } | 'LIFE' | 'DEATH'

export interface RemandOrder {
  readonly id: string
  readonly caseId: string
  readonly partyId: string
  readonly courtId: number
  readonly kind: 'police' | 'judicial'
  readonly orderedOn: string
  readonly fromOn: string
  readonly toOn: string | null
  readonly nextDate: string | null
  readonly prisonId: number | null
  readonly documentId: string | null
}

/** Remand orders of an accused, oldest first. */
export async function remandOrdersOf(tx: Tx, partyId: string): Promise<RemandOrder[]> {
  const { rows } = await sql<RemandOrder>`
    select id, case_id as "caseId", party_id as "partyId", court_id as "courtId", kind, ordered_on as "orderedOn", from_on as "fromOn",
      to_on as "toOn", next_date as "nextDate", prison_id as "prisonId", document_id as "documentId"
    from courts.remand_order where party_id = ${partyId}::uuid order by ordered_on, created_at`.execute(tx)
  return rows
}

/** The order of commitment that a document of a case sets out; null for a document of another kind. */
export async function remandOrderOnPaper(
  tx: Tx,
  documentId: string,
  caseId: string,
): Promise<RemandOrder | null> {
  const { rows } = await sql<RemandOrder>`
    select id, case_id as "caseId", party_id as "partyId", court_id as "courtId", kind, ordered_on as "orderedOn", from_on as "fromOn",
      to_on as "toOn", next_date as "nextDate", prison_id as "prisonId", document_id as "documentId"
    from courts.remand_order where case_id = ${caseId}::uuid and document_id = ${documentId}::uuid and kind = 'judicial'`.execute(
    tx,
  )
  return rows[0] ?? null
}

export interface Hearing {
  readonly id: string
  readonly caseId: string
  readonly courtId: number
  readonly courtEn: string
  readonly courtUr: string
  readonly onDate: string
  readonly purpose: string
  readonly produce: readonly string[]
  readonly state: 'listed' | 'held' | 'adjourned' | 'moved' | 'withdrawn'
  readonly outcome: string | null
  readonly nextDate: string | null
}

const hearing = sql`h.id, h.case_id as "caseId", h.court_id as "courtId", u.name_en as "courtEn", u.name_ur as "courtUr",
  h.on_date as "onDate", h.purpose, h.produce, h.state, h.outcome, h.next_date as "nextDate"`

/** Hearings of the cases of these accused between two days, both included; not those moved away or withdrawn. */
export async function hearingsOfParties(
  tx: Tx,
  partyIds: readonly string[],
  between: { from: string; to: string },
): Promise<Hearing[]> {
  const { rows } = await sql<Hearing>`
    select distinct ${hearing} from courts.hearing h join units.current_unit u on u.id = h.court_id
    join cases.party p on p.case_id = h.case_id and p.id = any (${partyIds}::uuid[])
    where h.on_date between ${between.from} and ${between.to} and h.state not in ('moved', 'withdrawn') order by h.on_date`.execute(
    tx,
  )
  return rows
}

/**
 * Hearings on a day to which any of these accused are to be brought.
 *
 * @param parties an array of their ids; or, for a prison's thousands, a subquery of them, which then never leave the database
 */
export async function productionsFor(
  tx: Tx,
  parties: readonly string[] | RawBuilder<unknown>,
  onDate: string,
): Promise<Hearing[]> {
  const { rows } = await sql<Hearing>`
    select ${hearing} from courts.produced_on(${Array.isArray(parties) ? parties : sql`array(${parties})`}::uuid[], ${onDate}) h
    join units.current_unit u on u.id = h.court_id order by u.name_en, h.serial nulls last, h.id`.execute(tx)
  return rows
}

export interface PassedSentence {
  readonly id: string
  readonly judgmentId: string
  readonly caseId: string
  readonly courtId: number
  readonly chargeId: string
  readonly sentencedOn: string
  readonly term: Term
  readonly imprisonment: 'rigorous' | 'simple' | 'life' | 'death'
  readonly relation: 'FIRST' | 'CONCURRENT' | 'CONSECUTIVE' | 'UNSPECIFIED'
  readonly sameTrial: boolean
  readonly setOff: 'GRANTED' | 'REFUSED' | 'SILENT'
  readonly setOffCustody: readonly { from: string; to: string }[]
  readonly fineAmount: number
  readonly fineDefault: { years?: number; months?: number; days?: number } | null
}

/** Sentences passed on an accused by signed judgments, in the order the judgment gives them. */
export async function sentencesOf(tx: Tx, partyId: string): Promise<PassedSentence[]> {
  return (await sentencesOfParties(tx, [partyId])).get(partyId) ?? []
}

/** The same of many accused at once, the latest day last; who has no sentence is missing. */
export async function sentencesOfParties(
  tx: Tx,
  partyIds: readonly string[],
): Promise<Map<string, PassedSentence[]>> {
  const { rows } = await sql<PassedSentence & { of: string }>`
    select s.of, s.id, s.judgment_id as "judgmentId", s.case_id as "caseId", s.court_id as "courtId", s.charge_id as "chargeId",
      s.on_date as "sentencedOn", s.term, s.imprisonment, s.relation, s.same_trial as "sameTrial", s.set_off as "setOff",
      s.set_off_custody as "setOffCustody", s.fine_amount::float8 as "fineAmount", s.fine_default as "fineDefault"
    from courts.sentences_of(${partyIds}::uuid[]) s order by s.on_date, s.serial`.execute(tx)
  const found = new Map<string, PassedSentence[]>()
  for (const { of, ...one } of rows) {
    const known = found.get(of)
    if (known === undefined) found.set(of, [one])
    else known.push(one)
  }
  return found
}

/** What courts last ordered about the custody of one accused. */
export interface CustodyOrders {
  /** The latest order on bail, when it grants. */
  readonly bail: { onDate: string; suretyAmount: number | null; suretyAccepted: boolean } | null
  /** Newest first; drafts and cancelled ones do not count. */
  readonly releaseOrders: readonly {
    ground: ReleaseOrder['ground']
    number: string
    issuedOn: string
    state: 'issued' | 'verified' | 'used'
  }[]
  /** Latest day to which a judicial remand runs, and the latest day on which the accused is listed to be brought. */
  readonly remandTo: string | null
  readonly listedOn: string | null
}

/** The orders that decide whether accused may be held, of many at once; whom the reader may not see is missing. */
export async function custodyOrdersOf(
  tx: Tx,
  partyIds: readonly string[],
): Promise<Map<string, CustodyOrders>> {
  const { rows } = await sql<{
    of: string
    bail: (NonNullable<CustodyOrders['bail']> & { result: string }) | null
    releaseOrders: CustodyOrders['releaseOrders'] | null
    remandTo: string | null
    listedOn: string | null
  }>`select o.of, o.bail, o.release_orders as "releaseOrders", o.remand_to as "remandTo", o.listed_on as "listedOn"
     from courts.custody_orders_of(${partyIds}::uuid[]) o`.execute(tx)
  return new Map(
    rows.map(({ of, bail, releaseOrders, remandTo, listedOn }) => [
      of,
      {
        bail:
          bail?.result === 'granted'
            ? { onDate: bail.onDate, suretyAmount: bail.suretyAmount, suretyAccepted: bail.suretyAccepted }
            : null,
        releaseOrders: releaseOrders ?? [],
        remandTo,
        listedOn,
      },
    ]),
  )
}

export interface ReleaseOrder {
  readonly id: string
  readonly caseId: string
  readonly partyId: string
  readonly courtId: number
  readonly courtEn: string
  readonly courtUr: string
  readonly prisonId: number
  readonly ground: 'bail' | 'acquittal' | 'discharge' | 'compromise' | 'sentence-suspended'
  readonly number: number
  readonly year: number
  readonly issuedOn: string
  readonly state: 'draft' | 'issued' | 'verified' | 'used' | 'cancelled'
}

/** Release orders for an accused that were issued, newest first. */
export async function releaseOrdersOf(tx: Tx, partyId: string): Promise<ReleaseOrder[]> {
  const { rows } = await sql<ReleaseOrder>`
    select o.id, o.case_id as "caseId", o.party_id as "partyId", o.court_id as "courtId", u.name_en as "courtEn", u.name_ur as "courtUr",
      o.prison_id as "prisonId", o.ground, o.number, o.year, o.issued_on as "issuedOn", o.state
    from courts.release_order o join units.current_unit u on u.id = o.court_id
    where o.party_id = ${partyId}::uuid and o.state <> 'draft' order by o.issued_on desc`.execute(tx)
  return rows
}

/** What is hashed and compared; the code is normalised so that dashes and case do not matter. */
export function codeHash(order: { courtId: number; year: number; number: number }, code: string): Buffer {
  return createHash('sha256')
    .update(`${order.courtId}/${order.year}/${order.number}/${code.replace(/[\s-]/g, '').toUpperCase()}`)
    .digest()
}

const triesAllowed = 5

/**
 * Checks the code printed on a release order against the court's own record (rule 127 of the Prison Rules asks for scrutiny of
 * seal and signature). A wrong code is counted and the order stays unverified; after five, only the court can help.
 * @throws courts.release-code-wrong, courts.release-code-locked, courts.release-not-issued, not-found
 */
export async function verifyReleaseOrder(
  tx: Tx,
  orderId: string,
  code: string,
): Promise<'verified' | 'wrong-code'> {
  const { rows } = await sql<{
    court_id: number
    year: number
    number: number
    code_hash: Buffer
    state: string
    failed_tries: number
  }>`
    select court_id, year, number, code_hash, state, failed_tries from courts.release_order where id = ${orderId}::uuid for update`.execute(
    tx,
  )
  const order = rows[0]
  if (order === undefined) throw refuse('not-found')
  if (order.state === 'verified') return 'verified'
  if (order.state !== 'issued') throw refuse('courts.release-not-issued', { state: order.state })
  if (order.failed_tries >= triesAllowed) throw refuse('courts.release-code-locked')
  const same = timingSafeEqual(
    codeHash({ courtId: order.court_id, year: order.year, number: order.number }, code),
    order.code_hash,
  )
  // The count must survive, so a wrong code is an answer and not a refusal that would roll it back.
  if (same)
    await sql`update courts.release_order set state = 'verified', verified_at = clock_timestamp() where id = ${orderId}::uuid`.execute(
      tx,
    )
  else
    await sql`update courts.release_order set failed_tries = failed_tries + 1 where id = ${orderId}::uuid`.execute(
      tx,
    )
  return same ? 'verified' : 'wrong-code'
}

/** Marks a verified order as acted upon: it cannot release anyone a second time. @throws courts.release-not-verified */
export async function useReleaseOrder(tx: Tx, orderId: string): Promise<void> {
  const { numAffectedRows } =
    await sql`update courts.release_order set state = 'used' where id = ${orderId}::uuid and state = 'verified'`.execute(
      tx,
    )
  if (numAffectedRows === 0n) throw refuse('courts.release-not-verified')
}

export interface NewReference {
  readonly caseId: string
  readonly partyId: string
  readonly prisonId: number
  readonly courtId: number
  readonly sentenceId?: string
  readonly question: 'set-off' | 'running' | 'other'
  readonly text: string
}

/** Puts a question to the court that passed the sentence. Asking again while it is open changes nothing. */
export async function askCourt(tx: Tx, reference: NewReference): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into courts.reference (jurisdiction, case_id, party_id, court_id, prison_id, sentence_id, question, text)
    values (${standing(tx).jurisdiction}, ${reference.caseId}::uuid, ${reference.partyId}::uuid, ${reference.courtId}, ${reference.prisonId},
      ${reference.sentenceId ?? null}::uuid, ${reference.question}, ${reference.text})
    on conflict (party_id, question) where state = 'open' do nothing returning id`.execute(tx)
  return rows[0]?.id ?? null
}

/** Whether an accused was granted bail, and whether the surety was accepted; the latest order counts. */
export async function bailOf(
  tx: Tx,
  partyId: string,
): Promise<{ onDate: string; suretyAccepted: boolean } | null> {
  const { rows } = await sql<{ onDate: string; result: string; suretyAccepted: boolean }>`
    select on_date as "onDate", result, surety_accepted_on is not null as "suretyAccepted" from courts.bail_order
    where party_id = ${partyId}::uuid order by on_date desc, created_at desc limit 1`.execute(tx)
  const latest = rows[0]
  return latest === undefined || latest.result !== 'granted'
    ? null
    : { onDate: latest.onDate, suretyAccepted: latest.suretyAccepted }
}

/**
 * The latest order on bail of one accused, as a relation with `on_date`, `result`, `surety_amount` and `surety_accepted_on`: for a module
 * that goes through many accused in one query of its own. What the reader may not see is missing.
 */
export function latestBailOrder(party: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select b.on_date, b.result, b.surety_amount, b.surety_accepted_on from courts.bail_order b
    where b.party_id = ${party} order by b.on_date desc, b.created_at desc limit 1)`
}

/**
 * Whether bail was ever granted, or a sentence suspended, to one accused: a quick question before the latest of all orders is looked at,
 * since of most there is none. Asked as a value and not by `exists`, which PostgreSQL would answer by going through the orders of the
 * whole province once.
 */
export function hadBailGranted(party: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce((select true from courts.bail_order b where b.party_id = ${party} and b.result = 'granted' limit 1), false)`
}
export function hadSentenceSuspended(party: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce((select true from courts.release_order o where o.party_id = ${party} and o.ground = 'sentence-suspended' limit 1), false)`
}

/** The latest order to release that was issued since a day, as a relation with `ground`, `state` and `issued_on`. */
export function latestReleaseOrder(
  party: RawBuilder<unknown>,
  since: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`(select o.ground, o.state, o.issued_on from courts.release_order o
    where o.party_id = ${party} and o.state in ('issued', 'verified', 'used') and o.issued_on >= ${since}
    order by o.issued_on desc, o.created_at desc limit 1)`
}
