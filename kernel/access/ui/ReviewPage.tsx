import { useState } from 'react'
import {
  Button,
  ChoiceField,
  DeadlineBadge,
  EmptyState,
  Form,
  Modal,
  Page,
  RecordTable,
  SegmentedControl,
  Stack,
  TextField,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { listBreakGlass, reviewBreakGlass } from '../contract.ts'
import { dayOf } from './day.ts'
import { type Entry, useEntryColumns } from './entry-columns.tsx'

/** Emergency entries the auditor judges, within 72 hours. */
export default function ReviewPage() {
  const { t } = useTranslation('access')
  const [list, setList] = useQueryText('list', 'to-review')
  const [judged, setJudged] = useState<Entry | undefined>(undefined)
  const columns = useEntryColumns()
  return (
    <Page title={t('emergency.review-title')} lead={t('emergency.review-lead')}>
      <Stack gap={14}>
        <SegmentedControl
          aria-label={t('emergency.review-title')}
          value={list}
          onChange={setList}
          data={(['to-review', 'reviewed'] as const).map((value) => ({
            value,
            label: t(`emergency.lists.${value}`),
          }))}
        />
        <RecordTable
          key={list}
          name="access.review"
          caption={t('emergency.review-title')}
          source={listBreakGlass}
          input={{ list: list === 'reviewed' ? 'reviewed' : 'to-review' }}
          rowKey={(row) => row.id}
          columns={[
            ...columns.slice(0, 2),
            ...(list === 'reviewed'
              ? [
                  {
                    key: 'note',
                    label: t('emergency.note'),
                    cell: (row: Entry) => <bdi>{row.reviewNote}</bdi>,
                  },
                ]
              : [
                  {
                    key: 'due',
                    label: t('emergency.review-due'),
                    cell: (row: Entry) => <DeadlineBadge date={dayOf(row.reviewDue)} />,
                  },
                  {
                    key: 'review',
                    label: t('emergency.review'),
                    cell: (row: Entry) =>
                      row.state === 'open' ? (
                        t('emergency.state.open')
                      ) : (
                        <Button onClick={() => setJudged(row)}>{t('emergency.review')}</Button>
                      ),
                  },
                ]),
            ...columns.slice(2),
          ]}
          empty={
            <EmptyState title={t('emergency.empty')} why={t('emergency.empty-why')} icon="shield-check" />
          }
        />
      </Stack>
      <Modal
        opened={judged !== undefined}
        onClose={() => setJudged(undefined)}
        title={t('emergency.review')}
        closeButtonProps={{ 'aria-label': t('common:act.close') }}
      >
        {judged === undefined ? null : (
          <Form
            endpoint={reviewBreakGlass}
            initial={{}}
            prepare={(values) => ({ ...values, id: judged.id })}
            submit={t('emergency.review')}
            onDone={() => setJudged(undefined)}
          >
            <ChoiceField
              name="finding"
              label={t('emergency.result')}
              required
              options={(['justified', 'not-justified'] as const).map((value) => ({
                value,
                label: t(`emergency.finding.${value}`),
              }))}
            />
            <TextField name="note" label={t('emergency.note')} required multiline />
          </Form>
        )}
      </Modal>
    </Page>
  )
}
