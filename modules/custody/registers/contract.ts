import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const language = z.enum(['en', 'ur'])
const prison = z.object({ id: z.number(), name: both })

/** Who may read a register hangs together with what stands in it. */
export const registerGroups = [
  'people',
  'gate',
  'visits',
  'money',
  'property',
  'discipline',
  'health',
  'complaints',
  'staff',
  'stores',
] as const
export type RegisterGroup = (typeof registerGroups)[number]

/** More rows than this are not printed at once: the press would take a gigabyte of memory for them. */
export const longestPrint = 7_500

const RegisterRow = z.object({
  key: z.string(),
  /** The report by which it is read and taken as a file. */
  report: z.string(),
  group: z.enum(registerGroups),
  title: both,
  definition: both,
  citation: both,
  confirmed: z.boolean(),
  /** What its period means; null for one that cannot be narrowed by days. */
  period: both.nullable(),
  /** Shows who is here now, and is opened without a period. */
  standing: z.boolean(),
})

export const listRegisters = endpoint({
  name: 'custody.list-registers',
  method: 'GET',
  path: '/custody/registers',
  needs: 'custody:open-registers',
  summary:
    'The registers of a prison that the reader may open, with their citation and number of entries in a period',
  input: z.object({
    prisonId: z.coerce.number().int().optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
  }),
  output: z.object({
    rows: z.array(RegisterRow.extend({ entries: z.number() })),
    prison,
    prisons: z.array(prison),
    from: z.string(),
    to: z.string(),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const getRegister = endpoint({
  name: 'custody.get-register',
  method: 'GET',
  path: '/custody/registers/:key',
  needs: 'custody:open-registers',
  summary: 'What one register is, by which law it is kept, and by which report it is read',
  input: z.object({ key: z.string().min(1).max(60) }),
  output: RegisterRow,
  refusals: ['not-found'],
  example: { input: { key: 'admissions' } },
})

export const printRegister = endpoint({
  name: 'custody.print-register',
  method: 'POST',
  path: '/custody/registers/:key/prints',
  needs: 'custody:open-registers',
  summary:
    'Print a part of a register on A4 with a code anyone can check; further fields are the register’s filters',
  input: z.looseObject({
    key: z.string().min(1).max(60),
    language,
    prisonId: z.number().int().optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
  }),
  output: z.object({ documentId: z.uuid(), version: z.number(), number: z.string(), rows: z.number() }),
  refusals: ['not-found', 'custody-registers.too-long'],
  example: { input: { key: 'admissions', language: 'ur', from: '2026-11-01', to: '2026-11-22' } },
})

const RollRow = z.object({
  imprisonmentId: z.uuid(),
  number: z.string(),
  name: both,
  father: both.nullable(),
  fir: z.string(),
  station: both.nullable(),
  sections: z.string(),
  admittedOn: z.string(),
  detainedSince: z.string(),
  days: z.number(),
  nextDate: z.string().nullable(),
})
export type RollRow = z.output<typeof RollRow>

export const getJailRoll = endpoint({
  name: 'custody.get-jail-roll',
  method: 'GET',
  path: '/custody/jail-roll',
  needs: 'custody:issue-certificate',
  summary:
    'The under-trials of a prison whose cases lie before one court, and before which courts there are any',
  input: z.object({ courtId: z.coerce.number().int().optional() }),
  output: z.object({
    prison,
    asOf: z.string(),
    courts: z.array(z.object({ id: z.number(), name: both, prisoners: z.number() })),
    court: z.object({ id: z.number(), name: both }).nullable(),
    rows: z.array(RollRow),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: {} },
})

export const printJailRoll = endpoint({
  name: 'custody.print-jail-roll',
  method: 'POST',
  path: '/custody/jail-roll/prints',
  needs: 'custody:issue-certificate',
  summary: 'Issue the jail roll of one court, with a code anyone can check',
  input: z.object({ courtId: z.number().int(), language }),
  output: z.object({ documentId: z.uuid(), version: z.number(), number: z.string(), rows: z.number() }),
  refusals: ['not-found'],
  example: { input: { courtId: 12, language: 'ur' } },
})

const Interval = z.object({
  kind: z.enum(['police', 'court-custody', 'prison']),
  from: z.string(),
  to: z.string().nullable(),
  days: z.number(),
})
const CertificateCase = z.object({
  warrantId: z.uuid(),
  kind: z.enum(['remand', 'conviction']),
  fir: z.string(),
  station: both.nullable(),
  court: both.nullable(),
  sections: z.string(),
  state: z.enum(['in-force', 'ended']),
  endedOn: z.string().nullable(),
  nextDate: z.string().nullable(),
  intervals: z.array(Interval),
  days: z.number(),
  /** From which day bail is a right by length of detention, as stored; null where none is or a court must decide. */
  bailFrom: z.string().nullable(),
  bailRule: z.string().nullable(),
})
export const Certificate = z.object({
  imprisonmentId: z.uuid(),
  prison,
  number: z.string(),
  name: both,
  father: both.nullable(),
  category: z.string(),
  admittedOn: z.string(),
  releasedOn: z.string().nullable(),
  asOf: z.string(),
  cases: z.array(CertificateCase),
  remission: z.object({ years: z.number(), months: z.number(), days: z.number() }),
  release: z
    .object({
      day: z.string(),
      state: z.enum(['computed', 'proposed', 'confirmed']),
      law: z.string(),
      proof: z.string(),
    })
    .nullable(),
})
export type Certificate = z.output<typeof Certificate>

export const getCertificate = endpoint({
  name: 'custody.get-certificate',
  method: 'GET',
  path: '/custody/prisoners/:imprisonmentId/certificate',
  needs: 'custody:issue-certificate',
  summary: 'What a custody certificate would say today, and those issued',
  input: z.object({ imprisonmentId: z.uuid() }),
  output: z.object({
    certificate: Certificate,
    issued: z.array(
      z.object({
        documentId: z.uuid(),
        version: z.number(),
        number: z.string(),
        issuedAt: z.string(),
        addressee: z.string(),
        current: z.boolean(),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { imprisonmentId: exampleId } },
})

export const issueCertificate = endpoint({
  name: 'custody.issue-certificate',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/certificate',
  needs: 'custody:issue-certificate',
  summary: 'Issue a custody certificate for a court or counsel, with a code anyone can check',
  input: z.object({ imprisonmentId: z.uuid(), addressee: z.string().trim().min(2).max(200) }),
  output: z.object({ documentId: z.uuid(), version: z.number(), number: z.string() }),
  refusals: ['not-found'],
  example: { input: { imprisonmentId: exampleId, addressee: 'Sessions Judge, Hyderabad' } },
})
