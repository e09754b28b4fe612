import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyDocument } from '#kernel/documents/contract'
import { renderPdf, type TemplateData } from '#platform/documents-engine'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { takePhoto } from '../prisoners/photo.ts'
import { aPaperAdmission } from '../testing.ts'
import { wantedSheet } from './wanted.ts'

const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

let here: World
let clerk: Someone
let deputy: Someone
let superintendent: Someone
let today: string
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  const { rows } = await here.database.owner.pool.query<{ today: string }>(
    `select workflow.today()::text as today`,
  )
  today = rows[0]!.today
})
afterAll(() => here.drop())

const day = (offset: number) => new Date(Date.parse(today) + offset * 86_400_000).toISOString().slice(0, 10)
const people = [
  ['Ghulam Rasool', 'غلام رسول', 'Pir Bux', 'پیر بخش'],
  ['Nadeem Akhtar', 'ندیم اختر', 'Sher Zaman', 'شیر زمان'],
  ['Yousuf Khoso', 'یوسف کھوسو', 'Wali Dad', 'ولی داد'],
  ['Tariq Mehmood', 'طارق محمود', 'Karam Ilahi', 'کرم الٰہی'],
  ['Qurban Soomro', 'قربان سومرو', 'Lal Chand', 'لال چند'],
  ['Faisal Hayat', 'فیصل حیات', 'Jamal Din', 'جمال دین'],
  ['Zubair Ansari', 'زبیر انصاری', 'Bashir Ahmed', 'بشیر احمد'],
  ['Imtiaz Magsi', 'امتیاز مگسی', 'Dost Ali', 'دوست علی'],
  ['Waqar Younus', 'وقار یونس', 'Hidayat Shah', 'ہدایت شاہ'],
  ['Rashid Leghari', 'راشد لغاری', 'Ghazi Khan', 'غازی خان'],
  ['Shakeel Brohi', 'شکیل بروہی', 'Umed Ali', 'امید علی'],
  ['Sajid Mirani', 'ساجد میرانی', 'Nawab Din', 'نواب دین'],
  ['Hashim Talpur', 'ہاشم تالپور', 'Mir Jan', 'میر جان'],
  ['Anwar Bhutto', 'انور بھٹو', 'Sain Dad', 'سائیں داد'],
] as const
let named = 0
/** Somebody new, admitted a hundred days ago as the registers have it. */
async function aPrisoner(
  given: Pick<Parameters<typeof aPaperAdmission>[0] & object, 'category' | 'paper'> = {},
  sex: 'M' | 'F' = 'M',
): Promise<string> {
  const [nameEn, nameUr, fatherEn, fatherUr] = people[named]!
  named += 1
  const { imprisonmentId } = await clerk.insist(contract.admitPrisoner, {
    ...aPaperAdmission(given),
    person: { nameEn, nameUr, fatherEn, fatherUr, sex },
  })
  const { pool } = here.database.owner
  await pool.query(`alter table custody.movement disable trigger keep_movement`)
  await pool.query(
    `with moved as (update custody.imprisonment set admitted_at = admitted_at - interval '100 days' where id = '${imprisonmentId}')
     update custody.movement set in_at = in_at - interval '100 days' where imprisonment_id = '${imprisonmentId}'`,
  )
  await pool.query(`alter table custody.movement enable trigger keep_movement`)
  return imprisonmentId
}
const convict = () =>
  aPrisoner({
    category: 'convict',
    paper: { kind: 'conviction', issuedOn: day(-90), sentence: { term: { years: 2 }, setOff: 'REFUSED' } },
  })
const open = (imprisonmentId: string, kind: 'death' | 'escape' | 'foreign' | 'condemned', on = day(-5)) =>
  deputy.call(contract.openMatter, {
    imprisonmentId,
    kind,
    happenedOn: on,
    happenedTime: '03:10',
    ...(kind === 'foreign' ? { nationality: 'AF' } : {}),
  })
const matter = (id: string, who = deputy) => who.call(contract.getMatter, { id })
const dutyOf = async (id: string, code: string) => (await matter(id)).duties.find((one) => one.code === code)!

test('a death has its duties by law and day; a paper is asked for, and the body waits for the post-mortem', async () => {
  const { id } = await open(await aPrisoner(), 'death')
  const { duties } = await matter(id)
  expect(duties.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['magistrate-told', 'family-told', 'post-mortem', 'body-handed-over']),
  )
  for (const duty of duties) expect(duty.due === 'refer' ? null : day(-5)).toBe(duty.dueOn)
  const told = await dutyOf(id, 'magistrate-told')
  expect(told).toMatchObject({ citation: 'CrPC s.176', standing: 'statute', paper: true })
  await expect(deputy.call(contract.doDuty, { dutyId: told.id, on: today })).rejects.toThrow(/paper-needed/)
  await expect(
    deputy.call(contract.doDuty, { dutyId: told.id, on: day(-6), reference: '1' }),
  ).rejects.toThrow(/before-event/)
  await expect(deputy.call(contract.doDuty, { dutyId: told.id, on: day(1), reference: '1' })).rejects.toThrow(
    /in-future/,
  )
  await deputy.call(contract.doDuty, { dutyId: told.id, on: day(-5), reference: 'No. 214' })
  expect(await dutyOf(id, 'magistrate-told')).toMatchObject({ state: 'done', reference: 'No. 214' })
  const body = await dutyOf(id, 'body-handed-over')
  await expect(deputy.call(contract.doDuty, { dutyId: body.id, on: today, reference: '1' })).rejects.toThrow(
    /not-yet/,
  )
  const postMortem = await dutyOf(id, 'post-mortem')
  await deputy.call(contract.doDuty, { dutyId: postMortem.id, on: today, reference: 'PM 3' })
  await deputy.call(contract.doDuty, { dutyId: body.id, on: today, reference: 'Receipt 1' })
})

test('a stay ends by death only when three have acted: the doctor, who hands the body over, and the superintendent', async () => {
  const doctor = await here.someone('medical-officer', 'PRS-HYD-C')
  const imprisonmentId = await aPrisoner()
  const { id } = await open(imprisonmentId, 'death')
  const tickOff = async (code: string, who = deputy) =>
    who.call(contract.doDuty, { dutyId: (await dutyOf(id, code)).id, on: today, reference: `No. ${code}` })
  const end = (who = superintendent) => who.call(contract.endStayByDeath, { id })
  await expect(end()).rejects.toThrow(/death-not-attested/)
  await expect(tickOff('medical-record')).rejects.toThrow(/for-medical-officer/)
  await expect(
    deputy.call(contract.attestDeath, { id, on: today, reference: 'Certificate 1' }),
  ).rejects.toThrow(/not-allowed/)
  await expect(
    doctor.call(contract.attestDeath, { id, on: day(1), reference: 'Certificate 1' }),
  ).rejects.toThrow(/in-future/)
  await doctor.call(contract.attestDeath, { id, on: day(-5), reference: 'Certificate 1' })
  await expect(end()).rejects.toThrow(/body-here/)
  await tickOff('post-mortem')
  await tickOff('body-handed-over', superintendent)
  // Who handed the body over does not end the stay as well; nor does anybody without the right to.
  await expect(end()).rejects.toThrow(/same-person/)
  await expect(end(deputy)).rejects.toThrow(/not-allowed/)
  const other = await here.someone('superintendent', 'PRS-HYD-C')
  expect((await matter(id, other)).may.endStay).toBe(true)
  expect((await matter(id)).may.endStay).toBe(false)
  const roll = async () => {
    const { rows } = await here.database.owner.pool.query<{ n: number }>(
      `select count(*)::integer as n from custody.imprisonment i join units.unit u on u.id = i.prison_id
        where i.state = 'in' and u.code = 'PRS-HYD-C'`,
    )
    return rows[0]!.n
  }
  const before = await roll()
  await end(other)
  expect(await roll()).toBe(before - 1)
  await expect(end(other)).rejects.toThrow(/not-in/)
  const { prisoner, warrants } = await deputy.call(contract.getPrisoner, { id: imprisonmentId })
  expect(prisoner).toMatchObject({ state: 'released', releaseGround: 'death' })
  expect(warrants.map(({ state, endedGround }) => [state, endedGround])).toEqual([['ended', 'death']])
  const { rows } = await here.database.owner.pool.query<{ kind: string; reason: string }>(
    `select kind, reason from custody.movement where imprisonment_id = $1 and kind = 'REL'`,
    [imprisonmentId],
  )
  expect(rows).toEqual([{ kind: 'REL', reason: 'death' }])
  // One matter, and it closes when the rest is done.
  expect((await matter(id)).matter).toMatchObject({ inside: false, closed: false })
  for (const { code, state } of (await matter(id)).duties) if (state === 'open') await tickOff(code)
  expect((await matter(id)).matter.closed).toBe(true)
})

test('a death taken back by two officers ends nothing; one attested stays open until the stay has ended', async () => {
  const mistaken = await open(await aPrisoner(), 'death')
  for (const { id: dutyId } of (await matter(mistaken.id)).duties) {
    await deputy.call(contract.setDutyAside, { dutyId, why: 'He was revived in the hospital' })
    await superintendent.call(contract.confirmDutyAside, { dutyId })
  }
  expect((await matter(mistaken.id)).matter).toMatchObject({ closed: true, inside: true })
  await expect(superintendent.call(contract.endStayByDeath, { id: mistaken.id })).rejects.toThrow(/no-death/)

  const doctor = await here.someone('medical-officer', 'PRS-HYD-C')
  const { id } = await open(await aPrisoner(), 'death')
  await doctor.call(contract.attestDeath, { id, on: today, reference: 'Certificate 2' })
  for (const code of (await matter(id)).duties.map((one) => one.code))
    if (code !== 'medical-record')
      await deputy.call(contract.doDuty, { dutyId: (await dutyOf(id, code)).id, on: today, reference: '1' })
  expect((await matter(id)).matter).toMatchObject({ owed: 0, closed: false, inside: true })
  await superintendent.call(contract.endStayByDeath, { id })
  expect((await matter(id)).matter).toMatchObject({ closed: true, inside: false })
})

test('a duty that does not apply is set aside by two; a matter closes when nothing is owed', async () => {
  const { id } = await open(await aPrisoner(), 'condemned')
  const { duties } = await matter(id)
  for (const duty of duties) {
    await deputy.call(contract.setDutyAside, {
      dutyId: duty.id,
      why: 'The High Court set the sentence aside',
    })
    await expect(deputy.call(contract.confirmDutyAside, { dutyId: duty.id })).rejects.toThrow(/same-person/)
    await expect(clerk.call(contract.confirmDutyAside, { dutyId: duty.id })).rejects.toThrow(/not-allowed/)
    expect((await matter(id)).matter.closed).toBe(false)
    await superintendent.call(contract.confirmDutyAside, { dutyId: duty.id })
  }
  expect((await matter(id)).matter).toMatchObject({ closed: true, owed: 0, settled: duties.length })
})

test('two officers tick at once: one wins, the other is told', async () => {
  const { id } = await open(await aPrisoner(), 'death')
  const { id: dutyId } = await dutyOf(id, 'family-told')
  const tries = await Promise.allSettled(
    [deputy, superintendent, clerk].map((who) => who.call(contract.doDuty, { dutyId, on: today })),
  )
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  for (const one of tries) if (one.status === 'rejected') expect(String(one.reason)).toMatch(/not-open/)
  await expect(
    here.database.owner.pool.query(`update custody.duty set state = 'done' where id = $1`, [
      (await dutyOf(id, 'police-told')).id,
    ]),
  ).rejects.toThrow(/check/)
})

test('who is entered as a foreigner at the admission is owed what a foreigner is owed', async () => {
  const person = { nameEn: 'Gul Agha', nameUr: 'گل آغا', sex: 'M' as const }
  const admitted = async (nationality?: string) =>
    clerk.insist(contract.admitPrisoner, {
      ...aPaperAdmission({}),
      person: { ...person, ...(nationality === undefined ? {} : { nationality }) },
    })
  const foreign = async (imprisonmentId: string) => {
    const { rows } = await deputy.call(contract.listMatters, { show: 'open', kind: 'foreign', size: 200 })
    return rows.filter((row) => row.imprisonmentId === imprisonmentId)
  }
  const [afghan, pakistani] = [await admitted('af'), await admitted()]
  const [opened] = await foreign(afghan.imprisonmentId)
  expect((await matter(opened!.id)).matter.nationality).toBe('AF')
  expect(await foreign(pakistani.imprisonmentId)).toEqual([])
  await expect(admitted('ZZ')).rejects.toThrow(/Choose a country/)
})

test('the consulate is told only if the prisoner wishes it', async () => {
  for (const answer of [true, false]) {
    const { id } = await open(await aPrisoner(), 'foreign')
    const consul = await dutyOf(id, 'consul-told')
    expect(consul).toMatchObject({ dueOn: null, waits: true })
    await expect(
      deputy.call(contract.doDuty, { dutyId: consul.id, on: today, reference: '9' }),
    ).rejects.toThrow(/answer-needed/)
    const asked = await dutyOf(id, 'asked')
    await expect(deputy.call(contract.doDuty, { dutyId: asked.id, on: day(-4) })).rejects.toThrow(
      /answer-needed/,
    )
    await deputy.call(contract.doDuty, { dutyId: asked.id, on: day(-4), answer })
    expect((await matter(id)).matter).toMatchObject({ answer, answeredOn: day(-4), nationality: 'AF' })
    expect(await dutyOf(id, 'consul-told')).toMatchObject(
      answer ? { state: 'open', dueOn: day(-4), waits: false } : { state: 'lapsed' },
    )
  }
})

test('a deportation order and a sentence of death open their matters by themselves, once', async () => {
  const id = await aPrisoner()
  const hold = {
    imprisonmentId: id,
    kind: 'DEPORTATION' as const,
    source: 'Order 7/2026',
    placedOn: today,
  }
  await deputy.call(contract.placeHold, hold)
  await deputy.call(contract.placeHold, { ...hold, source: 'Order 8/2026' })
  await here.database.owner.pool.query(
    `update custody.imprisonment set category = 'condemned' where id = $1`,
    [id],
  )
  const { rows } = await deputy.call(contract.listMatters, { imprisonmentId: id })
  expect(rows.map(({ kind }) => kind).sort()).toEqual(['condemned', 'foreign'])
  await expect(open(id, 'foreign')).rejects.toThrow(/open-already/)
})

test('an escape is on the roll at once; the recapture moves the last day, and the new one waits for two officers', async () => {
  const id = await convict()
  const page = async () => (await deputy.call(contract.getPrisoner, { id })).releaseDates[0]!
  const before = await page()
  await clerk.call(contract.proposeDate, { id: before.id })
  await superintendent.insist(contract.confirmDate, { id: before.id })
  const { id: matterId } = await open(id, 'escape', day(-10))
  expect((await deputy.call(contract.getRoll, { on: today })).out.ESC).toBe(1)
  const atLarge = async () =>
    (await deputy.call(contract.listMatters, { show: 'at-large' })).rows.map((row) => row.id)
  expect(await atLarge()).toEqual([matterId])
  await expect(deputy.call(contract.bringBack, { id })).rejects.toThrow(/at-large/)
  await expect(open(id, 'escape')).rejects.toThrow(/open-already/)
  await expect(
    deputy.call(contract.recordRecapture, { id: matterId, on: day(-11), time: '10:00', how: 'Police' }),
  ).rejects.toThrow(/before-event/)
  const { daysAtLarge } = await deputy.call(contract.recordRecapture, {
    id: matterId,
    on: day(-3),
    time: '10:00',
    how: 'Handed over by police station Cantt',
  })
  expect(daysAtLarge).toBe(6)
  expect(await atLarge()).toEqual([])
  const after = await page()
  expect(Date.parse(after.dueRelease) - Date.parse(before.dueRelease)).toBe(6 * 86_400_000)
  expect(after).toMatchObject({ state: 'computed', reason: 'recaptured' })
  const { rows } = await here.database.owner.pool.query(
    `select state, reopened_why from custody.release_date where id = $1`,
    [before.id],
  )
  expect(rows).toEqual([{ state: 'reopened', reopened_why: 'recaptured' }])
  const roll = await deputy.call(contract.getRoll, { on: today })
  expect(roll).toMatchObject({ agrees: true, out: { ESC: 0 } })
  await expect(
    deputy.call(contract.recordRecapture, { id: matterId, on: today, time: '00:01', how: 'Again' }),
  ).rejects.toThrow(/not-at-large/)
})

test('days at large never shorten a sentence, and whatever is owed never falls due before the event', async () => {
  const id = await convict()
  const due = async () =>
    (await deputy.call(contract.getPrisoner, { id })).releaseDates.find((one) =>
      ['computed', 'proposed', 'confirmed'].includes(one.state),
    )!.dueRelease
  let last = await due()
  const hour = fc.integer({ min: 0, max: 23 }).map((each) => `${String(each).padStart(2, '0')}:20`)
  let from = -80
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      hour,
      async (gap, out, time) => {
        from += gap
        const { id: matterId } = await deputy.call(contract.openMatter, {
          imprisonmentId: id,
          kind: 'escape',
          happenedOn: day(from),
          happenedTime: time,
        })
        const { duties } = await matter(matterId)
        for (const duty of duties) if (duty.dueOn !== null) expect(duty.dueOn >= day(from)).toBe(true)
        from += out
        const { daysAtLarge } = await deputy.call(contract.recordRecapture, {
          id: matterId,
          on: day(from),
          time,
          how: 'Police',
        })
        expect(daysAtLarge).toBe(out - 1)
        const now = await due()
        expect(Date.parse(now) - Date.parse(last)).toBe((out - 1) * 86_400_000)
        last = now
        await here.database.owner.pool.query(
          `update custody.duty set state = 'lapsed' where matter_id = $1 and state = 'open'`,
          [matterId],
        )
        await here.database.owner.pool.query(`update custody.matter set closed_at = now() where id = $1`, [
          matterId,
        ])
      },
    ),
    { numRuns: 6, seed: 11 },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.date({ min: new Date('2015-01-01'), max: new Date('2026-11-01'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 4000 }),
      fc.integer({ min: -400, max: 400 }),
      async (born, later, days) => {
        const { rows } = await here.database.owner.pool.query<{ due: string; on: string; six: string }>(
          `select custody.duty_due('birthday', 6, $2, on_day, born)::text as due, on_day::text as on, custody.birthday(born, 6)::text as six
             from (select $1::date as born, $1::date + $3::integer as on_day) x`,
          [born.toISOString().slice(0, 10), days, later],
        )
        const { due: on, on: event, six } = rows[0]!
        expect(on >= event).toBe(true)
        const written = born.toISOString().slice(0, 10)
        const expected = new Date(
          Date.UTC(
            Number(written.slice(0, 4)) + 6,
            Number(written.slice(5, 7)) - 1,
            Number(written.slice(8)),
          ),
        )
        // The calendar's own rollover gives the first of March for a 29 February that does not come.
        expect(six).toBe(expected.toISOString().slice(0, 10))
      },
    ),
    { numRuns: 60, seed: 3 },
  )
})

test('a child has its own record and day of leaving, is in no roll, and is hidden from who has no need', async () => {
  const mother = await aPrisoner({}, 'F')
  const child = {
    imprisonmentId: mother,
    nameEn: 'Zainab',
    nameUr: 'زینب',
    sex: 'F' as const,
    bornOn: '2020-02-29',
    proof: 'b-form' as const,
    proofReference: '41303-0000000-0',
    came: 'with-mother' as const,
    cameOn: day(-20),
  }
  await expect(
    deputy.call(contract.recordChild, { ...child, imprisonmentId: await aPrisoner() }),
  ).rejects.toThrow(/not-a-mother/)
  const withFather = (await deputy.call(contract.getRoll, { on: today })).closing
  await expect(clerk.call(contract.recordChild, child)).rejects.toThrow(/not-allowed/)
  const inspector = await here.someone('inspector-general-prisons', 'PRD-SD')
  await expect(inspector.call(contract.recordChild, child)).rejects.toThrow(/not-allowed/)
  const { matterId, sixOn } = await deputy.call(contract.recordChild, child)
  expect(sixOn).toBe('2026-03-01')
  expect((await deputy.call(contract.getRoll, { on: today })).closing).toBe(withFather)
  const counted = await deputy.call(contract.countMatters, {})
  expect(counted.children).toBe(1)
  expect((await clerk.call(contract.countMatters, {})).children).toBeNull()
  expect((await clerk.call(contract.listMatters, { kind: 'child', show: 'all' })).total).toBe(0)
  await expect(matter(matterId, clerk)).rejects.toThrow(/not-found/)
  const lahore = await here.someone('superintendent', 'PRS-LHE-C')
  await expect(matter(matterId, lahore)).rejects.toThrow(/not-found/)
  const { id: leaves } = await dutyOf(matterId, 'leaves')
  const { id: planned } = await dutyOf(matterId, 'plan')
  for (const dutyId of [planned, leaves])
    await expect(deputy.call(contract.doDuty, { dutyId, on: today, reference: 'Receipt 1' })).rejects.toThrow(
      /child-first|not-yet/,
    )
  await deputy.call(contract.planForChild, { id: matterId, plan: 'To the grandmother in Tando Adam' })
  expect(await dutyOf(matterId, 'plan')).toMatchObject({ state: 'done' })
  await deputy.call(contract.letChildGo, {
    id: matterId,
    on: today,
    to: 'Grandmother',
    reference: 'Receipt 12',
  })
  expect((await matter(matterId)).child).toMatchObject({ leftOn: today, leftTo: 'Grandmother' })
  expect((await deputy.call(contract.countMatters, {})).children).toBe(0)
})

test('the wanted sheet is one page with a code, is ticked off with its number, and is replaced by the next', async () => {
  const fugitive = await convict()
  const { id } = await open(fugitive, 'escape', day(-1))
  const picture = new File([Buffer.from(onePixel, 'base64')], 'face.png', { type: 'image/png' })
  await deputy.act((tx) => takePhoto(tx, { id: fugitive, file: picture }))
  const first = await deputy.call(contract.issueWantedSheet, { id })
  expect(await dutyOf(id, 'wanted-pack')).toMatchObject({ state: 'done', reference: first.number })
  const second = await clerk.call(contract.issueWantedSheet, { id })
  expect(second).toMatchObject({ documentId: first.documentId, version: 2 })
  expect((await matter(id)).matter.sheet).toEqual({
    documentId: first.documentId,
    version: 2,
    number: second.number,
  })
  expect(verifyDocument.needs).toBe('public')
  const sheet = await deputy.act((tx) => wantedSheet(tx, id))
  expect(sheet.data.photo).not.toBeNull()
  const { lines } = sheet.data as unknown as { lines: TemplateData[] }
  for (const data of [
    sheet.data,
    { ...sheet.data, photo: null, lines: [...lines, ...lines, ...lines].slice(0, 18) },
  ])
    expect(
      await renderPdf(join(import.meta.dirname, 'wanted.typ'), data as TemplateData, {
        languages: ['ur'],
        title: { en: 'Wanted', ur: 'مطلوب' },
        head: {
          province: { en: 'Government of Sindh', ur: 'حکومتِ سندھ' },
          department: { en: 'Prisons', ur: 'جیل خانہ جات' },
          unit: { en: 'Central Prison Hyderabad', ur: 'سینٹرل جیل حیدرآباد' },
          number: 'PRS-HYD-C/WS/2026/0001',
          address: 'http://localhost:8080/verify/7KQM2F9XABCDE12345GH',
          addressWords: 'localhost:8080/verify',
          code: '7KQM2-F9XAB-CDE12-345GH',
          fingerprint: '3f9a 12bc 77de 0011',
        },
      }),
    ).toMatchObject({ pages: 1, standard: 'a-2b' })
  await deputy.call(contract.recordRecapture, { id, on: today, time: '00:01', how: 'Police' })
  await expect(deputy.call(contract.issueWantedSheet, { id })).rejects.toThrow(/not-at-large/)
})
