import type { FormField } from './form-of-rule.ts'
import { meaningOf, meanings } from './meaning.ts'
import { isolated, type Text } from './refusal.ts'
import { choiceWords, factWords, resultWords, wordsOf } from './words.ts'

/** A value as people read it: a day and an instant are written by the screen or the sheet in its own way. */
export type Shown =
  | { kind: 'day'; day: string }
  | { kind: 'instant'; at: string }
  | { kind: 'words'; text: Text }
  | { kind: 'plain'; text: string }

interface Row {
  readonly label: Text
  readonly above?: Text
  readonly own: Text
}

export interface Line {
  /** The path of the value, such as `sentences.0.sentencedOn`. */
  readonly path: string
  readonly label: Text
  readonly value: Shown
  /** The row of a list that it stands in, such as the second sentence; under what in that row, and its name by itself. */
  readonly row?: Row
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)
const isInstant = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)

/** One value by itself, such as that of a step. */
export function shownValue(value: unknown): Shown {
  if (typeof value === 'boolean') return { kind: 'words', text: wordsOf(choiceWords, String(value)) }
  if (typeof value !== 'string') return { kind: 'plain', text: String(value) }
  if (isDay(value)) return { kind: 'day', day: value }
  if (isInstant(value)) return { kind: 'instant', at: value }
  if (Object.hasOwn(choiceWords, value)) return { kind: 'words', text: choiceWords[value]! }
  if (Object.hasOwn(meanings, value)) return { kind: 'words', text: meaningOf(value) }
  // What stands in the way of a case: its name and the reason.
  const [, name, reason] = /^(.+):([A-Z][A-Z0-9_]+)$/s.exec(value) ?? []
  if (name !== undefined && reason !== undefined && Object.hasOwn(meanings, reason)) {
    const { en, ur } = meaningOf(reason)
    return { kind: 'words', text: { en: `${name}: ${en}`, ur: `${isolated(name)}: ${ur}` } }
  }
  return { kind: 'plain', text: value }
}

const beside = (label: Text, more: Text): Text => ({
  en: `${label.en}: ${more.en}`,
  ur: `${label.ur}: ${more.ur}`,
})
const numbered = (label: Text, at: number): Text => ({
  en: `${label.en} ${at + 1}`,
  ur: `${label.ur} ${isolated(at + 1)}`,
})

/** Years, months and days in words; a list of three is the same. */
function duration(value: Record<string, unknown> | readonly unknown[]): Shown {
  const parts = Array.isArray(value)
    ? (['years', 'months', 'days'] as const).map((unit, at) => [unit, Number(value[at])] as const)
    : (['years', 'months', 'days'] as const).map(
        (unit) => [unit, Number((value as Record<string, unknown>)[unit] ?? 0)] as const,
      )
  const named = parts.filter(([, count]) => count > 0)
  const text = (language: 'en' | 'ur'): string =>
    named.length === 0
      ? '0'
      : named
          .map(([unit, count]) =>
            language === 'en'
              ? `${count} ${count === 1 ? unit.slice(0, -1) : unit}`
              : `${isolated(count)} ${factWords[unit]!.ur}`,
          )
          .join(language === 'en' ? ', ' : '، ')
  return { kind: 'words', text: { en: text('en'), ur: text('ur') } }
}

/** Where a line stands: under which label, and in which row of the outermost list. */
interface Place {
  readonly path?: string
  readonly above?: Text
  readonly row?: Omit<Row, 'own'>
}

const under = (above: Text | undefined, own: Text): Text => (above === undefined ? own : beside(above, own))

/** What stands below a group or a nested list of a row. */
const inside = (row: Omit<Row, 'own'>, name: Text): Omit<Row, 'own'> => ({
  label: row.label,
  above: under(row.above, name),
})

/** The facts that were given, a line each, in the order of the form. */
export function factsShown(fields: readonly FormField[], inputs: unknown, at: Place = {}): Line[] {
  if (typeof inputs !== 'object' || inputs === null) return []
  return fields.flatMap((field): Line[] => {
    const value = (inputs as Record<string, unknown>)[field.key]
    if (value === undefined || value === null || value === '') return []
    const path = at.path === undefined ? field.key : `${at.path}.${field.key}`
    const name = wordsOf(factWords, field.key)
    const label = under(at.above, name)
    const { row } = at
    const line = (shown: Shown): Line[] => [
      { path, label, value: shown, ...(row === undefined ? {} : { row: { ...row, own: name } }) },
    ]
    if (field.kind === 'group')
      return factsShown(field.fields, value, {
        path,
        above: label,
        ...(row === undefined ? {} : { row: inside(row, name) }),
      })
    if (field.kind === 'list' && Array.isArray(value))
      return value.flatMap((item, index) =>
        factsShown(field.fields, item, {
          path: `${path}.${index}`,
          above: numbered(label, index),
          row: row === undefined ? { label: numbered(label, index) } : inside(row, numbered(name, index)),
        }),
      )
    if (field.kind === 'texts' && Array.isArray(value)) return line({ kind: 'plain', text: value.join(', ') })
    if (field.kind === 'punishment' && typeof value === 'number') return line(duration({ months: value }))
    if (typeof value === 'object') return line(duration(value as Record<string, unknown>))
    // A name is what was typed: sentence F is not a woman.
    return line(field.key === 'id' ? { kind: 'plain', text: String(value) } : shownValue(value))
  })
}

/** What came out, a line each; flags are told apart. */
function resultsShown(result: Readonly<Record<string, unknown>>, at = '', above?: Text): Line[] {
  return Object.entries(result).flatMap(([key, value]): Line[] => {
    if (key === 'flags' || value === null || value === undefined) return []
    const path = at === '' ? key : `${at}.${key}`
    const own = wordsOf(resultWords, key)
    const label = above === undefined ? own : beside(above, own)
    if (Array.isArray(value)) {
      if (value.length === 0) return []
      if (value.length === 3 && value.every((one) => typeof one === 'number'))
        return [{ path, label, value: duration(value) }]
      return value.map((one, index) => ({
        path: `${path}.${index}`,
        label: value.length === 1 ? label : numbered(label, index),
        value: shownValue(one),
        ...(value.length === 1 ? {} : { row: { label, own: { en: '', ur: '' } } }),
      }))
    }
    if (typeof value === 'object') return resultsShown(value as Record<string, unknown>, path, label)
    return [{ path, label, value: shownValue(value) }]
  })
}

/** The day for which a rule is asked, before its other results; what asks for a decision is never hidden below it. */
const mainResult: Readonly<Record<string, string>> = {
  sentence: 'dueRelease',
  'ordinary-projection': 'dueRelease',
  'special-remission': 'days',
  'remission-audit': 'remittedShare',
  'fine-default-cap': 'capMonths',
  'jail-roll': 'remaining',
  'release-gate': 'releasable',
  probation: 'probationOrder',
  'statutory-bail': 'eligibleFrom',
  'appeal-bail': 'eligibleFrom',
  remand: 'latestLawfulDay',
  'arrest-production': 'produceBy',
  'female-police-custody': 'policeCustodyPermitted',
  'police-report': 'effectiveDue',
  'scrutiny-return': 'effectiveDue',
  'ata-investigation': 'effectiveDue',
  'ata-trial': 'decideBy',
  'copies-before-trial': 'earliestCommencement',
  'deemed-sanction': 'deemedGivenFrom',
  'trial-target': 'decideBy',
  'appeal-limitation': 'effectiveDue',
  'absentia-set-aside': 'setAsideWindowEnds',
  'narcotics-dispatch': 'dispatchBy',
  'aml-attachment': 'lapsesAfter',
}

/** The lines of a result with the one that was asked for first. */
export function resultsInOrder(rule: string, result: Readonly<Record<string, unknown>>): Line[] {
  const lines = resultsShown(result)
  const main = lines.find(
    (line) => line.path === mainResult[rule] || line.path.endsWith(`.${mainResult[rule]}`),
  )
  return main === undefined ? lines : [main, ...lines.filter((line) => line !== main)]
}

/** Flags that leave a question to the court though their code does not say so. */
const askTheCourt = new Set(['SETOFF_ORDER_MISSING_S382B'])

/** Whether a court or an officer must decide before the result may be used. */
export function mustRefer(result: Readonly<Record<string, unknown>>): boolean {
  const { flags, status, blockers } = result as { flags?: string[]; status?: string; blockers?: string[] }
  return (
    status === 'REFER_TO_COURT' ||
    [...(flags ?? []), ...(blockers ?? [])].some((flag) => flag.endsWith('_REFER') || askTheCourt.has(flag))
  )
}
