import { useState } from 'react'
import {
  Button,
  EmptyState,
  ErrorPanel,
  Form,
  Page,
  RecordTable,
  SearchField,
  Section,
  SegmentedControl,
  Stack,
  say,
  TextField,
  useCall,
  useCommand,
  useLanguage,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { closeBreakGlass, listBreakGlass, noticeBreakGlass, openBreakGlass } from '../contract.ts'
import { type Entry, useEntryColumns } from './entry-columns.tsx'
import { unitSearch } from './search.ts'

/** Enter another unit in an emergency, see one's own entries, and those into one's unit. */
export default function EmergencyPage() {
  const { t } = useTranslation('access')
  const language = useLanguage()
  const isHead = useMay('access:notice-break-glass')
  const [list, setList] = useQueryText('list', 'own')
  const columns = useEntryColumns()
  // A new form after each entry, so that the last one's reason is not sent again by mistake.
  const [entered, setEntered] = useState('')
  const open = useCall(listBreakGlass, { list: 'open' })
  const close = useCommand(closeBreakGlass)
  const notice = useCommand(noticeBreakGlass)
  const failure = close.error ?? notice.error
  return (
    <Page title={t('emergency.title')} lead={t('emergency.lead')}>
      <Stack gap={22}>
        {(open.data?.rows ?? []).length === 0 ? null : (
          <Section title={t('emergency.open')}>
            <RecordTable
              name="access.open-entries"
              caption={t('emergency.open')}
              rows={open.data?.rows ?? []}
              rowKey={(row) => row.id}
              columns={[
                ...columns.slice(1, 5),
                {
                  key: 'leave',
                  label: t('emergency.leave'),
                  cell: (row: Entry) => (
                    <Button loading={close.busy} onClick={() => close.start({ id: row.id })}>
                      {t('emergency.leave')}
                    </Button>
                  ),
                },
              ]}
            />
          </Section>
        )}
        <Form
          key={entered}
          endpoint={openBreakGlass}
          initial={{}}
          submit={t('emergency.enter')}
          danger
          onDone={({ id, endsAt }) => {
            setEntered(id)
            say(t('emergency.entered', { at: endsAt }))
          }}
        >
          <SearchField name="unitId" label={t('emergency.unit')} required search={unitSearch(language)} />
          <TextField
            name="reason"
            label={t('emergency.reason')}
            hint={t('emergency.reason-hint')}
            required
            multiline
            maxLength={1000}
          />
        </Form>
        {isHead ? (
          <SegmentedControl
            aria-label={t('emergency.title')}
            value={list}
            onChange={setList}
            data={(['own', 'into-my-unit'] as const).map((value) => ({
              value,
              label: t(`emergency.lists.${value}`),
            }))}
          />
        ) : null}
        {failure == null ? null : <ErrorPanel error={failure} />}
        <RecordTable
          key={list}
          name="access.emergency"
          caption={t('emergency.title')}
          source={listBreakGlass}
          input={{ list: list === 'into-my-unit' && isHead ? 'into-my-unit' : 'own' }}
          rowKey={(row) => row.id}
          columns={[
            ...(list === 'into-my-unit' ? columns.slice(0, 1) : []),
            ...(list === 'into-my-unit'
              ? [
                  {
                    key: 'notice',
                    label: t('emergency.notice'),
                    cell: (row: Entry) =>
                      row.noticedAt === null ? (
                        <Button loading={notice.busy} onClick={() => notice.start({ id: row.id })}>
                          {t('emergency.notice')}
                        </Button>
                      ) : null,
                  },
                ]
              : []),
            ...columns.slice(1),
          ]}
          empty={
            <EmptyState title={t('emergency.empty')} why={t('emergency.empty-why')} icon="shield-check" />
          }
        />
      </Stack>
    </Page>
  )
}
