import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  Button,
  ConfirmAct,
  EmptyState,
  Icon,
  Ltr,
  RecordTable,
  Section,
  StatusBadge,
  useCommand,
  useFormats,
  useMay,
  useTranslation,
} from '#platform/ui'
import { listDifferences, type listLedgers, settleDifference } from '../contract.ts'
import classes from './Liberty.module.css'

type Difference = OutputOf<typeof listDifferences>['rows'][number]

/** What the last night found when it computed every date again. */
export function Night({ night }: { night: NonNullable<OutputOf<typeof listLedgers>['night']> }) {
  const { t } = useTranslation('custody-liberty-ledger')
  const { date } = useFormats()
  const [settling, setSettling] = useState<Difference>()
  const maySettle = useMay('custody:draw-liberty')
  const settle = useCommand(settleDifference)
  return (
    <Section title={t('night.title')}>
      <p>
        {t('night.done', { day: night.onDate, dates: night.dates, clocks: night.clocks })}{' '}
        {night.differences === 0 ? t('night.all-same') : t('night.differ', { count: night.differences })}
      </p>
      {night.endedAt === null ? (
        <p className={classes.soft}>{t('night.running', { day: night.onDate })}</p>
      ) : null}
      {night.unexplained > 0 ? (
        <Alert color="red" icon={<Icon name="alert-triangle" />}>
          {t('night.unexplained', { count: night.unexplained })}
        </Alert>
      ) : null}
      {night.differences === 0 && night.unexplained === 0 ? null : (
        <RecordTable
          name="custody.liberty-differences"
          caption={t('night.table')}
          source={listDifferences}
          rowKey={(row) => row.id}
          open={(row) => `/custody/prisoners/${row.imprisonmentId}`}
          empty={<EmptyState icon="circle-check" title={t('night.none')} />}
          columns={[
            { key: 'number', label: t('number'), cell: (row) => <Ltr>{row.number}</Ltr> },
            { key: 'on', label: t('day'), cell: (row) => date(row.onDate) },
            { key: 'source', label: t('night.source'), cell: (row) => t(`night.source-of.${row.source}`) },
            {
              key: 'class',
              label: t('night.class'),
              cell: (row) => (
                <StatusBadge meaning={row.class === 'other-change' ? 'amber' : 'red'}>
                  {t(`night.class-of.${row.class}`)}
                </StatusBadge>
              ),
            },
            {
              key: 'cause',
              label: t('night.cause'),
              wrap: true,
              cell: (row) =>
                row.settledWhy ?? t(`night.cause-of.${row.cause}`, { facts: row.changed.join(', ') }),
            },
            {
              key: 'before',
              label: t('night.before'),
              cell: (row) => (row.before === null ? '—' : date(row.before)),
            },
            {
              key: 'after',
              label: t('night.after'),
              cell: (row) => (row.after === null ? '—' : date(row.after)),
            },
            {
              key: 'act',
              label: t('night.settle'),
              cell: (row) =>
                maySettle && row.cause === 'unexplained' && row.settledWhy === null ? (
                  <Button size="xs" onClick={() => setSettling(row)}>
                    {t('night.settle')}
                  </Button>
                ) : (
                  ''
                ),
            },
          ]}
        />
      )}
      <ConfirmAct
        opened={settling !== undefined}
        onClose={() => setSettling(undefined)}
        title={t('night.settle')}
        consequence={t('night.settle-consequence')}
        actLabel={t('night.settle')}
        reason="required"
        onConfirm={(why) => settle.run({ id: settling?.id ?? '', why })}
      />
    </Section>
  )
}
