import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ConfirmAct,
  DeadlineBadge,
  EmptyState,
  Group,
  Page,
  RecordTable,
  StatusBadge,
  say,
  useCommand,
  useFormats,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { endNonAssociation, listNonAssociations, reviewNonAssociation } from '../contract.ts'
import classes from './Accommodation.module.css'
import { Who } from './words.tsx'

type Row = OutputOf<typeof listNonAssociations>['rows'][number]
const shows = ['standing', 'review', 'ended', 'all'] as const

/** Everybody who is kept apart from somebody, and what must be looked at again. For those entitled to the names. */
export default function ApartPage() {
  const { t } = useTranslation('custody-accommodation')
  const { date } = useFormats()
  const [asked, setShow] = useQueryText('show', 'standing')
  const show = shows.find((one) => one === asked) ?? 'standing'
  return (
    <Page title={t('apart-list.title')} lead={t('apart-list.lead')}>
      <Group gap={6}>
        {shows.map((one) => (
          <Button
            key={one}
            size="xs"
            aria-pressed={one === show}
            variant={one === show ? 'filled' : 'default'}
            onClick={() => setShow(one)}
          >
            {t(`apart-list.show.${one}`)}
          </Button>
        ))}
      </Group>
      <RecordTable
        key={show}
        name="custody.non-associations"
        caption={t('apart-list.title')}
        source={listNonAssociations}
        input={{ show }}
        rowKey={(row) => row.id}
        detail={(row) => <Detail row={row} />}
        empty={<EmptyState icon="hand-stop" title={t('apart-list.empty')} why={t('apart-list.empty-why')} />}
        columns={[
          { key: 'one', label: t('apart-list.one'), cell: (row) => <Side side={row.one} />, wrap: true },
          { key: 'other', label: t('apart.other'), cell: (row) => <Side side={row.other} />, wrap: true },
          {
            key: 'reason',
            label: t('apart.reason'),
            wrap: true,
            cell: (row) => (
              <>
                {t(`apart-for.${row.reason}`)}{' '}
                <StatusBadge meaning={row.scope === 'prison' ? 'amber' : 'grey'}>
                  {t(`scope.${row.scope}`)}
                </StatusBadge>
              </>
            ),
          },
          {
            key: 'review',
            label: t('apart-list.review'),
            wrap: true,
            cell: (row) =>
              row.endedAt === null ? (
                <Group gap={6}>
                  {row.reviewOn === null ? null : <DeadlineBadge date={row.reviewOn} />}
                  <Acts row={row} />
                </Group>
              ) : (
                <StatusBadge meaning="grey">{t('apart.ended')}</StatusBadge>
              ),
          },
          {
            key: 'on',
            label: t('apart-list.on'),
            cell: (row) => date(row.recordedAt.slice(0, 10)),
            hidden: true,
          },
        ]}
      />
    </Page>
  )
}

function Side({ side }: { side: Row['one'] }) {
  const { t } = useTranslation('custody-accommodation')
  if (side === null) return <>{t('apart.elsewhere')}</>
  return (
    <>
      <Who one={side} /> <span className={classes.soft}>{t(`role.${side.role}`)}</span>
    </>
  )
}

function Detail({ row }: { row: Row }) {
  const { t } = useTranslation('custody-accommodation')
  return (
    <p>
      <bdi>{row.note ?? '—'}</bdi>
      {row.endedWhy === null ? null : (
        <>
          {' '}
          · {t('apart.ended')}: <bdi>{row.endedWhy}</bdi>
        </>
      )}
    </p>
  )
}

function Acts({ row }: { row: Row }) {
  const { t } = useTranslation('custody-accommodation')
  const [ending, setEnding] = useState(false)
  const end = useCommand(endNonAssociation)
  const review = useCommand(reviewNonAssociation, {
    onDone: ({ reviewOn }) => say(t('apart-list.reviewed', { on: reviewOn })),
  })
  return (
    <Group gap={6}>
      <Button size="xs" loading={review.busy} onClick={() => review.start({ id: row.id })}>
        {t('apart-list.still')}
      </Button>
      <Button size="xs" onClick={() => setEnding(true)}>
        {t('apart.end')}
      </Button>
      <ConfirmAct
        opened={ending}
        onClose={() => setEnding(false)}
        title={t('apart.end')}
        consequence={t('apart.end-means')}
        reason="required"
        danger
        actLabel={t('apart.end')}
        onConfirm={(why) => end.run({ id: row.id, why })}
      />
    </Group>
  )
}
