import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { labourBases } from './labour/contract.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })

export const getRegime = endpoint({
  name: 'custody.get-regime',
  method: 'GET',
  path: '/custody/prisoners/:id/regime',
  needs: 'custody:read-regime',
  summary:
    'Work and education of one prisoner: the gang, the last months’ days and wages, courses, and ordinary remission month by month',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    held: z.boolean(),
    work: z
      .object({
        labourId: z.uuid(),
        gangId: z.uuid(),
        gang: both,
        basis: z.enum(labourBases),
        fromOn: z.string(),
        fit: z.boolean(),
      })
      .nullable(),
    months: z.array(
      z.object({
        month: z.string(),
        worked: z.number(),
        kept: z.number(),
        missed: z.number(),
        rupees: z.number().nullable(),
        remission: z.number().nullable(),
      }),
    ),
    courses: z.array(
      z.object({
        courseId: z.uuid(),
        name: both,
        fromOn: z.string(),
        outcome: z.enum(['passed', 'failed', 'left']).nullable(),
        attended: z.number(),
        held: z.number(),
        earned: z.string().nullable(),
        months: z.number().nullable(),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})
