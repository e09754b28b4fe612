import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  Button,
  ConfirmAct,
  FigureTiles,
  Group,
  Icon,
  KeyValue,
  Load,
  Page,
  StepBar,
  say,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getFactoryOrder, orderStates, withdrawFactoryOrder } from '../contract.ts'
import { Corrections } from './Corrections.tsx'
import { Deliver, Handed, Receive } from './Handed.tsx'
import { Items } from './Items.tsx'
import { Material } from './Material.tsx'
import { Promised, State } from './parts.tsx'

export type Whole = OutputOf<typeof getFactoryOrder>

/** One order on one screen: how far it is, what goes into it, what came out of it, what was paid. */
export default function OrderPage() {
  const { id = '' } = useRouteParams()
  return (
    <Load call={useCall(getFactoryOrder, { factoryOrderId: id })} lines={10}>
      {(one) => <One one={one} />}
    </Load>
  )
}

function One({ one }: { one: Whole }) {
  const { t } = useTranslation('custody-factory')
  const both = useBoth()
  const { date, instant, money } = useFormats()
  const { order } = one
  return (
    <Page
      title={t('order.title', { number: order.number })}
      lead={
        <>
          <bdi>{order.customer}</bdi> · <State state={order.state} />
        </>
      }
      back={{ to: '/custody/factory', label: t('title') }}
      actions={<Acts one={one} />}
    >
      <Steps state={order.state} />
      {order.withdrawn === null ? null : (
        <Alert icon={<Icon name="circle-x" size={18} />}>
          {t('withdraw.was', { day: order.withdrawn.on, by: both(order.withdrawn.by) })}{' '}
          <bdi>{order.withdrawn.why}</bdi>
          {order.owed < 0 ? ` ${t('withdraw.refund', { sum: -order.owed })}` : ''}
        </Alert>
      )}
      <KeyValue
        columns={3}
        items={[
          { label: t('order.customer-kind'), value: t(`customer-kind.${order.customerKind}`) },
          { label: t('order.paper'), value: order.paper === null ? null : <bdi>{order.paper}</bdi> },
          { label: t('order.ordered-on'), value: date(order.orderedOn) },
          { label: t('order.promised'), value: <Promised order={order} /> },
          { label: t('order.taken-by'), value: order.takenBy === null ? null : both(order.takenBy) },
          { label: t('order.taken-at'), value: instant(order.takenAt) },
        ]}
      />
      <FigureTiles
        tiles={[
          {
            key: 'price',
            figure: <bdi>{money(order.price)}</bdi>,
            label: t('order.price'),
            icon: 'calculator',
          },
          {
            key: 'delivered',
            figure: <bdi>{money(order.deliveredWorth)}</bdi>,
            label: t('order.delivered-worth'),
            icon: 'truck',
          },
          {
            key: 'received',
            figure: <bdi>{money(order.received)}</bdi>,
            label: t('order.received'),
            icon: 'coin',
            below: order.forgiven === 0 ? undefined : t('order.forgiven', { sum: order.forgiven }),
          },
          {
            key: 'owed',
            figure: <bdi>{money(Math.abs(order.owed))}</bdi>,
            label: t(order.owed < 0 ? 'order.ahead' : 'order.owed'),
            icon: 'scale',
            meaning: order.owed > 0 ? 'amber' : undefined,
          },
        ]}
      />
      <Items one={one} />
      <Material one={one} />
      <Handed one={one} />
      <Corrections one={one} />
    </Page>
  )
}

const steps = orderStates.filter((state) => state !== 'withdrawn')

function Steps({ state }: { state: Whole['order']['state'] }) {
  const { t } = useTranslation('custody-factory')
  const at = state === 'withdrawn' ? -1 : steps.indexOf(state)
  return (
    <StepBar
      steps={steps.map((key, index) => ({
        key,
        label: t(`step.${key}`),
        state:
          at === -1
            ? 'stopped'
            : index < at || state === 'paid'
              ? 'done'
              : index === at
                ? 'current'
                : 'ahead',
      }))}
    />
  )
}

function Acts({ one }: { one: Whole }) {
  const { t } = useTranslation('custody-factory')
  const keeps = useMay('custody:keep-factory')
  const books = useMay('custody:book-money')
  const open = ['taken', 'making', 'ready'].includes(one.order.state)
  return (
    <Group gap={8}>
      {keeps && open ? <Deliver one={one} /> : null}
      {books && one.order.left > 0 ? <Receive one={one} /> : null}
      {keeps && open ? <Withdraw one={one} label={t('withdraw.act')} /> : null}
    </Group>
  )
}

function Withdraw({ one, label }: { one: Whole; label: string }) {
  const { t } = useTranslation('custody-factory')
  const [asking, setAsking] = useState(false)
  const withdraw = useCommand(withdrawFactoryOrder, { onDone: () => say(t('withdraw.done')) })
  return (
    <>
      <Button size="xs" leftSection={<Icon name="circle-x" size={16} />} onClick={() => setAsking(true)}>
        {label}
      </Button>
      <ConfirmAct
        opened={asking}
        onClose={() => setAsking(false)}
        title={label}
        consequence={t('withdraw.means', { sum: one.order.deliveredWorth })}
        reason="required"
        danger
        actLabel={label}
        onConfirm={(why) => withdraw.run({ factoryOrderId: one.order.id, why })}
      />
    </>
  )
}
