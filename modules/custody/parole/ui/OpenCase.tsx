import { DateField, say, TextField, today, useGo, useMay, useTranslation } from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { openParoleCase } from '../contract.ts'
import classes from './Parole.module.css'

/** Opens a case of a convict who asks; where the law leaves a question open, the law officer's paper is named. */
export function OpenParoleCase({ imprisonmentId }: { imprisonmentId: string }) {
  const { t } = useTranslation('custody-parole')
  const go = useGo()
  if (!useMay('custody:open-parole')) return null
  return (
    <ActForm
      label={t('open.act')}
      icon="plus"
      endpoint={openParoleCase}
      initial={{ askedOn: today() }}
      given={{ imprisonmentId }}
      onDone={({ id }) => {
        say(t('open.done'))
        go(`/custody/parole/${id}`)
      }}
    >
      <p className={classes.soft}>{t('open.means')}</p>
      <DateField name="askedOn" label={t('open.asked-on')} required />
      <TextField name="referredPaper" label={t('open.paper')} hint={t('open.paper-hint')} maxLength={300} />
    </ActForm>
  )
}
