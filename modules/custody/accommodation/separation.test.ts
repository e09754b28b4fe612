import { describe, expect, test } from 'vitest'
import {
  ageGroups,
  breachesOf,
  classes,
  classOf,
  mustMoveFor,
  type Room,
  type Sleeper,
  sexes,
  wards,
} from './separation.ts'

const man: Sleeper = { sex: 'M', juvenile: false, holds: 'under-trial', ward: 'ordinary' }
const room = (given: Partial<Room> & { use?: Partial<NonNullable<Room['for']>> | null } = {}): Room => {
  const { use, ...rest } = given
  return {
    kind: 'barrack',
    for: use === null ? null : { sex: 'M', ages: 'adult', holds: 'under-trial', ward: 'ordinary', ...use },
    closed: false,
    hasCells: false,
    others: 3,
    maximum: 10,
    keptApart: false,
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
/** Every kind of prisoner and of room there is: few enough to try them all. */
const sleepers: Sleeper[] = [...sexes, null].flatMap((sex) =>
  ages.flatMap((juvenile) =>
    classes.flatMap((holds) => wards.map((ward) => ({ sex, juvenile, holds, ward }))),
  ),
)
const rooms: Room[] = sexes.flatMap((sex) =>
  ageGroups.flatMap((each) =>
    classes.flatMap((holds) =>
      wards.flatMap((ward) =>
        (['barrack', 'cell'] as const).flatMap((kind) =>
          [0, 1].map((others) => room({ kind, others, use: { sex, ages: each, holds, ward } })),
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
        if (one.holds === 'condemned') expect(where.others).toBe(0)
      }
  }
  expect(together).toBeGreaterThan(200)
})

test('whoever fits does not have to move once in, and a full room sends nobody away', () => {
  for (const where of rooms)
    for (const sleeper of sleepers) {
      const broken = mustMoveFor(sleeper, where)
      if (breachesOf(sleeper, where).length === 0) expect(broken).toEqual([])
      expect(mustMoveFor(sleeper, { ...where, maximum: 0 })).toEqual(broken)
    }
})
