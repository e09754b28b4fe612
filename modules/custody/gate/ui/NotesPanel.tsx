import { Section, useBoth, useCall, useFormats, useTranslation } from '#platform/ui'
import { listGateNotes } from '../contract.ts'
import classes from './Gate.module.css'

/** What the gate wrote of this prisoner and the record did not take. Nothing where there is nothing. */
export default function NotesPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-gate')
  const both = useBoth()
  const { instant } = useFormats()
  const { data } = useCall(listGateNotes, { id })
  if (data === undefined || data.rows.length === 0) return null
  return (
    <Section title={t('notes')}>
      <ul className={classes.list}>
        {data.rows.map((row) => (
          <li key={row.id} className={classes.words}>
            <span>
              {t(`act.${row.kind}`)} · {instant(row.doneAt)}
              {row.doneBy === null ? null : ` · ${both(row.doneBy)}`}
            </span>
            {row.why === null ? null : <span>{row.why}</span>}
            {row.settledBy === null ? null : (
              <span className={classes.soft}>{t('note-by', { who: both(row.settledBy) })}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
