import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { goods, storeUnits } from './contract.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const text = (most: number) => z.string().trim().min(1).max(most)
const prison = z.object({ id: z.number(), name: both })

export const diets = ['ordinary', 'labouring', 'hospital', 'women', 'nursing', 'child'] as const

const Line = z.object({
  good: z.enum(goods),
  unit: z.enum(storeUnits),
  quantity: z.number(),
  issued: z.number().nullable(),
  why: z.string().nullable(),
  /** What of it is in the store and not expired. */
  inStore: z.number(),
  cost: z.number().nullable(),
})

export const getRations = endpoint({
  name: 'custody.get-rations',
  method: 'GET',
  path: '/custody/rations',
  needs: 'custody:read-stores',
  summary:
    'The indent of a day: heads of each kind by the scale give the quantities; what was issued, and what it cost a head',
  input: z.object({ on: z.iso.date(), prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    on: z.string(),
    season: z.enum(['usual', 'ramazan']),
    rule: z
      .object({ fedAtCourt: z.boolean(), nursingMonths: z.number(), source: both, refer: z.boolean() })
      .nullable(),
    scale: z.array(
      z.object({ diet: z.enum(diets), good: z.enum(goods), unit: z.enum(storeUnits), quantity: z.number() }),
    ),
    indent: z
      .object({
        id: z.uuid(),
        drawn: z.object({ by: both, at: z.string() }),
        issued: z.object({ by: both, at: z.string(), own: z.boolean() }).nullable(),
        received: z
          .object({ by: both, at: z.string(), cook: z.string(), remarks: z.string().nullable() })
          .nullable(),
        onRoll: z.number(),
        away: z.number(),
        heads: z.array(z.object({ diet: z.enum(diets), heads: z.number() })),
        lines: z.array(Line),
        /** Rupees; null while nothing is issued or where some lot has no price. */
        cost: z.number().nullable(),
        perHead: z.number().nullable(),
      })
      .nullable(),
  }),
  refusals: ['not-found'],
  example: { input: { on: '2026-11-20' } },
})

export const listFed = endpoint({
  name: 'custody.list-fed',
  method: 'GET',
  path: '/custody/rations/:indentId/people',
  needs: 'custody:read-prisoner',
  summary:
    'Who stands behind a number of an indent; the sick for the health posts alone, mothers for those who care for children',
  input: z.object({ indentId: z.uuid(), diet: z.enum(diets) }),
  output: z.object({
    withheld: z.boolean(),
    rows: z.array(z.object({ imprisonmentId: z.uuid(), number: z.string(), name: both })),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { indentId: exampleId, diet: 'ordinary' }, output: { withheld: false, rows: [] } },
})

export const drawIndent = endpoint({
  name: 'custody.draw-indent',
  method: 'POST',
  path: '/custody/rations',
  needs: 'custody:draw-indent',
  summary:
    'Draw the indent of today or tomorrow from the live roll; drawn again as long as nothing was issued',
  input: z.object({ on: z.iso.date() }),
  output: z.object({ id: z.uuid() }),
  refusals: ['custody-stores.indent-issued', 'custody-stores.not-that-day'],
  example: { input: { on: '2026-11-22' }, output: { id: exampleId } },
})

export const issueRations = endpoint({
  name: 'custody.issue-rations',
  method: 'POST',
  path: '/custody/rations/:indentId/issue',
  needs: 'custody:keep-stores',
  summary: 'Issue against an indent from the lots that expire first; every difference needs its reason',
  input: z.object({
    indentId: z.uuid(),
    lines: z
      .array(
        z.object({
          good: z.enum(goods),
          quantity: z.number().min(0).max(10_000_000).multipleOf(0.001),
          why: z.string().trim().max(300).optional(),
        }),
      )
      .min(1)
      .max(goods.length),
  }),
  output: z.object({ issued: z.literal(true) }),
  refusals: [
    'not-found',
    'custody-stores.indent-issued',
    'custody-stores.line-missing',
    'custody-stores.line-why',
    'custody-stores.not-enough',
  ],
  example: {
    input: { indentId: exampleId, lines: [{ good: 'rice', quantity: 42.5 }] },
    output: { issued: true },
  },
})

export const receiveRations = endpoint({
  name: 'custody.receive-rations',
  method: 'POST',
  path: '/custody/rations/:indentId/receipt',
  needs: 'custody:receive-rations',
  summary: 'Record that the kitchen has the rations; never by whoever issued them',
  input: z.object({ indentId: z.uuid(), cook: text(120), remarks: z.string().trim().max(500).optional() }),
  output: z.object({ received: z.literal(true) }),
  refusals: ['not-found', 'custody-stores.not-issued', 'custody-stores.received', 'custody-stores.own-issue'],
  example: {
    input: { indentId: exampleId, cook: 'Muhammad Hanif, langar in-charge' },
    output: { received: true },
  },
})

export const announceSeason = endpoint({
  name: 'custody.announce-season',
  method: 'POST',
  path: '/custody/rations/seasons',
  needs: 'custody:announce-season',
  summary: 'Say from when to when the scale of Ramazan holds in the province',
  input: z.object({ from: z.iso.date(), until: z.iso.date(), instrument: text(200) }),
  output: z.object({ announced: z.literal(true) }),
  refusals: ['custody-stores.season-length'],
  example: {
    input: { from: '2027-02-08', until: '2027-03-09', instrument: 'Circular 3/2027' },
    output: { announced: true },
  },
})
