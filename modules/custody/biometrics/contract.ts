import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { fingers } from './finger-record.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const count = z.number().int()

export const missingReasons = ['amputated', 'injured', 'bandaged', 'refused'] as const
export const crossingKinds = [
  'court',
  'hospital',
  'leave',
  'transfer',
  'release',
  'return',
  'arrival',
] as const
/** Where a province decides; who leaves for good or for another prison is compared everywhere. */
export const ruledKinds = ['court', 'hospital', 'leave', 'return'] as const
export const gateLines = ['court', 'return'] as const
export const couldNotReasons = [
  'no-reader',
  'not-read',
  'quality',
  'not-enrolled',
  'no-matcher',
  'no-threshold',
  'no-answer',
  'unclear',
] as const

const FingerCode = z
  .number()
  .int()
  .refine((code): code is (typeof fingers)[number] => fingers.some((one) => one === code))
/** A record of ISO/IEC 19794-2 as text. Which field is wrong is said by the reader of the record itself. */
const TemplateText = z
  .string()
  .max(90_000)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
const Device = z.string().trim().min(1).max(80)

/** What this installation reads fingers with, and what this province asks at the gate. */
export const FingerSetup = z.object({
  driver: z.enum(['none', 'file', 'bridge']),
  /** The loopback address of the reader's own service. */
  address: z.string().nullable(),
  matcher: z.boolean(),
})
export type FingerSetup = z.output<typeof FingerSetup>

export const getFingerSetup = endpoint({
  name: 'custody.get-finger-setup',
  method: 'GET',
  path: '/custody/finger-setup',
  needs: 'custody:check-identity',
  summary: 'Which fingerprint reader this desk uses, and whether a matcher stands behind it',
  input: z.object({}),
  output: FingerSetup,
  example: { input: {}, output: { driver: 'none', address: null, matcher: false } },
})

export const getFingers = endpoint({
  name: 'custody.get-fingers',
  method: 'GET',
  path: '/custody/prisoners/:id/fingers',
  needs: 'custody:check-identity',
  summary: 'Which fingers of a prisoner are on record, which are missing and why; never a template',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    held: z.boolean(),
    setup: FingerSetup,
    fingers: z.array(
      z.object({
        finger: FingerCode,
        state: z.enum(['enrolled', 'missing', 'erased']),
        missingWhy: z.enum(missingReasons).nullable(),
        quality: z.number().nullable(),
        minutiae: z.number().nullable(),
        device: z.string().nullable(),
        words: z.string().nullable(),
        by: both,
        at: z.string(),
      }),
    ),
  }),
  refusals: ['not-found'],
  reads: 'sensitive',
  example: { input: { id: exampleId } },
})

export const enrolFinger = endpoint({
  name: 'custody.enrol-finger',
  method: 'POST',
  path: '/custody/prisoners/:id/fingers',
  needs: 'custody:enrol-finger',
  summary:
    'Enrol one finger of a prisoner from a record of ISO/IEC 19794-2; what was on record before stays behind it',
  input: z.object({ id: z.uuid(), finger: FingerCode, template: TemplateText, device: Device }),
  output: z.object({ quality: z.number().nullable(), minutiae: z.number() }),
  refusals: ['custody.not-in', 'not-found'],
  example: {
    input: { id: exampleId, finger: 2, template: 'Rk1SACAyMAA=', device: 'file' },
    output: { quality: 80, minutiae: 34 },
  },
})

export const missFinger = endpoint({
  name: 'custody.miss-finger',
  method: 'POST',
  path: '/custody/prisoners/:id/missing-fingers',
  needs: 'custody:enrol-finger',
  summary: 'Record that a finger cannot be taken, and why',
  input: z.object({ id: z.uuid(), finger: FingerCode, why: z.enum(missingReasons) }),
  output: z.object({ recorded: z.literal(true) }),
  refusals: ['custody.not-in', 'not-found'],
  example: { input: { id: exampleId, finger: 8, why: 'amputated' }, output: { recorded: true } },
})

export const eraseFingers = endpoint({
  name: 'custody.erase-fingers',
  method: 'POST',
  path: '/custody/prisoners/:id/erase-fingers',
  needs: 'custody:erase-fingers',
  summary: 'Destroy every template of a prisoner on a named order; that they were there stays on record',
  stepUp: true,
  input: z.object({ id: z.uuid(), order: z.string().trim().min(3).max(300) }),
  output: z.object({ erased: count }),
  refusals: ['custody-biometrics.nothing-enrolled', 'not-found'],
  example: {
    input: { id: exampleId, order: 'Order of JM-II of 12 March 2026, Identification of Prisoners Act s. 7' },
    output: { erased: 10 },
  },
})

export const checkFinger = endpoint({
  name: 'custody.check-finger',
  method: 'POST',
  path: '/custody/prisoners/:id/finger-checks',
  needs: 'custody:check-identity',
  summary:
    'Compare a finger with those of the prisoner: the same is a comparison, another stops every way out, and what could not be decided is left to the eye',
  input: z.object({
    id: z.uuid(),
    /** Left out when the reader gave nothing. */
    template: TemplateText.optional(),
    device: Device,
  }),
  output: z.object({
    result: z.enum(['matched', 'not-matched', 'could-not', 'no-device']),
    why: z.enum(couldNotReasons).nullable(),
  }),
  refusals: ['custody.not-in', 'not-found'],
  example: {
    input: { id: exampleId, template: 'Rk1SACAyMAA=', device: 'file' },
    output: { result: 'could-not', why: 'no-matcher' },
  },
})

export const checkArrivalFinger = endpoint({
  name: 'custody.check-arrival-finger',
  method: 'POST',
  path: '/custody/transfers/:id/finger-checks',
  needs: 'custody:check-identity',
  summary:
    'Compare the finger of somebody who comes on a transfer with those the sending prison took, before they are taken over',
  input: checkFinger.input,
  output: checkFinger.output,
  refusals: ['not-found'],
  example: {
    input: { id: exampleId, template: 'Rk1SACAyMAA=', device: 'file' },
    output: { result: 'could-not', why: 'no-matcher' },
  },
})

const Standing = z.enum(['known', 'unknown', 'mistaken'])

export const listGateLine = endpoint({
  name: 'custody.list-gate-line',
  method: 'GET',
  path: '/custody/gate-line',
  needs: 'custody:check-identity',
  summary:
    'Who goes to court today or is outside and comes back, one under the other, to be compared one press each',
  input: z.object({ line: z.enum(gateLines).default('court') }),
  output: z.object({
    setup: FingerSetup,
    demanded: z.boolean(),
    rows: z.array(
      z.object({
        imprisonmentId: z.uuid(),
        number: z.string(),
        name: both,
        father: both.nullable(),
        /** Document of the latest photograph. */
        photo: z.uuid().nullable(),
        enrolled: count,
        standing: Standing,
        how: z.enum(['finger', 'eye']).nullable(),
      }),
    ),
  }),
  reads: 'sensitive',
  example: {
    input: { line: 'court' },
    output: { setup: { driver: 'none', address: null, matcher: false }, demanded: false, rows: [] },
  },
})

const Share = z.object({ finger: count, eye: count, none: count })
export type Share = z.output<typeof Share>

export const getGateChecks = endpoint({
  name: 'custody.get-gate-checks',
  method: 'GET',
  path: '/custody/gate-checks',
  needs: 'custody:read-gate-checks',
  summary:
    'How people were compared at a prison’s gate over fourteen days, what stopped, who has no fingers on record, and the rules',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison: z.object({ id: z.number(), name: both }),
    prisons: z.array(z.object({ id: z.number(), name: both })),
    asOf: z.string(),
    setup: FingerSetup,
    days: z.array(Share.extend({ on: z.string() })),
    kinds: z.array(Share.extend({ kind: z.enum(crossingKinds) })),
    whyEye: z.object({ noDevice: count, couldNot: count, notTried: count }),
    enrolment: z.object({ held: count, enrolled: count }),
    /** Left by acquittal or discharge while their fingers stayed: what the law says of keeping is for counsel. */
    kept: count,
    stopped: z.array(
      z.object({
        checkId: z.uuid(),
        imprisonmentId: z.uuid(),
        number: z.string(),
        name: both,
        byFinger: z.boolean(),
        at: z.string(),
        settled: z.boolean(),
      }),
    ),
    rules: z.array(
      z.object({
        kind: z.enum(ruledKinds),
        demand: z.enum(['demanded', 'recorded']),
        fromOn: z.string(),
        basis: both,
        refer: z.boolean(),
      }),
    ),
    thresholds: z.array(
      z.object({
        matcher: z.string(),
        fromOn: z.string(),
        matchFrom: z.number(),
        mismatchBelow: z.number(),
        leastQuality: z.number(),
        basis: z.string(),
      }),
    ),
    law: z.array(z.object({ code: z.enum(['take', 'keep']), text: both, refer: z.boolean() })),
  }),
  refusals: ['not-found'],
  reads: 'sensitive',
  example: { input: {} },
})

export const setGateRule = endpoint({
  name: 'custody.set-gate-rule',
  method: 'POST',
  path: '/custody/gate-rules',
  needs: 'custody:set-gate-checks',
  summary:
    'Set from a day on whether nobody passes the gate uncompared in one direction, or it is only recorded',
  stepUp: true,
  input: z.object({
    kind: z.enum(ruledKinds),
    fromOn: z.iso.date(),
    demand: z.enum(['demanded', 'recorded']),
    order: z.string().trim().min(3).max(300),
  }),
  output: z.object({ set: z.literal(true) }),
  refusals: ['custody-biometrics.past', 'custody-biometrics.set-already'],
  example: {
    input: { kind: 'court', fromOn: '2026-12-01', demand: 'demanded', order: 'IG/2026/114' },
    output: { set: true },
  },
})

export const setFingerThreshold = endpoint({
  name: 'custody.set-finger-threshold',
  method: 'POST',
  path: '/custody/finger-thresholds',
  needs: 'custody:set-gate-checks',
  summary:
    'Set from a day on from which score of a matcher a finger is the prisoner’s, and below which it is another’s',
  stepUp: true,
  input: z
    .object({
      matcher: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,39}$/),
      fromOn: z.iso.date(),
      matchFrom: z.number(),
      mismatchBelow: z.number(),
      leastQuality: z.number().int().min(0).max(100),
      basis: z.string().trim().min(3).max(300),
    })
    .refine((given) => given.mismatchBelow <= given.matchFrom, {
      path: ['mismatchBelow'],
      params: {
        code: 'thresholds',
        en: 'Not above the score from which it is the same person.',
        ur: 'اس حد سے زیادہ نہ ہو جس سے وہی شخص مانا جاتا ہے۔',
      },
    })
    .refine((given) => given.matcher !== 'none', {
      path: ['matcher'],
      params: { code: 'matcher', en: '“none” compares nothing.', ur: '“none” کوئی موازنہ نہیں کرتا۔' },
    }),
  output: z.object({ set: z.literal(true) }),
  refusals: ['custody-biometrics.past', 'custody-biometrics.set-already'],
  example: {
    input: {
      matcher: 'vendor-x',
      fromOn: '2026-12-01',
      matchFrom: 48,
      mismatchBelow: 20,
      leastQuality: 40,
      basis: 'Trial at Central Prison Hyderabad, 3,000 fingers',
    },
    output: { set: true },
  },
})
