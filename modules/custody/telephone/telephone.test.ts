import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as custody from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import { periodOf } from '../visits/judge.ts'
import * as contract from './contract.ts'

let here: World
let admissions: Someone
let desk: Someone
let deputy: Someone
beforeAll(async () => {
  here = await world()
  admissions = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  desk = await here.someone('visits-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
})
afterAll(() => here.drop())

/** Monday of last week, ten in the morning: a week that is over. */
const monday = periodOf('week', new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10)).from
let n = 0
async function someone(relation: 'mother' | 'advocate' = 'mother', approved = true) {
  n += 1
  const { imprisonmentId: id } = await admissions.insist(
    custody.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: { nameEn: `Caller ${n}`, nameUr: `اسیر ${n}`, sex: 'M', aliases: [] },
    }),
  )
  return { id, numberId: await numberOf(id, relation, approved) }
}
async function numberOf(id: string, relation: 'mother' | 'advocate', approved = true): Promise<string> {
  n += 1
  const { numberId } = await desk.call(contract.addNumber, {
    id,
    number: `0300-1${String(n).padStart(6, '0')}`,
    name: { en: 'Hajra', ur: 'ہاجرہ' },
    relation,
  })
  if (approved) await deputy.call(contract.vetNumber, { numberId, state: 'approved' })
  return numberId
}
const over = (numberId: string, minutes: number, day = monday, hour = '10:00') =>
  desk.call(contract.beginCall, { numberId, startedAt: `${day}T${hour}`, minutes })

test('minutes are taken from the week until it has none; then the prisoner cannot call but the advocate', async () => {
  const { id, numberId } = await someone()
  const advocate = await numberOf(id, 'advocate')
  expect((await over(numberId, 20)).left).toBe(10)
  // Longer than the week had: no more is charged than was left, and the length of the call stays on record.
  expect((await over(numberId, 25)).left).toBe(0)
  await expect(over(numberId, 1)).rejects.toThrow('custody-telephone.used-up')
  expect((await over(advocate, 90)).left).toBeNull()
  const { rows } = await here.database.owner.pool.query(
    `select minutes, charged, exempt from custody.telephone_call where imprisonment_id = $1 order by minutes`,
    [id],
  )
  expect(rows).toEqual([
    { minutes: 20, charged: 20, exempt: false },
    { minutes: 25, charged: 10, exempt: false },
    { minutes: 90, charged: 0, exempt: true },
  ])
  // The week after is whole again.
  const page = await desk.call(contract.getTelephoneOf, { id })
  expect([page.used, page.left]).toEqual([0, 30])
})

test('a call begins and ends by the clock, every minute begun counts, one at a time', async () => {
  const { numberId } = await someone()
  const { callId } = await desk.insist(contract.beginCall, { numberId })
  await expect(desk.insist(contract.beginCall, { numberId })).rejects.toThrow('open-already')
  expect(await desk.call(contract.endCall, { callId })).toEqual({ minutes: 1, charged: 1, left: 29 })
  await expect(desk.call(contract.endCall, { callId })).rejects.toThrow('ended-already')
})

test('outside the hours of the booth a reason is asked for and kept', async () => {
  const { id, numberId } = await someone()
  const sunday = new Date(Date.parse(monday) - 86_400_000).toISOString().slice(0, 10)
  for (const [day, hour] of [
    [sunday, '10:00'],
    [monday, '17:00'],
    [monday, '07:59'],
  ] as const)
    await expect(over(numberId, 2, day, hour)).rejects.toMatchObject({
      problem: { warnings: [{ code: 'custody-telephone.outside-hours' }] },
    })
  await desk.insist(contract.beginCall, { numberId, startedAt: `${sunday}T10:00`, minutes: 2 })
  const { calls } = await desk.call(contract.getTelephoneOf, { id })
  expect(calls[0]?.overrides).toMatchObject([{ code: 'custody-telephone.outside-hours' }])
})

test('nobody calls a number that is not vetted, and the desk does not vet', async () => {
  const { numberId } = await someone('mother', false)
  await expect(over(numberId, 2)).rejects.toThrow('not-vetted')
  await expect(desk.call(contract.vetNumber, { numberId, state: 'approved' })).rejects.toThrow('not-allowed')
  await deputy.call(contract.vetNumber, { numberId, state: 'refused', why: 'A witness in the case' })
  await expect(over(numberId, 2)).rejects.toThrow('not-vetted')
})

test('whatever is called at once, no week goes below nothing and what is charged is what was used of it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
      async (lengths) => {
        const { id, numberId } = await someone()
        await Promise.allSettled(lengths.map((minutes) => over(numberId, minutes)))
        const { rows } = await here.database.owner.pool.query<{ charged: number; minutes: number }>(
          `select sum(charged)::integer as charged, sum(minutes)::integer as minutes from custody.telephone_call where imprisonment_id = $1`,
          [id],
        )
        expect(rows[0]!.charged).toBe(Math.min(30, rows[0]!.minutes))
        const all = lengths.reduce((sum, minutes) => sum + minutes, 0)
        expect(rows[0]!.charged).toBe(Math.min(30, all))
      },
    ),
    { numRuns: 10, seed: 25 },
  )
}, 120_000)

test('the provinces differ', async () => {
  const lahore = await here.someone('visits-officer', 'PRS-LHE-C')
  const minutes = async (who: Someone) => (await who.call(contract.getBooth, {})).rule?.minutesWeek
  expect([await minutes(desk), await minutes(lahore)]).toEqual([30, 80])
})
