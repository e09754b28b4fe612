import {
  EmptyState,
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
import { getCustodyOfPerson } from '../contract.ts'
import { dayOf } from '../pakistan-day.ts'
import classes from './Custody.module.css'

/** A person's imprisonments, on the person's page. */
export default function PersonCustody({ id }: { id: string }) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const { date } = useFormats()
  const held = useCall(getCustodyOfPerson, { personId: id })
  return (
    <Section title={t('panel.imprisonments')}>
      <Load call={held} lines={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon="building-fortress" title={t('panel.none')} />
          ) : (
            <ul className={classes.held}>
              {rows.map((row) => (
                <li key={`${row.prison.en} ${row.number}`}>
                  {row.imprisonmentId === null ? (
                    both(row.prison)
                  ) : (
                    <Link to={`/custody/prisoners/${row.imprisonmentId}`}>{both(row.prison)}</Link>
                  )}
                  <Ltr>{row.number}</Ltr>
                  <StatusBadge meaning={row.state === 'in' ? 'blue' : 'grey'}>
                    {row.state === 'in' ? t(`category.${row.category}`) : t('state.released')}
                  </StatusBadge>
                  <span className={classes.soft}>
                    {date(dayOf(row.admittedAt))}
                    {row.releasedAt === null ? '' : ` – ${date(dayOf(row.releasedAt))}`}
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
