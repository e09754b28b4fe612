import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  DeadlineBadge,
  EmptyState,
  Link,
  Ltr,
  Page,
  RecordTable,
  SegmentedControl,
  useBoth,
  useFormats,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { listBailDue } from '../contract.ts'
import { useProof } from './use-proof.ts'

type Row = OutputOf<typeof listBailDue>['rows'][number]

/** Whose detention alone gives a right to bail: due now, soon, and where a court or law officer must decide. */
export default function BailPage() {
  const { t } = useTranslation(['custody', 'custody-sureties'])
  const mayPetition = useMay('custody:read-sureties')
  const both = useBoth()
  const { date } = useFormats()
  const proof = useProof()
  const [show, setShow] = useQueryText('show', 'now')
  return (
    <Page title={t('bail.title')} lead={t('bail.lead')}>
      <SegmentedControl
        value={show}
        onChange={setShow}
        data={['now', '30', '90', 'refer'].map((value) => ({ value, label: t(`bail.show-${value}`) }))}
      />
      <RecordTable
        key={show}
        name="custody.bail"
        caption={t('bail.title')}
        source={listBailDue}
        input={show === 'refer' ? { refer: 'true' } : { within: show === 'now' ? 0 : Number(show) }}
        filters={
          mayPetition
            ? [
                {
                  key: 'petition',
                  label: t('bail.petition'),
                  kind: 'choice',
                  options: ['none', 'pending'].map((value) => ({
                    value,
                    label: t(`bail.petition-${value}`),
                  })),
                },
              ]
            : []
        }
        rowKey={(row) => row.id}
        open={(row) => `/custody/prisoners/${row.imprisonmentId}`}
        empty={<EmptyState icon="scale" title={t('bail.empty')} why={t('bail.empty-why')} />}
        columns={[
          { key: 'number', label: t('word.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
          { key: 'name', label: t('common:word.name'), cell: (row) => <BothNames name={row.name} /> },
          {
            key: 'father',
            label: t('common:word.father-name'),
            cell: (row) => (row.father === null ? '' : both(row.father)),
          },
          {
            key: 'due',
            label: t('word.bail-due'),
            cell: (row) => (
              <DeadlineBadge
                date={row.eligibleFrom ?? row.detainedSince}
                {...(row.eligibleFrom === null
                  ? { state: 'refer' as const, label: t('bail.standing-refer') }
                  : {})}
                proof={proof(row.proof, { title: 'word.bail-due', date: row.eligibleFrom })}
              />
            ),
          },
          { key: 'fir', label: t('word.fir'), cell: (row) => <Ltr>{row.fir}</Ltr> },
          { key: 'sections', label: t('word.sections'), cell: (row) => <Ltr>{row.sections}</Ltr> },
          { key: 'since', label: t('word.detained-since'), cell: (row) => date(row.detainedSince) },
          {
            key: 'ground',
            label: t('bail.ground'),
            cell: (row) => (row.ground === null ? t('bail.standing-refer') : t(`ground.${row.ground}`)),
          },
          ...(mayPetition
            ? [
                {
                  key: 'petition',
                  label: t('bail.petition'),
                  wrap: true,
                  cell: (row: Row) => (
                    <Link to={`/custody/bail/${row.imprisonmentId}`}>
                      {row.petition === null
                        ? t('bail.no-petition')
                        : t(`custody-sureties:petition-state.${row.petition.state}`)}
                      {row.petition?.nextOn == null ? '' : ` · ${date(row.petition.nextOn)}`}
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Page>
  )
}
