import { Group, Ltr, StatusBadge, useBoth, useTranslation } from '#platform/ui'
import type { Seated } from '../contract.ts'
import type { Risk } from '../plan.ts'
import classes from './Escort.module.css'

const meaning = { low: 'grey', medium: 'blue', high: 'amber' } as const

export function RiskBadge({ risk }: { risk: Risk }) {
  const { t } = useTranslation('custody-escort')
  return (
    <StatusBadge meaning={meaning[risk]} icon={risk === 'high' ? 'alert-triangle' : 'shield'}>
      {t('risk.title')}: {t(`risk.${risk}`)}
    </StatusBadge>
  )
}

/** What of somebody decides where they may ride, in words; what is ordinary is not said. */
export function Marks({ one }: { one: Seated }) {
  const { t } = useTranslation('custody-escort')
  return (
    <Group gap={6}>
      {one.risk === 'high' ? (
        <StatusBadge meaning="amber" icon="alert-triangle">
          {t('word.high')}
        </StatusBadge>
      ) : null}
      {one.sex === 'F' ? <StatusBadge meaning="blue">{t('word.woman')}</StatusBadge> : null}
      {one.juvenile ? <StatusBadge meaning="blue">{t('word.juvenile')}</StatusBadge> : null}
      {one.fit ? null : (
        <StatusBadge meaning="amber" icon="hand-stop">
          {t('word.unfit')}
        </StatusBadge>
      )}
    </Group>
  )
}

export function Person({ one }: { one: Pick<Seated, 'number' | 'name'> }) {
  const both = useBoth()
  return (
    <span className={classes.person}>
      <Ltr>{one.number}</Ltr> <strong>{both(one.name)}</strong>
    </span>
  )
}

/** Where a vehicle goes: the place of the courts of those aboard. */
export function useWhere(): (people: readonly Pick<Seated, 'destination'>[]) => string {
  const { t } = useTranslation('custody-escort')
  const both = useBoth()
  return (people) => {
    const where = people.find(({ destination }) => destination.en !== '')?.destination
    return where === undefined ? t('word.unknown-place') : both(where)
  }
}
