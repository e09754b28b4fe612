import { Suspense } from 'react'
import { PakistanMap, type Shade } from '#kernel/units/ui'
import { Section, Skeleton, useGo, useTranslation } from '#platform/ui'
import classes from './Dashboard.module.css'

interface OnMap {
  readonly prison: { readonly id: number }
  readonly topologyId: string | null
}

/** Districts shaded by what their prisons have in common; a district opens the day of its first prison. */
export function PrisonMap<R extends OnMap>({
  title,
  text,
  rows,
  shade,
}: {
  title: string
  text: string
  rows: readonly R[]
  shade: (here: readonly R[]) => Shade
}) {
  const { t } = useTranslation('common')
  const go = useGo()
  const districts = Map.groupBy(
    rows.filter((row) => row.topologyId !== null),
    (row) => row.topologyId!,
  )
  if (districts.size === 0) return null
  return (
    <Section title={title}>
      <Suspense fallback={<Skeleton role="status" height={420} aria-label={t('common:word.loading')} />}>
        <div className={classes.map}>
          <PakistanMap
            near
            shades={new Map([...districts].map(([id, here]) => [id, shade(here)]))}
            label={text}
            choose={(shape) => {
              const first = rows.find((row) => row.topologyId === shape)
              if (first !== undefined) go(`/custody/today?prison=${first.prison.id}`)
            }}
          />
        </div>
      </Suspense>
    </Section>
  )
}
