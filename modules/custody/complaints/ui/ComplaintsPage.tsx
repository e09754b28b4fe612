import {
  BothNames,
  Button,
  EmptyState,
  FigureTiles,
  formatNumber,
  Icon,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  SegmentedControl,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { complaintSubjects, listComplaints } from '../contract.ts'
import { ComplaintState } from './words.tsx'

const shows = ['mine', 'open', 'flagged', 'all'] as const

/** Complaints that this officer may see; of others nothing is shown or counted. */
export default function ComplaintsPage() {
  const { t } = useTranslation('custody-complaints')
  const both = useBoth()
  const go = useGo()
  const { date } = useFormats()
  const [asked, setShow] = useQueryText('show', 'mine')
  const show = shows.find((one) => one === asked) ?? 'mine'
  const sums = useCall(listComplaints, { show: 'open', size: 1 }, { refetchEvery: 60_000 })
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button
          variant="filled"
          leftSection={<Icon name="plus" size={18} />}
          onClick={() => go('/custody/complaints/new')}
        >
          {t('take.act')}
        </Button>
      }
    >
      <Load call={sums} lines={2}>
        {(data) => (
          <FigureTiles
            tiles={(['open', 'late', 'flagged'] as const).map((key) => ({
              key,
              figure: formatNumber(data[key]),
              label: t(`tile.${key}`),
            }))}
          />
        )}
      </Load>
      <Section title={t('list')}>
        <SegmentedControl
          aria-label={t('list')}
          value={show}
          onChange={setShow}
          data={shows.map((value) => ({ value, label: t(`show.${value}`) }))}
        />
        <RecordTable
          key={show}
          name="custody.complaints"
          caption={t('list')}
          source={listComplaints}
          input={{ show }}
          filters={[
            {
              key: 'subject',
              label: t('column.subject'),
              kind: 'choice',
              options: complaintSubjects.map((value) => ({ value, label: t(`subject.${value}`) })),
            },
          ]}
          rowKey={(row) => row.id}
          open={(row) => `/custody/complaints/${row.id}`}
          empty={<EmptyState icon="shield-check" title={t(`empty.${show}`)} why={t('empty-why')} />}
          columns={[
            { key: 'code', label: t('column.code'), cell: (row) => <Ltr>{row.code}</Ltr> },
            { key: 'on', label: t('column.on'), cell: (row) => date(row.receivedOn) },
            { key: 'subject', label: t('column.subject'), cell: (row) => t(`subject.${row.subject}`) },
            {
              key: 'from',
              label: t('column.from'),
              cell: (row) =>
                row.prisoner === null ? t('anonymous') : <BothNames name={row.prisoner.name} />,
            },
            {
              key: 'state',
              label: t('common:word.status'),
              cell: (row) => <ComplaintState row={row} />,
              wrap: true,
            },
            { key: 'level', label: t('column.level'), cell: (row) => t(`level.${row.level}`) },
            { key: 'prison', label: t('column.prison'), cell: (row) => both(row.prison), hidden: true },
          ]}
        />
      </Section>
    </Page>
  )
}
