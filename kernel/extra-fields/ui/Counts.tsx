import type { OutputOf } from '#platform/http/contract'
import { formatNumber, Link, Load, Section, useBoth, useCall, useTranslation } from '#platform/ui'
import { countAnswers } from '../contract.ts'
import classes from './Counts.module.css'
import shared from './ExtraFields.module.css'

type Field = OutputOf<typeof countAnswers>['fields'][number]

/** How each list was answered: a bar and its number for each value, and behind each number the people. */
export function Counts({ form, report }: { form: string; report: string | null }) {
  const { t } = useTranslation('extra-fields')
  const both = useBoth()
  const found = useCall(countAnswers, { form })
  if (found.data?.fields.length === 0) return null
  return (
    <Section
      title={t('counts.title')}
      actions={report === null ? undefined : <Link to={`/reports/${report}`}>{t('counts.as-file')}</Link>}
    >
      <Load call={found} lines={6}>
        {({ counted, fields }) => (
          <>
            <p className={shared.soft}>{both(counted)}</p>
            <div className={shared.columns}>
              {fields.map((field) => (
                <OneField key={`${field.scope} ${field.key}`} form={form} field={field} />
              ))}
            </div>
          </>
        )}
      </Load>
    </Section>
  )
}

function OneField({ form, field }: { form: string; field: Field }) {
  const { t } = useTranslation('extra-fields')
  const both = useBoth()
  const most = Math.max(1, ...field.values.map(({ count }) => count))
  return (
    <table className={classes.counts}>
      <caption>
        {both(field.label)}
        {field.unit === null ? '' : ` · ${both(field.unit)}`}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('counts.answer')}</th>
          <th scope="col" colSpan={2}>
            {t('counts.how-many')}
          </th>
        </tr>
      </thead>
      <tbody>
        {field.values.map(({ value, label, count }) => (
          <tr key={value}>
            <th scope="row">
              <bdi>{both(label)}</bdi>
            </th>
            <td className={classes.bar} aria-hidden="true">
              {count === 0 ? null : <span style={{ inlineSize: `${(count / most) * 100}%` }} />}
            </td>
            <td className={classes.number}>
              {count === 0 ? (
                formatNumber(count)
              ) : (
                <Link
                  to={`/settings/fields/${form}/answered?${new URLSearchParams({ scope: field.scope, key: field.key, value })}`}
                >
                  {formatNumber(count)}
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
