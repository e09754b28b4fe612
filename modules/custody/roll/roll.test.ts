import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { aBarrack, aPaperAdmission, givePlace } from '../testing.ts'
import type { NewMark } from './contract.ts'

let here: World
let clerk: Someone
let gate: Someone
let superintendent: Someone
let karachi: Someone
let barrack: string
const held: string[] = []
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  gate = await here.someone('gate-officer', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  karachi = await here.someone('gate-officer', 'PRS-KHI-C')
  barrack = (await superintendent.call(contract.addLocation, aBarrack({ name: 'Barrack 1' }))).id
  for (let n = 0; n < 5; n += 1) held.push(await admit(n))
  // The last waits for a place.
  for (const id of held.slice(0, 4)) await givePlace(clerk, id, barrack)
})
afterAll(() => here.drop())

async function admit(n: number): Promise<string> {
  const { imprisonmentId } = await clerk.insist(
    contract.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: { nameEn: `Counted ${n}`, nameUr: `شمار ${n}`, sex: 'M', aliases: [] },
    }),
  )
  return imprisonmentId
}
const mark = (given: Partial<NewMark> & Pick<NewMark, 'mark'>): NewMark => ({
  id: randomUUID(),
  barrackId: barrack,
  imprisonmentId: null,
  counted: null,
  note: null,
  markedAt: new Date().toISOString(),
  ...given,
})
const present = (imprisonmentId: string, barrackId: string | null = barrack) =>
  mark({ mark: 'present', imprisonmentId, barrackId })
const counted = (heads: number, barrackId: string | null = barrack) =>
  mark({ mark: 'counted', counted: heads, barrackId })
const begin = async (kind: 'unlock' | 'lock-up' | 'evacuation' = 'unlock') =>
  (await gate.call(contract.startRollCheck, { kind })).id
const send = (id: string, ...marks: NewMark[]) => gate.call(contract.sendMarks, { id, marks })
const marksIn = async (id: string) =>
  (await here.database.owner.pool.query('select 1 from custody.roll_mark where check_id = $1', [id])).rowCount

describe('a roll check', () => {
  test('expects by name who was inside when it began, and closes when all agrees', async () => {
    const id = await begin()
    await expect(begin('lock-up')).rejects.toThrow('custody-roll.open-already')
    const { people, barracks } = await gate.call(contract.getRollCheck, { id })
    expect(people.map((one) => [one.imprisonmentId, one.barrackId]).sort()).toEqual(
      held.map((one, at) => [one, at < 4 ? barrack : null]).sort(),
    )
    expect(barracks.map((one) => one.name?.en ?? null)).toEqual([null, 'Barrack 1'])
    await send(
      id,
      ...held.slice(0, 4).map((one) => present(one)),
      counted(4),
      present(held[4]!, null),
      counted(1, null),
    )
    expect(await gate.call(contract.closeRollCheck, { id })).toMatchObject({
      result: 'agrees',
      expected: 5,
      present: 5,
    })
    await expect(gate.call(contract.closeRollCheck, { id })).rejects.toThrow('closed-already')
    expect((await clerk.call(contract.listRollChecks, {})).rows[0]).toMatchObject({
      id,
      result: 'agrees',
      missing: 0,
    })
  })

  test('keeps a mark once, however often and from however many phones it is sent', async () => {
    const id = await begin()
    const marks = [...held.slice(0, 4).map((one) => present(one)), counted(4)]
    await Promise.all(Array.from({ length: 6 }, () => send(id, ...marks)))
    expect((await send(id, ...marks)).accepted).toHaveLength(5)
    expect(await marksIn(id)).toBe(5)
    await send(id, present(held[4]!, null), counted(1, null))
    await gate.call(contract.closeRollCheck, { id })
  })

  test('names the missing man, and is not closed on him without a word', async () => {
    const id = await begin()
    const lost = held[2]!
    await send(
      id,
      ...held
        .slice(0, 4)
        .filter((one) => one !== lost)
        .map((one) => present(one)),
      counted(3),
      present(held[4]!, null),
      counted(1, null),
    )
    await expect(gate.call(contract.closeRollCheck, { id })).rejects.toMatchObject({
      problem: { code: 'custody-roll.say-why', params: { missing: 1, extra: 0 } },
    })
    const closed = await gate.call(contract.closeRollCheck, { id, why: 'Search of the whole prison begun' })
    expect(closed).toMatchObject({
      result: 'differs',
      missing: [{ imprisonmentId: lost, name: { en: 'Counted 2' } }],
    })
    // A phone that was away comes back: the mark is kept, the result stands and says so.
    await send(id, present(lost))
    const after = await gate.call(contract.getRollMarks, { id })
    expect(after).toMatchObject({ late: 1, check: { result: 'differs', missing: 1 } })
  })

  test('does not miss whom the gate let out while it went on', async () => {
    const id = await begin()
    await gate.call(contract.sendOut, {
      id: held[0]!,
      kind: 'HOS',
      destination: 'Civil Hospital',
      escort: 'HC Nabi Bux',
    })
    await send(
      id,
      ...held.slice(1, 4).map((one) => present(one)),
      counted(3),
      present(held[4]!, null),
      counted(1, null),
    )
    expect((await gate.call(contract.getRollMarks, { id })).moved).toMatchObject([
      { imprisonmentId: held[0], kind: 'HOS' },
    ])
    expect((await gate.call(contract.closeRollCheck, { id })).result).toBe('agrees')
    await gate.call(contract.bringBack, { id: held[0]! })
  })

  test('takes no mark of a stranger to this prison, nor from one, and believes no clock that runs ahead', async () => {
    const id = await begin()
    const foreign = present(randomUUID())
    const ahead = { ...present(held[1]!), markedAt: new Date(Date.now() + 3_600_000).toISOString() }
    expect(await send(id, foreign, ahead)).toEqual({ accepted: [ahead.id], refused: [foreign.id] })
    const { marks } = await gate.call(contract.getRollMarks, { id })
    expect(Date.parse(marks[0]!.markedAt)).toBeLessThanOrEqual(Date.now())
    await expect(karachi.call(contract.sendMarks, { id, marks: [present(held[0]!)] })).rejects.toThrow(
      'not-found',
    )
    await expect(karachi.call(contract.getRollCheck, { id })).rejects.toThrow('not-found')
    await gate.call(contract.closeRollCheck, { id, why: 'Ended by the test' })
  })

  test('never rewrites a mark or a closed count', async () => {
    const id = await begin()
    await send(id, present(held[1]!))
    await gate.call(contract.closeRollCheck, { id, why: 'Ended by the test' })
    await expect(
      here.database.app.pool.query(`update custody.roll_mark set mark = 'absent' where check_id = $1`, [id]),
    ).rejects.toThrow('permission denied')
    await expect(
      here.database.owner.pool.query(`update custody.roll_check set result = 'agrees' where id = $1`, [id]),
    ).rejects.toThrow('stays as it was')
  })
})

test('an evacuation begins whatever count is open, and its roll has everybody by barrack', async () => {
  const count = await begin()
  const evacuation = await begin('evacuation')
  const roll = await gate.call(contract.getEvacuationRoll, {})
  expect(roll.people.map((one) => one.imprisonmentId).sort()).toEqual([...held].sort())
  expect(roll.barracks).toHaveLength(2)
  for (const id of [count, evacuation])
    await gate.call(contract.closeRollCheck, { id, why: 'Ended by the test' })
})
