import type { OutputOf } from '#platform/http/contract'
import {
  EmptyState,
  formatMonth,
  formatNumber,
  Icon,
  Link,
  Load,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useFormats,
  useLanguage,
  useTranslation,
} from '#platform/ui'
import { getRegime } from '../panel-contract.ts'
import classes from './Regime.module.css'

type Data = OutputOf<typeof getRegime>

/** On the prisoner's page: work, what it earned in money and days, and courses. */
export default function RegimePanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-regime')
  const found = useCall(getRegime, { id })
  return (
    <Section title={t('panel.title')}>
      <Load call={found} lines={3}>
        {(data) => (
          <>
            <Work data={data} />
            <Months months={data.months} />
            <Courses courses={data.courses} />
          </>
        )}
      </Load>
    </Section>
  )
}

function Work({ data: { work, courses, months, held } }: { data: Data }) {
  const { t } = useTranslation('custody-regime')
  const both = useBoth()
  const { date } = useFormats()
  const empty =
    courses.length === 0 && months.every(({ worked, kept, missed }) => worked + kept + missed === 0)
  if (work === null)
    return empty && held ? (
      <EmptyState icon="hammer" title={t('panel.none')} why={t('panel.none-why')} />
    ) : (
      <p className={classes.soft}>{t('panel.no-gang')}</p>
    )
  return (
    <p className={classes.row}>
      <Icon name="hammer" size={18} />
      <strong>
        <Link to={`/custody/labour/${work.gangId}`}>{both(work.gang)}</Link>
      </strong>
      <StatusBadge meaning="grey">{t(`labour-basis.${work.basis}`)}</StatusBadge>
      <span className={classes.soft}>{t('panel.since', { day: date(work.fromOn) })}</span>
      {work.fit ? null : (
        <StatusBadge meaning="amber" icon="heartbeat">
          {t('word.unfit')}
        </StatusBadge>
      )}
    </p>
  )
}

function Months({ months }: { months: Data['months'] }) {
  const { t } = useTranslation('custody-regime')
  const language = useLanguage()
  const { money } = useFormats()
  const some = months.filter(
    (one) => one.worked + one.kept + one.missed > 0 || one.rupees !== null || one.remission !== null,
  )
  if (some.length === 0) return null
  return (
    <table className={classes.months}>
      <caption className={classes.soft}>{t('panel.months')}</caption>
      <thead>
        <tr>
          <th>{t('panel.month')}</th>
          <th data-figure>{t('panel.worked')}</th>
          <th data-figure>{t('panel.missed')}</th>
          <th data-figure>{t('wages.earned')}</th>
          <th data-figure>{t('panel.remission')}</th>
        </tr>
      </thead>
      <tbody>
        {some.map((one) => (
          <tr key={one.month}>
            <td>{formatMonth(one.month, language)}</td>
            <td data-figure>
              {formatNumber(one.worked)}
              {one.kept > 0 ? ` + ${formatNumber(one.kept)}` : ''}
            </td>
            <td data-figure>{formatNumber(one.missed)}</td>
            <td data-figure>{one.rupees === null ? '—' : money(one.rupees)}</td>
            <td data-figure>{one.remission === null ? '—' : formatNumber(one.remission)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Courses({ courses }: { courses: Data['courses'] }) {
  const { t } = useTranslation('custody-regime')
  const both = useBoth()
  if (courses.length === 0) return null
  return (
    <ul className={classes.list}>
      {courses.map((course) => (
        <li key={`${course.courseId} ${course.fromOn}`} className={classes.line}>
          <span className={classes.who}>
            <Icon name="school" size={18} />
            <Link to={`/custody/courses/${course.courseId}`}>{both(course.name)}</Link>
          </span>
          <StatusBadge meaning={course.outcome === 'passed' ? 'blue' : 'grey'}>
            {course.outcome === null
              ? t('course.so-far', { attended: course.attended, held: course.held })
              : t(`outcome.${course.outcome}`)}
          </StatusBadge>
          {course.earned === null ? (
            <span />
          ) : (
            <StatusBadge meaning={course.earned === 'approved' ? 'blue' : 'amber'} icon="certificate">
              {t(`earned.state.${course.earned}`)}
              {course.months === null ? '' : ` · ${t('law.fixed', { count: course.months })}`}
            </StatusBadge>
          )}
        </li>
      ))}
    </ul>
  )
}
