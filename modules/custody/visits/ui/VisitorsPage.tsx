import {
  BothNames,
  Button,
  EmptyState,
  Group,
  Ltr,
  Page,
  RecordTable,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { listVisitors } from '../contract.ts'
import classes from './Visits.module.css'
import { BanBadge, TieBadge } from './words.tsx'

const shows = ['all', 'to-vet', 'banned'] as const

/** The visitors of this prison; a whole CNIC finds a visitor of the whole department. */
export default function VisitorsPage() {
  const { t } = useTranslation('custody-visits')
  const [asked, setShow] = useQueryText('show', 'all')
  const show = shows.find((one) => one === asked) ?? 'all'
  return (
    <Page
      title={t('visitors.title')}
      lead={t('visitors.lead')}
      actions={
        <Group gap={8}>
          {shows.map((one) => (
            <Button key={one} aria-pressed={show === one} onClick={() => setShow(one)}>
              {t(`visitors.${one}`)}
            </Button>
          ))}
        </Group>
      }
    >
      <RecordTable
        key={show}
        name="custody.visitors"
        caption={t('visitors.title')}
        source={listVisitors}
        input={{ show }}
        search
        rowKey={(row) => row.id}
        open={(row) => `/custody/visitors/${row.id}`}
        empty={
          <EmptyState icon="address-book" title={t(`visitors.none-${show}`)} why={t('visitors.none-why')} />
        }
        columns={[
          { key: 'name', label: t('common:word.name'), cell: (row) => <BothNames name={row.name} /> },
          {
            key: 'cnic',
            label: t('visitors.identity'),
            cell: (row) =>
              row.cnic === null ? (
                row.otherPaper
              ) : (
                <Ltr>{`${row.cnic.slice(0, 5)}-${row.cnic.slice(5, 12)}-${row.cnic.slice(12)}`}</Ltr>
              ),
          },
          {
            key: 'visiting',
            label: t('visitors.visiting'),
            wrap: true,
            cell: (row) =>
              row.visiting.map((one) => (
                <div key={one.tieId} className={classes.line}>
                  <span>{t(`relation.${one.relation}`)}</span>
                  <Ltr>{one.number}</Ltr>
                  <BothNames name={one.name} as="inline" />
                  <TieBadge state={one.state} />
                </div>
              )),
          },
          {
            key: 'ban',
            label: t('visitors.ban'),
            cell: (row) => (row.ban === null ? '' : <BanBadge until={row.ban.untilOn} />),
          },
        ]}
      />
    </Page>
  )
}
