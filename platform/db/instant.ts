const inUtc = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/

/**
 * An instant as PostgreSQL writes it, in ISO 8601 in UTC, to the millisecond; what is finer is cut off. Most come in UTC already and are only
 * rewritten: long lists hold tens of thousands of them, and reading each as a Date took more time than anything else done with them.
 *
 * @throws RangeError for an infinite one
 */
export function instantOf(value: string): string {
  if (!inUtc.test(value)) return new Date(value).toISOString()
  const fraction = value.slice(20, -3).slice(0, 3).padEnd(3, '0')
  return `${value.slice(0, 10)}T${value.slice(11, 19)}.${fraction}Z`
}
