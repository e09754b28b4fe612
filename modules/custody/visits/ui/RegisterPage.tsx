import { exportReport } from '#kernel/reporting/contract'
import {
  BothNames,
  Button,
  EmptyState,
  GivenReasons,
  Group,
  Link,
  Ltr,
  Page,
  RecordTable,
  urlOf,
  useBoth,
  useFormats,
  useLanguage,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { listVisitRefusals, listVisits, refusalReasons } from '../contract.ts'
import { visitKinds, visitStates } from '../judge.ts'
import { StateBadge, Who } from './words.tsx'

/** The register of visits and that of those turned away: made from what was done, never typed. */
export default function RegisterPage() {
  const { t } = useTranslation('custody-visits')
  const [show, setShow] = useQueryText('show', 'visits')
  return (
    <Page
      title={t('register.title')}
      lead={t('register.lead')}
      actions={
        <Group gap={8}>
          {(['visits', 'refusals'] as const).map((one) => (
            <Button key={one} aria-pressed={show === one} onClick={() => setShow(one)}>
              {t(`register.${one}`)}
            </Button>
          ))}
        </Group>
      }
    >
      {show === 'refusals' ? <Refusals /> : <Visits />}
    </Page>
  )
}

function Visits() {
  const { t } = useTranslation('custody-visits')
  const both = useBoth()
  const language = useLanguage()
  const { date } = useFormats()
  const clock = (at: string | null) =>
    at === null
      ? ''
      : new Date(at).toLocaleTimeString('en-GB', {
          timeZone: 'Asia/Karachi',
          hour: '2-digit',
          minute: '2-digit',
        })
  return (
    <RecordTable
      key="visits"
      name="custody.visits"
      caption={t('register.visits')}
      source={listVisits}
      rowKey={(row) => row.id}
      open={(row) => `/custody/prisoners/${row.imprisonmentId}`}
      exportUrl={({ format }) => urlOf(exportReport, { key: 'custody.visits', format, lang: language })}
      empty={<EmptyState icon="notebook" title={t('register.none')} why={t('register.none-why')} />}
      filters={[
        {
          key: 'state',
          label: t('register.state'),
          kind: 'choice',
          options: visitStates.map((value) => ({ value, label: t(`state.${value}`) })),
        },
        {
          key: 'kind',
          label: t('register.kind'),
          kind: 'choice',
          options: visitKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
        },
      ]}
      columns={[
        { key: 'on', label: t('register.day'), cell: (row) => date(row.onDate) },
        { key: 'at', label: t('new.slot'), cell: (row) => <Ltr>{row.slotAt}</Ltr> },
        {
          key: 'token',
          label: t('token.title'),
          align: 'end',
          cell: (row) => (row.tokenNo === null ? '' : <Ltr>{String(row.tokenNo)}</Ltr>),
        },
        { key: 'number', label: t('register.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
        {
          key: 'prisoner',
          label: t('register.prisoner'),
          cell: (row) => <BothNames name={row.name} as="inline" />,
        },
        { key: 'state', label: t('register.state'), cell: (row) => <StateBadge state={row.state} /> },
        {
          key: 'visitors',
          label: t('register.visitors'),
          cell: (row) =>
            row.visitors
              .map((person) => `${both(person.name)} (${t(`relation.${person.relation}`)})`)
              .join(t('comma')),
        },
        { key: 'kind', label: t('register.kind'), cell: (row) => t(`kind.${row.kind}`) },
        { key: 'began', label: t('register.began'), cell: (row) => <Ltr>{clock(row.startedAt)}</Ltr> },
        { key: 'ended', label: t('register.ended'), cell: (row) => <Ltr>{clock(row.endedAt)}</Ltr> },
        {
          key: 'reason',
          label: t('register.reason'),
          cell: (row) =>
            row.overrides.length === 0 ? '' : <GivenReasons reasons={row.overrides} as="inline" />,
        },
      ]}
    />
  )
}

function Refusals() {
  const { t } = useTranslation('custody-visits')
  const both = useBoth()
  const { instant } = useFormats()
  return (
    <RecordTable
      key="refusals"
      name="custody.visit-refusals"
      caption={t('register.refusals')}
      source={listVisitRefusals}
      rowKey={(row) => row.id}
      open={(row) => `/custody/prisoners/${row.imprisonmentId}`}
      empty={
        <EmptyState
          icon="hand-stop"
          title={t('register.none-refused')}
          why={t('register.none-refused-why')}
        />
      }
      filters={[
        {
          key: 'reason',
          label: t('register.why'),
          kind: 'choice',
          options: refusalReasons.map((value) => ({ value, label: t(`refused.${value}`) })),
        },
      ]}
      columns={[
        { key: 'at', label: t('register.when'), cell: (row) => instant(row.refusedAt) },
        { key: 'why', label: t('register.why'), cell: (row) => t(`refused.${row.reason}`) },
        {
          key: 'visitor',
          label: t('register.visitors'),
          cell: (row) =>
            row.visitor === null || row.visitorId === null ? (
              ''
            ) : (
              <Link to={`/custody/visitors/${row.visitorId}`}>{both(row.visitor)}</Link>
            ),
        },
        { key: 'prisoner', label: t('register.prisoner'), cell: (row) => <Who one={row} /> },
        { key: 'note', label: t('register.note'), cell: (row) => row.note ?? '', wrap: true },
        {
          key: 'by',
          label: t('register.by'),
          cell: (row) => (row.refusedBy === null ? '' : both(row.refusedBy)),
        },
      ]}
    />
  )
}
