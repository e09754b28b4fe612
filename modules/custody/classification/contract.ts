import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

export const habits = ['casual', 'habitual'] as const
export const habitGrounds = ['court', 'earlier-convictions', 'way-of-life', 'nothing-known'] as const
export const habitShows = ['open', 'habitual', 'all'] as const

const exampleId = '01890000-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })

const Decision = z.object({
  id: z.uuid(),
  habit: z.enum(habits),
  ground: z.enum(habitGrounds),
  /** The court's direction by its number, where it decided. */
  paper: z.string().nullable(),
  reason: z.string(),
  reviewOn: z.string(),
  at: z.string(),
  by: both.nullable(),
})

export const getHabit = endpoint({
  name: 'custody.get-habit',
  method: 'GET',
  path: '/custody/prisoners/:id/habit',
  needs: 'custody:read-habit',
  summary:
    'Whether a convict is casual or habitual, why, those decisions before, and the earlier sentences on record',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    /** A convict who is held: others are not classed. */
    open: z.boolean(),
    current: Decision.nullable(),
    due: z.boolean(),
    /** Decisions before the current one, the latest first. */
    before: z.array(Decision),
    /** Sentences that had ended before this stay, in any prison of the province, the latest first. */
    earlier: z.array(
      z.object({
        imprisonmentId: z.uuid(),
        prison: both,
        number: z.string(),
        admittedYear: z.number(),
        releasedYear: z.number().nullable(),
        sections: z.string(),
      }),
    ),
    /** The rule of the province today; null where none is in force. */
    rule: z.object({ earlier: z.number(), source: both, refer: z.boolean() }).nullable(),
    /** By the rule, to be considered for habitual. */
    consider: z.boolean(),
    /** The day offered for the next review; null where no rule names one. */
    nextReview: z.string().nullable(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const decideHabit = endpoint({
  name: 'custody.decide-habit',
  method: 'POST',
  path: '/custody/prisoners/:id/habit',
  needs: 'custody:decide-habit',
  summary: 'Class a convict as casual or habitual, on which ground, why, and by when it is looked at again',
  input: z
    .object({
      id: z.uuid(),
      /** The decision that was on the screen; empty where none was. */
      seen: z.uuid().optional(),
      habit: z.enum(habits),
      ground: z.enum(habitGrounds),
      paper: z.string().trim().min(1).max(200).optional(),
      reason: z.string().trim().min(5).max(500),
      reviewOn: z.iso.date(),
    })
    .refine((given) => given.ground !== 'court' || given.paper !== undefined, {
      path: ['paper'],
      params: {
        code: 'paper',
        en: 'Write the court’s direction by its number.',
        ur: 'عدالت کے حکم کا نمبر لکھیں۔',
      },
    })
    .refine((given) => given.habit === 'casual' || given.ground !== 'nothing-known', {
      path: ['ground'],
      params: {
        code: 'ground',
        en: 'Nobody is habitual without a ground: choose which.',
        ur: 'کسی بنیاد کے بغیر کوئی عادی قرار نہیں پاتا: بنیاد چنیں۔',
      },
    }),
  output: z.object({ id: z.uuid() }),
  refusals: [
    'not-found',
    'stale-version',
    'custody-classification.not-a-convict',
    'custody-classification.past',
  ],
  example: {
    input: {
      id: exampleId,
      habit: 'habitual',
      ground: 'earlier-convictions',
      reason: 'Three sentences for theft since 2017',
      reviewOn: '2027-11-20',
    },
    output: { id: exampleId },
  },
})

export const listHabits = endpoint({
  name: 'custody.list-habits',
  method: 'GET',
  path: '/custody/classification',
  needs: 'custody:read-habit',
  summary: 'Convicts not yet classed or whose class is to be looked at again, and the habitual',
  input: z.object({
    show: z.enum(habitShows).default('open'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        imprisonmentId: z.uuid(),
        number: z.string(),
        name: both,
        prison: both,
        admittedOn: z.string(),
        /** Earlier stays under sentence on record. */
        earlier: z.number(),
        consider: z.boolean(),
        habit: z.enum(habits).nullable(),
        reviewOn: z.string().nullable(),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})
