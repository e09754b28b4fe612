import { sql } from 'kysely'
import { may } from '#kernel/access'
import { courtsInCase, petitionsAtCourt } from '#modules/courts'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { today } from '../law-of-prison.ts'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'
import { grantsOf, obstaclesOfPerson, peopleWithBail } from './granted.ts'

type Data = contract.BailOf

/** @throws not-found */
export async function bailOfPrisoner(tx: Tx, { imprisonmentId }: { imprisonmentId: string }): Promise<Data> {
  const { rows } = await sql<{
    number: string
    name_en: string | null
    name_ur: string | null
    father_en: string | null
    father_ur: string | null
    inside: boolean
    verification: number | null
  }>`select i.number || '/' || i.year as number, p.name_en, p.name_ur, p.father_en, p.father_ur, i.state = 'in' as inside,
      custody.conditional_number(i.jurisdiction, 'verification-due', workflow.today()) as verification
      from custody.imprisonment i join people.record p on p.id = i.record_id where i.id = ${imprisonmentId}::uuid`.execute(
    tx,
  )
  const held = rows[0]
  if (held === undefined) throw refuse('not-found')
  const [person] = await peopleWithBail(tx, imprisonmentId)
  const { rows: said } = await sql<{
    kind: contract.Obstacle
    id: string
    since: string
    words: string | null
  }>`select kind, id, since, words from custody.bail_obstacle where imprisonment_id = ${imprisonmentId}::uuid and cleared_on is null`.execute(
    tx,
  )
  const { rows: sureties } = await sql<Data['sureties'][number]>`
    select s.id, jsonb_build_object('en', s.name_en, 'ur', s.name_ur) as name, s.father, s.cnic, s.telephone, s.relation, s.property, s.paper,
        s.worth::float8 as worth, s.state, s.offered_on as "offeredOn", s.ended_why as "endedWhy",
        (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'withWhom', t.with_whom, 'askedOn', t.asked_on, 'dueOn', t.due_on,
          'answeredOn', t.answered_on, 'answer', t.answer, 'words', t.words) order by t.asked_on, t.id), '[]') from custody.surety_step t
          where t.surety_id = s.id) as steps
      from custody.surety s where s.imprisonment_id = ${imprisonmentId}::uuid order by s.state = 'offered' desc, s.offered_on desc, s.id`.execute(
    tx,
  )
  const { rows: notices } = await sql<Data['notices'][number]>`
    select id, kind, to_whom as "toWhom", sent_on as "sentOn", paper from custody.bail_notice
     where imprisonment_id = ${imprisonmentId}::uuid order by sent_on desc, id limit 100`.execute(tx)
  const { rows: prepared } = await sql<
    Omit<Data['petitions'][number], 'atCourt' | 'courts'> & { caseId: string | null }
  >`
    select p.id, p.warrant_id as "warrantId", p.kind, p.state, p.number, p.document_id as "documentId", p.version, p.prepared_at as "preparedAt",
        p.eligible_from as "eligibleFrom", p.filed_on as "filedOn",
        case when u.id is not null then jsonb_build_object('en', u.name_en, 'ur', u.name_ur) end as "filedCourt", p.filed_by as "filedBy",
        p.court_number as "courtNumber", p.next_on as "nextOn", p.outcome_on as "outcomeOn", p.outcome_ground as "outcomeGround", p.sha256, w.case_id as "caseId"
      from custody.bail_petition p join custody.warrant w on w.id = p.warrant_id left join units.current_unit u on u.id = p.filed_court_id
     where p.imprisonment_id = ${imprisonmentId}::uuid order by p.prepared_at desc`.execute(tx)
  const petitions = await beforeCourts(tx, prepared)
  const grants = person === undefined ? [] : grantsOf(person, await today(tx))
  const saidOf = new Map(said.map((row) => [row.kind, row]))
  return {
    prisoner: {
      imprisonmentId,
      number: held.number,
      name: bothOf(held.name_en, held.name_ur),
      father:
        held.father_en === null && held.father_ur === null ? null : bothOf(held.father_en, held.father_ur),
      inside: held.inside,
    },
    since: person?.since ?? null,
    days: person?.days ?? 0,
    grants,
    obstacles: (person === undefined ? [...saidOf.keys()] : obstaclesOfPerson(person)).map((obstacle) => ({
      obstacle,
      id: saidOf.get(obstacle)?.id ?? null,
      since: saidOf.get(obstacle)?.since ?? null,
      words: saidOf.get(obstacle)?.words ?? null,
    })),
    sureties,
    notices,
    petitions,
    cases: await casesOf(tx, imprisonmentId, new Set(grants.map(({ warrantId }) => warrantId))),
    verificationDays: held.verification,
    may: {
      keep: may(tx, 'custody:keep-sureties'),
      petition: may(tx, 'custody:prepare-petition'),
    },
  }
}

/** Each petition with where it stands before the court, and the courts it may be handed to. */
async function beforeCourts(
  tx: Tx,
  prepared: readonly (Omit<Data['petitions'][number], 'atCourt' | 'courts'> & { caseId: string | null })[],
): Promise<Data['petitions']> {
  const found = new Map(
    (await petitionsAtCourt(tx, { sheetIds: prepared.map(({ id }) => id) })).map((one) => [one.sheetId, one]),
  )
  const petitions: Data['petitions'] = []
  for (const { caseId, ...one } of prepared) {
    const atCourt = found.get(one.id)
    const open = one.state === 'prepared' || atCourt?.state === 'returned' || atCourt?.state === 'withdrawn'
    petitions.push({
      ...one,
      atCourt: atCourt === undefined ? null : { state: atCourt.state, returnedWhy: atCourt.returnedWhy },
      courts: open && caseId !== null ? await courtsInCase(tx, caseId) : [],
    })
  }
  return petitions
}

async function casesOf(
  tx: Tx,
  imprisonmentId: string,
  bailed: ReadonlySet<string | null>,
): Promise<Data['cases']> {
  const { rows } = await sql<
    Omit<Data['cases'][number], 'court' | 'granted'> & { court_en: string | null; court_ur: string | null }
  >`
    select w.id as "warrantId", coalesce(w.fir_number || '/' || w.fir_year || coalesce(' ' || s.code, ''), w.sections) as "caseLabel", w.sections,
        w.court_id as "courtId", c.name_en as court_en, c.name_ur as court_ur, b.eligible_from as "eligibleFrom", b.standing
      from custody.warrant w left join units.unit s on s.id = w.station_id left join units.current_unit c on c.id = w.court_id
      left join custody.bail_clock b on b.warrant_id = w.id and b.superseded_at is null
     where w.imprisonment_id = ${imprisonmentId}::uuid and w.state = 'in-force' and w.kind = 'remand' order by w.issued_on, w.id`.execute(
    tx,
  )
  return rows.map(({ court_en, court_ur, ...row }) => ({
    ...row,
    court: court_en === null && court_ur === null ? null : bothOf(court_en, court_ur),
    granted: bailed.has(row.warrantId),
  }))
}
