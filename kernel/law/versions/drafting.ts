import { isoDay, readDay } from '../calendar/day.ts'
import type { LegalNumber, LegalNumberKey, RulePack, RulesInForce } from '../packs/index.ts'
import { laidOver } from '../packs/index.ts'

/** One number as a law officer would have it, from a day on. */
export interface NumberChange {
  readonly key: LegalNumberKey
  readonly value: number
  /** First day in force; absent to correct the number for all time. */
  readonly effectiveFrom?: string | undefined
  readonly section: string
  readonly text: { readonly en: string; readonly ur: string }
  readonly confidence: LegalNumber['confidence']
  readonly convention?: { readonly en: string; readonly ur: string } | undefined
}

/**
 * Every dated version of the changed numbers. What stood until the day before goes on standing for earlier days: a sentence of
 * 2020 is not recomputed under a number of 2027.
 */
export function numbersOf(rules: RulesInForce, changes: readonly NumberChange[]): LegalNumber[] {
  return changes.flatMap((change) => {
    const standing = rules.numbers.filter((number) => number.key === change.key)
    const unit = standing[0]!.unit
    const golden = standing.flatMap((number) => number.goldenCases ?? [])
    const changed: LegalNumber = {
      key: change.key,
      value: change.value,
      unit,
      section: change.section,
      text: change.text,
      confidence: change.confidence,
      ...(change.effectiveFrom === undefined ? {} : { effectiveFrom: change.effectiveFrom }),
      ...(change.convention === undefined ? {} : { convention: change.convention }),
      ...(golden.length === 0 ? {} : { goldenCases: golden }),
    }
    const from = change.effectiveFrom
    if (from === undefined) return [changed]
    const earlier = standing
      .filter((number) => number.effectiveFrom === undefined || number.effectiveFrom < from)
      .map((number) =>
        number.effectiveTo !== undefined && number.effectiveTo < from
          ? number
          : { ...number, effectiveTo: isoDay(readDay(from, 'effectiveFrom') - 1) },
      )
    return [...earlier, changed]
  })
}

/** `2026.1` is followed by `2026.2`; in another year by `2027.1`. */
export function nextVersion(taken: readonly string[], year: number): string {
  const numbers = taken.flatMap((version) => {
    const [of, number] = version.split('.').map(Number)
    return of === year && number !== undefined && Number.isInteger(number) ? [number] : []
  })
  return `${year}.${Math.max(0, ...numbers) + 1}`
}

/** The pack as it would stand. */
export function proposedPack(pack: RulePack, version: string, numbers: readonly LegalNumber[]): RulePack {
  return laidOver(pack, { code: pack.code, version, numbers })
}
