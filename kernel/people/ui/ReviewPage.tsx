import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Button,
  EmptyState,
  formatCnic,
  Group,
  KeyValue,
  Link,
  Ltr,
  Page,
  RecordTable,
  StatusBadge,
  useFormats,
  useShortcuts,
  useTranslation,
} from '#platform/ui'
import { listReview, type RecordShown } from '../contract.ts'
import { bothNames } from './both-names.ts'
import { Evidence } from './Evidence.tsx'
import classes from './People.module.css'
import { type Asking, ProposeAct } from './ProposeAct.tsx'

type Row = OutputOf<typeof listReview>['rows'][number]

/** Pairs of records that may be one person, those first where looking settles most. A proposal waits for a second officer. */
export default function ReviewPage() {
  const { t } = useTranslation('people')
  const [asking, setAsking] = useState<Asking | null>(null)
  return (
    <Page title={t('review.title')} lead={t('review.lead')} back={{ to: '/people', label: t('find.title') }}>
      <RecordTable
        name="people.review"
        caption={t('review.title')}
        source={listReview}
        rowKey={(row) => row.id}
        detail={(row) => <Pair row={row} ask={(kind) => setAsking(askingOf(row, kind))} />}
        empty={<EmptyState icon="user-search" title={t('review.empty')} why={t('review.empty-why')} />}
        columns={[
          {
            key: 'a',
            label: t('review.one'),
            cell: (row) => <BothNames name={bothNames(row.a.nameEn, row.a.nameUr)} as="inline" />,
          },
          {
            key: 'b',
            label: t('review.other'),
            cell: (row) => <BothNames name={bothNames(row.b.nameEn, row.b.nameUr)} as="inline" />,
          },
          {
            key: 'agencies',
            label: t('card.source'),
            cell: (row) => `${t(`agency.${row.a.agency}`)} · ${t(`agency.${row.b.agency}`)}`,
          },
          {
            key: 'probability',
            label: t('review.probability'),
            align: 'end',
            cell: (row) => <Ltr>{`${(row.probability * 100).toFixed(1)} %`}</Ltr>,
          },
          {
            key: 'state',
            label: t('review.state'),
            cell: (row) =>
              row.conflict !== null ? (
                <StatusBadge meaning="red">{t('evidence.conflict')}</StatusBadge>
              ) : row.proposed ? (
                <StatusBadge meaning="blue">{t('review.proposed')}</StatusBadge>
              ) : null,
          },
        ]}
      />
      {asking === null ? null : <ProposeAct asking={asking} onClose={() => setAsking(null)} />}
    </Page>
  )
}

/** What a reviewer proposes of a pair. A conflict is not passed over in silence: the reason says why it does not matter. */
function askingOf(row: Row, kind: 'merge' | 'reject-pair'): Asking {
  const persons = { personA: row.a.personId, personB: row.b.personId }
  return {
    kind,
    make: (reason) =>
      kind === 'merge' && row.conflict !== null
        ? { kind, ...persons, reason, despiteConflict: reason }
        : { kind, ...persons, reason },
  }
}

/** Both records and what they weigh. While a pair is open, A says they are one person and D that they are not. */
function Pair({ row, ask }: { row: Row; ask: (kind: 'merge' | 'reject-pair') => void }) {
  const { t } = useTranslation('people')
  useShortcuts(
    row.proposed
      ? []
      : [
          { key: 'a', label: t('act.merge'), act: () => ask('merge') },
          { key: 'd', label: t('act.reject-pair'), act: () => ask('reject-pair') },
        ],
  )
  return (
    <>
      <div className={classes.pair}>
        <RecordFacts record={row.a} />
        <RecordFacts record={row.b} />
      </div>
      <Evidence fields={row.evidence} bits={row.bits} conflict={row.conflict} />
      {row.proposed ? (
        <StatusBadge meaning="blue">{t('review.proposed')}</StatusBadge>
      ) : (
        <Group>
          <Button variant="filled" onClick={() => ask('merge')}>
            {t('act.merge')}
          </Button>
          <Button onClick={() => ask('reject-pair')}>{t('act.reject-pair')}</Button>
        </Group>
      )}
    </>
  )
}

function RecordFacts({ record }: { record: RecordShown }) {
  const { t } = useTranslation('people')
  const { date } = useFormats()
  return (
    <KeyValue
      columns={2}
      items={[
        {
          label: t(`agency.${record.agency}`),
          value: (
            <Link to={`/people/${record.personId}`}>
              <BothNames name={bothNames(record.nameEn, record.nameUr)} />
            </Link>
          ),
        },
        {
          label: t('common:word.father-name'),
          value: <BothNames name={bothNames(record.fatherEn, record.fatherUr)} />,
        },
        {
          label: t('common:form.cnic'),
          value: record.cnic === null ? '' : <Ltr>{formatCnic(record.cnic)}</Ltr>,
        },
        { label: t('card.born'), value: record.birthDate === null ? '' : date(record.birthDate) },
      ]}
    />
  )
}
