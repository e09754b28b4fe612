import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  Button,
  Chart,
  ConfirmAct,
  EmptyState,
  FigureTiles,
  formatMonth,
  formatNumber,
  Group,
  Icon,
  KeyValue,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useLanguage,
  useMay,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import {
  adoptNotification,
  effectClasses,
  effectReasons,
  getNotification,
  listEffects,
  tryNotification,
  withdrawNotification,
} from '../contract.ts'
import classes from './Notification.module.css'

type Notification = OutputOf<typeof getNotification>

/** What one notification does to everyone: people, beds and dates, before anybody adopts it and after. */
export default function NotificationPage() {
  const { id = '' } = useRouteParams()
  const [settled, setSettled] = useState(false)
  const found = useCall(
    getNotification,
    { notificationId: id },
    { keep: false, ...(settled ? {} : { refetchEvery: 1_500 }) },
  )
  const ended =
    found.data !== undefined &&
    (found.data.state === 'adopted'
      ? found.data.postedAt !== null
      : found.data.simulation === 'done' || found.data.state === 'withdrawn')
  if (ended !== settled) setSettled(ended)
  return <Load call={found}>{(notification) => <One notification={notification} />}</Load>
}

function One({ notification }: { notification: Notification }) {
  const { t } = useTranslation('custody-remission-notification')
  const both = useBoth()
  const { date, instant } = useFormats()
  const unexplained = notification.reasons.UNEXPLAINED ?? 0
  return (
    <Page
      title={both(notification.title)}
      back={{ to: '/custody/remission-notifications', label: t('title') }}
      lead={
        <Group gap={8}>
          <StatusBadge
            meaning={
              notification.state === 'adopted' ? 'blue' : notification.state === 'draft' ? 'amber' : 'grey'
            }
          >
            {t(`state.${notification.state}`)}
          </StatusBadge>
          <span role="status">
            {notification.state === 'adopted'
              ? notification.postedAt === null
                ? t('posting')
                : `${t('posted')} ${instant(notification.postedAt)}`
              : t(`simulation.${notification.simulation}`, { day: notification.simulatedOn ?? '' })}
          </span>
        </Group>
      }
      actions={<Acts notification={notification} />}
    >
      {unexplained > 0 ? (
        <Alert
          color="red"
          icon={<Icon name="alert-triangle" />}
          title={t('unexplained-title', { count: unexplained })}
        >
          {t('unexplained-body')}
        </Alert>
      ) : null}
      <Tiles notification={notification} />
      <Beds notification={notification} />
      <Section title={t('rules')}>
        <Rules notification={notification} />
        <KeyValue
          columns={2}
          items={[
            { label: t('authority'), value: notification.authority },
            { label: t('instrument'), value: <Ltr>{notification.instrument}</Ltr> },
            { label: t('notified-on'), value: date(notification.notifiedOn) },
            {
              label: t('excluded'),
              value: notification.excluded.map((group) => t(`group.${group}`)).join(' · ') || '—',
            },
            {
              label: t('entered'),
              value: `${both(notification.enteredBy)} · ${instant(notification.enteredAt)}`,
            },
            ...(notification.adoptedBy === null || notification.adoptedAt === null
              ? []
              : [
                  {
                    label: t('adopted'),
                    value: `${both(notification.adoptedBy)} · ${instant(notification.adoptedAt)}`,
                  },
                ]),
            ...(notification.withdrawnWhy === null
              ? []
              : [{ label: t('withdrawn-why'), value: notification.withdrawnWhy }]),
          ]}
        />
      </Section>
      <Section title={t('effects')}>
        <Effects notification={notification} />
      </Section>
    </Page>
  )
}

function Tiles({ notification }: { notification: Notification }) {
  const { t } = useTranslation('custody-remission-notification')
  const tiles = [
    ['given', notification.given],
    ['leaves', notification.leavesAtOnce],
    ['bed-days', notification.bedDays],
    ['by-hand', notification.byHand],
    ['convicts', notification.convicts],
    ...(notification.state === 'adopted' ? [['posted', notification.posted] as const] : []),
  ] as const
  return (
    <FigureTiles
      tiles={tiles.map(([key, count]) => ({ key, figure: formatNumber(count), label: t(`tile.${key}`) }))}
    />
  )
}

/** Beds freed month by month, with releases as they would have been. */
function Beds({ notification }: { notification: Notification }) {
  const { t } = useTranslation('custody-remission-notification')
  const language = useLanguage()
  const { months } = notification
  if (notification.given === 0) return null
  const named = (month: string) => formatMonth(month, language)
  const most = months.reduce((best, one) => (one.bedsFree > best.bedsFree ? one : best), months[0]!)
  return (
    <Chart
      title={t('chart')}
      kind="bar"
      unit={t('beds')}
      categories={months.map(({ month }) => named(month))}
      series={[
        { name: t('chart-beds'), values: months.map(({ bedsFree }) => bedsFree) },
        { name: t('chart-after'), values: months.map(({ after }) => after) },
        { name: t('chart-before'), values: months.map(({ before }) => before) },
      ]}
      summary={t('chart-summary', {
        now: notification.leavesAtOnce,
        most: most.bedsFree,
        month: named(most.month),
      })}
      definition={t('definition')}
    />
  )
}

function Rules({ notification }: { notification: Notification }) {
  const { t } = useTranslation('custody-remission-notification')
  return (
    <RecordTable
      name="custody.notification-rules"
      caption={t('rules')}
      rows={notification.rules}
      rowKey={(rule) => rule.id}
      columns={[
        { key: 'id', label: t('rule'), cell: (rule) => <Ltr>{rule.id}</Ltr> },
        {
          key: 'sex',
          label: t('sex'),
          cell: (rule) => (rule.sex === undefined ? t('any') : t(`sex-of.${rule.sex}`)),
        },
        { key: 'age', label: t('min-age'), align: 'end', cell: (rule) => rule.minAge ?? '—' },
        {
          key: 'served',
          label: t('served'),
          cell: (rule) => (rule.minServed === undefined ? '—' : <Ltr>{rule.minServed.join('/')}</Ltr>),
        },
        { key: 'days', label: t('days'), align: 'end', cell: (rule) => rule.days },
        {
          key: 'excluded',
          label: t('own-exclusions'),
          wrap: true,
          cell: (rule) => rule.excluded?.map((group) => t(`group.${group}`)).join(' · ') ?? '—',
        },
      ]}
    />
  )
}

function Effects({ notification }: { notification: Notification }) {
  const { t, i18n } = useTranslation('custody-remission-notification')
  const both = useBoth()
  const { date } = useFormats()
  const seen = `${notification.simulation} ${notification.postedAt ?? notification.posted}`
  const mayOpen = useMay('custody:read-prisoner')
  const worded = (flag: string) =>
    i18n.exists(`custody-remission-notification:flag.${flag}`) ? t(`flag.${flag}`) : flag
  return (
    <RecordTable
      key={seen}
      name="custody.remission-effects"
      caption={t('effects')}
      source={listEffects}
      input={{ notificationId: notification.id, seen }}
      standardSort="after"
      rowKey={(row) => row.imprisonmentId}
      // A law officer sees numbers and dates, and no prisoner's page.
      {...(mayOpen
        ? { open: (row: { imprisonmentId: string }) => `/custody/prisoners/${row.imprisonmentId}` }
        : {})}
      empty={<EmptyState icon="users-group" title={t('no-effects')} why={t('no-effects-why')} />}
      detail={(row) => (
        <ul className={classes.steps}>
          {row.steps.map((step) => (
            <li key={step.text.en}>
              {both(step.text)} <Ltr>{step.section}</Ltr>
            </li>
          ))}
          {row.flags.map((flag) => (
            <li key={flag}>{worded(flag)}</li>
          ))}
        </ul>
      )}
      filters={[
        {
          key: 'reason',
          label: t('reason'),
          kind: 'choice',
          options: effectReasons.map((value) => ({ value, label: t(`reason-of.${value}`) })),
        },
        {
          key: 'class',
          label: t('class'),
          kind: 'choice',
          options: effectClasses.map((value) => ({ value, label: t(`class-of.${value}`) })),
        },
        {
          key: 'leaves',
          label: t('leaving'),
          kind: 'choice',
          options: [{ value: 'at-once', label: t('at-once') }],
        },
        {
          key: 'state',
          label: t('effect-state'),
          kind: 'choice',
          options: ['simulated', 'posted', 'by-hand'].map((value) => ({
            value,
            label: t(`effect-state-of.${value}`),
          })),
        },
      ]}
      columns={[
        { key: 'label', label: t('prisoner'), cell: (row) => <Ltr>{row.label}</Ltr> },
        { key: 'days', label: t('days'), align: 'end', sort: 'days', cell: (row) => row.days },
        { key: 'reason', label: t('reason'), cell: (row) => t(`reason-of.${row.reason}`) },
        {
          key: 'before',
          label: t('before'),
          sort: 'before',
          cell: (row) => (row.before === null ? '—' : date(row.before)),
        },
        {
          key: 'after',
          label: t('after'),
          sort: 'after',
          cell: (row) => (row.after === null || row.days === 0 ? '—' : date(row.after)),
        },
        {
          key: 'class',
          label: t('class'),
          cell: (row) =>
            row.class === null ? (
              ''
            ) : (
              <StatusBadge meaning={row.leavesAtOnce || row.class === 'refused' ? 'red' : 'amber'}>
                {t(`class-of.${row.class}`)}
              </StatusBadge>
            ),
        },
        {
          key: 'state',
          label: t('effect-state'),
          cell: (row) => (
            <StatusBadge
              meaning={row.state === 'posted' ? 'blue' : row.state === 'by-hand' ? 'amber' : 'grey'}
            >
              {t(`effect-state-of.${row.state}`)}
            </StatusBadge>
          ),
        },
        {
          key: 'flags',
          label: t('rule'),
          wrap: true,
          cell: (row) =>
            row.flags.length === 0 ? <Ltr>{row.rule ?? ''}</Ltr> : row.flags.map(worded).join(' · '),
        },
      ]}
    />
  )
}

function Acts({ notification }: { notification: Notification }) {
  const { t } = useTranslation('custody-remission-notification')
  const [act, setAct] = useState<'adopt' | 'withdraw'>()
  const close = () => setAct(undefined)
  const again = useCommand(tryNotification)
  const adopt = useCommand(adoptNotification)
  const withdraw = useCommand(withdrawNotification)
  const { id, may, own } = notification
  return (
    <Group gap={8}>
      {may.withdraw ? <Button onClick={() => setAct('withdraw')}>{t('withdraw')}</Button> : null}
      {may.simulate ? (
        <Button loading={again.busy} onClick={() => again.start({ notificationId: id })}>
          {t('try-again')}
        </Button>
      ) : null}
      {may.adopt && notification.simulation === 'done' ? (
        <Button variant="filled" onClick={() => setAct('adopt')}>
          {t('adopt')}
        </Button>
      ) : null}
      {own && notification.state === 'draft' ? (
        <span className={classes.soft}>{t('adopt-others')}</span>
      ) : null}
      <ConfirmAct
        opened={act === 'adopt'}
        onClose={close}
        title={t('adopt')}
        actLabel={t('adopt')}
        consequence={t('adopt-consequence', {
          given: notification.given,
          leaves: notification.leavesAtOnce,
          byHand: notification.byHand,
        })}
        danger={notification.leavesAtOnce > 0}
        onConfirm={() => adopt.run({ notificationId: id })}
      />
      <ConfirmAct
        opened={act === 'withdraw'}
        onClose={close}
        title={t('withdraw')}
        actLabel={t('withdraw')}
        consequence={t('withdraw-consequence')}
        reason="required"
        onConfirm={(why) => withdraw.run({ notificationId: id, why })}
      />
    </Group>
  )
}
