import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runReport } from '#kernel/reporting/contract'
import { type Someone, type World, world } from '../../../app/testing.ts'
import { loadProvince } from '../../../tools/seed/load/load-province.ts'
import { yesterday } from '../../../tools/seed/today.ts'
import * as custody from '../contract.ts'
import { reckonBack } from './today.ts'

let here: World
let superintendent: Someone
let deputy: Someone
let inspector: Someone
beforeAll(async () => {
  here = await world()
  await loadProvince(here.database.url, {
    cases: 400,
    seed: 7,
    today: yesterday(),
    onProgress: () => undefined,
  })
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  inspector = await here.someone('inspector-general-prisons', 'PRD-SD')
}, 180_000)
afterAll(() => here?.drop())

const rowsIn = async (key: string, filters: Record<string, string>) =>
  (await superintendent.call(runReport, { key: `custody.register-${key}`, lang: 'en', ...filters })).total

test('each figure of the day is the number of rows it leads to', async () => {
  const day = await superintendent.call(custody.getToday, {})
  const prison = String(day.prison.id)
  const today = { prison, from: day.on, to: day.on }
  expect(day.roll.total).toBeGreaterThan(10)
  expect(await rowsIn('roll', { prison })).toBe(day.roll.total)
  expect(await rowsIn('under-trials', { prison })).toBe(day.roll.underTrial)
  expect(await rowsIn('convicts', { prison })).toBe(day.roll.convict)
  expect(await rowsIn('admissions', today)).toBe(day.day.admitted)
  expect(await rowsIn('releases', today)).toBe(day.day.released)
  expect(await rowsIn('under-trials', { prison, bail: 'due' })).toBe(day.liberty.bailDue)
  expect(await rowsIn('release-diary', { prison, to: yesterday() })).toBe(day.liberty.pastRelease)
  expect(await rowsIn('productions', { ...today, outcome: 'not-produced' })).toBe(day.day.notProduced)
  const { totals } = await superintendent.call(custody.getOccupancy, {})
  expect(day.capacity).toMatchObject({
    held: totals.held,
    authorised: totals.authorised,
    withoutPlace: totals.withoutPlace,
  })
  const { total } = await superintendent.call(custody.listAdjudications, { show: 'waiting' })
  expect(day.adjudications?.waiting).toBe(total)
})

test('complaints are counted for those who decide them, and for nobody else', async () => {
  expect((await superintendent.call(custody.getToday, {})).complaints).not.toBeNull()
  expect((await deputy.call(custody.getToday, {})).complaints).toBeNull()
})

test('the roll reckoned back agrees with the roll of each day', async () => {
  const { flow } = await superintendent.call(custody.getToday, {})
  expect(flow).toHaveLength(14)
  for (const { on, roll } of flow)
    expect([on, (await superintendent.call(custody.getRoll, { on })).closing]).toEqual([on, roll])
})

test('all prisons together are what each says of itself, and add up to everyone in prison', async () => {
  const { rows, months } = await inspector.call(custody.comparePrisons, {})
  const { rows: counted } = await here.database.owner.pool.query<{ n: number }>(
    `select count(*)::int as n from custody.imprisonment where state = 'in' and jurisdiction = 'PK-SD'`,
  )
  expect(rows.reduce((sum, { onRoll }) => sum + onRoll, 0)).toBe(counted[0]!.n)
  expect(months).toHaveLength(12)
  expect(months.at(-1)!.roll).toBe(counted[0]!.n)
  for (const row of rows.slice(0, 5)) {
    const day = await inspector.call(custody.getToday, { prisonId: String(row.prison.id) })
    expect(row).toMatchObject({
      onRoll: day.roll.total,
      underTrial: day.roll.underTrial,
      women: day.roll.women,
      authorised: day.capacity.authorised,
      red: day.liberty.red,
      bailDue: day.liberty.bailDue,
    })
  }
})

test('a superintendent sees no other prison’s day, and nobody below compares', async () => {
  const karachi = String(await here.unitId('PRS-KHI-C'))
  await expect(superintendent.call(custody.getToday, { prisonId: karachi })).rejects.toThrow(/not-found/)
  await expect(superintendent.call(custody.comparePrisons, {})).rejects.toThrow(/not-allowed/)
})

test('whatever came and left, each roll is the one before it with who came and without who left', () => {
  const passed = fc.record({ on: fc.constant('2026-01-01'), came: fc.nat(500), left: fc.nat(500) })
  fc.assert(
    fc.property(fc.array(passed, { minLength: 1, maxLength: 40 }), fc.nat(9_000), (latestFirst, now) => {
      const flow = reckonBack(now, latestFirst)
      expect(flow.at(-1)!.roll).toBe(now)
      for (let n = 1; n < flow.length; n += 1)
        expect(flow[n]!.roll).toBe(flow[n - 1]!.roll + flow[n]!.came - flow[n]!.left)
    }),
  )
})

test('isolation in all prisons counts beds and orders, never what anybody has', async () => {
  const { rows, days } = await inspector.call(custody.compareIsolation, {})
  const count = async (question: string) => {
    const { rows: found } = await here.database.owner.pool.query<{ n: number }>(question)
    return found[0]!.n
  }
  const total = (key: 'isolated' | 'places' | 'noPlace' | 'onRoll') =>
    rows.reduce((sum, row) => sum + row[key], 0)
  const apart = `select count(*)::integer as n from custody.medical_ward where ward = 'isolation' and until_at is null`
  expect(total('isolated')).toBe(await count(apart))
  expect(total('isolated')).toBeGreaterThan(0)
  expect(total('places')).toBeGreaterThan(0)
  expect(total('noPlace')).toBeLessThanOrEqual(total('isolated'))
  expect(days).toHaveLength(30)
  expect(days.at(-1)!.isolated).toBe(total('isolated'))
  // Somebody is put apart: one more, and one more without a place until those who allocate have moved them.
  const { rows: free } = await here.database.owner.pool.query<{ id: string; prison: number }>(
    `select i.id, i.prison_id as prison from custody.imprisonment i where i.state = 'in' and not exists (
       select 1 from custody.medical_ward w where w.imprisonment_id = i.id and w.until_at is null) limit 1`,
  )
  await here.database.owner.pool.query(
    `insert into custody.health_ward (jurisdiction, prison_id, imprisonment_id, ward, why)
     select jurisdiction, prison_id, id, 'isolation', 'cough' from custody.imprisonment where id = $1`,
    [free[0]!.id],
  )
  const after = await inspector.call(custody.compareIsolation, {})
  const of = (found: typeof rows) => found.find(({ prison }) => prison.id === free[0]!.prison)!
  expect(of(after.rows).isolated).toBe(of(rows).isolated + 1)
  expect(of(after.rows).noPlace).toBe(of(rows).noPlace + 1)
  expect(JSON.stringify(after)).not.toMatch(/cough/)
  await expect(superintendent.call(custody.compareIsolation, {})).rejects.toThrow(/not-allowed/)
})
