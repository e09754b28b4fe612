import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceActors } from '#kernel/events'
import { prepareJobs, registerJobs, startJobs } from '#kernel/jobs'
import { adoptVersion, draftVersion, getVersion, listDifferences, proposeVersion } from '#kernel/law/contract'
import { modules } from '../../../app/modules.ts'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import { followLawJob } from './review.ts'

let here: World
let clerk: Someone
let deputy: Someone
let running: { stop(): Promise<void> }

beforeAll(async () => {
  here = await world()
  const jobs = modules.flatMap((module) => module.jobs ?? [])
  await prepareJobs(here.database.url, jobs)
  registerJobs(jobs)
  const federation = (await serviceActors(here.database.app.pool)).find(
    ({ jurisdiction }) => jurisdiction === 'PK',
  )!
  running = await startJobs(services(), federation, () => undefined)
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
})
afterAll(async () => {
  await running.stop()
  await here.drop()
})

const services = () => ({ database: here.database.app, auth: here.database.auth })

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await done()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('It did not come.')
}

let last = 0
async function admitted(given: Parameters<typeof aPaperAdmission>[0]): Promise<string> {
  const admission = aPaperAdmission(given)
  last += 1
  const { imprisonmentId } = await clerk.insist(contract.admitPrisoner, {
    ...admission,
    person: {
      nameEn: `Prisoner Number${String.fromCharCode(64 + last)}`,
      nameUr: 'قیدی',
      sex: 'M',
    } as never,
    noneOfThese: true,
  })
  return imprisonmentId
}

const convict = (term: 'LIFE' | { years: number }) =>
  admitted({
    category: 'convict',
    paper: { kind: 'conviction', issuedOn: '2026-03-01', sentence: { term, setOff: 'REFUSED' } },
  })
const page = (id: string) => clerk.call(contract.getPrisoner, { id })

async function confirmed(id: string): Promise<string> {
  const date = (await page(id)).releaseDates[0]!
  await clerk.call(contract.proposeDate, { id: date.id, referSettled: 'checked against the warrant' })
  const { dueRelease } = await deputy.call(contract.confirmDate, { id: date.id })
  return dueRelease
}

test('a change of law is seen before it is in force, and reopens exactly the dates it changes', async () => {
  const lifer = await convict('LIFE')
  const unconfirmed = await convict('LIFE')
  const short = await convict({ years: 3 })
  const underTrial = await admitted({})
  const lifeDay = await confirmed(lifer)
  const shortDay = await confirmed(short)
  const bailDay = (await page(underTrial)).warrants[0]!.bail!.eligibleFrom!

  const officer = await here.someone('law-officer', 'PK-SD')
  const second = await here.someone('law-officer', 'PK-SD')
  const shared = { effectiveFrom: '2020-01-01', confidence: 'statute' as const }
  const { id } = await officer.call(draftVersion, {
    code: 'sindh',
    changes: [
      {
        ...shared,
        key: 'life.years',
        value: 30,
        section: 'PPC s.57 as amended',
        text: { en: 'Life is thirty years', ur: 'عمر قید تیس سال' },
      },
      {
        ...shared,
        key: 'bail.other-months',
        value: 9,
        section: 'CrPC s.497(1) third proviso as amended',
        text: { en: 'Nine months for other offences', ur: 'دیگر جرائم میں نو ماہ' },
      },
    ],
    effectiveFrom: new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10),
    reason: 'The amending Act comes into force',
  })
  await until(async () => (await officer.call(getVersion, { id })).simulation === 'done')
  const { golden, version, counts } = await officer.call(getVersion, { id })
  expect(counts).toMatchObject({ 'early-release-risk': 1, 'unlawful-detention-risk': 2, refused: 0 })
  const { rows } = await officer.call(listDifferences, { id })
  expect(rows.map((row) => [row.class, row.before]).toSorted()).toEqual([
    ['early-release-risk', bailDay],
    ['unlawful-detention-risk', lifeDay],
    ['unlawful-detention-risk', lifeDay],
  ])
  // Nothing has happened to anyone yet.
  expect((await page(lifer)).releaseDates.map((one) => one.state)).toEqual(['confirmed'])

  await officer.call(proposeVersion, {
    id,
    acknowledged: golden.map((one) => ({ id: one.id, why: 'The Act says otherwise now' })),
  })
  await second.call(adoptVersion, { id })
  await here.react()
  const reviews = async () =>
    (
      await here.database.owner.pool.query(
        `select same, changed, refused, ended_at is not null as ended from custody.law_review where jurisdiction = 'PK-SD'`,
      )
    ).rows
  await until(async () => (await reviews())[0]?.ended === true)
  expect(await reviews()).toEqual([{ same: 1, changed: 3, refused: 0, ended: true }])

  const pack = `sindh ${version}`
  const afterLife = (await page(lifer)).releaseDates
  expect(afterLife.map((one) => [one.state, one.lawChanged, one.reason])).toEqual([
    ['computed', pack, 'law-changed'],
    ['reopened', pack, 'admitted'],
  ])
  expect(afterLife[1]).toMatchObject({ dueRelease: lifeDay, reopenedWhy: 'law-changed' })
  expect(afterLife[0]!.dueRelease > lifeDay).toBe(true)
  expect((await page(unconfirmed)).releaseDates.map((one) => [one.state, one.lawChanged])).toEqual([
    ['computed', pack],
    ['superseded', pack],
  ])

  const stands = (await page(short)).releaseDates
  expect(stands.map((one) => [one.state, one.dueRelease, one.checkedPack, one.lawChanged])).toEqual([
    ['confirmed', shortDay, pack, null],
  ])
  // Asked again, what came out the same is still the same, under whichever version.
  await clerk.call(contract.computeDate, { imprisonmentId: short })
  expect((await page(short)).releaseDates.map((one) => one.state)).toEqual(['confirmed'])

  const bail = (await page(underTrial)).warrants[0]!.bail!
  expect(bail).toMatchObject({ lawChanged: pack, eligibleBefore: bailDay })
  expect(bail.eligibleFrom! < bailDay).toBe(true)

  // Two officers may stand for the new date, and a second run changes nothing.
  expect(await confirmed(lifer)).toBe(afterLife[0]!.dueRelease)
  await here.database.owner.pool.query(
    `update custody.law_review set ended_at = null, dates_after = default, clocks_after = default`,
  )
  await followLawJob.run(services(), {}, { report: async () => undefined })
  expect((await page(lifer)).releaseDates.map((one) => one.state)).toEqual(['confirmed', 'reopened'])
  const { rows: clocks } = await here.database.owner.pool.query(
    `select count(*)::integer as n from custody.bail_clock where imprisonment_id = $1`,
    [underTrial],
  )
  expect(clocks).toEqual([{ n: 2 }])
}, 90_000)
