import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  EmptyState,
  FigureTiles,
  formatNumber,
  Load,
  Ltr,
  Page,
  RecordTable,
  StatusBadge,
  useBoth,
  useCall,
  useFormats,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { compareLedgers, type Line, listLedgers } from '../contract.ts'
import classes from './Liberty.module.css'
import { Choice } from './LibertyPage.tsx'
import { BasisBadge, Flags, MissingList, Until } from './Reason.tsx'

/** Two ledgers of one prison beside each other: who came, who left, whose reason changed. */
export default function ComparePage() {
  const { t } = useTranslation('custody-liberty-ledger')
  const [prison] = useQueryText('prison', '')
  const latest = useCall(listLedgers, {})
  const chosen = latest.data?.rows.find((row) => String(row.prisonId) === prison) ?? latest.data?.rows[0]
  const kept = useCall(listLedgers, chosen === undefined ? undefined : { prisonId: chosen.prisonId })
  const back = { to: '/custody/liberty', label: t('title') }
  const tooFew = (
    <EmptyState icon="arrows-left-right" title={t('compare.too-few')} why={t('compare.too-few-why')} />
  )
  return (
    <Page title={t('compare.title')} lead={t('compare.lead')} back={back}>
      {latest.data?.rows.length === 0 ? (
        tooFew
      ) : (
        <Load call={kept}>{({ rows }) => (rows.length < 2 ? tooFew : <Two ledgers={rows} />)}</Load>
      )}
    </Page>
  )
}

function Two({ ledgers }: { ledgers: OutputOf<typeof listLedgers>['rows'] }) {
  const { t } = useTranslation('custody-liberty-ledger')
  const both = useBoth()
  const { date, instant } = useFormats()
  const [from, setFrom] = useQueryText('from', ledgers[1]!.id)
  const [to, setTo] = useQueryText('to', ledgers[0]!.id)
  const found = useCall(compareLedgers, { from, to })
  const options = ledgers.map((row) => ({
    value: row.id,
    label: `${date(row.onDate)} · ${instant(row.at)} · ${t('red')} ${row.red}`,
  }))
  return (
    <>
      <p className={classes.soft}>{both(ledgers[0]!.prison)}</p>
      <div className={classes.between}>
        <Choice label={t('compare.from')} value={from} onChange={setFrom} options={options} />
        <Choice label={t('compare.to')} value={to} onChange={setTo} options={options} />
      </div>
      <Load call={found} lines={4}>
        {({ counts }) => (
          <FigureTiles
            tiles={(['came', 'left', 'changed', 'same'] as const).map((key) => ({
              key,
              figure: formatNumber(counts[key]),
              label: t(`compare.${key}`),
            }))}
          />
        )}
      </Load>
      <RecordTable
        key={`${from} ${to}`}
        name="custody.liberty-compare"
        caption={t('compare.title')}
        source={compareLedgers}
        input={{ from, to }}
        rowKey={(row) => row.imprisonmentId}
        open={(row) => `/custody/prisoners/${row.imprisonmentId}`}
        empty={<EmptyState icon="circle-check" title={t('compare.empty')} />}
        filters={[
          {
            key: 'change',
            label: t('compare.change'),
            kind: 'choice',
            options: ['came', 'left', 'changed'].map((value) => ({ value, label: t(`compare.${value}`) })),
          },
        ]}
        columns={[
          { key: 'number', label: t('number'), cell: (row) => <Ltr>{row.number}</Ltr> },
          { key: 'name', label: t('common:word.name'), cell: (row) => <BothNames name={row.name} /> },
          {
            key: 'change',
            label: t('compare.change'),
            cell: (row) => <StatusBadge meaning="grey">{t(`compare.${row.change}`)}</StatusBadge>,
          },
          {
            key: 'before',
            label: t('compare.before'),
            wrap: true,
            cell: (row) => <Side line={row.before} />,
          },
          { key: 'after', label: t('compare.after'), wrap: true, cell: (row) => <Side line={row.after} /> },
        ]}
      />
    </>
  )
}

function Side({ line }: { line: Pick<Line, 'basis' | 'until' | 'missing' | 'flags'> | null }) {
  if (line === null) return '—'
  return (
    <>
      <span className={classes.between}>
        <BasisBadge basis={line.basis} />
        <Until line={line} />
        <Flags flags={line.flags} />
      </span>
      {line.missing.length === 0 ? null : <MissingList missing={line.missing} />}
    </>
  )
}
