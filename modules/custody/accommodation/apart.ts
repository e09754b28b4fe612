import { sql } from 'kysely'
import { may } from '#kernel/access'
import type { Tx } from '#platform/db'
import type { Breach, Someone } from './contract.ts'
import { barrackOf, type Place, roomOf } from './rooms.ts'
import { mustMoveFor, onlyWarns } from './separation.ts'
import { type Held, heldWhere, someoneOf } from './sleepers.ts'

/** Where somebody is from whom this prisoner must be kept apart; who, is not said here. */
export interface Apart {
  readonly locationId: string
  readonly barrackId: string
  readonly scope: 'cell' | 'barrack' | 'prison'
}

export async function placesKeptApart(tx: Tx, imprisonmentId: string): Promise<Apart[]> {
  const { rows } = await sql<{ location_id: string; barrack_id: string; scope: Apart['scope'] }>`
    select location_id, barrack_id, scope from custody.kept_apart_from(${imprisonmentId}::uuid)`.execute(tx)
  return rows.map((row) => ({ locationId: row.location_id, barrackId: row.barrack_id, scope: row.scope }))
}

/** Whether sleeping in `place` would break a non-association with somebody at `apart`. */
export function tooNear(place: { id: string; barrackId: string }, apart: Apart): boolean {
  if (apart.scope === 'prison') return true
  return apart.scope === 'cell' ? place.id === apart.locationId : place.barrackId === apart.barrackId
}

export interface Pair {
  readonly one: string
  readonly other: string
  readonly scope: Apart['scope']
}

/** Pairs of a prison that must be kept apart, by imprisonment; none for those who may not know of any. */
export async function pairsOf(tx: Tx, prisonId: number): Promise<Pair[]> {
  if (!may(tx, 'custody:read-non-associations')) return []
  const { rows } = await sql<Pair>`
    select a.id as one, b.id as other, n.scope from custody.non_association n
      join custody.imprisonment a on a.person_id = any (people.same_person(n.one_person)) and a.state = 'in' and a.prison_id = ${prisonId}
      join custody.imprisonment b on b.person_id = any (people.same_person(n.other_person)) and b.state = 'in' and b.prison_id = ${prisonId}
     where n.ended_at is null`.execute(tx)
  return rows
}

/** From whom each prisoner of a prison must be kept apart, as far as the reader may know. */
export class KeptApart {
  readonly #of = new Map<string, { with: Held; scope: Apart['scope'] }[]>()
  constructor(pairs: readonly Pair[], held: readonly Held[]) {
    const byId = new Map(held.map((one) => [one.imprisonmentId, one]))
    const note = (from: string, to: string, scope: Apart['scope']) => {
      const other = byId.get(to)
      if (other === undefined) return
      this.#of.set(from, [...(this.#of.get(from) ?? []), { with: other, scope }])
    }
    for (const pair of pairs) {
      note(pair.one, pair.other, pair.scope)
      note(pair.other, pair.one, pair.scope)
    }
  }

  /** Those too near when this prisoner sleeps in that place. */
  in(imprisonmentId: string, placeId: string, places: ReadonlyMap<string, Place>): Someone[] {
    const at = { id: placeId, barrackId: barrackOf(places, placeId) }
    return (this.#of.get(imprisonmentId) ?? [])
      .filter(
        ({ with: other, scope }) =>
          other.locationId !== null &&
          tooNear(at, {
            locationId: other.locationId,
            barrackId: barrackOf(places, other.locationId),
            scope,
          }),
      )
      .map(({ with: other }) => someoneOf(other))
  }

  /** Why this prisoner must not stay in the place they have. */
  breaches(one: Held, places: ReadonlyMap<string, Place>): Breach[] {
    const place = one.locationId === null ? undefined : places.get(one.locationId)
    if (place === undefined || one.state !== 'in') return []
    const near = this.in(one.imprisonmentId, place.id, places)
    return mustMoveFor(one, roomOf(place, { inIt: true, keptApart: near.length > 0 })).map((rule) => ({
      rule,
      who: rule === 'non-association' ? near : null,
      warns: onlyWarns(rule, place),
    }))
  }
}

/** From whom one prisoner must be kept apart, as far as the reader may know. */
export async function keptApartFrom(tx: Tx, prisoner: Held): Promise<KeptApart> {
  const pairs = (await pairsOf(tx, prisoner.prisonId)).filter(({ one, other }) =>
    [one, other].includes(prisoner.imprisonmentId),
  )
  const others = pairs.map(({ one, other }) => (one === prisoner.imprisonmentId ? other : one))
  const held = others.length === 0 ? [] : await heldWhere(tx, sql`i.id = any (${others}::uuid[])`)
  return new KeptApart(pairs, [prisoner, ...held])
}
