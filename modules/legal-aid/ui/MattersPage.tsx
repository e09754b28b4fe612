import {
  EmptyState,
  FigureTiles,
  formatNumber,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  SegmentedControl,
  useBoth,
  useCall,
  useFormats,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { getFigures, listMatters, origins, outcomes, type shows } from '../contract.ts'
import { StandingBadge } from './words.tsx'

type Show = (typeof shows)[number]
const atOrigin: readonly Show[] = ['to-send', 'sent', 'open', 'closed', 'all']
const atOffice: readonly Show[] = ['incoming', 'unassigned', 'due', 'open', 'closed', 'all']
const atCounsel: readonly Show[] = ['due', 'open', 'closed', 'all']

/** The matters of one's own office: at the police station, in court and in prison what is to be sent; at legal aid what is to be done. */
export default function MattersPage() {
  const { t } = useTranslation('legal-aid')
  const both = useBoth()
  const { date } = useFormats()
  const coordinates = useMay('legal-aid:coordinate')
  const works = useMay('legal-aid:work')
  const offered = coordinates ? atOffice : works ? atCounsel : atOrigin
  const [asked, setShow] = useQueryText('show', offered[0]!)
  const show = offered.find((one) => one === asked) ?? offered[0]!
  return (
    <Page title={t('title')} lead={t(works ? 'lead-office' : 'lead-origin')}>
      {works ? <Figures show={show} choose={setShow} coordinates={coordinates} /> : null}
      <SegmentedControl
        aria-label={t('title')}
        value={show}
        onChange={setShow}
        data={offered.map((value) => ({ value, label: t(`show.${value}`) }))}
      />
      <RecordTable
        name="legal-aid.matters"
        caption={t(`show.${show}`)}
        source={listMatters}
        input={{ show }}
        rowKey={(row) => row.id}
        open={(row) => `/legal-aid/${row.id}`}
        filters={[
          {
            key: 'origin',
            label: t('column.origin'),
            kind: 'choice',
            options: origins.map((value) => ({ value, label: t(`origin.${value}`) })),
          },
          {
            key: 'outcome',
            label: t('column.outcome'),
            kind: 'choice',
            options: outcomes.map((value) => ({ value, label: t(`outcome.${value}`) })),
          },
        ]}
        empty={
          <EmptyState
            icon="scale"
            title={t(`empty.${show}`)}
            why={t(works ? 'empty-why' : 'empty-why-origin')}
          />
        }
        columns={[
          {
            key: 'number',
            label: t('column.number'),
            cell: (row) => <Ltr>{`LA-${row.number}`}</Ltr>,
            width: '6rem',
          },
          {
            key: 'who',
            label: t('column.who'),
            cell: (row) => (row.child ? t('child') : row.name === null ? '—' : both(row.name)),
          },
          {
            key: 'standing',
            label: t('column.standing'),
            cell: (row) => <StandingBadge standing={row.standing} />,
          },
          { key: 'reason', label: t('column.reason'), cell: (row) => t(`reason.${row.reason}`) },
          { key: 'from', label: t('column.from'), cell: (row) => both(row.from), wrap: true },
          {
            key: 'right',
            label: t('column.right'),
            cell: (row) => (row.groundFrom === null ? '—' : date(row.groundFrom)),
          },
          {
            key: 'next',
            label: t('column.next'),
            cell: (row) => (row.nextOn === null ? '—' : date(row.nextOn)),
          },
          {
            key: 'lawyer',
            label: t('column.lawyer'),
            cell: (row) => (row.lawyer === null ? '—' : both(row.lawyer)),
          },
          {
            key: 'saved',
            label: t('column.saved'),
            align: 'end',
            cell: (row) => (row.daysSaved === null ? '—' : formatNumber(row.daysSaved)),
            hidden: show !== 'closed',
          },
        ]}
      />
    </Page>
  )
}

function Figures({
  show,
  choose,
  coordinates,
}: {
  show: Show
  choose: (show: string) => void
  coordinates: boolean
}) {
  const { t } = useTranslation('legal-aid')
  return (
    <Section title={t('figures.title')}>
      <Load call={useCall(getFigures, {})} lines={2}>
        {(data) => (
          <FigureTiles
            tiles={[
              ...data.shows
                .filter((one) => coordinates || atCounsel.includes(one.show))
                .map((one) => ({
                  key: one.show,
                  figure: formatNumber(one.count),
                  label: t(`show.${one.show}`),
                  meaning:
                    one.count > 0 && ['incoming', 'unassigned', 'due'].includes(one.show)
                      ? ('amber' as const)
                      : undefined,
                  press: () => choose(one.show),
                  pressed: show === one.show,
                })),
              {
                key: 'saved',
                figure: formatNumber(data.daysSaved),
                label: t('figures.saved'),
                below: t('figures.counted', { count: data.counted }),
                press: () => choose('closed'),
              },
            ]}
          />
        )}
      </Load>
    </Section>
  )
}
