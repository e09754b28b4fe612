import {
  BothNames,
  type IconName,
  Ltr,
  type Meaning,
  StatusBadge,
  useBoth,
  useTranslation,
} from '#platform/ui'
import type { Patient } from '../contract.ts'
import type { DoseResult, Pathway, Status } from '../pathways.ts'
import classes from './Health.module.css'

const looks: Record<Status, { meaning: Meaning; icon: IconName }> = {
  suspected: { meaning: 'amber', icon: 'help' },
  confirmed: { meaning: 'red', icon: 'alert-circle' },
  'on-treatment': { meaning: 'blue', icon: 'pill' },
  interrupted: { meaning: 'red', icon: 'alert-triangle' },
  completed: { meaning: 'grey', icon: 'circle-check' },
  'ruled-out': { meaning: 'grey', icon: 'circle-x' },
}
export const resultLooks: Record<DoseResult, { meaning: Meaning; icon: IconName }> = {
  given: { meaning: 'blue', icon: 'check' },
  refused: { meaning: 'red', icon: 'hand-stop' },
  'not-there': { meaning: 'grey', icon: 'door-exit' },
}

/** Where a diagnosis stands, as colour, icon and word. */
export function Stands({ status }: { status: Status }) {
  const { t } = useTranslation('custody-health')
  return (
    <StatusBadge meaning={looks[status].meaning} icon={looks[status].icon}>
      {t(`status.${status}`)}
    </StatusBadge>
  )
}

/** What the illness is called: by its pathway, or by its own name. */
export function usePathwayWords(): (pathway: Pathway, words: string | null) => string {
  const { t } = useTranslation('custody-health')
  return (pathway, words) =>
    words === null ? t(`pathway.${pathway}`) : `${t(`pathway.${pathway}`)}: ${words}`
}

/** A patient in a list: number, both names, the father, where they sleep; opens the health record. */
export function PatientLine({ one, to = 'health' }: { one: Patient; to?: 'health' | 'medicines' }) {
  const both = useBoth()
  const { t } = useTranslation(['custody-health', 'custody'])
  return (
    <span className={classes.who}>
      <Ltr>{one.number}</Ltr>
      <BothNames name={one.name} as="inline" to={`/custody/prisoners/${one.imprisonmentId}/${to}`} />
      {one.father === null ? null : (
        <span className={classes.soft}>
          {t('custody:word.father')} {both(one.father)}
        </span>
      )}
      <span className={classes.soft}>{one.place === null ? t('desk.no-place') : both(one.place)}</span>
    </span>
  )
}
