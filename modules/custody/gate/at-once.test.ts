import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RefusedCall, type Someone, type World, world } from '../../../app/testing.ts'
import * as custody from '../contract.ts'
import { aBarrack, aPaperAdmission } from '../testing.ts'

/**
 * Two officers acting on one prisoner in the same moment, on several connections of a real database: exactly one wins, and every other
 * is told in words what happened. Nobody hears of an unexpected failure, and nothing is done twice.
 */
let here: World
let clerk: Someone
let gate: Someone
let deputy: Someone
let second: Someone
let superintendent: Someone
let day: string
let karachi: number
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  gate = await here.someone('gate-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  second = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  day = (await here.database.owner.pool.query('select workflow.today() as day')).rows[0].day
  karachi = await here.unitId('PRS-KHI-C')
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
  return { id, warrantId: (await clerk.call(custody.getPrisoner, { id })).warrants[0]!.id }
}

/** Tried often: one round in which they happened to come one after the other proves nothing. */
const rounds = 4

/** Lets all go at once, again and again with somebody new; one wins each time, and the others are told by one of these codes. */
async function race(
  told: readonly string[],
  prepare: () => Promise<readonly (() => Promise<unknown>)[]>,
  after: () => Promise<void> = async () => undefined,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const acts = await prepare()
    const results = await Promise.allSettled(acts.map((act) => act()))
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    for (const reason of lost) {
      expect(reason).toBeInstanceOf(RefusedCall)
      expect(told).toContain((reason as RefusedCall).problem.code)
    }
    expect(results.length - lost.length).toBe(1)
    await after()
  }
}

test('sent to court twice: one production, one movement', async () => {
  let id = ''
  await race(
    ['custody.recorded-already', 'custody-movement.out-already'],
    async () => {
      const one = await held()
      id = one.id
      const send = (who: Someone) => () =>
        who.call(custody.recordProduction, { warrantId: one.warrantId, on: day, outcome: 'sent' })
      return [send(gate), send(deputy), send(second), send(clerk)]
    },
    async () => {
      const { rows } = await clerk.call(custody.listMovementsOf, { id })
      expect(rows.filter((row) => row.kind === 'CRT')).toHaveLength(1)
    },
  )
})

test('to hospital, on leave and to court at once: one way', async () => {
  await race(['custody-movement.out-already'], async () => {
    const { id, warrantId } = await held()
    const go = { id, destination: 'Civil Hospital', escort: 'HC Nabi Bux' }
    return [
      () => gate.call(custody.sendOut, { ...go, kind: 'HOS' }),
      () => deputy.call(custody.sendOut, { ...go, kind: 'TAP', reason: 'funeral' }),
      () => second.call(custody.recordProduction, { warrantId, on: day, outcome: 'sent' }),
    ]
  })
})

test('brought back twice: one return, by one officer', async () => {
  await race(['custody-movement.not-out'], async () => {
    const { id } = await held()
    await gate.call(custody.sendOut, {
      id,
      kind: 'HOS',
      destination: 'Civil Hospital',
      escort: 'HC Nabi Bux',
    })
    return [gate, deputy, second, clerk].map((who) => () => who.call(custody.bringBack, { id }))
  })
})

test('a device of the gate and an officer at once: one return, and the other stands beside it or is told', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { id } = await held()
    await gate.call(custody.sendOut, {
      id,
      kind: 'HOS',
      destination: 'Civil Hospital',
      escort: 'HC Nabi Bux',
    })
    const { out } = await gate.call(custody.listMovementsOf, { id })
    const act = {
      id: randomUUID(),
      kind: 'back' as const,
      imprisonmentId: id,
      warrantId: null,
      hearingId: null,
      movementId: out!.id,
      outAct: null,
      doneAt: new Date().toISOString(),
    }
    const [device, twice, officer] = await Promise.allSettled([
      gate.call(custody.sendGateActs, { acts: [act] }),
      gate.call(custody.sendGateActs, { acts: [act] }),
      deputy.call(custody.bringBack, { id }),
    ])
    if (device.status === 'rejected' || twice.status === 'rejected') throw new Error('The gate was refused.')
    expect(twice.value.results).toEqual(device.value.results)
    const done = device.value.results[0]!.outcome === 'done'
    expect(officer.status).toBe(done ? 'rejected' : 'fulfilled')
    const { rows } = await gate.call(custody.listGateConflicts, {})
    expect(rows.some((row) => row.id === act.id)).toBe(!done)
  }
})

test('given two places at once: one place, and the other officer looks again', async () => {
  const rooms = await Promise.all(
    ['A', 'B', 'C'].map((name) =>
      superintendent.call(
        custody.addLocation,
        aBarrack({ name: `Barrack ${name}`, working: 90, authorised: 90, maximum: 90 }),
      ),
    ),
  )
  await race(['custody-accommodation.moved-meanwhile'], async () => {
    const { id } = await held()
    const officers = [clerk, deputy, second]
    return rooms.map(
      (room, nth) => () =>
        officers[nth]!.call(custody.allocatePlace, {
          id,
          locationId: room.id,
          reason: 'admission',
          version: '',
        }),
    )
  })
})

test('two releases proposed at once, and one approved twice', async () => {
  let releases: string[] = []
  await race(
    ['custody.release-open'],
    async () => {
      const { id, warrantId } = await held()
      await deputy.call(custody.endPaperWarrant, {
        warrantId,
        ground: 'discharge',
        order: 'Order of JM-I of today',
        on: day,
        verifiedHow: 'Dak book of the court, entry 51, by telephone to the reader',
      })
      releases = []
      return [clerk, deputy, second].map((who) => async () => {
        releases.push((await who.call(custody.proposeRelease, { imprisonmentId: id })).releaseId)
      })
    },
    async () => {
      expect(releases).toHaveLength(1)
    },
  )
  const [releaseId] = releases
  const approved = await Promise.allSettled(
    [1, 2, 3].map(() => superintendent.call(custody.approveRelease, { releaseId: releaseId! })),
  )
  expect(approved.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
})

test('a transfer proposed twice: one transfer', async () => {
  await race(['custody-transfer.open-already'], async () => {
    const { id } = await held()
    return [deputy, second].map(
      (who) => () =>
        who.call(custody.proposeTransfer, {
          id,
          toPrisonId: karachi,
          reason: 'home-district',
          plannedOn: day,
        }),
    )
  })
})
