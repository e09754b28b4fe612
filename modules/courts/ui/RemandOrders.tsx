import type { OutputOf } from '#platform/http/contract'
import { StatusBadge, useBoth, useFormats, useTranslation } from '#platform/ui'
import type { getRemandStanding } from '../contract.ts'
import classes from './Courts.module.css'

type Order = OutputOf<typeof getRemandStanding>['orders'][number]

/** Orders of remand; one beyond a ceiling says so and why, to everyone who reads it. */
export function RemandOrders({ orders }: { orders: readonly Order[] }) {
  const { t } = useTranslation('courts')
  const both = useBoth()
  const { date } = useFormats()
  if (orders.length === 0) return <p className={classes.soft}>{t('remand.none')}</p>
  return (
    <ol className={classes.orders}>
      {orders.map((order) => (
        <li key={order.id}>
          <span>
            <strong>{t(`remand.line-${order.kind}`)}</strong>{' '}
            {order.kind === 'police'
              ? t('remand.span', { from: date(order.fromOn), to: date(order.toOn ?? order.fromOn) })
              : t('remand.until', {
                  prison: both({ en: order.prisonEn ?? '', ur: order.prisonUr ?? '' }),
                  next: date(order.nextDate ?? order.orderedOn),
                })}
          </span>
          <span className={classes.soft}>
            {t('remand.by', {
              court: both({ en: order.courtEn, ur: order.courtUr }),
              on: date(order.orderedOn),
            })}
            {order.reasons === null ? '' : ` · ${order.reasons}`}
          </span>
          {order.override === null ? null : (
            <StatusBadge meaning="red">{t('remand.beyond', { why: order.override })}</StatusBadge>
          )}
        </li>
      ))}
    </ol>
  )
}
