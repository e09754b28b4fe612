import {
  BothNames,
  EmptyState,
  Load,
  Ltr,
  Page,
  RecordTable,
  useBoth,
  useCall,
  useFormats,
  useQueryText,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { countAnswers, listAnswered } from '../contract.ts'

/** Those behind one number of a count. */
export default function AnsweredPage() {
  const { t } = useTranslation('extra-fields')
  const { form = '' } = useRouteParams()
  const [scope] = useQueryText('scope', '')
  const [key] = useQueryText('key', '')
  const [value] = useQueryText('value', '')
  const both = useBoth()
  const { instant } = useFormats()
  const counts = useCall(countAnswers, { form })
  const field = counts.data?.fields.find((one) => one.scope === scope && one.key === key)
  const answer = field?.values.find((one) => one.value === value)
  return (
    <Page
      title={
        field === undefined || answer === undefined
          ? t('answered.title')
          : `${both(field.label)}: ${both(answer.label)}`
      }
      lead={counts.data === undefined ? undefined : both(counts.data.counted)}
      back={{ to: `/settings/fields/${form}`, label: t('form') }}
    >
      <Load call={counts} lines={4}>
        {() =>
          answer === undefined ? (
            <EmptyState icon="search-off" title={t('answered.no-answer')} why={t('answered.no-answer-why')} />
          ) : (
            <RecordTable
              name="extra-fields.answered"
              caption={t('answered.title')}
              source={listAnswered}
              input={{ form, scope, key, value }}
              rowKey={(row) => row.id}
              open={(row) => row.href}
              columns={[
                {
                  key: 'number',
                  label: t('answered.number'),
                  cell: (row) => (row.number === null ? '' : <Ltr>{row.number}</Ltr>),
                },
                {
                  key: 'name',
                  label: t('common:word.name'),
                  cell: (row) => <BothNames name={row.name} to={row.href} />,
                },
                { key: 'at', label: t('answered.at'), cell: (row) => instant(row.at) },
              ]}
            />
          )
        }
      </Load>
    </Page>
  )
}
