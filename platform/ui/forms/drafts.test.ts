import { expect, it } from 'vitest'
import { dropDraft, dropDraftsOf, findDraft, saveDraft } from './drafts.ts'

function device(limit = Number.POSITIVE_INFINITY) {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > limit) throw new DOMException('full', 'QuotaExceededError')
      kept.set(key, value)
    },
    removeItem: (key: string) => void kept.delete(key),
    key: (index: number) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size
    },
  }
}

it('gives back what was typed, with the time', () => {
  const desk = device()
  expect(saveDraft('a1', 'custody.admission', { name: 'اکبر' }, desk)).toBe(true)
  const draft = findDraft<{ name: string }>('a1', 'custody.admission', desk)
  expect(draft?.values).toEqual({ name: 'اکبر' })
  expect(Date.now() - draft!.savedAt).toBeLessThan(5000)
  dropDraft('a1', 'custody.admission', desk)
  expect(findDraft('a1', 'custody.admission', desk)).toBeUndefined()
})

it('keeps one person’s drafts from another and forgets only one’s own at sign-out', () => {
  const desk = device()
  saveDraft('a1', 'x', 1, desk)
  saveDraft('a1', 'y', 2, desk)
  saveDraft('a10', 'x', 3, desk)
  expect(findDraft('a2', 'x', desk)).toBeUndefined()
  dropDraftsOf('a1', desk)
  expect(findDraft('a1', 'x', desk)).toBeUndefined()
  expect(findDraft('a1', 'y', desk)).toBeUndefined()
  expect(findDraft('a10', 'x', desk)?.values).toBe(3)
})

it('says so when the device has no room', () => {
  expect(saveDraft('a1', 'x', 'a long text that does not fit', device(10))).toBe(false)
})

it('throws away a draft that cannot be read', () => {
  const desk = device()
  desk.setItem('mizan.draft.a1.x', '{"half')
  expect(findDraft('a1', 'x', desk)).toBeUndefined()
  expect(desk.length).toBe(0)
})
