import { useTranslation } from '#platform/ui'
import type { Evidence as Field } from '../contract.ts'
import classes from './People.module.css'

/**
 * What two records weigh against each other, field by field: bars to one side speak for one person, to the other against. The
 * same figures stand in the table, so that nothing is told by colour or length alone.
 */
export function Evidence({
  fields,
  bits,
  conflict,
}: {
  fields: readonly Field[]
  bits: number
  conflict: string | null
}) {
  const { t } = useTranslation('people')
  const widest = Math.max(8, ...fields.map((field) => Math.abs(field.bits)))
  return (
    <table className={classes.evidence}>
      <caption>{t('evidence.caption', { bits: bits.toFixed(1) })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('evidence.field')}</th>
          <th scope="col">{t('evidence.level')}</th>
          <th scope="col">{t('evidence.against-for')}</th>
          <th scope="col" className={classes.number}>
            {t('evidence.bits')}
          </th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.field}>
            <th scope="row">{t(`field.${field.field}`)}</th>
            <td>{t(`level.${levelKey(field.level)}`, { defaultValue: field.level })}</td>
            <td>
              <span className={classes.scale} aria-hidden>
                <span
                  className={field.bits < 0 ? classes.against : classes.for}
                  style={{ inlineSize: `${(Math.abs(field.bits) / widest) * 50}%` }}
                />
              </span>
            </td>
            <td className={classes.number}>
              <bdi dir="ltr">{`${field.bits > 0 ? '+' : ''}${field.bits.toFixed(1)}`}</bdi>
            </td>
          </tr>
        ))}
        {conflict === null ? null : (
          <tr className={classes.conflict}>
            <th scope="row">{t('evidence.conflict')}</th>
            <td colSpan={3}>{t(`conflict.${levelKey(conflict)}`, { defaultValue: conflict })}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

/** The model words its levels in English; the texts are kept under the same words, joined. */
const levelKey = (level: string): string => level.replace(/[^a-z0-9]+/gi, '-').toLowerCase()
