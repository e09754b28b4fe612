import { afterAll, beforeAll, expect, test } from 'vitest'
import { asActor } from '#kernel/access'
import { serviceActors } from '#kernel/events'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as custody from '../contract.ts'
import { aBarrack, aPaperAdmission } from '../testing.ts'
import { drawPublicFigures } from './figures.ts'

let here: World
let clerk: Someone
let superintendent: Someone
let prison: number
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  prison = await here.unitId('PRS-HYD-C')
})
afterAll(() => here.drop())

async function draw(on: string): Promise<number> {
  const database = here.database.app
  let drawn = 0
  for (const actor of await serviceActors(database.pool))
    drawn += await asActor(database, actor, { purpose: 'test' }, (tx) => drawPublicFigures(tx, on))
  return drawn
}

let n = 0
async function admit(given: { sex?: 'M' | 'F'; since?: string; birthDate?: string } = {}): Promise<void> {
  n += 1
  await clerk.insist(
    custody.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: {
        nameEn: `Counted ${n}`,
        nameUr: `شمار ${n}`,
        sex: given.sex ?? 'M',
        aliases: [],
        ...(given.birthDate === undefined ? {} : { birthDate: given.birthDate }),
      },
    }),
  )
}

async function toldOf(id: number) {
  const answer = await here.app.request('/api/public/prisons')
  expect(answer.status).toBe(200)
  const { provinces } = (await answer.json()) as {
    provinces: {
      code: string
      on: string
      whole: { held: number }
      prisons: { id: number; held: number; women: number }[]
    }[]
  }
  const sindh = provinces.find(({ code }) => code === 'PK-SD')
  return { on: sindh?.on, whole: sindh?.whole.held, prison: sindh?.prisons.find((one) => one.id === id) }
}

test('anybody is told of the last night, rounded to the nearest five, and nothing before there was a night', async () => {
  expect((await toldOf(prison)).prison).toBeUndefined()
  await superintendent.call(custody.addLocation, aBarrack({ name: 'Barrack of the count', authorised: 12 }))
  for (let each = 0; each < 7; each += 1) await admit()
  await admit({ sex: 'F' })
  expect(await draw('2026-11-01')).toBeGreaterThan(0)
  const exact = await here.database.owner.pool.query(
    `select held, under_trial, women from custody.public_figure where prison_id = $1`,
    [prison],
  )
  expect(exact.rows).toEqual([{ held: 8, under_trial: 8, women: 1 }])
  expect(await toldOf(prison)).toMatchObject({
    on: '2026-11-01',
    whole: 10,
    prison: { held: 10, underTrial: 10, women: 0, juveniles: 0, authorised: 12 },
  })
})

test('a night is counted once: another run changes nothing, and the next night is told instead', async () => {
  for (let each = 0; each < 6; each += 1) await admit({ birthDate: '2012-05-01' })
  expect(await draw('2026-11-01')).toBe(0)
  expect((await toldOf(prison)).prison).toMatchObject({ held: 10 })
  await draw('2026-11-02')
  expect(await toldOf(prison)).toMatchObject({ on: '2026-11-02', prison: { held: 15, juveniles: 5 } })
  await expect(clerk.call(custody.comparePrisons, {})).rejects.toThrow('not-allowed')
})
