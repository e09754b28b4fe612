import type { Finding } from '../bars.ts'
import type { MonthReason } from './contract.ts'

/** What one convict did in a month, as it stands in the registers. */
export interface Month {
  /** The first day of the month, and the first of the next, on which it is posted. */
  readonly firstDay: string
  readonly postedOn: string
  readonly sentencedOn: string
  readonly findings: readonly Finding[]
  /** Hard labour by sentence; null where the papers do not say. */
  readonly rigorous: boolean | null
  readonly atLarge: boolean
  /** The last day on which an offence in prison was found proved; null when there was none. */
  readonly lastOffenceOn: string | null
  /** Days at work, and days kept from it without fault: ill, outside, or declared unfit. */
  readonly worked: number
  readonly excused: number
  /** The last day in prison as the date stands; null where none does. */
  readonly due: string | null
}

export interface MonthRule {
  readonly conductDays: number
  readonly labourDays: number
  readonly fullWorkDays: number
  /** The law's most for a month. */
  readonly most: number
  /** Days for the first, second … whole year without an offence; for later years no number is known. */
  readonly goodConduct: readonly number[]
}

export interface Reckoned {
  readonly conductDays: number
  readonly labourDays: number
  readonly days: number
  readonly goodDays: number
  readonly reasons: readonly MonthReason[]
}

const nothing = (...reasons: MonthReason[]): Reckoned => ({
  conductDays: 0,
  labourDays: 0,
  days: 0,
  goodDays: 0,
  reasons,
})

/**
 * A month's ordinary remission of one convict, from conduct and labour, with every reason it is less than the whole. It accrues from
 * the first of the month after sentence, is never more than the law's most, and never brings the last day before the posting.
 */
export function reckonMonth(of: Month, rule: MonthRule): Reckoned {
  const barred = of.findings.filter((one) => one.standing === 'barred')
  if (barred.length > 0) return nothing(...barred.map(({ code }) => code as MonthReason))
  if (of.findings.length > 0) return nothing('refer', ...of.findings.map(({ code }) => code as MonthReason))
  if (of.sentencedOn >= of.firstDay) return nothing('not-yet')
  if (of.atLarge) return nothing('at-large')
  const present = of.worked + of.excused
  if (of.rigorous !== true && of.worked === 0)
    return nothing(of.rigorous === null ? 'kind-not-known' : 'simple')

  const reasons: MonthReason[] = []
  const offended = of.lastOffenceOn !== null && of.lastOffenceOn >= of.firstDay
  const conductDays = offended ? 0 : rule.conductDays
  if (offended) reasons.push('offence')
  const labourDays = Math.min(
    rule.labourDays,
    Math.floor((rule.labourDays * Math.min(present, rule.fullWorkDays)) / rule.fullWorkDays),
  )
  if (labourDays < rule.labourDays) reasons.push(present === 0 ? 'not-at-work' : 'fewer-days')

  const earned = Math.min(conductDays + labourDays, rule.most)
  const good = goodDaysOf(of, rule)
  const room = of.due === null ? Number.POSITIVE_INFINITY : daysBetween(of.postedOn, of.due) + 1
  if (of.due === null) reasons.push('no-date')
  if (good === null) reasons.push('good-later')
  const days = Math.max(0, Math.min(earned, room))
  const goodDays = Math.max(0, Math.min(good ?? 0, room - days))
  if (days + goodDays < earned + (good ?? 0)) reasons.push('date-reached')
  return { conductDays, labourDays, days, goodDays, reasons }
}

/** Days for a year without an offence, in the one month in which a year since accrual began is complete; null where an officer decides. */
function goodDaysOf(of: Month, rule: MonthRule): number | null {
  const accrual = firstOfNextMonth(of.sentencedOn)
  const years = Number(of.postedOn.slice(0, 4)) - Number(accrual.slice(0, 4))
  if (years < 1 || of.postedOn.slice(5) !== accrual.slice(5)) return 0
  const yearBegan = `${Number(of.postedOn.slice(0, 4)) - 1}${of.postedOn.slice(4)}`
  if (of.lastOffenceOn !== null && of.lastOffenceOn >= yearBegan) return 0
  return rule.goodConduct[years - 1] ?? null
}

/** The first day of the month after that of a day. */
export function firstOfNextMonth(day: string): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
