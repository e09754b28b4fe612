import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCharge, addParty, admitUnit, openCase, setPartyState } from '#kernel/cases'
import { registerRecord } from '#kernel/people'
import { fictionalRecord } from '#kernel/people/testing'
import { type Someone, type World, world } from '../../../app/testing.ts'
import { orderRemand } from '../../courts/remand.ts'
import * as custody from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import type { Read } from './contract.ts'
import { keepScan } from './scans.ts'

let here: World
let clerk: Someone
let second: Someone
let deputy: Someone
let superintendent: Someone
let karachi: Someone
let day: string
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  second = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  karachi = await here.someone('prison-admissions-officer', 'PRS-KHI-C')
  day = (await owner<{ day: string }>('select workflow.today() as day'))[0]!.day
}, 120_000)
afterAll(() => here.drop())

const owner = async <T>(query: string, values: unknown[] = []): Promise<T[]> =>
  (await here.database.owner.pool.query(query, values)).rows as T[]
const page = (): File => {
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  return new File([Buffer.from(png, 'base64')], 'page.png', { type: 'image/png' })
}
const scanned = async (who = clerk, warrantId?: string): Promise<string> =>
  (
    await who.act((tx) =>
      keepScan(tx, { kind: 'warrant', file: page(), ...(warrantId === undefined ? {} : { warrantId }) }),
    )
  ).scanId
const later = (days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

interface Typed {
  imprisonmentId: string
  warrantId: string
}

let n = 0
async function typed(
  paper: Parameters<typeof aPaperAdmission>[0] extends infer G
    ? G extends { paper?: infer P }
      ? P
      : never
    : never,
  scans = 1,
): Promise<Typed> {
  n += 1
  const pages = await Promise.all(Array.from({ length: scans }, () => scanned()))
  const convicted = paper?.kind === 'conviction'
  const { imprisonmentId } = await clerk.insist(
    custody.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      category: convicted ? 'convict' : 'under-trial',
      person: { nameEn: `Typed ${n}`, nameUr: `درج ${n}`, sex: 'M', aliases: [] },
      paper: { scans: pages, ...paper },
    }),
  )
  const [warrant] = await owner<{ id: string }>(`select id from custody.warrant where imprisonment_id = $1`, [
    imprisonmentId,
  ])
  return { imprisonmentId, warrantId: warrant!.id }
}
/** What the test's paper warrant says, as a second officer reads it. */
const asTyped: Read = {
  person: 'same',
  kind: 'remand',
  firNumber: 14,
  firYear: 2026,
  sections: 'PPC 381-A',
  issuedOn: '2026-02-01',
}
const stateOf = async (id: string): Promise<string | undefined> =>
  (await owner<{ read_back: string }>(`select read_back from custody.warrant where id = $1`, [id]))[0]
    ?.read_back

test('a second officer reads the scan without what was typed, and the warrant is read back', async () => {
  const { imprisonmentId, warrantId } = await typed({})
  const listed = await second.call(custody.listWarrantsToReadBack, { size: 200 })
  expect(listed.rows.find((row) => row.id === warrantId)).toMatchObject({
    scans: 1,
    own: false,
    dueOn: later(3),
  })
  const shown = await second.call(custody.getReadBack, { id: warrantId })
  expect(shown).toMatchObject({ state: 'due', own: false, reading: null })
  // Blind: neither the page nor the list tells what the first officer typed.
  for (const told of [JSON.stringify(shown), JSON.stringify(listed)]) {
    expect(told).not.toContain('381')
    expect(told).not.toContain('2026-02-01')
  }
  await expect(clerk.call(custody.readBackWarrant, { id: warrantId, read: asTyped })).rejects.toThrow(
    'access.same-person',
  )
  expect(await second.call(custody.readBackWarrant, { id: warrantId, read: asTyped })).toEqual({
    differences: [],
  })
  const papers = await clerk.call(custody.getWarrantPapers, { id: imprisonmentId })
  expect(papers.rows).toMatchObject([
    { readBack: 'done', by: { en: 'prison-admissions-officer of PRS-HYD-C' }, scans: [{ kind: 'warrant' }] },
  ])
  await expect(second.call(custody.readBackWarrant, { id: warrantId, read: asTyped })).rejects.toThrow(
    'not-due',
  )
})

test('nothing is read back without a page of the paper, and a page stays with its warrant', async () => {
  const { warrantId } = await typed({}, 0)
  await expect(second.call(custody.readBackWarrant, { id: warrantId, read: asTyped })).rejects.toThrow(
    'no-scan',
  )
  const scanId = await scanned(second, warrantId)
  await second.call(custody.readBackWarrant, { id: warrantId, read: asTyped })
  const other = await typed({})
  await expect(
    clerk.act((tx) =>
      sql`update custody.warrant_scan set warrant_id = ${other.warrantId}::uuid where id = ${scanId}::uuid`.execute(
        tx,
      ),
    ),
  ).rejects.toThrow('stays with its warrant')
})

test('where two officers differ both stand side by side until a third settles it, and what was wrong is corrected', async () => {
  const { imprisonmentId, warrantId } = await typed({ sections: '302 PPC' })
  const clockOf = () =>
    owner<{ eligible_from: string | null }>(
      `select eligible_from from custody.bail_clock where warrant_id = $1 and superseded_at is null`,
      [warrantId],
    )
  const before = await clockOf()
  const { differences } = await second.call(custody.readBackWarrant, {
    id: warrantId,
    read: { ...asTyped, sections: '381-A PPC', nextProduction: later(9) },
  })
  expect(differences).toEqual(['sections', 'nextProduction'])
  expect(await stateOf(warrantId)).toBe('differs')
  const { reading } = await superintendent.call(custody.getReadBack, { id: warrantId })
  expect(reading?.differences).toMatchObject([
    { field: 'sections', typed: { en: '302 PPC' }, read: { en: '381-A PPC' }, chosen: null },
    { field: 'nextProduction', typed: null },
  ])
  const task = `select done_at from workflow.task where subject_id = $1 and queue = 'custody.warrant-differs'`
  expect(await owner(task, [warrantId])).toEqual([{ done_at: null }])
  const settlement = {
    id: warrantId,
    readingId: reading!.id,
    chosen: { sections: 'read', nextProduction: 'read' },
    reason: 'The paper says 381-A',
  } as const
  await expect(second.call(custody.settleReading, settlement)).rejects.toThrow('not-allowed')
  await expect(
    superintendent.call(custody.settleReading, { ...settlement, chosen: { sections: 'read' } }),
  ).rejects.toThrow('undecided')
  expect(await superintendent.call(custody.settleReading, settlement)).toEqual({
    corrected: ['sections', 'nextProduction'],
  })
  expect(await stateOf(warrantId)).toBe('done')
  expect((await owner<{ done_at: string | null }>(task, [warrantId]))[0]!.done_at).not.toBeNull()
  // A year for an offence that is not capital, where the typed section had given two.
  const after = await clockOf()
  expect(after[0]!.eligible_from! < before[0]!.eligible_from!).toBe(true)
  const { warrants } = await clerk.call(custody.getPrisoner, { id: imprisonmentId })
  expect(warrants).toMatchObject([{ sections: '381-A PPC', nextProduction: later(9), maxPunishment: '84' }])
  await expect(superintendent.call(custody.settleReading, settlement)).rejects.toThrow('settled')
})

test('whoever typed or read it settles nothing, and a paper that names somebody else is settled by nobody', async () => {
  const { warrantId } = await typed({})
  await deputy.call(custody.readBackWarrant, { id: warrantId, read: { ...asTyped, person: 'another' } })
  const { reading } = await deputy.call(custody.getReadBack, { id: warrantId })
  const given = { id: warrantId, readingId: reading!.id, reason: 'Looked at both' }
  await expect(deputy.call(custody.settleReading, { ...given, chosen: { person: 'typed' } })).rejects.toThrow(
    'access.same-person',
  )
  await expect(
    superintendent.call(custody.settleReading, { ...given, chosen: { person: 'read' } }),
  ).rejects.toThrow('another-person')
  expect(await stateOf(warrantId)).toBe('differs')
  // Not even past the use case.
  await expect(
    deputy.act((tx) =>
      sql`update custody.warrant_reading set chosen = '{}', reason = 'mine', settled_at = now(), settled_by = access.account()
        where id = ${reading!.id}::uuid`.execute(tx),
    ),
  ).rejects.toThrow()
  await expect(
    deputy.act((tx) =>
      sql`update custody.warrant set read_back = 'done' where id = ${warrantId}::uuid`.execute(tx),
    ),
  ).rejects.toThrow('second officer')
})

test('a wrong term is corrected and the confirmed date of release is opened again', async () => {
  const { imprisonmentId, warrantId } = await typed({
    kind: 'conviction',
    sections: '379 PPC',
    sentence: { term: { years: 3 }, setOff: 'GRANTED' },
  })
  const dates = async () => (await clerk.call(custody.getPrisoner, { id: imprisonmentId })).releaseDates
  const [first] = await dates()
  await deputy.call(custody.proposeDate, { id: first!.id })
  await superintendent.call(custody.confirmDate, { id: first!.id })
  const read: Read = { ...asTyped, kind: 'conviction', sections: '379 PPC', term: { years: 2 } }
  expect((await second.call(custody.readBackWarrant, { id: warrantId, read })).differences).toEqual(['term'])
  const { reading } = await deputy.call(custody.getReadBack, { id: warrantId })
  await deputy.call(custody.settleReading, {
    id: warrantId,
    readingId: reading!.id,
    chosen: { term: 'read' },
    reason: 'Two years stand on the paper',
  })
  const now = await dates()
  expect(now.find((one) => one.id === first!.id)?.state).toBe('reopened')
  const renewed = now.find((one) => one.state === 'computed')
  expect(renewed).toMatchObject({ reason: 'warrant-corrected' })
  expect(Date.parse(first!.dueRelease) - Date.parse(renewed!.dueRelease)).toBeGreaterThan(360 * 86_400_000)
})

test('where the province demands it no date that rests on a typed sentence is confirmed before it is read back', async () => {
  await owner(
    `insert into custody.read_back_rule (jurisdiction, from_on, within_days, demand, source_en, source_ur)
      values ('PK-SD', workflow.today(), 1, 'release-date', 'Order', 'حکم')`,
  )
  const { imprisonmentId, warrantId } = await typed({
    kind: 'conviction',
    sections: '379 PPC',
    sentence: { term: { years: 1 }, setOff: 'GRANTED' },
  })
  const [date] = (await clerk.call(custody.getPrisoner, { id: imprisonmentId })).releaseDates
  await deputy.call(custody.proposeDate, { id: date!.id })
  await expect(superintendent.call(custody.confirmDate, { id: date!.id })).rejects.toThrow('read-back-first')
  const read: Read = { ...asTyped, kind: 'conviction', sections: '379 PPC', term: { months: 12 } }
  await second.call(custody.readBackWarrant, { id: warrantId, read })
  expect((await superintendent.call(custody.confirmDate, { id: date!.id })).state).toBe('confirmed')
  await owner(`delete from custody.read_back_rule where source_en = 'Order'`)
})

test('the code on a court’s paper brings its order to the prison it is addressed to, and to no other', async () => {
  const registrar = await here.someone('police-registrar', 'PS-HYD-CNT')
  const judge = await here.someone('judge', 'CRT-HYD-JM1')
  const prisonId = await here.unitId('PRS-HYD-C')
  const courtDay = [7, 8, 9, 10].map(later).find((on) => [1, 2, 3, 4].includes(new Date(on).getUTCDay()))!
  const partyId = await registrar.act(async (tx) => {
    const caseId = await openCase(tx, {
      firNumber: 771,
      firYear: 2026,
      firOn: later(-9),
      offenceOn: later(-10),
    })
    const person = await registerRecord(tx, fictionalRecord({ nameEn: 'Ordered', nameUr: 'حکم' }), {
      agency: 'police',
      sourceRef: `cases.case/${caseId}`,
    })
    const id = await addParty(tx, caseId, { role: 'accused', ...person, nameEn: 'Ordered', nameUr: 'حکم' })
    await addCharge(tx, caseId, {
      act: 'PPC',
      section: '381A',
      titleEn: 'Theft of a motor vehicle',
      titleUr: 'گاڑی کی چوری',
      maxPunishment: '84',
      offenceVersion: 'test',
    })
    await setPartyState(tx, id, { custody: 'police' })
    await admitUnit(tx, caseId, await here.unitId('CRT-HYD-JM1'), 'court')
    return id
  })
  const { handoverId } = await judge.act((tx) =>
    orderRemand(tx, { partyId, orderedOn: day, order: { kind: 'judicial', nextDate: courtDay, prisonId } }),
  )
  await here.react()
  // The code itself stands on the sheet alone; here one is put in its place whose text the test knows.
  const code = '7KQM2-F9XAB-CDE12-345GH'
  await owner(
    `update documents.verification set token_hash = $1 where document_id = (select document_id from courts.remand_order where party_id = $2)`,
    [createHash('sha256').update(code.replaceAll('-', '')).digest('hex'), partyId],
  )
  const found = await clerk.call(custody.readOrderCode, { code })
  expect(found).toMatchObject({
    status: 'valid',
    handoverId,
    standsUnder: null,
    order: {
      firNumber: 771,
      sections: 'PPC 381A',
      issuedOn: day,
      nextProduction: courtDay,
      accused: { en: 'Ordered' },
    },
  })
  expect(await karachi.call(custody.readOrderCode, { code })).toMatchObject({
    status: 'valid',
    order: null,
    handoverId: null,
  })
  await expect(clerk.call(custody.readOrderCode, { code: '00000000000000000000' })).rejects.toThrow(
    'no-such-code',
  )

  // Typed on the form all the same: each field that stands as the order has it is marked so, and no other.
  const { order } = found
  const { imprisonmentId } = await typed({
    orderCode: code,
    courtId: order!.courtId,
    stationId: order!.stationId,
    firNumber: 771,
    firYear: 2026,
    sections: order!.sections,
    issuedOn: order!.issuedOn,
    nextProduction: later(40),
  })
  expect((await clerk.call(custody.getWarrantPapers, { id: imprisonmentId })).rows[0]?.order).toEqual({
    number: found.number,
    fields: ['kind', 'fir', 'station', 'court', 'sections', 'issuedOn'],
  })
})

test('another prison learns of neither scan nor reading, until the warrant itself comes to it', async () => {
  const { imprisonmentId, warrantId } = await typed({})
  await second.call(custody.readBackWarrant, { id: warrantId, read: asTyped })
  await expect(karachi.call(custody.getReadBack, { id: warrantId })).rejects.toThrow('not-found')
  await expect(karachi.call(custody.getWarrantPapers, { id: imprisonmentId })).rejects.toThrow('not-found')
  const seen = () =>
    karachi.act(async (tx) => {
      const { rows } = await sql<{ scans: number; readings: number; files: number }>`
        select (select count(*)::int from custody.warrant_scan where warrant_id = ${warrantId}::uuid) as scans,
          (select count(*)::int from custody.warrant_reading where warrant_id = ${warrantId}::uuid) as readings,
          (select count(*)::int from documents.document d join custody.warrant_scan s on s.id = d.id where s.warrant_id = ${warrantId}::uuid) as files`.execute(
        tx,
      )
      return rows[0]
    })
  expect(await seen()).toEqual({ scans: 0, readings: 0, files: 0 })
  // As a transfer moves it: the stay there ends, another begins elsewhere, and the warrant goes with it.
  await owner(
    `with gone as (update custody.imprisonment set state = 'released', released_at = clock_timestamp(), release_ground = 'transfer' where id = $1 returning *),
      came as (insert into custody.imprisonment (jurisdiction, prison_id, year, number, person_id, record_id, category, admitted_at, follows, held_since)
        select jurisdiction, $2, 2026, 9001, person_id, record_id, category, clock_timestamp(), id, admitted_at from gone returning id)
      select 1 from came`,
    [imprisonmentId, await here.unitId('PRS-KHI-C')],
  )
  await owner(
    `update custody.warrant set prison_id = i.prison_id, imprisonment_id = i.id from custody.imprisonment i where i.follows = $1 and warrant.id = $2`,
    [imprisonmentId, warrantId],
  )
  expect(await seen()).toEqual({ scans: 1, readings: 1, files: 1 })
})
