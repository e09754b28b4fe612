import { useTranslation } from 'react-i18next'
import type { GivenReason } from '../http/contract.ts'
import classes from './GivenReasons.module.css'
import { Icon } from './Icon.tsx'

/** What was entered although it looked unusual, with the reason: everyone who reads the record reads it. Inline in lists. */
export function GivenReasons({
  reasons,
  as = 'block',
}: {
  reasons: readonly GivenReason[]
  as?: 'block' | 'inline'
}) {
  const { t } = useTranslation()
  if (reasons.length === 0) return null
  const lines = reasons.map(({ code, reason }) => (
    <span key={`${code} ${reason}`} className={classes.reason}>
      {as === 'inline' ? <Icon name="info-circle" size={15} /> : null}
      {t(code.replace('.', ':doubted.'))}: <bdi>{reason}</bdi>
    </span>
  ))
  if (as === 'inline') return <span className={classes.inline}>{lines}</span>
  return (
    <div className={classes.block}>
      <strong>
        <Icon name="info-circle" size={16} /> {t('common:form.given-reasons')}
      </strong>
      {lines}
    </div>
  )
}
