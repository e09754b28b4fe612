import { listPacks, type PackVersionHead } from '#kernel/law/contract'
import {
  EmptyState,
  Link,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useFormats,
  useTranslation,
} from '#platform/ui'

/** The law as data: a pack for each province over the federal one. */
export default function PacksPage() {
  const { t } = useTranslation('law')
  const both = useBoth()
  const found = useCall(listPacks, {})
  return (
    <Page title={t('nav.packs')} lead={t('packs.lead')}>
      <Load call={found}>
        {({ packs, versions }) => (
          <>
            <RecordTable
              name="law.packs"
              caption={t('nav.packs')}
              rows={packs}
              rowKey={(row) => row.code}
              open={(row) => `/law/packs/${row.code}`}
              columns={[
                {
                  key: 'title',
                  label: t('packs.pack'),
                  cell: (row) => <Link to={`/law/packs/${row.code}`}>{both(row.title)}</Link>,
                },
                { key: 'version', label: t('packs.version'), cell: (row) => <Ltr>{row.version}</Ltr> },
                {
                  key: 'own',
                  label: t('packs.own'),
                  align: 'end',
                  cell: (row) => <Ltr>{String(row.own)}</Ltr>,
                },
                {
                  key: 'inherited',
                  label: t('packs.inherited'),
                  align: 'end',
                  cell: (row) => <Ltr>{String(row.inherited)}</Ltr>,
                },
                {
                  key: 'golden',
                  label: t('packs.golden'),
                  cell: (row) => (
                    <StatusBadge
                      meaning={row.golden.passed === row.golden.total ? 'blue' : 'red'}
                      icon={row.golden.passed === row.golden.total ? 'circle-check' : 'alert-triangle'}
                    >
                      {t('packs.passed', { passed: row.golden.passed, total: row.golden.total })}
                    </StatusBadge>
                  ),
                },
              ]}
            />
            <Section title={t('versions.heading')}>
              <Versions versions={versions} />
            </Section>
          </>
        )}
      </Load>
    </Page>
  )
}

export const versionMeaning = (version: Pick<PackVersionHead, 'state' | 'inForce'>) =>
  version.inForce ? 'blue' : version.state === 'proposed' || version.state === 'adopted' ? 'amber' : 'grey'

export function Versions({ versions }: { versions: readonly PackVersionHead[] }) {
  const { t } = useTranslation('law')
  const both = useBoth()
  const { date } = useFormats()
  if (versions.length === 0)
    return <EmptyState title={t('versions.none')} why={t('versions.none-why')} icon="git-branch" />
  return (
    <RecordTable
      name="law.versions"
      caption={t('versions.heading')}
      rows={versions}
      rowKey={(row) => row.id}
      open={(row) => `/law/versions/${row.id}`}
      columns={[
        {
          key: 'version',
          label: t('packs.version'),
          cell: (row) => (
            <Link to={`/law/versions/${row.id}`}>
              <Ltr>{`${row.code} ${row.version}`}</Ltr>
            </Link>
          ),
        },
        {
          key: 'state',
          label: t('common:word.status'),
          cell: (row) => (
            <StatusBadge meaning={versionMeaning(row)}>
              {t(row.inForce ? 'versions.in-force' : `versions.${row.state}`)}
            </StatusBadge>
          ),
        },
        { key: 'from', label: t('packs.from'), cell: (row) => date(row.effectiveFrom) },
        { key: 'by', label: t('versions.drafted-by'), cell: (row) => both(row.draftedBy) },
        { key: 'reason', label: t('versions.reason'), wrap: true, cell: (row) => row.reason },
      ]}
    />
  )
}
