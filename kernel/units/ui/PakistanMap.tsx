import { useCallback, useEffect, useMemo, useState } from 'react'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, MultiLineString, Topology } from 'topojson-specification'
import { ErrorPanel, Skeleton, Text, useTranslation } from '#platform/ui'
import topologyUrl from '../data/pakistan-adm-2023.small.topo.json?url'
import { frameOf, type Line, linesOf, pathOf } from './drawing.ts'
import classes from './Units.module.css'

type Pakistan = Topology<{
  provinces: GeometryCollection<{ name: string }>
  divisions: GeometryCollection<{ name: string }>
  districts: GeometryCollection<{ name: string }>
  lineOfControl: MultiLineString<{ name: string }>
}>

/** As the licence words it, in every language. */
const credit = '© OpenStreetMap contributors, ODbL 1.0'

export interface Shade {
  /** From 0 to 1: how strongly the district is coloured. */
  readonly share: number
  /** What stands over it when it is pointed at. */
  readonly says: string
}

/** The districts of Pakistan, shaded. Whoever shows it gives the same as a table: the drawing is no way to read numbers. */
export default function PakistanMap({
  shades,
  chosen,
  choose,
  near = false,
  label,
}: {
  shades: ReadonlyMap<string, Shade>
  chosen?: string | undefined
  choose?: (topologyId: string) => void
  /** Shows the shaded districts alone, as large as they go. */
  near?: boolean
  label?: string
}) {
  const { t } = useTranslation('units')
  const [topology, setTopology] = useState<Pakistan | undefined>(undefined)
  const [failure, setFailure] = useState<unknown>(undefined)
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
  return (
    <figure className={classes.figure}>
      {failure !== undefined ? (
        <>
          <Text>{t('map.failed')}</Text>
          <ErrorPanel error={failure} />
        </>
      ) : topology === undefined ? (
        <Skeleton role="status" height={420} aria-label={t('map.loading')} />
      ) : (
        <Drawing
          topology={topology}
          shades={shades}
          chosen={chosen}
          choose={choose}
          near={near}
          label={label}
        />
      )}
      <figcaption>
        <Text size="xs" className={classes.soft}>
          <bdi>{credit}</bdi> · {t('map.opinion')} {t('map.since-census')}
        </Text>
      </figcaption>
    </figure>
  )
}

/** Never mirrored: east is on the right in every language. */
function Drawing({
  topology,
  shades,
  chosen,
  choose,
  near,
  label,
}: {
  topology: Pakistan
  shades: ReadonlyMap<string, Shade>
  chosen: string | undefined
  choose: ((id: string) => void) | undefined
  near: boolean
  label: string | undefined
}) {
  const { t } = useTranslation('units')
  const drawn = useMemo(() => {
    const { features } = feature(topology, topology.objects.districts)
    const shapes = features.map(({ id, geometry, properties }) => ({
      id: String(id),
      name: properties.name,
      rings: linesOf(geometry),
    }))
    const within = near ? shapes.filter(({ id }) => shades.has(id)) : shapes
    const frame = frameOf((within.length === 0 ? shapes : within).flatMap(({ rings }) => rings))
    const line: Line[] = linesOf(mesh(topology, topology.objects.lineOfControl))
    return {
      frame,
      shapes: shapes.map(({ id, name, rings }) => ({ id, name, d: pathOf(rings, frame, true) })),
      provinces: pathOf(linesOf(mesh(topology, topology.objects.provinces)), frame, false),
      line: pathOf(line, frame, false),
      label: frame.place(line.flat().toSorted((a, b) => a[1] - b[1])[0]!),
    }
  }, [topology, near, shades])
  // One listener for the whole drawing: the same choice is made by keyboard in the table beside it.
  const listen = useCallback(
    (svg: SVGSVGElement) => {
      const pick = (event: Event) => {
        const shape = event.target instanceof Element ? event.target.closest('[data-district]') : null
        if (shape !== null) choose?.(shape.getAttribute('data-district')!)
      }
      svg.addEventListener('click', pick)
      return () => svg.removeEventListener('click', pick)
    },
    [choose],
  )
  return (
    <svg
      ref={listen}
      className={classes.map}
      viewBox={`0 0 ${drawn.frame.width} ${drawn.frame.height}`}
      direction="ltr"
      role="img"
      aria-label={label ?? t('map.text', { count: drawn.shapes.length })}
    >
      {drawn.shapes.map(({ id, name, d }) => {
        const shade = shades.get(id)
        return (
          <path
            key={id}
            d={d}
            className={`${classes.shape} ${chosen === id ? classes.chosen : ''}`}
            fill={`color-mix(in oklab, var(--accent) ${Math.round(10 + (shade?.share ?? 0) * 75)}%, var(--surface))`}
            data-district={id}
          >
            <title>{shade?.says ?? name}</title>
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
