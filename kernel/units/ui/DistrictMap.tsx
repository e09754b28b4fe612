import { useMemo, useState } from 'react'
import type { BothLanguages } from '#platform/http/contract'
import { BothNames, Section, Stack, Text, UnstyledButton, useBoth, useTranslation } from '#platform/ui'
import type { TreeUnit } from '../contract.ts'
import { type Branch, forestOf } from './forest.ts'
import PakistanMap from './PakistanMap.tsx'
import classes from './Units.module.css'

/** Districts on the map with their units. The table beside it says the same without the map. */
export default function DistrictMap({ units }: { units: readonly TreeUnit[] }) {
  const { t } = useTranslation('units')
  const both = useBoth()
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const districts = useMemo(() => districtsOf(forestOf(units)), [units])
  const shades = useMemo(() => shadesOf(districts, both), [districts, both])
  const open = districts.filter(({ unit }) => unit.topologyId === chosen)
  return (
    <div className={classes.split}>
      <PakistanMap shades={shades} chosen={chosen} choose={setChosen} />
      <Stack gap={18}>
        {open.length === 0 ? (
          <Text size="sm">{t('map.choose')}</Text>
        ) : (
          open.map((district) => (
            <Section key={district.unit.id} title={t('map.in', { name: both(nameOf(district.unit)) })}>
              <Below district={district} />
            </Section>
          ))
        )}
        <div className={classes.scroll}>
          <table className={classes.plain}>
            <caption>{t('map.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('map.district')}</th>
                <th scope="col" className={classes.number}>
                  {t('map.units')}
                </th>
              </tr>
            </thead>
            <tbody>
              {districts.map((district) => (
                <tr
                  key={district.unit.id}
                  aria-selected={chosen !== undefined && district.unit.topologyId === chosen}
                >
                  <th scope="row">
                    <UnstyledButton onClick={() => setChosen(district.unit.topologyId ?? undefined)}>
                      <BothNames name={nameOf(district.unit)} as="inline" />
                    </UnstyledButton>
                  </th>
                  <td className={classes.number}>{district.below}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Stack>
    </div>
  )
}

const nameOf = (unit: TreeUnit) => ({ en: unit.nameEn, ur: unit.nameUr })

function districtsOf(forest: readonly Branch[]): Branch[] {
  return forest
    .flatMap((branch) => (branch.unit.kind === 'district' ? [branch] : districtsOf(branch.children)))
    .toSorted((a, b) => b.below - a.below || a.unit.nameEn.localeCompare(b.unit.nameEn))
}

function shadesOf(districts: readonly Branch[], both: (name: BothLanguages) => string) {
  const found = new Map<string, { names: string[]; below: number }>()
  for (const { unit, below } of districts) {
    if (unit.topologyId === null) continue
    const known = found.get(unit.topologyId) ?? { names: [], below: 0 }
    found.set(unit.topologyId, { names: [...known.names, both(nameOf(unit))], below: known.below + below })
  }
  const most = Math.max(1, ...[...found.values()].map(({ below }) => below))
  return new Map(
    [...found].map(([id, { names, below }]) => [
      id,
      { share: Math.sqrt(below / most), says: `${names.join(' · ')}: ${below}` },
    ]),
  )
}

function Below({ district }: { district: Branch }) {
  const { t } = useTranslation('units')
  const counts = new Map<string, number>()
  for (const { unit } of district.children) counts.set(unit.kind, (counts.get(unit.kind) ?? 0) + 1)
  return (
    <Stack gap={8}>
      <Text size="sm">
        <BothNames name={nameOf(district.unit)} as="inline" to={`/units/${district.unit.id}`} />
      </Text>
      <div className={classes.scroll}>
        <table className={classes.plain}>
          <tbody>
            {district.children.map(({ unit }) => (
              <tr key={unit.id}>
                <th scope="row">
                  <BothNames name={nameOf(unit)} as="inline" to={`/units/${unit.id}`} />
                </th>
                <td className={classes.soft}>{t(`kind.${unit.kind}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Text size="xs" className={classes.soft}>
        {[...counts].map(([kind, count]) => `${t(`kind.${kind}`)} ${count}`).join(' · ')}
      </Text>
    </Stack>
  )
}
