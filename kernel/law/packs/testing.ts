import { federalPack } from './federal.ts'
import { type LegalNumber, type LegalNumberKey, laidOver, type RulesInForce, rulesOf } from './index.ts'

/** Federal law with one of its numbers changed, or given in several versions. */
export function lawWith(key: LegalNumberKey, ...versions: Partial<LegalNumber>[]): RulesInForce {
  const shipped = federalPack.numbers.find((number) => number.key === key)
  if (shipped === undefined) throw new Error(`the federal pack has no ${key}`)
  const numbers = versions.map((version) => ({ ...shipped, ...version }))
  return rulesOf(laidOver(federalPack, { code: 'federal', version: 'proposed', numbers }))
}
