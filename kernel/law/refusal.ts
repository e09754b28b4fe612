/** A text in the two languages of every screen and paper. */
export type Text = { en: string; ur: string }

export type RefusalCode =
  | 'UNKNOWN_RULE'
  | 'UNKNOWN_PACK'
  | 'BAD_INPUT'
  | 'MISSING'
  | 'NOT_A_DATE'
  | 'NOT_AN_INSTANT'
  | 'NOT_ONE_OF'
  | 'OUT_OF_RANGE'
  | 'OUT_OF_ORDER'
  | 'NEVER_OPEN'
  | 'NO_RULE_IN_FORCE'
  | 'COMPUTATIONS_DISAGREE'

/** What was wrong with the facts given: the field, and how to put it right, in both languages. */
export class LawInputError extends Error {
  readonly code: RefusalCode
  readonly path: string
  readonly text: Text

  constructor(code: RefusalCode, path: string, text: Text) {
    super(text.en)
    this.name = 'LawInputError'
    this.code = code
    this.path = path
    this.text = text
  }

  static notADate(path: string, given: unknown): LawInputError {
    return new LawInputError('NOT_A_DATE', path, {
      en: `${path} is not a date that exists (${quoted(given)}): write it as 2026-03-12.`,
      ur: `${isolated(path)} درست تاریخ نہیں (${isolated(quoted(given))})۔ تاریخ یوں لکھیں: ${isolated('2026-03-12')}`,
    })
  }

  static notAnInstant(path: string, given: unknown): LawInputError {
    return new LawInputError('NOT_AN_INSTANT', path, {
      en: `${path} is not a date with a time (${quoted(given)}): write it as 2026-03-12T14:30.`,
      ur: `${isolated(path)} درست تاریخ و وقت نہیں (${isolated(quoted(given))})۔ یوں لکھیں: ${isolated('2026-03-12T14:30')}`,
    })
  }

  static outOfOrder(path: string, later: string, earlier: string): LawInputError {
    return new LawInputError('OUT_OF_ORDER', path, {
      en: `${path} (${later}) is before ${earlier}: give the later date here, or correct the earlier one.`,
      ur: `${isolated(path)} کی تاریخ ${isolated(later)}، ${isolated(earlier)} سے پہلے کی ہے۔ دونوں تاریخیں دیکھ کر درست کریں۔`,
    })
  }
}

function quoted(given: unknown): string {
  const text = typeof given === 'string' ? given : (JSON.stringify(given) ?? String(given))
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`
}

/**
 * Keeps a value of Latin letters or digits whole inside a line of Urdu (first-strong isolates U+2066 and U+2069):
 * without them a date or an FIR number is shown with its parts in the wrong order.
 */
export function isolated(value: string | number): string {
  return `\u2066${value}\u2069`
}
