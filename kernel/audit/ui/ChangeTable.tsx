import { Text, useTranslation } from '#platform/ui'
import classes from './Audit.module.css'
import { type Change, shownValue } from './changes.ts'

/** Field, before, after. */
export function ChangeTable({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation('audit')
  if (changes.length === 0) return <Text size="sm">{t('entry.no-changes')}</Text>
  return (
    <table className={classes.changes}>
      <thead>
        <tr>
          <th scope="col">{t('entry.field')}</th>
          <th scope="col">{t('entry.before')}</th>
          <th scope="col">{t('entry.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.field}>
            <th scope="row">
              <bdi>{change.field}</bdi>
            </th>
            <td className={classes.before}>
              <Value value={change.from} />
            </td>
            <td className={classes.after}>
              <Value value={change.to} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A value out of the log, kept apart from the text around it. */
export function Value({ value }: { value: unknown }) {
  const { t } = useTranslation('audit')
  const text = shownValue(value)
  return text === undefined ? t('entry.nothing') : <bdi className={classes.value}>{text}</bdi>
}
