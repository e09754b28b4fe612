import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { MoneyHeld, moneyKinds } from '../liberty-ledger/contract.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const line = z.string().trim().min(3).max(200)

export const dueKinds = ['diyat', 'arsh', 'daman', 'surety'] as const

/** The section that keeps somebody in for the money, and the one by which paying it frees. */
export const moneyLaw: Readonly<Record<(typeof moneyKinds)[number], { held: string; frees: string }>> = {
  fine: { held: 'PPC s.64', frees: 'PPC s.68, s.69' },
  diyat: { held: 'PPC s.331', frees: 'PPC s.331(2)' },
  arsh: { held: 'PPC s.337-X', frees: 'PPC s.337-X(2)' },
  daman: { held: 'PPC s.337-Y', frees: 'PPC s.337-Y(2)' },
  surety: { held: 'CrPC s.499', frees: 'CrPC s.498, s.500' },
  several: { held: '', frees: '' },
}

export const listHeldForMoney = endpoint({
  name: 'custody.list-held-for-money',
  method: 'GET',
  path: '/custody/held-for-money',
  needs: 'custody:read-liberty',
  summary:
    'Everyone who stays in prison only for a fine, diyat, arsh, daman or surety, as the last ledgers have it',
  input: z.object({
    kind: z.enum(moneyKinds).optional(),
    prisonId: z.coerce.number().int().optional(),
    most: z.coerce.number().min(0).optional(),
    sort: z.enum(['amount', '-amount', 'since', '-since']).default('amount'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        imprisonmentId: z.uuid(),
        number: z.string(),
        name: both,
        father: both.nullable(),
        prison: both,
        kind: z.enum(moneyKinds),
        amount: z.number().nullable(),
        since: z.string(),
        days: z.number(),
        until: z.string().nullable(),
        parts: MoneyHeld.shape.parts,
        asOf: z.string(),
      }),
    ),
    total: z.number(),
    /** Over everyone the filters leave, not only this page. */
    sums: z.array(
      z.object({
        kind: z.enum(moneyKinds),
        people: z.number(),
        amount: z.number(),
        unknown: z.number(),
        days: z.number(),
      }),
    ),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0, sums: [] } },
})

export const getMoneyOf = endpoint({
  name: 'custody.get-money-of-prisoner',
  method: 'GET',
  path: '/custody/prisoners/:imprisonmentId/money',
  needs: 'custody:read-liberty',
  summary: 'Fines and money holds of a prisoner, and when each payment would free them',
  input: z.object({ imprisonmentId: z.uuid() }),
  output: z.object({
    dueRelease: z.string().nullable(),
    fines: z.array(
      z.object({
        sentenceId: z.string(),
        name: z.string(),
        amount: z.number(),
        paid: z.number(),
        /** What part of the rest, paid today, brings the date to which day (PPC ss.68, 69). */
        ifPaid: z.array(z.object({ amount: z.number(), dueRelease: z.string() })),
      }),
    ),
    holds: z.array(
      z.object({
        holdId: z.uuid(),
        holdKind: z.string(),
        paper: z.string(),
        due: z
          .object({
            id: z.uuid(),
            kind: z.enum(dueKinds),
            amount: z.number(),
            paid: z.number(),
            orderedOn: z.string(),
            instrument: z.string(),
            payments: z.array(z.object({ paidOn: z.string(), amount: z.number(), receipt: z.string() })),
          })
          .nullable(),
      }),
    ),
    mayEnter: z.boolean(),
  }),
  refusals: ['not-found'],
  reads: 'sensitive',
  example: { input: { imprisonmentId: exampleId } },
})

export const enterMoneyDue = endpoint({
  name: 'custody.enter-money-due',
  method: 'POST',
  path: '/custody/holds/:holdId/money',
  needs: 'custody:enter-money-due',
  summary: 'Enter the diyat, arsh, daman or surety for which a hold keeps somebody in',
  input: z.object({
    holdId: z.uuid(),
    kind: z.enum(dueKinds),
    amount: z.number().positive().max(1e12),
    orderedOn: z.iso.date(),
    instrument: line,
  }),
  output: z.object({ moneyDueId: z.uuid() }),
  refusals: ['not-found', 'custody-money-holds.not-a-money-hold', 'custody-money-holds.entered-already'],
  example: {
    input: {
      holdId: exampleId,
      kind: 'arsh',
      amount: 250_000,
      orderedOn: '2025-11-03',
      instrument: 'Judgment of Sessions Judge Hyderabad, SC 118/2024',
    },
    output: { moneyDueId: exampleId },
  },
})

export const payMoney = endpoint({
  name: 'custody.pay-money-due',
  method: 'POST',
  path: '/custody/money-due/:moneyDueId/payments',
  needs: 'custody:enter-money-due',
  summary: 'Enter an instalment of diyat, arsh or daman; never more than is left',
  input: z.object({
    moneyDueId: z.uuid(),
    paidOn: z.iso.date(),
    amount: z.number().positive().max(1e12),
    receipt: line,
  }),
  output: z.object({ left: z.number() }),
  refusals: ['not-found', 'custody-money-holds.overpaid'],
  example: {
    input: { moneyDueId: exampleId, paidOn: '2026-03-12', amount: 50_000, receipt: 'Treasury challan 118' },
    output: { left: 200_000 },
  },
})
