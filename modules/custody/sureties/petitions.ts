import { join } from 'node:path'
import { sql } from 'kysely'
import { nextNumber, renderDocument } from '#kernel/documents'
import { filePetition, petitionsAtCourt } from '#modules/courts'
import type { Tx } from '#platform/db'
import { both, code, day, identifier, rupees } from '#platform/documents-engine'
import { refuse } from '#platform/http'
import type { BothLanguages, OutputOf, ParsedInputOf } from '#platform/http/contract'
import { formatNumber, text } from '#platform/i18n'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'
import { peopleWithBail } from './granted.ts'
import { refuseFuture } from './sureties.ts'

interface Facts {
  warrant_id: string
  imprisonment_id: string
  prison_id: number
  jurisdiction: string
  person_id: string
  state: string
  number: string
  name_en: string | null
  name_ur: string | null
  father_en: string | null
  father_ur: string | null
  admitted: string
  fir: string | null
  station_en: string | null
  station_ur: string | null
  court_en: string | null
  court_ur: string | null
  sections: string
  since: string
  days: number
  next: string | null
  today: string
  clock: {
    ground: string | null
    eligible_from: string | null
    standing: string
    steps: { section: string; text: BothLanguages }[]
    pack: string
    hash: string
  } | null
  sent: number
  by_video: number
  not_produced: number
  productions: { on: string; outcome: string; reason: string | null }[]
}

async function factsOf(tx: Tx, warrantId: string): Promise<Facts> {
  const { rows } = await sql<Facts>`
    select w.id as warrant_id, w.imprisonment_id, i.prison_id, i.jurisdiction, i.person_id, i.state, i.number || '/' || i.year as number, p.name_en,
        p.name_ur, p.father_en, p.father_ur, (i.admitted_at at time zone 'Asia/Karachi')::date as admitted, w.fir_number || '/' || w.fir_year as fir,
        s.name_en as station_en, s.name_ur as station_ur, c.name_en as court_en, c.name_ur as court_ur, w.sections, w.detained_since as since,
        workflow.today() - w.detained_since + 1 as days, w.next_production as next, workflow.today() as today,
        case when b.id is not null then jsonb_build_object('ground', b.ground, 'eligible_from', b.eligible_from, 'standing', b.standing,
          'steps', b.steps, 'pack', b.pack_code || ' ' || b.pack_version, 'hash', left(b.hash, 16)) end as clock,
        h.sent, h.by_video, h.not_produced, h.productions
      from custody.warrant w join custody.imprisonment i on i.id = w.imprisonment_id join people.record p on p.id = i.record_id
      left join units.current_unit s on s.id = w.station_id left join units.current_unit c on c.id = w.court_id
      left join custody.bail_clock b on b.warrant_id = w.id and b.superseded_at is null
      cross join lateral (select (count(*) filter (where x.outcome = 'sent'))::integer as sent,
          (count(*) filter (where x.reason = 'by-video'))::integer as by_video,
          (count(*) filter (where x.outcome = 'not-produced' and x.reason <> 'by-video'))::integer as not_produced,
          coalesce(jsonb_agg(jsonb_build_object('on', x.on_date, 'outcome', x.outcome, 'reason', x.reason) order by x.on_date desc), '[]') as productions
        from custody.production x where x.warrant_id = w.id) h
     where w.id = ${warrantId}::uuid and w.state = 'in-force' and w.kind = 'remand' for no key update of w`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].state !== 'in') throw refuse('custody.not-in')
  return rows[0]
}

const said = (key: string) => both({ en: text(key, 'en'), ur: text(key, 'ur') })
const none = '—'
const named = (en: string | null, ur: string | null) =>
  en === null && ur === null ? none : both(bothOf(en, ur))

/** So many productions fit on the one page; the sums above them tell of all. */
const shownProductions = 6

/** What the template of the petition is given. */
export function petitionSheet(
  kind: (typeof contract.petitionKinds)[number],
  facts: Facts,
  grant: { grantedOn: string; amount: number | null; days: number } | null,
) {
  const { clock } = facts
  return {
    kind: code(kind),
    name: both(bothOf(facts.name_en, facts.name_ur)),
    father: named(facts.father_en, facts.father_ur),
    number: identifier(facts.number),
    court: named(facts.court_en, facts.court_ur),
    fir: facts.fir === null ? none : identifier(facts.fir),
    station: named(facts.station_en, facts.station_ur),
    sections: facts.sections,
    admitted: day(facts.admitted),
    since: day(facts.since),
    days: formatNumber(facts.days),
    asOf: day(facts.today),
    next: facts.next === null ? none : day(facts.next),
    bail:
      kind === 'statutory' && clock !== null
        ? {
            from: clock.eligible_from === null ? none : day(clock.eligible_from),
            ground: clock.ground === null ? none : said(`custody:ground.${clock.ground}`),
            refer: clock.standing === 'refer',
            steps: clock.steps.map((step) => ({ section: step.section, text: both(step.text) })),
            law: identifier(clock.pack),
            proof: identifier(clock.hash),
          }
        : null,
    granted:
      kind === 'reduce-surety' && grant !== null
        ? {
            on: day(grant.grantedOn),
            days: formatNumber(grant.days),
            amount: grant.amount === null ? none : rupees(grant.amount),
          }
        : null,
    production: {
      sent: formatNumber(facts.sent),
      video: formatNumber(facts.by_video),
      missed: formatNumber(facts.not_produced),
      rows: facts.productions.slice(0, shownProductions).map((one) => ({
        on: day(one.on),
        outcome:
          one.outcome === 'sent'
            ? said('custody-sureties:sheet.sent')
            : one.reason === 'by-video'
              ? said('custody-sureties:sheet.by-video')
              : said(`custody:not-produced.${one.reason ?? 'other'}`),
      })),
    },
  }
}

/**
 * The sheet for counsel, in both languages, from the clock and the registers as they stand; nothing is typed. It is made ready while a
 * right to bail counts, or a court or law officer is to say so; or while a surety is wanted. @throws as the contract says
 */
export async function prepare(
  tx: Tx,
  given: ParsedInputOf<typeof contract.preparePetition>,
): Promise<OutputOf<typeof contract.preparePetition>> {
  const facts = await factsOf(tx, given.warrantId)
  const [person] = await peopleWithBail(tx, facts.imprisonment_id)
  const grant =
    person?.grants.find(
      (one) => one.warrantId === given.warrantId && !one.accepted && one.source === 'court',
    ) ?? null
  const due =
    facts.clock !== null &&
    (facts.clock.standing === 'refer' ||
      (facts.clock.standing === 'counting' &&
        facts.clock.eligible_from !== null &&
        facts.clock.eligible_from <= facts.today))
  if (given.kind === 'statutory' ? !due : grant === null) throw refuse('custody-sureties.no-ground')
  const { rows: open } =
    await sql`select 1 from custody.bail_petition where warrant_id = ${given.warrantId}::uuid and kind = ${given.kind}
    and state in ('prepared', 'filed', 'adjourned')`.execute(tx)
  if (open.length > 0) throw refuse('custody-sureties.prepared-already')
  const number = await nextNumber(tx, 'BP', facts.prison_id)
  const issued = await renderDocument(tx, {
    kind: 'custody.bail-petition',
    template: join(import.meta.dirname, 'petition.typ'),
    data: petitionSheet(given.kind, facts, grant === null ? null : { ...grant, days: person?.days ?? 0 }),
    languages: ['en', 'ur'],
    title:
      given.kind === 'statutory'
        ? { en: 'Petition for bail', ur: 'درخواستِ ضمانت' }
        : { en: 'Petition to reduce the surety', ur: 'درخواست برائے تخفیفِ ضمانت' },
    number,
    personId: facts.person_id,
    units: [facts.prison_id],
    unitId: facts.prison_id,
    needs: 'courts:read-orders',
  })
  const { rows } = await sql<{ id: string }>`
    insert into custody.bail_petition (jurisdiction, prison_id, imprisonment_id, warrant_id, kind, ground, eligible_from, document_id, version, number,
      sha256)
    values (${facts.jurisdiction}, ${facts.prison_id}, ${facts.imprisonment_id}::uuid, ${given.warrantId}::uuid, ${given.kind},
      ${facts.clock?.ground ?? null}, ${facts.clock?.eligible_from ?? null}, ${issued.documentId}::uuid, ${issued.version}, ${number}, ${issued.sha256}) returning id`.execute(
    tx,
  )
  return { id: rows[0]!.id, documentId: issued.documentId, version: issued.version, number }
}

async function lockPetition(tx: Tx, id: string, states: readonly string[]): Promise<void> {
  const { rows } = await sql<{ state: string }>`
    select state from custody.bail_petition where id = ${id}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  if (!states.includes(rows[0].state)) throw refuse('custody-sureties.petition-state')
}

export async function file(
  tx: Tx,
  given: ParsedInputOf<typeof contract.filePetition>,
): Promise<{ done: true }> {
  await refuseFuture(tx, given.on)
  await lockPetition(tx, given.petitionId, ['prepared'])
  const { rows: courts } =
    await sql`select 1 from units.unit where id = ${given.courtId} and kind like '%court%'`.execute(tx)
  if (courts.length === 0) throw refuse('custody-sureties.no-court')
  await sql`update custody.bail_petition set state = 'filed', filed_on = ${given.on}, filed_court_id = ${given.courtId}, filed_by = ${given.by},
      court_number = ${given.courtNumber ?? null}, next_on = ${given.nextOn ?? null} where id = ${given.petitionId}::uuid`.execute(
    tx,
  )
  return { done: true }
}

/**
 * Hands the petition with its frozen sheet over to the reader of a court in the case; one that was returned is filed anew. What the court
 * does with it comes back by itself. @throws as the contract says
 */
export async function fileWithCourt(
  tx: Tx,
  given: ParsedInputOf<typeof contract.filePetitionWithCourt>,
): Promise<{ done: true }> {
  const { rows } = await sql<{
    state: string
    kind: 'statutory' | 'reduce-surety'
    ground: string | null
    eligible_from: string | null
    document_id: string
    version: number
    sha256: string | null
    case_id: string | null
    party_id: string | null
  }>`
    select p.state, p.kind, p.ground, p.eligible_from, p.document_id, p.version, p.sha256, w.case_id, w.party_id
      from custody.bail_petition p join custody.warrant w on w.id = p.warrant_id where p.id = ${given.petitionId}::uuid for update of p`.execute(
    tx,
  )
  const petition = rows[0]
  if (petition === undefined) throw refuse('not-found')
  if (petition.state !== 'prepared' && petition.state !== 'filed')
    throw refuse('custody-sureties.petition-state')
  // Of a warrant on paper the system knows no accused whom the court could open: such a petition is filed by hand.
  if (petition.case_id === null || petition.party_id === null || petition.sha256 === null)
    throw refuse('custody-sureties.no-case')
  await filePetition(tx, {
    sheetId: given.petitionId,
    caseId: petition.case_id,
    partyId: petition.party_id,
    courtId: given.courtId,
    kind: petition.kind,
    ground: petition.ground,
    eligibleFrom: petition.eligible_from,
    documentId: petition.document_id,
    version: petition.version,
    sha256: petition.sha256,
    filedBy: given.by,
  })
  await sql`update custody.bail_petition set state = 'filed', filed_on = workflow.today(), filed_court_id = ${given.courtId}, filed_by = ${given.by}
    where id = ${given.petitionId}::uuid`.execute(tx)
  return { done: true }
}

/** Enters what the court did: its number and the day of hearing, or the order that decided. */
export async function followPetition(tx: Tx, petitionId: string): Promise<void> {
  const [found] = await petitionsAtCourt(tx, { petitionId })
  if (found === undefined) return
  const decided = found.state === 'granted' || found.state === 'refused'
  await sql`update custody.bail_petition set court_number = ${found.number}, next_on = ${decided ? null : found.hearingOn},
      state = ${decided ? found.state : 'filed'}, outcome_on = ${decided ? found.decidedOn : null},
      outcome_ground = ${decided ? (found.reasons ?? (found.state === 'refused' ? '—' : null)) : null}
    where id = ${found.sheetId}::uuid and state in ('filed', 'adjourned')`.execute(tx)
}

export async function recordOutcome(
  tx: Tx,
  given: ParsedInputOf<typeof contract.recordPetitionOutcome>,
): Promise<{ done: true }> {
  await refuseFuture(tx, given.on)
  // What lies before a court through the system is decided by that court's own order.
  const [atCourt] = await petitionsAtCourt(tx, { sheetIds: [given.petitionId] })
  if (atCourt?.state === 'offered' || atCourt?.state === 'registered')
    throw refuse('custody-sureties.court-decides')
  await lockPetition(
    tx,
    given.petitionId,
    given.state === 'withdrawn' ? ['prepared', 'filed', 'adjourned'] : ['filed', 'adjourned'],
  )
  if (given.state === 'refused' && given.ground === undefined) throw refuse('custody-sureties.needs-reason')
  if (given.state === 'adjourned' && given.nextOn === undefined) throw refuse('custody-sureties.needs-next')
  const adjourned = given.state === 'adjourned'
  await sql`update custody.bail_petition set state = ${given.state}, next_on = ${adjourned ? (given.nextOn ?? null) : null},
      outcome_on = ${adjourned ? null : given.on}, outcome_ground = ${given.ground ?? null} where id = ${given.petitionId}::uuid`.execute(
    tx,
  )
  return { done: true }
}
