import { useState } from 'react'
import { exportReport } from '#kernel/reporting/contract'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  Chart,
  EmptyState,
  ErrorPanel,
  FigureTiles,
  formatNumber,
  Group,
  Icon,
  Link,
  Load,
  Ltr,
  NativeSelect,
  Page,
  RecordTable,
  Section,
  Stack,
  urlOf,
  useBoth,
  useCall,
  useCommand,
  useGo,
  useLanguage,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { Paper, type Printed } from '../../registers/ui/Paper.tsx'
import { getDepartmentReturn, printDepartmentReturn, returnCodes } from '../contract.ts'
import { countIn, lines } from '../sheet.ts'
import { OpenReturns } from './OpenReturns.tsx'
import { peopleAt } from './people.ts'
import { SheetTables } from './SheetTables.tsx'
import { StateBadge, usePeriod } from './state.tsx'

type Data = OutputOf<typeof getDepartmentReturn>
type Row = Data['prisons'][number]

/** One return over all prisons: the sum of what was sent, who has not, and for each number the part of every prison. */
export default function DepartmentReturnPage() {
  const { t } = useTranslation('custody-returns')
  const both = useBoth()
  const language = useLanguage()
  const go = useGo()
  const [code] = useQueryText('code', 'monthly')
  const [from, setFrom] = useQueryText('from')
  const [asked] = useQueryText('line', 'closing')
  const [category] = useQueryText('category')
  const [kinds] = useQueryText('kind')
  const line = lines.find((one) => one === asked) ?? 'closing'
  const found = useCall(getDepartmentReturn, {
    code: returnCodes.find((one) => one === code) ?? 'monthly',
    line,
    ...(from === '' ? {} : { from }),
  })
  const period = usePeriod()
  return (
    <Page title={t('department.title')} lead={t('department.lead')}>
      <Load call={found} lines={10}>
        {(data) => (
          <Stack gap={26}>
            <Group gap={14} align="end">
              <NativeSelect
                label={t('department.which')}
                value={data.code}
                onChange={(event) => go(`/custody/department-returns?code=${event.currentTarget.value}`)}
                data={data.kinds.map((kind) => ({ value: kind.code, label: both(kind.title) }))}
              />
              <NativeSelect
                label={t('department.period')}
                value={data.from ?? ''}
                onChange={(event) => setFrom(event.currentTarget.value)}
                data={data.periods.map((one) => ({ value: one.from, label: period(one) }))}
              />
              {data.from === null ? null : <Print data={data} from={data.from} />}
              {data.from === null ? null : (
                <Button
                  component="a"
                  leftSection={<Icon name="download" size={16} />}
                  href={urlOf(exportReport, {
                    key: 'custody.department-return-sheet',
                    format: 'xlsx',
                    lang: language,
                    code: data.code,
                    from: data.from,
                  })}
                  download
                >
                  {t('excel')}
                </Button>
              )}
            </Group>
            <Tiles data={data} />
            <Prisons data={data} cell={{ category, kinds: kinds === '' ? [] : kinds.split('.') }} />
            <Section title={t('department.sheet')}>
              {data.sheet.lines.length === 0 ? (
                <EmptyState
                  icon="report-analytics"
                  title={t('department.sheet-empty')}
                  why={t('department.sheet-empty-why')}
                />
              ) : (
                <SheetTables
                  sheet={data.sheet}
                  opens={(cell) =>
                    `/custody/department-returns?${new URLSearchParams({
                      code: data.code,
                      from: data.from ?? '',
                      line: cell.line,
                      ...(cell.category === undefined ? {} : { category: cell.category }),
                      ...(cell.kinds === undefined ? {} : { kind: cell.kinds.join('.') }),
                    })}`
                  }
                />
              )}
            </Section>
            <Section title={t('department.overdue-title')}>
              <OpenReturns rows={data.overdue} prisons />
            </Section>
          </Stack>
        )}
      </Load>
    </Page>
  )
}

function Print({ data, from }: { data: Data; from: string }) {
  const { t } = useTranslation('custody-returns')
  const language = useLanguage()
  const [paper, setPaper] = useState<Printed>()
  const print = useCommand(printDepartmentReturn, { onDone: setPaper })
  if (data.sheet.lines.length === 0) return null
  const languages = language === 'ur' ? (['ur', 'en'] as const) : (['en', 'ur'] as const)
  return (
    <>
      {languages.map((each) => (
        <Button
          key={each}
          loading={print.busy}
          leftSection={<Icon name="printer" size={16} />}
          onClick={() => print.start({ code: data.code, from, language: each })}
        >
          {t(`print-${each}`)}
        </Button>
      ))}
      <Paper paper={paper} says={t('printed', { number: paper?.number })} />
      {print.error == null ? null : <ErrorPanel error={print.error} />}
    </>
  )
}

function Tiles({ data }: { data: Data }) {
  const { t } = useTranslation('custody-returns')
  const owing = data.prisons.filter(({ current }) => current !== null)
  const sent = data.prisons.filter(({ counted }) => counted !== null).length
  const waiting = owing.filter(({ current }) => current?.state === 'sent').length
  return (
    <FigureTiles
      tiles={[
        {
          key: 'sent',
          figure: <Ltr>{formatNumber(sent)}</Ltr>,
          label: t('department.sent'),
          icon: 'inbox',
          below: t('department.of', { count: owing.length }),
        },
        {
          key: 'missing',
          figure: <Ltr>{formatNumber(owing.length - sent)}</Ltr>,
          label: t('department.missing'),
          icon: 'hourglass',
          ...(owing.length > sent ? { meaning: 'amber' as const } : {}),
        },
        {
          key: 'to-answer',
          figure: <Ltr>{formatNumber(waiting)}</Ltr>,
          label: t('department.to-answer'),
          icon: 'mail',
        },
        {
          key: 'overdue',
          figure: <Ltr>{formatNumber(data.overdue.length)}</Ltr>,
          label: t('department.overdue'),
          icon: 'alarm',
          ...(data.overdue.length > 0 ? { meaning: 'red' as const } : {}),
        },
      ]}
    />
  )
}

function Prisons({ data, cell }: { data: Data; cell: { category: string; kinds: readonly string[] } }) {
  const { t } = useTranslation('custody-returns')
  const both = useBoth()
  const counted = data.prisons.filter(({ counted }) => counted !== null)
  const line = counted[0]?.counted?.line.line ?? 'closing'
  const of = {
    ...(cell.category === '' ? {} : { category: cell.category }),
    ...(cell.kinds.length === 0 ? {} : { kinds: cell.kinds }),
  }
  const number = (count: number) => <Ltr>{formatNumber(count)}</Ltr>
  const opens = ({ current, counted }: Row) => {
    const id = counted?.id ?? current?.id
    return id === undefined
      ? `/custody/returns?prison=${data.prisons[0]?.prison.id ?? ''}`
      : `/custody/returns/${id}`
  }
  const rows = data.prisons.filter(({ current }) => current !== null)
  return (
    <Section title={t('department.of-line', { line: t(`line.${line}`) })}>
      {counted.length === 0 ? null : (
        <Chart
          title={t('department.chart')}
          kind="bar"
          categories={counted.map(({ prison }) => both(prison.name))}
          series={[{ name: t('chart.held'), values: counted.map((one) => one.counted?.closing ?? 0) }]}
          summary={t('department.chart-says', {
            sent: counted.length,
            of: rows.length,
            closing: counted.reduce((sum, one) => sum + (one.counted?.closing ?? 0), 0),
          })}
          asOf={data.asOf}
        />
      )}
      <RecordTable
        name="custody.department-return"
        caption={t('department.prisons')}
        rows={rows}
        rowKey={({ prison }) => String(prison.id)}
        open={opens}
        columns={[
          {
            key: 'prison',
            label: t('col.prison'),
            cell: (row) => <Link to={opens(row)}>{both(row.prison.name)}</Link>,
          },
          {
            key: 'state',
            label: t('col.state'),
            cell: ({ current }) => (current === null ? t('department.none') : <StateBadge of={current} />),
          },
          {
            key: 'line',
            label: t(`line.${line}`),
            align: 'end',
            cell: ({ counted }) => {
              if (counted === null) return '—'
              const count = countIn(counted.line, of)
              return count === 0 ? (
                number(0)
              ) : (
                <Link to={peopleAt(counted.id, { line, part: null, ...of })}>{number(count)}</Link>
              )
            },
          },
          {
            key: 'closing',
            label: t('col.closing'),
            align: 'end',
            hidden: line === 'closing',
            cell: ({ counted }) => (counted === null ? '—' : number(counted.closing)),
          },
          {
            key: 'came',
            label: t('col.came'),
            align: 'end',
            cell: ({ counted }) => (counted === null ? '—' : number(counted.came)),
          },
          {
            key: 'left',
            label: t('col.left'),
            align: 'end',
            cell: ({ counted }) => (counted === null ? '—' : number(counted.left)),
          },
          {
            key: 'room',
            label: t('col.room'),
            align: 'end',
            cell: ({ counted }) => (counted?.authorised == null ? '—' : number(counted.authorised)),
          },
          {
            key: 'version',
            hidden: rows.every(({ counted }) => counted === null || counted.version === 1),
            label: t('col.version'),
            cell: ({ counted }) =>
              counted === null || counted.version === 1 ? '' : t('version', { version: counted.version }),
          },
        ]}
        empty={<EmptyState icon="building-fortress" title={t('board.empty')} why={t('board.empty-why')} />}
      />
    </Section>
  )
}
