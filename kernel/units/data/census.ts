import { readFileSync } from 'node:fs'

/** One district of the 2023 census; the figures are absent where the Bureau of Statistics published none. */
export type CensusRow = {
  readonly district: string
  readonly name: string
  readonly division: string
  readonly province: string
  readonly population2023?: number
  readonly population2017?: number
  readonly households2023?: number
  readonly areaKm2?: number
  readonly literacy2023?: number
}

/** A district created after the census and the 2023 district it was carved from. */
export type Fold = { readonly name: string; readonly parent: string }

function rows(file: string): string[][] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  // Neither file quotes a field; a quote would mean that the source changed its form.
  if (text.includes('"')) throw new Error(`${file}: quoted fields are not expected`)
  return text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))
}

const figure = (text: string | undefined) => (text ? Number(text) : undefined)

export const censusRows: readonly CensusRow[] = rows('./pakistan_districts_census_2023.csv').map((cells) => ({
  district: cells[0]!,
  name: cells[1]!,
  division: cells[2]!,
  province: cells[3]!,
  population2023: figure(cells[4]),
  population2017: figure(cells[5]),
  households2023: figure(cells[6]),
  areaKm2: figure(cells[7]),
  literacy2023: figure(cells[8]),
}))

export const folds: readonly Fold[] = rows('./post-census-district-folds.csv').map((cells) => ({
  name: cells[0]!,
  parent: cells[1]!,
}))
