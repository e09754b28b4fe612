import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './Icon.tsx'
import classes from './KeyValue.module.css'

export interface Fact {
  readonly label: string
  readonly value?: ReactNode
  /** There is a value, and this post may not see it. */
  readonly withheld?: boolean
}

/** Facts of a record. What was not recorded is said to be so; what is withheld too. */
export function KeyValue({ items, columns = 2 }: { items: readonly Fact[]; columns?: 1 | 2 | 3 }) {
  const { t } = useTranslation()
  return (
    <dl className={classes.list} data-columns={columns}>
      {items.map(({ label, value, withheld }) => (
        <div key={label} className={classes.item}>
          <dt>{label}</dt>
          <dd>
            {withheld === true ? (
              <span className={classes.soft}>
                <Icon name="eye-off" size={15} /> {t('common:word.withheld')}
              </span>
            ) : value === undefined || value === null || value === '' ? (
              <span className={classes.soft}>{t('common:word.not-recorded')}</span>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
