import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RefusedCall, type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import { doseResults } from './pathways.ts'

/** Random histories of four prisoners; what must hold is asked of the tables and of those who may not know, not of the code. */
let here: World
let clerk: Someone
let doctor: Someone
let dispenser: Someone
let superintendent: Someone
let gate: Someone
let today = ''
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  doctor = await here.someone('medical-officer', 'PRS-HYD-C')
  dispenser = await here.someone('dispenser', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  gate = await here.someone('gate-officer', 'PRS-HYD-C')
  const { rows } = await here.database.owner.pool.query(`select workflow.today()::text as today`)
  today = rows[0].today
})
afterAll(() => here.drop())

let n = 0
async function held(): Promise<string> {
  n += 1
  const { imprisonmentId } = await clerk.insist(
    contract.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: {
        nameEn: `Random ${n}`,
        nameUr: `اتفاق ${n}`,
        sex: 'M',
        birthDate: '1990-05-01',
        birthPrecision: 'day',
        aliases: [],
      },
    }),
  )
  return imprisonmentId
}
const people = 4
const who = fc.nat(people - 1)

/** What may happen. A refusal is an answer too; a fault is not. */
async function attempt(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act()
    return true
  } catch (error) {
    if (error instanceof RefusedCall && error.problem.status < 500) return false
    throw error
  }
}

test('isolation stands in the medical layer exactly when the prison sees it, and nobody else ever learns a reason', async () => {
  const step = fc.oneof(
    fc.record({
      act: fc.constant('ward' as const),
      who,
      ward: fc.constantFrom('isolation' as const, 'hospital' as const),
    }),
    fc.record({ act: fc.constant('end' as const), who }),
    fc.record({
      act: fc.constant('many' as const),
      whom: fc.uniqueArray(who, { minLength: 1, maxLength: people }),
    }),
    fc.record({ act: fc.constant('leaves' as const), who }),
    fc.record({
      act: fc.constant('fitness' as const),
      who,
      fit: fc.constantFrom('yes' as const, 'no' as const),
    }),
    fc.record({ act: fc.constant('hospital' as const), who }),
    fc.record({ act: fc.constant('back' as const), who }),
    fc.record({ act: fc.constant('diagnosis' as const), who }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const ids = await Promise.all(Array.from({ length: people }, held))
      const reasons: string[] = []
      const reason = () => {
        const words = `reason ${randomUUID()}`
        reasons.push(words)
        return words
      }
      for (const one of steps) {
        const id = 'who' in one ? ids[one.who]! : ''
        const acts = {
          ward: () =>
            doctor.call(contract.orderWard, {
              id,
              ward: 'ward' in one ? one.ward : 'isolation',
              why: reason(),
            }),
          end: () => doctor.call(contract.endWard, { id, why: reason() }),
          many: () =>
            doctor.call(contract.isolateAll, {
              disease: 'scabies',
              ids: 'whom' in one ? one.whom.map((each) => ids[each]!) : [],
              expectedUntil: today,
            }),
          leaves: () =>
            here.database.owner.pool.query(
              `update custody.imprisonment set state = 'released', released_at = clock_timestamp(), release_ground = 'bail' where id = $1 and state = 'in'`,
              [id],
            ),
          fitness: () =>
            doctor.call(contract.declareFitness, {
              id,
              kind: 'travel',
              fit: 'fit' in one ? one.fit : 'no',
              why: reason(),
            }),
          hospital: () =>
            doctor.call(contract.sendToHospital, {
              id,
              destination: 'Civil Hospital',
              escort: 'HC',
              why: reason(),
            }),
          back: () => doctor.call(contract.backFromHospital, { id, outcome: reason() }),
          diagnosis: () =>
            doctor.call(contract.diagnose, {
              id,
              pathway: 'scabies',
              status: 'suspected',
              onsetOn: today,
              note: reason(),
            }),
        } satisfies Record<(typeof one)['act'], () => Promise<unknown>>
        await attempt(acts[one.act])
        const { rows } = await here.database.owner.pool.query(
          `select i.id from custody.imprisonment i
             left join custody.health_ward h on h.imprisonment_id = i.id and h.ended_at is null
             left join custody.medical_ward m on m.imprisonment_id = i.id and m.until_at is null
            where i.id = any ($1) and (h.id is distinct from m.id or h.ward is distinct from m.ward
              or h.expected_until is distinct from m.expected_until or (h.id is not null and i.state = 'released'))`,
          [ids],
        )
        expect(rows).toEqual([])
      }
      for (const stranger of [superintendent, gate, clerk])
        for (const id of ids) {
          const told = JSON.stringify([
            await stranger.call(contract.getFitness, { id }),
            await stranger.call(contract.getPlaceOf, { id }),
            await stranger.call(contract.listMovementsOf, { id }),
            await stranger.call(contract.getPrisoner, { id }),
          ])
          for (const words of reasons) expect(told).not.toContain(words)
          expect(told).not.toContain('scabies')
        }
    }),
    { numRuns: 12, seed: 20261122 },
  )
}, 120_000)

test('a dose is given once, whatever is sent, by whom, in which order and how often', async () => {
  const id = await held()
  const mark = fc.record({ prescription: fc.nat(1), result: fc.constantFrom(...doseResults) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(mark, { minLength: 1, maxLength: 8 }),
      fc.array(fc.array(fc.nat(7), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 }),
      async (marks, sendings) => {
        const prescriptions = await Promise.all(
          [0, 1].map(
            async () =>
              (
                await doctor.call(contract.prescribe, {
                  id,
                  medicine: 'Rifampicin',
                  dose: '450 mg',
                  slots: ['morning'],
                  fromOn: today,
                })
              ).prescriptionId,
          ),
        )
        const doses = marks.map((each) => ({
          id: randomUUID(),
          prescriptionId: prescriptions[each.prescription]!,
          on: today,
          slot: 'morning' as const,
          result: each.result,
        }))
        // Phones send at once, some marks several times over.
        const answers = await Promise.all(
          sendings.map((sending) =>
            dispenser.call(contract.logDoses, { doses: sending.map((at) => doses[at % doses.length]!) }),
          ),
        )
        const { rows } = await here.database.owner.pool.query<{
          id: string
          prescription_id: string
          result: string
        }>(
          `select id, prescription_id, result from custody.health_dose where prescription_id = any ($1) order by at, id`,
          [prescriptions],
        )
        for (const prescription of prescriptions) {
          const said = rows.filter((row) => row.prescription_id === prescription).map((row) => row.result)
          expect(new Set(said).size).toBe(said.length)
        }
        // What was counted as logged is what is there, and every sending was answered in full.
        expect(answers.reduce((sum, one) => sum + one.logged, 0)).toBe(rows.length)
        for (const [at, answer] of answers.entries())
          expect(answer.logged + answer.known).toBe(sendings[at]!.length)
        // Once given, nothing more is heard.
        await dispenser.call(contract.logDoses, {
          doses: prescriptions.map((prescriptionId) => ({
            ...doses[0]!,
            id: randomUUID(),
            prescriptionId,
            result: 'given' as const,
          })),
        })
        const after = await dispenser.call(contract.logDoses, {
          doses: doseResults.flatMap((result) =>
            prescriptions.map((prescriptionId) => ({
              ...doses[0]!,
              id: randomUUID(),
              prescriptionId,
              result,
            })),
          ),
        })
        expect(after.logged).toBe(0)
        const { rows: given } = await here.database.owner.pool.query(
          `select prescription_id from custody.health_dose where prescription_id = any ($1) and result = 'given'`,
          [prescriptions],
        )
        expect(given.map((row) => row.prescription_id).sort()).toEqual([...prescriptions].sort())
      },
    ),
    { numRuns: 20, seed: 20261122 },
  )
}, 120_000)
