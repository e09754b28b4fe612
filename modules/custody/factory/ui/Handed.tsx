import {
  Columns,
  EmptyState,
  Ltr,
  NumberField,
  RecordTable,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useFormats,
  useFormValues,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { deliverFactoryOrder, receiveFactoryMoney } from '../contract.ts'
import type { Whole } from './OrderPage.tsx'
import { useGoods } from './parts.tsx'

interface Row {
  readonly key: string
  readonly day: string
  readonly voucher: string
  readonly kind: 'delivered' | 'received'
  readonly amount: number
  readonly what: string
  readonly who: string
  readonly by: Whole['receipts'][number]['by']
}

/** Goods handed over and money received, in the order of the cash book. */
export function Handed({ one }: { one: Whole }) {
  const { t } = useTranslation('custody-factory')
  const both = useBoth()
  const goods = useGoods()
  const { date, money } = useFormats()
  const rows: Row[] = [
    ...one.deliveries.map((each) => ({
      ...each,
      key: each.id,
      kind: 'delivered' as const,
      what: [
        ...each.lines.map((line) => `${both(line.name)}: ${goods(line.quantity, line.unit)}`),
        ...(each.paper === null ? [] : [each.paper]),
      ].join(' · '),
      who: each.takenBy,
    })),
    ...one.receipts.map((each) => ({
      ...each,
      key: each.id,
      kind: 'received' as const,
      what: each.slip === null ? t('receive.cash') : `${t('receive.bank')} · ${each.slip}`,
      who: each.payer,
    })),
  ].sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1))
  return (
    <Section title={t('handed.title')}>
      <RecordTable
        name="custody.factory-handed"
        caption={t('handed.title')}
        rows={rows}
        rowKey={(row) => row.key}
        empty={<EmptyState icon="truck" title={t('handed.none')} why={t('handed.none-why')} />}
        columns={[
          { key: 'day', label: t('handed.day'), cell: (row) => date(row.day) },
          { key: 'voucher', label: t('handed.voucher'), cell: (row) => <Ltr>{row.voucher}</Ltr> },
          {
            key: 'kind',
            label: t('handed.entry'),
            cell: (row) => (
              <StatusBadge meaning="grey" icon={row.kind === 'delivered' ? 'truck' : 'coin'}>
                {t(`line.${row.kind}`)}
              </StatusBadge>
            ),
          },
          { key: 'amount', label: t('handed.amount'), cell: (row) => money(row.amount), align: 'end' },
          { key: 'what', label: t('order.what'), cell: (row) => <bdi>{row.what}</bdi>, wrap: true },
          { key: 'who', label: t('handed.who'), cell: (row) => <bdi>{row.who}</bdi> },
          { key: 'by', label: t('entered-by'), cell: (row) => (row.by === null ? '' : both(row.by)) },
        ]}
      />
    </Section>
  )
}

export function Deliver({ one }: { one: Whole }) {
  const { t } = useTranslation('custody-factory')
  const both = useBoth()
  const here = one.items
    .map((item) => ({ ...item, left: item.made - item.spoiled - item.delivered }))
    .filter(({ left }) => left > 0)
  if (here.length === 0) return null
  return (
    <ActForm
      label={t('deliver.act')}
      icon="truck"
      filled
      endpoint={deliverFactoryOrder}
      initial={{ quantities: Object.fromEntries(here.map((item) => [item.id, item.left])) }}
      given={{ factoryOrderId: one.order.id }}
      onDone={({ voucher, amount }) => say(t('deliver.done', { voucher, amount }))}
    >
      {here.map((item) => (
        <NumberField
          key={item.id}
          name={`quantities.${item.id}`}
          label={both(item.name)}
          hint={t('deliver.here', { count: item.left })}
          unit={t(`unit.${item.unit}`)}
        />
      ))}
      <TextField name="takenBy" label={t('deliver.taken-by')} required />
      <TextField name="paper" label={t('deliver.paper')} />
    </ActForm>
  )
}

export function Receive({ one }: { one: Whole }) {
  const { t } = useTranslation('custody-factory')
  return (
    <ActForm
      label={t('receive.act')}
      icon="coin"
      filled
      endpoint={receiveFactoryMoney}
      initial={{
        way: 'bank',
        amount: one.order.owed > 0 ? one.order.owed : one.order.left,
        payer: one.order.customer,
      }}
      given={{ factoryOrderId: one.order.id }}
      onDone={({ voucher, left }) => say(t('receive.done', { voucher, left }))}
    >
      <Columns>
        <NumberField
          name="amount"
          label={t('handed.amount')}
          hint={t('receive.most', { left: one.order.left })}
          unit={t('rupees')}
          decimals={2}
          required
        />
        <SelectField
          name="way"
          label={t('receive.way')}
          required
          options={(['bank', 'cash'] as const).map((value) => ({ value, label: t(`receive.${value}`) }))}
        />
      </Columns>
      <Slip />
      <TextField name="payer" label={t('receive.payer')} required />
    </ActForm>
  )
}

/** Money in the bank has a paper of the bank. */
function Slip() {
  const { t } = useTranslation('custody-factory')
  const { way } = useFormValues<{ way?: string }>()
  return way === 'bank' ? <TextField name="slip" label={t('receive.slip')} required /> : null
}
