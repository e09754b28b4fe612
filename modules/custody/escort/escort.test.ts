import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as custody from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import type { Point } from './way.ts'

let here: World
let clerk: Someone
let deputy: Someone
let superintendent: Someone
let gate: Someone
let doctor: Someone
let today: string
let court: number
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  gate = await here.someone('gate-officer', 'PRS-HYD-C')
  doctor = await here.someone('medical-officer', 'PRS-HYD-C')
  court = await here.unitId('CRT-HYD-JM1')
  today = (await here.database.owner.pool.query(`select workflow.today()::text as day`)).rows[0].day
})
afterAll(() => here.drop())

let n = 0
/** Somebody held who is to be before the court today. */
async function listed(given: { sex?: 'M' | 'F'; birthDate?: string } = {}): Promise<string> {
  n += 1
  const { imprisonmentId } = await clerk.insist(
    custody.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: {
        nameEn: `Traveller ${n}`,
        nameUr: `مسافر ${n}`,
        sex: given.sex ?? 'M',
        aliases: [],
        ...(given.birthDate === undefined ? {} : { birthDate: given.birthDate }),
      },
      paper: { courtId: court, nextProduction: today },
    }),
  )
  return imprisonmentId
}

/** A vehicle with a party of so many officers on today's plan. */
async function van(
  given: { seats?: number; secure?: number; women?: number; officers?: number; woman?: boolean } = {},
) {
  n += 1
  const { vehicleId } = await deputy.call(custody.addVehicle, {
    plate: `GS-${1000 + n}`,
    kind: 'van',
    seats: given.seats ?? 10,
    secureSeats: given.secure ?? 0,
    womenSeats: given.women ?? 0,
  })
  const { partyId } = await clerk.call(custody.recordParty, {
    on: today,
    sentBy: 'Police Lines Hyderabad',
    officers: Array.from({ length: given.officers ?? 4 }, (_, at) => ({
      rank: at === 0 ? 'HC' : 'PC',
      name: `Officer ${at}`,
      belt: `${n}-${at}`,
      female: at === 1 && given.woman === true,
    })),
  })
  const { runId } = await clerk.call(custody.addRun, { on: today, vehicleId, partyId })
  return { runId, vehicleId, partyId }
}
const day = () => clerk.call(custody.getEscortDay, { on: today })
async function clear(): Promise<void> {
  for (const run of (await day()).runs)
    if (run.point === null) await clerk.call(custody.cancelRun, { runId: run.id })
  for (const one of (await day()).waiting)
    for (const warrantId of one.warrantIds)
      await clerk.call(custody.recordProduction, {
        warrantId,
        on: today,
        outcome: 'not-produced',
        reason: 'other',
      })
}

test('seats are proposed by the rules, and whoever finds none is told why by each vehicle', async () => {
  const [a, b, woman, child, ill] = [
    await listed(),
    await listed(),
    await listed({ sex: 'F' }),
    await listed({ birthDate: `${Number(today.slice(0, 4)) - 16}-01-15` }),
    await listed(),
  ]
  await deputy.insist(custody.recordNonAssociation, {
    oneId: a,
    otherId: b,
    oneRole: 'threatened',
    otherRole: 'threatens',
    reason: 'enmity',
    scope: 'cell',
  })
  await doctor.call(custody.declareFitness, {
    id: ill,
    kind: 'travel',
    fit: 'no',
    why: 'Fracture of the left leg',
  })
  const { runId } = await van()
  expect(await clerk.call(custody.proposeEscorts, { on: today })).toEqual({ seated: 1, left: 4 })
  const { waiting, runs } = await day()
  const why = new Map(waiting.map((one) => [one.imprisonmentId, one.why[0]!.obstacles]))
  const aboard = runs[0]!.aboard.map((one) => one.imprisonmentId)
  const [seated] = aboard
  expect(aboard).toHaveLength(1)
  if (seated === a || seated === b) expect(why.get(seated === a ? b : a)).toEqual(['kept-apart'])
  expect(why.get(woman)).toContain('no-woman-officer')
  expect(why.get(ill)).toContain('unfit')
  expect(waiting.find((one) => one.imprisonmentId === ill)?.offered).toBe('ill')
  // Why somebody is unfit is the medical officer's; from whom somebody must be kept apart is not said either.
  expect(JSON.stringify(waiting)).not.toContain('Fracture')
  for (const id of [woman, child, ill].filter((each) => each !== seated))
    await expect(clerk.call(custody.giveSeat, { id, on: today, runId })).rejects.toThrow('custody-escort.')
  await clear()
})

test('high risk asks for a locked seat and the strength; only the superintendent sets it, with a review to come', async () => {
  const [bad, other] = [await listed(), await listed()]
  const given = { id: bad, class: 'high' as const, reason: 'Tried to escape from the lock-up' }
  await expect(deputy.call(custody.assessRisk, { ...given, reviewOn: '2099-01-01' })).rejects.toThrow(
    'not-allowed',
  )
  await expect(superintendent.call(custody.assessRisk, { ...given, reviewOn: today })).rejects.toThrow('past')
  await superintendent.call(custody.assessRisk, { ...given, reviewOn: '2099-01-01' })
  expect((await deputy.call(custody.getRisk, { id: bad })).current).toMatchObject({
    class: 'high',
    reviewOn: '2099-01-01',
  })
  const { runId } = await van({ officers: 5 })
  await clerk.call(custody.giveSeat, { id: other, on: today, runId })
  await expect(clerk.call(custody.giveSeat, { id: bad, on: today, runId })).rejects.toThrow('no-secure-seat')
  const locked = await van({ officers: 4, secure: 2 })
  await clerk.call(custody.giveSeat, { id: bad, on: today, runId: locked.runId })
  const sheet = await clerk.call(custody.issueVehicleSheet, { runId: locked.runId })
  expect(sheet.number).toContain('/VS/')
  await expect(clerk.call(custody.giveSeat, { id: other, on: today, runId: locked.runId })).rejects.toThrow(
    'strength',
  )
  await clear()
})

test('the database itself keeps seats and non-associations, should the code above it be wrong', async () => {
  const [a, b] = [await listed(), await listed()]
  const { runId } = await van({ seats: 1 })
  await clerk.call(custody.giveSeat, { id: a, on: today, runId })
  const squeeze = here.database.owner.pool.query(
    `insert into custody.escort_seat (jurisdiction, prison_id, on_date, run_id, imprisonment_id, placed)
     select jurisdiction, prison_id, on_date, id, $2::uuid, 'by-hand' from custody.escort_run where id = $1::uuid`,
    [runId, b],
  )
  await expect(squeeze).rejects.toThrow('no seat left')
  await clear()
})

test('one press at each point: sent at the gate, counted on the way, the missing named, back in the same register', async () => {
  const ids = [await listed(), await listed(), await listed()]
  const [stays, lost, fine] = ids as [string, string, string]
  const { runId } = await van()
  await clerk.call(custody.proposeEscorts, { on: today })
  const press = (point: Point, more: object = {}) =>
    gate.call(custody.handOverEscort, { runId, point, receivedBy: 'HC Officer 0', ...more })
  await expect(press('court-in')).rejects.toThrow('done-already')
  expect(await press('gate-out', { stays: [{ imprisonmentId: stays, reason: 'refused' }] })).toMatchObject({
    here: 2,
    missing: [],
  })
  const outcomes = async () =>
    new Map(
      (await clerk.call(custody.listProductions, { on: today })).courts
        .flatMap(({ rows }) => rows)
        .map((row) => [row.imprisonmentId, row.production]),
    )
  expect((await outcomes()).get(stays)).toMatchObject({ outcome: 'not-produced', reason: 'refused' })
  expect((await outcomes()).get(fine)).toMatchObject({ outcome: 'sent', backAt: null })
  const { rows: out } = await clerk.call(custody.listOut, {})
  expect(out.filter((row) => ids.includes(row.imprisonmentId)).map((row) => row.kind)).toEqual(['CRT', 'CRT'])
  expect(out.find((row) => row.imprisonmentId === fine)?.escort).toContain('HC Officer 0')
  // Pressed twice, by two officers: the second is told.
  await expect(press('gate-out')).rejects.toThrow('done-already')
  await expect(clerk.call(custody.giveSeat, { id: fine, on: today })).rejects.toThrow('left')

  const named = await press('court-in', { absent: [{ imprisonmentId: lost, state: 'missing' }] })
  expect(named).toMatchObject({ here: 1, missing: [{ imprisonmentId: lost }] })
  await expect(press('court-out', { absent: [{ imprisonmentId: stays, state: 'missing' }] })).rejects.toThrow(
    'not-aboard',
  )
  expect(await press('court-out', { absent: [{ imprisonmentId: lost, state: 'missing' }] })).toMatchObject({
    here: 1,
  })
  expect(await press('gate-in', { absent: [{ imprisonmentId: lost, state: 'missing' }] })).toMatchObject({
    here: 1,
  })
  expect((await outcomes()).get(fine)?.backAt).not.toBeNull()
  expect((await outcomes()).get(lost)?.backAt).toBeNull()
  const { runs } = await day()
  expect(runs.find((run) => run.id === runId)).toMatchObject({ point: 'gate-in', missing: 1 })
  // Found after all, and brought in by the door that was always there.
  await gate.call(custody.bringBack, { id: lost })
  expect((await outcomes()).get(lost)?.backAt).not.toBeNull()
})

test('who was sent by another press is not handed over with the vehicle they had a seat in', async () => {
  const [alone, rider] = [await listed(), await listed()]
  const { runId } = await van()
  await clerk.call(custody.proposeEscorts, { on: today })
  const seated = async () =>
    (await day()).runs.find((run) => run.id === runId)!.aboard.map((one) => one.imprisonmentId)
  expect((await seated()).toSorted()).toEqual([alone, rider].toSorted())
  const { courts } = await clerk.call(custody.listProductions, { on: today })
  const { warrantId } = courts.flatMap(({ rows }) => rows).find((row) => row.imprisonmentId === alone)!
  await gate.call(custody.recordProduction, { warrantId, on: today, outcome: 'sent' })
  expect(await seated()).toEqual([rider])
  const left = await gate.call(custody.handOverEscort, { runId, point: 'gate-out', receivedBy: 'HC' })
  expect(left).toMatchObject({ here: 1, missing: [] })
  expect(await seated()).toEqual([rider])
  const { handovers } = await gate.call(custody.getRun, { runId })
  expect(handovers[0]!.counts.map((one) => one.imprisonmentId)).toEqual([rider])
  const { rows: out } = await clerk.call(custody.listOut, {})
  // Nobody of the vehicle signed for him.
  expect(out.find((row) => row.imprisonmentId === alone)?.escort).toBeNull()
  await gate.call(custody.bringBack, { id: alone })
  for (const point of ['court-in', 'court-out', 'gate-in'] as const)
    await gate.call(custody.handOverEscort, { runId, point, receivedBy: 'Lock-up' })
})

test('whoever stands there is told by number or code, and who is of another vehicle or of none is named at once', async () => {
  const [rider, another, left] = [await listed(), await listed(), await listed()]
  const [{ runId }, second] = [await van(), await van()]
  await clerk.call(custody.giveSeat, { id: rider, on: today, runId })
  await clerk.call(custody.giveSeat, { id: another, on: today, runId: second.runId })
  const numberOf = async (id: string) => (await clerk.call(custody.getPrisoner, { id })).prisoner.number
  const ask = (code: string) => gate.call(custody.identifyOnTheWay, { runId, code })
  expect(await ask(await numberOf(rider))).toMatchObject({
    what: 'aboard',
    person: { imprisonmentId: rider },
  })
  const wrong = await ask(await numberOf(another))
  expect(wrong).toMatchObject({ what: 'other-vehicle', person: { imprisonmentId: another } })
  expect(wrong.plate).toMatch(/^GS-/)
  expect(await ask(await numberOf(left))).toMatchObject({ what: 'not-listed', plate: null })
  expect(await ask('9999/1999')).toEqual({ what: 'unknown', plate: null, person: null })
  await expect(ask('00000000000000000000')).rejects.toThrow('no-such-code')

  // The code of a paper stands on the paper alone; here one is put in its place whose text the test knows.
  const codeOf = async (documentId: string, code: string): Promise<string> => {
    await here.database.owner.pool.query(
      `update documents.verification set token_hash = encode(sha256($2::bytea), 'hex') where document_id = $1`,
      [documentId, code],
    )
    return code
  }
  const copy = await clerk.call(custody.issueOwnCopy, { imprisonmentId: rider })
  expect(await ask(await codeOf(copy.documentId, '2'.repeat(20)))).toMatchObject({
    what: 'aboard',
    person: { imprisonmentId: rider },
  })
  const sheets = [
    await clerk.call(custody.issueVehicleSheet, { runId: second.runId }),
    await clerk.call(custody.issueVehicleSheet, { runId }),
    await clerk.call(custody.issueVehicleSheet, { runId }),
  ]
  const said: string[] = []
  for (const [at, { documentId }] of sheets.entries())
    said.push((await ask(await codeOf(documentId, String(at + 3).repeat(20)))).what)
  expect(said).toEqual(['other-sheet', 'old-sheet', 'sheet'])

  const stranger = await here.someone('gate-officer', 'PRS-KHI-C')
  await expect(
    stranger.call(custody.identifyOnTheWay, { runId, code: await numberOf(rider) }),
  ).rejects.toThrow('not-found')
  await gate.call(custody.handOverEscort, {
    runId,
    point: 'gate-out',
    receivedBy: 'HC Officer 0',
    identified: [rider, another],
  })
  const { handovers } = await gate.call(custody.getRun, { runId })
  expect(handovers[0]!.counts).toEqual([{ imprisonmentId: rider, state: 'here', identified: true }])
  for (const point of ['court-in', 'court-out', 'gate-in'] as const)
    await gate.call(custody.handOverEscort, { runId, point, receivedBy: 'Lock-up' })
  await clear()
})

test('a vehicle does not leave with somebody who fell ill after the seat was given', async () => {
  const [a, b] = [await listed(), await listed()]
  const { runId } = await van()
  await clerk.call(custody.proposeEscorts, { on: today })
  await doctor.call(custody.declareFitness, { id: a, kind: 'travel', fit: 'no', why: 'Fever' })
  const { run } = await gate.call(custody.getRun, { runId })
  expect(run.breaches).toEqual(['unfit'])
  const leave = (stays: { imprisonmentId: string; reason: 'ill' }[]) =>
    gate.call(custody.handOverEscort, { runId, point: 'gate-out', receivedBy: 'HC', stays })
  await expect(leave([])).rejects.toThrow('breached')
  expect(await leave([{ imprisonmentId: a, reason: 'ill' }])).toMatchObject({ here: 1 })
  for (const point of ['court-in', 'court-out', 'gate-in'] as const)
    await gate.call(custody.handOverEscort, { runId, point, receivedBy: 'Lock-up' })
  const { months } = await clerk.call(custody.getProductionYear, {})
  expect(months.at(-1)?.reasons.ill).toBeGreaterThan(0)
  expect(
    (await clerk.call(custody.listNotProduced, { reason: 'ill' })).rows.map((row) => row.imprisonmentId),
  ).toEqual([a])
  expect(b).not.toBe(a)
})

test('a hearing by video has a slot nobody else has, is a production, and needs no seat', async () => {
  const [a, b] = [await listed(), await listed()]
  const warrantOf = async (id: string) =>
    (await day()).waiting.find((one) => one.imprisonmentId === id)!.warrantIds[0]!
  const [first, second] = [await warrantOf(a), await warrantOf(b)]
  const { roomId } = await deputy.call(custody.addVideoRoom, {
    name: { en: 'Room 1', ur: 'کمرہ 1' },
    fromTime: '00:00',
    toTime: '23:59',
    slotMinutes: 20,
  })
  const { slotId } = await clerk.call(custody.bookVideo, {
    warrantId: first,
    on: today,
    roomId,
    from: '00:00',
  })
  const both = await Promise.allSettled(
    ['00:00', '00:00'].map((from) =>
      clerk.call(custody.bookVideo, { warrantId: second, on: today, roomId, from }),
    ),
  )
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect(
    clerk.call(custody.bookVideo, { warrantId: first, on: today, roomId, from: '00:20' }),
  ).rejects.toThrow('custody-video.twice')
  await expect(
    clerk.call(custody.bookVideo, { warrantId: second, on: today, roomId, from: '00:07' }),
  ).rejects.toThrow('no-such-slot')
  expect((await day()).waiting.map((one) => one.imprisonmentId)).toEqual([b])
  expect((await day()).byVideo).toBe(1)
  await clerk.call(custody.endVideo, { slotId, outcome: 'heard' })
  const row = (await clerk.call(custody.listProductions, { on: today })).courts
    .flatMap(({ rows }) => rows)
    .find((each) => each.imprisonmentId === a)
  expect(row).toMatchObject({
    production: { outcome: 'by-video', reason: null },
    video: { state: 'heard', from: '00:00' },
  })
  await expect(clerk.call(custody.endVideo, { slotId, outcome: 'freed' })).rejects.toThrow('ended-already')
  expect((await clerk.call(custody.getProductionYear, {})).months.at(-1)?.byVideo).toBe(1)
  // Whoever is to be heard by video gives up the seat they had.
  const { runId } = await van()
  await clerk.call(custody.giveSeat, { id: b, on: today, runId })
  // Sent after all: the room is free again by itself.
  await clerk.call(custody.bookVideo, { warrantId: second, on: today, roomId, from: '00:20' })
  expect((await day()).runs.find((run) => run.id === runId)?.aboard).toEqual([])
  await clerk.call(custody.recordProduction, {
    warrantId: second,
    on: today,
    outcome: 'not-produced',
    reason: 'ill',
  })
  const [room] = (await clerk.call(custody.getVideoDay, { on: today })).rooms
  expect(room?.freed).toMatchObject([{ from: '00:20', why: 'not-produced' }])
})

test('no other prison learns of a vehicle, and gives nobody a seat', async () => {
  const stranger = await here.someone('superintendent', 'PRS-KHI-C')
  const { runId, vehicleId, partyId } = await van()
  const id = await listed()
  await expect(stranger.call(custody.getRun, { runId })).rejects.toThrow('404')
  await expect(stranger.call(custody.giveSeat, { id, on: today, runId })).rejects.toThrow('404')
  await expect(stranger.call(custody.addRun, { on: today, vehicleId, partyId })).rejects.toThrow('404')
  await expect(stranger.call(custody.getRisk, { id })).rejects.toThrow('404')
  expect((await stranger.call(custody.listVehicles, {})).vehicles).toEqual([])
  await expect(doctor.call(custody.getEscortDay, { on: today })).rejects.toThrow('not-allowed')
  await expect(clerk.call(custody.getRun, { runId: randomUUID() })).rejects.toThrow('404')
})
