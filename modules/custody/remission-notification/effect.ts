import {
  accusationOf,
  computeSentenceTwice,
  differenceBetween,
  type InputsOf,
  LawInputError,
  type RulesInForce,
  type Step,
  specialRemission,
} from '#kernel/law'
import type { SentenceFacts } from '../sentence/facts.ts'
import type { effectClasses, effectReasons, NotificationRule } from './contract.ts'

/** A notification in the law engine's own form. */
export interface Notification {
  readonly on: string
  readonly excluded: readonly string[]
  readonly rules: readonly NotificationRule[]
}

/** One convict: who they are, what they serve, and the date that stands. */
export interface Convict {
  readonly sex: 'M' | 'F' | 'X' | null
  readonly birthDate: string | null
  readonly birthKnown: boolean
  readonly facts: Pick<SentenceFacts, 'inputs' | 'condemned' | 'offences'>
  readonly storedDue: string | null
}

export interface Effect {
  readonly days: number
  readonly rule: string | null
  readonly reason: (typeof effectReasons)[number]
  readonly class: (typeof effectClasses)[number] | null
  readonly before: string | null
  readonly after: string | null
  readonly leavesAtOnce: boolean
  readonly steps: readonly Pick<Step, 'section' | 'text'>[]
  readonly flags: readonly string[]
  readonly byHand: boolean
}

/** Offences whose own law may bar remission; whether it does turns on the day of conviction, which a law officer looks at. */
const barredByStatute = ['NARCOTICS', 'TERRORISM', 'ACCOUNTABILITY']

const nothing = {
  days: 0,
  rule: null,
  class: null,
  leavesAtOnce: false,
  steps: [],
  flags: [],
  byHand: false,
} as const

/**
 * What one notification does for one convict, with the date of release before and after it. Pure: the same convict, notification,
 * law and day give the same effect. What the engine cannot decide for certain is left to an officer and never posted by itself.
 */
export function effectOf(
  notification: Notification,
  convict: Convict,
  rules: RulesInForce,
  on: string,
): Effect {
  const { facts, storedDue } = convict
  if (facts.condemned)
    return { ...nothing, reason: 'EXCLUDED_CONDEMNED', before: storedDue, after: storedDue }
  const sentences = facts.inputs as unknown as InputsOf<'sentence'>
  const base = worked(sentences, rules)
  if (base === null)
    return {
      ...nothing,
      reason: 'LAW_REFUSED',
      class: 'refused',
      before: storedDue,
      after: null,
      byHand: true,
    }
  if (base.dueRelease !== storedDue)
    return { ...nothing, reason: 'UNEXPLAINED', before: storedDue, after: base.dueRelease, byHand: true }
  if (termOver(base) <= notification.on)
    return { ...nothing, reason: 'TERM_SERVED', before: storedDue, after: storedDue }
  if (convict.sex === null || convict.sex === 'X')
    return { ...nothing, reason: 'SEX_NOT_KNOWN', before: storedDue, after: storedDue, byHand: true }

  const begun = facts.inputs.sentences[0]!
  const several = facts.inputs.sentences.length > 1
  const groups = new Set<string>()
  const flags = new Set<string>()
  for (const { act, section, on: offenceOn, known } of facts.offences) {
    const accused = accusationOf([{ act, section, known, raw: `${section} ${act}` }], offenceOn)
    for (const group of accused.groups) groups.add(group)
    if (!known || accused.flags.includes('SECTION_UNKNOWN_REFER')) flags.add('SECTION_UNKNOWN_REFER')
  }
  const steps: Step[] = []
  const given = specialRemission(
    {
      notification: {
        on: notification.on,
        excluded: [...notification.excluded],
        rules: notification.rules.map((rule) => ({ ...rule })),
      },
      prisoner: {
        sex: convict.sex,
        ...(convict.birthDate === null ? {} : { dateOfBirth: convict.birthDate }),
        offenceGroups: [...groups],
        sentencedOn: begun.sentencedOn,
        // Several sentences are looked at as one that lasts as long as all of them; whether the notification means that is for an officer.
        term: several ? { days: daysFrom(begun.sentencedOn, base.grossExpiry) } : begun.term,
        setOffDays: base.setOffDays,
      },
    },
    { rules, steps },
  )
  for (const flag of given.flags) flags.add(flag)
  const explained = steps.map(({ section, text }) => ({ section, text }))
  if (given.days === 0)
    return {
      ...nothing,
      reason: given.reason!,
      before: storedDue,
      after: storedDue,
      steps: explained,
      flags: [...flags].sort(),
      byHand: [...flags].some((flag) => flag.endsWith('REFER')),
    }
  if (several) flags.add('SEVERAL_SENTENCES_REFER')
  if (barredByStatute.some((group) => groups.has(group))) flags.add('STATUTORY_BAR_REFER')
  const rule = notification.rules.find(({ id }) => id === given.rule)
  if (rule?.minAge !== undefined && !convict.birthKnown) flags.add('AGE_ESTIMATED_REFER')
  const after = worked(
    {
      ...sentences,
      remissions: [
        ...(sentences.remissions ?? []),
        { kind: 'special', amount: { years: 0, months: 0, days: given.days } },
      ],
    },
    rules,
  )!
  if (after.dueRelease === base.dueRelease)
    flags.add(
      base.flags.includes('LIFE_FLOOR_15Y_GOVERNS') ? 'LIFE_FLOOR_15Y_GOVERNS' : 'DATE_DOES_NOT_MOVE_REFER',
    )
  // Remission reaches back before its own day only on paper: from when the default term then counts is not the prison's to say.
  if (
    base.dueRelease > base.substantiveExpiry &&
    base.lifeFloorDate === undefined &&
    after.substantiveExpiry < notification.on
  )
    flags.add('FINE_DEFAULT_BEGINS_REFER')
  const leavesAtOnce = after.dueRelease < on
  return {
    days: given.days,
    rule: given.rule ?? null,
    reason: 'GIVEN',
    class: leavesAtOnce
      ? 'unlawful-detention-risk'
      : (differenceBetween('sentence', base, after)?.class ?? 'other-change'),
    before: base.dueRelease,
    after: after.dueRelease,
    leavesAtOnce,
    steps: explained,
    flags: [...flags].sort(),
    byHand: [...flags].some((flag) => flag.endsWith('REFER')),
  }
}

/** The last day of what remission can shorten: the substantive term, or the fifteen years of a life term. */
function termOver(base: { substantiveExpiry: string; lifeFloorDate?: string | undefined }): string {
  const { substantiveExpiry, lifeFloorDate } = base
  return lifeFloorDate !== undefined && lifeFloorDate > substantiveExpiry ? lifeFloorDate : substantiveExpiry
}

function worked(inputs: InputsOf<'sentence'>, rules: RulesInForce) {
  try {
    return computeSentenceTwice(inputs, { rules })
  } catch (problem) {
    if (problem instanceof LawInputError) return null
    throw problem
  }
}

function daysFrom(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1
}
