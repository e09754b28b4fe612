interface Asked {
  readonly nameEn?: string | undefined
  readonly nameUr?: string | undefined
  readonly fatherEn?: string | undefined
  readonly fatherUr?: string | undefined
  readonly cnic?: string | undefined
}

/**
 * What the search is asked before a person is made: the name in whichever script it is written, with the father once he is, and
 * the CNIC as soon as its first five digits stand. Empty while too little is written to search by.
 */
export function askedOf(person: Asked): string {
  const name = person.nameUr?.trim() || person.nameEn?.trim() || ''
  const father = person.fatherUr?.trim() || person.fatherEn?.trim() || ''
  const digits = (person.cnic ?? '').replace(/\D/g, '')
  const words = name.length < 3 ? '' : father === '' ? name : `${name} ولد ${father}`
  return [words, digits.length < 5 ? '' : digits]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 200)
}
