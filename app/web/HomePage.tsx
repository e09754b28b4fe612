import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../platform/i18n/format.ts'
import { DeadlineBadge } from '../../platform/ui/DeadlineBadge.tsx'
import { EmptyState } from '../../platform/ui/EmptyState.tsx'
import { Icon } from '../../platform/ui/Icon.tsx'
import { Link, useGo } from '../../platform/ui/Link.tsx'
import { Load } from '../../platform/ui/Load.tsx'
import { useBoth } from '../../platform/ui/language.ts'
import { Page, Section } from '../../platform/ui/Page.tsx'
import { useSession } from '../../platform/ui/session.tsx'
import { useShortcuts } from '../../platform/ui/shortcuts.ts'
import classes from './HomePage.module.css'
import { getHome, type Home } from './server.ts'

/** The first thing each post sees: its own work, what is late first. `N` opens the next. */
export default function HomePage() {
  const { t } = useTranslation()
  const both = useBoth()
  const go = useGo()
  const acting = useSession()?.acting
  const home = useQuery({
    queryKey: ['home'],
    queryFn: ({ signal }) => getHome(signal),
    refetchInterval: 120_000,
  })
  const next = home.data?.tasks?.[0]?.href ?? home.data?.queues.find((queue) => queue.count > 0)?.href
  useShortcuts(
    next === undefined ? [] : [{ key: 'n', label: t('common:shortcut.next'), act: () => go(next) }],
  )
  return (
    <Page
      title={t('common:home.title')}
      lead={
        acting === null || acting === undefined
          ? undefined
          : t('common:home.greeting', { post: both(acting.title), unit: both(acting.unit.name) })
      }
    >
      <Load call={home} lines={5}>
        {(data) => (
          <>
            <Queues queues={data.queues} />
            {data.tasks === undefined ? null : <Tasks tasks={data.tasks} />}
          </>
        )}
      </Load>
    </Page>
  )
}

function Queues({ queues }: { queues: Home['queues'] }) {
  const { t } = useTranslation()
  const both = useBoth()
  if (queues.length === 0)
    return <EmptyState icon="inbox" title={t('common:home.no-queues')} why={t('common:home.no-queues-why')} />
  const waiting = queues
    .filter((queue) => queue.count > 0)
    .toSorted((a, b) => Number(b.overdue > 0) - Number(a.overdue > 0))
  const empty = queues.filter((queue) => queue.count === 0)
  return (
    <Section title={t('common:home.queues')}>
      {waiting.length === 0 ? null : (
        <ul className={classes.queues}>
          {waiting.map((queue) => (
            <li key={queue.key}>
              <Link to={queue.href} className={classes.queue}>
                <span className={classes.count}>{formatNumber(queue.count)}</span>
                <span className={classes.label}>{both(queue.label)}</span>
                {queue.overdue > 0 ? (
                  <span className={classes.late}>
                    <Icon name="alarm" size={16} />
                    {t('common:home.overdue', { count: queue.overdue })}
                  </span>
                ) : (
                  <span className={classes.soft}>{t('common:home.on-time')}</span>
                )}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {empty.length === 0 ? null : (
        <div className={classes.empty}>
          <span>{t('common:home.nothing-in')}</span>
          <ul>
            {empty.map((queue) => (
              <li key={queue.key}>
                <Link to={queue.href}>{both(queue.label)}</Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  )
}

function Tasks({ tasks }: { tasks: NonNullable<Home['tasks']> }) {
  const { t } = useTranslation()
  const both = useBoth()
  return (
    <Section title={t('common:home.tasks')}>
      {tasks.length === 0 ? (
        <p className={classes.soft}>{t('common:home.no-tasks')}</p>
      ) : (
        <ul className={classes.tasks}>
          {tasks.map((task) => (
            <li key={task.id}>
              <div>
                <Link to={task.href}>{both(task.title)}</Link>
                {task.detail === undefined ? null : <div className={classes.soft}>{both(task.detail)}</div>}
              </div>
              {task.due === null ? null : <DeadlineBadge date={task.due} />}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
