import { type ReactNode, useState } from 'react'
import { FormContext } from './context.ts'
import { FormStore } from './form-store.ts'

/** Fields outside a form, to be looked at as they will be: nothing in them is typed, kept or sent. */
export function LookOnly({ children }: { children: ReactNode }) {
  const [store] = useState(() => new FormStore({}))
  return (
    <FormContext value={{ store, fillFromLast: undefined }}>
      <div inert>{children}</div>
    </FormContext>
  )
}
