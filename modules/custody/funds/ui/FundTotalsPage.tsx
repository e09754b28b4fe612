import { EmptyState, Load, Page, Section, useBoth, useCall, useTranslation } from '#platform/ui'
import { listFundTotals } from '../contract.ts'
import { FundBar } from './FundBar.tsx'
import { Terms } from './Terms.tsx'

/** For whoever gave the money: what became of it and how many it freed, and nobody's name. */
export default function FundTotalsPage() {
  const { t } = useTranslation('custody-funds')
  const both = useBoth()
  return (
    <Page title={t('totals.title')} lead={t('totals.lead')}>
      <Load call={useCall(listFundTotals, {})} lines={4}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon="cash" title={t('totals.none')} why={t('totals.none-why')} />
          ) : (
            rows.map((fund) => (
              <Section key={fund.id} title={both(fund.name)}>
                <p>{t('totals.freed', { count: fund.freed, amount: fund.putIn })}</p>
                <FundBar sums={fund} />
                <Terms fund={fund} />
              </Section>
            ))
          )
        }
      </Load>
    </Page>
  )
}
