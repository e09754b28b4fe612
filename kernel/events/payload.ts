const allowed = [
  // An identifier.
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  // A date or an instant.
  /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/,
  // A word of ours: `custody.remand`, `at-large`.
  /^[a-z][a-z0-9]*([.\-_][a-zA-Z0-9]+)*$/,
  // The code of a unit, a province or a section: `PS-HYD-CNT`, `PK-SD-hyderabad`, `302/34`.
  /^[A-Z0-9]{1,12}([-./()][A-Za-z0-9]+)+\)?$/,
  /^[0-9]{1,9}[A-Z]{0,2}$/,
]

/** A CNIC with or without dashes, or a mobile number: the identity of a person in digits. */
const identity = /^(\d{5}-?\d{7}-?\d|(\+?92|0)3\d{2}-?\d{7})$/

/** Whether a value may travel in an event: a number, an identifier, a date, a code; never what could be a name, an address or a CNIC. */
export function isImpersonal(value: unknown): boolean {
  if (value === null || typeof value === 'number') return true
  if (typeof value !== 'string' || identity.test(value)) return false
  return allowed.some((form) => form.test(value))
}

/**
 * Events leave the module that knows who may read what, so they carry nothing to read.
 * @throws Error naming the field, without its value, which may be the very name that must not spread
 */
export function refusePersonal(type: string, payload: Readonly<Record<string, unknown>>): void {
  for (const [field, value] of Object.entries(payload)) {
    if (!isImpersonal(value))
      throw new Error(`${type}.${field} is not an identifier, a number, a date or a code.`)
  }
}
