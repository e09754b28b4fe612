import { createHash, randomInt } from 'node:crypto'

/** Letters and digits that are not mistaken for one another when read out or written down. */
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
const halfLength = 12

/** One half of an enrolment code: twelve letters, 58 random bits. */
export function newHalf(): string {
  return Array.from({ length: halfLength }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/** Grouped by four for reading out: `ABCD-EFGH-JKMN`. */
export function grouped(half: string): string {
  return half.match(/.{1,4}/g)!.join('-')
}

/** The two halves of a typed code, whatever spaces and dashes stand in it. */
export function enrolmentHalves(typed: string): [string, string] {
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return [letters.slice(0, halfLength), letters.slice(halfLength)]
}

/** What is stored of a half. It lives at most three days and opens nothing without the other. */
export function hashHalf(half: string): Buffer {
  return createHash('sha256').update(`mizan enrolment ${half}`).digest()
}
