import type pg from 'pg'
import { firstExpired } from '../../modules/custody/stores/first-expired.ts'
import { toDay, toIso } from './calendar.ts'
import { demoPrisons } from './demo-day.ts'
import type { Province } from './load/province.ts'
import { idOf, RowStore } from './load/rows.ts'

/** Tables in the order in which foreign keys allow them. */
const tables = [
  'custody.store_item',
  'custody.store_lot',
  'custody.ration_indent',
  'custody.ration_head',
  'custody.ration_line',
  'custody.stocktake',
  'custody.stocktake_line',
  'custody.store_entry',
]

/** Days of indents before the first; the first day's own is drawn and waits to be issued. */
const back = 8

/** Of each good of the scale: what the item is called, rupees for one, days it keeps, and for how many days there is some. */
const rations: Readonly<
  Record<string, readonly [en: string, ur: string, price: number, keeps: number | null, days: number]>
> = {
  flour: ['Wheat flour', 'آٹا', 128, 60, 26],
  rice: ['Rice', 'چاول', 240, 300, 30],
  pulses: ['Pulses', 'دالیں', 310, 240, 24],
  meat: ['Beef', 'گوشت', 1150, 3, 3],
  vegetables: ['Vegetables', 'سبزی', 90, 5, 4],
  ghee: ['Cooking oil', 'کوکنگ آئل', 520, 180, 20],
  sugar: ['Sugar', 'چینی', 145, null, 22],
  tea: ['Tea', 'چائے کی پتی', 1650, 300, 6],
  milk: ['Milk', 'دودھ', 210, 4, 3],
  salt: ['Salt', 'نمک', 60, null, 60],
  spices: ['Spices', 'مصالحہ', 900, 200, 18],
  egg: ['Eggs', 'انڈے', 28, 18, 14],
  fruit: ['Fruit', 'پھل', 180, 6, 5],
  fuel: ['Firewood', 'ایندھن', 38, null, 35],
}
/** At least so many days of each ration are to be there. */
const least = 5

const others: readonly (readonly [
  code: string,
  en: string,
  ur: string,
  category: string,
  unit: string,
  minimum: number,
  stock: number,
  price: number,
])[] = [
  ['BLANKET', 'Blankets', 'کمبل', 'bedding', 'piece', 60, 148, 1450],
  ['MATTRESS', 'Mattresses', 'گدے', 'bedding', 'piece', 40, 33, 2100],
  ['UNIFORM', 'Convicts’ uniforms', 'قیدیوں کی وردی', 'clothing', 'piece', 50, 122, 980],
  ['SHAWL', 'Shawls, women', 'شالیں، خواتین', 'clothing', 'piece', 15, 41, 750],
  ['SOAP', 'Washing soap', 'کپڑے دھونے کا صابن', 'cleaning', 'piece', 200, 640, 45],
  ['PHENYL', 'Phenyl', 'فینائل', 'cleaning', 'litre', 40, 26, 190],
  ['BROOM', 'Brooms', 'جھاڑو', 'cleaning', 'piece', 30, 72, 85],
  ['REGISTER', 'Registers', 'رجسٹر', 'stationery', 'piece', 20, 57, 320],
]

interface Lot {
  readonly id: string
  readonly itemId: string
  readonly expiresOn: string | null
  readonly receivedOn: string
  quantity: number
}

const grams = (amount: number) => Math.round(amount * 1000) / 1000

/** A store with lots, a week of indents issued from them, some below their minimum, some about to expire, and a count that waits. */
export async function addStores(client: pg.Client, province: Province): Promise<number> {
  const store = new RowStore(tables)
  const first = toDay(province.today) + 1
  for (const code of demoPrisons) {
    const prison = province.unitId(code)
    const jurisdiction = province.jurisdictionOf(prison)
    const { rows: heads } = await client.query<{ on: string; diet: string; heads: number; fed: boolean }>(
      `select d.on::text as on, t.diet, t.fed, count(*)::int as heads from generate_series($2::date - $3::int, $2::date, '1 day') as g(at)
         cross join lateral (select g.at::date as on) d
         cross join lateral custody.diets_at($1, (d.on::timestamp + interval '20 minutes') at time zone 'Asia/Karachi') t group by 1, 2, 3
       union all select d.on::text, 'child', true, count(*)::int from generate_series($2::date - $3::int, $2::date, '1 day') as g(at)
         cross join lateral (select g.at::date as on) d
         cross join lateral custody.children_at($1, (d.on::timestamp + interval '20 minutes') at time zone 'Asia/Karachi') c group by 1`,
      [prison, toIso(first), back],
    )
    const { rows: scale } = await client.query<{ on: string; diet: string; good: string; quantity: number }>(
      `select g.at::date::text as on, s.diet, s.good, s.quantity::float8 as quantity from generate_series($2::date - $3::int, $2::date, '1 day') as g(at)
         cross join lateral custody.scale_on($1, g.at::date) s where s.quantity > 0`,
      [jurisdiction, toIso(first), back],
    )
    if (heads.length > 0) new Pantry(store, province, { prison, jurisdiction, first }).fill(heads, scale)
  }
  return store.write(client)
}

class Pantry {
  readonly #store: RowStore
  readonly #province: Province
  readonly #shared: { jurisdiction: string; prison_id: number }
  readonly #first: number
  readonly #keeper: string
  readonly #lots = new Map<string, Lot[]>()
  #serial = 0
  constructor(
    store: RowStore,
    province: Province,
    at: { prison: number; jurisdiction: string; first: number },
  ) {
    this.#store = store
    this.#province = province
    this.#shared = { jurisdiction: at.jurisdiction, prison_id: at.prison }
    this.#first = at.first
    this.#keeper = province.officer('store-keeper', at.prison) ?? province.first
  }

  fill(
    heads: readonly { on: string; diet: string; heads: number; fed: boolean }[],
    scale: readonly { on: string; diet: string; good: string; quantity: number }[],
  ): void {
    const need = (on: string) => {
      const sum = new Map<string, number>()
      for (const row of scale.filter((each) => each.on === on)) {
        const eating = heads.find((one) => one.on === on && one.diet === row.diet && one.fed)?.heads ?? 0
        if (eating > 0) sum.set(row.good, (sum.get(row.good) ?? 0) + eating * row.quantity)
      }
      return new Map([...sum].map(([good, quantity]) => [good, grams(quantity)]))
    }
    const days = Array.from({ length: back + 1 }, (_, at) => toIso(this.#first - back + at))
    const most = new Map<string, number>()
    for (const on of days)
      for (const [good, quantity] of need(on)) most.set(good, Math.max(most.get(good) ?? 0, quantity))
    for (const [good, daily] of most) this.#stock(good, Math.ceil(daily))
    this.#furnish()
    for (const on of days)
      this.#indent(
        on,
        heads.filter((one) => one.on === on),
        need(on),
      )
    this.#leaveOver()
    this.#count()
    for (const lots of this.#lots.values())
      for (const lot of lots) this.#lotRows.get(lot.id)!.quantity = lot.quantity
    for (const row of this.#lotRows.values()) this.#store.add('custody.store_lot', row)
  }

  readonly #lotRows = new Map<string, Record<string, unknown>>()

  #item(code: string, names: { en: string; ur: string }, more: Record<string, unknown>): string {
    const id = idOf('store-item', this.#shared.prison_id, code)
    this.#store.add('custody.store_item', {
      id,
      ...this.#shared,
      code,
      name_en: names.en,
      name_ur: names.ur,
      added_by: this.#keeper,
      added_at: '2024-07-03T10:00:00+05:00',
      ...more,
    })
    this.#lots.set(id, [])
    return id
  }

  #receive(
    itemId: string,
    given: { on: number; keeps: number | null; quantity: number; price: number | null; supplier: string },
  ): Lot {
    this.#serial += 1
    const received = toIso(given.on)
    const number = `${received.slice(2, 4)}${received.slice(5, 7)}-${String(this.#serial).padStart(3, '0')}`
    const lot: Lot = {
      id: idOf('store-lot', this.#shared.prison_id, this.#serial),
      itemId,
      expiresOn: given.keeps === null ? null : toIso(given.on + given.keeps),
      receivedOn: received,
      quantity: 0,
    }
    this.#lotRows.set(lot.id, {
      id: lot.id,
      ...this.#shared,
      item_id: itemId,
      number,
      supplier: given.supplier,
      paper: `Challan ${4100 + this.#serial}`,
      received_on: received,
      expires_on: lot.expiresOn,
      price: given.price === null ? null : given.price * 100,
      quantity: 0,
      added_by: this.#keeper,
      added_at: `${received}T00:05:00+05:00`,
    })
    this.#lots.get(itemId)!.push(lot)
    this.#enter(lot, 'receipt', given.quantity, `${received}T00:05:00+05:00`, {})
    return lot
  }

  #enter(lot: Lot, kind: string, quantity: number, at: string, more: Record<string, unknown>): void {
    lot.quantity = grams(lot.quantity + quantity)
    this.#store.add('custody.store_entry', {
      id: idOf('store-entry', lot.id, kind, at),
      ...this.#shared,
      item_id: lot.itemId,
      lot_id: lot.id,
      kind,
      quantity,
      left_after: lot.quantity,
      party: null,
      why: null,
      indent_id: null,
      stocktake_id: null,
      entered_by: this.#keeper,
      entered_at: at,
      ...more,
    })
  }

  /** A delivery before the week, others as it is used up: what keeps three days comes every other day. */
  #stock(good: string, daily: number): void {
    const known = rations[good]
    if (known === undefined) return
    const [en, ur, price, keeps, days] = known
    const unit = good === 'egg' ? 'piece' : good === 'milk' ? 'litre' : 'kg'
    const itemId = this.#item(
      good.toUpperCase(),
      { en, ur },
      { category: 'ration', unit, good, minimum: daily * Math.min(least, days) },
    )
    const supplier = ['meat', 'vegetables', 'milk', 'fruit'].includes(good)
      ? 'Haji Anwar & Sons, contractor'
      : 'Utility Stores Corporation'
    if (days > 10) {
      this.#receive(itemId, { on: this.#first - 20, keeps, quantity: daily * 12, price, supplier })
      this.#receive(itemId, {
        on: this.#first - 6,
        keeps,
        quantity: daily * (days - 3),
        price: Math.round(price * 1.04),
        supplier,
      })
    } else
      for (let on = this.#first - back; on < this.#first; on += 2)
        this.#receive(itemId, {
          on,
          keeps,
          quantity: daily * (on >= this.#first - 2 ? Math.min(days, 4) : 2),
          price,
          supplier,
        })
  }

  #furnish(): void {
    for (const [code, en, ur, category, unit, minimum, stock, price] of others) {
      const itemId = this.#item(code, { en, ur }, { category, unit, good: null, minimum })
      const lot = this.#receive(itemId, {
        on: this.#first - 60,
        keeps: null,
        quantity: stock + 12,
        price,
        supplier: 'Government Press and Stores',
      })
      this.#enter(lot, 'issue', -12, `${toIso(this.#first - 3)}T11:00:00+05:00`, { party: 'Circle 1' })
    }
  }

  #indent(
    on: string,
    heads: readonly { diet: string; heads: number; fed: boolean }[],
    need: ReadonlyMap<string, number>,
  ): void {
    const id = idOf('ration-indent', this.#shared.prison_id, on)
    const past = on < toIso(this.#first)
    const prisoners = heads.filter(({ diet }) => diet !== 'child')
    const total = (rows: readonly { heads: number }[]) => rows.reduce((sum, row) => sum + row.heads, 0)
    this.#store.add('custody.ration_indent', {
      id,
      ...this.#shared,
      on_date: on,
      season: 'usual',
      on_roll: total(prisoners),
      away: total(prisoners.filter(({ fed }) => !fed)),
      drawn_by: this.#keeper,
      // As the day begins, so that it was drawn at whatever hour of the night the demo is made.
      drawn_at: `${on}T00:00:00+05:00`,
      issued_by: past ? this.#keeper : null,
      issued_at: past ? `${on}T04:30:00+05:00` : null,
      received_by: past
        ? (this.#province.officer('chief-warder', this.#shared.prison_id) ?? this.#province.second)
        : null,
      received_at: past ? `${on}T04:50:00+05:00` : null,
      cook: past ? 'محمد حنیف، انچارج لنگر' : null,
    })
    for (const { diet, heads: eating } of heads.filter(({ fed }) => fed))
      this.#store.add('custody.ration_head', { indent_id: id, diet, ...this.#shared, heads: eating })
    for (const [good, quantity] of need) {
      const lots = (
        this.#lots.get(idOf('store-item', this.#shared.prison_id, good.toUpperCase())) ?? []
      ).filter((lot) => lot.receivedOn <= on)
      // One day the vegetable market was shut, and half of what was needed could be issued.
      const wanted = on === toIso(this.#first - 2) && good === 'vegetables' ? grams(quantity / 2) : quantity
      const parts = past ? firstExpired(lots, wanted, on) : null
      const issued = parts === null ? 0 : wanted
      for (const part of parts ?? [])
        this.#enter(
          lots.find((lot) => lot.id === part.lotId)!,
          'issue',
          -part.quantity,
          `${on}T04:30:00+05:00`,
          {
            party: 'Kitchen',
            indent_id: id,
          },
        )
      this.#store.add('custody.ration_line', {
        indent_id: id,
        good,
        ...this.#shared,
        quantity,
        issued: past ? issued : null,
        why: !past || issued === quantity ? null : 'سبزی منڈی بند تھی',
      })
    }
  }

  /** Found behind the sacks: a lot of the spring that has expired. */
  #leaveOver(): void {
    const itemId = idOf('store-item', this.#shared.prison_id, 'PULSES')
    if (this.#lots.has(itemId))
      this.#receive(itemId, {
        on: this.#first - 245,
        keeps: 240,
        quantity: 38.5,
        price: 290,
        supplier: 'Utility Stores Corporation',
      })
  }

  /** Yesterday's count of the store-keeper, two things short, for a second officer. */
  #count(): void {
    const id = idOf('stocktake', this.#shared.prison_id)
    this.#store.add('custody.stocktake', {
      id,
      ...this.#shared,
      state: 'counted',
      remarks: null,
      counted_by: this.#keeper,
      counted_at: `${this.#province.today}T15:00:00+05:00`,
    })
    for (const [code, short, why] of [
      ['SOAP', 6, 'پیکٹ پھٹا ہوا ملا، صابن کم نکلے'],
      ['BLANKET', 1, 'چوہوں نے کاٹ دیا'],
      ['BROOM', 0, null],
    ] as const) {
      const [lot] = this.#lots.get(idOf('store-item', this.#shared.prison_id, code))!
      this.#store.add('custody.stocktake_line', {
        stocktake_id: id,
        lot_id: lot!.id,
        item_id: lot!.itemId,
        ...this.#shared,
        book: lot!.quantity,
        counted: lot!.quantity - short,
        why,
      })
    }
  }
}
