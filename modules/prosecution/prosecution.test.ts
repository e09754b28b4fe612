import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getCase } from '#kernel/cases/contract'
import { accept } from '#kernel/handover'
import { acceptHandover, listHandovers } from '#kernel/handover/contract'
import { goldenCases, prove } from '#kernel/law'
import { fictionalRecord } from '#kernel/people/testing'
import { currentState } from '#kernel/workflow'
import * as police from '#modules/policing/contract'
import { aFir } from '#modules/policing/testing'
import { versionOf } from '#platform/http'
import { RefusedCall, type Someone, type World, world } from '../../app/testing.ts'
import { differences, type Side, settled } from '../../platform/ui/conflict/differences.ts'
import { byPath } from '../../platform/ui/conflict/fields-of.ts'
import * as contract from './contract.ts'
import { checklist, defects } from './defects.ts'
import { queues } from './endpoints.ts'
import { ChallanFiled, ChallanReturned } from './events.ts'

let here: World
let registrar: Someone
let officer: Someone
let prosecutor: Someone
let district: Someone
let otherOffice: Someone
let otherStation: Someone
let prison: Someone
let reader: Someone
let court: number
let number = 500

beforeAll(async () => {
  here = await world()
  registrar = await here.someone('police-registrar', 'PS-HYD-CNT')
  officer = await here.someone('investigating-officer', 'PS-HYD-CNT')
  prosecutor = await here.someone('prosecutor', 'PRO-HYD')
  district = await here.someone('district-prosecutor', 'PRO-HYD')
  otherOffice = await here.someone('district-prosecutor', 'PRO-SUK')
  otherStation = await here.someone('investigating-officer', 'PS-HYD-CTY')
  prison = await here.someone('superintendent', 'PRS-HYD-C')
  reader = await here.someone('court-reader', 'CRT-HYD-JM1')
  court = await here.unitId('CRT-HYD-JM1')
})
afterAll(() => here.drop())

async function aChallan(
  given: Parameters<typeof aFir>[0] = {},
): Promise<{ caseId: string; partyId: string }> {
  const partyId = randomUUID()
  const { caseId } = await registrar.call(
    police.registerFir,
    aFir({ firNumber: ++number, accused: [{ partyId, person: fictionalRecord() }], ...given }),
  )
  await submit(caseId, partyId)
  return { caseId, partyId }
}

const submit = (caseId: string, partyId: string, kind: 'final' | 'supplementary' = 'final') =>
  officer.call(police.submitChallan, {
    caseId,
    kind,
    summary: 'تفتیش مکمل، ملزم کے خلاف شہادت موجود ہے۔',
    accused: [partyId],
  })

const receive = async (caseId: string) =>
  (await prosecutor.call(contract.receiveChallan, { caseId })).scrutinyId

const stateOf = (caseId: string) =>
  registrar.act(async (tx) => (await currentState(tx, { kind: 'case', id: caseId })).state)

const code = (error: { problem?: { code: string } }) => error.problem?.code

test('a case goes from FIR to court: arrested, produced, returned with defects, cured, filed', async () => {
  const partyId = randomUUID()
  const { caseId } = await registrar.call(
    police.registerFir,
    aFir({ firNumber: ++number, accused: [{ partyId, person: fictionalRecord() }] }),
  )
  const arrestedAt = new Date(Date.now() - 7_200_000).toISOString()
  await officer.call(police.recordArrest, {
    partyId,
    arrestedAt,
    place: 'Qasimabad',
    journeyMinutes: 30,
    groundsTold: true,
  })
  const remandCourt = await here.unitId('CRT-HYD-JM2')
  await officer.call(police.produceInCourt, {
    partyId,
    courtId: remandCourt,
    asked: 'judicial',
    days: 14,
    reasons: 'تفتیش جاری ہے',
  })
  await submit(caseId, partyId)
  expect(await stateOf(caseId)).toBe('under-scrutiny')

  const { scrutinyId } = await prosecutor.call(contract.receiveChallan, { caseId })
  await prosecutor.call(contract.saveScrutiny, {
    scrutinyId,
    version: versionOf({ checklist: {} }),
    checklist: { 'site-plan': 'absent', 'fir-copy': 'present' },
    note: 'دفتری نوٹ',
  })
  await prosecutor.call(contract.returnChallan, {
    scrutinyId,
    defects: [{ code: 'site-plan-missing' }, { code: 'call-data-missing', note: 'نمبر 0300' }],
    remarks: 'تین دن میں مکمل کریں',
  })
  expect(await stateOf(caseId)).toBe('returned-to-police')
  const returned = await officer.call(police.listReturned, {})
  expect(returned.rows.find((row) => row.caseId === caseId)).toMatchObject({
    seq: 1,
    remarks: 'تین دن میں مکمل کریں',
    defects: [
      { code: 'site-plan-missing', textUr: defects['site-plan-missing'].text.ur, note: null },
      { code: 'call-data-missing', note: 'نمبر 0300' },
    ],
  })
  // What the office wrote for itself did not travel.
  expect(JSON.stringify(await officer.call(police.getFir, { caseId }))).not.toContain('دفتری نوٹ')

  await submit(caseId, partyId)
  expect((await officer.call(police.listReturned, {})).rows.some((row) => row.caseId === caseId)).toBe(false)
  const { handovers } = await officer
    .call(listHandovers, { direction: 'incoming', show: 'open' })
    .then((page) => ({ handovers: page.rows }))
  expect(handovers.filter((one) => one.kind === 'prosecution.returned-challan')).toEqual([])

  const second = await receive(caseId)
  await prosecutor.call(contract.fileChallan, { scrutinyId: second, courtId: court })
  expect(await stateOf(caseId)).toBe('filed')
  const page = await prosecutor.call(contract.getScrutiny, { caseId })
  expect(page.scrutinies.map((one) => [one.reportSeq, one.state])).toEqual([
    [2, 'fit'],
    [1, 'returned'],
  ])
  expect(page.scrutinies[1]?.defects.map((defect) => defect.state)).toEqual(['cured', 'cured'])
  expect(page.filing?.court.nameEn).toContain('Magistrate-I')
  const seen = await reader.call(getCase, { caseId })
  expect(seen.case.court?.id).toBe(court)
  expect(seen.timeline.map((entry) => entry.kind)).toEqual([
    'policing.fir-registered',
    'policing.accused-arrested',
    'policing.produced-judicial',
    'policing.challan-submitted',
    'prosecution.challan-received',
    'prosecution.challan-returned',
    'policing.challan-submitted',
    'prosecution.challan-received',
    'prosecution.challan-filed',
  ])
  expect((await officer.call(police.getFir, { caseId })).clock?.metOn).toMatch(/^20/)
  expect((await officer.call(contract.getFiling, { caseId })).filing).not.toBeNull()
  const { rows } = await here.database.owner.pool.query(
    `select type from events.outbox where payload->>'caseId' = $1 and type like 'prosecution.%' order by type`,
    [caseId],
  )
  expect(rows.map((row) => row.type)).toEqual([ChallanFiled.type, ChallanReturned.type])
  await here.react()
})

describe('the scrutiny clock', () => {
  test('agrees with D-W04 and D-H09 of the golden cases and keeps its proof', async () => {
    const { caseId } = await aChallan()
    const given = await prosecutor.call(contract.receiveChallan, { caseId })
    const scrutiny = (await prosecutor.call(contract.getScrutiny, { caseId })).scrutinies[0]
    expect(scrutiny).toMatchObject({ statutoryDue: given.statutoryDue, effectiveDue: given.effectiveDue })
    expect(scrutiny?.proof).toMatchObject({
      rule: 'scrutiny-return',
      pack: { code: 'sindh' },
      calendar: 'sindh',
      inputs: { received: scrutiny?.receivedOn },
    })
    expect(scrutiny?.proof?.steps.map((step) => step.section).join()).toContain(
      'Sindh Criminal Prosecution Service Act 2009 s.9(5)(a)',
    )
    const golden = goldenCases.filter((one) => one.rule === 'scrutiny-return')
    expect(golden.map((one) => one.id)).toEqual(expect.arrayContaining(['D-W04', 'D-H09']))
    // 19 Feb 2026 is a Thursday: the third day is Sunday, and Monday is open in Sindh; Punjab's office is open on Saturday.
    expect(prove('PK-SD', 'scrutiny-return', { received: '2026-02-19' }).result).toMatchObject({
      statutoryDue: '2026-02-22',
      effectiveDue: '2026-02-23',
    })
    expect(prove('PK-PB', 'scrutiny-return', { received: '2026-04-10' }).result).toMatchObject({
      statutoryDue: '2026-04-13',
      effectiveDue: '2026-04-13',
    })
    expect(prove('PK-SD', 'scrutiny-return', { received: '2026-04-15' }).result).toMatchObject({
      statutoryDue: '2026-04-18',
      effectiveDue: '2026-04-20',
    })
    expect(prove('PK-PB', 'scrutiny-return', { received: '2026-04-15' }).result).toMatchObject({
      statutoryDue: '2026-04-18',
      effectiveDue: '2026-04-18',
    })
  })

  test('starts once, whoever presses twice or at the same time', async () => {
    const { caseId } = await aChallan()
    const both = await Promise.allSettled(
      [prosecutor, district].map((who) => who.call(contract.receiveChallan, { caseId })),
    )
    expect(both.some((one) => one.status === 'fulfilled')).toBe(true)
    const again = await prosecutor.call(contract.receiveChallan, { caseId })
    const page = await prosecutor.call(contract.getScrutiny, { caseId })
    expect(page.scrutinies.map((one) => one.id)).toEqual([again.scrutinyId])
  })

  test('cannot be started, refused or ended on the general hand-over page', async () => {
    const { caseId } = await aChallan()
    const page = await prosecutor.call(contract.getScrutiny, { caseId })
    const offerId = page.toReceive?.offerId ?? ''
    expect(await prosecutor.call(acceptHandover, { id: offerId }).catch(code)).toBe('handover.own-page')
    await expect(otherOffice.act((tx) => accept(tx, offerId))).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a checklist that two prosecutors of one office have open', () => {
  test('is never overwritten by one who has not seen what the other saved, in any order of reading and saving', async () => {
    const { caseId } = await aChallan()
    const scrutinyId = await receive(caseId)
    const officers = [prosecutor, district]
    const stored = async () => {
      const { rows } = await here.database.owner.pool.query<{ checklist: object; note: string | null }>(
        `select checklist, note from prosecution.scrutiny where id = $1`,
        [scrutinyId],
      )
      const { checklist, note } = rows[0]!
      return { checklist, note: note ?? '', version: versionOf({ checklist, note }) }
    }
    expect((await stored()).version).toBe(
      (await prosecutor.call(contract.getScrutiny, { caseId })).scrutinies[0]!.version,
    )
    type Kept = Awaited<ReturnType<typeof stored>>
    const codes = ['site-plan', 'fir-copy', 'arrest-memo'] as const
    const change = fc.record({
      who: fc.nat({ max: 1 }),
      act: fc.constantFrom('read', 'tick', 'tick', 'note', 'save', 'save', 'save'),
      code: fc.constantFrom(...codes),
      answer: fc.constantFrom('present', 'absent', 'not-needed'),
      note: fc.constantFrom('', 'الف', 'ب'),
      side: fc.constantFrom<Side>('mine', 'theirs'),
    })
    let refused = 0
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 14, maxLength: 24, size: 'max' }), async (changes) => {
        const opened = await stored()
        const desks = officers.map(() => ({ seen: opened, mine: opened }))
        for (const { who, act, code, answer, note, side } of changes) {
          const desk = desks[who]!
          if (act === 'read') desk.seen = desk.mine = await stored()
          if (act === 'tick')
            desk.mine = { ...desk.mine, checklist: { ...desk.mine.checklist, [code]: answer } }
          if (act === 'note') desk.mine = { ...desk.mine, note }
          if (act !== 'save') continue
          const before = await stored()
          const send = (record: Kept) =>
            officers[who]!.call(contract.saveScrutiny, {
              scrutinyId,
              checklist: record.checklist,
              note: record.note,
              version: desk.seen.version,
            })
          try {
            const { version } = await send(desk.mine)
            // It went through: whatever it replaced is what this officer had seen.
            expect({ ...before, version: '' }).toEqual({ ...desk.seen, version: '' })
            desk.seen = desk.mine = { ...desk.mine, version }
            expect(await stored()).toEqual(desk.mine)
          } catch (error) {
            if (!(error instanceof RefusedCall)) throw error
            expect(error.problem.code).toBe('stale-version')
            refused++
            expect(await stored()).toEqual(before)
            // As the dialog does: every field that differs is chosen, then sent under the version that was shown.
            const current = error.problem.current as { version: string; values: Omit<Kept, 'version'> }
            const shown = { ...current.values, note: current.values.note ?? '' }
            expect(shown).toEqual({ checklist: before.checklist, note: before.note })
            const found = differences(
              byPath.apart(desk.seen),
              byPath.apart(desk.mine),
              byPath.apart({ ...shown, version: desk.mine.version }),
            )
            const choice = Object.fromEntries(found.map(({ key }) => [key, side]))
            const merged = byPath.together(
              settled(byPath.apart(desk.mine), found, choice)!,
              desk.mine,
            ) as unknown as Kept
            desk.seen = { ...shown, version: current.version }
            const { version } = await send(merged)
            desk.seen = desk.mine = { ...merged, version }
          }
        }
      }),
      { numRuns: 40 },
    )
    expect(refused).toBeGreaterThan(10)
  }, 120_000)
})

describe('a decision', () => {
  test('is taken once: of a return and a filing at the same time one stands', async () => {
    const { caseId } = await aChallan()
    const scrutinyId = await receive(caseId)
    const both = await Promise.allSettled([
      prosecutor.call(contract.returnChallan, { scrutinyId, defects: [{ code: 'site-plan-missing' }] }),
      district.call(contract.fileChallan, { scrutinyId, courtId: court }),
    ])
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(
      await prosecutor.call(contract.saveScrutiny, { scrutinyId, checklist: {}, version: '-' }).catch(code),
    ).toBe('prosecution.already-decided')
  })

  test('to return needs a defect the list knows, and a day that has not gone by', async () => {
    const { caseId } = await aChallan()
    const scrutinyId = await receive(caseId)
    expect(await prosecutor.call(contract.returnChallan, { scrutinyId, defects: [] }).catch(code)).toBe(
      'invalid-input',
    )
    expect(
      await prosecutor
        .call(contract.returnChallan, {
          scrutinyId,
          defects: [{ code: 'site-plan-missing' }],
          dueBack: '2026-01-01',
        })
        .catch(code),
    ).toBe('prosecution.due-back-past')
  })

  test('to file needs a court, and a further report follows into the same court without moving the case', async () => {
    const { caseId, partyId } = await aChallan()
    const scrutinyId = await receive(caseId)
    const station = await here.unitId('PS-HYD-CNT')
    expect(await prosecutor.call(contract.fileChallan, { scrutinyId, courtId: station }).catch(code)).toBe(
      'prosecution.not-a-trial-court',
    )
    await prosecutor.call(contract.fileChallan, { scrutinyId, courtId: court })
    await submit(caseId, partyId, 'supplementary')
    expect(await stateOf(caseId)).toBe('filed')
    const further = await receive(caseId)
    const elsewhere = await here.unitId('CRT-HYD-JM2')
    expect(
      await prosecutor.call(contract.fileChallan, { scrutinyId: further, courtId: elsewhere }).catch(code),
    ).toBe('prosecution.other-court')
    await prosecutor.call(contract.fileChallan, { scrutinyId: further, courtId: court })
    expect(await stateOf(caseId)).toBe('filed')
  })

  test('cannot be changed afterwards, not even in the database', async () => {
    const { caseId } = await aChallan()
    const scrutinyId = await receive(caseId)
    await prosecutor.call(contract.fileChallan, { scrutinyId, courtId: court })
    for (const change of [
      sql`update prosecution.scrutiny set state = 'open', decided_at = null where id = ${scrutinyId}::uuid`,
      sql`update prosecution.scrutiny set received_on = received_on + 30 where id = ${scrutinyId}::uuid`,
      sql`update law.clock set effective_due = effective_due + 30
        where id = (select clock_id from prosecution.scrutiny where id = ${scrutinyId}::uuid)`,
    ])
      await expect(prosecutor.act((tx) => change.execute(tx))).rejects.toMatchObject({ code: '23514' })
  })

  test('on a second scrutiny says which earlier defect was found again and which was cured', async () => {
    const { caseId, partyId } = await aChallan()
    await prosecutor.call(contract.returnChallan, {
      scrutinyId: await receive(caseId),
      defects: [{ code: 'site-plan-missing' }, { code: 'section-omitted' }],
    })
    await submit(caseId, partyId)
    await prosecutor.call(contract.returnChallan, {
      scrutinyId: await receive(caseId),
      defects: [{ code: 'section-omitted' }],
    })
    const { scrutinies } = await prosecutor.call(contract.getScrutiny, { caseId })
    expect(scrutinies.map((one) => one.defects.map((defect) => [defect.code, defect.state]))).toEqual([
      [['section-omitted', 'open']],
      [
        ['section-omitted', 'repeated'],
        ['site-plan-missing', 'cured'],
      ],
    ])
  })
})

describe('the office’s papers', () => {
  test('are not there for another office, station, court or prison', async () => {
    const { caseId } = await aChallan()
    const scrutinyId = await receive(caseId)
    await expect(otherOffice.call(contract.getScrutiny, { caseId })).rejects.toThrow('404 not-found')
    expect((await otherOffice.call(contract.listChallans, { show: 'all' })).total).toBe(0)
    expect(
      await otherOffice
        .call(contract.returnChallan, { scrutinyId, defects: [{ code: 'site-plan-missing' }] })
        .catch(code),
    ).toBe('not-found')
    for (const stranger of [officer, otherStation, prison, reader]) {
      await expect(stranger.call(contract.getScrutiny, { caseId })).rejects.toThrow('403 not-allowed')
      await stranger.act(async (tx) => {
        const { rows } =
          await sql`select 1 from prosecution.scrutiny union all select 1 from prosecution.defect`.execute(tx)
        expect(rows).toEqual([])
      })
    }
  })
})

describe('lists and figures', () => {
  test('agree: each number of the overview is the length of the list it leads to', async () => {
    const overview = await district.call(contract.getOverview, {})
    expect(overview.figures.some((figure) => figure.count > 0)).toBe(true)
    for (const { show, count } of overview.figures)
      expect([show, (await district.call(contract.listChallans, { show })).total]).toEqual([show, count])
    for (const { stationId, waiting, returned } of overview.stations) {
      expect((await district.call(contract.listChallans, { show: 'waiting', stationId })).total).toBe(waiting)
      expect((await district.call(contract.listChallans, { show: 'returned', stationId })).total).toBe(
        returned,
      )
    }
    expect(overview.defects.length).toBeGreaterThan(0)
    for (const { code: defect, count } of overview.defects)
      expect((await district.call(contract.listChallans, { show: 'returned', defect })).total).toBe(count)
    for (const queue of queues) {
      const { total } = await prosecutor.call(contract.listChallans, { show: 'waiting' })
      expect((await prosecutor.act(queue.count)).count).toBe(total)
    }
    await expect(prosecutor.call(contract.getOverview, {})).rejects.toThrow('403')
  })

  test('show what is late first, and count it', async () => {
    const { caseId } = await aChallan()
    const scrutinyId = await receive(caseId)
    // The days pass: only the owner can put a clock back, no code of ours.
    await here.database.owner.pool.query(
      `update law.clock set statutory_due = '2026-02-22', effective_due = '2026-02-23'
        where id = (select clock_id from prosecution.scrutiny where id = $1)`,
      [scrutinyId],
    )
    const list = await prosecutor.call(contract.listChallans, { show: 'waiting' })
    expect(list.rows[0]).toMatchObject({ caseId, state: 'open', due: '2026-02-23', overdue: true })
    expect(
      (await prosecutor.call(contract.listChallans, { show: 'overdue' })).rows.map((row) => row.caseId),
    ).toEqual([caseId])
    expect((await prosecutor.act(queues[0]!.count)).overdue).toBe(1)
  })
})

test('the schedule’s court comes first among those offered', async () => {
  const kinds = async (act: string, section: string) => {
    const { caseId } = await aChallan({ offences: [{ act, section }] })
    const { courts } = await prosecutor.call(contract.listTrialCourts, { caseId })
    return [...new Set(courts.filter((one) => one.suits).map((one) => one.kind))]
  }
  expect(await kinds('PPC', '302(b)')).toEqual(['additional-sessions-court', 'sessions-court'])
  expect(await kinds('ATA', '7(1)(a)')).toEqual(['anti-terrorism-court'])
})

test('every item of the checklist leads to a defect, and each defect is said in both languages', () => {
  expect(Object.keys(defects).length).toBeGreaterThanOrEqual(14)
  for (const { defect } of Object.values(checklist)) expect(Object.keys(defects)).toContain(defect)
  for (const { text } of Object.values(defects)) {
    expect(text.ur).toMatch(/[\u0600-\u06ff]/)
    expect(text.en).not.toMatch(/[\u0600-\u06ff]/)
  }
})
