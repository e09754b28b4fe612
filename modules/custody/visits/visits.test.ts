import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as custody from '../contract.ts'
import { dayOf } from '../pakistan-day.ts'
import { aPaperAdmission } from '../testing.ts'
import * as contract from './contract.ts'
import { periodOf } from './judge.ts'
import { type Day, withChanges } from './overlay.ts'
import { takeVisitorPhoto } from './photo.ts'

let here: World
let admissions: Someone
let desk: Someone
let deputy: Someone
let superintendent: Someone
let gate: Someone
let inspector: Someone
let karachi: Someone
const today = dayOf(new Date().toISOString())
const later = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)
/** A day of next week: a whole week lies before nobody's feet. */
const nextWeek = periodOf('week', later(7)).from
const weekdayOf = (day: string) => new Date(day).getUTCDay() || 7

beforeAll(async () => {
  here = await world()
  admissions = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  desk = await here.someone('visits-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  gate = await here.someone('gate-officer', 'PRS-HYD-C')
  inspector = await here.someone('inspector-general-prisons', 'PRD-SD')
  karachi = await here.someone('visits-officer', 'PRS-KHI-C')
})
afterAll(() => here.drop())

let n = 0
async function held(category: 'under-trial' | 'convict' = 'convict', years = 6): Promise<string> {
  n += 1
  const { imprisonmentId } = await admissions.insist(
    custody.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: {
        nameEn: `Prisoner ${n}`,
        nameUr: `اسیر ${n}`,
        sex: 'M',
        birthDate: '1990-05-01',
        birthPrecision: 'day',
        aliases: [],
      },
      category,
      paper:
        category === 'convict'
          ? { kind: 'conviction', sections: '302 PPC', sentence: { term: { years }, setOff: 'REFUSED' } }
          : {},
    }),
  )
  return imprisonmentId
}

let cnics = 0
const cnic = () => {
  cnics += 1
  return `41303${String(1_000_000 + cnics)}2`
}
/** A visitor on somebody's list, vetted unless said otherwise. */
async function visitorOf(
  imprisonmentId: string,
  given: { relation?: 'mother' | 'advocate'; vetted?: boolean } = {},
): Promise<string> {
  const advocate = given.relation === 'advocate'
  const { visitorId, tieId } = await desk.call(contract.registerVisitor, {
    visitor: {
      name: { en: `Visitor ${cnics}`, ur: `ملاقاتی ${cnics}` },
      sex: 'F',
      cnic: cnic(),
      ...(advocate ? { licence: 'SBC 1182' } : {}),
    },
    imprisonmentId,
    relation: given.relation ?? 'mother',
  })
  if (given.vetted !== false) await deputy.call(contract.vetVisitor, { tieId, state: 'approved' })
  return visitorId
}

async function session(
  given: Partial<Parameters<typeof superintendent.call<typeof contract.addSession>>[1]> & { weekday: number },
): Promise<string> {
  n += 1
  const { sessionId } = await superintendent.call(contract.addSession, {
    kind: 'ordinary',
    place: { en: `Hall ${n}`, ur: `ہال ${n}` },
    fromTime: '09:00',
    toTime: '12:00',
    slotMinutes: 30,
    windows: 5,
    fromOn: today,
    ...given,
  })
  return sessionId
}

const book = (
  who: Someone,
  id: string,
  visitorIds: string[],
  sessionId: string,
  onDate: string,
  slotAt = '09:00',
) => who.call(contract.bookVisit, { id, visitorIds, sessionId, onDate, slotAt })

let base: { sessionId: string } | undefined
async function todaysSession(): Promise<string> {
  base ??= { sessionId: await session({ weekday: weekdayOf(today), windows: 50 }) }
  return base.sessionId
}
type Act = contract.DeskAct
const act = (given: Partial<Act> & Pick<Act, 'kind' | 'imprisonmentId'>): Act => ({
  id: randomUUID(),
  visitId: randomUUID(),
  visitorIds: [],
  sessionId: null,
  slotAt: null,
  tokenCode: null,
  reasons: [],
  refusal: null,
  note: null,
  doneAt: new Date().toISOString(),
  ...given,
})
const send = (who: Someone, ...acts: Act[]) =>
  who
    .call(contract.sendDeskActs, { acts })
    .then(({ results }) => results.map((result) => [result.outcome, ...result.codes]))

describe('the registry of visitors', () => {
  test('knows a visitor once in the department, by CNIC, and says who it is', async () => {
    const id = await held()
    const number = cnic()
    const visitor = { name: { en: 'Zainab Bibi', ur: 'زینب بی بی' }, sex: 'F' as const, cnic: number }
    const first = await desk.call(contract.registerVisitor, {
      visitor,
      imprisonmentId: id,
      relation: 'mother',
    })
    await expect(
      desk.call(contract.registerVisitor, { visitor, imprisonmentId: await held(), relation: 'mother' }),
    ).rejects.toMatchObject({
      problem: { code: 'custody-visits.known-cnic', params: { visitorId: first.visitorId } },
    })
    // Another prison of the department finds them by the whole CNIC, and learns nothing of whom they visit.
    const found = await karachi.call(contract.listVisitors, { q: number })
    expect(found.rows).toMatchObject([{ id: first.visitorId, visiting: [] }])
    expect((await karachi.call(contract.listVisitors, { q: 'Zainab' })).rows).toEqual([])
  })

  test('puts a CNIC of the other sex in doubt, and asks an advocate for the licence', async () => {
    const id = await held()
    const visitor = { name: { en: 'Rustam', ur: 'رستم' }, sex: 'M' as const, cnic: '4130355555552' }
    await expect(
      desk.call(contract.registerVisitor, { visitor, imprisonmentId: id, relation: 'brother' }),
    ).rejects.toMatchObject({ problem: { warnings: [{ code: 'people.cnic-sex' }] } })
    const { visitorId } = await desk.insist(contract.registerVisitor, {
      visitor,
      imprisonmentId: id,
      relation: 'brother',
    })
    expect((await desk.call(contract.getVisitor, { visitorId })).visitor.overrides).toMatchObject([
      { code: 'people.cnic-sex' },
    ])
    await expect(
      desk.call(contract.addToList, { id: await held(), visitorId, relation: 'advocate' }),
    ).rejects.toThrow('licence-needed')
  })

  test('does not ask the registry of persons: a CNIC that is known there is taken like any other', async () => {
    const id = await held()
    const known = '4130377777772'
    await admissions.insist(
      custody.admitPrisoner,
      aPaperAdmission({
        noneOfThese: true,
        person: { nameEn: 'Known Woman', nameUr: 'معروف عورت', sex: 'F', cnic: known, aliases: [] },
      }),
    )
    const made = await desk.call(contract.registerVisitor, {
      visitor: { name: { en: 'Known Woman', ur: 'معروف عورت' }, sex: 'F', cnic: known },
      imprisonmentId: id,
      relation: 'sister',
    })
    const page = await desk.call(contract.getVisitor, { visitorId: made.visitorId })
    expect(page.visitor).toMatchObject({ cnic: known, overrides: [] })
    expect(page.ties).toHaveLength(1)
  })

  test('is vetted by an officer and not by the desk', async () => {
    const id = await held()
    const { tieId } = await desk.call(contract.registerVisitor, {
      visitor: { name: { en: 'Hajra', ur: 'ہاجرہ' }, sex: 'F', cnic: cnic() },
      imprisonmentId: id,
      relation: 'spouse',
    })
    await expect(desk.call(contract.vetVisitor, { tieId, state: 'approved' })).rejects.toThrow('not-allowed')
    await expect(deputy.call(contract.vetVisitor, { tieId, state: 'refused' })).rejects.toThrow('422')
    await deputy.call(contract.vetVisitor, { tieId, state: 'approved', untilOn: later(30) })
    const { list } = await gate.call(contract.getVisiting, { id })
    expect(list).toMatchObject([{ state: 'approved', untilOn: later(30) }])
  })
})

describe('a booking', () => {
  test('over the quota is refused to the desk, and given by an officer with a reason that is kept', async () => {
    const id = await held()
    const visitor = await visitorOf(id)
    const sessionId = await session({ weekday: 1 })
    await book(desk, id, [visitor], sessionId, nextWeek)
    const again = () => book(desk, id, [visitor], sessionId, nextWeek, '10:00')
    await expect(again()).rejects.toThrow('custody-visits.quota-used')
    await expect(book(deputy, id, [visitor], sessionId, nextWeek, '10:00')).rejects.toMatchObject({
      problem: { warnings: [{ code: 'custody-visits.quota-used' }] },
    })
    const { visitId } = await deputy.insist(contract.bookVisit, {
      id,
      visitorIds: [visitor],
      sessionId,
      onDate: nextWeek,
      slotAt: '10:00',
    })
    const { visits } = await desk.call(contract.getVisiting, { id })
    expect(visits.find((one) => one.id === visitId)?.overrides).toEqual([
      { code: 'custody-visits.quota-used', reason: 'As the papers have it' },
    ])
    await desk.call(contract.cancelVisit, { visitId, why: 'Family could not come' })
    await expect(again()).rejects.toThrow('quota-used')
    await expect(
      here.database.owner.pool.query(
        `insert into custody.visit (jurisdiction, prison_id, imprisonment_id, session_id, kind, on_date, slot_at, rule_id, state)
         select jurisdiction, prison_id, imprisonment_id, session_id, kind, on_date, '11:00', rule_id, 'booked' from custody.visit where id = $1`,
        [visitId],
      ),
    ).rejects.toThrow('The visits of the period are used')
  })

  test('of an advocate is outside the quota, unmonitored, and not stopped by a punishment', async () => {
    const id = await held()
    const [mother, advocate] = [await visitorOf(id), await visitorOf(id, { relation: 'advocate' })]
    const hall = await session({ weekday: 1 })
    const room = await session({ weekday: 1, kind: 'legal' })
    await book(desk, id, [mother], hall, nextWeek)
    await deputy.call(contract.stopVisits, {
      id,
      kind: 'punishment',
      untilOn: later(20),
      authority: 'Order 31',
    })
    await expect(book(desk, id, [mother], hall, nextWeek, '11:00')).rejects.toThrow(/stopped|quota-used/)
    for (const slot of ['09:30', '10:00', '10:30']) await book(desk, id, [advocate], room, nextWeek, slot)
    await expect(book(desk, id, [advocate, mother], room, nextWeek, '11:00')).rejects.toThrow('mixed')
    const { rows } = await here.database.owner.pool.query(
      `select unmonitored, count(*)::integer as n from custody.visit where imprisonment_id = $1 group by 1 order by 1`,
      [id],
    )
    expect(rows).toEqual([
      { unmonitored: false, n: 1 },
      { unmonitored: true, n: 3 },
    ])
  })

  test('in the family room is for convicts of more than five years, three days a quarter', async () => {
    const room = await session({ weekday: 2, kind: 'family-room', slotMinutes: 180 })
    const short = await held('convict', 5)
    const tuesday = new Date(Date.parse(nextWeek) + 86_400_000).toISOString().slice(0, 10)
    await expect(book(desk, short, [await visitorOf(short)], room, tuesday)).rejects.toThrow('no-rule')
    const long = await held('convict', 6)
    await book(desk, long, [await visitorOf(long)], room, tuesday)
    const { quotas } = await desk.call(contract.getVisiting, { id: long })
    expect(quotas.find(({ rule }) => rule.kind === 'family-room')).toMatchObject({ used: 1, left: 2 })
  })

  test('is refused for whoever is not vetted or banned; a ban cancels what was booked and may be appealed to another', async () => {
    const id = await held('under-trial')
    const sessionId = await session({ weekday: 1 })
    await expect(
      book(desk, id, [await visitorOf(id, { vetted: false })], sessionId, nextWeek),
    ).rejects.toThrow('not-vetted')
    const visitor = await visitorOf(id)
    const { visitId } = await book(desk, id, [visitor], sessionId, nextWeek)
    const order = {
      visitorId: visitor,
      fromOn: today,
      authority: 'Superintendent, order 9',
      reason: 'contraband' as const,
      note: 'A SIM in a shoe',
    }
    await expect(desk.call(contract.banVisitor, order)).rejects.toThrow('not-allowed')
    const { banId, cancelled } = await deputy.call(contract.banVisitor, order)
    expect(cancelled).toBe(1)
    const { visits } = await desk.call(contract.getVisiting, { id })
    expect(visits.find((one) => one.id === visitId)?.state).toBe('cancelled')
    await expect(book(desk, id, [visitor], sessionId, nextWeek)).rejects.toThrow('custody-visits.banned')
    await expect(
      deputy.call(contract.appealBan, { act: 'decide', banId, outcome: 'lifted', why: 'Not hers' }),
    ).rejects.toThrow('no-appeal')
    await deputy.call(contract.appealBan, { act: 'enter', banId, appeal: 'The shoe was another’s' })
    await expect(
      deputy.call(contract.appealBan, { act: 'decide', banId, outcome: 'lifted', why: 'Not hers' }),
    ).rejects.toThrow('own-ban')
    await superintendent.call(contract.appealBan, {
      act: 'decide',
      banId,
      outcome: 'lifted',
      why: 'Not hers',
    })
    await book(desk, id, [visitor], sessionId, nextWeek)
    // The Inspector-General's ban holds in every prison of the department.
    await inspector.call(contract.banVisitor, { ...order, authority: 'IG, order 2' })
    expect((await karachi.call(contract.getVisitor, { visitorId: visitor })).visitor.ban).toMatchObject({
      reason: 'contraband',
    })
    expect(
      (await desk.call(contract.getVisiting, { id })).visits.filter((one) => one.state === 'booked'),
    ).toEqual([])
  })

  test('never puts two who must be kept apart into one session, and does not say who the other is', async () => {
    const [one, other] = [await held('under-trial'), await held('under-trial')]
    const sessionId = await session({ weekday: 1 })
    await deputy.call(custody.recordNonAssociation, {
      oneId: one,
      otherId: other,
      oneRole: 'threatened',
      otherRole: 'threatens',
      reason: 'enmity',
      scope: 'cell',
    })
    const [ones, others] = [await visitorOf(one), await visitorOf(other)]
    const both = await Promise.allSettled([
      book(desk, one, [ones], sessionId, nextWeek, '09:00'),
      book(deputy, other, [others], sessionId, nextWeek, '11:00'),
    ])
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find((each) => each.status === 'rejected')!
    expect(lost.reason.problem.code).toBe('custody-visits.kept-apart')
    const { rows } = await here.database.owner.pool.query<{ number: string }>(
      `select number || '/' || year as number from custody.imprisonment where id = any ($1)`,
      [[one, other]],
    )
    for (const { number } of rows) expect(JSON.stringify(lost.reason.problem)).not.toContain(number)
  })

  test('never fills a slot beyond its windows, however many book at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.constantFrom('09:00', '09:30'), { minLength: 3, maxLength: 8 }),
        async (windows, wishes) => {
          const sessionId = await session({ weekday: 1, windows })
          const people = await Promise.all(
            wishes.map(async () => {
              const id = await held('under-trial')
              return { id, visitor: await visitorOf(id) }
            }),
          )
          const asked = await Promise.allSettled(
            people.map(({ id, visitor }, at) =>
              book(at % 2 === 0 ? desk : deputy, id, [visitor], sessionId, nextWeek, wishes[at]),
            ),
          )
          for (const each of asked)
            if (each.status === 'rejected') expect(each.reason.problem.code).toBe('custody-visits.slot-full')
          for (const slot of ['09:00', '09:30']) {
            const wanted = wishes.filter((wish) => wish === slot).length
            const { rows } = await here.database.owner.pool.query<{ n: number }>(
              `select count(*)::integer as n from custody.visit where session_id = $1 and slot_at = $2::time`,
              [sessionId, slot],
            )
            // No more than there are windows, and no window stays empty while somebody waits.
            expect(rows[0]!.n).toBe(Math.min(windows, wanted))
          }
        },
      ),
      { numRuns: 5, seed: 22 },
    )
  }, 120_000)

  test('never passes the quota without a reason on record, whatever is asked at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            slot: fc.constantFrom('09:00', '09:30', '10:00', '10:30'),
            by: fc.constantFrom('desk', 'deputy'),
            insists: fc.boolean(),
          }),
          {
            minLength: 2,
            maxLength: 8,
          },
        ),
        async (wishes) => {
          const id = await held()
          const visitor = await visitorOf(id)
          const sessionId = await session({ weekday: 1 })
          await Promise.allSettled(
            wishes.map(({ slot, by, insists }) => {
              const who = by === 'desk' ? desk : deputy
              const input = { id, visitorIds: [visitor], sessionId, onDate: nextWeek, slotAt: slot }
              return insists ? who.insist(contract.bookVisit, input) : who.call(contract.bookVisit, input)
            }),
          )
          const { rows } = await here.database.owner.pool.query<{ n: number; reasons: number }>(
            `select count(*)::integer as n, (count(*) filter (where overrides @> '[{"code": "custody-visits.quota-used"}]'))::integer as reasons
               from custody.visit where imprisonment_id = $1 and state = 'booked'`,
            [id],
          )
          expect(rows[0]!.n).toBeGreaterThan(0)
          expect(rows[0]!.n - rows[0]!.reasons).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 5, seed: 23 },
    )
  }, 120_000)
})

describe('the desk', () => {
  test('has everything for a shift, and a visit walks in, begins and ends with a token of its own', async () => {
    const sessionId = await todaysSession()
    const id = await held('under-trial')
    const visitor = await visitorOf(id)
    const data = await desk.call(contract.getVisitDeskPeople, {})
    expect(data.prisoners.find((one) => one.imprisonmentId === id)).toMatchObject({ out: null, visited: [] })
    expect(data.ties).toContainEqual(
      expect.objectContaining({ imprisonmentId: id, visitorId: visitor, state: 'approved' }),
    )
    const walkIn = act({
      kind: 'walk-in',
      imprisonmentId: id,
      visitorIds: [visitor],
      sessionId,
      slotAt: '09:00',
      tokenCode: 'K-1A2B',
    })
    expect(await send(desk, walkIn)).toEqual([['done']])
    const next = { imprisonmentId: id, visitId: walkIn.visitId }
    expect(await send(desk, act({ kind: 'start', ...next }), act({ kind: 'end', ...next }))).toEqual([
      ['done'],
      ['done'],
    ])
    const { visits } = await desk.call(contract.getVisitDesk, {})
    const visit = visits.find((one) => one.id === walkIn.visitId)!
    expect(visit).toMatchObject({ state: 'ended', walkIn: true, tokenCode: 'K-1A2B' })
    expect(visit.tokenNo).toBeGreaterThan(0)
    expect(new Set(visits.map((one) => one.tokenNo)).size).toBe(visits.length)
  })

  test('told what changed since it was told the whole day has the same day as told whole, a ban and a ban lifted included', async () => {
    const sessionId = await todaysSession()
    const told = () => desk.call(contract.getVisitDesk, {})
    const byId = (rows: readonly { id: string }[]) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))
    const inOrder = (day: Day) => ({
      ...day,
      upTo: '',
      changesOnly: false,
      visits: byId(day.visits),
      visitors: byId(day.visitors),
    })
    const guests: { id: string; visitor: string; visit: string }[] = []
    const banned = new Map<string, string>()
    const steps = {
      'walk in': async () => {
        const id = await held('under-trial')
        const visitor = await visitorOf(id)
        const given = act({
          kind: 'walk-in',
          imprisonmentId: id,
          visitorIds: [visitor],
          sessionId,
          slotAt: '11:30',
        })
        await send(desk, given)
        guests.push({ id, visitor, visit: given.visitId })
      },
      start: async () => {
        const last = guests.at(-1)
        if (last !== undefined)
          await send(desk, act({ kind: 'start', imprisonmentId: last.id, visitId: last.visit }))
      },
      ban: async () => {
        const guest = guests.find((one) => !banned.has(one.visitor))
        if (guest === undefined) return
        const order = { fromOn: today, authority: 'Order 3', reason: 'disorder' as const, note: 'Shouted' }
        const { banId } = await deputy.call(contract.banVisitor, { visitorId: guest.visitor, ...order })
        banned.set(guest.visitor, banId)
      },
      'lift a ban': async () => {
        const [first] = banned
        if (first === undefined) return
        await deputy.call(contract.appealBan, { act: 'enter', banId: first[1], appeal: 'It was another' })
        const decision = { act: 'decide' as const, outcome: 'lifted' as const, why: 'It was' }
        await superintendent.call(contract.appealBan, { ...decision, banId: first[1] })
        banned.delete(first[0])
      },
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])), { maxLength: 6 }),
        async (kinds) => {
          const whole = await told()
          for (const kind of kinds) await steps[kind]()
          const changes = await desk.call(contract.getVisitDesk, { since: whole.upTo })
          expect(changes.changesOnly).toBe(true)
          expect(inOrder(withChanges(whole, changes))).toEqual(inOrder(await told()))
        },
      ),
      { numRuns: 8, seed: 11 },
    )
    // Once no transaction runs that began before, not even in another database of the server, nothing is told twice.
    const toldAgain = async () => {
      const whole = await told()
      expect(whole.visits.length).toBeGreaterThan(0)
      return (await desk.call(contract.getVisitDesk, { since: whole.upTo })).visits
    }
    await expect.poll(toldAgain, { timeout: 30_000 }).toEqual([])
  }, 120_000)

  test('is told what was written before it asked and committed after, and the whole on another day and another database', async () => {
    const id = await held('under-trial')
    const walkIn = act({
      kind: 'walk-in',
      imprisonmentId: id,
      visitorIds: [await visitorOf(id)],
      sessionId: await todaysSession(),
      slotAt: '10:00',
    })
    await send(desk, walkIn)
    const slow = await here.database.owner.pool.connect()
    await slow.query('begin')
    await slow.query(`update custody.visit set state = 'running' where id = $1`, [walkIn.visitId])
    const whole = await desk.call(contract.getVisitDesk, {})
    expect(whole.visits.find((one) => one.id === walkIn.visitId)?.state).toBe('waiting')
    await slow.query('commit')
    slow.release()
    const { visits } = await desk.call(contract.getVisitDesk, { since: whole.upTo })
    expect(visits.find((one) => one.id === walkIn.visitId)?.state).toBe('running')
    for (const since of [`${later(-1)}/1`, `${today}/99999999999999999999`])
      expect((await desk.call(contract.getVisitDesk, { since })).changesOnly).toBe(false)
  })

  test('sent again, in whatever order and however often, changes nothing', async () => {
    const sessionId = await todaysSession()
    const sum = async () =>
      (
        await here.database.owner.pool.query(
          `select (select md5(string_agg(v::text, '' order by id)) from custody.visit v) as visits,
             (select md5(string_agg(r::text, '' order by id)) from custody.visit_refusal r) as refusals,
             (select md5(string_agg(a::text, '' order by id)) from custody.visit_act a) as acts`,
        )
      ).rows[0]
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('start', 'end', 'refuse', 'walk-in'), { maxLength: 6 }),
        fc.array(fc.nat({ max: 6 }), { maxLength: 8 }),
        async (kinds, again) => {
          const id = await held('under-trial')
          const visitor = await visitorOf(id)
          const first = act({
            kind: 'walk-in',
            imprisonmentId: id,
            visitorIds: [visitor],
            sessionId,
            slotAt: '09:30',
          })
          const acts = [
            first,
            ...kinds.map((kind) =>
              act({
                kind,
                imprisonmentId: id,
                visitorIds: [visitor],
                ...(kind === 'walk-in' ? { sessionId, slotAt: '10:00' } : { visitId: first.visitId }),
                ...(kind === 'refuse' ? { refusal: 'late' as const } : {}),
              }),
            ),
          ]
          const answers = await send(desk, ...acts)
          const before = await sum()
          expect(await send(desk, ...acts)).toEqual(answers)
          for (const at of again) {
            const one = acts[at % acts.length]!
            expect(await send(deputy, one)).toEqual([answers[at % acts.length]])
          }
          expect(await sum()).toEqual(before)
        },
      ),
      { numRuns: 8, seed: 24 },
    )
  }, 120_000)

  test('two at once with the same acts make one visit, and the same answer', async () => {
    const sessionId = await todaysSession()
    const id = await held('under-trial')
    const walkIn = act({
      kind: 'walk-in',
      imprisonmentId: id,
      visitorIds: [await visitorOf(id)],
      sessionId,
      slotAt: '10:30',
    })
    const answers = await Promise.all([send(desk, walkIn), send(desk, walkIn), send(deputy, walkIn)])
    expect(answers).toEqual([[['done']], [['done']], [['done']]])
    const { rows } = await here.database.owner.pool.query(
      `select count(*)::integer as n from custody.visit where imprisonment_id = $1`,
      [id],
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  test('that held a visit against the record finds both side by side; an officer records it with the reason, or sets it aside', async () => {
    const sessionId = await todaysSession()
    const id = await held()
    const visitor = await visitorOf(id)
    const at = (slotAt: string) =>
      act({ kind: 'walk-in', imprisonmentId: id, visitorIds: [visitor], sessionId, slotAt })
    expect(await send(desk, at('09:00'))).toEqual([['done']])
    const earlier = { ...at('11:00'), doneAt: new Date(Date.now() - 5_000).toISOString() }
    const [second, third] = [earlier, at('11:30')]
    const begun = act({ kind: 'start', imprisonmentId: id, visitId: second.visitId })
    expect(await send(desk, second, begun, third)).toEqual([
      ['conflict', 'custody-visits.quota-used'],
      ['conflict', 'custody-visits.follows'],
      ['conflict', 'custody-visits.quota-used'],
    ])
    const mine = async () =>
      (await deputy.call(contract.listVisitConflicts, {})).rows.filter((row) => row.imprisonmentId === id)
    expect(await mine()).toMatchObject([
      {
        id: second.id,
        followed: [{ kind: 'start' }],
        conflict: { allowed: 1, per: 'week', counted: [{ slotAt: '09:00' }] },
      },
      { id: third.id, followed: [] },
    ])
    await expect(
      desk.call(contract.settleConflict, { actId: second.id, how: 'recorded', why: 'It took place' }),
    ).rejects.toThrow('not-allowed')
    await deputy.call(contract.settleConflict, { actId: second.id, how: 'recorded', why: 'It took place' })
    await deputy.call(contract.settleConflict, { actId: third.id, how: 'set-aside', why: 'Written twice' })
    await expect(
      deputy.call(contract.settleConflict, { actId: third.id, how: 'recorded', why: 'It took place' }),
    ).rejects.toThrow('settled-already')
    expect(await mine()).toEqual([])
    const { visits } = await deputy.call(contract.getVisiting, { id })
    expect(visits.map((one) => [one.slotAt, one.state]).sort()).toEqual([
      ['09:00', 'waiting'],
      ['11:00', 'running'],
    ])
    // Settled does not make it unsent: the desk is answered as before.
    expect(await send(desk, third)).toEqual([['conflict', 'custody-visits.quota-used']])
  })

  test('turns away whoever is banned, unvetted or whose prisoner is at hospital, and the register has the reason', async () => {
    const sessionId = await todaysSession()
    const id = await held('under-trial')
    const visitor = await visitorOf(id)
    const walkIn = () =>
      act({ kind: 'walk-in', imprisonmentId: id, visitorIds: [visitor], sessionId, slotAt: '09:00' })
    await gate.call(custody.sendOut, { id, kind: 'HOS', destination: 'Civil Hospital', escort: 'HC Nabi' })
    expect(
      (await desk.call(contract.getVisitDeskPeople, {})).prisoners.find((one) => one.imprisonmentId === id)
        ?.out,
    ).toBe('HOS')
    expect(await send(desk, walkIn())).toEqual([['conflict', 'custody-visits.out']])
    // What was done before the prisoner left is not held against where the prisoner is now.
    expect(await send(desk, { ...walkIn(), doneAt: new Date(Date.now() - 60_000).toISOString() })).toEqual([
      ['done'],
    ])
    expect(
      await send(
        desk,
        act({
          kind: 'refuse',
          imprisonmentId: id,
          visitorIds: [visitor],
          refusal: 'out',
          note: 'At hospital',
        }),
      ),
    ).toEqual([['done']])
    const { rows } = await desk.call(contract.listVisitRefusals, { reason: 'out' })
    expect(rows).toMatchObject([{ imprisonmentId: id, visitorId: visitor, note: 'At hospital' }])
  })

  test('of another prison has nobody of ours, and the gate reads without doing', async () => {
    const id = await held('under-trial')
    expect(await send(karachi, act({ kind: 'refuse', imprisonmentId: id, refusal: 'other' }))).toEqual([
      ['unknown'],
    ])
    await expect(karachi.call(contract.getVisiting, { id })).rejects.toThrow('not-found')
    await expect(send(gate, act({ kind: 'refuse', imprisonmentId: id, refusal: 'other' }))).rejects.toThrow(
      'not-allowed',
    )
    expect((await gate.call(contract.getVisitDesk, {})).prison.name.en).toContain('Hyderabad')
  })
})

test('a visitor photographed at one desk is known at every desk of the department, and no further', async () => {
  const visitorId = await visitorOf(await held())
  const picture = (name: string) => {
    const png =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    return new File([Buffer.from(png, 'base64')], name, { type: 'image/png' })
  }
  const photoFor = async (who: Someone) => (await who.call(contract.getVisitor, { visitorId })).visitor.photo
  expect(await photoFor(desk)).toBeNull()
  await expect(
    gate.act((tx) => takeVisitorPhoto(tx, { visitorId, file: picture('a.png') })),
  ).rejects.toThrow()
  const first = await desk.act((tx) => takeVisitorPhoto(tx, { visitorId, file: picture('a.png') }))
  const second = await karachi.act((tx) => takeVisitorPhoto(tx, { visitorId, file: picture('b.png') }))
  expect(second.documentId).not.toBe(first.documentId)
  const seen = async (who: Someone) => {
    const documents = await who.act(async (tx) => {
      const { rows } = await sql<{
        id: string
      }>`select id from documents.document where kind = 'custody.visitor-photo'`.execute(tx)
      return rows.map(({ id }) => id).sort()
    })
    return documents
  }
  for (const who of [desk, karachi]) {
    expect(await photoFor(who)).toBe(second.documentId)
    expect(await seen(who)).toEqual([first.documentId, second.documentId].sort())
  }
  const lahore = await here.someone('visits-officer', 'PRS-LHE-C')
  await expect(lahore.call(contract.getVisitor, { visitorId })).rejects.toThrow('not-found')
  expect(await seen(lahore)).toEqual([])
  // Whoever has no business at the visits sees no visitor's face.
  expect(await seen(admissions)).toEqual([])
})
