import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'
import {
  type OutbreakDisease,
  openStatuses,
  outbreakDiseases,
  type Pathway,
  type Status,
} from './pathways.ts'
import { type PatientColumns, patientColumns, patientJoins, patientOf, ruleOf } from './patients.ts'

type Outbreak = OutputOf<typeof contract.getOutbreak>

/** Contacts named on one screen, those longest under one roof with a case first. */
const named = 300

/** @throws not-found */
export async function outbreakOf(
  tx: Tx,
  given: ParsedInputOf<typeof contract.getOutbreak>,
): Promise<Outbreak> {
  const prison = await prisonOf(tx, undefined)
  const before = await ruleOf(tx, `contact-days:${given.disease}`)
  const cases = await casesOf(tx, prison.id, given)
  const contacts = await contactsOf(tx, prison.id, given, before?.value ?? 0)
  const { rows: barracks } = await sql<{
    id: string
    name_en: string
    name_ur: string
    circle_en: string | null
    circle_ur: string | null
    held: number
  }>`select b.id, b.name_en, b.name_ur, c.name_en as circle_en, c.name_ur as circle_ur, coalesce(h.held, 0)::integer as held
      from custody.location b left join custody.location c on c.id = b.parent_id
      left join (select coalesce(lu.id, l.id) as id, count(*) as held from custody.allocation a join custody.location l on l.id = a.location_id
        left join custody.location lu on lu.id = l.parent_id and l.kind = 'cell'
       where a.prison_id = ${prison.id} and a.to_at is null group by 1) h on h.id = b.id
     where b.prison_id = ${prison.id} and b.kind = 'barrack' order by c.position nulls last, b.position, b.name_en`.execute(
    tx,
  )
  const { rows: open } = await sql<{ disease: OutbreakDisease; count: number }>`
    select d.pathway as disease, count(*)::integer as count from custody.health_diagnosis d
      join custody.imprisonment i on i.id = d.imprisonment_id and i.state = 'in'
     where d.prison_id = ${prison.id} and d.pathway = any (${[...outbreakDiseases]}::text[]) and d.status = any (${openStatuses}::text[])
     group by 1`.execute(tx)
  const { rows: now } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(tx)
  const perDay = new Map<string, Outbreak['perDay'][number]>()
  for (const one of cases) {
    const key = `${one.onsetOn}/${one.sleptIn ?? ''}`
    const there = perDay.get(key) ?? { on: one.onsetOn, barrackId: one.sleptIn, count: 0 }
    perDay.set(key, { ...there, count: there.count + 1 })
  }
  return {
    disease: given.disease,
    days: given.days,
    asOf: now[0]!.now,
    contactDays: before?.value ?? 0,
    isolationDays: (await ruleOf(tx, `isolation-days:${given.disease}`))?.value ?? 0,
    source: before?.source ?? { en: '', ur: '' },
    open: outbreakDiseases.map((disease) => ({
      disease,
      count: open.find((one) => one.disease === disease)?.count ?? 0,
    })),
    perDay: [...perDay.values()].sort((one, other) => one.on.localeCompare(other.on)),
    barracks: barracks.map((row) => ({
      id: row.id,
      name: { en: row.name_en, ur: row.name_ur },
      circle: row.circle_en === null ? null : bothOf(row.circle_en, row.circle_ur),
      held: row.held,
      cases: cases.filter((one) => one.sleptIn === row.id).length,
      contacts: contacts.rows.filter((one) => one.barrackId === row.id).length,
    })),
    cases: cases.map(({ sleptIn: _, ...one }) => one),
    contacts: contacts.rows.map(({ barrackId: _, ...one }) => one),
    contactsTotal: contacts.total,
  }
}

type Case = Outbreak['cases'][number] & { readonly sleptIn: string | null }

/** Those in whom the disease began within the period, or is still followed; each with the barrack they slept in on that day. */
async function casesOf(
  tx: Tx,
  prisonId: number,
  given: ParsedInputOf<typeof contract.getOutbreak>,
): Promise<Case[]> {
  const { rows } = await sql<
    PatientColumns & {
      id: string
      pathway: Pathway
      words: string | null
      status: Status
      onset_on: string
      slept_in: string | null
      slept_en: string | null
      slept_ur: string | null
      ward: 'isolation' | 'hospital' | null
    }
  >`select ${patientColumns}, d.id, d.pathway, d.words, d.status, d.onset_on, s.id as slept_in, s.name_en as slept_en, s.name_ur as slept_ur, w.ward
      from custody.health_diagnosis d join custody.imprisonment i on i.id = d.imprisonment_id ${patientJoins}
      left join lateral (select b.id, b.name_en, b.name_ur from custody.allocation x join custody.location y on y.id = x.location_id
          join custody.location b on b.id = case when y.kind = 'cell' then y.parent_id else y.id end
         where x.imprisonment_id = i.id and x.from_at < ((d.onset_on + 1)::timestamp at time zone 'Asia/Karachi')
           and coalesce(x.to_at, 'infinity') > (d.onset_on::timestamp at time zone 'Asia/Karachi') order by x.from_at desc limit 1) s on true
      left join custody.health_ward w on w.imprisonment_id = i.id and w.ended_at is null
     where d.prison_id = ${prisonId} and d.pathway = ${given.disease} and d.status <> 'ruled-out'
       and d.onset_on > workflow.today() - ${given.days}::integer
     order by d.onset_on desc, d.id`.execute(tx)
  return rows.map((row) => ({
    ...patientOf(row),
    diagnosisId: row.id,
    pathway: row.pathway,
    words: row.words,
    status: row.status,
    onsetOn: row.onset_on,
    barrack: row.slept_en === null ? null : bothOf(row.slept_en, row.slept_ur),
    ward: row.ward,
    sleptIn: row.slept_in,
  }))
}

/**
 * Who slept under one roof with a case from so many days before it began until the case was isolated: each stretch of nights, from the
 * register of places. A barrack's cells count as one roof. Whoever has left the prison is not named here.
 */
async function contactsOf(
  tx: Tx,
  prisonId: number,
  given: ParsedInputOf<typeof contract.getOutbreak>,
  before: number,
): Promise<{ rows: (Outbreak['contacts'][number] & { barrackId: string })[]; total: number }> {
  const { rows } = await sql<
    PatientColumns & {
      roof_id: string
      roof_en: string
      roof_ur: string
      with: { number: string; from: string; to: string | null }[]
      nights: number
      ward: 'isolation' | 'hospital' | null
      total: number
    }
  >`with sick as (
      select d.imprisonment_id, i.number || '/' || i.year as number,
        greatest(i.admitted_at, ((d.onset_on - ${before}::integer)::timestamp at time zone 'Asia/Karachi')) as from_at,
        coalesce((select min(w.from_at) from custody.health_ward w where w.imprisonment_id = d.imprisonment_id and w.ward = 'isolation'
          and w.from_at >= d.onset_on::timestamp at time zone 'Asia/Karachi'), i.released_at, clock_timestamp()) as to_at
        from custody.health_diagnosis d join custody.imprisonment i on i.id = d.imprisonment_id
       where d.prison_id = ${prisonId} and d.pathway = ${given.disease} and d.status <> 'ruled-out'
         and d.onset_on > workflow.today() - ${given.days}::integer
    ), roof as (
      select l.id as location_id, case when l.kind = 'cell' then l.parent_id else l.id end as roof_id
        from custody.location l where l.prison_id = ${prisonId} and l.kind in ('barrack', 'cell')
    ), slept as (
      select s.number, s.imprisonment_id, r.roof_id, greatest(s.from_at, x.from_at) as from_at, least(s.to_at, coalesce(x.to_at, s.to_at)) as to_at
        from sick s join custody.allocation x on x.imprisonment_id = s.imprisonment_id and x.from_at < s.to_at
          and coalesce(x.to_at, 'infinity') > s.from_at
        join roof r on r.location_id = x.location_id
    ), met as (
      select o.imprisonment_id, s.roof_id, s.number, greatest(s.from_at, o.from_at) as from_at,
        least(s.to_at, coalesce(o.to_at, s.to_at)) as to_at
        from slept s join roof r on r.roof_id = s.roof_id join custody.allocation o on o.location_id = r.location_id
          and o.from_at < s.to_at and coalesce(o.to_at, 'infinity') > s.from_at
       where o.imprisonment_id <> s.imprisonment_id and not exists (select 1 from sick k where k.imprisonment_id = o.imprisonment_id)
    ), contact as (
      select m.imprisonment_id, (array_agg(m.roof_id order by m.to_at desc))[1] as roof_id,
        jsonb_agg(jsonb_build_object('number', m.number, 'from', m.from_at, 'to', m.to_at) order by m.from_at) as with,
        range_agg(daterange((m.from_at at time zone 'Asia/Karachi')::date,
          greatest((m.to_at at time zone 'Asia/Karachi')::date, (m.from_at at time zone 'Asia/Karachi')::date + 1))) as spans
        from met m where m.to_at > m.from_at group by m.imprisonment_id
    )
    select ${patientColumns}, c.roof_id, b.name_en as roof_en, b.name_ur as roof_ur, c.with,
      -- A night beside two of them is one night.
      (select sum(upper(s) - lower(s)) from unnest(c.spans) s)::integer as nights, w.ward, count(*) over ()::integer as total
      from contact c join custody.imprisonment i on i.id = c.imprisonment_id and i.state = 'in' ${patientJoins}
      join custody.location b on b.id = c.roof_id
      left join custody.medical_ward w on w.imprisonment_id = i.id and w.until_at is null
     order by nights desc, i.year, i.number limit ${named}`.execute(tx)
  return {
    rows: rows.map((row) => ({
      ...patientOf(row),
      barrackId: row.roof_id,
      barrack: bothOf(row.roof_en, row.roof_ur),
      with: row.with.map((one) => ({
        number: one.number,
        from: new Date(one.from).toISOString(),
        to: one.to === null ? null : new Date(one.to).toISOString(),
      })),
      nights: row.nights,
      ward: row.ward,
    })),
    total: rows[0]?.total ?? 0,
  }
}
