import { describe, expect, test } from 'vitest'
import {
  ageGroups,
  breachesOf,
  classes,
  classOf,
  habits,
  mustMoveFor,
  onlyWarns,
  type Room,
  type Sleeper,
  sexes,
  wards,
} from './separation.ts'

const man: Sleeper = { sex: 'M', juvenile: false, holds: 'under-trial', ward: 'ordinary', habit: null }
const room = (given: Partial<Room> & { use?: Partial<NonNullable<Room['for']>> | null } = {}): Room => {
  const { use, ...rest } = given
  return {
    kind: 'barrack',
    for:
      use === null
        ? null
        : { sex: 'M', ages: 'adult', holds: 'under-trial', ward: 'ordinary', habit: null, ...use },
    closed: false,
    hasCells: false,
    others: 3,
    maximum: 10,
    keptApart: false,
    habitApart: 'refuse',
    ...rest,
  }
}

describe('a place', () => {
  test('that is for such a prisoner and has room fits', () => {
    expect(breachesOf(man, room())).toEqual([])
  })

  test.each([
    ['a woman among men', { ...man, sex: 'F' as const }, {}, ['sex']],
    ['somebody whose sex is not recorded', { ...man, sex: null }, {}, ['sex']],
    ['a boy among men', { ...man, juvenile: true }, {}, ['age']],
    [
      'somebody of unknown age among boys',
      { ...man, juvenile: null },
      { use: { ages: 'juvenile' } },
      ['age'],
    ],
    ['a convict among the untried', { ...man, holds: 'convict' as const }, {}, ['tried']],
    ['an untried man among convicts', man, { use: { holds: 'convict' } }, ['tried']],
    ['a detenu among the untried', { ...man, holds: classOf('detenu') }, {}, ['civil']],
    ['a sick man who should be isolated', { ...man, ward: 'isolation' as const }, {}, ['ward']],
    ['a healthy man in isolation', man, { use: { ward: 'isolation' } }, ['ward']],
    [
      'a casual convict among habitual ones',
      { ...man, holds: 'convict' as const, habit: 'casual' as const },
      { use: { holds: 'convict', habit: 'habitual' } },
      ['habit'],
    ],
    [
      'a convict not yet classed among habitual ones',
      { ...man, holds: 'convict' as const },
      { use: { holds: 'convict', habit: 'habitual' } },
      ['habit'],
    ],
    [
      'a habitual convict among casual ones',
      { ...man, holds: 'convict' as const, habit: 'habitual' as const },
      { use: { holds: 'convict', habit: 'casual' } },
      ['habit'],
    ],
    ['one whose enemy sleeps there', man, { keptApart: true }, ['non-association']],
    ['one more than it takes', man, { others: 10 }, ['full']],
    ['a closed barrack', man, { closed: true }, ['closed']],
    ['a barrack of which nothing was said', man, { use: null }, ['undeclared']],
    ['a barrack that has cells', man, { hasCells: true }, ['has-cells']],
  ] satisfies [string, Sleeper, Parameters<typeof room>[0], string[]][])(
    'refuses %s',
    (_, sleeper, given, broken) => {
      expect(breachesOf(sleeper, room(given))).toEqual(broken)
    },
  )

  test('for one under sentence of death is a cell of the condemned, alone', () => {
    const condemned: Sleeper = { ...man, holds: 'condemned' }
    const cell = { kind: 'cell' as const, use: { holds: 'condemned' as const } }
    expect(breachesOf(condemned, room({ ...cell, others: 0 }))).toEqual([])
    expect(breachesOf(condemned, room({ ...cell, others: 1 }))).toEqual(['condemned-alone'])
    expect(breachesOf(condemned, room({ use: { holds: 'condemned' }, others: 0 }))).toEqual(['condemned'])
    expect(breachesOf({ ...man, holds: 'convict' }, room({ ...cell, others: 0 }))).toEqual(['condemned'])
  })
})

const ages = [true, false, null]
const habitsOf = (holds: Sleeper['holds']) => (holds === 'convict' ? [...habits, null] : [null])
/** Every kind of prisoner and of room there is: few enough to try them all. */
const sleepers: Sleeper[] = [...sexes, null].flatMap((sex) =>
  ages.flatMap((juvenile) =>
    classes.flatMap((holds) =>
      wards.flatMap((ward) => habitsOf(holds).map((habit) => ({ sex, juvenile, holds, ward, habit }))),
    ),
  ),
)
const rooms: Room[] = sexes.flatMap((sex) =>
  ageGroups.flatMap((each) =>
    classes.flatMap((holds) =>
      wards.flatMap((ward) =>
        (['barrack', 'cell'] as const).flatMap((kind) =>
          habitsOf(holds).flatMap((habit) =>
            [0, 1].map((others) => room({ kind, others, use: { sex, ages: each, holds, ward, habit } })),
          ),
        ),
      ),
    ),
  ),
)

test('two who both fit the same room may by law be locked in together', () => {
  let together = 0
  for (const where of rooms) {
    const fitting = sleepers.filter((sleeper) => breachesOf(sleeper, where).length === 0)
    for (const one of fitting)
      for (const other of fitting) {
        together += 1
        expect(one.sex).toBe(other.sex)
        expect(one.juvenile ?? false).toBe(other.juvenile ?? false)
        expect([one.holds, other.holds].includes('under-trial') && one.holds !== other.holds).toBe(false)
        expect((one.holds === 'civil') === (other.holds === 'civil')).toBe(true)
        expect((one.ward === 'isolation') === (other.ward === 'isolation')).toBe(true)
        if (where.for?.habit != null && one.holds === 'convict' && other.holds === 'convict')
          expect(one.habit === 'habitual').toBe(other.habit === 'habitual')
        if (one.holds === 'condemned') expect(where.others).toBe(0)
      }
  }
  expect(together).toBeGreaterThan(200)
})

test('whoever fits does not have to move once in, and a full room sends nobody away', () => {
  const wrong = rooms.flatMap((where) =>
    sleepers.filter((sleeper) => {
      const broken = mustMoveFor(sleeper, where)
      const fits = breachesOf(sleeper, where).length === 0
      return (fits && broken.length > 0) || !same(mustMoveFor(sleeper, { ...where, maximum: 0 }), broken)
    }),
  )
  expect(wrong).toEqual([])
})

test('where the province only warns of habitual and casual together nothing else becomes a warning; where it is not asked it is no breach', () => {
  let warned = 0
  const wrong = rooms.flatMap((where) =>
    sleepers.filter((sleeper) => {
      const refused = breachesOf(sleeper, where)
      const mild = { ...where, habitApart: 'warn' as const }
      const warns = refused.filter((code) => onlyWarns(code, mild))
      warned += warns.length
      return (
        !same(breachesOf(sleeper, mild), refused) ||
        warns.some((code) => code !== 'habit') ||
        refused.some((code) => onlyWarns(code, where)) ||
        !same(
          breachesOf(sleeper, { ...where, habitApart: 'no' }),
          refused.filter((code) => code !== 'habit'),
        )
      )
    }),
  )
  expect(wrong).toEqual([])
  expect(warned).toBeGreaterThan(100)
})

const same = (one: readonly string[], other: readonly string[]) => one.join() === other.join()
