import { Link, Load, Section, useCall, useFormats, useTranslation } from '#platform/ui'
import { getAccount } from '../contract.ts'
import classes from './Accounts.module.css'
import { WeekBar } from './WeekBar.tsx'

/** On the prisoner's page: what stands on the account and what may still be spent this week. */
export default function AccountPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-accounts')
  const { money } = useFormats()
  const found = useCall(getAccount, { imprisonmentId: id })
  return (
    <Section
      title={t('panel.title')}
      actions={<Link to={`/custody/prisoners/${id}/account`}>{t('panel.open')}</Link>}
    >
      <Load call={found} lines={2}>
        {(account) => (
          <div className={classes.row}>
            <span className={classes.big}>{money(account.balance)}</span>
            <WeekBar week={account.week} />
          </div>
        )}
      </Load>
    </Section>
  )
}
