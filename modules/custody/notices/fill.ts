import type { Language } from '#platform/i18n'
import type { Piece } from './contract.ts'
import type { Both } from './placeholders.ts'

/** What is known of a prisoner for each placeholder; null where the record does not say. */
export type Values = Readonly<Record<string, Both | null>>

const braces = /\{([^{}]*)\}/g

/** The placeholders a text names, each once; and whether a brace stands alone. */
export function named(template: string): { placeholders: string[]; stray: boolean } {
  return {
    placeholders: [...new Set([...template.matchAll(braces)].map((found) => found[1]!))],
    stray: /[{}]/.test(template.replace(braces, '')),
  }
}

/** A text cut at its placeholders, each filled, or marked as missing; never left out and never left standing. */
export function fill(template: string, values: Values, language: Language): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const found of template.matchAll(braces)) {
    if (found.index > at)
      pieces.push({ text: template.slice(at, found.index), placeholder: null, missing: false })
    const value = values[found[1]!]?.[language].replaceAll(/[{}]/g, '').trim() ?? ''
    pieces.push({ text: value, placeholder: found[1]!, missing: value === '' })
    at = found.index + found[0].length
  }
  if (at < template.length) pieces.push({ text: template.slice(at), placeholder: null, missing: false })
  return pieces
}

/** A body in paragraphs: an empty line stands between two. */
export const paragraphs = (body: string): string[] =>
  body
    .split(/\n\s*\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

export const joined = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('')
