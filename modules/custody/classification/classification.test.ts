import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as custody from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'

let here: World
let clerk: Someone
let deputy: Someone
let superintendent: Someone
let elsewhere: Someone
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  elsewhere = await here.someone('superintendent', 'PRS-KHI-C')
})
afterAll(() => here.drop())

let n = 0
async function convict(category: 'convict' | 'under-trial' = 'convict'): Promise<string> {
  n += 1
  const { imprisonmentId } = await clerk.insist(
    custody.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      category,
      person: { nameEn: `Convict ${n}`, nameUr: `مجرم ${n}`, sex: 'M', aliases: [] },
      paper:
        category === 'convict'
          ? { kind: 'conviction', sections: '379 PPC', sentence: { term: { years: 2 }, setOff: 'GRANTED' } }
          : {},
    }),
  )
  return imprisonmentId
}

/** The same person was here before under a sentence that has ended. */
async function sentencedBefore(id: string): Promise<void> {
  const { rows } = await here.database.owner.pool.query<{ id: string }>(
    `with gone as (
       insert into custody.imprisonment (jurisdiction, prison_id, year, number, person_id, record_id, category, state, admitted_at, released_at, release_ground)
       select jurisdiction, prison_id, 2019, $2, person_id, record_id, category, 'released', '2019-02-01', '2020-02-01', 'expiry'
         from custody.imprisonment where id = $1 returning *)
     insert into custody.warrant (jurisdiction, prison_id, imprisonment_id, kind, source, sections, issued_on, detained_since, state, ended_on, ended_ground)
     select jurisdiction, prison_id, id, 'conviction', 'paper', '380 PPC', '2019-02-01', '2019-02-01', 'ended', '2020-02-01', 'expiry' from gone
     returning imprisonment_id as id`,
    [id, 7_000 + n],
  )
  expect(rows).toHaveLength(1)
}

const decision = {
  habit: 'casual',
  ground: 'nothing-known',
  reason: 'First sentence, nothing known',
  reviewOn: '2099-01-01',
} as const

test('earlier sentences in the registers make somebody to be considered, and the superintendent decides with a review', async () => {
  const [first, again] = [await convict(), await convict()]
  await sentencedBefore(again)
  const listed = await superintendent.call(custody.listHabits, { show: 'open', size: 200 })
  const rowOf = (id: string) => listed.rows.find((row) => row.imprisonmentId === id)
  expect(rowOf(first)).toMatchObject({ earlier: 0, consider: false, habit: null })
  expect(rowOf(again)).toMatchObject({ earlier: 1, consider: true, habit: null })
  expect((await deputy.call(custody.getHabit, { id: again })).earlier).toMatchObject([
    { sections: '380 PPC', admittedYear: 2019, releasedYear: 2020 },
  ])

  await expect(deputy.call(custody.decideHabit, { id: first, ...decision })).rejects.toThrow('not-allowed')
  await expect(
    superintendent.call(custody.decideHabit, { id: first, ...decision, reviewOn: '2020-01-01' }),
  ).rejects.toThrow('past')
  await superintendent.call(custody.decideHabit, { id: first, ...decision })
  await superintendent.call(custody.decideHabit, {
    id: again,
    ...decision,
    habit: 'habitual',
    ground: 'earlier-convictions',
  })
  const habitual = await superintendent.call(custody.listHabits, { show: 'habitual', size: 200 })
  expect(habitual.rows.map((row) => row.imprisonmentId)).toContain(again)
  expect(habitual.rows.map((row) => row.imprisonmentId)).not.toContain(first)
})

test('a court’s decision names its paper, nobody is habitual without a ground, and only convicts are classed', async () => {
  const id = await convict()
  await expect(
    superintendent.call(custody.decideHabit, { id, ...decision, ground: 'court' }),
  ).rejects.toThrow('paper')
  await expect(
    superintendent.call(custody.decideHabit, { id, ...decision, habit: 'habitual' }),
  ).rejects.toThrow('ground')
  await expect(
    superintendent.call(custody.decideHabit, { id: await convict('under-trial'), ...decision }),
  ).rejects.toThrow('not-a-convict')
})

test('of two who decide on the same screen one wins and the other is shown it; nothing is overwritten', async () => {
  const id = await convict()
  const second = await here.someone('superintendent', 'PRS-HYD-C')
  const done = await Promise.allSettled([
    superintendent.call(custody.decideHabit, { id, ...decision }),
    second.call(custody.decideHabit, {
      id,
      ...decision,
      habit: 'habitual',
      ground: 'way-of-life',
      reason: 'Receives stolen goods by trade',
    }),
  ])
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const lost = done.find((one) => one.status === 'rejected')
  expect(String((lost as PromiseRejectedResult).reason)).toContain('stale-version')
  const { current, before } = await deputy.call(custody.getHabit, { id })
  expect(before).toEqual([])
  await superintendent.call(custody.decideHabit, {
    id,
    seen: current!.id,
    ...decision,
    reason: 'Looked at again',
  })
  expect((await deputy.call(custody.getHabit, { id })).before.map((one) => one.id)).toEqual([current!.id])
})

test('another prison sees neither the class nor the earlier sentences', async () => {
  const id = await convict()
  await sentencedBefore(id)
  await expect(elsewhere.call(custody.getHabit, { id })).rejects.toThrow('not-found')
  expect(
    (await elsewhere.call(custody.listHabits, { show: 'all', size: 200 })).rows.map(
      (row) => row.imprisonmentId,
    ),
  ).not.toContain(id)
  const { rows } = await here.database.owner.pool.query(
    `select 1 from custody.convictions_before(array[$1::uuid])`,
    [id],
  )
  expect(rows).toEqual([])
})
