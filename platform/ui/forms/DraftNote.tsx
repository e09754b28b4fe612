import { useTranslation } from 'react-i18next'
import { formatInstant, formatTime, today } from '../../i18n/format.ts'
import { Icon } from '../Icon.tsx'
import { useLanguage } from '../language.ts'
import classes from './Form.module.css'
import type { DraftState } from './use-draft.ts'

/** What became of what was typed: kept at what time, found from before, or not kept. */
export function DraftNote({
  draft,
  foundAt,
  discard,
}: {
  draft: Omit<DraftState<unknown>, 'keep'>
  /** When the draft was kept that this form began with. */
  foundAt: number | undefined
  discard: () => void
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (draft.failed)
    return (
      <span role="alert" className={classes.draftFailed}>
        <Icon name="alert-triangle" size={16} />
        {t('common:form.draft-failed')}
      </span>
    )
  const at = draft.savedAt ?? foundAt
  if (at === undefined || draft.dropped) return null
  const time = today(at) === today() ? formatTime(at) : formatInstant(at, language)
  return (
    <span className={classes.draft}>
      <Icon name="file-check" size={16} />
      <span role="status">
        {t(draft.savedAt === undefined ? 'common:form.draft-restored' : 'common:form.draft-saved', { time })}
      </span>
      <button type="button" className="link" onClick={discard}>
        {t('common:form.draft-discard')}
      </button>
    </span>
  )
}
