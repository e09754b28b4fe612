import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { JudgedRow } from './judge-rows.ts'

/**
 * Numbers for rows: the register's own where it is one (`1001/2026`) and free in this prison, otherwise the next of the year.
 * The counter moves past every number taken, so that none is given twice.
 */
export async function prisonNumbers(
  tx: Tx,
  prisonId: number,
  rows: readonly JudgedRow[],
): Promise<{ year: number; number: number }[]> {
  const own = rows.map(({ record }) => {
    const read = /^(\d{1,6})\s*\/\s*((?:19|20)\d\d)$/.exec(record.prisonNo)
    return read === null || Number(read[1]) === 0 ? null : { number: Number(read[1]), year: Number(read[2]) }
  })
  const asked = own.filter((one) => one !== null)
  const { rows: taken } = await sql<{ year: number; number: number }>`
    select i.year, i.number from custody.imprisonment i
      join unnest(${asked.map(({ year }) => year)}::integer[], ${asked.map(({ number }) => number)}::integer[]) as t(year, number)
        on i.year = t.year and i.number = t.number where i.prison_id = ${prisonId}`.execute(tx)
  const used = new Set(taken.map(({ year, number }) => `${number}/${year}`))
  const given = own.map((one) => {
    if (one === null || used.has(`${one.number}/${one.year}`)) return null
    used.add(`${one.number}/${one.year}`)
    return one
  })
  const highest = new Map<number, number>()
  for (const one of given)
    if (one !== null) highest.set(one.year, Math.max(highest.get(one.year) ?? 0, one.number))
  const wanting = new Map<number, number>()
  for (const [at, one] of given.entries()) {
    if (one !== null) continue
    const year = Number(rows[at]!.record.admissionDate?.slice(0, 4))
    wanting.set(year, (wanting.get(year) ?? 0) + 1)
  }
  const next = new Map<number, number>()
  for (const year of [...new Set([...highest.keys(), ...wanting.keys()])].sort()) {
    const count = wanting.get(year) ?? 0
    const { rows: moved } = await sql<{ last: number }>`
      insert into custody.counter (prison_id, register, year, last)
      values (${prisonId}, 'admission', ${year}, greatest(1, ${(highest.get(year) ?? 0) + count}))
      on conflict (prison_id, register, year) do update
        set last = greatest(custody.counter.last, ${highest.get(year) ?? 0}) + ${count} returning last`.execute(
      tx,
    )
    next.set(year, moved[0]!.last - count + 1)
  }
  return given.map((one, at) => {
    if (one !== null) return one
    const year = Number(rows[at]!.record.admissionDate?.slice(0, 4))
    const number = next.get(year)!
    next.set(year, number + 1)
    return { year, number }
  })
}
