/**
 * Who may travel in one vehicle, and a distribution of a day's prisoners over its vehicles. Pure: the server places by it, the tests
 * hold it to its word. Each rule is stated once, of a whole load, so that a load that keeps them all keeps them when somebody gets out.
 */

export const risks = ['low', 'medium', 'high'] as const
export type Risk = (typeof risks)[number]

/** Someone to be produced, with what decides where they may sit. */
export interface Traveller {
  readonly id: string
  /** X also where it is not known: nobody of whom it is not known sits with others. */
  readonly sex: 'M' | 'F' | 'X'
  readonly juvenile: boolean
  readonly risk: Risk
  readonly fit: boolean
  /** Still on the day's production list: a hearing may be put off after the seat was given. */
  readonly listed: boolean
  /** Where the courts are that they are to be brought before; a vehicle goes to one such place. */
  readonly destination: string
  /** The court itself: those of one court ride together as far as there is room. */
  readonly court: string
}

/** A vehicle with its party, as it stands on the day. */
export interface Van {
  readonly id: string
  readonly inService: boolean
  readonly seats: number
  readonly secureSeats: number
  readonly womenSeats: number
  readonly strength: number
  readonly hasWoman: boolean
  /** It has left, and nobody gets in. */
  readonly left: boolean
}

/** Officers by the province's rule. */
export interface Strength {
  readonly least: number
  readonly prisonersPerOfficer: number
  readonly forHighAlone: number
  readonly forHigh: number
}

/** Whether two must be kept apart. */
export type Apart = (one: string, other: string) => boolean

/** How many officers this load asks for. */
export function officersFor(load: readonly Pick<Traveller, 'risk'>[], rule: Strength): number {
  if (load.length === 0) return 0
  const high = load.filter(({ risk }) => risk === 'high').length
  if (high === 1 && load.length === 1) return Math.max(rule.least, rule.forHighAlone)
  return Math.max(
    rule.least,
    Math.ceil((load.length - high) / rule.prisonersPerOfficer) + high * rule.forHigh,
  )
}

const some = (load: readonly Traveller[], sex: Traveller['sex']) => load.filter((one) => one.sex === sex)

/** Each rule with when a load breaks it. The order is that in which reasons are told. */
const rules = {
  'not-listed': (load) => load.some(({ listed }) => !listed),
  unfit: (load) => load.some(({ fit }) => !fit),
  left: (_, van) => van.left,
  'out-of-service': (_, van) => !van.inService,
  destination: (load) => load.some(({ destination }) => destination !== load[0]?.destination),
  'kept-apart': (load, _van, _rule, apart) =>
    load.some((one, at) => load.some((other, later) => later > at && apart(one.id, other.id))),
  juvenile: (load) => load.some(({ juvenile }) => juvenile !== load[0]?.juvenile),
  sex: (load, van) => {
    const women = some(load, 'F').length
    const [men, unknown] = [some(load, 'M').length, some(load, 'X').length]
    if (unknown > 0 && load.length > unknown) return true
    return women > 0 && men > 0 && (women > van.womenSeats || men > van.seats - van.womenSeats)
  },
  'no-woman-officer': (load, van) => some(load, 'F').length > 0 && !van.hasWoman,
  'no-secure-seat': (load, van) => {
    const high = load.filter(({ risk }) => risk === 'high').length
    return high > 0 && load.length > 1 && high > van.secureSeats
  },
  full: (load, van) => load.length > van.seats,
  strength: (load, van, rule) => officersFor(load, rule) > van.strength,
} as const satisfies Record<
  string,
  (load: readonly Traveller[], van: Van, rule: Strength, apart: Apart) => boolean
>

export type Obstacle = keyof typeof rules
export const obstacles = Object.keys(rules) as readonly Obstacle[]

/** Every rule that these people in this vehicle would break. */
export function breachesOf(load: readonly Traveller[], van: Van, rule: Strength, apart: Apart): Obstacle[] {
  return load.length === 0 ? [] : obstacles.filter((code) => rules[code](load, van, rule, apart))
}

function lawful(load: readonly Traveller[], van: Van, rule: Strength, apart: Apart): boolean {
  return !obstacles.some((code) => rules[code](load, van, rule, apart))
}

/** Why somebody cannot get in beside those who are aboard: what the load would break with them. */
export function obstaclesTo(
  one: Traveller,
  aboard: readonly Traveller[],
  van: Van,
  rule: Strength,
  apart: Apart,
): Obstacle[] {
  return breachesOf([...aboard, one], van, rule, apart)
}

export interface Plan {
  /** Who rides in each vehicle, those who had a seat first. */
  readonly aboard: ReadonlyMap<string, readonly Traveller[]>
  /** Who has no seat, and what each vehicle as it is now planned stands against. */
  readonly leftOver: readonly { readonly one: Traveller; readonly why: ReadonlyMap<string, Obstacle[]> }[]
}

/** A day is looked through whole up to so many people, and so many steps: beyond either, what was filled in turn stands. */
const smallDay = 20
const stepsAtMost = 30_000

/**
 * Distributes those without a seat over the day's vehicles; whoever has one keeps it. Court by court, those hardest to place first;
 * whoever then finds no room is tried again with somebody else moved to another vehicle, and a day that can be looked through
 * whole is, so that nobody of a small day stays behind who could ride. No rule is ever broken, and nobody stays behind for
 * whom a vehicle of the plan has room by these same rules.
 */
export function planDay(
  travellers: readonly Traveller[],
  vans: readonly Van[],
  given: { readonly rule: Strength; readonly apart: Apart; readonly seated?: ReadonlyMap<string, string> },
): Plan {
  const { rule, apart, seated = new Map<string, string>() } = given
  const vanOf = new Map(vans.map((van) => [van.id, van]))
  const fixed = travellers.filter((one) => vanOf.has(seated.get(one.id) ?? ''))
  const free = travellers.filter((one) => !fixed.includes(one)).sort(byDifficulty(apart, travellers))
  const start = new Map(vans.map((van) => [van.id, fixed.filter((one) => seated.get(one.id) === van.id)]))
  const fits = (one: Traveller, load: readonly Traveller[], van: Van) =>
    load.length < van.seats && lawful([...load, one], van, rule, apart)

  const filled = fillInTurn(free, vans, start, fits)
  const mended = makeRoom(filled, free, vans, fits)
  const possible = free.filter((one) => vans.some((van) => fits(one, start.get(van.id) ?? [], van)))
  const best = lookThrough(possible, vans, start, fits, countOf(mended) - fixed.length) ?? mended
  const placed = new Set([...best.values()].flatMap((load) => load.map(({ id }) => id)))
  return {
    aboard: best,
    leftOver: free
      .filter(({ id }) => !placed.has(id))
      .map((one) => ({
        one,
        why: new Map(vans.map((van) => [van.id, obstaclesTo(one, best.get(van.id) ?? [], van, rule, apart)])),
      })),
  }
}

type Loads = ReadonlyMap<string, readonly Traveller[]>
type Fits = (one: Traveller, load: readonly Traveller[], van: Van) => boolean

const countOf = (loads: Loads) => [...loads.values()].reduce((sum, load) => sum + load.length, 0)
const put = (loads: Loads, van: string, load: readonly Traveller[]): Loads => new Map(loads).set(van, load)

/** Those whom fewest vehicles suit come first: high risk, those with enemies on the way, women, juveniles; then court by court. */
function byDifficulty(apart: Apart, all: readonly Traveller[]) {
  const enemies = new Map(
    all.map((one) => [one.id, all.filter((other) => other.id !== one.id && apart(one.id, other.id)).length]),
  )
  const weight = (one: Traveller) =>
    (one.risk === 'high' ? 8 : 0) +
    (one.sex === 'M' ? 0 : 4) +
    (one.juvenile ? 2 : 0) +
    Math.min(1, enemies.get(one.id) ?? 0)
  return (a: Traveller, b: Traveller) =>
    weight(b) - weight(a) ||
    a.destination.localeCompare(b.destination) ||
    a.court.localeCompare(b.court) ||
    a.id.localeCompare(b.id)
}

/** Each into the vehicle that suits best: where their court rides already, else the fullest that takes them, else the smallest empty one. */
function fillInTurn(free: readonly Traveller[], vans: readonly Van[], start: Loads, fits: Fits): Loads {
  let loads = start
  for (const one of free) {
    const [best] = vans
      .filter((van) => fits(one, loads.get(van.id) ?? [], van))
      .map((van) => {
        const load = loads.get(van.id) ?? []
        const sameCourt = load.filter(({ court }) => court === one.court).length
        return { van, rank: [sameCourt, load.length, -van.seats] as const }
      })
      .sort((a, b) => b.rank[0] - a.rank[0] || b.rank[1] - a.rank[1] || b.rank[2] - a.rank[2])
    if (best !== undefined) loads = put(loads, best.van.id, [...(loads.get(best.van.id) ?? []), one])
  }
  return loads
}

/** Whoever found no room is tried again with one other, who has no seat by an officer's hand, moved to another vehicle. */
function makeRoom(filled: Loads, free: readonly Traveller[], vans: readonly Van[], fits: Fits): Loads {
  let loads = filled
  for (const one of free) {
    if ([...loads.values()].some((load) => load.includes(one))) continue
    loads = seatByMoving(one, loads, free, vans, fits) ?? loads
  }
  return loads
}

function seatByMoving(
  one: Traveller,
  loads: Loads,
  free: readonly Traveller[],
  vans: readonly Van[],
  fits: Fits,
): Loads | undefined {
  for (const van of vans) {
    const load = loads.get(van.id) ?? []
    if (fits(one, load, van)) return put(loads, van.id, [...load, one])
    for (const other of load.filter((each) => free.includes(each))) {
      const without = load.filter((each) => each !== other)
      if (!fits(one, without, van)) continue
      const elsewhere = vans.find((each) => each !== van && fits(other, loads.get(each.id) ?? [], each))
      if (elsewhere !== undefined)
        return put(put(loads, van.id, [...without, one]), elsewhere.id, [
          ...(loads.get(elsewhere.id) ?? []),
          other,
        ])
    }
  }
  return undefined
}

/** A distribution that seats more than `known` of those it is possible to seat; undefined when there is none, or none was found in time. */
function lookThrough(
  possible: readonly Traveller[],
  vans: readonly Van[],
  start: Loads,
  fits: Fits,
  known: number,
): Loads | undefined {
  let best: Loads | undefined
  let most = known
  let steps = 0
  const loads = new Map([...start].map(([id, load]) => [id, [...load]]))
  const place = (at: number, seatedSoFar: number): void => {
    if (seatedSoFar > most) {
      most = seatedSoFar
      best = new Map([...loads].map(([id, load]) => [id, [...load]]))
    }
    const one = possible[at]
    if (one === undefined || most === possible.length || seatedSoFar + possible.length - at <= most) return
    steps += 1
    if (steps > stepsAtMost) return
    for (const van of vans) {
      const load = loads.get(van.id)
      if (load === undefined || !fits(one, load, van)) continue
      load.push(one)
      place(at + 1, seatedSoFar + 1)
      load.pop()
    }
    place(at + 1, seatedSoFar)
  }
  if (known < possible.length && possible.length <= smallDay) place(0, 0)
  return best
}
