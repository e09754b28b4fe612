/** Spreadsheet programs run what begins like this (OWASP, CSV injection); an apostrophe before it makes it text. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/

/** One field as RFC 4180 asks, harmless to a spreadsheet. Numbers pass as they are. */
export function csvField(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One record of `width` fields; shorter ones are filled up, since RFC 4180 wants every line of one length. */
export function csvRecord(values: readonly (string | number | null)[], width = values.length): string {
  const filled = [...values, ...Array<null>(Math.max(0, width - values.length)).fill(null)]
  return `${filled.map(csvField).join(',')}\r\n`
}

/** Without it Excel reads Urdu as Windows-1252. */
export const byteOrderMark = '\ufeff'
