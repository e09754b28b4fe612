import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const text = z.object({ en: z.string(), ur: z.string() })
const code = z
  .string()
  .trim()
  .regex(/^\d{6}$/)
const Nothing = z.object({})

/** What a session acts, or could act, as. */
export const ActingAs = z.object({
  grantId: z.uuid(),
  post: z.string(),
  title: text,
  unit: z.object({ id: z.int(), code: z.string(), name: text, kind: z.string() }),
})

export const Session = z.object({
  account: z.object({
    id: z.uuid(),
    username: z.string(),
    name: text,
    language: z.enum(['en', 'ur']),
  }),
  acting: ActingAs.nullable(),
  posts: z.array(ActingAs),
  permissions: z.array(z.string()),
  stepUpUntil: z.iso.datetime().nullable(),
  withSecondFactor: z.boolean(),
  /** No post may be acted under before a second factor is set up. */
  mustSetUpSecondFactor: z.boolean(),
  hasPassword: z.boolean(),
  hasSecondFactor: z.boolean(),
})

export const OpenSession = z.object({
  id: z.uuid(),
  startedAt: z.string(),
  seenAt: z.string(),
  address: z.string(),
  userAgent: z.string(),
  withSecondFactor: z.boolean(),
  current: z.boolean(),
})

const Next = z.object({ next: z.enum(['done', 'second-factor']) })

const exampleSession = {
  account: {
    id: '019a6b1e-3f5c-7c11-9d52-0242ac120002',
    username: 'superintendent.khi',
    name: { en: 'Shaukat Ali Soomro', ur: 'شوکت علی سومرو' },
    language: 'ur' as const,
  },
  acting: {
    grantId: '019a6b1e-3f5c-7c11-9d52-0242ac120003',
    post: 'superintendent',
    title: { en: 'Superintendent of prison', ur: 'سپرنٹنڈنٹ جیل' },
    unit: {
      id: 41,
      code: 'PRS-KHI-C',
      name: { en: 'Central Prison Karachi', ur: 'سنٹرل جیل کراچی' },
      kind: 'prison',
    },
  },
  posts: [],
  permissions: ['access:break-glass'],
  stepUpUntil: null,
  withSecondFactor: true,
  mustSetUpSecondFactor: false,
  hasPassword: true,
  hasSecondFactor: true,
}

export const signIn = endpoint({
  name: 'identity.sign-in',
  method: 'POST',
  path: '/sign-in',
  needs: 'public',
  summary: 'Sign in with username and password',
  input: z.object({ username: z.string().trim().min(1).max(100), password: z.string().min(1).max(256) }),
  output: Next,
  refusals: ['identity.wrong-credentials', 'identity.locked'],
  example: {
    input: { username: 'superintendent.khi', password: 'a short sentence is easy' },
    output: { next: 'second-factor' },
  },
})

export const showSecondFactor = endpoint({
  name: 'identity.show-second-factor',
  method: 'POST',
  path: '/sign-in/second-factor',
  needs: 'public',
  summary: 'Finish signing in with the code of the authenticator',
  input: z.object({ code }),
  output: Next,
  refusals: ['identity.wrong-code', 'identity.locked', 'identity.sign-in-again'],
  example: { input: { code: '123456' }, output: { next: 'done' } },
})

export const enrol = endpoint({
  name: 'identity.enrol',
  method: 'POST',
  path: '/sign-in/enrol',
  needs: 'public',
  summary: 'Choose a password with a one-time enrolment code, and sign in',
  input: z.object({
    username: z.string().trim().min(1).max(100),
    code: z.string().trim().min(1).max(100),
    password: z.string().min(1).max(256),
  }),
  output: Next,
  refusals: ['identity.wrong-enrolment-code', 'identity.locked'],
  example: {
    input: {
      username: 'clerk.khi',
      code: 'ABCD-EFGH-JKLM-NPQR-STUV-WXYZ',
      password: 'a short sentence is easy',
    },
    output: { next: 'done' },
  },
})

export const signOut = endpoint({
  name: 'identity.sign-out',
  method: 'POST',
  path: '/sign-out',
  needs: 'public',
  summary: 'Sign out of this session',
  input: Nothing,
  output: Nothing,
  example: { input: {}, output: {} },
})

export const getSession = endpoint({
  name: 'identity.get-session',
  method: 'GET',
  path: '/session',
  needs: 'account',
  summary: 'Who is signed in, under which post, and what that post may do',
  input: Nothing,
  output: Session,
  example: { output: exampleSession },
})

export const getDraftSecret = endpoint({
  name: 'identity.get-draft-secret',
  method: 'GET',
  path: '/account/draft-secret',
  needs: 'account',
  summary: 'The secret under which this account’s unsent drafts are kept on a device',
  input: Nothing,
  output: z.object({ secret: z.base64() }),
  example: { input: {}, output: { secret: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=' } },
})

export const actAs = endpoint({
  name: 'identity.act-as',
  method: 'POST',
  path: '/session/acting-as',
  needs: 'account',
  summary: 'Act under another of one’s posts',
  input: z.object({ grantId: z.uuid() }),
  output: Session,
  refusals: ['identity.post-not-held'],
  example: { input: { grantId: '019a6b1e-3f5c-7c11-9d52-0242ac120003' }, output: exampleSession },
})

export const stepUp = endpoint({
  name: 'identity.step-up',
  method: 'POST',
  path: '/session/step-up',
  needs: 'account',
  summary:
    'Confirm who is at the keyboard, for five minutes: with a code, or with the password where no second factor is set up',
  input: z.object({ code: code.optional(), password: z.string().min(1).max(256).optional() }),
  output: z.object({ stepUpUntil: z.iso.datetime() }),
  refusals: ['identity.wrong-code', 'identity.wrong-password', 'identity.code-needed', 'identity.locked'],
  example: { input: { code: '123456' }, output: { stepUpUntil: '2026-03-12T09:05:00.000Z' } },
})

export const setLanguage = endpoint({
  name: 'identity.set-language',
  method: 'POST',
  path: '/account/language',
  needs: 'account',
  summary: 'Keep the language one reads the screens in',
  input: z.object({ language: z.enum(['en', 'ur']) }),
  output: Nothing,
  example: { input: { language: 'ur' }, output: {} },
})

export const listSessions = endpoint({
  name: 'identity.list-sessions',
  method: 'GET',
  path: '/sessions',
  needs: 'account',
  summary: 'Where one is signed in',
  input: Nothing,
  output: z.object({ sessions: z.array(OpenSession) }),
  example: { output: { sessions: [] } },
})

export const revokeSession = endpoint({
  name: 'identity.revoke-session',
  method: 'DELETE',
  path: '/sessions/:id',
  needs: 'account',
  summary: 'End one of one’s own sessions at once',
  input: z.object({ id: z.uuid() }),
  output: Nothing,
  example: { input: { id: '019a6b1e-3f5c-7c11-9d52-0242ac120004' }, output: {} },
})

export const beginSecondFactor = endpoint({
  name: 'identity.begin-second-factor',
  method: 'POST',
  path: '/second-factor/begin',
  needs: 'account',
  summary: 'Make the secret of a second factor; where one is in force, it asks for a fresh step-up',
  input: Nothing,
  output: z.object({ secret: z.string(), uri: z.string() }),
  refusals: ['step-up-required'],
  example: {
    input: {},
    output: {
      secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      uri: 'otpauth://totp/Mizan:clerk?issuer=Mizan&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30',
    },
  },
})

export const confirmSecondFactor = endpoint({
  name: 'identity.confirm-second-factor',
  method: 'POST',
  path: '/second-factor/confirm',
  needs: 'account',
  summary: 'Put the second factor in force by showing its first code; other sessions end',
  input: z.object({ code }),
  output: Nothing,
  refusals: ['identity.wrong-code', 'identity.locked'],
  example: { input: { code: '123456' }, output: {} },
})

export const changePassword = endpoint({
  name: 'identity.change-password',
  method: 'POST',
  path: '/password/change',
  needs: 'account',
  summary: 'Change one’s password; other sessions end',
  input: z.object({ current: z.string().min(1).max(256), next: z.string().min(1).max(256) }),
  output: Nothing,
  refusals: ['identity.wrong-password', 'identity.locked'],
  example: { input: { current: 'an old sentence here', next: 'a short sentence is easy' }, output: {} },
})

export const listProviders = endpoint({
  name: 'identity.list-providers',
  method: 'GET',
  path: '/sign-in/oidc',
  needs: 'public',
  summary: 'OpenID Connect providers one may sign in with',
  input: Nothing,
  output: z.object({ providers: z.array(z.object({ name: z.string(), label: text })) }),
  example: {
    output: { providers: [{ name: 'govt', label: { en: 'Government account', ur: 'سرکاری کھاتہ' } }] },
  },
})

export const beginOidc = endpoint({
  name: 'identity.begin-oidc',
  method: 'GET',
  path: '/sign-in/oidc/:provider',
  needs: 'public',
  summary: 'Go to an OpenID Connect provider to sign in',
  input: z.object({ provider: z.string().max(40) }),
  output: Nothing,
  media: { response: 'text/html' },
  refusals: ['identity.no-such-provider'],
  example: { input: { provider: 'govt' } },
})

export const finishOidc = endpoint({
  name: 'identity.finish-oidc',
  method: 'GET',
  path: '/sign-in/oidc/:provider/callback',
  needs: 'public',
  summary: 'Come back from an OpenID Connect provider',
  input: z.object({
    provider: z.string().max(40),
    code: z.string().max(4000).optional(),
    state: z.string().max(500).optional(),
    iss: z.string().max(500).optional(),
    error: z.string().max(500).optional(),
    error_description: z.string().max(2000).optional(),
    session_state: z.string().max(500).optional(),
  }),
  output: Nothing,
  media: { response: 'text/html' },
  example: { input: { provider: 'govt', code: 'abc', state: 'def' } },
})

const accountId = '019a6b1e-3f5c-7c11-9d52-0242ac120002'
const requestId = '019a6b1e-3f5c-7c11-9d52-0242ac120005'
const person = z.object({ id: z.uuid(), username: z.string(), name: text })
/** Half a code must be nowhere but on the officer's screen, so it is kept out of the stored answers. */
const unkept = ['half'] as const

export const AccountRow = z.object({
  id: z.uuid(),
  username: z.string(),
  name: text,
  kind: z.enum(['person', 'service']),
  language: z.enum(['en', 'ur']),
  secondFactor: z.enum(['required', 'optional']),
  disabledAt: z.string().nullable(),
  createdAt: z.string(),
  posts: z.int(),
  /** The open request for an enrolment code, if there is one. */
  enrolment: z
    .object({ id: z.uuid(), approvedAt: z.string().nullable(), expiresAt: z.string(), requestedBy: person })
    .nullable(),
  own: z.boolean(),
})

export const listAccounts = endpoint({
  name: 'identity.list-accounts',
  method: 'GET',
  path: '/accounts',
  needs: 'access:read',
  summary: 'Accounts by name, username and state',
  input: z.object({
    q: z.string().trim().max(100).optional(),
    state: z.enum(['active', 'disabled', 'waiting']).optional(),
    kind: z.enum(['person', 'service']).optional(),
    sort: z.string().max(40).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(AccountRow), total: z.int() }),
  example: { input: { q: 'soomro' }, output: { rows: [], total: 0 } },
})

export const openAccount = endpoint({
  name: 'identity.open-account',
  method: 'POST',
  path: '/accounts',
  needs: 'identity:manage',
  stepUp: true,
  summary: 'Open an account for a person; it can sign in only after two officers gave its enrolment code',
  input: z.object({
    username: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z][a-z0-9._-]{2,39}$/),
    name: z.object({ en: z.string().trim().min(2).max(120), ur: z.string().trim().min(2).max(120) }),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: ['identity.username-taken'],
  example: {
    input: { username: 'clerk.khi', name: { en: 'Ghulam Rasool', ur: 'غلام رسول' } },
    output: { id: accountId },
  },
})

export const disableAccount = endpoint({
  name: 'identity.disable-account',
  method: 'POST',
  path: '/accounts/:id/disable',
  needs: 'identity:manage',
  summary: 'Disable an account; its sessions are over at once',
  input: z.object({ id: z.uuid(), reason: z.string().trim().min(5).max(500) }),
  output: Nothing,
  example: { input: { id: accountId, reason: 'Retired from service' }, output: {} },
})

export const enableAccount = endpoint({
  name: 'identity.enable-account',
  method: 'POST',
  path: '/accounts/:id/enable',
  needs: 'identity:manage',
  stepUp: true,
  summary: 'Enable a disabled account again',
  input: z.object({ id: z.uuid(), reason: z.string().trim().min(5).max(500) }),
  output: Nothing,
  example: { input: { id: accountId, reason: 'Returned from long leave' }, output: {} },
})

export const requestEnrolment = endpoint({
  name: 'identity.request-enrolment',
  method: 'POST',
  path: '/accounts/:id/enrolment',
  needs: 'identity:manage',
  stepUp: true,
  summary:
    'Ask for a one-time code with which the holder chooses a password anew; shows the first half of it',
  input: z.object({ id: z.uuid() }),
  output: z.object({ id: z.uuid(), half: z.string(), expiresAt: z.string() }),
  secretFields: unkept,
  refusals: ['access.own-grant'],
  example: {
    input: { id: accountId },
    output: { id: requestId, half: 'ABCD-EFGH-JKMN', expiresAt: '2026-03-15T09:00:00.000Z' },
  },
})

export const approveEnrolment = endpoint({
  name: 'identity.approve-enrolment',
  method: 'POST',
  path: '/enrolments/:id/approve',
  needs: 'access:approve',
  stepUp: true,
  summary: 'Grant an enrolment code another officer asked for; shows the second half of it',
  input: z.object({ id: z.uuid() }),
  output: z.object({ half: z.string(), expiresAt: z.string() }),
  secretFields: unkept,
  refusals: [
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'access.own-grant',
    'identity.enrolment-not-open',
  ],
  example: {
    input: { id: requestId },
    output: { half: 'PQRS-TVWX-YZ23', expiresAt: '2026-03-15T09:00:00.000Z' },
  },
})

export const withdrawEnrolment = endpoint({
  name: 'identity.withdraw-enrolment',
  method: 'POST',
  path: '/enrolments/:id/withdraw',
  needs: 'access:revoke',
  summary: 'Withdraw an enrolment code that was not used yet',
  input: z.object({ id: z.uuid() }),
  output: Nothing,
  refusals: ['identity.enrolment-not-open'],
  example: { input: { id: requestId }, output: {} },
})

export const Link = z.object({
  id: z.uuid(),
  issuer: z.string(),
  subject: z.string(),
  account: person,
  proposedBy: person,
  proposedAt: z.string(),
  approvedAt: z.string().nullable(),
  own: z.boolean(),
})

export const listLinks = endpoint({
  name: 'identity.list-links',
  method: 'GET',
  path: '/external-identities',
  needs: 'access:read',
  summary: 'Which subjects of OpenID Connect providers sign in as which accounts',
  input: z.object({ account: z.uuid().optional() }),
  output: z.object({ links: z.array(Link) }),
  example: { output: { links: [] } },
})

export const proposeLink = endpoint({
  name: 'identity.propose-link',
  method: 'POST',
  path: '/accounts/:id/external-identities',
  needs: 'identity:manage',
  stepUp: true,
  summary: 'Propose that a provider’s subject signs in as an account',
  input: z.object({
    id: z.uuid(),
    issuer: z.url().max(300),
    subject: z.string().trim().min(1).max(300),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: ['identity.already-linked', 'access.own-grant'],
  example: {
    input: { id: accountId, issuer: 'https://login.gov.pk', subject: '7f1c9e' },
    output: { id: requestId },
  },
})

export const approveLink = endpoint({
  name: 'identity.approve-link',
  method: 'POST',
  path: '/external-identities/:id/approve',
  needs: 'access:approve',
  stepUp: true,
  summary: 'Approve a link another officer proposed',
  input: z.object({ id: z.uuid() }),
  output: Nothing,
  refusals: [
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'access.own-grant',
    'access.not-waiting',
  ],
  example: { input: { id: requestId }, output: {} },
})

export const removeLink = endpoint({
  name: 'identity.remove-link',
  method: 'POST',
  path: '/external-identities/:id/remove',
  needs: 'access:revoke',
  summary: 'Remove a link or withdraw its proposal',
  input: z.object({ id: z.uuid() }),
  output: Nothing,
  refusals: ['access.already-over'],
  example: { input: { id: requestId }, output: {} },
})
