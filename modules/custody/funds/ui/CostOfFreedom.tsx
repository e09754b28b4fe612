import { useState } from 'react'
import {
  Chart,
  formatMoney,
  formatNumber,
  Link,
  Load,
  parseNumber,
  Section,
  TextInput,
  useCall,
  useLanguage,
  useTranslation,
} from '#platform/ui'
import { costOfFreedom } from '../contract.ts'
import classes from './Funds.module.css'

/** What it would cost to free everybody, smallest amounts first, and how many a sum that somebody names would free. */
export function CostOfFreedom() {
  const { t } = useTranslation('custody-funds')
  return (
    <Section title={t('cost.title')}>
      <Load call={useCall(costOfFreedom, {})} lines={4}>
        {({ people, amount, unknown, sureties, steps }) => (
          <>
            {steps.length === 0 ? (
              <p>{t('cost.nobody')}</p>
            ) : (
              <Picture people={people} amount={amount} steps={steps} />
            )}
            {unknown > 0 ? <p className={classes.soft}>{t('cost.unknown', { count: unknown })}</p> : null}
            {sureties > 0 ? <p className={classes.soft}>{t('cost.sureties', { count: sureties })}</p> : null}
            {steps.length === 0 ? null : <HowMany />}
          </>
        )}
      </Load>
    </Section>
  )
}

function Picture({
  people,
  amount,
  steps,
}: {
  people: number
  amount: number
  steps: readonly { people: number; amount: number }[]
}) {
  const { t } = useTranslation('custody-funds')
  const half = steps.find((step) => step.people >= people / 2)
  return (
    <Chart
      title={t('cost.chart')}
      kind="area"
      unit={t('cost.rupees')}
      categories={['0', ...steps.map((step) => formatNumber(step.people))]}
      series={[{ name: t('cost.series'), values: [0, ...steps.map((step) => step.amount)] }]}
      summary={t('cost.summary', { count: people, amount, half: half?.amount ?? amount })}
      definition={t('cost.definition')}
    />
  )
}

function HowMany() {
  const { t } = useTranslation('custody-funds')
  const language = useLanguage()
  const [typed, setTyped] = useState('100000')
  const sum = Math.max(0, parseNumber(typed) ?? 0)
  const { data } = useCall(costOfFreedom, { sum })
  const frees = data?.frees
  return (
    <div className={classes.ask}>
      <TextInput
        label={t('cost.ask')}
        value={typed}
        inputMode="numeric"
        dir="ltr"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <p role="status">
        {frees == null || frees.most === null ? (
          frees == null ? null : (
            t('cost.frees-nobody', { sum: formatMoney(sum, language) })
          )
        ) : (
          <>
            {t('cost.frees', {
              count: frees.people,
              sum: formatMoney(sum, language),
              amount: formatMoney(frees.amount, language),
            })}{' '}
            <Link to={`/custody/held-for-money?most=${frees.most}`}>{t('cost.see')}</Link>
          </>
        )}
      </p>
    </div>
  )
}
