import type { AnyWorkflow } from './define.ts'
import type { DefinitionBody } from './definition-body.ts'

/** One thing that keeps a version from being proposed. `at` names the state or transition. The code is a text: `problem.<code>`. */
export interface DefinitionProblem {
  readonly code: DefinitionProblemCode
  readonly at: string
  readonly params: Readonly<Record<string, string>>
}

export const definitionProblemCodes = [
  'no-start',
  'several-starts',
  'no-end',
  'state-twice',
  'transition-twice',
  'unknown-state',
  'leaves-end',
  'unreachable',
  'no-way-out',
  'unknown-effect',
  'effect-changed',
  'effect-needs-own-screen',
  'unknown-post',
  'queue-twice',
] as const
export type DefinitionProblemCode = (typeof definitionProblemCodes)[number]

/**
 * Everything that is wrong with a version, at once. A version without problems can strand no case: every state is reached
 * from the start, and from every state an end is reached by steps that some post may take.
 */
export function validateDefinition(
  body: DefinitionBody,
  workflow: AnyWorkflow,
  posts: ReadonlySet<string>,
): DefinitionProblem[] {
  const problems: DefinitionProblem[] = []
  const report = (code: DefinitionProblemCode, at: string, params: Record<string, string> = {}): void => {
    problems.push({ code, at, params })
  }
  const states = new Map(body.states.map((state) => [state.code, state]))
  for (const code of repeated(body.states.map((state) => state.code))) report('state-twice', code)
  for (const name of repeated(body.transitions.map((transition) => transition.name)))
    report('transition-twice', name)

  const starts = body.states.filter((state) => state.kind === 'start')
  if (starts.length === 0) report('no-start', '')
  if (starts.length > 1) for (const state of starts.slice(1)) report('several-starts', state.code)
  if (!body.states.some((state) => state.kind === 'end')) report('no-end', '')

  for (const transition of body.transitions) {
    for (const state of new Set([...transition.from, transition.to])) {
      if (!states.has(state)) report('unknown-state', transition.name, { state })
    }
    for (const state of transition.from) {
      if (states.get(state)?.kind === 'end') report('leaves-end', transition.name, { state })
    }
    const coded = workflow.effects[transition.effect]
    const shipped = workflow.transitions[transition.name]
    if (coded === undefined) report('unknown-effect', transition.name, { effect: transition.effect })
    else if (shipped !== undefined && shipped.effect !== transition.effect)
      // Modules take a shipped step by its name and tell it what its own effect needs; another effect would be told the wrong things.
      report('effect-changed', transition.name, { effect: transition.effect, shipped: shipped.effect })
    else if (shipped === undefined && coded.input === undefined)
      report('effect-needs-own-screen', transition.name, { effect: transition.effect })
    for (const post of transition.posts)
      if (!posts.has(post)) report('unknown-post', transition.name, { post })
    for (const task of transition.tasks ?? [])
      if (!posts.has(task.post)) report('unknown-post', transition.name, { post: task.post })
    for (const queue of repeated((transition.tasks ?? []).map((task) => `${task.queue} ${task.post}`)))
      report('queue-twice', transition.name, { queue: queue.split(' ')[0]! })
  }
  for (const task of body.startTasks ?? [])
    if (!posts.has(task.post)) report('unknown-post', starts[0]?.code ?? '', { post: task.post })

  const forward = new Map<string, string[]>()
  const backward = new Map<string, string[]>()
  for (const { from, to, posts: takers } of body.transitions) {
    if (!takers.some((post) => posts.has(post))) continue
    for (const state of from) {
      forward.set(state, [...(forward.get(state) ?? []), to])
      backward.set(to, [...(backward.get(to) ?? []), state])
    }
  }
  const reached = reach(
    starts.map((state) => state.code),
    forward,
  )
  const ends = reach(
    body.states.filter((state) => state.kind === 'end').map((state) => state.code),
    backward,
  )
  for (const code of states.keys()) {
    if (starts.length > 0 && !reached.has(code)) report('unreachable', code)
    if (!ends.has(code)) report('no-way-out', code)
  }
  return problems
}

function repeated(words: readonly string[]): Set<string> {
  return new Set(words.filter((word, index) => words.indexOf(word) !== index))
}

function reach(from: readonly string[], edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set(from)
  const open = [...from]
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const next of edges.get(state) ?? []) {
      if (seen.has(next)) continue
      seen.add(next)
      open.push(next)
    }
  }
  return seen
}
