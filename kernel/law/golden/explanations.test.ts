import { describe, expect, it } from 'vitest'
import { isoDay } from '../calendar/day.ts'
import { compute, isRefused } from '../compute.ts'
import type { Step } from '../explanation.ts'
import { meanings } from '../meaning.ts'
import type { InputsOf, RuleName } from '../rule-schemas.ts'
import { goldenCases } from './golden-cases.ts'
import { randomSentences, repeatable } from './random-sentences.ts'

/** So many that every step is reached. Mutation testing asks for fewer. */
const ENOUGH = 1500
const RUNS = Number(process.env.LAW_EXPLANATION_RUNS ?? ENOUGH)

const random = repeatable(7)
const upTo = (most: number) => Math.floor(random() * (most + 1))
const chance = (share: number) => random() < share
const pick = <T>(from: readonly T[]): T => from[upTo(from.length - 1)]!
const someDay = (from = 19_000, spread = 2_500) => isoDay(from + upTo(spread))
const maybe = <T>(value: T): T | undefined => (chance(0.5) ? value : undefined)
const flag = () => maybe(chance(0.5))

/** Facts of every kind for the rules whose steps depend on them. */
const facts: { [Rule in RuleName]?: () => InputsOf<Rule> } = {
  sentence: () => randomSentences(random),
  'statutory-bail': () => ({
    sex: pick(['M', 'F'] as const),
    maxPunishment: pick(['DEATH', 'LIFE', 12, 36, 84, 120] as const),
    detainedSince: someDay(20_000, 300),
    asOf: maybe(someDay(20_000, 1500)),
    bailable: chance(0.1),
    ageAtOffence: maybe(pick([15, 16, 17, 18, 30])),
    dateOfBirth: maybe(someDay(12_500, 1500)),
    offenceDate: maybe(someDay(19_500, 500)),
    refusedUnderFirstProviso: flag(),
    previousConvictionPunishableDeathOrLife: chance(0.1),
    terrorismPunishableDeathOrLife: chance(0.1),
    hardenedAlleged: chance(0.2),
    delayByAccused: chance(0.2),
    chargeFramedOn: maybe(someDay()),
    offence: maybe(pick(['CNSA 9(c)', 'NAO 9(a)', 'PPC 302'])),
  }),
  'appeal-bail': () => ({
    convictedOn: someDay(),
    term: pick(['LIFE', { years: 2 }, { years: 5 }, { years: 9 }] as const),
    asOf: maybe(someDay()),
    appealDecided: chance(0.2),
    previousConvictionPunishableDeathOrLife: chance(0.2),
    terrorismPunishableDeathOrLife: chance(0.2),
  }),
  remand: () => {
    const from = 20_000
    return {
      law: maybe(pick(['crpc-167', 'ata-21e', 'peca-30a'] as const)),
      police: Array.from({ length: upTo(3) }, (_, at) => ({
        from: isoDay(from + at * 20),
        to: isoDay(from + at * 20 + upTo(40)),
      })),
      judicial: maybe({ orderedOn: isoDay(from), nextDate: isoDay(from + 10 + upTo(10)), produced: flag() }),
      firDate: maybe(isoDay(from - 1)),
      asOf: maybe(isoDay(from + upTo(60))),
    }
  },
  'appeal-limitation': () => {
    const judgment = 20_000 + upTo(500)
    const applied = judgment + upTo(70)
    return {
      appeal: pick([
        'sessions-conviction',
        'death-sentence',
        'acquittal-aggrieved',
        'acquittal-state',
        'atc-convict',
      ]),
      judgment: isoDay(judgment),
      copyApplied: maybe(isoDay(applied)),
      copyFeePaid: maybe(isoDay(applied + upTo(5))),
      copyReady: maybe(isoDay(applied + upTo(20))),
      filed: maybe(isoDay(judgment + upTo(120))),
      condonationRequested: flag(),
    } as InputsOf<'appeal-limitation'>
  },
  'fine-default-cap': () =>
    chance(0.5) ? { fineOnlyOffence: true, fineAmount: upTo(150) } : { maxPunishmentMonths: upTo(120) },
  'police-report': () => ({ fir: someDay(), reportReachedCourt: maybe(someDay()) }),
  'copies-before-trial': () => ({
    supplied: someDay(20_000, 10),
    chargeDateFixed: maybe(someDay(20_000, 20)),
  }),
  'scrutiny-return': () => ({ received: someDay(), resubmitted: maybe(someDay()) }),
  'narcotics-dispatch': () => ({ seized: `${someDay()}T10:00`, dispatched: maybe(`${someDay()}T10:00`) }),
  'aml-attachment': () => ({ attachmentOrder: someDay(), courtExtensionDays: maybe(upTo(300)) }),
  'ordinary-projection': () => ({
    sentencedOn: someDay(),
    term: pick(['LIFE', { years: 3 }, { months: 2 }] as const),
    setOffDays: maybe(upTo(500)),
    perMonth: 1 + upTo(30),
  }),
}

/** Every step that the engine can write for these rules: a step that is never reached was never read by anybody. */
const EXPECTED: Record<string, readonly string[]> = {
  sentence: [
    'DAYS_OUT_ADDED',
    'DUE_RELEASE',
    'FINE_PAID',
    'FINE_PART_PAID',
    'FINE_UNPAID',
    'GROSS_EXPIRY',
    'IF_SETOFF_GRANTED',
    'LATEST_GOVERNS',
    'LIFE_FLOOR',
    'MULTIPLE_LIFE_TERMS',
    'REMISSION_BARRED',
    'REMISSION_TAKEN',
    'S35_CEILING_WARNING',
    'SETOFF_ORDER_MISSING',
    'SETOFF_TAKEN',
    'TERM_AFTER_EXPIRY',
    'TERM_BEGINS',
    'TERM_CONCURRENT',
    'TERM_CONSECUTIVE',
    'TERM_S35',
    'TERM_S397',
    'TIME_SERVED',
  ],
  'statutory-bail': [
    'COUNTED_FROM_DETENTION',
    'DELAY_BY_ACCUSED_ALLEGED',
    'EXCLUDED_FOURTH_PROVISO',
    'HARDENED_DESPERATE_DANGEROUS_ALLEGED',
    'JJSA_6_3_TREATED_BAILABLE',
    'JJSA_6_5_SIX_MONTHS',
    'MERITS_REFUSAL_OPEN',
    'S496_BAILABLE',
    'S497_SECOND_PROVISO',
    'S497_THIRD_PROVISO_A',
    'S497_THIRD_PROVISO_B',
    'SPECIAL_LAW_BAR_CNSA_51',
    'SPECIAL_LAW_BAR_NAO_9B',
    'TERRORISM_DEATH_OR_LIFE',
  ],
  'appeal-bail': ['APPEAL_DECIDED', 'EXCLUDED', 'S426_1A_A', 'S426_1A_B', 'S426_1A_C'],
  remand: [
    'JUDICIAL_REMAND',
    'JUDICIAL_REMAND_TOO_LONG',
    'LATEST_LAWFUL_DAY',
    'POLICE_CUSTODY_EXCEEDED',
    'POLICE_CUSTODY_USED',
    'PRODUCTION_OVERDUE',
    'REPORT_DUE',
    'SINGLE_ORDER_TOO_LONG',
  ],
  'appeal-limitation': [
    'CONDONATION_CONTESTED',
    'COPY_APPLIED_AFTER_EXPIRY',
    'COPY_NOT_READY',
    'COPY_TIME_EXCLUDED',
    'IN_TIME',
    'PERIOD',
    'ROLLED_TO_OPEN_DAY',
    'SECTION_5_AVAILABLE',
    'SECTION_5_NOT_AVAILABLE',
    'STATUTORY_DUE',
    'TIME_BARRED',
  ],
  'fine-default-cap': ['FINE_ONLY_CAP', 'QUARTER_OF_LONGEST_TERM'],
  'police-report': ['INVESTIGATION_DAY', 'REPORT_LATE', 'ROLLED_TO_OPEN_DAY', 'STATUTORY_DUE'],
  'copies-before-trial': ['CHARGE_DATE_GOOD', 'CHARGE_DATE_TOO_EARLY', 'EARLIEST_COMMENCEMENT'],
  'scrutiny-return': ['ROLLED_TO_OPEN_DAY', 'STATUTORY_DUE'],
  'narcotics-dispatch': ['DISPATCH_BY', 'DISPATCH_LATE'],
  'aml-attachment': ['COURT_EXTENSION', 'LAPSES_AFTER', 'NOTICE_BY'],
  'ordinary-projection': ['DUE_RELEASE_PROJECTED', 'LIFE_FLOOR', 'ORDINARY_REMISSION_PROJECTED'],
}

function wellWritten(step: Step): void {
  expect(step.code).toMatch(/^[A-Z][A-Z0-9_]+$/)
  expect(step.section).toMatch(/[a-z].*\d|General Clauses/)
  expect(step.text.en).toMatch(/^[A-Z0-9].{8,}\.$/s)
  expect(step.text.ur).toMatch(/[\u0600-\u06FF].*[۔]$/su)
  for (const text of [step.text.en, step.text.ur]) {
    expect(text).not.toMatch(/undefined|NaN|\[object/)
    // Every isolate that is opened is closed, or the rest of the page would be turned about.
    expect(text.split(/[\u2066-\u2068]/)).toHaveLength(text.split('\u2069').length)
  }
  // No Latin value stands loose in Urdu: it would be shown with its parts in the wrong order.
  const loose = step.text.ur.replace(/[\u2066-\u2068][^\u2069]*\u2069/g, '')
  expect(loose).not.toMatch(/[A-Za-z]{2}|\d{4}/)
}

describe('the explanation', () => {
  it.each(Object.keys(EXPECTED))(
    'of %s is written whole in both languages, and changes no result',
    (name) => {
      const rule = name as RuleName
      const codes = new Set<string>()
      for (let run = 0; run < RUNS; run++) {
        const inputs = facts[rule]?.()
        const asked = { rule, inputs, calendar: { weeklyOff: ['Sat', 'Sun'] } }
        const explained = compute(asked)
        if (isRefused(explained)) throw new Error(`${explained.error.message.en} ${JSON.stringify(inputs)}`)
        const { status = [], reasons = [], ground = [] } = explained.result as Record<string, string[]>
        const wordless = [explained.flags, status, reasons, ground]
          .flat()
          .filter((code) => !Object.hasOwn(meanings, code))
        if (wordless.length > 0) throw new Error(`no words for ${wordless.join(', ')}`)
        for (const step of explained.steps) {
          codes.add(step.code)
          if (run % 10 === 0) wellWritten(step)
        }
        if (run % 10 === 0) {
          expect(compute({ ...asked, explain: false })).toMatchObject({ result: explained.result, steps: [] })
        }
      }
      if (RUNS === ENOUGH) expect([...codes].sort()).toEqual(EXPECTED[rule])
    },
  )

  it('of each worked case is written whole in both languages', () => {
    for (const { rule, inputs, calendar } of goldenCases) {
      const answer = compute({ rule, inputs, calendar })
      if (isRefused(answer)) throw new Error(answer.error.message.en)
      for (const step of answer.steps) wellWritten(step)
    }
  })
})
