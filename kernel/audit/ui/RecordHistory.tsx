import { useState } from 'react'
import {
  Button,
  EmptyState,
  Load,
  RecordTable,
  Section,
  Stack,
  useBoth,
  useCall,
  useFormats,
  useMay,
  useTranslation,
} from '#platform/ui'
import { type AuditEntry, listAuditEntries } from '../contract.ts'
import { Value } from './ChangeTable.tsx'
import { type Change, changesOf } from './changes.ts'

/** Field, from, to, by whom, when: everything that changed in one row of a table. For those who may read the audit. */
export default function RecordHistory({ subject, id }: { subject: string; id: string }) {
  const may = useMay('audit:read')
  return may ? <History subject={subject} id={id} /> : null
}

type Line = Change & { readonly key: string; readonly entry: AuditEntry }

function History({ subject, id }: { subject: string; id: string }) {
  const { t } = useTranslation('audit')
  const both = useBoth()
  const { instant } = useFormats()
  const [before, setBefore] = useState<number | undefined>(undefined)
  const answer = useCall(listAuditEntries, {
    subject,
    id,
    size: 50,
    ...(before === undefined ? {} : { before }),
  })
  return (
    <Section title={t('history.title')} foldable folded>
      <Load call={answer}>
        {({ rows, next }) => (
          <Stack gap={10}>
            <RecordTable
              name="audit.history"
              caption={t('history.title')}
              rows={rows.flatMap((entry) =>
                changesOf(entry.detail).map(
                  (change): Line => ({ ...change, entry, key: `${entry.n} ${change.field}` }),
                ),
              )}
              rowKey={(line) => line.key}
              empty={<EmptyState title={t('history.empty')} icon="history" />}
              columns={[
                { key: 'field', label: t('history.field'), cell: (line) => <bdi>{line.field}</bdi> },
                {
                  key: 'from',
                  label: t('history.from'),
                  wrap: true,
                  cell: (line) => <Value value={line.from} />,
                },
                { key: 'to', label: t('history.to'), wrap: true, cell: (line) => <Value value={line.to} /> },
                {
                  key: 'by',
                  label: t('history.by'),
                  cell: ({ entry }) =>
                    entry.accountEn === null
                      ? t('list.system')
                      : both({ en: entry.accountEn, ur: entry.accountUr ?? entry.accountEn }),
                },
                { key: 'when', label: t('history.when'), cell: ({ entry }) => instant(entry.at) },
              ]}
            />
            {next === null ? null : <Button onClick={() => setBefore(next)}>{t('history.older')}</Button>}
          </Stack>
        )}
      </Load>
    </Section>
  )
}
