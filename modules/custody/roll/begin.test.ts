import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { aBarrack, aPaperAdmission, givePlace } from '../testing.ts'
import type { NewMark } from './contract.ts'

let here: World
let clerk: Someone
let gate: Someone
let other: Someone
let karachi: Someone
let barracks: string[]
const held: string[] = []
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  gate = await here.someone('gate-officer', 'PRS-HYD-C')
  other = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  karachi = await here.someone('gate-officer', 'PRS-KHI-C')
  const superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  barracks = []
  for (const name of ['Barrack 1', 'Barrack 2'])
    barracks.push((await superintendent.call(contract.addLocation, aBarrack({ name }))).id)
  for (let n = 0; n < 4; n += 1) held.push(await admit(n))
  for (const [n, id] of held.entries()) await givePlace(clerk, id, barracks[n % 2]!)
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
const now = () => new Date().toISOString()
const rollOf = (officer: Someone) => officer.call(contract.getEvacuationRoll, {})
const away = (rollAsOf: string, startedAt = now()) => ({ startedAt, rollAsOf })
const mark = (given: Partial<NewMark> & Pick<NewMark, 'mark'>): NewMark => ({
  id: randomUUID(),
  barrackId: barracks[0]!,
  imprisonmentId: null,
  counted: null,
  note: null,
  markedAt: now(),
  ...given,
})
/** Everybody of a barrack seen, and the heads. */
const wholeBarrack = (at: number, missing: readonly string[] = []): NewMark[] => {
  const seen = held.filter((id, n) => n % 2 === at && !missing.includes(id))
  return [
    ...seen.map((imprisonmentId) => mark({ mark: 'present', imprisonmentId, barrackId: barracks[at]! })),
    mark({ mark: 'counted', counted: seen.length, barrackId: barracks[at]! }),
  ]
}
const send = (officer: Someone, id: string, marks: NewMark[]) =>
  officer.call(contract.sendMarks, { id, marks })
const close = (officer: Someone, id: string) =>
  officer.call(contract.closeRollCheck, { id, why: 'Ended by the test' })

describe('a count begun without a connection', () => {
  test('keeps its own moment, expects whom the registers hold for it, and names what the phone did not know', async () => {
    const roll = await rollOf(gate)
    const late = await admit(90)
    await gate.call(contract.sendOut, {
      id: held[0]!,
      kind: 'HOS',
      destination: 'Civil Hospital',
      escort: 'HC Nabi Bux',
    })
    const id = randomUUID()
    const began = away(roll.asOf)
    await admit(91)
    const given = { kind: 'unlock' as const, id, away: began }
    expect(await gate.call(contract.startRollCheck, given)).toEqual({ id, besideId: null })
    expect(await gate.call(contract.startRollCheck, given)).toEqual({ id, besideId: null })
    const page = await gate.call(contract.getRollCheck, { id })
    expect(Date.parse(page.check.startedAt)).toBe(Date.parse(began.startedAt))
    expect(page.check.away).toMatchObject({ rollAsOf: roll.asOf })
    expect(page.people.map((one) => one.imprisonmentId).sort()).toEqual([...held, late].sort())
    expect(page.since).toMatchObject({ came: [late], elsewhere: [held[0]], left: [] })
    await gate.call(contract.bringBack, { id: held[0]! })
    await close(gate, id)
  })

  test('begins nothing in the future, and nothing before its own roll', async () => {
    const roll = await rollOf(gate)
    const momentOf = async (startedAt: string) => {
      const id = randomUUID()
      await gate.call(contract.startRollCheck, { kind: 'extra', id, away: away(roll.asOf, startedAt) })
      const { check } = await gate.call(contract.getRollCheck, { id })
      await close(gate, id)
      return Date.parse(check.startedAt)
    }
    expect(await momentOf(new Date(Date.now() + 3_600_000).toISOString())).toBeLessThanOrEqual(Date.now())
    expect(await momentOf('2001-01-01T00:00:00Z')).toBe(Date.parse(roll.asOf))
  })

  test('of two devices that began the same count one stands, and the other is beside it with all its marks', async () => {
    const roll = await rollOf(gate)
    const ids = [randomUUID(), randomUUID()] as const
    const answers = await Promise.all(
      ids.map((id, n) =>
        [gate, other][n]!.call(contract.startRollCheck, { kind: 'lock-up', id, away: away(roll.asOf) }),
      ),
    )
    const stands = answers.find((one) => one.besideId === null)!.id
    const beside = answers.find((one) => one.besideId !== null)!
    expect(beside.besideId).toBe(stands)
    await send(gate, stands, wholeBarrack(0))
    await send(other, beside.id, [...wholeBarrack(0, [held[0]!]), ...wholeBarrack(1)])
    const seen = await gate.call(contract.getRollMarks, { id: stands })
    expect(seen.marks).toHaveLength(3)
    expect(seen.beside).toMatchObject([{ check: { id: beside.id, besideId: stands }, taken: [] }])
    expect(seen.beside[0]!.marks).toHaveLength(5)

    const take = (barrackId: string, fromId = beside.id) =>
      gate.call(contract.takeRollBarrack, { id: stands, fromId, barrackId })
    await expect(take(barracks[0]!)).rejects.toThrow('custody-roll.counted-already')
    await expect(take(barracks[1]!, randomUUID())).rejects.toThrow('not-found')
    expect(await take(barracks[1]!)).toEqual({ marks: 3 })
    await expect(take(barracks[1]!)).rejects.toThrow('custody-roll.counted-already')
    expect((await gate.call(contract.getRollMarks, { id: stands })).marks).toHaveLength(6)
    // The phone that stands comes back with a count of its own: nothing of the other's is in it any more.
    await send(gate, stands, wholeBarrack(1))
    expect((await gate.call(contract.getRollMarks, { id: stands })).marks).toHaveLength(6)

    await close(gate, stands)
    await expect(take(barracks[0]!)).rejects.toThrow('custody-roll.closed-already')
    await close(other, beside.id)
    const { rows } = await here.database.owner.pool.query(
      `select 1 from custody.roll_check where id = any ($1) and closed_at is not null`,
      [ids],
    )
    expect(rows).toHaveLength(2)
  })

  test('is beside one that was begun since with a connection, and never takes its place', async () => {
    const roll = await rollOf(gate)
    const began = away(roll.asOf)
    const { id: online } = await other.call(contract.startRollCheck, { kind: 'midday' })
    await close(other, online)
    const id = randomUUID()
    expect(await gate.call(contract.startRollCheck, { kind: 'midday', id, away: began })).toEqual({
      id,
      besideId: online,
    })
    // It waits for nobody and keeps nobody from beginning.
    const { id: next } = await other.call(contract.startRollCheck, { kind: 'lock-up' })
    await close(other, next)
    await close(gate, id)
  })

  test('is nobody’s of another prison, and the database lets no count change its place', async () => {
    const id = randomUUID()
    await gate.call(contract.startRollCheck, { kind: 'extra', id, away: away((await rollOf(gate)).asOf) })
    await expect(
      karachi.call(contract.startRollCheck, { kind: 'extra', id, away: away((await rollOf(karachi)).asOf) }),
    ).rejects.toThrow('not-found')
    await expect(
      here.database.owner.pool.query(
        `update custody.roll_check set started_at = started_at - interval '1 hour' where id = $1`,
        [id],
      ),
    ).rejects.toThrow('stays as it was')
    await expect(
      here.database.owner.pool.query(
        `insert into custody.roll_taken (check_id, from_id, jurisdiction, prison_id, barrack_id, taken_by)
         select id, id, jurisdiction, prison_id, null, started_by from custody.roll_check where id = $1`,
        [id],
      ),
    ).rejects.toThrow('Only a barrack that this open count has not counted')
    await close(gate, id)
  })
})

test('whatever order devices begin, mark, take over and close in: one count stands, and no mark is lost or doubled', async () => {
  const roll = await rollOf(gate)
  const act = fc.record({
    who: fc.nat(2),
    what: fc.constantFrom('begin', 'begin-online', 'mark', 'again', 'take', 'close'),
    barrack: fc.nat(1),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
      const devices = [gate, other, clerk]
      const counts = new Map<number, string>()
      const sent = new Map<string, Set<string>>()
      const lastSent = new Map<string, NewMark[]>()
      for (const { who, what, barrack } of acts) {
        const officer = devices[who]!
        const id = counts.get(who)
        if (what === 'begin' && id === undefined) {
          const begun = randomUUID()
          await officer.call(contract.startRollCheck, { kind: 'extra', id: begun, away: away(roll.asOf) })
          counts.set(who, begun)
        }
        if (what === 'begin-online' && id === undefined) {
          const begun = await officer.call(contract.startRollCheck, { kind: 'extra' }).catch(() => undefined)
          if (begun !== undefined) counts.set(who, begun.id)
        }
        if (id === undefined) continue
        if (what === 'mark') {
          const marks = wholeBarrack(barrack)
          lastSent.set(id, marks)
          sent.set(id, new Set([...(sent.get(id) ?? []), ...marks.map((one) => one.id)]))
          await send(officer, id, marks)
        }
        if (what === 'again' && lastSent.has(id)) await send(officer, id, lastSent.get(id)!)
        if (what === 'take')
          for (const fromId of counts.values())
            await officer
              .call(contract.takeRollBarrack, { id, fromId, barrackId: barracks[barrack]! })
              .catch(() => undefined)
        if (what === 'close') {
          await close(officer, id).catch(() => undefined)
          counts.delete(who)
        }
      }
      const { rows: open } = await here.database.owner.pool.query(
        `select id from custody.roll_check where closed_at is null and beside_id is null and prison_id = (select id from units.unit where code = 'PRS-HYD-C')`,
      )
      expect(open.length).toBeLessThanOrEqual(1)
      for (const [id, marks] of sent) {
        const { rows } = await here.database.owner.pool.query<{ id: string }>(
          'select id from custody.roll_mark where check_id = $1',
          [id],
        )
        expect(rows.map((row) => row.id).sort()).toEqual([...marks].sort())
        // Of each barrack the result has one officer's heads: its own, or those it took over.
        const seen = await gate.call(contract.getRollMarks, { id })
        const heads = seen.marks.filter((one) => one.mark === 'counted')
        for (const barrackId of barracks) {
          const of = heads.filter((one) => one.barrackId === barrackId).map((one) => one.id)
          expect(of.every((one) => marks.has(one)) || of.every((one) => !marks.has(one))).toBe(true)
        }
      }
      for (const id of counts.values()) await close(gate, id).catch(() => undefined)
    }),
    { numRuns: 25 },
  )
})
