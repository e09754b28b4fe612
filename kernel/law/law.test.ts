import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serviceActors } from '#kernel/events'
import { prepareJobs, registerJobs, startJobs } from '#kernel/jobs'
import { modules } from '../../app/modules.ts'
import { RefusedCall, type Someone, type World, world } from '../../app/testing.ts'
import { closeCourts } from './calendar/provincial-calendars.ts'
import {
  adoptClosure,
  adoptVersion,
  calculate,
  computeLaw,
  deriveOffence,
  draftVersion,
  getPack,
  getVersion,
  listClosures,
  listConflicts,
  listDifferences,
  listOffences,
  listPacks,
  listRules,
  printCalculation,
  proposeClosure,
  proposeVersion,
  withdrawClosure,
  withdrawVersion,
} from './contract.ts'
import { goldenCases } from './golden/golden-cases.ts'
import { putInForce, refreshLaw } from './in-force.ts'
import { rulesInForce } from './packs/index.ts'
import { clocksOf, meetClock, shareClock, startClock, voidClock } from './stored-clocks/clock.ts'
import { recomputeClocks } from './stored-clocks/recompute.ts'
import { defineComputationSource, type StoredComputation } from './versions/sources.ts'
import { takeEffect } from './versions/take-effect.ts'

let here: World
let officer: Someone
let second: Someone
let prosecutor: Someone
let running: { stop(): Promise<void> }
const caseId = '019a6b1e-3f5c-7c11-9d52-0242ac120003'

/** Stands for a module that keeps computations: a sentence, a bail date and a clock, as they were stored. */
const stored: StoredComputation[] = [
  {
    id: '00000000-0000-7000-8000-000000000001',
    rule: 'scrutiny-return',
    inputs: { received: '2027-03-01' },
    result: { statutoryDue: '2027-03-04', effectiveDue: '2027-03-04', flags: [] },
    label: 'SR/1',
  },
  {
    id: '00000000-0000-7000-8000-000000000002',
    rule: 'statutory-bail',
    inputs: { sex: 'M', maxPunishment: 'DEATH', detainedSince: '2027-02-01' },
    result: { ground: 'S497_THIRD_PROVISO_B', eligibleFrom: '2029-02-01', flags: [] },
    label: 'UT/2',
  },
  {
    id: '00000000-0000-7000-8000-000000000003',
    rule: 'statutory-bail',
    inputs: { sex: 'M', maxPunishment: 84, detainedSince: '2027-02-01' },
    result: { ground: 'S497_THIRD_PROVISO_A', eligibleFrom: '2028-02-01', flags: [] },
    label: 'UT/3',
  },
]

let stumbles = 0

beforeAll(async () => {
  here = await world()
  defineComputationSource({
    key: 'test.stored',
    list: async (_tx, after, limit) => {
      if (stumbles-- > 0) throw new Error('The source is away.')
      return stored.filter((one) => after === undefined || one.id > after).slice(0, limit)
    },
  })
  const jobs = modules.flatMap((module) => module.jobs ?? [])
  await prepareJobs(here.database.url, jobs)
  registerJobs(jobs)
  const services = { database: here.database.app, auth: here.database.auth }
  const federation = (await serviceActors(here.database.app.pool)).find(
    ({ jurisdiction }) => jurisdiction === 'PK',
  )!
  running = await startJobs(services, federation, () => undefined)
  officer = await here.someone('law-officer', 'PK-SD')
  second = await here.someone('law-officer', 'PK-SD')
  prosecutor = await here.someone('prosecutor', 'PRO-HYD')
})
afterAll(async () => {
  putInForce({ versions: [], closures: [] })
  await running.stop()
  await here.drop()
})

async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call
  } catch (error) {
    if (error instanceof RefusedCall) return error.problem.code
    throw error
  }
  return 'done'
}

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await ask()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('It did not come.')
}

describe('the door over HTTP', () => {
  test('answers the worked cases, and bad cases without spoiling the others', async () => {
    const bad = [
      null,
      7,
      { id: 'x', rule: 'no-such-rule', inputs: {} },
      { id: 'y', rule: 'police-report', inputs: { fir: '2026-02-30' } },
    ]
    const { answers } = await prosecutor.call(computeLaw, { cases: [...goldenCases, ...bad] })
    expect(answers).toHaveLength(goldenCases.length + bad.length)
    goldenCases.forEach((golden, at) => {
      expect(answers[at]).toMatchObject({ id: golden.id, result: golden.expected })
    })
    expect(
      answers
        .slice(goldenCases.length)
        .map((one) => ('error' in one ? [one.error.code, one.error.path] : one)),
    ).toEqual([
      ['BAD_INPUT', ''],
      ['BAD_INPUT', ''],
      ['UNKNOWN_RULE', 'rule'],
      ['NOT_A_DATE', 'inputs.fir'],
    ])
  })

  test('takes ten thousand mixed cases at once and not one more', async () => {
    const cases = Array.from({ length: 10_000 }, (_, at) =>
      at % 10 === 9 ? { id: at, rule: 'sentence' } : goldenCases[at % 57],
    )
    const { answers } = await prosecutor.call(computeLaw, { cases })
    expect(answers.filter((one) => 'error' in one)).toHaveLength(1_000)
    expect(await refusal(prosecutor.call(computeLaw, { cases: [...cases, {}] }))).toBe('invalid-input')
  }, 30_000)
})

describe('the calculator', () => {
  test('has a form for every rule, read from the rule’s own schema', async () => {
    const { rules, own } = await prosecutor.call(listRules, {})
    expect(own).toEqual({ packCode: 'sindh', calendarCode: 'sindh' })
    expect(rules).toHaveLength(24)
    expect(rules.every(({ variants }) => variants.every(({ fields }) => fields.length > 0))).toBe(true)
    expect(rules.find(({ rule }) => rule === 'police-report')!.variants[0]!.fields).toEqual([
      { key: 'fir', required: true, kind: 'day' },
      { key: 'reportReachedCourt', required: false, kind: 'day' },
    ])
    expect(rules.find(({ rule }) => rule === 'deemed-sanction')!.variants).toHaveLength(2)
  })

  test('computes under the caller’s province and court calendar, and names bad input', async () => {
    expect(
      await prosecutor.call(calculate, { rule: 'police-report', inputs: { fir: '2026-03-04' } }),
    ).toMatchObject({
      result: { statutoryDue: '2026-03-21', effectiveDue: '2026-03-24' },
      rulePack: { code: 'sindh' },
    })
    expect(await prosecutor.call(calculate, { rule: 'police-report', inputs: {} })).toMatchObject({
      error: { code: 'MISSING', path: 'inputs.fir' },
    })
  })

  test('prints its explanation on one file in both languages', async () => {
    const answer = await here.app.request('/api/law/calculation/print', {
      method: 'POST',
      headers: { 'x-test-actor': prosecutor.grantId, 'content-type': 'application/json' },
      body: JSON.stringify({
        rule: 'police-report',
        inputs: { fir: '2026-03-04' },
      }),
    })
    expect(answer.headers.get('content-type')).toContain('application/pdf')
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect(printCalculation.needs).toBe('law:read')
  }, 30_000)
})

describe('offences', () => {
  test('are found by section, Urdu and English title, as in force on a day', async () => {
    const first = async (q: string, on?: string) =>
      (await prosecutor.call(listOffences, { q, ...(on ? { on } : {}) })).rows[0]
    expect(await first('302')).toMatchObject({ act: 'PPC', section: '302' })
    expect((await first('چوری'))?.title.ur).toContain('چوری')
    expect((await first('theft'))?.title.en.toLowerCase()).toContain('theft')
    const dated = (await prosecutor.call(listOffences, { size: 500 })).rows.find(
      (row) => row.effectiveFrom !== null,
    )!
    const before = await prosecutor.call(listOffences, { q: dated.section, on: '1950-01-01', size: 500 })
    expect(before.rows.some((row) => row.id === dated.id)).toBe(false)
  })

  test('show conflicts, and mark what the residual rule derives', async () => {
    const { rows } = await prosecutor.call(listOffences, { only: 'conflict', size: 500 })
    const { conflicts } = await prosecutor.call(listConflicts, {})
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every((row) => conflicts.some(({ id }) => id === row.conflict))).toBe(true)
    expect(await prosecutor.call(deriveOffence, { act: 'FA', section: '99', max: '36' })).toMatchObject({
      derived: true,
      bailable: false,
      cognizable: true,
    })
    expect(await refusal(prosecutor.call(deriveOffence, { act: 'XX', section: '1', max: '12' }))).toBe(
      'law.no-such-act',
    )
  })
})

describe('a new version of a pack', () => {
  const change = {
    key: 'scrutiny.return-days' as const,
    value: 5,
    effectiveFrom: '2027-01-01',
    section: 'Sindh Criminal Prosecution Service (Amendment) Act 2026 s.4',
    text: { en: 'Returned within five days', ur: 'پانچ دن کے اندر واپسی' },
    confidence: 'statute' as const,
  }
  const bail = {
    key: 'bail.other-months' as const,
    value: 9,
    effectiveFrom: '2027-01-01',
    section: 'CrPC s.497(1) third proviso as amended',
    text: { en: 'Nine months for other offences', ur: 'دیگر جرائم میں نو ماہ' },
    confidence: 'statute' as const,
  }
  const capital = {
    ...bail,
    key: 'bail.capital-months' as const,
    value: 30,
    text: { en: 'Thirty months', ur: 'تیس ماہ' },
  }
  const today = () => new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10)

  async function drafted(
    changes: (typeof change | typeof bail | typeof capital)[],
    effectiveFrom = today(),
  ): Promise<string> {
    const { id } = await officer.call(draftVersion, {
      code: 'sindh',
      changes,
      effectiveFrom,
      reason: 'The amending Act comes into force',
    })
    await until(async () =>
      (await officer.call(getVersion, { id })).simulation === 'done' ? true : undefined,
    )
    return id
  }

  test('is for the officers of that province alone, and for no other post', async () => {
    const ask = { changes: [change], effectiveFrom: today(), reason: 'The amending Act comes into force' }
    expect(await refusal(officer.call(draftVersion, { code: 'punjab', ...ask }))).toBe('law.not-your-pack')
    expect(await refusal(officer.call(draftVersion, { code: 'federal', ...ask }))).toBe('law.not-your-pack')
    expect(await refusal(prosecutor.call(draftVersion, { code: 'sindh', ...ask }))).toBe('not-allowed')
    expect(
      await refusal(officer.call(draftVersion, { code: 'sindh', ...ask, effectiveFrom: '2020-01-01' })),
    ).toBe('law.effective-passed')
    expect(
      await refusal(officer.call(draftVersion, { code: 'sindh', ...ask, changes: [change, change] })),
    ).toBe('law.changed-twice')
  })

  test('shows before it takes effect who would be freed earlier and who held longer', async () => {
    const id = await drafted([change, bail, capital])
    const version = await officer.call(getVersion, { id })
    expect(version.sources).toContain('test.stored')
    expect(version.simulatedRows).toBeGreaterThanOrEqual(stored.length)
    expect(version.counts).toEqual({
      'early-release-risk': 1,
      'unlawful-detention-risk': 1,
      'other-change': 1,
      refused: 0,
    })
    const { rows } = await officer.call(listDifferences, { id })
    expect(rows.map((row) => [row.label, row.class, row.before, row.after])).toEqual([
      ['UT/3', 'early-release-risk', '2028-02-01', '2027-11-01'],
      ['SR/1', 'other-change', null, null],
      ['UT/2', 'unlawful-detention-risk', '2029-02-01', '2029-08-01'],
    ])
    // Nothing is in force yet.
    expect(rulesInForce('sindh').on('scrutiny.return-days', 21_000).value).toBe(3)
    await officer.call(withdrawVersion, { id, why: 'Only to see' })
    expect(await refusal(officer.call(proposeVersion, { id }))).toBe('law.not-in-that-state')
  })

  test('whose simulation fails says so, and is done when the queue tries again', async () => {
    stumbles = 1
    const { id } = await officer.call(draftVersion, {
      code: 'sindh',
      changes: [change],
      effectiveFrom: today(),
      reason: 'The amending Act comes into force',
    })
    const state = async () => (await officer.call(getVersion, { id })).simulation
    await until(async () => ((await state()) === 'failed' ? true : undefined))
    expect(await refusal(officer.call(proposeVersion, { id }))).toBe('law.not-simulated')
    await until(async () => ((await state()) === 'done' ? true : undefined))
    await officer.call(withdrawVersion, { id, why: 'Only to see' })
  }, 60_000)

  test('that changes a worked case is proposed only with a reason for each', async () => {
    const { effectiveFrom: _always, ...corrected } = change
    const id = await drafted([corrected as typeof change])
    const { golden } = await officer.call(getVersion, { id })
    expect(golden.map((one) => one.id)).toContain('D-W04')
    expect(await refusal(officer.call(proposeVersion, { id }))).toBe('law.golden-differences')
    await officer.call(proposeVersion, {
      id,
      acknowledged: golden.map((one) => ({ id: one.id, why: 'The section was misread until now' })),
    })
    expect((await officer.call(getVersion, { id })).golden.every((one) => one.why !== null)).toBe(true)
    await officer.call(withdrawVersion, { id, why: 'The older reading stands' })
  })

  test('is adopted by a second officer only, and governs from its first day', async () => {
    const id = await drafted([change])
    expect(await refusal(second.call(adoptVersion, { id }))).toBe('law.not-in-that-state')
    await officer.call(proposeVersion, { id })
    expect(await refusal(officer.call(adoptVersion, { id }))).toBe('access.same-person')
    await second.call(adoptVersion, { id })
    expect((await second.call(getVersion, { id })).inForce).toBe(true)
    const { rows } = await here.database.owner.pool.query(
      `select type, payload from events.outbox where type like 'law.Pack%' order by n`,
    )
    expect(rows.map((row) => [row.type, row.payload.code])).toEqual([
      ['law.PackAdopted', 'sindh'],
      ['law.PackInForce', 'sindh'],
    ])
    await refreshLaw((text) => here.database.app.pool.query(text))
    const ask = { rule: 'scrutiny-return', inputs: { received: '2027-03-01' } }
    expect(await prosecutor.call(calculate, ask)).toMatchObject({ result: { statutoryDue: '2027-03-06' } })
    // What was received before the amendment keeps its three days.
    expect(await prosecutor.call(calculate, { ...ask, inputs: { received: '2026-12-01' } })).toMatchObject({
      result: { statutoryDue: '2026-12-04' },
    })
    const pack = await prosecutor.call(getPack, { code: 'sindh' })
    expect(pack.golden.passed).toBe(pack.golden.total)
    expect(
      pack.numbers
        .filter((number) => number.key === 'scrutiny.return-days')
        .map((number) => [number.value, number.effectiveTo]),
    ).toEqual([
      [3, '2026-12-31'],
      [5, null],
    ])
    expect(
      (await prosecutor.call(listPacks, {})).packs.find(({ code }) => code === 'punjab')!.mayPropose,
    ).toBe(false)
    // The provinces beside it are not touched.
    expect(rulesInForce('punjab').on('scrutiny.return-days', 21_000).value).toBe(3)
  })

  test('that begins later is put in force on its day, once', async () => {
    const id = await drafted([bail], '2027-06-01')
    await officer.call(proposeVersion, { id })
    await second.call(adoptVersion, { id })
    await refreshLaw((text) => here.database.app.pool.query(text))
    expect(rulesInForce('sindh').on('bail.other-months', 21_500).value).toBe(12)
    expect(await takeEffect({ database: here.database.app })).toBe(0)
    // Triggers off for a moment: in a test the day has to come by itself.
    await here.database.owner.pool.query(`alter table law.pack_version disable trigger keep_version`)
    await here.database.owner.pool.query(
      `update law.pack_version set effective_from = current_date - 1 where id = $1`,
      [id],
    )
    await here.database.owner.pool.query(`alter table law.pack_version enable trigger keep_version`)
    expect(await takeEffect({ database: here.database.app })).toBe(1)
    expect(await takeEffect({ database: here.database.app })).toBe(0)
    await refreshLaw((text) => here.database.app.pool.query(text))
    expect(rulesInForce('sindh').on('bail.other-months', 21_500).value).toBe(9)
  })

  test('cannot be rewritten or adopted by its drafter, even past the application', async () => {
    const id = await drafted([{ ...capital, value: 36 }])
    const attempt = (statement: string) =>
      officer.act((tx) => sql.raw(statement.replaceAll('$id', `'${id}'`)).execute(tx))
    await expect(
      attempt(`update law.pack_version set body = '{"numbers":[{}]}' where id = $id`),
    ).rejects.toThrow('never rewritten')
    await expect(
      attempt(
        `update law.pack_version set state = 'adopted', proposed_by = access.account(), adopted_by = access.account() where id = $id`,
      ),
    ).rejects.toThrow()
    await officer.call(proposeVersion, { id })
    await expect(
      attempt(`update law.pack_version set state = 'adopted', adopted_by = access.account() where id = $id`),
    ).rejects.toThrow('check constraint')
    await officer.call(withdrawVersion, { id, why: 'Not for adoption' })
  })
})

describe('clocks', () => {
  const clockOf = (fir: string) =>
    prosecutor.act(async (tx) =>
      startClock(tx, {
        rule: 'police-report',
        inputs: { fir },
        units: [await here.unitId('PRO-HYD')],
        caseId,
      }),
    )

  test('start with both days, are met or missed by the later, and end once', async () => {
    const clock = await clockOf('2026-03-04')
    expect(clock).toMatchObject({
      statutoryDue: '2026-03-21',
      effectiveDue: '2026-03-24',
      state: 'running',
      proof: { inputs: { fir: '2026-03-04' }, result: { effectiveDue: '2026-03-24' } },
    })
    const facts = { reportReachedCourt: '2026-03-24' }
    expect(await prosecutor.act((tx) => meetClock(tx, clock.id, '2026-03-24', facts))).toMatchObject({
      state: 'met',
      inputs: { fir: '2026-03-04' },
      proof: { inputs: { fir: '2026-03-04', ...facts }, result: { daysLate: 0 } },
    })
    await expect(prosecutor.act((tx) => meetClock(tx, clock.id, '2026-03-25'))).rejects.toThrow(
      'law.clock-ended',
    )
    const late = await clockOf('2026-03-04')
    expect(await prosecutor.act((tx) => meetClock(tx, late.id, '2026-03-25'))).toMatchObject({
      state: 'missed',
    })
    const gone = await clockOf('2026-03-04')
    expect(await prosecutor.act((tx) => voidClock(tx, gone.id, 'FIR quashed'))).toMatchObject({
      state: 'void',
      endedWhy: 'FIR quashed',
    })
    expect(await prosecutor.act((tx) => clocksOf(tx, caseId))).toHaveLength(3)
    await expect(clockOf('2026-02-30')).rejects.toThrow('law.refused')
  })

  test('are seen by their units alone', async () => {
    const clock = await clockOf('2026-04-06')
    const stranger = await here.someone('prosecutor', 'PRO-KHS')
    expect(await stranger.act((tx) => clocksOf(tx, caseId))).toEqual([])
    await expect(stranger.act((tx) => meetClock(tx, clock.id, '2026-04-07'))).rejects.toThrow('not-found')
    await stranger.act(async (tx) => shareClock(tx, clock.id, await here.unitId('PRO-KHS')))
    expect(await stranger.act((tx) => clocksOf(tx, caseId))).toEqual([])
    for (const _twice of [1, 2])
      await prosecutor.act(async (tx) => shareClock(tx, clock.id, await here.unitId('PRO-KHS')))
    expect(await stranger.act((tx) => clocksOf(tx, caseId))).toMatchObject([{ id: clock.id }])
    await prosecutor.act((tx) => voidClock(tx, clock.id, 'Test over'))
  })

  test('are moved when two officers close the courts, and those that ended are not', async () => {
    const open = await clockOf('2026-11-16')
    const ended = await clockOf('2026-11-16')
    await prosecutor.act((tx) => meetClock(tx, ended.id, '2026-11-30'))
    expect(open.effectiveDue).toBe('2026-12-03')
    const proposal = {
      firstDay: '2026-12-03',
      title: { en: 'Day of mourning', ur: 'یومِ سوگ' },
      notification: 'SHC/Reg/2026/118',
    }
    expect(await refusal(prosecutor.call(proposeClosure, proposal))).toBe('not-allowed')
    expect(await refusal(officer.call(proposeClosure, { ...proposal, lastDay: '2026-12-01' }))).toBe(
      'law.days-out-of-order',
    )
    expect(await refusal(officer.call(proposeClosure, { ...proposal, lastDay: '2027-12-01' }))).toBe(
      'law.closure-too-long',
    )
    const { id } = await officer.call(proposeClosure, proposal)
    expect(await refusal(officer.call(adoptClosure, { id }))).toBe('access.same-person')
    const { recomputationId } = await second.call(adoptClosure, { id })
    const done = await until(async () => {
      const { rows } = await here.database.owner.pool.query(
        `select seen, moved, refused from law.recomputation where id = $1 and ended_at is not null`,
        [recomputationId],
      )
      return rows[0]
    })
    expect(done).toMatchObject({ moved: 1, refused: 0 })
    const after = await prosecutor.act((tx) => clocksOf(tx, caseId))
    expect(after.find((clock) => clock.id === open.id)).toMatchObject({
      statutoryDue: '2026-12-03',
      effectiveDue: '2026-12-04',
    })
    expect(after.find((clock) => clock.id === ended.id)).toMatchObject({ effectiveDue: '2026-12-03' })
    const { closures, calendar } = await prosecutor.call(listClosures, {})
    expect(closures[0]).toMatchObject({ state: 'adopted', recomputed: { moved: 1 } })
    expect(calendar!.closed).toContain('2026-12-03')
    // A clock started now knows the closure; one of another province does not.
    expect((await clockOf('2026-11-16')).effectiveDue).toBe('2026-12-04')
    expect(await refusal(officer.call(withdrawClosure, { id }))).toBe('law.not-in-that-state')
  })

  test('a recomputation that was interrupted goes on after the last batch it finished', async () => {
    const clocks = await prosecutor.act((tx) => clocksOf(tx, caseId))
    const { rows } = await here.database.owner.pool.query<{ id: string }>(
      `insert into law.recomputation (jurisdiction, closure_id, after_id, seen)
       select 'PK-SD', id, $1, 7 from law.closure where state = 'adopted' returning id`,
      [
        clocks
          .map((clock) => clock.id)
          .sort()
          .at(-1),
      ],
    )
    closeCourts([])
    const actor = (await serviceActors(here.database.app.pool)).find(
      ({ jurisdiction }) => jurisdiction === 'PK-SD',
    )!
    const seen = await recomputeClocks({ database: here.database.app }, actor, rows[0]!.id, {
      report: async () => undefined,
    })
    expect(seen).toEqual({ seen: 7, moved: 0, refused: 0 })
  })
})
