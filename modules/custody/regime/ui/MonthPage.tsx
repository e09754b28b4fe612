import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Button,
  Chart,
  EmptyState,
  FigureTiles,
  Form,
  formatMonth,
  formatNumber,
  Icon,
  Load,
  Ltr,
  Modal,
  NumberField,
  Page,
  RecordTable,
  Section,
  SegmentedControl,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useLanguage,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import {
  getMonth,
  listMonthLines,
  monthReasons,
  prepareMonth,
  setMonthLine,
  signMonth,
} from '../month/contract.ts'
import { PrepareAndSign } from './PrepareAndSign.tsx'
import { MonthSwitch, Steps } from './parts.tsx'
import classes from './Regime.module.css'

type Data = OutputOf<typeof getMonth>
type Run = NonNullable<Data['run']>
type Line = OutputOf<typeof listMonthLines>['rows'][number]

const shows = ['all', 'less', 'none', 'good', 'by-hand'] as const

/** A month's ordinary remission of the whole prison: who earned it, who less and why, who stands for it, how far it is posted. */
export default function MonthPage() {
  const { t } = useTranslation('custody-regime')
  const [month, setMonth] = useQueryText('month', '')
  const [busy, setBusy] = useState(false)
  const found = useCall(getMonth, month === '' ? {} : { month }, busy ? { refetchEvery: 1_500 } : {})
  const posting = found.data?.run?.state === 'signed'
  if (posting !== busy) setBusy(posting)
  return (
    <Page title={t('month.title')} lead={t('month.lead')}>
      <Load call={found} lines={8}>
        {(data) => (
          <>
            <MonthSwitch month={data.month} onChange={setMonth} />
            <Steps keys={['month', 'reckoned', 'signed', 'posted']} at={stepOf(data)} />
            <Rule data={data} />
            {data.run === null ? null : <Figures data={data} run={data.run} />}
            <Acts data={data} />
            {data.run === null ? null : <Lines data={data} run={data.run} />}
          </>
        )}
      </Load>
    </Page>
  )
}

function stepOf({ run, over }: Data): number {
  if (run === null) return over ? 1 : 0
  return run.state === 'prepared' ? 2 : run.state === 'signed' ? 3 : 4
}

function Rule({ data: { rule } }: { data: Data }) {
  const { t } = useTranslation('custody-regime')
  return (
    <p className={classes.soft}>
      <Icon name="scale" size={16} />{' '}
      {t('month.rule', {
        conduct: rule.conductDays,
        labour: rule.labourDays,
        full: rule.fullWorkDays,
        most: rule.most,
      })}{' '}
      <bdi>{rule.section}</bdi>. <bdi>{rule.basis}</bdi>
    </p>
  )
}

function Figures({ data, run }: { data: Data; run: Run }) {
  const { t } = useTranslation('custody-regime')
  const both = useBoth()
  const { instant } = useFormats()
  const at = `/custody/remission-month?month=${data.month}`
  return (
    <>
      <p className={classes.row}>
        <StatusBadge
          meaning={run.state === 'prepared' ? 'amber' : 'blue'}
          icon={run.state === 'prepared' ? 'hourglass' : 'check'}
        >
          {t(`run-state.${run.state}`)}
        </StatusBadge>
        <span>
          {t('word.prepared-by')} {both(run.preparedBy)} · {instant(run.preparedAt)}
        </span>
        {run.signedBy === null || run.signedAt === null ? null : (
          <span>
            {t('word.signed-by')} {both(run.signedBy)} · {instant(run.signedAt)}
          </span>
        )}
        {run.state === 'prepared' ? null : (
          <span role="status">{t('month.posted', { posted: run.posted, byHand: run.byHand })}</span>
        )}
      </p>
      <FigureTiles
        tiles={[
          { key: 'people', figure: formatNumber(run.people), label: t('month.people'), to: at },
          { key: 'whole', figure: formatNumber(run.whole), label: t('month.whole') },
          { key: 'less', figure: formatNumber(run.less), label: t('month.less'), to: `${at}&show=less` },
          { key: 'none', figure: formatNumber(run.none), label: t('month.none'), to: `${at}&show=none` },
          {
            key: 'days',
            figure: formatNumber(run.days + run.goodDays),
            label: t('month.days'),
            below: t('month.good', { count: run.goodDays }),
          },
        ]}
      />
      <Chart
        title={t('month.chart')}
        kind="bar"
        categories={data.spread.map((one) => t('month.of-days', { count: one.days }))}
        series={[{ name: t('month.people'), values: data.spread.map((one) => one.people) }]}
        summary={t('month.chart-summary', { whole: run.whole, less: run.less, none: run.none })}
        definition={t('month.chart-definition')}
      />
    </>
  )
}

function Acts({ data }: { data: Data }) {
  const { t } = useTranslation('custody-regime')
  const language = useLanguage()
  const mayPrepare = useMay('custody:prepare-month')
  const maySign = useMay('custody:sign-month')
  const prepare = useCommand(prepareMonth, { onDone: ({ people }) => say(t('month.prepared', { people })) })
  const sign = useCommand(signMonth, { onDone: () => say(t('month.signed')) })
  const { run } = data
  if (!data.over) return <p className={classes.soft}>{t('month.not-over')}</p>
  if (run === null && !mayPrepare)
    return <EmptyState icon="calendar" title={t('month.not-prepared')} why={t('month.not-prepared-why')} />
  return (
    <PrepareAndSign
      prepare={
        mayPrepare && (run === null || run.state === 'prepared')
          ? {
              label: t(run === null ? 'month.prepare' : 'month.again'),
              first: run === null,
              command: prepare,
              start: () => prepare.start({ month: data.month }),
            }
          : null
      }
      sign={
        maySign && run?.state === 'prepared' && !data.own
          ? {
              label: t('month.sign'),
              consequence: t('month.sign-means', {
                month: formatMonth(data.month, language),
                people: run.whole + run.less,
                days: run.days + run.goodDays,
              }),
              run: () => sign.run({ runId: run.id }),
            }
          : null
      }
      own={run?.state === 'prepared' && data.own}
      secondWanted={t('month.superintendent')}
    />
  )
}

function Lines({ data, run }: { data: Data; run: Run }) {
  const { t } = useTranslation('custody-regime')
  const { date } = useFormats()
  const [asked, setShow] = useQueryText('show', 'less')
  const show = shows.find((one) => one === asked) ?? 'less'
  const mayPrepare = useMay('custody:prepare-month')
  const [again, setAgain] = useState(0)
  const [chosen, setChosen] = useState<Line | null>(null)
  const seen = `${run.state} ${run.posted} ${run.preparedAt} ${again}`
  const open = run.state === 'prepared' && mayPrepare
  return (
    <Section title={t('month.lines')}>
      <SegmentedControl
        aria-label={t('month.lines')}
        value={show}
        onChange={setShow}
        data={shows.map((value) => ({ value, label: t(`month.show.${value}`) }))}
      />
      <RecordTable
        key={`${show} ${seen}`}
        name="custody.month-lines"
        caption={t('month.lines')}
        source={listMonthLines}
        input={{ runId: run.id, show, seen }}
        standardSort="number"
        rowKey={(row) => row.imprisonmentId}
        {...(open ? {} : { open: (row: Line) => `/custody/prisoners/${row.imprisonmentId}/release-date` })}
        empty={<EmptyState icon="check" title={t(`month.empty.${show}`)} />}
        filters={[
          {
            key: 'reason',
            label: t('common:word.reason'),
            kind: 'choice',
            options: monthReasons
              .filter((value) => (data.reasons[value] ?? 0) > 0)
              .map((value) => ({ value, label: `${t(`reason.${value}`)} (${data.reasons[value] ?? 0})` })),
          },
        ]}
        columns={[
          { key: 'number', label: t('word.number'), sort: 'number', cell: (row) => <Ltr>{row.number}</Ltr> },
          {
            key: 'name',
            label: t('common:word.name'),
            cell: (row) => (
              <BothNames
                name={row.name}
                {...(open ? { to: `/custody/prisoners/${row.imprisonmentId}` } : {})}
              />
            ),
          },
          { key: 'days', label: t('month.earned'), align: 'end', sort: 'days', cell: (row) => row.days },
          {
            key: 'good',
            hidden: show !== 'good',
            label: t('month.good-days'),
            align: 'end',
            cell: (row) => row.goodDays || '',
          },
          ...(open
            ? [
                {
                  key: 'set',
                  label: t('month.set'),
                  cell: (row: Line) => (
                    <Button
                      size="compact-sm"
                      aria-label={`${t('month.set')}: ${row.number}`}
                      onClick={() => setChosen(row)}
                    >
                      {t('month.set')}
                    </Button>
                  ),
                },
              ]
            : [
                {
                  key: 'state',
                  label: t('common:word.status'),
                  cell: (row: Line) => (
                    <StatusBadge
                      meaning={row.state === 'posted' ? 'blue' : row.state === 'by-hand' ? 'amber' : 'grey'}
                    >
                      {t(row.days + row.goodDays === 0 ? 'month.nothing' : `month-line.${row.state}`)}
                    </StatusBadge>
                  ),
                },
              ]),
          { key: 'why', label: t('month.why-less'), wrap: true, cell: (row) => <Why row={row} /> },
          {
            key: 'work',
            label: t('month.at-work'),
            align: 'end',
            cell: (row) => `${formatNumber(row.worked)} + ${formatNumber(row.excused)}`,
          },
          {
            key: 'conduct',
            label: t('month.conduct'),
            align: 'end',
            hidden: true,
            cell: (row) => row.conductDays,
          },
          {
            key: 'labour',
            label: t('month.labour'),
            align: 'end',
            hidden: true,
            cell: (row) => row.labourDays,
          },
          {
            key: 'due',
            label: t('month.due'),
            cell: (row) => (row.due === null ? '—' : date(row.due)),
            hidden: true,
          },
        ]}
      />
      {chosen === null ? null : (
        <SetLine
          run={run}
          row={chosen}
          shut={() => setChosen(null)}
          done={() => {
            setChosen(null)
            setAgain((count) => count + 1)
          }}
        />
      )}
    </Section>
  )
}

function Why({ row }: { row: Line }) {
  const { t } = useTranslation('custody-regime')
  return (
    <span className={classes.reasons}>
      {row.reasons.map((reason) => (
        <StatusBadge
          key={reason}
          meaning={reason === 'refer' || reason === 'kind-not-known' ? 'amber' : 'grey'}
        >
          {t(`reason.${reason}`)}
        </StatusBadge>
      ))}
      {row.setWhy === null ? null : (
        <StatusBadge meaning="blue" icon="edit">
          {row.setWhy}
        </StatusBadge>
      )}
    </span>
  )
}

function SetLine({ run, row, shut, done }: { run: Run; row: Line; shut: () => void; done: () => void }) {
  const { t } = useTranslation('custody-regime')
  return (
    <Modal opened onClose={shut} title={`${t('month.set')}: ${row.number}`}>
      <Form
        endpoint={setMonthLine}
        initial={{ runId: run.id, imprisonmentId: row.imprisonmentId, days: row.days }}
        submit={t('month.set')}
        cancel={shut}
        onDone={done}
      >
        <NumberField
          name="days"
          label={t('month.earned')}
          hint={t('month.most', { most: run.most })}
          required
        />
        <TextField name="why" label={t('common:word.reason')} multiline required maxLength={300} />
      </Form>
    </Modal>
  )
}
