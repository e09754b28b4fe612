import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { Rupees } from './paisa.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const line = (most: number) => z.string().trim().min(2).max(most)
const cnic = z.string().regex(/^\d{5}-?\d{7}-?\d$/)
const paging = {
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
}

export const bookingKinds = [
  'opening',
  'cash-in',
  'remittance',
  'withdrawal',
  'canteen',
  'wages',
  'fine',
  'diyat',
  'payout',
  'own-transfer',
  'difference',
  'reversal',
  'sent-along',
  'brought-back',
  'handed-over',
  'taken-over',
  'factory-delivery',
  'factory-receipt',
  'factory-debt',
  'factory-refund',
] as const
export const ownAccounts = [
  'cash',
  'bank',
  'remittance',
  'canteen',
  'wages',
  'fines',
  'differences',
  'on-road',
  'factory',
  'factory-owed',
] as const
export const channels = ['money-order', 'bank', 'mobile'] as const
export const paidAgainst = ['signature', 'thumb'] as const

/** What moves between the prison's own accounts: from which it goes and into which it comes. */
export const ownTransfers = {
  'cash-to-bank': { from: 'cash', to: 'bank' },
  'bank-to-cash': { from: 'bank', to: 'cash' },
  'remittance-arrived-bank': { from: 'remittance', to: 'bank' },
  'remittance-arrived-cash': { from: 'remittance', to: 'cash' },
  'fines-paid-over': { from: 'bank', to: 'fines' },
  'fines-paid-over-cash': { from: 'cash', to: 'fines' },
  'canteen-supplier': { from: 'bank', to: 'canteen' },
  'canteen-supplier-cash': { from: 'cash', to: 'canteen' },
  'wages-granted': { from: 'wages', to: 'bank' },
  'factory-paid-over': { from: 'bank', to: 'factory' },
  'factory-paid-over-cash': { from: 'cash', to: 'factory' },
} as const satisfies Record<string, { from: (typeof ownAccounts)[number]; to: (typeof ownAccounts)[number] }>
export type OwnTransfer = keyof typeof ownTransfers
const transferNames = Object.keys(ownTransfers) as [OwnTransfer, ...OwnTransfer[]]

/** Notes and coins by their worth in rupees, as the counting form calls them. */
export const notes = [5000, 1000, 500, 100, 75, 50, 20, 10, 5, 2, 1] as const
const count = z.number().int().min(0).max(1_000_000).optional()
export const Notes = z.object({
  r5000: count,
  r1000: count,
  r500: count,
  r100: count,
  r75: count,
  r50: count,
  r20: count,
  r10: count,
  r5: count,
  r2: count,
  r1: count,
})
export type Notes = z.output<typeof Notes>

/** What counted notes come to, in rupees. */
export function worthOf(counted: Notes): number {
  return notes.reduce((sum, note) => sum + note * (counted[`r${note}`] ?? 0), 0)
}

const Booked = z.object({ transactionId: z.uuid(), voucher: z.string(), balance: z.number() })
const booked = {
  transactionId: exampleId,
  voucher: '214/2026',
  balance: 3450,
}

export const getCashOffice = endpoint({
  name: 'custody.get-cash-office',
  method: 'GET',
  path: '/custody/money',
  needs: 'custody:read-money',
  summary: 'The prison’s own accounts as they stand, what a day brought in and paid out, and what is open',
  input: z.object({ prisonId: z.coerce.number().int().optional(), on: z.iso.date().optional() }),
  output: z.object({
    prison: z.object({ id: z.number(), name: both }),
    prisons: z.array(z.object({ id: z.number(), name: both })),
    asOf: z.string(),
    on: z.string(),
    /** The day into which is booked now. */
    openDay: z.string(),
    closedThrough: z.string().nullable(),
    /** As people say it: what lies in the cash box and the bank, what is on the way, what is owed. */
    standing: z.object({
      cash: z.number(),
      bank: z.number(),
      remittance: z.number(),
      canteen: z.number(),
      wages: z.number(),
      fines: z.number(),
      differences: z.number(),
      /** Price of what the factory delivered and has not paid over yet. */
      factory: z.number(),
      /** Owed by the factory's customers; below zero where they have paid ahead. */
      'factory-owed': z.number(),
      prisoners: z.number(),
    }),
    flow: z.array(
      z.object({
        kind: z.enum(bookingKinds),
        count: z.number(),
        cashIn: z.number(),
        cashOut: z.number(),
        sum: z.number(),
      }),
    ),
    /** Cash in and out on each of the last fourteen days, oldest first. */
    days: z.array(z.object({ day: z.string(), cashIn: z.number(), cashOut: z.number() })),
    waitingClose: z.uuid().nullable(),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const listBookings = endpoint({
  name: 'custody.list-bookings',
  method: 'GET',
  path: '/custody/money/bookings',
  needs: 'custody:read-money',
  summary: 'The cash book of a day, voucher by voucher',
  input: z.object({
    prisonId: z.coerce.number().int().optional(),
    on: z.iso.date().optional(),
    kind: z.enum(bookingKinds).optional(),
    sort: z.enum(['number', '-number']).default('-number'),
    ...paging,
  }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        voucher: z.string(),
        at: z.string(),
        kind: z.enum(bookingKinds),
        imprisonmentId: z.uuid().nullable(),
        number: z.string().nullable(),
        name: both.nullable(),
        amount: z.number(),
        channel: z.enum(channels).nullable(),
        reference: z.string().nullable(),
        party: z.string().nullable(),
        note: z.string().nullable(),
        reversed: z.boolean(),
        by: both.nullable(),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const getAccount = endpoint({
  name: 'custody.get-account',
  method: 'GET',
  path: '/custody/prisoners/:imprisonmentId/account',
  needs: 'custody:read-money',
  summary: 'A prisoner’s account: balance, how it moved, and what may still be spent this week',
  input: z.object({ imprisonmentId: z.uuid() }),
  output: z.object({
    prisoner: z.object({ id: z.uuid(), number: z.string(), name: both, state: z.enum(['in', 'released']) }),
    balance: z.number(),
    /** Balance at the end of each day on which it changed, oldest first. */
    days: z.array(z.object({ day: z.string(), balance: z.number() })),
    week: z.object({
      limit: z.number().nullable(),
      spent: z.number(),
      left: z.number().nullable(),
      from: z.string(),
    }),
    /** Released, or approved for release: the balance may be paid out. */
    leaving: z.boolean(),
  }),
  refusals: ['not-found'],
  reads: 'sensitive',
  example: { input: { imprisonmentId: exampleId } },
})

export const listPostings = endpoint({
  name: 'custody.list-account-postings',
  method: 'GET',
  path: '/custody/prisoners/:imprisonmentId/account/postings',
  needs: 'custody:read-money',
  summary: 'The statement of a prisoner’s account with its running balance, latest first',
  input: z.object({ imprisonmentId: z.uuid(), ...paging }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        voucher: z.string(),
        day: z.string(),
        at: z.string(),
        kind: z.enum(bookingKinds),
        amount: z.number(),
        balance: z.number(),
        channel: z.enum(channels).nullable(),
        reference: z.string().nullable(),
        party: z.string().nullable(),
        note: z.string().nullable(),
        bought: z.array(z.object({ name: both, quantity: z.number() })),
        by: both.nullable(),
        reversed: z.boolean(),
        /** By another officer than the reader, not yet reversed and of a kind that can be. */
        reversible: z.boolean(),
      }),
    ),
    total: z.number(),
  }),
  refusals: ['not-found'],
  reads: 'sensitive',
  example: { input: { imprisonmentId: exampleId }, output: { rows: [], total: 0 } },
})

export const getBalance = endpoint({
  name: 'custody.get-balance',
  method: 'GET',
  path: '/custody/prisoners/:imprisonmentId/balance',
  needs: 'custody:read-prisoner',
  summary: 'What a prison owes a prisoner, for those who see the prisoner but not the book',
  input: z.object({ imprisonmentId: z.uuid() }),
  output: z.object({ balance: z.number(), leaving: z.boolean() }),
  refusals: ['not-found'],
  reads: 'sensitive',
  example: { input: { imprisonmentId: exampleId }, output: { balance: 3450, leaving: false } },
})

export const depositCash = endpoint({
  name: 'custody.deposit-cash',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/account/deposits',
  needs: 'custody:book-money',
  summary: 'Credit cash brought to the gate',
  input: z.object({
    imprisonmentId: z.uuid(),
    amount: Rupees,
    party: line(120),
    partyCnic: cnic.optional(),
    note: line(200).optional(),
  }),
  output: Booked,
  refusals: ['not-found', 'custody.not-in'],
  example: { input: { imprisonmentId: exampleId, amount: 2000, party: 'Bashiran, mother' }, output: booked },
})

export const creditRemittance = endpoint({
  name: 'custody.credit-remittance',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/account/remittances',
  needs: 'custody:book-money',
  summary: 'Credit a money order or transfer by its reference, which is booked only once',
  input: z.object({
    imprisonmentId: z.uuid(),
    amount: Rupees,
    channel: z.enum(channels),
    reference: z
      .string()
      .trim()
      .min(3)
      .max(60)
      .transform((text) => text.toUpperCase().replaceAll(/\s+/g, '')),
    party: line(120),
  }),
  output: Booked,
  refusals: ['not-found', 'custody.not-in', 'custody-accounts.reference-booked'],
  example: {
    input: {
      imprisonmentId: exampleId,
      amount: 3000,
      channel: 'money-order',
      reference: 'MO-118204',
      party: 'Ghulam Ali',
    },
    output: booked,
  },
})

export const withdrawCash = endpoint({
  name: 'custody.withdraw-cash',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/account/withdrawals',
  needs: 'custody:book-money',
  summary: 'Pay out money at the prisoner’s wish, to whom and against signature or thumb impression',
  input: z.object({
    imprisonmentId: z.uuid(),
    amount: Rupees,
    party: line(120),
    partyCnic: cnic.optional(),
    against: z.enum(paidAgainst),
    note: line(200).optional(),
  }),
  output: Booked,
  refusals: [
    'not-found',
    'custody.not-in',
    'custody-accounts.not-enough',
    'custody-accounts.on-road',
    'custody-accounts.cash-box',
  ],
  example: {
    input: { imprisonmentId: exampleId, amount: 500, party: 'Ghulam Ali, brother', against: 'thumb' },
    output: booked,
  },
})

export const payFineFromAccount = endpoint({
  name: 'custody.pay-fine-from-account',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/account/fine-payments',
  needs: 'custody:post-remission',
  summary: 'Pay towards a fine from the account; the date of release is computed anew',
  input: z.object({
    imprisonmentId: z.uuid(),
    sentenceId: z.string().min(1).max(80),
    amount: Rupees,
    against: z.enum(paidAgainst),
  }),
  output: Booked,
  refusals: [
    'not-found',
    'custody.not-in',
    'custody.fine-overpaid',
    'custody.law-refused',
    'custody-accounts.not-enough',
    'custody-accounts.on-road',
  ],
  example: {
    input: { imprisonmentId: exampleId, sentenceId: exampleId, amount: 2000, against: 'thumb' },
    output: booked,
  },
})

export const payDiyatFromAccount = endpoint({
  name: 'custody.pay-diyat-from-account',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/account/diyat-payments',
  needs: 'custody:enter-money-due',
  summary: 'Pay an instalment of diyat, arsh or daman from the account',
  input: z.object({
    imprisonmentId: z.uuid(),
    moneyDueId: z.uuid(),
    amount: Rupees,
    against: z.enum(paidAgainst),
  }),
  output: Booked,
  refusals: [
    'not-found',
    'custody.not-in',
    'custody-money-holds.overpaid',
    'custody-accounts.not-enough',
    'custody-accounts.on-road',
  ],
  example: {
    input: { imprisonmentId: exampleId, moneyDueId: exampleId, amount: 2000, against: 'thumb' },
    output: booked,
  },
})

export const payOut = endpoint({
  name: 'custody.pay-out-account',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/account/payout',
  needs: 'custody:book-money',
  summary: 'Pay the whole balance out to a prisoner who leaves or has left',
  input: z.object({
    imprisonmentId: z.uuid(),
    against: z.enum(paidAgainst),
    party: line(120).optional(),
    partyCnic: cnic.optional(),
  }),
  output: Booked.extend({ amount: z.number() }),
  refusals: [
    'not-found',
    'custody-accounts.not-leaving',
    'custody-accounts.nothing-owed',
    'custody-accounts.cash-box',
  ],
  example: {
    input: { imprisonmentId: exampleId, against: 'thumb' },
    output: { ...booked, balance: 0, amount: 3450 },
  },
})

export const moveOwnMoney = endpoint({
  name: 'custody.move-own-money',
  method: 'POST',
  path: '/custody/money/own-transfers',
  needs: 'custody:book-money',
  summary:
    'Move money between the prison’s own accounts: to the bank, to the treasury, a remittance that arrived',
  input: z.object({ transfer: z.enum(transferNames), amount: Rupees, note: line(200) }),
  output: z.object({ transactionId: z.uuid(), voucher: z.string() }),
  refusals: ['custody-accounts.cash-box'],
  example: {
    input: { transfer: 'cash-to-bank', amount: 20_000, note: 'Deposit slip 118' },
    output: { transactionId: exampleId, voucher: '215/2026' },
  },
})

export const reverseBooking = endpoint({
  name: 'custody.reverse-booking',
  method: 'POST',
  path: '/custody/money/bookings/:transactionId/reverse',
  needs: 'custody:reverse-money',
  summary: 'Take a wrong booking back by an opposite one on the open day; both stay',
  input: z.object({ transactionId: z.uuid(), why: line(300) }),
  output: z.object({ transactionId: z.uuid(), voucher: z.string() }),
  refusals: [
    'not-found',
    'access.same-person',
    'custody-accounts.not-reversible',
    'custody-accounts.not-enough',
    'custody-accounts.on-road',
    'custody-accounts.cash-box',
  ],
  example: {
    input: { transactionId: exampleId, why: 'Credited to the wrong prisoner' },
    output: { transactionId: exampleId, voucher: '216/2026' },
  },
})

const Close = z.object({
  id: z.uuid(),
  fromDay: z.string(),
  day: z.string(),
  state: z.enum(['counted', 'closed', 'withdrawn']),
  expected: z.number(),
  counted: z.number(),
  difference: z.number(),
  notes: Notes,
  reason: z.string().nullable(),
  countedBy: both,
  countedAt: z.string(),
  closedBy: both.nullable(),
  closedAt: z.string().nullable(),
  /** The reader counted it and so cannot close it. */
  own: z.boolean(),
  /** Nothing of these days was changed since; null while it waits. */
  unchanged: z.boolean().nullable(),
  /** What the book expects now, while it waits. */
  expectedNow: z.number().nullable(),
})

export const getDayClose = endpoint({
  name: 'custody.get-day-close',
  method: 'GET',
  path: '/custody/money/close',
  needs: 'custody:read-money',
  summary: 'What the cash box must hold, the count that waits for a second officer, and the closes before',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison: z.object({ id: z.number(), name: both }),
    today: z.string(),
    closedThrough: z.string().nullable(),
    expected: z.number(),
    waiting: Close.nullable(),
    closes: z.array(Close),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const countCash = endpoint({
  name: 'custody.count-cash',
  method: 'POST',
  path: '/custody/money/close',
  needs: 'custody:count-cash',
  summary: 'Count the cash by notes and coins at the end of a day; a difference needs its reason',
  input: z.object({
    day: z.iso.date(),
    notes: Notes,
    reason: line(300).optional(),
  }),
  output: z.object({ id: z.uuid(), expected: z.number(), counted: z.number(), difference: z.number() }),
  refusals: [
    'custody-accounts.day-closed',
    'custody-accounts.counted-already',
    'custody-accounts.book-moved-on',
  ],
  example: {
    input: { day: '2026-03-12', notes: { r1000: 12, r500: 3 } },
    output: { id: exampleId, expected: 13_500, counted: 13_500, difference: 0 },
  },
})

export const withdrawCount = endpoint({
  name: 'custody.withdraw-count',
  method: 'POST',
  path: '/custody/money/close/:id/withdraw',
  needs: 'custody:count-cash',
  summary: 'Take a count back, to count again',
  input: z.object({ id: z.uuid() }),
  output: z.object({ withdrawn: z.literal(true) }),
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const closeDay = endpoint({
  name: 'custody.close-day',
  method: 'POST',
  path: '/custody/money/close/:id',
  needs: 'custody:close-money',
  summary: 'Close the day as second officer: the difference is booked and nothing is booked into it any more',
  input: z.object({ id: z.uuid() }),
  output: z.object({ closedThrough: z.string(), difference: z.number() }),
  refusals: [
    'not-found',
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'custody-accounts.book-moved-on',
  ],
  example: { input: { id: exampleId }, output: { closedThrough: '2026-03-12', difference: 0 } },
})

export const issueStatement = endpoint({
  name: 'custody.issue-account-statement',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/account/statements',
  needs: 'custody:read-money',
  summary:
    'Print the statement of a period for the prisoner, in Urdu and English, with a code anyone can check',
  input: z
    .object({ imprisonmentId: z.uuid(), from: z.iso.date(), to: z.iso.date() })
    .refine(({ from, to }) => from <= to, {
      path: ['to'],
      params: { code: 'order', en: 'The last day is before the first.', ur: 'آخری دن پہلے دن سے پہلے ہے۔' },
    }),
  output: z.object({ documentId: z.uuid(), version: z.number(), number: z.string() }),
  refusals: ['not-found', 'custody-accounts.too-long'],
  example: { input: { imprisonmentId: exampleId, from: '2026-01-01', to: '2026-03-12' } },
})
