import type { Findings } from './findings.ts'
import type { Pathway, Slot, Status } from './pathways.ts'

/**
 * A patient summary as an HL7 FHIR R4 (4.0.1) document, in the manner of the International Patient Summary: Composition, Patient, and
 * what the sections name. Pure. Where nothing is recorded the summary says that there is no information, never that there is nothing.
 */

interface Both {
  readonly en: string
  readonly ur: string
}

export interface Summary {
  /** The document's own identifier. */
  readonly id: string
  readonly at: string
  readonly prison: { readonly id: number; readonly name: Both }
  readonly patient: {
    readonly id: string
    readonly number: string
    readonly name: Both
    readonly sex: string | null
    readonly bornOn: string | null
  }
  readonly diagnoses: readonly {
    readonly id: string
    readonly pathway: Pathway
    readonly words: string | null
    readonly status: Status
    readonly onsetOn: string
  }[]
  readonly medicines: readonly {
    readonly id: string
    readonly medicine: string
    readonly dose: string
    readonly slots: readonly Slot[]
    readonly fromOn: string
    readonly untilOn: string | null
    readonly stoppedAt: string | null
    readonly running: boolean
  }[]
  readonly allergies: readonly {
    readonly id: string
    readonly substance: string
    readonly reaction: string | null
    readonly severe: boolean
    readonly at: string
  }[]
  readonly screening: { readonly id: string; readonly at: string; readonly findings: Findings } | null
}

type Resource = { readonly resourceType: string; readonly id: string } & Readonly<Record<string, unknown>>

const loinc = 'http://loinc.org'
const ucum = 'http://unitsofmeasure.org'
const absent = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips'
const terminology = 'http://terminology.hl7.org/CodeSystem'

/** ICD-10 categories; what the clinic's words say is finer and goes along as text. */
const icd10 = {
  tb: ['A16.9', 'Tuberculosis of the respiratory system'],
  hiv: ['B24', 'Human immunodeficiency virus disease'],
  'hepatitis-b': ['B18.1', 'Chronic viral hepatitis B'],
  'hepatitis-c': ['B18.2', 'Chronic viral hepatitis C'],
  covid: ['U07.1', 'COVID-19, virus identified'],
  cholera: ['A00.9', 'Cholera'],
  measles: ['B05.9', 'Measles'],
  scabies: ['B86', 'Scabies'],
  'drug-dependence': ['F19.2', 'Dependence syndrome'],
  'mental-health': ['F99', 'Mental disorder'],
  chronic: null,
  other: null,
} as const satisfies Record<Pathway, readonly [string, string] | null>

/** Whether the illness is there now, and how sure that is. */
const standing = {
  suspected: ['active', 'provisional'],
  confirmed: ['active', 'confirmed'],
  'on-treatment': ['active', 'confirmed'],
  interrupted: ['active', 'confirmed'],
  completed: ['resolved', 'confirmed'],
  // FHIR forbids a clinical status beside "refuted" no more than beside any other, but a refuted illness has no course.
  'ruled-out': [null, 'refuted'],
} as const satisfies Record<Status, readonly [string | null, string]>

const coded = (system: string, code: string, display?: string) => ({
  coding: [{ system, code, ...(display === undefined ? {} : { display }) }],
})
const instant = (at: string) => new Date(at).toISOString()
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const narrative = (lines: readonly string[]) => ({
  status: 'generated',
  div: `<div xmlns="http://www.w3.org/1999/xhtml"><ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul></div>`,
})

export function patientSummary(summary: Summary): Resource {
  const { patient, prison } = summary
  const subject = { reference: `urn:uuid:${patient.id}` }
  const custodian = prisonIdOf(summary)
  const sections = [
    section(
      'Active and past illnesses',
      '11450-4',
      'Problem list - Reported',
      conditionsOf(summary, subject),
      'no-problem-info',
    ),
    section(
      'Medicines',
      '10160-0',
      'History of Medication use Narrative',
      medicinesOf(summary, subject),
      'no-medication-info',
    ),
    section(
      'Allergies and intolerances',
      '48765-2',
      'Allergies and adverse reactions Document',
      allergiesOf(summary, subject),
      'no-allergy-info',
    ),
    section('Vital signs', '8716-3', 'Vital signs note', observationsOf(summary, subject), null),
  ].filter((one) => one.resources.length > 0 || one.absentCode !== null)
  const said = sections.map((one) => ({
    ...one,
    resources:
      one.resources.length > 0
        ? one.resources
        : [nothingKnown(summary, subject, one.code, one.absentCode ?? '')],
  }))
  const composition: Resource = {
    resourceType: 'Composition',
    id: summary.id,
    status: 'final',
    type: coded(loinc, '60591-5', 'Patient summary Document'),
    subject,
    date: instant(summary.at),
    author: [{ reference: `urn:uuid:${custodian}` }],
    custodian: { reference: `urn:uuid:${custodian}` },
    confidentiality: 'R',
    title: `Patient summary of prisoner ${patient.number}`,
    section: said.map((one) => ({
      title: one.title,
      code: coded(loinc, one.code, one.display),
      text: narrative(one.resources.map((each) => wordsOf(each))),
      entry: one.resources.map((each) => ({ reference: `urn:uuid:${each.id}` })),
    })),
  }
  const resources = [
    composition,
    patientResource(summary),
    { resourceType: 'Organization', id: custodian, name: prison.name.en, alias: [prison.name.ur] },
    ...said.flatMap((one) => one.resources),
  ]
  return {
    resourceType: 'Bundle',
    id: summary.id,
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${summary.id}` },
    type: 'document',
    timestamp: instant(summary.at),
    entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource })),
  }
}

interface Section {
  readonly title: string
  readonly code: string
  readonly display: string
  readonly resources: readonly Resource[]
  readonly absentCode: string | null
}

function section(
  title: string,
  code: string,
  display: string,
  resources: readonly Resource[],
  absentCode: string | null,
): Section {
  return { title, code, display, resources, absentCode }
}

/** The prison has a number, FHIR wants an identifier: one made of it, and of no other thing. */
function prisonIdOf({ prison }: Summary): string {
  return `00000000-0000-8000-8000-${prison.id.toString(16).padStart(12, '0')}`
}

function patientResource({ patient, prison }: Summary): Resource {
  const gender = { M: 'male', F: 'female', X: 'other' }[patient.sex ?? ''] ?? 'unknown'
  return {
    resourceType: 'Patient',
    id: patient.id,
    identifier: [{ system: `urn:mizan:prison-number:${prison.id}`, value: patient.number }],
    name: [
      { use: 'official', text: patient.name.en },
      ...(patient.name.ur === patient.name.en ? [] : [{ use: 'official', text: patient.name.ur }]),
    ],
    gender,
    ...(patient.bornOn === null ? {} : { birthDate: patient.bornOn }),
  }
}

interface Reference {
  readonly reference: string
}

function conditionsOf({ diagnoses }: Summary, subject: Reference): Resource[] {
  return diagnoses.map((one) => {
    const code = icd10[one.pathway]
    const [clinical, verification] = standing[one.status]
    return {
      resourceType: 'Condition',
      id: one.id,
      ...(clinical === null ? {} : { clinicalStatus: coded(`${terminology}/condition-clinical`, clinical) }),
      verificationStatus: coded(`${terminology}/condition-ver-status`, verification),
      category: [coded(`${terminology}/condition-category`, 'problem-list-item')],
      code: {
        ...(code === null ? {} : coded('http://hl7.org/fhir/sid/icd-10', code[0], code[1])),
        text: one.words ?? code?.[1] ?? one.pathway,
      },
      subject,
      onsetDateTime: one.onsetOn,
    }
  })
}

function medicinesOf({ medicines }: Summary, subject: Reference): Resource[] {
  return medicines.map((one) => {
    const end = one.stoppedAt === null ? one.untilOn : instant(one.stoppedAt)
    return {
      resourceType: 'MedicationStatement',
      id: one.id,
      status: one.stoppedAt !== null ? 'stopped' : one.running ? 'active' : 'completed',
      medicationCodeableConcept: { text: one.medicine },
      subject,
      effectivePeriod: { start: one.fromOn, ...(end === null ? {} : { end }) },
      dosage: [
        {
          text: `${one.dose}: ${one.slots.join(', ')}`,
          timing: { repeat: { frequency: one.slots.length, period: 1, periodUnit: 'd' } },
        },
      ],
    }
  })
}

function allergiesOf({ allergies }: Summary, patient: Reference): Resource[] {
  return allergies.map((one) => ({
    resourceType: 'AllergyIntolerance',
    id: one.id,
    clinicalStatus: coded(`${terminology}/allergyintolerance-clinical`, 'active'),
    verificationStatus: coded(`${terminology}/allergyintolerance-verification`, 'unconfirmed'),
    criticality: one.severe ? 'high' : 'unable-to-assess',
    code: { text: one.substance },
    patient,
    recordedDate: instant(one.at),
    ...(one.reaction === null ? {} : { reaction: [{ manifestation: [{ text: one.reaction }] }] }),
  }))
}

const vitals = [
  ['temperature', '8310-5', 'Body temperature', 'Cel'],
  ['pulse', '8867-4', 'Heart rate', '/min'],
  ['weight', '29463-7', 'Body weight', 'kg'],
  ['height', '8302-2', 'Body height', 'cm'],
] as const

function observationsOf({ screening }: Summary, subject: Reference): Resource[] {
  if (screening === null) return []
  const { findings } = screening
  const base = (nth: number, code: string, display: string) => ({
    resourceType: 'Observation',
    // One screening has several measurements: the last digits tell them apart.
    id: `${screening.id.slice(0, -2)}${nth.toString(16).padStart(2, '0')}`,
    status: 'final',
    category: [coded(`${terminology}/observation-category`, 'vital-signs')],
    code: coded(loinc, code, display),
    subject,
    effectiveDateTime: instant(screening.at),
  })
  const quantity = (value: number, unit: string) => ({ value, unit, system: ucum, code: unit })
  const measured: Resource[] = vitals.flatMap(([key, code, display, unit], nth) => {
    const value = findings[key]
    return value === undefined ? [] : [{ ...base(nth, code, display), valueQuantity: quantity(value, unit) }]
  })
  const { systolic, diastolic } = findings
  if (systolic === undefined && diastolic === undefined) return measured
  const component = (code: string, display: string, value: number | undefined) =>
    value === undefined
      ? []
      : [{ code: coded(loinc, code, display), valueQuantity: quantity(value, 'mm[Hg]') }]
  return [
    ...measured,
    {
      ...base(vitals.length, '85354-9', 'Blood pressure panel with all children optional'),
      component: [
        ...component('8480-6', 'Systolic blood pressure', systolic),
        ...component('8462-4', 'Diastolic blood pressure', diastolic),
      ],
    },
  ]
}

/** The entry that stands for a required section of which nothing is recorded. */
function nothingKnown(summary: Summary, subject: Reference, sectionCode: string, code: string): Resource {
  const id = `${summary.id.slice(0, -2)}${{ '11450-4': 'a1', '10160-0': 'a2', '48765-2': 'a3' }[sectionCode] ?? 'a0'}`
  const unknown = coded(absent, code)
  if (code === 'no-problem-info')
    return {
      resourceType: 'Condition',
      id,
      clinicalStatus: coded(`${terminology}/condition-clinical`, 'active'),
      code: unknown,
      subject,
    }
  if (code === 'no-medication-info')
    return {
      resourceType: 'MedicationStatement',
      id,
      status: 'unknown',
      medicationCodeableConcept: unknown,
      subject,
      effectiveDateTime: instant(summary.at),
    }
  return {
    resourceType: 'AllergyIntolerance',
    id,
    clinicalStatus: coded(`${terminology}/allergyintolerance-clinical`, 'active'),
    code: unknown,
    patient: subject,
  }
}

/** A resource in a line, for whoever reads the document without a program. */
function wordsOf(resource: Resource): string {
  const textOf = (value: unknown): string => {
    const concept = value as
      | { text?: string; coding?: readonly { display?: string; code: string }[] }
      | undefined
    return concept?.text ?? concept?.coding?.[0]?.display ?? concept?.coding?.[0]?.code ?? ''
  }
  const of = resource as Resource & {
    readonly dosage?: readonly { readonly text: string }[]
    readonly valueQuantity?: { readonly value: number; readonly unit: string }
    readonly component?: readonly {
      readonly valueQuantity: { readonly value: number; readonly unit: string }
    }[]
    readonly verificationStatus?: unknown
    readonly status?: string
  }
  const parts = [
    textOf(of.medicationCodeableConcept ?? of.code),
    of.dosage?.[0]?.text,
    of.valueQuantity === undefined ? undefined : `${of.valueQuantity.value} ${of.valueQuantity.unit}`,
    of.component?.map((one) => one.valueQuantity.value).join('/'),
    resource.resourceType === 'Condition' ? textOf(of.verificationStatus) : undefined,
    resource.resourceType === 'MedicationStatement' ? of.status : undefined,
  ]
  return parts.filter((part) => part !== undefined && part !== '').join(', ')
}
