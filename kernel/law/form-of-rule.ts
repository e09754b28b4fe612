import type { z } from 'zod'
import { Duration, IsoDay, IsoInstant, Punishment, type RuleName, ruleInputs, Term } from './rule-schemas.ts'

/** One question of the form that a rule's facts are typed into. Read from the rule's own schema, so it cannot lag behind it. */
export type FormField = {
  key: string
  required: boolean
} & (
  | { kind: 'day' | 'instant' | 'text' | 'yes-no' | 'duration' | 'term' | 'punishment' | 'days-triple' }
  | { kind: 'number'; whole: boolean }
  | { kind: 'choice'; options: string[] }
  | { kind: 'texts' }
  | { kind: 'group'; fields: FormField[] }
  | { kind: 'list'; fields: FormField[]; atLeast: number }
)

/** Most rules have one form; some have a form for each shape of their facts, of which one is chosen. */
export type RuleForm = { rule: RuleName; variants: { key: string; fields: FormField[] }[] }

type Schema = z.core.$ZodType
interface Definition {
  readonly type: string
  readonly shape?: Record<string, Schema>
  readonly innerType?: Schema
  readonly element?: Schema
  readonly options?: readonly Schema[]
  readonly entries?: Record<string, string>
  readonly values?: readonly unknown[]
  readonly items?: readonly Schema[]
  readonly checks?: readonly { _zod: { def: { check: string; minimum?: number; format?: string } } }[]
}

const definitionOf = (schema: Schema): Definition => schema._zod.def as unknown as Definition

/** The form of a rule. Throws when the schema has a shape no form is known for: a test asks for every rule. */
export function formOf(rule: RuleName): RuleForm {
  const definition = definitionOf(ruleInputs[rule])
  const shapes = definition.type === 'union' ? definition.options! : [ruleInputs[rule]]
  return {
    rule,
    variants: shapes.map((shape, index) => ({ key: String(index), fields: fieldsOf(shape) })),
  }
}

function fieldsOf(schema: Schema): FormField[] {
  return Object.entries(definitionOf(schema).shape!).map(([key, inner]) => fieldOf(key, inner))
}

function fieldOf(key: string, schema: Schema): FormField {
  let inner = schema
  let required = true
  for (let definition = definitionOf(inner); isLoose(definition); definition = definitionOf(inner)) {
    required = false
    inner = definition.innerType!
  }
  return { key, required, ...kindOf(key, inner) } as FormField
}

const isLoose = (definition: Definition): boolean =>
  definition.type === 'optional' || definition.type === 'nullable'

type Kind = FormField extends infer Field
  ? Field extends FormField
    ? Omit<Field, 'key' | 'required'>
    : never
  : never

function kindOf(key: string, schema: Schema): Kind {
  if (schema === IsoDay) return { kind: 'day' }
  if (schema === IsoInstant) return { kind: 'instant' }
  if (schema === Term) return { kind: 'term' }
  if (schema === Punishment) return { kind: 'punishment' }
  const definition = definitionOf(schema)
  switch (definition.type) {
    case 'string':
      return { kind: 'text' }
    case 'number':
      return { kind: 'number', whole: isWhole(definition) }
    case 'boolean':
      return { kind: 'yes-no' }
    case 'literal':
      return { kind: 'choice', options: definition.values!.map(String) }
    case 'enum':
      return { kind: 'choice', options: Object.values(definition.entries!) }
    case 'object':
      return isDuration(definition) ? { kind: 'duration' } : { kind: 'group', fields: fieldsOf(schema) }
    case 'tuple':
      return definition.items!.length === 3
        ? { kind: 'days-triple' }
        : { kind: 'group', fields: definition.items!.map((item, at) => fieldOf(String(at), item)) }
    case 'array':
      return definitionOf(definition.element!).type === 'object'
        ? { kind: 'list', fields: fieldsOf(definition.element!), atLeast: leastOf(definition) }
        : { kind: 'texts' }
    default:
      throw new Error(`There is no form for ${key}: ${definition.type}.`)
  }
}

const durationKeys = Object.keys(Duration.shape).join()
const isDuration = (definition: Definition): boolean => Object.keys(definition.shape!).join() === durationKeys

function leastOf(definition: Definition): number {
  return definition.checks?.find((check) => check._zod.def.check === 'min_length')?._zod.def.minimum ?? 0
}

function isWhole(definition: Definition): boolean {
  return definition.checks?.some((check) => check._zod.def.format === 'safeint') ?? false
}
