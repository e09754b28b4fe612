import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serviceActors } from '#kernel/events'
import { type World, world } from '../../../app/testing.ts'
import { loadProvince } from '../../../tools/seed/load/load-province.ts'
import { yesterday } from '../../../tools/seed/today.ts'
import * as contract from './contract.ts'
import { libertyNightJob, runNight } from './night.ts'

/** The whole demo population in miniature, and a night over it. */
let here: World
beforeAll(async () => {
  here = await world()
  await loadProvince(here.database.url, {
    cases: 300,
    seed: 7,
    today: yesterday(),
    onProgress: () => undefined,
  })
}, 180_000)
afterAll(() => here?.drop())

const quiet = { report: async () => undefined }
const rowsOf = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await here.database.owner.pool.query(text, values)).rows as T[]

async function night() {
  const [sindh] = (await serviceActors(here.database.app.pool)).filter((one) => one.jurisdiction === 'PK-SD')
  return runNight({ database: here.database.app }, sindh!, quiet)
}

/** The calendar's turn: the night of today becomes one of the day before. */
const dayPasses = () =>
  here.database.owner.pool.query(`update custody.liberty_night set on_date = on_date - 1`)

describe('a night over the demo population', () => {
  test('computes everyone again and finds no date that its own facts do not give', async () => {
    const figures = await night()
    const [held] = await rowsOf<{ n: number; dates: number; clocks: number }>(`select count(*)::int as n,
      (select count(*)::int from custody.release_date where state in ('computed', 'proposed', 'confirmed')) as dates,
      (select count(*)::int from custody.bail_clock b join custody.warrant w on w.id = b.warrant_id and w.kind = 'remand' and w.state = 'in-force'
        where b.superseded_at is null) as clocks from custody.imprisonment where state = 'in'`)
    expect(held!.n).toBeGreaterThan(80)
    expect(figures).toMatchObject({
      replayed: held!.n,
      lines: held!.n,
      dates: held!.dates,
      clocks: held!.clocks,
    })
    expect(await rowsOf(`select source, class, cause, changed from custody.liberty_difference`)).toEqual([])
  }, 120_000)

  test('writes one line for everyone, and none is unexplained', async () => {
    const [lines] = await rowsOf<{
      everyone: number
      standing: number
      unexplained: number
      red: number
    }>(`select
      (select count(*)::int from custody.imprisonment where state = 'in') as everyone, count(*)::int as standing,
      (count(*) filter (where jsonb_array_length(grounds) = 0 and jsonb_array_length(missing) = 0))::int as unexplained,
      (count(*) filter (where basis = 'none'))::int as red
      from custody.liberty_line l where before_serial is null and exists (select 1 from custody.imprisonment i where i.id = l.imprisonment_id)`)
    expect(lines).toMatchObject({ standing: lines!.everyone, unexplained: 0 })
    console.log(
      lines,
      await rowsOf(
        `select l.basis, m->>'code' as code, count(*) from custody.liberty_line l left join lateral jsonb_array_elements(missing) m on true group by 1,2 order by 3 desc`,
      ),
    )
    console.log(
      await rowsOf(`select f, count(*) from custody.liberty_line l, unnest(flags) f group by 1`),
      await rowsOf(`select money from custody.liberty_line where money is not null limit 5`),
    )
  })
})
