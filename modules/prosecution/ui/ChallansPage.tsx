import {
  Button,
  DeadlineBadge,
  EmptyState,
  Ltr,
  Page,
  RecordTable,
  SegmentedControl,
  StatusBadge,
  useBoth,
  useFormats,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { defectCodes, defects, listChallans, type Show, shows } from '../contract.ts'
import { challanMeaning } from './challan-state.ts'
import classes from './Prosecution.module.css'

/** The scrutiny queue, and every other list of the office's challans. */
export default function ChallansPage() {
  const { t } = useTranslation('prosecution')
  const { date } = useFormats()
  const both = useBoth()
  const [shown, setShown] = useQueryText('show', 'waiting')
  const [station, setStation] = useQueryText('station')
  const [defectText, setDefect] = useQueryText('defect')
  const show: Show = shows.find((one) => one === shown) ?? 'waiting'
  const defect = defectCodes.find((one) => one === defectText)
  return (
    <Page title={t('challans.title')} lead={t('challans.lead')}>
      <div className={classes.scroll}>
        <SegmentedControl
          aria-label={t('challans.show')}
          value={show}
          onChange={setShown}
          data={shows.map((value) => ({ value, label: t(`show.${value}`) }))}
        />
      </div>
      {station === '' && defect === undefined ? null : (
        <p className={classes.narrowed}>
          {t('challans.narrowed', {
            what: defect === undefined ? t('challans.of-station') : both(defects[defect].text),
          })}
          <Button
            size="xs"
            onClick={() => {
              if (defect === undefined) setStation('')
              else setDefect('')
            }}
          >
            {t('challans.widen')}
          </Button>
        </p>
      )}
      <RecordTable
        key={`${show} ${station} ${defectText}`}
        name="prosecution.challans"
        caption={t(`show.${show}`)}
        source={listChallans}
        input={{
          show,
          ...(station === '' ? {} : { stationId: Number(station) }),
          ...(defect === undefined ? {} : { defect }),
        }}
        columns={[
          {
            key: 'fir',
            label: t('challans.fir'),
            cell: (row) => <Ltr>{`${row.firNumber}/${row.firYear}`}</Ltr>,
          },
          {
            key: 'station',
            label: t('challans.station'),
            cell: (row) => both({ en: row.station.nameEn, ur: row.station.nameUr }),
          },
          {
            key: 'sections',
            label: t('challans.sections'),
            cell: (row) => <Ltr>{row.sections.join(', ')}</Ltr>,
          },
          {
            key: 'report',
            label: t('challans.report'),
            align: 'end',
            hidden: true,
            cell: (row) => row.reportSeq,
          },
          {
            key: 'state',
            label: t('challans.state'),
            cell: (row) => (
              <StatusBadge meaning={challanMeaning[row.state]}>{t(`state.${row.state}`)}</StatusBadge>
            ),
          },
          { key: 'since', label: t('challans.since'), cell: (row) => date(row.since) },
          {
            key: 'due',
            label: t('challans.due'),
            cell: (row) => (row.due === null ? '' : <DeadlineBadge date={row.due} />),
          },
          {
            key: 'defects',
            label: t('challans.defects'),
            cell: (row) =>
              row.defects.length === 0 ? '' : t('challans.defect-count', { count: row.defects.length }),
          },
        ]}
        rowKey={(row) => row.caseId}
        open={(row) => `/prosecution/scrutiny/${row.caseId}`}
        empty={
          <EmptyState title={t('challans.empty')} why={t('challans.empty-why')} icon="clipboard-check" />
        }
      />
    </Page>
  )
}
