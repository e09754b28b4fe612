import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import { Button, formatNumber, Icon, Link, Ltr, useBoth, useTranslation } from '#platform/ui'
import type { getOccupancy, Tile } from '../contract.ts'
import classes from './Accommodation.module.css'
import { standingOf, TileState, useUseWords } from './words.tsx'

type Occupancy = OutputOf<typeof getOccupancy>

/** The prison as its own map: each barrack filled as far as it is occupied; as words and as a table too. */
export function OccupancyMap({ data }: { data: Occupancy }) {
  const { t } = useTranslation('custody-accommodation')
  const both = useBoth()
  const [table, setTable] = useState(false)
  const { totals } = data
  return (
    <figure className={classes.map} aria-label={t('map')}>
      <div className={classes.mapHead}>
        <p>
          {t('summary', {
            ...totals,
            percent: totals.authorised === 0 ? '–' : Math.round((totals.held / totals.authorised) * 100),
          })}
        </p>
        <Button
          size="xs"
          variant="subtle"
          aria-pressed={table}
          leftSection={<Icon name={table ? 'map' : 'list'} size={16} />}
          onClick={() => setTable(!table)}
        >
          {t(table ? 'as-map' : 'as-table')}
        </Button>
      </div>
      {table ? null : <p className={classes.law}>{t('legend')}</p>}
      {data.circles.map((circle) =>
        circle.barracks.length === 0 ? null : (
          <section key={circle.id ?? 'none'} className={classes.circle}>
            <h3>{circle.name === null ? t('no-circle') : both(circle.name)}</h3>
            {table ? <TileTable tiles={circle.barracks} /> : <Tiles tiles={circle.barracks} />}
          </section>
        ),
      )}
    </figure>
  )
}

export function Tiles({ tiles }: { tiles: readonly Tile[] }) {
  const both = useBoth()
  const words = useUseWords()
  return (
    <ul className={classes.tiles}>
      {tiles.map((tile) => (
        <li key={tile.id}>
          <Link to={`/custody/accommodation/${tile.id}`} className={classes.tile}>
            <Filled tile={tile} />
            <span className={classes.tileWords}>
              <strong>{both(tile.name)}</strong>
              <span>
                <Ltr>{`${formatNumber(tile.held)} / ${formatNumber(tile.authorised)}`}</Ltr>
              </span>
              <span className={classes.soft}>{words(tile.use)}</span>
              <TileState tile={tile} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** The fill rises with the people in it, to the top at the maximum; the lines are what is sanctioned and what works. */
function Filled({ tile }: { tile: Tile }) {
  const { t } = useTranslation('custody-accommodation')
  const top = Math.max(tile.maximum, tile.held, 1)
  const at = (count: number) => 100 - (count / top) * 100
  const { meaning } = standingOf(tile)
  return (
    <svg
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      role="img"
      aria-label={t('state.held-of', { held: tile.held, authorised: tile.authorised })}
    >
      <rect
        className={classes.fill}
        data-meaning={meaning}
        x="0"
        y={at(tile.held)}
        width="100"
        height={100 - at(tile.held)}
      />
      <line className={classes.mark} x1="0" x2="100" y1={at(tile.authorised)} y2={at(tile.authorised)} />
      <line
        className={classes.mark}
        data-kind="working"
        x1="0"
        x2="100"
        y1={at(tile.working)}
        y2={at(tile.working)}
      />
    </svg>
  )
}

const columns = ['held', 'out', 'authorised', 'working', 'maximum', 'beds', 'withoutBed'] as const

export function TileTable({ tiles }: { tiles: readonly Tile[] }) {
  const { t } = useTranslation('custody-accommodation')
  const both = useBoth()
  const words = useUseWords()
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('column.barrack')}</th>
            <th scope="col">{t('column.use')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" data-align="end">
                {t(`column.${column === 'withoutBed' ? 'without-bed' : column}`)}
              </th>
            ))}
            <th scope="col">{t('column.state')}</th>
          </tr>
        </thead>
        <tbody>
          {tiles.map((tile) => (
            <tr key={tile.id}>
              <th scope="row">
                <Link to={`/custody/accommodation/${tile.id}`}>{both(tile.name)}</Link>
              </th>
              <td>{words(tile.use)}</td>
              {columns.map((column) => (
                <td key={column} data-align="end">
                  {formatNumber(tile[column])}
                </td>
              ))}
              <td>
                <TileState tile={tile} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
