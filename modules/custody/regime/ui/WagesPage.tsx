import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  BothNames,
  EmptyState,
  FigureTiles,
  formatMonth,
  formatNumber,
  Icon,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  say,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useLanguage,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { checkWages, getWages, listWageLines, prepareWages } from '../labour/contract.ts'
import { PrepareAndSign } from './PrepareAndSign.tsx'
import { MonthSwitch, Steps } from './parts.tsx'
import classes from './Regime.module.css'

type Data = OutputOf<typeof getWages>

/** A month's wages: reckoned from the muster, checked by a second officer, booked to each account. */
export default function WagesPage() {
  const { t } = useTranslation('custody-regime')
  const [month, setMonth] = useQueryText('month', '')
  const [busy, setBusy] = useState(false)
  const found = useCall(getWages, month === '' ? {} : { month }, busy ? { refetchEvery: 1_500 } : {})
  const booking = found.data?.sheet?.state === 'checked'
  if (booking !== busy) setBusy(booking)
  return (
    <Page
      title={t('wages.title')}
      lead={t('wages.lead')}
      back={{ to: '/custody/labour', label: t('labour.title') }}
    >
      <Load call={found} lines={8}>
        {(data) => (
          <>
            <MonthSwitch month={data.month} onChange={setMonth} />
            <Steps keys={['muster', 'reckoned', 'checked', 'booked']} at={stepOf(data)} />
            <Sheet data={data} />
            {data.sheet === null ? null : <Lines sheet={data.sheet} />}
          </>
        )}
      </Load>
    </Page>
  )
}

function stepOf({ sheet }: Data): number {
  return sheet === null ? 1 : sheet.state === 'prepared' ? 2 : sheet.state === 'checked' ? 3 : 4
}

function Sheet({ data }: { data: Data }) {
  const { t } = useTranslation('custody-regime')
  const both = useBoth()
  const { money, instant } = useFormats()
  const { sheet, muster } = data
  return (
    <>
      <FigureTiles
        tiles={[
          {
            key: 'people',
            figure: formatNumber(sheet?.people ?? muster.people),
            label: t('wages.people'),
            icon: 'users',
          },
          {
            key: 'rupees',
            figure: money(sheet?.rupees ?? muster.rupees),
            label: t(sheet === null ? 'wages.by-muster' : 'wages.sum'),
            icon: 'coin',
          },
          ...(sheet === null || sheet.state === 'prepared'
            ? []
            : [
                {
                  key: 'posted',
                  figure: `${formatNumber(sheet.posted)} / ${formatNumber(sheet.people)}`,
                  label: t('wages.booked'),
                  icon: 'check' as const,
                },
              ]),
        ]}
      />
      {sheet === null ? null : (
        <p className={classes.row}>
          <StatusBadge
            meaning={sheet.state === 'prepared' ? 'amber' : 'blue'}
            icon={sheet.state === 'prepared' ? 'hourglass' : 'check'}
          >
            {t(`wage-state.${sheet.state}`)}
          </StatusBadge>
          <span>
            {t('word.prepared-by')} {both(sheet.preparedBy)} · {instant(sheet.preparedAt)}
          </span>
          {sheet.checkedBy === null || sheet.checkedAt === null ? null : (
            <span>
              {t('word.checked-by')} {both(sheet.checkedBy)} · {instant(sheet.checkedAt)}
            </span>
          )}
        </p>
      )}
      {data.differs ? (
        <Alert icon={<Icon name="alert-triangle" size={18} />} title={t('wages.differs')}>
          {t('wages.differs-why', { sum: muster.rupees })}
        </Alert>
      ) : null}
      {sheet !== null && sheet.transferred > 0 ? (
        <Alert icon={<Icon name="transfer" size={18} />}>
          {t('wages.transferred', { count: sheet.transferred })}
        </Alert>
      ) : null}
      <Acts data={data} />
    </>
  )
}

function Acts({ data }: { data: Data }) {
  const { t } = useTranslation('custody-regime')
  const language = useLanguage()
  const mayPrepare = useMay('custody:prepare-wages')
  const mayCheck = useMay('custody:check-wages')
  const prepare = useCommand(prepareWages, { onDone: ({ people }) => say(t('wages.prepared', { people })) })
  const check = useCommand(checkWages, { onDone: () => say(t('wages.checked')) })
  const { sheet } = data
  const open = sheet === null || sheet.state === 'prepared'
  if (!data.over) return <p className={classes.soft}>{t('wages.not-over')}</p>
  if (sheet === null && data.muster.people === 0)
    return <EmptyState icon="coin" title={t('wages.no-muster')} why={t('wages.no-muster-why')} />
  return (
    <PrepareAndSign
      prepare={
        mayPrepare && open
          ? {
              label: t(sheet === null ? 'wages.prepare' : 'wages.again'),
              first: sheet === null,
              command: prepare,
              start: () => prepare.start({ month: data.month }),
            }
          : null
      }
      sign={
        mayCheck && sheet?.state === 'prepared' && !data.own && !data.differs
          ? {
              label: t('wages.check'),
              consequence: t('wages.check-means', {
                month: formatMonth(data.month, language),
                people: sheet.people,
                sum: sheet.rupees,
              }),
              run: () => check.run({ sheetId: sheet.id }),
            }
          : null
      }
      own={sheet?.state === 'prepared' && data.own}
      secondWanted={t('word.second-wanted')}
    />
  )
}

function Lines({ sheet }: { sheet: NonNullable<Data['sheet']> }) {
  const { t } = useTranslation('custody-regime')
  const { money } = useFormats()
  const seen = `${sheet.state} ${sheet.posted} ${sheet.preparedAt}`
  return (
    <Section title={t('wages.lines')}>
      <RecordTable
        key={seen}
        name="custody.wage-lines"
        caption={t('wages.lines')}
        source={listWageLines}
        input={{ sheetId: sheet.id, seen }}
        standardSort="-rupees"
        rowKey={(row) => row.imprisonmentId}
        open={(row) => `/custody/prisoners/${row.imprisonmentId}/account`}
        columns={[
          { key: 'number', label: t('word.number'), sort: 'number', cell: (row) => <Ltr>{row.number}</Ltr> },
          { key: 'name', label: t('common:word.name'), cell: (row) => <BothNames name={row.name} /> },
          { key: 'days', label: t('wages.days'), align: 'end', cell: (row) => formatNumber(row.days) },
          { key: 'pieces', label: t('wages.pieces'), align: 'end', cell: (row) => formatNumber(row.pieces) },
          {
            key: 'rupees',
            label: t('wages.earned'),
            align: 'end',
            sort: 'rupees',
            cell: (row) => money(row.rupees),
          },
          {
            key: 'state',
            label: t('common:word.status'),
            cell: (row) => (
              <StatusBadge
                meaning={row.state === 'posted' ? 'blue' : row.state === 'transferred' ? 'amber' : 'grey'}
              >
                {t(`line-state.${row.state}`)}
              </StatusBadge>
            ),
          },
        ]}
      />
    </Section>
  )
}
