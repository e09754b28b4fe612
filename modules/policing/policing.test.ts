import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getCase } from '#kernel/cases/contract'
import { fictionalRecord } from '#kernel/people/testing'
import { currentState } from '#kernel/workflow'
import { type RefusedCall, type Someone, type World, world } from '../../app/testing.ts'
import { carryReportClocks } from './carry-report-clocks.ts'
import * as contract from './contract.ts'
import { FirRegistered } from './events.ts'
import { applicationsFor } from './production.ts'
import { aFir } from './testing.ts'

let here: World
let registrar: Someone
let officer: Someone
let otherStation: Someone
let prosecutor: Someone
let otherOffice: Someone
let prison: Someone
let reader: Someone
let number = 0

beforeAll(async () => {
  here = await world()
  registrar = await here.someone('police-registrar', 'PS-HYD-CNT')
  officer = await here.someone('investigating-officer', 'PS-HYD-CNT')
  otherStation = await here.someone('investigating-officer', 'PS-HYD-CTY')
  prosecutor = await here.someone('prosecutor', 'PRO-HYD')
  otherOffice = await here.someone('prosecutor', 'PRO-KHE')
  prison = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  reader = await here.someone('court-reader', 'CRT-HYD-JM1')
})
afterAll(() => here.drop())

/** A registered FIR with its first accused. */
async function aCase(given: Parameters<typeof aFir>[0] = {}): Promise<{ caseId: string; partyId: string }> {
  const partyId = randomUUID()
  const { caseId } = await registrar.call(
    contract.registerFir,
    aFir({
      firNumber: ++number,
      accused: [{ partyId, person: fictionalRecord({ nameUr: 'غلام نبی' }) }],
      ...given,
    }),
  )
  return { caseId, partyId }
}

const anArrest = (partyId: string, given: Partial<{ id: string; arrestedAt: string }> = {}) => ({
  partyId,
  arrestedAt: '2026-03-05T22:40:00+05:00',
  place: 'Qasimabad',
  journeyMinutes: 95,
  groundsTold: true as const,
  ...given,
})

const aReport = (caseId: string, partyId: string, given: { id?: string } = {}) => ({
  caseId,
  kind: 'final' as const,
  summary: 'تفتیش مکمل، ملزم کے خلاف شہادت موجود ہے۔',
  accused: [partyId],
  ...given,
})

describe('an FIR', () => {
  test('opens a case with its charges, parties and property, seen by the station and the district’s prosecution', async () => {
    const { caseId, partyId } = await aCase()
    const seen = await registrar.call(getCase, { caseId })
    expect(seen.charges).toMatchObject([
      { act: 'PPC', section: '381A', titleUr: expect.stringMatching(/./), maxPunishment: '84' },
    ])
    expect(seen.parties.map((party) => [party.role, party.nameUr, party.custody])).toEqual([
      ['accused', 'غلام نبی', 'none'],
      ['complainant', 'راشد میمن', 'none'],
    ])
    expect(seen.timeline.map((entry) => entry.kind)).toEqual(['policing.fir-registered'])
    const file = await prosecutor.call(contract.getFir, { caseId })
    expect(file.fir).toMatchObject({ occurredAtPlace: 'Latifabad No. 7', occurredOn: '2026-03-03' })
    expect(file.seizures).toHaveLength(1)
    expect(file.accused.map((accused) => accused.partyId)).toEqual([partyId])
    const { rows } = await here.database.owner.pool.query(
      `select 1 from events.outbox where type = $1 and payload->>'caseId' = $2`,
      [FirRegistered.type, caseId],
    )
    expect(rows).toHaveLength(1)
  })

  test('is not there for another station, another office, a court or a prison', async () => {
    const { caseId } = await aCase()
    for (const stranger of [otherStation, otherOffice, reader])
      await expect(stranger.call(contract.getFir, { caseId })).rejects.toThrow('404 not-found')
    await expect(prison.call(contract.getFir, { caseId })).rejects.toThrow('403 not-allowed')
    expect((await otherStation.call(contract.listFirs, {})).total).toBe(0)
    await prison.act(async (tx) => {
      const { rows } = await sql`select 1 from policing.fir`.execute(tx)
      expect(rows).toEqual([])
    })
  })

  test('sent again under the same identifier changes nothing; under a used identifier with other facts it is refused', async () => {
    const fir = aFir({ id: randomUUID(), firNumber: ++number })
    const first = await registrar.call(contract.registerFir, fir)
    expect(await registrar.call(contract.registerFir, fir)).toEqual(first)
    expect((await registrar.call(getCase, first)).parties).toHaveLength(2)
    await expect(registrar.call(contract.registerFir, { ...fir, firNumber: ++number })).rejects.toMatchObject(
      { problem: { code: 'policing.already-registered' } },
    )
  })

  test('sent twice at once is registered once', async () => {
    const fir = aFir({ id: randomUUID(), firNumber: ++number })
    const both = await Promise.allSettled([
      registrar.call(contract.registerFir, fir),
      registrar.call(contract.registerFir, fir),
    ])
    expect(both.some((one) => one.status === 'fulfilled')).toBe(true)
    const caseId = fir.id as string
    expect((await registrar.call(getCase, { caseId })).parties).toHaveLength(2)
    for (const one of both) if (one.status === 'fulfilled') expect(one.value).toEqual({ caseId })
  })

  describe('that looks unusual', () => {
    const warned = (fir: ReturnType<typeof aFir>) =>
      registrar.call(contract.registerFir, fir).then(
        () => [],
        (error: RefusedCall) => error.problem.warnings ?? [],
      )
    const codes = async (fir: ReturnType<typeof aFir>) =>
      (await warned(fir)).map(({ code, path }) => [code, path])

    test('is asked about: dates far apart, a CNIC against the sex, an accused of an unusual age', async () => {
      const usual = aFir({ firNumber: ++number })
      expect(await codes({ ...usual, firNumber: ++number, occurredOn: '2025-03-03' })).toEqual([
        ['policing.occurred-long-ago', 'occurredOn'],
      ])
      expect(await codes({ ...usual, reportedAt: '2026-03-02T11:00:00+05:00' })).toEqual([
        ['policing.registered-late', 'reportedOn'],
      ])
      const cnic = '4130421043072'
      expect(await codes({ ...usual, complainant: fictionalRecord({ cnic }) })).toEqual([
        ['people.cnic-sex', 'complainant.cnic'],
      ])
      const accused = [{ person: fictionalRecord({ cnic, birthDate: '2019-01-01' }) }]
      expect(await codes({ ...usual, accused })).toEqual([
        ['people.cnic-sex', 'accused.0.person.cnic'],
        ['people.age-odd', 'accused.0.person.birthDate'],
      ])
      expect(await codes(usual)).toEqual([])
    })

    test('because the same complainant told of the same day before goes through with a reason, kept with it and in the audit', async () => {
      const complainant = fictionalRecord({ nameUr: 'زلیخا بی بی', nameEn: 'Zulekha Bibi', sex: 'F' })
      const first = aFir({ firNumber: ++number, occurredOn: '2026-02-11', complainant })
      await registrar.call(contract.registerFir, first)
      const again = { ...first, firNumber: ++number, complainant: { ...complainant, nameEn: undefined } }
      const warnings = await warned(again)
      expect(warnings).toMatchObject([{ code: 'policing.fir-alike', path: '' }])
      expect(warnings[0]!.message.en).toContain(`${first.firNumber}/2026`)
      // Another station is told nothing: it does not see the first.
      const otherRegistrar = await here.someone('police-registrar', 'PS-KHS-CLF')
      const elsewhere = await otherRegistrar.call(contract.registerFir, again).then(
        () => 'registered',
        (error: RefusedCall) => error.problem.code,
      )
      expect(elsewhere).toBe('registered')
      for (const other of [
        { nameUr: 'زبیدہ بی بی', nameEn: 'Zubaida Bibi' },
        { fatherUr: 'کریم بخش', fatherEn: 'Karim Bakhsh' },
      ])
        expect(
          await codes({ ...again, firNumber: ++number, complainant: { ...complainant, ...other } }),
        ).toEqual([])

      const overrides = warnings.map(({ code, about }) => ({ code, about, reason: 'دوسرا وقوعہ' }))
      const { caseId } = await registrar.call(contract.registerFir, { ...again, overrides })
      const kept = [{ code: 'policing.fir-alike', reason: 'دوسرا وقوعہ' }]
      expect((await officer.call(contract.getFir, { caseId })).fir?.overrides).toEqual(kept)
      const { rows } = await here.database.owner.pool.query(
        `select account_id, detail from audit.entry where act = 'override' and subject_ids = array[$1::text]`,
        [caseId],
      )
      expect(rows).toEqual([{ account_id: registrar.accountId, detail: { reasons: kept } }])
    })
  })

  test('under a number already used is refused without a word of the other case', async () => {
    const { caseId } = await aCase()
    const used = number
    const refused = await registrar
      .call(contract.registerFir, aFir({ firNumber: used }))
      .catch((error: unknown) => error)
    expect(refused).toMatchObject({
      problem: { code: 'cases.fir-number-taken', params: { firNumber: used, firYear: 2026 } },
    })
    expect(JSON.stringify((refused as { problem: unknown }).problem)).not.toContain(caseId)
  })

  test('under an identifier that names a case of another station is refused without telling that there is one', async () => {
    const { caseId } = await aCase()
    const registrarElsewhere = await here.someone('police-registrar', 'PS-HYD-CTY')
    const refused = await registrarElsewhere
      .call(contract.registerFir, aFir({ id: caseId, firNumber: 4 }))
      .catch((error: unknown) => error)
    expect(refused).toMatchObject({ problem: { status: 409, code: 'conflict' } })
    expect((refused as { problem: { params?: unknown } }).problem.params ?? {}).toEqual({})
  })

  test('is suggested the next number of the station and year', async () => {
    await aCase()
    expect(await registrar.call(contract.suggestFirNumber, { on: '2026-12-31' })).toEqual({
      firNumber: number + 1,
    })
    expect(await registrar.call(contract.suggestFirNumber, { on: '2025-12-31' })).toEqual({ firNumber: 1 })
  })

  test('charges what was law on the day of the offence: CNSA s.9(c) carried death until 31 August 2023', async () => {
    const of = async (occurredOn: string) => {
      const { caseId } = await aCase({
        firOn: occurredOn,
        occurredOn,
        reportedAt: `${occurredOn}T12:00:00+05:00`,
        offences: [{ act: 'CNSA', section: '9(c)' }],
      })
      const seen = await registrar.call(getCase, { caseId })
      return [seen.charges[0]?.maxPunishment, seen.case.flags]
    }
    expect(await of('2023-08-31')).toEqual(['DEATH', ['narcotics']])
    expect(await of('2023-09-01')).toEqual(['LIFE', ['narcotics']])
  })

  test('under a section that was not yet law, or without the clause that fixes the punishment, is refused by name', async () => {
    await expect(
      registrar.call(
        contract.registerFir,
        aFir({
          firNumber: ++number,
          firOn: '2022-01-11',
          occurredOn: '2022-01-10',
          reportedAt: '2022-01-11T09:00:00+05:00',
          offences: [{ act: 'CNSA', section: '9(1) sr.3(e)' }],
        }),
      ),
    ).rejects.toMatchObject({
      problem: {
        code: 'policing.offence-not-in-force',
        params: { act: 'CNSA', section: '9(1) sr.3(e)', on: '2022-01-10' },
      },
    })
    await expect(
      registrar.call(
        contract.registerFir,
        aFir({ firNumber: ++number, offences: [{ act: 'ATA', section: '7(1)' }] }),
      ),
    ).rejects.toMatchObject({ problem: { code: 'policing.offence-clause-needed' } })
  })

  test('is flagged by its sections and by the age of its accused', async () => {
    const { caseId } = await aCase({
      offences: [
        { act: 'PPC', section: '376(1)' },
        { act: 'ATA', section: '7(1)(a)' },
      ],
      accused: [
        { person: fictionalRecord({ nameUr: 'کم سن', birthDate: '2008-03-04', birthPrecision: 'day' }) },
      ],
    })
    // Eighteen only on the day after the occurrence.
    expect((await registrar.call(getCase, { caseId })).case.flags).toEqual(['ata', 'juvenile', 'sgbv'])
  })

  test('of an offence after its own date, or in the future, is refused at its field', async () => {
    await expect(
      registrar.call(contract.registerFir, {
        ...aFir({ firNumber: ++number }),
        occurredOn: '2026-03-05',
      }),
    ).rejects.toMatchObject({ problem: { status: 422, errors: [{ path: 'occurredOn' }] } })
    await expect(
      registrar.call(contract.registerFir, { ...aFir({ firNumber: ++number }), firOn: '2199-01-01' }),
    ).rejects.toMatchObject({ problem: { status: 422, errors: [{ path: 'firOn' }] } })
  })
})

describe('an arrest', () => {
  test('starts twenty-four hours and the journey: D-W01 of the golden cases', async () => {
    const { caseId, partyId } = await aCase({
      firOn: '2026-02-03',
      occurredOn: '2026-02-03',
      reportedAt: '2026-02-03T12:00:00+05:00',
    })
    const arrest = await officer.call(
      contract.recordArrest,
      anArrest(partyId, { arrestedAt: '2026-02-03T22:40:00+05:00' }),
    )
    expect(Date.parse(arrest.produceBy)).toBe(Date.parse('2026-02-05T00:15:00+05:00'))
    expect(arrest.proof).toMatchObject({
      rule: 'arrest-production',
      pack: { code: 'sindh' },
      inputs: { arrest: '2026-02-03T22:40', journeyMinutes: 95 },
      steps: [{ section: expect.stringContaining('61') }],
    })
    const seen = await registrar.call(getCase, { caseId })
    expect(seen.parties.find((party) => party.id === partyId)?.custody).toBe('police')
    expect(await registrar.act((tx) => currentState(tx, { kind: 'case', id: caseId }))).toMatchObject({
      state: 'under-investigation',
    })
  })

  test('is recorded once, however often it is sent, and not again while it lasts', async () => {
    const { partyId } = await aCase()
    const arrest = anArrest(partyId, { id: randomUUID() })
    const first = await officer.call(contract.recordArrest, arrest)
    expect(await officer.call(contract.recordArrest, arrest)).toEqual(first)
    await expect(officer.call(contract.recordArrest, anArrest(partyId))).rejects.toMatchObject({
      problem: { code: 'policing.already-in-custody' },
    })
  })

  test('before the occurrence, or of one who is not an accused, is refused; of one not seen, does not exist', async () => {
    const { caseId, partyId } = await aCase()
    await expect(
      officer.call(contract.recordArrest, anArrest(partyId, { arrestedAt: '2026-03-02T23:59:00+05:00' })),
    ).rejects.toMatchObject({ problem: { code: 'policing.arrest-before-offence' } })
    const complainant = (await registrar.call(getCase, { caseId })).parties.find(
      (party) => party.role === 'complainant',
    )
    await expect(officer.call(contract.recordArrest, anArrest(complainant?.id ?? ''))).rejects.toMatchObject({
      problem: { code: 'policing.not-an-accused' },
    })
    await expect(otherStation.call(contract.recordArrest, anArrest(partyId))).rejects.toThrow('404')
  })

  test('waits in the station’s list, the most urgent first, until the person is produced', async () => {
    const later = await aCase()
    const sooner = await aCase()
    await officer.call(
      contract.recordArrest,
      anArrest(later.partyId, { arrestedAt: new Date(Date.now() - 3_600_000).toISOString() }),
    )
    await officer.call(contract.recordArrest, anArrest(sooner.partyId))
    const list = await officer.call(contract.listOpenArrests, {})
    const order = list.rows.map((row) => row.partyId)
    expect(order.indexOf(sooner.partyId)).toBeLessThan(order.indexOf(later.partyId))
    expect(list.rows.find((row) => row.partyId === sooner.partyId)?.overdue).toBe(true)
    expect(list.rows.find((row) => row.partyId === later.partyId)?.overdue).toBe(false)
    expect(list.total).toBe(list.rows.length)
    expect((await otherStation.call(contract.listOpenArrests, {})).total).toBe(0)
  })
})

describe('production', () => {
  test('lays the application before the court, which from then on sees the case', async () => {
    const { caseId, partyId } = await aCase()
    await officer.call(contract.recordArrest, anArrest(partyId))
    const courtId = await here.unitId('CRT-HYD-JM1')
    const application = {
      id: randomUUID(),
      partyId,
      courtId,
      asked: 'police' as const,
      days: 5,
      reasons: 'برآمدگی مطلوب ہے',
      producedAt: '2026-03-06T10:00:00+05:00',
    }
    const first = await officer.call(contract.produceInCourt, application)
    expect(first).toEqual({ applicationId: application.id, flags: [] })
    expect(await officer.call(contract.produceInCourt, application)).toEqual(first)
    const waiting = await reader.act((tx) => applicationsFor(tx, courtId))
    expect(waiting).toMatchObject([{ id: application.id, nameUr: 'غلام نبی', asked: 'police', days: 5 }])
    expect((await reader.call(contract.getFir, { caseId })).arrests).toMatchObject([
      { producedAt: expect.stringContaining('2026-03-06') },
    ])
    const otherCourt = await here.someone('court-reader', 'CRT-HYD-JM2')
    expect(await otherCourt.act((tx) => applicationsFor(tx, courtId))).toEqual([])
    await expect(
      officer.call(contract.produceInCourt, { ...application, id: randomUUID() }),
    ).rejects.toMatchObject({ problem: { code: 'policing.application-open' } })
  })

  test('after the hours had run out is told as late', async () => {
    const { caseId, partyId } = await aCase()
    await officer.call(contract.recordArrest, anArrest(partyId))
    await officer.call(contract.produceInCourt, {
      partyId,
      courtId: await here.unitId('CRT-HYD-JM2'),
      asked: 'judicial',
      days: 14,
      reasons: 'تفتیش جاری ہے',
      producedAt: '2026-03-08T10:00:00+05:00',
    })
    expect((await officer.call(getCase, { caseId })).timeline.map((entry) => entry.kind)).toContain(
      'policing.produced-late',
    )
  })

  test('of one not in custody, before what is no court, and beyond what the law lets be asked, is refused', async () => {
    const { partyId } = await aCase()
    const ask = async (given: Record<string, unknown>) =>
      officer
        .call(contract.produceInCourt, {
          partyId,
          courtId: await here.unitId('CRT-HYD-JM1'),
          asked: 'police',
          days: 5,
          reasons: 'برآمدگی مطلوب ہے',
          ...given,
        })
        .catch((error: { problem?: { code: string } }) => error.problem?.code)
    expect(await ask({})).toBe('policing.not-in-custody')
    await officer.call(contract.recordArrest, anArrest(partyId))
    expect(await ask({ courtId: await here.unitId('PRS-HYD-C') })).toBe('policing.not-a-court')
    expect(await ask({ days: 16 })).toBe('policing.police-days-ceiling')
    expect(await ask({ producedAt: '2026-03-05T10:00:00+05:00' })).toBe('policing.produced-before-arrest')
  })

  test('of a woman for police custody is refused but for qatl and dacoity (CrPC s.167(5))', async () => {
    const woman = async (section: string) => {
      const partyId = randomUUID()
      await aCase({
        offences: [{ act: 'PPC', section }],
        accused: [{ partyId, person: fictionalRecord({ nameUr: 'مسمات زینب', sex: 'F' }) }],
      })
      await officer.call(contract.recordArrest, anArrest(partyId))
      return officer
        .call(contract.produceInCourt, {
          partyId,
          courtId: await here.unitId('CRT-HYD-JM1'),
          asked: 'police',
          days: 3,
          reasons: 'برآمدگی مطلوب ہے',
        })
        .catch((error: { problem?: { code: string } }) => error.problem?.code)
    }
    expect(await woman('381A')).toBe('policing.woman-police-custody')
    expect(await woman('302(b)')).toMatchObject({ flags: [] })
  })
})

describe('a challan', () => {
  test('goes to the prosecution office once: a second while it is there is refused, a repeated one changes nothing', async () => {
    const { caseId, partyId } = await aCase()
    const report = aReport(caseId, partyId, { id: randomUUID() })
    const first = await officer.call(contract.submitChallan, report)
    expect(await officer.call(contract.submitChallan, report)).toEqual(first)
    await expect(officer.call(contract.submitChallan, aReport(caseId, partyId))).rejects.toMatchObject({
      problem: { code: 'policing.challan-with-prosecution' },
    })
    expect((await prosecutor.call(contract.getFir, { caseId })).reports).toMatchObject([
      { id: report.id, seq: 1, kind: 'final', accused: [partyId], returned: null },
    ])
  })

  test('submitted by two at once succeeds exactly once', async () => {
    const { caseId, partyId } = await aCase()
    const second = await here.someone('investigating-officer', 'PS-HYD-CNT')
    const both = await Promise.allSettled(
      [officer, second].map((who) => who.call(contract.submitChallan, aReport(caseId, partyId))),
    )
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await officer.call(contract.getFir, { caseId })).reports).toHaveLength(1)
  })

  test('sends up accused of its own case, by its own station', async () => {
    const { caseId, partyId } = await aCase()
    const other = await aCase()
    const code = (error: { problem?: { code: string } }) => error.problem?.code
    expect(await officer.call(contract.submitChallan, aReport(caseId, other.partyId)).catch(code)).toBe(
      'policing.not-an-accused',
    )
    expect(
      await officer.call(contract.submitChallan, { ...aReport(caseId, partyId), accused: [] }).catch(code),
    ).toBe('policing.no-accused')
    expect(await otherStation.call(contract.submitChallan, aReport(caseId, partyId)).catch(code)).toBe(
      'not-found',
    )
  })

  test('is due on the fourteenth day, an interim one three days later, rolled over Eid by the calendar of Sindh', async () => {
    const { caseId } = await aCase()
    expect((await officer.call(contract.getFir, { caseId })).clock).toMatchObject({
      investigationDay14: '2026-03-18',
      statutoryDue: '2026-03-21',
      effectiveDue: '2026-03-24',
      metOn: null,
      proof: { pack: { code: 'sindh' }, calendar: 'sindh' },
    })
  })
})

test('an FIR from before clocks were stored is given the clock it would have, once', async () => {
  const { caseId } = await aCase()
  const clock = (await officer.call(contract.getFir, { caseId })).clock
  const owner = here.database.owner.pool
  const { rows: made } = await owner.query(`update policing.fir f set clock_id = null from law.clock k
    where f.case_id = '${caseId}' and k.id = f.clock_id returning k.id, k.units, k.inputs, k.started_at as "startedAt"`)
  await owner.query(`delete from law.clock where case_id = $1`, [caseId])
  expect((await officer.call(contract.getFir, { caseId })).clock).toBeNull()
  expect(await carryReportClocks(here.database.url)).toBe(1)
  expect(await carryReportClocks(here.database.url)).toBe(0)
  const again = (await officer.call(contract.getFir, { caseId })).clock
  expect({ ...again, proof: null }).toEqual({ ...clock, proof: null })
  expect(again?.proof?.steps).toEqual(clock?.proof?.steps)
  const { rows: carried } = await owner.query(
    `select units, inputs, state, rule from law.clock where case_id = $1`,
    [caseId],
  )
  expect(carried).toEqual([
    { units: made[0].units, inputs: made[0].inputs, state: 'running', rule: 'police-report' },
  ])
})

test('the offence search shows what was law on the day', async () => {
  const max = async (on: string) => {
    const { offences } = await registrar.call(contract.searchOffences, { q: 'CNSA 9(c)', on })
    return offences.find((offence) => offence.section === '9(c)')?.max
  }
  expect(await max('2023-08-31')).toBe('DEATH')
  expect(await max('2023-09-01')).toBe('LIFE')
})

test('the courts of the district are offered', async () => {
  const { courts } = await officer.call(contract.listCourts, {})
  expect(courts.map((court) => court.code)).toEqual(expect.arrayContaining(['CRT-HYD-JM1', 'CRT-HYD-SJ']))
  expect(courts.some((court) => court.code.startsWith('CRT-SUK-JM'))).toBe(false)
})
