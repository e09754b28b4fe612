import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { Rupees } from '../accounts/paisa.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const code = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z]{1,6}$/)
  .transform((text) => text.toUpperCase())

export const supplyReasons = ['delivery', 'count', 'spoiled'] as const

export const getCanteen = endpoint({
  name: 'custody.get-canteen',
  method: 'GET',
  path: '/custody/canteen',
  needs: 'custody:read-money',
  summary: 'What the canteen sells, at which price today, how much is left, and the weekly limit in force',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison: z.object({ id: z.number(), name: both }),
    items: z.array(
      z.object({
        id: z.uuid(),
        code: z.string(),
        name: both,
        price: z.number().nullable(),
        priceFrom: z.string().nullable(),
        /** A price set for a later day. */
        next: z.object({ price: z.number(), from: z.string() }).nullable(),
        stock: z.number(),
        low: z.number(),
        sold: z.boolean(),
        soldToday: z.number(),
      }),
    ),
    limit: z
      .object({ weekly: z.number(), weekStarts: z.number(), from: z.string(), instrument: z.string() })
      .nullable(),
    takings: z.number(),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const sell = endpoint({
  name: 'custody.sell-in-canteen',
  method: 'POST',
  path: '/custody/canteen/sales',
  needs: 'custody:sell-canteen',
  summary: 'Sell to a prisoner from the account, within the week’s limit and what is in stock',
  input: z.object({
    imprisonmentId: z.uuid(),
    lines: z
      .array(z.object({ code, quantity: z.number().int().min(1).max(999) }))
      .min(1)
      .max(40),
  }),
  output: z.object({
    voucher: z.string(),
    total: z.number(),
    balance: z.number(),
    left: z.number().nullable(),
  }),
  refusals: [
    'not-found',
    'custody.not-in',
    'custody-accounts.not-enough',
    'custody-accounts.on-road',
    'custody-canteen.over-limit',
    'custody-canteen.out-of-stock',
  ],
  example: {
    input: { imprisonmentId: exampleId, lines: [{ code: '12', quantity: 2 }] },
    output: { voucher: '217/2026', total: 300, balance: 3150, left: 1700 },
  },
})

export const addCanteenItem = endpoint({
  name: 'custody.add-canteen-item',
  method: 'POST',
  path: '/custody/canteen/items',
  needs: 'custody:edit-canteen',
  summary: 'Put something on the canteen’s list with its price',
  input: z.object({
    code,
    name: z.object({ en: z.string().trim().min(1).max(80), ur: z.string().trim().min(1).max(80) }),
    price: Rupees,
    low: z.number().int().min(0).max(100_000).default(0),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: ['custody-canteen.code-taken'],
  example: {
    input: { code: '31', name: { en: 'Tea leaf 100 g', ur: 'چائے کی پتی ۱۰۰ گرام' }, price: 180 },
    output: { id: exampleId },
  },
})

export const setCanteenPrice = endpoint({
  name: 'custody.set-canteen-price',
  method: 'POST',
  path: '/custody/canteen/items/:id/prices',
  needs: 'custody:edit-canteen',
  summary: 'Set a price from a day on, not in the past; or take the item off the list',
  input: z.object({ id: z.uuid(), price: Rupees, from: z.iso.date(), sold: z.boolean().default(true) }),
  output: z.object({ set: z.literal(true) }),
  refusals: ['not-found', 'custody-canteen.in-the-past'],
  example: { input: { id: exampleId, price: 190, from: '2026-04-01' }, output: { set: true } },
})

export const supplyCanteen = endpoint({
  name: 'custody.supply-canteen',
  method: 'POST',
  path: '/custody/canteen/items/:id/supplies',
  needs: 'custody:sell-canteen',
  summary: 'Enter a delivery, what spoiled, or what a count found too much or too few',
  input: z.object({
    id: z.uuid(),
    quantity: z
      .number()
      .int()
      .min(-100_000)
      .max(100_000)
      .refine((number) => number !== 0),
    reason: z.enum(supplyReasons),
    note: z.string().trim().max(200).optional(),
  }),
  output: z.object({ stock: z.number() }),
  refusals: ['not-found', 'custody-canteen.out-of-stock'],
  example: { input: { id: exampleId, quantity: 48, reason: 'delivery' }, output: { stock: 60 } },
})
