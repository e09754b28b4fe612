import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, formatDistance } from '../i18n/format.ts'
import { type DeadlineState, deadlineLooks, deadlineState } from './deadline-state.ts'
import { Icon } from './Icon.tsx'
import { Ltr } from './Ltr.tsx'
import { useLanguage } from './language.ts'
import type { Proof } from './ProofDrawer.tsx'
import classes from './StatusBadge.module.css'

const ProofDrawer = lazy(async () => ({ default: (await import('./ProofDrawer.tsx')).ProofDrawer }))

/** A legal or working date: icon, word, date and distance. With a proof it is a door: it opens how the date was found. */
export function DeadlineBadge({
  date,
  state = deadlineState(date),
  label,
  proof,
}: {
  date: string
  state?: DeadlineState
  label?: string
  proof?: Proof | undefined
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [opened, setOpened] = useState(false)
  const { meaning, icon } = deadlineLooks[state]
  const shownDate = formatDate(date, language)
  const badge = (
    <span className={classes.badge} data-meaning={meaning}>
      <Icon name={icon} size={15} />
      <span>{label ?? t(`common:deadline.${state}`)}</span>
      {language === 'ur' ? <bdi>{shownDate}</bdi> : <Ltr>{shownDate}</Ltr>}
      {state === 'met' || state === 'stopped' ? null : (
        <bdi className={classes.distance}>{formatDistance(date, language)}</bdi>
      )}
    </span>
  )
  if (proof === undefined) return badge
  return (
    <>
      <button
        type="button"
        className={classes.button}
        title={t('common:deadline.proof')}
        onClick={() => setOpened(true)}
      >
        {badge}
      </button>
      {opened ? (
        <Suspense>
          <ProofDrawer proof={proof} opened onClose={() => setOpened(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
