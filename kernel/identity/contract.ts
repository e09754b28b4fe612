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
