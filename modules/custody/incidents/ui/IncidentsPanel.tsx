import { EmptyState, Link, Load, Section, useBoth, useCall, useFormats, useTranslation } from '#platform/ui'
import { listIncidents } from '../contract.ts'
import classes from './Incidents.module.css'
import { IncidentState } from './words.tsx'

/** On the prisoner's page: the incidents the prisoner was in. */
export default function IncidentsPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-incidents')
  const both = useBoth()
  const { instant } = useFormats()
  return (
    <Section title={t('title')}>
      <Load call={useCall(listIncidents, { imprisonmentId: id, size: 20 })} lines={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon="shield-check" title={t('panel-none')} />
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <li key={row.id} className={classes.item}>
                  <Link to={`/custody/incidents/${row.id}`}>{both(row.type.text)}</Link>
                  <span className={classes.badges}>
                    <IncidentState row={row} />
                    <span className={classes.soft}>{instant(row.occurredAt)}</span>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Load>
    </Section>
  )
}
