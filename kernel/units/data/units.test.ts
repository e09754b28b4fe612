import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  censusRows,
  folds,
  type Hierarchy,
  type UnitKind,
  type UnitSeed,
  unitKinds,
  unitSeeds,
} from './units.ts'

type Geometry = { id: string; properties: { province: string; division: string } }
type Topology = { objects: Record<'provinces' | 'divisions' | 'districts', { geometries: Geometry[] }> }

const topology: Topology = JSON.parse(
  readFileSync(new URL('./pakistan-adm-2023.small.topo.json', import.meta.url), 'utf8'),
)
const byCode = new Map(unitSeeds.map((unit) => [unit.code, unit]))
const ofKind = (kind: UnitKind) => unitSeeds.filter((unit) => unit.kind === kind)
const edges = unitSeeds.flatMap((unit) => [
  ...Object.entries(unit.parents).map(([hierarchy, parent]) => ({
    unit,
    hierarchy: hierarchy as Hierarchy,
    parent,
  })),
  ...(unit.formerParents ?? []).map(({ hierarchy, parent }) => ({ unit, hierarchy, parent })),
])

/** Which kinds a unit may stand under in its own hierarchy. */
const sensibleParents: Partial<Record<UnitKind, Partial<Record<Hierarchy, UnitKind[]>>>> = {
  province: { territory: ['country'] },
  division: { territory: ['province'] },
  district: { territory: ['division'] },
  department: { territory: ['country', 'province', 'district'] },
  'police-department': { police: ['province'] },
  'police-range': { police: ['police-department', 'police-range'] },
  'police-district': { police: ['police-range', 'police-department'] },
  'police-station': { police: ['police-district'] },
  'prosecution-department': { prosecution: ['province'] },
  'prosecution-office': { prosecution: ['prosecution-department', 'prosecution-office'] },
  'high-court': { court: ['province', 'high-court'] },
  'sessions-court': { court: ['high-court'] },
  'additional-sessions-court': { court: ['sessions-court'] },
  'magistrate-court': { court: ['sessions-court'] },
  'anti-terrorism-court': { court: ['high-court'] },
  'narcotics-court': { court: ['high-court'] },
  'prison-department': { prison: ['province'] },
  'prison-range': { prison: ['prison-department'] },
  prison: { prison: ['prison-range'] },
}

describe('units', () => {
  it('gives every unit a code of its own', () => {
    expect(unitSeeds.length).toBeGreaterThan(900)
    expect(byCode.size).toBe(unitSeeds.length)
    for (const { code } of unitSeeds) expect(code).toMatch(/^[A-Z]{2,}[A-Za-z0-9:-]*$/)
  })

  it('uses every kind', () => {
    expect(new Set(unitSeeds.map((unit) => unit.kind))).toEqual(new Set(unitKinds))
  })

  it('names every parent that exists, before its children, of a sensible kind and province', () => {
    const position = new Map(unitSeeds.map((unit, index) => [unit.code, index]))
    const wrong = edges.filter(({ unit, hierarchy, parent }) => {
      const above = byCode.get(parent)
      const kinds = sensibleParents[unit.kind]?.[hierarchy]
      return (
        !above ||
        position.get(parent)! >= position.get(unit.code)! ||
        (kinds && !kinds.includes(above.kind)) ||
        (above.province !== undefined && above.province !== unit.province)
      )
    })
    expect(wrong).toEqual([])
    expect(edges.length).toBeGreaterThan(unitSeeds.length)
  })

  it('hangs every unit but the country on a territory, and every agency unit on its own hierarchy', () => {
    for (const unit of unitSeeds) {
      if (unit.kind === 'country') continue
      expect(unit.parents.territory, unit.code).toBeDefined()
      for (const hierarchy of Object.keys(sensibleParents[unit.kind]!))
        expect(unit.parents[hierarchy as Hierarchy], unit.code).toBeDefined()
    }
  })

  it('names every unit in both languages, Urdu in Arabic script', () => {
    const latin = /[A-Za-z0-9]/
    const nameOf = (unit: UnitSeed) => [unit.name, ...(unit.formerNames ?? []).map((former) => former.name)]
    for (const unit of unitSeeds)
      for (const { en, ur } of nameOf(unit)) {
        expect(en.trim(), unit.code).not.toBe('')
        expect(en, unit.code).not.toMatch(/[؀-ۿ]|undefined/)
        expect(ur, unit.code).toMatch(/[؀-ۿ]{2}/)
        expect(latin.test(ur), `${unit.code}: ${ur}`).toBe(false)
        // Arabic kaf and yeh look alike but break search: Urdu has its own.
        expect(ur, unit.code).not.toMatch(/[كيى](?!ٰ)/)
      }
  })

  it('counts what the country has', () => {
    expect(ofKind('province')).toHaveLength(7)
    expect(ofKind('division')).toHaveLength(37)
    expect(ofKind('district')).toHaveLength(156 + folds.length)
    expect(folds).toHaveLength(23)
    const sindh = ofKind('district').filter((unit) => unit.province === 'PK-SD')
    expect(sindh).toHaveLength(30)
  })

  it('keeps the census figures: 241,499,431 people', () => {
    expect(censusRows.reduce((sum, row) => sum + (row.population2023 ?? 0), 0)).toBe(241_499_431)
    const stored = ofKind('district').reduce(
      (sum, unit) => sum + Number(unit.attributes?.population2023 ?? 0),
      0,
    )
    expect(stored).toBe(241_499_431)
  })

  it('joins the map: provinces, divisions and districts have the same identifiers', () => {
    const ids = (object: keyof Topology['objects']) =>
      topology.objects[object].geometries.map((geometry) => geometry.id).sort()
    expect(
      ofKind('province')
        .map((unit) => unit.code)
        .sort(),
    ).toEqual(ids('provinces'))
    expect(
      ofKind('division')
        .map((unit) => unit.code)
        .sort(),
    ).toEqual(ids('divisions'))
    expect(
      ofKind('district')
        .map((unit) => unit.code)
        .filter((code) => censusRows.some((row) => row.district === code))
        .sort(),
    ).toEqual(ids('districts'))
    for (const unit of ofKind('district')) expect(ids('districts')).toContain(unit.attributes?.topologyId)
  })

  it('dates every edge, and a split district leaves its parent in history', () => {
    for (const unit of unitSeeds) {
      expect(unit.from, unit.code).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      if (unit.to) expect(unit.to > unit.from, unit.code).toBe(true)
      for (const past of [...(unit.formerNames ?? []), ...(unit.formerParents ?? [])])
        expect(past.to > past.from, unit.code).toBe(true)
    }
    const waziristan = byCode.get('PK-KP-south-waziristan')!
    const successor = byCode.get('PK-KP-upper-south-waziristan')!
    expect(waziristan.to).toBe(successor.from)
    expect(successor.attributes?.carvedFrom).toBe(waziristan.code)
    expect(byCode.get('PS-KMR-MRP')!.formerParents).toEqual([
      { hierarchy: 'territory', parent: 'PK-SD-karachi-west', from: '1970-07-01', to: '2020-08-20' },
      { hierarchy: 'police', parent: 'PDT-KHW', from: '1970-07-01', to: '2020-08-20' },
    ])
  })

  it('leads no edge to a unit that had not begun yet', () => {
    expect(byCode.get('PDT-KMR')!.from).toBe('2020-08-20')
    for (const unit of unitSeeds) {
      const former = unit.formerParents ?? []
      for (const edge of former) expect(byCode.get(edge.parent)!.from <= edge.from, unit.code).toBe(true)
      for (const [hierarchy, parent] of Object.entries(unit.parents)) {
        const from = former.findLast((edge) => edge.hierarchy === hierarchy)?.to ?? unit.from
        expect(byCode.get(parent)!.from <= from, `${unit.code} under ${parent}`).toBe(true)
      }
    }
  })

  it('has 8 to 20 police stations, a prosecution office and its courts in each district of Sindh', () => {
    const sindh = ofKind('district').filter((unit) => unit.province === 'PK-SD')
    const inDistrict = (kind: UnitKind, district: string) =>
      ofKind(kind).filter((unit) => unit.district === district).length
    for (const { code } of sindh) {
      const stations = unitSeeds.filter(
        (unit) =>
          unit.kind === 'police-station' &&
          unit.parents.territory === code &&
          unit.parents.police !== 'PDT-CTD',
      )
      const perPoliceDistrict = Map.groupBy(stations, (unit) => unit.parents.police)
      for (const group of perPoliceDistrict.values()) {
        expect(group.length, code).toBeGreaterThanOrEqual(8)
        expect(group.length, code).toBeLessThanOrEqual(20)
      }
      expect(inDistrict('police-district', code), code).toBeGreaterThanOrEqual(1)
      expect(inDistrict('prosecution-office', code), code).toBeGreaterThanOrEqual(1)
      expect(inDistrict('sessions-court', code), code).toBe(1)
      expect(inDistrict('additional-sessions-court', code), code).toBeGreaterThanOrEqual(2)
      expect(inDistrict('magistrate-court', code), code).toBeGreaterThanOrEqual(3)
    }
  })

  it('has the 24 prisons of Sindh with 13,038 places, and says which capacities are illustrative', () => {
    const prisons = ofKind('prison').filter((unit) => unit.province === 'PK-SD')
    expect(prisons).toHaveLength(24)
    expect(prisons.reduce((sum, unit) => sum + Number(unit.attributes?.capacity), 0)).toBe(13_038)
    for (const prison of prisons) {
      expect(['published', 'illustrative']).toContain(prison.attributes?.capacitySource)
      expect(['male', 'female']).toContain(prison.attributes?.sex)
      expect(['adult', 'juvenile', 'all']).toContain(prison.attributes?.ages)
    }
  })

  it('gives men, women and juveniles of every district of Sindh exactly one prison', () => {
    for (const { code } of ofKind('district').filter((unit) => unit.province === 'PK-SD'))
      for (const [sex, ages] of [
        ['male', 'adult'],
        ['female', 'all'],
        ['male', 'juvenile'],
      ])
        expect(
          ofKind('prison').filter(({ attributes }) => {
            const serves = attributes?.serves as readonly string[]
            return attributes?.sex === sex && attributes?.ages === ages && serves.includes(code)
          }),
          `${code} ${sex} ${ages}`,
        ).toHaveLength(1)
  })

  it('has a second province to be refused at', () => {
    const lahore = unitSeeds.filter((unit) => unit.district === 'PK-PB-lahore')
    expect(new Set(lahore.map((unit) => unit.kind)).size).toBeGreaterThanOrEqual(10)
  })
})
