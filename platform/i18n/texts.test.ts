import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadTexts, readTexts, textFolders } from './index.ts'

/** Words that Urdu texts rightly leave in Latin letters. A text with any Arabic letter needs no entry. */
const latinInUrdu = new Set(['PDF', 'CSV', 'SHA-256', '°C', '/min', 'mmHg'])

/** What is left of a text without its values and the marks that hold a left-to-right part together. */
const ownWords = (text: string) => text.replace(/\{\{.*?\}\}|[\u2066-\u2069]/g, '').trim()

function leaves(texts: unknown, path = ''): [string, string][] {
  if (typeof texts === 'string') return [[path, texts]]
  if (typeof texts !== 'object' || texts === null) return [[path, `not a text: ${JSON.stringify(texts)}`]]
  return Object.entries(texts).flatMap(([key, value]) => leaves(value, path === '' ? key : `${path}.${key}`))
}

const values = (text: string) =>
  [...text.matchAll(/\{\{\s*([\w.-]+)/g)].map(([, name]) => name ?? '').toSorted()
const folders = textFolders()

it('finds the texts of the product', () => {
  expect(folders.map(({ namespace }) => namespace)).toContain('common')
  expect(leaves(readTexts('platform/i18n', 'en')).length).toBeGreaterThan(200)
})

describe.each(folders)('the texts of $folder', ({ folder }) => {
  const en = new Map(leaves(readTexts(folder, 'en')))
  const ur = new Map(leaves(readTexts(folder, 'ur')))

  it('have the same keys in English and Urdu', () => {
    expect(en.size).toBeGreaterThan(0)
    expect([...ur.keys()].toSorted()).toEqual([...en.keys()].toSorted())
  })

  it('are written in Arabic script in Urdu, and none is empty', () => {
    const wrong = [...ur].filter(([, text]) => {
      const words = ownWords(text)
      return /[A-Za-z]/.test(words) && !/[\u0600-\u06ff]/.test(words) && !latinInUrdu.has(words)
    })
    expect(wrong).toEqual([])
    expect([...en, ...ur].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('use Urdu letters, not their Arabic look-alikes', () => {
    expect([...ur].filter(([, text]) => /[\u0643\u064a\u0649\u0647]/.test(text))).toEqual([])
  })

  it('name the same values in both', () => {
    const differing = [...en].filter(
      ([key, text]) => values(text).join() !== sameInUrdu(values(text), values(ur.get(key) ?? '')).join(),
    )
    expect(differing.map(([key]) => key)).toEqual([])
  })
})

it('no screen asks for a text that nobody wrote', () => {
  const written = new Set(
    folders.flatMap(({ namespace, folder }) =>
      leaves(readTexts(folder, 'en')).map(([key]) => `${namespace}:${key.replace(/_(one|other)$/, '')}`),
    ),
  )
  const screens = globSync(['{platform,kernel,modules,app}/**/*.tsx', '{kernel,modules}/**/ui/*.ts'])
  const asked = screens.flatMap((file) => {
    const source = readFileSync(file, 'utf8')
    const own = [...source.matchAll(/useTranslation\(\[?'([a-z-]+)'/g)].map(([, namespace]) => namespace)
    // Keys put together from parts are seen by the journeys; those written out are seen here.
    return [...source.matchAll(/(?<![\w.])t\(\s*'([^']+)'/g)].map(([, key = '']) => ({
      file,
      key,
      places: key.includes(':') ? [key] : (own.length > 0 ? own : ['common']).map((each) => `${each}:${key}`),
    }))
  })
  expect(asked.length).toBeGreaterThan(2_000)
  expect(
    asked
      .filter(({ places }) => !places.some((place) => written.has(place)))
      .map(({ file, key }) => `${file} ${key}`),
  ).toEqual([])
})

/** A sentence given in both languages is passed as `why` and `whyUr`: the Urdu text takes the second for the first. */
function sameInUrdu(english: readonly string[], urdu: readonly string[]): string[] {
  return urdu.map((name) =>
    name.endsWith('Ur') && english.includes(name.slice(0, -2)) ? name.slice(0, -2) : name,
  )
}

describe('a text on the server', () => {
  const texts = loadTexts([{ namespace: 'common', folder: 'platform/i18n' }])
  it('counts as each language does', () => {
    expect(texts.both('table.total', { count: 1 })).toEqual({ en: '1 record', ur: '1 اندراج' })
    expect(texts.text('table.total', 'en', { count: 1234567 })).toBe('12,34,567 records')
  })
  it('isolates a value in Urdu, and in English only one of Arabic script', () => {
    expect(texts.text('trouble.reference', 'ur', { reference: 'A-7' })).toContain('\u2068A-7\u2069')
    expect(texts.text('trouble.reference', 'en', { reference: 'A-7' })).not.toContain('\u2068')
    expect(texts.text('shell.signed-in-as', 'en', { name: 'اکبر' })).toContain('\u2068اکبر\u2069')
  })
  it('writes dates and instants in the language of the sentence', () => {
    expect(texts.text('proof.in-force', 'en', { from: '2026-03-12' })).toBe('in force from 12 Mar 2026')
    expect(texts.text('proof.in-force', 'ur', { from: '2026-03-12' })).toBe(
      'نافذ العمل از \u206812 مارچ 2026\u2069',
    )
  })
  it('finds the text of a refusal, and a general one for a code without', () => {
    expect(texts.refusal('not-found', 'en')).toBe('There is no such record, or your post may not see it.')
    expect(texts.refusal('idempotency.in-flight', 'ur')).toContain('پہلی کوشش')
    expect(texts.refusal('custody.unheard-of', 'en')).toBe(texts.text('refusal.unexpected', 'en'))
  })
})
