import type pg from 'pg'
import { type Receipt, receiptHash } from '../../modules/custody/property/receipts.ts'
import type { KeptChecklist } from '../../modules/custody/transfer/reading.ts'
import { toDay, toIso } from './calendar.ts'
import type { Province } from './load/province.ts'
import { idOf } from './load/rows.ts'

interface Chosen {
  readonly id: string
  readonly jurisdiction: string
  readonly number: string
  readonly record_id: string
  readonly category: string
  /** May leave at once: nothing stops it, and a sealed bag goes along but no money. */
  readonly ready: boolean
}

const ways = [
  {
    from: 'PRS-HYD-C',
    to: 'PRS-KHI-C',
    plans: [
      ['on-road', 'home-district', 'superintendent'],
      ['approved', 'home-district', 'superintendent'],
      ['proposed', 'own-request', 'superintendent'],
      ['proposed', 'overcrowding', 'inspector-general-prisons'],
    ],
  },
  {
    from: 'PRS-KHI-C',
    to: 'PRS-HYD-C',
    plans: [
      ['on-road', 'home-district', 'superintendent'],
      ['approved', 'overcrowding', 'inspector-general-prisons'],
    ],
  },
] as const
const notes: Readonly<Record<string, string>> = {
  'home-district': 'اہلِ خانہ اسی ضلع کے رہنے والے ہیں، ملاقات کے لیے درخواست دی',
  'own-request': 'والدہ بیمار ہیں، گھر کے قریب رکھے جانے کی درخواست',
  overcrowding: 'بیرکوں میں گنجائش سے زیادہ اسیر',
}

/**
 * Transfers under way on the demo's last day, between its two great prisons: on the road, approved, and waiting for approval. Of those
 * on the road bags and file are where they would be; nobody is chosen who has money, is to be produced soon, or whom anything stops.
 */
export async function placeTransfers(client: pg.Client, province: Province): Promise<number> {
  let placed = 0
  for (const { from, to, plans } of ways) {
    const [prison, other] = [province.unitId(from), province.unitId(to)]
    await client.query(
      `select set_config('mizan.units', $1, true), set_config('mizan.permissions', '{custody:read-transfer}', true)`,
      [`{${prison}}`],
    )
    const { rows } = await client.query<Chosen>(choosing, [prison, province.today, plans.length])
    for (const [index, [state, reason, approver]] of plans.entries()) {
      const one = rows[index]
      if (one === undefined) continue
      await place(client, province, {
        one,
        state: state === 'on-road' && !one.ready ? 'approved' : state,
        reason,
        approver,
        prison,
        other,
      })
      placed += 1
    }
  }
  await client.query(`select set_config('mizan.units', '', true), set_config('mizan.permissions', '', true)`)
  return placed
}

/** Men under trial who are inside and not about to leave; whom nothing stops and whose bag alone goes along come first. */
const choosing = `
  with inside as (select i.id, i.jurisdiction, i.number || '/' || i.year as number, i.record_id, i.category,
      coalesce((select a.balance from custody.money_account a where a.imprisonment_id = i.id), 0) = 0
        and exists (select 1 from custody.property_bag b where b.imprisonment_id = i.id and b.state = 'in-store' and b.seal is not null) as light,
      i.admitted_at < $2::date - interval '20 days'
        and not exists (select 1 from custody.property_opening o where o.imprisonment_id = i.id)
        and not exists (select 1 from custody.movement m where m.imprisonment_id = i.id and m.out_at >= $2::date - interval '1 day')
        and not exists (select 1 from custody.hold h where h.imprisonment_id = i.id)
        and not exists (select 1 from custody.adjudication a where a.imprisonment_id = i.id and a.state in ('reported', 'told'))
        and not exists (select 1 from custody.fitness f where f.imprisonment_id = i.id and not f.fit)
        and not exists (select 1 from custody.medical_ward w where w.imprisonment_id = i.id and w.until_at is null)
        and not exists (select 1 from custody.warrant w where w.imprisonment_id = i.id and w.next_production < $2::date + 4)
        and not exists (select 1 from custody.visit v where v.imprisonment_id = i.id and v.on_date >= $2::date) as free
    from custody.imprisonment i join people.record r on r.id = i.record_id and r.sex = 'M' and r.birth_date < $2::date - interval '21 years'
   where i.prison_id = $1 and i.state = 'in' and i.category = 'under-trial'
     and not exists (select 1 from custody.release x where x.imprisonment_id = i.id)
     and not exists (select 1 from custody.warrant w where w.imprisonment_id = i.id and w.release_order is not null)
     and not exists (select 1 from custody.movement m where m.imprisonment_id = i.id and m.out_at is not null and m.in_at is null))
  select id, jurisdiction, number, record_id, category, light and free as ready from inside order by light and free desc, free desc, id limit $3`

async function place(
  client: pg.Client,
  province: Province,
  {
    one,
    state,
    reason,
    approver,
    prison,
    other,
  }: {
    one: Chosen
    state: 'on-road' | 'approved' | 'proposed'
    reason: string
    approver: string
    prison: number
    other: number
  },
): Promise<void> {
  const { today } = province
  const yesterday = toIso(toDay(today) - 1)
  const tomorrow = toIso(toDay(today) + 1)
  const id = idOf('transfer', one.id)
  const gone = state === 'on-road'
  const departed = `${today}T20:30:00+05:00`
  const due = `${tomorrow}T18:00:00+05:00`
  const offer = idOf('handover', id)
  const signer = (post: string): string => province.officer(post, prison) ?? province.first
  const { rows: lists } = await client.query<{ list: KeptChecklist }>(
    `select custody.transfer_checklist($1) as list`,
    [one.id],
  )
  const { list } = lists[0]!
  if (gone) {
    const gate = signer('gate-officer')
    await client.query(
      `insert into handover.offer (id, jurisdiction, kind, subject_kind, subject_id, payload, documents, from_unit, to_unit, state, exclusive,
         round, due_on, offered_at, since) values ($1, $2, 'custody.transfer', 'transfer', $3, '{}', '{}', $4, $5, 'offered', true, 1, $6, $7, $7)`,
      [offer, one.jurisdiction, id, prison, other, tomorrow, departed],
    )
    await client.query(
      `insert into handover.step (id, jurisdiction, offer_id, act, side, account_id, post_code, unit_id, at, due_on)
         values ($1, $2, $3, 'offered', 'from', $4, 'gate-officer', $5, $6, $7)`,
      [idOf('handover-step', offer), one.jurisdiction, offer, gate, prison, departed, tomorrow],
    )
    await client.query(
      `insert into custody.movement (id, jurisdiction, prison_id, imprisonment_id, kind, reason, out_at, destination_id, escort, due_back,
         recorded_by, recorded_at) values ($1, $2, $3, $4, 'WAY', $5, $6, $7, $8, $9, $10, $6)`,
      [
        idOf('movement', id),
        one.jurisdiction,
        prison,
        one.id,
        reason,
        departed,
        other,
        'SI Ghulam Nabi and 3',
        due,
        gate,
      ],
    )
    await sendBags(client, { id, one, prison, list, departed, by: gate })
    await shareFile(client, one, other)
  }
  await client.query(
    `insert into custody.transfer (id, jurisdiction, prison_id, to_prison_id, imprisonment_id, number, name_en, name_ur, father_en, father_ur,
       sex, category, reason, note, planned_on, approver, state, proposed_by, proposed_at, approved_by, approved_at, offer_id, checklist, cash,
       escort, due_at, departed_by, departed_at)
     select $1, $2, $3, $4, $5, $6, r.name_en, r.name_ur, r.father_en, r.father_ur, r.sex, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
       $18, $19, $20, $21, $22, $23 from people.record r where r.id = $24`,
    [
      id,
      one.jurisdiction,
      prison,
      other,
      one.id,
      one.number,
      one.category,
      reason,
      notes[reason],
      gone ? today : tomorrow,
      approver,
      state,
      signer('deputy-superintendent'),
      `${yesterday}T11:10:00+05:00`,
      state === 'proposed' ? null : (province.officer(approver, prison) ?? province.second),
      state === 'proposed' ? null : `${yesterday}T15:40:00+05:00`,
      gone ? offer : null,
      gone ? JSON.stringify(list) : null,
      gone ? 0 : null,
      gone ? 'SI Ghulam Nabi and 3' : null,
      gone ? due : null,
      gone ? signer('gate-officer') : null,
      gone ? departed : null,
      one.record_id,
    ],
  )
}

/** The bags leave the store on the next receipt of the prison's register. */
async function sendBags(
  client: pg.Client,
  {
    id,
    one,
    prison,
    list,
    departed,
    by,
  }: {
    id: string
    one: Chosen
    prison: number
    list: KeptChecklist
    departed: string
    by: string
  },
): Promise<void> {
  const year = Number(departed.slice(0, 4))
  const { rows } = await client.query<{ last: number; last_hash: string }>(
    `insert into custody.counter as c (prison_id, register, year, last) values ($1, 'property', $2, 1)
     on conflict (prison_id, register, year) do update set last = c.last + 1 returning last, last_hash`,
    [prison, year],
  )
  const { last, last_hash: before } = rows[0]!
  const at = new Date(departed).toISOString()
  const receipt: Receipt = {
    prisonId: prison,
    year,
    number: last,
    imprisonmentId: one.id,
    kind: 'sent',
    form: 2,
    content: {
      bag: list.bags.map((bag) => bag.number).join(', '),
      bagIds: list.bags.map((bag) => bag.id),
      itemIds: list.bags.flatMap((bag) => bag.items.map((item) => item.id)),
      transfer: id,
      at,
      by,
    },
  }
  const hash = receiptHash(before, receipt)
  await client.query(
    `insert into custody.property_receipt (id, jurisdiction, prison_id, imprisonment_id, year, number, kind, form, content, previous_hash, hash,
       made_by, made_at) values ($1, $2, $3, $4, $5, $6, 'sent', 2, $7, $8, $9, $10, $11)`,
    [
      idOf('property-receipt', one.id, 'sent'),
      one.jurisdiction,
      prison,
      one.id,
      year,
      last,
      JSON.stringify(receipt.content),
      before,
      hash,
      by,
      at,
    ],
  )
  await client.query(
    `update custody.counter set last_hash = $3 where prison_id = $1 and register = 'property' and year = $2`,
    [prison, year, hash],
  )
  for (const table of ['property_item', 'property_bag'])
    await client.query(
      `update custody.${table} set state = 'on-road' where imprisonment_id = $1 and state = 'in-store'`,
      [one.id],
    )
}

/** The file travels: the other prison sees the accused and the head of the case. */
async function shareFile(client: pg.Client, one: Chosen, other: number): Promise<void> {
  const cases = `(select w.case_id from custody.warrant w where w.imprisonment_id = $2 and w.state = 'in-force')`
  for (const [table, where] of [
    ['people.record', `id = $3`],
    [
      'cases.party',
      `id in (select w.party_id from custody.warrant w where w.imprisonment_id = $2 and w.state = 'in-force')`,
    ],
    ['cases.case', `id in ${cases}`],
    ['workflow.instance', `subject_kind = 'case' and subject_id in ${cases}`],
  ] as const)
    await client.query(
      `update ${table} set units = units || $1::integer where ${where} and not units @> array[$1::integer]
         and $2::uuid is not null and $3::uuid is not null`,
      [other, one.id, one.record_id],
    )
}
