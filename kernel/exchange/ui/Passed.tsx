import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  EmptyState,
  ErrorPanel,
  Load,
  Ltr,
  RecordTable,
  Stack,
  StatusBadge,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useTranslation,
} from '#platform/ui'
import { listAttempts, listMessages, listWebhookDeliveries, processAgain, redeliver } from '../contract.ts'

type Delivery = OutputOf<typeof listWebhookDeliveries>['rows'][number]
type Message = OutputOf<typeof listMessages>['rows'][number]
const meaning = { waiting: 'blue', done: 'grey', refused: 'amber', dead: 'amber' } as const

export function DeliveriesTable() {
  const { t } = useTranslation('exchange')
  const both = useBoth()
  const { instant } = useFormats()
  const mayRetry = useMay('exchange:retry')
  const again = useCommand(redeliver)
  return (
    <Stack gap={12}>
      {again.error == null ? null : <ErrorPanel error={again.error} />}
      <RecordTable
        name="exchange.deliveries"
        caption={t('tabs.deliveries')}
        source={listWebhookDeliveries}
        rowKey={(row) => row.id}
        filters={[
          {
            key: 'state',
            label: t('common:word.status'),
            kind: 'choice',
            options: (['waiting', 'done', 'dead'] as const).map((value) => ({
              value,
              label: t(`state.${value}`),
            })),
          },
        ]}
        detail={(row) => <Tries id={row.id} />}
        columns={[
          { key: 'partner', label: t('partner'), cell: (row) => both(row.partner) },
          { key: 'type', label: t('event'), cell: (row) => <Ltr>{row.type}</Ltr> },
          { key: 'at', label: t('at'), cell: (row) => instant(row.at) },
          {
            key: 'state',
            label: t('common:word.status'),
            cell: (row) => <StatusBadge meaning={meaning[row.state]}>{t(`state.${row.state}`)}</StatusBadge>,
          },
          {
            key: 'status',
            label: t('answer'),
            wrap: true,
            cell: (row) => <Ltr>{row.cause ?? (row.status === null ? '' : String(row.status))}</Ltr>,
          },
          {
            key: 'attempts',
            label: t('attempts'),
            align: 'end',
            cell: (row) => <Ltr>{String(row.attempts)}</Ltr>,
          },
          {
            key: 'next',
            label: t('next-try'),
            hidden: true,
            cell: (row) => (row.nextTryAt === null ? '' : instant(row.nextTryAt)),
          },
          ...(mayRetry
            ? [
                {
                  key: 'again',
                  label: t('again'),
                  cell: (row: Delivery) =>
                    row.state === 'waiting' ? null : (
                      <Button
                        size="compact-sm"
                        disabled={again.busy}
                        onClick={() => again.start({ id: row.id })}
                      >
                        {t('again')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
        empty={<EmptyState title={t('nothing')} icon="send" />}
      />
    </Stack>
  )
}

function Tries({ id }: { id: string }) {
  const { t } = useTranslation('exchange')
  const { instant } = useFormats()
  const tries = useCall(listAttempts, { id })
  return (
    <Load call={tries}>
      {({ rows }) => (
        <RecordTable
          name="exchange.tries"
          caption={t('tries-title')}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { key: 'at', label: t('at'), cell: (row) => instant(row.at) },
            {
              key: 'answer',
              label: t('answer'),
              wrap: true,
              cell: (row) => <Ltr>{row.cause ?? String(row.status)}</Ltr>,
            },
            {
              key: 'ms',
              label: t('milliseconds'),
              align: 'end',
              cell: (row) => <Ltr>{String(row.milliseconds)}</Ltr>,
            },
          ]}
          empty={<EmptyState title={t('nothing')} />}
        />
      )}
    </Load>
  )
}

export function MessagesTable() {
  const { t } = useTranslation('exchange')
  const both = useBoth()
  const { instant } = useFormats()
  const mayRetry = useMay('exchange:retry')
  const again = useCommand(processAgain)
  return (
    <Stack gap={12}>
      {again.error == null ? null : <ErrorPanel error={again.error} />}
      <RecordTable
        name="exchange.messages"
        caption={t('tabs.messages')}
        source={listMessages}
        rowKey={(row) => row.id}
        filters={[
          {
            key: 'state',
            label: t('common:word.status'),
            kind: 'choice',
            options: (['waiting', 'done', 'refused', 'dead'] as const).map((value) => ({
              value,
              label: t(`message-state.${value}`),
            })),
          },
        ]}
        columns={[
          { key: 'partner', label: t('partner'), cell: (row) => both(row.partner) },
          { key: 'number', label: t('message-id'), cell: (row) => <Ltr>{row.messageId}</Ltr> },
          { key: 'type', label: t('event'), cell: (row) => <Ltr>{row.type}</Ltr> },
          { key: 'at', label: t('at'), cell: (row) => instant(row.at) },
          {
            key: 'state',
            label: t('common:word.status'),
            cell: (row) => (
              <StatusBadge meaning={meaning[row.state]}>{t(`message-state.${row.state}`)}</StatusBadge>
            ),
          },
          { key: 'cause', label: t('cause'), wrap: true, cell: (row) => <Ltr>{row.cause ?? ''}</Ltr> },
          { key: 'hash', label: 'SHA-256', hidden: true, cell: (row) => <Ltr copy>{row.sha256}</Ltr> },
          ...(mayRetry
            ? [
                {
                  key: 'again',
                  label: t('again'),
                  cell: (row: Message) =>
                    row.state === 'refused' || row.state === 'dead' ? (
                      <Button
                        size="compact-sm"
                        disabled={again.busy}
                        onClick={() => again.start({ id: row.id })}
                      >
                        {t('again')}
                      </Button>
                    ) : null,
                },
              ]
            : []),
        ]}
        empty={<EmptyState title={t('nothing')} icon="inbox" />}
      />
    </Stack>
  )
}
