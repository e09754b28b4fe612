import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as custody from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import { GateAct } from './contract.ts'

let here: World
let clerk: Someone
let gate: Someone
let deputy: Someone
let superintendent: Someone
let karachi: Someone
let day: string
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  gate = await here.someone('gate-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  karachi = await here.someone('gate-officer', 'PRS-KHI-C')
  day = (await here.database.owner.pool.query('select workflow.today() as day')).rows[0].day
})
afterAll(() => here.drop())

let n = 0
async function held(): Promise<{ id: string; warrantId: string }> {
  n += 1
  const { imprisonmentId: id } = await clerk.insist(
    custody.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: {
        nameEn: `Prisoner ${n}`,
        nameUr: `اسیر ${n}`,
        sex: 'M',
        birthDate: '1990-05-01',
        birthPrecision: 'day',
        aliases: [],
      },
      paper: { nextProduction: day },
    }),
  )
  const { warrants } = await clerk.call(custody.getPrisoner, { id })
  return { id, warrantId: warrants[0]!.id }
}

const moment = () => new Date().toISOString()
const anAct = (given: Pick<GateAct, 'kind' | 'imprisonmentId'> & Partial<GateAct>): GateAct => ({
  id: randomUUID(),
  warrantId: null,
  hearingId: null,
  movementId: null,
  outAct: null,
  doneAt: moment(),
  ...given,
})
const out = (one: { id: string; warrantId: string }, given: Partial<GateAct> = {}) =>
  anAct({ kind: 'out', imprisonmentId: one.id, warrantId: one.warrantId, ...given })
const back = (one: { id: string }, way: Pick<GateAct, 'movementId'> | Pick<GateAct, 'outAct'>) =>
  anAct({ kind: 'back', imprisonmentId: one.id, ...way })
const send = async (who: Someone, ...acts: GateAct[]) =>
  (await who.call(custody.sendGateActs, { acts })).results.map(({ outcome, codes }) => [outcome, ...codes])
const ways = async (id: string) =>
  (await clerk.call(custody.listMovementsOf, { id })).rows.filter((row) => row.kind !== 'ADM')
const openOf = async (id: string) =>
  (await gate.call(custody.listGateConflicts, {})).rows.find((row) => row.imprisonmentId === id)!

describe('what the gate did without a connection', () => {
  test('is recorded in its order at the time of the device, once however often it arrives', async () => {
    const one = await held()
    const desk = await gate.call(custody.getGateDesk, {})
    expect(desk.toCourt.map((row) => row.warrantId)).toContain(one.warrantId)
    const went = out(one)
    const came = back(one, { outAct: went.id })
    for (const _ of [1, 2]) expect(await send(gate, went, came)).toEqual([['done'], ['done']])
    expect(await ways(one.id)).toMatchObject([{ kind: 'CRT', outAt: went.doneAt, inAt: came.doneAt }])
    const after = await gate.call(custody.getGateDesk, {})
    expect(after.toCourt.map((row) => row.warrantId)).not.toContain(one.warrantId)
    expect(after.outside.map((row) => row.imprisonmentId)).not.toContain(one.id)
  })

  test('and a clock that runs ahead puts nothing into the future', async () => {
    const one = await held()
    await send(gate, out(one, { doneAt: new Date(Date.now() + 3_600_000).toISOString() }))
    expect(Date.parse((await ways(one.id))[0]!.outAt ?? '')).toBeLessThanOrEqual(Date.now())
  })

  test('of another prison’s prisoner is unknown there, and nothing is written', async () => {
    const one = await held()
    expect(await send(karachi, out(one))).toEqual([['unknown']])
    expect(await ways(one.id)).toEqual([])
  })

  test('never lets anybody out for good: there is no such act', () => {
    for (const kind of ['release', 'REL', 'let-out'])
      expect(
        GateAct.safeParse({ ...anAct({ kind: 'out', imprisonmentId: randomUUID() }), kind }).success,
      ).toBe(false)
  })
})

describe('what the record contradicts', () => {
  test('a return that somebody else wrote first: that one stands as it is, and both are shown side by side', async () => {
    const one = await held()
    await send(gate, out(one))
    const [way] = await ways(one.id)
    const came = back(one, { movementId: way!.id })
    await deputy.call(custody.bringBack, { id: one.id })
    const before = await ways(one.id)
    expect(await send(gate, came)).toEqual([['conflict', 'recorded']])
    expect(await ways(one.id)).toEqual(before)
    expect(await openOf(one.id)).toMatchObject({
      doneAt: came.doneAt,
      doneBy: { en: 'gate-officer of PRS-HYD-C' },
      conflict: {
        codes: ['recorded'],
        record: { kind: 'CRT', inAt: before[0]!.inAt, inBy: { en: 'deputy-superintendent of PRS-HYD-C' } },
      },
    })
  })

  test('a going out of somebody in hospital, and the return that follows it', async () => {
    const one = await held()
    await gate.call(custody.sendOut, { id: one.id, kind: 'HOS', destination: 'Civil Hospital', escort: 'HC' })
    const went = out(one)
    expect(await send(gate, went, back(one, { outAct: went.id }))).toEqual([
      ['conflict', 'out-already'],
      ['conflict', 'follows'],
    ])
    expect(await ways(one.id)).toMatchObject([{ kind: 'HOS', inAt: null }])
    const { productions } = await clerk.call(custody.getPrisoner, { id: one.id })
    expect(productions).toEqual([])
  })

  test('a production that was recorded as not made', async () => {
    const one = await held()
    await deputy.call(custody.recordProduction, {
      warrantId: one.warrantId,
      on: day,
      outcome: 'not-produced',
      reason: 'no-escort',
    })
    expect(await send(gate, out(one))).toEqual([['conflict', 'recorded-otherwise']])
  })

  test('a return before the going out, and one of three days ago', async () => {
    const one = await held()
    const early = new Date(Date.now() - 2 * 3_600_000).toISOString()
    await send(gate, out(one))
    const [way] = await ways(one.id)
    expect(await send(gate, { ...back(one, { movementId: way!.id }), doneAt: early })).toEqual([
      ['conflict', 'before-out'],
    ])
    const old = new Date(Date.now() - 73 * 3_600_000).toISOString()
    expect(await send(gate, { ...back(one, { movementId: way!.id }), doneAt: old })).toEqual([
      ['conflict', 'too-old'],
    ])
    expect(await ways(one.id)).toMatchObject([{ inAt: null }])
  })

  test('a going out at a moment at which the person was not there yet', async () => {
    const one = await held()
    const before = new Date(Date.now() - 3 * 3_600_000).toISOString()
    expect(await send(gate, out(one, { doneAt: before }))).toEqual([['conflict', 'times-cross']])
    expect(await ways(one.id)).toEqual([])
  })

  test('one who has left the prison since', async () => {
    const one = await held()
    await deputy.call(custody.endPaperWarrant, {
      warrantId: one.warrantId,
      ground: 'discharge',
      order: 'Order of JM-I of today',
      on: day,
      verifiedHow: 'Dak book of the court, entry 51, by telephone to the reader',
    })
    const { releaseId } = await clerk.call(custody.proposeRelease, { imprisonmentId: one.id })
    await superintendent.call(custody.approveRelease, { releaseId })
    await gate.call(custody.checkIdentity, { id: one.id, outcome: 'same', compared: ['answers'] })
    await gate.call(custody.letOut, { releaseId })
    expect(await send(gate, out(one))).toEqual([['conflict', 'left']])
    expect((await openOf(one.id)).conflict.record).toMatchObject({ kind: 'REL' })
  })
})

describe('the choice', () => {
  async function contradicted(): Promise<{ id: string; actId: string }> {
    const one = await held()
    await deputy.call(custody.recordProduction, {
      warrantId: one.warrantId,
      on: day,
      outcome: 'not-produced',
      reason: 'ill',
    })
    await send(gate, out(one))
    return { id: one.id, actId: (await openOf(one.id)).id }
  }

  test('the record stands: nothing changes, and it is settled once', async () => {
    const { id, actId } = await contradicted()
    await gate.call(custody.settleGateConflict, { actId, how: 'theirs' })
    expect(await openOf(id)).toBeUndefined()
    expect((await clerk.call(custody.listGateNotes, { id })).rows).toEqual([])
    await expect(gate.call(custody.settleGateConflict, { actId, how: 'theirs' })).rejects.toThrow(
      'custody-gate.settled-already',
    )
  })

  test('a note stands beside the record, which stays as it was', async () => {
    const { id, actId } = await contradicted()
    await gate.call(custody.settleGateConflict, { actId, how: 'note', why: 'Went with the second van' })
    expect((await clerk.call(custody.listGateNotes, { id })).rows).toMatchObject([
      { kind: 'out', why: 'Went with the second van', doneBy: { en: 'gate-officer of PRS-HYD-C' } },
    ])
    expect(await ways(id)).toEqual([])
  })

  test('put before the superintendent, nobody else settles it, in the use case or in the database', async () => {
    const { actId } = await contradicted()
    await gate.call(custody.settleGateConflict, { actId, how: 'ask', why: 'The driver says otherwise' })
    await expect(gate.call(custody.settleGateConflict, { actId, how: 'ask', why: 'Again' })).rejects.toThrow(
      'custody-gate.asked-already',
    )
    await expect(gate.call(custody.settleGateConflict, { actId, how: 'theirs' })).rejects.toThrow(
      'custody-gate.superintendent',
    )
    await expect(
      gate.act((tx) =>
        sql`update custody.gate_act set settled = 'theirs', settled_at = clock_timestamp() where id = ${actId}::uuid`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow(/superintendent/)
    await superintendent.call(custody.settleGateConflict, { actId, how: 'theirs' })
  })

  test('what the gate wrote cannot be rewritten, and another prison sees none of it', async () => {
    const { actId } = await contradicted()
    await expect(
      gate.act((tx) =>
        sql`update custody.gate_act set done_at = clock_timestamp() where id = ${actId}::uuid`.execute(tx),
      ),
    ).rejects.toThrow(/stays as it was written/)
    expect((await karachi.call(custody.listGateConflicts, {})).rows).toEqual([])
    await expect(karachi.call(custody.settleGateConflict, { actId, how: 'theirs' })).rejects.toThrow(
      'not-found',
    )
  })
})
