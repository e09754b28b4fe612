import { expect, it } from 'vitest'
import { matches } from './shortcuts.ts'

const press = (key: string, held: Partial<{ ctrlKey: boolean; metaKey: boolean; altKey: boolean }> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
})

it('takes mod as Ctrl or the Mac’s command key, and only with it', () => {
  expect(matches('mod+k', press('k', { ctrlKey: true }))).toBe(true)
  expect(matches('mod+k', press('K', { metaKey: true }))).toBe(true)
  expect(matches('mod+k', press('k'))).toBe(false)
})

it('does not take Ctrl-N for N', () => {
  expect(matches('n', press('n'))).toBe(true)
  expect(matches('n', press('n', { ctrlKey: true }))).toBe(false)
  expect(matches('n', press('n', { altKey: true }))).toBe(false)
})

it('knows the question mark and F1', () => {
  expect(matches('?', press('?'))).toBe(true)
  expect(matches('F1', press('F1'))).toBe(true)
})
