import { describe, expect, test } from 'vitest'
import { openCompiler } from '../../platform/documents-engine/compiler.ts'
import { written } from '../../platform/documents-engine/values.ts'
import { explanationSheet, onOneSheet } from './explanation-sheet.ts'
import { goldenCases } from './golden/golden-cases.ts'
import { compute, isRefused } from './index.ts'
import type { InputsOf } from './rule-schemas.ts'

type Inputs = Record<string, unknown>
type Sentences = InputsOf<'sentence'>

function answered(rule: string, inputs: Inputs, calendar?: object) {
  const answer = compute({ rule, inputs, packCode: 'sindh', ...(calendar === undefined ? {} : { calendar }) })
  if (isRefused(answer)) throw new Error(answer.error.message.en)
  return answer
}

/** Pages as the file itself counts them. */
function pagesIn(bytes: Uint8Array): number {
  const counts = [
    ...Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/\/Type \/Pages\s+\/Count (\d+)/g),
  ]
  expect(counts).toHaveLength(1)
  return Number(counts[0]![1])
}

interface Printed {
  readonly latin: number
  readonly urdu: number
  readonly steps: readonly string[]
  readonly facts: number
  readonly missing: readonly (readonly [name: string, count: number, whole: number])[]
}

const compiler = openCompiler()

/** What the template itself says that it has set. */
function printed(inputs: Inputs, answer: ReturnType<typeof answered>): Printed {
  const main = `#import "/platform/documents-engine/letterhead.typ": sheet
#import "/kernel/law/explanation.typ": body
#let data = json(bytes(sys.inputs.data))
#sheet((language: "en", head: none), body(data, "en"))`
  const data = JSON.stringify(written(onOneSheet(inputs, answer), 'en'))
  const found = compiler.query(
    { mainFileContent: main, inputs: { data } },
    { selector: '<printed>', field: 'value' },
  ) as Printed[]
  expect(found).toHaveLength(1)
  // Without the isolates that keep a number in its place.
  return { ...found[0]!, steps: found[0]!.steps.map((number) => number.replaceAll(/[\u2066-\u2069]/g, '')) }
}

/** So many sentences, each with all that one can have: set-off, a fine with its default, part payment, relation. */
function sentences(many: number): Sentences {
  return {
    sentences: Array.from({ length: many }, (_, at) => ({
      id: `${String.fromCharCode(65 + (at % 26))}${at < 26 ? '' : at}`,
      sentencedOn: `20${10 + (at % 15)}-0${1 + (at % 9)}-15`,
      term: { years: 3 + (at % 5), months: 6 },
      relation:
        at === 0 ? ('FIRST' as const) : (['CONCURRENT', 'CONSECUTIVE', 'UNSPECIFIED'] as const)[at % 3],
      sameTrial: at % 2 === 0,
      setOff: {
        order: (['GRANTED', 'SILENT'] as const)[at % 2],
        reasons: 'Recorded in the judgment',
        custody: [
          { from: `20${String(9 + (at % 15)).padStart(2, '0')}-03-01`, to: `20${10 + (at % 15)}-01-14` },
        ],
      },
      fine: {
        amount: 50_000,
        defaultTerm: { months: 6 },
        ...(at % 2 === 0 ? {} : { payments: [{ on: '2026-01-01', amount: 20_000 }] }),
      },
    })),
    remissions: [
      { kind: 'ORDINARY', amount: { days: 90 } },
      { kind: 'EDUCATION', amount: { months: 4 } },
      { kind: 'GOVT_SPECIAL', amount: { days: 60 } },
    ],
    out: [{ released: '2015-02-01', returned: '2015-06-01', kind: 'BAIL_S426' }],
  } as Sentences
}

const everyStep = (answer: ReturnType<typeof answered>) => answer.steps.map((_, at) => String(at + 1))

describe('the printed explanation stands on one sheet', { timeout: 60_000 }, () => {
  test('with every step of each worked case, in type for reading', async () => {
    for (const { rule, inputs, calendar } of goldenCases) {
      const answer = answered(rule, inputs, calendar)
      const made = await explanationSheet(inputs, answer)
      expect(pagesIn(made.bytes)).toBe(1)
      const shown = printed(inputs, answer)
      expect(shown).toMatchObject({ steps: everyStep(answer), missing: [] })
      expect(shown.latin).toBeGreaterThanOrEqual(7.5)
      expect(shown.urdu).toBeGreaterThanOrEqual(9)
    }
  })

  test.each([
    [1, 7.5, 9],
    [3, 7.5, 9],
    [6, 7, 8.4],
  ])('with everything of %i sentences that have all a sentence can have', async (many, latin, urdu) => {
    const inputs = sentences(many)
    const answer = answered('sentence', inputs)
    expect(pagesIn((await explanationSheet(inputs, answer)).bytes)).toBe(1)
    const shown = printed(inputs, answer)
    expect(shown).toMatchObject({ steps: everyStep(answer), facts: many + 4, missing: [] })
    expect(shown.latin).toBeGreaterThanOrEqual(latin)
    expect(shown.urdu).toBeGreaterThanOrEqual(urdu)
  })

  test('with six sentences of one trial, set-off, remission and a fine, in type for reading', async () => {
    const whole = sentences(6)
    const inputs = {
      ...whole,
      sentences: whole.sentences.map(({ fine, setOff, ...one }, at) => ({
        ...one,
        relation: at === 0 ? ('FIRST' as const) : ('CONCURRENT' as const),
        setOff: { order: 'GRANTED' as const, custody: setOff!.custody! },
        ...(at === 0 ? { fine: fine! } : {}),
      })),
    }
    const answer = answered('sentence', inputs)
    const shown = printed(inputs, answer)
    expect(shown).toMatchObject({ steps: everyStep(answer), facts: 10, missing: [] })
    expect(shown.latin).toBeGreaterThanOrEqual(7.5)
  })

  test('that says how much of twenty sentences it leaves out, and never what decides', async () => {
    const inputs = sentences(20)
    const answer = answered('sentence', inputs)
    expect(pagesIn((await explanationSheet(inputs, answer)).bytes)).toBe(1)
    const shown = printed(inputs, answer)
    const notPrinted = everyStep(answer).filter((number) => !shown.steps.includes(number))
    expect(notPrinted.length).toBeGreaterThan(0)
    expect(shown.missing).toEqual([
      ['steps', notPrinted.length, answer.steps.length],
      ['entries of the facts', 24 - shown.facts, 24],
    ])
    for (const number of notPrinted) {
      const step = answer.steps[Number(number) - 1]!
      expect(step.code).toMatch(/^(TERM|FINE)_/)
      expect(step.text.en).not.toContain('REFER')
    }
  })

  test('for three hundred cases at the gate, and for a name as long as a page', async () => {
    const gate = {
      asOf: '2026-05-05',
      cases: Array.from({ length: 300 }, (_, at) => ({ id: `FIR ${at}/2024`, status: 'UNDER_TRIAL' })),
    }
    const atTheGate = answered('release-gate', gate)
    expect(pagesIn((await explanationSheet(gate, atTheGate)).bytes)).toBe(1)
    expect(printed(gate, atTheGate).missing.map(([name, , whole]) => [name, whole])).toEqual([
      ['steps', 300],
      ['entries of the facts', 301],
      ['reasons', 300],
    ])
    const [first, ...rest] = sentences(2).sentences
    const long = { sentences: [{ ...first!, id: 'name '.repeat(3_000) }, ...rest] }
    expect(pagesIn((await explanationSheet(long, answered('sentence', long))).bytes)).toBe(1)
  })
})
