import type { CustodyOrders } from '#modules/courts'
import type { Flag, Ground, Missing, MoneyHeld } from './contract.ts'

/** One case in which somebody is or was held, as the warrant and the courts' own orders tell it. */
export interface CaseOfPrisoner {
  readonly warrantId: string
  readonly label: string
  readonly kind: 'remand' | 'conviction'
  readonly inForce: boolean
  /** From when its paper holds: the day of issue, or of the sentence that followed. */
  readonly holdsFrom: string
  /** Last day to which the court has ordered the remand. */
  readonly until: string | null
  readonly outcome: string | null
  readonly orders: Pick<CustodyOrders, 'bail' | 'releaseOrders'> | null
  /** First day on which bail is a right, where the clock counts. */
  readonly bailDueFrom: string | null
}

export interface HoldOfPrisoner {
  readonly id: string
  readonly kind: string
  readonly paper: string
  readonly placedOn: string
  readonly until: string | null
  readonly money: { readonly kind: MoneyHeld['kind']; readonly left: number } | null
}

/** The date of release that stands, as it was computed. */
export interface DateOfPrisoner {
  readonly due: string
  readonly confirmed: boolean
  readonly substantiveExpiry: string
  /** First day after the fifteen years of a life term. */
  readonly lifeFloor: string | null
  readonly ifSetOffGranted: string | null
  readonly unpaid: number
}

export interface CustodyOfPrisoner {
  readonly cases: readonly CaseOfPrisoner[]
  readonly holds: readonly HoldOfPrisoner[]
  readonly condemned: boolean
  readonly date: DateOfPrisoner | null
  /** A court was asked and has not answered. */
  readonly asked: boolean
}

export interface LawfulBasis {
  readonly basis: Ground['basis'] | 'none'
  readonly until: string | null
  readonly rule: string
  readonly grounds: readonly Ground[]
  readonly missing: readonly Missing[]
  readonly flags: readonly Flag[]
  readonly money: MoneyHeld | null
}

const ruleOfHold: Readonly<Record<string, string>> = {
  DIYAT_UNPAID_S331: 'PPC s.331, s.337-X, s.337-Y; PLD 2007 SC 315',
  MPO_DETENTION: 'MPO 1960 s.3',
  DEPORTATION: 'Foreigners Act 1946 s.3',
  OTHER_WARRANT: 'CrPC s.75',
  SURETY: 'CrPC s.499',
}

/**
 * Why somebody may be held on a day. What is not on record is not a ground: a remand whose last day is past, an acquittal whose
 * order has not come, a sentence without a date hold nobody. Whoever has no ground has, for each case, what is missing and who must
 * act; whoever has one keeps what is missing in the other cases beside it.
 */
export function lawfulBasis(custody: CustodyOfPrisoner, on: string): LawfulBasis {
  const grounds: Ground[] = []
  const missing: Missing[] = []
  const flags = new Set<Flag>()
  for (const one of custody.cases) if (one.inForce) judge(one, custody, on, grounds, missing, flags)
  for (const hold of custody.holds) {
    if (hold.until !== null && hold.until < on) {
      flags.add('HOLD_ENDED')
      continue
    }
    if (hold.until === null && hold.kind === 'MPO_DETENTION') flags.add('DETENTION_WITHOUT_END')
    grounds.push({
      basis: 'hold',
      code: hold.kind,
      paper: hold.paper,
      rule: ruleOfHold[hold.kind] ?? 'PPR 1978 r.35',
      until: hold.until,
      warrantId: null,
    })
  }
  if (grounds.length === 0 && missing.length === 0)
    missing.push({
      code: custody.cases.length === 0 ? 'NO_WARRANT' : 'EVERY_WARRANT_ENDED',
      by: 'superintendent',
      since: null,
      label: '',
      warrantId: null,
    })
  if (custody.asked) flags.add('COURT_ASKED')
  const governing = grounds.reduce<Ground | null>(
    (best, one) => (best === null || holdsLonger(one, best) ? one : best),
    null,
  )
  return {
    basis: governing?.basis ?? 'none',
    until: governing?.until ?? null,
    rule: governing?.rule ?? '',
    grounds,
    missing,
    flags: [...flags].sort(),
    money: onlyForMoney(custody, grounds, missing, on),
  }
}

function holdsLonger(one: Ground, than: Ground): boolean {
  return than.until !== null && (one.until === null || one.until > than.until)
}

function judge(
  one: CaseOfPrisoner,
  custody: CustodyOfPrisoner,
  on: string,
  grounds: Ground[],
  missing: Missing[],
  flags: Set<Flag>,
): void {
  const lacks = (code: Missing['code'], by: Missing['by'], since: string | null): void => {
    missing.push({ code, by, since, label: one.label, warrantId: one.warrantId })
  }
  const holds = (basis: Ground['basis'], code: string, rule: string, until: string | null): void => {
    grounds.push({ basis, code, paper: one.label, rule, until, warrantId: one.warrantId })
  }
  // An order of a time before this warrant is about another imprisonment.
  const order = one.orders?.releaseOrders.find(({ issuedOn }) => issuedOn >= one.holdsFrom) ?? null
  if (one.outcome === 'acquitted' || one.outcome === 'discharged' || one.outcome === 'abated') {
    if (order === null) lacks('ACQUITTED_WITHOUT_ORDER', 'court', null)
    else lacks('RELEASE_ORDER_NOT_CARRIED_OUT', 'superintendent', order.issuedOn)
    return
  }
  if (one.kind === 'conviction' || one.outcome === 'convicted') {
    if (order?.ground === 'sentence-suspended')
      lacks('RELEASE_ORDER_NOT_CARRIED_OUT', 'superintendent', order.issuedOn)
    else if (custody.condemned) holds('reference', 'DEATH_SENTENCE', 'CrPC s.374, s.381', null)
    else judgeSentence(custody.date, on, lacks, holds, flags)
    return
  }
  const bail = one.orders?.bail ?? null
  if (bail !== null) {
    if (!bail.suretyAccepted) lacks('SURETY_NOT_ACCEPTED', 'legal-aid', bail.onDate)
    else if (order === null) lacks('BAILED_WITHOUT_ORDER', 'court', bail.onDate)
    else lacks('RELEASE_ORDER_NOT_CARRIED_OUT', 'superintendent', order.issuedOn)
    return
  }
  // A bail order whose bail was cancelled since opens nothing; any other order ends the remand.
  if (order !== null && order.ground !== 'bail') {
    lacks('RELEASE_ORDER_NOT_CARRIED_OUT', 'superintendent', order.issuedOn)
    return
  }
  if (one.bailDueFrom !== null && one.bailDueFrom <= on) flags.add('STATUTORY_BAIL_DUE')
  if (one.until === null) lacks('NO_NEXT_DATE', 'court', one.holdsFrom)
  else if (one.until < on) lacks('REMAND_EXPIRED', 'court', one.until)
  else holds('remand', 'REMAND', 'CrPC s.344', one.until)
}

function judgeSentence(
  date: DateOfPrisoner | null,
  on: string,
  lacks: (code: Missing['code'], by: Missing['by'], since: string | null) => void,
  holds: (basis: Ground['basis'], code: string, rule: string, until: string | null) => void,
  flags: Set<Flag>,
): void {
  if (date === null) {
    lacks('NO_DATE_OF_RELEASE', 'deputy', null)
    return
  }
  if (date.ifSetOffGranted !== null) {
    flags.add('SET_OFF_SILENT')
    if (date.ifSetOffGranted < on) flags.add('FREE_IF_SET_OFF_GRANTED')
  }
  if (!date.confirmed) flags.add('DATE_NOT_CONFIRMED')
  if (date.due < on)
    lacks(date.confirmed ? 'PAST_DUE_RELEASE' : 'PAST_UNCONFIRMED_DATE', 'superintendent', date.due)
  else if (defaultBegins(date) <= on) holds('conviction', 'FINE_DEFAULT', 'PPC s.64, s.68', date.due)
  else holds('conviction', 'SENTENCE', 'CrPC s.383; PPR 1978 r.35', date.due)
}

/** First day on which only the fine keeps a convict: after the substantive term, or the fifteen years of a life term. */
function defaultBegins(date: DateOfPrisoner): string {
  if (date.due <= date.substantiveExpiry) return '9999-12-31'
  const after = nextDay(date.substantiveExpiry)
  return date.lifeFloor !== null && date.lifeFloor > after ? date.lifeFloor : after
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}

/** Cases in which the law holds nobody any more, so that what keeps a prisoner is the money beside them. */
const heldNoMore: ReadonlySet<Missing['code']> = new Set([
  'SURETY_NOT_ACCEPTED',
  'PAST_DUE_RELEASE',
  'RELEASE_ORDER_NOT_CARRIED_OUT',
])

/** Whoever would leave today if money were paid: no other ground, and no case in which something else is missing. */
function onlyForMoney(
  custody: CustodyOfPrisoner,
  grounds: readonly Ground[],
  missing: readonly Missing[],
  on: string,
): MoneyHeld | null {
  if (missing.some(({ code }) => !heldNoMore.has(code))) return null
  const holds = custody.holds.filter((hold) => hold.until === null || hold.until >= on)
  const moneyHolds = holds.filter(({ kind }) => kind === 'DIYAT_UNPAID_S331' || kind === 'SURETY')
  if (moneyHolds.length < holds.length) return null
  if (grounds.some(({ basis, code }) => basis !== 'hold' && code !== 'FINE_DEFAULT')) return null
  const fine = grounds.some(({ code }) => code === 'FINE_DEFAULT') ? custody.date : null
  // Paid today: the last day in default is today, and nothing is left to pay.
  if (fine !== null && fine.unpaid === 0) return null
  const sureties = missing.flatMap(({ code, warrantId }) => {
    if (code !== 'SURETY_NOT_ACCEPTED') return []
    const bail = custody.cases.find((one) => one.warrantId === warrantId)?.orders?.bail
    return bail == null ? [] : [{ amount: bail.suretyAmount, since: bail.onDate }]
  })
  if (fine === null && sureties.length === 0 && moneyHolds.length === 0) return null
  const parts = [
    ...(fine === null ? [] : [{ kind: 'fine' as const, amount: fine.unpaid, since: defaultBegins(fine) }]),
    ...sureties.map(({ amount, since }) => ({ kind: 'surety' as const, amount, since })),
    ...moneyHolds.map(({ kind, money, placedOn }) => ({
      kind: money?.kind ?? (kind === 'SURETY' ? ('surety' as const) : ('diyat' as const)),
      amount: money?.left ?? null,
      since: placedOn,
    })),
  ]
  return {
    kind: parts.length === 1 ? parts[0]!.kind : 'several',
    // One part whose amount is not known makes the whole unknown: a sum that is too small would promise a release.
    amount: parts.some(({ amount }) => amount === null)
      ? null
      : parts.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    since: parts.map(({ since }) => since).sort()[0]!,
    parts,
  }
}
