import type { OutputOf } from '#platform/http/contract'
import { type Meaning, StatusBadge, useBoth, useTranslation } from '#platform/ui'
import type { Convict, listParoleCases, Reason } from '../contract.ts'
import classes from './Parole.module.css'

type CaseRow = OutputOf<typeof listParoleCases>['rows'][number]
type LicenceState = NonNullable<CaseRow['licence']>['state']

const standingLooks: Record<Convict['standing'], Meaning> = {
  barred: 'grey',
  refer: 'amber',
  'not-yet': 'grey',
  open: 'blue',
}
const licenceLooks: Record<LicenceState, Meaning> = {
  'to-verify': 'amber',
  issued: 'amber',
  running: 'blue',
  held: 'amber',
  revoked: 'red',
  returned: 'grey',
  discharged: 'grey',
  cancelled: 'grey',
}

export function StandingBadge({ standing }: { standing: Convict['standing'] }) {
  const { t } = useTranslation('custody-parole')
  return (
    <StatusBadge
      meaning={standingLooks[standing]}
      {...(standing === 'refer'
        ? { icon: 'help' as const }
        : standing === 'barred'
          ? { icon: 'lock' as const }
          : {})}
    >
      {t(`standing.${standing}`)}
    </StatusBadge>
  )
}

export function LicenceBadge({ state }: { state: LicenceState }) {
  const { t } = useTranslation('custody-parole')
  return <StatusBadge meaning={licenceLooks[state]}>{t(`licence-state.${state}`)}</StatusBadge>
}

/** What the law says, each with what it rests on; what was not obtained is said to be so. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const { t } = useTranslation('custody-parole')
  const both = useBoth()
  return (
    <ul className={classes.reasons}>
      {reasons.map((one) => (
        <li key={one.code} className={classes.reason} data-effect={one.effect}>
          {both(one.text)}
          <div className={classes.soft}>
            <bdi>{one.citation}</bdi> · {t(`rests.${one.standing}`)}
          </div>
        </li>
      ))}
    </ul>
  )
}
