import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-names.ts'
import classes from './StatusBadge.module.css'
import type { Meaning } from './tokens.ts'

const standardIcon: Record<Meaning, IconName> = {
  grey: 'circle-dot',
  blue: 'info-circle',
  amber: 'clock',
  red: 'alert-triangle',
}

/** A status in one of the four meanings: colour, icon and word together. */
export function StatusBadge({
  meaning,
  icon,
  children,
}: {
  meaning: Meaning
  icon?: IconName
  children: ReactNode
}) {
  return (
    <span className={classes.badge} data-meaning={meaning}>
      <Icon name={icon ?? standardIcon[meaning]} size={15} />
      <span>{children}</span>
    </span>
  )
}
