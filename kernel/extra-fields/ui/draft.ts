import { type ExtraField, type FieldKind, fieldKinds } from '../contract.ts'
import { keyFor, listKinds } from '../judge.ts'

/** A field while it is drafted: anything may still be missing. */
export interface DraftField {
  readonly key?: string | undefined
  readonly kind?: string | undefined
  readonly label?: Partial<Words> | undefined
  readonly help?: Partial<Words> | undefined
  readonly required?: boolean | undefined
  readonly sealed?: boolean | undefined
  readonly unit?: Partial<Words> | undefined
  readonly least?: number | undefined
  readonly most?: number | undefined
  readonly decimals?: number | undefined
  readonly values?: readonly DraftValue[] | undefined
}
export interface DraftValue {
  readonly value?: string | undefined
  readonly en?: string | undefined
  readonly ur?: string | undefined
  readonly until?: string | undefined
}
interface Words {
  readonly en: string
  readonly ur: string
}

export const kindOf = ({ kind }: DraftField): FieldKind => fieldKinds.find((one) => one === kind) ?? 'text'

/**
 * What is sent of a draft: a field or list value that has no key yet gets one out of its English words. `used` are the keys that
 * were ever in force there, which a new field must not take up again.
 */
export function toSend(
  fields: readonly DraftField[],
  used: readonly string[],
): readonly Record<string, unknown>[] {
  const taken = [...used, ...fields.flatMap(({ key }) => key ?? [])]
  return fields.map((field) => {
    const kind = kindOf(field)
    const key = field.key ?? keyFor(field.label?.en ?? '', taken)
    if (field.key === undefined) taken.push(key)
    return {
      ...field,
      key,
      kind,
      ...(listKinds.includes(kind) ? { values: valuesToSend(field.values ?? []) } : { values: undefined }),
      ...(kind === 'number'
        ? {}
        : { unit: undefined, least: undefined, most: undefined, decimals: undefined }),
    }
  })
}

function valuesToSend(values: readonly DraftValue[]): readonly DraftValue[] {
  const taken = values.flatMap(({ value }) => value ?? [])
  return values
    .filter(({ en, ur, value }) => value !== undefined || (en ?? '') !== '' || (ur ?? '') !== '')
    .map((one) => {
      const value = one.value ?? keyFor(one.en ?? '', taken)
      if (one.value === undefined) taken.push(value)
      return { ...one, value }
    })
}

/** As it will look: what is not written yet stands as a dash, so that the preview grows while one types. */
export function toPreview(fields: readonly DraftField[]): ExtraField[] {
  const words = (given: Partial<Words> | undefined): Words => ({ en: given?.en || '—', ur: given?.ur || '—' })
  const said = (given: Partial<Words> | undefined) => (given?.en ?? '') !== '' || (given?.ur ?? '') !== ''
  return fields.map((field, n) => ({
    key: `at-${n}`,
    kind: kindOf(field),
    label: words(field.label),
    required: field.required === true,
    sealed: field.sealed === true,
    ...(said(field.help) ? { help: words(field.help) } : {}),
    ...(said(field.unit) ? { unit: words(field.unit) } : {}),
    ...(listKinds.includes(kindOf(field))
      ? { values: (field.values ?? []).map((one, m) => ({ value: `at-${m}`, ...words(one) })) }
      : {}),
  }))
}

/** One step up or down in the order asked. */
export function moved<T>(list: readonly T[], at: number, by: -1 | 1): readonly T[] {
  const to = at + by
  if (to < 0 || to >= list.length) return list
  return list.map((one, n) => (n === at ? list[to]! : n === to ? list[at]! : one))
}
