import { createHash } from 'node:crypto'
import { toDay, toIso } from './calendar.ts'
import { treat } from './health.ts'
import { idOf, type RowStore } from './load/rows.ts'
import { createRandom, type Random } from './random.ts'

/** One stay as the accommodation of the demo needs it. */
export interface Housed {
  readonly imprisonmentId: string
  readonly personId: string
  readonly jurisdiction: string
  readonly prisonId: number
  readonly sex: 'M' | 'F'
  readonly birthDate: string
  readonly category: 'under-trial' | 'convict' | 'condemned'
  readonly admittedOn: string
  readonly admittedAt: string
  /** Waits to be released: stays inside until then. */
  readonly waits: boolean
}

interface Group {
  readonly key: string
  readonly sex: 'M' | 'F'
  readonly ages: 'adult' | 'juvenile'
  readonly holds: 'under-trial' | 'convict'
  readonly circle: number
  readonly name: { readonly en: string; readonly ur: string }
}

const groups: readonly Group[] = [
  {
    key: 'men',
    sex: 'M',
    ages: 'adult',
    holds: 'under-trial',
    circle: 1,
    name: { en: 'Barrack', ur: 'بیرک' },
  },
  {
    key: 'convicts',
    sex: 'M',
    ages: 'adult',
    holds: 'convict',
    circle: 2,
    name: { en: 'Convict barrack', ur: 'سزا یافتہ بیرک' },
  },
  {
    key: 'boys',
    sex: 'M',
    ages: 'juvenile',
    holds: 'under-trial',
    circle: 3,
    name: { en: 'Juvenile barrack', ur: 'نوعمر بیرک' },
  },
  {
    key: 'boy-convicts',
    sex: 'M',
    ages: 'juvenile',
    holds: 'convict',
    circle: 3,
    name: { en: 'Juvenile convicts', ur: 'نوعمر سزا یافتہ' },
  },
  {
    key: 'women',
    sex: 'F',
    ages: 'adult',
    holds: 'under-trial',
    circle: 4,
    name: { en: 'Women’s barrack', ur: 'زنانہ بیرک' },
  },
  {
    key: 'women-convicts',
    sex: 'F',
    ages: 'adult',
    holds: 'convict',
    circle: 4,
    name: { en: 'Women convicts', ur: 'سزا یافتہ خواتین' },
  },
  {
    key: 'girls',
    sex: 'F',
    ages: 'juvenile',
    holds: 'under-trial',
    circle: 4,
    name: { en: 'Girls’ barrack', ur: 'نوعمر لڑکیاں' },
  },
  {
    key: 'girl-convicts',
    sex: 'F',
    ages: 'juvenile',
    holds: 'convict',
    circle: 4,
    name: { en: 'Girls, convicts', ur: 'نوعمر سزا یافتہ لڑکیاں' },
  },
]

/** People in one barrack of the demo, and how many for each place sanctioned: as crowded as the province's prisons are. */
const barrackOf = 24
const crowding = [1.6, 1.1, 1.9, 1.35, 0.9] as const

/** The accommodation of one prison: built for those in it, to the demo's scale and not to the prison's sanctioned capacity. */
class Building {
  readonly #store: RowStore
  readonly #shared: { jurisdiction: string; prison_id: number }
  readonly #first: string
  readonly #circles = new Map<number, string>()
  readonly #random: Random
  readonly #today: string
  readonly #barrackOf = new Map<string, string>()
  #position = 0
  constructor(
    store: RowStore,
    given: { jurisdiction: string; prisonId: number; first: string; today: string },
  ) {
    this.#store = store
    this.#shared = { jurisdiction: given.jurisdiction, prison_id: given.prisonId }
    this.#first = given.first
    this.#today = given.today
    this.#random = createRandom(`housing/${given.prisonId}`)
  }

  /**
   * Gives everybody a place but those who came on the last day, and answers who is in which barrack, who is outside by which movement,
   * and who lies in the hospital ward.
   */
  house(people: readonly Housed[]): {
    barrackOf: ReadonlyMap<string, string>
    away: ReadonlyMap<string, string>
    patient: Housed | undefined
  } {
    const grown = toIso(toDay(this.#today) + 1)
    const born = `${Number(grown.slice(0, 4)) - 18}${grown.slice(4)}`
    const juvenile = (one: Housed) => one.birthDate > born
    // Whoever came on the last day waits for a place.
    const placed = people.filter((one) => one.admittedOn < this.#today)
    const patient = placed.find((one) => one.category === 'under-trial' && !juvenile(one) && !one.waits)
    const busy = placed.length >= 6
    // Sentenced, and still where he was before: somebody to be moved.
    const convicts = placed.filter((one) => one.category === 'convict' && one.sex === 'M' && !juvenile(one))
    const sentenced = convicts.length > 5 ? convicts.at(-1) : undefined
    for (const group of groups) {
      const members = placed.filter(
        (one) =>
          one.sex === group.sex &&
          (one.category === 'under-trial' || one === sentenced ? 'under-trial' : 'convict') === group.holds &&
          one.category !== 'condemned' &&
          (group.ages === 'juvenile') === juvenile(one) &&
          one !== (busy ? patient : undefined),
      )
      if (members.length > 0) this.#fill(group, members, busy)
    }
    for (const sex of ['M', 'F'] as const) {
      const condemned = placed.filter((one) => one.category === 'condemned' && one.sex === sex)
      if (condemned.length > 0) this.#condemned(condemned, sex)
    }
    if (busy && patient !== undefined) this.#hospital(patient)
    this.#apart(placed)
    const away = this.#away(placed.filter((one) => one !== patient && !one.waits))
    return { barrackOf: this.#barrackOf, away, patient: busy ? patient : undefined }
  }

  #circle(number: number): string {
    const known = this.#circles.get(number)
    if (known !== undefined) return known
    const names: Record<number, readonly [string, string]> = {
      3: ['Juvenile section', 'نوعمر حصہ'],
      4: ['Women’s section', 'زنانہ حصہ'],
      5: ['Hospital and isolation', 'ہسپتال و علیحدگی'],
    }
    const [en, ur] = names[number] ?? [`Circle ${number}`, `سرکل ${number}`]
    const id = this.#location('circle', null, en, ur, null)
    this.#circles.set(number, id)
    return id
  }

  #location(
    kind: string,
    parent: string | null,
    en: string,
    ur: string,
    use: Record<string, string> | null,
  ): string {
    this.#position += 1
    const id = idOf('location', this.#shared.prison_id, this.#position)
    this.#store.add('custody.location', {
      id,
      ...this.#shared,
      kind,
      parent_id: parent,
      name_en: en,
      name_ur: ur,
      position: this.#position,
      sex: use?.sex ?? null,
      ages: use?.ages ?? null,
      holds: use?.holds ?? null,
      ward: use === null ? null : (use.ward ?? 'ordinary'),
      created_by: this.#first,
      created_at: '2024-07-01T10:00:00+05:00',
    })
    return id
  }

  #capacity(id: string, authorised: number, working: number, maximum: number): void {
    this.#store.add('custody.capacity', {
      location_id: id,
      from_on: '2024-07-01',
      ...this.#shared,
      authorised,
      working,
      maximum: Math.max(maximum, authorised, working),
      reason: 'Order of the Inspector-General on sanctioned accommodation',
      set_by: this.#first,
      set_at: '2024-07-01T10:00:00+05:00',
    })
  }

  #beds(parent: string, count: number): string[] {
    return Array.from({ length: count }, (_, at) =>
      this.#location('bed', parent, `Bed ${at + 1}`, `بستر ${at + 1}`, null),
    )
  }

  #allocate(one: Housed, location: string, bed: string | undefined, barrack = location): void {
    this.#barrackOf.set(one.imprisonmentId, barrack)
    this.#store.add('custody.allocation', {
      id: idOf('allocation', one.imprisonmentId),
      ...this.#shared,
      imprisonment_id: one.imprisonmentId,
      location_id: location,
      bed_id: bed ?? null,
      from_at: `${one.admittedOn}T15:30:00+05:00`,
      to_at: null,
      reason: 'admission',
      allocated_by: this.#first,
    })
    this.#move(one, 'INT', `${one.admittedOn}T15:30:00+05:00`, `${one.admittedOn}T15:30:00+05:00`, {
      to_location: location,
      reason: 'admission',
    })
  }

  #move(one: Housed, kind: string, outAt: string, inAt: string | null, more: Record<string, unknown>): void {
    this.#store.add(
      'custody.movement',
      movementRow(one, kind, outAt, inAt, { recorded_by: this.#first, ...more }),
    )
  }

  #fill(group: Group, members: readonly Housed[], busy: boolean): void {
    const barracks = Math.ceil(members.length / barrackOf)
    const share = Math.ceil(members.length / barracks)
    const use = { sex: group.sex, ages: group.ages, holds: group.holds }
    for (let at = 0; at < barracks; at += 1) {
      const here = members.slice(at * share, (at + 1) * share)
      const authorised = Math.max(
        2,
        Math.round(here.length / crowding[(at + this.#shared.prison_id) % crowding.length]!),
      )
      const working = Math.max(1, authorised - this.#random.int(0, Math.ceil(authorised / 6)))
      const id = this.#location(
        'barrack',
        this.#circle(group.circle),
        `${group.name.en} ${at + 1}`,
        `${group.name.ur} ${at + 1}`,
        use,
      )
      this.#capacity(id, authorised, working, Math.ceil(Math.max(here.length, authorised) * 1.2) + 2)
      const beds = this.#beds(id, authorised)
      for (const [nth, one] of here.entries()) this.#allocate(one, id, beds[nth])
    }
    if (group.key !== 'men' || !busy) return
    const closed = this.#location(
      'barrack',
      this.#circle(group.circle),
      `Barrack ${barracks + 1}`,
      `بیرک ${barracks + 1}`,
      use,
    )
    this.#capacity(closed, 20, 0, 24)
    this.#store.add('custody.closure', {
      id: idOf('closure', closed),
      ...this.#shared,
      location_id: closed,
      reason: 'repair',
      note: 'چھت کی مرمت',
      closed_on: toIso(toDay(this.#today) - 40),
      closed_by: this.#first,
    })
  }

  #condemned(people: readonly Housed[], sex: 'M' | 'F'): void {
    const use = { sex, ages: 'adult', holds: 'condemned' }
    const block = this.#location(
      'barrack',
      this.#circle(sex === 'M' ? 2 : 4),
      'Condemned cells',
      'سزائے موت کی چکیاں',
      use,
    )
    this.#capacity(block, 0, 0, 0)
    for (let at = 0; at < people.length + 1; at += 1) {
      const cell = this.#location('cell', block, `Cell ${at + 1}`, `چکی ${at + 1}`, use)
      this.#capacity(cell, 1, 1, 1)
      const [bed] = this.#beds(cell, 1)
      const one = people[at]
      if (one !== undefined) this.#allocate(one, cell, bed, block)
    }
  }

  #hospital(patient: Housed): void {
    const use = { sex: patient.sex, ages: 'adult', holds: 'under-trial' }
    for (const [ward, en, ur, count] of [
      ['hospital', 'Hospital ward', 'ہسپتال وارڈ', 6],
      ['isolation', 'Isolation ward', 'علیحدگی وارڈ', 4],
    ] as const) {
      const id = this.#location('barrack', this.#circle(5), en, ur, { ...use, ward })
      this.#capacity(id, count, count, count)
      const beds = this.#beds(id, count)
      if (ward === 'hospital') this.#allocate(patient, id, beds[0])
    }
  }

  /** Two who must be kept apart; where there is but one barrack for them, they are on the list of those to be moved. */
  #apart(people: readonly Housed[]): void {
    const men = people.filter((one) => one.category === 'under-trial' && one.sex === 'M')
    const [one, other] = [men[0], men.at(-1)]
    if (men.length < 2 || one === undefined || other === undefined || one.personId === other.personId) return
    this.#store.add('custody.non_association', {
      id: idOf('non-association', this.#shared.prison_id),
      ...this.#shared,
      one_person: one.personId,
      other_person: other.personId,
      one_role: 'threatened',
      other_role: 'threatens',
      reason: 'enmity',
      scope: 'barrack',
      note: 'پرانی زمین کی دشمنی',
      recorded_by: this.#first,
      recorded_at: `${toIso(toDay(this.#today) - 182)}T09:00:00+05:00`,
      review_on: this.#today,
    })
  }

  /** Some are in hospital outside overnight; one should have been back. */
  #away(people: readonly Housed[]): Map<string, string> {
    const away = new Map<string, string>()
    for (let at = 5; at < people.length; at += 60) {
      const one = people[at]!
      const outAt = `${this.#today}T11:20:00+05:00`
      this.#move(one, 'HOS', outAt, null, {
        destination: 'سول ہسپتال',
        escort: 'ہیڈ کانسٹیبل غلام نبی مع دو سپاہی',
        due_back:
          at === 5 ? `${this.#today}T18:00:00+05:00` : `${toIso(toDay(this.#today) + 3)}T18:00:00+05:00`,
      })
      away.set(one.imprisonmentId, movementId(one, 'HOS', outAt, null))
    }
    return away
  }
}

function movementId(
  one: Pick<Housed, 'imprisonmentId'>,
  kind: string,
  outAt: string | null,
  inAt: string | null,
): string {
  return idOf('movement', kind, one.imprisonmentId, outAt ?? '', inAt ?? '')
}

function movementRow(
  one: Pick<Housed, 'imprisonmentId' | 'jurisdiction' | 'prisonId'>,
  kind: string,
  outAt: string | null,
  inAt: string | null,
  more: Record<string, unknown>,
): Record<string, unknown> {
  return {
    id: movementId(one, kind, outAt, inAt),
    jurisdiction: one.jurisdiction,
    prison_id: one.prisonId,
    imprisonment_id: one.imprisonmentId,
    kind,
    reason: null,
    out_at: outAt,
    in_at: inAt,
    destination_id: null,
    destination: null,
    escort: null,
    due_back: null,
    production_id: null,
    from_location: null,
    to_location: null,
    recorded_by: null,
    recorded_at: inAt ?? outAt,
    returned_by: null,
    ...more,
  }
}

/** Keeps whoever is in prison until the last chunk, then builds each prison around them. */
export class Housing {
  readonly #store: RowStore
  readonly #first: string
  readonly #today: string
  readonly #in = new Map<number, Housed[]>()
  constructor(store: RowStore, given: { first: string; today: string }) {
    this.#store = store
    this.#first = given.first
    this.#today = given.today
  }

  /** Each stay begins and ends in the register of movements. */
  add(
    stay: Housed,
    at: { admitted: string; left: string | null; ground: string | null; transferredIn: boolean },
  ): void {
    const by = { recorded_by: this.#first }
    this.#store.add(
      'custody.movement',
      movementRow(stay, at.transferredIn ? 'TRN' : 'ADM', null, at.admitted, by),
    )
    if (at.left !== null)
      this.#store.add(
        'custody.movement',
        movementRow(stay, at.ground === 'transfer' ? 'TRN' : 'REL', at.left, null, {
          ...by,
          reason: at.ground,
        }),
      )
    else {
      const here = this.#in.get(stay.prisonId)
      if (here === undefined) this.#in.set(stay.prisonId, [stay])
      else here.push(stay)
    }
  }

  /** Answers who is held in each prison. */
  finish(): ReadonlyMap<number, readonly Housed[]> {
    for (const [prisonId, people] of this.#in) {
      const { jurisdiction } = people[0]!
      const given = { jurisdiction, prisonId, first: this.#first, today: this.#today }
      const { barrackOf, away, patient } = new Building(this.#store, given).house(people)
      treat(this.#store, given, people, { barrackOf, away, patient })
      const there = people.filter((one) => !away.has(one.imprisonmentId))
      this.#lockUp(jurisdiction, prisonId, there, barrackOf)
    }
    return this.#in
  }

  /** The lock-up of the last evening, in which everybody was found. */
  #lockUp(
    jurisdiction: string,
    prisonId: number,
    inside: readonly Housed[],
    barrackOf: ReadonlyMap<string, string>,
  ): void {
    const checkId = idOf('roll-check', prisonId)
    const startedAt = `${this.#today}T17:30:00+05:00`
    const there = inside.filter((one) => Date.parse(one.admittedAt) <= Date.parse(startedAt))
    // Whoever came that day and has no place yet is counted too, in no barrack.
    const ofBarrack = Map.groupBy(there, (one) => barrackOf.get(one.imprisonmentId) ?? null)
    let seconds = 0
    const marks = [...ofBarrack].flatMap(([barrackId, people]) =>
      [...people, null].map((one) => {
        seconds += 1
        return {
          id: idOf('roll-mark', one?.imprisonmentId ?? barrackId ?? checkId),
          barrackId,
          imprisonmentId: one?.imprisonmentId ?? null,
          mark: one === null ? 'counted' : 'present',
          counted: one === null ? people.length : null,
          note: null,
          markedAt: new Date(Date.parse(startedAt) + seconds * 1000).toISOString(),
        }
      }),
    )
    this.#store.add('custody.roll_check', {
      id: checkId,
      jurisdiction,
      prison_id: prisonId,
      kind: 'lock-up',
      started_at: startedAt,
      started_by: this.#first,
      closed_at: new Date(Date.parse(startedAt) + (seconds + 60) * 1000).toISOString(),
      closed_by: this.#first,
      result: 'agrees',
      expected: there.length,
      present: there.length,
      missing: 0,
      extra: 0,
      why: null,
      marks_hash: createHash('sha256').update(JSON.stringify(marks)).digest('hex'),
    })
    for (const mark of marks)
      this.#store.add('custody.roll_mark', {
        check_id: checkId,
        id: mark.id,
        jurisdiction,
        prison_id: prisonId,
        barrack_id: mark.barrackId,
        imprisonment_id: mark.imprisonmentId,
        mark: mark.mark,
        counted: mark.counted,
        note: mark.note,
        marked_at: mark.markedAt,
        received_at: mark.markedAt,
        marked_by: this.#first,
      })
  }
}
