import { useState } from 'react'
import {
  Button,
  ConfirmAct,
  Group,
  Ltr,
  NumberField,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCommand,
  useFormats,
  useFormValues,
  useMay,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import {
  correctionKinds,
  decideFactoryCorrection,
  type FactoryCorrection,
  proposeFactoryCorrection,
} from '../contract.ts'
import classes from './Factory.module.css'
import type { Whole } from './OrderPage.tsx'

/** Write-offs and refunds: asked by one officer, approved by another. */
export function Corrections({ one }: { one: Whole }) {
  const { t } = useTranslation('custody-factory')
  const may = useMay('custody:keep-factory')
  const kinds = correctionKinds.filter((kind) =>
    kind === 'spoiled'
      ? one.items.some((item) => item.made > item.spoiled + item.delivered)
      : kind === 'debt'
        ? one.order.owed > 0
        : one.order.received > 0,
  )
  const asks = may && kinds.length > 0
  if (!asks && one.corrections.length === 0) return null
  return (
    <Section title={t('correct.title')} actions={asks ? <Propose one={one} kinds={kinds} /> : undefined}>
      {one.corrections.length === 0 ? (
        <p className={classes.soft}>{t('correct.none')}</p>
      ) : (
        <ul className={classes.cards}>
          {one.corrections.map((each) => (
            <Correction key={each.id} each={each} unit={unitOf(one, each)} />
          ))}
        </ul>
      )}
    </Section>
  )
}

const unitOf = (one: Whole, { item }: FactoryCorrection) =>
  one.items.find(({ name }) => name.en === item?.en)?.unit ?? 'piece'

const meanings = { proposed: 'amber', approved: 'blue', refused: 'grey' } as const

function Correction({ each, unit }: { each: FactoryCorrection; unit: string }) {
  const { t } = useTranslation('custody-factory')
  const both = useBoth()
  const { money, instant } = useFormats()
  const may = useMay('custody:approve-factory')
  return (
    <li className={classes.card}>
      <span className={classes.head}>
        <span className={classes.name}>{t(`correct.kind.${each.kind}`)}</span>
        <StatusBadge meaning={meanings[each.state]}>{t(`correct.state.${each.state}`)}</StatusBadge>
      </span>
      <span>
        {each.amount === null ? (
          <>
            {each.item === null ? '' : both(each.item)}: {t(`amount.${unit}`, { count: each.quantity ?? 0 })}
          </>
        ) : (
          <bdi>{money(each.amount)}</bdi>
        )}{' '}
        · <bdi>{each.why}</bdi>
      </span>
      <span className={classes.soft}>
        {t('correct.by', { by: both(each.by), at: instant(each.at) })}
        {each.decidedBy === null ? '' : ` · ${t('correct.decided', { by: both(each.decidedBy) })} `}
        {each.decision === null ? null : <bdi>{each.decision}</bdi>}
        {each.voucher === null ? null : (
          <>
            {' '}
            · {t('handed.voucher')} <Ltr>{each.voucher}</Ltr>
          </>
        )}
      </span>
      {each.state !== 'proposed' ? null : may && !each.own ? (
        <Decide each={each} />
      ) : (
        <span className={classes.soft}>{t('second-wanted')}</span>
      )}
    </li>
  )
}

function Decide({ each }: { each: FactoryCorrection }) {
  const { t } = useTranslation('custody-factory')
  const [approving, setApproving] = useState<boolean>()
  const decide = useCommand(decideFactoryCorrection, { onDone: () => say(t('decided')) })
  const label = t(approving === false ? 'refuse' : 'approve')
  return (
    <Group gap={8}>
      <Button size="xs" variant="filled" onClick={() => setApproving(true)}>
        {t('approve')}
      </Button>
      <Button size="xs" onClick={() => setApproving(false)}>
        {t('refuse')}
      </Button>
      <ConfirmAct
        opened={approving !== undefined}
        onClose={() => setApproving(undefined)}
        title={label}
        consequence={t(approving === false ? 'correct.refuse-means' : `correct.means.${each.kind}`)}
        reason="required"
        actLabel={label}
        onConfirm={(why) => decide.run({ factoryCorrectionId: each.id, approve: approving === true, why })}
      />
    </Group>
  )
}

type Kind = (typeof correctionKinds)[number]

function Propose({ one, kinds }: { one: Whole; kinds: readonly Kind[] }) {
  const { t } = useTranslation('custody-factory')
  return (
    <ActForm
      label={t('correct.propose')}
      icon="edit"
      endpoint={proposeFactoryCorrection}
      initial={{ kind: kinds[0] }}
      given={{ factoryOrderId: one.order.id }}
      onDone={() => say(t('correct.proposed'))}
    >
      <SelectField
        name="kind"
        label={t('correct.what')}
        required
        options={kinds.map((value) => ({ value, label: t(`correct.kind.${value}`) }))}
      />
      <HowMuch one={one} />
      <TextField name="why" label={t('correct.why')} required />
    </ActForm>
  )
}

function HowMuch({ one }: { one: Whole }) {
  const { t } = useTranslation('custody-factory')
  const both = useBoth()
  const { kind } = useFormValues<{ kind?: Kind }>()
  if (kind !== 'spoiled')
    return <NumberField name="amount" label={t('handed.amount')} unit={t('rupees')} decimals={2} required />
  return (
    <>
      <SelectField
        name="orderItemId"
        label={t('order.product')}
        required
        options={one.items
          .filter((item) => item.made > item.spoiled + item.delivered)
          .map((item) => ({ value: item.id, label: both(item.name) }))}
      />
      <NumberField name="quantity" label={t('order.quantity')} required />
    </>
  )
}
