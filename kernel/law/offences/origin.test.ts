import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { offenceTable } from './offences.ts'

const ACT_OF: Record<string, string> = {
  'Pakistan Arms Ordinance 1965': 'AO',
  'Explosive Substances Act 1908': 'ESA',
  'PECA 2016': 'PECA',
  'AMLA 2010': 'AMLA',
  'TIP Act 2018': 'TIP',
  'Surrender of Illicit Arms Act 1991': 'SIAA',
}

/** Reads quoted CSV: a comma or a quote inside quotes belongs to the value. */
function csvRows(text: string): string[][] {
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
        .map((match) => (match[1] ?? '').replace(/^"|"$/g, '').replaceAll('""', '"'))
        .slice(0, 11),
    )
}

describe('the table that the offences came from', () => {
  const [header, ...rows] = csvRows(readFileSync(new URL('../data/offences.csv', import.meta.url), 'utf8'))

  it('is read whole', () => {
    expect(header?.[0]).toBe('act')
    expect(rows).toHaveLength(178)
  })

  it('stands in the offence table row by row, unaltered', () => {
    for (const [act, section, title, max, min, deathOrLife, , , , court, confidence] of rows) {
      const found = offenceTable.filter(
        (row) =>
          row.act === (ACT_OF[act ?? ''] ?? act) && row.section === section && row.effectiveTo === undefined,
      )
      expect(found.map((row) => row.section)).toEqual([section])
      const row = found[0]!
      expect(row).toMatchObject({ title, punishment: max, court })
      expect(row.minimum ?? '').toBe(min)
      expect(`${row.confidence}: ${row.source}`).toBe(confidence)
      if (deathOrLife === 'death') expect(row.max).toBe('DEATH')
      else if (deathOrLife === 'life') expect(row.max).toBe('LIFE')
      else expect(['DEATH', 'LIFE']).not.toContain(row.max)
    }
  })
})
