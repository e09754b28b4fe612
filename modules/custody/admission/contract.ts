import { z } from 'zod'
import { ExtraAnswers } from '#kernel/extra-fields/contract'
import { Candidate, NewPersonRecord } from '#kernel/people/contract'
import { endpoint, Overrides } from '#platform/http/contract'
import { Rupees } from '../accounts/paisa.ts'
import { NewProperty } from '../property/contract.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const text = (most: number) => z.string().trim().min(1).max(most)

/** Places on the body map, front and back; each is a key of the texts `body.<place>`. */
export const bodyPlaces = [
  'head',
  'face',
  'neck',
  'chest',
  'abdomen',
  'back',
  'buttocks',
  'genitals',
  'right-arm',
  'left-arm',
  'right-hand',
  'left-hand',
  'right-leg',
  'left-leg',
  'right-foot',
  'left-foot',
] as const
export const injuryKinds = ['bruise', 'cut', 'burn', 'fracture', 'swelling', 'bullet', 'other'] as const
export const injuryCauses = ['police', 'accident', 'fight', 'self', 'old', 'unknown'] as const

export const NewInjury = z.object({
  region: z.enum(bodyPlaces),
  kind: z.enum(injuryKinds),
  serious: z.boolean().default(false),
  saidCause: z.enum(injuryCauses).optional(),
  description: z.string().trim().max(500).optional(),
})
export type NewInjury = z.output<typeof NewInjury>

/** What is asked of whoever may need counsel; that they are a child or a woman stands in the record. */
export const aidNeeds = ['no-lawyer', 'no-means', 'language', 'disability', 'illness'] as const

/** Whether somebody wants counsel at public expense, as they said it when they came in. */
export const AidAsked = z.object({
  needs: z.array(z.enum(aidNeeds)).max(aidNeeds.length).default([]),
  language: z.string().trim().min(2).max(60).optional(),
  wants: z.enum(['yes', 'no']),
})
export type AidAsked = z.output<typeof AidAsked>

export const AidQuestion = z.object({
  /** `in-hand`: legal aid had been asked for before they came in. */
  answer: z.enum(['not-asked', 'yes', 'no', 'in-hand']),
  needs: z.array(z.enum(aidNeeds)),
  language: z.string().nullable(),
  askedBy: z.uuid().nullable(),
  askedAt: z.string().nullable(),
})
export type AidQuestion = z.output<typeof AidQuestion>

/** A term as a paper writes it: of a sentence, or in default of a fine. */
export const Duration = z.object({
  years: z.number().int().min(0).max(100).optional(),
  months: z.number().int().min(0).max(1200).optional(),
  days: z.number().int().min(0).max(36_500).optional(),
})

/** A warrant on paper, as typed by the clerk: no court has handed this person over through the system. */
export const PaperWarrant = z
  .object({
    reason: text(300),
    kind: z.enum(['remand', 'conviction']).default('remand'),
    courtId: z.coerce.number().int().optional(),
    stationId: z.coerce.number().int().optional(),
    firNumber: z.number().int().min(1).max(99_999).optional(),
    firYear: z.number().int().min(1947).max(2200).optional(),
    offenceOn: z.iso.date().optional(),
    sections: text(200),
    issuedOn: z.iso.date(),
    detainedSince: z.iso.date().optional(),
    nextProduction: z.iso.date().optional(),
    /** Pages of the paper that were scanned before the form is sent. */
    scans: z.array(z.uuid()).max(10).default([]),
    /** The code that stands on the paper, where the system itself had set it. */
    orderCode: text(60).optional(),
    sentence: z
      .object({
        term: z.union([z.literal('LIFE'), z.literal('DEATH'), Duration]),
        setOff: z.enum(['GRANTED', 'REFUSED', 'SILENT']).default('SILENT'),
        setOffFrom: z.iso.date().optional(),
        setOffTo: z.iso.date().optional(),
        fineAmount: z.number().min(0).max(1e10).optional(),
        fineDefault: Duration.optional(),
      })
      .optional(),
  })
  .refine((paper) => paper.kind === 'remand' || paper.sentence !== undefined, {
    path: ['sentence'],
    params: {
      code: 'sentence',
      en: 'Write the sentence as the warrant has it.',
      ur: 'وارنٹ کے مطابق سزا لکھیں۔',
    },
  })
export type PaperWarrant = z.output<typeof PaperWarrant>

export const listArrivals = endpoint({
  name: 'custody.list-arrivals',
  method: 'GET',
  path: '/custody/arrivals',
  needs: 'custody:admit',
  summary: 'Persons a court has sent here with a warrant and who are not admitted yet',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        handoverId: z.uuid(),
        caseId: z.uuid(),
        partyId: z.uuid(),
        name: both,
        father: both.nullable(),
        fir: z.string(),
        station: both,
        court: both,
        sections: z.string(),
        offeredAt: z.string(),
        dueOn: z.string(),
        nextDate: z.string().nullable(),
        /** Set when this person is already held here: the warrant is received on that imprisonment. */
        heldHere: z.uuid().nullable(),
      }),
    ),
    overdue: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], overdue: 0 } },
})

export const getArrival = endpoint({
  name: 'custody.get-arrival',
  method: 'GET',
  path: '/custody/arrivals/:handoverId',
  needs: 'custody:admit',
  summary: 'What the warrant and the case papers say of an expected person, to fill the admission form',
  input: z.object({ handoverId: z.uuid() }),
  output: z.object({
    handoverId: z.uuid(),
    caseId: z.uuid(),
    partyId: z.uuid(),
    personId: z.uuid().nullable(),
    state: z.string(),
    nameEn: z.string().nullable(),
    nameUr: z.string().nullable(),
    fatherEn: z.string().nullable(),
    fatherUr: z.string().nullable(),
    sex: z.enum(['M', 'F', 'X']).nullable(),
    birthDate: z.string().nullable(),
    birthPrecision: z.string().nullable(),
    cnic: z.string().nullable(),
    fir: z.string(),
    station: both,
    court: both,
    sections: z.string(),
    nextDate: z.string().nullable(),
    issuedOn: z.string(),
    heldHere: z.uuid().nullable(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { handoverId: exampleId } },
})

export const EarlierImprisonment = z.object({
  id: z.uuid(),
  prison: both,
  number: z.string(),
  admittedYear: z.number(),
  releasedYear: z.number().nullable(),
  held: z.boolean(),
  /** That prison waits for this person: escaped from it, or out on its licence, revoked or not. */
  wanted: z
    .object({ kind: z.enum(['at-large', 'licence-revoked', 'on-licence']), since: z.iso.date() })
    .nullable(),
})
export type EarlierImprisonment = z.output<typeof EarlierImprisonment>

export const ImprisonedBefore = Candidate.extend({
  imprisonments: z.array(EarlierImprisonment),
  /** So likely that the form asks for a decision before it admits. */
  strong: z.boolean(),
})
export type ImprisonedBefore = z.output<typeof ImprisonedBefore>

export const searchPrevious = endpoint({
  name: 'custody.search-previous',
  method: 'GET',
  path: '/custody/previous-imprisonments',
  needs: 'custody:search-previous',
  summary:
    'Who was in any prison of the department before: by CNIC, name in either script and father; or whether one person was',
  input: z.object({
    q: z.string().trim().min(2).max(200).optional(),
    personId: z.uuid().optional(),
  }),
  output: z.object({ candidates: z.array(ImprisonedBefore) }),
  reads: 'sensitive',
  example: { input: { q: 'محمد اسلم ولد غلام حسین' }, output: { candidates: [] } },
})

export const NewAdmission = z
  .object({
    handoverId: z.uuid().optional(),
    paper: PaperWarrant.optional(),
    person: NewPersonRecord,
    /** The clerk has looked at the earlier imprisonments and none is this person. */
    noneOfThese: z.boolean().default(false),
    category: z.enum(['under-trial', 'convict', 'condemned', 'civil', 'detenu']),
    /** When the person came through the gate, if not now; no later than now. */
    admittedAt: z.iso.datetime({ local: true, offset: true }).optional(),
    property: z.array(NewProperty).max(50).default([]),
    /** Money on the person, in rupees: it is credited to the prisoner’s account. */
    cash: Rupees.optional(),
    injuries: z.array(NewInjury).max(30).default([]),
    /** Without it the question stays open on the prisoner’s page. */
    aid: AidAsked.optional(),
    /** What the province and the prison ask beside. */
    extra: ExtraAnswers.optional(),
    overrides: Overrides,
  })
  .refine((admission) => (admission.handoverId === undefined) !== (admission.paper === undefined), {
    path: ['handoverId'],
    params: {
      code: 'warrant',
      en: 'Admit on a warrant: one handed over by a court, or one typed from paper.',
      ur: 'داخلہ وارنٹ پر ہوتا ہے: عدالت سے موصولہ یا کاغذی۔',
    },
  })
export type NewAdmission = z.output<typeof NewAdmission>

export const admitPrisoner = endpoint({
  name: 'custody.admit-prisoner',
  method: 'POST',
  path: '/custody/admissions',
  needs: 'custody:admit',
  summary: 'Admit a prisoner: identity, number, warrant, property, injuries, and the clock of statutory bail',
  input: NewAdmission,
  output: z.object({
    imprisonmentId: z.uuid(),
    number: z.string(),
    receipts: z.array(z.string()),
    bailDue: z.string().nullable(),
  }),
  refusals: [
    'custody.already-held',
    'custody.at-large',
    'custody.look-at-candidates',
    'custody.in-the-future',
    'custody.law-refused',
    'extra-fields.form-changed',
    'handover.not-open',
    'not-found',
  ],
  warnings: [
    'people.cnic-sex',
    'people.age-odd',
    'custody.name-not-on-warrant',
    'custody.sex-not-on-warrant',
    'custody.admitted-days-ago',
    'custody.warrant-old',
    'custody.warrant-ahead',
  ],
  example: {
    input: {
      handoverId: exampleId,
      person: { nameEn: 'Bashir Ahmad', nameUr: 'بشیر احمد', sex: 'M' },
      category: 'under-trial',
    },
    output: { imprisonmentId: exampleId, number: '12/2026', receipts: [], bailDue: '2028-11-21' },
  },
})

export const receiveWarrant = endpoint({
  name: 'custody.receive-warrant',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/warrants',
  needs: 'custody:admit',
  summary: 'Receive a further warrant for a person already held here',
  input: z.object({
    imprisonmentId: z.uuid(),
    handoverId: z.uuid().optional(),
    paper: PaperWarrant.optional(),
  }),
  output: z.object({ warrantId: z.uuid() }),
  refusals: [
    'custody.not-in',
    'custody.other-person',
    'documents.no-such-code',
    'handover.not-open',
    'not-found',
  ],
  example: { input: { imprisonmentId: exampleId, handoverId: exampleId }, output: { warrantId: exampleId } },
})
