import type { Cell } from './SheetTables.tsx'

/** Where the people behind a number stand. */
export function peopleAt(id: string, { line, part, category, kinds }: Cell): string {
  const asked = new URLSearchParams({
    return: id,
    line,
    ...(part === null ? {} : { part }),
    ...(category === undefined ? {} : { category }),
    ...(kinds === undefined ? {} : { kind: kinds.join('.') }),
  })
  return `/custody/returns/${id}/people?with=${encodeURIComponent(asked.toString())}`
}
