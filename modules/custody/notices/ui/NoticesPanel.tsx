import { Link, Load, Ltr, Section, useCall, useFormats, useMay, useTranslation } from '#platform/ui'
import { dayOf } from '../../pakistan-day.ts'
import { listNotices } from '../contract.ts'
import classes from './Notices.module.css'
import { NoticeState } from './words.tsx'

/** On the prisoner's page: what was written about them, and the way to write more. */
export default function NoticesPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-notices')
  const { date } = useFormats()
  const maySign = useMay('custody:sign-notice')
  return (
    <Section title={t('panel.title')}>
      <Load call={useCall(listNotices, { imprisonmentId: id, show: 'all', size: 10 })} lines={1}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className={classes.soft}>{t('panel.none')}</p>
          ) : (
            <ul className={classes.plain}>
              {rows.map((row) => (
                <li key={row.id} className={classes.badges}>
                  <Link to={`/custody/notices/${row.id}`}>{t(`kind.${row.kind}`)}</Link>
                  <NoticeState state={row.state} />
                  {row.last === null ? null : (
                    <span className={classes.soft}>
                      <Ltr>{row.last.number}</Ltr> · {date(row.last.sentOn)}
                    </span>
                  )}
                  {row.last === null && row.signedAt !== null ? (
                    <span className={classes.soft}>{date(dayOf(row.signedAt))}</span>
                  ) : null}
                </li>
              ))}
            </ul>
          )
        }
      </Load>
      {maySign ? <Link to={`/custody/prisoners/${id}/notice`}>{t('act.draw-another')}</Link> : null}
    </Section>
  )
}
