import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

export const Delivery = z.object({
  eventId: z.uuid(),
  reaction: z.string(),
  type: z.string(),
  jurisdiction: z.string(),
  state: z.enum(['waiting', 'dead']),
  at: z.string(),
  /** Whole seconds since the fact was told. */
  age: z.number(),
  attempts: z.number(),
  nextTryAt: z.string().nullable(),
  cause: z.string().nullable(),
})
export type Delivery = z.output<typeof Delivery>

export const listDeliveries = endpoint({
  name: 'events.list-deliveries',
  method: 'GET',
  path: '/events/deliveries',
  needs: 'events:read',
  summary: 'Facts that wait to be passed on, and those that could not be',
  input: z.object({
    state: z.enum(['waiting', 'dead']).default('dead'),
    reaction: z.string().max(120).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(Delivery), total: z.number() }),
  example: { input: { state: 'dead' }, output: { rows: [], total: 0 } },
})

export const getDeliveryStanding = endpoint({
  name: 'events.get-delivery-standing',
  method: 'GET',
  path: '/events/standing',
  needs: 'events:read',
  summary: 'How many facts wait, how many failed before, how many were given up, and how old the oldest is',
  input: z.object({}),
  output: z.object({
    waiting: z.number(),
    failing: z.number(),
    dead: z.number(),
    oldestAt: z.string().nullable(),
    asOf: z.string(),
  }),
  example: {
    input: {},
    output: { waiting: 0, failing: 0, dead: 0, oldestAt: null, asOf: '2026-03-12T09:00:00.000Z' },
  },
})

export const retryDelivery = endpoint({
  name: 'events.retry-delivery',
  method: 'POST',
  path: '/events/deliveries/retry',
  needs: 'events:retry',
  summary: 'Try one failed delivery again, at once',
  input: z.object({ eventId: z.uuid(), reaction: z.string().min(1).max(120) }),
  output: z.object({ retried: z.number() }),
  refusals: ['events.not-dead'],
  example: {
    input: { eventId: '0190a0de-0000-7000-8000-000000000001', reaction: 'cases.follow-hand-over' },
    output: { retried: 1 },
  },
})

export const retryAllDeliveries = endpoint({
  name: 'events.retry-all-deliveries',
  method: 'POST',
  path: '/events/deliveries/retry-all',
  needs: 'events:retry',
  summary: 'Try every delivery that was given up again',
  input: z.object({}),
  output: z.object({ retried: z.number() }),
  example: { input: {}, output: { retried: 3 } },
})
