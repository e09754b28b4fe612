import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, formatInstant } from '../i18n/format.ts'
import { EmptyState } from './EmptyState.tsx'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-names.ts'
import { Link } from './Link.tsx'
import { useLanguage } from './language.ts'
import classes from './Timeline.module.css'

export interface TimelineEntry {
  readonly id: string
  /** A calendar date or an instant. */
  readonly at: string
  /** Who it comes from: police, prosecution, court, prison. */
  readonly agency: string
  readonly icon: IconName
  readonly title: string
  readonly detail?: ReactNode
  readonly by?: string | undefined
  readonly to?: string | undefined
  /** It exists and this post may not read it; title and detail are not shown. */
  readonly withheld?: boolean | undefined
}

/** What happened, across agencies, latest first as given. Withheld entries are said to be withheld. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (entries.length === 0) return <EmptyState title={t('common:timeline.empty')} icon="history" />
  return (
    <ol className={classes.line}>
      {entries.map((entry) => (
        <li key={entry.id} data-withheld={entry.withheld === true}>
          <span className={classes.mark}>
            <Icon name={entry.withheld === true ? 'eye-off' : entry.icon} size={17} />
          </span>
          <div className={classes.body}>
            <div className={classes.head}>
              <bdi>
                {entry.at.length > 10 ? formatInstant(entry.at, language) : formatDate(entry.at, language)}
              </bdi>
              <span>{entry.agency}</span>
            </div>
            {entry.withheld === true ? (
              <span className={classes.soft}>{t('common:timeline.withheld')}</span>
            ) : (
              <>
                <strong>
                  {entry.to === undefined ? entry.title : <Link to={entry.to}>{entry.title}</Link>}
                </strong>
                {entry.detail === undefined ? null : <div>{entry.detail}</div>}
                {entry.by === undefined ? null : <div className={classes.soft}>{entry.by}</div>}
              </>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
