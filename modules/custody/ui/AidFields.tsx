import { ChecksField, ChoiceField, TextField, useFormValues, useTranslation } from '#platform/ui'
import { aidNeeds } from '../contract.ts'
import classes from './Custody.module.css'

/**
 * Whether somebody needs counsel, asked as they come in. Closed: a clerk with forty people at the gate goes past it with no key, and the
 * question then waits on the prisoner's page. It stands open where something is typed, in a draft found again as in a form refused.
 */
export function AidFields() {
  const { t } = useTranslation('custody')
  const { aid } = useFormValues<{ aid?: { needs?: string[]; wants?: string } }>()
  const begun = (aid?.wants ?? '') !== '' || (aid?.needs ?? []).length > 0
  return (
    <details className={classes.aid} open={begun || undefined}>
      <summary>
        <strong>{t('admission.aid.title')}</strong>
        <span>{t(begun ? 'admission.aid.asked' : 'admission.aid.not-asked')}</span>
      </summary>
      <div className={classes.aidBody}>
        <p>{t('admission.aid.say')}</p>
        <ChecksField
          name="aid.needs"
          label={t('admission.aid.needs')}
          options={aidNeeds.map((value) => ({ value, label: t(`admission.aid.need.${value}`) }))}
        />
        {aid?.needs?.includes('language') === true ? (
          <TextField name="aid.language" label={t('admission.aid.language')} maxLength={60} />
        ) : null}
        <ChoiceField
          name="aid.wants"
          label={t('admission.aid.wants')}
          hint={t('admission.aid.wants-hint')}
          options={['yes', 'no'].map((value) => ({ value, label: t(`admission.aid.${value}`) }))}
        />
      </div>
    </details>
  )
}
