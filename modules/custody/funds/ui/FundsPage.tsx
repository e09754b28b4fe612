import type { OutputOf } from '#platform/http/contract'
import {
  Columns,
  DateField,
  EmptyState,
  Group,
  Link,
  Load,
  NumberField,
  Page,
  Section,
  SelectField,
  SeveralField,
  StatusBadge,
  say,
  TextField,
  today,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useMay,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import {
  dropLine,
  holders,
  listFundLines,
  listFunds,
  openFund,
  payable,
  payFromFund,
  turns,
} from '../contract.ts'
import { CostOfFreedom } from './CostOfFreedom.tsx'
import { FundBar } from './FundBar.tsx'
import classes from './Funds.module.css'
import { Who } from './Who.tsx'

type Funds = OutputOf<typeof listFunds>
type Line = OutputOf<typeof listFundLines>['rows'][number]

/** The funds that pay for people held only for money: what is to be paid here now, what each has, and what freedom would cost. */
export default function FundsPage() {
  const { t } = useTranslation('custody-funds')
  const found = useCall(listFunds, {})
  const mayCount = useMay('custody:read-liberty')
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={found.data?.mayKeep ? <OpenFund representatives={found.data.representatives} /> : null}
    >
      <Load call={found} lines={4}>
        {(funds) => (
          <>
            <ToPay mayPay={funds.mayPay} />
            <Cards funds={funds} />
          </>
        )}
      </Load>
      {mayCount ? <CostOfFreedom /> : null}
    </Page>
  )
}

function ToPay({ mayPay }: { mayPay: boolean }) {
  const { t } = useTranslation('custody-funds')
  const found = useCall(listFundLines, { state: 'approved', size: 200 })
  if (found.data?.total === 0 && !mayPay) return null
  return (
    <Section title={t('to-pay.title')}>
      <Load call={found} lines={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon="coin" title={t('to-pay.none')} why={t('to-pay.none-why')} />
          ) : (
            <ul className={classes.cards}>
              {rows.map((line) => (
                <LineToPay key={line.id} line={line} mayPay={mayPay} />
              ))}
            </ul>
          )
        }
      </Load>
    </Section>
  )
}

function LineToPay({ line, mayPay }: { line: Line; mayPay: boolean }) {
  const { t } = useTranslation('custody-funds')
  const both = useBoth()
  const { money, date } = useFormats()
  return (
    <li className={classes.card}>
      <strong>
        <Who line={line} />
      </strong>
      <span>
        {t(`kind.${line.kind}`)} · <bdi>{money(line.amount ?? 0)}</bdi>
      </span>
      <span className={classes.soft}>
        {both(line.fund)} · {t('since', { day: date(line.since) })}
      </span>
      {mayPay ? (
        <Group gap={8}>
          <ActForm
            label={t('pay')}
            icon="cash"
            endpoint={payFromFund}
            initial={{ paidOn: today() }}
            given={{ lineId: line.id }}
            filled
            onDone={({ paid }) => say(t('paid-now', { amount: paid }))}
          >
            <p className={classes.soft}>{t('pay-consequence', { amount: line.amount ?? 0 })}</p>
            <DateField name="paidOn" label={t('field.paid-on')} required />
            <TextField name="receipt" label={t('field.receipt')} required />
          </ActForm>
          <ActForm
            label={t('drop')}
            icon="arrow-back-up"
            endpoint={dropLine}
            given={{ lineId: line.id }}
            onDone={({ givenBack }) => say(t('dropped-now', { amount: givenBack }))}
          >
            <TextField name="why" label={t('field.why')} hint={t('drop-hint')} required multiline />
          </ActForm>
        </Group>
      ) : null}
    </li>
  )
}

function Cards({ funds }: { funds: Funds }) {
  const { t } = useTranslation('custody-funds')
  const both = useBoth()
  return (
    <Section title={t('funds')}>
      {funds.rows.length === 0 ? (
        <EmptyState icon="cash" title={t('none')} why={t('none-why')} />
      ) : (
        <ul className={classes.cards}>
          {funds.rows.map((fund) => (
            <li key={fund.id}>
              <Link to={`/custody/funds/${fund.id}`} className={classes.card}>
                <strong>{both(fund.name)}</strong>
                <span className={classes.badges}>
                  <StatusBadge meaning="grey">{t(`holder.${fund.holder}`)}</StatusBadge>
                  {fund.roundOpen ? (
                    <StatusBadge meaning="amber" icon="hourglass">
                      {t('round-open')}
                    </StatusBadge>
                  ) : null}
                  {fund.waiting > 0 ? (
                    <StatusBadge meaning="blue">{t('waiting', { count: fund.waiting })}</StatusBadge>
                  ) : null}
                </span>
                <FundBar sums={fund} />
                <span className={classes.soft}>
                  {t('freed', { count: fund.freed })} ·{' '}
                  {fund.pays.map((kind) => t(`kind.${kind}`)).join(' · ')}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function OpenFund({ representatives }: { representatives: Funds['representatives'] }) {
  const both = useBoth()
  const { t } = useTranslation('custody-funds')
  const go = useGo()
  return (
    <ActForm
      label={t('open')}
      icon="plus"
      endpoint={openFund}
      initial={{ turn: 'longest', pays: [...payable] }}
      given={{}}
      filled
      onDone={({ fundId }) => go(`/custody/funds/${fundId}`)}
    >
      <Columns>
        <TextField name="name.en" lang="en" label={`${t('field.name')} (English)`} required />
        <TextField name="name.ur" lang="ur" label={`${t('field.name')} (اردو)`} required />
      </Columns>
      <SelectField
        name="holder"
        label={t('field.holder')}
        required
        options={holders.map((value) => ({ value, label: t(`holder.${value}`) }))}
      />
      <SeveralField
        name="pays"
        label={t('field.pays')}
        required
        options={payable.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <SelectField
        name="turn"
        label={t('field.turn')}
        required
        options={turns.map((value) => ({ value, label: t(`turn.${value}`) }))}
      />
      <NumberField name="mostPerPerson" label={t('field.most-per-person')} />
      <Columns>
        <NumberField name="leastAge" label={t('field.least-age')} />
        <NumberField name="mostAge" label={t('field.most-age')} />
      </Columns>
      <SelectField
        name="sex"
        label={t('field.sex')}
        options={(['M', 'F', 'X'] as const).map((value) => ({ value, label: t(`sex-of.${value}`) }))}
      />
      <SelectField
        name="representativeId"
        label={t('field.representative')}
        hint={t('representative-hint')}
        options={representatives.map((one) => ({ value: one.id, label: both(one.name) }))}
      />
    </ActForm>
  )
}
