import { call, type Language, type Search } from '#platform/ui'
import { listUnits, type UnitKind } from '../contract.ts'

/** Finds units of the kinds that may stand above, best names first. */
export function parentSearch(kinds: readonly UnitKind[], language: Language, not?: number): Search {
  return async (text, signal) => {
    const pages = await Promise.all(
      kinds.map((kind) => call(listUnits, { q: text, kind, size: 12 }, { signal })),
    )
    return pages
      .flatMap(({ rows }) => rows)
      .filter(({ id }) => id !== not)
      .slice(0, 12)
      .map((row) => ({
        value: String(row.id),
        label: language === 'ur' ? row.nameUr : row.nameEn,
        detail: `${language === 'ur' ? row.nameEn : row.nameUr} · ${row.code}`,
      }))
  }
}
