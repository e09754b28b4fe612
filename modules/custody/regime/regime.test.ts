import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asActor } from '#kernel/access'
import { openFile } from '#kernel/documents'
import { serviceActors } from '#kernel/events'
import { prepareJobs, registerJobs, startJobs } from '#kernel/jobs'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as custody from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import * as contract from './contract.ts'
import { keepResultScan } from './education/scans.ts'
import { postPage as postWages, postWagesJob } from './labour/wages.ts'
import { postPage as postMonth, postMonthJob } from './month/post.ts'

let here: World
let clerk: Someone
let assistant: Someone
let deputy: Someone
let superintendent: Someone
let inspector: Someone
let cashier: Someone
let running: { stop(): Promise<void> }
let today: string
/** The month before this one. */
let month: string

beforeAll(async () => {
  here = await world()
  const jobs = [postWagesJob, postMonthJob]
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
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  assistant = await here.someone('assistant-superintendent', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  cashier = await here.someone('prison-cashier', 'PRS-HYD-C')
  inspector = await here.someone('inspector-general-prisons', 'PRD-SD')
  const [row] = await owner<{ today: string; month: string }>(
    `select workflow.today() as today, to_char(date_trunc('month', workflow.today()) - interval '1 month', 'YYYY-MM') as month`,
  )
  today = row!.today
  month = row!.month
}, 120_000)
afterAll(async () => {
  await running?.stop()
  await here?.drop()
})

async function owner<T extends object>(query: string, values: unknown[] = []): Promise<T[]> {
  return (await here.database.owner.pool.query<T>(query, values)).rows
}

let serial = 0
/** A convict for three years, in prison for as long as the test needs. */
async function aConvict(
  given: { who?: Someone; sections?: string; issuedOn?: string; years?: number } = {},
): Promise<string> {
  serial += 1
  const { who = clerk, sections = '381-A PPC', issuedOn = '2025-02-10', years = 3 } = given
  const { imprisonmentId } = await who.insist(
    custody.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      category: 'convict',
      person: {
        nameEn: `Convict ${serial}`,
        nameUr: 'قیدی',
        fatherEn: `Father ${serial}`,
        fatherUr: 'والد',
        sex: 'M',
        aliases: [],
      },
      paper: {
        kind: 'conviction',
        sections,
        issuedOn,
        detainedSince: issuedOn,
        sentence: { term: { years }, setOff: 'REFUSED' },
      },
    }),
  )
  await since(imprisonmentId)
  return imprisonmentId
}

async function since(id: string): Promise<void> {
  await owner(`alter table custody.imprisonment disable trigger user`)
  await owner(
    `update custody.imprisonment set admitted_at = (date_trunc('month', workflow.today()) - interval '8 months') at time zone 'Asia/Karachi' where id = $1`,
    [id],
  )
  await owner(`alter table custody.imprisonment enable trigger user`)
}

async function aGang(name: string, given: { capacity?: number; rateCode?: string } = {}): Promise<string> {
  const { gangId } = await deputy.call(contract.openGang, {
    kind: 'factory',
    nameEn: name,
    nameUr: name,
    sex: 'M',
    capacity: given.capacity ?? 50,
    rateCode: given.rateCode ?? 'unskilled',
  })
  return gangId
}

/** Puts somebody into a gang, from the beginning of last month on. */
async function atWork(gangId: string, imprisonmentId: string): Promise<string> {
  const { labourId } = await assistant.call(contract.assignLabour, {
    gangId,
    imprisonmentId,
    basis: 'volunteer',
    reason: 'Asked for work',
  })
  await owner(`alter table custody.labour disable trigger user`)
  await owner(`update custody.labour set from_on = ($2 || '-01')::date where id = $1`, [labourId, month])
  await owner(`alter table custody.labour enable trigger user`)
  return labourId
}

type Mark = (typeof contract.musterMarks)[number]
const mark = (gangId: string, on: string, lines: Record<string, Mark>, pieces = 0) =>
  assistant.call(contract.markMuster, {
    gangId,
    on,
    lines: Object.entries(lines).map(([imprisonmentId, each]) => ({ imprisonmentId, mark: each, pieces })),
  })
const day = (of: number) => `${month}-${String(of).padStart(2, '0')}`

async function asService<T>(work: Parameters<typeof asActor<T>>[3]): Promise<T> {
  const sindh = (await serviceActors(here.database.app.pool)).find(
    ({ jurisdiction }) => jurisdiction === 'PK-SD',
  )!
  return asActor(here.database.app, sindh, { purpose: 'test' }, work)
}

describe('work', () => {
  test('who is put into a gang: fit, of its sex, once, within its places, an under-trial only by consent', async () => {
    const gangId = await aGang('Kitchen', { capacity: 1 })
    const [one, other] = [await aConvict(), await aConvict()]
    const put = (imprisonmentId: string, more: object = {}) =>
      assistant.call(contract.assignLabour, {
        gangId,
        imprisonmentId,
        basis: 'volunteer',
        reason: 'Cook by trade',
        ...more,
      })
    const doctor = await here.someone('medical-officer', 'PRS-HYD-C')
    await owner(
      `insert into custody.fitness (jurisdiction, prison_id, imprisonment_id, kind, fit) select jurisdiction, prison_id, id, 'labour', false
        from custody.imprisonment where id = $1`,
      [other],
    )
    await expect(put(other)).rejects.toThrow(/custody-regime.unfit/)
    await owner(`delete from custody.fitness where imprisonment_id = $1`, [other])
    await put(one)
    await expect(put(one)).rejects.toThrow(/in-another-gang/)
    await expect(put(other)).rejects.toThrow(/gang-full/)
    const { imprisonmentId: untried } = await clerk.insist(custody.admitPrisoner, {
      ...aPaperAdmission({ noneOfThese: true }),
    })
    await expect(put(untried)).rejects.toThrow(/consent-only/)
    await expect(put(untried, { basis: 'consent' })).rejects.toThrow(/consentPaper/)
    await expect(put(one, { basis: 'consent', consentPaper: 'No 4' })).rejects.toThrow(/convict-no-consent/)
    await expect(
      doctor.call(contract.assignLabour, {
        gangId,
        imprisonmentId: other,
        basis: 'volunteer',
        reason: 'Wish',
      }),
    ).rejects.toThrow(/not-allowed/)
    const lahore = await here.someone('assistant-superintendent', 'PRS-LHE-C')
    await expect(lahore.call(contract.getGang, { gangId })).rejects.toThrow(/not-found/)
  })

  test('nobody outside works, nobody is mustered before admission or in a gang that is not theirs', async () => {
    const [gangId, other] = [await aGang('Carpet'), await aGang('Tailoring')]
    const id = await aConvict()
    await atWork(gangId, id)
    await expect(mark(other, day(3), { [id]: 'worked' })).rejects.toThrow(/not-of-gang/)
    await mark(gangId, day(3), { [id]: 'worked' })
    await owner(
      `insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, out_at, in_at, destination)
       select jurisdiction, prison_id, id, 'HOS', ($2 || '-05 20:00+05')::timestamptz, ($2 || '-07 09:00+05')::timestamptz, 'Civil' from custody.imprisonment where id = $1`,
      [id, month],
    )
    await expect(mark(gangId, day(6), { [id]: 'worked' })).rejects.toThrow(/custody-regime.outside/)
    await mark(gangId, day(6), { [id]: 'outside' })
    await mark(gangId, day(7), { [id]: 'half' })
    await expect(mark(gangId, '2999-01-01', { [id]: 'ill' })).rejects.toThrow(/in-future/)
    const { people } = await assistant.call(contract.getGang, { gangId, on: day(6) })
    expect(people).toMatchObject([{ imprisonmentId: id, mark: 'outside', outside: true }])
  })

  test('whoever is released leaves the gang', async () => {
    const gangId = await aGang('Garden')
    const id = await aConvict()
    await atWork(gangId, id)
    await owner(
      `update custody.imprisonment set state = 'released', released_at = clock_timestamp(), release_ground = 'bail' where id = $1`,
      [id],
    )
    const { people } = await assistant.call(contract.getGang, { gangId })
    expect(people.every((one) => one.toOn !== null)).toBe(true)
    await expect(
      assistant.call(contract.assignLabour, {
        gangId,
        imprisonmentId: id,
        basis: 'volunteer',
        reason: 'Wish',
      }),
    ).rejects.toThrow(/not-in/)
  })
})

describe('wages', () => {
  test('reckoned from the muster, checked by another, booked once however often it is asked', async () => {
    const [daily, piece] = [await aGang('Looms'), await aGang('Uniforms', { rateCode: 'uniform' })]
    const [one, two] = [await aConvict(), await aConvict()]
    await atWork(daily, one)
    await atWork(piece, two)
    await mark(daily, day(1), { [one]: 'worked' })
    await mark(daily, day(2), { [one]: 'half' })
    await mark(daily, day(3), { [one]: 'refused' })
    await mark(piece, day(1), { [two]: 'worked' }, 7)
    await expect(assistant.call(contract.prepareWages, { month: today.slice(0, 7) })).rejects.toThrow(
      /not-over/,
    )
    const { sheetId } = await assistant.call(contract.prepareWages, { month })
    await expect(assistant.call(contract.checkWages, { sheetId })).rejects.toThrow(/not-allowed/)
    await mark(daily, day(4), { [one]: 'worked' })
    await expect(deputy.call(contract.checkWages, { sheetId })).rejects.toThrow(/muster-changed/)
    await deputy.call(contract.prepareWages, { month })
    await expect(deputy.call(contract.checkWages, { sheetId })).rejects.toThrow(/same-person/)
    await superintendent.call(contract.checkWages, { sheetId })
    // The job is at it already; two more press at the same time, and once more when all is done.
    await Promise.all([1, 2].map(() => asService((tx) => postWages(tx, sheetId))))
    await expect
      .poll(async () => (await cashier.call(contract.getWages, { month })).sheet?.state, { timeout: 15_000 })
      .toBe('posted')
    await asService((tx) => postWages(tx, sheetId))
    // Sindh: 60 rupees a day, 45 a uniform.
    const balance = (imprisonmentId: string) => cashier.call(custody.getBalance, { imprisonmentId })
    expect(await balance(one)).toMatchObject({ balance: 150 })
    expect(await balance(two)).toMatchObject({ balance: 315 })
    const { rows } = await cashier.call(contract.listWageLines, { sheetId, sort: 'rupees' })
    expect(rows.find((row) => row.imprisonmentId === one)).toMatchObject({
      days: 2.5,
      rupees: 150,
      state: 'posted',
    })
    await expect(mark(daily, day(5), { [one]: 'worked' })).rejects.toThrow(/month-checked/)
    await expect(deputy.call(contract.prepareWages, { month })).rejects.toThrow(/sheet-checked/)
  }, 30_000)

  test('over random musters: what is booked is what the muster says, nobody is in two gangs on a day or works while out', async () => {
    const people = [await aConvict(), await aConvict(), await aConvict()]
    const gangs = [await aGang('Random 1'), await aGang('Random 2', { rateCode: 'skilled' })]
    // Months before that of the other tests, one for each history.
    let back = 1
    const step = fc.record({
      who: fc.nat(2),
      gang: fc.nat(1),
      day: fc.integer({ min: 1, max: 9 }),
      mark: fc.constantFrom(...contract.musterMarks),
      move: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 4, maxLength: 12 }),
        fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 8 })), { maxLength: 2 }),
        async (steps, outs) => {
          back += 1
          const [row] = await owner<{ month: string }>(
            `select to_char(date_trunc('month', workflow.today()) - make_interval(months => $1), 'YYYY-MM') as month`,
            [back],
          )
          const of = row!.month
          const on = (each: number) => `${of}-0${each}`
          for (const [who, from] of outs)
            await owner(
              `insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, out_at, in_at, destination)
               select jurisdiction, prison_id, id, 'HOS', ($2::date - 1) + time '18:00', ($2::date + 1) + time '06:00', 'Civil'
                 from custody.imprisonment i where id = $1 and not exists (select 1 from custody.movement m where m.imprisonment_id = i.id
                   and m.kind = 'HOS' and m.out_at < ($2::date + 2) and m.in_at > ($2::date - 2))`,
              [people[who], on(from)],
            )
          const said = new Map<string, number>()
          for (const each of steps) {
            const [id, gangId] = [people[each.who]!, gangs[each.gang]!]
            if (each.move) {
              await owner(`alter table custody.labour disable trigger user`)
              await owner(
                `delete from custody.labour where imprisonment_id = $1 and gang_id = any ($2::uuid[])`,
                [id, gangs],
              )
              await owner(
                `insert into custody.labour (jurisdiction, prison_id, imprisonment_id, gang_id, basis, reason, from_on)
                 select jurisdiction, prison_id, id, $2, 'volunteer', 'wish', workflow.today() - 400 from custody.imprisonment where id = $1`,
                [id, gangId],
              )
              await owner(`alter table custody.labour enable trigger user`)
            }
            const went = await mark(gangId, on(each.day), { [id]: each.mark }).then(
              () => true,
              (problem: Error) => {
                expect(problem.message).toMatch(/not-of-gang|custody-regime.outside/)
                return false
              },
            )
            const rate = each.gang === 0 ? 60 : 110
            if (went)
              said.set(
                `${id} ${each.day}`,
                each.mark === 'worked' ? rate : each.mark === 'half' ? rate / 2 : 0,
              )
          }
          expect(
            await owner(`select imprisonment_id, on_date from custody.muster group by 1, 2 having count(*) > 1
              union all select imprisonment_id, on_date from custody.muster m where mark in ('worked', 'half') and custody.outside_on(imprisonment_id, on_date)`),
          ).toEqual([])
          const expected = [...said.values()].reduce((sum, rupees) => sum + rupees, 0)
          if (expected === 0) return
          const { sheetId, rupees } = await assistant.call(contract.prepareWages, { month: of })
          expect(rupees).toBe(expected)
          await deputy.call(contract.checkWages, { sheetId })
          await Promise.all([1, 2].map(() => asService((tx) => postWages(tx, sheetId))))
          const [paid] = await owner<{ rupees: number; lines: number; bookings: number }>(
            `select sum(p.amount)::int / 100 as rupees, count(*)::int as lines, count(distinct t.id)::int as bookings
               from custody.wage_line l join custody.money_transaction t on t.id = l.transaction_id and t.kind = 'wages'
               join custody.money_posting p on p.transaction_id = t.id join custody.money_account a on a.id = p.account_id and a.kind = 'prisoner'
                and a.imprisonment_id = l.imprisonment_id where l.sheet_id = $1`,
            [sheetId],
          )
          expect(paid!.rupees).toBe(expected)
          expect(paid!.bookings).toBe(paid!.lines)
          const [noted] = await owner<{ n: number }>(
            `select count(*)::int as n from custody.money_transaction where kind = 'wages' and note = $1`,
            [`Wages ${of}`],
          )
          expect(noted!.n).toBe(paid!.lines)
        },
      ),
      { numRuns: 6, seed: 20261122 },
    )
  }, 60_000)
})

describe('the month’s ordinary remission', () => {
  test('prepared by the deputy, signed by the Superintendent, posted once; dates are computed anew', async () => {
    const gangId = await aGang('Month')
    const [worker, idle, barred] = [
      await aConvict(),
      await aConvict(),
      await aConvict({ sections: '9(c) CNSA', issuedOn: '2024-02-10', years: 6 }),
    ]
    await owner(`delete from custody.wage_line`)
    await owner(`alter table custody.wage_sheet disable trigger user`)
    await owner(`delete from custody.wage_sheet`)
    await atWork(gangId, worker)
    for (let each = 1; each <= 18; each += 1) await mark(gangId, day(each), { [worker]: 'worked' })
    const dueOf = async (id: string) =>
      (
        await owner<{ due: string }>(
          `select due_release as due from custody.release_date where imprisonment_id = $1 and state in ('computed', 'proposed', 'confirmed')`,
          [id],
        )
      )[0]!.due
    const before = await dueOf(worker)
    await expect(superintendent.call(contract.prepareMonth, { month })).rejects.toThrow(/not-allowed/)
    const { runId } = await deputy.call(contract.prepareMonth, { month })
    const lineOf = async (id: string) =>
      (await deputy.call(contract.listMonthLines, { runId, size: '200' })).rows.find(
        (row) => row.imprisonmentId === id,
      )!
    // Sindh: three days for conduct, two for labour.
    expect(await lineOf(worker)).toMatchObject({ conductDays: 3, labourDays: 2, days: 5, reasons: [] })
    expect(await lineOf(idle)).toMatchObject({ days: 0, reasons: ['kind-not-known'] })
    expect(await lineOf(barred)).toMatchObject({ days: 0, reasons: ['NARCOTICS'] })
    const set = (imprisonmentId: string, days: number) =>
      deputy.call(contract.setMonthLine, { runId, imprisonmentId, days, why: 'Warrant says rigorous' })
    await expect(set(idle, 6)).rejects.toThrow(/over-most/)
    await expect(set(barred, 2)).rejects.toThrow(/barred-line/)
    await set(idle, 3)
    await expect(deputy.call(contract.signMonth, { runId })).rejects.toThrow(/not-allowed/)
    await superintendent.call(contract.signMonth, { runId })
    await Promise.all([1, 2, 3].map(() => asService((tx) => postMonth(tx, runId))))
    await expect
      .poll(async () => (await deputy.call(contract.getMonth, { month })).run?.state, { timeout: 15_000 })
      .toBe('posted')
    expect(
      await owner(
        `select kind, days, to_char(granted_on, 'DD') as on, to_char(earned_month, 'YYYY-MM') as month from custody.remission where imprisonment_id = $1`,
        [worker],
      ),
    ).toEqual([{ kind: 'ordinary', days: 5, on: '01', month }])
    expect(
      await owner(`select days from custody.remission where imprisonment_id = any ($1::uuid[])`, [
        [idle, barred],
      ]),
    ).toEqual([{ days: 3 }])
    expect(Date.parse(before) - Date.parse(await dueOf(worker))).toBe(5 * 86_400_000)
    await expect(set(idle, 1)).rejects.toThrow(/month-signed/)
    await expect(deputy.call(contract.prepareMonth, { month })).rejects.toThrow(/month-signed/)
    // What the ledger says of every convict: one ordinary entry for the month at most, never above the cap, never one nobody signed.
    expect(
      await owner(`select 1 from custody.remission where earned_month is not null group by imprisonment_id, earned_month, kind having count(*) > 1
        union all select 1 from custody.remission r where r.earned_month is not null and r.kind = 'ordinary' and r.days > 5
        union all select 1 from custody.remission r left join custody.month_run m on m.id = r.month_run_id where r.earned_month is not null and m.signed_by is null`),
    ).toEqual([])
    await expect(
      asService(async (tx) => {
        const { sql } = await import('kysely')
        await sql`insert into custody.remission (jurisdiction, prison_id, imprisonment_id, kind, days, authority, instrument, granted_on, earned_month, month_run_id)
          select jurisdiction, prison_id, imprisonment_id, 'ordinary', 4, 'x', 'x', granted_on, earned_month - interval '1 month', month_run_id
            from custody.remission where earned_month is not null limit 1`.execute(tx)
      }),
    ).rejects.toThrow(/row-level security/)
  }, 30_000)
})

describe('courses', () => {
  const pass = async (
    teacher: Someone,
    imprisonmentId: string,
    kind: string,
    more: { marks?: number; issuedOn?: string } = {},
  ) => {
    const { courseId } = await teacher.call(contract.openCourse, {
      kind,
      teacher: 'Qari Abdul Sattar',
      place: 'School',
      capacity: 2,
      fromOn: '2026-01-01',
    })
    const { enrolmentId } = await teacher.call(contract.enrol, { courseId, imprisonmentId })
    await teacher.call(contract.takeAttendance, { courseId, on: today, absent: [] })
    const { resultId } = await teacher.call(contract.enterResult, {
      enrolmentId,
      passed: 'yes',
      issuedBy: 'Board',
      number: `R-${kind}`,
      issuedOn: '2026-06-01',
      ...more,
    })
    return { courseId, enrolmentId, resultId }
  }
  const card = new File(
    [
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    ],
    'card.png',
    { type: 'image/png' },
  )
  const monthsOf = (id: string) =>
    owner<{ months: number; kind: string }>(
      `select months, kind from custody.remission where imprisonment_id = $1 and earned_proposal_id is not null`,
      [id],
    )

  test('Sindh: without the text no number is proposed; whoever approves writes it with the paper it rests on', async () => {
    const id = await aConvict()
    const { resultId } = await pass(assistant, id, 'matric', { marks: 71 })
    const { proposalId, standing } = await deputy.call(contract.proposeEarned, {
      resultId,
      remarks: 'First division',
    })
    expect(standing).toBe('refer')
    await expect(
      deputy.call(contract.proposeEarned, { resultId, remarks: 'First division' }),
    ).rejects.toThrow(/proposed-already/)
    const decide = (more: object) =>
      inspector.call(contract.decideEarned, {
        proposalId,
        approve: 'yes',
        instrument: 'IGP/118 of 2026',
        ...more,
      })
    await expect(decide({})).rejects.toThrow(/not-open/)
    await superintendent.call(contract.forwardEarned, { proposalId })
    await expect(decide({})).rejects.toThrow(/refer-unsettled/)
    await expect(decide({ months: 6 })).rejects.toThrow(/refer-unsettled/)
    await decide({ months: 6, restsOn: 'Opinion of the law officer of 3 November 2026' })
    await here.react()
    await here.react()
    expect(await monthsOf(id)).toEqual([{ months: 6, kind: 'education' }])
    const { rows } = await inspector.call(contract.listEarned, { show: 'decided' })
    expect(rows.find((row) => row.proposalId === proposalId)).toMatchObject({ posted: true, months: 6 })
  })

  test('Punjab: by the length of the term and at least sixty per cent; a range is proposed out of; a bar names its section', async () => {
    const [clerkL, teacher, deputyL, superintendentL, inspectorL] = await Promise.all([
      here.someone('prison-admissions-officer', 'PRS-LHE-C'),
      here.someone('assistant-superintendent', 'PRS-LHE-C'),
      here.someone('deputy-superintendent', 'PRS-LHE-C'),
      here.someone('superintendent', 'PRS-LHE-C'),
      here.someone('inspector-general-prisons', 'PRD-PB'),
    ])
    const [student, dealer] = [
      await aConvict({ who: clerkL }),
      await aConvict({ who: clerkL, sections: '9(c) CNSA', issuedOn: '2024-02-10' }),
    ]
    const propose = (resultId: string, more: object = {}) =>
      deputyL.call(contract.proposeEarned, { resultId, remarks: 'Attended throughout', ...more })
    const scan = (resultId: string, who = teacher, file = card) =>
      who.act((tx) => keepResultScan(tx, { resultId, file }))
    const weak = await pass(teacher, student, 'middle', { marks: 59 })
    await expect(propose(weak.resultId)).rejects.toThrow(/needs-scan/)
    await scan(weak.resultId)
    await expect(propose(weak.resultId)).rejects.toThrow(/marks-too-few.*60/)
    const good = await pass(teacher, student, 'matric', { marks: 60 })
    const { scanId, sha256 } = await scan(good.resultId)
    await expect(scan(good.resultId)).rejects.toThrow(/scanned-already/)
    await expect(scan(good.resultId, assistant)).rejects.toThrow(/not-found/)
    const drawing = new File(['<svg/>'], 'card.svg', { type: 'image/svg+xml' })
    await expect(scan(good.resultId, teacher, drawing)).rejects.toThrow(/invalid/)
    const { proposalId, standing } = await propose(good.resultId)
    expect(standing).toBe('fixed')
    const quran = await pass(teacher, student, 'quran-hifz')
    await scan(quran.resultId)
    await expect(propose(quran.resultId)).rejects.toThrow(/out-of-range/)
    await expect(propose(quran.resultId, { months: 25 })).rejects.toThrow(/out-of-range/)
    expect(await propose(quran.resultId, { months: 12 })).toMatchObject({ standing: 'range' })
    const banned = await pass(teacher, dealer, 'technical')
    await scan(banned.resultId)
    await expect(propose(banned.resultId)).rejects.toThrow(/custody-regime.barred.*CNSA s\.9-A/)
    const { rows } = await deputyL.call(contract.listEarned, { show: 'proposed' })
    const [due] = await owner<{ due: string }>(`select workflow.today() + 7 as due`)
    expect(rows.find((row) => row.proposalId === proposalId)).toMatchObject({
      months: 6,
      dueOn: due!.due,
      scans: [{ id: scanId, sha256, mediaType: 'image/png' }],
    })
    // Whoever decides reads the card itself; another province's Inspector-General does not.
    const read = (who: Someone) => who.act((tx) => openFile(tx, scanId, 1)).then(({ mediaType }) => mediaType)
    expect(await read(inspectorL)).toBe('image/png')
    await expect(read(inspector)).rejects.toThrow(/not-found/)
    await superintendentL.call(contract.forwardEarned, { proposalId })
    await expect(
      inspector.call(contract.decideEarned, { proposalId, approve: 'yes', instrument: 'IGP/1' }),
    ).rejects.toThrow(/not-found/)
    await inspectorL.call(contract.decideEarned, { proposalId, approve: 'yes', instrument: 'IGP/1 of 2026' })
    await here.react()
    expect(await monthsOf(student)).toEqual([{ months: 6, kind: 'education' }])
  })

  test('a course takes no more than it holds, nobody twice, and a result ends the enrolment', async () => {
    const [one, two, three] = [await aConvict(), await aConvict(), await aConvict()]
    const { courseId, enrolmentId } = await pass(assistant, one, 'literacy')
    await expect(
      assistant.call(contract.enterResult, {
        enrolmentId,
        passed: 'no',
        issuedBy: 'Board',
        number: '2',
        issuedOn: today,
      }),
    ).rejects.toThrow(/not-found/)
    const put = (imprisonmentId: string) => assistant.call(contract.enrol, { courseId, imprisonmentId })
    await put(two)
    await expect(put(two)).rejects.toThrow(/enrolled-already/)
    await put(three)
    await expect(put(one)).rejects.toThrow(/course-full/)
    const { people } = await assistant.call(contract.getCourse, { courseId })
    const attendance = await assistant.call(contract.takeAttendance, {
      courseId,
      on: today,
      absent: [people.find((person) => person.imprisonmentId === two)!.enrolmentId],
    })
    expect(attendance).toMatchObject({ absent: 1 })
    const regime = await deputy.call(contract.getRegime, { id: one })
    expect(regime.courses).toMatchObject([{ outcome: 'passed', attended: 1, held: 1, earned: null }])
  })
})
