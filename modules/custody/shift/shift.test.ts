import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as custody from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import { answersOf } from './answers.ts'

let here: World
let clerk: Someone
let gate: Someone
let visits: Someone
let doctor: Someone
let lahore: Someone
let id: string
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  gate = await here.someone('gate-officer', 'PRS-HYD-C')
  visits = await here.someone('visits-officer', 'PRS-HYD-C')
  doctor = await here.someone('medical-officer', 'PRS-HYD-C')
  lahore = await here.someone('gate-officer', 'PRS-LHE-C')
  const day = (await here.database.owner.pool.query('select workflow.today() as day')).rows[0].day
  const admitted = await clerk.insist(
    custody.admitPrisoner,
    aPaperAdmission({ noneOfThese: true, paper: { nextProduction: day } }),
  )
  id = admitted.imprisonmentId
  await gate.call(custody.startRollCheck, { kind: 'unlock' })
})
afterAll(() => here.drop())

const hoursOf = ({ takenAt, until }: { takenAt: string; until: string }) =>
  (Date.parse(until) - Date.parse(takenAt)) / 3_600_000

describe('the pack of a shift', () => {
  test('holds the desks that were asked for and that the post works at, and of one’s own prison only', async () => {
    const pack = await gate.call(custody.getShiftPack, { desks: 'gate,roll,admission' })
    expect(pack.gate?.desk.toCourt.map((one) => one.imprisonmentId)).toEqual([id])
    expect(pack.roll?.evacuation.people.map((one) => one.imprisonmentId)).toEqual([id])
    expect(pack.roll?.open).toHaveLength(1)
    // A gate officer admits nobody, and did not ask for visits.
    expect([pack.admission, pack.visits]).toEqual([null, null])
    const theirs = await lahore.call(custody.getShiftPack, { desks: 'gate,roll' })
    expect(JSON.stringify(theirs)).not.toContain(id)
  })

  test('lasts as long as the province says', async () => {
    expect(hoursOf(await gate.call(custody.getShiftPack, { desks: 'gate' }))).toBe(8)
    expect(hoursOf(await lahore.call(custody.getShiftPack, { desks: 'gate' }))).toBe(12)
  })

  test('is recorded as a sensitive read of every prisoner in it, with how many there were', async () => {
    await gate.call(custody.getShiftPack, { desks: 'roll' })
    const { rows } = await here.database.owner.pool.query<{
      subject: string
      subject_ids: string[]
      detail: { prisoners?: number; desks?: string[] } | null
    }>(
      `select subject, subject_ids, detail from audit.entry where account_id = $1 and subject in ('custody.get-shift-pack', 'custody.shift-pack')
        order by at desc limit 2`,
      [gate.accountId],
    )
    expect(rows.find((row) => row.subject === 'custody.shift-pack')?.detail).toMatchObject({
      desks: ['roll'],
      prisoners: 1,
    })
    expect(rows.find((row) => row.subject === 'custody.get-shift-pack')?.subject_ids).toContain(id)
  })

  test('is not for posts without a desk', async () => {
    await expect(doctor.call(custody.getShiftPack, { desks: 'gate' })).rejects.toThrow('not-allowed')
  })

  test('says nothing of health, complaints or injuries, whatever the prison knows of them', async () => {
    for (const who of [gate, visits, clerk]) {
      const pack = await who.call(custody.getShiftPack, { desks: 'gate,roll,visits,admission' })
      const keys = new Set<string>()
      JSON.stringify(pack, (key, value: unknown) => {
        keys.add(key)
        return value
      })
      // That somebody is in isolation is the state of a bed, which these officers see; nothing says why.
      const sealed =
        /screen|pathway|diagnos|medic|dose|injur|complain|witness|blood|pregnan|informant|victim/i
      expect([...keys].filter((key) => sealed.test(key))).toEqual([])
    }
  })

  test('gives every page its answer under the question it asks', async () => {
    const pack = await clerk.call(custody.getShiftPack, { desks: 'gate,roll,admission' })
    const asked = answersOf(pack, new Map()).map(({ name, input }) => [name, JSON.stringify(input)])
    expect(asked).toContainEqual(['custody.get-gate-desk', '{}'])
    expect(asked).toContainEqual([
      'custody.get-roll-check',
      JSON.stringify({ id: pack.roll?.open[0]?.check.check.id }),
    ])
    expect(asked).toContainEqual(['custody.list-roll-checks', '{"page":1,"size":10}'])
    expect(asked).toContainEqual(['custody.list-arrivals', '{}'])
    expect(pack.admission?.courts.length).toBeGreaterThan(5)
    expect(pack.admission?.stations.length).toBeGreaterThan(5)
  })
})
