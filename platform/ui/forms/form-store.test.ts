import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FormStore, filledFrom, typedOf } from './form-store.ts'

describe('the values of a form', () => {
  it('sets a value deep inside without touching its neighbours', () => {
    const names = { en: 'Akbar', ur: '' }
    const rows = [{ section: '302' }, { section: '' }]
    const store = new FormStore({ names, rows, file: undefined })
    store.set('rows.1.section', '34')
    expect(store.values()).toEqual({ names, rows: [{ section: '302' }, { section: '34' }], file: undefined })
    expect(store.values().names).toBe(names)
    expect(rows[1]).toEqual({ section: '' })
  })

  it('keeps a file as the file it is', () => {
    const file = new Blob(['x'])
    const store = new FormStore({ scan: undefined, note: '' })
    store.set('scan', file)
    store.set('note', 'read back')
    expect(store.value('scan')).toBe(file)
  })

  it('forgets the trouble of a field when it changes, and only that', () => {
    const trouble = { kind: 'key', key: 'common:problem.required', params: {} } as const
    const store = new FormStore({ name: { en: '' }, cnic: '' })
    store.setTroubles({ 'name.en': trouble, name: trouble, cnic: trouble })
    store.set('name.en', 'A')
    expect(Object.keys(store.troubles())).toEqual(['name', 'cnic'])
  })

  it('tells its listeners once for each change and not for none', () => {
    const store = new FormStore({ a: 1 })
    let told = 0
    const stop = store.subscribe(() => {
      told += 1
    })
    store.set('a', 1)
    expect(told).toBe(0)
    store.set('a', 2)
    expect(told).toBe(1)
    stop()
    store.set('a', 3)
    expect(told).toBe(1)
  })

  it('keeps the words of a value that was chosen, and only of that value; they are not what was typed', () => {
    const store = new FormStore({ court: '' })
    store.say('court', '17', 'Sessions Judge Badin')
    store.set('court', '17')
    const found = new FormStore(JSON.parse(JSON.stringify(store.values())))
    expect(found.wordsOf('court', '17')).toBe('Sessions Judge Badin')
    expect(found.wordsOf('court', '18')).toBeUndefined()
    expect(found.wordsOf('station', '17')).toBeUndefined()
    expect(typedOf(found.values())).toEqual({ court: '17' })
  })

  it('gives back what was set, for any path', () => {
    const part = fc.constantFrom('a', 'b', 'c')
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.jsonValue(), (path, value) => {
        const store = new FormStore({ a: { b: { c: 'x' } } })
        store.set(path.join('.'), value)
        expect(store.value(path.join('.'))).toEqual(value)
      }),
    )
  })
})

it('“same as last” fills what is empty and leaves what was typed', () => {
  const last = { court: 'Sessions', name: { en: 'Akbar', ur: 'اکبر' }, years: 3 }
  expect(
    filledFrom({ court: 'Special', name: { en: '', ur: '' }, years: undefined, other: '' }, last),
  ).toEqual({
    court: 'Special',
    name: { en: 'Akbar', ur: 'اکبر' },
    years: 3,
    other: '',
  })
})
