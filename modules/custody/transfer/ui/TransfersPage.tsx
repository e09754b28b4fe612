import {
  BothNames,
  EmptyState,
  Link,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  useCall,
  useFormats,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { countTransfers, listTransfers, transferShows } from '../contract.ts'
import classes from './Transfer.module.css'
import { TransferState, Way } from './words.tsx'

/** Transfers out and in: what waits for whom, who is on the road, and what was done. */
export default function TransfersPage() {
  const { t } = useTranslation('custody-transfer')
  const { date, instant } = useFormats()
  const [asked, setShow] = useQueryText('show', 'open')
  const show = transferShows.find((one) => one === asked) ?? 'open'
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Counts />
      <Section title={t('list')}>
        <nav className={classes.badges} aria-label={t('list')}>
          {transferShows.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === show}
              className={classes.show}
              onClick={() => setShow(one)}
            >
              {t(`show.${one}`)}
            </button>
          ))}
        </nav>
        <RecordTable
          key={show}
          name="custody.transfers"
          caption={t('list')}
          source={listTransfers}
          input={{ show }}
          rowKey={(row) => row.id}
          open={(row) => `/custody/transfers/${row.id}`}
          empty={<EmptyState icon="truck" title={t(`empty.${show}`)} why={t('empty-why')} />}
          columns={[
            { key: 'number', label: t('column.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
            { key: 'name', label: t('common:word.name'), cell: (row) => <BothNames name={row.name} /> },
            {
              key: 'way',
              label: t('column.way'),
              wrap: true,
              cell: (row) => (
                <>
                  <Way row={row} />
                  <div className={classes.soft}>{t(`reason.${row.reason}`)}</div>
                </>
              ),
            },
            { key: 'state', label: t('common:word.status'), cell: (row) => <TransferState row={row} /> },
            {
              key: 'when',
              label: t('column.when'),
              cell: (row) =>
                row.acceptedAt !== null
                  ? instant(row.acceptedAt)
                  : row.dueAt !== null
                    ? t('due', { at: instant(row.dueAt) })
                    : date(row.plannedOn),
            },
          ]}
        />
      </Section>
    </Page>
  )
}

function Counts() {
  const { t } = useTranslation('custody-transfer')
  const found = useCall(countTransfers, {}, { refetchEvery: 60_000 })
  return (
    <Load call={found} lines={3}>
      {(counts) => (
        <ul className={classes.tiles}>
          {(
            [
              ['to-approve', counts.toApprove],
              ['at-gate', counts.atGate],
              ['arriving', counts.arriving],
              ['differences', counts.differences],
            ] as const
          ).map(([key, count]) => (
            <li key={key} className={classes.count}>
              <strong>
                <Ltr>{String(count)}</Ltr>
              </strong>
              <Link to={`/custody/transfers?show=${key}`}>{t(`show.${key}`)}</Link>
              {key === 'arriving' && counts.late > 0 ? (
                <span className={classes.soft}>{t('late-count', { count: counts.late })}</span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Load>
  )
}
