import type { OutputOf } from '#platform/http/contract'
import { GivenReasons, Link, Ltr, StatusBadge, useBoth, useFormats, useTranslation } from '#platform/ui'
import type { listVisitRefusals, Visit } from '../contract.ts'
import classes from './Visits.module.css'
import { StateBadge, Unmonitored, Who } from './words.tsx'

type Refused = OutputOf<typeof listVisitRefusals>['rows'][number]

/** Visits and refusals in one line of time, the latest first. */
export function History({
  visits,
  refusals,
  of,
}: {
  visits: readonly Visit[]
  refusals: readonly Refused[]
  of: 'prisoner' | 'visitor'
}) {
  const { t } = useTranslation('custody-visits')
  const both = useBoth()
  const { date, instant } = useFormats()
  const entries = [
    ...visits.map((visit) => ({ at: `${visit.onDate}T${visit.slotAt}:00+05:00`, visit, refused: undefined })),
    ...refusals.map((refused) => ({ at: refused.refusedAt, visit: undefined, refused })),
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
  return (
    <ul className={classes.items}>
      {entries.map(({ visit, refused }) =>
        visit !== undefined ? (
          <li key={visit.id} className={classes.item}>
            <div className={classes.line}>
              <span>
                {date(visit.onDate)} <Ltr>{visit.slotAt}</Ltr>
              </span>
              <StateBadge state={visit.state} />
              {visit.kind === 'ordinary' ? null : visit.kind === 'legal' ? (
                <Unmonitored />
              ) : (
                <StatusBadge meaning="blue">{t('kind.family-room')}</StatusBadge>
              )}
              {visit.tokenNo === null ? null : (
                <span>
                  {t('token.title')} <Ltr>{String(visit.tokenNo)}</Ltr>
                </span>
              )}
            </div>
            {of === 'visitor' ? (
              <Link to={`/custody/prisoners/${visit.imprisonmentId}`}>
                <Who one={visit} />
              </Link>
            ) : (
              <span>
                {visit.visitors.map((person, at) => (
                  <span key={person.id}>
                    {at === 0 ? '' : t('comma')}
                    <Link to={`/custody/visitors/${person.id}`}>{both(person.name)}</Link> (
                    {t(`relation.${person.relation}`)})
                  </span>
                ))}
              </span>
            )}
            {visit.endedWhy === null ? null : <span className={classes.soft}>{visit.endedWhy}</span>}
            {visit.overrides.length === 0 ? null : <GivenReasons reasons={visit.overrides} />}
          </li>
        ) : refused === undefined ? null : (
          <li key={refused.id} className={classes.item}>
            <div className={classes.line}>
              <span>{instant(refused.refusedAt)}</span>
              <StatusBadge meaning="red" icon="hand-stop">
                {t('history.refused')}: {t(`refused.${refused.reason}`)}
              </StatusBadge>
            </div>
            {of === 'visitor' ? (
              <Who one={refused} />
            ) : refused.visitor === null ? null : (
              <span>{both(refused.visitor)}</span>
            )}
            {refused.note === null ? null : <span className={classes.soft}>{refused.note}</span>}
          </li>
        ),
      )}
    </ul>
  )
}
