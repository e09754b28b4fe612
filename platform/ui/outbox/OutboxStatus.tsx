import { useTranslation } from 'react-i18next'
import { ErrorPanel } from '../ErrorPanel.tsx'
import { Icon } from '../Icon.tsx'
import { StatusBadge } from '../StatusBadge.tsx'
import classes from './OutboxStatus.module.css'
import type { OutboxState } from './outbox.ts'

/** How it stands with what is to be sent: nothing when all has arrived. */
export function OutboxStatus({ outbox }: { outbox: OutboxState<unknown> }) {
  const { t } = useTranslation()
  return (
    <div role="status" className={classes.status}>
      {outbox.offline ? (
        <p className={classes.away}>
          <Icon name="wifi-off" size={20} />
          <span>{t('common:outbox.offline')}</span>
        </p>
      ) : null}
      {outbox.durable ? null : (
        <p className={classes.away}>
          <Icon name="alert-triangle" size={20} />
          <span>{t('common:outbox.not-kept')}</span>
        </p>
      )}
      {outbox.waiting.length === 0 ? null : (
        <StatusBadge meaning="amber" icon="cloud-off">
          {t('common:outbox.waiting', { count: outbox.waiting.length })}
        </StatusBadge>
      )}
      {outbox.error === undefined ? null : <ErrorPanel error={outbox.error} />}
    </div>
  )
}
