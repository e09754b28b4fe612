import type { BothLanguages } from '#platform/http/contract'
import { formatDate, formatInstant, formatMoney, isolate, isolateLtr, type Language } from '#platform/i18n'

/** A value whose written form depends on the language of the sheet, or that must not be turned around by its neighbours. */
type Marked =
  | { readonly $: 'identifier'; readonly of: string }
  | { readonly $: 'day'; readonly of: string }
  | { readonly $: 'instant'; readonly of: string }
  | { readonly $: 'rupees'; readonly of: number }
  | { readonly $: 'both'; readonly of: BothLanguages }
  | { readonly $: 'code'; readonly of: string }

/** What a template is given. Plain texts are isolated for direction by themselves. */
export type TemplateValue =
  | string
  | number
  | boolean
  | null
  | Marked
  | readonly TemplateValue[]
  | { readonly [name: string]: TemplateValue }
export type TemplateData = { readonly [name: string]: TemplateValue }

/** CNIC, FIR, prison or telephone number, section: always read left to right, also after an Urdu word. */
export const identifier = (text: string): Marked => ({ $: 'identifier', of: text })
/** A calendar date `yyyy-mm-dd`: `12 Mar 2026`, `12 مارچ 2026`. */
export const day = (date: string): Marked => ({ $: 'day', of: date })
/** An instant, as the clocks of Pakistan show it. */
export const instant = (at: string): Marked => ({ $: 'instant', of: at })
export const rupees = (amount: number): Marked => ({ $: 'rupees', of: amount })
/** A text in both languages; each sheet shows its own. */
export const both = (text: BothLanguages): Marked => ({ $: 'both', of: text })
/** A word the template compares (`if data.kind == "bail"`) and never shows: passed on without isolation. */
export const code = (word: string): Marked => ({ $: 'code', of: word })

// A typed U+202E would turn the rest of the line around, and an unclosed isolate everything after it; other controls have no glyph.
const unprintable = /[^\P{Cc}\t\n]|\p{Bidi_Control}|\ufeff/gu

/** Writes one text so that it stands by itself: an isolate does not reach past the end of a line, so each line has its own. */
function standing(text: string, wrap: (line: string) => string): string {
  return text
    .replaceAll('\r\n', '\n')
    .normalize('NFC')
    .replace(unprintable, '')
    .split('\n')
    .map(wrap)
    .join('\n')
}

function isMarked(value: object): value is Marked {
  return '$' in value && 'of' in value
}

// A date or a number that breaks over two lines of Urdu is read wrongly: its parts stay together.
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0').replace(/[-/](?=.)/g, '$&\u2060')

/** The one place where values become text on a sheet: in its language, isolated (U+2066…U+2069). */
export function written(value: TemplateValue, language: Language): unknown {
  if (typeof value === 'string') return standing(value, isolate)
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((each: TemplateValue) => written(each, language))
  if (!isMarked(value))
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, written(each, language)]))
  switch (value.$) {
    case 'identifier':
      return standing(value.of, (line) => isolateLtr(unbroken(line)))
    case 'day':
      return isolate(unbroken(formatDate(value.of, language)))
    case 'instant':
      return isolate(unbroken(formatInstant(value.of, language)))
    case 'rupees':
      return isolate(unbroken(formatMoney(value.of, language)))
    case 'both':
      return standing(value.of[language], isolate)
    case 'code':
      return value.of
  }
}
