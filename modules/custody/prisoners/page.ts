import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import { recordAct } from '#kernel/audit'
import { timelineOf } from '#kernel/cases'
import { remandOrdersOf } from '#modules/courts'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf } from '#platform/http/contract'
import { countImprisonments } from '../admission/previous.ts'
import { sentenceFacts } from '../sentence/facts.ts'
import type { getPrisoner, PrisonerWarrant, ReleaseDate } from './contract.ts'
import { bailProof, type PrisonerRecord, prisonerColumns, prisonerJoins, prisonerOf } from './list.ts'
import { bothOf } from './names.ts'
import { photoOf } from './photo.ts'

type Page = OutputOf<typeof getPrisoner>

/** Everything the prisoner's page shows, as far as the reader may see it. @throws not-found */
export async function readPrisoner(tx: Tx, id: string): Promise<Page> {
  const { rows } = await sql<
    PrisonerRecord & {
      person_id: string
      sex: string | null
      birth_date: string | null
      birth_precision: string | null
      cnic: string | null
      aliases: string[]
      released_at: string | null
      release_ground: string | null
      without_handover: string | null
      overrides: { code: string; reason: string }[]
    }
  >`select ${prisonerColumns}, i.person_id, p.sex, p.birth_date, p.birth_precision, p.cnic, p.aliases, i.released_at, i.release_ground,
      i.without_handover, i.overrides from ${prisonerJoins} where i.id = ${id}::uuid`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  const previous = may(tx, 'custody:search-previous') ? (await countImprisonments(tx, row.person_id)) - 1 : 0
  const warrants = await warrantsOf(tx, id)
  const timeline: Page['timeline'] = []
  let withheld = 0
  for (const warrant of warrants) {
    if (warrant.caseId === null) continue
    const told = await timelineOf(tx, warrant.caseId)
    timeline.push(
      ...told.timeline.filter((entry) => entry.partyId === null || entry.partyId === warrant.partyId),
    )
    withheld += told.withheld
  }
  timeline.sort((a, b) => (a.at < b.at ? -1 : 1))
  return {
    prisoner: {
      ...prisonerOf(row),
      personId: row.person_id,
      sex: row.sex,
      birthDate: row.birth_date,
      birthPrecision: row.birth_precision,
      cnic: row.cnic,
      aliases: row.aliases,
      releasedAt: row.released_at,
      releaseGround: row.release_ground,
      withoutHandover: row.without_handover,
      overrides: row.overrides,
      previous,
      photo: await photoOf(tx, id),
    },
    warrants,
    injuries: await injuriesOf(tx, id),
    releaseDates: await releaseDatesOf(tx, id),
    fines: may(tx, 'custody:compute') ? [...(await sentenceFacts(tx, id)).fines] : null,
    ...(await recordsOf(tx, id)),
    timeline,
    withheld,
  }
}

export async function warrantsOf(tx: Tx, id: string): Promise<PrisonerWarrant[]> {
  const { rows } = await sql<
    Omit<PrisonerWarrant, 'fir' | 'station' | 'court' | 'spans'> & {
      firNumber: number | null
      firYear: number | null
      stationEn: string | null
      stationUr: string | null
      courtEn: string | null
      courtUr: string | null
      admittedOn: string
    }
  >`select w.id, w.kind, w.source, w.case_id as "caseId", w.party_id as "partyId", w.fir_number as "firNumber", w.fir_year as "firYear",
      s.name_en as "stationEn", s.name_ur as "stationUr", c.name_en as "courtEn", c.name_ur as "courtUr", w.sections,
      w.max_punishment as "maxPunishment", w.issued_on as "issuedOn", w.detained_since as "detainedSince",
      w.next_production as "nextProduction", w.state, w.ended_on as "endedOn", w.ended_ground as "endedGround",
      (coalesce(i.held_since, i.admitted_at) at time zone 'Asia/Karachi')::date as "admittedOn",
      case when b.id is null then null else jsonb_build_object('eligibleFrom', b.eligible_from, 'ground', b.ground,
        'standing', b.standing, 'lawChanged', b.law_changed, 'eligibleBefore', b.eligible_before, 'proof', ${bailProof}) end as bail
      from custody.warrant w join custody.imprisonment i on i.id = w.imprisonment_id
      left join units.current_unit s on s.id = w.station_id left join units.current_unit c on c.id = w.court_id
      left join custody.bail_clock b on b.warrant_id = w.id and b.superseded_at is null
     where w.imprisonment_id = ${id}::uuid order by w.issued_on, w.created_at`.execute(tx)
  const warrants: PrisonerWarrant[] = []
  for (const { firNumber, firYear, stationEn, stationUr, courtEn, courtUr, admittedOn, ...row } of rows) {
    const orders = row.partyId === null ? [] : await remandOrdersOf(tx, row.partyId)
    const police = orders
      .filter((one) => one.kind === 'police')
      .map((one) => ({ kind: 'police' as const, from: one.fromOn, to: one.toOn }))
    const arrived = [admittedOn, row.issuedOn].sort()[1]!
    const firstDay = [row.detainedSince, ...police.map((one) => one.from)].sort()[0]!
    const firstRemand = police[0]?.from
    warrants.push({
      ...row,
      fir: firNumber === null ? '' : `${firNumber}/${firYear}`,
      station: stationEn === null && stationUr === null ? null : bothOf(stationEn, stationUr),
      court: courtEn === null && courtUr === null ? null : bothOf(courtEn, courtUr),
      spans: [
        ...(firstDay < arrived && police.length === 0
          ? [{ kind: 'court-custody' as const, from: firstDay, to: arrived }]
          : [
              ...(firstRemand !== undefined && row.detainedSince < firstRemand
                ? [{ kind: 'police' as const, from: row.detainedSince, to: firstRemand }]
                : []),
              ...police,
            ]),
        { kind: 'prison', from: arrived, to: row.endedOn },
      ],
    })
  }
  return warrants
}

async function injuriesOf(tx: Tx, id: string): Promise<Page['injuries']> {
  const { rows: counted } = await sql<{ recorded: number }>`
    select custody.injuries_recorded(${id}::uuid) as recorded`.execute(tx)
  const recorded = counted[0]!.recorded
  if (!may(tx, 'custody:read-injuries')) return { recorded, open: null }
  const { rows } = await sql<NonNullable<Page['injuries']['open']>[number]>`
    select id, region, kind, serious, said_cause as "saidCause", description, recorded_at as "recordedAt"
      from custody.injury where imprisonment_id = ${id}::uuid order by recorded_at, id`.execute(tx)
  // Opening the seal is an act of its own in the audit, beside the reading of the page.
  if (rows.length > 0)
    await recordAct(tx, { act: 'read', subject: 'custody.injury', subjectIds: rows.map((row) => row.id) })
  return { recorded, open: rows }
}

export async function releaseDatesOf(tx: Tx, id: string): Promise<ReleaseDate[]> {
  const { rows } = await sql<
    Omit<ReleaseDate, 'proposedBy' | 'confirmedBy' | 'own'> & {
      by: string | null
      proposedEn: string | null
      proposedUr: string | null
      confirmedEn: string | null
      confirmedUr: string | null
    }
  >`select r.id, r.state, r.due_release as "dueRelease", r.reason, r.proposed_by as by, r.proposed_at as "proposedAt",
      r.confirmed_at as "confirmedAt", r.reopened_why as "reopenedWhy", r.law_changed as "lawChanged",
      r.checked_pack as "checkedPack", r.refer_settled as "referSettled",
      a.name_en as "proposedEn", a.name_ur as "proposedUr", b.name_en as "confirmedEn", b.name_ur as "confirmedUr",
      jsonb_build_object('inputs', r.inputs, 'result', r.result, 'steps', r.steps, 'flags', to_jsonb(r.flags), 'packCode', r.pack_code,
        'packVersion', r.pack_version, 'computedAt', to_jsonb(r.computed_at)) as proof
      from custody.release_date r left join lateral custody.signed_by(r.proposed_by) a on true
      left join lateral custody.signed_by(r.confirmed_by) b on true
     where r.imprisonment_id = ${id}::uuid order by r.computed_at desc limit 20`.execute(tx)
  return rows.map(({ by, proposedEn, proposedUr, confirmedEn, confirmedUr, ...row }) => ({
    ...row,
    proposedBy: proposedEn === null ? null : bothOf(proposedEn, proposedUr),
    confirmedBy: confirmedEn === null ? null : bothOf(confirmedEn, confirmedUr),
    own: by === standing(tx).accountId,
  }))
}

async function recordsOf(
  tx: Tx,
  id: string,
): Promise<Pick<Page, 'remissions' | 'questions' | 'holds' | 'productions'>> {
  const { rows: remissions } = await sql<Page['remissions'][number]>`
    select id, kind, years, months, days, authority, instrument, granted_on as "grantedOn", voided_at is not null as voided,
      void_reason as "voidReason" from custody.remission where imprisonment_id = ${id}::uuid order by granted_on, id`.execute(
    tx,
  )
  const { rows: questions } = await sql<Page['questions'][number]>`
    select id, question, asked_at as "askedAt", answered_at as "answeredAt" from custody.court_question
     where imprisonment_id = ${id}::uuid order by asked_at`.execute(tx)
  const { rows: holds } = await sql<Page['holds'][number]>`
    select id, kind, source, placed_on as "placedOn", until, lifted_at is not null as lifted from custody.hold
     where imprisonment_id = ${id}::uuid order by placed_on, id`.execute(tx)
  const { rows: productions } = await sql<Page['productions'][number]>`
    select id, on_date as "onDate", outcome, reason, out_at as "outAt", back_at as "backAt" from custody.production
     where imprisonment_id = ${id}::uuid order by on_date desc limit 100`.execute(tx)
  return { remissions, questions, holds, productions }
}
