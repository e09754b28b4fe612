/**
 * An endpoint is a value. The server, the browser, OpenAPI, the permission matrix and the tests all read this one object,
 * so a permission cannot be written in one place and forgotten in another. Browser-safe.
 */

export { GivenReason, type Override, Overrides } from './overrides.ts'

/** The least a schema must show. Naming zod's full generic here makes four hundred endpoints take half a minute to type-check. */
export interface Schema<Output = unknown, Input = unknown> {
  _zod: { output: Output; input: Input }
}

export type InputOf<E> = E extends { input: { _zod: { input: infer I } } } ? I : never
export type ParsedInputOf<E> = E extends { input: { _zod: { output: infer I } } } ? I : never
export type OutputOf<E> = E extends { output: { _zod: { output: infer O } } } ? O : never

/** A permission, `module:verb`; `signed-in` asks only for a session with a post; `account` for a session alone; `public` for nothing. */
export type Need = `${string}:${string}` | 'signed-in' | 'account' | 'public'

export interface Endpoint<I extends Schema = Schema, O extends Schema = Schema> {
  /** `module.verb-noun`; the OpenAPI operation id and the key of its title in the module's texts (`endpoint.<rest>`). */
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/api`; `:name` parts are taken from the input's field of that name. */
  readonly path: string
  readonly needs: Need
  readonly summary: string
  readonly input: I
  readonly output: O
  /** Codes this endpoint may refuse with, beside the general ones. */
  readonly refusals: readonly string[]
  /** Codes it may doubt with: the command goes through once `overrides` in its input gives a reason for each. */
  readonly warnings?: readonly string[] | undefined
  /** `sensitive`: the answer is about a person or a case, so the read itself is recorded before the guard. */
  readonly reads?: 'sensitive' | undefined
  /** Asks for a fresh second factor (at most five minutes old). SEC-9. */
  readonly stepUp?: boolean | undefined
  /**
   * Fields of the answer that are shown once and kept nowhere, such as the code of a release order. A repeated command gets the
   * first answer without them.
   */
  readonly secretFields?: readonly string[] | undefined
  /** Not JSON: a multipart upload or a streamed download. */
  readonly media?: { readonly request?: string; readonly response?: string } | undefined
  readonly example?: { readonly input?: unknown; readonly output?: unknown } | undefined
}

/** Writes an endpoint down. `refusals` defaults to none. */
export function endpoint<I extends Schema, O extends Schema>(
  definition: Omit<Endpoint<I, O>, 'refusals'> & { readonly refusals?: readonly string[] },
): Endpoint<I, O> {
  return { refusals: [], ...definition }
}

/** A text in both languages. */
export interface BothLanguages {
  readonly en: string
  readonly ur: string
}

/** One thing wrong with one field. `path` is dotted: `sentence.years`, `rows.3.cnic`. */
export interface FieldProblem {
  readonly path: string
  readonly code: string
  readonly message: BothLanguages
}

/** A doubt about what was entered: it goes through when sent again with a reason under the same `code` and `about`. */
export interface Warning extends FieldProblem {
  readonly about: string
}

/** How a record stands that somebody else has changed since it was read: the fields that the form edits, in the form's own shape. */
export interface CurrentRecord {
  readonly version: string | number
  readonly values: Record<string, unknown>
}

/** RFC 9457 problem+json as every refused or failed call answers it. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly titleUr: string
  readonly status: number
  /** Also the translation key: `refusal.<code>`. */
  readonly code: string
  readonly params?: Record<string, unknown>
  readonly errors?: readonly FieldProblem[]
  /** Only with code `warnings`: what may be overridden with a reason. */
  readonly warnings?: readonly Warning[]
  /** Only with code `stale-version`. */
  readonly current?: CurrentRecord
  /** For a bug: the number to tell support; never any detail. */
  readonly reference?: string
}
