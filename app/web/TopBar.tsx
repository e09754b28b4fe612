import { useDirection } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../platform/ui/Icon.tsx'
import { useBoth, useLanguage } from '../../platform/ui/language.ts'
import { say } from '../../platform/ui/notice.ts'
import { explain } from '../../platform/ui/refusal-text.ts'
import { useSession } from '../../platform/ui/session.tsx'
import { chooseLanguage } from './preferences.ts'
import classes from './Shell.module.css'
import { getHome, keepLanguage } from './server.ts'

const menus = () => import('./TopBarMenus.tsx')
const PostMenu = lazy(async () => ({ default: (await menus()).PostMenu }))
const AlertsMenu = lazy(async () => ({ default: (await menus()).AlertsMenu }))
const AccountMenu = lazy(async () => ({ default: (await menus()).AccountMenu }))

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

interface Wanted {
  readonly opened: boolean
  readonly onChange: (opened: boolean) => void
  readonly children: ReactNode
}

/** A button whose menu is fetched when it is first wanted: on a slow line the first page comes without menus. */
function MenuButton<Props extends object>({
  menu: Body,
  className,
  label,
  children,
  ...props
}: Props & {
  menu: LazyExoticComponent<ComponentType<Wanted & Props>>
  className: string | undefined
  label: string
  children: ReactNode
}) {
  const [opened, setOpened] = useState<boolean | undefined>(undefined)
  const button = (
    <button
      type="button"
      className={className}
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={opened === true}
      onPointerEnter={() => void menus()}
      onFocus={() => void menus()}
      onClick={() => setOpened(opened !== true)}
    >
      {children}
    </button>
  )
  if (opened === undefined) return button
  return (
    <Suspense fallback={button}>
      <Body {...(props as unknown as Props)} opened={opened} onChange={setOpened}>
        {button}
      </Body>
    </Suspense>
  )
}

/** Unit and post, always in sight; a choice where there are several. */
function ActingAs() {
  const { t } = useTranslation()
  const both = useBoth()
  const session = useSession()
  const acting = session?.acting
  if (acting === null || acting === undefined) return <div className={classes.acting} />
  const words = (
    <span className={classes.words}>
      <span className={classes.unit}>{both(acting.unit.name)}</span>
      <span className={classes.post}>{both(acting.title)}</span>
    </span>
  )
  if (session === undefined || session.posts.length < 2) return <div className={classes.acting}>{words}</div>
  return (
    <div className={classes.acting}>
      <MenuButton
        menu={PostMenu}
        className={classes.switch}
        label={`${both(acting.unit.name)}, ${both(acting.title)}. ${t('common:shell.switch-post')}`}
      >
        {words}
        <Icon name="chevron-down" size={16} />
      </MenuButton>
    </div>
  )
}

function LanguageSwitch() {
  const language = useLanguage()
  const { t } = useTranslation()
  const both = useBoth()
  const { setDirection } = useDirection()
  const other = language === 'ur' ? 'en' : 'ur'
  const change = async () => {
    await chooseLanguage(other, setDirection)
    await keepLanguage(other).catch((error: unknown) => say(explain(error, t, both).title))
  }
  return (
    <button type="button" className={classes.tool} lang={other} onClick={() => void change()}>
      {other === 'ur' ? 'اردو' : 'English'}
    </button>
  )
}

/** How much is late, from the same counts as the home page. */
function Alerts() {
  const { t } = useTranslation()
  const home = useQuery({
    queryKey: ['home'],
    queryFn: ({ signal }) => getHome(signal),
    refetchInterval: 120_000,
  })
  const count = (home.data?.queues ?? []).reduce((sum, queue) => sum + queue.overdue, 0)
  return (
    <MenuButton menu={AlertsMenu} className={classes.tool} label={t('common:shell.alerts-count', { count })}>
      <Icon name="bell" size={20} />
      {count === 0 ? null : <span className={classes.count}>{count > 99 ? '99+' : count}</span>}
    </MenuButton>
  )
}

function Account({ help, leave }: { help: () => void; leave: () => void }) {
  const { t } = useTranslation()
  return (
    <MenuButton
      menu={AccountMenu}
      className={classes.tool}
      label={t('common:shell.account')}
      help={help}
      leave={leave}
    >
      <Icon name="user" size={20} />
    </MenuButton>
  )
}
