import { formatNumber, type IconName, type Meaning, StatusBadge, useTranslation } from '#platform/ui'
import type { Obstacle, Petition } from '../contract.ts'
import classes from './Sureties.module.css'

/** Red where the prison itself could open the gate today; amber where somebody must act; grey where another case holds. */
const looks: Record<Obstacle, { meaning: Meaning; icon: IconName }> = {
  'no-surety': { meaning: 'amber', icon: 'user-search' },
  'surety-offered': { meaning: 'blue', icon: 'file-search' },
  'papers-verified': { meaning: 'blue', icon: 'file-check' },
  'order-not-arrived': { meaning: 'amber', icon: 'mail' },
  'order-not-verified': { meaning: 'red', icon: 'scan' },
  'order-to-carry-out': { meaning: 'red', icon: 'door-exit' },
  'other-case': { meaning: 'grey', icon: 'gavel' },
  hold: { meaning: 'grey', icon: 'lock' },
  'amount-too-high': { meaning: 'amber', icon: 'coin' },
  'family-not-reached': { meaning: 'amber', icon: 'phone' },
  'surety-far-away': { meaning: 'amber', icon: 'map-pin' },
  other: { meaning: 'amber', icon: 'info-circle' },
}

export function ObstacleBadge({ obstacle }: { obstacle: Obstacle }) {
  const { t } = useTranslation('custody-sureties')
  return (
    <StatusBadge meaning={looks[obstacle].meaning} icon={looks[obstacle].icon}>
      {t(`obstacle.${obstacle}`)}
    </StatusBadge>
  )
}

/** The figure of the page: how long somebody has been inside with bail in hand. */
export function DaysInside({ days, late }: { days: number; late: boolean }) {
  const { t } = useTranslation('custody-sureties')
  return (
    <span className={classes.days} data-meaning={late ? 'red' : undefined}>
      {formatNumber(days)} <small>{t('days', { count: days })}</small>
    </span>
  )
}

const petitionLooks: Record<Petition['state'], Meaning> = {
  prepared: 'amber',
  filed: 'blue',
  adjourned: 'blue',
  granted: 'blue',
  refused: 'grey',
  withdrawn: 'grey',
}

export function PetitionBadge({ state }: { state: Petition['state'] }) {
  const { t } = useTranslation('custody-sureties')
  return <StatusBadge meaning={petitionLooks[state]}>{t(`petition-state.${state}`)}</StatusBadge>
}
