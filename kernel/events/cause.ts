/**
 * What went wrong, for the administrator who may see no record: the kind and place of a failure, without values. Messages quote
 * what they choked on, and that may be a name.
 */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Something was thrown that is no error.'
  const { code, table, constraint } = error as { code?: unknown; table?: unknown; constraint?: unknown }
  const place = [code, table, constraint].filter((part) => typeof part === 'string').join(' ')
  const told = error.message
    .replaceAll(/"[^"]*"|'[^']*'|“[^”]*”|`[^`]*`/g, '…')
    .replaceAll(/[^\x20-\x7e…]+/g, '…')
    .replaceAll(/\d[\d-]{4,}/g, '…')
  return [error.name, place, told === code ? '' : told]
    .filter((part) => part !== '')
    .join(': ')
    .slice(0, 300)
}
