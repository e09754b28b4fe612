import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import i18next, { type i18n, type ResourceLanguage } from 'i18next'
import type { Language } from './format.ts'
import { formatter, textSettings } from './formatter.ts'
import { refusalKeys } from './refusal-keys.ts'

export {
  daysBetween,
  formatCnic,
  formatDate,
  formatDistance,
  formatInstant,
  formatMoney,
  formatMonth,
  formatNumber,
  formatTime,
  isolate,
  isolateLtr,
  type Language,
  latinDigits,
  parseDate,
  parseNumber,
  today,
  weekday,
} from './format.ts'

const root = join(import.meta.dirname, '..', '..')

/** Every folder that holds texts, relative to the project, with the namespace its texts are found under. */
export function textFolders(): { namespace: string; folder: string }[] {
  const found = globSync(['{kernel,modules}/**/i18n/en.json', 'app/*/i18n/en.json'], {
    cwd: root,
    exclude: (path) => path.includes('node_modules'),
  })
  const folders = found.map((path) => ({ namespace: namespaceOf(path), folder: dirname(path) }))
  return [
    { namespace: 'common', folder: 'platform/i18n' },
    ...folders.toSorted((a, b) => a.folder.localeCompare(b.folder)),
  ]
}

/** `modules/custody/i18n` → `custody`; `modules/custody/gate/i18n` → `custody-gate`; `app/web/i18n` → `web`. */
export function namespaceOf(path: string): string {
  const parts = relative('.', path).split(/[\\/]/)
  return parts.slice(1, parts.indexOf('i18n')).join('-')
}

/** The texts of one folder in one language. */
export function readTexts(folder: string, language: Language): ResourceLanguage {
  const file = join(root, folder, `${language}.json`)
  if (!existsSync(file))
    throw new Error(`${join(folder, `${language}.json`)} is missing: every text is in both languages`)
  return JSON.parse(readFileSync(file, 'utf8')) as ResourceLanguage
}

/** Reads texts for the server: refusals, notices, documents. Without folders, all there are. */
export function loadTexts(folders: { namespace: string; folder: string }[] = textFolders()): Texts {
  const instance = i18next.createInstance()
  const resources: Record<Language, Record<string, ResourceLanguage>> = { en: {}, ur: {} }
  for (const { namespace, folder } of folders)
    for (const language of ['en', 'ur'] as const) resources[language][namespace] = readTexts(folder, language)
  instance.use(formatter).init({
    ...textSettings,
    lng: 'en',
    initAsync: false,
    supportedLngs: [...textSettings.supportedLngs],
    ns: folders.map(({ namespace }) => namespace),
    resources,
  })
  return new Texts(instance)
}

export class Texts {
  readonly #instance: i18n
  constructor(instance: i18n) {
    this.#instance = instance
  }
  has(key: string, language: Language): boolean {
    return this.#instance.exists(key, { lng: language, fallbackLng: [] })
  }
  /** `custody:prisoner.held-since`, or without a namespace from the common texts. The key itself when there is no such text. */
  text(key: string, language: Language, params: Record<string, unknown> = {}): string {
    return this.#instance.t(key, { ...params, lng: language })
  }
  both(key: string, params: Record<string, unknown> = {}): { en: string; ur: string } {
    return { en: this.text(key, 'en', params), ur: this.text(key, 'ur', params) }
  }
  /**
   * The text of a refusal. `custody.already-held` is looked for as `refusal.already-held` in the texts of custody,
   * general codes in the common texts.
   */
  refusal(code: string, language: Language, params: Record<string, unknown> = {}): string {
    const key = refusalKeys(code).find((candidate) => this.has(candidate, language))
    return this.text(key ?? 'refusal.unexpected', language, params)
  }
}

let loaded: Texts | undefined

/** One text, from all the texts there are; read once. */
export function text(key: string, language: Language, params?: Record<string, unknown>): string {
  loaded ??= loadTexts()
  return loaded.text(key, language, params)
}
