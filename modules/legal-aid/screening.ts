import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { chargesOfParties, getCaseHead, getParty } from '#kernel/cases'
import { findOpenOffer, offer, withdraw } from '#kernel/handover'
import { aidFactsOf, findAidQuestion, settleAidQuestion } from '#modules/custody'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'
import { matterHandover } from './hand-over.ts'
import { offices } from './reading.ts'

type Screen = ParsedInputOf<typeof contract.screenNeed>

/** Whom a matter is about and what is to be told, from the registers of whoever asks; nothing of it is typed. */
interface About {
  readonly origin: contract.Matter['origin']
  readonly recordId: string | null
  readonly caseId: string | null
  readonly partyId: string | null
  readonly imprisonmentId: string | null
  readonly warrantId: string | null
  readonly told: contract.Told
  readonly ground: string | null
  readonly groundFrom: string | null
  readonly proof: object | null
}

const originOf = (post: string): contract.Matter['origin'] =>
  post === 'court-reader' || post === 'judge' ? 'court' : 'police-station'

async function aboutPrisoner(tx: Tx, imprisonmentId: string, warrantId: string | undefined): Promise<About> {
  const facts = await aidFactsOf(tx, imprisonmentId)
  if (!facts.inside) throw refuse('legal-aid.no-person')
  const one = facts.cases.find((each) => each.warrantId === warrantId) ?? facts.cases[0]
  const counting = one?.clock?.standing === 'counting' ? one.clock : null
  return {
    origin: 'prison',
    recordId: facts.recordId,
    caseId: one?.caseId ?? null,
    partyId: one?.partyId ?? null,
    imprisonmentId,
    warrantId: one?.warrantId ?? null,
    told: {
      number: facts.number,
      name: facts.name,
      father: facts.father,
      place: facts.prison,
      cases: facts.cases.map((each) => ({
        caseLabel: each.caseLabel,
        sections: each.sections,
        court: each.court,
        detainedSince: each.detainedSince,
        grantedOn: each.grantedOn,
        amount: each.amount,
        bailFrom: each.clock?.standing === 'counting' ? each.clock.from : null,
        ground: each.clock?.standing === 'counting' ? each.clock.ground : null,
      })),
    },
    ground: counting?.ground ?? null,
    groundFrom: counting?.from ?? null,
    proof: counting === null ? null : { pack: counting.pack, hash: counting.hash, steps: counting.steps },
  }
}

async function aboutAccused(tx: Tx, partyId: string): Promise<About> {
  const party = await getParty(tx, partyId)
  if (party.role !== 'accused' || party.outcome !== null) throw refuse('legal-aid.no-person')
  const head = await getCaseHead(tx, party.caseId)
  const charges = (await chargesOfParties(tx, [partyId])).get(partyId) ?? []
  const { post, unitId } = standing(tx)
  const { rows } = await sql<{ place: contract.Told['place']; father: contract.Told['father'] }>`
    select jsonb_build_object('en', u.name_en, 'ur', u.name_ur) as place,
        (select jsonb_build_object('en', coalesce(r.father_en, r.father_ur), 'ur', coalesce(r.father_ur, r.father_en)) from people.record r
          where r.id = ${party.recordId}::uuid and coalesce(r.father_en, r.father_ur) is not null) as father
      from units.current_unit u where u.id = ${unitId}`.execute(tx)
  return {
    origin: originOf(post),
    recordId: party.recordId,
    caseId: party.caseId,
    partyId,
    imprisonmentId: null,
    warrantId: null,
    told: {
      number: `${head.firNumber}/${head.firYear}`,
      name: { en: party.nameEn ?? party.nameUr ?? '', ur: party.nameUr ?? party.nameEn ?? '' },
      father: rows[0]!.father,
      place: rows[0]!.place,
      cases: [
        {
          caseLabel: `${head.firNumber}/${head.firYear} ${head.policeStation.code}`,
          sections: charges.map(({ act, section }) => `${act} ${section}`).join(', '),
          court: head.court === null ? null : { en: head.court.nameEn, ur: head.court.nameUr },
          detainedSince: null,
          grantedOn: null,
          amount: null,
          bailFrom: null,
          ground: null,
        },
      ],
    },
    ground: null,
    groundFrom: null,
    proof: null,
  }
}

async function refuseConsentGaps(
  tx: Tx,
  given: {
    consent: string
    consentHow?: string | undefined
    consentOn?: string | undefined
    consentWitness?: string | undefined
  },
): Promise<void> {
  if (given.consent !== 'given') return
  if (given.consentHow === undefined || given.consentOn === undefined)
    throw refuse('legal-aid.needs-consent-facts')
  if (given.consentHow === 'before-witness' && given.consentWitness === undefined)
    throw refuse('legal-aid.needs-witness')
  await refuseFuture(tx, given.consentOn)
}

/** @throws legal-aid.in-future */
export async function refuseFuture(tx: Tx, day: string): Promise<void> {
  const { rows } = await sql<{ ahead: boolean }>`select ${day}::date > workflow.today() as ahead`.execute(tx)
  if (rows[0]!.ahead) throw refuse('legal-aid.in-future')
}

/**
 * Opens the matter of a person, at the police station, in court or in prison. With consent it goes to the office at once; a refusal is kept, so that nobody is asked again unknowing.
 * @throws as the contract says
 */
export async function screenNeed(tx: Tx, given: Screen): Promise<OutputOf<typeof contract.screenNeed>> {
  await refuseConsentGaps(tx, given)
  const about =
    given.imprisonmentId !== undefined
      ? await aboutPrisoner(tx, given.imprisonmentId, given.warrantId)
      : given.partyId !== undefined
        ? await aboutAccused(tx, given.partyId)
        : null
  if (about === null) throw refuse('legal-aid.no-person')
  const { jurisdiction, unitId } = standing(tx)
  const consented = given.consent === 'given'
  const id = await putMatter(tx, about, { ...given, jurisdiction, unitId })
  if (id === null) throw refuse('legal-aid.open-already')
  if (about.imprisonmentId !== null)
    await settleAidQuestion(tx, about.imprisonmentId, given.consent === 'refused' ? 'no' : 'yes')
  if (given.consent === 'refused') {
    await decline(tx, id)
    return { id, standing: 'declined' }
  }
  if (!consented) return { id, standing: 'consent-awaited' }
  if (given.officeId === undefined) return { id, standing: 'to-send' }
  await sendMatter(tx, { matterId: id, officeId: given.officeId })
  return { id, standing: 'offered' }
}

type Asked = Pick<Screen, 'needs' | 'language' | 'reason' | 'route' | 'words'> &
  (
    | Pick<Screen, 'consent' | 'consentHow' | 'consentOn' | 'consentWitness'>
    | { consent: 'awaited'; consentHow?: undefined; consentOn?: undefined; consentWitness?: undefined }
  ) & { readonly jurisdiction: string; readonly unitId: number; readonly askedBy?: string | null }

/** The matter with its brief, held where it was asked; null where one is open already. Whether they are a child or a woman is the record's. */
async function putMatter(tx: Tx, about: About, asked: Asked): Promise<string | null> {
  const { jurisdiction, unitId } = asked
  const consented = asked.consent === 'given'
  const { rows: sort } = await sql<{ child: boolean; woman: boolean }>`
    select coalesce(birth_date > workflow.today() - interval '18 years', false) as child, coalesce(sex = 'F', false) as woman
      from people.record where id = ${about.recordId}::uuid`.execute(tx)
  // Whose age cannot be read is kept out of lists as a child would be: a name too few harms nobody.
  const { child, woman } = sort[0] ?? { child: true, woman: false }
  const { rows } = await sql<{ id: string }>`
    insert into legal_aid.matter (jurisdiction, record_id, case_id, party_id, imprisonment_id, warrant_id, origin, origin_unit_id, holder_unit_id, reason,
      route, child, consent, consent_how, consent_on, consent_witness, ground, ground_from, opened_by)
    values (${jurisdiction}, ${about.recordId}::uuid, ${about.caseId}::uuid, ${about.partyId}::uuid, ${about.imprisonmentId}::uuid,
      ${about.warrantId}::uuid, ${about.origin}, ${unitId}, ${unitId}, ${asked.reason}, ${asked.route}, ${child},
      ${consented ? 'given' : 'awaited'}, ${consented ? (asked.consentHow ?? null) : null}, ${consented ? (asked.consentOn ?? null) : null},
      ${consented ? (asked.consentWitness ?? null) : null}, ${about.ground}, ${about.groundFrom}, coalesce(${asked.askedBy ?? null}::uuid, access.account()))
    on conflict do nothing returning id`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) return null
  const needs = [...asked.needs, ...(sort[0]?.child === true ? ['child'] : []), ...(woman ? ['woman'] : [])]
  await sql`insert into legal_aid.brief (matter_id, jurisdiction, needs, language, told, ground_proof, words)
    values (${id}::uuid, ${jurisdiction}, ${needs}::text[], ${asked.language ?? null}, ${JSON.stringify(about.told)}::jsonb,
      ${about.proof === null ? null : JSON.stringify(about.proof)}::jsonb, ${asked.words ?? null})`.execute(
    tx,
  )
  return id
}

/**
 * The matter of whoever was asked as they came into prison: open until consent is taken, or closed with their refusal. Where legal aid
 * had been asked for before they came, in this case or for this person, that matter stands and nobody is asked a second time.
 */
export async function openAsked(tx: Tx, imprisonmentId: string): Promise<void> {
  const question = await findAidQuestion(tx, imprisonmentId)
  if (question === null) return
  const facts = await aidFactsOf(tx, imprisonmentId)
  const parties = facts.cases.flatMap(({ partyId }) => (partyId === null ? [] : [partyId]))
  const { rows } = await sql<{ open: boolean; here: boolean }>`
    select coalesce(bool_or(state in ('screened', 'accepted', 'assigned')), false) as open,
        coalesce(bool_or(origin = 'prison' and imprisonment_id = ${imprisonmentId}::uuid), false) as here
      from legal_aid.matter where party_id = any (${parties}::uuid[]) or record_id = ${facts.recordId}::uuid`.execute(
    tx,
  )
  const { open, here } = rows[0]!
  if (open) await settleAidQuestion(tx, imprisonmentId, 'in-hand')
  const { answer, needs, askedBy } = question
  if (open || here || (answer !== 'yes' && answer !== 'no')) return
  const id = await putMatter(tx, await aboutPrisoner(tx, imprisonmentId, undefined), {
    needs,
    ...(question.language === null ? {} : { language: question.language }),
    reason: 'no-lawyer',
    route: 'dlec',
    consent: 'awaited',
    jurisdiction: facts.jurisdiction,
    unitId: facts.prisonId,
    askedBy,
  })
  if (id !== null && answer === 'no') await decline(tx, id)
}

async function decline(tx: Tx, id: string): Promise<void> {
  await sql`update legal_aid.matter set state = 'declined', consent = 'refused' where id = ${id}::uuid`.execute(
    tx,
  )
}

interface Locked {
  number: number
  state: string
  consent: string
  person_id: string | null
}

async function lockMatter(tx: Tx, id: string): Promise<Locked> {
  const { rows } = await sql<Locked>`
    select m.number, m.state, m.consent,
        (select l.person_id from people.link l where l.record_id = m.record_id and l.until is null limit 1) as person_id
      from legal_aid.matter m where m.id = ${id}::uuid for update of m`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

/** Hands a matter over to an office; one that was returned goes to the same or to another. @throws as the contract says */
export async function sendMatter(
  tx: Tx,
  { matterId, officeId }: { matterId: string; officeId: number },
): Promise<{ done: true }> {
  const held = await lockMatter(tx, matterId)
  if (held.state !== 'screened') throw refuse('legal-aid.state')
  if (held.consent !== 'given') throw refuse('legal-aid.no-consent')
  if (!(await offices(tx)).some(({ id }) => id === officeId)) throw refuse('legal-aid.no-office')
  const subject = { kind: 'legal-aid-matter', id: matterId }
  const open = await findOpenOffer(tx, matterHandover.kind, subject)
  if (open?.state === 'offered') throw refuse('handover.already-offered')
  if (open !== null) await withdraw(tx, open.id, 'Sent anew')
  const made = await offer(tx, {
    kind: matterHandover,
    subject,
    to: officeId,
    payload: { matterId, number: held.number },
    ...(held.person_id === null ? {} : { personId: held.person_id }),
    ...(open === null ? {} : { follows: open.id }),
  })
  await sql`update legal_aid.matter set office_id = ${officeId}, offer_id = ${made.id}::uuid where id = ${matterId}::uuid`.execute(
    tx,
  )
  return { done: true }
}

/** @throws as the contract says */
export async function recordConsent(
  tx: Tx,
  given: ParsedInputOf<typeof contract.recordConsent>,
): Promise<{ done: true }> {
  await refuseConsentGaps(tx, given)
  const held = await lockMatter(tx, given.matterId)
  if (given.consent === 'withdrawn') {
    if (held.consent !== 'given' || !['screened', 'accepted', 'assigned'].includes(held.state))
      throw refuse('legal-aid.state')
    const open = await findOpenOffer(tx, matterHandover.kind, {
      kind: 'legal-aid-matter',
      id: given.matterId,
    })
    if (open !== null) await withdraw(tx, open.id, 'The person took the consent back')
    await sql`update legal_aid.matter set state = 'withdrawn', consent = 'withdrawn' where id = ${given.matterId}::uuid`.execute(
      tx,
    )
    return { done: true }
  }
  if (held.state !== 'screened' || held.consent !== 'awaited') throw refuse('legal-aid.state')
  if (given.consent === 'refused') {
    await decline(tx, given.matterId)
    return { done: true }
  }
  await sql`update legal_aid.matter set consent = 'given', consent_how = ${given.consentHow ?? null}, consent_on = ${given.consentOn ?? null},
      consent_witness = ${given.consentWitness ?? null} where id = ${given.matterId}::uuid`.execute(tx)
  return { done: true }
}
