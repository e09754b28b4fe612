import { useState } from 'react'
import {
  Button,
  ConfirmAct,
  EmptyState,
  ErrorPanel,
  KeyValue,
  Load,
  Ltr,
  Page,
  RecordTable,
  SegmentedControl,
  Stack,
  say,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import {
  type Delivery,
  getDeliveryStanding,
  listDeliveries,
  retryAllDeliveries,
  retryDelivery,
} from '../contract.ts'

const refreshMs = 5_000

/** What waits to be passed from one system to another, and what was given up: nothing told is ever silently lost. */
export default function EventsPage() {
  const { t } = useTranslation('events')
  const { instant } = useFormats()
  const mayRetry = useMay('events:retry')
  const [state, setState] = useQueryText('state', 'dead')
  const [asking, setAsking] = useState(false)
  const standing = useCall(getDeliveryStanding, {}, { refetchEvery: refreshMs })
  const retry = useCommand(retryDelivery, { onDone: () => say(t('retried-one')) })
  const retryAll = useCommand(retryAllDeliveries, {
    onDone: ({ retried }) => say(t('retried', { count: retried })),
  })
  const dead = standing.data?.dead ?? 0
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        mayRetry && dead > 0 ? (
          <Button onClick={() => setAsking(true)}>{t('retry-all', { count: dead })}</Button>
        ) : undefined
      }
    >
      <Stack gap={22}>
        <Load call={standing}>
          {(now) => (
            <KeyValue
              columns={3}
              items={[
                { label: t('waiting'), value: <Ltr>{String(now.waiting)}</Ltr> },
                { label: t('failing'), value: <Ltr>{String(now.failing)}</Ltr> },
                { label: t('dead'), value: <Ltr>{String(now.dead)}</Ltr> },
                {
                  label: t('oldest'),
                  value: now.oldestAt === null ? t('common:word.none') : instant(now.oldestAt),
                },
                { label: t('as-of'), value: instant(now.asOf) },
              ]}
            />
          )}
        </Load>
        <SegmentedControl
          aria-label={t('title')}
          value={state}
          onChange={setState}
          data={['dead', 'waiting'].map((value) => ({ value, label: t(value) }))}
        />
        {retry.error == null ? null : <ErrorPanel error={retry.error} />}
        <RecordTable
          key={state}
          name={`events.${state}`}
          caption={t(state)}
          source={listDeliveries}
          input={{ state: state === 'waiting' ? 'waiting' : 'dead' }}
          rowKey={(row) => `${row.eventId} ${row.reaction}`}
          columns={[
            { key: 'type', label: t('fact'), cell: (row) => <Ltr>{row.type}</Ltr> },
            { key: 'reaction', label: t('reaction'), cell: (row) => <Ltr>{row.reaction}</Ltr> },
            {
              key: 'cause',
              label: t('cause'),
              wrap: true,
              cell: (row) => (row.cause === null ? '' : <Ltr>{row.cause}</Ltr>),
            },
            { key: 'at', label: t('told'), cell: (row) => instant(row.at) },
            { key: 'age', label: t('age'), align: 'end', cell: (row) => <Age seconds={row.age} /> },
            {
              key: 'attempts',
              label: t('attempts'),
              align: 'end',
              cell: (row) => <Ltr>{String(row.attempts)}</Ltr>,
            },
            ...(state === 'waiting'
              ? [
                  {
                    key: 'next',
                    label: t('next-try'),
                    cell: (row: Delivery) => (row.nextTryAt === null ? '' : instant(row.nextTryAt)),
                  },
                ]
              : []),
            ...(state === 'dead' && mayRetry
              ? [
                  {
                    key: 'retry',
                    label: t('common:act.retry'),
                    cell: (row: Delivery) => (
                      <Button
                        size="compact-sm"
                        disabled={retry.busy}
                        onClick={() => retry.start({ eventId: row.eventId, reaction: row.reaction })}
                      >
                        {t('common:act.retry')}
                      </Button>
                    ),
                  },
                ]
              : []),
            { key: 'id', label: t('event-id'), cell: (row) => <Ltr copy>{row.eventId}</Ltr>, hidden: true },
          ]}
          empty={<EmptyState title={t(`empty.${state}`)} why={t(`empty-why.${state}`)} icon="circle-check" />}
        />
      </Stack>
      <ConfirmAct
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('retry-all', { count: dead })}
        consequence={t('retry-all-consequence')}
        actLabel={t('common:act.retry')}
        onConfirm={() => retryAll.run({})}
      />
    </Page>
  )
}

function Age({ seconds }: { seconds: number }) {
  const { t } = useTranslation('events')
  if (seconds < 60) return <>{t('seconds', { count: seconds })}</>
  if (seconds < 3_600) return <>{t('minutes', { count: Math.floor(seconds / 60) })}</>
  if (seconds < 86_400) return <>{t('hours', { count: Math.floor(seconds / 3_600) })}</>
  return <>{t('days', { count: Math.floor(seconds / 86_400) })}</>
}
