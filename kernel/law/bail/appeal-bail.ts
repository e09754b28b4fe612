import { afterMonths, isoDay, readDay } from '../calendar/day.ts'
import { shown, uDay } from '../explanation.ts'
import { type How, rulesOfCourse } from '../how.ts'
import { meaningOf } from '../meaning.ts'
import type { LegalNumberKey } from '../packs/rule-pack.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'
import { endOfTerm, termInWords } from '../sentence/term.ts'

type Clause = 'a' | 'b' | 'c'

const PERIODS: Record<Clause, LegalNumberKey> = {
  a: 'appeal-bail.short-months',
  b: 'appeal-bail.middle-months',
  c: 'appeal-bail.long-months',
}

/** Release pending an appeal that is not decided in time (CrPC s.426(1-A)), counted from the day after conviction. */
export function appealBail(inputs: InputsOf<'appeal-bail'>, how: How = {}): ResultOf<'appeal-bail'> {
  const rules = rulesOfCourse(how)
  const convictedOn = readDay(inputs.convictedOn, 'inputs.convictedOn')
  const short = rules.on('appeal-bail.short-term-months', convictedOn).value
  const middle = rules.on('appeal-bail.middle-term-months', convictedOn).value
  // Compared by the days on which they would end, so that a term given in days is not called shorter than it is.
  const ends = endOfTerm(convictedOn, inputs.term, rules, convictedOn)
  const clause: Clause =
    ends <= afterMonths(convictedOn, short) ? 'a' : ends <= afterMonths(convictedOn, middle) ? 'b' : 'c'
  const number = rules.on(PERIODS[clause], convictedOn)
  const eligible = afterMonths(convictedOn + 1, number.value)
  const term = termInWords(inputs.term)
  how.steps?.push({
    code: `S426_1A_${clause.toUpperCase()}`,
    section: number.section,
    text: {
      en: `Sentence of ${term.en}: ${number.text.en}. Counted from ${shown(convictedOn + 1)}: due from ${shown(eligible)}.`,
      ur: `سزا ${term.ur}: ${number.text.ur}۔ ${uDay(convictedOn + 1)} سے شمار: ${uDay(eligible)} سے استحقاق۔`,
    },
    value: isoDay(eligible),
  })
  const result: ResultOf<'appeal-bail'> = { clause, eligibleFrom: isoDay(eligible), flags: [] }
  if (inputs.appealDecided === true) {
    result.status = 'NOT_APPLICABLE'
    how.steps?.push({
      code: 'APPEAL_DECIDED',
      section: 'CrPC s.426(1-A)',
      text: {
        en: 'The appeal is decided: the clause no longer applies.',
        ur: 'اپیل کا فیصلہ ہو چکا: یہ شق لاگو نہیں۔',
      },
    })
    return result
  }
  const excluded: string[] = []
  if (inputs.previousConvictionPunishableDeathOrLife === true) excluded.push('PREVIOUS_CONVICT_DEATH_OR_LIFE')
  if (inputs.terrorismPunishableDeathOrLife === true) excluded.push('TERRORISM_DEATH_OR_LIFE')
  if (excluded.length > 0) {
    result.status = 'EXCLUDED'
    result.reasons = excluded
    how.steps?.push({
      code: 'EXCLUDED',
      section: 'CrPC s.426(1-A) proviso',
      text: {
        en: `Excluded: ${excluded.map((code) => meaningOf(code).en).join('; ')}.`,
        ur: `مستثنیٰ: ${excluded.map((code) => meaningOf(code).ur).join('؛ ')}۔`,
      },
      value: excluded.join(', '),
    })
    return result
  }
  if (inputs.asOf !== undefined) {
    result.status = readDay(inputs.asOf, 'inputs.asOf') >= eligible ? 'PRIMA_FACIE_ELIGIBLE' : 'NOT_YET'
  }
  return result
}
