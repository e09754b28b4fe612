import { createContext, useContext, useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useBoth } from '../language.ts'
import type { FormStore, Values } from './form-store.ts'
import { sayTrouble } from './schema-problems.ts'

export interface FormAround {
  readonly store: FormStore
  /** Undefined until this form was sent once since the page was opened. */
  readonly fillFromLast: (() => void) | undefined
}

export const FormContext = createContext<FormAround | undefined>(undefined)

export function useFormAround(): FormAround {
  const around = useContext(FormContext)
  if (around === undefined) throw new Error('A field stands inside <Form>')
  return around
}

/** The values as they are typed: `const { category } = useFormValues()`. Renders at each change: use it in small parts. */
export function useFormValues<V extends Values = Values>(): V {
  const { store } = useFormAround()
  return useSyncExternalStore(store.subscribe, store.values) as V
}

/** Fills a field from elsewhere: `const set = useSetField(); set('prison', code)`. */
export function useSetField(): (path: string, value: unknown) => void {
  const { store } = useFormAround()
  return (path, value) => store.set(path, value)
}

export interface FieldProps {
  /** Dotted path of the value in the form. */
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly required?: boolean | undefined
  readonly disabled?: boolean | undefined
}

/** One value of the form, what is wrong with it in the interface language, and how to change it. */
export function useField<T>({ name, label }: { name: string; label: string }): {
  readonly value: T | undefined
  readonly change: (value: T | undefined) => void
  readonly error: string | undefined
} {
  const { store } = useFormAround()
  const { t } = useTranslation()
  const both = useBoth()
  const value = useSyncExternalStore(store.subscribe, () => store.value(name)) as T | undefined
  const trouble = useSyncExternalStore(store.subscribe, () => store.trouble(name))
  useEffect(() => {
    store.labels.set(name, label)
    return () => {
      store.labels.delete(name)
    }
  }, [store, name, label])
  return {
    value,
    change: (next) => store.set(name, next),
    error: trouble === undefined ? undefined : sayTrouble(trouble, t, both),
  }
}
