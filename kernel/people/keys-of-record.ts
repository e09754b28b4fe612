import { createHash } from 'node:crypto'
import { blockingKeys, type LinkRecord } from './matching/index.ts'
import { NAME_KEY_VERSION, normaliseName, parsePersonName, searchKeys } from './names/index.ts'

/** What of a record the keys are made from, as its source wrote it. */
export interface NamedRecord {
  readonly nameEn?: string | null | undefined
  readonly nameUr?: string | null | undefined
  readonly fatherEn?: string | null | undefined
  readonly fatherUr?: string | null | undefined
  readonly aliases: readonly string[]
  readonly sex?: string | null | undefined
  readonly birthDate?: string | null | undefined
  readonly birthPrecision?: string | null | undefined
  readonly cnic?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly district?: string | null | undefined
}

export interface NameWord {
  readonly word: string
  readonly sound: string
  readonly skeleton: string
}

/** Everything derived from a record that is kept beside it to find it by. Deterministic; `keyVersion` says by which rules. */
export interface RecordKeys {
  readonly keyVersion: number
  readonly nameKey: string
  readonly nameForms: string[]
  readonly nameTokens: string[]
  readonly fatherKey: string
  readonly fatherTokens: string[]
  readonly phoneKey: string | null
  /** Hashes of the blocking keys, as decimal text: they are 64 bits wide. */
  readonly blocks: string[]
  readonly words: NameWord[]
}

const written = (...names: readonly (string | null | undefined)[]): string[] =>
  names.filter((name): name is string => name !== undefined && name !== null && name !== '')

export function keysOfRecord(record: NamedRecord): RecordKeys {
  const names = written(record.nameEn, record.nameUr, ...record.aliases)
  const fathers = written(record.fatherEn, record.fatherUr)
  const forms = names.map(normaliseName)
  const words = new Map<string, NameWord>()
  for (const name of [...names, ...fathers]) {
    const parsed = parsePersonName(name)
    for (const token of [...parsed.tokens, ...parsed.aliases.flat()])
      if (token.kind !== 'muhammad')
        words.set(token.text, { word: token.text, sound: token.sound, skeleton: token.skeleton })
  }
  const phone = (record.phone ?? '').replace(/\D/g, '')
  return {
    keyVersion: NAME_KEY_VERSION,
    nameKey: forms.join(' | '),
    nameForms: [...new Set(forms)],
    nameTokens: [...new Set(names.flatMap((name) => searchKeys(name).skeletonTokens))],
    fatherKey: fathers.map(normaliseName).join(' | '),
    fatherTokens: [...new Set(fathers.flatMap((name) => searchKeys(name).skeletonTokens))],
    phoneKey: phone.length >= 10 ? phone.slice(-10) : null,
    blocks: blocksOf(record),
    words: [...words.values()],
  }
}

/** The record as the matching model reads it. One spelling of the name is enough: keys and comparison are the same in both scripts. */
export function linkRecordOf(id: string, record: NamedRecord & { verified?: readonly string[] }): LinkRecord {
  const born = record.birthDate ?? undefined
  const alias = record.aliases[0]
  const birth =
    born === undefined
      ? {}
      : record.birthPrecision === 'estimated'
        ? { age: 0, statedOn: born }
        : { birthDate: record.birthPrecision === 'year' ? born.slice(0, 4) : born }
  const father = record.fatherEn || record.fatherUr
  return {
    id,
    name: record.nameEn || record.nameUr || '',
    ...(father ? { fatherName: father } : {}),
    ...(alias === undefined ? {} : { alias }),
    ...(record.cnic ? { cnic: record.cnic } : {}),
    ...(record.sex ? { sex: record.sex } : {}),
    ...birth,
    ...(record.district ? { district: record.district } : {}),
    ...(record.phone ? { phone: record.phone } : {}),
    verified: {
      cnic: record.verified?.includes('cnic') === true,
      sex: record.verified?.includes('sex') === true,
    },
  }
}

/** Blocking keys of every spelling of the name, hashed to 64 bits. Two different keys with one hash only cost a comparison. */
export function blocksOf(record: NamedRecord): string[] {
  const keys = new Set(blockingKeys(linkRecordOf('', record)))
  if (record.nameEn && record.nameUr) {
    const { nameEn: _roman, fatherEn, ...urdu } = record
    for (const key of blockingKeys(
      linkRecordOf('', { ...urdu, fatherUr: record.fatherUr || fatherEn || null }),
    ))
      keys.add(key)
  }
  return [...keys].map((key) => createHash('md5').update(key).digest().readBigInt64BE(0).toString())
}
