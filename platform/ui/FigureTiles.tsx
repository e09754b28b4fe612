import type { ReactNode } from 'react'
import classes from './FigureTiles.module.css'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-names.ts'
import { Link } from './Link.tsx'
import type { Meaning } from './tokens.ts'

export interface FigureTile {
  readonly key: string
  /** How many or how much, as the product writes numbers and money. */
  readonly figure: ReactNode
  readonly label: string
  readonly icon?: IconName
  /** What more there is to say of the figure, in small words. */
  readonly below?: ReactNode
  readonly meaning?: Meaning | undefined
  /** Where what is counted stands. */
  readonly to?: string
  /** Chooses what the list below shows; `pressed` says whether it is the one shown. */
  readonly press?: () => void
  readonly pressed?: boolean
}

/** A few figures side by side, each leading to what it counts. */
export function FigureTiles({ tiles }: { tiles: readonly FigureTile[] }) {
  return (
    <ul className={classes.tiles}>
      {tiles.map((tile) => (
        <li key={tile.key} data-meaning={tile.meaning}>
          <Ground tile={tile}>
            <strong>{tile.figure}</strong>
            <span className={classes.label}>
              {tile.icon === undefined ? null : <Icon name={tile.icon} size={17} />} {tile.label}
            </span>
            {tile.below === undefined ? null : <span className={classes.below}>{tile.below}</span>}
          </Ground>
        </li>
      ))}
    </ul>
  )
}

function Ground({ tile, children }: { tile: FigureTile; children: ReactNode }) {
  if (tile.press !== undefined)
    return (
      <button type="button" className={classes.tile} aria-pressed={tile.pressed} onClick={tile.press}>
        {children}
      </button>
    )
  if (tile.to !== undefined)
    return (
      <Link to={tile.to} className={classes.tile}>
        {children}
      </Link>
    )
  return <div className={classes.tile}>{children}</div>
}
