import { censusRows, folds } from './census.ts'
import { type FormerParent, longAgo, type UnitSeed } from './unit-seed.ts'
import { districtUrdu, divisionUrdu, postCensusDistrictUrdu, provinceUrdu } from './urdu-names.ts'

export const slug = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '')

const provinces: readonly [code: string, en: string, status: string][] = [
  ['PK-BA', 'Balochistan', 'province'],
  ['PK-SD', 'Sindh', 'province'],
  ['PK-KP', 'Khyber Pakhtunkhwa', 'province'],
  ['PK-PB', 'Punjab', 'province'],
  ['PK-JK', 'Azad Jammu & Kashmir', 'territory'],
  ['PK-GB', 'Gilgit-Baltistan', 'territory'],
  ['PK-IS', 'Islamabad Capital Territory', 'capital'],
]

const formerProvinceNames: Readonly<Record<string, UnitSeed['formerNames']>> = {
  'PK-KP': [
    {
      name: { en: 'North-West Frontier Province', ur: 'شمال مغربی سرحدی صوبہ' },
      from: longAgo,
      to: '2010-04-19',
    },
  ],
  'PK-GB': [{ name: { en: 'Northern Areas', ur: 'شمالی علاقہ جات' }, from: longAgo, to: '2009-08-29' }],
}

/** Sindh's younger districts. The years are public knowledge; a day that is not is given as the first of the month. */
const sindhDistrictStart: Readonly<Record<string, string>> = {
  'PK-SD-keamari': '2020-08-20',
  'PK-SD-korangi': '2013-11-01',
  'PK-SD-sujawal': '2013-10-01',
  'PK-SD-umerkot': '1993-04-17',
  'PK-SD-jamshoro': '2004-12-01',
  'PK-SD-kambar-shahdadkot': '2004-12-01',
  'PK-SD-kashmore': '2004-12-01',
  'PK-SD-matiari': '2005-04-01',
  'PK-SD-tando-allah-yar': '2005-04-01',
  'PK-SD-tando-mohammad-khan': '2005-04-01',
}

/** Notification dates are not in the source: one date after the census stands for all, and each unit says so. */
const postCensusStart = '2023-07-01'

/** Districts that their successors replace entirely; of the others a part remains under the old name. */
const replacedEntirely = new Set(['PK-KP-south-waziristan'])

const divisionCode = (province: string, division: string) => `${province}:${slug(division)}`

function country(): UnitSeed {
  return {
    code: 'PK',
    kind: 'country',
    name: { en: 'Pakistan', ur: 'پاکستان' },
    parents: {},
    from: '1947-08-14',
  }
}

function provinceUnits(): UnitSeed[] {
  return provinces.map(([code, en, status]) => ({
    code,
    kind: 'province',
    name: { en, ur: provinceUrdu.get(code)! },
    parents: { territory: 'PK' },
    ...(formerProvinceNames[code] && { formerNames: formerProvinceNames[code] }),
    province: code,
    from: longAgo,
    attributes: { status, iso: code },
  }))
}

function divisionUnits(): UnitSeed[] {
  const names = new Map(censusRows.map((row) => [divisionCode(row.province, row.division), row]))
  return [...names].map(([code, row]) => ({
    code,
    kind: 'division',
    name: { en: `${row.division} Division`, ur: `${divisionUrdu.get(code)} ڈویژن` },
    parents: { territory: row.province },
    province: row.province,
    from: longAgo,
    attributes: { shortName: row.division, fromSource: 'assumed' },
  }))
}

function districtUnits(): UnitSeed[] {
  return censusRows.map((row) => {
    const known = sindhDistrictStart[row.district]
    const attributes: Record<string, string | number> = { topologyId: row.district }
    if (row.population2023 !== undefined) attributes.population2023 = row.population2023
    if (row.population2017 !== undefined) attributes.population2017 = row.population2017
    if (row.areaKm2 !== undefined) attributes.areaKm2 = row.areaKm2
    if (!known) attributes.fromSource = 'assumed'
    return {
      code: row.district,
      kind: 'district',
      name: { en: row.name, ur: districtUrdu.get(row.district)! },
      parents: { territory: divisionCode(row.province, row.division) },
      ...(row.district === 'PK-SD-shaheed-benazirabad' && {
        formerNames: [{ name: { en: 'Nawabshah', ur: 'نوابشاہ' }, from: longAgo, to: '2008-09-15' }],
      }),
      district: row.district,
      province: row.province,
      from: known ?? longAgo,
      ...(replacedEntirely.has(row.district) && { to: postCensusStart }),
      attributes,
    }
  })
}

function postCensusUnits(): UnitSeed[] {
  return folds.map((fold) => {
    const parent = censusRows.find((row) => row.district === fold.parent)!
    return {
      code: `${parent.province}-${slug(fold.name)}`,
      kind: 'district',
      name: { en: fold.name, ur: postCensusDistrictUrdu.get(fold.name)! },
      parents: { territory: divisionCode(parent.province, parent.division) },
      // Statistics and maps of the census year still count it under the district it came from.
      district: parent.district,
      province: parent.province,
      from: postCensusStart,
      attributes: { carvedFrom: parent.district, topologyId: parent.district, fromSource: 'assumed' },
    }
  })
}

/** Police stations of Keamari lay in, and answered to, District West until the district was made. */
export function formerParentsOfKeamariStation(): readonly FormerParent[] {
  const to = sindhDistrictStart['PK-SD-keamari']!
  return [
    { hierarchy: 'territory', parent: 'PK-SD-karachi-west', from: longAgo, to },
    { hierarchy: 'police', parent: 'PDT-KHW', from: longAgo, to },
  ]
}

export const territoryUnits: readonly UnitSeed[] = [
  country(),
  ...provinceUnits(),
  ...divisionUnits(),
  ...districtUnits(),
  ...postCensusUnits(),
]
