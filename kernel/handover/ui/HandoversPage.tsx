import {
  EmptyState,
  Link,
  Page,
  RecordTable,
  SegmentedControl,
  Stack,
  StatusBadge,
  useBoth,
  useFormats,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { type HandoverRow, listHandovers } from '../contract.ts'
import { useAge } from './age.ts'
import { HandoverCard } from './index.ts'
import { meaningOf } from './meaning.ts'

type Direction = 'incoming' | 'outgoing'
type Show = 'attention' | 'open' | 'all'

/** What is being handed to one's unit and from it, with its age; what is late stands in both offices' lists. */
export default function HandoversPage() {
  const { t } = useTranslation('handover')
  const both = useBoth()
  const { date } = useFormats()
  const age = useAge()
  const [direction, setDirection] = useQueryText('direction', 'incoming')
  const [show, setShow] = useQueryText('show', 'attention')
  const incoming = direction !== 'outgoing'
  return (
    <Page title={t('nav.handovers')} lead={t('list.lead')}>
      <Stack gap={10} align="flex-start">
        <SegmentedControl
          aria-label={t('list.direction')}
          value={direction}
          onChange={setDirection}
          data={(['incoming', 'outgoing'] as const).map((value) => ({ value, label: t(`list.${value}`) }))}
        />
        <SegmentedControl
          aria-label={t('list.show')}
          value={show}
          onChange={setShow}
          data={(['attention', 'open', 'all'] as const).map((value) => ({
            value,
            label: t(`list.show-${value}`),
          }))}
        />
      </Stack>
      <RecordTable
        key={`${direction} ${show}`}
        name="handover.handovers"
        caption={t('nav.handovers')}
        source={listHandovers}
        input={{ direction: direction as Direction, show: show as Show }}
        rowKey={(row: HandoverRow) => row.id}
        open={(row) => `/handovers/${row.id}`}
        detail={(row) => <HandoverCard id={row.id} />}
        columns={[
          {
            key: 'what',
            label: t('list.what'),
            cell: (row) => <Link to={`/handovers/${row.id}`}>{both(row.title)}</Link>,
          },
          {
            key: 'party',
            label: t(incoming ? 'list.from' : 'list.to'),
            cell: (row) => both(incoming ? row.from : row.to),
          },
          {
            key: 'state',
            label: t('common:word.status'),
            cell: (row) => <StatusBadge meaning={meaningOf(row)}>{t(`state.${row.state}`)}</StatusBadge>,
          },
          { key: 'age', label: t('list.age'), cell: age },
          { key: 'due', label: t('list.due'), cell: (row) => date(row.dueOn) },
          {
            key: 'reason',
            label: t('common:word.reason'),
            cell: (row) => row.reason ?? '',
            hidden: incoming,
          },
        ]}
        empty={
          <EmptyState
            icon="circle-check"
            title={t(incoming ? 'list.empty-incoming' : 'list.empty-outgoing')}
            why={t('list.empty-why')}
          />
        }
      />
    </Page>
  )
}
