import { NativeSelect, useBoth } from '#platform/ui'

interface Named {
  readonly id: number
  readonly name: { readonly en: string; readonly ur: string }
}

/** Which prison a page shows, for those who reach more than one; nothing for everybody else. */
export function WhichPrison({
  label,
  found,
  set,
}: {
  label: string
  found: { readonly prison: Named; readonly prisons: readonly Named[] } | undefined
  set: (id: string) => void
}) {
  const both = useBoth()
  if (found === undefined || found.prisons.length < 2) return null
  return (
    <NativeSelect
      label={label}
      value={String(found.prison.id)}
      onChange={(event) => set(event.currentTarget.value)}
      data={found.prisons.map((one) => ({ value: String(one.id), label: both(one.name) }))}
    />
  )
}
