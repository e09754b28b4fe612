import { useDirection, useMantineColorScheme } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../platform/ui/Icon.tsx'
import { useGo } from '../../platform/ui/Link.tsx'
import { useBoth, useLanguage } from '../../platform/ui/language.ts'
import { Menu } from '../../platform/ui/mantine.ts'
import { say } from '../../platform/ui/notice.ts'
import { explain } from '../../platform/ui/refusal-text.ts'
import { useSession } from '../../platform/ui/session.tsx'
import { chooseLanguage, chooseUrduType, preferredUrduType, type UrduType } from './preferences.ts'
import classes from './Shell.module.css'
import { actAs, getHome } from './server.ts'

export function TopBar({ find, help, leave }: { find: () => void; help: () => void; leave: () => void }) {
  const { t } = useTranslation()
  return (
    <header className={classes.top}>
      <ActingAs />
      <button type="button" className={classes.find} onClick={find} aria-label={t('common:shell.find')}>
        <Icon name="search" size={18} />
        <span>{t('common:shell.find')}</span>
        <kbd dir="ltr">Ctrl K</kbd>
      </button>
      <div className={classes.tools}>
        <LanguageSwitch />
        <Alerts />
        <Account help={help} leave={leave} />
      </div>
    </header>
  )
}

/** Unit and post, always in sight; a choice where there are several. */
function ActingAs() {
  const { t } = useTranslation()
  const both = useBoth()
  const queries = useQueryClient()
  const go = useGo()
  const session = useSession()
  const acting = session?.acting
  if (session === undefined || acting === null || acting === undefined)
    return <div className={classes.acting} />
  const words = (
    <>
      <span className={classes.unit}>{both(acting.unit.name)}</span>
      <span className={classes.post}>{both(acting.title)}</span>
    </>
  )
  if (session.posts.length < 2) return <div className={classes.acting}>{words}</div>
  const change = async (grantId: string) => {
    try {
      await actAs(grantId)
      await queries.resetQueries()
      go('/')
    } catch (error) {
      say(explain(error, t, both).title)
    }
  }
  return (
    <Menu position="bottom-start" shadow="md" width={320}>
      <Menu.Target>
        <button
          type="button"
          className={classes.acting}
          aria-label={`${t('common:shell.switch-post')}: ${both(acting.title)}`}
        >
          {words}
          <Icon name="chevron-down" size={16} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('common:shell.switch-post')}</Menu.Label>
        {session.posts.map((post) => (
          <Menu.Item
            key={post.grantId}
            leftSection={<Icon name={post.grantId === acting.grantId ? 'check' : 'user-shield'} />}
            onClick={() => void change(post.grantId)}
          >
            {both(post.title)}
            <span className={classes.itemNote}>{both(post.unit.name)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function LanguageSwitch() {
  const language = useLanguage()
  const { setDirection } = useDirection()
  const other = language === 'ur' ? 'en' : 'ur'
  return (
    <button
      type="button"
      className={classes.tool}
      lang={other}
      onClick={() => void chooseLanguage(other, setDirection)}
    >
      {other === 'ur' ? 'اردو' : 'English'}
    </button>
  )
}

/** What is late, from the same counts as the home page. */
function Alerts() {
  const { t } = useTranslation()
  const both = useBoth()
  const go = useGo()
  const home = useQuery({
    queryKey: ['home'],
    queryFn: ({ signal }) => getHome(signal),
    refetchInterval: 120_000,
  })
  const late = (home.data?.queues ?? []).filter((queue) => queue.overdue > 0)
  const count = late.reduce((sum, queue) => sum + queue.overdue, 0)
  return (
    <Menu position="bottom-end" shadow="md" width={320}>
      <Menu.Target>
        <button type="button" className={classes.tool} aria-label={t('common:shell.alerts-count', { count })}>
          <Icon name="bell" size={20} />
          {count === 0 ? null : <span className={classes.count}>{count > 99 ? '99+' : count}</span>}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('common:shell.alerts')}</Menu.Label>
        {late.length === 0 ? (
          <div className={classes.itemText}>
            {home.isError ? t('common:trouble.part') : t('common:shell.no-alerts')}
          </div>
        ) : (
          late.map((queue) => (
            <Menu.Item key={queue.key} leftSection={<Icon name="alarm" />} onClick={() => go(queue.href)}>
              {both(queue.label)}
              <span className={classes.itemNote}>{t('common:home.overdue', { count: queue.overdue })}</span>
            </Menu.Item>
          ))
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function Account({ help, leave }: { help: () => void; leave: () => void }) {
  const { t } = useTranslation()
  const both = useBoth()
  const session = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [urdu, setUrdu] = useState<UrduType>(preferredUrduType)
  const mark = (on: boolean) => <Icon name={on ? 'check' : 'circle-dashed'} />
  return (
    <Menu position="bottom-end" shadow="md" width={260}>
      <Menu.Target>
        <button type="button" className={classes.tool} aria-label={t('common:shell.account')}>
          <Icon name="user" size={20} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {session === undefined ? null : <Menu.Label>{both(session.account.name)}</Menu.Label>}
        <Menu.Item leftSection={<Icon name="keyboard" />} onClick={help}>
          {t('common:shortcut.title')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('common:shell.theme')}</Menu.Label>
        {(['auto', 'light', 'dark'] as const).map((scheme) => (
          <Menu.Item
            key={scheme}
            leftSection={mark(colorScheme === scheme)}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`common:shell.theme-${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('common:shell.urdu-type')}</Menu.Label>
        {(['naskh', 'nastaliq'] as const).map((type) => (
          <Menu.Item
            key={type}
            leftSection={mark(urdu === type)}
            onClick={() => {
              setUrdu(type)
              void chooseUrduType(type)
            }}
          >
            {t(`common:shell.${type}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="logout" />} onClick={leave}>
          {t('common:act.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
