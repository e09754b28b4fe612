import { z } from 'zod'
import { CaseEvent } from '#kernel/cases/contract'
import { endpoint, GivenReason } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const proofStep = z.object({
  code: z.string(),
  section: z.string(),
  text: both,
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
})
const proof = z.object({
  inputs: z.record(z.string(), z.unknown()),
  result: z.record(z.string(), z.unknown()),
  steps: z.array(proofStep),
  flags: z.array(z.string()),
  packCode: z.string(),
  packVersion: z.string(),
  computedAt: z.string(),
})
export type StoredProof = z.output<typeof proof>

export const categories = ['under-trial', 'convict', 'condemned', 'civil', 'detenu'] as const

export const PrisonerRow = z.object({
  id: z.uuid(),
  number: z.string(),
  prison: both,
  name: both,
  father: both.nullable(),
  category: z.enum(categories),
  state: z.enum(['in', 'released']),
  /** Barrack, cell and bed; null for whoever waits for a place. */
  place: both.nullable(),
  admittedAt: z.string(),
  nextProduction: z.string().nullable(),
  bailDue: z.string().nullable(),
  dueRelease: z.string().nullable(),
  cases: z.number(),
})
export type PrisonerRow = z.output<typeof PrisonerRow>

export const listPrisoners = endpoint({
  name: 'custody.list-prisoners',
  method: 'GET',
  path: '/custody/prisoners',
  needs: 'custody:read-prisoner',
  summary: 'Prisoners of one’s prisons',
  input: z.object({
    q: z.string().trim().max(100).optional(),
    category: z.enum(categories).optional(),
    place: z.union([z.uuid(), z.literal('none')]).optional(),
    state: z.enum(['in', 'released', 'all']).default('in'),
    /** Bail due already or within so many days. */
    bailWithin: z.coerce.number().int().min(0).max(3650).optional(),
    productionOn: z.iso.date().optional(),
    /** Whom nobody has asked yet whether they need counsel. */
    aid: z.literal('to-ask').optional(),
    sort: z
      .enum([
        'number',
        '-number',
        'name',
        '-name',
        'admitted',
        '-admitted',
        'bail',
        '-bail',
        'release',
        '-release',
        'production',
        '-production',
      ])
      .default('-admitted'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(PrisonerRow), total: z.number() }),
  reads: 'sensitive',
  example: { input: { page: 1, size: 50 }, output: { rows: [], total: 0 } },
})

export const listBailDue = endpoint({
  name: 'custody.list-bail-due',
  method: 'GET',
  path: '/custody/statutory-bail',
  needs: 'custody:read-prisoner',
  summary:
    'Under-trial prisoners whose detention alone gives a right to bail, now or within some days, with the proof',
  input: z.object({
    within: z.coerce.number().int().min(0).max(3650).default(0),
    /** Those for whom a court or law officer must decide, instead of those whose date stands. */
    refer: z.stringbool().default(false),
    /** Only those of whom no petition is under way, or only those of whom one is. */
    petition: z.enum(['none', 'pending']).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        imprisonmentId: z.uuid(),
        number: z.string(),
        name: both,
        father: both.nullable(),
        fir: z.string(),
        sections: z.string(),
        detainedSince: z.string(),
        eligibleFrom: z.string().nullable(),
        ground: z.string().nullable(),
        standing: z.enum(['counting', 'excluded', 'refer']),
        proof,
        /** The latest petition in this case; null for who may not see petitions. */
        petition: z
          .object({ state: z.string(), nextOn: z.string().nullable(), ground: z.string().nullable() })
          .nullable(),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: { within: 0 }, output: { rows: [], total: 0 } },
})

const Span = z.object({
  kind: z.enum(['police', 'court-custody', 'prison']),
  from: z.string(),
  to: z.string().nullable(),
})

export const PrisonerWarrant = z.object({
  id: z.uuid(),
  kind: z.enum(['remand', 'conviction']),
  source: z.enum(['court', 'paper']),
  caseId: z.uuid().nullable(),
  partyId: z.uuid().nullable(),
  fir: z.string(),
  station: both.nullable(),
  court: both.nullable(),
  sections: z.string(),
  maxPunishment: z.string().nullable(),
  issuedOn: z.string(),
  detainedSince: z.string(),
  nextProduction: z.string().nullable(),
  state: z.enum(['in-force', 'ended']),
  endedOn: z.string().nullable(),
  endedGround: z.string().nullable(),
  spans: z.array(Span),
  bail: z
    .object({
      eligibleFrom: z.string().nullable(),
      ground: z.string().nullable(),
      standing: z.enum(['counting', 'excluded', 'refer']),
      /** The version of law it was computed anew under, and the day it had before. */
      lawChanged: z.string().nullable(),
      eligibleBefore: z.string().nullable(),
      proof,
    })
    .nullable(),
})
export type PrisonerWarrant = z.output<typeof PrisonerWarrant>

export const ReleaseDate = z.object({
  id: z.uuid(),
  state: z.enum(['computed', 'proposed', 'confirmed', 'reopened', 'superseded']),
  dueRelease: z.string(),
  reason: z.string(),
  proof,
  proposedBy: both.nullable(),
  proposedAt: z.string().nullable(),
  confirmedBy: both.nullable(),
  confirmedAt: z.string().nullable(),
  reopenedWhy: z.string().nullable(),
  /** The version of law that put it aside or that it was computed anew under. */
  lawChanged: z.string().nullable(),
  /** The latest version of law under which it came out the same. */
  checkedPack: z.string().nullable(),
  referSettled: z.string().nullable(),
  /** The reader proposed it and so cannot confirm it. */
  own: z.boolean(),
})
export type ReleaseDate = z.output<typeof ReleaseDate>

export const getPrisoner = endpoint({
  name: 'custody.get-prisoner',
  method: 'GET',
  path: '/custody/prisoners/:id',
  needs: 'custody:read-prisoner',
  summary: 'One imprisonment: person, warrants, clocks, productions, release date and timeline',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    prisoner: PrisonerRow.extend({
      personId: z.uuid(),
      sex: z.string().nullable(),
      birthDate: z.string().nullable(),
      birthPrecision: z.string().nullable(),
      cnic: z.string().nullable(),
      aliases: z.array(z.string()),
      releasedAt: z.string().nullable(),
      releaseGround: z.string().nullable(),
      withoutHandover: z.string().nullable(),
      /** What was entered at admission although it looked unusual, and why. */
      overrides: z.array(GivenReason),
      previous: z.number(),
      /** Document of the latest photograph. */
      photo: z.uuid().nullable(),
    }),
    warrants: z.array(PrisonerWarrant),
    injuries: z.object({
      /** How many are under seal. */
      recorded: z.number(),
      /** Empty for whoever may not open the seal. */
      open: z
        .array(
          z.object({
            id: z.uuid(),
            region: z.string(),
            kind: z.string(),
            serious: z.boolean(),
            saidCause: z.string().nullable(),
            description: z.string().nullable(),
            recordedAt: z.string(),
          }),
        )
        .nullable(),
    }),
    releaseDates: z.array(ReleaseDate),
    remissions: z.array(
      z.object({
        id: z.uuid(),
        kind: z.string(),
        years: z.number(),
        months: z.number(),
        days: z.number(),
        authority: z.string(),
        instrument: z.string(),
        grantedOn: z.string(),
        voided: z.boolean(),
        voidReason: z.string().nullable(),
      }),
    ),
    /** Fines with imprisonment in default; null for those who do not compute dates. */
    fines: z
      .array(
        z.object({
          sentenceId: z.string(),
          name: z.string(),
          sentencedOn: z.string(),
          amount: z.number(),
          paid: z.number(),
        }),
      )
      .nullable(),
    questions: z.array(
      z.object({
        id: z.uuid(),
        question: z.string(),
        askedAt: z.string(),
        answeredAt: z.string().nullable(),
      }),
    ),
    holds: z.array(
      z.object({
        id: z.uuid(),
        kind: z.string(),
        source: z.string(),
        placedOn: z.string(),
        until: z.string().nullable(),
        lifted: z.boolean(),
      }),
    ),
    productions: z.array(
      z.object({
        id: z.uuid(),
        onDate: z.string(),
        outcome: z.enum(['sent', 'by-video', 'not-produced']),
        reason: z.string().nullable(),
        outAt: z.string().nullable(),
        backAt: z.string().nullable(),
      }),
    ),
    timeline: z.array(CaseEvent),
    withheld: z.number(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const takePhotograph = endpoint({
  name: 'custody.take-photo',
  method: 'POST',
  path: '/custody/prisoners/:id/photo',
  needs: 'custody:admit',
  summary: 'Keep a photograph of a prisoner',
  input: z.object({ id: z.uuid(), file: z.file() }),
  output: z.object({ documentId: z.uuid() }),
  refusals: ['custody.not-in', 'documents.type', 'documents.too-large', 'not-found'],
  media: { request: 'multipart/form-data' },
  example: { output: { documentId: exampleId } },
})

const Custody = z.object({
  imprisonmentId: z.uuid().nullable(),
  prison: both,
  number: z.string(),
  category: z.string(),
  state: z.enum(['in', 'released']),
  admittedAt: z.string(),
  releasedAt: z.string().nullable(),
})

export const getCustodyOfCase = endpoint({
  name: 'custody.get-custody-of-case',
  method: 'GET',
  path: '/custody/cases/:caseId',
  needs: 'custody:read-custody',
  summary: 'Where the accused of a case are held',
  input: z.object({ caseId: z.uuid() }),
  output: z.object({
    rows: z.array(Custody.extend({ partyId: z.uuid(), name: both, nextProduction: z.string().nullable() })),
  }),
  reads: 'sensitive',
  example: { input: { caseId: exampleId }, output: { rows: [] } },
})

export const getCustodyOfPerson = endpoint({
  name: 'custody.get-custody-of-person',
  method: 'GET',
  path: '/custody/persons/:personId',
  needs: 'custody:read-custody',
  summary: 'Imprisonments of a person, as far as the reader may know of them',
  input: z.object({ personId: z.uuid() }),
  output: z.object({ rows: z.array(Custody) }),
  reads: 'sensitive',
  example: { input: { personId: exampleId }, output: { rows: [] } },
})
