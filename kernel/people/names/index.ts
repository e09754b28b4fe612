/** Names and identity numbers: pure, deterministic, safe in the browser. */
export {
  type CnicProblem,
  type CnicProvince,
  type CnicReading,
  cnicProvince,
  cnicSexParity,
  formatCnic,
  parseCnic,
} from './cnic.ts'
export { NAME_KEY_VERSION, normaliseName, type SearchKeys, searchKeys } from './keys.ts'
export { detectScript, digitsToAscii, type Script } from './letters.ts'
export type { RelationKind } from './name-words.ts'
export { type NameToken, type NameTokenKind, type PersonName, parsePersonName } from './parse.ts'
export { romaniseName, type Transliteration, urduName } from './transliterate.ts'
