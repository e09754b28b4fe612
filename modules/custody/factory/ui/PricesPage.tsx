import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  Columns,
  ConfirmAct,
  DateField,
  EmptyState,
  Group,
  Icon,
  Load,
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
  addFactoryProduct,
  closeFactoryProduct,
  decideFactoryPrice,
  type FactoryProduct,
  getFactoryPrices,
  productKinds,
  productUnits,
  proposeFactoryPrice,
} from '../contract.ts'
import classes from './Factory.module.css'

type List = OutputOf<typeof getFactoryPrices>

/** The price list: what the factory makes, at which price since when, and what waits for the Superintendent. */
export default function PricesPage() {
  const { t } = useTranslation('custody-factory')
  const [prisonId, setPrisonId] = useQueryText('prison')
  const found = useCall(getFactoryPrices, prisonId === '' ? {} : { prisonId })
  const may = useMay('custody:keep-factory')
  return (
    <Page
      title={t('prices.title')}
      lead={t('prices.lead')}
      back={{ to: '/custody/factory', label: t('title') }}
      actions={
        <Group gap="xs">
          <WhichPrison label={t('prison')} found={found.data} set={setPrisonId} />
          {may && found.data !== undefined ? <AddProduct list={found.data} /> : null}
        </Group>
      }
    >
      <Load call={found} lines={8}>
        {(list) =>
          list.products.length === 0 ? (
            <EmptyState icon="tool" title={t('prices.none')} why={t('prices.none-why')} />
          ) : (
            productKinds
              .map((kind) => ({ kind, products: list.products.filter((one) => one.kind === kind) }))
              .filter(({ products }) => products.length > 0)
              .map(({ kind, products }) => (
                <Section key={kind} title={t(`product-kind.${kind}`)}>
                  <ul className={classes.cards}>
                    {products.map((product) => (
                      <Product key={product.id} product={product} list={list} />
                    ))}
                  </ul>
                </Section>
              ))
          )
        }
      </Load>
    </Page>
  )
}

function Product({ product, list }: { product: FactoryProduct; list: List }) {
  const { t } = useTranslation('custody-factory')
  const both = useBoth()
  const { money, date } = useFormats()
  const may = useMay('custody:keep-factory')
  const rate = list.rates.find(({ code }) => code === product.rateCode)
  return (
    <li className={classes.card}>
      <span className={classes.head}>
        <span className={classes.name}>{both(product.name)}</span>
        {product.price === null ? (
          <StatusBadge meaning="amber">{t('prices.no-price')}</StatusBadge>
        ) : (
          <bdi className={classes.figure}>{money(product.price)}</bdi>
        )}
      </span>
      <span className={classes.soft}>
        {t('prices.per', { unit: t(`unit.${product.unit}`) })}
        {product.since === null ? '' : ` · ${t('prices.since', { day: product.since })}`} ·{' '}
        {rate === undefined ? t('prices.by-day') : t('prices.by-piece', { rate: both(rate.name) })}
        {product.orders === 0 ? '' : ` · ${t('prices.orders', { count: product.orders })}`}
      </span>
      {product.next === null ? null : (
        <StatusBadge meaning="blue" icon="calendar">
          {t('prices.next', { price: product.next.price, day: product.next.fromOn })}
        </StatusBadge>
      )}
      {product.waiting === null ? null : <Waiting waiting={product.waiting} />}
      {product.history.length < 2 ? null : (
        <details>
          <summary>{t('prices.history')}</summary>
          <ul className={classes.prices}>
            {product.history.map((each) => (
              <li key={`${each.fromOn} ${each.state} ${each.price}`}>
                <bdi>{date(each.fromOn)}</bdi>
                <bdi>{money(each.price)}</bdi>
                <span className={classes.soft}>
                  {t(`correct.state.${each.state}`)} · {both(each.decidedBy)} · <bdi>{each.decision}</bdi>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {may ? (
        <Group gap={8}>
          {product.waiting === null ? <Propose product={product} today={list.today} /> : null}
          <Close product={product} />
        </Group>
      ) : null}
    </li>
  )
}

function Waiting({ waiting }: { waiting: NonNullable<FactoryProduct['waiting']> }) {
  const { t } = useTranslation('custody-factory')
  const both = useBoth()
  const may = useMay('custody:approve-factory')
  const [approving, setApproving] = useState<boolean>()
  const decide = useCommand(decideFactoryPrice, { onDone: () => say(t('decided')) })
  const label = t(approving === false ? 'refuse' : 'approve')
  return (
    <>
      <StatusBadge meaning="amber" icon="hourglass">
        {t('prices.waiting', { price: waiting.price, day: waiting.fromOn, by: both(waiting.by) })}
      </StatusBadge>
      {may && !waiting.own ? (
        <Group gap={8}>
          <Button size="xs" variant="filled" onClick={() => setApproving(true)}>
            {t('approve')}
          </Button>
          <Button size="xs" onClick={() => setApproving(false)}>
            {t('refuse')}
          </Button>
        </Group>
      ) : (
        <span className={classes.soft}>{t('second-wanted')}</span>
      )}
      <ConfirmAct
        opened={approving !== undefined}
        onClose={() => setApproving(undefined)}
        title={label}
        consequence={t(approving === false ? 'prices.refuse-means' : 'prices.approve-means', {
          price: waiting.price,
          day: waiting.fromOn,
        })}
        reason="required"
        actLabel={label}
        onConfirm={(why) => decide.run({ factoryPriceId: waiting.id, approve: approving === true, why })}
      />
    </>
  )
}

function Propose({ product, today }: { product: FactoryProduct; today: string }) {
  const { t } = useTranslation('custody-factory')
  return (
    <ActForm
      label={t('prices.propose')}
      icon="edit"
      endpoint={proposeFactoryPrice}
      initial={{ fromOn: today }}
      given={{ factoryProductId: product.id }}
      onDone={() => say(t('prices.proposed'))}
    >
      <Columns>
        <NumberField
          name="price"
          label={t('prices.price', { unit: t(`unit.${product.unit}`) })}
          unit={t('rupees')}
          decimals={2}
          required
        />
        <DateField name="fromOn" label={t('prices.from')} required />
      </Columns>
    </ActForm>
  )
}

function Close({ product }: { product: FactoryProduct }) {
  const { t } = useTranslation('custody-factory')
  const [asking, setAsking] = useState(false)
  const close = useCommand(closeFactoryProduct, { onDone: () => say(t('prices.closed')) })
  return (
    <>
      <Button size="xs" leftSection={<Icon name="archive" size={16} />} onClick={() => setAsking(true)}>
        {t('prices.close')}
      </Button>
      <ConfirmAct
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('prices.close')}
        consequence={t('prices.close-means')}
        actLabel={t('prices.close')}
        onConfirm={() => close.run({ factoryProductId: product.id })}
      />
    </>
  )
}

function AddProduct({ list }: { list: List }) {
  const { t } = useTranslation('custody-factory')
  const both = useBoth()
  return (
    <ActForm
      label={t('prices.add')}
      icon="plus"
      filled
      endpoint={addFactoryProduct}
      initial={{ kind: 'other', unit: 'piece', fromOn: list.today }}
      given={{}}
      onDone={() => say(t('prices.proposed'))}
    >
      <Columns>
        <SelectField
          name="kind"
          label={t('prices.kind')}
          required
          options={productKinds.map((value) => ({ value, label: t(`product-kind.${value}`) }))}
        />
        <SelectField
          name="unit"
          label={t('prices.unit')}
          required
          options={productUnits.map((value) => ({ value, label: t(`unit.${value}`) }))}
        />
      </Columns>
      <TextField name="nameEn" lang="en" label={`${t('common:word.name')} (English)`} required />
      <TextField name="nameUr" lang="ur" label={`${t('common:word.name')} (اردو)`} required />
      <SelectField
        name="rateCode"
        label={t('prices.rate')}
        hint={t('prices.rate-hint')}
        options={list.rates.map((rate) => ({ value: rate.code, label: both(rate.name) }))}
      />
      <Columns>
        <NumberField name="price" label={t('order.price')} unit={t('rupees')} decimals={2} required />
        <DateField name="fromOn" label={t('prices.from')} required />
      </Columns>
    </ActForm>
  )
}
