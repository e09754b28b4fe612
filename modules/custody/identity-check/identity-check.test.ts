import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'

let here: World
let clerk: Someone
let deputy: Someone
let superintendent: Someone
let gate: Someone
let cashier: Someone
let karachi: Someone
let day: string
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  gate = await here.someone('gate-officer', 'PRS-HYD-C')
  cashier = await here.someone('prison-cashier', 'PRS-HYD-C')
  karachi = await here.someone('superintendent', 'PRS-KHI-C')
  day = (await here.database.owner.pool.query('select workflow.today() as day')).rows[0].day
})
afterAll(() => here.drop())

let n = 0
async function held(): Promise<string> {
  n += 1
  const { imprisonmentId } = await clerk.insist(
    contract.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: { nameEn: `Known ${n}`, nameUr: `معلوم ${n}`, sex: 'M', aliases: [] },
    }),
  )
  return imprisonmentId
}

/** Somebody whose release two officers have approved. */
async function approved(): Promise<{ id: string; releaseId: string }> {
  const id = await held()
  const { warrants } = await clerk.call(contract.getPrisoner, { id })
  await deputy.call(contract.endPaperWarrant, {
    warrantId: warrants[0]!.id,
    ground: 'discharge',
    order: 'Order of JM-I of today',
    on: day,
    verifiedHow: 'Dak book of the court, entry 51',
  })
  const { releaseId } = await clerk.call(contract.proposeRelease, { imprisonmentId: id })
  await superintendent.call(contract.approveRelease, { releaseId })
  return { id, releaseId }
}
const same = (who: Someone, id: string) =>
  who.call(contract.checkIdentity, { id, outcome: 'same', compared: ['photograph', 'answers'] })
const another = (who: Someone, id: string) =>
  who.call(contract.checkIdentity, {
    id,
    outcome: 'not-same',
    compared: ['photograph'],
    note: 'Scar missing, gives another father’s name',
  })

describe('nobody leaves', () => {
  test('uncompared: not by the application, and not by the database', async () => {
    const { id, releaseId } = await approved()
    await expect(gate.call(contract.letOut, { releaseId })).rejects.toThrow('not-compared')
    await expect(
      gate.act((tx) =>
        sql`update custody.release set state = 'left', left_at = now(), gate_officer = access.account() where id = ${releaseId}::uuid`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow('compared with the register')
    await same(gate, id)
    expect((await gate.call(contract.letOut, { releaseId })).state).toBe('left')
    // Who has left is compared no more.
    await expect(same(gate, id)).rejects.toThrow('custody.not-in')
  })

  test('on a comparison of an hour ago: who was out of sight since is compared again', async () => {
    const { id, releaseId } = await approved()
    const { checkId } = await same(gate, id)
    await here.database.owner.pool.query(
      `alter table custody.identity_check disable trigger keep_identity_check`,
    )
    await here.database.owner.pool.query(
      `update custody.identity_check set checked_at = checked_at - interval '1 hour' where id = $1`,
      [checkId],
    )
    await here.database.owner.pool.query(
      `alter table custody.identity_check enable trigger keep_identity_check`,
    )
    await expect(gate.call(contract.letOut, { releaseId })).rejects.toThrow('not-compared')
    await same(gate, id)
    await gate.call(contract.letOut, { releaseId })
  })

  test('while another was found in their place, and only another officer settles it, once', async () => {
    const { id, releaseId } = await approved()
    await same(gate, id)
    const { checkId } = await another(superintendent, id)
    await here.react()
    await expect(gate.call(contract.letOut, { releaseId })).rejects.toThrow('mistaken')
    // A later comparison does not wash it away.
    await same(gate, id)
    await expect(gate.call(contract.letOut, { releaseId })).rejects.toThrow('mistaken')
    const settling = { checkId, why: 'The brother stood in the queue; the prisoner is in barrack 4' }
    await expect(superintendent.call(contract.settleIdentity, settling)).rejects.toThrow('same-person')
    await expect(gate.call(contract.settleIdentity, settling)).rejects.toThrow('not-allowed')
    await expect(karachi.call(contract.settleIdentity, settling)).rejects.toThrow('not-found')
    const second = await here.someone('superintendent', 'PRS-HYD-C')
    await second.call(contract.settleIdentity, settling)
    await expect(second.call(contract.settleIdentity, settling)).rejects.toThrow('settled-already')
    await same(gate, id)
    await gate.call(contract.letOut, { releaseId })
    const { checks, held: still } = await gate.call(contract.getIdentity, { id })
    expect(still).toBe(false)
    expect(checks.filter((check) => check.settled !== null)).toMatchObject([
      { outcome: 'not-same', settled: { why: settling.why } },
    ])
  })

  test('to court or hospital either under the number of another', async () => {
    const id = await held()
    const { checkId } = await another(gate, id)
    const { warrants } = await clerk.call(contract.getPrisoner, { id })
    await expect(
      gate.call(contract.recordProduction, { warrantId: warrants[0]!.id, on: day, outcome: 'sent' }),
    ).rejects.toThrow('mistaken')
    await expect(
      gate.call(contract.sendOut, { id, kind: 'HOS', destination: 'Civil Hospital', escort: 'HC Nabi Bux' }),
    ).rejects.toThrow('mistaken')
    await superintendent.call(contract.settleIdentity, {
      checkId,
      why: 'A slip of the number; the man is who he says',
    })
    await gate.call(contract.recordProduction, { warrantId: warrants[0]!.id, on: day, outcome: 'sent' })
  })
})

test('another in the prisoner’s place is told to the superintendent as a task, and needs a word on what differs', async () => {
  const id = await held()
  await expect(
    gate.call(contract.checkIdentity, { id, outcome: 'not-same', compared: ['answers'] }),
  ).rejects.toThrow('422')
  await another(gate, id)
  await here.react()
  const { rows } = await here.database.owner.pool.query(
    `select post_code as post from workflow.task where queue = 'custody.identity-doubted' and subject_id = $1 and done_at is null`,
    [id],
  )
  expect(rows).toEqual([{ post: 'superintendent' }])
})

test('what is known of a prisoner to compare them by is for the gate and the desk of their own prison', async () => {
  const id = await held()
  expect(await gate.call(contract.getIdentity, { id })).toMatchObject({
    name: { en: `Known ${n}` },
    standing: 'unknown',
    photo: null,
    checks: [],
  })
  await expect(cashier.call(contract.getIdentity, { id })).rejects.toThrow('not-allowed')
  await expect(karachi.call(contract.getIdentity, { id })).rejects.toThrow('not-found')
  await expect(same(karachi, id)).rejects.toThrow('not-found')
})

test('what was found is not rewritten', async () => {
  const id = await held()
  const { checkId } = await another(gate, id)
  await expect(
    here.database.owner.pool.query(`update custody.identity_check set outcome = 'same' where id = $1`, [
      checkId,
    ]),
  ).rejects.toThrow('stays')
})
