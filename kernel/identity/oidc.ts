import { sql } from 'kysely'
import * as openid from 'openid-client'
import type { Call, Download, Services } from '#kernel/gate'
import { refuse } from '#platform/http'
import type { BothLanguages } from '#platform/http/contract'
import { cookie, hashToken, newToken, readCookie } from './cookies.ts'
import { minutesBefore } from './sessions.ts'
import { openSession } from './sign-in.ts'
import { inNameOf, recordSignIn } from './sign-in-record.ts'

/** An OpenID Connect provider one may sign in with, as configured in the environment. */
export interface OidcProvider {
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | undefined
  readonly label: BothLanguages
}

const flowMinutes = 10
const flowCookie = '-oidc'

/**
 * Reads `MIZAN_OIDC_PROVIDERS=govt,police` and for each `MIZAN_OIDC_GOVT_ISSUER`, `_CLIENT_ID`, `_CLIENT_SECRET` (none for a
 * public client), `_LABEL_EN`, `_LABEL_UR`. Throws when one is named and not described.
 */
export function oidcProviders(env: Record<string, string | undefined> = process.env): OidcProvider[] {
  return (env.MIZAN_OIDC_PROVIDERS ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => {
      const of = (field: string): string | undefined =>
        env[`MIZAN_OIDC_${name.toUpperCase().replaceAll('-', '_')}_${field}`]
      const [issuer, clientId] = [of('ISSUER'), of('CLIENT_ID')]
      if (issuer === undefined || clientId === undefined)
        throw new Error(
          `The OpenID Connect provider ${name} needs an ISSUER and a CLIENT_ID in the environment.`,
        )
      return {
        name,
        issuer,
        clientId,
        clientSecret: of('CLIENT_SECRET'),
        label: { en: of('LABEL_EN') ?? name, ur: of('LABEL_UR') ?? of('LABEL_EN') ?? name },
      }
    })
}

function provider(name: string): OidcProvider {
  const found = oidcProviders().find((each) => each.name === name)
  if (found === undefined) throw refuse('identity.no-such-provider')
  return found
}

/** Where the browser comes back to; registered with the provider. */
function callbackOf(name: string): URL {
  const origin = process.env.MIZAN_PUBLIC_URL ?? `http://127.0.0.1:${process.env.PORT ?? 8080}`
  return new URL(`/api/sign-in/oidc/${encodeURIComponent(name)}/callback`, origin)
}

const discovered = new Map<string, { at: number; configuration: openid.Configuration }>()
const discoveryLastsMs = 3_600_000

/** The provider's own description of itself, read again every hour so that rotated keys and moved endpoints are noticed. */
async function discover(of: OidcProvider): Promise<openid.Configuration> {
  const key = `${of.issuer} ${of.clientId}`
  const known = discovered.get(key)
  if (known !== undefined && Date.now() - known.at < discoveryLastsMs) return known.configuration
  const issuer = new URL(of.issuer)
  // Plain HTTP only on this very machine: elsewhere a token on the wire is anybody's.
  const local = issuer.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(issuer.hostname)
  const configuration = await openid.discovery(issuer, of.clientId, of.clientSecret, undefined, {
    execute: local ? [openid.allowInsecureRequests] : [],
    timeout: 10,
  })
  discovered.set(key, { at: Date.now(), configuration })
  return configuration
}

export async function listProviders(): Promise<{ providers: { name: string; label: BothLanguages }[] }> {
  return { providers: oidcProviders().map(({ name, label }) => ({ name, label })) }
}

/** Sends the browser to the provider, with state, nonce and a PKCE challenge that only this browser's return can answer. */
export async function beginOidc(
  { auth }: Services,
  input: { provider: string },
  call: Call,
): Promise<Download> {
  const to = provider(input.provider)
  let configuration: openid.Configuration
  try {
    configuration = await discover(to)
  } catch (error) {
    return recordFailure({ auth }, call, to.name, error)
  }
  const state = openid.randomState()
  const nonce = openid.randomNonce()
  const verifier = openid.randomPKCECodeVerifier()
  const browser = newToken()
  await sql`with old as (delete from identity.oidc_flow where started_at < ${minutesBefore(call.now, flowMinutes)})
    insert into identity.oidc_flow (state_hash, browser_hash, provider, verifier, nonce, started_at)
    values (${hashToken(state)}, ${hashToken(browser)}, ${to.name}, ${verifier}, ${nonce}, ${call.now})`.execute(
    auth.kysely,
  )
  // Lax, for the way back is a navigation that another site began.
  call.setHeader(
    'set-cookie',
    cookie(call.headers, browser, { suffix: flowCookie, sameSite: 'Lax', maxAge: flowMinutes * 60 }),
  )
  return onwards(
    openid.buildAuthorizationUrl(configuration, {
      redirect_uri: callbackOf(to.name).href,
      scope: 'openid',
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).href,
  )
}

/** Takes what the provider sent back, once. Whom its subject signs in as was decided by two officers beforehand. */
export async function finishOidc(
  { auth }: Services,
  input: { provider: string; [parameter: string]: string | undefined },
  call: Call,
): Promise<Download> {
  const from = provider(input.provider)
  const browser = readCookie(call.headers, flowCookie)
  call.setHeader('set-cookie', cookie(call.headers, '', { suffix: flowCookie, sameSite: 'Lax' }))
  const { rows: flows } = await sql<{
    browser_hash: Buffer
    verifier: string
    nonce: string
    started_at: string
  }>`
    delete from identity.oidc_flow where state_hash = ${hashToken(input.state ?? '')} and provider = ${from.name}
    returning browser_hash, verifier, nonce, started_at`.execute(auth.kysely)
  const flow = flows[0]
  if (
    flow === undefined ||
    browser === null ||
    !flow.browser_hash.equals(hashToken(browser)) ||
    Date.parse(flow.started_at) < minutesBefore(call.now, flowMinutes).getTime()
  )
    return recordFailure({ auth }, call, from.name, new Error('no such flow in this browser'))
  const returned = callbackOf(from.name)
  for (const [name, value] of Object.entries(input))
    if (name !== 'provider' && value !== undefined) returned.searchParams.set(name, value)
  let claims: { iss: string; sub: string } | undefined
  try {
    const tokens = await openid.authorizationCodeGrant(await discover(from), returned, {
      pkceCodeVerifier: flow.verifier,
      expectedState: input.state!,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
    })
    claims = tokens.claims()
  } catch (error) {
    return recordFailure({ auth }, call, from.name, error)
  }
  const { rows } = await sql<{ id: string }>`
    select a.id from identity.external_identity e join identity.account a on a.id = e.account_id
     where e.issuer = ${claims!.iss} and e.subject = ${claims!.sub} and e.approved_at is not null and e.removed_at is null
       and a.disabled_at is null and a.kind = 'person'`.execute(auth.kysely)
  const account = rows[0]
  if (account === undefined) {
    await inNameOf(auth, null, call, (tx) =>
      recordSignIn(tx, 'sign-in-failed', call, {
        detail: { method: 'oidc', provider: from.name, known: false },
      }),
    )
    return onwards('/sign-in?problem=identity.oidc-not-linked')
  }
  const { next } = await inNameOf(auth, account.id, call, (tx) => openSession(tx, account.id, 'oidc', call))
  return onwards(next === 'done' ? '/' : '/sign-in?next=second-factor')
}

async function recordFailure(
  { auth }: Pick<Services, 'auth'>,
  call: Call,
  name: string,
  error: unknown,
): Promise<Download> {
  const why = error as { code?: unknown; error?: unknown; message?: unknown }
  await inNameOf(auth, null, call, (tx) =>
    recordSignIn(tx, 'sign-in-failed', call, {
      detail: {
        method: 'oidc',
        provider: name,
        why: String(why.error ?? why.code ?? why.message).slice(0, 200),
      },
    }),
  )
  return onwards('/sign-in?problem=identity.oidc-failed')
}

/**
 * A page that goes on by itself. Not a redirect: after one from another site the browser would hold our SameSite=Strict
 * cookie back and the person would seem not to be signed in.
 */
function onwards(href: string): Download {
  const safe = href.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return {
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Mizan</title><meta http-equiv="refresh" content="0;url=${safe}"><p><a href="${safe}">Continue · <span lang="ur" dir="rtl">آگے بڑھیں</span></a></p></html>`,
    contentType: 'text/html; charset=utf-8',
    fileName: 'continue.html',
    inline: true,
  }
}
