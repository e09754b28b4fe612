export interface LotLeft {
  readonly id: string
  readonly expiresOn: string | null
  readonly receivedOn: string
  readonly quantity: number
}

const grams = (quantity: number) => Math.round(quantity * 1000)

/**
 * From which lots a quantity is taken: what expires first goes first, of two alike what came first; what never expires goes last, and
 * what has expired not at all. Null where there is not enough.
 */
export function firstExpired(
  lots: readonly LotLeft[],
  quantity: number,
  today: string,
): { lotId: string; quantity: number }[] | null {
  const order = lots
    .filter((lot) => lot.expiresOn === null || lot.expiresOn >= today)
    .sort(
      (a, b) =>
        compare(a.expiresOn ?? '9999-12-31', b.expiresOn ?? '9999-12-31') ||
        compare(a.receivedOn, b.receivedOn) ||
        compare(a.id, b.id),
    )
  // Whole thousandths: sums of decimal fractions would miss the last gram.
  let left = grams(quantity)
  const taken: { lotId: string; quantity: number }[] = []
  for (const lot of order) {
    const part = Math.min(left, grams(lot.quantity))
    if (part > 0) taken.push({ lotId: lot.id, quantity: part / 1000 })
    left -= part
  }
  return left > 0 ? null : taken
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
