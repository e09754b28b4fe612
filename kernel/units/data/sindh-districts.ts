import { censusRows } from './census.ts'
import { districtUrdu } from './urdu-names.ts'

export type SindhDistrict = {
  readonly code: string
  /** Three letters used in the codes of its stations, offices and courts. */
  readonly abbreviation: string
  readonly en: string
  readonly ur: string
  readonly population: number
  readonly range: string
  readonly bench: string
}

/** `abbreviation district police-range-or-zone bench-of-the-High-Court` */
const table = `
KHC karachi-central KHI-W CRT-SHC
KHE karachi-east KHI-E CRT-SHC
KHS karachi-south KHI-S CRT-SHC
KHW karachi-west KHI-W CRT-SHC
KMR keamari KHI-S CRT-SHC
KRG korangi KHI-E CRT-SHC
MLR malir KHI-E CRT-SHC
HYD hyderabad HYD CRT-SHC-HYD
JMS jamshoro HYD CRT-SHC-HYD
DDU dadu HYD CRT-SHC-HYD
MTR matiari HYD CRT-SHC-HYD
TAY tando-allah-yar HYD CRT-SHC-HYD
TMK tando-mohammad-khan HYD CRT-SHC-HYD
BDN badin HYD CRT-SHC-HYD
THT thatta HYD CRT-SHC-HYD
SJW sujawal HYD CRT-SHC-HYD
MPK mirpur-khas MPK CRT-SHC-MPK
UMK umerkot MPK CRT-SHC-MPK
THR tharparkar MPK CRT-SHC-MPK
SBA shaheed-benazirabad SBA CRT-SHC-HYD
SGR sanghar SBA CRT-SHC-MPK
NSF naushahro-feroze SBA CRT-SHC-SUK
SUK sukkur SUK CRT-SHC-SUK
GTK ghotki SUK CRT-SHC-SUK
KHP khairpur SUK CRT-SHC-SUK
LRK larkana LRK CRT-SHC-LRK
KSK kambar-shahdadkot LRK CRT-SHC-LRK
SKP shikarpur LRK CRT-SHC-LRK
JCB jacobabad LRK CRT-SHC-LRK
KSM kashmore LRK CRT-SHC-LRK
`

export const sindhDistricts: readonly SindhDistrict[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [abbreviation, slug, range, bench] = line.split(' ')
    const code = `PK-SD-${slug}`
    const row = censusRows.find((candidate) => candidate.district === code)
    if (!row?.population2023) throw new Error(`${code} is not in the census table`)
    return {
      code,
      abbreviation: abbreviation!,
      en: row.name,
      ur: districtUrdu.get(code)!,
      population: row.population2023,
      range: `PDR-${range}`,
      bench: bench!,
    }
  })

export function sindhDistrictOf(abbreviation: string): SindhDistrict {
  const found = sindhDistricts.find((district) => district.abbreviation === abbreviation)
  if (!found) throw new Error(`No district of Sindh is abbreviated ${abbreviation}`)
  return found
}
