import type { PreparedPerson } from './person-record.ts'

const keysOf = (tokens: PreparedPerson['given']) => [...new Set(tokens.map((token) => token.skeleton))].sort()

/** Overlapping bands, so that years up to `step` apart share at least one. */
function bands(year: number, step: number): string[] {
  if (year === 0) return []
  const low = Math.floor(year / step)
  return [`${step}.${low}`, `${step}.${low + 1}`]
}

/**
 * Keys under which a record is stored and sought; two records are compared when they share one. Each kind of key
 * needs two facts to agree, except the numbers that name one person by themselves.
 */
export function personBlockingKeys(person: PreparedPerson): string[] {
  const keys: string[] = []
  const { cnic, district, locality, birthYear, birthDay, yearByAge, phone } = person
  if (cnic !== '') keys.push(`c:${cnic.slice(0, 7)}`, `d:${cnic.slice(6)}`)
  if (phone !== '') keys.push(`p:${phone}`)
  if (birthDay !== '')
    keys.push(`b:${birthYear}${birthDay}`, `b:${birthYear}${birthDay.slice(2)}${birthDay.slice(0, 2)}`)
  const names = keysOf(person.given)
  const fathers = keysOf(person.father)
  const year = bands(birthYear || yearByAge, birthYear > 0 ? 2 : 4)
  for (const [at, name] of names.entries()) {
    for (const father of fathers) {
      keys.push(`nf:${name}:${father}`)
      // Narrower than "nf" on purpose: it still works where common names have made that block too large.
      if (district !== '') keys.push(`nfd:${name}:${father}:${district}`)
    }
    for (const other of names.slice(at + 1)) keys.push(`nn:${name}:${other}`)
    if (district !== '') keys.push(`nd:${name}:${district}`)
    if (locality !== '') keys.push(`nl:${name}:${locality}`)
    for (const band of year) {
      keys.push(`ny:${name}:${band}`)
      if (district !== '') keys.push(`ndy:${name}:${district}:${band}`)
    }
  }
  for (const father of fathers) {
    if (district !== '') keys.push(`fd:${father}:${district}`)
    if (locality !== '') keys.push(`fl:${father}:${locality}`)
  }
  if (district !== '' && locality !== '')
    for (const band of year) keys.push(`dly:${district}:${locality}:${band}`)
  return [...new Set(keys)]
}
