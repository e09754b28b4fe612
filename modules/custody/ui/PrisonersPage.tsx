import {
  BothNames,
  DeadlineBadge,
  daysBetween,
  EmptyState,
  Ltr,
  Page,
  RecordTable,
  StatusBadge,
  today,
  useBoth,
  useCall,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { categories, listBarracks, listPrisoners } from '../contract.ts'
import { dayOf } from '../pakistan-day.ts'

/** The roll of one's prison: found, filtered and sorted by the server. */
export default function PrisonersPage() {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const { date } = useFormats()
  const barracks = (useCall(listBarracks, {}).data?.rows ?? []).map((one) => ({
    value: one.id,
    label: both(one.name),
  }))
  return (
    <Page title={t('prisoners.title')} lead={t('prisoners.lead')}>
      <RecordTable
        name="custody.prisoners"
        caption={t('prisoners.title')}
        source={listPrisoners}
        search
        standardSort="-admitted"
        filters={[
          {
            key: 'category',
            label: t('word.category'),
            kind: 'choice',
            options: categories.map((value) => ({ value, label: t(`category.${value}`) })),
          },
          {
            key: 'place',
            label: t('word.place'),
            kind: 'choice',
            options: [{ value: 'none', label: t('word.no-place') }, ...barracks],
          },
          {
            key: 'bailWithin',
            label: t('prisoners.bail-within'),
            kind: 'choice',
            options: ['0', '7', '30', '90'].map((value) => ({
              value,
              label: value === '0' ? t('prisoners.due-now') : t('prisoners.days', { count: Number(value) }),
            })),
          },
          {
            key: 'aid',
            label: t('prisoners.aid'),
            kind: 'choice',
            options: [{ value: 'to-ask', label: t('prisoners.aid-to-ask') }],
          },
          { key: 'productionOn', label: t('word.next-production'), kind: 'date' },
          {
            key: 'state',
            label: t('common:word.status'),
            kind: 'choice',
            options: ['in', 'released', 'all'].map((value) => ({ value, label: t(`state.${value}`) })),
          },
        ]}
        rowKey={(row) => row.id}
        open={(row) => `/custody/prisoners/${row.id}`}
        empty={<EmptyState icon="users-group" title={t('prisoners.empty')} why={t('prisoners.empty-why')} />}
        columns={[
          { key: 'number', label: t('word.number'), cell: (row) => <Ltr>{row.number}</Ltr>, sort: 'number' },
          {
            key: 'name',
            label: t('common:word.name'),
            cell: (row) => <BothNames name={row.name} />,
            sort: 'name',
          },
          {
            key: 'father',
            label: t('common:word.father-name'),
            cell: (row) => (row.father === null ? '' : both(row.father)),
          },
          {
            key: 'category',
            label: t('word.category'),
            cell: (row) => (
              <StatusBadge meaning={row.category === 'under-trial' ? 'blue' : 'grey'}>
                {t(`category.${row.category}`)}
              </StatusBadge>
            ),
          },
          {
            key: 'place',
            label: t('word.place'),
            cell: (row) => (row.place === null ? '' : both(row.place)),
          },
          {
            key: 'admitted',
            label: t('word.admitted'),
            cell: (row) => date(dayOf(row.admittedAt)),
            sort: 'admitted',
          },
          {
            key: 'production',
            label: t('word.next-production'),
            cell: (row) => (row.nextProduction === null ? '' : date(row.nextProduction)),
            sort: 'production',
          },
          {
            key: 'bail',
            label: t('word.bail-due'),
            cell: (row) => (row.bailDue === null ? '' : <Soon day={row.bailDue} />),
            sort: 'bail',
          },
          {
            key: 'release',
            label: t('word.due-release'),
            cell: (row) => (row.dueRelease === null ? '' : date(row.dueRelease)),
            sort: 'release',
          },
          { key: 'cases', label: t('word.cases'), cell: (row) => row.cases, align: 'end' },
          { key: 'prison', label: t('word.prison'), cell: (row) => both(row.prison), hidden: true },
        ]}
      />
    </Page>
  )
}

/** A far date is a date; one that is near or past is a badge. */
function Soon({ day }: { day: string }) {
  const { date } = useFormats()
  return daysBetween(today(), day) > 30 ? date(day) : <DeadlineBadge date={day} />
}
