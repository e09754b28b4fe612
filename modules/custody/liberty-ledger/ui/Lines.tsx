import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  EmptyState,
  Ltr,
  RecordTable,
  SegmentedControl,
  useFormats,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { bases, flagCodes, type getLedger, listLines, missingCodes } from '../contract.ts'
import { BasisBadge, Flags, GroundList, MissingList, Until } from './Reason.tsx'

const shows = ['red', 'remarks', 'all'] as const

/** The lines of one ledger: the red list, those with a remark, or everyone. */
export function Lines({ head }: { head: OutputOf<typeof getLedger> }) {
  const { t } = useTranslation('custody-liberty-ledger')
  const { date } = useFormats()
  const [asked, setShow] = useQueryText('show', 'red')
  const show = shows.find((one) => one === asked) ?? 'red'
  return (
    <>
      <SegmentedControl
        value={show}
        onChange={setShow}
        data={shows.map((value) => ({
          value,
          label: t(`show.${value}`, { count: value === 'red' ? head.red : head.lines }),
        }))}
      />
      <RecordTable
        key={`${head.id} ${show}`}
        name={`custody.liberty-${show}`}
        caption={t(`show.${show}`, { count: show === 'red' ? head.red : head.lines })}
        source={listLines}
        input={{ ledgerId: head.id, show }}
        rowKey={(row) => row.imprisonmentId}
        open={(row) => `/custody/prisoners/${row.imprisonmentId}`}
        detail={(row) => (
          <>
            {row.grounds.length === 0 ? null : <GroundList grounds={row.grounds} />}
            {row.missing.length === 0 ? null : <MissingList missing={row.missing} />}
          </>
        )}
        empty={<EmptyState icon="shield-check" title={t(`empty.${show}`)} why={t(`empty-why.${show}`)} />}
        filters={[
          ...(show === 'red'
            ? [
                {
                  key: 'missing',
                  label: t('missing-title'),
                  kind: 'choice' as const,
                  options: missingCodes.map((value) => ({ value, label: t(`missing.${value}`) })),
                },
              ]
            : [
                {
                  key: 'basis',
                  label: t('basis-of'),
                  kind: 'choice' as const,
                  options: bases.map((value) => ({ value, label: t(`basis.${value}`) })),
                },
                {
                  key: 'flag',
                  label: t('remarks-title'),
                  kind: 'choice' as const,
                  options: flagCodes.map((value) => ({ value, label: t(`flag.${value}`) })),
                },
              ]),
        ]}
        columns={[
          { key: 'number', label: t('number'), cell: (row) => <Ltr>{row.number}</Ltr> },
          { key: 'name', label: t('common:word.name'), cell: (row) => <BothNames name={row.name} /> },
          ...(show === 'red'
            ? [
                {
                  key: 'missing',
                  label: t('missing-title'),
                  wrap: true,
                  cell: (row: Row) => <MissingList missing={row.missing} />,
                },
                {
                  key: 'since',
                  label: t('line-since'),
                  cell: (row: Row) => date(row.since),
                },
              ]
            : [
                {
                  key: 'basis',
                  label: t('basis-of'),
                  cell: (row: Row) => <BasisBadge basis={row.basis} />,
                },
                { key: 'until', label: t('until'), cell: (row: Row) => <Until line={row} /> },
                {
                  key: 'paper',
                  label: t('paper'),
                  cell: (row: Row) => <Ltr>{row.grounds.map(({ paper }) => paper).join(', ')}</Ltr>,
                },
                { key: 'rule', label: t('rule'), cell: (row: Row) => <Ltr>{row.rule}</Ltr> },
                {
                  key: 'flags',
                  label: t('remarks-title'),
                  wrap: true,
                  cell: (row: Row) => <Flags flags={row.flags} />,
                },
              ]),
        ]}
      />
    </>
  )
}

type Row = OutputOf<typeof listLines>['rows'][number]
