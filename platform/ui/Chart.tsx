import { lazy, Suspense, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../i18n/format.ts'
import classes from './Chart.module.css'
import { Icon } from './Icon.tsx'
import { Button, Skeleton } from './mantine.ts'

const Drawing = lazy(async () => ({ default: (await import('./ChartDrawing.tsx')).ChartDrawing }))

export interface ChartData {
  readonly kind: 'line' | 'area' | 'bar' | 'stacked-bar'
  readonly categories: readonly string[]
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[]
  readonly unit?: string | undefined
}

/**
 * A picture of numbers, with what it says in words (`summary`), its definition, its as-of time and the numbers as a table.
 * The drawing comes in its own chunk; the words are there at once.
 */
export function Chart({
  title,
  summary,
  definition,
  asOf,
  ...data
}: ChartData & { title: string; summary: string; definition?: string; asOf?: string }) {
  const { t } = useTranslation()
  const id = useId()
  const [table, setTable] = useState(false)
  return (
    <figure className={classes.chart} aria-labelledby={`${id}-title`} aria-describedby={`${id}-summary`}>
      <div className={classes.head}>
        <figcaption id={`${id}-title`}>{title}</figcaption>
        <Button
          size="xs"
          variant="subtle"
          aria-pressed={table}
          leftSection={<Icon name={table ? 'chart-bar' : 'list'} size={16} />}
          onClick={() => setTable(!table)}
        >
          {t(table ? 'common:chart.as-chart' : 'common:chart.as-table')}
        </Button>
      </div>
      <p id={`${id}-summary`} className={classes.summary}>
        {summary}
      </p>
      {table ? (
        <DataTable title={title} {...data} />
      ) : (
        <Suspense fallback={<Skeleton height={260} />}>
          <Drawing {...data} />
        </Suspense>
      )}
      <div className={classes.printed}>
        <DataTable title={title} {...data} />
      </div>
      {definition === undefined && asOf === undefined ? null : (
        <p className={classes.note}>
          {definition === undefined ? null : `${t('common:chart.definition')}: ${definition}`}
          {definition === undefined || asOf === undefined ? null : ' · '}
          {asOf === undefined ? null : t('common:chart.as-of', { at: asOf })}
        </p>
      )}
    </figure>
  )
}

function DataTable({ title, categories, series, unit }: ChartData & { title: string }) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={title}>
        <thead>
          <tr>
            <th scope="col" aria-label={title} />
            {series.map((one) => (
              <th key={one.name} scope="col">
                {one.name}
                {unit === undefined ? null : ` (${unit})`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map((category, index) => (
            <tr key={category}>
              <th scope="row">{category}</th>
              {series.map((one) => {
                const value = one.values[index]
                return (
                  <td key={one.name}>{value === undefined || value === null ? '—' : formatNumber(value)}</td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
