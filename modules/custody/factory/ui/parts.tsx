import { type IconName, type Meaning, StatusBadge, useFormats, useTranslation } from '#platform/ui'
import type { FactoryOrder } from '../contract.ts'
import classes from './Factory.module.css'

const looks: Record<FactoryOrder['state'], readonly [Meaning, IconName]> = {
  taken: ['grey', 'clipboard-list'],
  making: ['blue', 'tool'],
  ready: ['blue', 'package'],
  delivered: ['amber', 'truck'],
  paid: ['grey', 'circle-check'],
  withdrawn: ['grey', 'circle-x'],
}

export function State({ state }: { state: FactoryOrder['state'] }) {
  const { t } = useTranslation('custody-factory')
  const [meaning, icon] = looks[state]
  return (
    <StatusBadge meaning={meaning} icon={icon}>
      {t(`state.${state}`)}
    </StatusBadge>
  )
}

/** By when it was promised: said to be late only while it can still be handed over. */
export function Promised({ order }: { order: Pick<FactoryOrder, 'late' | 'promisedOn'> }) {
  const { t } = useTranslation('custody-factory')
  const { date, distance } = useFormats()
  return order.late ? (
    <StatusBadge meaning="amber" icon="alarm">
      {t('late', { day: order.promisedOn })} · {distance(order.promisedOn)}
    </StatusBadge>
  ) : (
    <bdi>{date(order.promisedOn)}</bdi>
  )
}

interface HowFar {
  readonly ordered: number
  readonly made: number
  readonly delivered: number
}

/** How much of it is handed over and how much lies finished, as a bar and in words. */
export function Progress({ of }: { of: HowFar }) {
  const { t } = useTranslation('custody-factory')
  const part = (amount: number) => `${of.ordered === 0 ? 0 : (amount / of.ordered) * 100}%`
  return (
    <span className={classes.progress}>
      <span className={classes.bar} aria-hidden="true">
        <span style={{ inlineSize: part(of.delivered) }} />
        <span data-here="true" style={{ inlineSize: part(of.made - of.delivered) }} />
      </span>
      <small className={classes.soft}>
        {t('progress', { made: of.made, ordered: of.ordered })}
        {of.delivered === 0 ? '' : t('progress-delivered', { delivered: of.delivered })}
      </small>
    </span>
  )
}

/** An amount of a product in words. */
export function useGoods(): (amount: number, unit: string) => string {
  const { t } = useTranslation('custody-factory')
  return (amount, unit) => t(`amount.${unit}`, { count: amount })
}
