import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listReports, runReport } from '#kernel/reporting/contract'
import { type Someone, type World, world } from '../../../app/testing.ts'
import { loadProvince } from '../../../tools/seed/load/load-province.ts'
import { yesterday } from '../../../tools/seed/today.ts'
import * as custody from '../contract.ts'
import { dayOf } from '../pakistan-day.ts'
import { aPaperAdmission } from '../testing.ts'
import { allRegisters } from './define.ts'
import { daysHeld, withDays } from './intervals.ts'

let here: World
const as: Record<string, Someone> = {}
let hyderabad: number
let karachi: number
const today = dayOf(new Date().toISOString())
/** One person tried, one convicted; the first leaves at the end of the day. */
let tried: { imprisonmentId: string; number: string }
let convict: { imprisonmentId: string; number: string }
let visitId: string

/** A day of a prison: everything that must stand in a register, done by those whose work it is. */
beforeAll(async () => {
  here = await world()
  // A province with its history behind this day, so that a register has other rows to leave out.
  await loadProvince(here.database.url, {
    cases: 300,
    seed: 7,
    today: yesterday(),
    onProgress: () => undefined,
  })
  for (const post of [
    'prison-admissions-officer',
    'prison-cashier',
    'visits-officer',
    'gate-officer',
    'deputy-superintendent',
    'superintendent',
    'medical-officer',
    'store-keeper',
  ])
    as[post] = await here.someone(post, 'PRS-HYD-C')
  as.inspector = await here.someone('inspector-general-prisons', 'PRD-SD')
  hyderabad = await here.unitId('PRS-HYD-C')
  karachi = await here.unitId('PRS-KHI-C')
  const clerk = as['prison-admissions-officer']!
  const person = (nameEn: string, nameUr: string) => ({
    nameEn,
    nameUr,
    fatherEn: 'Haji Umar',
    fatherUr: 'حاجی عمر',
    sex: 'M' as const,
    birthDate: '1990-05-01',
    birthPrecision: 'day' as const,
    cnic: '4130312345671',
    aliases: [],
  })
  tried = await clerk.insist(
    custody.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: person('Zzakir Untried', 'ذاکر زیرِ سماعت'),
      cash: 750,
      property: [
        {
          bagNumber: '900',
          seal: 'S-900-1',
          description: 'Wrist watch',
          category: 'watch',
          condition: 'good',
          quantity: 1,
          worth: 1200,
        },
      ],
      paper: { sections: '379 PPC', firNumber: 4711, firYear: 2026, detainedSince: '2026-01-20' },
    }),
  )
  convict = await clerk.insist(
    custody.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: { ...person('Zzahid Convict', 'زاہد سزا یافتہ'), cnic: '4130312345689' },
      category: 'convict',
      paper: {
        kind: 'conviction',
        sections: '380 PPC',
        firNumber: 4712,
        firYear: 2026,
        sentence: { term: { years: 3 }, setOff: 'REFUSED' },
      },
    }),
  )
  await as.superintendent!.call(custody.postRemissionEntry, {
    imprisonmentId: convict.imprisonmentId,
    kind: 'special',
    days: 12,
    authority: 'Superintendent',
    instrument: 'Order 12/2026',
    grantedOn: today,
  })
  await as['gate-officer']!.call(custody.sendOut, {
    id: convict.imprisonmentId,
    kind: 'HOS',
    destination: 'Civil Hospital',
    escort: 'HC Nabi',
  })
  await as['gate-officer']!.call(custody.bringBack, { id: convict.imprisonmentId })
  const warrants = (await clerk.call(custody.getPrisoner, { id: tried.imprisonmentId })).warrants
  await as['gate-officer']!.call(custody.recordProduction, {
    warrantId: warrants[0]!.id,
    on: today,
    outcome: 'not-produced',
    reason: 'no-vehicle',
  })
  await as['prison-cashier']!.call(custody.depositCash, {
    imprisonmentId: convict.imprisonmentId,
    amount: 500,
    party: 'Mother',
  })
  await punish()
  visitId = await visit()
  await as['gate-officer']!.call(custody.startRollCheck, { kind: 'unlock' })
  await release(warrants[0]!.id)
}, 240_000)
afterAll(() => here?.drop())

async function punish(): Promise<void> {
  const { id } = await as['gate-officer']!.call(custody.reportOffence, {
    imprisonmentId: convict.imprisonmentId,
    offence: 'threats',
    occurredOn: today,
    occurredTime: '00:00',
    place: 'Barrack 2',
    account: 'Threatened another prisoner',
  })
  await as['deputy-superintendent']!.call(custody.tellPrisoner, { id })
  await here.database.owner.pool.query(
    `update custody.adjudication set told_at = told_at - interval '3 hours' where id = $1`,
    [id],
  )
  await as.superintendent!.insist(custody.decideAdjudication, {
    id,
    plea: 'denies',
    assistance: 'not-wanted',
    statements: [{ role: 'prisoner', text: 'I said nothing of the kind' }],
    finding: 'proved',
    reasons: 'Two officers heard it',
    punishments: [{ kind: 'warning' }],
  })
}

async function visit(): Promise<string> {
  const { sessionId } = await as.superintendent!.call(custody.addSession, {
    kind: 'ordinary',
    place: { en: 'Hall Z', ur: 'ہال' },
    weekday: new Date(today).getUTCDay() || 7,
    fromTime: '09:00',
    toTime: '12:00',
    slotMinutes: 30,
    windows: 5,
    fromOn: today,
  })
  const { visitorId, tieId } = await as['visits-officer']!.call(custody.registerVisitor, {
    visitor: { name: { en: 'Zzainab Mother', ur: 'زینب' }, sex: 'F', cnic: '4130399999992' },
    imprisonmentId: convict.imprisonmentId,
    relation: 'mother',
  })
  await as['deputy-superintendent']!.call(custody.vetVisitor, { tieId, state: 'approved' })
  const id = randomUUID()
  const act = (kind: 'walk-in' | 'start' | 'end') => ({
    id: randomUUID(),
    kind,
    visitId: id,
    imprisonmentId: convict.imprisonmentId,
    visitorIds: kind === 'walk-in' ? [visitorId] : [],
    sessionId: kind === 'walk-in' ? sessionId : null,
    slotAt: kind === 'walk-in' ? '09:00' : null,
    tokenCode: null,
    reasons: [],
    refusal: null,
    note: null,
    doneAt: new Date().toISOString(),
  })
  for (const kind of ['walk-in', 'start', 'end'] as const) {
    const { results } = await as['visits-officer']!.call(custody.sendDeskActs, { acts: [act(kind)] })
    expect(results.map(({ outcome }) => outcome)).toEqual(['done'])
  }
  return id
}

async function release(warrantId: string): Promise<void> {
  await as['deputy-superintendent']!.call(custody.endPaperWarrant, {
    warrantId,
    ground: 'discharge',
    order: 'Order 51 of JM-I',
    on: today,
    verifiedHow: 'Dak book of the court, entry 51, by telephone to the reader',
  })
  const { releaseId } = await as['deputy-superintendent']!.call(custody.proposeRelease, {
    imprisonmentId: tried.imprisonmentId,
  })
  await as.superintendent!.call(custody.approveRelease, { releaseId })
  await as['gate-officer']!.call(custody.checkIdentity, {
    id: tried.imprisonmentId,
    outcome: 'same',
    compared: ['marks'],
  })
  await as['gate-officer']!.call(custody.letOut, { releaseId })
}

const reportOf = (key: string) => allRegisters().find((register) => register.key === key)!.report
/** The rows of a register under filters, whole. */
async function rowsOf(key: string, filters: Record<string, string> = {}, who = as.superintendent!) {
  const { rows, total } = await who.call(runReport, {
    key: reportOf(key),
    lang: 'en',
    size: '200',
    ...filters,
  })
  expect(rows.length).toBe(Math.min(200, total))
  return rows.map(({ cells, links }) => ({ ...cells, link: Object.values(links)[0] }))
}
const todays = (key: string) => rowsOf(key, { from: today, to: today })

describe('what was done stands in its register, row by row', () => {
  test('admissions: both, with hour, identity and warrant', async () => {
    const rows = await todays('admissions')
    expect(rows).toHaveLength(2)
    expect(rows).toMatchObject([
      {
        number: tried.number,
        name: 'Zzakir Untried',
        father: 'Haji Umar',
        cnic: '41303-1234567-1',
        born: '1990',
        category: 'Under trial',
        fir: '4711/2026',
        sections: '379 PPC',
        admitted: today,
        since: '2026-01-20',
        link: `/custody/prisoners/${tried.imprisonmentId}`,
      },
      {
        number: convict.number,
        category: 'Convict',
        fir: '4712/2026',
        hour: expect.stringMatching(/^\d\d:\d\d$/),
      },
    ])
  })

  test('releases: the ground, the order and the days, the first and the last counted', async () => {
    const rows = await todays('releases')
    expect(rows).toMatchObject([
      {
        number: tried.number,
        ground: 'discharge',
        order: 'Order 51 of JM-I',
        admitted: today,
        released: today,
        days: 1,
      },
    ])
  })

  test('who left is in no register of those here; the convict is, with sentence, remission and last day', async () => {
    const of = async (key: string) =>
      (await rowsOf(key)).filter((row) => String((row as { name?: string }).name).startsWith('Zza'))
    expect(await of('roll')).toMatchObject([{ number: convict.number }])
    expect(await of('under-trials')).toEqual([])
    const { releaseDates } = await as.superintendent!.call(custody.getPrisoner, {
      id: convict.imprisonmentId,
    })
    expect(await of('convicts')).toMatchObject([
      {
        number: convict.number,
        terms: '3 years',
        remission: 12,
        due: releaseDates[0]!.dueRelease,
        standing: 'computed, to be checked',
      },
    ])
    expect(
      (
        await rowsOf('release-diary', { from: releaseDates[0]!.dueRelease, to: releaseDates[0]!.dueRelease })
      ).map((row) => (row as { number?: string }).number),
    ).toContain(convict.number)
  })

  test('remission, punishment, production and movement', async () => {
    expect(await todays('remission')).toMatchObject([
      { number: convict.number, kind: 'Special', days: 12, instrument: 'Order 12/2026', void: null },
    ])
    expect(await todays('punishments')).toMatchObject([
      { name: 'Zzahid Convict', state: 'Awarded', decidedOn: today },
    ])
    expect(await todays('productions')).toMatchObject([
      { number: tried.number, outcome: 'Not produced', reason: 'no vehicle', fir: '4711/2026' },
    ])
    expect(await rowsOf('productions', { from: today, to: today, outcome: 'sent' })).toEqual([])
    const moved = (await todays('movements')) as unknown as {
      kind: string
      number: string
      where: string | null
    }[]
    expect(moved.map(({ kind, number }) => [kind, number])).toEqual([
      ['Admission', tried.number],
      ['Admission', convict.number],
      ['Hospital outside', convict.number],
      ['Release', tried.number],
    ])
    expect(moved[2]!.where).toBe('Civil Hospital')
  })

  test('visitors, money, articles and counts', async () => {
    expect(await todays('visitors')).toMatchObject([
      {
        visitor: 'Zzainab Mother',
        cnic: '41303-9999999-2',
        relation: 'mother',
        number: convict.number,
        ended: expect.any(String),
      },
    ])
    expect(visitId).toBeTruthy()
    const cash = (await todays('cash')) as unknown as { number: string; in: number | null; balance: number }[]
    expect(cash.map(({ number, in: came, balance }) => [number, came, balance])).toEqual([
      [tried.number, 750, 750],
      [convict.number, 500, 500],
    ])
    expect(await todays('articles')).toMatchObject([
      { number: tried.number, article: 'Wrist watch', seal: 'S-900-1', quantity: 1 },
    ])
    expect(await todays('lock-up')).toMatchObject([{ kind: expect.any(String), result: expect.any(String) }])
  })

  test('of illness there are numbers of the day and nobody’s name', async () => {
    expect(await todays('hospital')).toMatchObject([
      { day: today, outside: 1, back: 1, hospital: 0, isolation: 0 },
    ])
    const { rows } = await as.superintendent!.call(runReport, { key: reportOf('hospital'), lang: 'en' })
    expect(JSON.stringify(rows)).not.toMatch(/[A-Z][a-z]+ [A-Z]|custody\/prisoners/)
  })
})

describe('a register is of one prison', () => {
  test('never shows a row of another, also to the Inspector-General', async () => {
    const { rows } = await here.database.owner.pool.query<{ id: string; prison_id: number }>(
      `select id, prison_id from custody.imprisonment`,
    )
    const prisonOf = new Map(rows.map((row) => [row.id, row.prison_id]))
    let looked = 0
    for (const prison of [hyderabad, karachi])
      for (const { key } of allRegisters().filter(({ needs }) => needs !== 'custody:handle-complaints')) {
        for (const { link } of await rowsOf(key, { prison: String(prison) }, as.inspector!)) {
          const id = link?.match(/^\/custody\/prisoners\/(.+)$/)?.[1]
          if (id === undefined) continue
          looked += 1
          expect([key, prisonOf.get(id)]).toEqual([key, prison])
        }
      }
    expect(looked).toBeGreaterThan(200)
  })

  test('gives nothing of a prison that the reader does not reach', async () => {
    for (const { key } of allRegisters()) expect(await rowsOf(key, { prison: String(karachi) })).toEqual([])
    await expect(
      as.superintendent!.call(custody.printRegister, { key: 'roll', language: 'en', prisonId: karachi }),
    ).rejects.toThrow(/not-found/)
  })

  test('its number of entries is that of its rows', async () => {
    const { rows } = await as.superintendent!.call(custody.listRegisters, { from: '2025-01-01', to: today })
    expect(rows.map(({ key }) => key).sort()).toEqual(
      allRegisters()
        .map(({ key }) => key)
        .sort(),
    )
    for (const { key, report, standing, entries } of rows) {
      const { total } = await as.superintendent!.call(runReport, {
        key: report,
        lang: 'en',
        ...(standing ? {} : { from: '2025-01-01', to: today }),
      })
      expect([key, total]).toEqual([key, entries])
    }
  })
})

describe('who may open it', () => {
  test('the visits officer opens the visitors’ book and not the convicts', async () => {
    const { rows } = await as['visits-officer']!.call(custody.listRegisters, {})
    const open = rows.map(({ key }) => key)
    expect(open).toContain('visitors')
    for (const closed of ['convicts', 'admissions', 'cash', 'complaints', 'punishments', 'hospital'])
      expect(open).not.toContain(closed)
    for (const key of ['convicts', 'cash', 'complaints']) {
      await expect(as['visits-officer']!.call(runReport, { key: reportOf(key), lang: 'en' })).rejects.toThrow(
        /not-found/,
      )
      await expect(
        as['visits-officer']!.call(custody.printRegister, { key, language: 'en' }),
      ).rejects.toThrow(/not-found/)
      await expect(as['visits-officer']!.call(custody.getRegister, { key })).rejects.toThrow(/not-found/)
    }
    await expect(as['medical-officer']!.call(custody.listRegisters, {})).rejects.toThrow(/not-allowed/)
  })

  test('a register does not stand among the reports twice, and is not numbered by another name', async () => {
    const { reports } = await as.superintendent!.call(listReports, {})
    const own = new Set(allRegisters().map(({ report }) => report))
    expect(reports.filter(({ key }) => own.has(key))).toEqual([])
  })
})

describe('paper', () => {
  test('has a code that can be checked, is kept for those who may read the register, and leaves its trace', async () => {
    const printed = await as.superintendent!.call(custody.printRegister, {
      key: 'admissions',
      language: 'ur',
      from: today,
      to: today,
    })
    expect(printed).toMatchObject({
      rows: 2,
      number: expect.stringMatching(/^PRS-HYD-C\/REG\/\d{4}\/\d{4}$/),
    })
    const { rows: documents } = await here.database.owner.pool.query(
      `select d.kind, d.needs, v.number from documents.document d join documents.verification v on v.document_id = d.id where d.id = $1`,
      [printed.documentId],
    )
    expect(documents).toEqual([
      { kind: 'custody.register', needs: 'custody:read-registers', number: printed.number },
    ])
    const { rows: trace } = await here.database.owner.pool.query<{
      detail: { format: string; rows: number }
    }>(
      `select detail from audit.entry where act = 'export' and detail ->> 'report' = 'custody.register-admissions' and detail ->> 'format' = 'pdf'`,
    )
    expect(trace).toMatchObject([{ detail: { rows: 2, params: { from: today, to: today } } }])
  })

  test('a file is one of the same rows, and is recorded too', async () => {
    const answer = await here.app.request(
      `/api/reports/custody.register-admissions/export?format=xlsx&lang=ur&from=${today}&to=${today}`,
      { headers: { 'x-test-actor': as.superintendent!.grantId } },
    )
    expect(answer.headers.get('content-type')).toContain('spreadsheetml')
    const { rows } = await here.database.owner.pool.query<{ n: number }>(
      `select count(*)::int as n from audit.entry where act = 'export' and detail ->> 'format' = 'xlsx' and (detail ->> 'rows')::int = 2`,
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  test('the jail roll has every case before one court, and no other', async () => {
    const { courts } = await as['prison-admissions-officer']!.call(custody.getJailRoll, {})
    expect(courts.length).toBeGreaterThan(0)
    const court = courts[0]!
    const roll = await as['prison-admissions-officer']!.call(custody.getJailRoll, {
      courtId: String(court.id),
    })
    const { rows } = await here.database.owner.pool.query<{ id: string; days: number }>(
      `select i.id, workflow.today() - w.detained_since + 1 as days from custody.imprisonment i join custody.warrant w on w.imprisonment_id = i.id
        where i.prison_id = $1 and i.state = 'in' and w.state = 'in-force' and w.kind = 'remand' and w.court_id = $2`,
      [hyderabad, court.id],
    )
    const plain = (list: { id: string; days: number }[]) => list.map(({ id, days }) => `${id} ${days}`).sort()
    expect(plain(roll.rows.map((row) => ({ id: row.imprisonmentId, days: row.days })))).toEqual(plain(rows))
    const printed = await as['prison-admissions-officer']!.call(custody.printJailRoll, {
      courtId: court.id,
      language: 'en',
    })
    expect(printed.rows).toBe(rows.length)
    await expect(
      as['prison-admissions-officer']!.call(custody.getJailRoll, { courtId: String(karachi) }),
    ).rejects.toThrow(/not-found/)
  })

  test('a certificate says each stretch of custody, and shows when something has changed since', async () => {
    const clerk = as['prison-admissions-officer']!
    const { certificate } = await clerk.call(custody.getCertificate, {
      imprisonmentId: convict.imprisonmentId,
    })
    expect(certificate).toMatchObject({
      remission: { years: 0, months: 0, days: 12 },
      cases: [{ fir: '4712/2026' }],
    })
    const [one] = certificate.cases
    expect(one!.intervals.reduce((sum, { days }) => sum + days, 0)).toBe(one!.days)
    const issued = await clerk.call(custody.issueCertificate, {
      imprisonmentId: convict.imprisonmentId,
      addressee: 'Sessions Judge, Hyderabad',
    })
    expect(issued.number).toMatch(/^PRS-HYD-C\/CC\//)
    await as.superintendent!.call(custody.postRemissionEntry, {
      imprisonmentId: convict.imprisonmentId,
      kind: 'special',
      days: 3,
      authority: 'Superintendent',
      instrument: 'Order 13/2026',
      grantedOn: yesterday(),
    })
    const after = await clerk.call(custody.getCertificate, { imprisonmentId: convict.imprisonmentId })
    expect(after.issued).toMatchObject([{ number: issued.number, current: false }])
    const other = await here.someone('prison-admissions-officer', 'PRS-KHI-C')
    await expect(
      other.call(custody.getCertificate, { imprisonmentId: convict.imprisonmentId }),
    ).rejects.toThrow(/not-found/)
    await expect(
      as['gate-officer']!.call(custody.issueCertificate, {
        imprisonmentId: convict.imprisonmentId,
        addressee: 'Nobody',
      }),
    ).rejects.toThrow(/not-allowed/)
  })

  test('however stretches lie, their days add up to the days of which any part was spent in custody', () => {
    const start = Date.parse('2026-01-01')
    const at = (n: number) => new Date(start + n * 86_400_000).toISOString().slice(0, 10)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(200), fc.nat(60)), { minLength: 1, maxLength: 6 }),
        fc.nat(60),
        (stretches, more) => {
          const until = at(300 + more)
          const intervals = stretches.map(([from, length], n) => ({
            kind: 'prison' as const,
            from: at(from),
            to: n === stretches.length - 1 ? null : at(from + length),
          }))
          const days = new Set<string>()
          for (const { from, to } of intervals)
            for (let day = Date.parse(from); day <= Date.parse(to ?? until); day += 86_400_000)
              days.add(new Date(day).toISOString())
          expect(daysHeld(intervals, until)).toBe(days.size)
          expect(withDays(intervals, until).every(({ days: each }) => each >= 0)).toBe(true)
        },
      ),
    )
  })
})
