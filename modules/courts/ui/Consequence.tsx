import { useState } from 'react'
import { Button, Icon, ProofDrawer, useFormats, useTranslation } from '#platform/ui'
import type { ConsequenceShown, WarningShown } from '../contract.ts'
import classes from './Courts.module.css'
import { proofOf } from './words.ts'

/** What a judgment does, in a sentence, before anyone signs it; and what the court may want to look at again. */
export function Consequence({
  consequence,
  warnings,
}: {
  consequence: ConsequenceShown
  warnings: readonly WarningShown[]
}) {
  const { t } = useTranslation('courts')
  const { date } = useFormats()
  const [open, setOpen] = useState(false)
  const { kind, releaseNotBefore, ifSetOffGranted, proof, setOffDays } = consequence
  return (
    <div className={classes.consequence} role="status">
      <p className={classes.lead}>
        {t(`consequence.${kind}`, { on: releaseNotBefore === null ? '' : date(releaseNotBefore) })}
      </p>
      {releaseNotBefore === null ? null : (
        <p>
          {setOffDays > 0 ? t('consequence.set-off', { count: setOffDays }) : t('consequence.no-set-off')}{' '}
          {t('consequence.before-remission')}
        </p>
      )}
      {ifSetOffGranted === null ? null : <p>{t('consequence.if-granted', { on: date(ifSetOffGranted) })}</p>}
      {consequence.custody !== 'prison' && (kind === 'imprisoned' || kind === 'life' || kind === 'death') ? (
        <p>{t('consequence.to-prison')}</p>
      ) : null}
      <ul className={classes.warnings}>
        {warnings.map((warning) => (
          <li key={`${warning.code} ${warning.chargeId}`}>
            <Icon name="alert-triangle" size={17} />{' '}
            {t(`warning.${warning.code}`, { section: warning.section, months: warning.months ?? 0 })}
          </li>
        ))}
      </ul>
      {proof === null || releaseNotBefore === null ? null : (
        <>
          <Button size="xs" mt="sm" onClick={() => setOpen(true)}>
            {t('count.proof')}
          </Button>
          <ProofDrawer
            opened={open}
            onClose={() => setOpen(false)}
            proof={proofOf(
              proof,
              { en: 'Release by this judgment', ur: 'اس فیصلے کی رو سے رہائی' },
              { en: 'Not before', ur: 'اس سے پہلے نہیں' },
              releaseNotBefore,
            )}
          />
        </>
      )}
    </div>
  )
}
