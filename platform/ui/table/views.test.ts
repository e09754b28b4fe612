import { expect, it } from 'vitest'
import { keepHidden, nextSort, readKept, removeView, saveView } from './views.ts'

const look = { sort: '-due', filters: { status: 'held' }, q: '', hidden: [] }

function device() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
}

it('keeps views by account and table, one to a name, in order', () => {
  const desk = device()
  saveView('a', 't', { name: 'Women', look }, desk)
  saveView('a', 't', { name: 'Late', look }, desk)
  saveView('a', 't', { name: 'Late', look: { ...look, sort: 'name' } }, desk)
  expect(readKept('a', 't', desk).views.map(({ name, look: { sort } }) => [name, sort])).toEqual([
    ['Late', 'name'],
    ['Women', '-due'],
  ])
  expect(readKept('b', 't', desk).views).toEqual([])
  expect(removeView('a', 't', 'Late', desk).map(({ name }) => name)).toEqual(['Women'])
})

it('keeps the choice of columns beside the views', () => {
  const desk = device()
  saveView('a', 't', { name: 'Late', look }, desk)
  keepHidden('a', 't', ['cnic'], desk)
  expect(readKept('a', 't', desk)).toEqual({ views: [{ name: 'Late', look }], hidden: ['cnic'] })
})

it('works when what was kept cannot be read', () => {
  const desk = device()
  desk.setItem('mizan.table.a.t', '{')
  expect(readKept('a', 't', desk)).toEqual({ views: [], hidden: undefined })
})

it('sorts up, then down, then not at all', () => {
  expect(nextSort(undefined, 'name')).toBe('name')
  expect(nextSort('name', 'name')).toBe('-name')
  expect(nextSort('-name', 'name')).toBeUndefined()
  expect(nextSort('-due', 'name')).toBe('name')
})
