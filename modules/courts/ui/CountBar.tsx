import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import { Button, ProofDrawer, useFormats, useTranslation } from '#platform/ui'
import type { getRemandStanding } from '../contract.ts'
import classes from './Courts.module.css'
import { proofOf } from './words.ts'

type Standing = OutputOf<typeof getRemandStanding>

/** Days of police custody against the law's ceiling: ordered, asked now, left, and too many. */
export function CountBar({
  counted,
  asked,
  latestLawfulDay,
}: Pick<Standing, 'counted' | 'asked' | 'latestLawfulDay'>) {
  const { t } = useTranslation('courts')
  const { date } = useFormats()
  const [open, setOpen] = useState(false)
  const total = asked?.used ?? counted.used
  const over = Math.max(0, total - counted.ceiling)
  const now = Math.max(0, total - counted.used - over)
  const ordered = Math.min(counted.used, counted.ceiling)
  const left = Math.max(0, counted.ceiling - total)
  const parts = [
    { key: 'used', days: ordered, className: classes.used },
    { key: 'asked', days: now, className: classes.asked },
    { key: 'left', days: left, className: undefined },
    { key: 'over', days: over, className: classes.over },
  ].filter(({ key, days }) => days > 0 || key === 'left' || key === 'used')
  const shownProof = (asked ?? counted).proof
  return (
    <figure style={{ margin: 0 }}>
      <div className={classes.bar} aria-hidden="true">
        {parts.map(({ key, days, className }) => (
          <span key={key} className={className} style={{ flexGrow: days }} />
        ))}
      </div>
      <ul className={classes.legend}>
        {parts.map(({ key, days, className }) => (
          <li key={key}>
            <i className={className} aria-hidden="true" />
            {t(`count.${key}`, { count: days })}
          </li>
        ))}
        <li>{t('count.ceiling', { count: counted.ceiling, section: shownProof.steps[0]?.section ?? '' })}</li>
      </ul>
      {latestLawfulDay === null ? null : (
        <p className={classes.soft}>
          {t(over > 0 ? 'count.reached' : 'count.latest', { on: date(latestLawfulDay) })}
        </p>
      )}
      <Button size="xs" onClick={() => setOpen(true)}>
        {t('count.proof')}
      </Button>
      <ProofDrawer
        opened={open}
        onClose={() => setOpen(false)}
        proof={proofOf(
          shownProof,
          { en: 'Police custody counted', ur: 'جسمانی ریمانڈ کا شمار' },
          { en: `${total} of ${counted.ceiling} days`, ur: `${counted.ceiling} میں سے ${total} دن` },
        )}
      />
    </figure>
  )
}
