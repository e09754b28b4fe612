import { useCallback, useEffect, useMemo, useState } from 'react'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, MultiLineString, Topology } from 'topojson-specification'
import {
  BothNames,
  ErrorPanel,
  Section,
  Skeleton,
  Stack,
  Text,
  UnstyledButton,
  useBoth,
  useTranslation,
} from '#platform/ui'
import type { TreeUnit } from '../contract.ts'
import topologyUrl from '../data/pakistan-adm-2023.small.topo.json?url'
import { frameOf, type Line, linesOf, pathOf } from './drawing.ts'
import { type Branch, forestOf } from './forest.ts'
import classes from './Units.module.css'

type Pakistan = Topology<{
  provinces: GeometryCollection<{ name: string }>
  divisions: GeometryCollection<{ name: string }>
  districts: GeometryCollection<{ name: string }>
  lineOfControl: MultiLineString<{ name: string }>
}>

/** Districts on the map with their units. The table beside it says the same without the map. */
export default function DistrictMap({ units }: { units: readonly TreeUnit[] }) {
  const { t } = useTranslation('units')
  const both = useBoth()
  const [topology, setTopology] = useState<Pakistan | undefined>(undefined)
  const [failure, setFailure] = useState<unknown>(undefined)
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  useEffect(() => {
    const stop = new AbortController()
    fetch(topologyUrl, { signal: stop.signal })
      .then((answer) => answer.json() as Promise<Pakistan>)
      .then(setTopology)
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setFailure(error)
      })
    return () => stop.abort()
  }, [])
  const districts = useMemo(() => districtsOf(forestOf(units)), [units])
  const open = districts.filter(({ unit }) => unit.topologyId === chosen)
  return (
    <div className={classes.split}>
      <figure className={classes.figure}>
        {failure !== undefined ? (
          <>
            <Text>{t('map.failed')}</Text>
            <ErrorPanel error={failure} />
          </>
        ) : topology === undefined ? (
          <Skeleton height={420} aria-label={t('map.loading')} />
        ) : (
          <Drawing topology={topology} districts={districts} chosen={chosen} choose={setChosen} />
        )}
        <figcaption>
          <Text size="xs" className={classes.soft}>
            <bdi>{credit}</bdi> · {t('map.opinion')} {t('map.since-census')}
          </Text>
        </figcaption>
      </figure>
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

/** As the licence words it, in every language. */
const credit = '© OpenStreetMap contributors, ODbL 1.0'

const nameOf = (unit: TreeUnit) => ({ en: unit.nameEn, ur: unit.nameUr })

function districtsOf(forest: readonly Branch[]): Branch[] {
  return forest
    .flatMap((branch) => (branch.unit.kind === 'district' ? [branch] : districtsOf(branch.children)))
    .toSorted((a, b) => b.below - a.below || a.unit.nameEn.localeCompare(b.unit.nameEn))
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

/** Never mirrored: east is on the right in every language. */
function Drawing({
  topology,
  districts,
  chosen,
  choose,
}: {
  topology: Pakistan
  districts: readonly Branch[]
  chosen: string | undefined
  choose: (id: string) => void
}) {
  const { t } = useTranslation('units')
  const both = useBoth()
  const drawn = useMemo(() => {
    const { features } = feature(topology, topology.objects.districts)
    const shapes = features.map(({ id, geometry, properties }) => ({
      id: String(id),
      name: properties.name,
      rings: linesOf(geometry),
    }))
    const frame = frameOf(shapes.flatMap(({ rings }) => rings))
    const line: Line[] = linesOf(mesh(topology, topology.objects.lineOfControl))
    return {
      frame,
      shapes: shapes.map(({ id, name, rings }) => ({ id, name, d: pathOf(rings, frame, true) })),
      provinces: pathOf(linesOf(mesh(topology, topology.objects.provinces)), frame, false),
      line: pathOf(line, frame, false),
      label: frame.place(line.flat().toSorted((a, b) => a[1] - b[1])[0]!),
    }
  }, [topology])
  const byShape = useMemo(() => {
    const found = new Map<string, { names: string[]; below: number }>()
    for (const { unit, below } of districts) {
      if (unit.topologyId === null) continue
      const known = found.get(unit.topologyId) ?? { names: [], below: 0 }
      found.set(unit.topologyId, {
        names: [...known.names, both(nameOf(unit))],
        below: known.below + below,
      })
    }
    return found
  }, [districts, both])
  // One listener for the whole drawing: the same choice is made by keyboard in the table beside it.
  const listen = useCallback(
    (svg: SVGSVGElement) => {
      const pick = (event: Event) => {
        const shape = event.target instanceof Element ? event.target.closest('[data-district]') : null
        if (shape !== null) choose(shape.getAttribute('data-district')!)
      }
      svg.addEventListener('click', pick)
      return () => svg.removeEventListener('click', pick)
    },
    [choose],
  )
  const most = Math.max(1, ...[...byShape.values()].map(({ below }) => below))
  return (
    <svg
      ref={listen}
      className={classes.map}
      viewBox={`0 0 ${drawn.frame.width} ${drawn.frame.height}`}
      direction="ltr"
      role="img"
      aria-label={t('map.text', { count: drawn.shapes.length })}
    >
      {drawn.shapes.map(({ id, name, d }) => {
        const facts = byShape.get(id)
        const share = Math.sqrt((facts?.below ?? 0) / most)
        return (
          <path
            key={id}
            d={d}
            className={`${classes.shape} ${chosen === id ? classes.chosen : ''}`}
            fill={`color-mix(in oklab, var(--accent) ${Math.round(10 + share * 75)}%, var(--surface))`}
            data-district={id}
          >
            <title>{`${facts?.names.join(' · ') ?? name}: ${facts?.below ?? 0}`}</title>
          </path>
        )
      })}
      <path d={drawn.provinces} className={classes.province} />
      <path d={drawn.line} className={classes.ceasefire} />
      <text x={drawn.label[0] + 14} y={drawn.label[1] - 22} className={classes.label}>
        {t('map.line')}
      </text>
    </svg>
  )
}
