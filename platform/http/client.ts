import type { Endpoint, Problem, Schema } from './contract.ts'
import { heard, unheard } from './line.ts'
import { uuidv7 } from './uuid.ts'

/**
 * The browser's side of an endpoint: the same value the server serves, so there is nothing to generate and nothing to drift.
 *
 *   const prisoner = await call(getPrisoner, { id })
 */

/** The server answered and refused. `problem.code` is also the text: `refusal.<code>`. */
export class CallRefused extends Error {
  readonly problem: Problem
  readonly idempotencyKey: string | undefined
  constructor(problem: Problem, idempotencyKey: string | undefined) {
    super(problem.code)
    this.name = 'CallRefused'
    this.problem = problem
    this.idempotencyKey = idempotencyKey
  }
}

/**
 * No answer came. The command may or may not have been done: trying again is safe only with `idempotencyKey`, which makes
 * the server answer what it answered the first time.
 */
export class NetworkFailed extends Error {
  readonly idempotencyKey: string | undefined
  constructor(idempotencyKey: string | undefined, cause: unknown) {
    super('network-failed', { cause })
    this.name = 'NetworkFailed'
    this.idempotencyKey = idempotencyKey
  }
}

export interface CallOptions {
  /** Give the key of the first try when trying again; otherwise a new one is made for every command. */
  idempotencyKey?: string | undefined
  signal?: AbortSignal | undefined
}

type StepUpAsker = () => Promise<boolean>
type SignedOutListener = () => void

const doors: { signedOut: SignedOutListener; stepUp: StepUpAsker } = {
  signedOut: () => undefined,
  stepUp: async () => false,
}

/** The shell says here what to do when a session has ended (go to sign-in, keeping the place). */
export function whenSignedOut(listener: SignedOutListener): void {
  doors.signedOut = listener
}

/** The shell asks here for a fresh second factor; true means the call may be tried again. */
export function whenStepUpNeeded(asker: StepUpAsker): void {
  doors.stepUp = asker
}

export async function call<I extends Schema, O extends Schema>(
  endpoint: Endpoint<I, O>,
  input: I['_zod']['input'],
  options: CallOptions = {},
): Promise<O['_zod']['output']> {
  const key = endpoint.method === 'GET' ? undefined : (options.idempotencyKey ?? uuidv7())
  const request = requestOf(endpoint, (input ?? {}) as Record<string, unknown>)
  try {
    return (await send(request, key, options.signal)) as O['_zod']['output']
  } catch (error) {
    if (!(error instanceof CallRefused) || error.problem.code !== 'step-up-required') throw error
    if (!(await doors.stepUp())) throw error
    // The refusal was stored under the first key, so the second try needs its own.
    return (await send(
      request,
      key === undefined ? undefined : uuidv7(),
      options.signal,
    )) as O['_zod']['output']
  }
}

interface Request {
  readonly method: Endpoint['method']
  readonly url: string
  readonly body: string | FormData | undefined
}

/** Where an endpoint's input goes: `:name` parts into the path, the rest into the query (GET) or the body. */
export function requestOf(endpoint: Endpoint, input: Record<string, unknown>): Request {
  const rest: Record<string, unknown> = { ...input }
  const path = endpoint.path.replace(/:([A-Za-z]\w*)/g, (_, name: string) => {
    const value = rest[name]
    if (value === undefined || value === null || value === '')
      throw new Error(`${endpoint.name} needs ${name} for its path`)
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  const url = `/api${path}`
  if (endpoint.method === 'GET') {
    const query = queryOf(rest)
    return { method: 'GET', url: query === '' ? url : `${url}?${query}`, body: undefined }
  }
  const body = endpoint.media?.request === 'multipart/form-data' ? formOf(rest) : JSON.stringify(rest)
  return { method: endpoint.method, url, body }
}

/** Where a GET endpoint's answer can be opened or downloaded directly, as a link. */
export function urlOf<I extends Schema, O extends Schema>(
  endpoint: Endpoint<I, O>,
  input: I['_zod']['input'],
): string {
  return requestOf(endpoint, (input ?? {}) as Record<string, unknown>).url
}

function queryOf(fields: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === undefined || one === null || one === '') continue
      query.append(name, typeof one === 'object' ? JSON.stringify(one) : String(one))
    }
  }
  return query.toString()
}

function formOf(fields: Record<string, unknown>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === null) continue
    if (value instanceof Blob) form.append(name, value)
    else form.append(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return form
}

async function send(
  request: Request,
  key: string | undefined,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' }
  if (key !== undefined) headers['idempotency-key'] = key
  if (typeof request.body === 'string') headers['content-type'] = 'application/json'
  const init: RequestInit = { method: request.method, headers, credentials: 'same-origin' }
  if (request.body !== undefined) init.body = request.body
  if (signal !== undefined) init.signal = signal
  const { response, answer } = await fetch(request.url, init)
    .then(async (response) => ({ response, answer: await read(response) }))
    .catch((cause: unknown) => {
      if (signal?.aborted) throw cause
      unheard()
      throw new NetworkFailed(key, cause)
    })
  heard(response)
  if (response.ok) return answer
  const problem = isProblem(answer) ? answer : unexplained(response.status)
  if (response.status === 401 && problem.code === 'not-signed-in') doors.signedOut()
  throw new CallRefused(problem, key)
}

async function read(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  const type = response.headers.get('content-type') ?? ''
  return /json/.test(type) ? await response.json() : await response.blob()
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer && typeof answer.code === 'string'
}

/** A gateway or proxy answered without our problem document. */
function unexplained(status: number): Problem {
  const code = status >= 500 ? 'unavailable' : 'unexpected'
  return { type: 'about:blank', title: `HTTP ${status}`, titleUr: `HTTP ${status}`, status, code }
}
