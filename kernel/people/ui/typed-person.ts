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
  /** The clerk has looked at those who are known: none of them is this person. */
  readonly noneOfThese?: boolean | undefined
  readonly [field: string]: unknown
}

/** What was typed, in the words of `NewPersonRecord`: an age on a day becomes a birth date that says it is an estimate. */
export function typedPerson(typed: TypedPerson | undefined, on: string): Record<string, unknown> {
  const { age, noneOfThese: _seen, ...person } = typed ?? {}
  const dated = person.birthDate !== undefined && person.birthDate !== ''
  if (dated || typeof age !== 'number') return person
  return { ...person, birthDate: `${Number(on.slice(0, 4)) - age}-01-01`, birthPrecision: 'estimated' }
}
