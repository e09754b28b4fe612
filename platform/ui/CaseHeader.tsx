import type { ReactNode } from 'react'
import type { BothLanguages } from '../http/contract.ts'
import { BothNames } from './BothNames.tsx'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-names.ts'
import { Ltr } from './Ltr.tsx'
import { Facts } from './PersonCard.tsx'
import classes from './RecordHeader.module.css'

/** The head of a case, a report, an exhibit: what it is, its number, where it stands. */
export function CaseHeader({
  title,
  number,
  court,
  status,
  flags,
  facts = [],
  icon = 'gavel',
  actions,
}: {
  title: BothLanguages
  number: string
  court?: BothLanguages | undefined
  status?: ReactNode
  flags?: ReactNode
  facts?: readonly { readonly label: string; readonly value: ReactNode }[]
  icon?: IconName
  actions?: ReactNode
}) {
  return (
    <article className={classes.card}>
      <div className={classes.photo}>
        <Icon name={icon} size={34} />
      </div>
      <div className={classes.body}>
        <div className={classes.top}>
          <span className={classes.name}>
            <BothNames name={title} />
          </span>
          <span className={classes.number}>
            <Ltr copy>{number}</Ltr>
          </span>
          {status}
        </div>
        {court === undefined ? null : <BothNames name={court} as="inline" />}
        <Facts facts={facts} />
        {flags === undefined ? null : <div className={classes.flags}>{flags}</div>}
      </div>
      {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
    </article>
  )
}
