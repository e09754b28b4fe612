import { afterMonths, type Day, readDay } from '../calendar/day.ts'
import { u } from '../explanation.ts'
import { type How, rulesOfCourse } from '../how.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'
import { endOfTerm } from '../sentence/term.ts'

type Inputs = InputsOf<'special-remission'>
type Result = ResultOf<'special-remission'>
type Rule = Inputs['notification']['rules'][number]

const SECTION = 'PPR 1978 r.216; the notification'

/**
 * What one notification of special remission gives one prisoner. Its rules are tried in order; a rule's own list of
 * excluded offences replaces the general one. Days served count set-off and the notified day, never remission.
 */
export function specialRemission(inputs: Inputs, how: How = {}): Result {
  const { notification, prisoner } = inputs
  const on = readDay(notification.on, 'inputs.notification.on')
  const sentencedOn = readDay(prisoner.sentencedOn, 'inputs.prisoner.sentencedOn')
  const bornOn =
    prisoner.dateOfBirth === undefined
      ? undefined
      : readDay(prisoner.dateOfBirth, 'inputs.prisoner.dateOfBirth')
  const grossDays = endOfTerm(sentencedOn, prisoner.term, rulesOfCourse(how), sentencedOn) - sentencedOn
  const servedDays =
    (prisoner.setOffDays ?? 0) +
    Math.max(0, on - sentencedOn + 1) -
    Math.min(prisoner.outDays ?? 0, Math.max(0, on - sentencedOn + 1))
  const flags: string[] = []

  if (prisoner.condemned === true) return refused({ reason: 'EXCLUDED_CONDEMNED' }, how, flags)

  const fitting = notification.rules.filter((rule) => isFor(rule, prisoner.sex, bornOn, on, flags))
  const open = fitting.filter((rule) => excludedGroups(rule, inputs).length === 0)
  if (fitting.length > 0 && open.length === 0) {
    const groups = [...new Set(fitting.flatMap((rule) => excludedGroups(rule, inputs)))]
    return refused({ reason: 'EXCLUDED_OFFENCE', groups }, how, flags)
  }
  if (sentencedOn > on) return refused({ reason: 'NOT_A_CONVICT_ON_DATE' }, how, flags)
  const granted = open.find((rule) => hasServed(rule, servedDays, grossDays))
  if (granted !== undefined) {
    how.steps?.push({
      code: 'SPECIAL_REMISSION_GIVEN',
      section: SECTION,
      text: {
        en: `Rule ${granted.id}: ${servedDays} of ${grossDays} days served${granted.minServed ? `, at least ${granted.minServed.join('/')} asked` : ''}: ${granted.days} days.`,
        ur: `قاعدہ ${u(granted.id)}: ${u(grossDays)} میں سے ${u(servedDays)} دن کاٹے${granted.minServed ? `، شرط ${u(granted.minServed.join('/'))}` : ''}: ${u(granted.days)} دن معافی۔`,
      },
      value: granted.days,
    })
    return { days: granted.days, rule: granted.id, servedDays, grossDays, flags }
  }
  if (open.length > 0)
    return refused({ reason: 'SERVED_FRACTION_NOT_MET', servedDays, grossDays }, how, flags)
  return refused({ reason: 'NO_RULE_APPLIES' }, how, flags)
}

function isFor(rule: Rule, sex: 'M' | 'F', bornOn: Day | undefined, on: Day, flags: string[]): boolean {
  if (rule.sex !== undefined && rule.sex !== sex) return false
  if (rule.minAge === undefined) return true
  if (bornOn === undefined) {
    if (!flags.includes('AGE_UNKNOWN_REFER')) flags.push('AGE_UNKNOWN_REFER')
    return false
  }
  return on >= afterMonths(bornOn, rule.minAge * 12)
}

function excludedGroups(rule: Rule, inputs: Inputs): string[] {
  const excluded = rule.excluded ?? inputs.notification.excluded ?? []
  return inputs.prisoner.offenceGroups.filter((group) => excluded.includes(group))
}

function hasServed(rule: Rule, servedDays: number, grossDays: number): boolean {
  if (rule.minServed === undefined) return true
  const [parts, of] = rule.minServed
  return servedDays * of >= grossDays * parts
}

const REFUSALS: Record<NonNullable<Result['reason']>, { en: string; ur: string }> = {
  EXCLUDED_CONDEMNED: {
    en: 'A condemned prisoner earns no remission.',
    ur: 'سزائے موت کے قیدی کو معافی نہیں ملتی۔',
  },
  EXCLUDED_OFFENCE: { en: 'The notification excludes the offence.', ur: 'نوٹیفکیشن میں یہ جرم مستثنیٰ ہے۔' },
  NOT_A_CONVICT_ON_DATE: {
    en: 'Not a convict on the notified day (PLD 2005 SC 163, PLD 2008 SC 71).',
    ur: `نوٹیفکیشن کی تاریخ کو سزا یافتہ نہیں تھا (${u('PLD 2005 SC 163, PLD 2008 SC 71')})۔`,
  },
  SERVED_FRACTION_NOT_MET: {
    en: 'The part of the sentence that the notification asks for has not been served.',
    ur: 'سزا کا مطلوبہ حصہ ابھی نہیں کاٹا گیا۔',
  },
  NO_RULE_APPLIES: {
    en: 'No rule of the notification is for this prisoner.',
    ur: 'نوٹیفکیشن کا کوئی قاعدہ اس قیدی پر لاگو نہیں۔',
  },
}

function refused(
  found: Pick<Result, 'groups' | 'servedDays' | 'grossDays'> & { reason: NonNullable<Result['reason']> },
  how: How,
  flags: string[],
): Result {
  how.steps?.push({ code: found.reason, section: SECTION, text: REFUSALS[found.reason], value: 0 })
  return { days: 0, ...found, flags }
}
