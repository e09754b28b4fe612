import type { FormField } from '#kernel/law/contract'

/** What a form holds while it is typed. Facts are made of it when it is sent. */
export type Values = Record<string, unknown>

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

/** A choice of one, which a rule's form asks nobody: it is what tells this form of the rule from its others. */
export function isGiven(field: FormField): boolean {
  return field.kind === 'choice' && field.options.length === 1
}

const count = (value: unknown): unknown => (isBlank(value) ? 0 : value)
const part = (value: unknown): Values =>
  typeof value === 'object' && value !== null ? (value as Values) : {}

/**
 * The facts as the engine takes them, of what was typed. What was left empty is absent; what was typed wrongly stays as it was
 * typed, so that the engine names it.
 */
export function inputsOf(fields: readonly FormField[], values: Values): Values {
  const inputs: Values = {}
  for (const field of fields) {
    const value = inputOf(field, values[field.key])
    if (value !== undefined) inputs[field.key] = value
  }
  return inputs
}

function inputOf(field: FormField, value: unknown): unknown {
  switch (field.kind) {
    case 'choice': {
      if (isGiven(field)) return field.required ? truth(field.options[0]!) : undefined
      return isBlank(value) ? undefined : value
    }
    case 'yes-no':
      return isBlank(value) ? undefined : value === 'true'
    case 'instant': {
      const { day, time } = part(value)
      return isBlank(day) ? undefined : `${day}T${isBlank(time) ? '00:00' : time}`
    }
    case 'term': {
      const { life, ...fixed } = part(value)
      return life === 'LIFE' ? 'LIFE' : durationOf(fixed)
    }
    case 'punishment': {
      const { grave, months } = part(value)
      return isBlank(grave) ? (isBlank(months) ? undefined : months) : grave
    }
    case 'duration':
      return durationOf(part(value))
    case 'days-triple': {
      const triple = part(value)
      return ['0', '1', '2'].map((key) => count(triple[key]))
    }
    case 'texts': {
      const texts = String(value ?? '')
        .split(/[,،]/)
        .map((text) => text.trim())
        .filter((text) => text !== '')
      return texts.length > 0 || field.required ? texts : undefined
    }
    case 'group': {
      const group = inputsOf(field.fields, part(value))
      return Object.keys(group).length > 0 || field.required ? inTuple(field.fields, group) : undefined
    }
    case 'list': {
      const list = Array.isArray(value) ? value : []
      const rows = list.map((row) => inputsOf(field.fields, part(row)))
      return rows.length > 0 || field.required ? rows : undefined
    }
    default:
      return isBlank(value) ? undefined : value
  }
}

const truth = (text: string): unknown => (text === 'true' ? true : text === 'false' ? false : text)

/** A pair is typed as two fields named 0 and 1. */
function inTuple(fields: readonly FormField[], group: Values): unknown {
  return fields.every((field, at) => field.key === String(at))
    ? fields.map((field) => group[field.key])
    : group
}

function durationOf(value: Values): Values | undefined {
  const kept = Object.entries(value).filter(([, count]) => !isBlank(count))
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

/** The facts as the form holds them: for a worked example. */
export function valuesOf(fields: readonly FormField[], inputs: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(
    fields
      .map((field) => [field.key, valueOfFact(field, inputs[field.key])] as const)
      .filter(([, value]) => value !== undefined),
  )
}

function valueOfFact(field: FormField, fact: unknown): unknown {
  if (isBlank(fact)) return undefined
  switch (field.kind) {
    case 'yes-no':
      return String(fact)
    case 'choice':
      return isGiven(field) ? undefined : fact
    case 'instant': {
      const [day, time] = String(fact).split('T')
      return { day, time }
    }
    case 'term':
      return fact === 'LIFE' ? { life: 'LIFE' } : { ...part(fact) }
    case 'punishment':
      return typeof fact === 'number' ? { months: fact } : { grave: fact }
    case 'texts':
      return (fact as string[]).join(', ')
    case 'days-triple':
      return Object.fromEntries((fact as number[]).map((count, at) => [String(at), count]))
    case 'group':
      return valuesOf(field.fields, part(fact))
    case 'list':
      return (fact as Values[]).map((row) => valuesOf(field.fields, row))
    default:
      return fact
  }
}

/** Whether facts were given in this form of a rule. */
export function fits(fields: readonly FormField[], inputs: Readonly<Record<string, unknown>>): boolean {
  return fields.every((field) =>
    isGiven(field) && field.kind === 'choice' && !isBlank(inputs[field.key])
      ? field.options[0] === String(inputs[field.key])
      : !field.required || !isBlank(inputs[field.key]),
  )
}

/** Facts that are needed and were left empty, by the path of the box in which to type them. */
export function missingIn(fields: readonly FormField[], inputs: Values, at = ''): string[] {
  return fields.flatMap((field) => {
    const path = at === '' ? field.key : `${at}.${field.key}`
    const value = inputs[field.key]
    if (isGiven(field)) return []
    if (field.kind === 'list' && Array.isArray(value))
      return value.length < field.atLeast
        ? [path]
        : value.flatMap((row, index) => missingIn(field.fields, part(row), `${path}.${index}`))
    if (field.kind === 'group' && value !== undefined && !Array.isArray(value))
      return missingIn(field.fields, part(value), path)
    return field.required && value === undefined ? [boxOf(field, path)] : []
  })
}

/** The engine names a fact; the box in which it was typed may be one of several. */
export function boxAt(fields: readonly FormField[], path: string): string {
  const [first, ...rest] = path.split('.')
  const field = fields.find((one) => one.key === first)
  if (field === undefined) return path
  if (rest.length === 0) return boxOf(field, path)
  if (field.kind === 'group') return `${first}.${boxAt(field.fields, rest.join('.'))}`
  if (field.kind === 'list' && rest.length > 1)
    return `${first}.${rest[0]}.${boxAt(field.fields, rest.slice(1).join('.'))}`
  return path
}

function boxOf(field: FormField, path: string): string {
  switch (field.kind) {
    case 'instant':
      return `${path}.day`
    case 'term':
    case 'duration':
      return `${path}.years`
    case 'punishment':
      return `${path}.grave`
    case 'days-triple':
      return `${path}.0`
    default:
      return path
  }
}
