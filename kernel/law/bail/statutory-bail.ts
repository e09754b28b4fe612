import { afterMonths, type Day, isoDay, readDay } from '../calendar/day.ts'
import { shown, uDay } from '../explanation.ts'
import { type How, rulesOfCourse } from '../how.ts'
import { meaningOf } from '../meaning.ts'
import type { LegalNumber, RulesInForce } from '../packs/rule-pack.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'

type Inputs = InputsOf<'statutory-bail'>
type Result = ResultOf<'statutory-bail'>

/** Narcotics and accountability have bail bars of their own; whether they yield to s.497 is for the court. */
const SPECIAL_LAW_BARS: readonly { names: RegExp; reason: string; section: string }[] = [
  { names: /\bC\.?N\.?S\b|CNSA|narcotic/i, reason: 'SPECIAL_LAW_BAR_CNSA_51', section: 'CNSA 1997 s.51' },
  { names: /\bNA[BO]\b|accountability/i, reason: 'SPECIAL_LAW_BAR_NAO_9B', section: 'NAO 1999 s.9(b)' },
]

/**
 * From which day bail is due for the length of detention, and whether anything stands in its way that the engine can
 * see. Counted from detention, never from the charge (2022 SCMR 1; PLD 2022 SC 112). Whether the accused caused the
 * delay, or is hardened, desperate or dangerous, is a court's finding: REFER_TO_COURT.
 */
export function statutoryBail(inputs: Inputs, how: How = {}): Result {
  const rules = rulesOfCourse(how)
  const detainedSince = readDay(inputs.detainedSince, 'inputs.detainedSince')
  const flags: string[] = []
  const juvenile = isJuvenile(inputs, detainedSince, rules, flags)
  if (inputs.chargeFramedOn !== undefined) {
    how.steps?.push({
      code: 'COUNTED_FROM_DETENTION',
      section: 'CrPC s.497(1); 2022 SCMR 1; PLD 2022 SC 112',
      text: {
        en: 'The period runs from detention; the day on which the charge was framed does not matter.',
        ur: 'مدت گرفتاری سے شمار ہوتی ہے؛ فردِ جرم کی تاریخ کا کوئی اثر نہیں۔',
      },
    })
  }
  const juvenileClass = juvenile ? classOf(inputs.maxPunishment, detainedSince, rules) : undefined
  if (inputs.bailable === true) {
    return asOfRight('S496_BAILABLE', 'CrPC s.496', detainedSince, juvenileClass, how, flags)
  }
  if (juvenileClass === 'MINOR' || juvenileClass === 'MAJOR') {
    return asOfRight(
      'JJSA_6_3_TREATED_BAILABLE',
      'JJSA 2018 s.6(3)',
      detainedSince,
      juvenileClass,
      how,
      flags,
    )
  }

  const { ground, number } = groundOf(inputs, juvenileClass, detainedSince, rules)
  const eligible = afterMonths(detainedSince, number.value)
  how.steps?.push({
    code: ground,
    section: number.section,
    text: {
      en: `${number.text.en}. In custody since ${shown(detainedSince)}: due from ${shown(eligible)}.`,
      ur: `${number.text.ur}۔ ${uDay(detainedSince)} سے حراست میں: ${uDay(eligible)} سے استحقاق۔`,
    },
    value: isoDay(eligible),
  })
  const result: Result = { ground, eligibleFrom: isoDay(eligible), periodMonths: number.value, flags }
  if (juvenileClass !== undefined) {
    result.juvenileClass = juvenileClass
    const olderThanSixteen = isPastSixteen(inputs, detainedSince, rules)
    if (olderThanSixteen) {
      result.meritBailMayBeRefused6_4 = true
      how.steps?.push({
        code: 'MERITS_REFUSAL_OPEN',
        section: 'JJSA 2018 s.6(4)',
        text: {
          en: 'More than sixteen at arrest and the offence heinous: bail on the merits may be refused until then.',
          ur: 'گرفتاری پر عمر سولہ سال سے زائد اور جرم سنگین: اس تاریخ تک میرٹ پر ضمانت مسترد ہو سکتی ہے۔',
        },
      })
    }
  }
  decide(result, inputs, eligible, ground, how)
  return result
}

function isJuvenile(inputs: Inputs, detainedSince: Day, rules: RulesInForce, flags: string[]): boolean {
  const limit = rules.on('juvenile.age', detainedSince).value
  if (inputs.dateOfBirth !== undefined && inputs.offenceDate !== undefined) {
    const adultFrom = afterMonths(readDay(inputs.dateOfBirth, 'inputs.dateOfBirth'), limit * 12)
    return readDay(inputs.offenceDate, 'inputs.offenceDate') < adultFrom
  }
  if (inputs.ageAtOffence !== undefined) return inputs.ageAtOffence < limit
  if (inputs.dateOfBirth !== undefined) {
    // The offence was before the detention: under eighteen then means under eighteen at the offence.
    const adultFrom = afterMonths(readDay(inputs.dateOfBirth, 'inputs.dateOfBirth'), limit * 12)
    if (detainedSince < adultFrom) return true
    flags.push('AGE_AT_OFFENCE_UNKNOWN_REFER')
  }
  return false
}

function classOf(max: Inputs['maxPunishment'], on: Day, rules: RulesInForce): 'MINOR' | 'MAJOR' | 'HEINOUS' {
  if (typeof max !== 'number') return 'HEINOUS'
  if (max <= rules.on('juvenile.minor-max-months', on).value) return 'MINOR'
  return max <= rules.on('juvenile.major-max-months', on).value ? 'MAJOR' : 'HEINOUS'
}

function isPastSixteen(inputs: Inputs, detainedSince: Day, rules: RulesInForce): boolean {
  const age = rules.on('juvenile.merits-refusal-age', detainedSince).value
  if (inputs.dateOfBirth !== undefined) {
    return detainedSince > afterMonths(readDay(inputs.dateOfBirth, 'inputs.dateOfBirth'), age * 12)
  }
  return inputs.ageAtOffence !== undefined && inputs.ageAtOffence > age
}

function groundOf(
  inputs: Inputs,
  juvenileClass: Result['juvenileClass'],
  on: Day,
  rules: RulesInForce,
): { ground: Result['ground']; number: LegalNumber } {
  if (juvenileClass !== undefined) {
    return { ground: 'JJSA_6_5_SIX_MONTHS', number: rules.on('juvenile.heinous-months', on) }
  }
  const woman = inputs.sex === 'F'
  if (woman && inputs.refusedUnderFirstProviso === true) {
    return { ground: 'S497_SECOND_PROVISO', number: rules.on('bail.woman-refused-months', on) }
  }
  if (inputs.maxPunishment === 'DEATH') {
    const number = rules.on(woman ? 'bail.capital-woman-months' : 'bail.capital-months', on)
    return { ground: 'S497_THIRD_PROVISO_B', number }
  }
  const number = rules.on(woman ? 'bail.other-woman-months' : 'bail.other-months', on)
  return { ground: 'S497_THIRD_PROVISO_A', number }
}

function asOfRight(
  ground: Result['ground'],
  section: string,
  since: Day,
  juvenileClass: Result['juvenileClass'],
  how: How,
  flags: string[],
): Result {
  how.steps?.push({
    code: ground,
    section,
    text: {
      en: `Bail is a right from the first day, ${shown(since)}.`,
      ur: `پہلے دن ${uDay(since)} سے ضمانت بطور حق ہے۔`,
    },
    value: isoDay(since),
  })
  const result: Result = { ground, eligibleFrom: isoDay(since), status: 'ELIGIBLE_AS_OF_RIGHT', flags }
  if (juvenileClass !== undefined) result.juvenileClass = juvenileClass
  return result
}

function decide(result: Result, inputs: Inputs, eligible: Day, ground: Result['ground'], how: How): void {
  const thirdProviso = ground === 'S497_THIRD_PROVISO_A' || ground === 'S497_THIRD_PROVISO_B'
  if (thirdProviso) {
    const excluded: string[] = []
    if (inputs.previousConvictionPunishableDeathOrLife === true)
      excluded.push('PREVIOUS_CONVICT_DEATH_OR_LIFE')
    if (inputs.terrorismPunishableDeathOrLife === true) excluded.push('TERRORISM_DEATH_OR_LIFE')
    if (excluded.length > 0) {
      result.status = 'EXCLUDED_FOURTH_PROVISO'
      result.reasons = excluded
      how.steps?.push({
        code: 'EXCLUDED_FOURTH_PROVISO',
        section: 'CrPC s.497(1) fourth proviso',
        text: {
          en: `The third proviso does not apply: ${excluded.map((code) => meaningOf(code).en).join('; ')}.`,
          ur: `تیسری شرط لاگو نہیں: ${excluded.map((code) => meaningOf(code).ur).join('؛ ')}۔`,
        },
        value: excluded.join(', '),
      })
      return
    }
  }
  const forTheCourt = courtsQuestions(inputs, ground)
  const asOf = inputs.asOf === undefined ? undefined : readDay(inputs.asOf, 'inputs.asOf')
  if (asOf !== undefined && asOf < eligible) {
    result.status = 'NOT_YET'
    return
  }
  if (forTheCourt.length > 0) {
    result.status = 'REFER_TO_COURT'
    result.reasons = forTheCourt.map((question) => question.reason)
    for (const question of forTheCourt) {
      how.steps?.push({
        code: question.reason,
        section: question.section,
        text: {
          en: `${meaningOf(question.reason).en}: the finding is for the court, not for a computation.`,
          ur: `${meaningOf(question.reason).ur}: اس کا فیصلہ عدالت کرے گی، حساب سے نہیں ہوتا۔`,
        },
      })
    }
    return
  }
  if (asOf !== undefined) result.status = 'PRIMA_FACIE_ELIGIBLE'
}

/** What only a court can find. The second proviso asks for nothing but the six months. */
function courtsQuestions(inputs: Inputs, ground: Result['ground']): { reason: string; section: string }[] {
  if (ground === 'S497_SECOND_PROVISO') return []
  const questions: { reason: string; section: string }[] = []
  if (inputs.delayByAccused === true) {
    questions.push({
      reason: 'DELAY_BY_ACCUSED_ALLEGED',
      section: ground === 'JJSA_6_5_SIX_MONTHS' ? 'JJSA 2018 s.6(5)' : 'CrPC s.497(1) third proviso',
    })
  }
  if (ground === 'JJSA_6_5_SIX_MONTHS') {
    if (inputs.terrorismPunishableDeathOrLife === true) {
      questions.push({ reason: 'TERRORISM_DEATH_OR_LIFE', section: 'JJSA 2018 s.23; ATA 1997 s.21-D' })
    }
    return questions
  }
  if (inputs.hardenedAlleged === true) {
    questions.push({
      reason: 'HARDENED_DESPERATE_DANGEROUS_ALLEGED',
      section: 'CrPC s.497(1) fourth proviso',
    })
  }
  for (const bar of SPECIAL_LAW_BARS) {
    if (inputs.offence !== undefined && bar.names.test(inputs.offence)) {
      questions.push({ reason: bar.reason, section: bar.section })
    }
  }
  return questions
}
