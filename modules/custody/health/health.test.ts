import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { aBarrack, aPaperAdmission, givePlace } from '../testing.ts'
import { countScreeningDue } from './desk.ts'
import { countDosesDue } from './medicines.ts'

let here: World
let clerk: Someone
let superintendent: Someone
let gate: Someone
let doctor: Someone
let lady: Someone
let dispenser: Someone
let today = ''
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  gate = await here.someone('gate-officer', 'PRS-HYD-C')
  doctor = await here.someone('medical-officer', 'PRS-HYD-C')
  lady = await here.someone('woman-medical-officer', 'PRS-HYD-C')
  dispenser = await here.someone('dispenser', 'PRS-HYD-C')
  today = await daysFromNow(0)
})
afterAll(() => here.drop())

async function daysFromNow(days: number): Promise<string> {
  const { rows } = await here.database.owner.pool.query(
    `select (workflow.today() + $1::integer)::text as day`,
    [days],
  )
  return rows[0].day
}

let n = 0
async function held(
  given: { sex?: 'M' | 'F'; birthDate?: string; admittedAt?: string } = {},
): Promise<string> {
  n += 1
  const { sex = 'M', birthDate = '1990-05-01', ...rest } = given
  const { imprisonmentId } = await clerk.insist(
    contract.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: {
        nameEn: `Patient ${n}`,
        nameUr: `مریض ${n}`,
        sex,
        birthDate,
        birthPrecision: 'day',
        aliases: [],
      },
      ...rest,
    }),
  )
  return imprisonmentId
}
const nothingFound = {
  hiv: 'declined',
  hepatitisB: 'not-offered',
  hepatitisC: 'not-offered',
  selfHarm: 'none',
} as const

describe('the screening', () => {
  test('is due from admission by the hours of the province, and is over with the first one', async () => {
    const before = await doctor.act(countScreeningDue)
    const id = await held()
    expect(await doctor.act(countScreeningDue)).toEqual({ count: before.count + 1, overdue: before.overdue })
    const { rows } = await here.database.owner.pool.query(
      `select extract(epoch from f.screening_due - i.admitted_at)::integer / 3600 as hours from custody.health_file f
         join custody.imprisonment i on i.id = f.imprisonment_id where i.id = $1`,
      [id],
    )
    expect(rows[0].hours).toBe(24)
    const desk = await doctor.call(contract.getHealthDesk, {})
    expect(desk.due.map((one) => one.imprisonmentId)).toContain(id)
    expect(desk.counts.due).toBe(before.count + 1)

    expect(
      await doctor.call(contract.recordScreening, { id, ...nothingFound, cough: true, temperature: 37.9 }),
    ).toMatchObject({ tbToBeLookedFor: true })
    expect(await doctor.act(countScreeningDue)).toEqual(before)
    const record = await doctor.call(contract.getHealthRecord, { id })
    expect(record.screening.latest?.findings).toMatchObject({
      cough: true,
      temperature: 37.9,
      hiv: 'declined',
    })
    expect(record.timeline.map((entry) => entry.kind)).toEqual(['screening'])
    // A later one changes nothing of the first.
    await doctor.call(contract.recordScreening, { id, ...nothingFound, selfHarm: 'high' })
    expect((await doctor.call(contract.getHealthDesk, {})).watched).toMatchObject([
      { imprisonmentId: id, risk: 'high' },
    ])
  })

  test('is late when its hours have passed, and is due in Punjab after its own', async () => {
    const day = await daysFromNow(-3)
    const before = (await doctor.act(countScreeningDue)).overdue
    await held({ admittedAt: `${day}T09:00` })
    expect((await doctor.act(countScreeningDue)).overdue).toBe(before + 1)
    const { rows } = await here.database.owner.pool.query(
      `select custody.health_rule_now('PK-PB', 'screening-hours') as punjab, custody.health_rule_now('PK-SD', 'screening-hours') as sindh`,
    )
    expect(rows).toEqual([{ punjab: 48, sindh: 24 }])
  })

  test('of a woman or a girl is the woman medical officer’s, of a boy both officers’', async () => {
    const woman = await held({ sex: 'F' })
    const girl = await held({ sex: 'F', birthDate: await daysFromNow(-16 * 365) })
    const boy = await held({ birthDate: await daysFromNow(-16 * 365) })
    for (const id of [woman, girl]) {
      await lady.call(contract.recordScreening, { id, ...nothingFound, pregnant: 'yes', pregnantWeeks: 20 })
      for (const refused of [
        () => doctor.call(contract.getHealthRecord, { id }),
        () => doctor.call(contract.recordScreening, { id, ...nothingFound }),
        () => dispenser.call(contract.getContinuity, { id }),
      ])
        await expect(refused()).rejects.toMatchObject({ problem: { code: 'custody-health.kept-by-another' } })
    }
    for (const who of [doctor, lady]) await who.call(contract.recordScreening, { id: boy, ...nothingFound })
    await expect(dispenser.call(contract.getContinuity, { id: boy })).rejects.toMatchObject({
      problem: { code: 'custody-health.kept-by-another' },
    })
  })
})

describe('a diagnosis', () => {
  test('goes on its pathway and nowhere else, and is followed once at a time', async () => {
    const id = await held()
    const { diagnosisId } = await doctor.call(contract.diagnose, {
      id,
      pathway: 'tb',
      status: 'suspected',
      onsetOn: today,
    })
    await expect(
      doctor.call(contract.diagnose, { id, pathway: 'tb', status: 'confirmed', onsetOn: today }),
    ).rejects.toMatchObject({ problem: { code: 'custody-health.followed-already' } })
    await expect(
      doctor.call(contract.followDiagnosis, { diagnosisId, status: 'completed' }),
    ).rejects.toMatchObject({ problem: { code: 'custody-health.not-from-there' } })
    await doctor.call(contract.followDiagnosis, { diagnosisId, status: 'confirmed', note: 'GeneXpert' })
    await doctor.call(contract.followDiagnosis, { diagnosisId, status: 'on-treatment' })
    expect((await doctor.call(contract.listPatients, { pathway: 'tb' })).rows).toMatchObject([
      { imprisonmentId: id, status: 'on-treatment' },
    ])
    await doctor.call(contract.followDiagnosis, { diagnosisId, status: 'completed' })
    expect((await doctor.call(contract.listPatients, { pathway: 'tb' })).total).toBe(0)
    await doctor.call(contract.diagnose, { id, pathway: 'tb', status: 'suspected', onsetOn: today })
    const { diagnoses } = await doctor.call(contract.getHealthRecord, { id })
    expect(diagnoses.map((one) => one.steps.map((step) => step.status))).toEqual([
      ['suspected'],
      ['suspected', 'confirmed', 'on-treatment', 'completed'],
    ])
    await expect(
      doctor.call(contract.diagnose, {
        id,
        pathway: 'hiv',
        status: 'confirmed',
        onsetOn: await daysFromNow(1),
      }),
    ).rejects.toMatchObject({ problem: { code: 'custody-health.in-the-future' } })
    await expect(
      doctor.call(contract.diagnose, { id, pathway: 'chronic', status: 'confirmed', onsetOn: today }),
    ).rejects.toMatchObject({ problem: { errors: [{ path: 'words' }] } })
  })

  test('is never rewritten, not even by the officer who made it', async () => {
    const id = await held()
    await doctor.call(contract.writeNote, { id, words: 'Seen' })
    for (const change of [
      sql`update custody.health_note set words = 'Not seen'`,
      sql`delete from custody.health_note`,
      sql`update custody.health_diagnosis set pathway = 'other'`,
    ])
      await expect(doctor.act((tx) => change.execute(tx))).rejects.toThrow(/permission denied/)
  })
})

describe('isolation', () => {
  test('reaches the rule of separation, and the rest of the prison sees it and until when', async () => {
    const id = await held()
    const until = await daysFromNow(14)
    const { id: ordinary } = await superintendent.call(contract.addLocation, aBarrack({ name: 'Ordinary' }))
    const { id: isolation } = await superintendent.call(
      contract.addLocation,
      aBarrack({ name: 'Isolation', ward: 'isolation' }),
    )
    await givePlace(clerk, id, ordinary)
    await expect(
      doctor.call(contract.orderWard, { id, ward: 'isolation', locationId: ordinary, why: 'TB' }),
    ).rejects.toMatchObject({ problem: { code: 'custody-health.no-such-place' } })
    await doctor.call(contract.orderWard, {
      id,
      ward: 'isolation',
      expectedUntil: until,
      locationId: isolation,
      why: 'Smear positive',
    })
    const seen = await superintendent.call(contract.getPlaceOf, { id })
    expect(seen.ward).toMatchObject({ ward: 'isolation', until, place: { en: 'Isolation' } })
    expect(seen.breaches.map((breach) => breach.rule)).toEqual(['ward'])
    expect(await superintendent.call(contract.getFitness, { id })).toMatchObject({
      ward: { ward: 'isolation', until },
    })
    expect((await doctor.call(contract.getHealthDesk, {})).wards).toMatchObject([
      { imprisonmentId: id, elsewhere: true, why: 'Smear positive' },
    ])
    await givePlace(clerk, id, isolation)
    expect((await doctor.call(contract.getHealthDesk, {})).wards[0]?.elsewhere).toBe(false)
    await doctor.call(contract.endWard, { id, why: 'Sputum negative twice' })
    expect((await superintendent.call(contract.getPlaceOf, { id })).breaches.map((one) => one.rule)).toEqual([
      'ward',
    ])
    await expect(doctor.call(contract.endWard, { id, why: 'again' })).rejects.toMatchObject({
      problem: { code: 'custody-health.not-in-ward' },
    })
  })

  test('cannot be ordered past the medical order, by whoever', async () => {
    const id = await held()
    for (const who of [doctor, superintendent])
      await expect(
        who.act((tx) =>
          sql`insert into custody.medical_ward (jurisdiction, prison_id, imprisonment_id, ward)
            select jurisdiction, prison_id, id, 'isolation' from custody.imprisonment where id = ${id}::uuid`.execute(
            tx,
          ),
        ),
      ).rejects.toThrow(/row-level security/)
  })

  test('ends with the stay', async () => {
    const id = await held()
    await doctor.call(contract.orderWard, { id, ward: 'hospital', why: 'Fever' })
    await here.database.owner.pool.query(
      `update custody.imprisonment set state = 'released', released_at = clock_timestamp(), release_ground = 'bail' where id = $1`,
      [id],
    )
    const { rows } = await here.database.owner.pool.query(
      `select (select count(*) from custody.medical_ward where imprisonment_id = $1 and until_at is null)::integer
            + (select count(*) from custody.health_ward where imprisonment_id = $1 and ended_at is null)::integer as open`,
      [id],
    )
    expect(rows[0].open).toBe(0)
    await expect(
      doctor.call(contract.orderWard, { id, ward: 'hospital', why: 'Fever' }),
    ).rejects.toMatchObject({
      problem: { code: 'custody.not-in' },
    })
  })
})

test('fitness is said to the prison without its reason, until its day', async () => {
  const id = await held()
  expect(await gate.call(contract.getFitness, { id })).toEqual({ travel: null, labour: null, ward: null })
  await doctor.call(contract.declareFitness, {
    id,
    kind: 'travel',
    fit: 'no',
    until: await daysFromNow(3),
    why: 'Fracture',
  })
  await doctor.call(contract.declareFitness, { id, kind: 'labour', fit: 'yes', why: 'Well' })
  const said = await gate.call(contract.getFitness, { id })
  expect(said).toMatchObject({
    travel: { fit: false, until: await daysFromNow(3) },
    labour: { fit: true, until: null },
  })
  expect(JSON.stringify(said)).not.toContain('Fracture')
  await here.database.owner.pool.query(
    `update custody.fitness set until_on = workflow.today() - 1 where kind = 'travel'`,
  )
  expect((await gate.call(contract.getFitness, { id })).travel).toBeNull()
})

describe('medicines', () => {
  const prescribed = async (more: { untilOn?: string; slots?: ('morning' | 'night')[] } = {}) => {
    const id = await held()
    const { prescriptionId } = await doctor.call(contract.prescribe, {
      id,
      medicine: 'Isoniazid',
      dose: '300 mg',
      slots: ['morning'],
      watched: true,
      fromOn: today,
      ...more,
    })
    return { id, prescriptionId }
  }
  const mark = (prescriptionId: string, result: 'given' | 'refused' | 'not-there', id = randomUUID()) => ({
    id,
    prescriptionId,
    on: today,
    slot: 'morning' as const,
    result,
  })
  const resultOf = async (prescriptionId: string) =>
    (await dispenser.call(contract.getDoseRound, { on: today, slot: 'morning' })).barracks
      .flatMap((barrack) => barrack.due)
      .find((one) => one.prescriptionId === prescriptionId)?.result

  test('are on the round of their barrack with what is not borne, and each mark is one however often sent', async () => {
    const { id, prescriptionId } = await prescribed()
    await doctor.call(contract.recordAllergy, { id, substance: 'Penicillin', severe: true })
    const round = await dispenser.call(contract.getDoseRound, { on: today, slot: 'morning' })
    expect(round.barracks.flatMap((one) => one.due)).toMatchObject([
      { prescriptionId, allergies: ['Penicillin'], result: null, out: false },
    ])
    expect((await dispenser.call(contract.getDoseRound, { on: today, slot: 'night' })).barracks).toEqual([])
    const away = mark(prescriptionId, 'not-there')
    expect(await dispenser.call(contract.logDoses, { doses: [away, away] })).toEqual({ logged: 1, known: 1 })
    expect(await dispenser.call(contract.logDoses, { doses: [mark(prescriptionId, 'given')] })).toEqual({
      logged: 1,
      known: 0,
    })
    // The first phone comes back into the network, and a colleague gives it once more.
    expect(
      await dispenser.call(contract.logDoses, {
        doses: [away, mark(prescriptionId, 'given'), mark(prescriptionId, 'refused')],
      }),
    ).toEqual({ logged: 0, known: 3 })
    expect(await resultOf(prescriptionId)).toBe('given')
  })

  test('are marked once by two phones at the same moment', async () => {
    const { prescriptionId } = await prescribed()
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        dispenser.call(contract.logDoses, { doses: [mark(prescriptionId, 'given')] }),
      ),
    )
    expect(answers.reduce((sum, one) => sum + one.logged, 0)).toBe(1)
  })

  test('are not given at another round, on a day to come, or by who was never prescribed them', async () => {
    const { prescriptionId } = await prescribed()
    const tomorrow = await daysFromNow(1)
    for (const dose of [
      { ...mark(prescriptionId, 'given'), slot: 'night' as const },
      { ...mark(prescriptionId, 'given'), on: tomorrow },
    ])
      await expect(dispenser.call(contract.logDoses, { doses: [dose] })).rejects.toMatchObject({
        problem: { code: 'custody-health.not-due' },
      })
    await expect(
      dispenser.call(contract.logDoses, { doses: [mark(randomUUID(), 'given')] }),
    ).rejects.toMatchObject({ problem: { code: 'not-found' } })
    await expect(dispenser.call(contract.getHealthRecord, { id: randomUUID() })).rejects.toThrow(
      'not-allowed',
    )
  })

  test('that run are on the sheet that goes along, as many as the province says', async () => {
    const { id, prescriptionId } = await prescribed({ slots: ['morning', 'night'] })
    const { prescriptionId: short } = await doctor.call(contract.prescribe, {
      id,
      medicine: 'Amoxicillin',
      dose: '500 mg',
      slots: ['morning', 'noon', 'evening'],
      fromOn: today,
      untilOn: await daysFromNow(2),
    })
    const { prescriptionId: stopped } = await doctor.call(contract.prescribe, {
      id,
      medicine: 'Ibuprofen',
      dose: '400 mg',
      slots: ['noon'],
      fromOn: today,
    })
    await doctor.call(contract.stopPrescription, { prescriptionId: stopped, why: 'Stomach' })
    await dispenser.call(contract.logDoses, { doses: [mark(prescriptionId, 'given')] })
    const sheet = await dispenser.call(contract.getContinuity, { id })
    expect(sheet.medicines.map((one) => [one.prescriptionId, one.doses, one.lastGiven !== null])).toEqual([
      [short, 6, false],
      [prescriptionId, 28, true],
    ])
    await expect(
      doctor.call(contract.stopPrescription, { prescriptionId: stopped, why: 'again' }),
    ).rejects.toMatchObject({ problem: { code: 'not-found' } })
  })

  test('whose hour has come and of which nothing is known are counted', async () => {
    const before = (await dispenser.act(countDosesDue)).count
    await here.database.owner.pool.query(
      `insert into custody.health_rule select jurisdiction, 'slot-hour:morning', workflow.today() - 1, 0, '', '' from custody.health_rule
        where key = 'slot-hour:morning' on conflict do nothing`,
    )
    const { prescriptionId } = await prescribed()
    const due = (await dispenser.act(countDosesDue)).count
    expect(due).toBeGreaterThan(before)
    await dispenser.call(contract.logDoses, { doses: [mark(prescriptionId, 'refused')] })
    expect((await dispenser.act(countDosesDue)).count).toBe(due - 1)
  })
})

test('a hospital visit is a movement for everybody, and a reason for the medical officer', async () => {
  const id = await held()
  await doctor.call(contract.sendToHospital, {
    id,
    destination: 'Civil Hospital',
    escort: 'HC Ghulam Nabi',
    why: 'Haemoptysis',
  })
  const seen = await gate.call(contract.listMovementsOf, { id })
  expect(seen.out).toMatchObject({ kind: 'HOS', destination: { en: 'Civil Hospital' } })
  expect(JSON.stringify(seen)).not.toContain('Haemoptysis')
  expect((await doctor.call(contract.getHealthDesk, {})).out).toMatchObject([
    { imprisonmentId: id, why: 'Haemoptysis' },
  ])
  await expect(
    doctor.call(contract.sendToHospital, { id, destination: 'Other', escort: 'HC', why: 'again' }),
  ).rejects.toMatchObject({ problem: { code: 'custody-movement.out-already' } })
  // The gate writes the return; the finding follows with the papers.
  await gate.call(contract.bringBack, { id })
  await doctor.call(contract.backFromHospital, { id, outcome: 'Chest X-ray: cavity' })
  await expect(doctor.call(contract.backFromHospital, { id, outcome: 'again' })).rejects.toMatchObject({
    problem: { code: 'custody-health.not-at-hospital' },
  })
  // And the other way round: the gate sent, the medical officer writes both.
  await gate.call(contract.sendOut, { id, kind: 'HOS', destination: 'Civil Hospital', escort: 'HC' })
  await doctor.call(contract.backFromHospital, { id, outcome: 'Stable' })
  expect((await gate.call(contract.listMovementsOf, { id })).out).toBeNull()
  const { timeline } = await doctor.call(contract.getHealthRecord, { id })
  expect(timeline.filter((entry) => entry.kind === 'visit-back').map((entry) => entry.words)).toEqual([
    'Stable',
    'Chest X-ray: cavity',
  ])
  // No other way out of the prison is the medical officer's to write.
  await expect(
    doctor.act((tx) =>
      sql`insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, reason, out_at)
        select jurisdiction, prison_id, id, 'TAP', 'other', clock_timestamp() from custody.imprisonment where id = ${id}::uuid`.execute(
        tx,
      ),
    ),
  ).rejects.toThrow(/row-level security/)
})

test('an outbreak names who slept under one roof with a case and when, and isolates them in one act', async () => {
  const add = async (name: string) => (await superintendent.call(contract.addLocation, aBarrack({ name }))).id
  const [roof, other] = [await add('Roof'), await add('Other roof')]
  const [sick, mate, left, stranger] = [await held(), await held(), await held(), await held()]
  for (const id of [sick, mate, left]) await givePlace(clerk, id, roof)
  await givePlace(clerk, stranger, other)
  await here.database.owner.pool.query(
    `alter table custody.allocation disable trigger keep_allocation;
     update custody.allocation set from_at = from_at - interval '6 days' where location_id in ('${roof}', '${other}');
     update custody.imprisonment set admitted_at = admitted_at - interval '8 days' where id in ('${sick}', '${mate}', '${left}', '${stranger}');
     update custody.allocation set to_at = from_at + interval '3 days' where imprisonment_id = '${left}' and to_at is null;
     alter table custody.allocation enable trigger keep_allocation`,
  )
  await doctor.call(contract.diagnose, {
    id: sick,
    pathway: 'measles',
    status: 'confirmed',
    onsetOn: await daysFromNow(-1),
  })
  const view = await doctor.call(contract.getOutbreak, { disease: 'measles' })
  expect(view.contactDays).toBe(4)
  expect(view.cases).toMatchObject([{ imprisonmentId: sick, barrack: { en: 'Roof' }, ward: null }])
  expect(view.perDay).toEqual([{ on: await daysFromNow(-1), barrackId: roof, count: 1 }])
  expect(view.contacts.map((one) => one.imprisonmentId)).toEqual([mate, left])
  expect(view.contacts[0]!.nights).toBeGreaterThan(view.contacts[1]!.nights)
  expect(view.barracks.find((one) => one.id === roof)).toMatchObject({ cases: 1, contacts: 2 })
  expect(view.open.find((one) => one.disease === 'measles')?.count).toBe(1)

  const ids = [sick, ...view.contacts.map((one) => one.imprisonmentId)]
  const expectedUntil = await daysFromNow(4)
  expect(await doctor.call(contract.isolateAll, { disease: 'measles', ids, expectedUntil })).toEqual({
    isolated: 3,
    already: 0,
  })
  expect(await doctor.call(contract.isolateAll, { disease: 'measles', ids, expectedUntil })).toEqual({
    isolated: 0,
    already: 3,
  })
  expect((await superintendent.call(contract.getFitness, { id: mate })).ward).toMatchObject({
    until: expectedUntil,
  })
  // One woman among them, whose file this officer does not keep: nobody is isolated by half.
  const woman = await held({ sex: 'F' })
  await expect(
    doctor.call(contract.isolateAll, { disease: 'measles', ids: [stranger, woman], expectedUntil }),
  ).rejects.toMatchObject({ problem: { code: 'custody-health.kept-by-another' } })
  expect((await superintendent.call(contract.getFitness, { id: stranger })).ward).toBeNull()
})
