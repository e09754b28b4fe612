import type { Screen } from '../../platform/ui/screens.ts'
import { may, type Session } from '../../platform/ui/session.tsx'

export type NavScreen = Screen & { readonly nav: NonNullable<Screen['nav']> }

export interface NavSection {
  readonly section: string
  readonly screens: readonly NavScreen[]
}

/**
 * The screens a session may use, by section, sections in the order of their first screen; groups of one system stand
 * together.
 */
export function navigationOf(
  screens: readonly Screen[],
  session: Session | undefined,
): readonly NavSection[] {
  const usable = screens
    .filter((screen): screen is NavScreen => screen.nav !== undefined && may(session, screen.needs))
    .toSorted((a, b) => a.nav.order - b.nav.order)
  const systems = Map.groupBy(usable, (screen) => systemOf(screen.nav.section))
  return [...systems.values()].flatMap((ofSystem) =>
    [...Map.groupBy(ofSystem, (screen) => screen.nav.section)].map(([section, grouped]) => ({
      section,
      screens: grouped,
    })),
  )
}

/** `custody:group.court` → `custody:system` */
const systemOf = (section: string): string => section.replace(/:group\..*$/, ':system')

/** The text namespaces the rail needs: `custody:nav.prisoners` → `custody`. */
export function namespacesOf(sections: readonly NavSection[]): string[] {
  const keys = sections.flatMap(({ section, screens }) => [
    section,
    ...screens.map((screen) => screen.nav.label),
  ])
  return [...new Set(['common', ...keys.map((key) => key.split(':')[0]!)])]
}

/** Whether an address lies at or below a screen's path. The home page is only itself. */
export function isWithin(pathname: string, path: string): boolean {
  return path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`)
}

/** Whether an address is a page for anybody. One that no screen claims is not. */
export function isPublic(screens: readonly Screen[], pathname: string): boolean {
  const parts = pathname.split('/')
  const screen = screens.find(({ path }) => {
    const wanted = path.split('/')
    return (
      wanted.length === parts.length && wanted.every((part, at) => part.startsWith('$') || part === parts[at])
    )
  })
  return screen?.needs === 'public'
}
