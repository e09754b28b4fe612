import type { FormatterModule } from 'i18next'
import { formatDate, formatInstant, formatMoney, formatNumber, isolate, type Language } from './format.ts'

/**
 * How a value enters a sentence. `{{when, date}}`, `{{at, instant}}`, `{{count, number}}`, `{{sum, money}}`; without a format
 * a value goes in as it is. In Urdu every value is isolated, and in English one that holds Arabic script, so that a section
 * number or a name cannot turn the words around it.
 */
export const formatter: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, format: string | undefined, language: string | undefined) =>
    place(value, format, language === 'ur' ? 'ur' : 'en'),
}

function place(value: unknown, format: string | undefined, language: Language): string {
  if (value === undefined || value === null) return ''
  const text = shape(value, format, language)
  if (/^\d+$/.test(text)) return text
  return language === 'ur' || /[\u0590-\u08ff]/.test(text) ? isolate(text) : text
}

function shape(value: unknown, format: string | undefined, language: Language): string {
  switch (format) {
    case 'date':
      return formatDate(String(value), language)
    case 'instant':
      return formatInstant(String(value), language)
    case 'number':
      return formatNumber(Number(value))
    case 'money':
      return formatMoney(Number(value), language)
    default:
      return String(value)
  }
}

/** Settings shared by the browser and the server, so that a refusal reads the same on screen and on paper. */
export const textSettings = {
  fallbackLng: 'en',
  supportedLngs: ['en', 'ur'],
  defaultNS: 'common',
  fallbackNS: 'common',
  returnNull: false,
  interpolation: { escapeValue: false, alwaysFormat: true },
} as const
