import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderPdf } from '#platform/documents-engine'
import { today as calendarToday } from '#platform/i18n'
import { type Someone, type World, world } from '../../../app/testing.ts'
import { loadProvince } from '../../../tools/seed/load/load-province.ts'
import * as contract from '../contract.ts'
import { type GrantFact, noticeDue, obstacleOf, obstaclesOf } from './obstacles.ts'
import { petitionSheet } from './petitions.ts'

let here: World
let clerk: Someone
let deputy: Someone
let inspector: Someone
const today = '2026-11-20'
beforeAll(async () => {
  here = await world()
  await loadProvince(here.database.url, { cases: 60, seed: 7, today, onProgress: () => undefined })
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  inspector = await here.someone('inspector-general-prisons', 'PRD-SD')
}, 60_000)
afterAll(() => here.drop())

async function rows<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await here.database.owner.pool.query(text, values)).rows as Row[]
}

/** The rule said again, from the courts' tables and the stays alone. */
const withBail = async () =>
  (
    await rows<{ id: string }>(
      `select distinct i.id from custody.imprisonment i join units.unit u on u.id = i.prison_id and u.jurisdiction = 'PK-SD'
        where i.state = 'in' and (
          exists (select 1 from custody.warrant w join cases.party p on p.id = w.party_id and p.outcome is null
            join courts.bail_order b on b.party_id = w.party_id and b.result = 'granted'
            where w.imprisonment_id = i.id and w.state = 'in-force' and w.kind = 'remand' and not exists (
              select 1 from courts.bail_order c where c.party_id = b.party_id and (c.on_date, c.created_at) > (b.on_date, b.created_at)))
          or exists (select 1 from custody.warrant w where w.imprisonment_id = i.id and w.state = 'ended' and w.source = 'paper'
            and w.ended_ground in ('bail', 'sentence-suspended'))
          or exists (select 1 from custody.warrant w join courts.release_order o on o.party_id = w.party_id and o.ground = 'sentence-suspended'
            and o.state in ('issued', 'verified', 'used') and o.issued_on >= w.issued_on
            where w.imprisonment_id = i.id and w.state = 'in-force' and w.kind = 'conviction')
          or exists (select 1 from custody.hold h where h.imprisonment_id = i.id and h.kind = 'SURETY' and h.lifted_at is null)) order by 1`,
    )
  ).map(({ id }) => id)

const tracked = async () =>
  (await inspector.call(contract.listBailGranted, { size: 200 })).rows.map((row) => row.imprisonmentId).sort()

test('the first step that was not taken is what stands in the way, each once', () => {
  const grant = fc.record({
    source: fc.constantFrom('court' as const, 'paper' as const, 'hold' as const),
    accepted: fc.boolean(),
    order: fc.constantFrom('issued' as const, 'verified' as const, 'used' as const, null),
  }) satisfies fc.Arbitrary<GrantFact>
  const few = fc.integer({ min: 0, max: 3 })
  fc.assert(
    fc.property(
      fc.array(grant, { minLength: 1, maxLength: 4 }),
      few,
      few,
      few,
      few,
      (grants, offered, ok, other, holds) => {
        const sureties = { offered, verified: Math.min(ok, offered) }
        const found = obstaclesOf(grants, sureties, { otherCases: other, holds, said: ['amount-too-high'] })
        expect(new Set(found).size).toBe(found.length)
        expect(found.includes('other-case')).toBe(other > 0)
        for (const one of grants) {
          const obstacle = obstacleOf(one, sureties)
          expect(found).toContain(obstacle)
          if (one.source !== 'paper' && !one.accepted && offered === 0) expect(obstacle).toBe('no-surety')
          if (obstacle === 'order-to-carry-out')
            expect(one.source === 'paper' || one.order !== 'issued').toBe(true)
        }
      },
    ),
  )
})

test('reminders come again, the Sessions Judge is told once, and without a number nothing falls due', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 400 }),
      fc.option(fc.integer({ min: 0, max: 400 })),
      fc.boolean(),
      (days, since, escalated) => {
        expect(
          noticeDue(days, { daysSinceReminder: since, escalated }, { reminder: null, escalation: null }),
        ).toBe(null)
        const due = noticeDue(days, { daysSinceReminder: since, escalated }, { reminder: 7, escalation: 30 })
        if (days >= 30 && !escalated) expect(due).toBe('escalation')
        else expect(due).toBe(days >= 7 && (since === null || since >= 7) ? 'reminder' : null)
      },
    ),
  )
})

test('a surety’s papers go out and come back; what stands in the way follows from them', async () => {
  const { rows: list, rules } = await deputy.call(contract.listBailGranted, {})
  expect(rules).toEqual({ reminder: 7, escalation: 30 })
  // Somebody of whom no court's order is known, but a hold that waits for a surety.
  const bailed = new Set(list.map((row) => row.imprisonmentId))
  const { rows: inside } = await deputy.call(contract.listPrisoners, { state: 'in', size: 200 })
  const { id: imprisonmentId } = inside.find((row) => !bailed.has(row.id))!
  await deputy.call(contract.placeHold, {
    imprisonmentId,
    kind: 'SURETY',
    source: 'Order of JM-II Hyderabad',
    placedOn: today,
  })
  const bail = () => clerk.call(contract.getBailOf, { imprisonmentId })
  expect((await bail()).obstacles.map(({ obstacle }) => obstacle)).toContain('no-surety')
  const surety = {
    imprisonmentId,
    nameEn: 'Ali Gohar',
    nameUr: 'علی گوہر',
    cnic: '41303-1234567-1',
    relation: 'Brother',
    property: 'land' as const,
    paper: 'Fard 118, Deh Husri',
    offeredOn: today,
  }
  const { id } = await clerk.call(contract.addSurety, surety)
  await expect(clerk.call(contract.addSurety, surety)).rejects.toThrow(/offered-already/)
  expect((await bail()).obstacles.map(({ obstacle }) => obstacle)).toContain('surety-offered')
  const step = await clerk.call(contract.askVerification, {
    suretyId: id,
    kind: 'land-record',
    withWhom: 'Mukhtiarkar Hyderabad',
    askedOn: today,
  })
  expect(step.dueOn).toBe('2026-11-27')
  await clerk.call(contract.answerVerification, { stepId: step.id, answer: 'confirmed', on: today })
  await expect(
    clerk.call(contract.answerVerification, { stepId: step.id, answer: 'not-confirmed', on: today }),
  ).rejects.toThrow(/answered/)
  expect((await bail()).obstacles.map(({ obstacle }) => obstacle)).toContain('papers-verified')
  await expect(
    clerk.call(contract.endSurety, { suretyId: id, state: 'turned-down', on: today }),
  ).rejects.toThrow(/needs-reason/)
  await clerk.call(contract.endSurety, {
    suretyId: id,
    state: 'turned-down',
    on: today,
    why: 'The land is disputed',
  })
  await clerk.call(contract.sayObstacle, { imprisonmentId, kind: 'amount-too-high' })
  const found = await bail()
  expect(found.obstacles.map(({ obstacle }) => obstacle)).toEqual(
    expect.arrayContaining(['no-surety', 'amount-too-high']),
  )
  const { draft } = await deputy.call(contract.getNoticeDraft, { imprisonmentId, kind: 'bail-reminder' })
  const { id: noticeId } = await deputy.call(contract.signNotice, {
    imprisonmentId,
    kind: 'bail-reminder',
    toEn: 'Ghulam Rasool, brother',
    toUr: 'غلام رسول، بھائی',
    says: draft!.says,
  })
  await clerk.call(contract.dispatchNotice, {
    id: noticeId,
    toWhom: 'Family, by telephone',
    how: 'telephone',
    particulars: '0399-1234567',
    sentOn: calendarToday(),
  })
  expect((await bail()).notices.map(({ kind, toWhom }) => [kind, toWhom])).toEqual([
    ['reminder', 'Family, by telephone'],
  ])
  const again = await deputy.call(contract.listBailGranted, { notice: 'reminder' })
  expect(again.rows.some((row) => row.imprisonmentId === imprisonmentId)).toBe(false)
})

test('whoever has bail and is inside is in the tracker, and nobody else, whatever the court orders since', async () => {
  expect(await tracked()).toEqual(await withBail())
  expect((await tracked()).length).toBeGreaterThan(3)
  const parties = await rows<{ party: string; case_id: string; court: number }>(
    `select w.party_id as party, w.case_id, w.court_id as court from custody.warrant w join custody.imprisonment i on i.id = w.imprisonment_id and i.state = 'in'
      where w.state = 'in-force' and w.kind = 'remand' and w.party_id is not null and w.court_id is not null order by w.id limit 12`,
  )
  let nth = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          who: fc.integer({ min: 0, max: parties.length - 1 }),
          result: fc.constantFrom('granted', 'refused', 'cancelled'),
          accepted: fc.boolean(),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      async (orders) => {
        for (const { who, result, accepted } of orders) {
          nth += 1
          await rows(
            `insert into courts.bail_order (jurisdiction, case_id, party_id, court_id, section, on_date, result, surety_amount, surety_accepted_on, ordered_by, created_at)
             values ('PK-SD', $1, $2, $3, '497', $4::date, $5, 40000, $6, $7, now() + $8 * interval '1 second')`,
            [
              parties[who]!.case_id,
              parties[who]!.party,
              parties[who]!.court,
              today,
              result,
              result === 'granted' && accepted ? today : null,
              clerk.accountId,
              nth,
            ],
          )
        }
        expect(await tracked()).toEqual(await withBail())
      },
    ),
    { numRuns: 4, seed: 20261122 },
  )
})

test('a petition is made ready on a right that is due, filed, adjourned and refused; the list shows who has one', async () => {
  // The demo's clocks may not be due in so small a world: one is given its day.
  await rows(
    `update custody.bail_clock set eligible_from = $1, standing = 'counting', ground = 'S497_THIRD_PROVISO_A' where id = (
       select b.id from custody.bail_clock b join custody.imprisonment i on i.id = b.imprisonment_id and i.state = 'in'
         join units.unit u on u.id = i.prison_id and u.code = 'PRS-HYD-C' join custody.warrant w on w.id = b.warrant_id and w.state = 'in-force' and w.kind = 'remand'
        where b.superseded_at is null order by b.id limit 1)`,
    [today],
  )
  const { rows: due } = await deputy.call(contract.listBailDue, { petition: 'none', within: 3650 })
  const [warrant] = await rows<{ id: string }>(
    `select warrant_id as id from custody.bail_clock where id = $1`,
    [due.find((row) => row.eligibleFrom === today)!.id],
  )
  const warrantId = warrant!.id
  const petition = await clerk.call(contract.preparePetition, { warrantId, kind: 'statutory' })
  await expect(clerk.call(contract.preparePetition, { warrantId, kind: 'statutory' })).rejects.toThrow(
    /prepared-already/,
  )
  const petitionId = petition.id
  await expect(
    clerk.call(contract.recordPetitionOutcome, { petitionId, state: 'granted', on: today }),
  ).rejects.toThrow(/petition-state/)
  const courtId = await here.unitId('CRT-HYD-SJ')
  await expect(
    clerk.call(contract.filePetition, {
      petitionId,
      on: today,
      courtId: await here.unitId('PRS-HYD-C'),
      by: 'Counsel',
    }),
  ).rejects.toThrow(/no-court/)
  await clerk.call(contract.filePetition, {
    petitionId,
    on: today,
    courtId,
    by: 'Kiran Solangi, DLEC',
    courtNumber: '118/2026',
  })
  await expect(
    clerk.call(contract.recordPetitionOutcome, { petitionId, state: 'adjourned', on: today }),
  ).rejects.toThrow(/needs-next/)
  await clerk.call(contract.recordPetitionOutcome, {
    petitionId,
    state: 'adjourned',
    on: today,
    nextOn: '2026-12-01',
  })
  const pending = await deputy.call(contract.listBailDue, { petition: 'pending', within: 3650 })
  expect(pending.rows).toMatchObject([{ petition: { state: 'adjourned', nextOn: '2026-12-01' } }])
  await expect(
    clerk.call(contract.recordPetitionOutcome, { petitionId, state: 'refused', on: today }),
  ).rejects.toThrow(/needs-reason/)
  await clerk.call(contract.recordPetitionOutcome, {
    petitionId,
    state: 'refused',
    on: today,
    ground: 'Delay caused by the accused',
  })
  const { rows: none } = await deputy.call(contract.listBailDue, { petition: 'none', within: 3650 })
  expect(none.find((row) => row.eligibleFrom === today)!.petition).toMatchObject({ state: 'refused' })
})

test('the petition stays on one page in either language, whatever the clock and the productions have to say', async () => {
  const long = {
    en: 'A step of the computation that says at some length what it rests on',
    ur: 'حساب کا ایک مرحلہ جو قدرے تفصیل سے بتاتا ہے کہ اس کی بنیاد کیا ہے',
  }
  const data = petitionSheet(
    'statutory',
    {
      warrant_id: '',
      imprisonment_id: '',
      prison_id: 1,
      jurisdiction: 'PK-SD',
      person_id: '',
      state: 'in',
      number: '127/2026',
      name_en: 'Muhammad Zeeshan Shaikh',
      name_ur: 'محمد ذیشان شیخ',
      father_en: 'Ghulam Mustafa Shaikh',
      father_ur: 'غلام مصطفیٰ شیخ',
      admitted: '2025-09-01',
      fir: '302/2025',
      station_en: 'Police Station Cantonment',
      station_ur: 'تھانہ کینٹ',
      court_en: 'Court of the Additional Sessions Judge-II Hyderabad',
      court_ur: 'عدالت ایڈیشنل سیشن جج دوم حیدرآباد',
      sections: 'PPC 392, PPC 397, PPC 34, SAA 23(1)(a)',
      since: '2025-08-28',
      days: 451,
      next: '2026-12-02',
      today,
      clock: {
        ground: 'S497_THIRD_PROVISO_A',
        eligible_from: '2026-08-28',
        standing: 'counting',
        steps: Array.from({ length: 8 }, () => ({ section: 'CrPC s.497(1) third proviso (a)', text: long })),
        pack: 'sindh 2026.1',
        hash: '0123456789abcdef',
      },
      sent: 21,
      by_video: 3,
      not_produced: 9,
      productions: Array.from({ length: 30 }, (_, n) => ({
        on: `2026-0${1 + (n % 9)}-11`,
        outcome: 'not-produced',
        reason: 'no-escort',
      })),
    },
    null,
  )
  for (const language of ['en', 'ur'] as const) {
    const pdf = await renderPdf(join(import.meta.dirname, 'petition.typ'), data, {
      languages: [language],
      title: { en: 'Petition for bail', ur: 'درخواستِ ضمانت' },
      head: {
        province: { en: 'Government of Sindh', ur: 'حکومتِ سندھ' },
        department: { en: 'Prisons', ur: 'جیل خانہ جات' },
        unit: { en: 'Central Prison Hyderabad', ur: 'سینٹرل جیل حیدرآباد' },
        number: 'PRS-HYD-C/BP/2026/0001',
        address: 'http://localhost:8080/verify/7KQM2F9XABCDE12345GH',
        addressWords: 'localhost:8080/verify',
        code: '7KQM2-F9XAB-CDE12-345GH',
        fingerprint: '3f9a 12bc 77de 0011',
      },
    })
    expect(pdf).toMatchObject({ pages: 1 })
  }
})
