import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const text = (least: number, most: number) => z.string().trim().min(least).max(most)
const cnic = z.string().regex(/^\d{5}-?\d{7}-?\d$/)

export const receiptKinds = [
  'taken',
  'placed',
  'opened',
  'part-given',
  'to-relative',
  'lost',
  'damaged',
  'handed-back',
  'sent',
  'received',
  'brought-back',
] as const
export const itemCategories = [
  'telephone',
  'watch',
  'jewellery',
  'papers',
  'clothing',
  'wallet',
  'medicine',
  'keys',
  'other',
] as const
export const conditions = ['good', 'fair', 'poor', 'broken'] as const
export const itemStates = ['in-store', 'on-road', 'handed-back', 'to-relative', 'to-court', 'lost'] as const
/** To whom a part of a bag is handed out. */
export const partTakers = ['relative', 'court', 'prisoner'] as const
const against = z.enum(['signature', 'thumb'])

const seal = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .transform((number) => number.toUpperCase())

/** A thing as the officer and the prisoner agree on it. `worth` in rupees. */
export const NewItem = z.object({
  description: text(1, 200),
  quantity: z.number().int().min(1).max(10_000).default(1),
  category: z.enum(itemCategories).default('other'),
  condition: z.enum(conditions).default('fair'),
  worth: z.number().min(0).max(99_999_999).multipleOf(0.01).optional(),
})

const by = (code: string, path: string, en: string, ur: string) => ({
  path: [path],
  params: { code, en, ur },
})
/** Some of the things in a bag, handed out while it is open. */
const Gives = z
  .object({
    itemIds: z.array(z.uuid()).min(1).max(60),
    to: z.enum(partTakers),
    name: text(2, 120),
    relation: text(2, 60).optional(),
    cnic: cnic.optional(),
    /** The court’s order by its number. */
    paper: text(2, 120).optional(),
    against,
  })
  .refine(
    ({ to, cnic: given }) => to !== 'relative' || given !== undefined,
    by('cnic', 'cnic', 'Write the CNIC of the relative.', 'رشتہ دار کا شناختی کارڈ نمبر لکھیں۔'),
  )
  .refine(
    ({ to, relation }) => to !== 'relative' || relation !== undefined,
    by('relation', 'relation', 'Write how they are related.', 'رشتہ لکھیں۔'),
  )
  .refine(
    ({ to, paper }) => to !== 'court' || paper !== undefined,
    by('paper', 'paper', 'Write the order of the court by its number.', 'عدالت کے حکم کا نمبر لکھیں۔'),
  )
export type Gives = z.output<typeof Gives>

/** As the admission form has it: one row for each thing, rows of one bag number lie in one bag. */
export const NewProperty = NewItem.extend({ bagNumber: text(1, 40), seal: seal.optional() })
export type NewProperty = z.output<typeof NewProperty>

const Item = z.object({
  id: z.uuid(),
  description: z.string(),
  quantity: z.number(),
  category: z.enum(itemCategories),
  condition: z.enum(conditions),
  worth: z.number().nullable(),
  state: z.enum(itemStates),
  photo: z.uuid().nullable(),
})
const Opening = z.object({
  id: z.uuid(),
  reason: z.string(),
  newSeal: z.string(),
  /** What is handed out while it is open; null where only the seal is renewed. */
  gives: z
    .object({
      to: z.enum(partTakers),
      name: z.string(),
      paper: z.string().nullable(),
      things: z.array(z.string()),
    })
    .nullable(),
  by: both,
  at: z.string(),
  /** The reader proposed it and so cannot be the second officer. */
  own: z.boolean(),
})

export const getPropertyOf = endpoint({
  name: 'custody.get-property-of-prisoner',
  method: 'GET',
  path: '/custody/prisoners/:imprisonmentId/property',
  needs: 'custody:read-prisoner',
  summary:
    'A prisoner’s bags with their seals and things, and the receipt for everything that happened to them',
  input: z.object({ imprisonmentId: z.uuid() }),
  output: z.object({
    prisoner: z.object({ id: z.uuid(), number: z.string(), name: both, state: z.enum(['in', 'released']) }),
    leaving: z.boolean(),
    bags: z.array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        seal: z.string().nullable(),
        place: z.string().nullable(),
        state: z.enum(itemStates),
        items: z.array(Item),
        opening: Opening.nullable(),
      }),
    ),
    receipts: z.array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        kind: z.enum(receiptKinds),
        at: z.string(),
        by: both.nullable(),
        second: both.nullable(),
        hash: z.string(),
        /** Its own words still give its hash. */
        sound: z.boolean(),
        bag: z.string().nullable(),
        says: z.string().nullable(),
        to: z
          .object({ name: z.string(), cnic: z.string().nullable(), relation: z.string().nullable() })
          .nullable(),
      }),
    ),
  }),
  refusals: ['not-found'],
  reads: 'sensitive',
  example: { input: { imprisonmentId: exampleId } },
})

export const listStore = endpoint({
  name: 'custody.list-property-store',
  method: 'GET',
  path: '/custody/property',
  needs: 'custody:read-prisoner',
  summary: 'What lies where in the store of a prison, and what nobody has claimed after release',
  input: z.object({
    prisonId: z.coerce.number().int().optional(),
    show: z.enum(['in-store', 'unclaimed', 'opening', 'gone']).default('in-store'),
    q: z.string().trim().max(80).optional(),
    sort: z.enum(['place', '-place', 'since', '-since']).default('place'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        imprisonmentId: z.uuid(),
        prisonNumber: z.string(),
        name: both,
        number: z.string(),
        seal: z.string().nullable(),
        place: z.string().nullable(),
        state: z.enum(itemStates),
        things: z.number(),
        words: z.string(),
        worth: z.number(),
        since: z.string(),
        releasedAt: z.string().nullable(),
        opening: z.boolean(),
      }),
    ),
    total: z.number(),
    counts: z.object({
      inStore: z.number(),
      unclaimed: z.number(),
      opening: z.number(),
      unplaced: z.number(),
    }),
  }),
  refusals: ['not-found'],
  reads: 'sensitive',
  example: {
    input: {},
    output: { rows: [], total: 0, counts: { inStore: 0, unclaimed: 0, opening: 0, unplaced: 0 } },
  },
})

export const verifyChain = endpoint({
  name: 'custody.verify-property-receipts',
  method: 'GET',
  path: '/custody/property/verification',
  needs: 'custody:read-prisoner',
  summary: 'Go through every receipt of the prison and what lies in its store, and name what was altered',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    receipts: z.number(),
    flaws: z.array(
      z.object({
        what: z.enum(['missing', 'altered', 'broken-chain', 'cut-off', 'bag-differs', 'item-differs']),
        where: z.string(),
      }),
    ),
    at: z.string(),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const takeIn = endpoint({
  name: 'custody.take-property-in',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/property',
  needs: 'custody:keep-property',
  summary: 'Take property of a prisoner into a sealed bag against a receipt',
  input: z.object({
    imprisonmentId: z.uuid(),
    number: text(1, 40),
    seal,
    place: text(1, 60).optional(),
    from: text(2, 120).optional(),
    items: z.array(NewItem).min(1).max(60),
  }),
  output: z.object({ bagId: z.uuid(), receipt: z.string() }),
  refusals: ['not-found', 'custody.not-in', 'custody-property.seal-used'],
  example: {
    input: {
      imprisonmentId: exampleId,
      number: '118-2',
      seal: 'S-40118',
      items: [{ description: 'Steel watch' }],
    },
    output: { bagId: exampleId, receipt: '51/2026' },
  },
})

export const placeBag = endpoint({
  name: 'custody.place-bag',
  method: 'POST',
  path: '/custody/property/bags/:bagId/place',
  needs: 'custody:keep-property',
  summary: 'Say where in the store a bag lies',
  input: z.object({ bagId: z.uuid(), place: text(1, 60) }),
  output: z.object({ receipt: z.string() }),
  refusals: ['not-found', 'custody-property.gone'],
  example: { input: { bagId: exampleId, place: 'Rack B, shelf 4' }, output: { receipt: '52/2026' } },
})

export const openBag = endpoint({
  name: 'custody.open-bag',
  method: 'POST',
  path: '/custody/property/bags/:bagId/openings',
  needs: 'custody:keep-property',
  summary:
    'Ask to break a seal and put on a new one, with some things handed out or none; a second officer must stand by',
  input: z
    .object({
      bagId: z.uuid(),
      reason: text(3, 300),
      newSeal: seal,
      sealFound: seal.optional(),
      gives: Gives.optional(),
    })
    .refine(
      ({ gives, sealFound }) => gives === undefined || sealFound !== undefined,
      by('seal-found', 'sealFound', 'Write the number on the seal as it is.', 'مہر پر جو نمبر ہے وہ لکھیں۔'),
    ),
  output: z.object({ openingId: z.uuid() }),
  refusals: [
    'not-found',
    'custody-property.gone',
    'custody-property.seal-used',
    'custody-property.seal-differs',
    'custody-property.not-in-bag',
    'custody-property.opening-waits',
  ],
  example: {
    input: { bagId: exampleId, reason: 'Identity card wanted by the court', newSeal: 'S-40119' },
    output: { openingId: exampleId },
  },
})

export const witnessOpening = endpoint({
  name: 'custody.witness-opening',
  method: 'POST',
  path: '/custody/property/openings/:openingId/witness',
  needs: 'custody:witness-property',
  summary: 'Confirm as second officer that the seal was broken and renewed in one’s presence',
  input: z.object({ openingId: z.uuid() }),
  output: z.object({ receipt: z.string() }),
  refusals: [
    'not-found',
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'custody-property.gone',
    'custody-property.not-in-bag',
    'custody-property.seal-used',
  ],
  example: { input: { openingId: exampleId }, output: { receipt: '53/2026' } },
})

export const withdrawOpening = endpoint({
  name: 'custody.withdraw-opening',
  method: 'POST',
  path: '/custody/property/openings/:openingId/withdraw',
  needs: 'custody:keep-property',
  summary: 'Take back what was asked: the seal stays whole',
  input: z.object({ openingId: z.uuid() }),
  output: z.object({ withdrawn: z.literal(true) }),
  refusals: ['not-found'],
  example: { input: { openingId: exampleId }, output: { withdrawn: true } },
})

export const giveToRelative = endpoint({
  name: 'custody.give-property-to-relative',
  method: 'POST',
  path: '/custody/property/bags/:bagId/to-relative',
  needs: 'custody:keep-property',
  summary: 'Give a bag to a relative whom the prisoner names, against the CNIC',
  input: z.object({ bagId: z.uuid(), name: text(2, 120), cnic, relation: text(2, 60), against }),
  output: z.object({ receipt: z.string() }),
  refusals: ['not-found', 'custody-property.gone', 'custody-property.opening-waits'],
  example: {
    input: {
      bagId: exampleId,
      name: 'Bashiran',
      cnic: '41303-1234567-4',
      relation: 'Mother',
      against: 'thumb',
    },
    output: { receipt: '54/2026' },
  },
})

export const reportLoss = endpoint({
  name: 'custody.report-property-loss',
  method: 'POST',
  path: '/custody/property/items/:itemId/loss',
  needs: 'custody:keep-property',
  summary:
    'Record that a thing is lost or damaged, with the note for the inquiry; the superintendent is told',
  input: z.object({ itemId: z.uuid(), what: z.enum(['lost', 'damaged']), inquiry: text(5, 500) }),
  output: z.object({ receipt: z.string() }),
  refusals: ['not-found', 'custody-property.gone'],
  example: {
    input: { itemId: exampleId, what: 'damaged', inquiry: 'Glass broken when the shelf fell on 4 March' },
    output: { receipt: '55/2026' },
  },
})

export const handBack = endpoint({
  name: 'custody.hand-property-back',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/property/hand-back',
  needs: 'custody:hand-back',
  summary: 'Hand everything back to a prisoner who leaves or has left, or to whom they send',
  input: z.object({
    imprisonmentId: z.uuid(),
    against,
    name: text(2, 120).optional(),
    cnic: cnic.optional(),
  }),
  output: z.object({ receipt: z.string(), bags: z.number() }),
  refusals: [
    'not-found',
    'custody-property.not-leaving',
    'custody-property.nothing-here',
    'custody-property.opening-waits',
  ],
  example: {
    input: { imprisonmentId: exampleId, against: 'thumb' },
    output: { receipt: '56/2026', bags: 2 },
  },
})

export const photographItem = endpoint({
  name: 'custody.photograph-property',
  method: 'POST',
  path: '/custody/property/items/:id/photo',
  needs: 'custody:keep-property',
  summary: 'Keep a photograph of a thing',
  input: z.object({ id: z.uuid(), file: z.file() }),
  output: z.object({ documentId: z.uuid() }),
  media: { request: 'multipart/form-data' },
  refusals: ['not-found', 'custody-property.gone', 'documents.type', 'documents.too-large'],
  example: { output: { documentId: exampleId } },
})
