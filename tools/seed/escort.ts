import type pg from 'pg'
import { toDay, toIso } from './calendar.ts'
import { demoPrisons } from './demo-day.ts'
import type { Province } from './load/province.ts'
import { idOf, RowStore } from './load/rows.ts'
import { createRandom, type Random } from './random.ts'

/** Tables in the order in which foreign keys allow them. */
const tables = [
  'custody.risk_assessment',
  'custody.vehicle',
  'custody.vehicle_fitting',
  'custody.escort_party',
  'custody.escort_run',
  'custody.escort_seat',
  'custody.production',
  'custody.movement',
  'custody.video_room',
  'custody.video_slot',
]

interface Inmate {
  readonly id: string
  readonly warrant: string
  readonly court: number | null
  readonly jurisdiction: string
  readonly prison: number
  readonly sex: 'M' | 'F'
  readonly adult: boolean
  /** Inside, and not about to be sent to another prison. */
  readonly here: boolean
  readonly admitted: string
}

/** To be produced on the demo's first day, beside whoever the courts have listed for it; one of them by video. */
const wanted = 14
/** Courts sat every so many days for each of them in the half year before. */
const everyDays = 14
const back = 170

const reasons = [
  ['no-vehicle', 34],
  ['no-escort', 27],
  ['ill', 12],
  ['court-closed', 11],
  ['security', 8],
  ['refused', 4],
  ['other', 4],
] as const

const vehicles = [
  { kind: 'van', seats: 12, secure: 2, women: 0, letters: 'GS' },
  { kind: 'van', seats: 14, secure: 0, women: 4, letters: 'GS' },
  { kind: 'bus', seats: 28, secure: 4, women: 6, letters: 'GP' },
] as const

/** Vehicles, parties, the plan of the first day, a video slot, and half a year of productions, for the prisons the demo is shown in. */
export async function addEscorts(client: pg.Client, province: Province): Promise<number> {
  const store = new RowStore(tables)
  const day = toIso(toDay(province.today) + 1)
  for (const code of demoPrisons) {
    const prison = province.unitId(code)
    const { rows } = await client.query<Inmate>(
      `select distinct on (i.year, i.number) i.id, w.id as warrant, w.court_id as court, i.jurisdiction, i.prison_id as prison, p.sex,
         p.birth_date < ($2::date - interval '18 years')::date as adult,
         not exists (select 1 from custody.movement m where m.imprisonment_id = i.id and m.out_at is not null and m.in_at is null)
           and not exists (select 1 from custody.transfer t where t.imprisonment_id = i.id) as here, (i.admitted_at at time zone 'Asia/Karachi')::date::text as admitted
         from custody.imprisonment i join custody.warrant w on w.imprisonment_id = i.id and w.state = 'in-force' and w.kind = 'remand'
         join people.record p on p.id = i.record_id
        where i.prison_id = $1 and i.state = 'in' and w.release_order is null
          and not exists (select 1 from custody.movement m where m.imprisonment_id = i.id and m.kind in ('HOS', 'TAP') and m.in_at is null)
          and not exists (select 1 from custody.non_association n where i.person_id in (n.one_person, n.other_person))
          and not exists (select 1 from custody.fitness f where f.imprisonment_id = i.id and not f.fit and f.superseded_at is null)
        order by i.year, i.number, w.issued_on`,
      [prison, day],
    )
    if (rows.length === 0) continue
    const random = createRandom(`escort/${prison}`)
    addHistory(store, province, rows, random.fork('history'))
    addRisks(store, province, rows, day)
    const plan = addPlan(store, province, rows, day)
    await client.query(`update custody.warrant set next_production = $1 where id = any ($2::uuid[])`, [
      day,
      plan.map(({ warrant }) => warrant),
    ])
  }
  return store.write(client)
}

/** Every fortnight before a court, as the remands ran; what kept some from it. */
function addHistory(store: RowStore, province: Province, people: readonly Inmate[], random: Random): void {
  const last = toDay(province.today)
  for (const one of people) {
    const own = random.fork(one.id)
    for (let on = last - own.int(1, everyDays); on > last - back; on -= everyDays) {
      const date = toIso(on)
      if (date <= one.admitted || new Date(date).getUTCDay() === 0) continue
      const shared = { jurisdiction: one.jurisdiction, prison_id: one.prison, imprisonment_id: one.id }
      const id = idOf('production', one.warrant, date)
      const became = own.weighted([
        ['sent', 86],
        ['by-video', 4],
        ['not-produced', 10],
      ] as const)
      const sent = became === 'sent'
      const by = province.officer('gate-officer', one.prison) ?? province.first
      store.add('custody.production', {
        id,
        ...shared,
        warrant_id: one.warrant,
        court_id: one.court,
        on_date: date,
        outcome: became,
        reason: became === 'not-produced' ? own.weighted(reasons) : null,
        note: null,
        out_at: sent ? `${date}T08:10:00+05:00` : null,
        back_at: sent ? `${date}T15:20:00+05:00` : null,
        recorded_by: by,
        recorded_at: `${date}T08:10:00+05:00`,
      })
      if (sent)
        store.add('custody.movement', {
          id: idOf('movement', 'CRT', one.warrant, date),
          ...shared,
          kind: 'CRT',
          reason: null,
          out_at: `${date}T08:10:00+05:00`,
          in_at: `${date}T15:20:00+05:00`,
          destination_id: one.court,
          production_id: id,
          recorded_by: by,
          recorded_at: `${date}T08:10:00+05:00`,
          returned_by: by,
        })
    }
  }
}

/** One in twenty was found to be of high risk; one review falls due on the first day. */
function addRisks(store: RowStore, province: Province, people: readonly Inmate[], day: string): void {
  const by = (prison: number) => province.officer('superintendent', prison) ?? province.second
  for (const [nth, one] of people.entries()) {
    if (nth % 5 !== 1 || one.admitted >= province.today) continue
    const high = nth % 20 === 11
    const due = nth % 25 === 6
    store.add('custody.risk_assessment', {
      id: idOf('risk', one.id),
      jurisdiction: one.jurisdiction,
      prison_id: one.prison,
      imprisonment_id: one.id,
      class: high ? 'high' : nth % 3 === 0 ? 'low' : 'medium',
      reason: high
        ? 'سابقہ مقدمے میں حوالات سے فرار کی کوشش؛ ہائی پروفائل مقدمہ'
        : 'پہلا مقدمہ، جیل میں رویہ اچھا، خاندان سے باقاعدہ ملاقات',
      review_on: due ? day : toIso(toDay(day) + 60 + (nth % 90)),
      assessed_by: by(one.prison),
      assessed_at: `${province.today > one.admitted ? toIso(Math.max(toDay(one.admitted) + 1, toDay(day) - 120)) : province.today}T11:00:00+05:00`,
    })
  }
}

/** Three vehicles, one of them in the workshop; two parties; those of the first court seated, the rest to be placed. */
function addPlan(
  store: RowStore,
  province: Province,
  people: readonly Inmate[],
  day: string,
): readonly Inmate[] {
  const [first] = people
  if (first === undefined) return []
  const { prison, jurisdiction } = first
  const shared = { jurisdiction, prison_id: prison }
  const keeper = province.officer('deputy-superintendent', prison) ?? province.first
  const fleet = vehicles.map((one, at) => {
    const id = idOf('vehicle', prison, at)
    store.add('custody.vehicle', {
      id,
      ...shared,
      plate: `${one.letters}-${4470 + (prison % 90) * 10 + at}`,
      kind: one.kind,
      added_by: keeper,
      added_at: `${toIso(toDay(day) - 400)}T10:00:00+05:00`,
    })
    const fitting = (from: string, inService: boolean, why: string) =>
      store.add('custody.vehicle_fitting', {
        vehicle_id: id,
        from_on: from,
        ...shared,
        seats: one.seats,
        secure_seats: one.secure,
        women_seats: one.women,
        in_service: inService,
        why,
        set_by: keeper,
        set_at: `${from}T10:00:00+05:00`,
      })
    fitting(toIso(toDay(day) - 400), true, 'محکمے سے وصول')
    if (at === 2) fitting(toIso(toDay(day) - 6), false, 'گیئر بکس خراب، ورکشاپ میں')
    return id
  })
  const party = (at: number, officers: readonly (readonly [string, string, boolean])[]) => {
    const id = idOf('escort-party', prison, at)
    store.add('custody.escort_party', {
      id,
      ...shared,
      on_date: day,
      sent_by: 'پولیس لائنز',
      officers: officers.map(([rank, name, female], nth) => ({
        rank,
        name,
        belt: String(1180 + at * 40 + nth),
        female,
      })),
      recorded_by: keeper,
      recorded_at: `${day}T00:01:00+05:00`,
    })
    return id
  }
  const parties = [
    party(0, [
      ['ASI', 'غلام نبی', false],
      ['HC', 'محمد رمضان', false],
      ['PC', 'عبدالستار', false],
      ['PC', 'اللہ ورایو', false],
      ['PC', 'بشیر احمد', false],
      ['PC', 'فدا حسین', false],
      ['PC', 'محمد پناہ', false],
    ]),
    party(1, [
      ['HC', 'نذیر احمد', false],
      ['LPC', 'شبانہ کوثر', true],
      ['PC', 'ممتاز علی', false],
    ]),
  ]
  const runs = parties.map((partyId, at) => {
    const id = idOf('escort-run', prison, at)
    store.add('custody.escort_run', {
      id,
      ...shared,
      on_date: day,
      vehicle_id: fleet[at],
      party_id: partyId,
      position: at + 1,
      cancelled_at: null,
      planned_by: keeper,
      planned_at: `${day}T00:02:00+05:00`,
    })
    return id
  })
  // From the middle of the register: those at its ends have other parts in the demo.
  const inside = people.filter(({ here }) => here)
  const from = Math.floor(inside.length * 0.4)
  const called = inside.slice(from, from + wanted)
  const byVideo = called[0]
  const seated = called
    .slice(1)
    .filter(({ sex, adult, court }) => sex === 'M' && adult && court === called[1]?.court)
    .slice(0, 4)
  for (const one of seated)
    store.add('custody.escort_seat', {
      id: idOf('escort-seat', one.id),
      ...shared,
      on_date: day,
      run_id: runs[0],
      imprisonment_id: one.id,
      placed: 'proposed',
      placed_by: keeper,
      placed_at: `${day}T00:03:00+05:00`,
      taken_out_at: null,
      taken_out_by: null,
    })
  const room = idOf('video-room', prison)
  store.add('custody.video_room', {
    id: room,
    ...shared,
    name_en: 'Video room 1',
    name_ur: 'ویڈیو کمرہ 1',
    link: 'Meeting 884 210 337',
    from_time: '09:00',
    to_time: '14:00',
    slot_minutes: 20,
    from_on: toIso(toDay(day) - 200),
    closed_on: null,
    added_by: keeper,
    added_at: `${toIso(toDay(day) - 200)}T10:00:00+05:00`,
  })
  if (byVideo !== undefined)
    store.add('custody.video_slot', {
      id: idOf('video-slot', byVideo.id),
      ...shared,
      room_id: room,
      imprisonment_id: byVideo.id,
      warrant_id: byVideo.warrant,
      hearing_id: null,
      on_date: day,
      during: `["${day}T10:20:00+05:00","${day}T10:40:00+05:00")`,
      state: 'booked',
      freed_why: null,
      ended_at: null,
      ended_by: null,
      booked_by: keeper,
      booked_at: `${day}T00:04:00+05:00`,
    })
  return called
}
