import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { getParty, tellCase } from '#kernel/cases'
import { getUnit } from '#kernel/units'
import { hearingsOfParties, productionsFor, remandOrdersOf } from '#modules/courts'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf } from '#platform/http/contract'
import { placeColumn } from '../accommodation/rooms.ts'
import { today } from '../law-of-prison.ts'
import { backFromCourt, goToCourt } from '../movement/move.ts'
import { bothOf } from '../prisoners/names.ts'
import { freeAdjourned, freeSlotOf } from '../video/slots.ts'
import type { listProductions, listRecordedProductions } from './contract.ts'

type List = OutputOf<typeof listProductions>
type Recorded = OutputOf<typeof listRecordedProductions>
type Row = List['courts'][number]['rows'][number]
type UnitName = List['courts'][number]['court']

interface WarrantRow {
  id: string
  imprisonment_id: string
  party_id: string | null
  court_id: number | null
  next_production: string | null
  number: number
  year: number
  name_en: string | null
  name_ur: string | null
  father_en: string | null
  father_ur: string | null
  place: Row['place']
  fir_number: number | null
  fir_year: number | null
  station_id: number | null
  sections: string
}

/**
 * The production list of a day, by court: everyone the courts have listed to be brought, and everyone whose warrant names that
 * day, without a name typed again. What was already recorded stands beside each.
 */
export async function productionsOn(tx: Tx, on: string): Promise<List> {
  const prison = await getUnit(tx, standing(tx).unitId)
  const hearings = await productionsFor(
    tx,
    sql`select w.party_id from custody.warrant w where w.state = 'in-force' and w.party_id is not null`,
    on,
  )
  const due = hearings.flatMap((one) => one.produce)
  const recorded = await recordedOn(tx, on)
  const done = Object.keys(recorded.productions)
  // Only those of the day: a large prison holds thousands on warrants that name another.
  const { rows: warrants } = await sql<WarrantRow>`
    with due as materialized (
      select w.* from custody.warrant w join (
        select id from custody.warrant where state = 'in-force' and next_production = ${on}
        union select id from custody.warrant where state = 'in-force' and party_id = any (${due}::uuid[])
        union select unnest(${done}::uuid[])) o on o.id = w.id)
    select w.id, w.imprisonment_id, w.party_id, w.court_id, w.station_id, w.next_production,
      i.number, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur, ${placeColumn} as place, w.fir_number, w.fir_year, w.sections
      from due w
      join custody.imprisonment i on i.id = w.imprisonment_id
      join people.record p on p.id = i.record_id
     where (w.state = 'in-force' and i.state = 'in') or w.id in (select unnest(${done}::uuid[]))
     order by i.year, i.number`.execute(tx)
  const named = await namesOf(
    tx,
    warrants.flatMap((one) => [one.court_id, one.station_id]),
  )
  const hearingOf = new Map(hearings.flatMap((one) => one.produce.map((party) => [party, one] as const)))
  const courts = new Map<string, List['courts'][number]>()
  let total = 0
  for (const warrant of warrants) {
    const hearing = warrant.party_id === null ? undefined : hearingOf.get(warrant.party_id)
    if (
      hearing === undefined &&
      warrant.next_production !== on &&
      recorded.productions[warrant.id] === undefined
    )
      continue
    total += 1
    const court =
      hearing === undefined
        ? { courtId: warrant.court_id, court: named.get(warrant.court_id) ?? bothOf(null, null) }
        : { courtId: hearing.courtId, court: { en: hearing.courtEn, ur: hearing.courtUr } }
    const key = String(court.courtId)
    const group = courts.get(key) ?? { ...court, rows: [] }
    group.rows.push(rowOf(warrant, hearing, named.get(warrant.station_id) ?? null, recorded))
    courts.set(key, group)
  }
  return {
    on,
    prison: { en: prison.nameEn, ur: prison.nameUr },
    courts: [...courts.values()].sort((a, b) => a.court.en.localeCompare(b.court.en, 'en')),
    total,
  }
}

/** What was recorded of the productions of a day, and how the rest are to be done: by warrant, and the seats by imprisonment. */
export async function recordedOn(tx: Tx, on: string): Promise<Recorded> {
  const { rows: productions } = await sql<NonNullable<Row['production']> & { warrantId: string }>`
    select warrant_id as "warrantId", outcome, reason, note, out_at as "outAt", back_at as "backAt"
      from custody.production where on_date = ${on}`.execute(tx)
  const { rows: videos } = await sql<NonNullable<Row['video']> & { warrantId: string }>`
    select v.warrant_id as "warrantId", v.id as "slotId", jsonb_build_object('en', m.name_en, 'ur', m.name_ur) as room,
      to_char(lower(v.during) at time zone 'Asia/Karachi', 'HH24:MI') as "from",
      to_char(upper(v.during) at time zone 'Asia/Karachi', 'HH24:MI') as "to", v.state
      from custody.video_slot v join custody.video_room m on m.id = v.room_id where v.on_date = ${on}::date and v.state <> 'freed'`.execute(
    tx,
  )
  const { rows: vans } = await sql<NonNullable<Row['van']> & { imprisonmentId: string }>`
    select t.imprisonment_id as "imprisonmentId", r.id as "runId", e.plate
      from custody.escort_seat t join custody.escort_run r on r.id = t.run_id join custody.vehicle e on e.id = r.vehicle_id
     where t.on_date = ${on}::date and t.taken_out_at is null`.execute(tx)
  return {
    on,
    productions: Object.fromEntries(
      productions.map(({ warrantId, outcome, reason, note, outAt, backAt }) => [
        warrantId,
        { outcome, reason, note, outAt, backAt },
      ]),
    ),
    videos: Object.fromEntries(videos.map(({ warrantId, ...one }) => [warrantId, one])),
    vans: Object.fromEntries(vans.map(({ imprisonmentId, ...one }) => [imprisonmentId, one])),
  }
}

/** The names of units, each looked up once for all who are of it. */
async function namesOf(tx: Tx, ids: readonly (number | null)[]): Promise<Map<number | null, UnitName>> {
  const { rows } = await sql<{ id: number; name_en: string; name_ur: string }>`
    select id, name_en, name_ur from units.current_unit where id = any (${[...new Set(ids)]}::integer[])`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.id, { en: row.name_en, ur: row.name_ur }]))
}

function rowOf(
  warrant: WarrantRow,
  hearing: { id: string; purpose: string } | undefined,
  station: Row['station'],
  recorded: Recorded,
): Row {
  return {
    warrantId: warrant.id,
    imprisonmentId: warrant.imprisonment_id,
    hearingId: hearing?.id ?? null,
    number: `${warrant.number}/${warrant.year}`,
    name: bothOf(warrant.name_en, warrant.name_ur),
    father:
      warrant.father_en === null && warrant.father_ur === null
        ? null
        : bothOf(warrant.father_en, warrant.father_ur),
    place: warrant.place,
    fir: warrant.fir_number === null ? '' : `${warrant.fir_number}/${warrant.fir_year}`,
    station,
    sections: warrant.sections,
    purpose: hearing?.purpose ?? null,
    production: recorded.productions[warrant.id] ?? null,
    video: recorded.videos[warrant.id] ?? null,
    van: recorded.vans[warrant.imprisonment_id] ?? null,
  }
}

interface NewProduction {
  readonly warrantId: string
  readonly on: string
  readonly hearingId?: string | undefined
  readonly outcome: 'sent' | 'by-video' | 'not-produced'
  readonly reason?: string | undefined
  readonly note?: string | undefined
  /** In which vehicle, in whose hands: where a whole vehicle is handed over. */
  readonly escort?: string
  /** When the person left, where it is written down later than it happened. */
  readonly at?: string
}

/** What the case is told of a production. */
const tidings = { sent: 'custody.sent-to-court', 'by-video': 'custody.heard-by-video' } as const

/** @throws custody.not-today (a production is recorded on its own day), custody.recorded-already, custody.not-in */
export async function record(tx: Tx, given: NewProduction): Promise<{ productionId: string }> {
  const day = await today(tx)
  if (given.at === undefined && given.on !== day) throw refuse('custody.not-today', { today: day })
  const { rows } = await sql<{
    prison_id: number
    imprisonment_id: string
    court_id: number | null
    case_id: string | null
    party_id: string | null
    state: string
  }>`select w.prison_id, w.imprisonment_id, w.court_id, w.case_id, w.party_id, i.state
       from custody.warrant w join custody.imprisonment i on i.id = w.imprisonment_id where w.id = ${given.warrantId}::uuid`.execute(
    tx,
  )
  const warrant = rows[0]
  if (warrant === undefined) throw refuse('not-found')
  if (warrant.state !== 'in') throw refuse('custody.not-in')
  const { rows: made } = await sql<{ id: string }>`
    insert into custody.production (jurisdiction, prison_id, imprisonment_id, warrant_id, hearing_id, court_id, on_date, outcome, reason,
      note, out_at)
    values (${standing(tx).jurisdiction}, ${warrant.prison_id}, ${warrant.imprisonment_id}::uuid, ${given.warrantId}::uuid,
      ${given.hearingId ?? null}::uuid, ${warrant.court_id}, ${given.on}, ${given.outcome}, ${given.reason ?? null},
      ${given.note ?? null}, case when ${given.outcome} = 'sent' then coalesce(${given.at ?? null}::timestamptz, clock_timestamp()) end)
    on conflict (warrant_id, on_date) do nothing returning id`.execute(tx)
  if (made[0] === undefined) throw refuse('custody.recorded-already')
  if (given.outcome === 'sent')
    await goToCourt(tx, {
      id: made[0].id,
      imprisonmentId: warrant.imprisonment_id,
      prisonId: warrant.prison_id,
      courtId: warrant.court_id,
      escort: given.escort,
    })
  else await freeSlotOf(tx, given)
  if (warrant.case_id !== null)
    await tellCase(tx, {
      caseId: warrant.case_id,
      partyId: warrant.party_id,
      kind:
        given.outcome === 'not-produced' ? `custody.not-produced-${given.reason}` : tidings[given.outcome],
      agency: 'prison',
    })
  return { productionId: made[0].id }
}

/** @throws custody.not-out when the person was not sent that day, or is back already */
export async function recordBack(tx: Tx, given: { warrantId: string; on: string }): Promise<{ back: true }> {
  const { rows } = await sql<{ imprisonment_id: string }>`
    select imprisonment_id from custody.production
     where warrant_id = ${given.warrantId}::uuid and on_date = ${given.on} and outcome = 'sent' and back_at is null for update`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('custody.not-out')
  await backFromCourt(tx, rows[0].imprisonment_id)
  return { back: true }
}

/**
 * Takes the next production of a party's warrants from the court's own list and its last remand order. Where neither names a day
 * to come any more, because the case is decided, no day stays written either: the prison would send someone for nothing.
 */
export async function followHearings(tx: Tx, caseId: string): Promise<void> {
  await freeAdjourned(tx, caseId)
  const { rows } = await sql<{ id: string; party_id: string }>`
    select id, party_id from custody.warrant where case_id = ${caseId}::uuid and state = 'in-force' and party_id is not null`.execute(
    tx,
  )
  if (rows.length === 0) return
  const from = await today(tx)
  const hearings = await hearingsOfParties(
    tx,
    rows.map((row) => row.party_id),
    { from, to: '9999-12-31' },
  )
  for (const row of rows) {
    const dates = [
      ...hearings
        .filter(
          (one) => one.caseId === caseId && one.state === 'listed' && one.produce.includes(row.party_id),
        )
        .map((one) => one.onDate),
      ...(await remandedTo(tx, row.party_id)).filter((on) => on >= from),
    ].sort()
    const next = dates[0] ?? null
    await sql`update custody.warrant set next_production = ${next} where id = ${row.id}::uuid
      and next_production is distinct from ${next} and (${next}::date is not null or next_production >= ${from})`.execute(
      tx,
    )
  }
}

/** The day to which the last judicial remand sends an accused back to court; none once the accused was judged. */
async function remandedTo(tx: Tx, partyId: string): Promise<string[]> {
  if ((await getParty(tx, partyId)).outcome !== null) return []
  const last = (await remandOrdersOf(tx, partyId)).filter((order) => order.kind === 'judicial').at(-1)
  return last?.nextDate == null ? [] : [last.nextDate]
}
