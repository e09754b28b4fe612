import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Ajv } from 'ajv'
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' }
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import { patientSummary, type Summary } from './fhir.ts'
import { Findings, offers, selfHarmRisks } from './findings.ts'
import { pathways, slots, statuses } from './pathways.ts'

/** The official FHIR R4 JSON schema, as it is; its origin stands in `data/README.md`. */
const schema = JSON.parse(
  gunzipSync(readFileSync(join(import.meta.dirname, 'data/fhir-r4.schema.json.gz'))).toString('utf8'),
)
const ajv = new Ajv({ strict: false, allErrors: true })
ajv.addMetaSchema(draft6)
ajv.addSchema({ ...schema, $id: schema.id, id: undefined })
const isFhir = (type: string) => ajv.compile({ $ref: `${schema.id}#/definitions/${type}` })
const isBundle = isFhir('Bundle')
const typesOf = [
  'Composition',
  'Patient',
  'Organization',
  'Condition',
  'MedicationStatement',
  'AllergyIntolerance',
  'Observation',
]
const isOf = new Map(typesOf.map((type) => [type, isFhir(type)]))

interface Bundle {
  readonly type: string
  readonly entry: readonly {
    readonly fullUrl: string
    readonly resource: { resourceType: string; id: string }
  }[]
}

/** The schema, and what of a document bundle the schema cannot say. */
function expectDocument(bundle: Bundle): void {
  isBundle(bundle)
  expect(isBundle.errors ?? []).toEqual([])
  for (const { resource } of bundle.entry) {
    const valid = isOf.get(resource.resourceType)
    expect(valid, resource.resourceType).toBeDefined()
    valid?.(resource)
    expect(valid?.errors ?? []).toEqual([])
  }
  expect(bundle.type).toBe('document')
  expect(bundle.entry[0]?.resource.resourceType).toBe('Composition')
  const urls = bundle.entry.map((entry) => entry.fullUrl)
  expect(new Set(urls).size).toBe(urls.length)
  // Every reference leads to an entry of the same document.
  for (const [, reference] of JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g))
    expect(urls).toContain(reference)
}

const at = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2026-11-22'), noInvalidDate: true })
  .map((date) => date.toISOString())
const day = at.map((instant) => instant.slice(0, 10))
const words = fc
  .oneof(fc.string({ minLength: 1, maxLength: 40 }), fc.constantFrom('<b>Rifampicin</b> & "co"', 'آئسونیازڈ'))
  .filter((text) => text.trim() !== '')
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const summaries: fc.Arbitrary<Summary> = fc.record({
  id: fc.uuid(),
  at,
  prison: fc.record({ id: fc.nat(100_000), name: fc.record({ en: words, ur: words }) }),
  patient: fc.record({
    id: fc.uuid(),
    number: fc.constant('14/2026'),
    name: fc.record({ en: words, ur: words }),
    sex: maybe(fc.constantFrom('M', 'F', 'X')),
    bornOn: maybe(day),
  }),
  diagnoses: fc.array(
    fc.record({
      id: fc.uuid(),
      pathway: fc.constantFrom(...pathways),
      words: maybe(words),
      status: fc.constantFrom(...statuses),
      onsetOn: day,
    }),
    { maxLength: 4 },
  ),
  medicines: fc.array(
    fc.record({
      id: fc.uuid(),
      medicine: words,
      dose: words,
      slots: fc.uniqueArray(fc.constantFrom(...slots), { minLength: 1 }),
      fromOn: day,
      untilOn: maybe(day),
      stoppedAt: maybe(at),
      running: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  allergies: fc.array(
    fc.record({ id: fc.uuid(), substance: words, reaction: maybe(words), severe: fc.boolean(), at }),
    { maxLength: 3 },
  ),
  screening: maybe(
    fc.record({
      id: fc.uuid(),
      at,
      findings: fc
        .record({
          temperature: fc.option(
            fc.integer({ min: 300, max: 450 }).map((tenths) => tenths / 10),
            { nil: undefined },
          ),
          pulse: fc.option(fc.integer({ min: 20, max: 250 }), { nil: undefined }),
          systolic: fc.option(fc.integer({ min: 50, max: 280 }), { nil: undefined }),
          diastolic: fc.option(fc.integer({ min: 30, max: 180 }), { nil: undefined }),
          weight: fc.option(fc.integer({ min: 2, max: 300 }), { nil: undefined }),
          hiv: fc.constantFrom(...offers),
          hepatitisB: fc.constantFrom(...offers),
          hepatitisC: fc.constantFrom(...offers),
          selfHarm: fc.constantFrom(...selfHarmRisks),
        })
        .map((findings) => Findings.parse(findings)),
    }),
  ),
})

describe('the patient summary', () => {
  test('is a valid FHIR R4 document whatever is in the record', () => {
    fc.assert(
      fc.property(summaries, (summary) => expectDocument(patientSummary(summary) as unknown as Bundle)),
      {
        numRuns: 150,
        seed: 20261122,
      },
    )
  })

  test('would be refused by the schema if a required part were missing or a code were unknown', () => {
    const [summary] = fc.sample(summaries, { numRuns: 1, seed: 7 })
    const { entry } = patientSummary({ ...summary!, diagnoses: [], allergies: [] }) as unknown as Bundle
    const of = (type: string) => ({ ...entry.find((one) => one.resource.resourceType === type)!.resource })
    for (const [type, broken] of [
      ['Composition', { ...of('Composition'), title: undefined, status: 'done' }],
      ['AllergyIntolerance', { ...of('AllergyIntolerance'), criticality: 'severe' }],
      ['Patient', { ...of('Patient'), gender: 'M' }],
      ['Patient', { ...of('Patient'), religion: 'none' }],
    ] as const)
      expect(isOf.get(type)?.(JSON.parse(JSON.stringify(broken))), type).toBe(false)
  })

  test('says that there is no information where nothing is recorded, and not that there is no illness', () => {
    const [summary] = fc.sample(summaries, { numRuns: 1, seed: 7 })
    const text = JSON.stringify(
      patientSummary({ ...summary!, diagnoses: [], medicines: [], allergies: [], screening: null }),
    )
    for (const code of ['no-problem-info', 'no-medication-info', 'no-allergy-info'])
      expect(text).toContain(code)
    expect(text).not.toMatch(/no-known|"inactive"/)
  })
})

describe('as it is downloaded', () => {
  let here: World
  let doctor: Someone
  beforeAll(async () => {
    here = await world()
    doctor = await here.someone('medical-officer', 'PRS-HYD-C')
  })
  afterAll(() => here.drop())

  test('it holds what the record holds, and validates', async () => {
    const clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
    const { imprisonmentId: id } = await clerk.insist(contract.admitPrisoner, aPaperAdmission())
    const { rows } = await here.database.owner.pool.query(`select workflow.today()::text as today`)
    const onsetOn = rows[0].today
    await doctor.call(contract.recordScreening, {
      id,
      hiv: 'negative',
      hepatitisB: 'negative',
      hepatitisC: 'negative',
      selfHarm: 'none',
      temperature: 38.2,
      systolic: 130,
      diastolic: 85,
    })
    await doctor.call(contract.diagnose, { id, pathway: 'tb', status: 'suspected', onsetOn })
    await doctor.call(contract.prescribe, {
      id,
      medicine: 'Rifampicin',
      dose: '450 mg',
      slots: ['morning'],
      fromOn: onsetOn,
    })
    await doctor.call(contract.recordAllergy, { id, substance: 'Penicillin', reaction: 'Rash' })
    const answer = await here.app.request(`/api/custody/prisoners/${id}/patient-summary`, {
      headers: { 'x-test-actor': doctor.grantId },
    })
    expect(answer.headers.get('content-type')).toContain('application/fhir+json')
    const bundle = (await answer.json()) as Bundle
    expectDocument(bundle)
    expect(bundle.entry.map((entry) => entry.resource.resourceType)).toEqual([
      'Composition',
      'Patient',
      'Organization',
      'Condition',
      'MedicationStatement',
      'AllergyIntolerance',
      'Observation',
      'Observation',
    ])
    expect(JSON.stringify(bundle)).toContain('Allah Dino')
  })
})
