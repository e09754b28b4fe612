import { listUnits } from '#kernel/units/contract'
import { call, type Language, type Search } from '#platform/ui'

const inOrder = (language: Language, en: string, ur: string): [string, string] =>
  language === 'ur' ? [ur, en] : [en, ur]

/** Finds units of one's province by name or code, for a search field. */
export function unitSearch(language: Language): Search {
  return async (text, signal) => {
    const { rows } = await call(listUnits, { q: text, size: 12 }, { signal })
    return rows.map((row) => {
      const [label, other] = inOrder(language, row.nameEn, row.nameUr)
      return { value: String(row.id), label, detail: `${other} · ${row.code}` }
    })
  }
}
