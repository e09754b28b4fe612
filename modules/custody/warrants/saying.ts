import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { formatDate, text } from '#platform/i18n'
import type { Decisive, Read, Term } from './contract.ts'

interface Both {
  readonly en: string
  readonly ur: string
}

const plain = (words: string): Both => ({ en: words, ur: words })
const said = (key: string): Both => ({
  en: text(`custody-warrants:${key}`, 'en'),
  ur: text(`custody-warrants:${key}`, 'ur'),
})
const day = (on: string): Both => ({ en: formatDate(on), ur: formatDate(on, 'ur') })

function term(given: Term): Both {
  if (given === 'LIFE' || given === 'DEATH') return said(`term.${given}`)
  const parts = (['years', 'months', 'days'] as const).filter((unit) => (given[unit] ?? 0) > 0)
  const counted = (language: 'en' | 'ur') =>
    parts
      .map((unit) => text(`custody-warrants:term.${unit}`, language, { count: given[unit] }))
      .join(language === 'ur' ? '، ' : ', ')
  return { en: counted('en'), ur: counted('ur') }
}

/** Says a decisive field of a reading in words, with the names of courts and stations; null where the paper has none. */
export async function saying(
  tx: Tx,
  readings: readonly Read[],
): Promise<(field: Decisive, read: Read) => Both | null> {
  const ids = readings.flatMap(({ stationId, courtId }) =>
    [stationId, courtId].filter((id) => id !== undefined),
  )
  const { rows } = await sql<{ id: number; name_en: string; name_ur: string }>`
    select id, name_en, name_ur from units.current_unit where id = any (${ids}::integer[])`.execute(tx)
  const names = new Map(rows.map((row) => [row.id, { en: row.name_en, ur: row.name_ur }]))
  const unit = (id: number | undefined) => (id === undefined ? null : (names.get(id) ?? plain(String(id))))
  return (field, read) => {
    switch (field) {
      case 'person':
        return said(`person.${read.person}`)
      case 'kind':
        return said(`kind.${read.kind}`)
      case 'fir':
        return read.firNumber === undefined ? null : plain(`${read.firNumber}/${read.firYear ?? ''}`)
      case 'station':
        return unit(read.stationId)
      case 'court':
        return unit(read.courtId)
      case 'sections':
        return plain(read.sections)
      case 'issuedOn':
        return day(read.issuedOn)
      case 'nextProduction':
        return read.nextProduction === undefined ? null : day(read.nextProduction)
      case 'term':
        return read.term === undefined ? null : term(read.term)
    }
  }
}
