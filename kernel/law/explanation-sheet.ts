import { join } from 'node:path'
import { publicAddress } from '#kernel/documents'
import { code, type Rendered, renderPdf, type TemplateData } from '#platform/documents-engine'
import { formatDate } from '#platform/i18n'
import type { Answer } from './compute.ts'
import type { Step } from './explanation.ts'
import { type FormField, formOf } from './form-of-rule.ts'
import { meaningOf } from './meaning.ts'
import type { Text } from './refusal.ts'
import { factsShown, type Line, resultsInOrder, type Shown } from './shown.ts'
import { factWords, ruleWords, wordsOf } from './words.ts'

/**
 * The explanation of one computation on one A4 sheet, in English and Urdu: result, what asks for a decision, steps, facts.
 * The sheet closes up as it fills, down to 7 pt Latin and 8.4 pt Naskh; where even its smallest type does not hold everything it says how much is left out and where
 * the whole is to be read. Results, flags and the steps that decide the result are never left out.
 */
export function explanationSheet(inputs: Record<string, unknown>, answer: Answer): Promise<Rendered> {
  return renderPdf(explanationTemplate, onOneSheet(inputs, answer), {
    language: 'en',
    title: wordsOf(ruleWords, answer.rule),
  })
}

const explanationTemplate = join(import.meta.dirname, 'explanation.typ')

/** What the template is given. */
export function onOneSheet(inputs: Record<string, unknown>, answer: Answer): TemplateData {
  const { variants } = formOf(answer.rule)
  const shape = variants.find(({ fields }) => fitsShape(fields, inputs)) ?? variants[0]!
  return {
    title: { ...wordsOf(ruleWords, answer.rule) },
    facts: entriesOf(factsShown(shape.fields, inputs)),
    results: entriesOf(resultsInOrder(answer.rule, answer.result)),
    flags: answer.flags.map((flag) => ordered(meaningOf(flag))),
    steps: stepsOf(answer.steps),
    pack: `${answer.rulePack.code} ${answer.rulePack.version}`,
    hash: answer.hash,
    screen: `${publicAddress().replace(/^https?:\/\//, '')}/law/calculator?rule=${answer.rule}`,
  }
}

/** Which of a rule's forms the facts were typed into: the one whose chosen words they hold. */
function fitsShape(fields: readonly FormField[], inputs: Record<string, unknown>): boolean {
  return fields.every((field) =>
    field.kind === 'choice' && field.options.length === 1 && inputs[field.key] !== undefined
      ? field.options[0] === String(inputs[field.key])
      : !field.required || inputs[field.key] !== undefined,
  )
}

/**
 * Steps that only tell of one sentence, case or payment among several stand for each other when the sheet is full. What
 * happens once in a computation decides it and stays, and so does whatever is referred to the court.
 */
function stepsOf(steps: readonly Step[]) {
  const times = new Map<string, number>()
  for (const step of steps) times.set(step.code, (times.get(step.code) ?? 0) + 1)
  return steps.map((step, at) => ({
    number: String(at + 1),
    text: ordered(step.text),
    section: step.section,
    kind: code(step.code.split('_')[0]!),
    stays: times.get(step.code) === 1 || step.text.en.includes('REFER'),
  }))
}

type Words = { en: string; ur: string }
type Value = Words | ReturnType<typeof ordered>
/** A value of a row: what it is called in a running line, and the column it has where several rows stand in a table. */
type Part = {
  label: Words
  value: Value
  /** A name, or the kind of a remission: it stands at the head of its row's column. */
  heads: boolean
  column: ReturnType<typeof code>
  group: Words
  heading: Words
  short: Value
}
/** `name` is that of a list, `number` that of its row with the name typed for it: “Sentences”, “2 · B”. */
type Entry = { row: Words | null; list: string; name: Words; number: string; parts: Part[] }

const noWords: Words = { en: '', ur: '' }

/** Lines as the sheet has them: a value by itself is one part, the values of a row of a list are that row's parts. */
function entriesOf(lines: readonly Line[]): Entry[] {
  const entries: Entry[] = []
  let above = ''
  for (const line of lines) {
    const { path, row } = line
    if (row === undefined) {
      entries.push({ row: null, list: '', name: noWords, number: '', parts: [partOf(line, noWords)] })
      continue
    }
    const list = path.split(/\.\d+/)[0]!
    const last = entries.at(-1)
    if (last?.row?.en !== row.label.en || last.list !== list) {
      const number = String(1 + entries.filter((entry) => entry.list === list).length)
      entries.push({
        row: { ...row.label },
        list,
        name: wordsHere(list.split('.').at(-1)!),
        number,
        parts: [],
      })
      above = ''
    }
    // What a row's values stand under is said once: “Custody 1: From …, To …”.
    const under = row.above !== undefined && above !== row.above.en ? { ...row.above } : noWords
    const entry = entries.at(-1)!
    const part = partOf(line, under)
    if (part.heads && line.value.kind === 'plain') entry.number += ` · ${line.value.text}`
    entry.parts.push(part)
    above = row.above?.en ?? ''
  }
  return entries
}

function partOf({ path, label, value, row }: Line, under: Words): Part {
  const within = path.replace(/^[^.]+\.\d+\.?/, '').split('.')
  const nested = within.findIndex((key) => /^\d+$/.test(key))
  const column = nested < 0 ? within : within.slice(0, nested)
  // A name needs no label: it is what the row is called.
  const own = row === undefined ? { ...label } : within.at(-1) === 'id' ? noWords : { ...row.own }
  const joined = (text: 'en' | 'ur'): string =>
    under[text] === '' ? own[text] : `${under[text]}: ${own[text]}`
  const short = value.kind === 'day' ? value.day.split('-').reverse().join('/') : undefined
  return {
    label: { en: joined('en'), ur: joined('ur') },
    value: onSheet(value),
    heads: ['id', 'kind'].includes(column.join()),
    // Rows of a list inside a row share one cell: a spell from – to, a payment with its day.
    column: code(column.join('.')),
    group: column.length > 1 ? wordsHere(column.at(-2)!) : noWords,
    heading: wordsHere(column.at(-1)!),
    short: short === undefined ? onSheet(value) : { en: short, ur: short },
  }
}

const wordsHere = (key: string): Words => ({ ...wordsOf(factWords, key) })

// A direction typed into a fact, such as the name of a sentence, must not turn the rest of the line around.
const turning = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2067\u2068]/gu

/**
 * The engine's own words for the sheet as they stand: their isolates keep a line that begins with a date in the order of Urdu,
 * where a guess by its first letter would take it for English.
 */
function ordered(text: Text) {
  return { en: code(text.en.replace(turning, '')), ur: code(text.ur.replace(turning, '')) }
}

/** A value on paper, as each language writes it; a date does not break over two lines. */
function onSheet(value: Shown): Value {
  const each = (write: (language: 'en' | 'ur') => string): Words => ({ en: write('en'), ur: write('ur') })
  switch (value.kind) {
    case 'day':
      return each((language) => formatDate(value.day, language).replaceAll(' ', '\u00a0'))
    case 'instant':
      return each((language) =>
        `${formatDate(value.at.slice(0, 10), language)} ${value.at.slice(11, 16)}`.replaceAll(' ', '\u00a0'),
      )
    case 'words':
      // “3 years, 6 months” may break after the comma only, and a name inside Urdu not at all.
      return ordered(
        each((language) =>
          value.text[language]
            .replaceAll(/(\d\u2069?) /g, '$1\u00a0')
            .replaceAll(/\u2066[^\u2069]{1,60}\u2069/g, (name) => name.replaceAll(' ', '\u00a0')),
        ),
      )
    case 'plain':
      return each(() => value.text)
  }
}
