import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { Rupees } from '../accounts/paisa.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const text = (most: number) => z.string().trim().min(1).max(most)
const prison = z.object({ id: z.number(), name: both })
/** An amount in the item's own unit, to the gram or millilitre. */
const Amount = z.number().positive().max(10_000_000).multipleOf(0.001)

export const storeCategories = [
  'ration',
  'clothing',
  'bedding',
  'cleaning',
  'stationery',
  'tools',
  'material',
  'other',
] as const
export const storeUnits = ['kg', 'litre', 'piece', 'metre', 'packet'] as const
export const goods = [
  'flour',
  'rice',
  'pulses',
  'meat',
  'vegetables',
  'ghee',
  'sugar',
  'tea',
  'milk',
  'salt',
  'spices',
  'egg',
  'fruit',
  'dates',
  'syrup',
  'fuel',
] as const
export const entryKinds = ['receipt', 'issue', 'return', 'spoilage', 'adjustment'] as const

const Item = z.object({
  id: z.uuid(),
  code: z.string(),
  name: both,
  category: z.enum(storeCategories),
  unit: z.enum(storeUnits),
  minimum: z.number(),
  stock: z.number(),
  /** Of the stock, what has expired and may not be issued. */
  expired: z.number(),
  low: z.boolean(),
  nextExpiry: z.string().nullable(),
})
export type Item = z.output<typeof Item>

const Lot = z.object({
  id: z.uuid(),
  number: z.string(),
  supplier: z.string(),
  paper: z.string(),
  receivedOn: z.string(),
  expiresOn: z.string().nullable(),
  expired: z.boolean(),
  price: z.number().nullable(),
  quantity: z.number(),
})
export type Lot = z.output<typeof Lot>

const Difference = z.object({
  item: both,
  unit: z.enum(storeUnits),
  lot: z.string(),
  book: z.number(),
  counted: z.number(),
  why: z.string().nullable(),
})

export const getStores = endpoint({
  name: 'custody.get-stores',
  method: 'GET',
  path: '/custody/stores',
  needs: 'custody:read-stores',
  summary:
    'What is in the stores beside its minimum, which lots expire, and the count that waits for its second officer',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    rows: z.array(Item),
    expiring: z.array(Lot.extend({ itemId: z.uuid(), item: both, unit: z.enum(storeUnits) })),
    count: z
      .object({
        id: z.uuid(),
        by: both,
        at: z.string(),
        own: z.boolean(),
        lots: z.number(),
        differences: z.array(Difference),
      })
      .nullable(),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const getStoreItem = endpoint({
  name: 'custody.get-store-item',
  method: 'GET',
  path: '/custody/stores/:storeItemId',
  needs: 'custody:read-stores',
  summary: 'One item with its lots, the first to be issued first, and its ledger',
  input: z.object({ storeItemId: z.uuid() }),
  output: z.object({
    item: Item,
    prison,
    lots: z.array(Lot),
    entries: z.array(
      z.object({
        id: z.uuid(),
        at: z.string(),
        kind: z.enum(entryKinds),
        lot: z.string(),
        quantity: z.number(),
        leftAfter: z.number(),
        party: z.string().nullable(),
        why: z.string().nullable(),
        by: both.nullable(),
        indentOn: z.string().nullable(),
      }),
    ),
  }),
  refusals: ['not-found'],
  example: { input: { storeItemId: exampleId } },
})

export const addStoreItem = endpoint({
  name: 'custody.add-store-item',
  method: 'POST',
  path: '/custody/stores/items',
  needs: 'custody:keep-stores',
  summary: 'Put an item on the list of the stores, with its unit and the minimum to be kept',
  input: z
    .object({
      code: z
        .string()
        .trim()
        .toUpperCase()
        .regex(/^[0-9A-Z-]{1,12}$/),
      nameEn: text(80),
      nameUr: text(80),
      category: z.enum(storeCategories),
      unit: z.enum(storeUnits),
      good: z.enum(goods).optional(),
      minimum: z.number().min(0).max(10_000_000).multipleOf(0.001),
    })
    .refine((given) => given.good === undefined || given.category === 'ration', {
      path: ['good'],
      params: {
        code: 'good',
        en: 'Only a ration is a good of the diet scale.',
        ur: 'جدولِ خوراک کی جنس صرف راشن ہو سکتی ہے۔',
      },
    }),
  output: z.object({ id: z.uuid() }),
  refusals: ['custody-stores.code-taken', 'custody-stores.other-unit'],
  example: {
    input: {
      code: 'RICE',
      nameEn: 'Rice',
      nameUr: 'چاول',
      category: 'ration',
      unit: 'kg',
      good: 'rice',
      minimum: 500,
    },
    output: { id: exampleId },
  },
})

export const receiveStock = endpoint({
  name: 'custody.receive-stock',
  method: 'POST',
  path: '/custody/stores/:storeItemId/receipts',
  needs: 'custody:keep-stores',
  summary: 'Enter what was delivered as a lot: supplier, paper, expiry, price',
  input: z.object({
    storeItemId: z.uuid(),
    number: text(40),
    supplier: text(120),
    paper: text(120),
    expiresOn: z.iso.date().optional(),
    price: Rupees.optional(),
    quantity: Amount,
  }),
  output: z.object({ lotId: z.uuid(), stock: z.number() }),
  refusals: ['not-found', 'custody-stores.lot-known'],
  example: {
    input: {
      storeItemId: exampleId,
      number: 'A-114',
      supplier: 'Sindh Food Department',
      paper: 'Challan 8812',
      quantity: 2000,
    },
    output: { lotId: exampleId, stock: 3120 },
  },
})

const Taken = z.array(z.object({ lot: z.string(), quantity: z.number() }))

export const issueStock = endpoint({
  name: 'custody.issue-stock',
  method: 'POST',
  path: '/custody/stores/:storeItemId/issues',
  needs: 'custody:keep-stores',
  summary: 'Issue from the lots that expire first; what has expired is never issued',
  input: z.object({ storeItemId: z.uuid(), quantity: Amount, party: text(120), why: text(300).optional() }),
  output: z.object({ lots: Taken, stock: z.number() }),
  refusals: ['not-found', 'custody-stores.not-enough'],
  example: {
    input: { storeItemId: exampleId, quantity: 40, party: 'Women’s ward' },
    output: { lots: [{ lot: 'A-114', quantity: 40 }], stock: 3080 },
  },
})

export const returnStock = endpoint({
  name: 'custody.return-stock',
  method: 'POST',
  path: '/custody/stores/lots/:storeLotId/returns',
  needs: 'custody:keep-stores',
  summary: 'Take back into its lot what was issued and not used',
  input: z.object({ storeLotId: z.uuid(), quantity: Amount, party: text(120) }),
  output: z.object({ stock: z.number() }),
  refusals: ['not-found', 'custody-stores.more-than-issued'],
  example: { input: { storeLotId: exampleId, quantity: 5, party: 'Kitchen' }, output: { stock: 3085 } },
})

export const spoilStock = endpoint({
  name: 'custody.spoil-stock',
  method: 'POST',
  path: '/custody/stores/lots/:storeLotId/spoilage',
  needs: 'custody:keep-stores',
  summary: 'Enter what spoiled or expired in a lot, and why',
  input: z.object({ storeLotId: z.uuid(), quantity: Amount, why: text(300) }),
  output: z.object({ stock: z.number() }),
  refusals: ['not-found', 'custody-stores.not-enough'],
  example: { input: { storeLotId: exampleId, quantity: 12, why: 'Weevils' }, output: { stock: 3073 } },
})

export const getCountSheet = endpoint({
  name: 'custody.get-count-sheet',
  method: 'GET',
  path: '/custody/stores/count-sheet',
  needs: 'custody:keep-stores',
  summary: 'Every lot with something in it, for counting',
  input: z.object({}),
  output: z.object({
    open: z.boolean(),
    rows: z.array(
      z.object({
        lotId: z.uuid(),
        item: both,
        category: z.enum(storeCategories),
        unit: z.enum(storeUnits),
        lot: z.string(),
        book: z.number(),
      }),
    ),
  }),
  example: { input: {}, output: { open: false, rows: [] } },
})

export const countStores = endpoint({
  name: 'custody.count-stores',
  method: 'POST',
  path: '/custody/stores/counts',
  needs: 'custody:keep-stores',
  summary: 'Enter a count; what differs needs its reason and waits for a second officer',
  input: z.object({
    lines: z
      .array(
        z.object({
          lotId: z.uuid(),
          counted: z.number().min(0).max(10_000_000).multipleOf(0.001),
          why: z.string().trim().max(300).optional(),
        }),
      )
      .min(1)
      .max(2000),
    remarks: z.string().trim().max(1000).optional(),
  }),
  output: z.object({ id: z.uuid(), differences: z.number() }),
  refusals: ['custody-stores.count-open', 'custody-stores.count-why', 'not-found'],
  example: {
    input: { lines: [{ lotId: exampleId, counted: 41 }] },
    output: { id: exampleId, differences: 0 },
  },
})

export const decideCount = endpoint({
  name: 'custody.decide-count',
  method: 'POST',
  path: '/custody/stores/counts/:stocktakeId/decision',
  needs: 'custody:approve-stock',
  summary: 'Approve a count as second officer, which enters its differences, or refuse it',
  input: z.object({ stocktakeId: z.uuid(), approve: z.boolean(), reason: text(500) }),
  output: z.object({ entered: z.number() }),
  refusals: ['not-found', 'custody-stores.own-count', 'custody-stores.decided', 'custody-stores.not-enough'],
  example: {
    input: { stocktakeId: exampleId, approve: true, reason: 'Counted again in my presence' },
    output: { entered: 2 },
  },
})
