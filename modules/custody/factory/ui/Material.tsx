import {
  EmptyState,
  Ltr,
  NumberField,
  RecordTable,
  Section,
  SelectField,
  StatusBadge,
  say,
  useBoth,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { useAmount } from '../../stores/ui/amount.ts'
import { ActForm } from '../../ui/ActForm.tsx'
import { issueFactoryMaterial, returnFactoryMaterial } from '../contract.ts'
import type { Whole } from './OrderPage.tsx'

type Row = Whole['materials'][number]

/** What the stores issued to the order: entries of their own ledger. */
export function Material({ one }: { one: Whole }) {
  const { t } = useTranslation('custody-factory')
  const both = useBoth()
  const amount = useAmount()
  const { instant, money } = useFormats()
  const keeps = one.materials.some(({ back }) => back !== null)
  return (
    <Section
      title={
        one.materials.length === 0
          ? t('material.title')
          : t('material.title-cost', { cost: one.material.cost })
      }
      actions={one.stock.length === 0 ? undefined : <Issue one={one} />}
    >
      {one.material.unpriced === 0 ? null : (
        <p>
          <StatusBadge meaning="amber">
            {t('material.unpriced', { count: one.material.unpriced })}
          </StatusBadge>
        </p>
      )}
      <RecordTable
        name="custody.factory-materials"
        caption={t('material.title')}
        rows={one.materials}
        rowKey={(row) => row.key}
        empty={<EmptyState icon="package" title={t('material.none')} why={t('material.none-why')} />}
        {...(keeps ? { detail: (row: Row) => <GiveBack row={row} orderId={one.order.id} /> } : {})}
        columns={[
          { key: 'at', label: t('material.at'), cell: (row) => instant(row.at) },
          { key: 'item', label: t('material.item'), cell: (row) => both(row.name) },
          {
            key: 'quantity',
            label: t('order.quantity'),
            cell: (row) =>
              row.quantity < 0
                ? t('material.back', { amount: amount(-row.quantity, row.unit) })
                : amount(row.quantity, row.unit),
            align: 'end',
          },
          { key: 'lot', label: t('material.lot'), cell: (row) => <Ltr>{row.lot}</Ltr> },
          {
            key: 'cost',
            label: t('material.cost'),
            cell: (row) => (row.cost === null ? t('material.no-price') : money(row.cost)),
            align: 'end',
          },
          { key: 'by', label: t('entered-by'), cell: (row) => (row.by === null ? '' : both(row.by)) },
        ]}
      />
    </Section>
  )
}

function Issue({ one }: { one: Whole }) {
  const { t } = useTranslation('custody-factory')
  const both = useBoth()
  const amount = useAmount()
  return (
    <ActForm
      label={t('material.issue')}
      icon="arrow-right"
      endpoint={issueFactoryMaterial}
      given={{ factoryOrderId: one.order.id }}
      onDone={() => say(t('material.issued'))}
    >
      <SelectField
        name="storeItemId"
        label={t('material.item')}
        required
        options={one.stock.map((item) => ({
          value: item.id,
          label: t('material.in-store', { item: both(item.name), amount: amount(item.left, item.unit) }),
        }))}
      />
      <NumberField name="quantity" label={t('order.quantity')} decimals={3} required />
    </ActForm>
  )
}

function GiveBack({ row, orderId }: { row: Row; orderId: string }) {
  const { t } = useTranslation('custody-factory')
  const amount = useAmount()
  if (row.back === null) return null
  return (
    <ActForm
      label={t('material.give-back')}
      icon="arrow-back-up"
      endpoint={returnFactoryMaterial}
      given={{ factoryOrderId: orderId, storeLotId: row.back.storeLotId }}
      onDone={() => say(t('material.given-back'))}
    >
      <NumberField
        name="quantity"
        label={t('order.quantity')}
        hint={t('material.most', { amount: amount(row.back.most, row.unit) })}
        decimals={3}
        required
      />
    </ActForm>
  )
}
