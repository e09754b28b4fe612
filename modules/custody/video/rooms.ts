import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { takeOut } from '../escort/place.ts'
import { today } from '../law-of-prison.ts'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import { productionsOn, record } from '../production/productions.ts'
import type * as contract from './contract.ts'
import { slotsOfDay } from './day.ts'
import { free } from './slots.ts'

interface SlotRow {
  id: string
  room_id: string
  starts: string
  ends: string
  state: 'booked' | 'heard' | 'freed'
  freed_why: 'adjourned' | 'by-hand' | 'not-produced' | null
  imprisonment_id: string
  warrant_id: string
  number: number
  year: number
  name_en: string | null
  name_ur: string | null
  court_en: string | null
  court_ur: string | null
}

/** @throws not-found when the reader does not reach that prison */
export async function readDay(
  tx: Tx,
  { on, prisonId }: { on: string; prisonId?: number | undefined },
): Promise<OutputOf<typeof contract.getVideoDay>> {
  const { prisons, ...prison } = await prisonOf(tx, prisonId)
  const { rows: rooms } = await sql<Omit<contract.VideoRoom, 'day' | 'freed'>>`
    select id, jsonb_build_object('en', name_en, 'ur', name_ur) as name, link, to_char(from_time, 'HH24:MI') as "fromTime",
      to_char(to_time, 'HH24:MI') as "toTime", slot_minutes as "slotMinutes", closed_on as "closedOn"
      from custody.video_room where prison_id = ${prison.id} and from_on <= ${on}::date and (closed_on is null or closed_on >= ${on}::date)
     order by name_en, id`.execute(tx)
  const { rows: slots } = await sql<SlotRow>`
    select v.id, v.room_id, to_char(lower(v.during) at time zone 'Asia/Karachi', 'HH24:MI') as starts,
      to_char(upper(v.during) at time zone 'Asia/Karachi', 'HH24:MI') as ends, v.state, v.freed_why, v.imprisonment_id, v.warrant_id,
      i.number, i.year, p.name_en, p.name_ur, c.name_en as court_en, c.name_ur as court_ur
      from custody.video_slot v
      join custody.imprisonment i on i.id = v.imprisonment_id
      join people.record p on p.id = i.record_id
      join custody.warrant w on w.id = v.warrant_id
      left join units.current_unit c on c.id = w.court_id
     where v.prison_id = ${prison.id} and v.on_date = ${on}::date order by v.during`.execute(tx)
  return {
    prison,
    prisons,
    on,
    rooms: rooms.map((room) => {
      const own = slots.filter((slot) => slot.room_id === room.id)
      const taken = own.flatMap((slot) => (slot.state === 'freed' ? [] : [shown(slot, slot.state)]))
      const grid = slotsOfDay(room)
      return {
        ...room,
        // A slot given before the room's hours were otherwise stands too.
        day: [
          ...grid.map((each) => ({ ...each, slot: taken.find(({ from }) => from === each.from) ?? null })),
          ...taken
            .filter(({ from }) => grid.every((each) => each.from !== from))
            .map((slot) => ({ from: slot.from, to: slot.to, slot })),
        ].sort((a, b) => a.from.localeCompare(b.from)),
        freed: own.flatMap((slot) =>
          slot.freed_why === null
            ? []
            : [
                {
                  from: slot.starts,
                  number: `${slot.number}/${slot.year}`,
                  name: bothOf(slot.name_en, slot.name_ur),
                  why: slot.freed_why,
                },
              ],
        ),
      }
    }),
  }
}

function shown(slot: SlotRow, state: 'booked' | 'heard'): contract.VideoSlot {
  return {
    id: slot.id,
    from: slot.starts,
    to: slot.ends,
    state,
    imprisonmentId: slot.imprisonment_id,
    warrantId: slot.warrant_id,
    number: `${slot.number}/${slot.year}`,
    name: bothOf(slot.name_en, slot.name_ur),
    court: slot.court_en === null && slot.court_ur === null ? null : bothOf(slot.court_en, slot.court_ur),
  }
}

/** @throws not-found, custody-video.past, not-listed, no-such-slot, taken, twice, custody.recorded-already */
export async function book(
  tx: Tx,
  given: ParsedInputOf<typeof contract.bookVideo>,
): Promise<{ slotId: string }> {
  if (given.on < (await today(tx))) throw refuse('custody-video.past')
  const { rows: rooms } = await sql<{
    prison_id: number
    fromTime: string
    toTime: string
    slotMinutes: number
  }>`
    select prison_id, to_char(from_time, 'HH24:MI') as "fromTime", to_char(to_time, 'HH24:MI') as "toTime", slot_minutes as "slotMinutes"
      from custody.video_room where id = ${given.roomId}::uuid and from_on <= ${given.on}::date
       and (closed_on is null or closed_on >= ${given.on}::date)`.execute(tx)
  const room = rooms[0]
  if (room === undefined) throw refuse('not-found')
  const slot = slotsOfDay(room).find(({ from }) => from === given.from)
  if (slot === undefined) throw refuse('custody-video.no-such-slot')
  const listed = (await productionsOn(tx, given.on)).courts
    .flatMap(({ rows }) => rows)
    .find(({ warrantId }) => warrantId === given.warrantId)
  if (listed === undefined) throw refuse('custody-video.not-listed')
  if (listed.production !== null) throw refuse('custody.recorded-already')
  const at = (clock: string) => `${given.on}T${clock}:00+05:00`
  const during = sql`tstzrange(${at(slot.from)}::timestamptz, ${at(slot.to)}::timestamptz)`
  const { rows } = await sql<{ id: string }>`
    insert into custody.video_slot (jurisdiction, prison_id, room_id, imprisonment_id, warrant_id, hearing_id, on_date, during)
    values (${standing(tx).jurisdiction}, ${room.prison_id}, ${given.roomId}::uuid, ${listed.imprisonmentId}::uuid, ${given.warrantId}::uuid,
      ${listed.hearingId}::uuid, ${given.on}, ${during}) on conflict do nothing returning id`.execute(tx)
  if (rows[0] !== undefined) {
    await giveUpSeat(tx, listed.imprisonmentId, given.on)
    return { slotId: rows[0].id }
  }
  const { rows: others } = await sql`
    select 1 from custody.video_slot where room_id = ${given.roomId}::uuid and during && ${during} and state <> 'freed'`.execute(
    tx,
  )
  throw refuse(others.length > 0 ? 'custody-video.taken' : 'custody-video.twice')
}

/** Whoever has no court left to be taken to on a day needs no seat. */
async function giveUpSeat(tx: Tx, imprisonmentId: string, on: string): Promise<void> {
  const { courts } = await productionsOn(tx, on)
  const open = courts
    .flatMap(({ rows }) => rows)
    .some((row) => row.imprisonmentId === imprisonmentId && row.production === null && row.video === null)
  if (!open) await takeOut(tx, on, [imprisonmentId])
}

/** @throws not-found, custody-video.ended-already, custody-video.not-yet before the slot begins, and as recording a production does */
export async function end(
  tx: Tx,
  given: ParsedInputOf<typeof contract.endVideo>,
): Promise<{ state: 'heard' | 'freed' }> {
  const { rows } = await sql<{
    warrant_id: string
    hearing_id: string | null
    on_date: string
    state: string
    begun: boolean
  }>`
    select warrant_id, hearing_id, on_date, state, lower(during) <= clock_timestamp() as begun from custody.video_slot
     where id = ${given.slotId}::uuid for update`.execute(tx)
  const slot = rows[0]
  if (slot === undefined) throw refuse('not-found')
  if (slot.state !== 'booked') throw refuse('custody-video.ended-already')
  if (given.outcome === 'freed') {
    await free(tx, [given.slotId], 'by-hand')
    return { state: 'freed' }
  }
  if (!slot.begun) throw refuse('custody-video.not-yet')
  await record(tx, {
    warrantId: slot.warrant_id,
    on: slot.on_date,
    hearingId: slot.hearing_id ?? undefined,
    outcome: 'by-video',
  })
  await sql`update custody.video_slot set state = 'heard', ended_at = clock_timestamp(), ended_by = ${standing(tx).accountId}::uuid
    where id = ${given.slotId}::uuid`.execute(tx)
  return { state: 'heard' }
}

export async function addRoom(
  tx: Tx,
  given: ParsedInputOf<typeof contract.addVideoRoom>,
): Promise<{ roomId: string }> {
  const { jurisdiction, unitId } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.video_room (jurisdiction, prison_id, name_en, name_ur, link, from_time, to_time, slot_minutes, from_on)
    values (${jurisdiction}, ${unitId}, ${given.name.en}, ${given.name.ur}, ${given.link ?? null}, ${given.fromTime}::time, ${given.toTime}::time,
      ${given.slotMinutes}, workflow.today()) returning id`.execute(tx)
  return { roomId: rows[0]!.id }
}

/** @throws not-found, custody-video.still-booked */
export async function closeRoom(tx: Tx, { roomId }: { roomId: string }): Promise<{ closedOn: string }> {
  const { rows: booked } = await sql`
    select 1 from custody.video_slot where room_id = ${roomId}::uuid and state = 'booked' and on_date > workflow.today() limit 1`.execute(
    tx,
  )
  if (booked.length > 0) throw refuse('custody-video.still-booked')
  const { rows } = await sql<{ closed_on: string }>`
    update custody.video_room set closed_on = workflow.today(), closed_by = ${standing(tx).accountId}::uuid
     where id = ${roomId}::uuid and closed_on is null returning closed_on`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return { closedOn: rows[0].closed_on }
}
