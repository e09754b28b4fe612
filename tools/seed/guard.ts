import type pg from 'pg'
import { neededOf, type Ratio } from '../../modules/custody/staff/needs.ts'
import { type Candidate, propose } from '../../modules/custody/staff/propose.ts'
import { toDay, toIso } from './calendar.ts'
import { demoPrisons } from './demo-day.ts'
import type { Province } from './load/province.ts'
import { idOf, RowStore } from './load/rows.ts'
import { menCommon, menSecond, menSindhi, type Name, womenCommon, womenSindhi } from './names.ts'
import { createRandom, type Random } from './random.ts'

/** Tables in the order in which foreign keys allow them. */
const tables = [
  'custody.guard_post',
  'custody.staff_member',
  'custody.staff_absence',
  'custody.roster',
  'custody.roster_place',
  'custody.asset',
  'custody.duty_handover',
  'custody.duty_count',
]

const shifts = ['morning', 'evening', 'night'] as const
type Shift = (typeof shifts)[number]

/** What stands in a prison's sanction: kind, name, women only, how many in each shift. */
const sanction: readonly (readonly [string, string, string, boolean, number, number, number])[] = [
  ['gate', 'Main gate', 'صدر دیوڑھی', false, 2, 2, 1],
  ['female-ward', 'Women’s ward', 'زنانہ وارڈ', true, 1, 1, 1],
  ['women-search', 'Search of women visitors', 'خواتین ملاقاتیوں کی تلاشی', true, 1, 1, 0],
  ['control-room', 'Control room', 'کنٹرول روم', false, 1, 1, 1],
  ['tower', 'Tower 1', 'برج 1', false, 1, 1, 1],
  ['tower', 'Tower 2', 'برج 2', false, 1, 1, 1],
  ['tower', 'Tower 3', 'برج 3', false, 1, 1, 1],
  ['tower', 'Tower 4', 'برج 4', false, 1, 1, 1],
  ['circle', 'Circle 1', 'سرکل 1', false, 1, 1, 1],
  ['circle', 'Circle 2', 'سرکل 2', false, 1, 1, 1],
  ['barrack', 'Barracks, circle 1', 'بیرکیں، سرکل 1', false, 2, 1, 1],
  ['barrack', 'Barracks, circle 2', 'بیرکیں، سرکل 2', false, 1, 1, 1],
  ['hospital-guard', 'Hospital ward', 'ہسپتال وارڈ', false, 1, 1, 1],
  ['kitchen', 'Kitchen', 'لنگر', false, 2, 1, 0],
  ['patrol', 'Night patrol', 'رات کا گشت', false, 0, 0, 2],
]

/** Places of the first day that nobody can fill. */
const vacancies = 3
/** Days of published rosters before the first. */
const back = 6

const absences = [
  ['leave', -4, 5],
  ['leave', -1, 9],
  ['leave', -2, 2],
  ['sick', -1, null],
  ['suspended', -40, null],
  ['training', -6, 14],
] as const

const arms: readonly (readonly [string, string, string, number, number, string, boolean])[] = [
  ['rifle', 'Rifle G3', 'رائفل جی تھری', 8, 1, 'Armoury', true],
  ['shotgun', 'Shotgun 12 bore', 'شاٹ گن 12 بور', 4, 1, 'Armoury', true],
  ['ammunition', 'Rounds 7.62', 'گولیاں 7.62', 1, 480, 'Armoury', true],
  ['wireless', 'Handset', 'وائرلیس سیٹ', 9, 1, 'Control room', true],
  ['keys', 'Keys of barracks and gates', 'بیرکوں اور دروازوں کی چابیاں', 1, 38, 'Main gate', true],
  ['handcuffs', 'Handcuffs', 'ہتھکڑیاں', 1, 40, 'Main gate', true],
  ['detector', 'Hand-held detector', 'میٹل ڈیٹیکٹر', 3, 1, 'Main gate', false],
  ['camera', 'Camera', 'کیمرا', 4, 1, 'Visits hall', false],
  ['computer', 'Computer', 'کمپیوٹر', 4, 1, 'Admissions office', false],
  ['generator', 'Generator 60 kVA', 'جنریٹر 60 کے وی اے', 1, 1, 'Power house', false],
]

interface Figures {
  readonly onRoll: number
  readonly women: number
  readonly patients: number
}

/** Posts, staff, a week of rosters with vacancies on the first day, arms and sets, and hand-overs of which one waits, for the demo's prisons. */
export async function addGuards(client: pg.Client, province: Province): Promise<number> {
  const store = new RowStore(tables)
  for (const code of demoPrisons) {
    const prison = province.unitId(code)
    const jurisdiction = province.jurisdictionOf(prison)
    const { rows: figures } = await client.query<Figures>(
      `select count(*)::int as "onRoll", count(*) filter (where p.sex = 'F')::int as women,
         count(*) filter (where exists (select 1 from custody.medical_ward w where w.imprisonment_id = i.id and w.until_at is null))::int as patients
         from custody.imprisonment i join people.record p on p.id = i.record_id where i.prison_id = $1 and i.state = 'in'`,
      [prison],
    )
    const { rows: ratios } = await client.query<Ratio>(
      `select kind, shift, counts, prisoners_per_officer as each from custody.staff_ratio where jurisdiction = $1`,
      [jurisdiction],
    )
    const { rows: hours } = await client.query<{ shift: Shift; begins: number; hours: number; rest: number }>(
      `select shift, extract(hour from begins)::int as begins, hours, rest_hours as rest from custody.duty_shift where jurisdiction = $1 order by begins`,
      [jurisdiction],
    )
    const guard = new Guard(store, province, { prison, jurisdiction })
    guard.man(figures[0]!, ratios, hours)
    const { rows: plates } = await client.query<{ id: string; plate: string }>(
      `select id, plate from custody.vehicle where prison_id = $1 order by plate`,
      [prison],
    )
    guard.equip(plates)
    await guard.handOver(client)
  }
  return store.write(client)
}

class Guard {
  readonly #store: RowStore
  readonly #province: Province
  readonly #shared: { jurisdiction: string; prison_id: number }
  readonly #random: Random
  readonly #first: number
  constructor(store: RowStore, province: Province, at: { prison: number; jurisdiction: string }) {
    this.#store = store
    this.#province = province
    this.#shared = { jurisdiction: at.jurisdiction, prison_id: at.prison }
    this.#random = createRandom(`guard/${at.prison}`)
    this.#first = toDay(province.today) + 1
  }

  #by(post: string): string {
    return this.#province.officer(post, this.#shared.prison_id) ?? this.#province.first
  }

  man(
    roll: Figures,
    ratios: readonly Ratio[],
    hours: readonly { shift: Shift; begins: number; hours: number; rest: number }[],
  ): void {
    const posts = sanction.map(([kind, en, ur, femaleOnly, morning, evening, night], position) => {
      const id = idOf('guard-post', this.#shared.prison_id, position)
      this.#store.add('custody.guard_post', {
        id,
        ...this.#shared,
        kind,
        name_en: en,
        name_ur: ur,
        female_only: femaleOnly,
        strength_morning: morning,
        strength_evening: evening,
        strength_night: night,
        instrument: 'IG/Estt/2024/118',
        position,
        from_on: '2024-07-01',
        added_by: this.#by('superintendent'),
        added_at: '2024-07-01T10:00:00+05:00',
      })
      return { id, kind, femaleOnly, morning, evening, night }
    })
    const slotsOf = (shift: Shift) => {
      const needed = neededOf(
        posts.map((post) => ({ id: post.id, kind: post.kind, sanctioned: post[shift] })),
        ratios,
        roll,
        shift,
      )
      return posts.map((post) => ({
        postId: post.id,
        femaleOnly: post.femaleOnly,
        missing: needed.get(post.id)!,
      }))
    }
    const all = shifts.flatMap(slotsOf)
    const women = all.filter((slot) => slot.femaleOnly).reduce((sum, slot) => sum + slot.missing, 0)
    const needed = all.reduce((sum, slot) => sum + slot.missing, 0)
    const staff = this.#enlist(needed - vacancies, women)
    this.#rosters(hours, slotsOf, staff)
  }

  #enlist(available: number, women: number): Candidate[] {
    const staff: Candidate[] = []
    for (let at = 0; at < available + absences.length; at += 1) {
      const sex = at < women ? 'F' : 'M'
      const id = idOf('staff-member', this.#shared.prison_id, at)
      const number = `W-${211 + at * 3}`
      const { en, ur } = this.#name(sex)
      this.#store.add('custody.staff_member', {
        id,
        ...this.#shared,
        number,
        rank: at % 17 === 8 ? 'chief-warder' : at % 6 === 3 ? 'head-warder' : 'warder',
        sex,
        name_en: en,
        name_ur: ur,
        joined_on: toIso(this.#first - this.#random.int(300, 6000)),
        added_by: this.#by('deputy-superintendent'),
        added_at: '2024-07-02T10:00:00+05:00',
      })
      const absence = absences[at - available]
      if (absence === undefined) staff.push({ id, number, sex, duties: [], away: [] })
      else
        this.#store.add('custody.staff_absence', {
          id: idOf('staff-absence', id),
          ...this.#shared,
          member_id: id,
          kind: absence[0],
          from_on: toIso(this.#first + absence[1]),
          to_on: absence[2] === null ? null : toIso(this.#first + absence[2]),
          instrument: `Estt/${100 + at}/${toIso(this.#first).slice(0, 4)}`,
          recorded_by: this.#by('deputy-superintendent'),
          recorded_at: `${toIso(this.#first + absence[1])}T09:00:00+05:00`,
        })
    }
    return staff
  }

  #name(sex: 'M' | 'F'): Name {
    if (sex === 'F') return this.#random.pick(this.#random.chance(0.5) ? womenSindhi : womenCommon)
    const first = this.#random.pick(this.#random.chance(0.5) ? menSindhi : menCommon)
    const second = this.#random.pick(menSecond)
    return { en: `${first.en} ${second.en}`, ur: `${first.ur} ${second.ur}` }
  }

  /** The machine's own proposals, day after day: what the first day shows is what an officer would have got. */
  #rosters(
    hours: readonly { shift: Shift; begins: number; hours: number; rest: number }[],
    slotsOf: (shift: Shift) => { postId: string; femaleOnly: boolean; missing: number }[],
    staff: Candidate[],
  ): void {
    const duties = new Map(staff.map((one) => [one.id, [] as { from: number; to: number }[]]))
    const sexOf = new Map(staff.map((one) => [one.id, one.sex]))
    const femaleOnly = new Map(slotsOf('morning').map((slot) => [slot.postId, slot.femaleOnly]))
    for (let day = -back; day <= 0; day += 1) {
      const on = toIso(this.#first + day)
      const open = hours.map((one) => ({
        key: one.shift,
        from: day * 24 + one.begins,
        to: day * 24 + one.begins + one.hours,
        rest: one.rest,
        slots: slotsOf(one.shift),
      }))
      const placed = propose(
        open,
        staff.map((one) => ({ ...one, duties: duties.get(one.id)! })),
      )
      for (const shift of open) {
        const begins = Date.parse(`${toIso(this.#first)}T00:00:00+05:00`) + shift.from * 3_600_000
        const during = `["${new Date(begins).toISOString()}","${new Date(begins + (shift.to - shift.from) * 3_600_000).toISOString()}")`
        const roster = idOf('roster', this.#shared.prison_id, on, shift.key)
        const made = `${toIso(this.#first + day - 1)}T16:00:00+05:00`
        const by = this.#by('chief-warder')
        const published = day < 0 || shift.key === 'morning'
        this.#store.add('custody.roster', {
          id: roster,
          ...this.#shared,
          on_date: on,
          shift: shift.key,
          during,
          published_at: published ? made : null,
          published_by: published ? by : null,
          made_by: by,
          made_at: made,
        })
        for (const one of placed.filter((each) => each.shift === shift.key)) {
          duties.get(one.memberId)!.push({ from: shift.from, to: shift.to })
          this.#store.add('custody.roster_place', {
            id: idOf('roster-place', roster, one.memberId),
            ...this.#shared,
            roster_id: roster,
            during,
            post_id: one.postId,
            female_only: femaleOnly.get(one.postId)!,
            member_id: one.memberId,
            sex: sexOf.get(one.memberId)!,
            placed: 'proposed',
            placed_by: by,
            placed_at: made,
          })
        }
      }
    }
  }

  equip(vehicles: readonly { id: string; plate: string }[]): void {
    const keeper = this.#by('store-keeper')
    const asset = (number: string, more: Record<string, unknown>) =>
      this.#store.add('custody.asset', {
        id: idOf('asset', this.#shared.prison_id, number),
        ...this.#shared,
        number,
        quantity: 1,
        vehicle_id: null,
        added_by: keeper,
        added_at: '2024-07-05T10:00:00+05:00',
        condition: 'good',
        seen_on: toIso(this.#first - this.#random.int(1, 40)),
        counted_at_duty: false,
        state: 'in-use',
        proposed_by: null,
        proposed_why: null,
        ...more,
      })
    for (const [kind, en, ur, many, quantity, place, counted] of arms)
      for (let at = 1; at <= many; at += 1) {
        const old = kind === 'computer' && at === many
        asset(`${kind.slice(0, 2).toUpperCase()}-${String(at).padStart(3, '0')}`, {
          kind,
          name_en: en,
          name_ur: ur,
          quantity,
          place,
          counted_at_duty: counted,
          ...(kind === 'camera' && at === 2 ? { condition: 'broken' } : {}),
          ...(kind === 'detector' && at === 3 ? { seen_on: toIso(this.#first - 130) } : {}),
          ...(old
            ? {
                condition: 'broken',
                state: 'to-write-off',
                proposed_by: keeper,
                proposed_why: 'مدر بورڈ جل گیا، ورکشاپ رپورٹ 31 کے مطابق قابلِ مرمت نہیں',
              }
            : {}),
        })
      }
    for (const { id, plate } of vehicles)
      asset(plate, {
        kind: 'vehicle',
        name_en: 'Prison van',
        name_ur: 'قیدی وین',
        vehicle_id: id,
        place: 'Motor transport yard',
      })
  }

  /** Five shifts handed over and taken; the last waits for its incoming officer. */
  async handOver(client: pg.Client): Promise<void> {
    const out = this.#by('chief-warder')
    const taker =
      this.#province.officer('deputy-superintendent', this.#shared.prison_id) ?? this.#province.second
    const ends = { morning: '13:50', evening: '21:50', night: '05:50' } as const
    const done = [
      [-2, 'evening'],
      [-2, 'night'],
      [-1, 'morning'],
      [-1, 'evening'],
    ] as const
    for (const [at, [day, shift]] of done.entries()) {
      const on = toIso(this.#first + day)
      const handed = `${toIso(this.#first + day + (shift === 'night' ? 1 : 0))}T${ends[shift]}:00+05:00`
      const { rows } = await client.query<{ figures: Record<string, number> }>(
        `select jsonb_build_object('onRoll', count(*), 'inside', count(*) filter (where d.away is null), 'women', count(*) filter (where p.sex = 'F'),
           'CRT', count(*) filter (where d.away = 'CRT'), 'HOS', count(*) filter (where d.away = 'HOS'), 'TAP', count(*) filter (where d.away = 'TAP'),
           'ESC', count(*) filter (where d.away = 'ESC'), 'WAY', count(*) filter (where d.away = 'WAY'),
           'patients', count(*) filter (where d.diet = 'hospital'),
           'incidents', (select count(*) from custody.incident n where n.prison_id = $1 and n.state = 'open')) as figures
           from custody.diets_at($1, $2::timestamptz) d join custody.imprisonment i on i.id = d.imprisonment_id join people.record p on p.id = i.record_id`,
        [this.#shared.prison_id, handed],
      )
      const id = idOf('duty-handover', this.#shared.prison_id, at)
      const waits = at === done.length - 1
      const taken = new Date(Date.parse(handed) + 12 * 60_000).toISOString()
      this.#store.add('custody.duty_handover', {
        id,
        ...this.#shared,
        on_date: on,
        shift,
        figures: rows[0]!.figures,
        remarks: waits
          ? 'بیرک 3 کی بتی خراب ہے، الیکٹریشن کو اطلاع دے دی گئی۔ سرکل 2 میں دو اسیران پر نظر رکھی جائے۔'
          : 'سب خیریت۔',
        handed_by: out,
        handed_at: handed,
        taken_by: waits ? null : taker,
        taken_at: waits ? null : taken,
        taken_remarks: at === 1 ? 'چابیاں دوبارہ گنی گئیں: 37' : null,
      })
      for (const [kind, , , many, quantity, , counted] of arms.filter((one) => one[6])) {
        const register = many * quantity
        const short = counted && kind === 'keys' && at === 1
        this.#store.add('custody.duty_count', {
          handover_id: id,
          kind,
          ...this.#shared,
          register,
          counted: short ? register - 1 : register,
          why: short ? 'ایک چابی تالا ساز کے پاس' : null,
        })
      }
    }
  }
}
