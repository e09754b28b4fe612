import type { TFunction } from 'i18next'
import { CallRefused, NetworkFailed } from '../http/client.ts'
import type { BothLanguages } from '../http/contract.ts'
import { refusalKeys } from '../i18n/refusal-keys.ts'

/** What an error says to a person, and the number to tell support when there is one. */
export function explain(
  error: unknown,
  t: TFunction,
  both: (text: BothLanguages) => string,
): { title: string; body?: string; reference?: string } {
  if (error instanceof NetworkFailed)
    return { title: t('common:trouble.network'), body: t('common:trouble.network-body') }
  if (error instanceof CallRefused) {
    const { code, title, titleUr, params, reference } = error.problem
    const said = t([...refusalKeys(code), ''], { ...params, defaultValue: '' })
    const words = said === '' || refusalKeys(code).includes(said) ? both({ en: title, ur: titleUr }) : said
    return { title: words, ...(reference === undefined ? {} : { reference }) }
  }
  if (error instanceof Error && /dynamically imported module|module script/i.test(error.message))
    return { title: t('common:trouble.chunk') }
  return { title: t('common:refusal.unexpected') }
}
