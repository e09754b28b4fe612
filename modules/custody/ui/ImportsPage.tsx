import {
  EmptyState,
  FileField,
  Form,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  useFormats,
  useGo,
  useTranslation,
} from '#platform/ui'
import { listImports, uploadRegister } from '../contract.ts'

/** Registers brought in from a file, and the place to upload one. */
export default function ImportsPage() {
  const { t } = useTranslation('custody')
  const { date } = useFormats()
  const go = useGo()
  return (
    <Page title={t('import.title')} lead={t('import.lead')}>
      <Section title={t('import.upload')}>
        <Form
          endpoint={uploadRegister}
          initial={{}}
          submit={t('import.read')}
          onDone={({ importId }) => go(`/custody/register-imports/${importId}`)}
        >
          <FileField
            name="file"
            label={t('import.file')}
            hint={t('import.file-hint')}
            required
            accept=".csv,.xlsx"
          />
        </Form>
      </Section>
      <RecordTable
        name="custody.imports"
        caption={t('import.title')}
        source={listImports}
        rowKey={(row) => row.id}
        open={(row) => `/custody/register-imports/${row.id}`}
        empty={<EmptyState icon="users-group" title={t('import.empty')} />}
        columns={[
          { key: 'file', label: t('import.file'), cell: (row) => <bdi>{row.fileName}</bdi> },
          { key: 'at', label: t('import.received'), cell: (row) => date(row.createdAt.slice(0, 10)) },
          {
            key: 'state',
            label: t('import.state'),
            cell: (row) => (
              <StatusBadge meaning={row.state === 'done' ? 'grey' : row.state === 'open' ? 'amber' : 'blue'}>
                {t(`import.state-${row.state}`)}
              </StatusBadge>
            ),
          },
          { key: 'in', label: t('import.imported'), align: 'end', cell: (row) => row.counts.imported },
          { key: 'out', label: t('import.rejected'), align: 'end', cell: (row) => row.counts.rejected },
          { key: 'twice', label: t('import.duplicate'), align: 'end', cell: (row) => row.counts.duplicate },
        ]}
      />
    </Page>
  )
}
