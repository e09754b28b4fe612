import {
  BothNames,
  Link,
  Load,
  Ltr,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { getCustodyOfCase } from '../contract.ts'
import { dayOf } from '../pakistan-day.ts'
import classes from './Custody.module.css'

/** Where the accused of a case are held, on the case's page; nothing where none is. */
export default function CaseCustody({ id }: { id: string }) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const { date } = useFormats()
  const held = useCall(getCustodyOfCase, { caseId: id })
  if (held.data !== undefined && held.data.rows.length === 0) return null
  return (
    <Section title={t('panel.in-prison')}>
      <Load call={held} lines={2}>
        {({ rows }) => (
          <ul className={classes.held}>
            {rows.map((row) => (
              <li key={`${row.partyId} ${row.number}`}>
                <BothNames name={row.name} as="inline" />
                {row.imprisonmentId === null ? (
                  <span>{both(row.prison)}</span>
                ) : (
                  <Link to={`/custody/prisoners/${row.imprisonmentId}`}>{both(row.prison)}</Link>
                )}
                <Ltr>{row.number}</Ltr>
                <StatusBadge meaning={row.state === 'in' ? 'blue' : 'grey'}>
                  {row.state === 'in' ? t(`category.${row.category}`) : t('state.released')}
                </StatusBadge>
                <span className={classes.soft}>
                  {t('panel.since', { day: dayOf(row.admittedAt) })}
                  {row.releasedAt === null ? '' : ` – ${date(dayOf(row.releasedAt))}`}
                  {row.nextProduction === null ? '' : ` · ${t('panel.next', { day: row.nextProduction })}`}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Load>
    </Section>
  )
}
