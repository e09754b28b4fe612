import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addCharge,
  addParty,
  admitUnit,
  caseWorkflow,
  chargesOf,
  getParty,
  openCase,
  setPartyState,
} from '#kernel/cases'
import { getCase } from '#kernel/cases/contract'
import { emit } from '#kernel/events'
import { registerRecord } from '#kernel/people'
import { fictionalRecord } from '#kernel/people/testing'
import { runReport } from '#kernel/reporting/contract'
import { advance } from '#kernel/workflow'
import { type RefusedCall, type Someone, type World, world } from '../../app/testing.ts'
import { HearingHeld, HearingListed } from '../courts/events.ts'
import { listHearing } from '../courts/hearings.ts'
import { draftJudgment, signJudgment } from '../courts/judgment.ts'
import { acceptSurety, draftRelease, recordBail, signRelease } from '../courts/release.ts'
import { orderRemand } from '../courts/remand.ts'
import * as contract from './contract.ts'
import { imprisonmentOf } from './index.ts'
import { photoOf, takePhoto } from './prisoners/photo.ts'
import { verifyReceipts } from './property/verify.ts'
import { aPaperAdmission } from './testing.ts'

let here: World
let registrar: Someone
let reader: Someone
let judge: Someone
let clerk: Someone
let deputy: Someone
let superintendent: Someone
let gate: Someone
let karachi: Someone
let prisonId: number
let day: string
let number = 100

beforeAll(async () => {
  here = await world()
  registrar = await here.someone('police-registrar', 'PS-HYD-CNT')
  reader = await here.someone('court-reader', 'CRT-HYD-JM1')
  judge = await here.someone('judge', 'CRT-HYD-JM1')
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  gate = await here.someone('gate-officer', 'PRS-HYD-C')
  karachi = await here.someone('prison-admissions-officer', 'PRS-KHI-C')
  prisonId = await here.unitId('PRS-HYD-C')
  const { rows } = await here.database.owner.pool.query('select workflow.today() as day')
  day = rows[0].day
})
afterAll(() => here.drop())

const later = (days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
/** A weekday on which courts sit, from some days ahead. */
const courtDay = (days: number): string => {
  for (let n = days; ; n += 1) {
    const weekday = new Date(later(n)).getUTCDay()
    if (weekday >= 1 && weekday <= 4) return later(n)
  }
}

interface Sent {
  caseId: string
  partyId: string
  personId: string
  handoverId: string
}

/** An accused whom the Magistrate has committed to the prison today. */
async function sentToPrison(
  given: {
    names?: Partial<Parameters<typeof fictionalRecord>[0]>
    max?: string
    section?: string
    nextDate?: string
  } = {},
): Promise<Sent> {
  number += 1
  const record = await registrar.act(async (tx) => {
    const caseId = await openCase(tx, {
      firNumber: number,
      firYear: 2026,
      firOn: later(-20),
      offenceOn: later(-21),
    })
    const registered = await registerRecord(
      tx,
      fictionalRecord({ nameEn: `Accused ${number}`, nameUr: `ملزم ${number}`, ...given.names }),
      { agency: 'police', sourceRef: `cases.case/${caseId}` },
    )
    const partyId = await addParty(tx, caseId, { role: 'accused', ...registered, nameUr: `ملزم ${number}` })
    await addCharge(tx, caseId, {
      act: 'PPC',
      section: given.section ?? '381A',
      titleEn: 'Theft of a motor vehicle',
      titleUr: 'گاڑی کی چوری',
      maxPunishment: given.max ?? '84',
      offenceVersion: 'test',
    })
    await setPartyState(tx, partyId, { custody: 'police' })
    await admitUnit(tx, caseId, await here.unitId('CRT-HYD-JM1'), 'court')
    return { caseId, partyId, personId: registered.personId }
  })
  const { handoverId } = await judge.act((tx) =>
    orderRemand(tx, {
      partyId: record.partyId,
      orderedOn: day,
      order: { kind: 'judicial', nextDate: given.nextDate ?? courtDay(7), prisonId },
    }),
  )
  await here.react()
  return { ...record, handoverId: handoverId! }
}

const admitting = (sent: Sent, given: Record<string, unknown> = {}) => ({
  handoverId: sent.handoverId,
  person: { nameEn: 'Accused', nameUr: 'ملزم', sex: 'M' as const },
  category: 'under-trial' as const,
  noneOfThese: true,
  ...given,
})

describe('an admission', () => {
  test('takes in whom a court has sent: number, warrant, bail clock, and the hand-over is accepted', async () => {
    const sent = await sentToPrison()
    const expected = await clerk.call(contract.listArrivals, {})
    expect(expected.rows.map((row) => row.handoverId)).toContain(sent.handoverId)
    const arrival = await clerk.call(contract.getArrival, { handoverId: sent.handoverId })
    expect(arrival).toMatchObject({ sections: 'PPC 381A', nextDate: courtDay(7), heldHere: null })

    const admitted = await clerk.call(contract.admitPrisoner, admitting(sent))
    expect(admitted.number).toMatch(/^\d+\/\d{4}$/)
    // Theft of a car: seven years, so a year from the first day in custody (CrPC s.497(1) third proviso (a)).
    expect(admitted.bailDue).toBe(`${Number(day.slice(0, 4)) + 1}${day.slice(4)}`)
    expect((await clerk.call(contract.listArrivals, {})).rows.map((row) => row.handoverId)).not.toContain(
      sent.handoverId,
    )
    const seen = await registrar.call(getCase, { caseId: sent.caseId })
    expect(seen.parties.find((party) => party.id === sent.partyId)?.custody).toBe('prison')
    expect(seen.timeline.map((entry) => entry.kind)).toContain('custody.admitted')
    const page = await clerk.call(contract.getPrisoner, { id: admitted.imprisonmentId })
    expect(page.warrants).toMatchObject([
      {
        source: 'court',
        nextProduction: courtDay(7),
        bail: { standing: 'counting', ground: 'S497_THIRD_PROVISO_A' },
      },
    ])
    expect(page.warrants[0]?.bail?.proof.packCode).toBe('sindh')
    await expect(karachi.call(contract.getPrisoner, { id: admitted.imprisonmentId })).rejects.toThrow(
      '404 not-found',
    )
    expect(await judge.act((tx) => imprisonmentOf(tx, sent.partyId))).toMatchObject({
      number: admitted.number,
      state: 'in',
      imprisonmentId: null,
    })
  })

  test('leaves no gap in the numbers when one fails after its number was given', async () => {
    const before = await clerk.insist(contract.admitPrisoner, aPaperAdmission({ noneOfThese: true }))
    const sent = await sentToPrison()
    await clerk.call(
      contract.admitPrisoner,
      admitting(sent, { person: { nameEn: 'One', sex: 'M', samePersonAs: sent.personId } }),
    )
    // The same hand-over a second time fails late, inside the transaction that took the number.
    await expect(
      clerk.call(
        contract.admitPrisoner,
        admitting(sent, { person: { nameEn: 'Two', sex: 'M', samePersonAs: await newPerson() } }),
      ),
    ).rejects.toThrow('handover.not-open')
    const after = await clerk.insist(contract.admitPrisoner, aPaperAdmission({ noneOfThese: true }))
    expect(Number(after.number.split('/')[0])).toBe(Number(before.number.split('/')[0]) + 2)
  })

  test('gives every number once when forty clerks admit at the same time', async () => {
    const made = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        karachi.insist(
          contract.admitPrisoner,
          aPaperAdmission({ noneOfThese: true, person: { nameEn: `Crowd ${n}`, sex: 'M', aliases: [] } }),
        ),
      ),
    )
    const numbers = made.map((one) => Number(one.number.split('/')[0])).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
  })

  test('of one already held is refused; elsewhere without saying where, here with the number', async () => {
    const personId = await newPerson()
    const person = { nameEn: 'Twice Held', sex: 'M' as const, samePersonAs: personId, aliases: [] }
    await karachi.insist(contract.admitPrisoner, aPaperAdmission({ person }))
    const refused = clerk.insist(contract.admitPrisoner, aPaperAdmission({ person }))
    await expect(refused).rejects.toMatchObject({
      problem: { code: 'custody.already-held', params: { since: expect.any(String) } },
    })
    await expect(refused.catch((error) => JSON.stringify(error.problem))).resolves.not.toContain('PRS-KHI')
    await expect(karachi.insist(contract.admitPrisoner, aPaperAdmission({ person }))).rejects.toMatchObject({
      problem: { code: 'custody.already-held-here' },
    })
  })

  test('asks first about those who were here before, under another spelling and in another prison', async () => {
    const before = await karachi.insist(
      contract.admitPrisoner,
      aPaperAdmission({
        noneOfThese: true,
        person: {
          nameUr: 'غلام مصطفیٰ جتوئی',
          fatherUr: 'عبدالرزاق',
          sex: 'M',
          cnic: '4130312345671',
          aliases: [],
        },
      }),
    )
    const found = await clerk.call(contract.searchPrevious, { q: 'Gulam Mustufa s/o Abdul Razzaq' })
    expect(found.candidates[0]).toMatchObject({
      imprisonments: [{ id: before.imprisonmentId, held: true, prison: { en: 'Central Prison Karachi' } }],
      why: ['sound', 'father'],
      strong: true,
    })
    const [known] = found.candidates
    const later = await clerk.call(contract.searchPrevious, { personId: known!.personId })
    expect(later.candidates.map((one) => one.personId)).toEqual([known!.personId])
    const person = { nameEn: 'Gulam Mustfa', sex: 'M' as const, cnic: '41303-1234567-1', aliases: [] }
    await expect(clerk.insist(contract.admitPrisoner, aPaperAdmission({ person }))).rejects.toMatchObject({
      problem: {
        code: 'custody.look-at-candidates',
        params: { count: 1 },
        errors: [{ path: 'person.noneOf', message: { en: expect.stringMatching(/Choose who it is/) } }],
      },
    })
  })

  test('looks into other prisons only for posts that admit', async () => {
    await expect(gate.call(contract.searchPrevious, { q: 'Ghulam Mustafa' })).rejects.toThrow('403')
    await gate.act(async (tx) => {
      const asked = sql`'', '[]', '[]', '4130312345671', 8`
      expect((await sql`select * from custody.search_imprisoned(${asked})`.execute(tx)).rows).toEqual([])
      const { rows } = await sql<{ person_id: string }>`
        select person_id from custody.imprisonments_of((select array_agg(person_id) from people.link))`.execute(
        tx,
      )
      expect(rows).toEqual([])
    })
    await expect(
      clerk.act((tx) =>
        sql`select * from people.search_within('{1}', '', '[]', '[]', '4130', 8)`.execute(tx),
      ),
    ).rejects.toThrow(/permission denied/)
  })

  test('seals injuries: the clerk who wrote them cannot read them, the superintendent can, the audit holds none', async () => {
    const made = await clerk.insist(
      contract.admitPrisoner,
      aPaperAdmission({
        noneOfThese: true,
        injuries: [
          { region: 'back', kind: 'bruise', serious: true, saidCause: 'police', description: 'lathi marks' },
        ],
      }),
    )
    const closed = await clerk.call(contract.getPrisoner, { id: made.imprisonmentId })
    expect(closed.injuries).toEqual({ recorded: 1, open: null })
    expect(await clerk.act(async (tx) => (await sql`select * from custody.injury`.execute(tx)).rows)).toEqual(
      [],
    )
    const opened = await superintendent.call(contract.getPrisoner, { id: made.imprisonmentId })
    expect(opened.injuries.open).toMatchObject([{ region: 'back', description: 'lathi marks' }])
    const { rows } = await here.database.owner.pool.query(
      `select (select count(*)::int from audit.entry where detail::text like '%lathi marks%') as leaked,
        (select count(*)::int from events.outbox where type = 'custody.SeriousInjuryRecorded'
          and payload ->> 'imprisonmentId' = $1) as told,
        (select count(*)::int from workflow.task where subject_id = $1::uuid and post_code = 'superintendent') as tasks`,
      [made.imprisonmentId],
    )
    expect(rows[0]).toEqual({ leaked: 0, told: 1, tasks: 1 })
  })

  test('receipts property in a chain, one for each bag, and credits the money on the person', async () => {
    const thing = { quantity: 1, category: 'watch', condition: 'good' } as const
    const made = await clerk.insist(
      contract.admitPrisoner,
      aPaperAdmission({
        noneOfThese: true,
        cash: 1450,
        property: [
          { bagNumber: 'B-1', seal: 'S-1', description: 'گھڑی', ...thing },
          { bagNumber: 'B-2', description: 'چابیاں', ...thing },
          { bagNumber: 'B-2', description: 'تسبیح', ...thing },
        ],
      }),
    )
    expect(made.receipts).toHaveLength(2)
    const { prison_id } = (
      await here.database.owner.pool.query(`select prison_id from custody.imprisonment where id = $1`, [
        made.imprisonmentId,
      ])
    ).rows[0]
    const { flaws } = await clerk.act((tx) => verifyReceipts(tx, prison_id))
    expect(flaws).toEqual([])
    expect(await clerk.call(contract.getBalance, { imprisonmentId: made.imprisonmentId })).toMatchObject({
      balance: 1450,
    })
  })

  test('gives no bail date where the law provides for none or no section is known', async () => {
    const unknown = await clerk.insist(
      contract.admitPrisoner,
      aPaperAdmission({ noneOfThese: true, paper: { sections: '9999 PPC' } }),
    )
    expect(unknown.bailDue).toBeNull()
    const refer = await clerk.call(contract.listBailDue, { refer: 'true' })
    expect(refer.rows.map((row) => row.imprisonmentId)).toContain(unknown.imprisonmentId)
  })
})

test('a photograph is kept as a document of this prison, and only a picture is', async () => {
  const { imprisonmentId } = await clerk.insist(
    contract.admitPrisoner,
    aPaperAdmission({ noneOfThese: true }),
  )
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const photo = (name: string, type: string, body: Buffer) => new File([new Uint8Array(body)], name, { type })
  await expect(
    clerk.act((tx) => takePhoto(tx, { id: imprisonmentId, file: photo('a.pdf', 'application/pdf', png) })),
  ).rejects.toMatchObject({ code: 'invalid-input' })
  const { documentId } = await clerk.act((tx) =>
    takePhoto(tx, { id: imprisonmentId, file: photo('a.png', 'image/png', png) }),
  )
  expect((await clerk.call(contract.getPrisoner, { id: imprisonmentId })).prisoner.photo).toBe(documentId)
  expect(await karachi.act((tx) => photoOf(tx, imprisonmentId))).toBeNull()
})

/** Somebody both prisons know. */
async function newPerson(): Promise<string> {
  const sharedWith = [prisonId, await here.unitId('PRS-KHI-C')]
  const { personId } = await registrar.act((tx) =>
    registerRecord(tx, fictionalRecord({ nameEn: 'Known To Both' }), {
      agency: 'police',
      sourceRef: 'test',
      sharedWith,
    }),
  )
  return personId
}

describe('an admission that looks unusual', () => {
  const doubted = (input: object) =>
    clerk.call(contract.admitPrisoner, input as never).then(
      () => [],
      (error: RefusedCall) => error.problem.warnings ?? [],
    )

  test('is asked about, field by field in both languages, and goes through with reasons that stay with it', async () => {
    const sent = await sentToPrison()
    const input = admitting(sent, {
      person: {
        nameEn: 'Someone Else',
        nameUr: 'کوئی اور',
        sex: 'F' as const,
        cnic: '4130421043071',
        birthDate: later(-8 * 365),
      },
      admittedAt: `${later(-5)}T10:00:00`,
    })
    const warnings = await doubted(input)
    expect(warnings.map(({ code, path }) => [code, path])).toEqual([
      ['people.cnic-sex', 'person.cnic'],
      ['people.age-odd', 'person.birthDate'],
      ['custody.name-not-on-warrant', 'person.nameUr'],
      ['custody.sex-not-on-warrant', 'person.sex'],
      ['custody.admitted-days-ago', 'admittedOn'],
    ])
    for (const { message } of warnings) {
      expect(message.en).toMatch(/^[A-Z].*\.$/)
      expect(message.ur).toMatch(/[\u0600-\u06ff]/)
    }
    const reasons = warnings.map(({ code, about }) => ({ code, about, reason: `Seen: ${code}` }))
    // One reason missing, or one for another person, is not enough; and nothing was written by trying.
    expect(await doubted({ ...input, overrides: reasons.slice(1) })).toHaveLength(5)
    const renamed = { ...input.person, nameUr: 'ایک تیسرا شخص' }
    expect(await doubted({ ...input, person: renamed, overrides: reasons })).toHaveLength(5)
    const { imprisonmentId } = await clerk.call(contract.admitPrisoner, { ...input, overrides: reasons })
    const { prisoner } = await deputy.call(contract.getPrisoner, { id: imprisonmentId })
    expect(prisoner.overrides).toEqual(reasons.map(({ code, reason }) => ({ code, reason })))
    const { rows } = await here.database.owner.pool.query(
      `select account_id, detail from audit.entry where act = 'override' and subject_ids = array[$1::text]`,
      [imprisonmentId],
    )
    expect(rows).toEqual([{ account_id: clerk.accountId, detail: { reasons: prisoner.overrides } }])
    expect(JSON.stringify(rows)).not.toContain('4130421043071')
  })

  test('in its warrant on paper: dated long before, or after', async () => {
    const at = (issuedOn: string) =>
      doubted(aPaperAdmission({ noneOfThese: true, paper: { issuedOn, detainedSince: issuedOn } }))
    expect((await at(later(-31))).map(({ code }) => code)).toEqual(['custody.warrant-old'])
    expect((await at(later(1))).map(({ code }) => code)).toEqual(['custody.warrant-ahead'])
    expect(await at(later(-30))).toEqual([])
  })

  test('is not asked about when nothing is unusual: a part of the name is the name', async () => {
    const sent = await sentToPrison()
    expect(
      await doubted(admitting(sent, { person: { nameUr: 'ملزم', sex: 'M', cnic: '4130421043071' } })),
    ).toEqual([])
  })
})

describe('lists', () => {
  test('the statutory-bail list has exactly those whose day has come, as many as the home page counts', async () => {
    const long = await clerk.insist(
      contract.admitPrisoner,
      aPaperAdmission({ noneOfThese: true, paper: { issuedOn: '2025-01-02', detainedSince: '2025-01-02' } }),
    )
    const list = await clerk.call(contract.listBailDue, {})
    expect(list.rows.find((row) => row.imprisonmentId === long.imprisonmentId)).toMatchObject({
      eligibleFrom: '2026-01-02',
      ground: 'S497_THIRD_PROVISO_A',
    })
    expect(list.rows.every((row) => (row.eligibleFrom ?? '9') <= day)).toBe(true)
    const { countBailDue } = await import('./prisoners/list.ts')
    expect((await clerk.act(countBailDue)).count).toBe(list.total)
    const filtered = await clerk.call(contract.listPrisoners, { bailWithin: 0 })
    expect(filtered.rows.map((row) => row.id)).toContain(long.imprisonmentId)
  })

  test('prisoners are paged, filtered, sorted and found by number and name by the server', async () => {
    const all = await clerk.call(contract.listPrisoners, { size: 200 })
    const first = await clerk.call(contract.listPrisoners, { size: 2, page: 1, sort: 'number' })
    const second = await clerk.call(contract.listPrisoners, { size: 2, page: 2, sort: 'number' })
    expect([...first.rows, ...second.rows].map((row) => row.number)).toEqual(
      [...all.rows]
        .map((row) => row.number)
        .sort((a, b) => Number(a.split('/')[0]) - Number(b.split('/')[0]))
        .slice(0, 4),
    )
    expect((await clerk.call(contract.listPrisoners, { q: first.rows[0]!.number })).rows).toHaveLength(1)
    expect((await clerk.call(contract.listPrisoners, { q: 'allah dino' })).total).toBeGreaterThan(0)
    expect((await karachi.call(contract.listPrisoners, { q: 'allah dino', size: 200 })).rows).toEqual([])
    expect((await clerk.call(contract.listPrisoners, { category: 'condemned' })).total).toBe(0)
  })
})

describe('a production', () => {
  test('comes from the court’s own list, is recorded once, and the return too', async () => {
    const sent = await sentToPrison()
    const admitted = await clerk.call(contract.admitPrisoner, admitting(sent))
    const list = await clerk.call(contract.listProductions, { on: courtDay(7) })
    const row = list.courts
      .flatMap((court) => court.rows)
      .find((one) => one.imprisonmentId === admitted.imprisonmentId)
    expect(row).toMatchObject({ purpose: 'remand', production: null })
    expect(row?.hearingId).not.toBeNull()
    await expect(
      gate.call(contract.recordProduction, { warrantId: row!.warrantId, on: courtDay(7), outcome: 'sent' }),
    ).rejects.toThrow('custody.not-today')
    const sendToday = { warrantId: row!.warrantId, on: day, outcome: 'sent' as const }
    await gate.call(contract.recordProduction, sendToday)
    await expect(gate.call(contract.recordProduction, sendToday)).rejects.toThrow('custody.recorded-already')
    await gate.call(contract.recordReturn, { warrantId: row!.warrantId, on: day })
    await expect(gate.call(contract.recordReturn, { warrantId: row!.warrantId, on: day })).rejects.toThrow(
      'custody.not-out',
    )
    const page = await clerk.call(contract.getPrisoner, { id: admitted.imprisonmentId })
    expect(page.productions).toMatchObject([{ outcome: 'sent', onDate: day, backAt: expect.any(String) }])
    expect(page.timeline.map((entry) => entry.kind)).toContain('custody.sent-to-court')
  })

  test('by video gives its slot back by itself when the court adjourns the hearing', async () => {
    const sent = await sentToPrison()
    const { imprisonmentId } = await clerk.call(contract.admitPrisoner, admitting(sent))
    const on = courtDay(7)
    const { courts } = await clerk.call(contract.listProductions, { on })
    const row = courts.flatMap(({ rows }) => rows).find((one) => one.imprisonmentId === imprisonmentId)!
    const { roomId } = await deputy.call(contract.addVideoRoom, {
      name: { en: 'Video room', ur: 'ویڈیو کمرہ' },
      fromTime: '09:00',
      toTime: '12:00',
      slotMinutes: 30,
    })
    const at = { on, roomId, from: '10:00' }
    await clerk.call(contract.bookVideo, { warrantId: row.warrantId, ...at })
    // A list that stays open learns of it without being read again.
    const { videos } = await clerk.call(contract.listRecordedProductions, { on })
    expect(videos[row.warrantId]).toMatchObject({ from: '10:00', state: 'booked' })
    const slot = async () => {
      const { rooms } = await clerk.call(contract.getVideoDay, { on })
      const room = rooms.find(({ id }) => id === roomId)!
      return [
        room.day.find(({ from }) => from === '10:00')?.slot?.imprisonmentId,
        room.freed.map(({ why }) => why),
      ]
    }
    await reader.act((tx) => emit(tx, HearingListed, { hearingId: row.hearingId!, caseId: sent.caseId }))
    await here.react()
    expect(await slot()).toEqual([imprisonmentId, []])
    await here.database.owner.pool.query(
      `update courts.hearing set state = 'adjourned', outcome = 'adjourned', adjournment_reason = 'witness-absent', adjourned_by = 'prosecution', next_date = on_date + 7 where id = $1`,
      [row.hearingId],
    )
    await reader.act((tx) => emit(tx, HearingHeld, { hearingId: row.hearingId!, caseId: sent.caseId }))
    await here.react()
    expect(await slot()).toEqual([undefined, ['adjourned']])
  })

  test('falls away with the hearing when the court has decided the case', async () => {
    const sent = await sentToPrison()
    const { imprisonmentId } = await clerk.call(contract.admitPrisoner, admitting(sent))
    const subject = { kind: 'case', id: sent.caseId }
    await registrar.act((tx) => advance(tx, caseWorkflow, subject, 'submit', { fir: 'x' }))
    const prosecutor = await here.someone('prosecutor', 'PRO-HYD')
    const courtId = await here.unitId('CRT-HYD-JM1')
    await registrar.act(async (tx) => admitUnit(tx, sent.caseId, await here.unitId('PRO-HYD'), 'prosecution'))
    await prosecutor.act((tx) =>
      advance(tx, caseWorkflow, subject, 'file', { fir: 'x', unitId: courtId, queue: 'list-first-hearing' }),
    )
    const onDate = courtDay(3)
    await reader.act((tx) => listHearing(tx, { caseId: sent.caseId, onDate, purpose: 'charge' }))
    await here.react()
    const days = async () => {
      const page = await clerk.call(contract.getPrisoner, { id: imprisonmentId })
      const lists = await Promise.all(
        [onDate, courtDay(7)].map((on) => clerk.call(contract.listProductions, { on })),
      )
      return {
        next: page.warrants.map((warrant) => warrant.nextProduction),
        listed: lists.map((list) =>
          list.courts.flatMap(({ rows }) => rows).some((row) => row.imprisonmentId === imprisonmentId),
        ),
      }
    }
    expect(await days()).toEqual({ next: [onDate], listed: [true, true] })

    const { judgmentId } = await reader.act(async (tx) => {
      const charges = await chargesOf(tx, sent.caseId, sent.partyId)
      return draftJudgment(
        tx,
        {
          partyId: sent.partyId,
          onDate: day,
          verdict: 'acquitted',
          acquittalReason: 'benefit-of-doubt',
          charges: charges.map(({ id }) => ({ chargeId: id, verdict: 'acquitted' })),
        },
        { sessionId: null },
      )
    })
    await judge.act((tx) => signJudgment(tx, { judgmentId }, { sessionId: null }))
    await here.react()
    expect(await days()).toEqual({ next: [null], listed: [false, false] })
  })

  test('that did not happen needs its reason', async () => {
    const made = await clerk.insist(
      contract.admitPrisoner,
      aPaperAdmission({ noneOfThese: true, paper: { nextProduction: day } }),
    )
    const row = (await clerk.call(contract.listProductions, { on: day })).courts
      .flatMap((court) => court.rows)
      .find((one) => one.imprisonmentId === made.imprisonmentId)!
    const notProduced = { warrantId: row.warrantId, on: day, outcome: 'not-produced' as const }
    await expect(clerk.call(contract.recordProduction, notProduced)).rejects.toThrow('422')
    await clerk.call(contract.recordProduction, { ...notProduced, reason: 'no-vehicle' })
    const { productions } = await clerk.call(contract.listRecordedProductions, { on: day })
    expect(productions[row.warrantId]).toMatchObject({ outcome: 'not-produced', reason: 'no-vehicle' })
    const again = (await clerk.call(contract.listProductions, { on: day })).courts
      .flatMap((court) => court.rows)
      .find((one) => one.warrantId === row.warrantId)
    expect(again?.production).toEqual(productions[row.warrantId])
  })
})

/** A signed judgment with one sentence, as the court module leaves it. */
async function sentenced(
  sent: Sent,
  given: { term: Record<string, number> | 'DEATH'; setOff?: string; custody?: object[]; on?: string },
): Promise<string> {
  const chargeId = (await judge.act((tx) => chargesOf(tx, sent.caseId)))[0]!.id
  const { rows } = await here.database.owner.pool.query(
    `with j as (insert into courts.judgment (jurisdiction, case_id, party_id, court_id, on_date, verdict, state, drafted_by, signed_by, signed_at)
       values ('PK-SD', $1, $2, $3, $4, 'convicted', 'signed', $5, $6, now()) returning id)
     insert into courts.sentence (jurisdiction, judgment_id, party_id, charge_id, term, imprisonment, relation, set_off, set_off_custody)
     select 'PK-SD', j.id, $2, $7, $8, 'rigorous', 'FIRST', $9, $10 from j returning judgment_id`,
    [
      sent.caseId,
      sent.partyId,
      await here.unitId('CRT-HYD-JM1'),
      given.on ?? day,
      reader.accountId,
      judge.accountId,
      chargeId,
      JSON.stringify(given.term),
      given.setOff ?? 'SILENT',
      JSON.stringify(given.custody ?? []),
    ],
  )
  const judgmentId = rows[0].judgment_id as string
  await judge.act(async (tx) => {
    const { JudgmentSigned } = await import('#modules/courts')
    await setPartyState(tx, sent.partyId, { outcome: 'convicted' })
    await emit(tx, JudgmentSigned, { judgmentId, caseId: sent.caseId, partyId: sent.partyId })
  })
  await here.react()
  return judgmentId
}

describe('a sentence', () => {
  test('gives a date computed twice, asks the court about silence, and binds only when two officers stood for it', async () => {
    const sent = await sentToPrison()
    const { imprisonmentId } = await clerk.call(contract.admitPrisoner, admitting(sent))
    const judgmentId = await sentenced(sent, { term: { years: 3 } })
    const page = await clerk.call(contract.getPrisoner, { id: imprisonmentId })
    expect(page.prisoner.category).toBe('convict')
    expect(page.warrants[0]).toMatchObject({ kind: 'conviction', bail: null })
    expect(page.questions).toMatchObject([{ question: 'set-off', answeredAt: null }])
    const date = page.releaseDates[0]!
    expect(date.state).toBe('computed')
    expect(date.proof.flags).toContain('SETOFF_ORDER_MISSING_S382B')
    const year = Number(day.slice(0, 4)) + 3
    expect(date.dueRelease).toBe(
      new Date(Date.parse(`${year}${day.slice(4)}`) - 86_400_000).toISOString().slice(0, 10),
    )

    await expect(deputy.call(contract.confirmDate, { id: date.id })).rejects.toThrow('custody.date-not-open')
    await deputy.call(contract.proposeDate, { id: date.id })
    await expect(deputy.call(contract.confirmDate, { id: date.id })).rejects.toThrow('access.same-person')
    await expect(
      deputy.act((tx) =>
        sql`update custody.release_date set state = 'confirmed', confirmed_by = ${superintendent.accountId}::uuid where id = ${date.id}::uuid`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow('in one')
    await expect(
      here.database.owner.pool.query(
        `update custody.release_date set state = 'confirmed', confirmed_by = proposed_by where id = $1`,
        [date.id],
      ),
    ).rejects.toThrow('check')
    expect((await superintendent.call(contract.confirmDate, { id: date.id })).dueRelease).toBe(
      date.dueRelease,
    )

    // The court answers: the confirmed date is reopened and a new one, with set-off, waits for two officers again.
    await here.database.owner.pool.query(
      `update courts.sentence set set_off = 'GRANTED', set_off_custody = $2 where judgment_id = $1`,
      [judgmentId, JSON.stringify([{ from: later(-20), to: later(-1) }])],
    )
    await judge.act(async (tx) => {
      const { ReferenceAnswered } = await import('#modules/courts')
      const { rows } = await sql<{
        id: string
      }>`select id from courts.reference where party_id = ${sent.partyId}::uuid`.execute(tx)
      await emit(tx, ReferenceAnswered, {
        referenceId: rows[0]!.id,
        caseId: sent.caseId,
        partyId: sent.partyId,
      })
    })
    await here.react()
    const after = await clerk.call(contract.getPrisoner, { id: imprisonmentId })
    expect(after.releaseDates.map((one) => one.state)).toEqual(['computed', 'reopened'])
    expect(after.releaseDates[0]!.dueRelease).toBe(
      new Date(Date.parse(date.dueRelease) - 20 * 86_400_000).toISOString().slice(0, 10),
    )
    expect(after.questions[0]?.answeredAt).not.toBeNull()
  })

  test('is dated by its judgment in the register, not by the remand that it followed', async () => {
    const sent = await sentToPrison()
    const { imprisonmentId } = await clerk.call(contract.admitPrisoner, admitting(sent))
    await here.database.owner.pool.query(
      `update custody.warrant set issued_on = $2, detained_since = $2 where imprisonment_id = $1`,
      [imprisonmentId, later(-12)],
    )
    await sentenced(sent, { term: { years: 2 }, setOff: 'GRANTED' })
    const { rows } = await superintendent.call(runReport, {
      key: 'custody.register-convicts',
      lang: 'en',
      size: 200,
    })
    const entry = rows.find((row) => JSON.stringify(row).includes(imprisonmentId))
    expect(entry?.cells).toMatchObject({ sentenced: day })
  })

  test('is shortened by remission, which reopens what was confirmed; voiding it brings the date back', async () => {
    const made = await clerk.insist(
      contract.admitPrisoner,
      aPaperAdmission({
        noneOfThese: true,
        category: 'convict',
        paper: {
          kind: 'conviction',
          issuedOn: '2024-03-10',
          detainedSince: '2024-03-10',
          sentence: { term: { years: 3 }, setOff: 'REFUSED' },
        },
      }),
    )
    const first = (await deputy.call(contract.getPrisoner, { id: made.imprisonmentId })).releaseDates[0]!
    expect(first.dueRelease).toBe('2027-03-09')
    await clerk.call(contract.proposeDate, { id: first.id })
    await superintendent.call(contract.confirmDate, { id: first.id })
    const { remissionId } = await deputy.call(contract.postRemissionEntry, {
      imprisonmentId: made.imprisonmentId,
      kind: 'special',
      days: 30,
      authority: 'Superintendent',
      instrument: 'Order 14/2026',
      grantedOn: '2026-03-12',
    })
    const shorter = (await deputy.call(contract.getPrisoner, { id: made.imprisonmentId })).releaseDates
    expect(shorter.map((one) => [one.state, one.dueRelease])).toEqual([
      ['computed', '2027-02-07'],
      ['reopened', '2027-03-09'],
    ])
    await deputy.call(contract.voidRemissionEntry, { remissionId, why: 'Entered for another prisoner' })
    const back = (await deputy.call(contract.getPrisoner, { id: made.imprisonmentId })).releaseDates[0]!
    expect([back.state, back.dueRelease]).toEqual(['computed', '2027-03-09'])
  })

  test('of death gives no date of release', async () => {
    const sent = await sentToPrison({ max: 'DEATH', section: '302' })
    const { imprisonmentId } = await clerk.call(contract.admitPrisoner, admitting(sent))
    await sentenced(sent, { term: 'DEATH' })
    const page = await clerk.call(contract.getPrisoner, { id: imprisonmentId })
    expect(page.prisoner.category).toBe('condemned')
    expect(page.releaseDates).toEqual([])
  })
})

describe('a release', () => {
  test('on bail: order verified by its code, proposed, approved by another, carried out at the gate', async () => {
    const sent = await sentToPrison()
    const { imprisonmentId, number: prisonNumber } = await clerk.call(contract.admitPrisoner, admitting(sent))
    const shut = await clerk.call(contract.getReleasePage, { imprisonmentId })
    expect(shut.gate.cases).toMatchObject([{ status: 'UNDER_TRIAL', blocker: 'REMAND_IN_FORCE' }])
    await expect(clerk.call(contract.proposeRelease, { imprisonmentId })).rejects.toMatchObject({
      problem: { code: 'custody.gate-shut', params: { count: 1 } },
    })

    const call = { sessionId: null }
    const { bailOrderId } = await judge.act((tx) =>
      recordBail(tx, {
        partyId: sent.partyId,
        section: '497',
        onDate: day,
        result: 'granted',
        suretyAmount: 50_000,
      }),
    )
    expect((await clerk.call(contract.getReleasePage, { imprisonmentId })).gate.cases[0]?.blocker).toBe(
      'SURETY_PENDING',
    )
    const { releaseOrderId } = await reader.act((tx) => acceptSurety(tx, { bailOrderId, onDate: day }, call))
    const order = await judge.act((tx) => signRelease(tx, { orderId: releaseOrderId! }, call))
    await here.react()
    const diary = await clerk.call(contract.listDiary, { show: 'orders' })
    expect(diary.rows.map((row) => row.imprisonmentId)).toContain(imprisonmentId)
    await expect(clerk.call(contract.proposeRelease, { imprisonmentId })).rejects.toThrow('custody.gate-shut')

    const verify = { imprisonmentId, orderId: releaseOrderId! }
    expect(await clerk.call(contract.verifyOrder, { ...verify, code: 'WRNG-CODE' })).toEqual({
      outcome: 'wrong-code',
    })
    expect(await clerk.call(contract.verifyOrder, { ...verify, code: order.code })).toEqual({
      outcome: 'verified',
    })
    const { releaseId } = await clerk.call(contract.proposeRelease, { imprisonmentId })
    await expect(gate.call(contract.letOut, { releaseId })).rejects.toThrow('custody.release-not-open')

    // A second paper arrives between proposal and approval: every officer after it is stopped by the check made anew.
    const { holdId } = await deputy.call(contract.placeHold, {
      imprisonmentId,
      kind: 'OTHER_WARRANT',
      source: 'Warrant of JM-II Thatta',
      placedOn: day,
    })
    await expect(superintendent.call(contract.approveRelease, { releaseId })).rejects.toMatchObject({
      problem: { code: 'custody.gate-shut', params: { blockers: 'OTHER_WARRANT' } },
    })
    await deputy.call(contract.liftHold, { holdId, why: 'Recalled by JM-II Thatta' })
    await superintendent.call(contract.approveRelease, { releaseId })
    expect(
      (await gate.call(contract.listDiary, { show: 'at-gate' })).rows.map((row) => row.imprisonmentId),
    ).toContain(imprisonmentId)
    await expect(
      gate.act((tx) =>
        sql`update custody.imprisonment set state = 'released', released_at = now() where id = ${imprisonmentId}::uuid`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow('only through the gate')
    await gate.call(contract.checkIdentity, { id: imprisonmentId, outcome: 'same', compared: ['photograph'] })
    await gate.call(contract.letOut, { releaseId })

    const page = await clerk.call(contract.getPrisoner, { id: imprisonmentId })
    expect(page.prisoner).toMatchObject({ state: 'released', releaseGround: 'bail', number: prisonNumber })
    expect(page.warrants).toMatchObject([{ state: 'ended' }])
    expect((await judge.act((tx) => getParty(tx, sent.partyId))).custody).toBe('bail')
    expect(page.timeline.at(-1)?.kind).toBe('custody.released-bail')
    await expect(gate.call(contract.letOut, { releaseId })).rejects.toThrow('custody.release-not-open')
  })

  test('is not for one officer alone, in the application or in the database', async () => {
    const { imprisonmentId } = await clerk.insist(
      contract.admitPrisoner,
      aPaperAdmission({ noneOfThese: true }),
    )
    const warrantId = (await clerk.call(contract.getPrisoner, { id: imprisonmentId })).warrants[0]!.id
    await deputy.call(contract.endPaperWarrant, {
      warrantId,
      ground: 'discharge',
      order: 'Order of JM-I of today',
      on: day,
      verifiedHow: 'Dak book of the court, entry 51, by telephone to the reader',
    })
    const { releaseId } = await deputy.call(contract.proposeRelease, { imprisonmentId })
    await expect(deputy.call(contract.approveRelease, { releaseId })).rejects.toThrow('access.same-person')
    await expect(
      here.database.owner.pool.query(
        `update custody.release set state = 'approved', approved_by = proposed_by where id = $1`,
        [releaseId],
      ),
    ).rejects.toThrow('check')
    await superintendent.call(contract.stopRelease, { releaseId, why: 'A second warrant has come' })
    await expect(superintendent.call(contract.approveRelease, { releaseId })).rejects.toThrow(
      'release-not-open',
    )
  })

  test('never happens on no paper at all', async () => {
    const { imprisonmentId } = await clerk.insist(
      contract.admitPrisoner,
      aPaperAdmission({ noneOfThese: true }),
    )
    await here.database.owner.pool.query('delete from custody.bail_clock where imprisonment_id = $1', [
      imprisonmentId,
    ])
    await here.database.owner.pool.query('delete from custody.warrant where imprisonment_id = $1', [
      imprisonmentId,
    ])
    await expect(clerk.call(contract.proposeRelease, { imprisonmentId })).rejects.toMatchObject({
      problem: { params: { blockers: 'NO_WARRANT_ON_RECORD' } },
    })
  })

  test('asks every case: an order in one does not open the gate of the other', async () => {
    const sent = await sentToPrison()
    const { imprisonmentId } = await clerk.call(contract.admitPrisoner, admitting(sent))
    await clerk.call(contract.receiveWarrant, {
      imprisonmentId,
      paper: aPaperAdmission().paper,
    })
    const call = { sessionId: null }
    await judge.act((tx) => setPartyState(tx, sent.partyId, { outcome: 'acquitted' }))
    const { orderId } = await reader.act((tx) =>
      draftRelease(tx, { partyId: sent.partyId, ground: 'acquittal' }, call),
    )
    const order = await judge.act((tx) => signRelease(tx, { orderId }, call))
    await clerk.call(contract.verifyOrder, { imprisonmentId, orderId, code: order.code })
    const { gate: check } = await clerk.call(contract.getReleasePage, { imprisonmentId })
    expect(check.releasable).toBe(false)
    expect(check.cases.map((one) => one.blocker).sort()).toEqual(['REMAND_IN_FORCE', null])
  })
})
