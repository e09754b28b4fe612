import type pg from 'pg'
import { toDay, toIso } from './calendar.ts'
import { demoPrisons } from './demo-day.ts'
import type { Province } from './load/province.ts'
import { idOf, type Row } from './load/rows.ts'

/** Kind, names, unit, the piece rate where there is one, rupees since July 2024, and a price that waits for the Superintendent. */
const products = {
  uniform: ['uniform', 'Constable’s uniform', 'سپاہی کی وردی', 'set', 'uniform', 1_450, 1_600],
  carpet: [
    'carpet',
    'Hand-knotted carpet, 4 × 6 feet',
    'ہاتھ سے بُنا قالین، 4 × 6 فٹ',
    'piece',
    null,
    18_500,
    null,
  ],
  durrie: ['durrie', 'Cotton durrie, 3 × 6 feet', 'سوتی دری، 3 × 6 فٹ', 'piece', null, 2_400, null],
  bench: ['furniture', 'School bench', 'اسکول بینچ', 'piece', null, 6_200, 6_900],
} as const
type Product = keyof typeof products

interface Story {
  readonly key: string
  readonly of: readonly [kind: string, customer: string, paper: string | null]
  readonly what: Product
  readonly quantity: number
  /** Days before the last of the simulated ones; below zero for days ahead. */
  readonly ordered: number
  readonly promised: number
  /** Material: code, how much, when. */
  readonly material?: readonly [code: string, quantity: number, ago: number]
  /** How many were finished, each on its day; of uniforms as many as the muster has. */
  readonly made?: readonly (readonly [quantity: number, ago: number])[]
  readonly delivered?: readonly [quantity: number, ago: number, to: string]
  readonly paid?: readonly (readonly [rupees: number, ago: number, slip: string])[]
  readonly spoiled?: string
  readonly withdrawn?: readonly [ago: number, why: string]
}

const stories: readonly Story[] = [
  {
    key: 'court',
    of: ['court', 'سیشن جج کا دفتر', 'No 411/Acct of 2026'],
    what: 'carpet',
    quantity: 2,
    ordered: 38,
    promised: 20,
    material: ['YARN', 22, 36],
    made: [
      [1, 28],
      [1, 24],
    ],
    delivered: [2, 21, 'نائب ناظر عبدالغفور'],
    paid: [[37_000, 14, 'Cheque 004471']],
  },
  {
    key: 'police',
    of: ['department', 'Sindh Police, Central Stores', 'PO 88/2026'],
    what: 'durrie',
    quantity: 10,
    ordered: 30,
    promised: 8,
    material: ['YARN', 30, 27],
    made: [
      [4, 18],
      [6, 13],
    ],
    delivered: [10, 11, 'ہیڈ کانسٹیبل ریاض احمد'],
    paid: [[10_000, 5, 'Cheque 118820']],
  },
  {
    key: 'commissioner',
    of: ['department', 'ڈپٹی کمشنر آفس', 'DC/Gen/2026/207'],
    what: 'carpet',
    quantity: 6,
    ordered: 33,
    promised: 6,
    material: ['YARN', 40, 31],
    made: [
      [1, 19],
      [1, 7],
    ],
    spoiled: 'بارش کا پانی لگنے سے رنگ خراب ہو گیا',
  },
  {
    key: 'prison',
    of: ['prison', 'District Prison, Badin', 'Supdt. Badin 55/Stores'],
    what: 'uniform',
    quantity: 120,
    ordered: 20,
    promised: -12,
    material: ['CLOTH', 300, 18],
    made: [[60, 2]],
  },
  {
    key: 'ready',
    of: ['public', 'غلام نبی، لطیف آباد', null],
    what: 'carpet',
    quantity: 1,
    ordered: 16,
    promised: -3,
    material: ['YARN', 9, 15],
    made: [[1, 4]],
    paid: [[5_000, 16, 'Slip 20931']],
  },
  {
    key: 'new',
    of: ['court', 'سول کورٹس، ناظر', 'Nazir/322'],
    what: 'durrie',
    quantity: 20,
    ordered: 3,
    promised: -25,
  },
  {
    key: 'withdrawn',
    of: ['public', 'محمد صدیق، حیدر چوک', null],
    what: 'bench',
    quantity: 4,
    ordered: 25,
    promised: 2,
    withdrawn: [19, 'خریدار نے دوسری جگہ سے لے لیے'],
  },
]

/** Code, names, unit, minimum, what came in, rupees for one. */
const materials = [
  ['CLOTH', 'Uniform cloth, grey', 'وردی کا کپڑا، سلیٹی', 'metre', 150, 680, 320],
  ['YARN', 'Cotton and wool yarn', 'سوت اور اون', 'kg', 40, 210, 640],
] as const

/**
 * The factories of the demo's prisons: a price list with prices that wait, orders in every state, one of them late, made from the
 * labour muster and with material of the stores, and their money in the cash book.
 */
export async function addFactory(client: pg.Client, province: Province): Promise<number> {
  let total = 0
  for (const code of demoPrisons) {
    const factory = new Factory(client, province, province.unitId(code))
    total += await factory.run()
  }
  return total
}

class Factory {
  readonly #client: pg.Client
  readonly #province: Province
  readonly #shared: { jurisdiction: string; prison_id: number }
  readonly #last: number
  readonly #officer: string
  readonly #head: string
  readonly #rows = new Map<string, Row[]>()
  readonly #bookings: {
    at: string
    kind: string
    postings: Record<string, number>
    id: string
    party: string
  }[] = []
  readonly #taken = new Map<string, number>()

  constructor(client: pg.Client, province: Province, prison: number) {
    this.#client = client
    this.#province = province
    this.#shared = { jurisdiction: province.jurisdictionOf(prison), prison_id: prison }
    this.#last = toDay(province.today)
    this.#officer = province.officer('assistant-superintendent', prison) ?? province.first
    this.#head = province.officer('superintendent', prison) ?? province.second
  }

  async run(): Promise<number> {
    const { prison_id: prison } = this.#shared
    const { rows: gangs } = await this.#client.query<{
      id: string
      piece: boolean
      days: Record<string, number>
    }>(
      `select g.id, g.rate_code = 'uniform' as piece, jsonb_object_agg(m.on_date, m.pieces) as days from custody.gang g
         join (select gang_id, on_date, sum(pieces) as pieces from custody.muster where mark in ('worked', 'half') and prison_id = $1 group by 1, 2) m
           on m.gang_id = g.id where g.prison_id = $1 and g.kind = 'factory' and g.rate_code in ('uniform', 'skilled') and g.sex = 'M'
        group by g.id order by g.name_en`,
      [prison],
    )
    const { rows: books } = await this.#client.query(
      `select 1 from custody.money_book where prison_id = $1`,
      [prison],
    )
    if (books.length === 0) return 0
    const [sewing, looms] = [gangs.find(({ piece }) => piece), gangs.find(({ piece }) => !piece)]
    this.#list()
    this.#furnish()
    let number = 0
    for (const story of [...stories].sort((a, b) => b.ordered - a.ordered)) {
      const gang = products[story.what][4] === null ? looms : sewing
      // A prison with hardly a convict has gangs in which nobody works: its factory has only made nothing yet.
      if (story.made !== undefined && gang === undefined) continue
      number += 1
      this.#order(story, number, gang)
    }
    for (const [code, , , , , quantity] of materials) this.#leftOver(code, quantity)
    await this.#write()
    await this.#book()
    await this.#client.query(
      `select custody.settle_factory_order(id) from custody.factory_order where prison_id = $1`,
      [prison],
    )
    return [...this.#rows.values()].reduce((sum, rows) => sum + rows.length, 0)
  }

  #add(table: string, row: Row): void {
    const rows = this.#rows.get(table)
    if (rows === undefined) this.#rows.set(table, [row])
    else rows.push(row)
  }

  #day(ago: number): string {
    return toIso(this.#last - ago)
  }
  #at(ago: number, time: string): string {
    return `${this.#day(ago)}T${time}:00+05:00`
  }
  #id(...parts: readonly (string | number)[]): string {
    return idOf('factory', this.#shared.prison_id, ...parts)
  }

  #list(): void {
    for (const [key, [kind, name_en, name_ur, unit, rate_code, rupees, asked]] of Object.entries(products)) {
      const id = this.#id('product', key)
      this.#add('custody.factory_product', {
        id,
        ...this.#shared,
        kind,
        name_en,
        name_ur,
        unit,
        rate_code,
        closed_on: null,
        added_by: this.#officer,
        added_at: '2024-06-20T10:00:00+05:00',
      })
      const price = (from_on: string, paisa: number, more: Row) =>
        this.#add('custody.factory_price', {
          id: this.#id('price', key, from_on),
          ...this.#shared,
          product_id: id,
          from_on,
          price: paisa,
          state: 'proposed',
          proposed_by: this.#officer,
          proposed_at: '2024-06-20T10:00:00+05:00',
          proposed_session: null,
          proposed_grant: null,
          decided_by: null,
          decided_at: null,
          decision: null,
          ...more,
        })
      price('2024-07-01', rupees * 100, {
        state: 'approved',
        decided_by: this.#head,
        decided_at: '2024-06-25T10:00:00+05:00',
        decision: 'بازار کے نرخ سے موازنہ کیا گیا',
      })
      if (asked !== null) price(this.#day(-10), asked * 100, { proposed_at: this.#at(2, '11:30') })
    }
  }

  #furnish(): void {
    for (const [code, name_en, name_ur, unit, minimum, quantity, price] of materials) {
      this.#add('custody.store_item', {
        id: this.#id('store-item', code),
        ...this.#shared,
        code,
        name_en,
        name_ur,
        category: 'material',
        unit,
        good: null,
        minimum,
        added_by: this.#officer,
        added_at: '2024-07-03T10:00:00+05:00',
      })
      this.#add('custody.store_lot', {
        id: this.#id('store-lot', code),
        ...this.#shared,
        item_id: this.#id('store-item', code),
        number: `F-${code.slice(0, 1)}1`,
        supplier: 'Nishat Mills, depot',
        paper: `Challan F/${code.length}17`,
        received_on: this.#day(45),
        expires_on: null,
        price: price * 100,
        quantity,
        added_by: this.#officer,
        added_at: this.#at(45, '10:00'),
      })
      this.#enter(code, 'receipt', quantity, this.#at(45, '10:00'), {})
    }
  }

  readonly #stock = new Map<string, number>()
  #enter(code: string, kind: string, quantity: number, at: string, more: Row): void {
    const left = (this.#stock.get(code) ?? 0) + quantity
    this.#stock.set(code, left)
    this.#add('custody.store_entry', {
      id: this.#id('store-entry', code, kind, at),
      ...this.#shared,
      item_id: this.#id('store-item', code),
      lot_id: this.#id('store-lot', code),
      kind,
      quantity,
      left_after: left,
      party: null,
      why: null,
      indent_id: null,
      stocktake_id: null,
      factory_order_id: null,
      entered_by: this.#province.officer('store-keeper', this.#shared.prison_id) ?? this.#officer,
      entered_at: at,
      ...more,
    })
  }
  /** What is left in a lot is the sum of its ledger. */
  #leftOver(code: string, received: number): void {
    const lot = this.#rows.get('custody.store_lot')!.find((row) => row.id === this.#id('store-lot', code))!
    lot.quantity = this.#stock.get(code) ?? received
  }

  #order(story: Story, number: number, gang: { id: string; days: Record<string, number> } | undefined): void {
    const { key, of, what, quantity } = story
    const [id, item] = [this.#id('order', key), this.#id('item', key)]
    const price = products[what][5] * 100
    const year = Number(this.#day(story.ordered).slice(0, 4))
    this.#add('custody.factory_order', {
      id,
      ...this.#shared,
      year,
      number,
      customer_kind: of[0],
      customer: of[1],
      paper: of[2],
      ordered_on: this.#day(story.ordered),
      promised_on: this.#day(story.promised),
      taken_by: this.#officer,
      taken_at: this.#at(story.ordered, '10:40'),
      withdrawn_on: story.withdrawn === undefined ? null : this.#day(story.withdrawn[0]),
      withdrawn_why: story.withdrawn?.[1] ?? null,
      withdrawn_by: story.withdrawn === undefined ? null : this.#officer,
      state: story.withdrawn === undefined ? 'taken' : 'withdrawn',
      price: 0,
      delivered: 0,
      received: 0,
      forgiven: 0,
    })
    this.#add('custody.factory_order_item', {
      id: item,
      ...this.#shared,
      order_id: id,
      product_id: this.#id('product', what),
      quantity,
      price,
      made: 0,
      spoiled: 0,
      delivered: 0,
      added_by: this.#officer,
      added_at: this.#at(story.ordered, '10:40'),
    })
    if (story.material !== undefined)
      this.#enter(story.material[0], 'issue', -story.material[1], this.#at(story.material[2], '09:30'), {
        id: this.#id('store-entry', key),
        party: `Factory ${number}/${year}`,
        factory_order_id: id,
      })
    for (const [made, ago] of story.made ?? [])
      this.#make(item, made, ago, gang!, products[what][4] !== null, this.#day(story.ordered))
    const note = `Factory ${number}/${year}`
    if (story.delivered !== undefined) {
      const [count, ago, to] = story.delivered
      const transaction = this.#voucher(
        ago,
        '12:20',
        'factory-delivery',
        { 'factory-owed': -count * price, factory: count * price },
        to,
        note,
      )
      this.#add('custody.factory_delivery', {
        id: this.#id('delivery', key),
        ...this.#shared,
        order_id: id,
        transaction_id: transaction,
        day: this.#day(ago),
        paisa: count * price,
        taken_by: to,
        paper: `Gate pass ${200 + ago}`,
        delivered_by: this.#officer,
        delivered_at: this.#at(ago, '12:20'),
      })
      this.#add('custody.factory_delivery_line', {
        delivery_id: this.#id('delivery', key),
        order_item_id: item,
        order_id: id,
        ...this.#shared,
        quantity: count,
      })
    }
    for (const [rupees, ago, slip] of story.paid ?? []) {
      const transaction = this.#voucher(
        ago,
        '13:10',
        'factory-receipt',
        { 'factory-owed': rupees * 100, bank: -rupees * 100 },
        of[1],
        note,
      )
      this.#add('custody.factory_receipt', {
        id: this.#id('receipt', key, ago),
        ...this.#shared,
        order_id: id,
        transaction_id: transaction,
        day: this.#day(ago),
        paisa: rupees * 100,
        way: 'bank',
        slip,
        payer: of[1],
        received_by: this.#province.first,
        received_at: this.#at(ago, '13:10'),
      })
    }
    if (story.spoiled !== undefined)
      this.#add('custody.factory_correction', {
        id: this.#id('correction', key),
        ...this.#shared,
        order_id: id,
        kind: 'spoiled',
        order_item_id: item,
        quantity: 1,
        paisa: null,
        why: story.spoiled,
        state: 'proposed',
        proposed_by: this.#officer,
        proposed_at: this.#at(1, '15:20'),
        proposed_session: null,
        proposed_grant: null,
        decided_by: null,
        decided_at: null,
        decision: null,
        day: null,
        transaction_id: null,
      })
  }

  /** On the last day up to then on which the gang worked, or, by the piece, out of the oldest days until there are enough. */
  #make(
    item: string,
    quantity: number,
    ago: number,
    gang: { id: string; days: Record<string, number> },
    byPiece: boolean,
    since: string,
  ): void {
    const days = Object.keys(gang.days).sort()
    const until = days.filter((day) => day <= this.#day(ago))
    const parts: [day: string, quantity: number][] = []
    let left = quantity
    if (!byPiece) parts.push([until.at(-1) ?? days[0]!, quantity])
    else
      for (const day of until.filter((each) => each >= since)) {
        const key = `${gang.id} ${day}`
        const part = Math.min(left, (gang.days[day] ?? 0) - (this.#taken.get(key) ?? 0))
        if (part > 0) parts.push([day, part])
        this.#taken.set(key, (this.#taken.get(key) ?? 0) + Math.max(0, part))
        left -= Math.max(0, part)
      }
    for (const [on_date, count] of parts)
      this.#add('custody.factory_output', {
        id: idOf('factory-output', item, ago, on_date),
        ...this.#shared,
        order_item_id: item,
        gang_id: gang.id,
        on_date,
        quantity: count,
        noted_by: this.#officer,
        noted_at: `${on_date}T16:45:00+05:00`,
      })
  }

  #voucher(
    ago: number,
    time: string,
    kind: string,
    postings: Record<string, number>,
    party: string,
    note: string,
  ): string {
    const id = this.#id('voucher', kind, ago, note)
    this.#bookings.push({ id, at: this.#at(ago, time), kind, postings, party: `${party}\n${note}` })
    return id
  }

  async #write(): Promise<void> {
    const order = [
      'custody.factory_product',
      'custody.factory_price',
      'custody.factory_order',
      'custody.factory_order_item',
      'custody.store_item',
      'custody.store_lot',
      'custody.store_entry',
      'custody.factory_output',
    ]
    for (const table of order) await this.#insert(table, this.#rows.get(table) ?? [])
  }

  async #insert(table: string, rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return
    const columns = Object.keys(rows[0]!).join(', ')
    await this.#client.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(rows)],
    )
  }

  /** Into the cash book between what was booked before and after; its vouchers are numbered through again. */
  async #book(): Promise<void> {
    const { jurisdiction, prison_id } = this.#shared
    const accounts = [...new Set(this.#bookings.flatMap(({ postings }) => Object.keys(postings)))].map(
      (kind) => ({
        id: idOf('money-account', prison_id, kind),
        jurisdiction,
        prison_id,
        kind,
        balance: 0,
        opened_at: this.#at(42, '09:00'),
      }),
    )
    await this.#client.query(
      `insert into custody.money_account (id, jurisdiction, prison_id, kind, balance, opened_at)
        select id, jurisdiction, prison_id, kind, balance, opened_at from jsonb_populate_recordset(null::custody.money_account, $1::jsonb)
        on conflict (id) do nothing`,
      [JSON.stringify(accounts)],
    )
    await this.#insert(
      'custody.money_transaction',
      this.#bookings.map(({ id, at, kind, party }, n) => ({
        id,
        jurisdiction,
        prison_id,
        year: Number(at.slice(0, 4)),
        number: 1_000_000 + n,
        day: at.slice(0, 10),
        kind,
        attempt: 0,
        party: party.split('\n')[0],
        note: party.split('\n')[1],
        booked_by: this.#officer,
        booked_at: at,
      })),
    )
    await this.#insert(
      'custody.money_posting',
      this.#bookings.flatMap(({ id, at, postings }) =>
        Object.entries(postings).map(([kind, amount]) => ({
          transaction_id: id,
          account_id: idOf('money-account', prison_id, kind),
          jurisdiction,
          prison_id,
          day: at.slice(0, 10),
          amount,
          balance: 0,
        })),
      ),
    )
    for (const statement of renumber) await this.#client.query(statement, [prison_id])
    for (const table of [
      'custody.factory_delivery',
      'custody.factory_delivery_line',
      'custody.factory_receipt',
      'custody.factory_correction',
    ])
      await this.#insert(table, this.#rows.get(table) ?? [])
  }
}

const renumber = [
  // Out of the way first: a number is taken by one voucher at a time.
  `update custody.money_transaction set number = number + 2000000 where prison_id = $1`,
  `update custody.money_transaction t set number = n.nth from (select id, row_number() over (partition by year order by day, booked_at, number) as nth
     from custody.money_transaction where prison_id = $1) n where n.id = t.id`,
  `update custody.money_posting p set balance = s.balance from (select g.transaction_id, g.account_id,
      sum(g.amount) over (partition by g.account_id order by t.year, t.number) as balance
     from custody.money_posting g join custody.money_transaction t on t.id = g.transaction_id join custody.money_account a on a.id = g.account_id
    where g.prison_id = $1 and a.kind in ('bank', 'factory', 'factory-owed')) s where s.transaction_id = p.transaction_id and s.account_id = p.account_id`,
  `update custody.money_account a set balance = coalesce((select sum(p.amount) from custody.money_posting p where p.account_id = a.id), 0)
    where a.prison_id = $1 and a.kind in ('bank', 'factory', 'factory-owed')`,
  `update custody.money_book b set last_number = (select max(number) from custody.money_transaction t where t.prison_id = b.prison_id and t.year = b.year)
    where b.prison_id = $1`,
]
