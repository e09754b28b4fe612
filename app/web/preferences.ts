import i18next from 'i18next'
import type { Language } from '../../platform/i18n/format.ts'

export type UrduType = 'naskh' | 'nastaliq'

const languageName = 'mizan.language'
const urduTypeName = 'mizan.urdu-type'

/** The language chosen on this device; English until one is. */
export function preferredLanguage(): Language {
  return localStorage.getItem(languageName) === 'ur' ? 'ur' : 'en'
}

export function hasChosenLanguage(): boolean {
  return localStorage.getItem(languageName) !== null
}

export function preferredUrduType(): UrduType {
  return localStorage.getItem(urduTypeName) === 'nastaliq' ? 'nastaliq' : 'naskh'
}

/** Turns the document itself: language for fonts and readers, direction for the layout. */
export function dressDocument(language: Language): void {
  document.documentElement.lang = language
  document.documentElement.dir = language === 'ur' ? 'rtl' : 'ltr'
}

export async function chooseLanguage(
  language: Language,
  turn: (direction: 'ltr' | 'rtl') => void,
): Promise<void> {
  localStorage.setItem(languageName, language)
  await i18next.changeLanguage(language)
  dressDocument(language)
  turn(language === 'ur' ? 'rtl' : 'ltr')
}

export async function chooseUrduType(type: UrduType): Promise<void> {
  localStorage.setItem(urduTypeName, type)
  if (type === 'nastaliq') await import('../../platform/ui/nastaliq.css')
  document.documentElement.dataset.urdu = type
}
