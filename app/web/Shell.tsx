import { useDirection } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NetworkFailed, whenSignedOut, whenStepUpNeeded } from '../../platform/http/client.ts'
import { ErrorPanel } from '../../platform/ui/ErrorPanel.tsx'
import { forgetEntries } from '../../platform/ui/forms/last-entry.ts'
import { closeDrafts } from '../../platform/ui/forms/own-drafts.ts'
import { useGo } from '../../platform/ui/Link.tsx'
import { Notices } from '../../platform/ui/Notices.tsx'
import { say } from '../../platform/ui/notice.ts'
import { type Session, SessionProvider } from '../../platform/ui/session.tsx'
import { listenForShortcuts, useShortcuts } from '../../platform/ui/shortcuts.ts'
import { isPublic } from './navigation.ts'
import { chooseLanguage, hasChosenLanguage } from './preferences.ts'
import { Rail } from './Rail.tsx'
import classes from './Shell.module.css'
import { screens } from './screens.ts'
import { findSession, leaveSession } from './server.ts'
import { sessionKey } from './session-key.ts'
import { PageWaiting } from './states.tsx'
import { TopBar } from './TopBar.tsx'

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))
const ShortcutList = lazy(async () => ({ default: (await import('./ShortcutList.tsx')).ShortcutList }))
const StepUpDialog = lazy(async () => ({ default: (await import('./StepUpDialog.tsx')).StepUpDialog }))

const Unlock = lazy(async () => ({ default: (await import('./offline/Unlock.tsx')).Unlock }))
const Aboard = lazy(async () => ({ default: (await import('./offline/Aboard.tsx')).Aboard }))

/** Where a second factor is set up; until it is, nothing else opens. */
const secondFactorPage = '/account/second-factor'

/** Everything around a page. Without a session only public pages show; any other leads to sign-in and back. */
export function Shell() {
  const session = useQuery({
    queryKey: sessionKey,
    queryFn: ({ signal }) => findSession(signal),
    staleTime: 60_000,
    // Whoever stands at a gate without a connection waits for nothing.
    retryDelay: 400,
  })
  const location = useLocation()
  const go = useGo()
  const open = isPublic(screens, location.pathname)
  const signedOut = session.data === null && !open
  useEffect(() => listenForShortcuts(), [])
  useEffect(() => {
    if (signedOut) go(`/sign-in?back=${encodeURIComponent(location.href)}`, { replace: true })
  }, [signedOut, go, location.href])

  if (open)
    return (
      <SessionProvider session={session.data ?? undefined}>
        <Suspense fallback={<PageWaiting />}>
          <Outlet />
        </Suspense>
        <Notices />
      </SessionProvider>
    )
  if (session.isError && session.data === undefined)
    return (
      <main className={classes.alone}>
        {session.error instanceof NetworkFailed ? (
          <Suspense fallback={<PageWaiting />}>
            <Unlock retry={() => void session.refetch()} />
          </Suspense>
        ) : (
          <ErrorPanel error={session.error} retry={() => void session.refetch()} />
        )}
      </main>
    )
  if (session.data === undefined || session.data === null)
    return (
      <main className={classes.alone}>
        <PageWaiting />
      </main>
    )
  return <Inside session={session.data} />
}

function Inside({ session }: { session: Session }) {
  const { t } = useTranslation()
  const { setDirection } = useDirection()
  const { pathname } = useLocation()
  const queries = useQueryClient()
  const go = useGo()
  const [palette, setPalette] = useState(false)
  const [list, setList] = useState(false)
  const [asked, setAsked] = useState<{ answer: (done: boolean) => void } | undefined>(undefined)

  useEffect(() => {
    whenSignedOut(() => {
      say(t('common:shell.session-ended'))
      queries.setQueryData(sessionKey, null)
    })
    whenStepUpNeeded(() => new Promise<boolean>((answer) => setAsked({ answer })))
  }, [queries, t])

  const { language } = session.account
  useEffect(() => {
    // On a device where nobody has chosen, a person's own language; where they have, the device's.
    if (!hasChosenLanguage()) void chooseLanguage(language, setDirection)
  }, [language, setDirection])

  const mustSetUp = session.mustSetUpSecondFactor && pathname !== secondFactorPage
  useEffect(() => {
    if (mustSetUp) go(secondFactorPage, { replace: true })
  }, [mustSetUp, go])

  useShortcuts(
    [
      { key: 'mod+k', label: t('common:shortcut.find'), act: () => setPalette(true) },
      { key: '/', label: t('common:shortcut.find'), act: () => setPalette(true) },
      { key: '?', label: t('common:shortcut.list'), act: () => setList(true) },
      { key: 'F1', label: t('common:shortcut.help'), act: () => setList(true) },
    ],
    true,
  )

  const leave = async () => {
    await leaveSession()
    // What is sealed stays for its owner: unsent work survives a sign-out. The key goes, and what was taken along for a shift.
    await (await import('../../platform/ui/shift/take-shift.ts')).putShiftDown(session.account.id)
    closeDrafts()
    forgetEntries()
    queries.clear()
    queries.setQueryData(sessionKey, null)
    go('/sign-in')
  }

  return (
    <SessionProvider session={session}>
      <div className={classes.shell}>
        <a href="#content" className={classes.skip}>
          {t('common:shell.skip')}
        </a>
        <Rail />
        <TopBar find={() => setPalette(true)} help={() => setList(true)} leave={() => void leave()} />
        <Content>
          <Suspense>
            <Aboard />
          </Suspense>
          <Suspense fallback={<PageWaiting />}>
            <Outlet />
          </Suspense>
        </Content>
        <Suspense>
          {palette ? <Palette onClose={() => setPalette(false)} /> : null}
          {list ? <ShortcutList onClose={() => setList(false)} /> : null}
          {asked === undefined ? null : (
            <StepUpDialog
              onDone={(done) => {
                asked.answer(done)
                setAsked(undefined)
              }}
            />
          )}
        </Suspense>
        <Notices />
      </div>
    </SessionProvider>
  )
}

/** Moves the focus to the content when the page changes, so that a keyboard or a reader begins where the page begins. */
function Content({ children }: { children: ReactNode }) {
  const { pathname } = useLocation()
  const place = useRef<HTMLElement>(null)
  const came = useRef(pathname)
  useEffect(() => {
    if (came.current === pathname) return
    came.current = pathname
    place.current?.focus({ preventScroll: true })
  }, [pathname])
  return (
    <main id="content" ref={place} tabIndex={-1} className={classes.content}>
      {children}
    </main>
  )
}
