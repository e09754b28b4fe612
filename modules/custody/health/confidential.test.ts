import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { posts } from '#kernel/access'
import type { Endpoint } from '#platform/http/contract'
import { allHandlers } from '../../../app/server.ts'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import * as health from './contract.ts'

/**
 * That somebody is ill is nobody's to know but the health posts of the prison. Every other post, the same posts of another prison, and
 * the auditor call every endpoint and read every table before and after a prisoner falls ill: nothing they are told may differ. It is
 * tried with the endpoints' own checks in place, and with all of them removed.
 */
const healthPosts = ['medical-officer', 'woman-medical-officer', 'dispenser']
const secrets = {
  cough: 'coughs blood at night',
  mood: 'hears voices of his dead brother',
  illness: 'Wilson disease',
  medicine: 'Penicillamine',
  allergy: 'Sulphonamide',
  note: 'weeps when alone',
  why: 'sputum smear three plus',
  outcome: 'cavity in the left upper lobe',
}
const tables = [
  'health_file',
  'health_screening',
  'health_allergy',
  'health_diagnosis',
  'health_diagnosis_step',
  'health_ward',
  'health_fitness_reason',
  'health_note',
  'health_prescription',
  'health_dose',
  'health_visit',
  'health_rule',
] as const
const unitOf: Record<string, string> = {
  'police-registrar': 'PS-HYD-CNT',
  'investigating-officer': 'PS-HYD-CNT',
  prosecutor: 'PRO-HYD',
  'district-prosecutor': 'PRO-HYD',
  'court-reader': 'CRT-HYD-JM1',
  judge: 'CRT-HYD-JM1',
  'inspector-general-prisons': 'PRD-SD',
  'prison-admissions-officer': 'PRS-HYD-C',
  'deputy-superintendent': 'PRS-HYD-C',
  superintendent: 'PRS-HYD-C',
  'gate-officer': 'PRS-HYD-C',
}
const reads = allHandlers()
  .filter((handler) => handler.kind === 'guarded' && handler.endpoint.method === 'GET')
  .map((handler) => handler.endpoint)
  // The audit grows with every read of this test; what it holds is looked at below. Law and units know no person. A report's file
  // carries the second it was made; the rows in it are those that its page shows.
  .filter(({ name }) => !/^(audit|law|units)\.|^reporting.export-report$/.test(name))
const ofHealth: readonly Endpoint[] = Object.values(health).filter(
  (each): each is typeof each & Endpoint => typeof each === 'object' && 'method' in each,
)
const guardedByHealth = ofHealth.filter((endpoint) => endpoint.name !== 'custody.get-fitness')

interface Ill {
  readonly id: string
  readonly diagnosisId: string
  readonly prescriptionId: string
}

for (const withoutPermissionCheck of [false, true]) {
  describe(`what others learn, ${withoutPermissionCheck ? 'without' : 'with'} the endpoints’ own check`, () => {
    let here: World
    let doctor: Someone
    let clerk: Someone
    const others: Someone[] = []
    let today = ''
    let n = 0
    beforeAll(async () => {
      here = await world({ withoutPermissionCheck })
      doctor = await here.someone('medical-officer', 'PRS-HYD-C')
      clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
      for (const { code } of posts)
        if (!healthPosts.includes(code) && code !== 'service')
          others.push(await here.someone(code, unitOf[code] ?? 'PK-SD'))
      for (const code of healthPosts) others.push(await here.someone(code, 'PRS-KHI-C'))
      const { rows } = await here.database.owner.pool.query(`select workflow.today()::text as today`)
      today = rows[0].today
    })
    afterAll(() => here.drop())

    async function held(): Promise<string> {
      n += 1
      const { imprisonmentId } = await clerk.insist(
        contract.admitPrisoner,
        aPaperAdmission({
          noneOfThese: true,
          person: {
            nameEn: `Held ${n}`,
            nameUr: `اسیر ${n}`,
            sex: 'M',
            birthDate: '1990-05-01',
            birthPrecision: 'day',
            aliases: [],
          },
        }),
      )
      return imprisonmentId
    }

    /** Everything of the medical layer of which the prison is told nothing. */
    async function fallIll(id: string): Promise<Ill> {
      await doctor.call(health.recordScreening, {
        id,
        hiv: 'positive',
        hepatitisB: 'pending',
        hepatitisC: 'declined',
        selfHarm: 'high',
        cough: true,
        notes: secrets.cough,
        mood: secrets.mood,
      })
      const { diagnosisId } = await doctor.call(health.diagnose, {
        id,
        pathway: 'tb',
        status: 'confirmed',
        onsetOn: today,
        note: secrets.why,
      })
      await doctor.call(health.diagnose, {
        id,
        pathway: 'chronic',
        words: secrets.illness,
        status: 'on-treatment',
        onsetOn: today,
      })
      await doctor.call(health.followDiagnosis, { diagnosisId, status: 'on-treatment' })
      const { prescriptionId } = await doctor.call(health.prescribe, {
        id,
        medicine: secrets.medicine,
        dose: '250 mg',
        slots: ['morning'],
        fromOn: today,
        diagnosisId,
      })
      await doctor.call(health.logDoses, {
        doses: [{ id: randomUUID(), prescriptionId, on: today, slot: 'morning', result: 'refused' }],
      })
      await doctor.call(health.recordAllergy, { id, substance: secrets.allergy, severe: true })
      await doctor.call(health.writeNote, { id, words: secrets.note })
      return { id, diagnosisId, prescriptionId }
    }

    /** What a call tells: status and body, with the moments of the call itself taken out. */
    async function told(who: Someone, endpoint: Endpoint, ids: Ill): Promise<string> {
      const input = JSON.parse(JSON.stringify(endpoint.example?.input ?? {})) as Record<string, unknown>
      for (const [, name] of endpoint.path.matchAll(/:([A-Za-z]+)/g)) input[name!] ??= ''
      for (const name of Object.keys(input)) {
        if (name === 'diagnosisId' || name === 'prescriptionId') input[name] = ids[name]
        else if (name === 'ids') input[name] = [ids.id]
        else if (/(^id|Id)$/.test(name) && typeof input[name] === 'string') input[name] = ids.id
      }
      const rest = new Map(Object.entries(input))
      const path = endpoint.path.replace(/:([A-Za-z]+)/g, (_whole, name: string) => {
        const value = String(rest.get(name))
        rest.delete(name)
        return encodeURIComponent(value)
      })
      const query =
        endpoint.method === 'GET'
          ? `?${new URLSearchParams([...rest].map(([key, value]) => [key, String(value)]))}`
          : ''
      const answer = await here.app.request(`/api${path}${query}`, {
        method: endpoint.method,
        headers: { 'x-test-actor': who.grantId, 'content-type': 'application/json' },
        ...(endpoint.method === 'GET' ? {} : { body: JSON.stringify(Object.fromEntries(rest)) }),
      })
      const text = await answer.text()
      return `${answer.status} ${text.replace(/\d{4}-\d\d-\d\d[T ][\d:.]+(Z|[+-]\d\d(:?\d\d)?)/g, 'at')}`
    }

    test('is the same before and after somebody falls ill: every answer, count, refusal and task', async () => {
      const id = await held()
      const well = { id, diagnosisId: randomUUID(), prescriptionId: randomUUID() }
      // With the checks in place most of what is not the prison's is refused at the door; without them everything is asked.
      const asked = reads.filter(
        ({ name }) => withoutPermissionCheck || /^(custody|home|workflow)\./.test(name),
      )
      const ask = async () => {
        const answers = new Map<string, string>()
        for (const who of others)
          for (const endpoint of asked)
            answers.set(`${who.post} of ${who.unit}: ${endpoint.name}`, await told(who, endpoint, well))
        return answers
      }
      const before = await ask()
      await fallIll(id)
      const after = await ask()
      const differ = [...before].filter(([key, answer]) => after.get(key) !== answer).map(([key]) => key)
      expect(differ).toEqual([])
      expect(before.size).toBeGreaterThan(500)
      for (const [key, answer] of after)
        for (const secret of Object.values(secrets))
          if (answer.includes(secret)) throw new Error(`${key} told ${secret}`)
      // The comparison can tell: to the doctor everything differs.
      expect(await told(doctor, health.getHealthRecord, well)).toContain(secrets.note)
    }, 240_000)

    test('every medical endpoint answers about the ill and the well alike', async () => {
      const ill = await fallIll(await held())
      const well = { id: await held(), diagnosisId: randomUUID(), prescriptionId: randomUUID() }
      const isAbout = (text: string, ids: Ill) =>
        text.replaceAll(ids.id, 'id').replaceAll(ids.diagnosisId, 'd').replaceAll(ids.prescriptionId, 'p')
      for (const who of others)
        for (const endpoint of guardedByHealth) {
          const of = `${who.post} of ${who.unit}: ${endpoint.name}`
          const answer = isAbout(await told(who, endpoint, ill), ill)
          expect(answer, of).toBe(isAbout(await told(who, endpoint, well), well))
          if (!withoutPermissionCheck && !healthPosts.includes(who.post))
            expect(answer.slice(0, 3), of).toBe('403')
        }
      // And nothing was done by any of it.
      const record = await doctor.call(health.getHealthRecord, { id: well.id })
      expect(record.timeline).toEqual([])
      expect(record.ward).toBeNull()
    }, 120_000)

    test('every medical table is empty to them, and takes nothing from them', async () => {
      await fallIll(await held())
      for (const table of tables) {
        const { rows } = await here.database.owner.pool.query(
          `select count(*)::integer as n from custody.${table}`,
        )
        if (!['health_ward', 'health_fitness_reason', 'health_visit'].includes(table))
          expect(rows[0].n, table).toBeGreaterThan(0)
        for (const who of others) {
          const of = `${who.post} of ${who.unit}: ${table}`
          const found = await who.act((tx) =>
            sql`select 1 from ${sql.table(`custody.${table}`)} where ${table !== 'health_rule'} or ${!healthPosts.includes(who.post)}`.execute(
              tx,
            ),
          )
          expect(found.rows.length, of).toBe(0)
          await expect(
            who.act((tx) =>
              sql`insert into ${sql.table(`custody.${table}`)} select * from jsonb_populate_record(null::${sql.table(`custody.${table}`)},
                jsonb_build_object('jurisdiction', 'PK-SD', 'prison_id', (select id from units.unit where code = 'PRS-HYD-C')))`.execute(
                tx,
              ),
            ),
            of,
          ).rejects.toThrow(/row-level security|permission denied|null value/)
        }
      }
    })

    test('two in isolation for different reasons are the same to the prison', async () => {
      const [one, other] = [await held(), await held()]
      const until = today
      await doctor.call(health.orderWard, {
        id: one,
        ward: 'isolation',
        expectedUntil: until,
        why: secrets.why,
      })
      await doctor.call(health.orderWard, {
        id: other,
        ward: 'isolation',
        expectedUntil: until,
        why: 'scabies',
      })
      for (const [id, why] of [
        [one, secrets.why],
        [other, 'asthma'],
      ] as const) {
        await doctor.call(health.declareFitness, { id, kind: 'travel', fit: 'no', why })
        await doctor.call(health.sendToHospital, { id, destination: 'Civil Hospital', escort: 'HC', why })
      }
      await doctor.call(health.backFromHospital, { id: one, outcome: secrets.outcome })
      await doctor.call(health.backFromHospital, { id: other, outcome: 'well' })
      const about = reads.filter((endpoint) => /^\/custody\/prisoners\/:/.test(endpoint.path))
      expect(about.length).toBeGreaterThan(5)
      for (const who of others)
        for (const endpoint of about) {
          const answers = await Promise.all(
            [one, other].map((id) => told(who, endpoint, { id, diagnosisId: id, prescriptionId: id })),
          )
          for (const answer of answers)
            for (const secret of ['scabies', 'asthma', ...Object.values(secrets)])
              expect(answer, `${who.post} ${endpoint.name}`).not.toContain(secret)
          expect(answers[0]?.slice(0, 3)).toBe(answers[1]?.slice(0, 3))
        }
    })

    test('no event, task, kept answer or audit entry holds a word of it, nor what kind of record was written', async () => {
      await fallIll(await held())
      const { pool } = here.database.owner
      for (const table of [
        'events.outbox',
        'events.delivery',
        'events.command',
        'workflow.task',
        'audit.entry',
        'cases.event',
      ])
        for (const secret of [
          ...Object.values(secrets),
          'health_diagnosis',
          'health_prescription',
          'on-treatment',
        ]) {
          const { rows } = await pool.query(
            `select t::text as t from ${table} t where t::text like '%' || $1 || '%' limit 1`,
            [secret],
          )
          expect(rows, `${table}: ${secret}`).toEqual([])
        }
      const { rows } = await pool.query(
        `select distinct array(select jsonb_object_keys(detail)) as keys from audit.entry where subject = 'custody.health'`,
      )
      expect(rows).toEqual([{ keys: ['sealed'] }])
      // Whom a list of the sick showed is told by identifiers that only the health posts can open.
      await doctor.call(health.listPatients, {})
      await doctor.call(health.getOutbreak, { disease: 'tb' })
      await doctor.call(health.getDoseRound, { on: today, slot: 'morning' })
      const { rows: named } = await pool.query(
        `select subject from audit.entry e where e.act = 'read'
           and e.subject in ('custody.list-patients', 'custody.get-outbreak', 'custody.get-dose-round', 'custody.get-health-desk')
           and exists (select 1 from custody.imprisonment i where i.id::text = any (e.subject_ids))`,
      )
      expect(named).toEqual([])
      const { rows: opened } = await pool.query(
        `select count(*)::integer as n from audit.entry where act = 'read' and subject = 'custody.list-patients' and cardinality(subject_ids) > 0`,
      )
      expect(opened[0].n).toBeGreaterThan(0)
    })
  })
}
