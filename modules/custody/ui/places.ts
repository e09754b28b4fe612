import { listUnits } from '#kernel/units/contract'
import { call, type Found, NetworkFailed, type Search, useBoth, useHeldAnswer } from '#platform/ui'
import { type Places, placesName } from '../shift/answers.ts'
import type { Place } from '../shift/contract.ts'

/** Names that hold every word typed, in either script; the server's own search is more forgiving. */
function placesNamed(places: readonly Place[], text: string): Place[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return places
    .filter((place) => {
      const name = `${place.nameEn} ${place.nameUr} ${place.code}`.toLowerCase()
      return words.every((word) => name.includes(word))
    })
    .slice(0, 40)
}

/** Searches for courts and police stations: the server's, and without a connection those taken along with the shift. */
export function usePlaces(): { readonly courts: Search; readonly stations: Search } {
  const both = useBoth()
  const kept = useHeldAnswer<Places>(placesName, {})
  const among =
    (prefix: string, places: readonly Place[] | undefined): Search =>
    async (text, signal): Promise<Found[]> => {
      const rows = await call(listUnits, { q: text, size: 40 }, { signal }).then(
        (answer) => answer.rows,
        (error: unknown) => {
          if (!(error instanceof NetworkFailed) || places === undefined) throw error
          return placesNamed(places, text)
        },
      )
      return rows
        .filter((unit) => unit.code.startsWith(prefix))
        .map((unit) => ({
          value: String(unit.id),
          label: both({ en: unit.nameEn, ur: unit.nameUr }),
          detail: unit.code,
        }))
    }
  return { courts: among('CRT-', kept?.courts), stations: among('PS-', kept?.stations) }
}
