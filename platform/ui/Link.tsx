import { Link as RouterLink, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCallback } from 'react'

/** A link inside the application; the page behind it is fetched when the pointer or the focus rests on it. */
export function Link({
  to,
  children,
  className,
  'aria-label': label,
}: {
  to: string
  children: ReactNode
  className?: string | undefined
  'aria-label'?: string | undefined
}) {
  return (
    <RouterLink to={to} preload="intent" className={className ?? 'link'} aria-label={label}>
      {children}
    </RouterLink>
  )
}

/** Goes to an address: `const go = useGo(); go('/custody/prisoners/…')`. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  return useCallback(
    (to, options) => void navigate({ to, ...(options?.replace ? { replace: true } : {}) }),
    [navigate],
  )
}

/** The `$name` parts of the address. */
export function useRouteParams(): Record<string, string> {
  return useParams({ strict: false }) as Record<string, string>
}

/** A text kept in the address (`?tab=history`), so that a link or the Back key returns to the same sight. */
export function useQueryText(name: string, standard = ''): [string, (value: string) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const value = search[name]
  const set = (next: string) =>
    void navigate({
      to: '.',
      replace: true,
      search: (now: Record<string, unknown>) => ({ ...now, [name]: next === standard ? undefined : next }),
    })
  return [value === undefined ? standard : String(value), set]
}
