import type { TFunction } from 'i18next'
import { safeParse } from 'zod/v4/core'
import type { BothLanguages, FieldProblem, Schema } from '../../http/contract.ts'

/** What is wrong with a field: a text key with its values (known here), or a sentence in both languages (from the server). */
export type FieldTrouble =
  | { readonly kind: 'key'; readonly key: string; readonly params: Record<string, unknown> }
  | { readonly kind: 'said'; readonly message: BothLanguages }

export type Troubles = Record<string, FieldTrouble>

/** Checks values with the endpoint's own schema. The first trouble of each field wins. */
export function troublesOf(schema: Schema, values: unknown): Troubles {
  const result = safeParse(schema as Parameters<typeof safeParse>[0], values)
  const troubles: Troubles = {}
  if (result.success) return troubles
  for (const issue of result.error.issues) {
    const path = issue.path.map(String).join('.')
    troubles[path] ??= troubleOf(issue as unknown as Issue, valueAt(values, issue.path))
  }
  return troubles
}

interface Issue {
  readonly code: string
  readonly message: string
  readonly expected?: string
  readonly origin?: string
  readonly minimum?: number | bigint
  readonly maximum?: number | bigint
  readonly format?: string
  readonly params?: { readonly en?: unknown; readonly ur?: unknown }
}

function troubleOf(issue: Issue, value: unknown): FieldTrouble {
  // A schema may name its own text: `z.string().regex(cnic, 'common:problem.cnic')`.
  if (/^[\w-]+:[\w.-]+$/.test(issue.message)) return { kind: 'key', key: issue.message, params: {} }
  // Or say it in both languages, as the server reads it: `.refine(…, { params: { code, en, ur } })`.
  const { en, ur } = issue.params ?? {}
  if (typeof en === 'string' && typeof ur === 'string') return { kind: 'said', message: { en, ur } }
  return { kind: 'key', key: `common:problem.${wordFor(issue, value)}`, params: limitsOf(issue) }
}

function wordFor(issue: Issue, value: unknown): string {
  if (value === undefined || value === null) return issue.code === 'invalid_value' ? 'choose' : 'required'
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'int' || issue.format === 'safeint') return 'whole-number'
      return issue.expected === 'number' ? 'number' : 'invalid'
    case 'invalid_value':
    case 'invalid_union':
      return 'choose'
    case 'too_small':
      if (issue.origin === 'string') return Number(issue.minimum) <= 1 ? 'required' : 'too-short'
      return issue.origin === 'array' || issue.origin === 'set' ? 'too-few' : 'too-small'
    case 'too_big':
      if (issue.origin === 'string') return 'too-long'
      return issue.origin === 'array' || issue.origin === 'set' ? 'too-many' : 'too-big'
    case 'invalid_format':
      if (issue.format === 'date' || issue.format === 'datetime') return 'date'
      return issue.format === 'email' ? 'email' : 'format'
    default:
      return 'invalid'
  }
}

function limitsOf(issue: Issue): Record<string, unknown> {
  return {
    ...(issue.minimum === undefined ? {} : { minimum: Number(issue.minimum) }),
    ...(issue.maximum === undefined ? {} : { maximum: Number(issue.maximum) }),
  }
}

/**
 * Checks what a form would send. An object of which nothing was filled in is sent as absent; if the schema wants it, the
 * troubles are those of its fields, since they are what the person sees.
 */
export function troublesOfForm(schema: Schema, values: unknown, input: unknown): Troubles {
  const troubles = troublesOf(schema, input)
  const missing = Object.keys(troubles).filter((path) => {
    const [typed, sent] = [values, input].map((from) => valueAt(from, path.split('.')))
    return sent === undefined && typeof typed === 'object' && typed !== null && !(typed instanceof Blob)
  })
  if (missing.length === 0) return troubles
  const opened = missing.reduce((whole, path) => placed(whole, path.split('.'), {}), input)
  return troublesOf(schema, opened)
}

/** A copy of `whole` with one value changed; parts not on the way to it stay the same objects. */
export function placed(whole: unknown, path: readonly string[], value: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return value
  if (Array.isArray(whole))
    return Object.assign([...whole], { [first]: placed(whole[Number(first)], rest, value) })
  const object = typeof whole === 'object' && whole !== null ? (whole as Record<string, unknown>) : {}
  return { ...object, [first]: placed(object[first], rest, value) }
}

/** The server's field problems, in the same shape. */
export function troublesFrom(problems: readonly FieldProblem[]): Troubles {
  const troubles: Troubles = {}
  for (const { path, message } of problems) troubles[path] ??= { kind: 'said', message }
  return troubles
}

export function sayTrouble(
  trouble: FieldTrouble,
  t: TFunction,
  both: (text: BothLanguages) => string,
): string {
  return trouble.kind === 'said' ? both(trouble.message) : t(trouble.key, trouble.params)
}

/** `valueAt({ a: [{ b: 1 }] }, ['a', 0, 'b'])` is 1; undefined where the path leads nowhere. */
export function valueAt(values: unknown, path: readonly PropertyKey[]): unknown {
  let at: unknown = values
  for (const part of path) {
    if (typeof at !== 'object' || at === null) return undefined
    at = (at as Record<PropertyKey, unknown>)[part]
  }
  return at
}

/**
 * What a form sends: texts trimmed, empty ones absent, and an object of which nothing was filled in absent too; so "optional"
 * in a schema means that the field may be left empty.
 */
export function withoutEmpties(values: unknown): unknown {
  if (typeof values === 'string') return values.trim() === '' ? undefined : values.trim()
  if (Array.isArray(values)) return values.map(withoutEmpties).filter((value) => value !== undefined)
  if (typeof values !== 'object' || values === null || values instanceof Blob) return values
  const kept = Object.entries(values)
    .map(([name, value]) => [name, withoutEmpties(value)] as const)
    .filter(([, value]) => value !== undefined)
  return kept.length === 0 && Object.keys(values).length > 0 ? undefined : Object.fromEntries(kept)
}
