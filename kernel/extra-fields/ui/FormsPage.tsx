import {
  EmptyState,
  Link,
  Load,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { listForms } from '../contract.ts'
import classes from './ExtraFields.module.css'
import { useScopeName } from './words.tsx'

/** Every form that takes fields of a department, and the proposals that wait for a second person. */
export default function FormsPage() {
  const { t } = useTranslation('extra-fields')
  const both = useBoth()
  const { date } = useFormats()
  const scopeName = useScopeName()
  return (
    <Page title={t('nav')} lead={t('lead')}>
      <Load call={useCall(listForms, {})} lines={6}>
        {({ rows, waiting }) => (
          <>
            {waiting.length === 0 ? null : (
              <Section title={t('waiting')}>
                <RecordTable
                  name="extra-fields.waiting"
                  caption={t('waiting')}
                  rows={waiting}
                  rowKey={(row) => row.id}
                  open={(row) => `/settings/field-versions/${row.id}`}
                  columns={[
                    {
                      key: 'form',
                      label: t('form'),
                      cell: (row) => <Link to={`/settings/field-versions/${row.id}`}>{both(row.title)}</Link>,
                    },
                    { key: 'scope', label: t('scope'), cell: scopeName },
                    {
                      key: 'by',
                      label: t('proposed-by'),
                      cell: (row) => (row.proposedBy === null ? '—' : both(row.proposedBy)),
                    },
                    { key: 'from', label: t('from'), cell: (row) => date(row.inForceFrom) },
                    {
                      key: 'why',
                      label: t('common:word.reason'),
                      wrap: true,
                      cell: (row) => <bdi>{row.why}</bdi>,
                    },
                  ]}
                />
              </Section>
            )}
            <Section title={t('forms')}>
              <RecordTable
                name="extra-fields.forms"
                caption={t('forms')}
                rows={rows}
                rowKey={(row) => row.key}
                open={(row) => `/settings/fields/${row.key}`}
                empty={<EmptyState icon="adjustments" title={t('no-forms')} />}
                columns={[
                  {
                    key: 'form',
                    label: t('form'),
                    cell: (row) => <Link to={`/settings/fields/${row.key}`}>{both(row.title)}</Link>,
                  },
                  {
                    key: 'provinces',
                    label: t('in-force'),
                    wrap: true,
                    cell: (row) =>
                      row.provinces.length === 0 ? (
                        <span className={classes.soft}>{t('none-yet')}</span>
                      ) : (
                        <span className={classes.badges}>
                          {row.provinces.map((province) => (
                            <StatusBadge key={province.jurisdiction} meaning="blue">
                              {t('province-fields', { name: both(province.name), count: province.fields })}
                            </StatusBadge>
                          ))}
                        </span>
                      ),
                  },
                  { key: 'units', label: t('units-own'), align: 'end', cell: (row) => row.units },
                ]}
              />
            </Section>
          </>
        )}
      </Load>
    </Page>
  )
}
