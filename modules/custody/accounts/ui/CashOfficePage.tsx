import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  BothNames,
  Chart,
  EmptyState,
  FigureTiles,
  formatDate,
  formatTime,
  Icon,
  Link,
  Load,
  Ltr,
  NativeSelect,
  NumberField,
  Page,
  RecordTable,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  today,
  useBoth,
  useCall,
  useFormats,
  useLanguage,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { DaySteps } from '../../ui/DaySteps.tsx'
import { bookingKinds, getCashOffice, listBookings, moveOwnMoney, ownTransfers } from '../contract.ts'
import classes from './Accounts.module.css'
import { useAbout } from './use-words.ts'

type Office = OutputOf<typeof getCashOffice>
const shownFirst = ['cash', 'bank', 'prisoners', 'remittance', 'canteen', 'fines'] as const
/** Of prisons whose factory sells: the others have nothing to say here. */
const ofFactory = ['factory', 'factory-owed'] as const

/** The prison's money at a glance: what lies where, what is owed, what came and went, and whether the day is closed. */
export default function CashOfficePage() {
  const { t } = useTranslation('custody-accounts')
  const both = useBoth()
  const [prisonId, setPrisonId] = useQueryText('prison')
  const [on, setOn] = useQueryText('on', today())
  const found = useCall(
    getCashOffice,
    { on, ...(prisonId === '' ? {} : { prisonId }) },
    { refetchEvery: 30_000 },
  )
  return (
    <Page title={t('title')} lead={t('lead')} actions={<OfficeActs />}>
      <Load call={found} lines={8}>
        {(office) => (
          <>
            {office.prisons.length < 2 ? null : (
              <NativeSelect
                label={t('prison')}
                value={String(office.prison.id)}
                onChange={(event) => setPrisonId(event.currentTarget.value)}
                data={office.prisons.map((one) => ({ value: String(one.id), label: both(one.name) }))}
              />
            )}
            <Standing office={office} />
            <Flow office={office} on={on} setOn={setOn} />
          </>
        )}
      </Load>
    </Page>
  )
}

function OfficeActs() {
  const { t } = useTranslation('custody-accounts')
  const may = useMay('custody:book-money')
  if (!may) return null
  return (
    <ActForm
      label={t('own.move')}
      icon="transfer"
      endpoint={moveOwnMoney}
      initial={{ transfer: 'cash-to-bank' }}
      given={{}}
      onDone={({ voucher }) => say(t('booked', { voucher }))}
    >
      <SelectField
        name="transfer"
        label={t('own.which')}
        required
        options={Object.keys(ownTransfers).map((value) => ({ value, label: t(`own.transfer.${value}`) }))}
      />
      <NumberField name="amount" label={t('field.amount')} unit={t('rupees')} decimals={2} required />
      <TextField name="note" label={t('field.paper')} required />
    </ActForm>
  )
}

function Standing({ office: { standing, openDay, closedThrough, waitingClose } }: { office: Office }) {
  const { t } = useTranslation('custody-accounts')
  const { money, date } = useFormats()
  return (
    <Section
      title={t('standing.title')}
      actions={
        <Link to="/custody/money/close">{t(waitingClose === null ? 'close.go' : 'close.go-waiting')}</Link>
      }
    >
      <p className={classes.row}>
        <StatusBadge
          meaning={waitingClose === null ? 'blue' : 'amber'}
          icon={waitingClose === null ? 'book' : 'hourglass'}
        >
          {waitingClose === null ? t('standing.open-day', { day: openDay }) : t('standing.waits')}
        </StatusBadge>
        <span className={classes.soft}>
          {closedThrough === null
            ? t('standing.never-closed')
            : `${t('standing.closed-through')} ${date(closedThrough)}`}
        </span>
      </p>
      <FigureTiles
        tiles={[...shownFirst, ...ofFactory.filter((kind) => standing[kind] !== 0)].map((kind) => ({
          key: kind,
          figure: money(standing[kind]),
          label: t(`own.${kind}`),
          below: t(`own-means.${kind}`),
        }))}
      />
      {standing.differences === 0 ? null : (
        <p className={classes.soft}>{t('standing.differences', { sum: standing.differences })}</p>
      )}
    </Section>
  )
}

function Flow({ office, on, setOn }: { office: Office; on: string; setOn: (day: string) => void }) {
  const { t } = useTranslation('custody-accounts')
  const language = useLanguage()
  const { money, date } = useFormats()
  const about = useAbout()
  const totals = office.flow.reduce(
    (sum, one) => ({ in: sum.in + one.cashIn, out: sum.out + one.cashOut, count: sum.count + one.count }),
    { in: 0, out: 0, count: 0 },
  )
  return (
    <>
      <Section title={`${t('flow.title')}: ${date(on)}`} actions={<DaySteps on={on} set={setOn} />}>
        <Chart
          title={t('flow.chart')}
          kind="bar"
          categories={office.days.map((one) => formatDate(one.day, language))}
          series={[
            { name: t('flow.in'), values: office.days.map((one) => one.cashIn) },
            { name: t('flow.out'), values: office.days.map((one) => one.cashOut) },
          ]}
          unit={t('rupees')}
          summary={t('flow.summary', totals)}
          definition={t('flow.definition')}
          asOf={office.asOf}
        />
        {office.flow.length === 0 ? null : (
          <p className={classes.row}>
            {office.flow.map((one) => (
              <StatusBadge key={one.kind} meaning="grey">
                {`${t(`kind.${one.kind}`)}: ${one.count} · ${money(one.sum)}`}
              </StatusBadge>
            ))}
          </p>
        )}
      </Section>
      <Section title={t('book.title')}>
        <RecordTable
          name="custody.cash-book"
          caption={t('book.title')}
          source={listBookings}
          input={{ on, prisonId: office.prison.id }}
          filters={[
            {
              key: 'kind',
              label: t('book.kind'),
              kind: 'choice',
              options: bookingKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
            },
          ]}
          rowKey={(row) => row.id}
          open={(row) =>
            row.imprisonmentId === null
              ? '/custody/money'
              : `/custody/prisoners/${row.imprisonmentId}/account`
          }
          empty={
            <EmptyState
              icon="book"
              title={t('book.empty')}
              why={t('book.empty-why')}
              action={<Link to="/custody/prisoners">{t('book.find')}</Link>}
            />
          }
          columns={[
            {
              key: 'voucher',
              label: t('book.voucher'),
              cell: (row) => <Ltr>{row.voucher}</Ltr>,
              sort: 'number',
            },
            { key: 'at', label: t('book.at'), cell: (row) => <Ltr>{formatTime(row.at)}</Ltr> },
            {
              key: 'kind',
              label: t('book.kind'),
              cell: (row) => (
                <>
                  {t(`kind.${row.kind}`)}{' '}
                  {row.reversed ? <StatusBadge meaning="amber">{t('reversed')}</StatusBadge> : null}
                </>
              ),
            },
            {
              key: 'number',
              label: t('book.number'),
              cell: (row) => (row.number === null ? '' : <Ltr>{row.number}</Ltr>),
            },
            {
              key: 'name',
              label: t('common:word.name'),
              cell: (row) => (row.name === null ? '' : <BothNames name={row.name} />),
            },
            { key: 'amount', label: t('field.amount'), cell: (row) => money(row.amount), align: 'end' },
            { key: 'about', label: t('book.about'), cell: about, wrap: true },
          ]}
        />
        {on === office.openDay ? null : (
          <Alert icon={<Icon name="info-circle" size={18} />}>
            {t('book.other-day', { day: office.openDay })}
          </Alert>
        )}
        <p>
          <Link to="/custody/canteen">{t('book.canteen')}</Link>{' '}
          <span className={classes.soft}>{t('book.counter-hint')}</span>
        </p>
      </Section>
    </>
  )
}
