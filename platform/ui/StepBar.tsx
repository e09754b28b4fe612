import { useTranslation } from 'react-i18next'
import { formatDate } from '../i18n/format.ts'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-names.ts'
import { useLanguage } from './language.ts'
import classes from './StepBar.module.css'

export interface Step {
  readonly key: string
  readonly label: string
  readonly state: 'done' | 'current' | 'ahead' | 'skipped' | 'stopped'
  readonly date?: string | undefined
}

const icons: Record<Step['state'], IconName> = {
  done: 'circle-check',
  current: 'circle-dot',
  ahead: 'circle-dashed',
  skipped: 'minus',
  stopped: 'hand-stop',
}

/** Where a record stands, what lies behind it and what comes next. */
export function StepBar({ steps }: { steps: readonly Step[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <ol className={classes.bar} aria-label={t('common:step.label')}>
      {steps.map((step) => (
        <li
          key={step.key}
          data-state={step.state}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <span className={classes.mark}>
            <Icon name={icons[step.state]} size={20} />
          </span>
          <span className={classes.label}>{step.label}</span>
          <span className={classes.note}>
            {step.date === undefined ? (
              t(`common:step.${step.state}`)
            ) : (
              <bdi>{formatDate(step.date, language)}</bdi>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
