import { Alert, Icon, Link, Load, Section, useCall, useFormats, useMay, useTranslation } from '#platform/ui'
import { getBalance } from '../contract.ts'
import classes from './Accounts.module.css'
import { PayOut } from './PayOut.tsx'

/** Before and after the gate: money that is still to be paid out. It warns and never keeps anybody. */
export default function LeavingPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-accounts')
  const { money } = useFormats()
  const maySee = useMay('custody:read-money')
  const mayPay = useMay('custody:book-money')
  const found = useCall(getBalance, { imprisonmentId: id })
  return (
    <Section
      title={t('leaving.title')}
      actions={maySee ? <Link to={`/custody/prisoners/${id}/account`}>{t('panel.open')}</Link> : undefined}
    >
      <Load call={found} lines={1}>
        {({ balance, leaving }) =>
          balance === 0 ? (
            <p className={classes.soft}>{t('leaving.none')}</p>
          ) : (
            <>
              <Alert icon={<Icon name="coin" size={20} />}>
                <strong>{money(balance)}</strong> {t('leaving.owed')}
              </Alert>
              {mayPay && leaving ? <PayOut id={id} balance={balance} /> : null}
            </>
          )
        }
      </Load>
    </Section>
  )
}
