import type { RawBuilder } from 'kysely'
import { may } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { BothLanguages } from '#platform/http/contract'

/** A form of a module to which departments add fields. Its migration says `select fields.follow(…)` with the same words. */
export interface ExtraForm {
  /** `custody.admission` */
  readonly key: string
  readonly title: BothLanguages
  /** The table whose rows the answers are about; whoever sees the row sees them. */
  readonly subject: string
  /** Who may look at counts and lists of answers: the permission that reads the subject. */
  readonly reads: string
  /** Who may answer. */
  readonly adds: string
  /** Who may read sensitive answers. */
  readonly readsSealed: string
  /** Whom a count counts, in a sentence. */
  readonly counted: BothLanguages
  /** A select of the `id` of each of them. */
  readonly people: RawBuilder<unknown>
  /** A select of `id`, `number`, `name` as `{ en, ur }` of those with these ids. */
  readonly named: (ids: readonly string[]) => RawBuilder<unknown>
  readonly href: (subjectId: string) => string
  /** The report that has the answers as columns, for a file. */
  readonly report?: string
}

const forms = new Map<string, ExtraForm>()

export function defineForm(form: ExtraForm): ExtraForm {
  if (forms.has(form.key)) throw new Error(`Two forms are called ${form.key}.`)
  forms.set(form.key, form)
  return form
}

export const allForms = (): readonly ExtraForm[] => [...forms.values()]

/** @throws not-found */
export function formOf(key: string): ExtraForm {
  const form = forms.get(key)
  if (form === undefined) throw refuse('not-found')
  return form
}

/** A form whose subjects the actor may read. @throws not-found when not: the two look alike */
export function readableForm(tx: Tx, key: string): ExtraForm {
  const form = formOf(key)
  if (!may(tx, form.reads)) throw refuse('not-found')
  return form
}
