import { type RawBuilder, sql } from 'kysely'
import { standing } from '#kernel/access'
import { packOf, readDay, rulesInForce } from '#kernel/law'
import type { Tx } from '#platform/db'
import { today } from '../law-of-prison.ts'
import { bothOf } from '../prisoners/names.ts'
import type { Someone } from './contract.ts'
import { classOf, type Sleeper } from './separation.ts'

/** A prisoner with what decides where they may sleep, and where they do. */
export interface Held extends Someone, Sleeper {
  readonly prisonId: number
  readonly personId: string
  readonly state: 'in' | 'released'
  readonly allocationId: string | null
  readonly locationId: string | null
  readonly bedId: string | null
  readonly since: string | null
  readonly bed: { readonly en: string; readonly ur: string } | null
  readonly out: string | null
}

interface HeldRow {
  id: string
  prison_id: number
  person_id: string
  number: number
  year: number
  name_en: string | null
  name_ur: string | null
  father_en: string | null
  father_ur: string | null
  category: string
  state: 'in' | 'released'
  sex: Sleeper['sex']
  birth_date: string | null
  ward: 'isolation' | 'hospital' | null
  habit: Sleeper['habit']
  allocation_id: string | null
  location_id: string | null
  bed_id: string | null
  from_at: string | null
  bed_en: string | null
  bed_ur: string | null
  out: string | null
}

/** Whether the convict of imprisonment `i` is habitual, for whoever may know it; nothing for all others. */
export const latestHabit = sql`(select k.habit from custody.habit k where k.imprisonment_id = i.id and i.category = 'convict'
  order by k.decided_at desc limit 1)`

/** Prisoners as accommodation sees them. `where` speaks of imprisonment `i` and allocation `a`. */
export async function heldWhere(tx: Tx, where: RawBuilder<unknown>): Promise<Held[]> {
  const bornAfter = await juvenileBornAfter(tx)
  const { rows } = await sql<HeldRow>`
    select i.id, i.prison_id, i.person_id, i.number, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur, i.category, i.state, p.sex,
      p.birth_date, w.ward, h.habit, a.id as allocation_id, a.location_id, a.bed_id, a.from_at, b.name_en as bed_en, b.name_ur as bed_ur, o.kind as out
      from custody.imprisonment i
      join people.record p on p.id = i.record_id
      left join custody.allocation a on a.imprisonment_id = i.id and a.to_at is null
      left join custody.location b on b.id = a.bed_id
      left join custody.medical_ward w on w.imprisonment_id = i.id and w.until_at is null
      left join custody.out_now o on o.imprisonment_id = i.id
      left join lateral ${latestHabit} h on true
     where ${where} order by i.year, i.number`.execute(tx)
  return rows.map((row) => ({
    imprisonmentId: row.id,
    prisonId: row.prison_id,
    personId: row.person_id,
    number: `${row.number}/${row.year}`,
    name: bothOf(row.name_en, row.name_ur),
    father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
    category: row.category,
    state: row.state,
    sex: row.sex,
    juvenile: row.birth_date === null ? null : row.birth_date > bornAfter,
    holds: classOf(row.category),
    ward: row.ward ?? 'ordinary',
    habit: row.habit,
    allocationId: row.allocation_id,
    locationId: row.location_id,
    bedId: row.bed_id,
    since: row.from_at,
    bed: row.bed_en === null ? null : bothOf(row.bed_en, row.bed_ur),
    out: row.out,
  }))
}

/** Whoever was born after this day is a juvenile prisoner today, by the province's law (JJSA 2018 s.2(b)). */
export async function juvenileBornAfter(tx: Tx): Promise<string> {
  const day = await today(tx)
  const { value } = rulesInForce(packOf(standing(tx).jurisdiction)).on('juvenile.age', readDay(day, 'today'))
  const { rows } = await sql<{
    day: string
  }>`select (${day}::date - make_interval(years => ${value}))::date as day`.execute(tx)
  return rows[0]!.day
}

export function someoneOf(held: Held): Someone {
  const { imprisonmentId, number, name, father, category } = held
  return { imprisonmentId, number, name, father, category }
}
