import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emit } from '#kernel/events'
import * as courts from '#modules/courts/contract'
import { custody as custodyModule, PrisonerAdmitted } from '#modules/custody'
import * as custody from '#modules/custody/contract'
import { aPaperAdmission } from '#modules/custody/testing'
import { type Someone, type World, world } from '../../app/testing.ts'
import { loadProvince } from '../../tools/seed/load/load-province.ts'
import * as contract from './contract.ts'
import { daysSaved } from './saved-days.ts'

let here: World
let clerk: Someone
let registrar: Someone
let reader: Someone
let coordinator: Someone
let lawyer: Someone
let stranger: Someone
const today = '2026-11-20'
beforeAll(async () => {
  here = await world()
  await loadProvince(here.database.url, { cases: 60, seed: 7, today, onProgress: () => undefined })
  // So small a world has few prisoners: half of the demo's matters give way to the stories told here.
  await rows(`with gone as (select id from legal_aid.matter where number > 3), a as (delete from legal_aid.act where matter_id in (select id from gone)),
    b as (delete from legal_aid.brief where matter_id in (select id from gone)) delete from legal_aid.matter where id in (select id from gone)`)
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  registrar = await here.someone('police-registrar', 'PS-HYD-CNT')
  reader = await here.someone('court-reader', 'CRT-HYD-JM1')
  coordinator = await here.someone('legal-aid-coordinator', 'DLE-HYD')
  lawyer = await here.someone('legal-aid-lawyer', 'DLE-HYD')
  stranger = await here.someone('legal-aid-lawyer', 'DLE-HYD')
}, 60_000)
afterAll(() => here.drop())

async function rows<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await here.database.owner.pool.query(text, values)).rows as Row[]
}

/** A prisoner's case in which nothing of legal aid is open. */
async function freeCase(): Promise<{
  imprisonmentId: string
  warrantId: string
  partyId: string
  court: string
}> {
  const [one] = await rows<{ imprisonmentId: string; warrantId: string; partyId: string; court: string }>(
    `select i.id as "imprisonmentId", w.id as "warrantId", w.party_id as "partyId", c.code as court from custody.imprisonment i
       join units.unit u on u.id = i.prison_id and u.code = 'PRS-HYD-C' join custody.warrant w on w.imprisonment_id = i.id and w.state = 'in-force'
        and w.party_id is not null and w.kind = 'remand'
       join cases.case k on k.id = w.case_id cross join lateral (select x.code from units.unit x where x.id = any (k.units) and x.kind like '%court' limit 1) c
      where i.state = 'in' and not exists (select 1 from legal_aid.matter m where (m.party_id = w.party_id or m.record_id = i.record_id)
        and m.state in ('screened', 'accepted', 'assigned')) order by i.id limit 1`,
  )
  if (one === undefined) throw new Error('No prisoner of the demo is without a matter.')
  return one
}
const office = () => here.unitId('DLE-HYD')
const agreed = { consent: 'given', consentHow: 'thumb', consentOn: today } as const
const screen = {
  reason: 'no-lawyer' as const,
  route: 'dlec' as const,
  needs: ['no-lawyer' as const, 'no-means' as const],
}

test('days are saved up to the day the law sets, never more, and none is claimed where there is no such day', () => {
  const day = fc
    .integer({ min: 0, max: 3000 })
    .map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10))
  fc.assert(
    fc.property(
      fc.constantFrom(...contract.outcomes),
      fc.option(day),
      fc.option(day),
      (outcome, freeOn, rightFrom) => {
        const found = daysSaved({ outcome, freeOn, rightFrom, ground: null })
        if (!contract.freeing.includes(outcome) || freeOn === null || rightFrom === null) {
          expect(found.days).toBe(null)
          return
        }
        const between = (Date.parse(rightFrom) - Date.parse(freeOn)) / 86_400_000
        expect([found.days, found.late]).toEqual([Math.max(0, between), Math.max(0, -between)])
        expect(found.steps.length).toBe(3)
      },
    ),
  )
})

test('without consent nothing goes out; with it the office takes the matter on, and only its lawyer reads what was told', async () => {
  const { partyId: _, court: __, ...of } = await freeCase()
  await expect(clerk.call(contract.screenNeed, { ...of, ...screen, consent: 'given' })).rejects.toThrow(
    /needs-consent-facts/,
  )
  await expect(
    clerk.call(contract.screenNeed, { ...of, ...screen, ...agreed, consentHow: 'before-witness' }),
  ).rejects.toThrow(/needs-witness/)
  const { id } = await clerk.call(contract.screenNeed, { ...of, ...screen, consent: 'awaited' })
  await expect(clerk.call(contract.screenNeed, { ...of, ...screen, consent: 'awaited' })).rejects.toThrow(
    /open-already/,
  )
  const matterId = id
  await expect(clerk.call(contract.sendMatter, { matterId, officeId: await office() })).rejects.toThrow(
    /no-consent/,
  )
  await expect(coordinator.call(contract.getMatter, { matterId })).rejects.toThrow(/not-found/)
  await clerk.call(contract.recordConsent, { matterId, ...agreed })
  await expect(
    clerk.call(contract.sendMatter, { matterId, officeId: await here.unitId('PRS-HYD-C') }),
  ).rejects.toThrow(/no-office/)
  await clerk.call(contract.sendMatter, { matterId, officeId: await office() })
  await expect(coordinator.call(contract.answerMatter, { matterId, answer: 'return' })).rejects.toThrow(
    /needs-reason/,
  )
  await coordinator.call(contract.answerMatter, { matterId, answer: 'return', reason: 'CNIC wanted' })
  const returned = await clerk.call(contract.listMatters, { show: 'to-send', size: 200 })
  expect(returned.rows.find((row) => row.id === id)).toMatchObject({
    standing: 'returned',
    returnedWhy: 'CNIC wanted',
  })
  await clerk.call(contract.sendMatter, { matterId, officeId: await office() })
  await coordinator.call(contract.answerMatter, { matterId, answer: 'accept' })
  await expect(lawyer.call(contract.getMatter, { matterId })).rejects.toThrow(/not-found/)
  const power = await coordinator.call(contract.assignLawyer, { matterId, lawyerId: lawyer.accountId })
  expect(power.version).toBe(1)
  expect((await lawyer.call(contract.getMatter, { matterId })).brief?.told.cases.length).toBeGreaterThan(0)
  await expect(stranger.call(contract.getMatter, { matterId })).rejects.toThrow(/not-found/)
  await lawyer.call(contract.signPower, { matterId, onDate: today })
  await lawyer.call(contract.writeEntry, {
    matterId,
    kind: 'visit',
    onDate: today,
    words: 'What the client said',
  })
  await lawyer.call(contract.writeEntry, { matterId, kind: 'note', onDate: today, words: 'Privileged words' })
  const full = await coordinator.call(contract.getMatter, { matterId })
  expect(full.acts.map(({ kind }) => kind)).toEqual(['note', 'visit', 'power', 'assigned', 'accepted'])
  expect(full.acts.find(({ kind }) => kind === 'visit')!.words).toBe(null)
  // The prison that sent it knows the state; of counsel's work it knows nothing.
  const state = await clerk.call(contract.getMatter, { matterId })
  expect(state.matter.standing).toBe('assigned')
  expect(state.acts).toEqual([])
  expect(JSON.stringify(state)).not.toContain('Privileged words')
  const audited = await rows(`select 1 from audit.entry where detail::text like '%Privileged words%'`)
  expect(audited).toEqual([])
  await clerk.call(contract.recordConsent, { matterId, consent: 'withdrawn' })
  await expect(lawyer.call(contract.getMatter, { matterId })).rejects.toThrow(/not-found/)
  await expect(coordinator.call(contract.closeMatter, { matterId, outcome: 'advised' })).rejects.toThrow(
    /not-found/,
  )
})

test('legal aid is asked on admission in the same transaction: yes opens a matter for consent, no keeps the refusal, silence waits', async () => {
  const of = (n: number, nameEn: string, aid?: custody.AidAsked) =>
    clerk.call(custody.admitPrisoner, {
      ...aPaperAdmission({
        person: { nameEn, sex: 'M', aliases: [] },
        paper: { firNumber: 900 + n, issuedOn: today, detainedSince: today },
      }),
      ...(aid === undefined ? {} : { aid }),
    })
  const queue = custodyModule.queues!.find(({ key }) => key === 'custody.aid-to-ask')!
  const toAsk = async () => (await clerk.act((tx) => queue.count(tx))).count
  const before = await toAsk()
  const yes = await of(1, 'Dilawar Junejo', {
    wants: 'yes',
    needs: ['no-means', 'language'],
    language: 'Sindhi',
  })
  const no = await of(2, 'Imdad Talpur', { wants: 'no', needs: [] })
  const silent = await of(3, 'Qurban Lashari')
  const panel = (imprisonmentId: string) => clerk.call(contract.listMattersOfPrisoner, { imprisonmentId })
  expect((await panel(yes.imprisonmentId)).asked).toMatchObject({
    answer: 'yes',
    needs: ['no-means', 'language'],
    language: 'Sindhi',
  })
  await here.react()
  // Told a second time nothing happens a second time.
  for (const { imprisonmentId } of [yes, no, silent])
    await clerk.act((tx) => emit(tx, PrisonerAdmitted, { imprisonmentId, partyId: null }))
  await here.react()
  const standings = async (imprisonmentId: string) =>
    (await panel(imprisonmentId)).people.flatMap(({ matters }) => matters.map(({ standing }) => standing))
  expect(await standings(yes.imprisonmentId)).toEqual(['consent-awaited'])
  expect(await standings(no.imprisonmentId)).toEqual(['declined'])
  expect(await standings(silent.imprisonmentId)).toEqual([])
  const toSend = (await clerk.call(contract.listMatters, { show: 'to-send', size: 200 })).rows
  expect(toSend.filter(({ name }) => name?.en === 'Dilawar Junejo').length).toBe(1)
  expect((await panel(silent.imprisonmentId)).asked!.answer).toBe('not-asked')
  const waiting = async () => (await clerk.call(custody.listPrisoners, { aid: 'to-ask', size: 200 })).rows
  expect((await waiting()).map(({ id }) => id)).toContain(silent.imprisonmentId)
  expect(await toAsk()).toBe(before + 1)
  const warrantId = (await panel(silent.imprisonmentId)).people[0]!.warrantId!
  await clerk.call(contract.screenNeed, {
    imprisonmentId: silent.imprisonmentId,
    warrantId,
    ...screen,
    consent: 'refused',
  })
  expect((await panel(silent.imprisonmentId)).asked!.answer).toBe('no')
  expect((await waiting()).map(({ id }) => id)).not.toContain(silent.imprisonmentId)
  // What a prisoner said of it is read by that prison's own desk.
  const elsewhere = await here.someone('prison-admissions-officer', 'PRS-KHI-C')
  const read = () => sql<{ id: string }>`select imprisonment_id as id from custody.aid_question`
  const ours = await clerk.act(async (tx) => (await read().execute(tx)).rows.map(({ id }) => id))
  const theirs = await elsewhere.act(async (tx) => (await read().execute(tx)).rows.map(({ id }) => id))
  expect(ours).toEqual(expect.arrayContaining([yes.imprisonmentId, no.imprisonmentId]))
  expect(theirs).not.toContain(yes.imprisonmentId)
})

test('the police station and the court see of a matter that it stands, and no more', async () => {
  const [one] = await rows<{ id: string; party: string; caseId: string }>(
    `select p.id, p.id as party, p.case_id as "caseId" from cases.party p join cases.case k on k.id = p.case_id
       join units.unit u on u.id = k.police_station_id and u.code = 'PS-HYD-CNT'
      where p.role = 'accused' and p.outcome is null and not exists (select 1 from legal_aid.matter m where m.party_id = p.id) limit 1`,
  )
  const { id } = await registrar.call(contract.screenNeed, {
    partyId: one!.party,
    ...screen,
    ...agreed,
    officeId: await office(),
  })
  const { people } = await registrar.call(contract.listMattersOfCase, { caseId: one!.caseId })
  expect(people.find(({ partyId }) => partyId === one!.party)!.matters).toMatchObject([
    { id, standing: 'offered' },
  ])
  await coordinator.call(contract.answerMatter, { matterId: id, answer: 'accept' })
  const [court] = await rows<{ sees: boolean }>(
    `select (select id from units.unit where code = 'CRT-HYD-JM1') = any (p.units) as sees from cases.party p where p.id = $1`,
    [one!.party],
  )
  // Who merely knows of it takes nobody's consent back.
  if (court!.sees)
    await expect(reader.call(contract.recordConsent, { matterId: id, consent: 'withdrawn' })).rejects.toThrow(
      /not-found|state/,
    )
  if (court!.sees) {
    const seen = await reader.call(contract.getMatter, { matterId: id })
    expect([seen.matter.standing, seen.brief, seen.matter.name, seen.acts]).toEqual([
      'accepted',
      null,
      null,
      [],
    ])
  }
  await expect(
    (await here.someone('police-registrar', 'PS-KHS-CLF')).call(contract.getMatter, { matterId: id }),
  ).rejects.toThrow(/not-found/)
})

test('a petition goes to the reader with its frozen sheet, is returned, filed anew, registered and decided; prison and counsel learn of it', async () => {
  const { imprisonmentId, warrantId, partyId, court } = await freeCase()
  const bench = await here.someone('court-reader', court)
  await rows(
    `update custody.bail_clock set eligible_from = $2, standing = 'counting', ground = 'S497_THIRD_PROVISO_A' where warrant_id = $1 and superseded_at is null`,
    [warrantId, today],
  )
  const { id: matterId } = await clerk.call(contract.screenNeed, {
    imprisonmentId,
    warrantId,
    ...screen,
    reason: 'statutory-bail',
    ...agreed,
    officeId: await office(),
  })
  await coordinator.call(contract.answerMatter, { matterId, answer: 'accept' })
  const sheet = await clerk.call(custody.preparePetition, { warrantId, kind: 'statutory' })
  const bail = async () =>
    (await clerk.call(custody.getBailOf, { imprisonmentId })).petitions.find(({ id }) => id === sheet.id)!
  const courtId = await here.unitId(court)
  expect((await bail()).courts.map(({ id }) => id)).toContain(courtId)
  const filed = { petitionId: sheet.id, by: 'Kiran Solangi, DLEC' }
  await expect(
    clerk.call(custody.filePetitionWithCourt, { ...filed, courtId: await here.unitId('CRT-KHS-SJ') }),
  ).rejects.toThrow(/petition-other-court/)
  await clerk.call(custody.filePetitionWithCourt, { ...filed, courtId })
  await expect(clerk.call(custody.filePetitionWithCourt, { ...filed, courtId })).rejects.toThrow(
    /petition-filed/,
  )
  const waiting = async () => (await bench.call(courts.listPetitions, {})).rows
  const [first] = await waiting()
  expect(first).toMatchObject({ partyId, state: 'filed', sha256: (await bail()).sha256 })
  await bench.call(courts.returnPetition, { petitionId: first!.id, reason: 'Sign the petition' })
  expect(await waiting()).toEqual([])
  expect((await bail()).atCourt).toEqual({ state: 'returned', returnedWhy: 'Sign the petition' })
  await clerk.call(custody.filePetitionWithCourt, { ...filed, courtId })
  const [again] = await waiting()
  const registered = await bench.call(courts.registerPetition, {
    petitionId: again!.id,
    hearingOn: '2026-11-24',
  })
  expect(registered.number).toBe(1)
  await here.react()
  expect(await bail()).toMatchObject({ state: 'filed', courtNumber: '1/2026', nextOn: '2026-11-24' })
  const list = await bench.call(courts.getDayList, { onDate: '2026-11-24' })
  expect(list.rows.some(({ id, purpose }) => id === registered.hearingId && purpose !== undefined)).toBe(true)
  await expect(
    clerk.call(custody.recordPetitionOutcome, { petitionId: sheet.id, state: 'granted', on: today }),
  ).rejects.toThrow(/court-decides/)
  await bench.call(courts.recordBail, {
    partyId,
    section: '497',
    onDate: today,
    result: 'granted',
    suretyAmount: 50_000,
  })
  await here.react()
  expect(await bail()).toMatchObject({ state: 'granted', outcomeOn: today })
  const { acts } = await coordinator.call(contract.getMatter, { matterId })
  expect(acts.find(({ kind }) => kind === 'court')).toMatchObject({ detail: 'granted', onDate: today })
  expect((await bench.call(courts.listPetitions, { show: 'decided' })).total).toBe(1)
  // From prison on the matter knows the day of the right, and from the gate the first day outside.
  await rows(`update legal_aid.matter set ground = null, ground_from = null where id = $1`, [matterId])
  await clerk.act((tx) => emit(tx, PrisonerAdmitted, { imprisonmentId, partyId }))
  await here.react()
  expect((await coordinator.call(contract.getMatter, { matterId })).matter.groundFrom).toBe(today)
  // Free on the very day on which bail became a right: nothing is claimed, and the proof says why.
  const { daysSaved: saved } = await coordinator.call(contract.closeMatter, {
    matterId,
    outcome: 'bail-granted',
    freeOn: today,
  })
  expect(saved).toBe(0)
  expect((await clerk.call(contract.getMatter, { matterId })).savedProof).toMatchObject({
    rule: 'legal-aid.days-saved',
    inputs: { freeOn: today, rightFrom: today },
  })
})

test('on any history one office holds a matter, nothing has an outcome without consent, and each count is the length of its list', async () => {
  const { imprisonmentId, warrantId } = await freeCase()
  const officeId = await office()
  const step = fc.constantFrom(
    'open',
    'consent',
    'refuse',
    'withdraw',
    'send',
    'accept',
    'return',
    'assign',
    'close',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      for (const one of steps) {
        const [open] = await rows<{ id: string }>(
          `select id from legal_aid.matter where warrant_id = $1 order by opened_at desc limit 1`,
          [warrantId],
        )
        const matterId = open?.id ?? '0190a0de-0000-7000-8000-000000000001'
        const acts: Record<string, () => Promise<unknown>> = {
          open: () =>
            clerk.call(contract.screenNeed, { imprisonmentId, warrantId, ...screen, consent: 'awaited' }),
          consent: () => clerk.call(contract.recordConsent, { matterId, ...agreed }),
          refuse: () => clerk.call(contract.recordConsent, { matterId, consent: 'refused' }),
          withdraw: () => clerk.call(contract.recordConsent, { matterId, consent: 'withdrawn' }),
          send: () => clerk.call(contract.sendMatter, { matterId, officeId }),
          accept: () => coordinator.call(contract.answerMatter, { matterId, answer: 'accept' }),
          return: () =>
            coordinator.call(contract.answerMatter, { matterId, answer: 'return', reason: 'Not ours' }),
          assign: () => coordinator.call(contract.assignLawyer, { matterId, lawyerId: lawyer.accountId }),
          close: () => coordinator.call(contract.closeMatter, { matterId, outcome: 'advised' }),
        }
        // A refusal is an answer; anything else is a defect.
        await acts[one]!().catch((thrown: Error) => {
          if (
            !/^(4|legal-aid|handover|not-found)|not-found|state|consent|already|reason|no-lawyer/.test(
              thrown.message,
            )
          )
            throw thrown
        })
        const wrong = await rows(
          `select m.id from legal_aid.matter m left join handover.offer o on o.id = m.offer_id
            where (select count(*) from handover.offer x where x.subject_id = m.id and x.state in ('offered', 'accepted', 'rejected')) > 1
               or m.holder_unit_id is distinct from case when m.accepted_on is null then m.origin_unit_id else m.office_id end
               or m.state in ('accepted', 'assigned', 'closed') and (m.consent <> 'given' or o.state is distinct from 'done')
               or m.state in ('declined', 'withdrawn') and o.state in ('offered', 'rejected')
               or m.outcome is not null and m.consent <> 'given'`,
        )
        expect(wrong).toEqual([])
      }
      for (const [someone, shows] of [
        [clerk, ['to-send', 'sent', 'open', 'closed', 'all']],
        [coordinator, ['incoming', 'unassigned', 'due', 'open', 'closed', 'all']],
        [lawyer, ['due', 'open', 'closed', 'all']],
      ] as const)
        for (const show of shows) {
          const { rows: listed, total } = await someone.call(contract.listMatters, { show, size: 200 })
          expect(listed.length).toBe(total)
        }
      const figures = await coordinator.call(contract.getFigures, {})
      for (const { show, count } of figures.shows)
        expect((await coordinator.call(contract.listMatters, { show })).total).toBe(count)
    }),
    { numRuns: 5, seed: 20261122 },
  )
})
