import type { ComponentType } from 'react'
import type { Need } from '../http/contract.ts'
import type { IconName } from './icon-names.ts'

/**
 * How a module puts its screens before people: `ui/index.ts` ends in `export default defineScreens('custody', [ … ])`. A part of
 * a module (`modules/custody/movement/`) lists its own. The file is read at start, so it holds paths and names only; the pages
 * are fetched when opened.
 */
export interface Screen {
  /** `/custody/prisoners/$id`; `$name` parts are read with `useRouteParams()`. */
  readonly path: string
  readonly page: () => Promise<{ default: ComponentType }>
  /** Who may open it; the shell hides what the post may not use and the server refuses it all the same. */
  readonly needs: Need
  /** Its place in the side rail and in the palette. */
  readonly nav?: {
    /** The system it belongs to, or a part of a large one, as a text key: `custody:system`, `custody:group.court`. */
    readonly section: string
    /** `custody:nav.prisoners` */
    readonly label: string
    readonly icon: IconName
    readonly order: number
  }
}

/** A part a module adds to a page that is not its own, such as the FIR on the page of a case. */
export interface Panel {
  /** `policing.fir`, unique. */
  readonly key: string
  readonly place: 'case' | 'person' | 'prisoner' | 'bail' | 'release' | 'gate'
  /** Fetched when shown; gets the identifier of the case, person or imprisonment (a page of bail has the imprisonment's). */
  readonly part: () => Promise<{ default: ComponentType<{ id: string }> }>
  readonly needs: Need
  readonly order: number
}

/** How what waits in an outbox of a module's is sent, also while none of its pages is open. */
export interface OutboxOfModule {
  /** What the names of its queues begin with, up to the slash: `roll-check` of `roll-check/<id>`. */
  readonly queue: string
  /** What waits there, as a text key. */
  readonly label: string
  /** Where its officer sees it. Given what stands after the slash. */
  readonly page: (rest: string) => string
  /** Given what stands after the slash, what sends the items and answers which need not be sent again. */
  readonly send: () => Promise<{
    readonly default: (rest: string) => (items: never) => Promise<readonly string[]>
  }>
}

export interface Screens {
  readonly name: string
  readonly screens: readonly Screen[]
  readonly panels: readonly Panel[]
  readonly outboxes: readonly OutboxOfModule[]
}

export function defineScreens(
  name: string,
  screens: readonly Screen[],
  panels: readonly Panel[] = [],
  outboxes: readonly OutboxOfModule[] = [],
): Screens {
  return { name, screens, panels, outboxes }
}
