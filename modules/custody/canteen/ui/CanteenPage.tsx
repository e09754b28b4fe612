import type { OutputOf } from '#platform/http/contract'
import {
  DateField,
  EmptyState,
  Group,
  Link,
  Load,
  Ltr,
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
  useMay,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { addCanteenItem, getCanteen, setCanteenPrice, supplyCanteen, supplyReasons } from '../contract.ts'
import classes from './Canteen.module.css'
import { Counter } from './Counter.tsx'

type Canteen = OutputOf<typeof getCanteen>
type Item = Canteen['items'][number]

/** The counter of the canteen, and below it the list with prices and what is left. */
export default function CanteenPage() {
  const { t } = useTranslation('custody-canteen')
  const found = useCall(getCanteen, {})
  const maySell = useMay('custody:sell-canteen')
  const mayEdit = useMay('custody:edit-canteen')
  return (
    <Page title={t('title')} lead={t('lead')} actions={mayEdit ? <AddItem /> : undefined}>
      <Load call={found} lines={8}>
        {(canteen) => (
          <>
            {maySell && canteen.items.length > 0 ? (
              <Section title={t('counter.title')}>
                <Counter canteen={canteen} />
              </Section>
            ) : null}
            <Limit limit={canteen.limit} />
            <List canteen={canteen} />
          </>
        )}
      </Load>
    </Page>
  )
}

function Limit({ limit }: { limit: Canteen['limit'] }) {
  const { t } = useTranslation('custody-canteen')
  const { money, date } = useFormats()
  const may = useMay('custody:read-settings')
  return (
    <Section
      title={t('limit.title')}
      actions={may ? <Link to="/custody/settings/canteen-limit">{t('limit.rule')}</Link> : undefined}
    >
      {limit === null ? (
        <p className={classes.soft}>{t('limit.none')}</p>
      ) : (
        <p>
          <strong>{money(limit.weekly)}</strong>{' '}
          {t('limit.says', { day: t(`weekday.${limit.weekStarts}`), from: date(limit.from) })}{' '}
          <bdi className={classes.soft}>{limit.instrument}</bdi>
        </p>
      )}
    </Section>
  )
}

function List({ canteen }: { canteen: Canteen }) {
  const { t } = useTranslation('custody-canteen')
  const both = useBoth()
  const { money, date } = useFormats()
  return (
    <Section title={t('list.title')}>
      <RecordTable
        name="custody.canteen"
        caption={t('list.title')}
        rows={canteen.items}
        rowKey={(row) => row.id}
        empty={<EmptyState icon="box" title={t('list.empty')} why={t('list.empty-why')} />}
        detail={(row) => <ItemActs item={row} />}
        columns={[
          { key: 'code', label: t('list.code'), cell: (row) => <Ltr>{row.code}</Ltr> },
          { key: 'name', label: t('list.name'), cell: (row) => both(row.name) },
          {
            key: 'price',
            label: t('list.price'),
            cell: (row) => (row.price === null ? '' : money(row.price)),
            align: 'end',
          },
          {
            key: 'next',
            label: t('list.next'),
            cell: (row) => (row.next === null ? '' : `${money(row.next.price)} · ${date(row.next.from)}`),
          },
          { key: 'today', label: t('list.sold-today'), cell: (row) => row.soldToday, align: 'end' },
          {
            key: 'stock',
            label: t('list.stock'),
            cell: (row) =>
              row.stock <= row.low ? (
                <StatusBadge meaning="amber" icon="alert-triangle">
                  {t('list.low', { count: row.stock })}
                </StatusBadge>
              ) : (
                row.stock
              ),
            align: 'end',
          },
          {
            key: 'state',
            label: t('common:word.status'),
            cell: (row) => (row.sold ? '' : <StatusBadge meaning="grey">{t('list.not-sold')}</StatusBadge>),
          },
        ]}
      />
    </Section>
  )
}

function ItemActs({ item }: { item: Item }) {
  const { t } = useTranslation('custody-canteen')
  const maySell = useMay('custody:sell-canteen')
  const mayEdit = useMay('custody:edit-canteen')
  if (!maySell && !mayEdit) return <span className={classes.soft}>{t('list.nothing-to-do')}</span>
  return (
    <Group gap={8}>
      {maySell ? (
        <ActForm
          label={t('supply.enter')}
          icon="package"
          endpoint={supplyCanteen}
          initial={{ reason: 'delivery' }}
          given={{ id: item.id }}
          onDone={({ stock }) => say(t('supply.now', { count: stock }))}
        >
          <NumberField name="quantity" label={t('supply.quantity')} hint={t('supply.hint')} required />
          <SelectField
            name="reason"
            label={t('supply.reason')}
            required
            options={supplyReasons.map((value) => ({ value, label: t(`supply.${value}`) }))}
          />
          <TextField name="note" label={t('supply.note')} />
        </ActForm>
      ) : null}
      {mayEdit ? (
        <ActForm
          label={t('price.set')}
          icon="edit"
          endpoint={setCanteenPrice}
          initial={{ price: item.price ?? undefined, from: today() }}
          given={{ id: item.id, sold: true }}
          onDone={() => say(t('saved'))}
        >
          <NumberField name="price" label={t('list.price')} unit={t('rupees')} decimals={2} required />
          <DateField name="from" label={t('from-day')} required />
        </ActForm>
      ) : null}
    </Group>
  )
}

function AddItem() {
  const { t } = useTranslation('custody-canteen')
  return (
    <ActForm
      label={t('add')}
      icon="plus"
      endpoint={addCanteenItem}
      initial={{ low: 6 }}
      given={{}}
      onDone={() => say(t('saved'))}
    >
      <TextField name="code" ltr label={t('list.code')} hint={t('list.code-hint')} required />
      <TextField name="name.en" lang="en" label={`${t('list.name')} (English)`} required />
      <TextField name="name.ur" lang="ur" label={`${t('list.name')} (اردو)`} required />
      <NumberField name="price" label={t('list.price')} unit={t('rupees')} decimals={2} required />
      <NumberField name="low" label={t('list.low-at')} />
    </ActForm>
  )
}
