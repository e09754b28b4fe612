import type { OutputOf } from '#platform/http/contract'
import { useFormats, useTranslation } from '#platform/ui'
import type { listFundTotals } from '../contract.ts'
import classes from './Funds.module.css'

type Sums = Pick<OutputOf<typeof listFundTotals>['rows'][number], 'putIn' | 'setAside' | 'paid' | 'free'>

/** What became of the money: paid, set aside, free; the words carry what the bar shows. */
export function FundBar({ sums }: { sums: Sums }) {
  const { t } = useTranslation('custody-funds')
  const { money } = useFormats()
  const whole = Math.max(1, sums.putIn)
  return (
    <>
      <div className={classes.bar} aria-hidden="true">
        <span data-part="paid" style={{ inlineSize: `${(100 * sums.paid) / whole}%` }} />
        <span data-part="set-aside" style={{ inlineSize: `${(100 * sums.setAside) / whole}%` }} />
      </div>
      <ul className={classes.sums}>
        {(['paid', 'setAside', 'free'] as const).map((key) => (
          <li key={key}>
            {t(`sum.${key}`)}{' '}
            <strong>
              <bdi>{money(sums[key])}</bdi>
            </strong>
          </li>
        ))}
      </ul>
    </>
  )
}
