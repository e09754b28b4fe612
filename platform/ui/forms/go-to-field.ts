/** Puts the cursor into the field of a path, where it is on screen. */
export function goToField(form: HTMLFormElement | null, path: string): void {
  const field = form?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)
  const target = field?.matches('input, select, textarea')
    ? field
    : field?.querySelector<HTMLElement>('input, select, textarea')
  target?.focus()
}
