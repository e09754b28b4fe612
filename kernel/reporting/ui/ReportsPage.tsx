import {
  EmptyState,
  Link,
  Load,
  Ltr,
  Page,
  Progress,
  RecordTable,
  Section,
  Stack,
  StatusBadge,
  urlOf,
  useBoth,
  useCall,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { type ExportRow, fetchExportFile, listExports, listReports } from '../contract.ts'

const meaning = { waiting: 'grey', running: 'blue', done: 'blue', failed: 'amber', expired: 'grey' } as const
const refreshMs = 3_000

/** The reports one may use, and the files one asked for. */
export default function ReportsPage() {
  const { t } = useTranslation('reporting')
  const both = useBoth()
  const reports = useCall(listReports, {})
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Stack gap={26}>
        <Load call={reports}>
          {({ reports }) => (
            <RecordTable
              name="reporting.reports"
              caption={t('title')}
              rows={reports}
              rowKey={(report) => report.key}
              open={(report) => `/reports/${report.key}`}
              columns={[
                {
                  key: 'title',
                  label: t('report'),
                  cell: (report) => <Link to={`/reports/${report.key}`}>{both(report.title)}</Link>,
                },
                {
                  key: 'definition',
                  label: t('definition'),
                  wrap: true,
                  cell: (report) => both(report.definition),
                },
              ]}
              empty={<EmptyState title={t('none')} icon="report-analytics" />}
            />
          )}
        </Load>
        <OwnFiles />
      </Stack>
    </Page>
  )
}

function OwnFiles() {
  const { t } = useTranslation('reporting')
  const { instant } = useFormats()
  const both = useBoth()
  const files = useCall(listExports, {}, { refetchEvery: refreshMs })
  return (
    <Section title={t('files')}>
      <Load call={files}>
        {({ rows }) => (
          <RecordTable
            name="reporting.files"
            caption={t('files')}
            rows={rows}
            rowKey={(file) => file.id}
            columns={[
              { key: 'title', label: t('report'), cell: (file) => both(file.title) },
              { key: 'asked', label: t('asked-at'), cell: (file) => instant(file.askedAt) },
              {
                key: 'state',
                label: t('common:word.status'),
                cell: (file) => (
                  <StatusBadge meaning={meaning[file.state]}>{t(`state.${file.state}`)}</StatusBadge>
                ),
              },
              { key: 'progress', label: t('progress'), cell: (file) => <HowFar file={file} /> },
              {
                key: 'until',
                label: t('readable-until'),
                cell: (file) => (file.readableUntil === null ? '' : instant(file.readableUntil)),
              },
              {
                key: 'fetch',
                label: t('fetch'),
                cell: (file) =>
                  file.state === 'done' ? (
                    <a className="link" href={urlOf(fetchExportFile, { id: file.id })} download>
                      {t('fetch')}
                    </a>
                  ) : null,
              },
            ]}
            empty={<EmptyState title={t('no-files')} why={t('files-why')} icon="download" />}
          />
        )}
      </Load>
    </Section>
  )
}

function HowFar({ file }: { file: ExportRow }) {
  const { t } = useTranslation('reporting')
  return (
    <>
      <Progress
        value={file.total === 0 ? 100 : Math.min(100, (file.done / file.total) * 100)}
        aria-label={t('progress')}
      />
      <Ltr>{`${file.done} / ${file.total}`}</Ltr>
    </>
  )
}
