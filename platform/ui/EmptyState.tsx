import type { ReactNode } from 'react'
import classes from './EmptyState.module.css'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-names.ts'

/** Nothing here: says why and what to do. */
export function EmptyState({
  title,
  why,
  action,
  icon = 'circle-dashed',
}: {
  title: string
  why?: string
  action?: ReactNode
  icon?: IconName
}) {
  return (
    <div className={classes.empty}>
      <Icon name={icon} size={30} />
      <strong>{title}</strong>
      {why === undefined ? null : <p>{why}</p>}
      {action}
    </div>
  )
}
