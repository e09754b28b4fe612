import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { Findings, selfHarmRisks } from './findings.ts'
import { doseResults, needsWords, outbreakDiseases, pathways, slots, statuses } from './pathways.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const text = (most: number) => z.string().trim().min(1).max(most)
const wardKind = z.enum(['isolation', 'hospital'])

export const Patient = z.object({
  imprisonmentId: z.uuid(),
  number: z.string(),
  name: both,
  father: both.nullable(),
  place: both.nullable(),
})
export type Patient = z.output<typeof Patient>

const Fit = z.object({ fit: z.boolean(), until: z.string().nullable(), at: z.string() })
const Fitness = z.object({ travel: Fit.nullable(), labour: Fit.nullable() })

/** What everybody who may see the prisoner sees of the medical officer's work, and all that they see. */
export const getFitness = endpoint({
  name: 'custody.get-fitness',
  method: 'GET',
  path: '/custody/prisoners/:id/fitness',
  needs: 'custody:read-prisoner',
  summary:
    'Whether a prisoner is fit to travel and to labour, and whether in isolation or hospital and until when; never why',
  input: z.object({ id: z.uuid() }),
  output: Fitness.extend({
    ward: z.object({ ward: wardKind, from: z.string(), until: z.string().nullable() }).nullable(),
  }),
  refusals: ['not-found'],
  example: { input: { id: exampleId }, output: { travel: null, labour: null, ward: null } },
})

const OnPathway = Patient.extend({
  diagnosisId: z.uuid(),
  pathway: z.enum(pathways),
  words: z.string().nullable(),
  status: z.enum(statuses),
  onsetOn: z.string(),
})

export const getHealthDesk = endpoint({
  name: 'custody.get-health-desk',
  method: 'GET',
  path: '/custody/health',
  needs: 'custody:read-health',
  summary:
    'The medical officer’s day: screenings due, who is isolated, who is at a hospital, whom to watch, where each pathway stands',
  input: z.object({}),
  output: z.object({
    prison: z.object({ id: z.number(), name: both }),
    asOf: z.string(),
    counts: z.object({ due: z.number(), overdue: z.number(), watched: z.number(), dosesDue: z.number() }),
    due: z.array(Patient.extend({ dueAt: z.string(), late: z.boolean() })),
    wards: z.array(
      Patient.extend({
        wardId: z.uuid(),
        ward: wardKind,
        from: z.string(),
        until: z.string().nullable(),
        why: z.string(),
        pathway: z.enum(pathways).nullable(),
        /** Still sleeps elsewhere: the place is given by those who allocate. */
        elsewhere: z.boolean(),
      }),
    ),
    out: z.array(
      Patient.extend({
        movementId: z.uuid(),
        destination: z.string(),
        since: z.string(),
        dueBack: z.string().nullable(),
        late: z.boolean(),
        why: z.string().nullable(),
      }),
    ),
    watched: z.array(Patient.extend({ screeningId: z.uuid(), risk: z.enum(selfHarmRisks), at: z.string() })),
    pathways: z.array(
      z.object({
        pathway: z.enum(pathways),
        suspected: z.number(),
        confirmed: z.number(),
        treated: z.number(),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: {} },
})

export const listPatients = endpoint({
  name: 'custody.list-patients',
  method: 'GET',
  path: '/custody/health/patients',
  needs: 'custody:read-health',
  summary: 'Everybody followed on a pathway, the latest first',
  input: z.object({
    pathway: z.enum(pathways).optional(),
    status: z.enum(statuses).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(OnPathway), total: z.number() }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

const Step = z.object({
  status: z.enum(statuses),
  note: z.string().nullable(),
  at: z.string(),
  by: both.nullable(),
})

const Prescription = z.object({
  id: z.uuid(),
  medicine: z.string(),
  dose: z.string(),
  slots: z.array(z.enum(slots)),
  watched: z.boolean(),
  fromOn: z.string(),
  untilOn: z.string().nullable(),
  stoppedAt: z.string().nullable(),
  stoppedWhy: z.string().nullable(),
  running: z.boolean(),
  given: z.number(),
  refused: z.number(),
  notThere: z.number(),
})
export type Prescription = z.output<typeof Prescription>

const Allergy = z.object({
  id: z.uuid(),
  substance: z.string(),
  reaction: z.string().nullable(),
  severe: z.boolean(),
  at: z.string(),
})

const Entry = z.object({
  id: z.string(),
  kind: z.enum([
    'screening',
    'diagnosis',
    'ward',
    'ward-ended',
    'fitness',
    'prescribed',
    'stopped',
    'visit',
    'visit-back',
    'note',
    'allergy',
  ]),
  at: z.string(),
  by: both.nullable(),
  pathway: z.enum(pathways).nullable(),
  /** What the entry turns on: a status, a ward, a kind of fitness. */
  key: z.string().nullable(),
  words: z.string().nullable(),
})
export type Entry = z.output<typeof Entry>

export const getHealthRecord = endpoint({
  name: 'custody.get-health-record',
  method: 'GET',
  path: '/custody/prisoners/:id/health',
  needs: 'custody:read-health',
  summary:
    'A prisoner’s health record: what is followed, medicines, what is not borne, and everything as it happened',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    patient: Patient.extend({ sex: z.string().nullable(), bornOn: z.string().nullable(), held: z.boolean() }),
    screening: z.object({
      dueAt: z.string(),
      late: z.boolean(),
      latest: z.object({ id: z.uuid(), at: z.string(), by: both.nullable(), findings: Findings }).nullable(),
    }),
    allergies: z.array(Allergy),
    diagnoses: z.array(
      z.object({
        id: z.uuid(),
        pathway: z.enum(pathways),
        words: z.string().nullable(),
        status: z.enum(statuses),
        onsetOn: z.string(),
        steps: z.array(Step),
      }),
    ),
    ward: z
      .object({
        id: z.uuid(),
        ward: wardKind,
        from: z.string(),
        until: z.string().nullable(),
        why: z.string(),
      })
      .nullable(),
    isolationPlaces: z.array(z.object({ id: z.uuid(), name: both })),
    fitness: Fitness,
    out: z.object({ movementId: z.uuid(), destination: z.string(), since: z.string() }).nullable(),
    prescriptions: z.array(Prescription),
    timeline: z.array(Entry),
  }),
  reads: 'sensitive',
  refusals: ['not-found', 'custody-health.kept-by-another'],
  example: { input: { id: exampleId } },
})

export const recordScreening = endpoint({
  name: 'custody.record-screening',
  method: 'POST',
  path: '/custody/prisoners/:id/screening',
  needs: 'custody:treat',
  summary: 'Record a medical screening; the first one ends what was due since admission',
  input: Findings.extend({ id: z.uuid() }),
  output: z.object({ screeningId: z.uuid(), tbToBeLookedFor: z.boolean() }),
  refusals: ['custody-health.kept-by-another', 'custody.not-in', 'not-found'],
  example: {
    input: {
      id: exampleId,
      hiv: 'not-offered',
      hepatitisB: 'not-offered',
      hepatitisC: 'not-offered',
      selfHarm: 'none',
    },
    output: { screeningId: exampleId, tbToBeLookedFor: false },
  },
})

export const recordAllergy = endpoint({
  name: 'custody.record-allergy',
  method: 'POST',
  path: '/custody/prisoners/:id/allergies',
  needs: 'custody:treat',
  summary: 'Record what a prisoner does not bear',
  input: z.object({
    id: z.uuid(),
    substance: text(100),
    reaction: z.string().trim().max(200).optional(),
    severe: z.boolean().default(false),
  }),
  output: z.object({ allergyId: z.uuid() }),
  refusals: ['custody-health.kept-by-another', 'not-found'],
  example: { input: { id: exampleId, substance: 'Penicillin' }, output: { allergyId: exampleId } },
})

export const diagnose = endpoint({
  name: 'custody.diagnose',
  method: 'POST',
  path: '/custody/prisoners/:id/diagnoses',
  needs: 'custody:treat',
  summary: 'Begin to follow a diagnosis on its pathway',
  input: z
    .object({
      id: z.uuid(),
      pathway: z.enum(pathways),
      status: z.enum(['suspected', 'confirmed', 'on-treatment']),
      words: z.string().trim().max(200).optional(),
      onsetOn: z.iso.date(),
      note: z.string().trim().max(1000).optional(),
    })
    .refine((given) => !needsWords(given.pathway) || (given.words ?? '') !== '', {
      path: ['words'],
      params: { code: 'words', en: 'Name the illness.', ur: 'مرض کا نام لکھیں۔' },
    }),
  output: z.object({ diagnosisId: z.uuid() }),
  refusals: [
    'custody-health.followed-already',
    'custody-health.in-the-future',
    'custody-health.kept-by-another',
    'custody.not-in',
    'not-found',
  ],
  example: {
    input: { id: exampleId, pathway: 'tb', status: 'suspected', onsetOn: '2026-11-01' },
    output: { diagnosisId: exampleId },
  },
})

export const followDiagnosis = endpoint({
  name: 'custody.follow-diagnosis',
  method: 'POST',
  path: '/custody/diagnoses/:diagnosisId/steps',
  needs: 'custody:treat',
  summary: 'Take a diagnosis to its next step',
  input: z.object({
    diagnosisId: z.uuid(),
    status: z.enum(statuses),
    note: z.string().trim().max(1000).optional(),
  }),
  output: z.object({ status: z.enum(statuses) }),
  refusals: ['custody-health.not-from-there', 'not-found'],
  example: {
    input: { diagnosisId: exampleId, status: 'confirmed' },
    output: { status: 'confirmed' },
  },
})

export const orderWard = endpoint({
  name: 'custody.order-ward',
  method: 'POST',
  path: '/custody/prisoners/:id/ward',
  needs: 'custody:treat',
  summary:
    'Order that a prisoner lie in isolation or the hospital ward. The prison sees the ward and until when; the reason stays here',
  input: z.object({
    id: z.uuid(),
    ward: wardKind,
    fromOn: z.iso.date().optional(),
    expectedUntil: z.iso.date().optional(),
    locationId: z.uuid().optional(),
    diagnosisId: z.uuid().optional(),
    why: text(500),
  }),
  output: z.object({ wardId: z.uuid() }),
  refusals: [
    'custody-health.in-the-future',
    'custody-health.ends-before',
    'custody-health.no-such-place',
    'custody-health.kept-by-another',
    'custody.not-in',
    'not-found',
  ],
  example: { input: { id: exampleId, ward: 'isolation', why: 'Cough' }, output: { wardId: exampleId } },
})

export const endWard = endpoint({
  name: 'custody.end-ward',
  method: 'POST',
  path: '/custody/prisoners/:id/ward/end',
  needs: 'custody:treat',
  summary: 'End isolation or the stay in the hospital ward',
  input: z.object({ id: z.uuid(), why: text(500) }),
  output: z.object({ ended: z.literal(true) }),
  refusals: ['custody-health.not-in-ward', 'custody-health.kept-by-another', 'not-found'],
  example: { input: { id: exampleId, why: 'Sputum negative' }, output: { ended: true } },
})

export const declareFitness = endpoint({
  name: 'custody.declare-fitness',
  method: 'POST',
  path: '/custody/prisoners/:id/fitness',
  needs: 'custody:treat',
  summary: 'Say to the prison whether a prisoner is fit to travel or to labour; why, is kept here',
  input: z.object({
    id: z.uuid(),
    kind: z.enum(['travel', 'labour']),
    fit: z.enum(['yes', 'no']),
    until: z.iso.date().optional(),
    why: text(500),
  }),
  output: z.object({ fit: z.boolean() }),
  refusals: ['custody-health.kept-by-another', 'custody.not-in', 'not-found'],
  example: { input: { id: exampleId, kind: 'travel', fit: 'no', why: 'Fracture' }, output: { fit: false } },
})

export const writeNote = endpoint({
  name: 'custody.write-health-note',
  method: 'POST',
  path: '/custody/prisoners/:id/health-notes',
  needs: 'custody:treat',
  summary: 'Write down an encounter',
  input: z.object({ id: z.uuid(), words: text(2000) }),
  output: z.object({ noteId: z.uuid() }),
  refusals: ['custody-health.kept-by-another', 'not-found'],
  example: { input: { id: exampleId, words: 'Seen in the ward' }, output: { noteId: exampleId } },
})

export const prescribe = endpoint({
  name: 'custody.prescribe',
  method: 'POST',
  path: '/custody/prisoners/:id/prescriptions',
  needs: 'custody:treat',
  summary: 'Prescribe a medicine for the rounds of the day',
  input: z
    .object({
      id: z.uuid(),
      medicine: text(120),
      dose: text(120),
      slots: z.array(z.enum(slots)).min(1),
      watched: z.boolean().default(false),
      fromOn: z.iso.date(),
      untilOn: z.iso.date().optional(),
      diagnosisId: z.uuid().optional(),
    })
    .refine((given) => given.untilOn === undefined || given.untilOn >= given.fromOn, {
      path: ['untilOn'],
      params: { code: 'until', en: 'It ends before it begins.', ur: 'اختتام آغاز سے پہلے ہے۔' },
    }),
  output: z.object({ prescriptionId: z.uuid() }),
  refusals: ['custody-health.kept-by-another', 'custody.not-in', 'not-found'],
  example: {
    input: { id: exampleId, medicine: 'Isoniazid', dose: '300 mg', slots: ['morning'], fromOn: '2026-11-20' },
    output: { prescriptionId: exampleId },
  },
})

export const stopPrescription = endpoint({
  name: 'custody.stop-prescription',
  method: 'POST',
  path: '/custody/prescriptions/:prescriptionId/stop',
  needs: 'custody:treat',
  summary: 'Stop a medicine, and say why',
  input: z.object({ prescriptionId: z.uuid(), why: text(300) }),
  output: z.object({ stopped: z.literal(true) }),
  refusals: ['not-found'],
  example: { input: { prescriptionId: exampleId, why: 'Rash' }, output: { stopped: true } },
})

const Due = Patient.extend({
  prescriptionId: z.uuid(),
  medicine: z.string(),
  dose: z.string(),
  watched: z.boolean(),
  allergies: z.array(z.string()),
  out: z.boolean(),
  result: z.enum(doseResults).nullable(),
})
export type Due = z.output<typeof Due>

export const getDoseRound = endpoint({
  name: 'custody.get-dose-round',
  method: 'GET',
  path: '/custody/health/doses',
  needs: 'custody:dispense',
  summary: 'The medicines of one round of a day, barrack by barrack, with what became of each',
  input: z.object({ on: z.iso.date(), slot: z.enum(slots) }),
  output: z.object({
    on: z.string(),
    slot: z.enum(slots),
    hour: z.number(),
    barracks: z.array(z.object({ id: z.uuid().nullable(), name: both.nullable(), due: z.array(Due) })),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { on: '2026-11-20', slot: 'morning' } },
})

export const logDoses = endpoint({
  name: 'custody.log-doses',
  method: 'POST',
  path: '/custody/health/doses',
  needs: 'custody:dispense',
  summary: 'Record what became of doses; a mark sent twice is one mark, and what was given stays given',
  input: z.object({
    doses: z
      .array(
        z.object({
          /** Made on the device. */
          id: z.uuid(),
          prescriptionId: z.uuid(),
          on: z.iso.date(),
          slot: z.enum(slots),
          result: z.enum(doseResults),
        }),
      )
      .min(1)
      .max(500),
  }),
  output: z.object({ logged: z.number(), known: z.number() }),
  refusals: ['custody-health.not-due', 'not-found'],
  example: {
    input: {
      doses: [
        { id: exampleId, prescriptionId: exampleId, on: '2026-11-20', slot: 'morning', result: 'given' },
      ],
    },
    output: { logged: 1, known: 0 },
  },
})

export const getContinuity = endpoint({
  name: 'custody.get-continuity',
  method: 'GET',
  path: '/custody/prisoners/:id/medicines',
  needs: 'custody:dispense',
  summary: 'The medicines a prisoner takes along at release or transfer, and how many of each',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    patient: Patient,
    prison: both,
    asOf: z.string(),
    supplyDays: z.number(),
    allergies: z.array(z.string()),
    medicines: z.array(
      z.object({
        prescriptionId: z.uuid(),
        medicine: z.string(),
        dose: z.string(),
        slots: z.array(z.enum(slots)),
        untilOn: z.string().nullable(),
        /** The last dose that was in fact given. */
        lastGiven: z.string().nullable(),
        doses: z.number(),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found', 'custody-health.kept-by-another'],
  example: { input: { id: exampleId } },
})

export const sendToHospital = endpoint({
  name: 'custody.send-to-hospital',
  method: 'POST',
  path: '/custody/prisoners/:id/hospital',
  needs: 'custody:treat',
  summary:
    'Send a prisoner to a hospital outside: the movement everybody sees, the reason the hospital and the medical officer',
  input: z.object({
    id: z.uuid(),
    destination: text(200),
    escort: text(200),
    dueBack: z.iso.datetime({ local: true, offset: true }).optional(),
    urgent: z.boolean().default(false),
    why: text(1000),
  }),
  output: z.object({ movementId: z.uuid() }),
  refusals: [
    'custody-movement.out-already',
    'custody-health.kept-by-another',
    'custody-identity-check.mistaken',
    'custody-identity-check.not-compared',
    'custody.not-in',
    'not-found',
  ],
  example: {
    input: { id: exampleId, destination: 'Civil Hospital', escort: 'HC Ghulam Nabi', why: 'X-ray' },
    output: { movementId: exampleId },
  },
})

export const backFromHospital = endpoint({
  name: 'custody.back-from-hospital',
  method: 'POST',
  path: '/custody/prisoners/:id/hospital/back',
  needs: 'custody:treat',
  summary: 'Record that a prisoner is back from a hospital, and what the hospital found',
  input: z.object({ id: z.uuid(), outcome: text(2000) }),
  output: z.object({ back: z.literal(true) }),
  refusals: [
    'custody-health.not-at-hospital',
    'custody-health.kept-by-another',
    'custody-identity-check.mistaken',
    'custody-identity-check.not-compared',
    'not-found',
  ],
  example: { input: { id: exampleId, outcome: 'X-ray clear' }, output: { back: true } },
})

const Contact = Patient.extend({
  barrack: both,
  /** With whom, and from when to when under one roof. */
  with: z.array(z.object({ number: z.string(), from: z.string(), to: z.string().nullable() })),
  nights: z.number(),
  ward: wardKind.nullable(),
})
export type Contact = z.output<typeof Contact>

export const getOutbreak = endpoint({
  name: 'custody.get-outbreak',
  method: 'GET',
  path: '/custody/health/outbreaks',
  needs: 'custody:read-health',
  summary:
    'A disease in the prison: cases by day and barrack, and who slept under one roof with them, from when to when',
  input: z.object({
    disease: z.enum(outbreakDiseases),
    days: z.coerce.number().int().min(7).max(120).default(28),
  }),
  output: z.object({
    disease: z.enum(outbreakDiseases),
    days: z.number(),
    asOf: z.string(),
    contactDays: z.number(),
    isolationDays: z.number(),
    source: both,
    /** By disease, how many are followed now. */
    open: z.array(z.object({ disease: z.enum(outbreakDiseases), count: z.number() })),
    perDay: z.array(z.object({ on: z.string(), barrackId: z.uuid().nullable(), count: z.number() })),
    barracks: z.array(
      z.object({
        id: z.uuid(),
        name: both,
        circle: both.nullable(),
        held: z.number(),
        cases: z.number(),
        contacts: z.number(),
      }),
    ),
    cases: z.array(OnPathway.extend({ barrack: both.nullable(), ward: wardKind.nullable() })),
    contacts: z.array(Contact),
    contactsTotal: z.number(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { disease: 'tb' } },
})

export const isolateAll = endpoint({
  name: 'custody.isolate-all',
  method: 'POST',
  path: '/custody/health/outbreaks/isolate',
  needs: 'custody:treat',
  summary:
    'Order isolation for many at once: the cases and contacts of an outbreak. Whoever lies in a ward already stays there',
  input: z.object({
    disease: z.enum(outbreakDiseases),
    ids: z.array(z.uuid()).min(1).max(500),
    expectedUntil: z.iso.date(),
  }),
  output: z.object({ isolated: z.number(), already: z.number() }),
  refusals: ['custody-health.ends-before', 'not-found'],
  example: {
    input: { disease: 'tb', ids: [exampleId], expectedUntil: '2026-12-05' },
    output: { isolated: 1, already: 0 },
  },
})

export const exportSummary = endpoint({
  name: 'custody.export-patient-summary',
  method: 'GET',
  path: '/custody/prisoners/:id/patient-summary',
  needs: 'custody:read-health',
  summary: 'A prisoner’s patient summary as an HL7 FHIR R4 document, for the hospital or prison that goes on',
  input: z.object({ id: z.uuid() }),
  output: z.any(),
  media: { response: 'application/fhir+json' },
  reads: 'sensitive',
  refusals: ['not-found', 'custody-health.kept-by-another'],
  example: { input: { id: exampleId } },
})
