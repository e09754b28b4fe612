import type { payable, verdicts } from './contract.ts'

/** What a fund may be spent on, and for whom. */
export interface Terms {
  readonly pays: readonly (typeof payable)[number][]
  readonly sex: string | null
  readonly leastAge: number | null
  readonly mostAge: number | null
  readonly mostPerPerson: number | null
  readonly turn: 'longest' | 'smallest'
}

/** Somebody held only for money, as the last ledger has it. */
export interface HeldForMoney {
  readonly id: string
  readonly label: string
  readonly sex: string | null
  readonly age: number | null
  /** What is due, each for itself. */
  readonly kinds: readonly string[]
  /** Null where a part is not on record. */
  readonly amount: number | null
  readonly since: string
  /** A paper, hold or payment came after the ledger was drawn: nothing is promised on what may no longer be so. */
  readonly changed: boolean
  /** Another match names them already. */
  readonly elsewhere: boolean
}

export interface Matched {
  readonly id: string
  readonly turn: number
  readonly verdict: (typeof verdicts)[number]
  readonly leftBefore: number
}

/**
 * Goes through everybody in the fund's order and sets aside what would free each, while it lasts. Only the whole amount is ever
 * matched, for a part of it frees nobody; whom too little is left for is passed over, and the next is looked at.
 */
export function match(terms: Terms, balance: number, people: readonly HeldForMoney[]): Matched[] {
  let left = balance
  return [...people].sort(inTurn(terms.turn)).map((one, index) => {
    const leftBefore = left
    const verdict = verdictOf(terms, leftBefore, one)
    // In whole paisa: sums of many decimals must not drift past what the fund holds.
    if (verdict === 'matched') left = Math.round((left - (one.amount ?? 0)) * 100) / 100
    return { id: one.id, turn: index + 1, verdict, leftBefore }
  })
}

function verdictOf(terms: Terms, left: number, one: HeldForMoney): Matched['verdict'] {
  if (one.changed) return 'changed'
  if (one.elsewhere) return 'elsewhere'
  if (one.kinds.some((kind) => !(terms.pays as readonly string[]).includes(kind))) return 'not-paid-for'
  if (one.amount === null || one.amount <= 0) return 'amount-unknown'
  if (terms.sex !== null && one.sex !== terms.sex) return 'sex'
  const { leastAge, mostAge } = terms
  if (
    (leastAge !== null || mostAge !== null) &&
    !(one.age !== null && one.age >= (leastAge ?? 0) && one.age <= (mostAge ?? 200))
  )
    return 'age'
  if (terms.mostPerPerson !== null && one.amount > terms.mostPerPerson) return 'above-most'
  return one.amount > left ? 'not-enough-left' : 'matched'
}

/** Nobody is before another by chance: where the order leaves two equal, the other measure decides, and then the prison number. */
function inTurn(turn: Terms['turn']) {
  const longest = (a: HeldForMoney, b: HeldForMoney) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0)
  const smallest = (a: HeldForMoney, b: HeldForMoney) => (a.amount ?? Infinity) - (b.amount ?? Infinity) || 0
  const orders = turn === 'longest' ? [longest, smallest] : [smallest, longest]
  return (a: HeldForMoney, b: HeldForMoney) =>
    orders[0]!(a, b) || orders[1]!(a, b) || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0)
}
