import { describe, expect, it } from 'vitest'
import { contrast } from './contrast.ts'
import { cssNameOf, dark, light, type Tokens } from './tokens.ts'

const texts: [keyof Tokens, keyof Tokens][] = [
  ...(['ground', 'surface', 'sunken', 'accentSoft'] as const).flatMap(
    (ground): [keyof Tokens, keyof Tokens][] => [
      ['ink', ground],
      ['inkSoft', ground],
      ['accent', ground],
      ['red', ground],
    ],
  ),
  ['accentInk', 'accent'],
  ['accentInk', 'accentHover'],
  ...(['grey', 'blue', 'amber', 'red'] as const).flatMap((meaning): [keyof Tokens, keyof Tokens][] => [
    [meaning, `${meaning}Ground`],
    [meaning, 'surface'],
    ['ink', `${meaning}Ground`],
  ]),
]
const edges: [keyof Tokens, keyof Tokens][] = [
  ['lineStrong', 'surface'],
  ['lineStrong', 'ground'],
  ['accent', 'surface'],
  ['accent', 'ground'],
]

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('the %s theme', (_, tokens) => {
  it.each(texts)('sets %s on %s at 4.5 to 1 or better', (ink, ground) => {
    expect(contrast(tokens[ink], tokens[ground])).toBeGreaterThanOrEqual(4.5)
  })
  it.each(edges)('draws the edge %s on %s at 3 to 1 or better', (edge, ground) => {
    expect(contrast(tokens[edge], tokens[ground])).toBeGreaterThanOrEqual(3)
  })
})

it('knows black on white as 21 to 1 and a colour on itself as 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#777777')).toBe(1)
})

it('names a token as CSS does', () => {
  expect(cssNameOf('accentInk')).toBe('--accent-ink')
})
