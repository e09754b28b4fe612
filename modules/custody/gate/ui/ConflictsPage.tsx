import { Load, NativeSelect, Page, useCall, useQueryText, useTranslation } from '#platform/ui'
import { listGateConflicts } from '../contract.ts'
import { Conflicts } from './Conflicts.tsx'

const shows = ['all', 'open', 'asked'] as const

/** Every contradiction of the gate that waits: for the gate to choose, or put before the superintendent. */
export default function ConflictsPage() {
  const { t } = useTranslation('custody-gate')
  const [show, setShow] = useQueryText('show', 'all')
  const found = useCall(listGateConflicts, {}, { refetchEvery: 30_000 })
  return (
    <Page title={t('conflict.title')} lead={t('conflict.lead')}>
      <NativeSelect
        label={t('conflict.show')}
        value={show}
        onChange={(event) => setShow(event.currentTarget.value)}
        data={shows.map((value) => ({ value, label: t(`conflict.show-${value}`) }))}
      />
      <Load call={found} lines={5}>
        {({ rows }) => (
          <Conflicts
            rows={rows.filter((row) => show === 'all' || (row.asked !== null) === (show === 'asked'))}
          />
        )}
      </Load>
    </Page>
  )
}
