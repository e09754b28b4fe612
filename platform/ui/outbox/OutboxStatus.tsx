import { useTranslation } from 'react-i18next'
import { formatTime } from '../../i18n/format.ts'
import { ErrorPanel } from '../ErrorPanel.tsx'
import { Icon } from '../Icon.tsx'
import { Link } from '../Link.tsx'
import { StatusBadge } from '../StatusBadge.tsx'
import classes from './OutboxStatus.module.css'
import type { OutboxState } from './outbox.ts'
import type { OutboxOfPage } from './use-outbox.ts'

/** How it stands with what is to be sent: nothing when all has arrived. */
export function OutboxStatus({
  outbox,
}: {
  outbox: Pick<OutboxOfPage<unknown>, keyof OutboxState<unknown> | 'again'>
}) {
  const { t } = useTranslation()
  const waiting = outbox.waiting.length - outbox.keeping.size
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
      {waiting === 0 ? null : (
        <StatusBadge meaning="amber" icon="cloud-off">
          {t('common:outbox.waiting', { count: waiting })}
          {outbox.oldest === undefined ? '' : ` · ${formatTime(outbox.oldest)}`}
        </StatusBadge>
      )}
      {outbox.error === undefined ? null : <ErrorPanel error={outbox.error} retry={outbox.again} />}
      {outbox.stuck.size === 0 ? null : (
        <>
          <ErrorPanel error={[...outbox.stuck.values()][0]} retry={outbox.again} />
          <Link to="/outbox">{t('common:outbox.stuck', { count: outbox.stuck.size })}</Link>
        </>
      )}
    </div>
  )
}
