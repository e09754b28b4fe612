import type pg from 'pg'
import { toDay, toIso } from './calendar.ts'
import type { Province } from './load/province.ts'
import { idOf } from './load/rows.ts'

interface Held {
  readonly id: string
  readonly jurisdiction: string
  readonly prison_id: number
  readonly prison: string
  readonly sex: 'M' | 'F'
  readonly admitted_on: string
  readonly nth: number
}

const children = [
  { nameEn: 'Zainab', nameUr: 'زینب', sex: 'F', father: 'مزدور، کراچی میں مقیم', plan: null },
  { nameEn: 'Ahmed', nameUr: 'احمد', sex: 'M', father: null, plan: null },
] as const

/** What is done of each matter by now; the rest is owed, some of it late. */
const done: Readonly<Record<string, readonly string[]>> = {
  death: ['place-kept', 'police-told'],
  escape: ['alarm', 'fir', 'wanted-pack', 'home-police-told', 'court-told', 'inspector-told'],
  foreign: ['language'],
  condemned: ['confirmation', 'appeal', 'legal-aid'],
  child: ['examined', 'diet'],
}

/**
 * Grave and special matters of the demo: a foreigner not yet asked, an escape whose inquiry is open, a death of
 * this morning, every sentence of death, and children with their mothers, one of whom is soon six.
 */
export async function openMatters(client: pg.Client, province: Province): Promise<void> {
  const { today } = province
  // Nobody whom another story of the demo still needs: no date of liberty, no way out lately, no hold, no escape of today, no transfer.
  const { rows } = await client.query<Held>(
    `select id, jurisdiction, prison_id, prison, sex, admitted_on, nth from (
       select i.id, i.jurisdiction, i.prison_id, u.code as prison, p.sex,
           to_char(i.admitted_at at time zone 'Asia/Karachi', 'YYYY-MM-DD') as admitted_on, row_number() over (partition by i.prison_id, p.sex order by i.number desc, i.year desc)::integer as nth,
 count(*) over (partition by i.prison_id) as people
         from custody.imprisonment i join people.record p on p.id = i.record_id join units.unit u on u.id = i.prison_id
        where i.state = 'in' and p.sex in ('M', 'F') and i.category = case p.sex when 'M' then 'under-trial' else i.category end
          and i.category <> 'condemned' and i.admitted_at < $1::date - case p.sex when 'M' then 25 else 1 end
          and (p.sex = 'F' or not exists (select 1 from custody.movement m where m.imprisonment_id = i.id and m.kind in ('CRT', 'HOS', 'TAP')
            and coalesce(m.in_at, 'infinity') > $1::date - 20))
          and not exists (select 1 from custody.release r where r.imprisonment_id = i.id)
          and not exists (select 1 from custody.hold h where h.imprisonment_id = i.id)
          and not exists (select 1 from custody.warrant w where w.imprisonment_id = i.id and w.release_order is not null)
          and not exists (select 1 from custody.matter m where m.imprisonment_id = i.id)
          and not exists (select 1 from custody.transfer t where t.imprisonment_id = i.id)
     ) held where nth <= 3 and (people >= 4 or sex = 'F') order by prison_id, sex, nth`,
    [today],
  )
  const at = (days: number, time: string) => `${toIso(toDay(today) - days)}T${time}:00+05:00`
  const deputy = (prison: number) => province.officer('deputy-superintendent', prison) ?? province.second
  const shared = (one: Held) => ({
    jurisdiction: one.jurisdiction,
    prison_id: one.prison_id,
    imprisonment_id: one.id,
  })
  // Grave things are rare: all of them where the demo's accounts are, elsewhere here and there.
  const every = [1, 3, 11, 13] as const
  const men = rows.filter(
    (one) => one.sex === 'M' && (one.prison === 'PRS-HYD-C' || one.prison_id % every[one.nth]! === 0),
  )
  const mothers = rows.filter((one) => one.sex === 'F' && one.nth <= children.length)
  const young = mothers.map((one) => {
    const child = children[one.nth - 1]!
    const years = one.nth === 1 ? 6 : 2
    const birthday = toIso(toDay(today) + 47)
    const born = `${Number(birthday.slice(0, 4)) - years}${birthday.slice(4).replace('02-29', '02-28')}`
    const here = born >= one.admitted_on
    return {
      ...shared(one),
      id: idOf('child', one.id),
      name_en: child.nameEn,
      name_ur: child.nameUr,
      sex: child.sex,
      born_on: born,
      proof: one.nth === 1 ? 'b-form' : 'mother-says',
      proof_reference: one.nth === 1 ? '41303-4410021-6' : null,
      father: child.father,
      came: here ? 'born-here' : 'with-mother',
      came_on: here ? born : one.admitted_on,
      recorded_by: deputy(one.prison_id),
      recorded_at: `${here ? born : one.admitted_on}T11:00:00+05:00`,
    }
  })
  const matters = [
    ...men.map((one) => ({
      ...shared(one),
      id: idOf('matter', one.id),
      child_id: null,
      kind: one.nth === 1 ? 'foreign' : one.nth === 2 ? 'escape' : 'death',
      source: one.nth === 1 ? 'nationality' : 'officer',
      happened_at: one.nth === 1 ? at(9, '10:20') : one.nth === 2 ? at(12, '04:40') : at(0, '03:10'),
      nationality: one.nth === 1 ? 'AF' : null,
      note:
        one.nth === 1
          ? null
          : one.nth === 2
            ? 'دیوار کے ساتھ رکھی سیڑھی سے نکلا'
            : 'رات کو بے ہوش پایا گیا، ہسپتال میں انتقال',
      ended_at: one.nth === 2 ? at(9, '16:00') : null,
      ended_how: one.nth === 2 ? 'تھانہ کینٹ نے حوالے کیا' : null,
      opened_by: one.nth === 1 ? null : deputy(one.prison_id),
      opened_at: one.nth === 1 ? at(9, '10:20') : one.nth === 2 ? at(12, '05:10') : at(0, '03:40'),
    })),
    ...young.map((child) => ({
      jurisdiction: child.jurisdiction,
      prison_id: child.prison_id,
      imprisonment_id: child.imprisonment_id,
      id: idOf('matter', child.id),
      child_id: child.id,
      kind: 'child',
      source: 'officer',
      happened_at: `${child.came_on}T00:00:00+05:00`,
      nationality: null,
      note: null,
      ended_at: null,
      ended_how: null,
      opened_by: child.recorded_by,
      opened_at: child.recorded_at,
    })),
  ]
  await client.query(
    `insert into custody.movement (id, jurisdiction, prison_id, imprisonment_id, kind, out_at, in_at, recorded_by, returned_by)
     select id, jurisdiction, prison_id, imprisonment_id, 'ESC', happened_at, ended_at, opened_by, opened_by
       from jsonb_populate_recordset(null::custody.matter, $1::jsonb)`,
    [
      JSON.stringify(
        matters
          .filter(({ kind }) => kind === 'escape')
          .map((one) => ({ ...one, id: idOf('at-large', one.id) })),
      ),
    ],
  )
  for (const [table, given] of [
    ['custody.child', young],
    ['custody.matter', matters],
  ] as const) {
    if (given.length === 0) continue
    const columns = Object.keys(given[0]!).join(', ')
    await client.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(given)],
    )
  }
  await client.query(
    `select custody.open_matter(i.id, 'condemned', 'sentence', i.admitted_at) from custody.imprisonment i
      where i.state = 'in' and i.category = 'condemned'`,
  )
  // The loader works without triggers: what they would have added is added here.
  await client.query(
    `select custody.add_duties(m.id) from custody.matter m where not exists (select 1 from custody.duty d where d.matter_id = m.id)`,
  )
  await client.query(
    `update custody.duty d set state = 'done', done_on = (m.happened_at at time zone 'Asia/Karachi')::date,
        reference = case when d.paper then 'No. ' || (200 + d.position * 7) || '/' || extract(year from m.happened_at) end,
        done_by = coalesce(o.account, $2::uuid), done_at = m.happened_at + interval '2 hours'
       from custody.matter m left join jsonb_to_recordset($3::jsonb) as o(prison integer, account uuid) on o.prison = m.prison_id
      where d.matter_id = m.id and d.code = any (array(select jsonb_array_elements_text($1::jsonb -> m.kind)))
        and (d.code <> 'diet' or m.kind = 'child')`,
    [
      JSON.stringify(done),
      province.second,
      JSON.stringify(
        [...new Set(rows.map((one) => one.prison_id))].map((prison) => ({ prison, account: deputy(prison) })),
      ),
    ],
  )
}
