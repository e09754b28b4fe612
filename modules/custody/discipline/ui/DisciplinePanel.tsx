import {
  EmptyState,
  Link,
  Load,
  Ltr,
  Section,
  useBoth,
  useCall,
  useFormats,
  useMay,
  useRecordEnded,
  useTranslation,
} from '#platform/ui'
import { listAdjudications } from '../contract.ts'
import classes from './Discipline.module.css'
import { ReportOffence } from './ReportForm.tsx'
import { Punished, ReportState } from './words.tsx'

/** On the prisoner's page: what was reported, found and punished in this imprisonment. */
export default function DisciplinePanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-discipline')
  const both = useBoth()
  const { instant } = useFormats()
  const ended = useRecordEnded()
  const mayReport = useMay('custody:report-offence') && !ended
  const found = useCall(listAdjudications, { imprisonmentId: id, size: 20 })
  return (
    <Section title={t('title')} {...(mayReport ? { actions: <ReportOffence imprisonmentId={id} /> } : {})}>
      <Load call={found} lines={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon="gavel" title={t('panel-none')} />
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <li key={row.id} className={classes.item}>
                  <Link to={`/custody/adjudications/${row.id}`}>
                    <Ltr>{row.offence.section}</Ltr> {both(row.offence.text)}
                  </Link>
                  <span className={classes.badges}>
                    <Punished punishments={row.punishments} />
                    <ReportState row={row} />
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
