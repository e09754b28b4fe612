import { type LegalNumberRow, unitWords, wordsOf } from '#kernel/law/contract'
import { Ltr, RecordTable, useBoth, useFormats, useTranslation } from '#platform/ui'
import { Cite } from './Cite.tsx'
import { Confidence } from './Confidence.tsx'

/** Numbers of law as a table: what the section says, since when, how sure, and what proves it. */
export function Numbers({
  name,
  caption,
  rows,
}: {
  name: string
  caption: string
  rows: readonly LegalNumberRow[]
}) {
  const { t } = useTranslation('law')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <RecordTable
      name={name}
      caption={caption}
      rows={rows}
      rowKey={(row) => `${row.from} ${row.key} ${row.effectiveFrom ?? ''}`}
      detail={(row) => (
        <div>
          <p>{both(row.text)}</p>
          {row.convention === null ? null : (
            <p>
              <strong>{t('packs.convention')}:</strong> {both(row.convention)}
            </p>
          )}
          {row.unsure === null ? null : (
            <p>
              <strong>{t('packs.unsure', { from: row.unsure.from, to: row.unsure.to })}:</strong>{' '}
              {both(row.unsure.why)}
            </p>
          )}
        </div>
      )}
      columns={[
        { key: 'text', label: t('packs.number'), wrap: true, cell: (row) => both(row.text) },
        {
          key: 'value',
          label: t('packs.value'),
          align: 'end',
          cell: (row) => (
            <bdi>
              {row.value} {both(wordsOf(unitWords, row.unit))}
            </bdi>
          ),
        },
        {
          key: 'section',
          label: t('offences.section'),
          wrap: true,
          cell: (row) => <Cite>{row.section}</Cite>,
        },
        {
          key: 'from',
          label: t('packs.from'),
          cell: (row) => (row.effectiveFrom === null ? t('offences.always') : date(row.effectiveFrom)),
        },
        {
          key: 'to',
          label: t('packs.to'),
          cell: (row) => (row.effectiveTo === null ? t('offences.still') : date(row.effectiveTo)),
        },
        {
          key: 'confidence',
          label: t('confidence.word'),
          cell: (row) => <Confidence level={row.confidence} />,
        },
        {
          key: 'convention',
          label: t('packs.convention'),
          wrap: true,
          hidden: true,
          cell: (row) => (row.convention === null ? '' : both(row.convention)),
        },
        {
          key: 'golden',
          label: t('packs.golden'),
          wrap: true,
          cell: (row) => <Cite>{row.goldenCases.join(', ')}</Cite>,
        },
        { key: 'pack', label: t('packs.given-by'), hidden: true, cell: (row) => <Ltr>{row.from}</Ltr> },
        { key: 'key', label: t('packs.key'), hidden: true, cell: (row) => <Ltr>{row.key}</Ltr> },
      ]}
    />
  )
}
