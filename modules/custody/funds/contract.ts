import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { moneyKinds } from '../liberty-ledger/contract.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const line = z.string().trim().min(3).max(200)
const sum = z.number().positive().max(1e11).multipleOf(0.01)

export const payable = ['fine', 'diyat', 'arsh', 'daman'] as const
export const holders = ['bait-ul-mal', 'zakat', 'donor', 'department'] as const
export const turns = ['longest', 'smallest'] as const
export const verdicts = [
  'matched',
  'changed',
  'elsewhere',
  'not-paid-for',
  'amount-unknown',
  'sex',
  'age',
  'above-most',
  'not-enough-left',
] as const
export const lineStates = ['not-matched', 'proposed', 'approved', 'paid', 'dropped'] as const

const Fund = z.object({
  id: z.uuid(),
  name: both,
  holder: z.enum(holders),
  prison: both.nullable(),
  pays: z.array(z.enum(payable)),
  sex: z.enum(['M', 'F', 'X']).nullable(),
  leastAge: z.number().nullable(),
  mostAge: z.number().nullable(),
  mostPerPerson: z.number().nullable(),
  turn: z.enum(turns),
  putIn: z.number(),
  setAside: z.number(),
  paid: z.number(),
  free: z.number(),
  freed: z.number(),
  waiting: z.number(),
})

export const listFunds = endpoint({
  name: 'custody.list-funds',
  method: 'GET',
  path: '/custody/funds',
  needs: 'custody:read-funds',
  summary: 'Funds of the province that pay for people held only for money, with their totals',
  input: z.object({}),
  output: z.object({
    rows: z.array(Fund.extend({ roundOpen: z.boolean() })),
    mayKeep: z.boolean(),
    mayPay: z.boolean(),
    /** Who may stand for a donor, for whoever opens a fund. */
    representatives: z.array(z.object({ id: z.uuid(), name: both })),
  }),
  example: { input: {}, output: { rows: [], mayKeep: false, mayPay: true, representatives: [] } },
})

const Round = z.object({
  id: z.uuid(),
  state: z.enum(['proposed', 'approved', 'turned-down']),
  drawnOn: z.string(),
  balance: z.number(),
  proposedBy: both,
  proposedAt: z.string(),
  decidedBy: both.nullable(),
  decidedAt: z.string().nullable(),
  why: z.string().nullable(),
  people: z.number(),
  matched: z.number(),
  amount: z.number(),
})

export const getFund = endpoint({
  name: 'custody.get-fund',
  method: 'GET',
  path: '/custody/funds/:fundId',
  needs: 'custody:read-funds',
  summary: 'A fund: its terms, its ledger, and the matches proposed, approved and turned down',
  input: z.object({ fundId: z.uuid() }),
  output: Fund.extend({
    rounds: z.array(Round),
    entries: z.array(
      z.object({
        kind: z.enum(['deposit', 'set-aside', 'given-back']),
        amount: z.number(),
        paper: z.string().nullable(),
        bookedAt: z.string(),
      }),
    ),
    may: z.object({
      deposit: z.boolean(),
      propose: z.boolean(),
      approve: z.boolean(),
      turnDown: z.boolean(),
    }),
    /** The open match is one's own: another must approve it. */
    own: z.boolean(),
  }),
  refusals: ['not-found'],
  example: { input: { fundId: exampleId } },
})

export const listFundLines = endpoint({
  name: 'custody.list-fund-lines',
  method: 'GET',
  path: '/custody/fund-lines',
  needs: 'custody:read-funds',
  summary:
    'People in the matches of the funds: their turn, the amount, why the fund pays for them or why not',
  input: z.object({
    roundId: z.uuid().optional(),
    verdict: z.enum(verdicts).optional(),
    state: z.enum(lineStates).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        fundId: z.uuid(),
        fund: both,
        imprisonmentId: z.uuid(),
        label: z.string(),
        /** Null for whoever may not see prisoners. */
        name: both.nullable(),
        turn: z.number(),
        kind: z.enum(moneyKinds),
        amount: z.number().nullable(),
        since: z.string(),
        days: z.number(),
        verdict: z.enum(verdicts),
        leftBefore: z.number(),
        state: z.enum(lineStates),
        paid: z.number().nullable(),
        paidOn: z.string().nullable(),
        receipt: z.string().nullable(),
        droppedWhy: z.string().nullable(),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const costOfFreedom = endpoint({
  name: 'custody.cost-of-freedom',
  method: 'GET',
  path: '/custody/cost-of-freedom',
  needs: 'custody:read-liberty',
  summary: 'What it would cost to free everybody held only for money, and how many a given sum frees',
  input: z.object({ sum: z.coerce.number().min(0).optional() }),
  output: z.object({
    people: z.number(),
    amount: z.number(),
    /** Held for money whose amount is not on record. */
    unknown: z.number(),
    /** Whom no payment frees: a surety must stand. */
    sureties: z.number(),
    /** The smallest amounts first: so many people for so much in all, of whom none owes more than `most`. */
    steps: z.array(z.object({ people: z.number(), amount: z.number(), most: z.number() })),
    frees: z.object({ people: z.number(), amount: z.number(), most: z.number().nullable() }).nullable(),
  }),
  example: {
    input: {},
    output: { people: 0, amount: 0, unknown: 0, sureties: 0, steps: [], frees: null },
  },
})

export const listFundTotals = endpoint({
  name: 'custody.list-fund-totals',
  method: 'GET',
  path: '/custody/fund-totals',
  needs: 'custody:read-fund-totals',
  summary: 'Totals of the funds one stands for: given, set aside, paid, people freed; nobody’s name',
  input: z.object({}),
  output: z.object({ rows: z.array(Fund) }),
  example: { input: {}, output: { rows: [] } },
})

export const openFund = endpoint({
  name: 'custody.open-fund',
  method: 'POST',
  path: '/custody/funds',
  needs: 'custody:keep-fund',
  summary: 'Open a fund: who gives it, what it pays for, for whom, and in which order',
  input: z
    .object({
      name: both.extend({ en: line, ur: line }),
      holder: z.enum(holders),
      pays: z.array(z.enum(payable)).min(1),
      sex: z.enum(['M', 'F', 'X']).optional(),
      leastAge: z.number().int().min(0).max(130).optional(),
      mostAge: z.number().int().min(0).max(130).optional(),
      mostPerPerson: sum.optional(),
      turn: z.enum(turns),
      prisonId: z.number().int().optional(),
      representativeId: z.uuid().optional(),
    })
    .refine(({ leastAge, mostAge }) => (leastAge ?? 0) <= (mostAge ?? 130), { path: ['mostAge'] }),
  output: z.object({ fundId: z.uuid() }),
  refusals: ['not-found'],
  example: {
    input: {
      name: { en: 'Bait-ul-Mal, Sindh', ur: 'بیت المال سندھ' },
      holder: 'bait-ul-mal',
      pays: ['fine', 'daman'],
      mostPerPerson: 50_000,
      turn: 'longest',
    },
    output: { fundId: exampleId },
  },
})

export const bookDeposit = endpoint({
  name: 'custody.book-fund-deposit',
  method: 'POST',
  path: '/custody/funds/:fundId/deposits',
  needs: 'custody:keep-fund',
  summary: 'Book what a fund was given, by its paper',
  input: z.object({ fundId: z.uuid(), amount: sum, paper: line }),
  output: z.object({ free: z.number() }),
  refusals: ['not-found'],
  example: {
    input: { fundId: exampleId, amount: 500_000, paper: 'Cheque 448120, National Bank' },
    output: { free: 500_000 },
  },
})

export const proposeMatch = endpoint({
  name: 'custody.propose-fund-match',
  method: 'POST',
  path: '/custody/funds/:fundId/matches',
  needs: 'custody:propose-fund-match',
  summary: 'Match everybody held only for money to a fund, in its order; waits for a second officer',
  input: z.object({ fundId: z.uuid() }),
  output: z.object({ roundId: z.uuid() }),
  refusals: ['not-found', 'custody-funds.match-open', 'custody-funds.nobody'],
  example: { input: { fundId: exampleId }, output: { roundId: exampleId } },
})

export const approveMatch = endpoint({
  name: 'custody.approve-fund-match',
  method: 'POST',
  path: '/custody/fund-matches/:roundId/approve',
  needs: 'custody:approve-fund-match',
  summary: 'Approve a match as second officer; what it pays is set aside from the fund at once',
  stepUp: true,
  input: z.object({ roundId: z.uuid() }),
  output: z.object({ people: z.number() }),
  refusals: [
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'not-found',
    'custody-funds.not-open',
    'custody-funds.nobody',
    'custody-funds.not-enough',
  ],
  example: { input: { roundId: exampleId }, output: { people: 4 } },
})

export const turnDownMatch = endpoint({
  name: 'custody.turn-down-fund-match',
  method: 'POST',
  path: '/custody/fund-matches/:roundId/turn-down',
  needs: 'custody:approve-fund-match',
  summary: 'Turn a match down or take one’s own back, with the reason',
  input: z.object({ roundId: z.uuid(), why: z.string().trim().min(5).max(500) }),
  output: z.object({ state: z.literal('turned-down') }),
  refusals: ['not-found', 'custody-funds.not-open'],
  example: {
    input: { roundId: exampleId, why: 'One of them has appealed' },
    output: { state: 'turned-down' },
  },
})

export const payFromFund = endpoint({
  name: 'custody.pay-from-fund',
  method: 'POST',
  path: '/custody/fund-lines/:lineId/payment',
  needs: 'custody:pay-from-fund',
  summary:
    'Record that what was set aside is paid: fines and money due are settled, holds lifted, the date computed anew',
  input: z.object({ lineId: z.uuid(), paidOn: z.iso.date(), receipt: line }),
  output: z.object({ paid: z.number(), givenBack: z.number() }),
  refusals: [
    'not-found',
    'custody.not-in',
    'custody-funds.not-to-pay',
    'custody-funds.not-only-money',
    'custody-funds.more-than-set-aside',
    'custody-funds.in-the-future',
  ],
  example: {
    input: { lineId: exampleId, paidOn: '2026-03-12', receipt: 'Treasury challan 118' },
    output: { paid: 20_000, givenBack: 0 },
  },
})

export const dropLine = endpoint({
  name: 'custody.drop-fund-line',
  method: 'POST',
  path: '/custody/fund-lines/:lineId/drop',
  needs: 'custody:pay-from-fund',
  summary:
    'Give back what was set aside for somebody who has left or was paid for otherwise, with the reason',
  input: z.object({ lineId: z.uuid(), why: z.string().trim().min(5).max(500) }),
  output: z.object({ givenBack: z.number() }),
  refusals: ['not-found', 'custody-funds.not-to-pay'],
  example: { input: { lineId: exampleId, why: 'The family has paid' }, output: { givenBack: 20_000 } },
})
