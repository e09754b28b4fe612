import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const Both = z.object({ en: z.string(), ur: z.string() })
const id = z.uuid()
const exampleId = '0190a0de-0000-7000-8000-000000000001'
const page = z.coerce.number().int().min(1).default(1)
const size = z.coerce.number().int().min(1).max(200).default(50)

/** What a partner's message holds, before its own type says more. */
export const Envelope = z.object({
  id: z.string().min(1).max(100),
  type: z.string().min(1).max(120),
  data: z.unknown(),
})

/** Https, or plain http to this very machine. Neither names nor passwords in the address, which is shown and logged. */
const WebhookUrl = z
  .url()
  .max(500)
  .refine(
    (text) => {
      const url = new URL(text)
      const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
      return url.username === '' && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback))
    },
    { error: 'https://…' },
  )

export const Link = z.object({
  id,
  direction: z.enum(['out', 'in']),
  code: z.string(),
  name: Both,
  types: z.array(z.string()),
  url: z.string().nullable(),
  /** Account and post its messages are carried out under. */
  actsAs: z.object({ username: z.string(), post: Both, unit: Both }).nullable(),
  state: z.enum(['proposed', 'active', 'refused', 'stopped']),
  proposedBy: Both,
  proposedAt: z.string(),
  decidedBy: Both.nullable(),
  hasSecret: z.boolean(),
  secretSince: z.string().nullable(),
  earlierUntil: z.string().nullable(),
  waiting: z.number(),
  dead: z.number(),
  own: z.boolean(),
})
export type Link = z.output<typeof Link>

export const listLinks = endpoint({
  name: 'exchange.list-links',
  method: 'GET',
  path: '/exchange/links',
  needs: 'exchange:read',
  summary: 'Links with other systems, proposed and in force',
  input: z.object({}),
  output: z.object({ rows: z.array(Link) }),
  example: { input: {}, output: { rows: [] } },
})

export const listTypes = endpoint({
  name: 'exchange.list-types',
  method: 'GET',
  path: '/exchange/types',
  needs: 'exchange:read',
  summary: 'Events partners can be told of, and messages they may leave',
  input: z.object({}),
  output: z.object({
    events: z.array(z.string()),
    messages: z.array(z.object({ type: z.string(), title: Both })),
  }),
  example: { input: {}, output: { events: ['policing.FirRegistered'], messages: [] } },
})

export const proposeLink = endpoint({
  name: 'exchange.propose-link',
  method: 'POST',
  path: '/exchange/links',
  needs: 'exchange:propose',
  summary: 'Propose a link with another system; a second person puts it in force',
  input: z.object({
    direction: z.enum(['out', 'in']),
    code: z.string().regex(/^[a-z][a-z0-9.-]{2,39}$/),
    name: z.object({ en: z.string().trim().min(2).max(120), ur: z.string().trim().min(2).max(120) }),
    types: z.array(z.string().min(1).max(120)).min(1).max(100),
    /** Where events go (out). */
    url: WebhookUrl.optional(),
    /** Account whose one post messages are carried out under (in). */
    username: z.string().trim().toLowerCase().min(1).max(80).optional(),
  }),
  output: z.object({ id }),
  refusals: ['exchange.code-taken', 'exchange.no-single-post'],
  example: {
    input: {
      direction: 'out',
      code: 'sindh-forensic-lab',
      name: { en: 'Sindh Forensic Laboratory', ur: 'سندھ فرانزک لیبارٹری' },
      types: ['policing.FirRegistered'],
      url: 'https://lab.example.gov.pk/mizan',
    },
    output: { id: exampleId },
  },
})

const decide = (
  verb: 'approve' | 'refuse' | 'stop',
  needs: 'exchange:approve' | 'exchange:propose',
  summary: string,
) =>
  endpoint({
    name: `exchange.${verb}-link`,
    method: 'POST',
    path: `/exchange/links/:id/${verb}`,
    needs,
    summary,
    ...(verb === 'approve' ? { stepUp: true } : {}),
    input: z.object({ id }),
    output: z.object({}),
    refusals: [verb === 'stop' ? 'exchange.not-active' : 'exchange.not-proposed'],
    example: { input: { id: exampleId }, output: {} },
  })
export const approveLink = decide(
  'approve',
  'exchange:approve',
  'Put a link in force that another person proposed',
)
export const refuseLink = decide('refuse', 'exchange:approve', 'Refuse a proposed link')
export const stopLink = decide('stop', 'exchange:propose', 'Stop a link at once')

export const issueSecret = endpoint({
  name: 'exchange.issue-secret',
  method: 'POST',
  path: '/exchange/links/:id/secret',
  needs: 'exchange:propose',
  summary:
    'Make a new secret for a link in force and show it this once; the one before stays good for some hours',
  stepUp: true,
  // A secret must not lie readable in the store of answers.
  secretFields: ['secret'],
  input: z.object({ id, overlapHours: z.number().int().min(0).max(168).default(24) }),
  output: z.object({ secret: z.string(), earlierUntil: z.string().nullable() }),
  refusals: ['exchange.not-active'],
  example: {
    input: { id: exampleId, overlapHours: 24 },
    output: { secret: 'mzs_Y2hhbmdlIG1lIGJlZm9yZSB1c2UgcGxlYXNl', earlierUntil: null },
  },
})

const Passed = z.object({
  id,
  partner: Both,
  type: z.string(),
  at: z.string(),
  attempts: z.number(),
  nextTryAt: z.string().nullable(),
  cause: z.string().nullable(),
})

export const listWebhookDeliveries = endpoint({
  name: 'exchange.list-deliveries',
  method: 'GET',
  path: '/exchange/deliveries',
  needs: 'exchange:read',
  summary: 'What was told to partners, is on its way, or was given up',
  input: z.object({
    linkId: id.optional(),
    state: z.enum(['waiting', 'done', 'dead']).optional(),
    page,
    size,
  }),
  output: z.object({
    rows: z.array(
      Passed.extend({
        eventId: id,
        state: z.enum(['waiting', 'done', 'dead']),
        status: z.number().nullable(),
      }),
    ),
    total: z.number(),
  }),
  example: { input: { state: 'dead' }, output: { rows: [], total: 0 } },
})

export const listAttempts = endpoint({
  name: 'exchange.list-attempts',
  method: 'GET',
  path: '/exchange/deliveries/:id/attempts',
  needs: 'exchange:read',
  summary: 'Each try to deliver, and what the partner answered',
  input: z.object({ id }),
  output: z.object({
    rows: z.array(
      z.object({
        id,
        at: z.string(),
        status: z.number().nullable(),
        cause: z.string().nullable(),
        milliseconds: z.number(),
      }),
    ),
  }),
  example: { input: { id: exampleId }, output: { rows: [] } },
})

export const redeliver = endpoint({
  name: 'exchange.redeliver',
  method: 'POST',
  path: '/exchange/deliveries/:id/again',
  needs: 'exchange:retry',
  summary: 'Deliver once more, also what was delivered before',
  input: z.object({ id }),
  output: z.object({}),
  refusals: ['exchange.under-way'],
  example: { input: { id: exampleId }, output: {} },
})

const messageState = z.enum(['waiting', 'done', 'refused', 'dead'])

export const listMessages = endpoint({
  name: 'exchange.list-messages',
  method: 'GET',
  path: '/exchange/messages',
  needs: 'exchange:read',
  summary: 'Messages partners left and what became of them; never what they say',
  input: z.object({ linkId: id.optional(), state: messageState.optional(), page, size }),
  output: z.object({
    rows: z.array(Passed.extend({ messageId: z.string(), state: messageState, sha256: z.string() })),
    total: z.number(),
  }),
  example: { input: { state: 'refused' }, output: { rows: [], total: 0 } },
})

export const processAgain = endpoint({
  name: 'exchange.process-again',
  method: 'POST',
  path: '/exchange/messages/:id/again',
  needs: 'exchange:retry',
  summary: 'Carry out a message once more that was refused or given up',
  input: z.object({ id }),
  output: z.object({}),
  refusals: ['exchange.not-failed'],
  example: { input: { id: exampleId }, output: {} },
})

const InboxAnswer = z.object({
  id,
  messageId: z.string(),
  state: messageState,
  answer: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable(),
  cause: z.string().nullable(),
})
export type InboxAnswer = z.output<typeof InboxAnswer>

/**
 * Headers `Mizan-Partner` (the link's code) and `Mizan-Signature: t=…,v1=…`, where v1 is the hex HMAC-SHA-256 of
 * `<t>.<message>`: over the text of `message` exactly as it stands in the request after JSON decoding.
 */
export const leaveMessage = endpoint({
  name: 'exchange.leave-message',
  method: 'POST',
  path: '/exchange/inbox',
  needs: 'public',
  summary: 'A partner system leaves a signed message; a repeat is answered what the first was answered',
  input: z.object({ message: z.string().min(2).max(1_000_000) }),
  output: InboxAnswer,
  refusals: ['exchange.stale', 'exchange.replayed', 'exchange.type-not-agreed'],
  example: {
    input: { message: '{"id":"M-1","type":"demo.Noted","data":{}}' },
    output: { id: exampleId, messageId: 'M-1', state: 'done', answer: {}, cause: null },
  },
})
