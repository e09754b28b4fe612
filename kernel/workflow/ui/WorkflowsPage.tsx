import type { OutputOf } from '#platform/http/contract'
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
import { listDefinitions } from '../contract.ts'
import { useScope, versionMeaning } from './version-words.ts'

type Version = OutputOf<typeof listDefinitions>['definitions'][number]

/** Every workflow with its versions: for the country, provinces and single units, and how many cases run under each. */
export default function WorkflowsPage() {
  const { t } = useTranslation('workflow')
  const both = useBoth()
  const found = useCall(listDefinitions, {})
  return (
    <Page title={t('nav.workflows')} lead={t('list.lead')}>
      <Load call={found}>
        {({ definitions }) =>
          definitions.length === 0 ? (
            <EmptyState title={t('list.empty')} icon="git-branch" />
          ) : (
            [...Map.groupBy(definitions, (one) => one.code)].map(([code, versions]) => (
              <Section key={code} title={both(versions[0]!.title)}>
                <Versions code={code} versions={versions} />
              </Section>
            ))
          )
        }
      </Load>
    </Page>
  )
}

function Versions({ code, versions }: { code: string; versions: readonly Version[] }) {
  const { t } = useTranslation('workflow')
  const { date } = useFormats()
  const scope = useScope()
  const counted = versions.some((one) => one.running !== null)
  return (
    <RecordTable
      name="workflow.versions"
      caption={code}
      rows={versions}
      rowKey={(row) => row.id}
      open={(row) => `/workflows/${row.id}`}
      columns={[
        { key: 'scope', label: t('version.scope'), cell: scope },
        {
          key: 'version',
          label: t('version.version'),
          cell: (row) => (
            <Link to={`/workflows/${row.id}`}>
              <Ltr>{String(row.version)}</Ltr>
            </Link>
          ),
        },
        {
          key: 'state',
          label: t('common:word.status'),
          cell: (row) => (
            <StatusBadge meaning={versionMeaning(row)}>
              {t(row.inForce ? 'version.in-force' : `version.${row.state}`)}
            </StatusBadge>
          ),
        },
        { key: 'from', label: t('version.from'), cell: (row) => date(row.effectiveFrom) },
        ...(counted
          ? [
              {
                key: 'running',
                label: t('version.running'),
                align: 'end' as const,
                cell: (row: Version) => <Ltr>{String(row.running ?? 0)}</Ltr>,
              },
              {
                key: 'ended',
                label: t('version.ended'),
                align: 'end' as const,
                cell: (row: Version) => <Ltr>{String(row.ended ?? 0)}</Ltr>,
              },
            ]
          : []),
      ]}
    />
  )
}
