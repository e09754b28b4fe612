import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeskAct } from './contract.ts'
import { stepsFrom } from './judge.ts'
import { type Desk, dayWith, slotsToday, visitedDays, weighHere } from './overlay.ts'

const id = (n: number) => `0190a0de-0000-7000-8000-${String(n).padStart(12, '0')}`
const name = { en: 'Zainab', ur: 'زینب' }
const session = {
  id: id(1),
  kind: 'ordinary' as const,
  place: name,
  weekday: 5,
  fromTime: '09:00',
  toTime: '10:00',
  slotMinutes: 30,
  windows: 1,
  forSex: null,
  fromOn: '2026-01-01',
  untilOn: null,
}
const prisoner = {
  imprisonmentId: id(2),
  number: '1/2026',
  name,
  father: null,
  category: 'convict',
  class: 'ordinary' as const,
  sex: 'M',
  juvenile: false,
  out: null,
  isolation: false,
  stop: null,
  visited: [],
  closedSessions: [],
}
const desk: Desk = {
  prison: { id: 1, name },
  prisons: [],
  on: '2026-11-20',
  upTo: '2026-11-20/1',
  changesOnly: false,
  sessions: [session],
  rules: [
    {
      id: id(3),
      kind: 'ordinary',
      category: null,
      class: null,
      sex: null,
      ages: null,
      overMonths: null,
      fromOn: '2019-01-01',
      visits: 1,
      per: 'week',
      persons: 5,
      minutes: 30,
      source: name,
      basis: 'reported',
      refer: false,
      own: false,
      ended: false,
    },
  ],
  prisoners: [prisoner],
  visitors: [{ id: id(4), name, father: null, cnic: null, otherPaper: 'B-form', ban: null, photo: null }],
  ties: [
    {
      id: id(5),
      imprisonmentId: prisoner.imprisonmentId,
      visitorId: id(4),
      relation: 'mother',
      state: 'approved',
      untilOn: null,
    },
  ],
  visits: [],
  refusedToday: 0,
}
const act = (n: number, kind: DeskAct['kind'], visitId = id(100)): DeskAct => ({
  id: id(1000 + n),
  kind,
  visitId,
  imprisonmentId: prisoner.imprisonmentId,
  visitorIds: [id(4)],
  sessionId: kind === 'walk-in' ? session.id : null,
  slotAt: kind === 'walk-in' ? '09:00' : null,
  tokenCode: kind === 'walk-in' ? 'K-0001' : null,
  reasons: [],
  refusal: kind === 'refuse' ? 'late' : null,
  note: null,
  doneAt: new Date(Date.UTC(2026, 10, 20, 4, 0, n)).toISOString(),
})

test('a visit held without a connection takes its window and its place in the quota at once', () => {
  expect(weighHere(desk, prisoner, [id(4)], slotsToday(desk, 'ordinary', prisoner, [])[0], [])).toEqual([])
  const visits = dayWith(desk, [act(1, 'walk-in'), act(2, 'start'), act(3, 'end')])
  expect(visits).toMatchObject([{ state: 'ended', tokenCode: 'K-0001', tokenNo: null }])
  const [first, second] = slotsToday(desk, 'ordinary', prisoner, visits)
  expect([first?.left, second?.left]).toEqual([0, 1])
  expect(visitedDays(desk, prisoner, visits)).toEqual(['2026-11-20'])
  expect(weighHere(desk, prisoner, [id(4)], second, visits)).toEqual(['quota-used'])
})

test('an act the server kept as a conflict is no part of the day', () => {
  expect(dayWith(desk, [act(1, 'walk-in'), act(2, 'start')], new Set([id(1001)]))).toEqual([])
})

test('what the server shows already changes nothing, however often the same acts stand on top of it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(), { maxLength: 4 }),
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 0, max: 5 }),
      (choices, shown, sent) => {
        // What the desk offers in each state, and nothing else.
        const acts = [act(0, 'walk-in')]
        for (const choice of choices) {
          const steps = stepsFrom(dayWith(desk, acts)[0]?.state ?? 'ended')
          const step = steps[choice % Math.max(1, steps.length)]
          if (step !== undefined) acts.push(act(acts.length, step))
        }
        const whole = dayWith(desk, acts)
        // The server has taken the first of them and shows the day with them; the page still knows some or all.
        const partly = { ...desk, visits: dayWith(desk, acts.slice(0, shown)) }
        const known = acts.slice(Math.min(sent, shown))
        const again = dayWith(partly, [...known, ...known])
        expect(again.map((visit) => [visit.id, visit.state])).toEqual(
          whole.map((visit) => [visit.id, visit.state]),
        )
      },
    ),
  )
})
