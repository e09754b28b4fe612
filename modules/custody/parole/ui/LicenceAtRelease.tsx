import { Alert, Icon, Link, Load, useCall, useMay, useTranslation } from '#platform/ui'
import { getReleasePage } from '../../release/contract.ts'
import classes from './Parole.module.css'

/** On the release page: the licence on which somebody would leave, and whether another officer had it confirmed. */
export default function LicenceAtRelease({ id }: { id: string }) {
  const { t } = useTranslation('custody-parole')
  const mayRead = useMay('custody:read-parole')
  return (
    <Load call={useCall(getReleasePage, { imprisonmentId: id })} lines={1}>
      {({ gate: { licence } }) =>
        licence === null ? null : (
          <Alert
            color={licence.verified ? 'blue' : 'yellow'}
            icon={<Icon name={licence.verified ? 'certificate' : 'scan'} />}
          >
            <strong>
              {t(licence.verified ? 'gate.verified' : 'gate.unverified', {
                order: licence.order,
                authority: licence.authority,
                from: licence.from,
              })}
            </strong>
            <p>{t('gate.means')}</p>
            <ul className={classes.conditions}>
              {licence.conditions.map((one) => (
                <li key={one}>
                  <bdi>{one}</bdi>
                </li>
              ))}
            </ul>
            {mayRead ? <Link to="/custody/parole?show=open">{t('panel.case')}</Link> : null}
          </Alert>
        )
      }
    </Load>
  )
}
