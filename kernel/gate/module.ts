import type { Permissions } from '#kernel/access'
import type { Reaction } from '#kernel/events'
import type { Database, Tx } from '#platform/db'
import type { BothLanguages, Endpoint, OutputOf, ParsedInputOf, Schema } from '#platform/http/contract'

/** What a handler may know of the call beside its input. */
export interface Call {
  readonly requestId: string
  /** The server's clock at the start of the call. */
  readonly now: Date
  readonly address: string
  readonly userAgent: string
  readonly sessionId: string | null
  readonly accountId: string | null
  readonly headers: Headers
  /** Adds a response header, such as the cookie of a new session. */
  setHeader(name: string, value: string): void
}

/** A file to send back instead of JSON. */
export interface Download {
  readonly body: Uint8Array | ReadableStream<Uint8Array> | string
  readonly contentType: string
  readonly fileName: string
  readonly inline?: boolean
}

/** Who a request comes from, as the sign-in service knows. `grantId` is the post the session acts under. */
export interface Identified {
  readonly sessionId: string
  readonly accountId: string
  readonly grantId: string | null
  /** When the second factor was last shown. */
  readonly stepUpAt: Date | null
}

export interface Services {
  readonly database: Database
  /** The sign-in service's own role: sees credentials and sessions, and nothing else. */
  readonly auth: Database
}

export interface GuardedHandler {
  readonly kind: 'guarded'
  readonly endpoint: Endpoint
  readonly run: (tx: Tx, input: never, call: Call) => Promise<unknown>
  readonly subjects?: ((output: never, input: never) => readonly string[]) | undefined
}

export interface OpenHandler {
  readonly kind: 'open'
  readonly endpoint: Endpoint
  readonly run: (services: Services, input: never, call: Call) => Promise<unknown>
}

export type Handler = GuardedHandler | OpenHandler

/**
 * Binds an endpoint to its use case, which runs inside the door with the caller's rights.
 * `subjects` names the rows an answer shows; without it the input's own identifiers are recorded.
 */
export function handle<E extends Endpoint<Schema, Schema>>(
  endpoint: E,
  run: (tx: Tx, input: ParsedInputOf<E>, call: Call) => Promise<OutputOf<E> | Download>,
  subjects?: (output: OutputOf<E>, input: ParsedInputOf<E>) => readonly string[],
): Handler {
  return {
    kind: 'guarded',
    endpoint,
    run: run as GuardedHandler['run'],
    subjects: subjects as GuardedHandler['subjects'],
  }
}

/** Binds an endpoint that needs no post: sign-in, health, public verification. It gets no transaction and must open its own. */
export function handleOpen<E extends Endpoint<Schema, Schema>>(
  endpoint: E,
  run: (services: Services, input: ParsedInputOf<E>, call: Call) => Promise<OutputOf<E> | Download>,
): Handler {
  return { kind: 'open', endpoint, run: run as OpenHandler['run'] }
}

/** A list of work on the home page of whoever holds `needs`. The count must equal the length of the list behind `href`. */
export interface WorkQueue {
  readonly key: string
  readonly label: BothLanguages
  readonly needs: string
  readonly href: string
  readonly count: (tx: Tx) => Promise<{ count: number; overdue: number }>
}

/** One thing the palette found, and why. */
export interface Found {
  readonly kind: 'person' | 'case' | 'prisoner' | 'unit'
  readonly id: string
  readonly title: BothLanguages
  readonly detail: BothLanguages
  readonly why: BothLanguages
  readonly href: string
}

/** Something Ctrl-K searches. Returns at most `limit` results, best first. */
export interface Finder {
  readonly needs: string
  readonly find: (tx: Tx, query: string, limit: number) => Promise<readonly Found[]>
}

/** A part of the system as the application puts it together. */
export interface Module {
  readonly name: string
  /** Other modules whose front doors it calls; acyclic. */
  readonly uses?: readonly string[]
  readonly handlers?: readonly Handler[]
  readonly permissions?: Permissions
  readonly reactions?: readonly Reaction[]
  readonly queues?: readonly WorkQueue[]
  readonly finders?: readonly Finder[]
  readonly jobs?: readonly Job[]
}

/** Work that runs on its own, at a time or when asked. Runs as the service account of each jurisdiction. */
export interface Job {
  readonly name: string
  readonly label: BothLanguages
  /** Cron expression in Pakistan time; without one the job runs only when asked. */
  readonly schedule?: string
  readonly run: (services: Services, input: Record<string, unknown>, progress: JobProgress) => Promise<void>
}

export interface JobProgress {
  report(done: number, total: number | null): Promise<void>
}

export function defineModule(module: Module): Module {
  return module
}
