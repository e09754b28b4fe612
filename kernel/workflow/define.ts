import { z } from 'zod'
import type { Tx } from '#platform/db'
import type { BothLanguages, Schema } from '#platform/http/contract'
import type { DefinitionBody, TaskTemplate, TransitionShape } from './definition-body.ts'

/** What a workflow is about: a challan, an admission, an FIR. */
export interface WorkflowSubject {
  readonly kind: string
  readonly id: string
}

/** What an effect is told of the step it belongs to. */
export interface EffectStep<Params> {
  readonly subject: WorkflowSubject
  readonly params: Params
  readonly transition: TransitionShape
  readonly from: string
  readonly to: string
}

/** What an effect may say about the tasks that its step leaves. */
export interface EffectOutcome {
  /** Unit in which a queue's task waits; without it what `begin` said, else the case's first unit where its post is held. */
  readonly taskUnits?: Readonly<Record<string, number>>
  /** Due dates (`yyyy-mm-dd`) by queue, for dates the law gives; they win over the definition's `dueDays`. */
  readonly dueOn?: Readonly<Record<string, string>>
  /** Values for the placeholders of task titles. */
  readonly titleParams?: Readonly<Record<string, string | number>>
  /** Why the step was taken, kept with it. */
  readonly reason?: string
}

/** Something that happens when a step is taken, in the step's own transaction and with the actor's rights. */
export interface Effect<Params> {
  /** Permission the actor must hold beside the post, so that a list of posts edited on screen never widens a power. */
  readonly needs?: `${string}:${string}`
  /**
   * What the step must be told. An effect that has it can be taken through the general door and may be used by transitions
   * an administrator adds; one without is taken only by the module's own code.
   */
  readonly input?: Schema<Params>
  readonly run: (tx: Tx, step: EffectStep<Params>) => Promise<EffectOutcome | undefined>
}

/** Any effect; `never` because a step's parameters are known only to the effect itself. */
export interface AnyEffect {
  readonly needs?: `${string}:${string}`
  readonly input?: Schema
  readonly run: (tx: Tx, step: EffectStep<never>) => Promise<EffectOutcome | undefined>
}

/** Writes an effect down; the parameters' type follows from `input` or from the step's annotation. */
export function effect<Params>(definition: Effect<Params>): Effect<Params> {
  return definition
}

/** Nothing happens beyond the step itself; a reason may be given and is kept with it. */
export const recordOnly = effect({
  input: z.object({ reason: z.string().trim().min(3).max(1000).optional() }),
  run: async (_tx, { params }) => (params.reason === undefined ? undefined : { reason: params.reason }),
})

interface StateInCode {
  readonly title: BothLanguages
  readonly kind: 'start' | 'normal' | 'end'
}

interface TransitionInCode<State extends string> {
  readonly from: readonly State[]
  readonly to: State
  readonly title: BothLanguages
  readonly posts: readonly string[]
  readonly effect: string
  readonly form?: string
  readonly clocks?: readonly string[]
  readonly tasks?: readonly TaskTemplate[]
}

/** A workflow as a module ships it, with the effects its steps call for. */
export interface Workflow<
  State extends string = string,
  Transitions extends Readonly<Record<string, TransitionInCode<State>>> = Readonly<
    Record<string, TransitionInCode<State>>
  >,
  Effects extends Readonly<Record<string, AnyEffect>> = Readonly<Record<string, AnyEffect>>,
> {
  readonly code: string
  readonly title: BothLanguages
  readonly body: DefinitionBody
  readonly transitions: Transitions
  readonly effects: Effects
  readonly href?: ((subject: WorkflowSubject) => string) | undefined
  /** Phantom: keeps the states' names for the compiler. */
  readonly states: readonly State[]
}

/** The least a function needs of a workflow value. */
export interface AnyWorkflow {
  readonly code: string
  readonly title: BothLanguages
  readonly body: DefinitionBody
  readonly transitions: Readonly<Record<string, { readonly effect: string }>>
  readonly effects: Readonly<Record<string, AnyEffect>>
  readonly href?: ((subject: WorkflowSubject) => string) | undefined
}

type ParamsOfEffect<E> = E extends { run: (tx: Tx, step: infer Step) => unknown }
  ? Step extends EffectStep<infer P>
    ? P
    : never
  : never

export type TransitionOf<W extends AnyWorkflow> = keyof W['transitions'] & string
/** What a transition must be told: the parameters of its effect. */
export type ParamsOf<W extends AnyWorkflow, T extends TransitionOf<W>> = ParamsOfEffect<
  W['effects'][W['transitions'][T]['effect']]
>

const defined = new Map<string, AnyWorkflow>()

/**
 * Writes down a module's workflow as shipped. The compiler demands that every `from` and `to` is one of the states, and an
 * effect for every effect that a transition names. What the database holds may differ per province and unit; it can choose
 * only among these effects.
 */
export function defineWorkflow<
  const States extends Readonly<Record<string, StateInCode>>,
  const Transitions extends Readonly<Record<string, TransitionInCode<keyof States & string>>>,
  Effects extends Readonly<Record<Transitions[keyof Transitions]['effect'], AnyEffect>>,
>(definition: {
  readonly code: string
  readonly title: BothLanguages
  readonly states: States
  readonly transitions: Transitions
  readonly startTasks?: readonly TaskTemplate[]
  readonly effects: Effects
  /** Where a subject opens; its tasks lead there. */
  readonly href?: (subject: WorkflowSubject) => string
}): Workflow<keyof States & string, Transitions, Effects> {
  if (defined.has(definition.code)) throw new Error(`Two workflows are called ${definition.code}.`)
  const workflow: Workflow<keyof States & string, Transitions, Effects> = {
    code: definition.code,
    title: definition.title,
    body: bodyOf(definition),
    transitions: definition.transitions,
    effects: definition.effects,
    href: definition.href,
    states: Object.keys(definition.states) as (keyof States & string)[],
  }
  defined.set(workflow.code, workflow)
  return workflow
}

/** The shipped definition in the form the database keeps. */
function bodyOf(definition: {
  readonly title: BothLanguages
  readonly states: Readonly<Record<string, StateInCode>>
  readonly transitions: Readonly<Record<string, TransitionInCode<string>>>
  readonly startTasks?: readonly TaskTemplate[]
}): DefinitionBody {
  return {
    title: definition.title,
    states: Object.entries(definition.states).map(([code, state]) => ({ code, ...state })),
    transitions: Object.entries(definition.transitions).map(([name, transition]) => ({
      ...transition,
      name,
      from: [...transition.from],
      posts: [...transition.posts],
      clocks: transition.clocks === undefined ? undefined : [...transition.clocks],
      tasks: transition.tasks === undefined ? undefined : [...transition.tasks],
    })),
    startTasks: definition.startTasks === undefined ? undefined : [...definition.startTasks],
  }
}

/** Every workflow that loaded code defines. */
export function definedWorkflows(): readonly AnyWorkflow[] {
  return [...defined.values()]
}

export function findWorkflow(code: string): AnyWorkflow | undefined {
  return defined.get(code)
}
