import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'
import { Button } from '../mantine.ts'
import { useFormAround } from './context.ts'
import classes from './Form.module.css'

/** Fills what is still empty from the last entry of this form. There is none before the first was sent. */
export function SameAsLast() {
  const { t } = useTranslation()
  const { fillFromLast } = useFormAround()
  if (fillFromLast === undefined) return null
  return (
    <div className={classes.acts}>
      <Button size="xs" onClick={fillFromLast} leftSection={<Icon name="copy" size={16} />}>
        {t('common:form.same-as-last')}
      </Button>
      <span className={classes.hint}>{t('common:form.same-as-last-hint')}</span>
    </div>
  )
}
