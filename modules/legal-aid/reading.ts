import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import { getCaseHead, partiesOf } from '#kernel/cases'
import { stepsOfOffer } from '#kernel/handover'
import { aidFactsOf, findAidQuestion } from '#modules/custody'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'

type Row = contract.Matter
type Show = ParsedInputOf<typeof contract.listMatters>['show']

/** Where a matter stands: its own state, and while it is where it arose, how far the hand-over has come. */
export const standingOf = sql<
  Row['standing']
>`case when m.state <> 'screened' then m.state when m.consent = 'awaited' then 'consent-awaited'
  when o.state = 'offered' then 'offered' when o.state = 'rejected' then 'returned' else 'to-send' end`

const from = sql`legal_aid.matter m left join handover.offer o on o.id = m.offer_id`

/** One's own office's matters; what is merely known of through a case is on that case's page. Each part has its index. */
const own = (
  tx: Tx,
) => sql`(m.origin_unit_id = any (${[...standing(tx).units]}::integer[]) or m.office_id = any (${[...standing(tx).units]}::integer[])
  or m.lawyer_id = ${standing(tx).accountId}::uuid)`

/** What a list shows; the list, its total, the queues and the figures all count by this. */
function shown(tx: Tx, show: Show) {
  return sql`${own(tx)} and ${
    {
      'to-send': sql`m.state = 'screened' and m.origin_unit_id = any (${[...standing(tx).units]}::integer[])
        and (o.id is null or o.state in ('rejected', 'withdrawn'))`,
      sent: sql`m.state = 'screened' and m.origin_unit_id = any (${[...standing(tx).units]}::integer[]) and o.state = 'offered'`,
      incoming: sql`m.state = 'screened' and m.office_id = any (${[...standing(tx).units]}::integer[]) and o.state = 'offered'`,
      unassigned: sql`m.state = 'accepted'`,
      due: sql`m.state in ('accepted', 'assigned') and m.next_on <= workflow.today()`,
      open: sql`m.state in ('accepted', 'assigned')`,
      closed: sql`m.state in ('closed', 'declined', 'withdrawn')`,
      all: sql`true`,
    }[show]
  }`
}

const name = (alias: string) =>
  sql`case when ${sql.ref(`${alias}.id`)} is not null then jsonb_build_object('en', ${sql.ref(`${alias}.name_en`)}, 'ur', ${sql.ref(`${alias}.name_ur`)}) end`

const columns = sql`m.id, m.number, m.child, m.origin, ${name('a')} as "from", m.reason, m.route, ${standingOf} as standing, m.opened_on as "openedOn",
  m.ground_from as "groundFrom", ${name('f')} as office,
  (select jsonb_build_object('en', x.name_en, 'ur', x.name_ur) from legal_aid.name_of(m.lawyer_id) x) as lawyer, m.next_on as "nextOn",
  case when m.state = 'screened' and o.state = 'rejected' then o.reason end as "returnedWhy", m.outcome, m.days_saved as "daysSaved"`
const joined = sql`${from} join units.current_unit a on a.id = m.origin_unit_id left join units.current_unit f on f.id = m.office_id
  left join legal_aid.brief b on b.matter_id = m.id`

export async function listMatters(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listMatters>,
): Promise<OutputOf<typeof contract.listMatters>> {
  const where = sql`${shown(tx, query.show)} and (${query.origin ?? null}::text is null or m.origin = ${query.origin ?? null})
    and (${query.outcome ?? null}::text is null or m.outcome = ${query.outcome ?? null})`
  const { rows } = await sql<Row>`
    select ${columns}, case when not m.child then b.told -> 'name' end as name from ${joined} where ${where}
     order by m.state = 'closed', coalesce(m.next_on, m.ground_from, m.opened_on), m.number limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  const { rows: all } = await sql<{
    total: number
  }>`select count(*)::integer as total from ${from} where ${where}`.execute(tx)
  return { rows, total: all[0]!.total }
}

/** Overdue: an answer or an outcome is past its day. */
export async function countMatters(tx: Tx, show: Show): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where coalesce(m.next_on, o.due_on) < workflow.today()))::integer as overdue
      from ${from} where ${shown(tx, show)}`.execute(tx)
  return rows[0]!
}

interface Full extends Row {
  consent: OutputOf<typeof contract.getMatter>['consent']['state']
  consentHow: OutputOf<typeof contract.getMatter>['consent']['how']
  consentOn: string | null
  consentWitness: string | null
  acceptedOn: string | null
  powerOn: string | null
  freeOn: string | null
  closedOn: string | null
  ground: string | null
  brief: OutputOf<typeof contract.getMatter>['brief']
  savedProof: OutputOf<typeof contract.getMatter>['savedProof']
  offerId: string | null
  ofOrigin: boolean
  ofOffice: boolean
  holds: boolean
  works: boolean
}

/** @throws not-found */
export async function getMatter(
  tx: Tx,
  { matterId }: { matterId: string },
): Promise<OutputOf<typeof contract.getMatter>> {
  const units = [...standing(tx).units]
  const { rows } = await sql<Full>`
    select ${columns}, b.told -> 'name' as name, m.consent, m.consent_how as "consentHow", m.consent_on as "consentOn", m.consent_witness as "consentWitness",
        m.accepted_on as "acceptedOn", m.power_on as "powerOn", m.free_on as "freeOn", m.closed_on as "closedOn", m.ground, m.saved_proof as "savedProof",
        case when b.matter_id is not null then jsonb_build_object('needs', b.needs, 'language', b.language, 'told', b.told, 'proof', b.ground_proof,
          'words', b.words) end as brief, m.offer_id as "offerId", m.origin_unit_id = any (${units}::integer[]) as "ofOrigin",
        m.office_id = any (${units}::integer[]) as "ofOffice", coalesce(legal_aid.works_on(m.office_id, m.lawyer_id), false) as works,
        m.imprisonment_id is not null as holds
      from ${joined} where m.id = ${matterId}::uuid`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  const {
    consent,
    consentHow,
    consentOn,
    consentWitness,
    brief,
    savedProof,
    offerId,
    ofOrigin,
    ofOffice,
    holds,
    works,
    ...rest
  } = row
  const { acceptedOn, powerOn, freeOn, closedOn, ground, ...matter } = rest
  const { rows: acts } = await sql<OutputOf<typeof contract.getMatter>['acts'][number]>`
    select c.id, c.kind, c.on_date as "onDate", c.at, c.detail, c.words,
        (select jsonb_build_object('id', d.id, 'version', d.current_version) from documents.document d where d.id = c.document_id) as document,
        (select jsonb_build_object('en', x.name_en, 'ur', x.name_ur) from legal_aid.name_of(c.by_account) x) as by
      from legal_aid.act c where c.matter_id = ${matterId}::uuid order by c.at desc, c.id`.execute(tx)
  const opens = may(tx, 'legal-aid:open')
  const coordinates = ofOffice && may(tx, 'legal-aid:coordinate')
  const going = matter.standing === 'accepted' || matter.standing === 'assigned'
  const before = ['consent-awaited', 'to-send', 'returned'].includes(matter.standing)
  return {
    matter,
    consent: { state: consent, how: consentHow, on: consentOn, witness: consentWitness },
    acceptedOn,
    powerOn,
    freeOn,
    closedOn,
    ground,
    brief,
    savedProof,
    acts,
    steps: offerId === null ? [] : await stepsOf(tx, offerId),
    offices: opens && ofOrigin && before ? await offices(tx) : [],
    lawyers: coordinates && going ? await lawyers(tx, matterId) : [],
    may: {
      consent: opens && ofOrigin && matter.standing === 'consent-awaited',
      withdraw:
        opens &&
        (ofOrigin || (holds && may(tx, 'custody:keep-sureties'))) &&
        consent === 'given' &&
        (going || before || matter.standing === 'offered'),
      send: opens && ofOrigin && (matter.standing === 'to-send' || matter.standing === 'returned'),
      answer: coordinates && matter.standing === 'offered',
      assign: coordinates && going,
      work: works && going && may(tx, 'legal-aid:work'),
    },
  }
}

/** The hand-over's own steps, for both sides; whoever is a party to neither is not told of them. */
async function stepsOf(tx: Tx, offerId: string): Promise<OutputOf<typeof contract.getMatter>['steps']> {
  return (await stepsOfOffer(tx, offerId)).map(({ act, at, unit, reason }) => ({ act, at, unit, reason }))
}

export async function offices(tx: Tx): Promise<{ id: number; name: { en: string; ur: string } }[]> {
  const { unitId } = standing(tx)
  const { rows } = await sql<{ id: number; name: { en: string; ur: string } }>`
    select f.id, jsonb_build_object('en', f.name_en, 'ur', f.name_ur) as name from legal_aid.offices() f
     order by exists (select 1 from units.reach r where r.hierarchy = 'territory' and r.ancestor_id = f.district_id and r.descendant_id = ${unitId}) desc,
       f.name_en`.execute(tx)
  return rows
}

async function lawyers(
  tx: Tx,
  matterId: string,
): Promise<{ id: string; name: { en: string; ur: string } }[]> {
  const { rows } = await sql<{ id: string; name: { en: string; ur: string } }>`
    select l.id, jsonb_build_object('en', l.name_en, 'ur', l.name_ur) as name from legal_aid.matter m cross join lateral legal_aid.lawyers(m.office_id) l
     where m.id = ${matterId}::uuid`.execute(tx)
  return rows
}

type Brief = contract.OfPlace['people'][number]['matters'][number]

async function mattersBy(
  tx: Tx,
  key: { parties: readonly string[]; records: readonly string[] },
): Promise<(Brief & { partyId: string | null; recordId: string | null; warrantId: string | null })[]> {
  const { rows } = await sql<
    Brief & { partyId: string | null; recordId: string | null; warrantId: string | null }
  >`
    select m.id, m.number, ${standingOf} as standing, m.opened_on as "openedOn", m.outcome,
        case when m.state = 'screened' and o.state = 'rejected' then o.reason end as "returnedWhy", m.party_id as "partyId",
        m.record_id as "recordId", m.warrant_id as "warrantId"
      from ${from} where m.party_id = any (${key.parties}::uuid[]) or m.record_id = any (${key.records}::uuid[])
     order by m.opened_at desc`.execute(tx)
  return rows
}

const briefOf = ({ id, number, standing: at, openedOn, outcome, returnedWhy }: Brief): Brief => ({
  id,
  number,
  standing: at,
  openedOn,
  outcome,
  returnedWhy,
})

export async function listMattersOfCase(tx: Tx, { caseId }: { caseId: string }): Promise<contract.OfPlace> {
  const head = await getCaseHead(tx, caseId)
  const accused = (await partiesOf(tx, caseId)).filter(
    ({ role, outcome }) => role === 'accused' && outcome === null,
  )
  const found = await mattersBy(tx, { parties: accused.map(({ id }) => id), records: [] })
  return {
    people: accused.map((party) => ({
      partyId: party.id,
      warrantId: null,
      name: { en: party.nameEn ?? party.nameUr ?? '', ur: party.nameUr ?? party.nameEn ?? '' },
      caseLabel: `${head.firNumber}/${head.firYear}`,
      held: party.custody === 'police' || party.custody === 'prison',
      groundFrom: null,
      matters: found.filter(({ partyId }) => partyId === party.id).map(briefOf),
    })),
    offices: await offices(tx),
    mayOpen: may(tx, 'legal-aid:open'),
    asked: null,
  }
}

export async function listMattersOfPrisoner(
  tx: Tx,
  { imprisonmentId }: { imprisonmentId: string },
): Promise<contract.OfPlace> {
  const facts = await aidFactsOf(tx, imprisonmentId)
  const found = await mattersBy(tx, {
    parties: facts.cases.flatMap(({ partyId }) => (partyId === null ? [] : [partyId])),
    records: [facts.recordId],
  })
  const placed = new Set<string>()
  const people: contract.OfPlace['people'] = facts.cases.map((one) => {
    const matters = found.filter(
      ({ partyId, warrantId }) =>
        (partyId !== null && partyId === one.partyId) || (warrantId !== null && warrantId === one.warrantId),
    )
    for (const { id } of matters) placed.add(id)
    return {
      partyId: one.partyId,
      warrantId: one.warrantId,
      name: facts.name,
      caseLabel: one.caseLabel,
      held: facts.inside,
      groundFrom: one.clock?.standing === 'counting' ? one.clock.from : null,
      matters: matters.map(briefOf),
    }
  })
  // What was asked in an earlier stay or of no single case is shown all the same.
  const other = found.filter(({ id }) => !placed.has(id))
  if (other.length > 0)
    people.push({
      partyId: null,
      warrantId: null,
      name: facts.name,
      caseLabel: facts.number,
      held: false,
      groundFrom: null,
      matters: other.map(briefOf),
    })
  const question = await findAidQuestion(tx, imprisonmentId)
  return {
    people,
    offices: await offices(tx),
    mayOpen: facts.inside && may(tx, 'legal-aid:open'),
    asked:
      question === null
        ? null
        : {
            answer: question.answer,
            needs: question.needs,
            language: question.language,
            on: question.askedAt,
          },
  }
}

export async function getFigures(tx: Tx): Promise<OutputOf<typeof contract.getFigures>> {
  const list = ['incoming', 'unassigned', 'due', 'open', 'closed'] as const
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join(list.map((show) => sql`(count(*) filter (where ${shown(tx, show)}))::integer as ${sql.ref(show)}`))},
        coalesce(sum(m.days_saved), 0)::integer as saved, (count(m.days_saved))::integer as counted
      from ${from} where ${own(tx)}`.execute(tx)
  const { rows: origins } = await sql<{ origin: Row['origin']; count: number }>`
    select m.origin, count(*)::integer as count from ${from} where ${shown(tx, 'all')} group by m.origin order by count(*) desc, m.origin`.execute(
    tx,
  )
  const { rows: outcomes } = await sql<{ outcome: NonNullable<Row['outcome']>; count: number }>`
    select m.outcome, count(*)::integer as count from ${from} where ${shown(tx, 'closed')} and m.outcome is not null group by m.outcome
     order by count(*) desc, m.outcome`.execute(tx)
  return {
    shows: list.map((show) => ({ show, count: rows[0]![show]! })),
    origins,
    outcomes,
    daysSaved: rows[0]!.saved!,
    counted: rows[0]!.counted!,
  }
}
