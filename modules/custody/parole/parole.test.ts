import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RefusedCall, type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import { type Exclusion, type ShareRule, standingOf } from './standing.ts'

let here: World
let clerk: Someone
let deputy: Someone
let superintendent: Someone
let officer: Someone
/** Hyderabad, where everything begins, and Karachi, to which somebody may be brought. */
type Team = Record<'clerk' | 'deputy' | 'superintendent' | 'officer' | 'gate', Someone>
let home: Team
let away: Team
let today: string
beforeAll(async () => {
  here = await world()
  const team = async (prison: string): Promise<Team> => ({
    clerk: await here.someone('prison-admissions-officer', prison),
    deputy: await here.someone('deputy-superintendent', prison),
    superintendent: await here.someone('superintendent', prison),
    officer: await here.someone('probation-officer', prison),
    gate: await here.someone('gate-officer', prison),
  })
  home = await team('PRS-HYD-C')
  away = await team('PRS-KHI-C')
  ;({ clerk, deputy, superintendent, officer } = home)
  today = (await rows<{ today: string }>(`select workflow.today()::text as today`))[0]!.today
})
afterAll(() => here.drop())

async function rows<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await here.database.owner.pool.query(text, values)).rows as Row[]
}
const day = (offset: number) => new Date(Date.parse(today) + offset * 86_400_000).toISOString().slice(0, 10)

let admitted = 0
/** A convict of four years since three hundred days, whose last day two officers stood for. */
async function aConvict(given: { sections?: string; category?: 'convict' } = {}): Promise<string> {
  admitted += 1
  const name = `Convict ${String.fromCharCode(64 + admitted)}${'aeiou'.repeat(admitted).slice(0, admitted + 3)}`
  const { imprisonmentId } = await clerk.insist(contract.admitPrisoner, {
    ...aPaperAdmission({
      noneOfThese: true,
      category: 'convict',
      paper: {
        kind: 'conviction',
        issuedOn: day(-300),
        detainedSince: day(-300),
        sections: given.sections ?? '380 PPC',
        sentence: { term: { years: 4 }, setOff: 'REFUSED' },
      },
    }),
    person: {
      nameEn: name,
      nameUr: `قیدی ${admitted}`,
      fatherEn: `Father ${name}`,
      fatherUr: `والد ${admitted}`,
      sex: 'M',
    },
  })
  const { releaseDates } = await clerk.call(contract.getPrisoner, { id: imprisonmentId })
  await clerk.call(contract.proposeDate, { id: releaseDates[0]!.id })
  await deputy.call(contract.confirmDate, { id: releaseDates[0]!.id })
  return imprisonmentId
}

const dateOf = async (imprisonmentId: string) =>
  (
    await rows<{ due: string; state: string; flags: string[] }>(
      `select due_release::text as due, state, flags from custody.release_date
        where imprisonment_id = $1 and state in ('computed', 'proposed', 'confirmed')`,
      [imprisonmentId],
    )
  )[0]!

async function forwarded(imprisonmentId: string, { officer, superintendent } = home): Promise<string> {
  const { id } = await officer.call(contract.openParoleCase, {
    imprisonmentId,
    askedOn: day(-40),
    referredPaper: 'LO 41/2026',
  })
  await superintendent.call(contract.reportConduct, {
    id,
    conduct: 'good',
    words: 'Works in the carpet section',
    recommends: true,
  })
  await officer.call(contract.reportInquiry, {
    id,
    visitedOn: day(-20),
    residence: 'Village Husri, with his brother',
    residenceFit: true,
    employer: 'Husri brick kiln',
    employerWilling: true,
    words: 'The brother vouches for him',
    recommends: true,
  })
  await officer.call(contract.forwardParoleCase, { id, on: day(-10), paper: 'No. 518/P' })
  return id
}

const order = (id: string) => ({
  id,
  granted: true,
  order: `SO(P-II)/HD/4-${id.slice(0, 6)}`,
  on: day(-2),
  authority: 'Home Department',
  from: day(-1),
  conditions: 'Lives at the address given\nReports to the officer',
})

async function licensed(imprisonmentId: string, team = home): Promise<{ caseId: string; licenceId: string }> {
  const caseId = await forwarded(imprisonmentId, team)
  const { licenceId } = await team.superintendent.call(contract.decideParoleCase, order(caseId))
  await team.deputy.call(contract.verifyLicence, {
    id: licenceId!,
    how: 'Letter seen by the Section Officer',
  })
  return { caseId, licenceId: licenceId! }
}

async function out(imprisonmentId: string, { clerk, deputy, gate } = home): Promise<void> {
  const { releaseId } = await clerk.call(contract.proposeRelease, { imprisonmentId })
  await deputy.call(contract.approveRelease, { releaseId })
  await gate.call(contract.checkIdentity, { id: imprisonmentId, outcome: 'same', compared: ['photograph'] })
  await gate.call(contract.letOut, { releaseId })
}

test('what the texts leave open is referred, a bar is a bar, and no number is made up', () => {
  const exclusion = fc.record({
    code: fc.constantFrom('a', 'b'),
    effect: fc.constantFrom('bars' as const, 'refer' as const),
    name_en: fc.constant('x'),
    name_ur: fc.constant('x'),
    citation: fc.constant('Act'),
    standing: fc.constantFrom('given' as const, 'statute' as const),
  }) satisfies fc.Arbitrary<Exclusion>
  const share = fc.option(
    fc.record({
      value: fc.option(fc.integer({ min: 1, max: 100 })),
      name_en: fc.constant('x'),
      name_ur: fc.constant('x'),
      citation: fc.constant('r.9'),
      standing: fc.constantFrom('given' as const, 'refer' as const),
    }) satisfies fc.Arbitrary<ShareRule>,
  )
  fc.assert(
    fc.property(
      fc.array(exclusion, { maxLength: 3 }),
      share,
      fc.option(fc.integer({ min: 0, max: 100 })),
      (exclusions, rule, percent) => {
        const { standing, reasons } = standingOf(exclusions, rule, percent)
        const bars = exclusions.some(({ effect }) => effect === 'bars')
        const number = rule?.value ?? null
        const open = exclusions.length === 0 && number !== null && percent !== null
        expect(standing).toBe(bars ? 'barred' : !open ? 'refer' : percent >= number ? 'open' : 'not-yet')
        if (standing === 'barred' || standing === 'refer') expect(reasons.length).toBeGreaterThan(0)
      },
    ),
  )
})

test('rule 9 was not obtained: everybody is referred with its words, and no case opens without the law officer’s paper', async () => {
  const id = await aConvict()
  const drugs = await aConvict({ sections: '9(1) sr.3(c) CNSA' })
  const { rows: list } = await officer.call(contract.listParole, {})
  const found = list.find((row) => row.imprisonmentId === id)!
  expect(found).toMatchObject({ standing: 'refer', sections: '380 PPC', punishments: 0, fit: true })
  expect(found.served).toMatchObject({ days: 301 })
  expect(found.reasons).toMatchObject([{ code: 'share-served', standing: 'refer' }])
  expect(found.reasons[0]!.citation).toContain('rule 9')
  expect(list.find((row) => row.imprisonmentId === drugs)!.reasons.map(({ code }) => code)).toEqual([
    'narcotics',
    'share-served',
  ])
  await expect(officer.call(contract.openParoleCase, { imprisonmentId: id, askedOn: today })).rejects.toThrow(
    /custody-parole.refer/,
  )
  await expect(
    officer.call(contract.openParoleCase, { imprisonmentId: id, askedOn: day(1), referredPaper: 'LO 1' }),
  ).rejects.toThrow(/in-future/)
  const opened = { imprisonmentId: id, askedOn: today, referredPaper: 'LO 41/2026' }
  await officer.call(contract.openParoleCase, opened)
  await expect(officer.call(contract.openParoleCase, opened)).rejects.toThrow(/open-already/)
})

test('nothing goes up without both reports by different officers, and an order frees nobody before another had it confirmed', async () => {
  const id = await aConvict()
  const { id: caseId } = await deputy.call(contract.openParoleCase, {
    imprisonmentId: id,
    askedOn: day(-5),
    referredPaper: 'LO 42/2026',
  })
  await expect(
    officer.call(contract.forwardParoleCase, { id: caseId, on: today, paper: 'No. 1/P' }),
  ).rejects.toThrow(/reports-missing/)
  await expect(
    officer.call(contract.reportConduct, { id: caseId, conduct: 'good', words: 'Good' }),
  ).rejects.toThrow(/not-allowed/)
  await deputy.call(contract.reportConduct, {
    id: caseId,
    conduct: 'good',
    words: 'Works well',
    recommends: true,
  })
  await expect(
    superintendent.call(contract.reportConduct, { id: caseId, conduct: 'poor', words: 'Not so' }),
  ).rejects.toThrow(/said-already/)
  await officer.call(contract.reportInquiry, {
    id: caseId,
    visitedOn: day(-1),
    residence: 'Qasimabad',
    words: 'The family agrees',
  })
  await officer.call(contract.forwardParoleCase, { id: caseId, on: today, paper: 'No. 2/P' })
  await expect(
    superintendent.call(contract.decideParoleCase, { ...order(caseId), conditions: '' }),
  ).rejects.toThrow(/needs-conditions/)
  const { licenceId } = await superintendent.call(contract.decideParoleCase, order(caseId))
  await expect(
    superintendent.call(contract.verifyLicence, { id: licenceId!, how: 'I know it' }),
  ).rejects.toThrow(/same-officer/)
  const page = await clerk.call(contract.getReleasePage, { imprisonmentId: id })
  expect(page.gate).toMatchObject({ releasable: false, licence: { verified: false } })
  await expect(clerk.call(contract.proposeRelease, { imprisonmentId: id })).rejects.toThrow(/gate-shut/)
  // Nor does a line written past the use cases: the database asks for the second name.
  await expect(
    deputy.act(async (tx) => {
      const { sql } = await import('kysely')
      await sql`update custody.licence set state = 'issued', verified_by = ${superintendent.accountId}::uuid, verified_how = 'x'
        where id = ${licenceId}::uuid`.execute(tx)
    }),
  ).rejects.toThrow(/licence|check/i)
})

test('out on licence: off the roll, the sentence runs on, and its last day is the same when brought back the same day', async () => {
  const id = await aConvict()
  const before = await dateOf(id)
  const { caseId, licenceId } = await licensed(id)
  await out(id)
  expect(
    await rows(
      `select i.state, i.release_ground, l.state as licence, l.next_report_on::text as next,
         (select string_agg(w.state, ',') from custody.warrant w where w.imprisonment_id = i.id) as warrants
         from custody.imprisonment i join custody.licence l on l.imprisonment_id = i.id where i.id = $1`,
      [id],
    ),
  ).toEqual([
    { state: 'released', release_ground: 'licence', licence: 'running', next: day(30), warrants: 'in-force' },
  ])
  expect(await dateOf(id)).toEqual(before)
  await expect(clerk.call(contract.takeBack, { id: licenceId })).rejects.toThrow(/licence-state/)
  await expect(
    officer.call(contract.writeDiary, { licenceId, kind: 'breach', on: today, words: 'Left the district' }),
  ).rejects.toThrow(/needs-paper/)
  await officer.call(contract.writeDiary, { licenceId, kind: 'missed', on: today, words: 'Did not come' })
  const { nextReportOn } = await officer.call(contract.writeDiary, {
    licenceId,
    kind: 'reported',
    on: today,
    words: 'Came late',
  })
  expect(nextReportOn).toBe(day(30))
  await expect(deputy.call(contract.dischargeLicence, { id: licenceId })).rejects.toThrow(/sentence-runs/)
  await superintendent.call(contract.revokeLicence, {
    id: licenceId,
    on: today,
    order: 'HD/4-140/2026',
    why: 'Left the district without leave',
  })
  const back = await clerk.call(contract.takeBack, { id: licenceId })
  expect(back.daysBetween).toBe(0)
  expect(back.imprisonmentId).not.toBe(id)
  expect(await dateOf(back.imprisonmentId)).toEqual(before)
  const found = await officer.call(contract.getParoleCase, { id: caseId })
  expect(found.licence).toMatchObject({
    state: 'returned',
    returned: { imprisonmentId: back.imprisonmentId },
  })
  expect(found.diary.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['missed', 'reported']))
})

test('days between revocation and return are referred, and move the last day only once an officer of law said so', async () => {
  const id = await aConvict()
  const { due } = await dateOf(id)
  const { licenceId } = await licensed(id)
  await out(id)
  // As if the way out had been sixty days ago and the revocation eleven.
  await rows(`alter table custody.licence disable trigger user`)
  await rows(`update custody.licence set left_at = left_at - interval '60 days' where id = $1`, [licenceId])
  await rows(`alter table custody.licence enable trigger user`)
  await superintendent.call(contract.revokeLicence, {
    id: licenceId,
    on: day(-11),
    order: 'HD/4-141/2026',
    why: 'Did not report',
  })
  const back = await clerk.call(contract.takeBack, { id: licenceId })
  expect(back.daysBetween).toBe(10)
  const reopened = await dateOf(back.imprisonmentId)
  expect(reopened).toMatchObject({ due, state: 'computed' })
  expect(reopened.flags).toContain('LICENCE_DAYS_REFER')
  const { releaseDates } = await clerk.call(contract.getPrisoner, { id: back.imprisonmentId })
  await expect(clerk.call(contract.proposeDate, { id: releaseDates[0]!.id })).rejects.toThrow(
    /refer-unsettled/,
  )
  await deputy.call(contract.settleDaysAfterRevocation, {
    id: licenceId,
    days: 'not-counted',
    paper: 'LO 52/2026',
  })
  const settled = await dateOf(back.imprisonmentId)
  expect(settled.due).toBe(new Date(Date.parse(due) + 10 * 86_400_000).toISOString().slice(0, 10))
  expect(settled.flags).not.toContain('LICENCE_DAYS_REFER')
})

test('brought to another prison than the one that let them out: the sentence is served on there, and only there its days are settled', async () => {
  const id = await aConvict()
  const { due } = await dateOf(id)
  const { caseId, licenceId } = await licensed(id)
  await out(id)
  await rows(`alter table custody.licence disable trigger user`)
  await rows(`update custody.licence set left_at = left_at - interval '60 days' where id = $1`, [licenceId])
  await rows(`alter table custody.licence enable trigger user`)
  // Out on licence he is no fugitive: Karachi is told where he belongs, and takes nobody in.
  expect(await away.clerk.call(contract.getWanted, { id })).toMatchObject({ kind: 'on-licence', licenceId })
  await expect(away.clerk.call(contract.takeBack, { id: licenceId })).rejects.toThrow(/licence-state/)
  // Arrested there in a new case, the licence rests.
  const [known] = await rows<{ person: string; name: string }>(
    `select i.person_id as person, r.name_en as name from custody.imprisonment i join people.record r on r.id = i.record_id where i.id = $1`,
    [id],
  )
  const { imprisonmentId: there } = await away.clerk.insist(contract.admitPrisoner, {
    ...aPaperAdmission({ noneOfThese: true }),
    person: { nameEn: known!.name, nameUr: 'قیدی', sex: 'M', samePersonAs: known!.person },
  })
  expect((await away.gate.call(contract.getLicenceOfPrisoner, { id: there })).licence).toMatchObject({
    state: 'held',
    stayId: id,
  })
  await superintendent.call(contract.revokeLicence, {
    id: licenceId,
    on: day(-11),
    order: 'HD/4-150/2026',
    why: 'Left the district',
  })
  const { candidates } = await away.clerk.call(contract.searchPrevious, { personId: known!.person })
  expect(candidates[0]!.imprisonments.find((one) => one.id === id)?.wanted).toEqual({
    kind: 'licence-revoked',
    since: day(-11),
  })
  // The prison that let him out does not hold him, and does not take him in over the other's head.
  await expect(clerk.call(contract.takeBack, { id: licenceId })).rejects.toThrow(/held-elsewhere/)
  const back = await away.clerk.call(contract.takeBack, { id: licenceId })
  expect(back).toMatchObject({ imprisonmentId: there, daysBetween: 10 })
  await here.react()
  expect(
    await rows(
      `select u.code, t.post_code from workflow.task t join units.unit u on u.id = t.unit_id
        where t.queue = 'custody.licence-returned-elsewhere' and t.subject_id = $1`,
      [id],
    ),
  ).toEqual([{ code: 'PRS-HYD-C', post_code: 'superintendent' }])

  const page = await away.deputy.call(contract.getPrisoner, { id: there })
  expect(page.warrants.map((one) => one.kind).sort()).toEqual(['conviction', 'remand'])
  expect(page.releaseDates.find((one) => one.state === 'computed')?.dueRelease).toBe(due)
  expect((await dateOf(there)).flags).toContain('LICENCE_DAYS_REFER')
  // Hyderabad keeps the case and the licence, reads where he is, and nothing of the stay there.
  const kept = await superintendent.call(contract.getParoleCase, { id: caseId })
  expect(kept.licence).toMatchObject({
    state: 'returned',
    returned: { imprisonmentId: null, daysBetween: 10 },
  })
  await expect(superintendent.call(contract.getPrisoner, { id: there })).rejects.toThrow(/not-found/)
  await expect(away.superintendent.call(contract.getParoleCase, { id: caseId })).rejects.toThrow(/not-found/)
  const settles = { id: licenceId, days: 'not-counted' as const, paper: 'LO 52/2026' }
  await expect(deputy.call(contract.settleDaysAfterRevocation, settles)).rejects.toThrow(/served-elsewhere/)
  await expect(
    deputy.act((tx) =>
      sql`update custody.licence set days_count = 'counted', days_paper = 'x', days_by = ${deputy.accountId}::uuid
        where id = ${licenceId}::uuid`.execute(tx),
    ),
  ).rejects.toThrow(/each in one's own name/)
  await away.deputy.call(contract.settleDaysAfterRevocation, settles)
  expect((await dateOf(there)).due).toBe(
    new Date(Date.parse(due) + 10 * 86_400_000).toISOString().slice(0, 10),
  )
  expect((await away.gate.call(contract.getLicenceOfPrisoner, { id: there })).licence).toMatchObject({
    state: 'returned',
    days: 'not-counted',
  })
})

test('a further case or a hold keeps the gate shut, licence or not', async () => {
  const id = await aConvict()
  await licensed(id)
  const { holdId } = await deputy.call(contract.placeHold, {
    imprisonmentId: id,
    kind: 'OTHER_WARRANT',
    source: 'Warrant of JM-II Thatta',
    placedOn: today,
  })
  await expect(clerk.call(contract.proposeRelease, { imprisonmentId: id })).rejects.toThrow(/gate-shut/)
  await deputy.call(contract.liftHold, { holdId, why: 'Order of JM-II Thatta' })
  await clerk.call(contract.receiveWarrant, {
    imprisonmentId: id,
    paper: aPaperAdmission({ paper: { issuedOn: today, detainedSince: today } }).paper,
  })
  await expect(clerk.call(contract.proposeRelease, { imprisonmentId: id })).rejects.toThrow(/gate-shut/)
})

test('a licence opens no gate for what came after it: a sentence on an older remand, a warrant on an older sentence', async () => {
  const id = await aConvict()
  await licensed(id)
  const { warrantId } = await clerk.call(contract.receiveWarrant, {
    imprisonmentId: id,
    paper: aPaperAdmission({ paper: { issuedOn: day(-30), detainedSince: day(-30) } }).paper,
  })
  // As a court's warrant stands once the remand was followed by a sentence of that day.
  const stands = (sentencedOn: string, issuedOn: string) =>
    rows(
      `update custody.warrant set kind = 'conviction', sentenced_on = $2::date, issued_on = $3::date where id = $1`,
      [warrantId, sentencedOn, issuedOn],
    )
  for (const [sentencedOn, issuedOn] of [
    [day(-1), day(-30)],
    [day(-30), day(-1)],
  ] as const) {
    await stands(sentencedOn, issuedOn)
    await expect(clerk.call(contract.proposeRelease, { imprisonmentId: id })).rejects.toThrow(/gate-shut/)
  }
  await stands(day(-3), day(-30))
  expect(await clerk.call(contract.proposeRelease, { imprisonmentId: id })).toHaveProperty('releaseId')
})

test('probation is entered within its years, supervised, and its breach told to the court', async () => {
  const courtId = await here.unitId('CRT-HYD-SJ')
  const given = {
    section: '5' as const,
    nameEn: 'Ali Nawaz',
    nameUr: 'علی نواز',
    sex: 'M' as const,
    residence: 'Qasimabad, Hyderabad',
    courtId,
    caseLabel: 'FIR 12/2026 PS Cantonment',
    sections: '380 PPC',
    orderedOn: day(-400),
    conditions: 'Keeps the peace\nReports to the officer',
    bond: 50_000,
  }
  for (const untilOn of [day(-399), day(-400 + 300), day(-400 + 1200)])
    await expect(officer.call(contract.enterProbation, { ...given, untilOn })).rejects.toThrow(/period/)
  await expect(deputy.call(contract.listProbation, {})).rejects.toThrow(/not-allowed/)
  const { id } = await officer.call(contract.enterProbation, { ...given, untilOn: day(-400 + 366) })
  await officer.call(contract.writeDiary, {
    probationId: id,
    kind: 'breach',
    on: today,
    words: 'Left the district',
    told: 'Report 14 to the Sessions Judge',
  })
  const { order, diary } = await officer.call(contract.getProbation, { id })
  expect(order).toMatchObject({ state: 'breach-reported', over: true, bond: 50_000 })
  expect(diary).toMatchObject([{ kind: 'breach', told: 'Report 14 to the Sessions Judge' }])
  await expect(officer.call(contract.endProbation, { id, how: 'sentenced', on: today })).rejects.toThrow(
    /needs-paper/,
  )
  await officer.call(contract.endProbation, { id, how: 'completed', on: today })
  expect((await officer.call(contract.listProbation, { show: 'ended' })).rows).toMatchObject([{ id }])
})

test('for the court’s consideration: what the Ordinance leaves open, and nobody convicted before', async () => {
  const admitUnderTrial = async (name: string, sections: string) =>
    (
      await clerk.insist(contract.admitPrisoner, {
        ...aPaperAdmission({
          noneOfThese: true,
          paper: { sections, issuedOn: day(-20), detainedSince: day(-20) },
        }),
        person: { nameEn: name, nameUr: name, fatherEn: `${name} Senior`, fatherUr: name, sex: 'M' },
      })
    ).imprisonmentId
  const light = await admitUnderTrial('Zulfiqar Light', '448 PPC')
  const heavy = await admitUnderTrial('Mumtaz Heavy', '302 PPC')
  const { rows: list } = await officer.call(contract.listForConsideration, {})
  expect(list.find((row) => row.imprisonmentId === light)).toMatchObject({ discharge: true, probation: true })
  expect(list.some((row) => row.imprisonmentId === heavy)).toBe(false)
})

test('on random histories nobody is on licence and on a roll at once, and time on licence counts exactly once', async () => {
  const act = fc.constantFrom(
    'out' as const,
    'revoke' as const,
    'back' as const,
    'arrest' as const,
    'free' as const,
    'again' as const,
    'elsewhere' as const,
  )
  const carriedOut = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 8 }), async (acts) => {
      let stay = await aConvict()
      const { due } = await dateOf(stay)
      let { licenceId } = await licensed(stay)
      let arrested: string | null = null
      // Where the sentence is served, which prison let him out, and at whose gate he stands next.
      let [served, gave, stands, jail] = [home, home, home, home]
      for (const one of acts) {
        const work = {
          out: () => out(stay, served),
          elsewhere: async () => {
            stands = stands === home ? away : home
          },
          revoke: () =>
            gave.superintendent.call(contract.revokeLicence, {
              id: licenceId,
              on: today,
              order: 'HD/9',
              why: 'Breach of a condition',
            }),
          back: async () => {
            stay = (await stands.clerk.call(contract.takeBack, { id: licenceId })).imprisonmentId
            served = stands
          },
          arrest: async () => {
            const [known] = await rows<{ person: string; name: string }>(
              `select i.person_id as person, r.name_en as name from custody.imprisonment i join people.record r on r.id = i.record_id where i.id = $1`,
              [stay],
            )
            arrested = (
              await stands.clerk.insist(contract.admitPrisoner, {
                ...aPaperAdmission({ noneOfThese: true }),
                person: { nameEn: known!.name, nameUr: 'قیدی', sex: 'M', samePersonAs: known!.person },
              })
            ).imprisonmentId
            jail = stands
          },
          free: async () => {
            if (arrested === null || arrested === stay) return
            const [warrant] = await rows<{ id: string }>(
              `select id from custody.warrant where imprisonment_id = $1 and state = 'in-force' and kind = 'remand'`,
              [arrested],
            )
            if (warrant === undefined) return
            await jail.clerk.call(contract.endPaperWarrant, {
              warrantId: warrant.id,
              ground: 'bail',
              order: 'Robkar 118',
              on: today,
              verifiedHow: 'Dak book of the court, entry 51',
            })
            await out(arrested, jail)
          },
          again: async () => {
            licenceId = (await licensed(stay, served)).licenceId
            gave = served
          },
        }[one]
        await (work() as Promise<unknown>).then(
          () => carriedOut.add(one),
          (problem: unknown) => {
            if (!(problem instanceof RefusedCall)) throw problem
          },
        )
        expect(
          await rows(
            `select l.id from custody.licence l join custody.imprisonment i on i.id = l.imprisonment_id
               join custody.imprisonment o on o.person_id = i.person_id and o.state = 'in' where l.state = 'running'`,
          ),
        ).toEqual([])
        // Wherever the sentence is served now, there is one date of it and it has not moved.
        expect(
          (
            await rows<{ due: string }>(
              `select d.due_release::text as due from custody.release_date d join custody.imprisonment i on i.id = d.imprisonment_id
                 join custody.imprisonment s on s.person_id = i.person_id and s.id = $1 where d.state in ('computed', 'proposed', 'confirmed')`,
              [stay],
            )
          ).map((row) => row.due),
        ).toEqual([due])
      }
    }),
    {
      numRuns: 10,
      seed: 20261122,
      endOnFailure: true,
      examples: [
        [['out', 'revoke', 'elsewhere', 'back', 'again', 'out', 'arrest', 'free']],
        [['out', 'elsewhere', 'arrest', 'revoke', 'back']],
      ],
    },
  )
  // Histories that were refused at every turn would show nothing.
  expect([...carriedOut].sort()).toEqual(['again', 'arrest', 'back', 'elsewhere', 'free', 'out', 'revoke'])
}, 60_000)
