import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from './contract.ts'

let here: World
let officers: readonly [Someone, Someone]
let hyderabad: number
beforeAll(async () => {
  here = await world()
  officers = [
    await here.someone('inspector-general-prisons', 'PRD-SD'),
    await here.someone('law-officer', 'PK-SD'),
  ]
  hyderabad = await here.unitId('PRS-HYD-C')
})
afterAll(() => here.drop())

const today = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10)
const later = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)
const rowsOf = async <T>(text: string): Promise<T[]> =>
  (await here.database.owner.pool.query(text)).rows as T[]

/** Where a rule is set; what is decided for the province overtakes what was proposed for the prison, and not the other way round. */
const rules = [
  { key: 'telephone', column: 'minutes_week', prison: false },
  { key: 'telephone', column: 'minutes_week', prison: true },
  { key: 'canteen-limit', column: 'weekly', prison: false },
  { key: 'good-conduct', column: 'days', prison: false, identity: { year: 1 } },
] as const

interface Proposal {
  readonly id: string
  readonly rule: number
  readonly by: number
  readonly fromOn: string
  readonly value: number
  overtaken: boolean
  decided: boolean
}

const tables = ['telephone_rule', 'canteen_limit', 'good_conduct_rule']
/** Every row of these rules, each as it stands to the last column. */
async function history(): Promise<Set<string>> {
  const rows = await Promise.all(
    tables.map((table) =>
      rowsOf<{ row: string }>(`select '${table} ' || r::text as row from custody.${table} r`),
    ),
  )
  return new Set(rows.flat().map(({ row }) => row))
}

const acts = fc.oneof(
  fc.record({
    kind: fc.constant('propose' as const),
    by: fc.nat(1),
    rule: fc.nat(rules.length - 1),
    from: fc.integer({ min: -1, max: 25 }),
    value: fc.integer({ min: 1, max: 80 }),
  }),
  fc.record({
    kind: fc.constantFrom('adopt' as const, 'adopt' as const, 'withdraw' as const),
    by: fc.nat(1),
    which: fc.nat(30),
  }),
)

test('whatever two officers propose, adopt and withdraw: one rule a day, nothing altered, each version explained once', async () => {
  const shipped = await history()
  let seen = shipped
  const proposals: Proposal[] = []
  const adopted: Proposal[] = []
  let refusals = 0

  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 10, maxLength: 18 }), async (sequence) => {
      for (const act of sequence) {
        const who = officers[act.by]!
        if (act.kind === 'propose') {
          const { key, column, prison, ...rest } = rules[act.rule]!
          const identity = 'identity' in rest ? rest.identity : {}
          const asked = {
            key,
            ...('identity' in rest ? { rule: contract.writtenIdentity(identity) } : {}),
            ...(prison ? { prisonId: String(hyderabad) } : {}),
          }
          const { version, current } = await who.call(contract.getSettingRule, asked)
          const made = await who
            .call(contract.proposeSetting, {
              key,
              identity,
              ...(prison ? { prisonId: hyderabad } : {}),
              values: { ...current?.values, [column]: act.value },
              fromOn: later(act.from),
              authority: 'home-department',
              paperNumber: `HD/${act.value}`,
              paperOn: today,
              reason: 'As the order has it',
              version,
            })
            .catch(() => undefined)
          if (made === undefined) refusals += 1
          else {
            // Never for a day that is past, and never for one that has a version already.
            expect(act.from).toBeGreaterThanOrEqual(0)
            expect(adopted.some((one) => one.rule === act.rule && one.fromOn === later(act.from))).toBe(false)
            proposals.push({
              ...act,
              id: made.changeId,
              fromOn: later(act.from),
              overtaken: false,
              decided: false,
            })
          }
          continue
        }
        const open = proposals.filter(({ decided }) => !decided)
        const proposal = open[act.which % Math.max(1, open.length)]
        if (proposal === undefined) continue
        if (act.kind === 'withdraw') {
          await who.call(contract.withdrawSetting, { changeId: proposal.id, why: 'No longer wanted' })
          proposal.decided = true
          continue
        }
        const done = await who.call(contract.adoptSetting, { changeId: proposal.id }).then(
          () => true,
          () => false,
        )
        expect([proposal, act.by, done]).toEqual([
          proposal,
          act.by,
          act.by !== proposal.by && !proposal.overtaken,
        ])
        if (!done) {
          refusals += 1
          continue
        }
        proposal.decided = true
        adopted.push(proposal)
        for (const other of proposals)
          if (other.rule === proposal.rule || (proposal.rule === 0 && other.rule === 1))
            other.overtaken = true
      }

      const now = await history()
      expect([...seen].filter((row) => !now.has(row))).toEqual([])
      seen = now
      // What is there now is what was shipped and one row for each adopted change.
      expect(now.size).toBe(shipped.size + adopted.length)
      const explained = await rowsOf<{ changes: number; at: string }>(
        `select v.key || v.from_on as at, (select count(*)::int from custody.setting_change c where c.state = 'adopted' and c.key = v.key
            and c.jurisdiction = v.jurisdiction and c.prison_id is not distinct from v.prison_id and c.identity = v.identity
            and c.from_on = v.from_on and c.after = v.value) as changes
           from custody.versions_of(null) v where v.jurisdiction = 'PK-SD' and v.from_on >= '${today}'`,
      )
      expect(explained.filter(({ changes }) => changes !== 1)).toEqual([])
      expect(explained).toHaveLength(adopted.length)
      expect(
        await rowsOf(
          `select key from custody.versions_of(null) group by key, jurisdiction, prison_id, identity, from_on having count(*) > 1`,
        ),
      ).toEqual([])
      expect(await rowsOf(`select id from custody.setting_change where adopted_by = proposed_by`)).toEqual([])
    }),
    { numRuns: 8, seed: 20261122, endOnFailure: true },
  )
  expect(adopted.length).toBeGreaterThan(10)
  expect(refusals).toBeGreaterThan(10)
}, 60_000)

test('of two officers who adopt two changes of one rule at the same moment one is told', async () => {
  const [inspector, law] = officers
  const propose = async (who: Someone, days: number) => {
    const { version, current } = await who.call(contract.getSettingRule, { key: 'diet-rule' })
    const { changeId } = await who.call(contract.proposeSetting, {
      key: 'diet-rule',
      values: { ...current!.values, nursing_months: days },
      fromOn: later(days),
      authority: 'inspector-general',
      paperNumber: 'IG/2',
      paperOn: today,
      reason: 'As the order has it',
      version,
    })
    return changeId
  }
  const [first, second] = [await propose(inspector, 11), await propose(law, 13)]
  const outcomes = await Promise.allSettled([
    law.call(contract.adoptSetting, { changeId: first }),
    inspector.call(contract.adoptSetting, { changeId: second }),
  ])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const told = outcomes.find((outcome) => outcome.status === 'rejected')
  expect(String(told?.reason)).toContain('custody-settings.overtaken')
})
