import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Asked,
  afterStep,
  kindFor,
  obstaclesOf,
  periodOf,
  quotaOf,
  ruleFor,
  slotsOf,
  stepsFrom,
  type Tie,
  type Visited,
  type VisitRule,
  visitStates,
} from './judge.ts'

const everyone: VisitRule = {
  id: 'everyone',
  kind: 'ordinary',
  category: null,
  class: null,
  sex: null,
  ages: null,
  overMonths: null,
  fromOn: '2020-01-01',
  visits: 1,
  per: 'week',
  persons: 3,
  minutes: 30,
  own: false,
  ended: false,
}
const man: Visited = { category: 'convict', class: 'ordinary', sex: 'M', juvenile: false, termMonths: null }

describe('which rule holds', () => {
  const rules = [
    everyone,
    { ...everyone, id: 'untried', category: 'under-trial' },
    { ...everyone, id: 'women', sex: 'F' },
    { ...everyone, id: 'later', fromOn: '2026-01-01' },
    { ...everyone, id: 'room', kind: 'family-room' as const, category: 'convict', overMonths: 60 },
  ]
  const of = (prisoner: Partial<Visited>, on = '2026-11-20', kind: VisitRule['kind'] = 'ordinary') =>
    ruleFor(rules, kind, { ...man, ...prisoner }, on)?.id

  test('is the one that says most, and of two that say as much the later', () => {
    expect(of({})).toBe('later')
    expect(of({}, '2025-12-31')).toBe('everyone')
    expect(of({ category: 'under-trial' })).toBe('untried')
    expect(of({ sex: 'F' })).toBe('women')
    expect(of({}, '2019-01-01')).toBeUndefined()
  })

  test('is the prison’s own before its province’s, and a rule that ended leaves the wider one', () => {
    const ofPrison = { ...everyone, id: 'own', own: true, fromOn: '2025-01-01' }
    const among = (rules: readonly VisitRule[], sex: string) =>
      ruleFor(rules, 'ordinary', { ...man, sex }, '2026-11-20')?.id
    // An older rule of the prison stands before a later one of the province; what says more still goes before both.
    expect(among([...rules, ofPrison], 'M')).toBe('own')
    expect(among([...rules, ofPrison], 'F')).toBe('women')
    const ended = { ...ofPrison, id: 'ended', fromOn: '2026-06-01', ended: true }
    expect(among([...rules, ofPrison, ended], 'M')).toBe('later')
    expect(among([...rules, ofPrison, { ...ended, fromOn: '2027-01-01' }], 'M')).toBe('own')
    expect(
      among([...rules, { ...everyone, id: 'no-women', sex: 'F', fromOn: '2026-01-01', ended: true }], 'F'),
    ).toBe('later')
  })

  test('gives the family room only above the term it names', () => {
    expect(of({ termMonths: 60 }, undefined, 'family-room')).toBeUndefined()
    expect(of({ termMonths: 61 }, undefined, 'family-room')).toBe('room')
    expect(of({ termMonths: Number.POSITIVE_INFINITY }, undefined, 'family-room')).toBe('room')
    expect(of({}, undefined, 'family-room')).toBeUndefined()
  })
})

test('a week begins on Monday, a quarter in January, April, July and October', () => {
  expect(periodOf('week', '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-23' })
  expect(periodOf('week', '2026-11-23')).toEqual({ from: '2026-11-23', to: '2026-11-30' })
  expect(periodOf('month', '2028-02-29')).toEqual({ from: '2028-02-01', to: '2028-03-01' })
  expect(periodOf('quarter', '2026-12-31')).toEqual({ from: '2026-10-01', to: '2027-01-01' })
})

const day = fc
  .integer({ min: 0, max: 4000 })
  .map((days) => new Date(Date.UTC(2022, 0, 1) + days * 86_400_000).toISOString().slice(0, 10))

test('every day lies in its own period, and what is left is never below nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('week' as const, 'month' as const, 'quarter' as const),
      day,
      fc.array(day, { maxLength: 60 }),
      fc.integer({ min: 0, max: 10 }),
      (per, on, days, visits) => {
        const { from, to } = periodOf(per, on)
        expect(from <= on && on < to).toBe(true)
        expect(periodOf(per, from)).toEqual({ from, to })
        expect(periodOf(per, to).from).toBe(to)
        const { used, left } = quotaOf({ visits, per }, days, on)
        expect(left).toBe(Math.max(0, visits - used))
        expect(quotaOf({ visits: null, per }, days, on).left).toBeNull()
      },
    ),
  )
})

const tie = (visitorId: string, given: Partial<Tie> = {}): Tie => ({
  visitorId,
  relation: 'mother',
  state: 'approved',
  untilOn: null,
  ...given,
})
const asked = (given: Partial<Asked> = {}): Asked => ({
  on: '2026-11-20',
  kind: 'ordinary',
  visitorIds: ['a'],
  held: true,
  out: false,
  isolation: false,
  stopped: false,
  ties: [tie('a')],
  banned: new Set(),
  rule: everyone,
  visited: [],
  slotFull: false,
  keptApart: false,
  ...given,
})

describe('a visit', () => {
  test('of an approved relative, to a prisoner who is here, has nothing against it', () => {
    expect(obstaclesOf(asked())).toEqual([])
  })

  test.each([
    ['a stranger to the list', { visitorIds: ['b'] }, ['not-listed']],
    ['nobody', { visitorIds: [] }, ['not-listed']],
    ['one who is not vetted yet', { ties: [tie('a', { state: 'pending' as const })] }, ['not-vetted']],
    ['one whose approval is over', { ties: [tie('a', { untilOn: '2026-11-19' })] }, ['not-vetted']],
    ['one approved until today', { ties: [tie('a', { untilOn: '2026-11-20' })] }, []],
    ['one who is banned', { banned: new Set(['a']) }, ['banned']],
    ['a prisoner at court', { out: true }, ['out']],
    ['a prisoner who has left', { held: false }, ['released']],
    ['a prisoner whose quota of the week is used', { visited: ['2026-11-16'] }, ['quota-used']],
    ['a prisoner who was visited last week', { visited: ['2026-11-15'] }, []],
    ['a prisoner in isolation', { isolation: true }, ['isolation']],
    ['a prisoner under punishment', { stopped: true }, ['stopped']],
    [
      'an advocate to a prisoner under punishment',
      { kind: 'legal' as const, stopped: true, ties: [tie('a', { relation: 'advocate' })] },
      [],
    ],
    ['an advocate among the families', { ties: [tie('a', { relation: 'advocate' })] }, ['mixed']],
    ['a mother among the advocates', { kind: 'legal' as const }, ['mixed']],
    ['when the slot is full', { slotFull: true }, ['slot-full']],
    ['with an enemy in the hall', { keptApart: true }, ['kept-apart']],
    ['where the province has no rule', { rule: undefined }, ['no-rule']],
    [
      'of too many',
      { visitorIds: ['a', 'b', 'c', 'd'], ties: ['a', 'b', 'c', 'd'].map((id) => tie(id)) },
      ['too-many'],
    ],
  ] satisfies [string, Partial<Asked>, string[]][])('of %s', (_, given, codes) => {
    expect(obstaclesOf(asked(given))).toEqual(codes)
  })

  test('is legal when all who come are advocates, and neither when some are', () => {
    const ties = [tie('a'), tie('b', { relation: 'advocate' })]
    expect([kindFor(ties, ['a']), kindFor(ties, ['b']), kindFor(ties, ['a', 'b'])]).toEqual([
      'ordinary',
      'legal',
      'mixed',
    ])
  })

  test('has slots of equal length, the last one whole', () => {
    expect(slotsOf({ fromTime: '09:00', toTime: '10:45', slotMinutes: 30 })).toEqual([
      '09:00',
      '09:30',
      '10:00',
    ])
  })

  test('goes one way: whatever is done, it is over in three steps and stays so', () => {
    for (const state of visitStates) {
      let reached = [state]
      for (let round = 0; round < 3; round += 1)
        reached = reached.flatMap((at) => stepsFrom(at).map((step) => afterStep(at, step)!))
      expect(reached.flatMap((at) => stepsFrom(at))).toEqual([])
    }
  })
})
