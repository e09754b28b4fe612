import { useTranslation } from 'react-i18next'
import { DeadlineBadge } from './DeadlineBadge.tsx'
import type { DeadlineState } from './deadline-state.ts'
import { Icon } from './Icon.tsx'
import { Link } from './Link.tsx'
import { Ltr } from './Ltr.tsx'
import { Button } from './mantine.ts'
import type { Proof } from './ProofDrawer.tsx'
import classes from './WhatHappensNext.module.css'

export interface NextStep {
  readonly what: string
  readonly date?: string | undefined
  readonly deadline?: DeadlineState | undefined
  /** The section that sets the date. */
  readonly law?: string | undefined
  /** Who must act. */
  readonly by?: string | undefined
  readonly proof?: Proof | undefined
  readonly action?:
    | { readonly label: string; readonly to: string }
    | { readonly label: string; readonly onClick: () => void }
    | undefined
}

/** The next legal date, its law, who must act, and one button. */
export function WhatHappensNext({ items }: { items: readonly NextStep[] }) {
  const { t } = useTranslation()
  return (
    <section className={classes.panel} aria-label={t('common:next.title')}>
      <h2>{t('common:next.title')}</h2>
      {items.length === 0 ? <p className={classes.soft}>{t('common:next.none')}</p> : null}
      {items.map((item) => (
        <div key={`${item.what} ${item.date ?? ''}`} className={classes.item}>
          <strong>{item.what}</strong>
          {item.date === undefined ? null : (
            <DeadlineBadge
              date={item.date}
              proof={item.proof}
              {...(item.deadline === undefined ? {} : { state: item.deadline })}
            />
          )}
          {item.by === undefined ? null : (
            <span className={classes.soft}>
              <Icon name="user-check" size={16} /> {t('common:next.by')}:{' '}
              <bdi className={classes.ink}>{item.by}</bdi>
            </span>
          )}
          {item.law === undefined ? null : (
            <span className={classes.soft}>
              <Icon name="book" size={16} /> {t('common:next.law')}: <Ltr>{item.law}</Ltr>
            </span>
          )}
          {item.action === undefined ? null : 'to' in item.action ? (
            <Link to={item.action.to} className={classes.act}>
              {item.action.label}
            </Link>
          ) : (
            <Button variant="filled" fullWidth onClick={item.action.onClick}>
              {item.action.label}
            </Button>
          )}
        </div>
      ))}
    </section>
  )
}
