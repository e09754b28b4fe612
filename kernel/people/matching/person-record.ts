import { parseCnic, parsePersonName } from '../names/index.ts'
import { normaliseName } from '../names/keys.ts'
import { digitsToAscii } from '../names/letters.ts'
import type { NameToken } from '../names/parse.ts'

/** One source record about one person, as an agency wrote it. Empty strings mean unknown. */
export interface LinkRecord {
  id: string
  name: string
  fatherName?: string
  alias?: string
  cnic?: string
  sex?: string
  /** YYYY-MM-DD, YYYY-MM or YYYY. 1 January is read as "only the year is known", as registers use it. */
  birthDate?: string
  /** Age in years as stated on `statedOn`. */
  age?: number
  statedOn?: string
  province?: string
  district?: string
  locality?: string
  phone?: string
  /** What an officer has checked against a document or the person. Only verified facts can forbid a link. */
  verified?: { cnic?: boolean; sex?: boolean }
  /** Days in custody, half-open [from, to); no `to` while it lasts. Nobody is in two prisons at once. */
  custody?: { prison: string; from: string; to?: string }[]
}

export interface PreparedPerson {
  id: string
  given: NameToken[]
  family: NameToken[]
  father: NameToken[]
  aliases: string[]
  cnic: string
  cnicVerified: boolean
  sex: '' | 'M' | 'F'
  sexVerified: boolean
  birthYear: number
  /** Month and day as "MMDD", empty when only the year is known. */
  birthDay: string
  /** Year of birth worked out from an age; 0 when there is a birth date or no age. */
  yearByAge: number
  province: string
  district: string
  locality: string
  phone: string
  custody: { prison: string; from: string; to?: string }[]
}

function readSex(text: string | undefined): '' | 'M' | 'F' {
  const word = (text ?? '').trim().toLowerCase()
  if (/^(m|male|man|مرد)$/.test(word)) return 'M'
  return /^(f|female|woman|عورت|خاتون)$/.test(word) ? 'F' : ''
}

/** 03001234567, +92 300 1234567 and 0092… become the last ten digits; anything shorter is not a phone. */
function readPhone(text: string | undefined): string {
  const digits = digitsToAscii(text ?? '').replace(/\D/g, '')
  return digits.length >= 10 ? digits.slice(-10) : ''
}

function readBirth(record: LinkRecord): { birthYear: number; birthDay: string; yearByAge: number } {
  const date = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(digitsToAscii(record.birthDate ?? ''))
  if (date) {
    const day = date[2] !== undefined && date[3] !== undefined ? date[2] + date[3] : ''
    return { birthYear: Number(date[1]), birthDay: day === '0101' ? '' : day, yearByAge: 0 }
  }
  const statedIn = Number(/^\d{4}/.exec(record.statedOn ?? '')?.[0] ?? 0)
  const known = record.age !== undefined && record.age >= 0 && record.age < 120 && statedIn > 0
  return { birthYear: 0, birthDay: '', yearByAge: known ? statedIn - record.age! : 0 }
}

/** The given names; Muhammad counts only where it is all there is. */
function weighty(tokens: NameToken[]): NameToken[] {
  const given = tokens.filter((token) => token.kind === 'given')
  if (given.length > 0) return given
  return tokens.filter((token) => token.kind === 'muhammad').slice(0, 1)
}

/** Parses a record once, so that comparing it with thousands of others costs little. */
export function preparePerson(record: LinkRecord): PreparedPerson {
  const own = parsePersonName(record.name)
  const fatherInName = own.relations.find((relation) => relation.kind === 'father')
  const father = record.fatherName ? parsePersonName(record.fatherName).tokens : (fatherInName?.tokens ?? [])
  const aliasTokens = [...own.aliases, ...(record.alias ? [parsePersonName(record.alias).tokens] : [])]
  const cnic = parseCnic(record.cnic ?? '')
  const family = new Map<string, NameToken>()
  for (const token of [...own.tokens, ...father])
    if (token.kind === 'family') family.set(token.skeleton, token)
  return {
    id: record.id,
    given: weighty(own.tokens),
    family: [...family.values()],
    father: weighty(father),
    aliases: aliasTokens.map((tokens) => tokens.map((token) => token.skeleton).join(' ')),
    cnic: cnic.ok ? cnic.cnic : '',
    cnicVerified: record.verified?.cnic === true,
    sex: readSex(record.sex),
    sexVerified: record.verified?.sex === true,
    ...readBirth(record),
    province: normaliseName(record.province ?? ''),
    district: normaliseName(record.district ?? ''),
    locality: normaliseName(record.locality ?? ''),
    phone: readPhone(record.phone),
    custody: record.custody ?? [],
  }
}
