import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AnyWorkflow, effect } from './define.ts'
import type { DefinitionBody } from './definition-body.ts'
import { validateDefinition } from './validate.ts'

const title = { en: 'x', ur: 'x' }
const posts = new Set(['clerk', 'judge'])
const quiet = effect({ run: async () => undefined })
const general = effect({
  input: { _zod: { output: {}, input: {} } },
  run: async () => undefined,
})
const workflow: AnyWorkflow = {
  code: 'x',
  title,
  body: { title, states: [], transitions: [] },
  transitions: { go: { effect: 'quiet' } },
  effects: { quiet, general },
}

type Kind = 'start' | 'normal' | 'end'
const state = (code: string, kind: Kind) => ({ code, title, kind })
const move = (name: string, from: string[], to: string, more: object = {}) => ({
  name,
  from,
  to,
  title,
  posts: ['clerk'],
  effect: name === 'go' ? 'quiet' : 'general',
  ...more,
})
const codes = (body: DefinitionBody): string[] =>
  validateDefinition(body, workflow, posts).map((problem) => `${problem.code} ${problem.at}`.trim())

const three = [state('a', 'start'), state('b', 'normal'), state('c', 'end')]

test('a sound workflow has no problems', () => {
  expect(
    codes({ title, states: three, transitions: [move('go', ['a'], 'b'), move('end', ['b'], 'c')] }),
  ).toEqual([])
})

test.each([
  ['no-start', { states: [state('b', 'normal'), state('c', 'end')], transitions: [move('end', ['b'], 'c')] }],
  ['no-end', { states: [state('a', 'start')], transitions: [] }],
  [
    'several-starts b',
    {
      states: [state('a', 'start'), state('b', 'start'), state('c', 'end')],
      transitions: [move('m', ['a', 'b'], 'c')],
    },
  ],
  ['unreachable b', { states: three, transitions: [move('m', ['a'], 'c'), move('n', ['b'], 'c')] }],
  ['no-way-out b', { states: three, transitions: [move('m', ['a'], 'c'), move('n', ['a'], 'b')] }],
  [
    'no-way-out b',
    { states: three, transitions: [move('m', ['a'], 'b'), move('n', ['b'], 'c', { posts: ['nobody'] })] },
  ],
  [
    'unknown-post n',
    {
      states: three,
      transitions: [move('m', ['a'], 'b'), move('n', ['b'], 'c', { posts: ['judge', 'nobody'] })],
    },
  ],
  [
    'unknown-state m',
    { states: three, transitions: [move('m', ['a'], 'z'), move('n', ['a'], 'b'), move('o', ['b'], 'c')] },
  ],
  [
    'leaves-end n',
    { states: three, transitions: [move('m', ['a'], 'b'), move('o', ['b'], 'c'), move('n', ['c'], 'b')] },
  ],
  [
    'unknown-effect m',
    { states: three, transitions: [move('m', ['a'], 'b', { effect: 'magic' }), move('n', ['b'], 'c')] },
  ],
  [
    'effect-changed go',
    { states: three, transitions: [move('go', ['a'], 'b', { effect: 'general' }), move('n', ['b'], 'c')] },
  ],
  [
    'effect-needs-own-screen m',
    { states: three, transitions: [move('m', ['a'], 'b', { effect: 'quiet' }), move('n', ['b'], 'c')] },
  ],
  [
    'state-twice b',
    { states: [...three, state('b', 'normal')], transitions: [move('m', ['a'], 'b'), move('n', ['b'], 'c')] },
  ],
  ['transition-twice m', { states: three, transitions: [move('m', ['a'], 'b'), move('m', ['b'], 'c')] }],
  [
    'queue-twice m',
    {
      states: three,
      transitions: [
        move('m', ['a'], 'b', {
          tasks: [
            { queue: 'q', title, post: 'clerk' },
            { queue: 'q', title, post: 'clerk' },
          ],
        }),
        move('n', ['b'], 'c'),
      ],
    },
  ],
] as const)('%s is found', (expected, body) => {
  expect(codes({ title, ...body } as unknown as DefinitionBody)).toContain(expected)
})

test('in any workflow without problems, every case, however it has moved, can still be brought to an end', () => {
  const names = ['s0', 's1', 's2', 's3', 's4', 's5']
  const kindOf = (code: string): Kind => (code === 's0' ? 'start' : code < 's4' ? 'normal' : 'end')
  const from = fc.uniqueArray(fc.constantFrom('s0', 's1', 's2', 's3'), { minLength: 1, maxLength: 3 })
  const world = fc.record({
    moves: fc.array(fc.record({ from, to: fc.constantFrom(...names) }), { minLength: 3, maxLength: 14 }),
    walk: fc.array(fc.nat(), { maxLength: 12 }),
  })
  let sound = 0
  fc.assert(
    fc.property(world, ({ moves, walk }) => {
      const used = new Set(['s0', ...moves.flatMap(({ from, to }) => [...from, to])])
      const states = names.filter((code) => used.has(code)).map((code) => state(code, kindOf(code)))
      const body = { title, states, transitions: moves.map(({ from, to }, n) => move(`m${n}`, from, to)) }
      if (validateDefinition(body, workflow, posts).length > 0) return
      sound += 1
      const open = (at: string) => body.transitions.filter((one) => one.from.includes(at))
      let at = 's0'
      for (const choice of walk) {
        const next = open(at)
        if (next.length === 0) break
        at = next[choice % next.length]!.to
      }
      const ends = new Set(states.filter(({ kind }) => kind === 'end').map(({ code }) => code))
      const seen = new Set([at])
      for (const each of seen) for (const one of open(each)) seen.add(one.to)
      expect([...seen].some((each) => ends.has(each))).toBe(true)
    }),
    { numRuns: 5_000, seed: 7 },
  )
  expect(sound).toBeGreaterThan(500)
})
