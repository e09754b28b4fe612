import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const text = (most: number) => z.string().trim().min(2).max(most)
const prison = z.object({ id: z.number(), name: both })

export const subjects = ['literacy', 'religious', 'school', 'technical'] as const
export const earnedStates = ['proposed', 'forwarded', 'approved', 'refused'] as const

/** What a passed course earns by the law data; `refer` where the text was not obtained. */
const Law = z.object({
  standing: z.enum(['fixed', 'range', 'refer']),
  /** For terms longer than so many months. */
  termMonths: z.number(),
  months: z.number().nullable(),
  mostMonths: z.number().nullable(),
  minMarks: z.number().nullable(),
  citation: z.string(),
  note: both,
})
export type CourseLaw = z.output<typeof Law>

/** A page of a result card as it came. */
const ResultScan = z.object({
  id: z.uuid(),
  mediaType: z.string(),
  sha256: z.string(),
  scannedAt: z.string(),
})
export type ResultScan = z.output<typeof ResultScan>

const Kind = z.object({ code: z.string(), subject: z.enum(subjects), name: both, law: z.array(Law) })

const Course = z.object({
  id: z.uuid(),
  kind: z.string(),
  name: both,
  subject: z.enum(subjects),
  teacher: z.string(),
  place: z.string(),
  capacity: z.number(),
  enrolled: z.number(),
  passed: z.number(),
  fromOn: z.string(),
  /** Present and enrolled of the last day on which attendance was taken. */
  lastOn: z.string().nullable(),
  lastPresent: z.number(),
  lastMarked: z.number(),
})

export const getEducation = endpoint({
  name: 'custody.get-education',
  method: 'GET',
  path: '/custody/education',
  needs: 'custody:read-regime',
  summary: 'The courses of a prison, what each earns by law, and how far proposals of remission are',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    courses: z.array(Course),
    prison,
    prisons: z.array(prison),
    kinds: z.array(Kind),
    counts: z.object({
      toPropose: z.number(),
      proposed: z.number(),
      forwarded: z.number(),
      late: z.number(),
    }),
    rule: z.object({
      forwardDays: z.number(),
      decideDays: z.number(),
      basis: z.string(),
      /** Remission is proposed only with the result card scanned. */
      scanNeeded: z.boolean(),
    }),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const getCourse = endpoint({
  name: 'custody.get-course',
  method: 'GET',
  path: '/custody/courses/:courseId',
  needs: 'custody:read-regime',
  summary: 'One course: who attends, the attendance of a day, and results',
  input: z.object({ courseId: z.uuid(), on: z.iso.date().optional() }),
  output: z.object({
    course: Course,
    law: z.array(Law),
    scanNeeded: z.boolean(),
    on: z.string(),
    today: z.string(),
    people: z.array(
      z.object({
        enrolmentId: z.uuid(),
        imprisonmentId: z.uuid(),
        number: z.string(),
        name: both,
        fromOn: z.string(),
        endedOn: z.string().nullable(),
        outcome: z.enum(['passed', 'failed', 'left']).nullable(),
        present: z.boolean().nullable(),
        attended: z.number(),
        held: z.number(),
        resultId: z.uuid().nullable(),
        resultNumber: z.string().nullable(),
        marks: z.number().nullable(),
        scans: z.array(ResultScan),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { courseId: exampleId } },
})

export const openCourse = endpoint({
  name: 'custody.open-course',
  method: 'POST',
  path: '/custody/courses',
  needs: 'custody:teach',
  summary: 'Open a course: what is taught, by whom, where, and for how many',
  input: z.object({
    kind: z.string().min(1).max(40),
    teacher: text(120),
    place: text(120),
    capacity: z.number().int().min(1).max(1000),
    fromOn: z.iso.date(),
  }),
  output: z.object({ courseId: z.uuid() }),
  refusals: ['not-found'],
  example: {
    input: {
      kind: 'literacy',
      teacher: 'Qari Abdul Sattar',
      place: 'School, Circle 1',
      capacity: 30,
      fromOn: '2026-11-01',
    },
    output: { courseId: exampleId },
  },
})

export const enrol = endpoint({
  name: 'custody.enrol-in-course',
  method: 'POST',
  path: '/custody/courses/:courseId/people',
  needs: 'custody:teach',
  summary: 'Enrol a prisoner in a course',
  input: z.object({ courseId: z.uuid(), imprisonmentId: z.uuid() }),
  output: z.object({ enrolmentId: z.uuid() }),
  refusals: [
    'not-found',
    'custody.not-in',
    'custody-regime.course-full',
    'custody-regime.course-closed',
    'custody-regime.enrolled-already',
  ],
  example: {
    input: { courseId: exampleId, imprisonmentId: exampleId },
    output: { enrolmentId: exampleId },
  },
})

export const takeAttendance = endpoint({
  name: 'custody.take-attendance',
  method: 'POST',
  path: '/custody/courses/:courseId/attendance',
  needs: 'custody:teach',
  summary: 'Take the attendance of a course for a day: everybody is present but those named',
  input: z.object({ courseId: z.uuid(), on: z.iso.date(), absent: z.array(z.uuid()).max(1000) }),
  output: z.object({ present: z.number(), absent: z.number() }),
  refusals: ['not-found', 'custody-regime.in-future'],
  example: {
    input: { courseId: exampleId, on: '2026-11-21', absent: [] },
    output: { present: 20, absent: 0 },
  },
})

export const enterResult = endpoint({
  name: 'custody.enter-result',
  method: 'POST',
  path: '/custody/enrolments/:enrolmentId/result',
  needs: 'custody:teach',
  summary: 'Enter a result card with its paper; a passed one can earn remission',
  input: z.object({
    enrolmentId: z.uuid(),
    passed: z.enum(['yes', 'no']),
    marks: z.number().int().min(0).max(100).optional(),
    issuedBy: text(160),
    number: z.string().trim().min(1).max(60),
    issuedOn: z.iso.date(),
  }),
  output: z.object({ resultId: z.uuid() }),
  refusals: ['not-found', 'custody-regime.in-future'],
  example: {
    input: {
      enrolmentId: exampleId,
      passed: 'yes',
      marks: 71,
      issuedBy: 'Board of Secondary Education',
      number: 'R-11820',
      issuedOn: '2026-11-10',
    },
    output: { resultId: exampleId },
  },
})

export const keepResultScan = endpoint({
  name: 'custody.keep-result-scan',
  method: 'POST',
  path: '/custody/results/:resultId/scans',
  needs: 'custody:teach',
  summary: 'Keep a scanned page of a result card beside the result typed from it',
  input: z.object({ resultId: z.uuid(), file: z.file() }),
  media: { request: 'multipart/form-data' },
  output: z.object({ scanId: z.uuid(), sha256: z.string() }),
  refusals: [
    'not-found',
    'custody-regime.scanned-already',
    'documents.empty',
    'documents.too-large',
    'documents.type',
    'documents.two-types',
    'documents.active-content',
    'documents.zip-bomb',
    'documents.pixels',
    'documents.damaged',
  ],
  example: { output: { scanId: exampleId, sha256: 'c41f'.repeat(16) } },
})

export const leaveCourse = endpoint({
  name: 'custody.leave-course',
  method: 'POST',
  path: '/custody/enrolments/:enrolmentId/leave',
  needs: 'custody:teach',
  summary: 'A prisoner leaves a course without a result',
  input: z.object({ enrolmentId: z.uuid() }),
  output: z.object({ left: z.literal(true) }),
  refusals: ['not-found'],
  example: { input: { enrolmentId: exampleId }, output: { left: true } },
})

const Finding = z.object({
  code: z.string(),
  standing: z.enum(['barred', 'refer']),
  section: z.string(),
  text: both,
})

export const listEarned = endpoint({
  name: 'custody.list-earned-proposals',
  method: 'GET',
  path: '/custody/earned-remission',
  needs: 'custody:read-regime',
  summary: 'Passed results and the remission proposed for them, with who must act until when',
  input: z.object({
    show: z.enum(['to-propose', 'proposed', 'forwarded', 'decided', 'all']).default('all'),
    prisonId: z.coerce.number().int().optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        resultId: z.uuid(),
        proposalId: z.uuid().nullable(),
        imprisonmentId: z.uuid(),
        prison: both,
        number: z.string(),
        name: both,
        course: both,
        paper: z.string(),
        scans: z.array(ResultScan),
        issuedOn: z.string(),
        marks: z.number().nullable(),
        state: z.enum(['to-propose', ...earnedStates]),
        /** Of a result nothing was proposed for: what the law data says of it. */
        law: Law.nullable(),
        standing: z.enum(['fixed', 'range', 'refer']).nullable(),
        months: z.number().nullable(),
        citation: z.string().nullable(),
        findings: z.array(Finding),
        remarks: z.string().nullable(),
        dueOn: z.string().nullable(),
        proposedBy: both.nullable(),
        forwardedBy: both.nullable(),
        decidedBy: both.nullable(),
        instrument: z.string().nullable(),
        restsOn: z.string().nullable(),
        refusedWhy: z.string().nullable(),
        posted: z.boolean(),
        byHandWhy: z.string().nullable(),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const proposeEarned = endpoint({
  name: 'custody.propose-earned-remission',
  method: 'POST',
  path: '/custody/results/:resultId/proposal',
  needs: 'custody:propose-earned',
  summary: 'Propose remission for a passed course; refused with the section where the law bars it',
  input: z.object({
    resultId: z.uuid(),
    /** Only where the law data gives a range. */
    months: z.number().int().min(1).max(120).optional(),
    remarks: text(500),
  }),
  output: z.object({ proposalId: z.uuid(), standing: z.enum(['fixed', 'range', 'refer']) }),
  refusals: [
    'not-found',
    'custody.not-in',
    'custody-regime.proposed-already',
    'custody-regime.needs-scan',
    'custody-regime.not-convicted',
    'custody-regime.barred',
    'custody-regime.marks-too-few',
    'custody-regime.out-of-range',
  ],
  example: {
    input: { resultId: exampleId, remarks: 'Passed in the first division' },
    output: { proposalId: exampleId, standing: 'fixed' },
  },
})

export const forwardEarned = endpoint({
  name: 'custody.forward-earned-remission',
  method: 'POST',
  path: '/custody/earned-remission/:proposalId/forward',
  needs: 'custody:forward-earned',
  summary: 'Forward a proposal to the Inspector-General',
  input: z.object({ proposalId: z.uuid() }),
  output: z.object({ state: z.literal('forwarded'), dueOn: z.string() }),
  refusals: ['not-found', 'access.same-person', 'custody-regime.not-open'],
  example: { input: { proposalId: exampleId }, output: { state: 'forwarded', dueOn: '2026-11-25' } },
})

export const decideEarned = endpoint({
  name: 'custody.decide-earned-remission',
  method: 'POST',
  path: '/custody/earned-remission/:proposalId/decide',
  needs: 'custody:decide-earned',
  summary:
    'Approve with the order’s number, or refuse with the reason; approved remission is posted to the ledger',
  stepUp: true,
  input: z
    .object({
      proposalId: z.uuid(),
      approve: z.enum(['yes', 'no']),
      instrument: text(120).optional(),
      /** Where the law data has no number: months, and the paper on which they rest. */
      months: z.number().int().min(1).max(120).optional(),
      restsOn: text(300).optional(),
      why: text(500).optional(),
    })
    .refine((given) => given.approve === 'no' || given.instrument !== undefined, {
      path: ['instrument'],
      params: {
        code: 'instrument',
        en: 'Write the number and date of the order.',
        ur: 'حکم کا نمبر اور تاریخ لکھیں۔',
      },
    })
    .refine((given) => given.approve === 'yes' || given.why !== undefined, {
      path: ['why'],
      params: { code: 'why', en: 'Write why it is refused.', ur: 'نامنظوری کی وجہ لکھیں۔' },
    }),
  output: z.object({ state: z.enum(['approved', 'refused']) }),
  refusals: ['not-found', 'access.same-person', 'custody-regime.not-open', 'custody-regime.refer-unsettled'],
  example: {
    input: { proposalId: exampleId, approve: 'yes', instrument: 'IGP/Rem/118 of 2026' },
    output: { state: 'approved' },
  },
})
