import type pg from 'pg'
import { toDay, toIso } from './calendar.ts'
import type { Housed } from './housing.ts'
import type { Province } from './load/province.ts'
import { idOf, type RowStore } from './load/rows.ts'
import { menCommon, menSecond, type Name, surnamesUrdu, womenCommon } from './names.ts'
import { createRandom, type Random } from './random.ts'

/** What of the database the visits of the demo refer to. */
export interface VisitBooks {
  readonly first: string
  readonly second: string
  readonly today: string
  /** The prison department of a province. */
  departmentOf(jurisdiction: string): number
  /** A rule of visits: that for everyone, for those under trial, for advocates. */
  ruleOf(jurisdiction: string, kind: 'ordinary' | 'under-trial' | 'legal'): string
  telephoneRuleOf(jurisdiction: string): string
  /** Numbers of identity cards given to visitors so far. */
  readonly cnics: Set<string>
}

/** Reads the rules that the migrations wrote. */
export async function openVisitBooks(client: pg.Client, province: Province): Promise<VisitBooks> {
  const { rows: departments } = await client.query<{ id: number; jurisdiction: string }>(
    `select id, jurisdiction from units.unit where kind = 'prison-department'`,
  )
  const { rows: rules } = await client.query<{ id: string; key: string }>(
    `select id, jurisdiction || '/' || case when category = 'under-trial' then category else kind end as key from custody.visit_rule
      where kind <> 'family-room' and (category is null or category = 'under-trial') and class is null and sex is null and ages is null`,
  )
  const { rows: minutes } = await client.query<{ id: string; jurisdiction: string }>(
    `select id, jurisdiction from custody.telephone_rule`,
  )
  const known = <K, V>(map: ReadonlyMap<K, V>, key: K): V => {
    const value = map.get(key)
    if (value === undefined) throw new Error(`There are no visits without ${String(key)}.`)
    return value
  }
  const departmentIn = new Map(departments.map((row) => [row.jurisdiction, row.id]))
  const rule = new Map(rules.map((row) => [row.key, row.id]))
  const minutesIn = new Map(minutes.map((row) => [row.jurisdiction, row.id]))
  return {
    first: province.first,
    second: province.second,
    today: province.today,
    departmentOf: (jurisdiction) => known(departmentIn, jurisdiction),
    ruleOf: (jurisdiction, kind) => known(rule, `${jurisdiction}/${kind}`),
    telephoneRuleOf: (jurisdiction) => known(minutesIn, jurisdiction),
    cnics: new Set(),
  }
}

const relatives = [
  ['mother', 'F'],
  ['father', 'M'],
  ['spouse', 'F'],
  ['brother', 'M'],
  ['sister', 'F'],
  ['son', 'M'],
] as const

/** Of how many prisoners one has visitors on record in the demo. */
const oneIn = 3
const windows = 8

interface Session {
  readonly id: string
  readonly kind: 'ordinary' | 'legal'
  readonly weekday: number
}

/** The visits of one prison: its week, who comes to whom, three weeks that were, and what is booked for today and after. */
export function addVisits(
  store: RowStore,
  books: VisitBooks,
  prisonId: number,
  people: readonly Housed[],
): void {
  const jurisdiction = people[0]?.jurisdiction
  if (jurisdiction === undefined) return
  const random = createRandom(`visits/${prisonId}`)
  const shared = { jurisdiction, prison_id: prisonId }
  const sessions = addSessions(store, books, shared)
  const visited = people.filter((one, at) => at % oneIn === 0 && !one.waits)
  const advocate = addVisitor(store, books, shared, random.fork('advocate'), {
    key: `${prisonId}/advocate`,
    sex: 'M',
    licence: 'SBC/HYD/1182',
  })
  const taken = new Map<string, number>()
  const slotOf = (session: Session, day: string): { at: string; window: number } | undefined => {
    for (const at of ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30']) {
      const key = `${session.id}/${day}/${at}`
      const window = (taken.get(key) ?? 0) + 1
      if (window > (session.kind === 'legal' ? 2 : windows)) continue
      taken.set(key, window)
      return { at, window }
    }
    return undefined
  }
  const tokens = new Map<string, number>()
  const tomorrow = toDay(books.today) + 1
  for (const [nth, one] of visited.entries()) {
    const own = random.fork(one.imprisonmentId)
    const family = relatives
      .filter(() => own.chance(0.5))
      .slice(0, 3)
      .map(([relation, sex], at) => ({
        relation,
        id: addVisitor(store, books, shared, own.fork(at), { key: `${one.imprisonmentId}/${at}`, sex }),
        // Some wait to be vetted; one was not approved.
        state: nth % 7 === 2 && at === 0 ? 'pending' : nth % 11 === 4 && at === 1 ? 'refused' : 'approved',
      }))
    for (const member of family) addTie(store, books, shared, one, member)
    if (nth % 4 === 0)
      addTie(store, books, shared, one, { id: advocate, relation: 'advocate', state: 'approved' })
    addTelephone(store, books, shared, one, own, nth)
    const may = family.filter((member) => member.state === 'approved')
    if (may.length === 0) continue
    // One visit each week for three weeks, and for some one booked today or in the coming days.
    for (const back of [21, 14, 7, nth % 2 === 0 ? (nth % 6 < 3 ? 0 : -2) : 0]) {
      const day = toIso(tomorrow - back)
      if (one.admittedOn >= day || (back <= 0 && nth % 2 === 1)) continue
      const session = sessions.find((each) => each.kind === 'ordinary' && each.weekday === weekdayOf(day))
      const slot = session === undefined ? undefined : slotOf(session, day)
      if (session === undefined || slot === undefined) continue
      const past = back > 0
      const token = past ? (tokens.get(day) ?? 0) + 1 : null
      if (token !== null) tokens.set(day, token)
      addVisit(store, books, shared, one, {
        session,
        day,
        ...slot,
        token,
        state: past ? (nth % 9 === 5 ? 'missed' : 'ended') : 'booked',
        visitors: may.slice(0, 2).map(({ id, relation }) => ({ id, relation })),
      })
    }
    if (nth % 12 === 4 && nth < 40) {
      const day = toIso(tomorrow)
      const session = sessions.find((each) => each.kind === 'legal' && each.weekday === weekdayOf(day))
      const slot = session === undefined ? undefined : slotOf(session, day)
      if (session !== undefined && slot !== undefined)
        addVisit(store, books, shared, one, {
          session,
          day,
          ...slot,
          token: null,
          state: 'booked',
          visitors: [{ id: advocate, relation: 'advocate' }],
        })
    }
  }
  const [refused, other] = visited
  if (refused !== undefined) addBan(store, books, shared, refused, random)
  if (other !== undefined) {
    store.add('custody.visit_stop', {
      id: idOf('visit-stop', prisonId),
      ...shared,
      imprisonment_id: other.imprisonmentId,
      kind: 'punishment',
      from_on: toIso(tomorrow - 3),
      until_on: toIso(tomorrow + 11),
      authority: 'سپرنٹنڈنٹ جیل، حکم 31',
      note: 'موبائل فون برآمد ہوا',
      ordered_by: books.second,
      ordered_at: `${toIso(tomorrow - 3)}T11:00:00+05:00`,
    })
    addContradicted(store, books, shared, other, sessions, random)
  }
}

type Shared = { readonly jurisdiction: string; readonly prison_id: number }

function weekdayOf(day: string): number {
  return new Date(day).getUTCDay() || 7
}

function addSessions(store: RowStore, books: VisitBooks, shared: Shared): Session[] {
  const sessions: Session[] = []
  for (const weekday of [1, 2, 3, 4, 5, 6, 7])
    for (const kind of ['ordinary', 'legal'] as const) {
      const id = idOf('visit-session', shared.prison_id, weekday, kind)
      const legal = kind === 'legal'
      store.add('custody.visit_session', {
        id,
        ...shared,
        kind,
        place_en: legal ? 'Advocates’ room' : 'Visit hall',
        place_ur: legal ? 'کمرہ وکلاء' : 'ملاقات ہال',
        weekday,
        from_time: '09:00',
        to_time: weekday === 5 ? '12:00' : '14:00',
        slot_minutes: 30,
        windows: legal ? 2 : windows,
        from_on: '2024-07-01',
        set_by: books.first,
        set_at: '2024-07-01T10:00:00+05:00',
      })
      sessions.push({ id, kind, weekday })
    }
  const room = idOf('visit-session', shared.prison_id, 'family-room')
  store.add('custody.visit_session', {
    id: room,
    ...shared,
    kind: 'family-room',
    place_en: 'Family room',
    place_ur: 'فیملی روم',
    weekday: 3,
    from_time: '08:00',
    to_time: '16:00',
    slot_minutes: 480,
    windows: 2,
    from_on: '2024-07-01',
    set_by: books.first,
    set_at: '2024-07-01T10:00:00+05:00',
  })
  return sessions
}

function addVisitor(
  store: RowStore,
  books: VisitBooks,
  shared: Shared,
  random: Random,
  given: { key: string; sex: 'M' | 'F'; licence?: string; otherPaper?: string },
): string {
  const id = idOf('visitor', given.key)
  const name: Name =
    given.sex === 'F'
      ? joined(random.pick(womenCommon), { en: 'Bibi', ur: 'بی بی' })
      : joined(random.pick(menCommon), random.pick(given.licence === undefined ? menSecond : surnamesUrdu))
  store.add('custody.visitor', {
    id,
    jurisdiction: shared.jurisdiction,
    department_id: books.departmentOf(shared.jurisdiction),
    name_en: name.en,
    name_ur: name.ur,
    sex: given.sex,
    cnic: given.otherPaper === undefined ? cnicOf(books, id, given.sex) : null,
    other_paper: given.otherPaper ?? null,
    licence: given.licence ?? null,
    phone: `0300${String(random.int(1_000_000, 8_999_999))}`,
    overrides: [],
    registered_by: books.first,
    registered_at: `${toIso(toDay(books.today) - 30)}T10:00:00+05:00`,
  })
  return id
}

/**
 * Made from the identifier: the same in every run, and of nobody in the registry of persons. Two of sixty thousand visitors would
 * begin alike; the second takes the next number.
 */
function cnicOf(books: VisitBooks, id: string, sex: 'M' | 'F'): string {
  for (let number = Number.parseInt(id.slice(0, 8), 16); ; number += 1) {
    const cnic = `49${String(number).padStart(10, '0').slice(-10)}${sex === 'F' ? '2' : '1'}`
    if (books.cnics.has(cnic)) continue
    books.cnics.add(cnic)
    return cnic
  }
}

function joined(one: Name, two: Name): Name {
  return { en: `${one.en} ${two.en}`, ur: `${one.ur} ${two.ur}` }
}

function addTie(
  store: RowStore,
  books: VisitBooks,
  shared: Shared,
  one: Housed,
  member: { id: string; relation: string; state: string },
): void {
  const decided = member.state !== 'pending'
  const added = toIso(toDay(books.today) - (decided ? 30 : 1))
  store.add('custody.visitor_tie', {
    id: idOf('visitor-tie', one.imprisonmentId, member.id),
    ...shared,
    imprisonment_id: one.imprisonmentId,
    visitor_id: member.id,
    relation: member.relation,
    state: member.state,
    why: member.state === 'refused' ? 'رشتہ ثابت نہیں ہوا' : null,
    decided_by: decided ? books.second : null,
    decided_at: decided ? `${added}T12:00:00+05:00` : null,
    added_by: books.first,
    added_at: `${added}T10:00:00+05:00`,
  })
}

function addVisit(
  store: RowStore,
  books: VisitBooks,
  shared: Shared,
  one: Housed,
  visit: {
    session: Session
    day: string
    at: string
    window: number
    token: number | null
    state: 'booked' | 'ended' | 'missed'
    visitors: readonly { id: string; relation: string }[]
  },
): void {
  const id = idOf('visit', one.imprisonmentId, visit.session.id, visit.day, visit.at)
  const held = visit.state === 'ended'
  const minute = (plus: number) =>
    new Date(Date.parse(`${visit.day}T${visit.at}:00+05:00`) + plus * 60_000).toISOString()
  store.add('custody.visit', {
    id,
    ...shared,
    imprisonment_id: one.imprisonmentId,
    session_id: visit.session.id,
    kind: visit.session.kind,
    on_date: visit.day,
    slot_at: visit.at,
    window_no: visit.window,
    rule_id: books.ruleOf(
      shared.jurisdiction,
      visit.session.kind === 'legal' ? 'legal' : one.category === 'under-trial' ? 'under-trial' : 'ordinary',
    ),
    state: visit.state,
    walk_in: false,
    token_no: held ? visit.token : null,
    overrides: [],
    booked_by: books.first,
    booked_at: `${toIso(toDay(visit.day) - 3)}T10:00:00+05:00`,
    checked_in_at: held ? minute(-12) : null,
    started_at: held ? minute(2) : null,
    ended_at: held ? minute(29) : visit.state === 'missed' ? minute(60) : null,
  })
  for (const visitor of visit.visitors)
    store.add('custody.visit_person', {
      visit_id: id,
      visitor_id: visitor.id,
      ...shared,
      relation: visitor.relation,
    })
}

/** Somebody who brought what must not be brought: turned away, banned, and the appeal waits to be decided. */
function addBan(store: RowStore, books: VisitBooks, shared: Shared, one: Housed, random: Random): void {
  const visitor = addVisitor(store, books, shared, random.fork('banned'), {
    key: `${shared.prison_id}/banned`,
    sex: 'M',
  })
  addTie(store, books, shared, one, { id: visitor, relation: 'cousin', state: 'approved' })
  const day = toIso(toDay(books.today) - 6)
  store.add('custody.visit_ban', {
    id: idOf('visit-ban', shared.prison_id),
    jurisdiction: shared.jurisdiction,
    department_id: books.departmentOf(shared.jurisdiction),
    prison_id: shared.prison_id,
    visitor_id: visitor,
    from_on: day,
    until_on: toIso(toDay(books.today) + 84),
    authority: 'سپرنٹنڈنٹ جیل، حکم 118',
    reason: 'contraband',
    note: 'جوتے میں سم کارڈ برآمد ہوا',
    banned_by: books.second,
    banned_at: `${day}T13:00:00+05:00`,
    appealed_on: toIso(toDay(books.today) - 1),
    appeal: 'جوتا کسی اور کا تھا',
  })
  store.add('custody.visit_refusal', {
    id: idOf('visit-refusal', shared.prison_id),
    ...shared,
    imprisonment_id: one.imprisonmentId,
    visitor_id: visitor,
    reason: 'banned',
    note: 'پابندی کے باوجود آئے',
    refused_at: `${books.today}T10:15:00+05:00`,
    refused_by: books.first,
  })
}

/** What a desk without a connection held although the prisoner's visits were stopped: waits for an officer. */
function addContradicted(
  store: RowStore,
  books: VisitBooks,
  shared: Shared,
  one: Housed,
  sessions: readonly Session[],
  random: Random,
): void {
  const session = sessions.find((each) => each.kind === 'ordinary' && each.weekday === weekdayOf(books.today))
  if (session === undefined) return
  const visitor = addVisitor(store, books, shared, random.fork('contradicted'), {
    key: `${shared.prison_id}/contradicted`,
    sex: 'F',
    otherPaper: `AB${String(1_000_000 + shared.prison_id)}`,
  })
  addTie(store, books, shared, one, { id: visitor, relation: 'sister', state: 'approved' })
  const id = idOf('visit-act', shared.prison_id)
  const visitId = idOf('visit-act-visit', shared.prison_id)
  const doneAt = `${books.today}T10:05:00+05:00`
  store.add('custody.visit_act', {
    id,
    ...shared,
    imprisonment_id: one.imprisonmentId,
    visit_id: visitId,
    kind: 'walk-in',
    body: {
      id,
      kind: 'walk-in',
      visitId,
      imprisonmentId: one.imprisonmentId,
      visitorIds: [visitor],
      sessionId: session.id,
      slotAt: '10:00',
      tokenCode: 'K-7F3A',
      reasons: [],
      refusal: null,
      note: null,
      doneAt,
    },
    done_at: doneAt,
    done_by: books.first,
    received_at: `${books.today}T15:40:00+05:00`,
    outcome: 'conflict',
    conflict: { codes: ['custody-visits.stopped'], visitState: null, counted: [], allowed: null, per: null },
  })
}

/** Numbers of some, a week of calls; one number waits to be vetted and one prisoner has nothing left. */
function addTelephone(
  store: RowStore,
  books: VisitBooks,
  shared: Shared,
  one: Housed,
  random: Random,
  nth: number,
): void {
  if (nth % 2 === 1) return
  const today = toDay(books.today) + 1
  const monday = today - ((new Date(toIso(today)).getUTCDay() + 6) % 7)
  const number = (kind: 'mother' | 'advocate', state: 'approved' | 'pending') => {
    const id = idOf('telephone-number', one.imprisonmentId, kind)
    store.add('custody.telephone_number', {
      id,
      ...shared,
      imprisonment_id: one.imprisonmentId,
      number: `0300${kind === 'advocate' ? 9_000_000 + nth : 4_000_000 + random.int(0, 999_999)}`,
      name_en: kind === 'advocate' ? 'Advocate Qureshi' : 'Zainab Bibi',
      name_ur: kind === 'advocate' ? 'ایڈووکیٹ قریشی' : 'زینب بی بی',
      relation: kind,
      state,
      decided_by: state === 'approved' ? books.second : null,
      decided_at: state === 'approved' ? `${toIso(monday - 20)}T12:00:00+05:00` : null,
      added_by: books.first,
      added_at: `${toIso(monday - 21)}T10:00:00+05:00`,
    })
    return id
  }
  const family = number('mother', nth % 10 === 6 ? 'pending' : 'approved')
  const call = (numberId: string, day: number, minutes: number, exempt: boolean) => {
    const startedAt = `${toIso(day)}T${String(9 + random.int(0, 6)).padStart(2, '0')}:${String(random.int(10, 55))}:00+05:00`
    store.add('custody.telephone_call', {
      id: idOf('telephone-call', numberId, day),
      ...shared,
      imprisonment_id: one.imprisonmentId,
      number_id: numberId,
      rule_id: books.telephoneRuleOf(shared.jurisdiction),
      exempt,
      week_on: toIso(day - ((new Date(toIso(day)).getUTCDay() + 6) % 7)),
      started_at: startedAt,
      ended_at: new Date(Date.parse(startedAt) + minutes * 60_000).toISOString(),
      minutes,
      charged: exempt ? 0 : minutes,
      overrides: [],
      recorded_by: books.first,
      ended_by: books.first,
    })
  }
  if (nth % 10 !== 6)
    for (let day = monday - 7; day < today; day += 1)
      // Up to thirty in a week of the province: five days of six at the most.
      if (new Date(toIso(day)).getUTCDay() % 6 !== 0 && (nth === 0 || random.chance(0.5)))
        call(family, day, nth === 0 ? 6 : random.int(2, 6), false)
  if (nth % 8 === 0) {
    const lawyer = number('advocate', 'approved')
    if (monday < today) call(lawyer, monday, random.int(8, 25), true)
  }
}
