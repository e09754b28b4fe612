import i18next, { type BackendModule, type ReadCallback } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../platform/i18n/format.ts'
import { formatter, textSettings } from '../../platform/i18n/formatter.ts'

type TextFile = () => Promise<{ default: Record<string, unknown> }>

/** Every folder's texts, each language its own chunk, fetched when a screen first needs it. */
const files = import.meta.glob<{ default: Record<string, unknown> }>([
  '../../platform/i18n/{en,ur}.json',
  '../../{kernel,modules}/**/i18n/{en,ur}.json',
  './i18n/{en,ur}.json',
])

/** `../../modules/custody/i18n/ur.json` → `ur:custody`; `…/custody/gate/i18n/…` → `ur:custody-gate`. */
function nameOf(path: string): string {
  const language = path.slice(-7, -5)
  const folders = path.replace(/^[./]*/, '').split('/')
  const root = folders.indexOf('i18n')
  const namespace = path.includes('platform/i18n') ? 'common' : folders.slice(1, root).join('-')
  return `${language}:${namespace === '' ? 'web' : namespace}`
}

const byName = new Map<string, TextFile>(Object.entries(files).map(([path, file]) => [nameOf(path), file]))

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language: string, namespace: string, done: ReadCallback) => {
    const file = byName.get(`${language}:${namespace}`)
    if (file === undefined) return done(null, {})
    file().then(
      (texts) => done(null, texts.default),
      // `true` asks i18next to try again: a phone on a bad line loses files.
      (error: Error) => done(error, true),
    )
  },
}

/** Resolves when the common texts of the language are there. */
export async function startTexts(language: Language): Promise<void> {
  await i18next
    .use(backend)
    .use(formatter)
    .use(initReactI18next)
    .init({
      ...textSettings,
      // The two have equal keys (a test holds them so); falling back would fetch every English file for an Urdu reader.
      fallbackLng: false,
      supportedLngs: [...textSettings.supportedLngs],
      lng: language,
      ns: ['common'],
      react: { useSuspense: true },
    })
}
