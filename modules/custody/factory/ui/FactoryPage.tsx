import type { OutputOf } from '#platform/http/contract'
import {
  Chart,
  Columns,
  DateField,
  EmptyState,
  type FigureTile,
  FigureTiles,
  formatMonth,
  formatNumber,
  Group,
  Icon,
  Link,
  Load,
  Ltr,
  NumberField,
  Page,
  RecordTable,
  SelectField,
  say,
  TextField,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useLanguage,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { WhichPrison } from '../../ui/WhichPrison.tsx'
import { customerKinds, getFactory, listFactoryOrders, orderShows, takeFactoryOrder } from '../contract.ts'
import classes from './Factory.module.css'
import { Progress, Promised, State, useGoods } from './parts.tsx'

type Factory = OutputOf<typeof getFactory>
type Show = (typeof orderShows)[number]

/** The factory today: its orders and how far they are, and what the month has brought so far. */
export default function FactoryPage() {
  const { t } = useTranslation('custody-factory')
  const [prisonId, setPrisonId] = useQueryText('prison')
  const found = useCall(getFactory, prisonId === '' ? {} : { prisonId })
  const keeps = useMay('custody:keep-factory')
  const reads = useMay('custody:read-factory-account')
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Group gap="xs">
          <WhichPrison label={t('prison')} found={found.data} set={setPrisonId} />
          <Link to="/custody/factory/prices">
            <Icon name="list" size={16} /> {t('prices.title')}
          </Link>
          {reads ? (
            <Link to="/custody/factory/account">
              <Icon name="calculator" size={16} /> {t('account.title')}
            </Link>
          ) : null}
          {keeps && found.data !== undefined ? <TakeOrder factory={found.data} /> : null}
        </Group>
      }
    >
      <Load call={found} lines={10}>
        {(factory) => <Whole factory={factory} />}
      </Load>
    </Page>
  )
}

function Whole({ factory }: { factory: Factory }) {
  const { t } = useTranslation('custody-factory')
  const [asked, setShow] = useQueryText('show')
  const show = orderShows.find((each) => each === asked) ?? 'open'
  const { money } = useFormats()
  const tile = (key: Show, more: Omit<FigureTile, 'key' | 'label' | 'press' | 'pressed'>): FigureTile => ({
    key,
    label: t(`show.${key}`),
    press: () => setShow(key),
    pressed: show === key,
    ...more,
  })
  const { counts, waiting } = factory
  return (
    <>
      <FigureTiles
        tiles={[
          tile('open', { figure: formatNumber(counts.open), icon: 'clipboard-list' }),
          tile('late', {
            figure: formatNumber(counts.late),
            icon: 'alarm',
            meaning: counts.late > 0 ? 'amber' : undefined,
          }),
          tile('ready', { figure: formatNumber(counts.ready), icon: 'package' }),
          tile('owing', {
            figure: <bdi>{money(factory.owed)}</bdi>,
            icon: 'coin',
            below: t('owing-orders', { count: counts.owing }),
          }),
          ...(waiting.corrections > 0
            ? [
                tile('waiting', {
                  figure: formatNumber(waiting.corrections),
                  icon: 'hourglass',
                  meaning: 'amber',
                }),
              ]
            : []),
          ...(waiting.prices > 0
            ? [
                {
                  key: 'prices',
                  figure: formatNumber(waiting.prices),
                  label: t('show.prices'),
                  icon: 'hourglass' as const,
                  meaning: 'amber' as const,
                  to: '/custody/factory/prices',
                },
              ]
            : []),
        ]}
      />
      <Orders factory={factory} show={show} />
      {factory.days === null ? null : <Month days={factory.days} />}
    </>
  )
}

function Orders({ factory, show }: { factory: Factory; show: Show }) {
  const { t } = useTranslation('custody-factory')
  const both = useBoth()
  const goods = useGoods()
  const { money } = useFormats()
  return (
    <RecordTable
      key={show}
      name="custody.factory-orders"
      caption={t(`show.${show}`)}
      source={listFactoryOrders}
      input={{ prisonId: factory.prison.id, show }}
      search
      standardSort="promised"
      filters={[
        {
          key: 'customer',
          label: t('order.customer-kind'),
          kind: 'choice',
          options: customerKinds.map((value) => ({ value, label: t(`customer-kind.${value}`) })),
        },
      ]}
      rowKey={(row) => row.id}
      open={(row) => `/custody/factory/${row.id}`}
      empty={
        <EmptyState
          icon="tool"
          title={t(`none.${show === 'all' || show === 'open' ? 'orders' : 'shown'}`)}
          why={t(factory.products.length === 0 ? 'none.first-prices' : 'none.why')}
          action={
            factory.products.length === 0 ? (
              <Link to="/custody/factory/prices">{t('prices.title')}</Link>
            ) : (
              <Link to="/custody/factory?show=all">{t('show.all')}</Link>
            )
          }
        />
      }
      columns={[
        { key: 'number', label: t('order.number'), cell: (row) => <Ltr>{row.number}</Ltr>, sort: 'number' },
        { key: 'customer', label: t('order.customer'), cell: (row) => <bdi>{row.customer}</bdi> },
        {
          key: 'what',
          label: t('order.what'),
          cell: (row) =>
            row.what.map((one) => `${both(one.name)}: ${goods(one.quantity, one.unit)}`).join(' · '),
          wrap: true,
        },
        {
          key: 'progress',
          label: t('order.progress'),
          width: '180px',
          cell: (row) => (
            <span className={classes.far}>
              <State state={row.state} />
              <Progress of={row} />
            </span>
          ),
        },
        {
          key: 'promised',
          label: t('order.promised'),
          cell: (row) => <Promised order={row} />,
          sort: 'promised',
        },
        {
          key: 'price',
          label: t('order.price'),
          cell: (row) => money(row.price),
          align: 'end',
          sort: 'price',
          hidden: true,
        },
        {
          key: 'owed',
          label: t('order.owed'),
          cell: (row) => (row.owed > 0 ? money(row.owed) : ''),
          align: 'end',
        },
      ]}
    />
  )
}

/** Summed up from the first of the month: two lines that part show goods made and not handed over, or handed over and not paid. */
function Month({ days }: { days: NonNullable<Factory['days']> }) {
  const { t } = useTranslation('custody-factory')
  const language = useLanguage()
  const kinds = ['output', 'delivered', 'received'] as const
  const sums = Object.fromEntries(
    kinds.map((kind) => {
      let sum = 0
      return [kind, days.map((one) => (sum += one[kind]))]
    }),
  ) as Record<(typeof kinds)[number], number[]>
  return (
    <Chart
      title={t('chart.title', { month: formatMonth((days[0]?.day ?? '').slice(0, 7), language) })}
      kind="line"
      categories={days.map((one) => String(Number(one.day.slice(8))))}
      series={kinds.map((kind) => ({ name: t(`line.${kind}`), values: sums[kind] }))}
      unit={t('rupees')}
      summary={t('chart.summary', {
        output: sums.output.at(-1) ?? 0,
        delivered: sums.delivered.at(-1) ?? 0,
        received: sums.received.at(-1) ?? 0,
      })}
      definition={t('chart.definition')}
    />
  )
}

function TakeOrder({ factory }: { factory: Factory }) {
  const { t } = useTranslation('custody-factory')
  const both = useBoth()
  const { money } = useFormats()
  const go = useGo()
  if (factory.products.length === 0) return null
  return (
    <ActForm
      label={t('take.act')}
      icon="plus"
      filled
      endpoint={takeFactoryOrder}
      initial={{ customerKind: 'department' }}
      given={{}}
      onDone={({ factoryOrderId, number }) => {
        say(t('take.done', { number }))
        go(`/custody/factory/${factoryOrderId}`)
      }}
    >
      <Columns>
        <SelectField
          name="customerKind"
          label={t('order.customer-kind')}
          required
          options={customerKinds.map((value) => ({ value, label: t(`customer-kind.${value}`) }))}
        />
        <DateField name="promisedOn" label={t('order.promised')} required />
      </Columns>
      <TextField name="customer" label={t('order.customer')} hint={t('take.customer-hint')} required />
      <TextField name="paper" label={t('order.paper')} />
      <Columns>
        <SelectField
          name="productId"
          label={t('order.product')}
          hint={t('take.more')}
          required
          options={factory.products.map((one) => ({
            value: one.id,
            label: `${both(one.name)} · ${money(one.price)}`,
          }))}
        />
        <NumberField name="quantity" label={t('order.quantity')} required />
      </Columns>
    </ActForm>
  )
}
