import { afterMonths, type Day, isoDay, monthsClipped, readDay, type Spell } from '../calendar/day.ts'
import { enDays, type Step, shown, u, uDay } from '../explanation.ts'
import { type How, rulesOfCourse } from '../how.ts'
import type { RulesInForce } from '../packs/rule-pack.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'
import { type Chain, chainsOf, claimsServedDays, daysOutOf, readDaysOut, setOffOf } from './chain.ts'
import { afterFineDefaults } from './fine-default.ts'
import { explainJoining } from './joining-steps.ts'
import { monthsOf } from './term.ts'

type Inputs = InputsOf<'sentence'>

/** What a chain comes to. Days named `…Ends` are the first day after; a last day is one less. */
type Reckoned = {
  chain: Chain
  out: number
  setOff: number
  timeServed: boolean
  beforeRemissionEnds: Day
  remissionMonths: number
  remissionDays: number
  substantiveEnds: Day
  /** First day after the fifteen years; only where the chain holds exactly one life term. */
  floor: Day | undefined
  ends: Day
}

/**
 * The date of release: terms chained, days out added, set-off taken once a chain, remission taken from unbarred
 * chains, a life term held to its floor, fine default served last. Half-open intervals inside; every date returned is
 * a last day, save `lifeFloorDate`, the first day after fifteen years (PPR 1978 r.140).
 * @throws LawInputError when a date cannot be read or a spell ends before it begins
 */
export function sentence(inputs: Inputs, how: How = {}): ResultOf<'sentence'> {
  const rules = rulesOfCourse(how)
  const steps = how.steps
  const out = readDaysOut(inputs.out)
  const granted = netRemission(inputs.remissions)
  const chains = chainsOf(inputs.sentences, out, rules, steps && explainJoining(steps))
  const reckoned = chains.map((chain) => reckon(chain, out, granted, rules))
  const governing = reckoned.reduce((best, one) => (governs(one, best) ? one : best))
  const last = afterFineDefaults(inputs.sentences, governing.ends, undefined) - 1
  const flags = flagsOf(inputs, reckoned, governing)

  if (steps !== undefined) {
    explain(steps, inputs, reckoned, governing, rules)
    afterFineDefaults(inputs.sentences, governing.ends, steps)
    steps.push({
      code: 'DUE_RELEASE',
      section: 'PPR 1978 r.35',
      text: {
        en: `The last day of custody under these sentences is ${shown(last)}.`,
        ur: `ان سزاؤں میں حراست کا آخری دن ${uDay(last)} ہے۔`,
      },
      value: isoDay(last),
    })
  }

  const result: ResultOf<'sentence'> = {
    setOffDays: governing.setOff,
    grossExpiry: isoDay(governing.chain.ends - 1),
    expiryBeforeRemission: isoDay(governing.beforeRemissionEnds - 1),
    remissionMonths: governing.remissionMonths,
    remissionDays: governing.remissionDays,
    substantiveExpiry: isoDay(governing.substantiveEnds - 1),
    dueRelease: isoDay(last),
    flags,
  }
  if (governing.floor !== undefined) {
    result.lifeFloorDate = isoDay(governing.floor)
    result.rule140SubmissionDue = result.lifeFloorDate
  }
  if (inputs.sentences.some(isSilentWithCustody)) {
    const asked = sentence(asIfGranted(inputs), { rules })
    result.ifSetOffGranted = { setOffDays: asked.setOffDays, dueRelease: asked.dueRelease }
    steps?.push({
      code: 'IF_SETOFF_GRANTED',
      section: 'CrPC s.382-B; PLD 2009 SC 460',
      text: {
        en: `Were set-off granted for the custody recorded, ${enDays(asked.setOffDays)} would be taken off and the last day would be ${shown(readDay(asked.dueRelease, 'ifSetOffGranted'))}. Only the court may say so.`,
        ur: `اگر عدالت منہائی منظور کرے تو ${u(asked.setOffDays)} دن منہا ہوں گے اور آخری دن ${uDay(readDay(asked.dueRelease, 'ifSetOffGranted'))} ہوگا۔ یہ صرف عدالت کا اختیار ہے۔`,
      },
      value: asked.dueRelease,
    })
  }
  return result
}

/** The same facts, with every silent order read as a grant: what the court's order would be worth. */
export function asIfGranted(inputs: Inputs): Inputs {
  return {
    ...inputs,
    sentences: inputs.sentences.map((one) =>
      isSilentWithCustody(one) ? { ...one, setOff: { ...one.setOff, order: 'GRANTED' as const } } : one,
    ),
  }
}

function isSilentWithCustody(one: Inputs['sentences'][number]): boolean {
  return one.setOff?.order === 'SILENT' && (one.setOff.custody?.length ?? 0) > 0
}

/** Remission posted less forfeiture; void entries count for nothing. */
function netRemission(remissions: Inputs['remissions']): { months: number; days: number } {
  let months = 0
  let days = 0
  for (const entry of remissions ?? []) {
    if (entry.void === true) continue
    const sign = entry.kind === 'FORFEITURE' ? -1 : 1
    months += sign * monthsOf(entry.amount)
    days += sign * (entry.amount.days ?? 0)
  }
  return { months, days }
}

function reckon(
  chain: Chain,
  outSpells: readonly Spell[],
  granted: { months: number; days: number },
  rules: RulesInForce,
): Reckoned {
  const out = daysOutOf(chain, outSpells)
  const setOff = setOffOf(chain)
  // Nobody is released before the sentence is passed: time served means release that day.
  const earliest = chain.lastSentencedOn + 1
  const afterSetOff = chain.ends + out - setOff
  const beforeRemissionEnds = Math.max(afterSetOff, earliest)
  const barred = chain.passed.some((passed) => passed.barred)

  let remissionMonths = barred ? 0 : granted.months
  let remissionDays = barred ? 0 : granted.days
  const shortened = lessMonths(beforeRemissionEnds, remissionMonths) - remissionDays
  if (shortened > beforeRemissionEnds) {
    // Forfeiture takes back remission; it cannot add to what the court imposed.
    remissionMonths = 0
    remissionDays = 0
  }
  const substantiveEnds = Math.min(beforeRemissionEnds, Math.max(shortened, earliest))

  const floor =
    chain.lives === 1
      ? afterMonths(chain.lifeStart - setOff, rules.on('life.floor-years', chain.start).value * 12) + out
      : undefined
  return {
    chain,
    out,
    setOff,
    timeServed: afterSetOff <= chain.lastSentencedOn,
    beforeRemissionEnds,
    remissionMonths,
    remissionDays,
    substantiveEnds,
    floor,
    ends: floor === undefined ? substantiveEnds : Math.max(substantiveEnds, floor),
  }
}

function lessMonths(day: Day, months: number): Day {
  return months >= 0 ? monthsClipped(day, -months) : afterMonths(day, -months)
}

/**
 * The later date governs. Where dates tie, life goes first, since its case goes to Government (PPR 1978 r.140), then the longer
 * reckoning, whatever the order of the sentences.
 */
function governs(one: Reckoned, other: Reckoned): boolean {
  const pairs: [number, number][] = [
    [one.ends, other.ends],
    [one.floor ?? 0, other.floor ?? 0],
    [one.substantiveEnds, other.substantiveEnds],
    [one.beforeRemissionEnds, other.beforeRemissionEnds],
    [one.chain.ends, other.chain.ends],
    [one.setOff, other.setOff],
    [one.remissionMonths, other.remissionMonths],
    [one.remissionDays, other.remissionDays],
  ]
  for (const [a, b] of pairs) if (a !== b) return a > b
  return false
}

const FLAGS_IN_ORDER = [
  'SETOFF_ORDER_MISSING_S382B',
  'RUNNING_NOT_DIRECTED_S35',
  'RUNNING_NOT_DIRECTED_S397',
  'TIME_SERVED',
  'LIFE_FLOOR_15Y_GOVERNS',
  'RULE140_MULTIPLE_LIFE_TERMS_REFER',
  'REMISSION_BARRED_IN_PART_REFER',
  'SETOFF_OVERLAPS_SERVED_SENTENCE_REFER',
  'CONSECUTIVE_TO_WHICH_SENTENCE_REFER',
  'EARLIER_TERM_MAY_HAVE_EXPIRED_REFER',
] as const

function flagsOf(inputs: Inputs, reckoned: readonly Reckoned[], governing: Reckoned): string[] {
  const raised = new Set<string>()
  if (inputs.sentences.some((one) => (one.setOff?.order ?? 'SILENT') === 'SILENT')) {
    raised.add('SETOFF_ORDER_MISSING_S382B')
  }
  for (const { chain } of reckoned) {
    for (const flag of chain.flags) raised.add(flag)
    if (chain.lives > 1) raised.add('RULE140_MULTIPLE_LIFE_TERMS_REFER')
    const barred = chain.passed.filter((passed) => passed.barred).length
    if (barred > 0 && barred < chain.passed.length) raised.add('REMISSION_BARRED_IN_PART_REFER')
    if (claimsServedDays(chain)) raised.add('SETOFF_OVERLAPS_SERVED_SENTENCE_REFER')
  }
  if (governing.timeServed) raised.add('TIME_SERVED')
  if (governing.ends > governing.substantiveEnds) raised.add('LIFE_FLOOR_15Y_GOVERNS')
  return FLAGS_IN_ORDER.filter((flag) => raised.has(flag))
}

function explain(
  steps: Step[],
  inputs: Inputs,
  reckoned: readonly Reckoned[],
  governing: Reckoned,
  rules: RulesInForce,
): void {
  const { chain, out } = governing
  const last = chain.ends - 1
  if (reckoned.length > 1) {
    steps.push({
      code: 'LATEST_GOVERNS',
      section: 'CrPC s.35, s.397',
      text: {
        en: `${reckoned.length} runs of sentences; the one that ends last governs: ${idsOf(chain)}.`,
        ur: `سزاؤں کے ${u(reckoned.length)} سلسلے ہیں؛ سب سے آخر میں ختم ہونے والا نافذ ہوگا: ${u(idsOf(chain))}۔`,
      },
      value: idsOf(chain),
    })
  }
  steps.push({
    code: 'GROSS_EXPIRY',
    section: 'PPC s.49; CrPC s.35',
    text: {
      en: `From ${shown(chain.start)} the terms end on ${shown(last)}.`,
      ur: `${uDay(chain.start)} سے سزا ${uDay(last)} کو پوری ہوتی ہے۔`,
    },
    value: isoDay(last),
  })
  if (out > 0) {
    steps.push({
      code: 'DAYS_OUT_ADDED',
      section: 'PPR 1978 r.35, r.206; PLD 2003 Lahore 387; CrPC s.426(3)',
      text: {
        en: `Added for time out of custody: ${enDays(out)}; the days of release and of return count as custody.`,
        ur: `حراست سے باہر ${u(out)} دن شامل کیے گئے؛ رہائی اور واپسی کے دن حراست میں شمار ہیں۔`,
      },
      value: out,
    })
  }
  explainSetOff(steps, governing)
  explainCeiling(steps, governing, rules)
  const claimed = netRemission(inputs.remissions)
  if (claimed.months !== 0 || claimed.days !== 0) explainRemission(steps, governing)
  if (governing.floor !== undefined) {
    const number = rules.on('life.floor-years', chain.start)
    steps.push({
      code: 'LIFE_FLOOR',
      section: number.section,
      text: {
        en: `A life convict serves at least ${number.value} years: the first day after them is ${shown(governing.floor)}, when the case goes to Government.`,
        ur: `عمر قید میں کم از کم ${u(number.value)} سال کاٹنا لازم ہے: اس کے بعد پہلا دن ${uDay(governing.floor)} ہے، جب معاملہ حکومت کو بھیجا جاتا ہے۔`,
      },
      value: isoDay(governing.floor),
    })
  } else if (chain.lives > 0) {
    steps.push({
      code: 'MULTIPLE_LIFE_TERMS',
      section: 'PPR 1978 r.140',
      text: {
        en: `${chain.lives} life terms run one after another: how the fifteen years are reckoned is for Government. REFER.`,
        ur: `${u(chain.lives)} عمر قید یکے بعد دیگرے ہیں: پندرہ سال کا حساب حکومت طے کرے گی۔ رجوع کریں۔`,
      },
      value: chain.lives,
    })
  }
}

function explainSetOff(steps: Step[], governing: Reckoned): void {
  const { setOff } = governing
  const last = governing.beforeRemissionEnds - 1
  const silent = governing.chain.passed.filter((passed) => passed.order === 'SILENT')
  if (setOff > 0) {
    steps.push({
      code: 'SETOFF_TAKEN',
      section: 'CrPC s.382-B',
      text: {
        en: `Taken off once for custody before sentence, as the court granted: ${enDays(setOff)}; the last day becomes ${shown(last)}.`,
        ur: `سزا سے پہلے حراست کے ${u(setOff)} دن عدالت کے حکم کے مطابق ایک بار منہا: آخری دن ${uDay(last)} بنتا ہے۔`,
      },
      value: setOff,
    })
  }
  if (silent.length > 0) {
    const ids = silent.map((passed) => passed.id).join(', ')
    steps.push({
      code: 'SETOFF_ORDER_MISSING',
      section: 'CrPC s.382-B; PLJ 1984 Cr.C. Lahore 407 (FB); PLD 2009 SC 460',
      text: {
        en: `The order in ${ids} does not say whether custody before sentence counts. A jail may not supply it: ask the court.`,
        ur: `${u(ids)} کے حکم میں دفعہ ${u('382-B')} کی رعایت کا ذکر نہیں۔ جیل خود یہ رعایت نہیں دے سکتی: عدالت سے رجوع کریں۔`,
      },
      value: ids,
    })
  }
  if (governing.timeServed) {
    steps.push({
      code: 'TIME_SERVED',
      section: 'CrPC s.382-B',
      text: {
        en: 'Custody before sentence covers the whole term: release on the day of sentence.',
        ur: 'سزا سے پہلے کی حراست پوری سزا کے برابر یا زائد ہے: سزا کے دن ہی رہائی۔',
      },
      value: isoDay(last),
    })
  }
}

/** The ceiling on consecutive sentences of one trial is the court's to apply: it is shown, and nothing is cut. */
function explainCeiling(steps: Step[], { chain }: Reckoned, rules: RulesInForce): void {
  const followed = chain.passed.slice(1)
  if (followed.length === 0 || !followed.every((passed) => passed.sameTrial)) return
  const ceiling = rules.on('sentence.ceiling-years', chain.start)
  if (chain.ends <= afterMonths(chain.start, ceiling.value * 12)) return
  steps.push({
    code: 'S35_CEILING_WARNING',
    section: ceiling.section,
    text: {
      en: `Consecutive sentences of one trial exceed ${ceiling.value} years: check the ceiling of s.35(2). Nothing has been cut.`,
      ur: `ایک ہی مقدمے کی مسلسل سزائیں ${u(ceiling.value)} سال سے زائد ہیں: دفعہ 35(2) کی حد دیکھیں۔ کوئی کمی نہیں کی گئی۔`,
    },
  })
}

function explainRemission(steps: Step[], governing: Reckoned): void {
  const barred = governing.chain.passed.filter((passed) => passed.barred)
  if (barred.length > 0) {
    steps.push({
      code: 'REMISSION_BARRED',
      section: 'CNSA 1997 s.9-A; ATA 1997 s.21-F; NAO 1999',
      text: {
        en: `No remission is taken: the law bars it for ${barred.map((passed) => passed.id).join(', ')}.`,
        ur: `معافی منہا نہیں کی گئی: ${u(barred.map((passed) => passed.id).join(', '))} میں قانوناً ممنوع ہے۔`,
      },
    })
    return
  }
  const { remissionMonths: months, remissionDays: days } = governing
  const last = governing.substantiveEnds - 1
  steps.push({
    code: 'REMISSION_TAKEN',
    section: 'PPR 1978 ch. 8; Prisons Act 1894 s.59(5)',
    text: {
      en: `Remission of ${months} months and ${enDays(days)} (months first, then days) brings the last day to ${shown(last)}.`,
      ur: `${u(months)} ماہ اور ${u(days)} دن معافی (پہلے ماہ، پھر دن) منہا کر کے آخری دن ${uDay(last)} بنتا ہے۔`,
    },
    value: isoDay(last),
  })
}

function idsOf(chain: Chain): string {
  return chain.passed.map((passed) => passed.id).join(', ')
}
