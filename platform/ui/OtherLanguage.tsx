import { useTranslation } from 'react-i18next'
import { useLanguage } from './language.ts'

/** For pages that anybody opens: they stand without the shell's bar, in which the language is chosen otherwise. */
export function OtherLanguage() {
  const { i18n } = useTranslation()
  const other = useLanguage() === 'ur' ? 'en' : 'ur'
  const turn = async (): Promise<void> => {
    await i18n.changeLanguage(other)
    document.documentElement.lang = other
    document.documentElement.dir = other === 'ur' ? 'rtl' : 'ltr'
  }
  return (
    <button type="button" className="link" lang={other} onClick={() => void turn()}>
      {other === 'ur' ? 'اردو' : 'English'}
    </button>
  )
}
