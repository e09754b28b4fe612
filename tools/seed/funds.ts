import type pg from 'pg'
import { match } from '../../modules/custody/funds/match.ts'
import { toDay, toIso } from './calendar.ts'
import { heldForMoney } from './load/held-for-money.ts'
import type { Province } from './load/province.ts'
import { idOf } from './load/rows.ts'

/**
 * Funds that free those held only for money: in Sindh one of Bait-ul-Mal, whose match waits for a second officer, and one of a donor
 * who has paid for somebody and has set aside for another; in Punjab one of the department, for small fines.
 */
export async function addFunds(client: pg.Client, province: Province): Promise<number> {
  let count = 0
  const add = async (table: string, given: readonly Record<string, unknown>[]) => {
    const columns = Object.keys(given[0]!).join(', ')
    await client.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(given)],
    )
    count += given.length
  }
  const { today, first, second } = province
  const day = (offset: number) => toIso(toDay(today) + offset)
  const at = (offset: number, time: string) => `${day(offset)}T${time}:00+05:00`
  const sindh = province.jurisdictionOf(province.unitId('PRS-HYD-C'))
  const inspector = province.officer('inspector-general-prisons', province.unitId('PRD-SD')) ?? first
  const law = province.officer('law-officer', province.unitId('PK-SD')) ?? second
  const donor = province.officer('fund-representative', province.unitId('PK-SD')) ?? null
  const fund = (key: string, jurisdiction: string, terms: Record<string, unknown>) => ({
    id: idOf('fund', key),
    jurisdiction,
    prison_id: null,
    represented_by: null,
    sex: null,
    least_age: null,
    most_age: null,
    opened_by: inspector,
    opened_at: at(-60, '10:00'),
    ...terms,
  })
  const stories = heldForMoney(province)
  const { rows } = await client.query<{ id: string; label: string }>(
    `select i.id, u.code || ' ' || i.number || '/' || i.year as label from custody.imprisonment i join units.unit u on u.id = i.prison_id
      where i.id = any ($1::uuid[])`,
    [stories.map(({ id }) => id)],
  )
  const labelOf = new Map(rows.map(({ id, label }) => [id, label]))
  const held = stories.map((story) => ({ ...story, label: labelOf.get(story.id) ?? '' }))
  const paid = held.find(({ donor: state }) => state === 'paid')
  const waiting = held.find(({ donor: state }) => state === 'waiting')
  const others = held.filter(
    ({ donor: state, jurisdiction }) => state === undefined && jurisdiction === sindh,
  )
  if (paid === undefined || waiting === undefined)
    throw new Error('The demo holds nobody for the donor’s fund.')
  const baitUlMal = 460_000
  await add('custody.fund', [
    fund('bait-ul-mal', sindh, {
      name_en: 'Bait-ul-Mal, release of poor prisoners',
      name_ur: 'بیت المال، نادار اسیران کی رہائی',
      holder: 'bait-ul-mal',
      pays: ['fine', 'diyat', 'arsh', 'daman'],
      most_per_person: 500_000,
      turn: 'longest',
      balance: baitUlMal,
    }),
    fund('donor', sindh, {
      name_en: 'Memon welfare trust, small fines and daman',
      name_ur: 'میمن ویلفیئر ٹرسٹ، معمولی جرمانے و ضمان',
      holder: 'donor',
      represented_by: donor,
      pays: ['fine', 'daman'],
      most_per_person: 100_000,
      turn: 'smallest',
      balance: 250_000 - paid.amount - waiting.amount,
    }),
    fund('punjab', province.jurisdictionOf(province.unitId('PRS-LHE-C')), {
      name_en: 'Prison department, fines of the poor',
      name_ur: 'محکمہ جیل خانہ جات، ناداروں کے جرمانے',
      holder: 'department',
      pays: ['fine'],
      most_per_person: 50_000,
      turn: 'smallest',
      balance: 300_000,
    }),
  ])
  const round = (key: string, given: Record<string, unknown>) => ({
    id: idOf('fund-round', key),
    jurisdiction: sindh,
    proposed_by: inspector,
    // Stands for a grant of the past: nobody acts under it any more.
    proposed_grant: idOf('fund-round', key, 'grant'),
    ...given,
  })
  await add('custody.fund_round', [
    round('donor', {
      fund_id: idOf('fund', 'donor'),
      state: 'approved',
      drawn_on: day(-1),
      balance: 250_000,
      proposed_at: at(-1, '10:20'),
      decided_by: law,
      decided_at: at(-1, '15:05'),
    }),
  ])
  await add('custody.fund_round', [
    round('bait-ul-mal', {
      fund_id: idOf('fund', 'bait-ul-mal'),
      state: 'proposed',
      drawn_on: today,
      balance: baitUlMal,
      proposed_at: at(0, '16:40'),
    }),
  ])
  const line = (key: string, one: (typeof held)[number], given: Record<string, unknown>) => ({
    id: idOf('fund-line', key, one.id),
    jurisdiction: sindh,
    round_id: idOf('fund-round', key),
    fund_id: idOf('fund', key),
    prison_id: one.prisonId,
    imprisonment_id: one.id,
    label: one.label,
    kind: one.kind,
    amount: one.amount,
    since: one.since,
    ...given,
  })
  await add('custody.fund_line', [
    line('donor', paid, {
      turn: 1,
      verdict: 'matched',
      left_before: 250_000,
      state: 'paid',
      paid: paid.amount,
      paid_on: today,
      receipt: paid.receipt,
      paid_by: second,
    }),
  ])
  await add('custody.fund_line', [
    line('donor', waiting, {
      turn: 2,
      verdict: 'matched',
      left_before: 250_000 - paid.amount,
      state: 'approved',
    }),
  ])
  const terms = {
    pays: ['fine', 'diyat', 'arsh', 'daman'],
    sex: null,
    leastAge: null,
    mostAge: null,
    mostPerPerson: 500_000,
    turn: 'longest',
  } as const
  const byId = new Map(others.map((one) => [one.id, one]))
  await add(
    'custody.fund_line',
    match(
      terms,
      baitUlMal,
      others.map((one) => ({
        ...one,
        kinds: [one.kind],
        sex: 'M',
        age: null,
        changed: false,
        elsewhere: false,
      })),
    ).map(({ id, turn, verdict, leftBefore }) =>
      line('bait-ul-mal', byId.get(id)!, {
        turn,
        verdict,
        left_before: leftBefore,
        state: verdict === 'matched' ? 'proposed' : 'not-matched',
      }),
    ),
  )
  const entry = (key: string, n: number, given: Record<string, unknown>) => ({
    id: idOf('fund-entry', key, n),
    jurisdiction: sindh,
    fund_id: idOf('fund', key),
    line_id: null,
    paper: null,
    booked_by: inspector,
    ...given,
  })
  await add('custody.fund_entry', [
    entry('bait-ul-mal', 0, {
      kind: 'deposit',
      amount: baitUlMal,
      paper: 'چیک نمبر 448120، نیشنل بینک',
      booked_at: at(-58, '12:00'),
    }),
    entry('donor', 0, {
      kind: 'deposit',
      amount: 250_000,
      paper: 'پے آرڈر 7731، میزان بینک',
      booked_at: at(-40, '12:00'),
    }),
    ...[paid, waiting].map((one, index) =>
      entry('donor', index + 1, {
        kind: 'set-aside',
        amount: -one.amount,
        line_id: idOf('fund-line', 'donor', one.id),
        booked_by: law,
        booked_at: at(-1, '15:05'),
      }),
    ),
    {
      ...entry('punjab', 0, {
        kind: 'deposit',
        amount: 300_000,
        paper: 'حکم محکمہ داخلہ 12/2026',
        booked_at: at(-30, '12:00'),
      }),
      jurisdiction: province.jurisdictionOf(province.unitId('PRS-LHE-C')),
    },
  ])
  return count
}
