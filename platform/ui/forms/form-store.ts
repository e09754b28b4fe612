import { type FieldTrouble, placed, type Troubles, valueAt } from './schema-problems.ts'

export type Values = Record<string, unknown>

/** What was typed into the form's own fields: all but the reasons that doubts were answered with and the words of what was chosen. */
export function typedOf(values: Values): Values {
  const { overrides: _, chosenWords: __, ...typed } = values
  return typed
}

/** Whether two states of a form hold the same entries. A changed part is another object, so nothing is compared in depth. */
export function sameTyped(a: Values, b: Values): boolean {
  const [one, other] = [typedOf(a), typedOf(b)]
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => one[name] === other[name])
}

/**
 * The values and troubles of one form. Each field listens to its own path, so a key typed in a form of two hundred fields
 * paints one field again and not all of them; and a date or a file in the values stays the object it is.
 */
export class FormStore {
  #values: Values
  #troubles: Troubles = {}
  readonly #listeners = new Set<() => void>()
  /** Labels of the fields on screen by path, for the list of troubles. */
  readonly labels = new Map<string, string>()

  constructor(values: Values) {
    this.#values = values
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  readonly values = (): Values => this.#values
  readonly troubles = (): Troubles => this.#troubles

  value(path: string): unknown {
    return valueAt(this.#values, path.split('.'))
  }

  trouble(path: string): FieldTrouble | undefined {
    return this.#troubles[path]
  }

  /** Sets one value; what was wrong with it, or with a part of it, is forgotten until the next check. */
  set(path: string, value: unknown): void {
    if (this.value(path) === value) return
    this.#values = placed(this.#values, path.split('.'), value) as Values
    this.#troubles = Object.fromEntries(
      Object.entries(this.#troubles).filter(([at]) => at !== path && !at.startsWith(`${path}.`)),
    )
    this.#tell()
  }

  /**
   * The words of a value that was chosen from a search. They are kept with what is typed, so that a draft found again and an entry
   * repeated show a court by its name and not by its number; they are never sent.
   */
  wordsOf(path: string, value: unknown): string | undefined {
    const words = wordsIn(this.#values)[path]
    return words?.value === value ? words?.label : undefined
  }

  say(path: string, value: unknown, label: string): void {
    this.#values = { ...this.#values, chosenWords: { ...wordsIn(this.#values), [path]: { value, label } } }
    this.#tell()
  }

  replace(values: Values): void {
    this.#values = values
    this.#troubles = {}
    this.#tell()
  }

  setTroubles(troubles: Troubles): void {
    this.#troubles = troubles
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

type Words = Readonly<Record<string, { readonly value: unknown; readonly label: string }>>

/** The words of all that was chosen in a form, by path. */
export function wordsIn(values: unknown): Words {
  return (valueAt(values, ['chosenWords']) as Words | undefined) ?? {}
}

/** Fills every empty place of `values` from `last`; what was typed stays. */
export function filledFrom(values: unknown, last: unknown): unknown {
  if (values === undefined || values === null || values === '') return last ?? values
  if (typeof values !== 'object' || values instanceof Blob || Array.isArray(values)) return values
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, filledFrom(value, valueAt(last, [name]))]),
  )
}
