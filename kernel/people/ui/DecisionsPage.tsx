import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Button,
  ConfirmAct,
  EmptyState,
  Group,
  Page,
  RecordTable,
  SegmentedControl,
  StatusBadge,
  say,
  useBoth,
  useCommand,
  useFormats,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { decideProposal, listDecisions, releaseHeldDecision } from '../contract.ts'
import { bothNames } from './both-names.ts'
import { Evidence } from './Evidence.tsx'

type Row = OutputOf<typeof listDecisions>['rows'][number]
const states = ['proposed', 'held', 'done'] as const

/** Proposals about who is one person: the second officer decides, and a law officer lets go what changes legal dates. */
export default function DecisionsPage() {
  const { t } = useTranslation('people')
  const both = useBoth()
  const { date, instant } = useFormats()
  const [state, setState] = useQueryText('state', 'proposed')
  const [asking, setAsking] = useState<{ row: Row; approve: boolean } | null>(null)
  const [round, setRound] = useState(0)
  const reviews = useMay('people:review')
  const releases = useMay('people:release-held')
  const decide = useCommand(decideProposal)
  const release = useCommand(releaseHeldDecision)
  const shown = states.find((one) => one === state) ?? 'proposed'
  const mayDecide = (row: Row): boolean =>
    row.state === 'proposed' ? reviews && !row.mine : row.state === 'held' && releases
  return (
    <Page
      title={t('decisions.title')}
      lead={t('decisions.lead')}
      back={{ to: '/people', label: t('find.title') }}
    >
      <SegmentedControl
        aria-label={t('decisions.title')}
        value={shown}
        onChange={setState}
        data={states.map((value) => ({ value, label: t(`decisions.state.${value}`) }))}
      />
      <RecordTable
        key={`${shown} ${round}`}
        name="people.decisions"
        caption={t('decisions.title')}
        source={listDecisions}
        input={{ state: shown }}
        rowKey={(row) => row.id}
        detail={(row) => (
          <>
            <p>{t(`consequence.${row.kind}`)}</p>
            <p>{row.reason}</p>
            {row.legalDates.length === 0 ? null : (
              <ul>
                {row.legalDates.map((one) => (
                  <li key={`${one.what.en} ${one.date}`}>
                    {both(one.what)}: {date(one.date)}
                  </li>
                ))}
              </ul>
            )}
            {row.evidence.length === 0 ? null : (
              <Evidence fields={row.evidence} bits={row.bits ?? 0} conflict={null} />
            )}
            {mayDecide(row) ? (
              <Group>
                <Button variant="filled" onClick={() => setAsking({ row, approve: true })}>
                  {t('act.approve')}
                </Button>
                <Button onClick={() => setAsking({ row, approve: false })}>{t('act.decline')}</Button>
              </Group>
            ) : row.mine && row.state === 'proposed' ? (
              <p>{t('decisions.own')}</p>
            ) : null}
          </>
        )}
        empty={<EmptyState icon="user-search" title={t('decisions.empty')} />}
        columns={[
          { key: 'kind', label: t('decisions.kind'), cell: (row) => t(`act.${row.kind}`) },
          { key: 'a', label: t('review.one'), cell: (row) => <Person card={row.personA} /> },
          { key: 'b', label: t('review.other'), cell: (row) => <Person card={row.personB} /> },
          {
            key: 'by',
            label: t('decisions.by'),
            cell: (row) =>
              row.byRule
                ? t('decisions.by-rule')
                : row.mine
                  ? t('decisions.by-me')
                  : t('decisions.by-officer'),
          },
          { key: 'at', label: t('decisions.at'), cell: (row) => instant(row.proposedAt) },
          {
            key: 'dates',
            label: t('decisions.dates'),
            cell: (row) =>
              row.legalDates.length === 0 ? null : (
                <StatusBadge meaning="amber">
                  {t('decisions.dates-count', { count: row.legalDates.length })}
                </StatusBadge>
              ),
          },
        ]}
      />
      {asking === null ? null : (
        <ConfirmAct
          opened
          onClose={() => setAsking(null)}
          title={t(asking.approve ? 'act.approve' : 'act.decline')}
          consequence={asking.approve ? t(`consequence.${asking.row.kind}`) : t('consequence.decline')}
          actLabel={t(asking.approve ? 'act.approve' : 'act.decline')}
          onConfirm={async () => {
            const given = { decisionId: asking.row.id, approve: asking.approve }
            const done = await (asking.row.state === 'held' ? release.run(given) : decide.run(given))
            say(t(`decisions.now.${done.state}`))
            setAsking(null)
            setRound(round + 1)
          }}
        />
      )}
    </Page>
  )
}

function Person({ card }: { card: Row['personA'] }) {
  if (card === null) return null
  return <BothNames name={bothNames(card.nameEn, card.nameUr)} as="inline" to={`/people/${card.personId}`} />
}
