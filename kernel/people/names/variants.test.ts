import { describe, expect, it } from 'vitest'
import { entriesOf, nameEntries, splitJoined } from './variants.ts'

describe('variant table', () => {
  it('prefers the name whose own spelling it is', () => {
    expect(nameEntries[entriesOf('nasir')[0]!]!.roman).toBe('Nasir')
    expect(entriesOf('nasir').map((id) => nameEntries[id]!.roman)).toContain('Naseer')
  })

  it('knows no name for an unknown word', () => {
    expect(entriesOf('xyzzy')).toEqual([])
  })

  it('splits run-together names but leaves known names whole', () => {
    expect(splitJoined('kamranali')).toEqual(['kamran', 'ali'])
    expect(splitJoined('abdulqadir')).toBeUndefined()
    expect(splitJoined('xyzzyplugh')).toBeUndefined()
  })

  it('has no entry without both scripts', () => {
    for (const entry of nameEntries) {
      expect(entry.urdu).toMatch(/^[\p{Script=Arabic}\p{M} ]+$/u)
      expect(entry.roman).toMatch(/^[A-Z][A-Za-z ]+$/)
    }
  })
})
