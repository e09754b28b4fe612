import { formatDate, formatDistance, formatInstant, formatMoney, type Language } from '../i18n/format.ts'
import { useLanguage } from './language.ts'

export interface Formats {
  readonly language: Language
  readonly date: (date: string) => string
  readonly distance: (date: string) => string
  readonly instant: (instant: string) => string
  readonly money: (rupees: number) => string
}

/** Dates and sums in the interface language: `const { date, distance } = useFormats()`. */
export function useFormats(): Formats {
  const language = useLanguage()
  return {
    language,
    date: (date) => formatDate(date, language),
    distance: (date) => formatDistance(date, language),
    instant: (instant) => formatInstant(instant, language),
    money: (rupees) => formatMoney(rupees, language),
  }
}
