import { placed, valueAt } from '../forms/schema-problems.ts'
import type { Fields } from './differences.ts'

/** How the values of a form are taken apart into the fields that are compared, and put together again. */
export interface Anatomy {
  readonly apart: (values: Record<string, unknown>) => Fields
  readonly together: (fields: Fields, mine: Record<string, unknown>) => Record<string, unknown>
}

/**
 * Every leaf by its dotted path. A list is one field: two lists of which rows were added and removed cannot be told apart by place,
 * and mixing them by place would make rows that nobody wrote.
 */
export const byPath: Anatomy = {
  apart: (values) => Object.fromEntries(leavesOf(values, [])),
  together: (fields, mine) =>
    Object.entries(fields).reduce<Record<string, unknown>>((whole, [path, value]) => {
      const at = path.split('.')
      return valueAt(whole, at) === value ? whole : (placed(whole, at, value) as Record<string, unknown>)
    }, mine),
}

function leavesOf(value: unknown, at: readonly string[]): [string, unknown][] {
  const isBranch =
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Blob)
  if (!isBranch) return [[at.join('.'), value]]
  return Object.entries(value).flatMap(([name, part]) => leavesOf(part, [...at, name]))
}
