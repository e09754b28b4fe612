import type { CurrentRecord, FieldProblem } from './contract.ts'
import type { PutDoubt } from './doubts.ts'

/** Status of the general codes; any other code is a conflict with how things stand (409). */
const statusOf: Record<string, number> = {
  'invalid-input': 422,
  'not-signed-in': 401,
  'not-allowed': 403,
  'step-up-required': 403,
  'not-found': 404,
  'too-many-requests': 429,
  'too-large': 413,
  'idempotency.in-flight': 409,
  'idempotency.other-request': 422,
  'stale-version': 409,
  unavailable: 503,
}

/** HTTP status of a refusal code. */
export function refusalStatus(code: string): number {
  return statusOf[code] ?? 409
}

/** What the law or the workflow does not allow. Anything else that is thrown is a bug and shows no detail. */
export class Refusal extends Error {
  readonly code: string
  readonly params: Record<string, unknown>
  readonly errors: readonly FieldProblem[]
  /** What a reason may override. */
  readonly doubts: readonly PutDoubt[]
  /** How the record stands now, where the caller knew an earlier version. */
  readonly current: CurrentRecord | undefined
  readonly status: number
  constructor(
    code: string,
    params: Record<string, unknown> = {},
    errors: readonly FieldProblem[] = [],
    doubts: readonly PutDoubt[] = [],
    current?: CurrentRecord,
  ) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.params = params
    this.errors = errors
    this.doubts = doubts
    this.current = current
    this.status = refusalStatus(code)
  }
}

/** Refuses with a code that is also the translation key. `throw refuse('custody.already-held', { since })`. */
export function refuse(code: string, params?: Record<string, unknown>): Refusal {
  return new Refusal(code, params)
}

/** Refuses because one or more fields are wrong; each problem names its field and the fix in both languages. */
export function refuseFields(errors: readonly FieldProblem[]): Refusal {
  return new Refusal('invalid-input', {}, errors)
}
