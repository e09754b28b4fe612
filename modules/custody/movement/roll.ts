import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import { prisonOf } from '../prison-of.ts'
import type { getRoll } from './contract.ts'
import { dayBegins, dayEnds } from './register.ts'

type Roll = OutputOf<typeof getRoll>

/**
 * The roll of a day. Opening and closing are counted from the register of imprisonments, comings and goings from the movements,
 * whereabouts from allocations; that they give the same is shown, not assumed. One statement, so that all look at one moment.
 * @throws not-found
 */
export async function rollOf(tx: Tx, given: { on: string; prisonId?: number | undefined }): Promise<Roll> {
  const { prisons, ...prison } = await prisonOf(tx, given.prisonId)
  const { rows } = await sql<{
    as_of: string
    opening: number
    closing: number
    admitted: number
    transferred_in: number
    released: number
    transferred_out: number
    barracks: (Roll['barracks'][number] & {
      CRT: number
      HOS: number
      TAP: number
      ESC: number
      WAY: number
    })[]
  }>`
    with span as (select ${dayBegins(given.on)} as opens, least(${dayEnds(given.on)}, clock_timestamp()) as closes),
    stay as (select i.id, i.admitted_at < s.opens and coalesce(i.released_at, 'infinity') >= s.opens as at_opening,
        i.admitted_at < s.closes and coalesce(i.released_at, 'infinity') >= s.closes as at_closing
      from span s join custody.imprisonment i on i.prison_id = ${prison.id}
       and (i.state = 'in' or (i.state = 'released' and i.released_at >= s.opens))),
    came as (select count(*) filter (where m.kind = 'ADM') as admitted, count(*) filter (where m.kind = 'TRN') as transferred
      from span s join custody.movement m on m.prison_id = ${prison.id} and m.in_at >= s.opens and m.in_at < s.closes),
    gone as (select count(*) filter (where m.kind = 'REL') as released, count(*) filter (where m.kind = 'TRN') as transferred
      from span s join custody.movement m on m.prison_id = ${prison.id} and m.out_at >= s.opens and m.out_at < s.closes),
    -- Whoever had two places, or were out twice, would be counted twice here and the roll would not agree.
    barrack as (select b.id, b.name_en, b.name_ur, c.position as circle, b.position, count(*) as on_roll,
        count(*) filter (where m.kind = 'CRT') as court, count(*) filter (where m.kind = 'HOS') as hospital,
        count(*) filter (where m.kind = 'TAP') as leave, count(*) filter (where m.kind = 'ESC') as at_large,
        count(*) filter (where m.kind = 'WAY') as way
      from span s join stay on stay.at_closing
      left join custody.allocation a on a.imprisonment_id = stay.id and a.from_at < s.closes and coalesce(a.to_at, 'infinity') >= s.closes
      left join custody.location l on l.id = a.location_id
      left join custody.location b on b.id = case when l.kind = 'cell' then l.parent_id else l.id end
      left join custody.location c on c.id = b.parent_id
      left join custody.movement m on m.imprisonment_id = stay.id and m.kind in ('CRT', 'HOS', 'TAP', 'ESC', 'WAY') and m.out_at < s.closes
        and coalesce(m.in_at, 'infinity') >= s.closes
      group by b.id, b.name_en, b.name_ur, c.position, b.position)
    select s.closes as as_of, (select count(*)::integer from stay where at_opening) as opening,
      (select count(*)::integer from stay where at_closing) as closing, came.admitted::integer, came.transferred::integer as transferred_in,
      gone.released::integer, gone.transferred::integer as transferred_out,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', case when id is null then null else
          jsonb_build_object('en', name_en, 'ur', name_ur) end, 'onRoll', on_roll, 'CRT', court, 'HOS', hospital, 'TAP', leave, 'ESC', at_large, 'WAY', way,
          'out', court + hospital + leave + at_large + way) order by id is null desc, circle nulls last, position, name_en), '[]') from barrack) as barracks
      from span s, came, gone`.execute(tx)
  const row = rows[0]!
  const sum = (key: 'onRoll' | 'CRT' | 'HOS' | 'TAP' | 'ESC' | 'WAY') =>
    row.barracks.reduce((total, one) => total + one[key], 0)
  const out = { CRT: sum('CRT'), HOS: sum('HOS'), TAP: sum('TAP'), ESC: sum('ESC'), WAY: sum('WAY') }
  return {
    prison,
    prisons,
    on: given.on,
    asOf: row.as_of,
    opening: row.opening,
    closing: row.closing,
    counted: {
      admitted: row.admitted,
      transferredIn: row.transferred_in,
      released: row.released,
      transferredOut: row.transferred_out,
    },
    agrees:
      row.opening + row.admitted + row.transferred_in - row.released - row.transferred_out === row.closing &&
      sum('onRoll') === row.closing,
    out,
    inside: row.closing - out.CRT - out.HOS - out.TAP - out.ESC - out.WAY,
    barracks: row.barracks.map(({ id, name, onRoll, out: away }) => ({ id, name, onRoll, out: away })),
  }
}
