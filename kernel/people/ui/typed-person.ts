/** A person as a form holds one while it is typed. */
export interface TypedPerson {
  readonly nameUr?: string | undefined
  readonly nameEn?: string | undefined
  readonly fatherUr?: string | undefined
  readonly fatherEn?: string | undefined
  readonly cnic?: string | undefined
  readonly birthDate?: string | undefined
  /** Only where no date of birth is known. */
  readonly age?: number | undefined
  readonly samePersonAs?: string | undefined
  /** Those who were shown and are not this person, as the clerk said. */
  readonly noneOf?: readonly string[] | undefined
  readonly [field: string]: unknown
}

/** What was typed, in the words of `NewPersonRecord`: an age on a day becomes a birth date that says it is an estimate. */
export function typedPerson(typed: TypedPerson | undefined, on: string): Record<string, unknown> {
  const { age, ...person } = typed ?? {}
  const dated = person.birthDate !== undefined && person.birthDate !== ''
  if (dated || typeof age !== 'number') return person
  return { ...person, birthDate: `${Number(on.slice(0, 4)) - age}-01-01`, birthPrecision: 'estimated' }
}
