import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serviceActors } from '#kernel/events'
import { prepareJobs, registerJobs, startJobs } from '#kernel/jobs'
import { isoDay, prove, readDay } from '#kernel/law'
import {
  adoptClosure,
  adoptVersion,
  draftVersion,
  getVersion,
  proposeClosure,
  proposeVersion,
} from '#kernel/law/contract'
import { fictionalRecord } from '#kernel/people/testing'
import * as police from '#modules/policing/contract'
import { aFir } from '#modules/policing/testing'
import { modules } from '../../app/modules.ts'
import { type Someone, type World, world } from '../../app/testing.ts'
import { putInForce } from '../../kernel/law/in-force.ts'
import * as contract from './contract.ts'
import { queues } from './endpoints.ts'

let here: World
let registrar: Someone
let officer: Someone
let prosecutor: Someone
let reader: Someone
let prison: Someone
let otherOffice: Someone
let lawOfficers: [Someone, Someone]
let court: number
let running: { stop(): Promise<void> }
let number = 0

const today = () => new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10)
const later = (day: string, days: number) => isoDay(readDay(day, 'day') + days)

beforeAll(async () => {
  here = await world()
  const jobs = modules.flatMap((module) => module.jobs ?? [])
  await prepareJobs(here.database.url, jobs)
  registerJobs(jobs)
  const federation = (await serviceActors(here.database.app.pool)).find(
    ({ jurisdiction }) => jurisdiction === 'PK',
  )!
  running = await startJobs(
    { database: here.database.app, auth: here.database.auth },
    federation,
    () => undefined,
  )
  registrar = await here.someone('police-registrar', 'PS-HYD-CNT')
  officer = await here.someone('investigating-officer', 'PS-HYD-CNT')
  prosecutor = await here.someone('prosecutor', 'PRO-HYD')
  otherOffice = await here.someone('district-prosecutor', 'PRO-SUK')
  reader = await here.someone('court-reader', 'CRT-HYD-JM1')
  prison = await here.someone('superintendent', 'PRS-HYD-C')
  lawOfficers = [await here.someone('law-officer', 'PK-SD'), await here.someone('law-officer', 'PK-SD')]
  court = await here.unitId('CRT-HYD-JM1')
})
afterAll(async () => {
  putInForce({ versions: [], closures: [] })
  await running.stop()
  await here.drop()
})

async function aChallan(firOn?: string): Promise<{ caseId: string; partyId: string }> {
  const partyId = randomUUID()
  const { caseId } = await registrar.call(
    police.registerFir,
    aFir({
      firNumber: ++number,
      accused: [{ partyId, person: fictionalRecord() }],
      ...(firOn === undefined ? {} : { firOn, occurredOn: firOn, reportedAt: `${firOn}T00:00:00+05:00` }),
    }),
  )
  await submit(caseId, partyId)
  return { caseId, partyId }
}

const submit = (caseId: string, partyId: string) =>
  officer.call(police.submitChallan, {
    caseId,
    kind: 'final',
    summary: 'تفتیش مکمل، ملزم کے خلاف شہادت موجود ہے۔',
    accused: [partyId],
  })

const receive = (caseId: string) => prosecutor.call(contract.receiveChallan, { caseId })
const file = (scrutinyId: string) => prosecutor.call(contract.fileChallan, { scrutinyId, courtId: court })
const reportClock = async (caseId: string, who = officer) => (await who.call(police.getFir, { caseId })).clock
const latest = async (caseId: string) =>
  (await prosecutor.call(contract.getScrutiny, { caseId })).scrutinies[0]!
const onTheQueue = async (caseId: string) =>
  (await prosecutor.call(contract.listChallans, { show: 'all', size: 200 })).rows.find(
    (row) => row.caseId === caseId,
  )

const stored = async (caseId: string, rule: string) => {
  const { rows } = await here.database.owner.pool.query(
    `select state, statutory_due::text as statutory, effective_due::text as effective, ended_on::text as "endedOn", units
     from law.clock where case_id = $1 and rule = $2 order by started_at`,
    [caseId, rule],
  )
  return rows
}

/** Carries out what follows a change of law or calendar, to the end of the recomputation it asks for. */
async function followed(): Promise<void> {
  await here.react()
  for (let tries = 0; tries < 300; tries += 1) {
    const { rows } = await here.database.owner.pool.query(
      `select 1 from law.recomputation where ended_at is null`,
    )
    if (rows.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The recomputation did not end.')
}

async function closeCourtsOn(firstDay: string, lastDay: string): Promise<void> {
  const { id } = await lawOfficers[0].call(proposeClosure, {
    firstDay,
    lastDay,
    title: { en: 'Courts closed', ur: 'عدالتیں بند' },
    notification: `SHC/Reg/${firstDay}`,
  })
  await lawOfficers[1].call(adoptClosure, { id })
  await followed()
}

/** As though the challan had come some days before: only the owner can put a clock back, no code of ours. */
async function putBack(caseId: string, days: number): Promise<{ receivedOn: string; due: string }> {
  const { rows } = await here.database.owner.pool.query<{ on: string; clock: string }>(
    `select (received_on - $2::int)::text as on, clock_id as clock from prosecution.scrutiny where case_id = $1`,
    [caseId, days],
  )
  const { on, clock } = rows[0]!
  const { result } = prove('PK-SD', 'scrutiny-return', { received: on })
  const owner = here.database.owner.pool
  await owner.query(`alter table prosecution.scrutiny disable trigger keep_scrutiny`)
  await owner.query(`alter table law.clock disable trigger keep_clock`)
  await owner.query(`update prosecution.scrutiny set received_on = $2 where clock_id = $1`, [clock, on])
  await owner.query(
    `update law.clock set inputs = jsonb_build_object('received', $2::text), statutory_due = $3, effective_due = $4 where id = $1`,
    [clock, on, result.statutoryDue, result.effectiveDue],
  )
  await owner.query(`alter table law.clock enable trigger keep_clock`)
  await owner.query(`alter table prosecution.scrutiny enable trigger keep_scrutiny`)
  return { receivedOn: on, due: String(result.effectiveDue) }
}

describe('the clocks of the report and of its scrutiny', () => {
  test('run, are met by the return and by the filing, and begin afresh with each submission', async () => {
    const { caseId, partyId } = await aChallan()
    const office = await here.unitId('PRO-HYD')
    const station = await here.unitId('PS-HYD-CNT')
    expect(await stored(caseId, 'police-report')).toMatchObject([
      { state: 'running', effective: '2026-03-24', units: [station, office] },
    ])
    const first = await receive(caseId)
    expect(await stored(caseId, 'scrutiny-return')).toMatchObject([
      { state: 'running', effective: first.effectiveDue, units: [office] },
    ])
    await prosecutor.call(contract.returnChallan, {
      scrutinyId: first.scrutinyId,
      defects: [{ code: 'site-plan-missing' }],
    })
    await submit(caseId, partyId)
    await file((await receive(caseId)).scrutinyId)
    expect(await stored(caseId, 'scrutiny-return')).toMatchObject([
      { state: 'met', endedOn: today() },
      { state: 'met', endedOn: today() },
    ])
    // The FIR is of March: the report that reaches the court only now is late, and its proof says so.
    expect(await stored(caseId, 'police-report')).toMatchObject([{ state: 'missed', endedOn: today() }])
    const clock = (await reportClock(caseId))!
    expect(clock).toMatchObject({ metOn: today(), effectiveDue: '2026-03-24' })
    expect(clock.daysLate).toBe(clock.proof?.result.daysLate)
    expect(clock.proof?.steps.at(-1)?.text.en).toContain('late')
  })

  test('of a fresh FIR is met in time, and a further report does not end it again', async () => {
    const { caseId, partyId } = await aChallan(today())
    await file((await receive(caseId)).scrutinyId)
    expect(await reportClock(caseId)).toMatchObject({ metOn: today(), daysLate: 0 })
    await officer.call(police.submitChallan, {
      caseId,
      kind: 'supplementary',
      summary: 'ضمنی رپورٹ',
      accused: [partyId],
    })
    await file((await receive(caseId)).scrutinyId)
    expect(await stored(caseId, 'police-report')).toMatchObject([{ state: 'met', endedOn: today() }])
  })

  test('are seen by those whose papers they are of: the report’s by every reader of the FIR, the scrutiny’s by its office', async () => {
    const { caseId } = await aChallan()
    const { scrutinyId } = await receive(caseId)
    const rules = (who: Someone) =>
      who.act(async (tx) => {
        const { rows } = await sql<{
          rule: string
        }>`select rule from law.clock where case_id = ${caseId}::uuid order by rule`.execute(tx)
        return rows.map((row) => row.rule)
      })
    expect(await rules(prosecutor)).toEqual(['police-report', 'scrutiny-return'])
    expect(await rules(officer)).toEqual(['police-report'])
    for (const stranger of [otherOffice, reader, prison]) expect(await rules(stranger)).toEqual([])
    await file(scrutinyId)
    expect(await rules(reader)).toEqual(['police-report'])
    expect((await reportClock(caseId, reader))?.metOn).toBe(today())
  })
})

describe('a closure of the courts over the due day', () => {
  test('moves it on the prosecutor’s queue and on the station’s file; what was decided stays', async () => {
    const { caseId } = await aChallan(today())
    const { scrutinyId, effectiveDue } = await receive(caseId)
    const decided = await aChallan(today())
    await file((await receive(decided.caseId)).scrutinyId)
    const due = (await reportClock(caseId))!.effectiveDue
    expect((await onTheQueue(caseId))?.due).toBe(effectiveDue)

    await closeCourtsOn(effectiveDue, later(effectiveDue, 1))
    await closeCourtsOn(due, later(due, 3))

    const moved = await latest(caseId)
    expect(moved.effectiveDue > later(effectiveDue, 1)).toBe(true)
    expect(moved.statutoryDue).toBe(later(today(), 3))
    expect(moved.proof?.result.effectiveDue).toBe(moved.effectiveDue)
    expect(moved.proof?.steps.map((step) => step.code)).toContain('ROLLED_TO_OPEN_DAY')
    expect((await onTheQueue(caseId))?.due).toBe(moved.effectiveDue)
    const report = (await reportClock(caseId))!
    expect(report.effectiveDue > later(due, 3)).toBe(true)
    expect(report.proof?.result.effectiveDue).toBe(report.effectiveDue)

    const stays = await latest(decided.caseId)
    expect(stays).toMatchObject({ state: 'fit', effectiveDue })
    expect(stays.proof?.result.effectiveDue).toBe(effectiveDue)
    expect((await reportClock(decided.caseId))?.effectiveDue).toBe(due)
    await file(scrutinyId)
    expect((await latest(caseId)).effectiveDue).toBe(moved.effectiveDue)
  }, 60_000)

  test('counts for a decision taken before the recomputation has come to its clock', async () => {
    const { caseId } = await aChallan(today())
    const { scrutinyId } = await receive(caseId)
    // The clock ran out yesterday; the closure that makes today its day was adopted this moment.
    await putBack(caseId, 4)
    const before = await latest(caseId)
    await here.database.owner.pool.query(
      `insert into law.closure (jurisdiction, first_day, last_day, title_en, title_ur, notification, state, proposed_by,
         proposed_under, adopted_by, adopted_at)
       select jurisdiction, $1::date, $2::date, title_en, title_ur, notification, state, proposed_by, proposed_under, adopted_by,
         adopted_at from law.closure limit 1`,
      [before.statutoryDue, later(today(), -1)],
    )
    await file(scrutinyId)
    const [clock] = await stored(caseId, 'scrutiny-return')
    expect(clock).toMatchObject({ state: 'met', endedOn: today() })
    expect(clock.effective >= today()).toBe(true)
  }, 60_000)
})

test('a version that changes the days of scrutiny moves open clocks from its first day only', async () => {
  const open = await aChallan(today())
  await receive(open.caseId)
  const earlier = await aChallan(today())
  await receive(earlier.caseId)
  const { due } = await putBack(earlier.caseId, 1)
  const decided = await aChallan(today())
  await file((await receive(decided.caseId)).scrutinyId)
  const kept = await latest(decided.caseId)

  const { id } = await lawOfficers[0].call(draftVersion, {
    code: 'sindh',
    changes: [
      {
        key: 'scrutiny.return-days',
        value: 10,
        effectiveFrom: today(),
        section: 'Sindh Criminal Prosecution Service (Amendment) Act 2026 s.4',
        text: { en: 'Returned within ten days', ur: 'دس دن کے اندر واپسی' },
        confidence: 'statute',
      },
    ],
    effectiveFrom: today(),
    reason: 'The amending Act comes into force',
  })
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await lawOfficers[0].call(getVersion, { id })).simulation === 'done') break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await lawOfficers[0].call(proposeVersion, { id })
  await lawOfficers[1].call(adoptVersion, { id })
  await followed()

  const moved = await latest(open.caseId)
  expect(moved.statutoryDue).toBe(later(today(), 10))
  expect(moved.proof?.steps.map((step) => step.text.en).join()).toContain('Returned within ten days')
  expect((await onTheQueue(open.caseId))?.due).toBe(moved.effectiveDue)
  expect((await latest(earlier.caseId)).effectiveDue).toBe(due)
  expect(await latest(decided.caseId)).toMatchObject({
    statutoryDue: kept.statutoryDue,
    effectiveDue: kept.effectiveDue,
    proof: kept.proof,
  })
  const late = await prosecutor.call(contract.listChallans, { show: 'overdue', size: 200 })
  expect((await prosecutor.act(queues[0]!.count)).overdue).toBe(late.total)
}, 90_000)
