import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keptForms } from './kept-forms.ts'

const root = join(import.meta.dirname, '../..')

/** Names of drafts as the screens write them: `draft="policing.fir"`, or the fixed part of a template. */
const drafts = globSync('{app,kernel,modules}/**/*.tsx', { cwd: root }).flatMap((path) =>
  [...readFileSync(join(root, path), 'utf8').matchAll(/\bdraft=(?:"([^"]+)"|\{`([^`$]+)\.\$\{)/g)].map(
    (found) => found[1] ?? found[2]!,
  ),
)

test('every form that keeps a draft is on the list, and the list names no form that is gone', () => {
  expect(drafts.length).toBeGreaterThan(10)
  const allowed = (name: string) => keptForms.some((form) => name === form || name.startsWith(`${form}.`))
  expect(drafts.filter((name) => !allowed(name))).toEqual([])
  const used = (form: string) => drafts.some((name) => name === form || name.startsWith(`${form}.`))
  expect(keptForms.filter((form) => !used(form))).toEqual([])
})

test('nothing of protected persons, witnesses or intelligence is kept on a device', () => {
  expect(keptForms.filter((form) => /^(protection|intelligence|screening|witness)\b/.test(form))).toEqual([])
})
