import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Warning } from '../../http/contract.ts'
import { Icon } from '../Icon.tsx'
import { useBoth } from '../language.ts'
import classes from './Form.module.css'
import { TextField } from './fields.tsx'
import { goToField } from './go-to-field.ts'

/** What looks unusual, each with a way to its field and a place for the reason why it is right. */
export function WarningList({
  id,
  warnings,
  labels,
  form,
}: {
  id: string
  warnings: readonly Warning[]
  labels: ReadonlyMap<string, string>
  form: RefObject<HTMLFormElement | null>
}) {
  const { t } = useTranslation()
  const both = useBoth()
  if (warnings.length === 0) return null
  return (
    <div id={id} role="alert" tabIndex={-1} className={classes.warnings}>
      <strong>
        <Icon name="alert-triangle" size={17} /> {t('common:form.warnings', { count: warnings.length })}
      </strong>
      <span>{t('common:form.warnings-lead')}</span>
      {warnings.map(({ code, path, about, message }, index) => (
        <fieldset key={`${code} ${about}`} className={classes.warning}>
          <legend>
            {labels.has(path) ? (
              <>
                <button type="button" className="link" onClick={() => goToField(form.current, path)}>
                  {labels.get(path)}
                </button>
                {': '}
              </>
            ) : null}
            {both(message)}
          </legend>
          <TextField
            name={`overrides.${index}.reason`}
            label={t('common:form.warning-reason')}
            maxLength={500}
            required
          />
        </fieldset>
      ))}
    </div>
  )
}
