import type pg from 'pg'
import { notes } from '../../modules/custody/accounts/contract.ts'
import { toDay, toIso } from './calendar.ts'
import { belongingsOf } from './load/belongings.ts'
import type { Province } from './load/province.ts'
import { idOf, type Row, type RowStore } from './load/rows.ts'
import { createRandom } from './random.ts'

/** One stay as its money and property need it. */
export interface Kept {
  readonly imprisonmentId: string
  readonly number: string
  readonly jurisdiction: string
  readonly prisonId: number
  readonly admittedOn: string
  readonly leftOn: string | null
  readonly convict: boolean
}

/** How many days back the books of the demo go; who had money before them has it as an opening. */
const days = 42
/** Days of which the close is on record. */
const closedDays = 14

const shelf = [
  ['1', 'Tea leaf 100 g', 'چائے کی پتی ۱۰۰ گرام', 190],
  ['2', 'Sugar 1 kg', 'چینی ایک کلو', 150],
  ['3', 'Milk powder', 'خشک دودھ', 120],
  ['4', 'Soap', 'صابن', 110],
  ['5', 'Toothpaste', 'ٹوتھ پیسٹ', 140],
  ['6', 'Biscuits', 'بسکٹ', 50],
  ['7', 'Slippers', 'چپل', 450],
  ['8', 'Notebook and pen', 'کاپی اور قلم', 130],
  ['9', 'Roasted gram', 'بھنے چنے', 80],
  ['10', 'Prayer cap', 'ٹوپی', 100],
] as const

interface Event {
  readonly day: number
  readonly minute: number
  readonly kind: 'opening' | 'cash-in' | 'remittance' | 'withdrawal' | 'canteen' | 'wages' | 'payout'
  readonly of: Kept
  readonly rupees: number
  readonly lines?: readonly (readonly [code: string, quantity: number])[]
}

type Own = 'cash' | 'bank' | 'remittance' | 'canteen' | 'wages' | 'differences'

const givers = ['Bashiran, mother', 'غلام علی، بھائی', 'Rashida, wife', 'محمد بچل، والد'] as const

/** The cash book of one prison, booked day by day as its officers would. */
class CashBook {
  readonly #store: RowStore
  readonly #province: Province
  readonly #prisonId: number
  readonly #jurisdiction: string
  readonly #balances = new Map<string, number>()
  readonly #sold = new Map<string, number>()
  #year = 0
  #number = 0
  #references = 0
  constructor(store: RowStore, province: Province, of: { prisonId: number; jurisdiction: string }) {
    this.#store = store
    this.#province = province
    this.#prisonId = of.prisonId
    this.#jurisdiction = of.jurisdiction
  }

  keep(people: readonly Kept[]): void {
    const last = toDay(this.#province.today)
    const first = last - days
    const events = people.flatMap((one) => eventsOf(one, first, last))
    events.sort(
      (a, b) => a.day - b.day || a.minute - b.minute || (a.of.imprisonmentId < b.of.imprisonmentId ? -1 : 1),
    )
    let at = 0
    for (let day = first; day <= last; day += 1) {
      for (; at < events.length && events[at]!.day === day; at += 1) this.#carryOut(events[at]!)
      this.#housekeep(day)
      if (day > last - closedDays) this.#close(day, day === last - closedDays + 1 ? first : day, last)
    }
    this.#finish(last)
  }

  #balance(account: string): number {
    return this.#balances.get(account) ?? 0
  }

  #carryOut(event: Event): void {
    const { of, kind, rupees } = event
    const own = of.imprisonmentId
    const balance = this.#balance(own)
    const paisa = kind === 'payout' ? balance : rupees * 100
    if (paisa === 0) return
    const at = `${toIso(event.day)}T${clock(event.minute)}`
    if (kind === 'withdrawal' || kind === 'payout') {
      if (paisa > balance || paisa > -this.#balance('cash')) return
      this.#book(
        at,
        kind,
        of,
        { [own]: -paisa, cash: paisa },
        { against: 'thumb', party: kind === 'payout' ? null : givers[event.minute % 4]! },
      )
    } else if (kind === 'canteen') {
      if (paisa > balance) return
      const id = this.#book(at, kind, of, { [own]: -paisa, canteen: paisa }, {})
      for (const [code, quantity] of event.lines ?? []) {
        this.#sold.set(code, (this.#sold.get(code) ?? 0) + quantity)
        this.#store.add('custody.canteen_line', {
          transaction_id: id,
          item_id: this.#item(code),
          jurisdiction: this.#jurisdiction,
          prison_id: this.#prisonId,
          quantity,
          price: shelf.find(([each]) => each === code)![3] * 100,
        })
      }
    } else if (kind === 'wages')
      this.#book(at, kind, of, { [own]: paisa, wages: -paisa }, { note: 'Sheet of the month' })
    else if (kind === 'remittance') {
      this.#references += 1
      const reference = `MO-${this.#prisonId}${String(this.#references).padStart(5, '0')}`
      this.#book(
        at,
        kind,
        of,
        { [own]: paisa, remittance: -paisa },
        {
          channel: 'money-order',
          reference,
          party: givers[event.minute % 4]!,
        },
      )
    } else
      this.#book(
        at,
        kind,
        of,
        { [own]: paisa, cash: -paisa },
        kind === 'cash-in' ? { party: givers[event.minute % 4]! } : {},
      )
  }

  /** Takings to the bank when the box is full; money orders that have arrived, once a week. */
  #housekeep(day: number): void {
    const cash = -this.#balance('cash')
    if (cash > 4_000_000) {
      const surplus = Math.floor((cash - 1_500_000) / 100_000) * 100_000
      this.#book(
        `${toIso(day)}T15:30`,
        'own-transfer',
        null,
        { cash: surplus, bank: -surplus },
        { note: 'Deposit slip' },
      )
    }
    const onTheWay = -this.#balance('remittance')
    if (day % 7 === 4 && onTheWay > 0)
      this.#book(
        `${toIso(day)}T15:40`,
        'own-transfer',
        null,
        { remittance: onTheWay, bank: -onTheWay },
        {
          note: 'Bank statement of the week',
        },
      )
  }

  #close(day: number, from: number, last: number): void {
    const expected = -this.#balance('cash')
    const open = day === last
    const missing = Math.min(expected, open ? 2_000 : day === last - 5 ? 5_000 : 0)
    const id = idOf('money-close', this.#prisonId, day)
    const date = toIso(day)
    if (missing > 0 && !open)
      this.#book(
        `${date}T17:05`,
        'difference',
        null,
        { cash: missing, differences: -missing },
        {
          note: 'A note of fifty given out twice',
        },
      )
    this.#store.add('custody.money_close', {
      id,
      jurisdiction: this.#jurisdiction,
      prison_id: this.#prisonId,
      from_day: toIso(from),
      day: date,
      state: open ? 'counted' : 'closed',
      expected,
      counted: expected - missing,
      notes: notesOf((expected - missing) / 100),
      reason:
        missing === 0
          ? null
          : open
            ? 'Coins short in the drawer, looked for'
            : 'A note of fifty given out twice',
      counted_by: this.#province.first,
      counted_at: instant(`${date}T17:00`),
      closed_by: open ? null : this.#province.second,
      closed_at: open ? null : instant(`${date}T17:10`),
      digest: open ? null : '',
    })
  }

  #book(
    at: string,
    kind: string,
    of: Kept | null,
    postings: Readonly<Record<string, number>>,
    more: Row,
  ): string {
    const date = at.slice(0, 10)
    const year = Number(date.slice(0, 4))
    if (year !== this.#year) {
      this.#year = year
      this.#number = 0
    }
    this.#number += 1
    const id = idOf('money', this.#prisonId, year, this.#number)
    this.#store.add('custody.money_transaction', {
      id,
      jurisdiction: this.#jurisdiction,
      prison_id: this.#prisonId,
      year,
      number: this.#number,
      day: date,
      kind,
      imprisonment_id: of?.imprisonmentId ?? null,
      channel: null,
      reference: null,
      attempt: 0,
      party: null,
      against: null,
      note: null,
      ...more,
      booked_by: this.#province.first,
      booked_at: instant(at),
    })
    for (const [account, amount] of Object.entries(postings)) {
      const balance = this.#balance(account) + amount
      this.#balances.set(account, balance)
      this.#store.add('custody.money_posting', {
        transaction_id: id,
        account_id: idOf('money-account', this.#prisonId, account),
        jurisdiction: this.#jurisdiction,
        prison_id: this.#prisonId,
        day: date,
        amount,
        balance,
      })
    }
    return id
  }

  #item(code: string): string {
    return idOf('canteen-item', this.#prisonId, code)
  }

  #finish(last: number): void {
    const shared = { jurisdiction: this.#jurisdiction, prison_id: this.#prisonId }
    const own: readonly string[] = [
      'cash',
      'bank',
      'remittance',
      'canteen',
      'wages',
      'differences',
    ] satisfies Own[]
    const opened = instant(`${toIso(last - days)}T09:00`)
    for (const [account, balance] of this.#balances)
      this.#store.add('custody.money_account', {
        id: idOf('money-account', this.#prisonId, account),
        ...shared,
        kind: own.includes(account) ? account : 'prisoner',
        imprisonment_id: own.includes(account) ? null : account,
        balance,
        opened_at: opened,
      })
    this.#store.add('custody.money_book', {
      ...shared,
      closed_through: toIso(last - 1),
      year: this.#year,
      last_number: this.#number,
    })
    for (const [code, en, ur, rupees] of shelf) {
      const sold = this.#sold.get(code) ?? 0
      const left = code === '7' ? 3 : 12 + ((this.#prisonId * 7 + rupees) % 40)
      this.#store.add('custody.canteen_item', {
        id: this.#item(code),
        ...shared,
        code,
        name_en: en,
        name_ur: ur,
        stock: left,
        low: 6,
        sold: true,
      })
      this.#store.add('custody.canteen_price', {
        item_id: this.#item(code),
        from_on: '2026-07-01',
        ...shared,
        price: rupees * 100,
        set_by: this.#province.second,
        set_at: '2026-06-28T10:00:00+05:00',
      })
      this.#store.add('custody.canteen_supply', {
        id: idOf('canteen-supply', this.#prisonId, code),
        ...shared,
        item_id: this.#item(code),
        quantity: left + sold,
        reason: 'delivery',
        entered_by: this.#province.first,
        entered_at: opened,
      })
    }
  }
}

/** What happened on one account: what came along at admission, money orders, the canteen, wages, and the end. */
function eventsOf(of: Kept, first: number, last: number): Event[] {
  const left = of.leftOn === null ? null : toDay(of.leftOn)
  if (left !== null && left <= first) return []
  const random = createRandom(`money/${of.imprisonmentId}`)
  const admitted = toDay(of.admittedOn)
  const { cash } = belongingsOf(of.imprisonmentId)
  const events: Event[] = []
  if (cash > 0)
    events.push(
      admitted >= first
        ? { day: admitted, minute: 13 * 60 + 5, kind: 'cash-in', of, rupees: cash }
        : { day: first, minute: 9 * 60, kind: 'opening', of, rupees: cash },
    )
  const helped = random.chance(0.5)
  const canteenDay = random.int(0, 6)
  for (let day = Math.max(first, admitted) + 1; day < (left ?? last + 1); day += 1) {
    const minute = random.int(9 * 60, 15 * 60)
    if (helped && random.chance(0.06))
      events.push({
        day,
        minute,
        kind: random.chance(0.6) ? 'remittance' : 'cash-in',
        of,
        rupees: 500 * random.int(2, 8),
      })
    if (day % 7 === canteenDay && random.chance(0.6)) {
      const codes = [...new Set([random.pick(shelf)[0], random.pick(shelf)[0]])]
      const lines = codes.map((code) => [code, random.int(1, 2)] as const)
      const rupees = lines.reduce(
        (sum, [code, quantity]) => sum + quantity * shelf.find(([each]) => each === code)![3],
        0,
      )
      events.push({ day, minute: minute + 20, kind: 'canteen', of, rupees, lines })
    }
    if (random.chance(0.008)) events.push({ day, minute: minute + 25, kind: 'withdrawal', of, rupees: 500 })
    // Those of the month just past wait for the second officer, as the labour part has them.
    if (of.convict && toIso(day).endsWith('-01') && toIso(day).slice(0, 7) < toIso(last).slice(0, 7))
      events.push({ day, minute: 14 * 60, kind: 'wages', of, rupees: 50 * random.int(12, 36) })
  }
  if (left !== null && !random.chance(0.15))
    events.push({ day: left, minute: 16 * 60 + 10, kind: 'payout', of, rupees: 0 })
  return events
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function instant(local: string): string {
  return `${local}:00+05:00`
}

/** The fewest notes and coins that make a sum. */
function notesOf(rupees: number): Record<string, number> {
  const counted: Record<string, number> = {}
  let left = rupees
  for (const note of notes.filter((each) => each !== 75)) {
    const count = Math.floor(left / note)
    if (count > 0) counted[`r${note}`] = count
    left -= count * note
  }
  return counted
}

/** The cash books of the demo's prisons. */
export class CashBooks {
  readonly #store: RowStore
  readonly #province: Province
  readonly #people = new Map<number, Kept[]>()
  constructor(store: RowStore, province: Province) {
    this.#store = store
    this.#province = province
  }
  add(one: Kept): void {
    const there = this.#people.get(one.prisonId)
    if (there === undefined) this.#people.set(one.prisonId, [one])
    else there.push(one)
  }
  finish(): void {
    for (const [prisonId, people] of this.#people)
      new CashBook(this.#store, this.#province, { prisonId, jurisdiction: people[0]!.jurisdiction }).keep(
        people,
      )
  }
}

/** The fingerprint of each closed day is the database's own. */
export async function sealCloses(client: pg.Client): Promise<void> {
  await client.query(
    `update custody.money_close set digest = custody.money_digest(prison_id, from_day, day) where state = 'closed'`,
  )
}
