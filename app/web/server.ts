import { CallRefused, NetworkFailed } from '../../platform/http/client.ts'
import type { BothLanguages, Problem } from '../../platform/http/contract.ts'
import { heard, unheard } from '../../platform/http/line.ts'
import { uuidv7 } from '../../platform/http/uuid.ts'
import type { IconName } from '../../platform/ui/icon-names.ts'
import type { Session } from '../../platform/ui/session.tsx'

/**
 * The few calls the shell makes before any module is loaded. They are plain, without the endpoint values, because those bring the schema
 * library with them and the first page must be small on a slow line.
 */

async function ask<T>(
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const key = method === 'POST' ? uuidv7() : undefined
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' }
  if (key !== undefined) {
    headers['idempotency-key'] = key
    headers['content-type'] = 'application/json'
  }
  const init: RequestInit = { method, headers, credentials: 'same-origin' }
  if (key !== undefined) init.body = JSON.stringify(body ?? {})
  if (signal !== undefined) init.signal = signal
  let response: Response
  try {
    response = await fetch(`/api${path}`, init)
  } catch (cause) {
    if (signal?.aborted) throw cause
    unheard()
    throw new NetworkFailed(key, cause)
  }
  heard(response)
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  const answer: unknown = isJson ? await response.json() : undefined
  if (response.ok && isJson) return answer as T
  if (response.status === 204) return undefined as T
  throw new CallRefused(asProblem(answer, response.status), key)
}

function asProblem(answer: unknown, status: number): Problem {
  if (typeof answer === 'object' && answer !== null && 'code' in answer) return answer as Problem
  const code = status === 404 ? 'not-found' : status >= 500 || status === 200 ? 'unavailable' : 'unexpected'
  return { type: 'about:blank', title: `HTTP ${status}`, titleUr: `HTTP ${status}`, status, code }
}

export interface Home {
  readonly queues: readonly {
    readonly key: string
    readonly label: BothLanguages
    readonly count: number
    readonly overdue: number
    readonly href: string
  }[]
  readonly tasks?: readonly {
    readonly id: string
    readonly title: BothLanguages
    readonly detail?: BothLanguages
    readonly due: string | null
    readonly href: string
  }[]
}

export interface FindResult {
  readonly kind: 'person' | 'case' | 'prisoner' | 'unit' | 'screen' | 'document'
  readonly id: string
  readonly title: BothLanguages
  readonly detail?: string | BothLanguages | null
  /** Why it matched. */
  readonly why?: string | BothLanguages | null
  readonly href: string
}

export const kindIcon: Record<FindResult['kind'], IconName> = {
  person: 'user',
  case: 'gavel',
  prisoner: 'lock',
  unit: 'building-bank',
  screen: 'arrow-right',
  document: 'file-text',
}

/** That somebody signed out where no server could be told: it is told before anything else is asked. */
const leftName = 'mizan.left'

/** Undefined when nobody is signed in. */
export async function findSession(signal?: AbortSignal): Promise<Session | null> {
  try {
    if (localStorage.getItem(leftName) !== null) await leaveSession(true)
    return await ask<Session>('GET', '/session', undefined, signal)
  } catch (error) {
    if (error instanceof CallRefused && error.problem.status === 401) return null
    throw error
  }
}

/** The secret under which this account's drafts lie on the device. */
export const getDraftSecret = async () =>
  (await ask<{ secret: string }>('GET', '/account/draft-secret')).secret

export type SignInStep = { readonly next: 'done' | 'second-factor' }

export const signIn = (username: string, password: string) =>
  ask<SignInStep>('POST', '/sign-in', { username, password })
export const signInWithCode = (code: string) => ask<SignInStep>('POST', '/sign-in/second-factor', { code })

/** Ends the session; without a connection as soon as there is one. `told`: it must be done now. */
export async function leaveSession(told = false): Promise<void> {
  try {
    await ask<unknown>('POST', '/sign-out')
    localStorage.removeItem(leftName)
  } catch (error) {
    // A session that has ended already has nothing to end.
    if (error instanceof CallRefused && error.problem.status === 401) return localStorage.removeItem(leftName)
    if (told || !(error instanceof NetworkFailed)) throw error
    localStorage.setItem(leftName, 'yes')
  }
}

export const actAs = (grantId: string) => ask<unknown>('POST', '/session/acting-as', { grantId })
export const stepUp = (proof: { code: string } | { password: string }) =>
  ask<unknown>('POST', '/session/step-up', proof)
export const keepLanguage = (language: 'en' | 'ur') => ask<unknown>('POST', '/account/language', { language })

export interface Provider {
  readonly name: string
  readonly label: BothLanguages
}

export const listProviders = () => ask<{ providers: Provider[] }>('GET', '/sign-in/oidc')
export const providerAddress = (name: string) => `/api/sign-in/oidc/${encodeURIComponent(name)}`
export const getHome = (signal?: AbortSignal) => ask<Home>('GET', '/home', undefined, signal)
export const find = (text: string, signal?: AbortSignal) =>
  ask<{ results: FindResult[] }>('GET', `/find?q=${encodeURIComponent(text)}`, undefined, signal)
