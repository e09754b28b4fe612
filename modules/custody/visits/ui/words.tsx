import { Ltr, StatusBadge, useBoth, useTranslation } from '#platform/ui'
import type { VisitState } from '../judge.ts'
import classes from './Visits.module.css'

interface Named {
  readonly number: string
  readonly name: { readonly en: string; readonly ur: string }
  readonly father: { readonly en: string; readonly ur: string } | null
}

/** A prisoner as they are called: number, name, father. */
export function Who({ one }: { one: Named }) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  return (
    <span className={classes.who}>
      <Ltr>{one.number}</Ltr>
      <strong>{both(one.name)}</strong>
      {one.father === null ? null : (
        <span>
          {t('word.father')} {both(one.father)}
        </span>
      )}
    </span>
  )
}

const looks = {
  booked: ['grey', 'calendar-event'],
  waiting: ['amber', 'hourglass'],
  running: ['blue', 'messages'],
  ended: ['grey', 'check'],
  cancelled: ['grey', 'x'],
  missed: ['grey', 'user'],
  refused: ['red', 'hand-stop'],
} as const satisfies Record<VisitState, readonly [string, string]>

export function StateBadge({ state }: { state: VisitState }) {
  const { t } = useTranslation('custody-visits')
  const [meaning, icon] = looks[state]
  return (
    <StatusBadge meaning={meaning} icon={icon}>
      {t(`state.${state}`)}
    </StatusBadge>
  )
}

const tieLooks = {
  pending: ['amber', 'hourglass'],
  approved: ['blue', 'check'],
  refused: ['red', 'x'],
} as const

export function TieBadge({ state }: { state: keyof typeof tieLooks }) {
  const { t } = useTranslation('custody-visits')
  const [meaning, icon] = tieLooks[state]
  return (
    <StatusBadge meaning={meaning} icon={icon}>
      {t(`tie.${state}`)}
    </StatusBadge>
  )
}

/** The visits of a period as marks, and in words. */
export function Quota({
  used,
  visits,
  per,
}: {
  used: number
  visits: number | null
  per: 'week' | 'month' | 'quarter'
}) {
  const { t } = useTranslation('custody-visits')
  if (visits === null) return <span className={classes.soft}>{t('quota.any')}</span>
  const marks = Array.from({ length: Math.max(visits, used) }, (_, at) => at)
  return (
    <span className={classes.quota}>
      {marks.map((at) => (
        <i key={at} data-used={at < used} data-over={at >= visits} aria-hidden="true" />
      ))}
      <span>{t(`quota.${per}`, { used, visits })}</span>
    </span>
  )
}

/** That nobody listens: an advocate's visit is seen and not heard. */
export function Unmonitored() {
  const { t } = useTranslation('custody-visits')
  return (
    <StatusBadge meaning="blue" icon="scale">
      {t('unmonitored')}
    </StatusBadge>
  )
}

export function BanBadge({ until }: { until: string | null }) {
  const { t } = useTranslation('custody-visits')
  return (
    <StatusBadge meaning="red" icon="hand-stop">
      {until === null ? t('ban.badge') : t('ban.badge-until', { day: until })}
    </StatusBadge>
  )
}
