import type pg from 'pg'
import type { Province } from './load/province.ts'
import { idOf } from './load/rows.ts'

interface Chosen {
  readonly id: string
  readonly jurisdiction: string
  readonly number: string
  readonly record_id: string
  readonly category: string
}

/**
 * Two men of the demo's great prison are at large: one was caught the same evening and brought to the other great prison, where he waits to be
 * compared and taken over; of the other nobody knows. What is owed after an escape is opened with the other matters.
 */
export async function letEscape(client: pg.Client, province: Province): Promise<number> {
  const { today } = province
  const [prison, other] = [province.unitId('PRS-HYD-C'), province.unitId('PRS-KHI-C')]
  // After the lock-up, in which both were still counted.
  const escapes = [
    { at: `${today}T17:55:00+05:00`, how: 'ہسپتال لے جاتے ہوئے گارڈ کو دھکا دے کر نکل گیا', caught: true },
    { at: `${today}T18:40:00+05:00`, how: 'لنگر کی صفائی کے بعد غائب پایا گیا', caught: false },
  ]
  const { rows } = await client.query<Chosen>(choosing, [prison, today, escapes.length])
  const deputy = province.officer('deputy-superintendent', prison) ?? province.second
  let told = 0
  for (const [index, one] of rows.entries()) {
    const { at, how, caught } = escapes[index]!
    await client.query(
      `insert into custody.movement (id, jurisdiction, prison_id, imprisonment_id, kind, out_at, recorded_by, recorded_at)
       values ($1, $2, $3, $4, 'ESC', $5, $6, $5)`,
      [idOf('at-large', one.id), one.jurisdiction, prison, one.id, at, deputy],
    )
    await client.query(
      `insert into custody.matter (id, jurisdiction, prison_id, imprisonment_id, kind, source, happened_at, note, opened_by, opened_at)
       values ($1, $2, $3, $4, 'escape', 'officer', $5, $6, $7, $5)`,
      [idOf('matter', one.id), one.jurisdiction, prison, one.id, at, how, deputy],
    )
    told += 2
    if (!caught) continue
    const clerk = province.officer('prison-admissions-officer', other) ?? province.second
    await client.query(
      `insert into custody.transfer (id, jurisdiction, prison_id, to_prison_id, imprisonment_id, number, name_en, name_ur, father_en, father_ur,
         sex, category, reason, planned_on, approver, state, proposed_by, proposed_at, caught_at, caught_by, caught_where, caught_paper)
       select $1, $2, $3, $4, $5, $6, r.name_en, r.name_ur, r.father_en, r.father_ur, r.sex, $7, 'recapture', $8, 'superintendent', 'brought', $9,
         $10, $11, $12, $13, $14 from people.record r where r.id = $15`,
      [
        idOf('transfer', one.id),
        one.jurisdiction,
        prison,
        other,
        one.id,
        one.number,
        one.category,
        today,
        clerk,
        `${today}T20:35:00+05:00`,
        `${today}T19:20:00+05:00`,
        'سب انسپکٹر غلام نبی، تھانہ سہراب گوٹھ',
        'سہراب گوٹھ بس اڈا، کراچی',
        'فردِ گرفتاری، روزنامچہ نمبر 14',
        one.record_id,
      ],
    )
    await client.query(
      `update people.record set units = units || $1::integer where id = $2 and not units @> array[$1::integer]`,
      [other, one.record_id],
    )
    told += 1
  }
  return told
}

/** Men under trial who go nowhere these days; the lowest numbers, for other stories begin with the highest. */
const choosing = `
  select i.id, i.jurisdiction, i.number || '/' || i.year as number, i.record_id, i.category
    from custody.imprisonment i join people.record r on r.id = i.record_id and r.sex = 'M' and r.birth_date < $2::date - interval '21 years'
   where i.prison_id = $1 and i.state = 'in' and i.category = 'under-trial' and i.admitted_at < $2::date - interval '15 days'
     and not exists (select 1 from custody.transfer t where t.imprisonment_id = i.id)
     and not exists (select 1 from custody.release x where x.imprisonment_id = i.id)
     and not exists (select 1 from custody.hold h where h.imprisonment_id = i.id)
     and not exists (select 1 from custody.warrant w where w.imprisonment_id = i.id and (w.release_order is not null or w.next_production < $2::date + 4))
     and not exists (select 1 from custody.movement m where m.imprisonment_id = i.id
       and (m.out_at >= $2::date or m.out_at is not null and m.in_at is null))
     and not exists (select 1 from custody.visit v where v.imprisonment_id = i.id and v.on_date >= $2::date)
     and not exists (select 1 from custody.adjudication a where a.imprisonment_id = i.id and a.state in ('reported', 'told'))
     and not exists (select 1 from custody.medical_ward w where w.imprisonment_id = i.id and w.until_at is null)
   order by exists (select 1 from custody.property_bag b where b.imprisonment_id = i.id and b.state = 'in-store') desc, i.year, i.number limit $3`
