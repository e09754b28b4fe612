import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../platform/ui/Icon.tsx'
import { Link } from '../../platform/ui/Link.tsx'
import { useSession } from '../../platform/ui/session.tsx'
import { isWithin, type NavScreen, namespacesOf, navigationOf } from './navigation.ts'
import classes from './Shell.module.css'
import { screens } from './screens.ts'

/** How many places fit at the bottom of a phone beside "More". */
const phonePlaces = 4

/** The systems this post may use. On a phone it is the bar at the bottom, where a thumb reaches. */
export function Rail() {
  const session = useSession()
  const sections = navigationOf(screens, session)
  const { t, ready } = useTranslation(namespacesOf(sections), { useSuspense: false })
  const { pathname } = useLocation()
  const [more, setMore] = useState(false)
  const all = sections.flatMap((section) => section.screens)
  const here = all
    .filter((screen) => isWithin(pathname, screen.path))
    .toSorted((a, b) => b.path.length - a.path.length)[0]
  const link = (screen: NavScreen) => (
    <li key={screen.path} data-here={screen === here} onClickCapture={() => setMore(false)}>
      <Link to={screen.path} className={classes.place}>
        <Icon name={screen.nav.icon} size={20} />
        <span>{ready ? t(screen.nav.label) : ' '}</span>
      </Link>
    </li>
  )
  return (
    <>
      <nav className={classes.rail} aria-label={t('common:shell.systems')}>
        <Link to="/" className={classes.mark} aria-label={t('common:app.name')}>
          <Mark />
          <span lang="ur">میزان</span>
          <span lang="en">Mizan</span>
        </Link>
        {sections.map(({ section, screens: within }, index) => (
          <div key={section} className={classes.system}>
            {index === 0 || !ready ? null : <h2>{t(section)}</h2>}
            <ul>{within.map(link)}</ul>
          </div>
        ))}
      </nav>
      <nav className={classes.bottom} aria-label={t('common:shell.systems')}>
        <ul className={classes.bar}>
          {all.slice(0, phonePlaces).map(link)}
          {all.length > phonePlaces ? (
            <li>
              <button
                type="button"
                className={classes.place}
                aria-expanded={more}
                onClick={() => setMore(!more)}
              >
                <Icon name="dots" size={20} />
                <span>{t('common:shell.more')}</span>
              </button>
            </li>
          ) : null}
        </ul>
        {more ? <ul className={classes.sheet}>{all.slice(phonePlaces).map(link)}</ul> : null}
      </nav>
    </>
  )
}

function Mark() {
  return (
    <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M16 6v19M10 26h12M7 10h18" />
        <path d="M7 10l-3.2 8a3.6 3.6 0 0 0 6.4 0zM25 10l-3.2 8a3.6 3.6 0 0 0 6.4 0z" />
      </g>
    </svg>
  )
}
