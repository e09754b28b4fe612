import { useState } from 'react'
import {
  adoptClosure,
  type ClosureRow,
  listClosures,
  proposeClosure,
  withdrawClosure,
} from '#kernel/law/contract'
import {
  Button,
  Columns,
  ConfirmAct,
  DateField,
  EmptyState,
  Form,
  Group,
  Load,
  Ltr,
  Modal,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  say,
  TextField,
  today,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useTranslation,
} from '#platform/ui'

/** Days on which the province's courts are closed: proposed, adopted, and how far the clocks are recomputed. */
export default function ClosuresPage() {
  const { t } = useTranslation('law')
  const both = useBoth()
  const [proposing, setProposing] = useState(false)
  const found = useCall(listClosures, {}, { refetchEvery: 5_000 })
  return (
    <Page
      title={t('nav.closures')}
      lead={t('closures.lead')}
      actions={
        found.data?.mayPropose ? (
          <Button variant="filled" onClick={() => setProposing(true)}>
            {t('closures.propose')}
          </Button>
        ) : undefined
      }
    >
      <Load call={found}>
        {({ closures, calendar }) => (
          <>
            {closures.length === 0 ? (
              <EmptyState title={t('closures.none')} why={t('closures.none-why')} icon="calendar-event" />
            ) : (
              <Closures closures={closures} />
            )}
            {calendar === null ? null : (
              <Section title={t('closures.calendar')}>
                <p>{both(calendar.note)}</p>
                <p>
                  {t('closures.weekly')}:{' '}
                  {calendar.weeklyOff.map((day) => t(`closures.${day}`)).join(t('closures.comma'))}
                </p>
                <ClosedDays days={calendar.closed} />
              </Section>
            )}
          </>
        )}
      </Load>
      <Modal
        opened={proposing}
        onClose={() => setProposing(false)}
        title={t('closures.propose')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common:act.close') }}
      >
        <Form
          endpoint={proposeClosure}
          initial={{ firstDay: '', lastDay: '', title: { en: '', ur: '' }, notification: '' }}
          submit={t('closures.propose')}
          cancel={() => setProposing(false)}
          onDone={() => {
            setProposing(false)
            say(t('closures.proposed-notice'))
          }}
        >
          <Columns>
            <DateField name="firstDay" label={t('closures.first')} required />
            <DateField name="lastDay" label={t('closures.last')} hint={t('closures.last-hint')} />
          </Columns>
          <TextField name="title.en" label={t('closures.title-en')} lang="en" required />
          <TextField name="title.ur" label={t('closures.title-ur')} lang="ur" required />
          <TextField name="notification" label={t('closures.notification')} ltr required />
        </Form>
      </Modal>
    </Page>
  )
}

/** Days and runs of days, those to come first. */
function ClosedDays({ days }: { days: readonly string[] }) {
  const { t } = useTranslation('law')
  const { date } = useFormats()
  const shown = (run: string) => run.split('..').map(date).join(' – ')
  const [past, ahead] = [
    days.filter((run) => run.slice(-10) < today()),
    days.filter((run) => run.slice(-10) >= today()),
  ]
  return (
    <>
      <h3>{t('closures.ahead')}</h3>
      <ul>
        {ahead.toSorted().map((run) => (
          <li key={run}>
            <bdi>{shown(run)}</bdi>
          </li>
        ))}
      </ul>
      <details>
        <summary>{t('closures.past')}</summary>
        <ul>
          {past.toSorted().map((run) => (
            <li key={run}>
              <bdi>{shown(run)}</bdi>
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}

function Closures({ closures }: { closures: readonly ClosureRow[] }) {
  const { t } = useTranslation('law')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <RecordTable
      name="law.closures"
      caption={t('nav.closures')}
      rows={closures}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'days',
          label: t('closures.days'),
          cell: (row) => (
            <bdi>
              {row.firstDay === row.lastDay
                ? date(row.firstDay)
                : `${date(row.firstDay)} – ${date(row.lastDay)}`}
            </bdi>
          ),
        },
        { key: 'title', label: t('closures.why'), wrap: true, cell: (row) => both(row.title) },
        { key: 'acts', label: t('closures.acts'), cell: (row) => <Acts row={row} /> },
        {
          key: 'notification',
          label: t('closures.notification'),
          cell: (row) => <Ltr>{row.notification}</Ltr>,
        },
        {
          key: 'state',
          label: t('common:word.status'),
          cell: (row) => (
            <StatusBadge
              meaning={row.state === 'adopted' ? 'blue' : row.state === 'proposed' ? 'amber' : 'grey'}
            >
              {t(`versions.${row.state}`)}
            </StatusBadge>
          ),
        },
        { key: 'by', label: t('versions.proposed-by'), cell: (row) => both(row.proposedBy) },
        {
          key: 'adopted',
          label: t('versions.adopted-by'),
          cell: (row) => (row.adoptedBy === null ? '' : both(row.adoptedBy)),
        },
        {
          key: 'clocks',
          label: t('closures.clocks'),
          wrap: true,
          cell: (row) =>
            row.recomputed === null
              ? ''
              : t(row.recomputed.endedAt === null ? 'closures.running' : 'closures.done', {
                  seen: row.recomputed.seen,
                  moved: row.recomputed.moved,
                }),
        },
      ]}
    />
  )
}

function Acts({ row }: { row: ClosureRow }) {
  const { t } = useTranslation('law')
  const [act, setAct] = useState<'adopt' | 'withdraw' | undefined>(undefined)
  const close = () => setAct(undefined)
  const adopt = useCommand(adoptClosure)
  const withdraw = useCommand(withdrawClosure)
  return (
    <Group gap={6}>
      {row.may.adopt ? (
        <Button size="compact-sm" onClick={() => setAct('adopt')}>
          {t('act.adopt')}
        </Button>
      ) : null}
      {row.may.withdraw ? (
        <Button size="compact-sm" onClick={() => setAct('withdraw')}>
          {t('act.withdraw')}
        </Button>
      ) : null}
      <ConfirmAct
        opened={act === 'adopt'}
        onClose={close}
        title={t('act.adopt')}
        actLabel={t('act.adopt')}
        consequence={t('closures.adopt-consequence')}
        onConfirm={() => adopt.run({ id: row.id })}
      />
      <ConfirmAct
        opened={act === 'withdraw'}
        onClose={close}
        title={t('act.withdraw')}
        actLabel={t('act.withdraw')}
        consequence={t('closures.withdraw-consequence')}
        onConfirm={() => withdraw.run({ id: row.id })}
      />
    </Group>
  )
}
