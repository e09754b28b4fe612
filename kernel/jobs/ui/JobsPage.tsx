import {
  Button,
  EmptyState,
  Load,
  Ltr,
  Page,
  Progress,
  RecordTable,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useTranslation,
} from '#platform/ui'
import { askJob, type JobRun, listJobs } from '../contract.ts'

const refreshMs = 2_000
const meaning = { waiting: 'grey', running: 'blue', done: 'grey', failed: 'amber' } as const

/** Work the system does by itself: when, how far, how it ended. */
export default function JobsPage() {
  const { t } = useTranslation('jobs')
  const both = useBoth()
  const mayAsk = useMay('jobs:ask')
  const found = useCall(listJobs, {}, { refetchEvery: refreshMs })
  const ask = useCommand(askJob, { onDone: () => void found.refetch() })
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Load call={found}>
        {({ jobs, runs }) => (
          <>
            <Section title={t('known')}>
              <RecordTable
                name="jobs.known"
                caption={t('known')}
                rows={jobs}
                rowKey={(job) => job.name}
                columns={[
                  { key: 'label', label: t('job'), cell: (job) => both(job.label) },
                  {
                    key: 'schedule',
                    label: t('schedule'),
                    cell: (job) => (job.schedule === null ? t('when-asked') : <Ltr>{job.schedule}</Ltr>),
                  },
                  {
                    key: 'ask',
                    label: t('now'),
                    cell: (job) =>
                      mayAsk ? (
                        <Button
                          size="compact-sm"
                          disabled={ask.busy}
                          onClick={() => ask.start({ job: job.name })}
                        >
                          {t('start')}
                        </Button>
                      ) : null,
                  },
                ]}
              />
            </Section>
            <Section title={t('runs')}>
              <RecordTable
                name="jobs.runs"
                caption={t('runs')}
                rows={runs}
                rowKey={(run) => run.id}
                columns={[
                  { key: 'label', label: t('job'), cell: (run) => both(run.label) },
                  {
                    key: 'state',
                    label: t('common:word.status'),
                    cell: (run) => (
                      <StatusBadge meaning={meaning[run.state]}>{t(`state.${run.state}`)}</StatusBadge>
                    ),
                  },
                  { key: 'progress', label: t('progress'), cell: (run) => <HowFar run={run} /> },
                  { key: 'asked', label: t('asked'), cell: (run) => <When at={run.askedAt} /> },
                  {
                    key: 'ended',
                    label: t('ended'),
                    cell: (run) => (run.endedAt === null ? '' : <When at={run.endedAt} />),
                  },
                  { key: 'error', label: t('error'), cell: (run) => run.lastError ?? '', hidden: true },
                ]}
                empty={<EmptyState title={t('none')} why={t('none-why')} icon="clock" />}
              />
            </Section>
          </>
        )}
      </Load>
    </Page>
  )
}

function When({ at }: { at: string }) {
  const { instant } = useFormats()
  return <>{instant(at)}</>
}

function HowFar({ run }: { run: JobRun }) {
  const { t } = useTranslation('jobs')
  if (run.total === null) return <Ltr>{String(run.done)}</Ltr>
  const share = run.total === 0 ? 100 : (run.done / run.total) * 100
  return (
    <>
      <Progress value={share} aria-label={t('progress')} />
      <Ltr>{`${run.done} / ${run.total}`}</Ltr>
    </>
  )
}
