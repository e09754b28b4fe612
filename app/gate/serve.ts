import { createHash, randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { sql } from 'kysely'
import { type Actor, asActor, GrantNotInForce, standing } from '#kernel/access'
import { recordAct } from '#kernel/audit'
import type { Call, Download, GuardedHandler, Handler, Identified, Services } from '#kernel/gate'
import { isOutdatedPlan, type Tx } from '#platform/db'
import { fieldProblems, Refusal, refuse, refuseFields } from '#platform/http'
import type { BothLanguages, Endpoint, Problem } from '#platform/http/contract'
import { carryOutOnce } from './idempotency.ts'

export interface GateOptions {
  readonly services: Services
  readonly handlers: readonly Handler[]
  readonly identify: (headers: Headers) => Promise<Identified | null>
  /** The sentence of a refusal code in both languages. */
  readonly refusalText: (code: string, params: Record<string, unknown>) => BothLanguages
  /** Told of bugs, with the reference the caller was given. */
  readonly onBug: (error: unknown, reference: string, endpoint: string) => void
  /** Removes the endpoint's own permission check, to show that row-level security alone leaks nothing (SEC-2). Tests only. */
  readonly withoutPermissionCheck?: boolean
}

/** Five minutes: a sensitive act asks for a second factor fresher than this (SEC-9). */
const stepUpLastsMs = 5 * 60_000
/** More calls at once than this are turned away at once, so that those being served still finish in time (REL-3). */
const callsAtOnce = 256
const jsonLimit = 2 * 1024 * 1024
const uploadLimit = 32 * 1024 * 1024

/** The API: every call passes identification, input check, permission, door, idempotency and audit, in that order. */
export function openGate(options: GateOptions): Hono {
  const app = new Hono()
  let running = 0
  app.use('*', async (c, next) => {
    if (running >= callsAtOnce) {
      return c.json(problemOf(options, refuse('unavailable')), 503, { 'retry-after': '1' })
    }
    running += 1
    try {
      return await next()
    } finally {
      running -= 1
    }
  })
  for (const handler of options.handlers) {
    const { endpoint } = handler
    const limit = endpoint.media?.request === undefined ? jsonLimit : uploadLimit
    app.on(
      endpoint.method,
      endpoint.path,
      bodyLimit({
        maxSize: limit,
        onError: (c) => answerRefusal(options, c, refuse('too-large', { limit })),
      }),
      (c) => serveCall(options, handler, c),
    )
  }
  app.all('*', (c) => answerRefusal(options, c, refuse('not-found')))
  return app
}

async function serveCall(options: GateOptions, handler: Handler, c: Context): Promise<Response> {
  const { endpoint } = handler
  const requestId = randomUUID()
  let identified: Identified | null = null
  try {
    refuseForeignOrigin(endpoint, c)
    identified = endpoint.needs === 'public' ? null : await options.identify(c.req.raw.headers)
    if (endpoint.needs !== 'public' && identified === null) throw refuse('not-signed-in')
    const call: Call = {
      requestId,
      now: new Date(),
      address: c.req.header('x-real-ip') ?? '',
      userAgent: c.req.header('user-agent') ?? '',
      sessionId: identified?.sessionId ?? null,
      accountId: identified?.accountId ?? null,
      headers: c.req.raw.headers,
      setHeader: (name, value) => c.header(name, value, { append: true }),
    }
    if (handler.kind === 'open') {
      const input = await readInput(endpoint, c)
      return respond(c, await handler.run(options.services, input as never, call))
    }
    if (identified?.grantId == null) throw refuse('not-allowed')
    return respond(
      c,
      await passDoor(
        options,
        handler,
        { accountId: identified.accountId, grantId: identified.grantId },
        identified,
        call,
        c,
      ),
    )
  } catch (error) {
    return answerFailure(options, endpoint, c, error, requestId, identified)
  }
}

async function passDoor(
  options: GateOptions,
  handler: GuardedHandler,
  actor: Actor,
  identified: Identified,
  call: Call,
  c: Context,
): Promise<unknown> {
  const { endpoint } = handler
  const purpose = c.req.header('x-purpose')
  // The permission is judged inside the transaction, from the grant as the database reads it now: a grant that was revoked a
  // second ago opens nothing, whatever the session believes.
  return asActor(options.services.database, actor, { purpose, requestId: call.requestId }, async (tx) => {
    if (options.withoutPermissionCheck !== true) checkPermission(endpoint, tx)
    if (endpoint.stepUp === true && !isFresh(identified.stepUpAt, call.now)) throw refuse('step-up-required')
    const input = await readInput(endpoint, c)
    const carryOut = async (): Promise<unknown> => {
      const output = await handler.run(tx, input as never, call)
      if (endpoint.reads === 'sensitive') {
        const ids = handler.subjects?.(output as never, input as never) ?? ownIds(input)
        await recordOrWithhold(options, tx, endpoint, ids, call.requestId)
      }
      return output
    }
    const key = c.req.header('idempotency-key')
    if (endpoint.method === 'GET' || key === undefined || endpoint.media !== undefined) return carryOut()
    const hash = createHash('sha256').update(endpoint.name).update(JSON.stringify(input)).digest()
    return carryOutOnce(
      tx,
      {
        key,
        hash,
        endpoint: endpoint.name,
        accountId: actor.accountId,
        secretFields: endpoint.secretFields ?? [],
      },
      carryOut,
    )
  })
}

/** What cannot be recorded is not answered (SEC-3): the caller gets 503 and no row. */
async function recordOrWithhold(
  options: GateOptions,
  tx: Tx,
  endpoint: Endpoint,
  ids: readonly string[],
  requestId: string,
): Promise<void> {
  try {
    await recordAct(tx, { act: 'read', subject: endpoint.name, subjectIds: ids })
  } catch (error) {
    options.onBug(error, requestId, endpoint.name)
    throw refuse('unavailable')
  }
}

function checkPermission(endpoint: Endpoint, tx: Tx): void {
  const { needs } = endpoint
  if (needs === 'signed-in' || needs === 'account' || needs === 'public') return
  if (!standing(tx).permissions.has(needs)) throw refuse('not-allowed')
}

function isFresh(stepUpAt: Date | null, now: Date): boolean {
  return stepUpAt !== null && now.getTime() - stepUpAt.getTime() <= stepUpLastsMs
}

/** The browser says where a request comes from; another site's page must not act with the user's cookie. */
function refuseForeignOrigin(endpoint: Endpoint, c: Context): void {
  if (endpoint.method === 'GET') return
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw refuse('not-allowed')
}

/** Merges path, query or body, and checks them. All that is wrong is named at once. */
async function readInput(endpoint: Endpoint, c: Context): Promise<unknown> {
  const raw: Record<string, unknown> = {}
  if (endpoint.method === 'GET') {
    for (const [name, values] of Object.entries(c.req.queries()))
      raw[name] = values.length === 1 ? values[0] : values
  } else if (endpoint.media?.request === 'multipart/form-data') {
    for (const [name, value] of Object.entries(await c.req.parseBody({ all: true }))) raw[name] = value
  } else {
    const text = await c.req.text()
    if (text !== '') {
      let body: unknown
      try {
        body = JSON.parse(text)
      } catch {
        throw refuseFields([
          {
            path: '',
            code: 'json',
            message: { en: 'The request is not valid JSON.', ur: 'درخواست درست JSON نہیں۔' },
          },
        ])
      }
      if (typeof body !== 'object' || body === null || Array.isArray(body)) {
        throw refuseFields([
          {
            path: '',
            code: 'json',
            message: { en: 'The request must be a JSON object.', ur: 'درخواست JSON آبجیکٹ ہونی چاہیے۔' },
          },
        ])
      }
      Object.assign(raw, body)
    }
  }
  Object.assign(raw, c.req.param())
  const schema = endpoint.input as unknown as {
    safeParse(
      value: unknown,
    ): { success: true; data: unknown } | { success: false; error: { issues: never[] } }
  }
  const parsed = schema.safeParse(raw)
  if (!parsed.success) throw refuseFields(fieldProblems(parsed.error.issues))
  return parsed.data
}

function ownIds(input: unknown): string[] {
  if (typeof input !== 'object' || input === null) return []
  return Object.entries(input).flatMap(([name, value]) =>
    /id$/i.test(name) && typeof value === 'string' ? [value] : [],
  )
}

function respond(c: Context, output: unknown): Response {
  c.header('cache-control', 'no-store')
  if (isDownload(output)) {
    const name = encodeURIComponent(output.fileName)
    c.header('content-type', output.contentType)
    c.header('content-disposition', `${output.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`)
    c.header('x-content-type-options', 'nosniff')
    return c.body(output.body as never)
  }
  return c.json(output ?? {})
}

function isDownload(output: unknown): output is Download {
  return (
    typeof output === 'object' &&
    output !== null &&
    'contentType' in output &&
    'fileName' in output &&
    'body' in output
  )
}

async function answerFailure(
  options: GateOptions,
  endpoint: Endpoint,
  c: Context,
  error: unknown,
  requestId: string,
  identified: Identified | null,
): Promise<Response> {
  const refusal = asRefusal(error)
  if (refusal === null) {
    options.onBug(error, requestId, endpoint.name)
    return answerProblem(c, {
      ...problemOf(options, refuse('unexpected')),
      status: 500,
      reference: requestId,
    })
  }
  if (worthRecording(refusal.code) && identified !== null) {
    try {
      await recordRefusal(options, endpoint, identified, requestId, refusal.code, c)
    } catch (failure) {
      options.onBug(failure, requestId, endpoint.name)
      return answerRefusal(options, c, refuse('unavailable'))
    }
  }
  return answerRefusal(options, c, refusal)
}

/** The refused look is the one an investigator will want; a mistyped or doubtful form is not. */
function worthRecording(code: string): boolean {
  return code !== 'invalid-input' && code !== 'warnings' && code !== 'unavailable' && code !== 'not-signed-in'
}

async function recordRefusal(
  options: GateOptions,
  endpoint: Endpoint,
  identified: Identified,
  requestId: string,
  code: string,
  c: Context,
): Promise<void> {
  await options.services.database.kysely.transaction().execute(async (tx) => {
    await sql`select post from access.enter(${identified.accountId}::uuid, ${identified.grantId}::uuid, ${c.req.header('x-purpose') ?? null}, ${requestId}::uuid)`.execute(
      tx,
    )
    await recordAct(tx, {
      act: 'refused',
      subject: endpoint.name,
      subjectIds: Object.values(c.req.param()),
      detail: { code },
    })
  })
}

/** What went wrong in terms a caller may know. Database errors never pass on a value: they would tell what others hold. */
function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (error instanceof GrantNotInForce) return refuse('not-allowed')
  const code = (error as { code?: string } | null)?.code
  // Row-level security refused the row: to this caller the thing does not exist. A missing GRANT has another text and is a bug.
  if (code === '42501' && /row-level security/.test((error as Error).message)) return refuse('not-found')
  if (code === '23505' || code === '23503') return refuse('conflict')
  if (code === '40001' || code === '40P01' || code === '55P03' || isOutdatedPlan(error))
    return refuse('unavailable')
  if (
    code?.startsWith('08') ||
    code?.startsWith('57') ||
    code === 'ECONNREFUSED' ||
    code === 'ECONNRESET' ||
    code === 'EPIPE'
  )
    return refuse('unavailable')
  if (
    error instanceof Error &&
    /timeout exceeded when trying to connect|Connection terminated|connection error and is not queryable|driver has already been destroyed|pool after calling end/.test(
      error.message,
    )
  )
    return refuse('unavailable')
  return null
}

function problemOf(options: GateOptions, refusal: Refusal): Problem {
  const text = options.refusalText(refusal.code, refusal.params)
  return {
    type: `/problems/${refusal.code}`,
    title: text.en,
    titleUr: text.ur,
    status: refusal.status,
    code: refusal.code,
    ...(Object.keys(refusal.params).length > 0 ? { params: refusal.params } : {}),
    ...(refusal.errors.length > 0 ? { errors: refusal.errors } : {}),
    ...(refusal.current === undefined ? {} : { current: refusal.current }),
    ...(refusal.doubts.length > 0
      ? {
          warnings: refusal.doubts.map(({ code, path, about, params }) => ({
            code,
            path,
            about,
            message: options.refusalText(code, params),
          })),
        }
      : {}),
  }
}

function answerRefusal(options: GateOptions, c: Context, refusal: Refusal): Response {
  if (refusal.code === 'unavailable') c.header('retry-after', '1')
  return answerProblem(c, problemOf(options, refusal))
}

function answerProblem(c: Context, problem: Problem): Response {
  c.header('cache-control', 'no-store')
  c.header('content-type', 'application/problem+json; charset=utf-8')
  return c.body(JSON.stringify(problem), problem.status as 400)
}
