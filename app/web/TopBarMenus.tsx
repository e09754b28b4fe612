import { useMantineColorScheme } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../platform/ui/Icon.tsx'
import { useGo } from '../../platform/ui/Link.tsx'
import { useBoth } from '../../platform/ui/language.ts'
import { Menu } from '../../platform/ui/mantine.ts'
import { say } from '../../platform/ui/notice.ts'
import { explain } from '../../platform/ui/refusal-text.ts'
import { useSession } from '../../platform/ui/session.tsx'
import { chooseUrduType, preferredUrduType, type UrduType } from './preferences.ts'
import classes from './Shell.module.css'
import { actAs, getHome } from './server.ts'

interface Wanted {
  readonly opened: boolean
  readonly onChange: (opened: boolean) => void
  /** The button in the bar. */
  readonly children: ReactNode
}

export function PostMenu({ opened, onChange, children }: Wanted) {
  const { t } = useTranslation()
  const both = useBoth()
  const queries = useQueryClient()
  const go = useGo()
  const session = useSession()
  const change = async (grantId: string) => {
    try {
      await actAs(grantId)
      go('/')
      await queries.resetQueries()
    } catch (error) {
      say(explain(error, t, both).title)
    }
  }
  return (
    <Menu position="bottom-start" shadow="md" width={320} opened={opened} onChange={onChange}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('common:shell.switch-post')}</Menu.Label>
        {(session?.posts ?? []).map((post) => (
          <Menu.Item
            key={post.grantId}
            leftSection={<Icon name={post.grantId === session?.acting?.grantId ? 'check' : 'user-shield'} />}
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

export function AlertsMenu({ opened, onChange, children }: Wanted) {
  const { t } = useTranslation()
  const both = useBoth()
  const go = useGo()
  const home = useQuery({ queryKey: ['home'], queryFn: ({ signal }) => getHome(signal) })
  const late = (home.data?.queues ?? []).filter((queue) => queue.overdue > 0)
  return (
    <Menu position="bottom-end" shadow="md" width={320} opened={opened} onChange={onChange}>
      <Menu.Target>{children}</Menu.Target>
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

export function AccountMenu({
  opened,
  onChange,
  children,
  help,
  leave,
}: Wanted & { help: () => void; leave: () => void }) {
  const { t } = useTranslation()
  const both = useBoth()
  const session = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [urdu, setUrdu] = useState<UrduType>(preferredUrduType)
  const mark = (on: boolean) => <Icon name={on ? 'check' : 'circle-dashed'} />
  return (
    <Menu position="bottom-end" shadow="md" width={260} opened={opened} onChange={onChange}>
      <Menu.Target>{children}</Menu.Target>
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
