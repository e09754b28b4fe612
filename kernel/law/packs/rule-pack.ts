import { type Day, readDay } from '../calendar/day.ts'
import type { legalNumberKeys } from '../keys.ts'
import { LawInputError, type Text } from '../refusal.ts'

/** How sure the number is: what the text says, what a judgment or report says, what was chosen, what is only believed. */
export type Confidence = 'statute' | 'sourced' | 'interpretive' | 'policy' | 'general-knowledge'

export type LegalUnit = 'minute' | 'hour' | 'day' | 'open-day' | 'month' | 'year' | 'rupee' | 'part'

/** One number that the law fixes, with the section that fixes it and the days between which it is in force. */
export type LegalNumber = {
  key: LegalNumberKey
  value: number
  unit: LegalUnit
  /** The citation, as printed beside each step that uses it. */
  section: string
  text: Text
  /** First day in force; absent when it has stood as long as any record kept here. */
  effectiveFrom?: string
  /** Last day in force; absent while it stands. */
  effectiveTo?: string
  confidence: Confidence
  /** How the engine counts where the section leaves a choice. */
  convention?: Text
  /** A run of days in which it is unsure which version governs: the result is marked REFER. */
  unsure?: { from: string; to: string; why: Text }
  /** Worked cases that prove it. */
  goldenCases?: readonly string[]
}

/** A province's law as data, with a version that every confirmed date keeps. */
export type RulePack = {
  code: string
  version: string
  title: Text
  /** The pack whose numbers stand unless this one gives its own. */
  basedOn?: string
  effectiveFrom: string
  calendarCode: string
  numbers: readonly LegalNumber[]
  /** Rules of counting that no single section states. */
  conventions: readonly { code: string; section: string; text: Text; confidence: Confidence }[]
}

export type LegalNumberKey = (typeof legalNumberKeys)[number]

type Version = { number: LegalNumber; from: Day; to: Day; unsureFrom: Day; unsureTo: Day }

/** The numbers of a pack (over those it is based on), found by key and day. */
export class RulesInForce {
  readonly code: string
  readonly version: string
  readonly numbers: readonly LegalNumber[]
  private readonly versions = new Map<string, Version[]>()

  constructor(pack: RulePack, base?: RulesInForce) {
    this.code = pack.code
    this.version = base === undefined ? pack.version : `${pack.version}+${base.code}-${base.version}`
    const own = new Set<string>(pack.numbers.map((number) => number.key))
    this.numbers = [...(base?.numbers ?? []).filter((number) => !own.has(number.key)), ...pack.numbers]
    for (const number of this.numbers) {
      const path = `pack.${number.key}`
      const version: Version = {
        number,
        from:
          number.effectiveFrom === undefined
            ? -Infinity
            : readDay(number.effectiveFrom, `${path}.effectiveFrom`),
        to: number.effectiveTo === undefined ? Infinity : readDay(number.effectiveTo, `${path}.effectiveTo`),
        unsureFrom:
          number.unsure === undefined ? Infinity : readDay(number.unsure.from, `${path}.unsure.from`),
        unsureTo: number.unsure === undefined ? -Infinity : readDay(number.unsure.to, `${path}.unsure.to`),
      }
      const known = this.versions.get(number.key)
      if (known === undefined) this.versions.set(number.key, [version])
      else known.push(version)
    }
  }

  /** The number in force on a day. @throws LawInputError NO_RULE_IN_FORCE when the law has none for that day */
  on(key: LegalNumberKey, day: Day): LegalNumber {
    const versions = this.versions.get(key)
    if (versions !== undefined) {
      for (const version of versions) if (day >= version.from && day <= version.to) return version.number
    }
    throw new LawInputError('NO_RULE_IN_FORCE', key, {
      en: `The pack ${this.code} has no ${key} in force on that day: a law officer must add it.`,
      ur: `پیک ⁦${this.code}⁩ میں اس تاریخ کو ⁦${key}⁩ کا کوئی قاعدہ نافذ نہیں۔ لا افسر سے رجوع کریں۔`,
    })
  }

  /** True when the sources leave it open which version governed that day. */
  isUnsure(key: LegalNumberKey, day: Day): boolean {
    const versions = this.versions.get(key) ?? []
    return versions.some((version) => day >= version.unsureFrom && day <= version.unsureTo)
  }
}
