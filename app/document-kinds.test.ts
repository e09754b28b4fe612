import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { uploadKinds } from '#kernel/documents/contract'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** What every act that keeps or makes a document calls it; null where the kind is not written at the act itself. */
const acts = globSync('{kernel,modules,app}/**/*.ts', { cwd: root })
  .filter((path) => !/\.test\.ts$|(^|\/)testing\.ts$/.test(path))
  .flatMap((path) =>
    [...read(path).matchAll(/(?<!function )\b(?:keep|render)Document\((?:\w+, \{([\s\S]*?)\n {2,}\})?/g)].map(
      ([, given = '']) => ({ path, kind: /^\s*kind: '([^']+)'/m.exec(given)?.[1] ?? null }),
    ),
  )

/** `custody.photo` is `document.photo` in custody's texts, where the list of documents looks for it. */
function nameOf(kind: string, language: 'en' | 'ur'): unknown {
  const [module = '', ...rest] = kind.split('.')
  const home = ['modules', 'kernel'].map((layer) => `${layer}/${module}/i18n/${language}.json`)
  const found = home.find((path) => existsSync(join(root, path)))
  if (found === undefined) return undefined
  const { document } = JSON.parse(read(found)) as { document?: Record<string, unknown> }
  return document?.[rest.join('.')]
}

test('every kind of document that is kept or made has a name in both languages', () => {
  const kinds = [...new Set([...acts.flatMap(({ kind }) => kind ?? []), ...uploadKinds])]
  expect(kinds.length).toBeGreaterThan(20)
  expect(kinds).toEqual(
    expect.arrayContaining(['custody.property-photo', 'custody.notice', 'documents.other']),
  )
  const nameless = kinds.flatMap((kind) =>
    (['en', 'ur'] as const)
      .filter((language) => typeof nameOf(kind, language) !== 'string')
      .map((language) => `${kind} ${language}`),
  )
  expect(nameless).toEqual([])
})

test('only an upload, which offers a list, and the making of a document for others take its kind from elsewhere', () => {
  const elsewhere = acts.filter(({ kind }) => kind === null).map(({ path }) => path)
  expect([...new Set(elsewhere)].toSorted()).toEqual([
    'kernel/documents/endpoints.ts',
    'kernel/documents/issue.ts',
  ])
})
