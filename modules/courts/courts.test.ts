import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asActor } from '#kernel/access'
import { admitUnit, caseWorkflow, setPartyState } from '#kernel/cases'
import { getCase } from '#kernel/cases/contract'
import { documentsOf } from '#kernel/documents'
import { accept, getOffer } from '#kernel/handover'
import { fictionalRecord } from '#kernel/people/testing'
import { advance, currentState } from '#kernel/workflow'
import { produceInCourt, recordArrest, registerFir } from '#modules/policing/contract'
import { aFir } from '#modules/policing/testing'
import { type RefusedCall, type Someone, type World, world } from '../../app/testing.ts'
import {
  askCourt,
  productionsFor,
  releaseOrdersOf,
  sentencesOf,
  useReleaseOrder,
  verifyReleaseOrder,
} from './asked-by-others.ts'
import * as contract from './contract.ts'
import { queues } from './endpoints.ts'
import { JudgmentSigned, ReferenceAnswered, ReleaseOrdered, RemandOrdered } from './events.ts'
import { signJudgment } from './judgment.ts'
import { daysAfter, openDayFrom, openDayUpTo } from './open-day.ts'

let here: World
let registrar: Someone
let officer: Someone
let prosecutor: Someone
let reader: Someone
let judge: Someone
let otherJudge: Someone
let prison: Someone
let deputy: Someone
let otherPrison: Someone
let court: number
let prisonId: number
let today: string
let number = 100

const jurisdiction = 'PK-SD'

beforeAll(async () => {
  here = await world()
  registrar = await here.someone('police-registrar', 'PS-HYD-CNT')
  officer = await here.someone('investigating-officer', 'PS-HYD-CNT')
  prosecutor = await here.someone('prosecutor', 'PRO-HYD')
  reader = await here.someone('court-reader', 'CRT-HYD-JM1')
  judge = await here.someone('judge', 'CRT-HYD-JM1')
  otherJudge = await here.someone('judge', 'CRT-HYD-SJ')
  prison = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  otherPrison = await here.someone('deputy-superintendent', 'PRS-KHI-C')
  court = await here.unitId('CRT-HYD-JM1')
  prisonId = await here.unitId('PRS-HYD-C')
  const { rows } = await here.database.owner.pool.query(`select workflow.today()::text as day`)
  today = rows[0].day
})
afterAll(() => here.drop())

interface Accused {
  caseId: string
  partyId: string
  applicationId: string
}

/** An accused arrested and produced before the Magistrate with an application for remand. */
async function produced(
  given: { sex?: 'M' | 'F'; asked?: 'police' | 'judicial'; accused?: number } = {},
): Promise<Accused & { all: string[] }> {
  const all = Array.from({ length: given.accused ?? 1 }, () => randomUUID())
  const { caseId } = await registrar.call(
    registerFir,
    aFir({
      firNumber: ++number,
      accused: all.map((partyId) => ({ partyId, person: fictionalRecord({ sex: given.sex ?? 'M' }) })),
    }),
  )
  const applications: string[] = []
  for (const partyId of all) {
    await officer.call(recordArrest, {
      partyId,
      arrestedAt: `${daysAfter(today, -40)}T10:00:00+05:00`,
      place: 'Latifabad',
      journeyMinutes: 30,
      groundsTold: true,
    })
    const { applicationId } = await officer.call(produceInCourt, {
      partyId,
      courtId: court,
      asked: given.asked ?? (given.sex === 'F' ? 'judicial' : 'police'),
      days: 5,
      reasons: 'برآمدگی',
    })
    applications.push(applicationId)
  }
  return { caseId, partyId: all[0]!, applicationId: applications[0]!, all }
}

const remand = (who: Someone, one: Accused, order: object, more: object = {}) =>
  who.call(contract.orderRemand, {
    partyId: one.partyId,
    orderedOn: today,
    reasons: 'برآمدگیِ مال مسروقہ',
    order: order as never,
    ...more,
  })

const police = (from: number, to: number) => ({
  kind: 'police',
  fromOn: daysAfter(today, from),
  toOn: daysAfter(today, to),
})
const nextOpen = (days: number) => openDayFrom(jurisdiction, daysAfter(today, days))
/** The last open day within the fifteen of s.344. */
const within = () => openDayUpTo(jurisdiction, daysAfter(today, 15), today)!
const judicial = (nextDate = within()) => ({ kind: 'judicial', nextDate, prisonId })

/** In prison on a judicial remand, and the case filed in this court. */
async function onTrial(accused = 1): Promise<Accused & { all: string[] }> {
  const one = await produced({ asked: 'judicial', accused })
  for (const partyId of one.all) {
    const { handoverId } = await remand(reader, { ...one, partyId }, judicial())
    await prison.act(async (tx) => {
      await accept(tx, handoverId!)
      await setPartyState(tx, partyId, { custody: 'prison' })
    })
  }
  const subject = { kind: 'case', id: one.caseId }
  await officer.act((tx) => advance(tx, caseWorkflow, subject, 'submit', { fir: 'x' }))
  await prosecutor.act(async (tx) => {
    await admitUnit(tx, one.caseId, court, 'court')
    await advance(tx, caseWorkflow, subject, 'file', { fir: 'x', unitId: court, queue: 'list-first-hearing' })
  })
  return one
}

async function emitted(type: string, partyId: string): Promise<number> {
  const { rows } = await here.database.owner.pool.query(
    `select count(*)::int as n from events.outbox where type = $1 and payload ->> 'partyId' = $2`,
    [type, partyId],
  )
  return rows[0].n
}

async function counts(who: Someone, key: string) {
  const queue = queues.find((one) => one.key === key)!
  return who.act((tx) => queue.count(tx))
}

const custodyOf = async (caseId: string, partyId: string) =>
  (await reader.call(getCase, { caseId })).parties.find(({ id }) => id === partyId)

async function chargeOf(partyId: string): Promise<string> {
  return (await reader.call(contract.getJudgmentForm, { partyId })).charges[0]!.id
}

const aSentence = {
  term: { years: 3 },
  imprisonment: 'rigorous' as const,
  relation: 'FIRST' as const,
  setOff: 'SILENT' as const,
  fineAmount: 10_000,
  fineDefault: { months: 3 },
}

describe('police remand', () => {
  test('is counted over all orders, and refused above fifteen days with the section and the days left', async () => {
    const one = await produced()
    await remand(reader, one, police(0, 8), { applicationId: one.applicationId })
    expect((await custodyOf(one.caseId, one.partyId))?.custody).toBe('police')
    const standing = await reader.call(contract.getRemandStanding, {
      partyId: one.partyId,
      fromOn: daysAfter(today, 9),
      toOn: daysAfter(today, 15),
    })
    expect(standing.counted).toMatchObject({ used: 9, left: 6, ceiling: 15, exceeded: false })
    expect(standing.asked).toMatchObject({ used: 16, exceeded: true })
    await expect(remand(reader, one, police(9, 15))).rejects.toMatchObject({
      problem: {
        code: 'courts.remand-over-ceiling',
        params: { used: 9, left: 6, ceiling: 15, section: expect.stringContaining('167') },
      },
    })
    await expect(remand(reader, one, police(9, 14))).resolves.toMatchObject({ handoverId: null })
    expect(await emitted(RemandOrdered.type, one.partyId)).toBe(2)
  })

  test('goes above the ceiling only by a judge’s reasons, which stay with the order', async () => {
    const one = await produced()
    const more = { overrideReason: 'ملزم خود دو دن ہسپتال میں رہا' }
    await expect(remand(reader, one, police(0, 15), more)).rejects.toThrow('courts.remand-over-ceiling')
    await remand(judge, one, police(0, 15), more)
    const { orders } = await reader.call(contract.getRemandStanding, { partyId: one.partyId })
    expect(orders).toMatchObject([{ kind: 'police', override: more.overrideReason }])
    const { timeline } = await registrar.call(getCase, { caseId: one.caseId })
    expect(timeline.at(-1)?.kind).toBe('courts.police-remand-beyond-ceiling')
  })

  test('needs written reasons, and is barred for a woman outside qatl and dacoity', async () => {
    const one = await produced()
    await expect(remand(reader, one, police(0, 2), { reasons: undefined })).rejects.toThrow(
      'courts.reasons-needed',
    )
    const woman = await produced({ sex: 'F' })
    await expect(remand(reader, woman, police(0, 2))).rejects.toThrow('courts.woman-not-to-police')
  })

  test('refused sets the person free and answers the application', async () => {
    const one = await produced()
    const listed = await reader.call(contract.listApplications, {})
    expect(listed.rows.some(({ id }) => id === one.applicationId)).toBe(true)
    expect((await counts(reader, 'courts.applications')).count).toBe(listed.total)
    await reader.call(contract.refuseRemand, {
      applicationId: one.applicationId,
      reasons: 'کوئی وجہ نہیں',
    })
    expect((await custodyOf(one.caseId, one.partyId))?.custody).toBe('released')
    await expect(
      reader.call(contract.refuseRemand, { applicationId: one.applicationId, reasons: 'پھر' }),
    ).rejects.toThrow('policing.application-decided')
  })
})

describe('judicial remand', () => {
  test('sends the accused to the prison with a warrant, and puts the next date on the prison’s list', async () => {
    const one = await produced()
    await expect(prison.call(getCase, { caseId: one.caseId })).rejects.toThrow('404')
    const { handoverId } = await remand(reader, one, judicial(), { applicationId: one.applicationId })
    const offer = await prison.act((tx) => getOffer(tx, handoverId!))
    expect(offer).toMatchObject({ state: 'offered', payload: { partyId: one.partyId } })
    const sheet = await prison.act((tx) => documentsOf(tx, { caseId: one.caseId }))
    expect(offer.documents).toEqual(sheet.map(({ id }) => id))
    const due = await prison.act((tx) => productionsFor(tx, [one.partyId], within()))
    expect(due).toMatchObject([{ caseId: one.caseId, purpose: 'remand', produce: [one.partyId] }])
    // Nobody learns of a hearing by asking about an accused they may not see.
    expect(await otherPrison.act((tx) => productionsFor(tx, [one.partyId], within()))).toEqual([])
    await expect(otherPrison.call(getCase, { caseId: one.caseId })).rejects.toThrow('404')
    // Police custody was asked and prison ordered: the application was refused in that.
    const { rows } = await here.database.owner.pool.query(
      `select state from policing.remand_application where id = $1`,
      [one.applicationId],
    )
    expect(rows[0].state).toBe('refused')
  })

  test('is for fifteen days at most, to a day on which the court sits, in a prison for that sex', async () => {
    const one = await produced({ asked: 'judicial' })
    await expect(remand(reader, one, judicial(nextOpen(16)))).rejects.toThrow('courts.judicial-over-ceiling')
    const sunday = Array.from({ length: 8 }, (_, day) => daysAfter(today, day + 1)).find(
      (day) => new Date(day).getUTCDay() === 0,
    )!
    await expect(remand(reader, one, judicial(sunday))).rejects.toMatchObject({
      problem: { code: 'courts.court-closed', params: { next: openDayFrom(jurisdiction, sunday) } },
    })
    const women = await here.unitId('PRS-HYD-W')
    await expect(remand(reader, one, { ...judicial(), prisonId: women })).rejects.toThrow(
      'courts.prison-unsuitable',
    )
    const station = await here.unitId('PS-HYD-CNT')
    await expect(remand(judge, one, { ...judicial(), prisonId: station })).rejects.toThrow(
      'courts.no-such-prison',
    )
  })

  test('is extended for a prisoner without sending them again, and only where they are held', async () => {
    const one = await onTrial()
    const again = await remand(reader, one, judicial(nextOpen(7)))
    expect(again.handoverId).toBeNull()
    await expect(
      remand(reader, one, { ...judicial(), prisonId: await here.unitId('PRS-KHI-C') }),
    ).rejects.toThrow('courts.held-elsewhere')
  })

  test('sent twice under one identifier is one order', async () => {
    const one = await produced()
    const id = randomUUID()
    const first = await remand(reader, one, judicial(), { id })
    expect(await remand(reader, one, judicial(), { id })).toEqual(first)
    expect(await emitted(RemandOrdered.type, one.partyId)).toBe(1)
  })
})

describe('a hearing', () => {
  test('is listed once a day, on an open day, and takes the case off the cases to be listed', async () => {
    const one = await onTrial()
    // The next remand date is on the list already; it is heard first, or the case would not be waiting.
    await here.database.owner.pool.query(
      `update courts.hearing set state = 'held', outcome = 'done-in-full' where case_id = $1`,
      [one.caseId],
    )
    const waiting = await reader.call(contract.listToBeListed, {})
    expect(waiting.rows.map(({ caseId }) => caseId)).toContain(one.caseId)
    expect((await counts(reader, 'courts.to-be-listed')).count).toBe(waiting.total)
    const onDate = nextOpen(20)
    await reader.call(contract.listHearing, { caseId: one.caseId, onDate, purpose: 'charge' })
    await expect(
      reader.call(contract.listHearing, { caseId: one.caseId, onDate, purpose: 'bail' }),
    ).rejects.toThrow('courts.already-listed')
    await expect(
      reader.call(contract.listHearing, {
        caseId: one.caseId,
        onDate: daysAfter(today, -1),
        purpose: 'charge',
      }),
    ).rejects.toThrow('courts.date-past')
    const after = await reader.call(contract.listToBeListed, {})
    expect(after.rows.map(({ caseId }) => caseId)).not.toContain(one.caseId)
    // Whoever is in prison is to be produced without being typed again.
    const day = await reader.call(contract.getDayList, { onDate })
    expect(day.rows.find(({ caseId }) => caseId === one.caseId)?.accused).toMatchObject([{ produce: true }])
    await expect(
      otherJudge.call(contract.listHearing, { caseId: one.caseId, onDate, purpose: 'charge' }),
    ).rejects.toThrow('404')
  })

  test('is listed on a closed day only for a reason, which stays with it', async () => {
    const one = await onTrial()
    let ahead = 1
    while (nextOpen(ahead) === daysAfter(today, ahead)) ahead++
    const closed = { caseId: one.caseId, onDate: daysAfter(today, ahead), purpose: 'remand' as const }
    const refused = await reader.call(contract.listHearing, closed).catch((error: RefusedCall) => error)
    expect(refused).toMatchObject({
      problem: { status: 409, code: 'warnings', warnings: [{ code: 'courts.closed-day', path: 'onDate' }] },
    })
    const { hearingId } = await reader.insist(contract.listHearing, closed)
    const day = await reader.call(contract.getDayList, { onDate: closed.onDate })
    expect(day.rows.find(({ id }) => id === hearingId)).toMatchObject({
      overrides: [{ code: 'courts.closed-day', reason: 'As the papers have it' }],
    })
    const seen = await prosecutor.call(contract.getCourtFile, { caseId: one.caseId })
    expect(seen.hearings.find(({ id }) => id === hearingId)?.overrides).toHaveLength(1)
    const next = { onDate: closed.onDate, purpose: 'charge' as const }
    const outcome = { hearingId: await today_(one.caseId), outcome: 'part-heard' as const, next }
    await expect(reader.call(contract.recordOutcome, outcome)).rejects.toThrow('warnings')
    expect((await reader.insist(contract.recordOutcome, outcome)).nextHearingId).toBe(hearingId)
  })

  /** A hearing that was fixed for today: the past cannot be listed, so it is moved there. */
  async function today_(caseId: string, purpose = 'charge'): Promise<string> {
    const { rows } = await here.database.owner.pool.query(
      `insert into courts.hearing (jurisdiction, case_id, court_id, on_date, purpose, listed_by)
       values ('PK-SD', $1, $2, $3, $4, $5) returning id`,
      [caseId, court, today, purpose, reader.accountId],
    )
    return rows[0].id
  }

  test('ends with a next date on an open day, or with the court done', async () => {
    const one = await onTrial()
    const hearingId = await today_(one.caseId)
    const before = await counts(reader, 'courts.outcomes')
    const record = (more: object) =>
      reader.call(contract.recordOutcome, { hearingId, outcome: 'adjourned', ...more } as never)
    await expect(record({ reason: 'pw-absent' })).rejects.toThrow('422')
    await expect(record({ next: { onDate: nextOpen(7), purpose: 'charge' } })).rejects.toThrow('422')
    await expect(record({ reason: 'pw-absent', concluded: true })).rejects.toThrow('courts.next-date-needed')
    const { nextHearingId } = await record({
      reason: 'pw-absent',
      next: { onDate: nextOpen(8), purpose: 'charge' },
    })
    expect(nextHearingId).not.toBeNull()
    const day = await reader.call(contract.getDayList, { onDate: today })
    expect(day.rows.find(({ id }) => id === hearingId)).toMatchObject({
      state: 'adjourned',
      adjournedBy: 'prosecution',
      nextDate: nextOpen(8),
    })
    expect((await counts(reader, 'courts.outcomes')).count).toBe(before.count - 1)
    await expect(
      record({ reason: 'strike', next: { onDate: nextOpen(8), purpose: 'charge' } }),
    ).rejects.toThrow('courts.outcome-recorded')
    await expect(
      reader.call(contract.recordOutcome, {
        hearingId: nextHearingId!,
        outcome: 'done-in-full',
        concluded: true,
      }),
    ).rejects.toThrow('courts.date-ahead')
  })

  test('held on a filed case begins the trial', async () => {
    const one = await onTrial()
    const hearingId = await today_(one.caseId)
    await reader.call(contract.recordOutcome, {
      hearingId,
      outcome: 'done-in-full',
      next: { onDate: nextOpen(9), purpose: 'prosecution-evidence' },
    })
    const { state } = await reader.act((tx) => currentState(tx, { kind: 'case', id: one.caseId }))
    expect(state).toBe('under-trial')
  })

  test('moves with its whole day to an open day with the reason, naming whose remand then lapses', async () => {
    const own = await here.someone('court-reader', 'CRT-HYD-JM1')
    const one = await onTrial()
    const fromDate = nextOpen(14)
    const toDate = nextOpen(25)
    const day = await own.call(contract.getDayList, { onDate: fromDate })
    if (!day.rows.some(({ caseId }) => caseId === one.caseId))
      await own.call(contract.listHearing, { caseId: one.caseId, onDate: fromDate, purpose: 'charge' })
    const moved = await own.call(contract.moveDay, { fromDate, toDate, reason: 'عدالتی تعطیل کا اعلان' })
    expect(moved.toDate).toBe(toDate)
    expect(moved.remandsToExtend).toContain(one.partyId)
    const old = await own.call(contract.getDayList, { onDate: fromDate })
    expect(old.rows.find(({ caseId }) => caseId === one.caseId)).toMatchObject({
      state: 'moved',
      movedReason: 'عدالتی تعطیل کا اعلان',
      nextDate: toDate,
    })
    const fresh = await own.call(contract.getDayList, { onDate: toDate })
    expect(fresh.rows.find(({ caseId }) => caseId === one.caseId)?.state).toBe('listed')
    await expect(own.call(contract.moveDay, { fromDate, reason: 'x' })).rejects.toThrow(
      'courts.nothing-listed',
    )
  })
})

describe('a judgment', () => {
  async function convict(one: Accused, sentence: object = {}) {
    const chargeId = await chargeOf(one.partyId)
    return reader.call(contract.draftJudgment, {
      partyId: one.partyId,
      onDate: today,
      verdict: 'convicted',
      charges: [{ chargeId, verdict: 'convicted', sentence: { ...aSentence, ...sentence } }],
    } as never)
  }

  test('binds only once a judge who did not draft it has signed, and then reaches the prison', async () => {
    const one = await onTrial()
    const { judgmentId, consequence, warnings } = await convict(one)
    expect(consequence).toMatchObject({ kind: 'imprisoned', custody: 'prison' })
    expect(consequence.releaseNotBefore! > today).toBe(true)
    expect(warnings.map(({ code }) => code)).toEqual(['set-off-silent'])
    expect(await prison.act((tx) => sentencesOf(tx, one.partyId))).toEqual([])
    await expect(reader.call(contract.signJudgment, { judgmentId })).rejects.toThrow('403')
    await expect(otherJudge.call(contract.signJudgment, { judgmentId })).rejects.toThrow('404')
    const waiting = await judge.call(contract.listJudgmentsToSign, {})
    expect((await counts(judge, 'courts.judgments')).count).toBe(waiting.total)
    await judge.call(contract.signJudgment, { judgmentId })
    expect(await prison.act((tx) => sentencesOf(tx, one.partyId))).toMatchObject([
      { term: { years: 3 }, setOff: 'SILENT', sentencedOn: today, courtId: court, fineAmount: 10_000 },
    ])
    expect(await emitted(JudgmentSigned.type, one.partyId)).toBe(1)
    expect(await custodyOf(one.caseId, one.partyId)).toMatchObject({ outcome: 'convicted' })
    const { state } = await reader.act((tx) => currentState(tx, { kind: 'case', id: one.caseId }))
    expect(state).toBe('decided')
    await expect(judge.call(contract.signJudgment, { judgmentId })).rejects.toThrow(
      'courts.judgment-not-draft',
    )
  })

  test('is never signed by the person who drafted it, under whatever post', async () => {
    const one = await onTrial()
    const { judgmentId } = await convict(one)
    const { rows } = await here.database.owner.pool.query(
      `insert into access.grant (account_id, post_code, unit_id) values ($1, 'judge', $2) returning id`,
      [reader.accountId, court],
    )
    const sign = asActor(
      here.database.app,
      { accountId: reader.accountId, grantId: rows[0].id },
      { purpose: 'test' },
      (tx) => signJudgment(tx, { judgmentId }, { sessionId: randomUUID() }),
    )
    await expect(sign).rejects.toMatchObject({ code: 'access.same-person' })
  })

  test('once signed cannot be changed, even past the application', async () => {
    const one = await onTrial()
    const { judgmentId } = await convict(one)
    await judge.call(contract.signJudgment, { judgmentId })
    await expect(
      here.database.owner.pool.query(`update courts.judgment set verdict = 'acquitted' where id = $1`, [
        judgmentId,
      ]),
    ).rejects.toThrow('signed or withdrawn as it was drafted')
    // The reader who drafted may not touch the sentence either.
    await reader.act(async (tx) => {
      const { numAffectedRows } =
        await sql`update courts.sentence set set_off = 'GRANTED' where judgment_id = ${judgmentId}::uuid`.execute(
          tx,
        )
      expect(numAffectedRows).toBe(0n)
    })
  })

  test('is shown with set-off taken off, and warns of a default term above a quarter', async () => {
    const one = await onTrial()
    const form = await reader.call(contract.getJudgmentForm, { partyId: one.partyId })
    expect(form.custodyBefore).toEqual([{ from: daysAfter(today, -40), to: daysAfter(today, -1) }])
    const silent = await convict(one)
    const granted = await convict(one, { setOff: 'GRANTED', setOffCustody: form.custodyBefore })
    expect(granted.consequence.setOffDays).toBe(40)
    expect(granted.consequence.releaseNotBefore).toBe(daysAfter(silent.consequence.releaseNotBefore!, -40))
    const long = await convict(one, { fineDefault: { years: 2 } })
    expect(long.warnings.map(({ code }) => code)).toContain('fine-default-over-cap')
    // One draft stands; those before it were withdrawn.
    const { rows } = await here.database.owner.pool.query(
      `select state, count(*)::int as n from courts.judgment where party_id = $1 group by state order by state`,
      [one.partyId],
    )
    expect(rows).toEqual([
      { state: 'draft', n: 1 },
      { state: 'withdrawn', n: 2 },
    ])
  })

  test('names each wrong field: reasons for refusing set-off, custody after sentence, a charge left out', async () => {
    const one = await onTrial()
    const paths = async (sentence: object) => {
      const problem = await convict(one, sentence).then(
        () => null,
        (error: { problem: { errors: { path: string }[] } }) => error.problem,
      )
      return problem?.errors.map(({ path }) => path)
    }
    expect(await paths({ setOff: 'REFUSED' })).toEqual(['charges.0.sentence.setOffReasons'])
    expect(await paths({ term: {} })).toEqual(['charges.0.sentence.term.years'])
    expect(await paths({ term: 'LIFE' })).toEqual(['charges.0.sentence.imprisonment'])
    expect(await paths({ setOff: 'GRANTED', setOffCustody: [{ from: today, to: today }] })).toEqual([
      'charges.0.sentence.setOffCustody.0.to',
    ])
    await expect(
      reader.call(contract.draftJudgment, {
        partyId: one.partyId,
        onDate: today,
        verdict: 'acquitted',
        acquittalReason: 'benefit-of-doubt',
        charges: [{ chargeId: randomUUID(), verdict: 'acquitted' }],
      }),
    ).rejects.toThrow('422')
  })

  test('before the case is filed is refused', async () => {
    const one = await produced()
    await expect(convict(one)).rejects.toThrow('courts.not-filed')
  })

  test('of conviction sends a person who is on bail to a prison', async () => {
    const one = await onTrial()
    await judge.act((tx) => setPartyState(tx, one.partyId, { custody: 'bail' }))
    const { judgmentId } = await convict(one)
    await expect(judge.call(contract.signJudgment, { judgmentId })).rejects.toThrow('courts.prison-needed')
    const { handoverId } = await judge.call(contract.signJudgment, { judgmentId, prisonId })
    expect(await prison.act((tx) => getOffer(tx, handoverId!))).toMatchObject({
      state: 'offered',
      payload: { orderId: judgmentId },
    })
  })

  test('of acquittal drafts the release order, and the case is decided when the last accused is', async () => {
    const one = await onTrial(2)
    const acquit = async (partyId: string) => {
      const { judgmentId } = await reader.call(contract.draftJudgment, {
        partyId,
        onDate: today,
        verdict: 'acquitted',
        acquittalReason: 'benefit-of-doubt',
        charges: [{ chargeId: await chargeOf(partyId), verdict: 'acquitted' }],
      })
      return judge.call(contract.signJudgment, { judgmentId })
    }
    const { releaseOrderId } = await acquit(one.all[0]!)
    expect(releaseOrderId).not.toBeNull()
    const state = async () =>
      (await reader.act((tx) => currentState(tx, { kind: 'case', id: one.caseId }))).state
    expect(await state()).not.toBe('decided')
    await acquit(one.all[1]!)
    expect(await state()).toBe('decided')
  })

  test('takes whoever was judged off the hearings ahead, and every hearing off the lists when the case is decided', async () => {
    const one = await onTrial(2)
    const onDate = nextOpen(16)
    await reader.call(contract.listHearing, { caseId: one.caseId, onDate, purpose: 'charge' })
    // The Sessions Court has it on its own list as well, and today's hearing still wants its outcome.
    const elsewhere = await here.unitId('CRT-HYD-SJ')
    await here.database.owner.pool.query(
      `insert into courts.hearing (jurisdiction, case_id, court_id, on_date, purpose, produce, listed_by)
       values ('PK-SD', $1, $2, $3, 'bail', $4, $5), ('PK-SD', $1, $6, workflow.today(), 'judgment', $4, $5)`,
      [one.caseId, elsewhere, nextOpen(5), one.all, reader.accountId, court],
    )
    const standing = async () =>
      (
        await here.database.owner.pool.query(
          `select on_date::text as on, court_id as court, state, produce from courts.hearing where case_id = $1 order by on_date, court_id`,
          [one.caseId],
        )
      ).rows
    const brought = () => prison.act((tx) => productionsFor(tx, one.all, onDate))
    expect((await brought())[0]?.produce.toSorted()).toEqual(one.all.toSorted())

    const sign = async (partyId: string) => {
      const { judgmentId } = await convict({ ...one, partyId })
      await judge.call(contract.signJudgment, { judgmentId })
      return judgmentId
    }
    await sign(one.all[0]!)
    expect((await brought())[0]?.produce).toEqual([one.all[1]])
    expect((await standing()).every(({ state }) => state === 'listed')).toBe(true)

    await sign(one.all[1]!)
    expect(await brought()).toEqual([])
    const after = await standing()
    expect(after.length).toBeGreaterThan(3)
    for (const { on, state } of after) expect(state, on).toBe(on === today ? 'listed' : 'withdrawn')
    const told = (await reader.call(getCase, { caseId: one.caseId })).timeline.map(({ kind }) => kind)
    expect(told.filter((kind) => kind === 'courts.hearing-withdrawn')).toHaveLength(
      after.filter(({ state }) => state === 'withdrawn').length,
    )
    const day = await reader.call(contract.getDayList, { onDate })
    expect(day.rows.find(({ caseId }) => caseId === one.caseId)?.state).toBe('withdrawn')
  })

  test('withdraws no hearing by the hand of another court, or of one who may not sign', async () => {
    const one = await onTrial()
    const { judgmentId } = await convict(one)
    await judge.call(contract.signJudgment, { judgmentId })
    await here.database.owner.pool.query(
      `insert into courts.hearing (jurisdiction, case_id, court_id, on_date, purpose, listed_by) values ('PK-SD', $1, $2, $3, 'misc', $4)`,
      [one.caseId, court, nextOpen(30), reader.accountId],
    )
    const withdrawn = (who: Someone) =>
      who.act(
        async (tx) =>
          (await sql`select * from courts.withdraw_hearings(${judgmentId}::uuid)`.execute(tx)).rows,
      )
    for (const who of [reader, otherJudge, prison]) expect(await withdrawn(who), who.post).toEqual([])
    expect(await withdrawn(judge)).toHaveLength(1)
  })
})

describe('a release order', () => {
  async function bailed(): Promise<Accused & { orderId: string; bailOrderId: string }> {
    const one = await onTrial()
    const { bailOrderId } = await reader.call(contract.recordBail, {
      partyId: one.partyId,
      section: '497',
      onDate: today,
      result: 'granted',
      suretyAmount: 100_000,
    })
    await expect(
      reader.call(contract.draftRelease, { partyId: one.partyId, ground: 'bail' }),
    ).rejects.toThrow('courts.release-ground-missing')
    const { releaseOrderId } = await reader.call(contract.acceptSurety, { bailOrderId, onDate: today })
    return { ...one, orderId: releaseOrderId!, bailOrderId }
  }

  test('follows the surety, is signed by another than its drafter, and its code is kept nowhere', async () => {
    const one = await bailed()
    expect(await prison.act((tx) => releaseOrdersOf(tx, one.partyId))).toEqual([])
    await expect(reader.call(contract.signRelease, { orderId: one.orderId })).rejects.toThrow('403')
    const before = await counts(judge, 'courts.releases')
    const listed = await judge.call(contract.listReleaseOrders, { show: 'to-sign' })
    expect(before.count).toBe(listed.total)
    const signed = await judge.call(contract.signRelease, { orderId: one.orderId })
    expect(signed.code).toMatch(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$/)
    expect(await emitted(ReleaseOrdered.type, one.partyId)).toBe(1)
    const { rows } = await here.database.owner.pool.query(
      `select to_jsonb(o)::text as row from courts.release_order o where id = $1`,
      [one.orderId],
    )
    expect(rows[0].row).not.toContain(signed.code)
    expect(rows[0].row).not.toContain(signed.code.replaceAll('-', ''))
    const second = await bailed()
    const next = await judge.call(contract.signRelease, { orderId: second.orderId })
    expect([next.year, next.number]).toEqual([signed.year, signed.number + 1])
  })

  test('is verified by its prison with the code, in any writing, locked after five wrong ones, used once', async () => {
    const one = await bailed()
    const { code } = await judge.call(contract.signRelease, { orderId: one.orderId })
    await expect(otherPrison.act((tx) => verifyReleaseOrder(tx, one.orderId, code))).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(await deputy.act((tx) => verifyReleaseOrder(tx, one.orderId, 'AAAA-AAAA-AAAA'))).toBe('wrong-code')
    await expect(deputy.act((tx) => useReleaseOrder(tx, one.orderId))).rejects.toMatchObject({
      code: 'courts.release-not-verified',
    })
    expect(
      await deputy.act((tx) => verifyReleaseOrder(tx, one.orderId, code.toLowerCase().replaceAll('-', ' '))),
    ).toBe('verified')
    await deputy.act((tx) => useReleaseOrder(tx, one.orderId))
    await expect(deputy.act((tx) => useReleaseOrder(tx, one.orderId))).rejects.toMatchObject({
      code: 'courts.release-not-verified',
    })
    await expect(
      judge.call(contract.cancelRelease, { orderId: one.orderId, reason: 'غلطی' }),
    ).rejects.toThrow('courts.release-used')

    const two = await bailed()
    const second = await judge.call(contract.signRelease, { orderId: two.orderId })
    for (let wrong = 0; wrong < 5; wrong++)
      await deputy.act((tx) => verifyReleaseOrder(tx, two.orderId, 'WRONG'))
    await expect(deputy.act((tx) => verifyReleaseOrder(tx, two.orderId, second.code))).rejects.toMatchObject({
      code: 'courts.release-code-locked',
    })
    await judge.call(contract.cancelRelease, { orderId: two.orderId, reason: 'کوڈ بند ہو گیا' })
    await expect(
      reader.call(contract.draftRelease, { partyId: two.partyId, ground: 'bail' }),
    ).resolves.toHaveProperty('orderId')
  })

  test('is not signed when the bail it rests on was cancelled meanwhile', async () => {
    const one = await bailed()
    await reader.call(contract.recordBail, {
      partyId: one.partyId,
      section: '497(5)',
      onDate: today,
      result: 'cancelled',
      reasons: 'ضمانت کا غلط استعمال',
    })
    await expect(judge.call(contract.signRelease, { orderId: one.orderId })).rejects.toThrow(
      'courts.release-ground-missing',
    )
  })
})

describe('a prison’s question', () => {
  async function asked() {
    const one = await onTrial()
    const chargeId = await chargeOf(one.partyId)
    const { judgmentId } = await reader.call(contract.draftJudgment, {
      partyId: one.partyId,
      onDate: today,
      verdict: 'convicted',
      charges: [{ chargeId, verdict: 'convicted', sentence: aSentence }],
    })
    await judge.call(contract.signJudgment, { judgmentId })
    const ask = () =>
      deputy.act((tx) =>
        askCourt(tx, {
          ...one,
          prisonId,
          courtId: court,
          question: 'set-off',
          text: 'فیصلہ دفعہ 382-بی پر خاموش ہے۔',
        }),
      )
    const referenceId = await ask()
    expect(await ask()).toBeNull()
    return { ...one, referenceId: referenceId! }
  }

  test('on set-off is answered by the judge alone; the order is written into the sentence', async () => {
    const one = await asked()
    const { rows, total } = await judge.call(contract.listReferences, {})
    expect(rows.find(({ id }) => id === one.referenceId)).toMatchObject({
      question: 'set-off',
      custody: [{ from: daysAfter(today, -40), to: daysAfter(today, -1) }],
    })
    expect((await counts(judge, 'courts.references')).count).toBe(total)
    const grant = (who: Someone, to = daysAfter(today, -1)) =>
      who.call(contract.answerReference, {
        referenceId: one.referenceId,
        answer: { about: 'set-off', order: 'GRANTED', custody: [{ from: daysAfter(today, -40), to }] },
      })
    await expect(grant(reader)).rejects.toThrow('403')
    await expect(grant(otherJudge)).rejects.toThrow('404')
    await expect(grant(judge, today)).rejects.toThrow('courts.custody-after-judgment')
    expect(await grant(judge)).toEqual({ changed: 1 })
    expect(await prison.act((tx) => sentencesOf(tx, one.partyId))).toMatchObject([
      { setOff: 'GRANTED', setOffCustody: [{ from: daysAfter(today, -40), to: daysAfter(today, -1) }] },
    ])
    expect(await emitted(ReferenceAnswered.type, one.partyId)).toBe(1)
    await expect(grant(judge)).rejects.toThrow('courts.reference-answered')
  })

  test('refused leaves the reasons with the sentence', async () => {
    const one = await asked()
    await judge.call(contract.answerReference, {
      referenceId: one.referenceId,
      answer: { about: 'set-off', order: 'REFUSED', reasons: 'جرم کی سنگینی' },
    })
    expect(await prison.act((tx) => sentencesOf(tx, one.partyId))).toMatchObject([{ setOff: 'REFUSED' }])
  })
})

test('a prison reads the orders on its own prisoner, and neither the judgment nor another accused’s orders', async () => {
  const one = await onTrial(2)
  const file = await otherPrison.call(contract.getCourtFile, { caseId: one.caseId }).catch((e) => e)
  expect(file.problem.code).toBe('not-found')
  const seen = await prison.call(contract.getCourtFile, { caseId: one.caseId })
  expect(seen.remands.length).toBeGreaterThan(0)
  expect(seen.mayList).toBe(false)
  await expect(prison.call(contract.getJudgmentForm, { partyId: one.partyId })).rejects.toThrow('403')
})
