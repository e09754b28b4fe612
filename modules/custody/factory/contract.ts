import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { Rupees } from '../accounts/paisa.ts'
import { storeUnits } from '../stores/contract.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const text = (most: number) => z.string().trim().min(2).max(most)
const prison = z.object({ id: z.number(), name: both })
/** `2026-10` */
const month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
const Count = z.number().int().min(1).max(1_000_000)
/** An amount of material in the store's own unit, to the gram. */
const Amount = z.number().positive().max(10_000_000).multipleOf(0.001)

export const productKinds = ['carpet', 'furniture', 'uniform', 'durrie', 'shoes', 'other'] as const
export const productUnits = ['piece', 'pair', 'set', 'metre'] as const
export const customerKinds = ['department', 'court', 'prison', 'public'] as const
/** In the order in which an order goes through them; `withdrawn` ends it from any of the first three. */
export const orderStates = ['taken', 'making', 'ready', 'delivered', 'paid', 'withdrawn'] as const
export const orderShows = ['open', 'late', 'ready', 'owing', 'waiting', 'ended', 'all'] as const
export const correctionKinds = ['spoiled', 'debt', 'refund'] as const
/** The lines of the account: what it costs, what was made, handed over and paid. */
export const lineKinds = [
  'material',
  'wages',
  'output',
  'spoiled',
  'delivered',
  'received',
  'refunded',
  'forgiven',
] as const
export type LineKind = (typeof lineKinds)[number]

const FactoryProduct = z.object({
  id: z.uuid(),
  kind: z.enum(productKinds),
  name: both,
  unit: z.enum(productUnits),
  /** The piece rate of labour by which it is made; null where those who make it are paid by the day. */
  rateCode: z.string().nullable(),
  /** In force today; null until a first price is approved. */
  price: z.number().nullable(),
  since: z.string().nullable(),
  next: z.object({ price: z.number(), fromOn: z.string() }).nullable(),
  waiting: z
    .object({ id: z.uuid(), price: z.number(), fromOn: z.string(), by: both, own: z.boolean() })
    .nullable(),
  /** Prices in force and decided, latest first. */
  history: z.array(
    z.object({
      fromOn: z.string(),
      price: z.number(),
      state: z.enum(['approved', 'refused']),
      by: both,
      decidedBy: both,
      decision: z.string(),
    }),
  ),
  /** Orders not yet over in which it stands. */
  orders: z.number(),
})
export type FactoryProduct = z.output<typeof FactoryProduct>

const FactoryOrder = z.object({
  id: z.uuid(),
  number: z.string(),
  customerKind: z.enum(customerKinds),
  customer: z.string(),
  orderedOn: z.string(),
  promisedOn: z.string(),
  state: z.enum(orderStates),
  late: z.boolean(),
  what: z.array(z.object({ name: both, unit: z.enum(productUnits), quantity: z.number() })),
  ordered: z.number(),
  made: z.number(),
  delivered: z.number(),
  price: z.number(),
  /** Of what was delivered, what is neither paid nor written off; below zero for what was paid ahead. */
  owed: z.number(),
})
export type FactoryOrder = z.output<typeof FactoryOrder>

export const getFactory = endpoint({
  name: 'custody.get-factory',
  method: 'GET',
  path: '/custody/factory',
  needs: 'custody:read-factory',
  summary:
    'The factory today: how many orders are open, late, ready and owing, what waits for approval, and the month’s days',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    today: z.string(),
    counts: z.object({ open: z.number(), late: z.number(), ready: z.number(), owing: z.number() }),
    owed: z.number(),
    waiting: z.object({ prices: z.number(), corrections: z.number() }),
    /** What can be ordered today. */
    products: z.array(z.object({ id: z.uuid(), name: both, unit: z.enum(productUnits), price: z.number() })),
    /** What was finished, handed over and received on each day of this month; null for whoever may not see the account. */
    days: z
      .array(z.object({ day: z.string(), output: z.number(), delivered: z.number(), received: z.number() }))
      .nullable(),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const listFactoryOrders = endpoint({
  name: 'custody.list-factory-orders',
  method: 'GET',
  path: '/custody/factory/orders',
  needs: 'custody:read-factory',
  summary: 'The factory’s orders: by whom, what, by when, how far, and what is owed',
  input: z.object({
    prisonId: z.coerce.number().int().optional(),
    show: z.enum(orderShows).default('all'),
    customer: z.enum(customerKinds).optional(),
    q: z.string().max(120).optional(),
    sort: z.enum(['promised', '-promised', 'number', '-number', 'price', '-price']).default('promised'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(FactoryOrder), total: z.number() }),
  refusals: ['not-found'],
  example: { input: {} },
})

const FactoryItem = z.object({
  id: z.uuid(),
  productId: z.uuid(),
  name: both,
  unit: z.enum(productUnits),
  rateCode: z.string().nullable(),
  quantity: z.number(),
  price: z.number(),
  made: z.number(),
  spoiled: z.number(),
  delivered: z.number(),
})
export type FactoryItem = z.output<typeof FactoryItem>

const FactoryCorrection = z.object({
  id: z.uuid(),
  kind: z.enum(correctionKinds),
  item: both.nullable(),
  quantity: z.number().nullable(),
  amount: z.number().nullable(),
  why: z.string(),
  state: z.enum(['proposed', 'approved', 'refused']),
  by: both,
  at: z.string(),
  own: z.boolean(),
  decidedBy: both.nullable(),
  decision: z.string().nullable(),
  voucher: z.string().nullable(),
})
export type FactoryCorrection = z.output<typeof FactoryCorrection>

export const getFactoryOrder = endpoint({
  name: 'custody.get-factory-order',
  method: 'GET',
  path: '/custody/factory/orders/:factoryOrderId',
  needs: 'custody:read-factory',
  summary: 'One order: items, material from the stores, pieces finished, deliveries, receipts, corrections',
  input: z.object({ factoryOrderId: z.uuid() }),
  output: z.object({
    prison,
    today: z.string(),
    order: FactoryOrder.omit({ what: true }).extend({
      paper: z.string().nullable(),
      takenBy: both.nullable(),
      takenAt: z.string(),
      withdrawn: z.object({ on: z.string(), why: z.string(), by: both }).nullable(),
      deliveredWorth: z.number(),
      received: z.number(),
      forgiven: z.number(),
      /** What may still be received. */
      left: z.number(),
    }),
    items: z.array(FactoryItem),
    materials: z.array(
      z.object({
        key: z.string(),
        at: z.string(),
        name: both,
        unit: z.enum(storeUnits),
        lot: z.string(),
        /** Below zero for what was brought back. */
        quantity: z.number(),
        cost: z.number().nullable(),
        by: both.nullable(),
        /** For whoever keeps the stores, and while something of it can come back. */
        back: z.object({ storeLotId: z.uuid(), most: z.number() }).nullable(),
      }),
    ),
    material: z.object({ cost: z.number(), unpriced: z.number() }),
    outputs: z.array(
      z.object({
        key: z.string(),
        on: z.string(),
        gang: both.nullable(),
        /** Its page, for whoever sees labour. */
        gangId: z.uuid().nullable(),
        item: both,
        unit: z.enum(productUnits),
        quantity: z.number(),
        by: both.nullable(),
      }),
    ),
    deliveries: z.array(
      z.object({
        id: z.uuid(),
        day: z.string(),
        voucher: z.string(),
        amount: z.number(),
        takenBy: z.string(),
        paper: z.string().nullable(),
        by: both.nullable(),
        lines: z.array(z.object({ name: both, unit: z.enum(productUnits), quantity: z.number() })),
      }),
    ),
    receipts: z.array(
      z.object({
        id: z.uuid(),
        day: z.string(),
        voucher: z.string(),
        amount: z.number(),
        way: z.enum(['cash', 'bank']),
        slip: z.string().nullable(),
        payer: z.string(),
        by: both.nullable(),
      }),
    ),
    corrections: z.array(FactoryCorrection),
    /** Gangs of the factory, for whoever enters what they finished. `free`: pieces mustered and in no order yet. */
    gangs: z.array(
      z.object({ id: z.uuid(), name: both, rateCode: z.string(), byPiece: z.boolean(), free: z.number() }),
    ),
    /** What the stores may issue, for whoever keeps them. */
    stock: z.array(z.object({ id: z.uuid(), name: both, unit: z.enum(storeUnits), left: z.number() })),
    /** What may be added to the order, at the price of its day. */
    products: z.array(z.object({ id: z.uuid(), name: both, unit: z.enum(productUnits), price: z.number() })),
  }),
  refusals: ['not-found'],
  example: { input: { factoryOrderId: exampleId } },
})

export const takeFactoryOrder = endpoint({
  name: 'custody.take-factory-order',
  method: 'POST',
  path: '/custody/factory/orders',
  needs: 'custody:keep-factory',
  summary:
    'Take an order with its first product, at the price in force today; further products are added to it',
  input: z.object({
    customerKind: z.enum(customerKinds),
    customer: text(160),
    paper: text(120).optional(),
    promisedOn: z.iso.date(),
    productId: z.uuid(),
    quantity: Count,
  }),
  output: z.object({ factoryOrderId: z.uuid(), number: z.string() }),
  refusals: [
    'not-found',
    'custody-factory.promised-past',
    'custody-factory.no-price',
    'custody-factory.closed',
  ],
  example: {
    input: {
      customerKind: 'department',
      customer: 'Sindh Police, Central Stores',
      paper: 'PO 88/2026',
      promisedOn: '2026-12-20',
      productId: exampleId,
      quantity: 120,
    },
    output: { factoryOrderId: exampleId, number: '14/2026' },
  },
})

export const addFactoryItem = endpoint({
  name: 'custody.add-factory-item',
  method: 'POST',
  path: '/custody/factory/orders/:factoryOrderId/items',
  needs: 'custody:keep-factory',
  summary: 'Add a product to an order that is not delivered, at the price of the order’s day',
  input: z.object({ factoryOrderId: z.uuid(), productId: z.uuid(), quantity: Count }),
  output: z.object({ price: z.number() }),
  refusals: [
    'not-found',
    'custody-factory.over',
    'custody-factory.twice',
    'custody-factory.no-price',
    'custody-factory.closed',
  ],
  example: {
    input: { factoryOrderId: exampleId, productId: exampleId, quantity: 10 },
    output: { price: 118_000 },
  },
})

export const withdrawFactoryOrder = endpoint({
  name: 'custody.withdraw-factory-order',
  method: 'POST',
  path: '/custody/factory/orders/:factoryOrderId/withdrawal',
  needs: 'custody:keep-factory',
  summary: 'Withdraw an order that is not delivered, with the reason; what was delivered of it stays owed',
  input: z.object({ factoryOrderId: z.uuid(), why: text(300) }),
  output: z.object({ withdrawn: z.literal(true) }),
  refusals: ['not-found', 'custody-factory.over'],
  example: {
    input: { factoryOrderId: exampleId, why: 'The department has no budget' },
    output: { withdrawn: true },
  },
})

export const issueFactoryMaterial = endpoint({
  name: 'custody.issue-factory-material',
  method: 'POST',
  path: '/custody/factory/orders/:factoryOrderId/materials',
  needs: 'custody:keep-stores',
  summary: 'Issue material from the stores to an order, from the lots that expire first',
  input: z.object({ factoryOrderId: z.uuid(), storeItemId: z.uuid(), quantity: Amount }),
  output: z.object({ lots: z.array(z.object({ lot: z.string(), quantity: z.number() })), stock: z.number() }),
  refusals: ['not-found', 'custody-factory.over', 'custody-stores.not-enough'],
  example: {
    input: { factoryOrderId: exampleId, storeItemId: exampleId, quantity: 240 },
    output: { lots: [{ lot: 'C-11', quantity: 240 }], stock: 310 },
  },
})

export const returnFactoryMaterial = endpoint({
  name: 'custody.return-factory-material',
  method: 'POST',
  path: '/custody/factory/orders/:factoryOrderId/materials/returns',
  needs: 'custody:keep-stores',
  summary: 'Take back into its lot what an order did not use',
  input: z.object({ factoryOrderId: z.uuid(), storeLotId: z.uuid(), quantity: Amount }),
  output: z.object({ stock: z.number() }),
  refusals: ['not-found', 'custody-stores.more-than-issued'],
  example: {
    input: { factoryOrderId: exampleId, storeLotId: exampleId, quantity: 6 },
    output: { stock: 316 },
  },
})

export const enterFactoryOutput = endpoint({
  name: 'custody.enter-factory-output',
  method: 'POST',
  path: '/custody/factory/orders/:factoryOrderId/output',
  needs: 'custody:keep-factory',
  summary:
    'Enter what a gang finished for an order: of a gang paid by the piece the oldest pieces of its muster that are in no order, otherwise the pieces of a day on which it worked',
  input: z.object({
    factoryOrderId: z.uuid(),
    orderItemId: z.uuid(),
    gangId: z.uuid(),
    quantity: Count,
    /** Only of a gang paid by the day; the muster has the days of the others. */
    on: z.iso.date().optional(),
  }),
  output: z.object({ made: z.number(), days: z.number() }),
  refusals: [
    'not-found',
    'custody-factory.over',
    'custody-factory.gang',
    'custody-factory.other-rate',
    'custody-factory.not-mustered',
    'custody-factory.nobody-worked',
    'custody-factory.made-beyond',
  ],
  example: {
    input: { factoryOrderId: exampleId, orderItemId: exampleId, gangId: exampleId, quantity: 46 },
    output: { made: 90, days: 2 },
  },
})

export const deliverFactoryOrder = endpoint({
  name: 'custody.deliver-factory-order',
  method: 'POST',
  path: '/custody/factory/orders/:factoryOrderId/deliveries',
  needs: 'custody:keep-factory',
  summary: 'Hand finished goods over against a name; their price is owed from then on in the cash book',
  input: z.object({
    factoryOrderId: z.uuid(),
    /** How many of each item, by its identifier; none of those left out. */
    quantities: z.record(z.uuid(), z.number().int().min(0).max(1_000_000)),
    takenBy: text(120),
    paper: text(120).optional(),
  }),
  output: z.object({ voucher: z.string(), amount: z.number() }),
  refusals: [
    'not-found',
    'custody-factory.over',
    'custody-factory.nothing-chosen',
    'custody-factory.not-made',
  ],
  example: {
    input: {
      factoryOrderId: exampleId,
      quantities: { [exampleId]: 40 },
      takenBy: 'Head Constable Riaz Ahmed',
      paper: 'Gate pass 211',
    },
    output: { voucher: '318/2026', amount: 58_000 },
  },
})

export const receiveFactoryMoney = endpoint({
  name: 'custody.receive-factory-money',
  method: 'POST',
  path: '/custody/factory/orders/:factoryOrderId/receipts',
  needs: 'custody:book-money',
  summary: 'Receive money for an order, at the cash box or in the bank; the voucher is the receipt’s number',
  input: z
    .object({
      factoryOrderId: z.uuid(),
      amount: Rupees,
      way: z.enum(['cash', 'bank']),
      slip: text(80).optional(),
      payer: text(120),
    })
    .refine((given) => (given.way === 'bank') === (given.slip !== undefined), {
      path: ['slip'],
      params: {
        code: 'slip',
        en: 'Write the bank’s slip or cheque for money in the bank, and only then.',
        ur: 'بینک سلپ یا چیک کا نمبر صرف بینک کی رقم کے ساتھ لکھیں۔',
      },
    }),
  output: z.object({ voucher: z.string(), left: z.number() }),
  refusals: ['not-found', 'custody-factory.beyond-price'],
  example: {
    input: {
      factoryOrderId: exampleId,
      amount: 58_000,
      way: 'bank',
      slip: 'Cheque 004471',
      payer: 'Sindh Police',
    },
    output: { voucher: '322/2026', left: 0 },
  },
})

export const proposeFactoryCorrection = endpoint({
  name: 'custody.propose-factory-correction',
  method: 'POST',
  path: '/custody/factory/orders/:factoryOrderId/corrections',
  needs: 'custody:keep-factory',
  summary: 'Propose to write off spoiled pieces or a debt, or to give money back; the Superintendent decides',
  input: z
    .object({
      factoryOrderId: z.uuid(),
      kind: z.enum(correctionKinds),
      orderItemId: z.uuid().optional(),
      quantity: Count.optional(),
      amount: Rupees.optional(),
      why: text(300),
    })
    .refine(
      (given) =>
        given.kind === 'spoiled'
          ? given.orderItemId !== undefined && given.quantity !== undefined && given.amount === undefined
          : given.amount !== undefined && given.quantity === undefined && given.orderItemId === undefined,
      {
        path: ['kind'],
        params: {
          code: 'kind',
          en: 'Pieces need the item and how many, money needs the sum.',
          ur: 'مال کے لیے شے اور تعداد، رقم کے لیے رقم لکھیں۔',
        },
      },
    ),
  output: z.object({ factoryCorrectionId: z.uuid() }),
  refusals: [
    'not-found',
    'custody-factory.not-made',
    'custody-factory.forgiven-beyond',
    'custody-factory.refund-beyond',
  ],
  example: {
    input: { factoryOrderId: exampleId, kind: 'refund', amount: 5_000, why: 'Order withdrawn by the buyer' },
    output: { factoryCorrectionId: exampleId },
  },
})

export const decideFactoryCorrection = endpoint({
  name: 'custody.decide-factory-correction',
  method: 'POST',
  path: '/custody/factory/corrections/:factoryCorrectionId/decision',
  needs: 'custody:approve-factory',
  summary: 'Approve a write-off or refund as second officer, which books it, or refuse it',
  stepUp: true,
  input: z.object({ factoryCorrectionId: z.uuid(), approve: z.boolean(), why: text(300) }),
  output: z.object({ voucher: z.string().nullable() }),
  refusals: [
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'not-found',
    'custody-factory.decided',
    'custody-factory.not-made',
    'custody-factory.forgiven-beyond',
    'custody-factory.refund-beyond',
    'custody-accounts.cash-box',
  ],
  example: {
    input: { factoryCorrectionId: exampleId, approve: true, why: 'Seen' },
    output: { voucher: '330/2026' },
  },
})

export const getFactoryPrices = endpoint({
  name: 'custody.get-factory-prices',
  method: 'GET',
  path: '/custody/factory/prices',
  needs: 'custody:read-factory',
  summary: 'What the factory makes, at which price, since when, and the prices that wait for approval',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    today: z.string(),
    products: z.array(FactoryProduct),
    /** Piece rates of labour by which a product may be made. */
    rates: z.array(z.object({ code: z.string(), name: both, rupees: z.number() })),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const addFactoryProduct = endpoint({
  name: 'custody.add-factory-product',
  method: 'POST',
  path: '/custody/factory/products',
  needs: 'custody:keep-factory',
  summary: 'Put a product on the list and propose its first price',
  input: z.object({
    kind: z.enum(productKinds),
    nameEn: text(80),
    nameUr: text(80),
    unit: z.enum(productUnits),
    rateCode: z.string().min(1).max(40).optional(),
    price: Rupees,
    fromOn: z.iso.date(),
  }),
  output: z.object({ factoryProductId: z.uuid() }),
  refusals: ['not-found', 'custody-factory.same-name', 'custody-factory.price-past'],
  example: {
    input: {
      kind: 'durrie',
      nameEn: 'Cotton durrie, 4 × 6 feet',
      nameUr: 'سوتی دری، 4 × 6 فٹ',
      unit: 'piece',
      price: 2_400,
      fromOn: '2026-12-01',
    },
    output: { factoryProductId: exampleId },
  },
})

export const closeFactoryProduct = endpoint({
  name: 'custody.close-factory-product',
  method: 'POST',
  path: '/custody/factory/products/:factoryProductId/close',
  needs: 'custody:keep-factory',
  summary: 'Say that a product is no longer made; orders that have it are finished',
  input: z.object({ factoryProductId: z.uuid() }),
  output: z.object({ closed: z.literal(true) }),
  refusals: ['not-found'],
  example: { input: { factoryProductId: exampleId }, output: { closed: true } },
})

export const proposeFactoryPrice = endpoint({
  name: 'custody.propose-factory-price',
  method: 'POST',
  path: '/custody/factory/products/:factoryProductId/prices',
  needs: 'custody:keep-factory',
  summary: 'Propose what a product shall cost from a day on; the Superintendent decides',
  input: z.object({ factoryProductId: z.uuid(), price: Rupees, fromOn: z.iso.date() }),
  output: z.object({ factoryPriceId: z.uuid() }),
  refusals: ['not-found', 'custody-factory.price-waits', 'custody-factory.price-past'],
  example: {
    input: { factoryProductId: exampleId, price: 2_600, fromOn: '2027-01-01' },
    output: { factoryPriceId: exampleId },
  },
})

export const decideFactoryPrice = endpoint({
  name: 'custody.decide-factory-price',
  method: 'POST',
  path: '/custody/factory/prices/:factoryPriceId/decision',
  needs: 'custody:approve-factory',
  summary: 'Approve a proposed price as second officer, or refuse it',
  stepUp: true,
  input: z.object({ factoryPriceId: z.uuid(), approve: z.boolean(), why: text(300) }),
  output: z.object({ fromOn: z.string().nullable() }),
  refusals: [
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'not-found',
    'custody-factory.decided',
  ],
  example: {
    input: { factoryPriceId: exampleId, approve: true, why: 'Cloth has risen' },
    output: { fromOn: '2027-01-01' },
  },
})

const Figures = z.record(z.enum(lineKinds), z.number())

export const getFactoryAccount = endpoint({
  name: 'custody.get-factory-account',
  method: 'GET',
  path: '/custody/factory/account',
  needs: 'custody:read-factory-account',
  summary:
    'The factory’s account of a month: material, wages, output, delivered, received, written off, owed at its end, and the result',
  input: z.object({ prisonId: z.coerce.number().int().optional(), month: month.optional() }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    today: z.string(),
    month: z.string(),
    figures: Figures,
    /** Entries of each kind. */
    counts: Figures,
    /** Material from lots without a price: it costs something, and stands in no sum. */
    unpriced: z.number(),
    /** Delivered less written off, material and wages. */
    result: z.number(),
    /** At the end of the month, over all orders: delivered and neither paid nor written off; paid for what was not delivered. */
    owed: z.number(),
    ahead: z.number(),
    /** Orders that owe at the end of the month. */
    owing: z.array(z.object({ id: z.uuid(), number: z.string(), customer: z.string(), owed: z.number() })),
    /** The last six months, oldest first. */
    months: z.array(
      z.object({ month: z.string(), costs: z.number(), delivered: z.number(), received: z.number() }),
    ),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const listFactoryLines = endpoint({
  name: 'custody.list-factory-lines',
  method: 'GET',
  path: '/custody/factory/account/lines',
  needs: 'custody:read-factory-account',
  summary: 'The entries that a figure of the factory’s month is the sum of',
  input: z.object({
    prisonId: z.coerce.number().int().optional(),
    month,
    kind: z.enum(lineKinds),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        key: z.string(),
        day: z.string(),
        kind: z.enum(lineKinds),
        order: z.object({ id: z.uuid(), number: z.string(), customer: z.string() }).nullable(),
        gang: z.object({ id: z.uuid(), name: both }).nullable(),
        item: both.nullable(),
        quantity: z.number().nullable(),
        amount: z.number(),
        voucher: z.string().nullable(),
        priced: z.boolean(),
      }),
    ),
    total: z.number(),
    sum: z.number(),
  }),
  refusals: ['not-found'],
  example: { input: { month: '2026-11', kind: 'material' }, output: { rows: [], total: 0, sum: 0 } },
})
