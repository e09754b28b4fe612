import { Icon, Link, StatusBadge, useTranslation } from '#platform/ui'
import type { RollCheck } from '../contract.ts'
import classes from './Roll.module.css'
import { type CheckData, Named } from './RollCheckPage.tsx'

/** Of a count begun without a connection: by which roll, what the registers knew that the phone did not, and which count stands in its place. */
export function Away({ data, check }: { data: CheckData; check: RollCheck }) {
  const { t } = useTranslation('custody-roll')
  const { away, besideId } = check
  if (away === null) return null
  const { since } = data
  const named = (ids: readonly string[]) => data.people.filter((one) => ids.includes(one.imprisonmentId))
  const changes =
    since === null
      ? []
      : ([
          ['came', named(since.came)],
          ['elsewhere', named(since.elsewhere)],
          ['left', since.left],
        ] as const)
  return (
    <>
      <p className={classes.line}>
        <StatusBadge meaning="grey" icon="cloud-off">
          {t('away.badge')}
        </StatusBadge>
        <span className={classes.soft}>
          {t('away.roll', { at: away.rollAsOf })}
          {away.receivedAt === null ? '' : ` · ${t('away.received', { at: away.receivedAt })}`}
        </span>
      </p>
      {besideId === null ? null : (
        <div className={classes.alarm} data-meaning="amber">
          <h2>
            <Icon name="alert-triangle" size={18} /> {t('beside.stands')}
          </h2>
          <p>
            {t('beside.stands-why')} <Link to={`/custody/roll-checks/${besideId}`}>{t('beside.open')}</Link>
          </p>
        </div>
      )}
      {changes.every(([, people]) => people.length === 0) ? null : (
        <div className={classes.alarm} data-meaning="amber">
          <h2>{t('away.since')}</h2>
          <ul>
            {changes.flatMap(([how, people]) =>
              people.map((one) => (
                <li key={`${how}/${one.imprisonmentId}`}>
                  <Named one={one} /> {t(`away.${how}`)}
                </li>
              )),
            )}
          </ul>
        </div>
      )}
    </>
  )
}
