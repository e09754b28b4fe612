import { toDay, toIso } from './calendar.ts'
import type { Housed } from './housing.ts'
import { idOf, type RowStore } from './load/rows.ts'
import { createRandom, type Random } from './random.ts'

/** The prison as the medical officer finds it: who sleeps where, who is at a hospital by which movement, who lies in the ward. */
interface Found {
  readonly barrackOf: ReadonlyMap<string, string>
  readonly away: ReadonlyMap<string, string>
  readonly patient: Housed | undefined
}

interface Given {
  readonly jurisdiction: string
  readonly prisonId: number
  readonly first: string
  readonly today: string
}

type Status = 'suspected' | 'confirmed' | 'on-treatment'
type Step = readonly [status: Status, daysAgo: number]

/** Hours within which a screening is due, as the migration enters them. */
const screeningHours: Readonly<Record<string, number>> = { 'PK-SD': 24, 'PK-PB': 48 }
/** Days back in which screenings are on record; who came before has an older paper file. */
const recorded = 60
const doseDays = 6

const longTerm = [
  {
    pathway: 'hepatitis-c',
    words: null,
    one: 28,
    medicine: 'Sofosbuvir',
    dose: '400 mg',
    slots: ['morning'],
  },
  {
    pathway: 'drug-dependence',
    words: null,
    one: 15,
    medicine: 'Buprenorphine',
    dose: '4 mg',
    slots: ['morning'],
  },
  { pathway: 'mental-health', words: null, one: 33, medicine: 'Sertraline', dose: '50 mg', slots: ['night'] },
  {
    pathway: 'chronic',
    words: 'ذیابیطس',
    one: 22,
    medicine: 'Metformin',
    dose: '500 mg',
    slots: ['morning', 'evening'],
  },
  {
    pathway: 'chronic',
    words: 'بلند فشارِ خون',
    one: 26,
    medicine: 'Amlodipine',
    dose: '5 mg',
    slots: ['morning'],
  },
  {
    pathway: 'hiv',
    words: null,
    one: 90,
    medicine: 'Tenofovir, lamivudine, dolutegravir',
    dose: '1 tablet',
    slots: ['night'],
  },
  { pathway: 'hepatitis-b', words: null, one: 75, medicine: 'Tenofovir', dose: '300 mg', slots: ['morning'] },
] as const

/** The medical layer of one prison: files for all, the work of the last weeks, and what is open today. */
export function treat(store: RowStore, given: Given, people: readonly Housed[], found: Found): void {
  new Clinic(store, given).run(people, found)
}

class Clinic {
  readonly #store: RowStore
  readonly #given: Given
  readonly #random: Random
  constructor(store: RowStore, given: Given) {
    this.#store = store
    this.#given = given
    this.#random = createRandom(`health/${given.prisonId}`)
  }

  run(people: readonly Housed[], { barrackOf, away, patient }: Found): void {
    const { today } = this.#given
    // The last day's arrivals, and a few before them who were overlooked: the medical officer begins with these.
    const latest = [...people].sort((one, other) => other.admittedOn.localeCompare(one.admittedOn))
    const unscreened = new Set(
      latest
        .filter(
          (one, nth) => nth < Math.min(5, people.length / 4) || toDay(today) - toDay(one.admittedOn) <= 1,
        )
        .map((one) => one.imprisonmentId),
    )
    for (const one of people) this.#file(one, !unscreened.has(one.imprisonmentId))
    const seen = people.filter((one) => !unscreened.has(one.imprisonmentId))
    if (patient !== undefined)
      this.#ward(
        patient,
        'hospital',
        `${patient.admittedOn}T15:00:00+05:00`,
        null,
        null,
        'بخار اور نمونیا، نگرانی',
      )
    const ill = new Set<string>()
    const rooms = [
      ...Map.groupBy(
        seen.filter((one) => one !== patient),
        (one) => barrackOf.get(one.imprisonmentId),
      ),
    ]
      .filter(([barrack, members]) => barrack !== undefined && members.length >= 6)
      .sort(([, one], [, other]) => other.length - one.length)
    const [tb, scabies] = rooms
    if (tb !== undefined)
      this.#tuberculosis(
        tb[1].filter((one) => !away.has(one.imprisonmentId)),
        ill,
      )
    if (scabies !== undefined) this.#scabies(scabies[1], ill)
    for (const one of seen) {
      if (ill.has(one.imprisonmentId) || one === patient) continue
      for (const kind of longTerm)
        if (this.#random.int(0, kind.one) === 0) {
          this.#follow(
            one,
            kind.pathway,
            [
              ['confirmed', 30],
              ['on-treatment', 28],
            ],
            kind.words,
          )
          this.#prescribe(one, kind.pathway, kind.medicine, kind.dose, kind.slots, 28, null)
          break
        }
    }
    for (const [at, one] of seen.entries())
      if (this.#random.int(0, 40) === 0)
        this.#allergy(one, at % 3 === 0 ? 'Penicillin' : 'Sulphonamide', at % 3 === 0)
    const [unfit] = seen.filter((one) => !ill.has(one.imprisonmentId) && one.sex === 'M')
    if (unfit !== undefined) this.#unfit(unfit)
    for (const [nth, [imprisonmentId, movementId]] of [...away].entries())
      if (nth % 2 === 0) this.#visit(people.find((one) => one.imprisonmentId === imprisonmentId)!, movementId)
  }

  /** The moment some days before the last day, at an hour of the clinic; never before the person came. */
  #ago(one: Housed, days: number, time = '10:30'): string {
    const day = Math.max(toDay(this.#given.today) - days, toDay(one.admittedOn))
    return `${toIso(day)}T${day === toDay(one.admittedOn) ? '17:00' : time}:00+05:00`
  }

  #shared(one: Housed): Record<string, unknown> {
    return {
      jurisdiction: this.#given.jurisdiction,
      prison_id: this.#given.prisonId,
      imprisonment_id: one.imprisonmentId,
      salt: idOf('salt', one.imprisonmentId),
    }
  }

  #file(one: Housed, screened: boolean): void {
    const { jurisdiction, prisonId, first, today } = this.#given
    const screenedAt = new Date(Date.parse(one.admittedAt) + 4 * 3_600_000).toISOString()
    this.#store.add('custody.health_file', {
      id: idOf('health-file', one.imprisonmentId),
      jurisdiction,
      prison_id: prisonId,
      imprisonment_id: one.imprisonmentId,
      sex: one.sex,
      born_on: one.birthDate,
      screening_due: new Date(
        Date.parse(one.admittedAt) + (screeningHours[jurisdiction] ?? 24) * 3_600_000,
      ).toISOString(),
      screened_at: screened ? screenedAt : null,
      closed_at: null,
      salt: idOf('salt', 'file', one.imprisonmentId),
    })
    if (!screened || toDay(today) - toDay(one.admittedOn) > recorded) return
    const random = createRandom(`screening/${one.imprisonmentId}`)
    const risk = random.int(0, 60)
    const selfHarm = risk === 0 ? 'high' : risk < 3 ? 'some' : 'none'
    const offered = () => random.pick(['negative', 'negative', 'negative', 'declined', 'pending'] as const)
    this.#store.add('custody.health_screening', {
      id: idOf('screening', one.imprisonmentId),
      ...this.#shared(one),
      findings: {
        temperature: 36 + random.int(3, 12) / 10,
        pulse: random.int(62, 98),
        systolic: random.int(105, 150),
        diastolic: random.int(65, 95),
        weight: random.int(48, 92),
        chronic: [],
        cough: random.int(0, 9) === 0,
        fever: false,
        weightLoss: false,
        nightSweats: false,
        hiv: offered(),
        hepatitisB: offered(),
        hepatitisC: offered(),
        pregnant: one.sex === 'F' ? 'no' : 'not-asked',
        selfHarm,
        ...(selfHarm === 'none' ? {} : { mood: 'نیند نہیں آتی، گھر کی فکر، مایوسی کی باتیں' }),
        uses: random.int(0, 7) === 0 ? ['methamphetamine'] : [],
        withdrawal: false,
      },
      self_harm: selfHarm,
      by_account: first,
      at: screenedAt,
    })
  }

  /** Cases in one barrack over four weeks: one is ordered into isolation and waits for a place, the last are not yet. */
  #tuberculosis(members: readonly Housed[], ill: Set<string>): void {
    // Each was here before the disease began.
    const days = [26, 17, 12, 5, 3]
    let nth = 0
    for (const one of members) {
      const onset = days[nth]
      if (onset === undefined) break
      if (toDay(this.#given.today) - toDay(one.admittedOn) < onset + 2) continue
      ill.add(one.imprisonmentId)
      const id = this.#follow(
        one,
        'tb',
        nth < 2
          ? [
              ['suspected', onset],
              ['confirmed', onset - 2],
              ['on-treatment', onset - 3],
            ]
          : nth < 4
            ? [
                ['suspected', onset],
                ['confirmed', onset - 2],
              ]
            : [['suspected', onset]],
        null,
      )
      if (nth < 2)
        this.#prescribe(
          one,
          'tb',
          'Rifampicin, isoniazid, pyrazinamide, ethambutol',
          '4 tablets',
          ['morning'],
          onset - 3,
          180,
          true,
        )
      if (nth === 1)
        this.#ward(
          one,
          'isolation',
          this.#ago(one, 1),
          toIso(toDay(this.#given.today) + 5),
          id,
          'بلغم کا ٹیسٹ مثبت',
        )
      if (nth === 2) this.#allergy(one, 'Streptomycin', true)
      nth += 1
    }
  }

  #scabies(members: readonly Housed[], ill: Set<string>): void {
    for (const [nth, one] of members
      .filter((each) => toDay(this.#given.today) - toDay(each.admittedOn) > 12)
      .slice(0, 4)
      .entries()) {
      ill.add(one.imprisonmentId)
      this.#follow(
        one,
        'scabies',
        [
          ['confirmed', 8 - nth],
          ['on-treatment', 7 - nth],
        ],
        null,
      )
      this.#prescribe(one, 'scabies', 'Permethrin 5%', 'جلد پر', ['night'], 7 - nth, 10)
    }
  }

  #follow(one: Housed, pathway: string, steps: readonly Step[], words: string | null): string {
    const id = idOf('diagnosis', one.imprisonmentId, pathway)
    const by_account = this.#given.first
    this.#store.add('custody.health_diagnosis', {
      id,
      ...this.#shared(one),
      pathway,
      words,
      status: steps.at(-1)![0],
      onset_on: this.#ago(one, steps[0]![1]).slice(0, 10),
      by_account,
      at: this.#ago(one, steps[0]![1]),
    })
    for (const [nth, [status, days]] of steps.entries())
      this.#store.add('custody.health_diagnosis_step', {
        id: idOf('diagnosis-step', id, status),
        ...this.#shared(one),
        diagnosis_id: id,
        status,
        note: null,
        by_account,
        at: this.#ago(one, days, `1${nth}:30`),
      })
    return id
  }

  #prescribe(
    one: Housed,
    pathway: string,
    medicine: string,
    dose: string,
    slots: readonly string[],
    daysAgo: number,
    length: number | null,
    watched = false,
  ): void {
    const id = idOf('prescription', one.imprisonmentId, pathway)
    const from = this.#ago(one, daysAgo).slice(0, 10)
    this.#store.add('custody.health_prescription', {
      id,
      ...this.#shared(one),
      diagnosis_id: idOf('diagnosis', one.imprisonmentId, pathway),
      medicine,
      dose,
      slots,
      watched,
      from_on: from,
      until_on: length === null ? null : toIso(toDay(from) + length),
      by_account: this.#given.first,
      at: this.#ago(one, daysAgo, '12:30'),
      stopped_at: null,
      stopped_by: null,
      stopped_why: null,
    })
    for (let back = Math.min(doseDays, daysAgo); back >= 0; back -= 1) {
      const day = toIso(toDay(this.#given.today) - back)
      if (day <= from) continue
      for (const slot of slots) {
        const fell = this.#random.int(0, 24)
        this.#store.add('custody.health_dose', {
          id: idOf('dose', id, day, slot),
          ...this.#shared(one),
          prescription_id: id,
          on_date: day,
          slot,
          result: fell === 0 ? 'refused' : fell === 1 ? 'not-there' : 'given',
          at: `${day}T${{ morning: '08', noon: '13', evening: '18', night: '21' }[slot]}:15:00+05:00`,
          by_account: this.#given.first,
        })
      }
    }
  }

  /** The order, and the bed status the prison sees of it, as the database would write it. */
  #ward(
    one: Housed,
    ward: 'isolation' | 'hospital',
    from: string,
    until: string | null,
    diagnosisId: string | null,
    why: string,
  ): void {
    const id = idOf('medical-ward', one.imprisonmentId)
    const { jurisdiction, prisonId, first } = this.#given
    this.#store.add('custody.health_ward', {
      id,
      ...this.#shared(one),
      ward,
      location_id: null,
      diagnosis_id: diagnosisId,
      why,
      from_at: from,
      expected_until: until,
      by_account: first,
    })
    this.#store.add('custody.medical_ward', {
      id,
      jurisdiction,
      prison_id: prisonId,
      imprisonment_id: one.imprisonmentId,
      ward,
      from_at: from,
      ordered_by: first,
      expected_until: until,
    })
  }

  #allergy(one: Housed, substance: string, severe: boolean): void {
    this.#store.add('custody.health_allergy', {
      id: idOf('allergy', one.imprisonmentId, substance),
      ...this.#shared(one),
      substance,
      reaction: severe ? 'سانس کی تنگی' : 'جلد پر دانے',
      severe,
      by_account: this.#given.first,
      at: this.#ago(one, 20),
    })
  }

  #unfit(one: Housed): void {
    const id = idOf('fitness', one.imprisonmentId)
    const { jurisdiction, prisonId, first, today } = this.#given
    this.#store.add('custody.fitness', {
      id,
      jurisdiction,
      prison_id: prisonId,
      imprisonment_id: one.imprisonmentId,
      kind: 'travel',
      fit: false,
      until_on: toIso(toDay(today) + 6),
      by_account: first,
      at: this.#ago(one, 1),
    })
    this.#store.add('custody.health_fitness_reason', {
      id,
      ...this.#shared(one),
      why: 'ٹانگ کی ہڈی ٹوٹی ہوئی',
    })
    this.#store.add('custody.health_note', {
      id: idOf('health-note', one.imprisonmentId),
      ...this.#shared(one),
      words: 'پلستر بندھا ہے، درد کم ہے، چلنے کی ممانعت',
      by_account: first,
      at: this.#ago(one, 1, '11:00'),
    })
  }

  #visit(one: Housed, movementId: string): void {
    this.#store.add('custody.health_visit', {
      id: idOf('health-visit', movementId),
      ...this.#shared(one),
      movement_id: movementId,
      why: 'سینے کا ایکسرے اور بلغم کا کلچر',
      urgent: false,
      by_account: this.#given.first,
      at: `${this.#given.today}T11:00:00+05:00`,
    })
  }
}
