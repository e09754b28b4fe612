import {
  Button,
  EmptyState,
  Icon,
  Ltr,
  Page,
  RecordTable,
  StatusBadge,
  useBoth,
  useFormats,
  useGo,
  useMay,
  useTranslation,
} from '#platform/ui'
import { listNotifications } from '../contract.ts'

/** Every notification, with how far it has come. */
export default function NotificationsPage() {
  const { t } = useTranslation('custody-remission-notification')
  const both = useBoth()
  const go = useGo()
  const { date } = useFormats()
  const mayEnter = useMay('custody:enter-notification')
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        mayEnter ? (
          <Button
            variant="filled"
            leftSection={<Icon name="plus" size={18} />}
            onClick={() => go('/custody/remission-notifications/new')}
          >
            {t('enter')}
          </Button>
        ) : undefined
      }
    >
      <RecordTable
        name="custody.remission-notifications"
        caption={t('title')}
        source={listNotifications}
        rowKey={(row) => row.id}
        open={(row) => `/custody/remission-notifications/${row.id}`}
        empty={<EmptyState icon="file-certificate" title={t('empty')} why={t('empty-why')} />}
        columns={[
          { key: 'title', label: t('name'), cell: (row) => both(row.title) },
          { key: 'instrument', label: t('instrument'), cell: (row) => <Ltr>{row.instrument}</Ltr> },
          { key: 'on', label: t('notified-on'), cell: (row) => date(row.notifiedOn) },
          {
            key: 'state',
            label: t('common:word.status'),
            cell: (row) => (
              <StatusBadge
                meaning={row.state === 'adopted' ? 'blue' : row.state === 'draft' ? 'amber' : 'grey'}
              >
                {t(`state.${row.state}`)}
              </StatusBadge>
            ),
          },
          { key: 'given', label: t('given'), align: 'end', cell: (row) => row.given },
          { key: 'by', label: t('entered'), cell: (row) => both(row.enteredBy) },
        ]}
      />
    </Page>
  )
}
