import { useTranslation } from 'react-i18next'
import type { BothLanguages } from '../http/contract.ts'
import type { Language } from '../i18n/format.ts'

export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return i18n.language === 'ur' ? 'ur' : 'en'
}

/** The interface language's half of a text that comes in both; the other half when that one is empty. */
export function useBoth(): (text: BothLanguages) => string {
  const language = useLanguage()
  return (text) => text[language] || text[language === 'ur' ? 'en' : 'ur']
}
