import type { OutputOf } from '#platform/http/contract'
import {
  Chart,
  EmptyState,
  type FigureTile,
  FigureTiles,
  formatMonth,
  Group,
  Icon,
  type IconName,
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
  useLanguage,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { MonthSwitch } from '../../regime/ui/parts.tsx'
import { WhichPrison } from '../../ui/WhichPrison.tsx'
import { getFactoryAccount, type LineKind, lineKinds, listFactoryLines } from '../contract.ts'
import classes from './Factory.module.css'

type Account = OutputOf<typeof getFactoryAccount>

const icons: Record<LineKind, IconName> = {
  material: 'package',
  wages: 'users',
  output: 'tool',
  spoiled: 'trash',
  delivered: 'truck',
  received: 'coin',
  refunded: 'arrow-back-up',
  forgiven: 'circle-x',
}
/** What few months have: shown where there is any. */
const seldom: readonly LineKind[] = ['spoiled', 'refunded', 'forgiven']

/** The factory's account of a month; every figure opens the entries it is the sum of. */
export default function AccountPage() {
  const { t } = useTranslation('custody-factory')
  const [prisonId, setPrisonId] = useQueryText('prison')
  const [month, setMonth] = useQueryText('month')
  const found = useCall(getFactoryAccount, {
    ...(prisonId === '' ? {} : { prisonId }),
    ...(month === '' ? {} : { month }),
  })
  return (
    <Page
      title={t('account.title')}
      lead={t('account.lead')}
      back={{ to: '/custody/factory', label: t('title') }}
      actions={
        <Group gap="xs">
          <WhichPrison label={t('prison')} found={found.data} set={setPrisonId} />
          {found.data === undefined ? null : <Register account={found.data} />}
        </Group>
      }
    >
      <Load call={found} lines={8}>
        {(account) => (
          <>
            <MonthSwitch month={account.month} onChange={setMonth} />
            <Figures account={account} />
          </>
        )}
      </Load>
    </Page>
  )
}

/** As a file and on paper, with the register's own page. */
function Register({ account }: { account: Account }) {
  const { t } = useTranslation('custody-factory')
  const may = useMay('custody:open-registers')
  if (!may) return null
  const [year, of] = account.month.split('-').map(Number) as [number, number]
  const last = new Date(Date.UTC(year, of, 0)).toISOString().slice(0, 10)
  const filters = new URLSearchParams({
    prison: String(account.prison.id),
    from: `${account.month}-01`,
    to: last,
  })
  return (
    <Link to={`/custody/registers/factory-account?with=${encodeURIComponent(filters.toString())}`}>
      <Icon name="printer" size={16} /> {t('account.print')}
    </Link>
  )
}

function Figures({ account }: { account: Account }) {
  const { t } = useTranslation('custody-factory')
  const [asked, setKind] = useQueryText('kind')
  const kind = lineKinds.find((each) => each === asked) ?? 'delivered'
  const language = useLanguage()
  const { money } = useFormats()
  const tile = (each: LineKind): FigureTile => ({
    key: each,
    figure: <bdi>{money(account.figures[each])}</bdi>,
    label: t(`line.${each}`),
    icon: icons[each],
    below: t('account.entries', { count: account.counts[each] }),
    press: () => setKind(each),
    pressed: kind === each,
  })
  return (
    <>
      <p className={classes.row}>
        <StatusBadge
          meaning={account.result < 0 ? 'amber' : 'blue'}
          icon={account.result < 0 ? 'arrow-down' : 'arrow-up'}
        >
          {t(account.result < 0 ? 'account.loss' : 'account.profit', { sum: Math.abs(account.result) })}
        </StatusBadge>
        <span className={classes.soft}>
          {t('account.result-means', {
            delivered: account.figures.delivered,
            forgiven: account.figures.forgiven,
            material: account.figures.material,
            wages: account.figures.wages,
          })}
        </span>
      </p>
      {account.unpriced === 0 ? null : (
        <p>
          <StatusBadge meaning="amber">{t('material.unpriced', { count: account.unpriced })}</StatusBadge>
        </p>
      )}
      <FigureTiles
        tiles={lineKinds.filter((each) => !seldom.includes(each) || account.counts[each] > 0).map(tile)}
      />
      <Lines account={account} kind={kind} />
      <Owing account={account} />
      <Chart
        title={t('account.chart')}
        kind="bar"
        categories={account.months.map((one) => formatMonth(one.month, language))}
        series={(['costs', 'delivered', 'received'] as const).map((key) => ({
          name: t(key === 'costs' ? 'account.costs' : `line.${key}`),
          values: account.months.map((one) => one[key]),
        }))}
        unit={t('rupees')}
        summary={t('account.chart-summary', {
          costs: account.months.reduce((sum, one) => sum + one.costs, 0),
          delivered: account.months.reduce((sum, one) => sum + one.delivered, 0),
          received: account.months.reduce((sum, one) => sum + one.received, 0),
        })}
        definition={t('account.definition')}
      />
    </>
  )
}

function Lines({ account, kind }: { account: Account; kind: LineKind }) {
  const { t } = useTranslation('custody-factory')
  const both = useBoth()
  const { date, money } = useFormats()
  return (
    <Section title={t('account.entries-of', { what: t(`line.${kind}`) })}>
      <RecordTable
        key={kind}
        name="custody.factory-lines"
        caption={t('account.entries-of', { what: t(`line.${kind}`) })}
        source={listFactoryLines}
        input={{ prisonId: account.prison.id, month: account.month, kind }}
        rowKey={(row) => row.key}
        empty={<EmptyState icon={icons[kind]} title={t('account.none')} why={t(`account.why.${kind}`)} />}
        columns={[
          { key: 'day', label: t('handed.day'), cell: (row) => date(row.day) },
          ...(kind === 'wages'
            ? []
            : [
                {
                  key: 'order',
                  label: t('order.number'),
                  cell: (row: Line) =>
                    row.order === null ? (
                      ''
                    ) : (
                      <>
                        <Link to={`/custody/factory/${row.order.id}`}>
                          <Ltr>{row.order.number}</Ltr>
                        </Link>{' '}
                        <bdi>{row.order.customer}</bdi>
                      </>
                    ),
                },
              ]),
          ...(kind === 'wages' || kind === 'output'
            ? [
                {
                  key: 'gang',
                  label: t('output.gang'),
                  cell: (row: Line) =>
                    row.gang === null ? (
                      ''
                    ) : (
                      <Link to={`/custody/labour/${row.gang.id}?on=${row.day}`}>{both(row.gang.name)}</Link>
                    ),
                },
              ]
            : []),
          ...(kind === 'wages' || kind === 'received' || kind === 'refunded' || kind === 'forgiven'
            ? []
            : [
                {
                  key: 'item',
                  label: t('order.what'),
                  cell: (row: Line) => (row.item === null ? '' : both(row.item)),
                },
                {
                  key: 'quantity',
                  label: t('order.quantity'),
                  cell: (row: Line) => row.quantity,
                  align: 'end' as const,
                },
              ]),
          {
            key: 'voucher',
            label: t(kind === 'material' ? 'material.lot' : 'handed.voucher'),
            cell: (row) => (row.voucher === null ? '' : <Ltr>{row.voucher}</Ltr>),
          },
          {
            key: 'amount',
            label: t('handed.amount'),
            cell: (row) => (row.priced ? money(row.amount) : t('material.no-price')),
            align: 'end',
          },
        ]}
      />
    </Section>
  )
}

type Line = OutputOf<typeof listFactoryLines>['rows'][number]

function Owing({ account }: { account: Account }) {
  const { t } = useTranslation('custody-factory')
  const { money } = useFormats()
  return (
    <Section title={t('account.owed', { sum: account.owed })}>
      {account.ahead === 0 ? null : (
        <p className={classes.soft}>{t('account.ahead', { sum: account.ahead })}</p>
      )}
      <RecordTable
        name="custody.factory-owing"
        caption={t('account.owed', { sum: account.owed })}
        rows={account.owing}
        rowKey={(row) => row.id}
        open={(row) => `/custody/factory/${row.id}`}
        empty={
          <EmptyState icon="circle-check" title={t('account.none-owing')} why={t('account.none-owing-why')} />
        }
        columns={[
          { key: 'number', label: t('order.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
          { key: 'customer', label: t('order.customer'), cell: (row) => <bdi>{row.customer}</bdi> },
          { key: 'owed', label: t('order.owed'), cell: (row) => money(row.owed), align: 'end' },
        ]}
      />
    </Section>
  )
}
