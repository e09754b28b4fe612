import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useBoth } from '../language.ts'
import classes from './Form.module.css'
import { goToField } from './go-to-field.ts'
import { sayTrouble, type Troubles } from './schema-problems.ts'

/** All that is wrong, above the form: each leads to its field. */
export function TroubleList({
  id,
  troubles,
  labels,
  form,
}: {
  id: string
  troubles: Troubles
  labels: ReadonlyMap<string, string>
  form: RefObject<HTMLFormElement | null>
}) {
  const { t } = useTranslation()
  const both = useBoth()
  const found = Object.entries(troubles)
  if (found.length === 0) return null
  return (
    <div id={id} role="alert" tabIndex={-1} className={classes.troubles}>
      <strong>{t('common:form.errors', { count: found.length })}</strong>
      <ul>
        {found.map(([path, trouble]) => (
          <li key={path}>
            {labels.has(path) ? (
              <button type="button" className="link" onClick={() => goToField(form.current, path)}>
                {labels.get(path)}
              </button>
            ) : (
              path
            )}
            {': '}
            {sayTrouble(trouble, t, both)}
          </li>
        ))}
      </ul>
    </div>
  )
}
