import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { keptApartFrom, placesKeptApart, tooNear } from './apart.ts'
import type { allocatePlace, Breach, listPlaces } from './contract.ts'
import { barrackOf, labelOf, type Place, placesOf, roomOf } from './rooms.ts'
import { breachesOf, onlyWarns, rules } from './separation.ts'
import { type Held, heldWhere, someoneOf } from './sleepers.ts'

/** How many places that fit a refusal names; the page that lists all is a press away. */
const namedInRefusal = 4

/** One prisoner before all the places of the prison: what would fit, and what forbids each other. */
interface Choice {
  readonly prisoner: Held
  readonly places: ReadonlyMap<string, Place>
  readonly breaches: (place: Place) => Breach[]
}

/** @throws not-found, custody.not-in */
async function choiceFor(tx: Tx, imprisonmentId: string): Promise<Choice> {
  const [prisoner] = await heldWhere(tx, sql`i.id = ${imprisonmentId}::uuid`)
  if (prisoner === undefined) throw refuse('not-found')
  if (prisoner.state !== 'in') throw refuse('custody.not-in')
  const places = await placesOf(tx, prisoner.prisonId)
  const apart = await placesKeptApart(tx, imprisonmentId)
  const names =
    apart.length > 0 && may(tx, 'custody:read-non-associations') ? await keptApartFrom(tx, prisoner) : null
  return {
    prisoner,
    places,
    breaches(place) {
      const at = { id: place.id, barrackId: barrackOf(places, place.id) }
      const room = roomOf(place, {
        inIt: prisoner.locationId === place.id,
        keptApart: apart.some((one) => tooNear(at, one)),
      })
      return breachesOf(prisoner, room).map((rule) => ({
        rule,
        who: rule === 'non-association' ? (names?.in(imprisonmentId, place.id, places) ?? null) : null,
        warns: onlyWarns(rule, place),
      }))
    },
  }
}

/** @throws not-found, custody.not-in */
export async function placesFor(tx: Tx, id: string): Promise<OutputOf<typeof listPlaces>> {
  const { prisoner, places, breaches } = await choiceFor(tx, id)
  const { rows: beds } = await sql<{ id: string; parent_id: string; name_en: string; name_ur: string }>`
    select b.id, b.parent_id, b.name_en, b.name_ur from custody.location b
     where b.prison_id = ${prisoner.prisonId} and b.kind = 'bed'
       and not exists (select 1 from custody.allocation a where a.bed_id = b.id and a.to_at is null)
       and not exists (select 1 from custody.closure c where c.location_id = b.id and c.reopened_at is null)
     order by b.position, b.name_en`.execute(tx)
  const bedsIn = Map.groupBy(beds, (bed) => bed.parent_id)
  const { sex, juvenile, holds, ward, locationId } = prisoner
  return {
    prisoner: {
      ...someoneOf(prisoner),
      sex,
      juvenile,
      holds,
      ward,
      place: locationId === null ? null : labelOf(places, locationId),
      version: prisoner.allocationId ?? '',
    },
    places: [...places.values()]
      .filter((place) => place.kind !== 'circle' && place.cells === 0)
      .map((place) => ({
        id: place.id,
        name: labelOf(places, place.id),
        use: place.use,
        held: place.held,
        maximum: place.maximum,
        working: place.working,
        freeBeds: (bedsIn.get(place.id) ?? []).map((bed) => ({
          id: bed.id,
          name: { en: bed.name_en, ur: bed.name_ur },
        })),
        current: place.id === locationId,
        breaches: breaches(place),
      }))
      .sort((a, b) => a.breaches.length - b.breaches.length || spaceIn(b) - spaceIn(a)),
  }
}

const spaceIn = (place: { working: number; held: number }) => place.working - place.held

/**
 * Gives a prisoner a place. Officers at one barrack take turns, so that each sees what the one before did; a bed has one sleeper
 * by the database's own word.
 * @throws custody-accommodation.separation with the rules and where there is room, bed-taken with who has it, moved-meanwhile,
 * same-place, custody.not-in
 */
export async function allocate(
  tx: Tx,
  given: ParsedInputOf<typeof allocatePlace>,
): Promise<OutputOf<typeof allocatePlace>> {
  await sql`select custody.lock_barrack(${given.locationId}::uuid)`.execute(tx)
  const { prisoner, places, breaches } = await choiceFor(tx, given.id)
  const place = places.get(given.locationId)
  if (place === undefined || place.kind === 'circle') throw refuse('not-found')
  if ((prisoner.allocationId ?? '') !== given.version)
    throw movedMeanwhile(prisoner.locationId === null ? null : labelOf(places, prisoner.locationId))
  if (prisoner.locationId === place.id && prisoner.bedId === (given.bedId ?? null))
    throw refuse('custody-accommodation.same-place')
  const [broken, despite] = parted(breaches(place))
  if (broken.length > 0) throw separationRefused(given.locationId, broken, places, breaches)
  if (given.bedId !== undefined) await refuseIfTaken(tx, given.bedId, place.id)

  const { jurisdiction } = standing(tx)
  // Only the place that was read ends here: another officer's, given since that look, would be taken away unseen.
  if (prisoner.allocationId !== null)
    await sql`update custody.allocation set to_at = clock_timestamp() where id = ${prisoner.allocationId}::uuid and to_at is null`.execute(
      tx,
    )
  const { rows } = await sql<{ id: string }>`
    insert into custody.allocation (jurisdiction, prison_id, imprisonment_id, location_id, bed_id, reason, despite)
    values (${jurisdiction}, ${prisoner.prisonId}, ${given.id}::uuid, ${place.id}::uuid, ${given.bedId ?? null}::uuid, ${given.reason},
      ${despite.map(({ rule }) => rule)}::text[])
    on conflict do nothing returning id`.execute(tx)
  // Somebody moved the same prisoner to another barrack between the look above and this line, and that place stands.
  if (rows[0] === undefined) throw movedMeanwhile(null)
  if (prisoner.locationId !== place.id)
    await sql`insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, reason, out_at, in_at, from_location, to_location)
      select ${jurisdiction}, prison_id, imprisonment_id, 'INT', reason, from_at, from_at, ${prisoner.locationId}::uuid, location_id
        from custody.allocation where id = ${rows[0].id}::uuid`.execute(tx)
  return { place: labelOf(places, place.id) }
}

/** What refuses, and what only warns. */
function parted(breaches: readonly Breach[]): [refuses: Breach[], warns: Breach[]] {
  return [breaches.filter(({ warns }) => !warns), breaches.filter(({ warns }) => warns)]
}

/** Whoever comes second is told where the prisoner is now, and looks again. */
function movedMeanwhile(to: Both | null) {
  const place = to ?? { en: 'another place', ur: 'کسی اور جگہ' }
  return refuse('custody-accommodation.moved-meanwhile', { place: place.en, placeUr: place.ur })
}

function separationRefused(
  locationId: string,
  broken: readonly Breach[],
  places: ReadonlyMap<string, Place>,
  breaches: (place: Place) => Breach[],
) {
  const fitting = [...places.values()]
    .filter(
      (place) => place.kind !== 'circle' && place.cells === 0 && parted(breaches(place))[0].length === 0,
    )
    .sort((a, b) => spaceIn(b) - spaceIn(a))
  const where = fitting.slice(0, namedInRefusal).map((place) => labelOf(places, place.id))
  const said = broken.map(({ rule, who }) => {
    const { text, law }: { text: Both; law: Both | null } = rules[rule]
    const names = (who ?? []).map((one) => `${one.number} ${one.name.en}`)
    const namesUr = (who ?? []).map((one) => `${one.number} ${one.name.ur}`)
    return {
      en: [text.en, law === null ? '' : `(${law.en})`, names.join(', ')].filter(Boolean).join(' '),
      ur: [text.ur, law === null ? '' : `(${law.ur})`, namesUr.join('، ')].filter(Boolean).join(' '),
    }
  })
  const none = { en: 'none at the moment', ur: 'فی الحال کوئی نہیں' }
  return refuse('custody-accommodation.separation', {
    place: labelOf(places, locationId).en,
    placeUr: labelOf(places, locationId).ur,
    rules: broken.map(({ rule }) => rule),
    why: said.map((one) => one.en).join(' '),
    whyUr: said.map((one) => one.ur).join(' '),
    fits: where.length === 0 ? none.en : where.map((one) => one.en).join(', '),
    fitsUr: where.length === 0 ? none.ur : where.map((one) => one.ur).join('، '),
    count: fitting.length,
  })
}

interface Both {
  readonly en: string
  readonly ur: string
}

/** Says who has the bed and since when: the officer who was second must know. */
async function refuseIfTaken(tx: Tx, bedId: string, locationId: string): Promise<void> {
  const { rows } = await sql<{
    closed: boolean
    number: number | null
    year: number | null
    from_at: string | null
  }>`
    select exists (select 1 from custody.closure c where c.location_id = b.id and c.reopened_at is null) as closed, i.number, i.year, a.from_at
      from custody.location b left join custody.allocation a on a.bed_id = b.id and a.to_at is null
      left join custody.imprisonment i on i.id = a.imprisonment_id
     where b.id = ${bedId}::uuid and b.kind = 'bed' and b.parent_id = ${locationId}::uuid`.execute(tx)
  const bed = rows[0]
  if (bed === undefined || bed.closed) throw refuse('not-found')
  if (bed.from_at !== null)
    throw refuse('custody-accommodation.bed-taken', {
      number: `${bed.number}/${bed.year}`,
      since: bed.from_at,
    })
}
