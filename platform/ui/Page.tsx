import { type ReactNode, useEffect, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './Icon.tsx'
import { Link } from './Link.tsx'
import classes from './Page.module.css'

/** A page: its title (also the tab's), what it is about, its acts, one column of content and a context rail where it earns its place. */
export function Page({
  title,
  lead,
  actions,
  back,
  aside,
  children,
}: {
  title: string
  lead?: ReactNode
  actions?: ReactNode
  back?: { to: string; label: string }
  aside?: ReactNode
  children: ReactNode
}) {
  const { t } = useTranslation()
  const product = t('common:app.name')
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div className={classes.heading}>
          {back === undefined ? null : (
            <Link to={back.to} className={classes.back}>
              <span className="mirrored">
                <Icon name="chevron-left" size={16} />
              </span>
              {back.label}
            </Link>
          )}
          <h1>{title}</h1>
          {lead === undefined ? null : <div className={classes.lead}>{lead}</div>}
        </div>
        {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
      </header>
      <div className={aside === undefined ? classes.single : classes.withAside}>
        {aside === undefined ? null : <aside className={classes.aside}>{aside}</aside>}
        <div className={classes.column}>{children}</div>
      </div>
    </div>
  )
}

/** A part of a page under its heading; foldable where it is long and seldom needed. */
export function Section({
  title,
  actions,
  foldable = false,
  folded = false,
  children,
}: {
  title: string
  actions?: ReactNode
  foldable?: boolean
  folded?: boolean
  children: ReactNode
}) {
  const id = useId()
  if (foldable)
    return (
      <details className={classes.section} open={!folded}>
        <summary className={classes.summary}>
          <h2 id={id}>{title}</h2>
        </summary>
        {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
        {children}
      </details>
    )
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.sectionHead}>
        <h2 id={id}>{title}</h2>
        {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </section>
  )
}
