import { Icon, StatusBadge, useBoth, useTranslation } from '#platform/ui'
import type { ExtraField, FormVersion } from '../contract.ts'
import classes from './ExtraFields.module.css'

/** Of which part of the country a version is: a province, or one unit of it. */
export function useScopeName(): (version: FormVersion) => string {
  const both = useBoth()
  return (version) =>
    version.unit === null ? both(version.province) : `${both(version.province)} · ${both(version.unit)}`
}

export function StandingBadge({ standing }: { standing: FormVersion['standing'] }) {
  const { t } = useTranslation('extra-fields')
  const meaning =
    standing === 'in-force' || standing === 'ahead' ? 'blue' : standing === 'waiting' ? 'amber' : 'grey'
  return <StatusBadge meaning={meaning}>{t(`standing.${standing}`)}</StatusBadge>
}

export type Change = 'new' | 'changed' | 'ended' | 'only-here'

/** The fields of a version in the order asked, both languages under each other, with what is special about each. */
export function FieldList({
  fields,
  changeOf,
}: {
  fields: readonly ExtraField[]
  changeOf?: (field: ExtraField) => Change | undefined
}) {
  const { t } = useTranslation('extra-fields')
  return (
    <ol className={classes.fields}>
      {fields.map((field) => {
        const change = changeOf?.(field)
        return (
          <li key={field.key} className={classes.field}>
            <strong lang="en" dir="ltr">
              {field.label.en}
            </strong>
            <span lang="ur" dir="rtl">
              {field.label.ur}
            </span>
            <span className={classes.badges}>
              <StatusBadge meaning="grey">{t(`kind.${field.kind}`)}</StatusBadge>
              {field.required ? <StatusBadge meaning="grey">{t('common:word.required')}</StatusBadge> : null}
              {field.sealed ? (
                <StatusBadge meaning="grey" icon="lock">
                  {t('sealed')}
                </StatusBadge>
              ) : null}
              {change === undefined ? null : (
                <StatusBadge meaning={change === 'ended' ? 'amber' : 'blue'}>
                  {t(`change.${change}`)}
                </StatusBadge>
              )}
            </span>
            {field.values === undefined ? null : <Values field={field} />}
          </li>
        )
      })}
    </ol>
  )
}

function Values({ field }: { field: ExtraField }) {
  const { t } = useTranslation('extra-fields')
  const both = useBoth()
  return (
    <details style={{ inlineSize: '100%' }}>
      <summary>
        <Icon name="list" size={14} /> {t('values', { count: field.values?.length ?? 0 })}
      </summary>
      <ul className={classes.plain}>
        {(field.values ?? []).map((one) => (
          <li key={one.value}>
            <bdi>{both(one)}</bdi>
            {one.until === undefined ? '' : ` · ${t('value-until', { day: one.until })}`}
          </li>
        ))}
      </ul>
    </details>
  )
}
