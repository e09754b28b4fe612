import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import {
  askedNeeds,
  consentWays,
  entries,
  needs,
  obstacles,
  origins,
  outcomes,
  reasons,
  results,
  routes,
  shows,
  standings,
} from './codes.ts'

export * from './codes.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const day = z.iso.date()
const words = (most: number) => z.string().trim().min(3).max(most)
const id = z.uuid()
const Standing = z.enum(standings)

/** What everybody who holds or tries the person may know of a matter, and the name where the reader is in its circle. */
const Matter = z.object({
  id,
  number: z.number(),
  /** Null for whoever is told the state only, and of a child in every list. */
  name: both.nullable(),
  child: z.boolean(),
  origin: z.enum(origins),
  from: both,
  reason: z.enum(reasons),
  route: z.enum(routes),
  standing: Standing,
  openedOn: day,
  groundFrom: day.nullable(),
  office: both.nullable(),
  lawyer: both.nullable(),
  nextOn: day.nullable(),
  returnedWhy: z.string().nullable(),
  outcome: z.enum(outcomes).nullable(),
  daysSaved: z.number().nullable(),
})
export type Matter = z.output<typeof Matter>

export const listMatters = endpoint({
  name: 'legal-aid.list-matters',
  method: 'GET',
  path: '/legal-aid/matters',
  needs: 'legal-aid:read-matters',
  summary: 'Matters of legal aid of one’s own office: to send, come in, to assign, under way, closed',
  input: z.object({
    show: z.enum(shows).default('open'),
    origin: z.enum(origins).optional(),
    outcome: z.enum(outcomes).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(Matter), total: z.number() }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

const Step = z.object({ section: z.string(), text: both })
/** What the person agreed to have told. */
export const Told = z.object({
  number: z.string(),
  name: both,
  father: both.nullable(),
  place: both,
  cases: z.array(
    z.object({
      caseLabel: z.string(),
      sections: z.string(),
      court: both.nullable(),
      detainedSince: day.nullable(),
      grantedOn: day.nullable(),
      amount: z.number().nullable(),
      bailFrom: day.nullable(),
      ground: z.string().nullable(),
    }),
  ),
})
export type Told = z.output<typeof Told>
const GroundProof = z.object({ pack: z.string(), hash: z.string(), steps: z.array(Step) })
export const SavedProof = z.object({
  rule: z.string(),
  inputs: z.object({ freeOn: day.nullable(), rightFrom: day.nullable(), ground: z.string().nullable() }),
  days: z.number().nullable(),
  /** Days inside after bail was a right: what legal aid did not save. */
  late: z.number().nullable(),
  steps: z.array(z.object({ code: z.string(), text: both })),
})

export const getMatter = endpoint({
  name: 'legal-aid.get-matter',
  method: 'GET',
  path: '/legal-aid/matters/:matterId',
  needs: 'legal-aid:read-matters',
  summary: 'One matter: where it stands for all who may know of it; brief, acts and notes for legal aid',
  input: z.object({ matterId: id }),
  output: z.object({
    matter: Matter,
    consent: z.object({
      state: z.enum(['awaited', 'given', 'refused', 'withdrawn']),
      how: z.enum(consentWays).nullable(),
      on: day.nullable(),
      witness: z.string().nullable(),
    }),
    acceptedOn: day.nullable(),
    powerOn: day.nullable(),
    freeOn: day.nullable(),
    closedOn: day.nullable(),
    ground: z.string().nullable(),
    /** Null for whoever is told the state only. */
    brief: z
      .object({
        needs: z.array(z.enum(needs)),
        language: z.string().nullable(),
        told: Told,
        proof: GroundProof.nullable(),
        words: z.string().nullable(),
      })
      .nullable(),
    savedProof: SavedProof.nullable(),
    acts: z.array(
      z.object({
        id,
        kind: z.string(),
        onDate: day,
        at: z.string(),
        detail: z.string().nullable(),
        words: z.string().nullable(),
        document: z.object({ id, version: z.number() }).nullable(),
        by: both.nullable(),
      }),
    ),
    steps: z.array(z.object({ act: z.string(), at: z.string(), unit: both, reason: z.string().nullable() })),
    offices: z.array(z.object({ id: z.number(), name: both })),
    lawyers: z.array(z.object({ id, name: both })),
    may: z.object({
      consent: z.boolean(),
      withdraw: z.boolean(),
      send: z.boolean(),
      answer: z.boolean(),
      assign: z.boolean(),
      work: z.boolean(),
    }),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { matterId: exampleId } },
})

const Person = z.object({
  partyId: id.nullable(),
  warrantId: id.nullable(),
  name: both,
  caseLabel: z.string(),
  /** Held, and so within reach of whoever asks. */
  held: z.boolean(),
  groundFrom: day.nullable(),
  matters: z.array(
    Matter.pick({ id: true, number: true, standing: true, openedOn: true, outcome: true, returnedWhy: true }),
  ),
})
const OfPlace = z.object({
  people: z.array(Person),
  offices: z.array(z.object({ id: z.number(), name: both })),
  mayOpen: z.boolean(),
  /** Of a prisoner what was said on admission; null in a case, and for whoever came in before it was asked. */
  asked: z
    .object({
      answer: z.enum(['not-asked', 'yes', 'no', 'in-hand']),
      needs: z.array(z.enum(askedNeeds)),
      language: z.string().nullable(),
      on: z.string().nullable(),
    })
    .nullable(),
})
export type OfPlace = z.output<typeof OfPlace>

export const listMattersOfCase = endpoint({
  name: 'legal-aid.list-matters-of-case',
  method: 'GET',
  path: '/legal-aid/cases/:caseId',
  needs: 'legal-aid:open',
  summary: 'The accused of a case and where legal aid stands for each: state only',
  input: z.object({ caseId: id }),
  output: OfPlace,
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { caseId: exampleId }, output: { people: [], offices: [], mayOpen: true, asked: null } },
})

export const listMattersOfPrisoner = endpoint({
  name: 'legal-aid.list-matters-of-prisoner',
  method: 'GET',
  path: '/legal-aid/prisoners/:imprisonmentId',
  needs: 'legal-aid:open',
  summary: 'The cases of a prisoner and where legal aid stands in each: state only',
  input: z.object({ imprisonmentId: id }),
  output: OfPlace,
  reads: 'sensitive',
  refusals: ['not-found'],
  example: {
    input: { imprisonmentId: exampleId },
    output: { people: [], offices: [], mayOpen: true, asked: null },
  },
})

const consentFields = {
  consentHow: z.enum(consentWays).optional(),
  consentOn: day.optional(),
  consentWitness: words(200).optional(),
}

export const screenNeed = endpoint({
  name: 'legal-aid.screen-need',
  method: 'POST',
  path: '/legal-aid/matters',
  needs: 'legal-aid:open',
  summary:
    'Ask what legal aid a person needs and whether they agree; with consent the matter goes to the office at once, without it nothing does',
  input: z.object({
    caseId: id.optional(),
    partyId: id.optional(),
    imprisonmentId: id.optional(),
    warrantId: id.optional(),
    needs: z.array(z.enum(askedNeeds)).max(5).default([]),
    language: z.string().trim().min(2).max(60).optional(),
    reason: z.enum(reasons),
    route: z.enum(routes),
    consent: z.enum(['given', 'refused', 'awaited']),
    ...consentFields,
    officeId: z.coerce.number().int().optional(),
    words: words(1000).optional(),
  }),
  output: z.object({ id, standing: Standing }),
  refusals: [
    'legal-aid.open-already',
    'legal-aid.no-person',
    'legal-aid.needs-consent-facts',
    'legal-aid.needs-witness',
    'legal-aid.in-future',
    'legal-aid.no-office',
    'handover.already-offered',
    'handover.other-side',
    'handover.post-not-allowed',
    'not-found',
  ],
  example: {
    input: {
      partyId: exampleId,
      needs: ['no-lawyer'],
      reason: 'no-lawyer',
      route: 'dlec',
      consent: 'awaited',
    },
    output: { id: exampleId, standing: 'consent-awaited' },
  },
})

const done = z.object({ done: z.literal(true) })

export const recordConsent = endpoint({
  name: 'legal-aid.record-consent',
  method: 'POST',
  path: '/legal-aid/matters/:matterId/consent',
  needs: 'legal-aid:open',
  summary:
    'Record that the person agrees, does not, or takes the consent back: then legal aid sees the matter no more',
  input: z.object({ matterId: id, consent: z.enum(['given', 'refused', 'withdrawn']), ...consentFields }),
  output: done,
  refusals: [
    'legal-aid.state',
    'legal-aid.needs-consent-facts',
    'legal-aid.needs-witness',
    'legal-aid.in-future',
    'handover.not-open',
    'handover.other-side',
    'handover.post-not-allowed',
    'not-found',
  ],
  example: { input: { matterId: exampleId, consent: 'given', consentHow: 'thumb', consentOn: '2026-11-20' } },
})

export const sendMatter = endpoint({
  name: 'legal-aid.send-matter',
  method: 'POST',
  path: '/legal-aid/matters/:matterId/send',
  needs: 'legal-aid:open',
  summary: 'Hand a matter over to a legal-aid office, or to another after it was returned',
  input: z.object({ matterId: id, officeId: z.coerce.number().int() }),
  output: done,
  refusals: [
    'legal-aid.state',
    'legal-aid.no-consent',
    'legal-aid.no-office',
    'handover.already-offered',
    'handover.not-open',
    'handover.other-side',
    'handover.post-not-allowed',
    'not-found',
  ],
  example: { input: { matterId: exampleId, officeId: 1 } },
})

export const answerMatter = endpoint({
  name: 'legal-aid.answer-matter',
  method: 'POST',
  path: '/legal-aid/matters/:matterId/answer',
  needs: 'legal-aid:coordinate',
  summary: 'Take a matter on for the office, or return it with the reason',
  input: z.object({ matterId: id, answer: z.enum(['accept', 'return']), reason: words(1000).optional() }),
  output: done,
  refusals: [
    'legal-aid.state',
    'legal-aid.needs-reason',
    'handover.not-open',
    'handover.other-side',
    'handover.post-not-allowed',
    'not-found',
  ],
  example: { input: { matterId: exampleId, answer: 'accept' } },
})

export const assignLawyer = endpoint({
  name: 'legal-aid.assign-lawyer',
  method: 'POST',
  path: '/legal-aid/matters/:matterId/lawyer',
  needs: 'legal-aid:coordinate',
  summary:
    'Assign a matter to a lawyer of the office, or to another; the power of attorney is drawn up in both languages',
  input: z.object({ matterId: id, lawyerId: id }),
  output: z.object({ documentId: id, version: z.number() }),
  refusals: ['legal-aid.state', 'legal-aid.no-lawyer', 'not-found'],
  example: {
    input: { matterId: exampleId, lawyerId: exampleId },
    output: { documentId: exampleId, version: 1 },
  },
})

export const writeEntry = endpoint({
  name: 'legal-aid.write-entry',
  method: 'POST',
  path: '/legal-aid/matters/:matterId/entries',
  needs: 'legal-aid:work',
  summary:
    'Write into a matter: a visit (the day alone), a filing, a hearing, an obstacle, a note of counsel',
  input: z.object({
    matterId: id,
    kind: z.enum(entries),
    onDate: day,
    /** Of a filing its number. */
    number: z.string().trim().min(1).max(60).optional(),
    result: z.enum(results).optional(),
    obstacle: z.enum(obstacles).optional(),
    nextOn: day.optional(),
    words: words(4000).optional(),
  }),
  output: done,
  refusals: [
    'legal-aid.state',
    'legal-aid.in-future',
    'legal-aid.needs-words',
    'legal-aid.next-not-after',
    'not-found',
  ],
  example: { input: { matterId: exampleId, kind: 'visit', onDate: '2026-11-20' } },
})

export const signPower = endpoint({
  name: 'legal-aid.sign-power',
  method: 'POST',
  path: '/legal-aid/matters/:matterId/power',
  needs: 'legal-aid:work',
  summary: 'Record the day on which the client signed the power of attorney',
  input: z.object({ matterId: id, onDate: day }),
  output: done,
  refusals: ['legal-aid.state', 'legal-aid.in-future', 'not-found'],
  example: { input: { matterId: exampleId, onDate: '2026-11-20' } },
})

export const closeMatter = endpoint({
  name: 'legal-aid.close-matter',
  method: 'POST',
  path: '/legal-aid/matters/:matterId/close',
  needs: 'legal-aid:work',
  summary: 'Close a matter with its outcome; the days of detention saved are computed with their proof',
  input: z.object({
    matterId: id,
    outcome: z.enum(outcomes),
    freeOn: day.optional(),
    words: words(4000).optional(),
  }),
  output: z.object({ daysSaved: z.number().nullable() }),
  refusals: ['legal-aid.state', 'legal-aid.in-future', 'not-found'],
  example: { input: { matterId: exampleId, outcome: 'bail-granted' }, output: { daysSaved: 41 } },
})

export const getFigures = endpoint({
  name: 'legal-aid.get-figures',
  method: 'GET',
  path: '/legal-aid/figures',
  needs: 'legal-aid:work',
  summary:
    'The office’s matters by standing, by where they arose and by outcome, and the days of detention saved; no names',
  input: z.object({}),
  output: z.object({
    shows: z.array(z.object({ show: z.enum(shows), count: z.number() })),
    origins: z.array(z.object({ origin: z.enum(origins), count: z.number() })),
    outcomes: z.array(z.object({ outcome: z.enum(outcomes), count: z.number() })),
    daysSaved: z.number(),
    /** Closed matters of which days could be computed. */
    counted: z.number(),
  }),
  example: { input: {}, output: { shows: [], origins: [], outcomes: [], daysSaved: 0, counted: 0 } },
})
