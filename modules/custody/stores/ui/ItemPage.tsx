import type { OutputOf } from '#platform/http/contract'
import {
  DateField,
  EmptyState,
  Group,
  Load,
  Ltr,
  NumberField,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCall,
  useFormats,
  useMay,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { getStoreItem, issueStock, type Lot, receiveStock, returnStock, spoilStock } from '../contract.ts'
import { useAmount } from './amount.ts'
import classes from './Stores.module.css'

type One = OutputOf<typeof getStoreItem>

/** One item: its lots in the order in which they are issued, and everything that came and went. */
export default function ItemPage() {
  const { t } = useTranslation('custody-stores')
  const both = useBoth()
  const { id } = useRouteParams()
  const found = useCall(getStoreItem, { storeItemId: id ?? '' })
  const item = found.data?.item
  return (
    <Page
      title={item === undefined ? t('stores.title') : both(item.name)}
      lead={t('item.lead')}
      back={{ to: '/custody/stores', label: t('stores.title') }}
    >
      <Load call={found} lines={8}>
        {(one) => <Whole one={one} />}
      </Load>
    </Page>
  )
}

function Whole({ one }: { one: One }) {
  const { t } = useTranslation('custody-stores')
  const amount = useAmount()
  const may = useMay('custody:keep-stores')
  const { item } = one
  return (
    <>
      <div className={classes.head}>
        <p>
          {t('item.stock')} <strong>{amount(item.stock - item.expired, item.unit)}</strong> ·{' '}
          <span className={classes.soft}>
            {t('stores.minimum', { amount: amount(item.minimum, item.unit) })}
          </span>{' '}
          {item.low ? <StatusBadge meaning="amber">{t('stores.is-low')}</StatusBadge> : null}
        </p>
        {may ? <Acts item={item} /> : null}
      </div>
      <Section title={t('item.lots')}>
        <Lots one={one} may={may} />
      </Section>
      <Section title={t('item.ledger')}>
        <Ledger one={one} />
      </Section>
    </>
  )
}

function Acts({ item }: { item: One['item'] }) {
  const { t } = useTranslation('custody-stores')
  const amount = useAmount()
  return (
    <Group gap={8}>
      <ActForm
        label={t('issue.act')}
        icon="arrow-right"
        filled
        endpoint={issueStock}
        given={{ storeItemId: item.id }}
        onDone={({ lots }) =>
          say(
            t('issue.done', {
              lots: lots.map(({ lot, quantity }) => `${lot}: ${amount(quantity, item.unit)}`).join(', '),
            }),
          )
        }
      >
        <NumberField
          name="quantity"
          label={t('amount')}
          unit={t(`unit-name.${item.unit}`)}
          decimals={3}
          required
        />
        <TextField name="party" label={t('issue.party')} hint={t('issue.hint')} required />
      </ActForm>
      <ActForm
        label={t('receive.act')}
        icon="package"
        endpoint={receiveStock}
        given={{ storeItemId: item.id }}
        onDone={({ stock }) => say(t('receive.done', { amount: amount(stock, item.unit) }))}
      >
        <TextField name="number" ltr label={t('lot.number')} required />
        <NumberField
          name="quantity"
          label={t('amount')}
          unit={t(`unit-name.${item.unit}`)}
          decimals={3}
          required
        />
        <TextField name="supplier" label={t('lot.supplier')} required />
        <TextField name="paper" label={t('lot.paper')} hint={t('lot.paper-hint')} required />
        <DateField name="expiresOn" label={t('lot.expires')} />
        <NumberField
          name="price"
          label={t('lot.price', { unit: t(`unit-name.${item.unit}`) })}
          unit={t('rupees')}
          decimals={2}
        />
      </ActForm>
    </Group>
  )
}

function Lots({ one, may }: { one: One; may: boolean }) {
  const { t } = useTranslation('custody-stores')
  const amount = useAmount()
  const { date, distance, money } = useFormats()
  return (
    <RecordTable
      name="custody.store-lots"
      caption={t('item.lots')}
      rows={one.lots}
      rowKey={(row) => row.id}
      empty={<EmptyState icon="package" title={t('lot.none')} why={t('lot.none-why')} />}
      {...(may ? { detail: (row: Lot) => <LotActs lot={row} unit={one.item.unit} /> } : {})}
      columns={[
        { key: 'number', label: t('lot.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
        {
          key: 'left',
          label: t('lot.left'),
          cell: (row) => amount(row.quantity, one.item.unit),
          align: 'end',
        },
        {
          key: 'expires',
          label: t('lot.expires'),
          cell: (row) =>
            row.expiresOn === null ? (
              ''
            ) : row.expired ? (
              <StatusBadge meaning="red">{date(row.expiresOn)}</StatusBadge>
            ) : (
              `${date(row.expiresOn)} · ${distance(row.expiresOn)}`
            ),
        },
        { key: 'supplier', label: t('lot.supplier'), cell: (row) => <bdi>{row.supplier}</bdi> },
        { key: 'paper', label: t('lot.paper'), cell: (row) => <bdi>{row.paper}</bdi> },
        { key: 'received', label: t('lot.received'), cell: (row) => date(row.receivedOn) },
        {
          key: 'price',
          label: t('lot.price', { unit: t(`unit-name.${one.item.unit}`) }),
          cell: (row) => (row.price === null ? '' : money(row.price)),
          align: 'end',
        },
      ]}
    />
  )
}

function LotActs({ lot, unit }: { lot: Lot; unit: string }) {
  const { t } = useTranslation('custody-stores')
  return (
    <Group gap={8}>
      <ActForm
        label={t('return.act')}
        icon="arrow-back-up"
        endpoint={returnStock}
        given={{ storeLotId: lot.id }}
        onDone={() => say(t('saved'))}
      >
        <NumberField
          name="quantity"
          label={t('amount')}
          unit={t(`unit-name.${unit}`)}
          decimals={3}
          required
        />
        <TextField name="party" label={t('return.party')} required />
      </ActForm>
      <ActForm
        label={t('spoil.act')}
        icon="trash"
        endpoint={spoilStock}
        initial={lot.expired ? { quantity: lot.quantity } : {}}
        given={{ storeLotId: lot.id }}
        onDone={() => say(t('saved'))}
      >
        <NumberField
          name="quantity"
          label={t('amount')}
          unit={t(`unit-name.${unit}`)}
          decimals={3}
          required
        />
        <TextField name="why" label={t('spoil.why')} required />
      </ActForm>
    </Group>
  )
}

function Ledger({ one }: { one: One }) {
  const { t } = useTranslation('custody-stores')
  const both = useBoth()
  const amount = useAmount()
  const { date, instant } = useFormats()
  return (
    <RecordTable
      name="custody.store-ledger"
      caption={t('item.ledger')}
      rows={one.entries}
      rowKey={(row) => row.id}
      empty={<EmptyState icon="notebook" title={t('ledger.none')} why={t('ledger.none-why')} />}
      columns={[
        { key: 'at', label: t('ledger.at'), cell: (row) => instant(row.at) },
        {
          key: 'kind',
          label: t('ledger.kind'),
          cell: (row) => (
            <StatusBadge
              meaning={row.kind === 'spoilage' || row.kind === 'adjustment' ? 'amber' : 'grey'}
              icon={row.quantity > 0 ? 'arrow-down' : 'arrow-up'}
            >
              {t(`entry.${row.kind}`)}
            </StatusBadge>
          ),
        },
        {
          key: 'amount',
          label: t('amount'),
          cell: (row) => <Ltr>{`${row.quantity > 0 ? '+' : '−'}${Math.abs(row.quantity)}`}</Ltr>,
          align: 'end',
        },
        { key: 'lot', label: t('lot.number'), cell: (row) => <Ltr>{row.lot}</Ltr> },
        {
          key: 'left',
          label: t('ledger.left'),
          cell: (row) => amount(row.leftAfter, one.item.unit),
          align: 'end',
        },
        {
          key: 'party',
          label: t('ledger.party'),
          cell: (row) =>
            row.indentOn === null ? (
              <bdi>{[row.party, row.why].filter((text) => text !== null).join(' · ')}</bdi>
            ) : (
              t('ledger.indent', { on: date(row.indentOn) })
            ),
        },
        { key: 'by', label: t('ledger.by'), cell: (row) => (row.by === null ? '' : both(row.by)) },
      ]}
    />
  )
}
