import { useTranslation } from 'react-i18next'
import classes from './ErrorPanel.module.css'
import { Icon } from './Icon.tsx'
import { Ltr } from './Ltr.tsx'
import { useBoth } from './language.ts'
import { Button } from './mantine.ts'
import { explain } from './refusal-text.ts'

/** A part that failed, alone: what happened, in plain words, and a way to try again. */
export function ErrorPanel({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const { title, body, reference } = explain(error, t, useBoth())
  return (
    <div role="alert" className={classes.panel}>
      <Icon name="alert-triangle" size={20} />
      <div className={classes.words}>
        <strong>{title}</strong>
        {body === undefined ? null : <span>{body}</span>}
        {reference === undefined ? null : (
          <span>
            {t('common:trouble.reference', { reference: '' })} <Ltr copy>{reference}</Ltr>
          </span>
        )}
      </div>
      {retry === undefined ? null : (
        <Button size="xs" onClick={retry} leftSection={<Icon name="refresh" size={16} />}>
          {t('common:act.retry')}
        </Button>
      )}
    </div>
  )
}
