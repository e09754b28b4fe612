import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ConfirmAct,
  EmptyState,
  FigureTiles,
  formatNumber,
  Group,
  Link,
  Load,
  Ltr,
  NumberField,
  Page,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { WhichPrison } from '../../ui/WhichPrison.tsx'
import {
  addStoreItem,
  decideCount,
  getStores,
  goods,
  type Item,
  storeCategories,
  storeUnits,
} from '../contract.ts'
import { useAmount } from './amount.ts'
import classes from './Stores.module.css'

type Stores = OutputOf<typeof getStores>

/** What is in the stores: each item as a bar against its minimum, what expires, and the count that waits. */
export default function StoresPage() {
  const { t } = useTranslation('custody-stores')
  const [prisonId, setPrisonId] = useQueryText('prison')
  const found = useCall(getStores, prisonId === '' ? {} : { prisonId })
  const may = useMay('custody:keep-stores')
  return (
    <Page
      title={t('stores.title')}
      lead={t('stores.lead')}
      actions={
        <Group gap="xs">
          <WhichPrison label={t('prison')} found={found.data} set={setPrisonId} />
          {may ? <Link to="/custody/stores/count">{t('count.title')}</Link> : null}
          {may ? <AddItem /> : null}
        </Group>
      }
    >
      <Load call={found} lines={10}>
        {(stores) => <Whole stores={stores} />}
      </Load>
    </Page>
  )
}

function Whole({ stores }: { stores: Stores }) {
  const { t } = useTranslation('custody-stores')
  const [show, setShow] = useQueryText('show')
  const low = stores.rows.filter((item) => item.low)
  const shown = show === 'low' ? low : stores.rows
  if (stores.rows.length === 0)
    return <EmptyState icon="building-warehouse" title={t('stores.empty')} why={t('stores.empty-why')} />
  return (
    <>
      <FigureTiles
        tiles={[
          {
            key: 'all',
            figure: formatNumber(stores.rows.length),
            label: t('stores.items'),
            icon: 'package',
            press: () => setShow(''),
            pressed: show !== 'low',
          },
          {
            key: 'low',
            figure: formatNumber(low.length),
            label: t('stores.low'),
            icon: 'alert-triangle',
            meaning: low.length === 0 ? undefined : 'amber',
            press: () => setShow('low'),
            pressed: show === 'low',
          },
          {
            key: 'expired',
            figure: formatNumber(stores.expiring.filter((lot) => lot.expired).length),
            label: t('stores.expired'),
            icon: 'circle-x',
            meaning: stores.expiring.some((lot) => lot.expired) ? 'red' : undefined,
          },
        ]}
      />
      {stores.count === null ? null : <Count count={stores.count} />}
      {stores.expiring.length === 0 ? null : <Expiring lots={stores.expiring} />}
      {storeCategories
        .map((category) => ({ category, items: shown.filter((item) => item.category === category) }))
        .filter(({ items }) => items.length > 0)
        .map(({ category, items }) => (
          <Section key={category} title={t(`category.${category}`)}>
            <ul className={classes.items}>
              {items.map((item) => (
                <Bar key={item.id} item={item} />
              ))}
            </ul>
          </Section>
        ))}
    </>
  )
}

/** What may be issued against the minimum; what has expired stands apart, for it counts for nothing. */
function Bar({ item }: { item: Item }) {
  const { t } = useTranslation('custody-stores')
  const both = useBoth()
  const amount = useAmount()
  const { distance } = useFormats()
  const good = item.stock - item.expired
  const full = Math.max(item.stock, item.minimum * 2, 1)
  const part = (of: number) => `${(of / full) * 100}%`
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <Link to={`/custody/stores/${item.id}`}>{both(item.name)}</Link>
        <strong>{amount(good, item.unit)}</strong>
      </div>
      <div className={classes.bar} aria-hidden="true">
        <span data-low={item.low} style={{ inlineSize: part(good) }} />
        <span data-expired="true" style={{ inlineSize: part(item.expired) }} />
        <i style={{ insetInlineStart: part(item.minimum) }} />
      </div>
      <div className={classes.head}>
        <span className={classes.soft}>
          {t('stores.minimum', { amount: amount(item.minimum, item.unit) })}
        </span>
        <span className={classes.marks}>
          {item.low ? (
            <StatusBadge meaning={good === 0 ? 'red' : 'amber'}>
              {t(good === 0 ? 'stores.none-left' : 'stores.is-low')}
            </StatusBadge>
          ) : null}
          {item.expired > 0 ? (
            <StatusBadge meaning="red">
              {t('stores.has-expired', { amount: amount(item.expired, item.unit) })}
            </StatusBadge>
          ) : null}
          {item.nextExpiry === null ? null : (
            <span className={classes.soft}>
              {t('stores.next-expiry', { when: distance(item.nextExpiry) })}
            </span>
          )}
        </span>
      </div>
    </li>
  )
}

function Expiring({ lots }: { lots: Stores['expiring'] }) {
  const { t } = useTranslation('custody-stores')
  const both = useBoth()
  const amount = useAmount()
  const { date, distance } = useFormats()
  return (
    <Section title={t('stores.expiring')}>
      <ul className={classes.rows}>
        {lots.map((lot) => (
          <li key={lot.id}>
            <span>
              <Link to={`/custody/stores/${lot.itemId}`}>{both(lot.item)}</Link> · <Ltr>{lot.number}</Ltr> ·{' '}
              {amount(lot.quantity, lot.unit)}
            </span>
            <StatusBadge meaning={lot.expired ? 'red' : 'amber'}>
              {lot.expiresOn === null ? '' : `${date(lot.expiresOn)} · ${distance(lot.expiresOn)}`}
            </StatusBadge>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Count({ count }: { count: NonNullable<Stores['count']> }) {
  const { t } = useTranslation('custody-stores')
  const both = useBoth()
  const amount = useAmount()
  const { instant } = useFormats()
  const may = useMay('custody:approve-stock')
  const [deciding, setDeciding] = useState<boolean>()
  const decide = useCommand(decideCount, {
    onDone: ({ entered }) => say(t('count.entered', { count: entered })),
  })
  return (
    <Section title={t('count.waiting')}>
      <div className={classes.card}>
        <p className={classes.soft}>
          {t('count.by', { by: both(count.by), at: instant(count.at), count: count.lots })}
        </p>
        {count.differences.length === 0 ? (
          <p>{t('count.agrees')}</p>
        ) : (
          <ul className={classes.rows}>
            {count.differences.map((one) => (
              <li key={`${one.item.en} ${one.lot}`}>
                <span>
                  {both(one.item)} · <Ltr>{one.lot}</Ltr> · <bdi>{one.why}</bdi>
                </span>
                <StatusBadge meaning={one.counted < one.book ? 'amber' : 'blue'}>
                  {t('count.differs', {
                    book: amount(one.book, one.unit),
                    counted: amount(one.counted, one.unit),
                  })}
                </StatusBadge>
              </li>
            ))}
          </ul>
        )}
        {!may || count.own ? (
          <p className={classes.soft}>{t('count.second')}</p>
        ) : (
          <Group gap={8}>
            <Button variant="filled" onClick={() => setDeciding(true)}>
              {t('count.approve')}
            </Button>
            <Button onClick={() => setDeciding(false)}>{t('count.refuse')}</Button>
          </Group>
        )}
      </div>
      <ConfirmAct
        opened={deciding !== undefined}
        onClose={() => setDeciding(undefined)}
        title={t(deciding === false ? 'count.refuse' : 'count.approve')}
        consequence={t(deciding === false ? 'count.refuse-means' : 'count.approve-means', {
          count: count.differences.length,
        })}
        reason="required"
        actLabel={t(deciding === false ? 'count.refuse' : 'count.approve')}
        onConfirm={async (reason) => {
          await decide.run({ stocktakeId: count.id, approve: deciding === true, reason })
        }}
      />
    </Section>
  )
}

function AddItem() {
  const { t } = useTranslation('custody-stores')
  return (
    <ActForm
      label={t('item.add')}
      icon="plus"
      endpoint={addStoreItem}
      initial={{ category: 'ration', unit: 'kg', minimum: 0 }}
      given={{}}
      onDone={() => say(t('saved'))}
    >
      <TextField name="code" ltr label={t('item.code')} required />
      <TextField name="nameEn" lang="en" label={`${t('item.name')} (English)`} required />
      <TextField name="nameUr" lang="ur" label={`${t('item.name')} (اردو)`} required />
      <SelectField
        name="category"
        label={t('item.category')}
        required
        options={storeCategories.map((value) => ({ value, label: t(`category.${value}`) }))}
      />
      <SelectField
        name="unit"
        label={t('item.unit')}
        required
        options={storeUnits.map((value) => ({ value, label: t(`unit-name.${value}`) }))}
      />
      <SelectField
        name="good"
        label={t('item.good')}
        hint={t('item.good-hint')}
        options={goods.map((value) => ({ value, label: t(`good.${value}`) }))}
      />
      <NumberField name="minimum" label={t('item.minimum')} decimals={3} required />
    </ActForm>
  )
}
