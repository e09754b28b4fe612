import {
  Columns,
  DateField,
  EmptyState,
  Link,
  NumberField,
  RecordTable,
  Section,
  SelectField,
  StatusBadge,
  say,
  useBoth,
  useFormats,
  useMay,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { addFactoryItem, enterFactoryOutput, type FactoryItem } from '../contract.ts'
import classes from './Factory.module.css'
import type { Whole } from './OrderPage.tsx'
import { Progress, useGoods } from './parts.tsx'

/** What was ordered, how far each of it is, and who finished it when. */
export function Items({ one }: { one: Whole }) {
  const { t } = useTranslation('custody-factory')
  return (
    <Section title={t('items.title')} actions={one.products.length === 0 ? undefined : <AddItem one={one} />}>
      <div className={classes.stack}>
        <ul className={classes.cards}>
          {one.items.map((item) => (
            <Item key={item.id} item={item} one={one} />
          ))}
        </ul>
        <Outputs one={one} />
      </div>
    </Section>
  )
}

function Item({ item, one }: { item: FactoryItem; one: Whole }) {
  const { t } = useTranslation('custody-factory')
  const both = useBoth()
  const goods = useGoods()
  const { money } = useFormats()
  const missing = item.quantity - (item.made - item.spoiled)
  return (
    <li className={classes.card}>
      <span className={classes.head}>
        <span className={classes.name}>{both(item.name)}</span>
        <bdi>{goods(item.quantity, item.unit)}</bdi>
      </span>
      <Progress of={{ ordered: item.quantity, made: item.made - item.spoiled, delivered: item.delivered }} />
      <span className={classes.row}>
        {missing === 0 ? (
          <StatusBadge meaning="blue" icon="check">
            {t('items.all-made')}
          </StatusBadge>
        ) : (
          <StatusBadge meaning="grey" icon="tool">
            {t('items.missing', { amount: goods(missing, item.unit) })}
          </StatusBadge>
        )}
        {item.spoiled > 0 ? (
          <StatusBadge meaning="amber">
            {t('items.spoiled', { amount: goods(item.spoiled, item.unit) })}
          </StatusBadge>
        ) : null}
      </span>
      <span className={classes.soft}>
        {t('items.price', { price: item.price, unit: t(`unit.${item.unit}`) })} ·{' '}
        <bdi>{money(item.price * item.quantity)}</bdi>
      </span>
      {missing > 0 ? <EnterOutput item={item} missing={missing} one={one} /> : null}
    </li>
  )
}

/** Who may have finished it: those paid by the piece for it, or those paid by the day. */
function EnterOutput({ item, missing, one }: { item: FactoryItem; missing: number; one: Whole }) {
  const { t } = useTranslation('custody-factory')
  const both = useBoth()
  const goods = useGoods()
  const may = useMay('custody:keep-factory')
  const gangs = one.gangs.filter((gang) =>
    gang.byPiece ? gang.rateCode === item.rateCode : item.rateCode === null,
  )
  if (!may || one.order.withdrawn !== null) return null
  const [first] = gangs
  if (first === undefined) return <span className={classes.soft}>{t('output.no-gang')}</span>
  const byPiece = item.rateCode !== null
  return (
    <div>
      <ActForm
        label={t('output.act')}
        icon="plus"
        endpoint={enterFactoryOutput}
        initial={{
          gangId: first.id,
          ...(byPiece
            ? first.free > 0
              ? { quantity: Math.min(first.free, missing) }
              : {}
            : { on: one.today }),
        }}
        given={{ factoryOrderId: one.order.id, orderItemId: item.id }}
        onDone={({ made }) => say(t('output.done', { amount: goods(made, item.unit) }))}
      >
        <p className={classes.soft}>{t(byPiece ? 'output.by-piece' : 'output.by-day')}</p>
        <SelectField
          name="gangId"
          label={t('output.gang')}
          required
          options={gangs.map((gang) => ({
            value: gang.id,
            label: gang.byPiece
              ? t('output.free', { gang: both(gang.name), count: gang.free })
              : both(gang.name),
          }))}
        />
        <Columns>
          <NumberField name="quantity" label={t('order.quantity')} unit={t(`unit.${item.unit}`)} required />
          {byPiece ? null : <DateField name="on" label={t('output.on')} required />}
        </Columns>
      </ActForm>
    </div>
  )
}

function Outputs({ one }: { one: Whole }) {
  const { t } = useTranslation('custody-factory')
  const both = useBoth()
  const goods = useGoods()
  const { date } = useFormats()
  return (
    <RecordTable
      name="custody.factory-outputs"
      caption={t('output.title')}
      rows={one.outputs}
      rowKey={(row) => row.key}
      empty={<EmptyState icon="tool" title={t('output.none')} why={t('output.none-why')} />}
      columns={[
        { key: 'on', label: t('output.on'), cell: (row) => date(row.on) },
        { key: 'item', label: t('order.product'), cell: (row) => both(row.item) },
        {
          key: 'quantity',
          label: t('order.quantity'),
          cell: (row) => goods(row.quantity, row.unit),
          align: 'end',
        },
        {
          key: 'gang',
          label: t('output.gang'),
          cell: (row) =>
            row.gang === null ? (
              ''
            ) : row.gangId === null ? (
              both(row.gang)
            ) : (
              <Link to={`/custody/labour/${row.gangId}?on=${row.on}`}>{both(row.gang)}</Link>
            ),
        },
        { key: 'by', label: t('entered-by'), cell: (row) => (row.by === null ? '' : both(row.by)) },
      ]}
    />
  )
}

function AddItem({ one }: { one: Whole }) {
  const { t } = useTranslation('custody-factory')
  const both = useBoth()
  const { money } = useFormats()
  const left = one.products.filter((product) => one.items.every((item) => item.productId !== product.id))
  if (left.length === 0) return null
  return (
    <ActForm
      label={t('items.add')}
      icon="plus"
      endpoint={addFactoryItem}
      given={{ factoryOrderId: one.order.id }}
      onDone={({ price }) => say(t('items.added', { price }))}
    >
      <Columns>
        <SelectField
          name="productId"
          label={t('order.product')}
          required
          options={left.map((product) => ({
            value: product.id,
            label: `${both(product.name)} · ${money(product.price)}`,
          }))}
        />
        <NumberField name="quantity" label={t('order.quantity')} required />
      </Columns>
    </ActForm>
  )
}
