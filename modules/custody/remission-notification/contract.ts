import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const line = z.string().trim().min(3).max(200)

/** Groups of offences that notifications leave out, as the table of offences names them. */
export const offenceGroups = [
  'ACCOUNTABILITY',
  'ANTI_STATE',
  'ARMS',
  'CHILD_ABUSE',
  'COUNTERFEITING',
  'DACOITY',
  'ESPIONAGE',
  'EXPLOSIVES',
  'EXTORTION',
  'FOREIGNERS_ACT',
  'KIDNAPPING',
  'MONEY_LAUNDERING',
  'MURDER',
  'NARCOTICS',
  'RAPE',
  'RELIGION',
  'ROBBERY',
  'TERRORISM',
  'THEFT',
] as const

export const effectReasons = [
  'GIVEN',
  'EXCLUDED_CONDEMNED',
  'EXCLUDED_OFFENCE',
  'NOT_A_CONVICT_ON_DATE',
  'SERVED_FRACTION_NOT_MET',
  'TERM_SERVED',
  'NO_RULE_APPLIES',
  'SEX_NOT_KNOWN',
  'LAW_REFUSED',
  'UNEXPLAINED',
] as const
export const effectClasses = [
  'early-release-risk',
  'unlawful-detention-risk',
  'other-change',
  'refused',
] as const

export const NotificationRule = z.object({
  id: z.string().trim().min(1).max(40),
  sex: z.enum(['M', 'F']).optional(),
  minAge: z.number().int().min(0).max(130).optional(),
  minServed: z.tuple([z.number().int().min(0).max(1000), z.number().int().min(1).max(1000)]).optional(),
  days: z.number().int().min(1).max(3650),
  excluded: z.array(z.enum(offenceGroups)).optional(),
})
export type NotificationRule = z.output<typeof NotificationRule>

const Written = z.object({
  title: both.extend({ en: line, ur: line }),
  authority: line,
  instrument: line,
  notifiedOn: z.iso.date(),
  excluded: z.array(z.enum(offenceGroups)).default([]),
  rules: z.array(NotificationRule).min(1).max(12),
})

const Head = z.object({
  id: z.uuid(),
  title: both,
  authority: z.string(),
  instrument: z.string(),
  notifiedOn: z.string(),
  state: z.enum(['draft', 'adopted', 'withdrawn']),
  simulation: z.enum(['waiting', 'running', 'done', 'failed']),
  simulatedOn: z.string().nullable(),
  enteredBy: both,
  enteredAt: z.string(),
  adoptedBy: both.nullable(),
  adoptedAt: z.string().nullable(),
  postedAt: z.string().nullable(),
  given: z.number(),
})

export const listNotifications = endpoint({
  name: 'custody.list-remission-notifications',
  method: 'GET',
  path: '/custody/remission-notifications',
  needs: 'custody:read-notification',
  summary: 'Notifications of special remission, newest first',
  input: z.object({
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(Head), total: z.number() }),
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const getNotification = endpoint({
  name: 'custody.get-remission-notification',
  method: 'GET',
  path: '/custody/remission-notifications/:notificationId',
  needs: 'custody:read-notification',
  summary: 'One notification, its rules, and what it does to everyone: people, beds and dates',
  input: z.object({ notificationId: z.uuid() }),
  output: Head.extend({
    excluded: z.array(z.enum(offenceGroups)),
    rules: z.array(NotificationRule),
    withdrawnWhy: z.string().nullable(),
    convicts: z.number(),
    reasons: z.partialRecord(z.enum(effectReasons), z.number()),
    classes: z.partialRecord(z.enum(effectClasses), z.number()),
    leavesAtOnce: z.number(),
    byHand: z.number(),
    posted: z.number(),
    daysRemitted: z.number(),
    /** Prisoner-days that are saved: beds for so many nights. */
    bedDays: z.number(),
    months: z.array(
      z.object({ month: z.string(), before: z.number(), after: z.number(), bedsFree: z.number() }),
    ),
    may: z.object({ simulate: z.boolean(), adopt: z.boolean(), withdraw: z.boolean() }),
    /** The reader entered it and so cannot adopt it. */
    own: z.boolean(),
  }),
  refusals: ['not-found'],
  reads: 'sensitive',
  example: { input: { notificationId: exampleId } },
})

export const listEffects = endpoint({
  name: 'custody.list-remission-effects',
  method: 'GET',
  path: '/custody/remission-notifications/:notificationId/effects',
  needs: 'custody:read-notification',
  summary: 'What a notification does for each convict, with the date before and after and the reason',
  input: z.object({
    notificationId: z.uuid(),
    reason: z.enum(effectReasons).optional(),
    class: z.enum(effectClasses).optional(),
    leaves: z.enum(['at-once']).optional(),
    state: z.enum(['simulated', 'posted', 'by-hand']).optional(),
    sort: z.enum(['after', '-after', 'before', '-before', 'days', '-days']).default('after'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        imprisonmentId: z.uuid(),
        label: z.string(),
        days: z.number(),
        rule: z.string().nullable(),
        reason: z.enum(effectReasons),
        class: z.enum(effectClasses).nullable(),
        before: z.string().nullable(),
        after: z.string().nullable(),
        leavesAtOnce: z.boolean(),
        state: z.enum(['simulated', 'posted', 'by-hand']),
        flags: z.array(z.string()),
        steps: z.array(z.object({ section: z.string(), text: both })),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: { notificationId: exampleId }, output: { rows: [], total: 0 } },
})

export const enterNotification = endpoint({
  name: 'custody.enter-remission-notification',
  method: 'POST',
  path: '/custody/remission-notifications',
  needs: 'custody:enter-notification',
  summary: 'Enter a notification of special remission; it is tried on everyone at once',
  input: Written,
  output: z.object({ notificationId: z.uuid() }),
  refusals: ['custody-remission-notification.rule-twice'],
  example: {
    input: {
      title: { en: 'Eid-ul-Fitr', ur: 'عید الفطر' },
      authority: 'Government of Sindh, Home Department',
      instrument: 'SO(Prs-I)/HD/7-2/2026',
      notifiedOn: '2026-03-20',
      excluded: ['MURDER', 'TERRORISM'],
      rules: [{ id: 'GENERAL', minServed: [2, 3], days: 90 }],
    },
    output: { notificationId: exampleId },
  },
})

export const tryNotification = endpoint({
  name: 'custody.try-remission-notification',
  method: 'POST',
  path: '/custody/remission-notifications/:notificationId/try',
  needs: 'custody:enter-notification',
  summary: 'Try a notification on everyone again, as the facts are today',
  input: z.object({ notificationId: z.uuid() }),
  output: z.object({ simulation: z.literal('waiting') }),
  refusals: ['not-found', 'custody-remission-notification.not-a-draft'],
  example: { input: { notificationId: exampleId }, output: { simulation: 'waiting' } },
})

export const adoptNotification = endpoint({
  name: 'custody.adopt-remission-notification',
  method: 'POST',
  path: '/custody/remission-notifications/:notificationId/adopt',
  needs: 'custody:adopt-notification',
  summary: 'Adopt a notification as second person; it is posted to everyone’s ledger of remission',
  stepUp: true,
  input: z.object({ notificationId: z.uuid() }),
  output: z.object({ state: z.literal('adopted') }),
  refusals: [
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'not-found',
    'custody-remission-notification.not-a-draft',
    'custody-remission-notification.not-tried-today',
    'custody-remission-notification.unexplained',
  ],
  example: { input: { notificationId: exampleId }, output: { state: 'adopted' } },
})

export const withdrawNotification = endpoint({
  name: 'custody.withdraw-remission-notification',
  method: 'POST',
  path: '/custody/remission-notifications/:notificationId/withdraw',
  needs: 'custody:enter-notification',
  summary: 'Withdraw a notification that was not adopted, with the reason',
  input: z.object({ notificationId: z.uuid(), why: z.string().trim().min(5).max(500) }),
  output: z.object({ state: z.literal('withdrawn') }),
  refusals: ['not-found', 'custody-remission-notification.not-a-draft'],
  example: { input: { notificationId: exampleId, why: 'A question only' }, output: { state: 'withdrawn' } },
})
