import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refusal } from '#platform/http'
import { type RefusedCall, type Someone, type World, world } from '../../app/testing.ts'
import { close, create, move, rename, split } from './changes.ts'
import {
  closeUnit,
  createUnit,
  describeUnit,
  getUnitAsOf,
  getUnitHistory,
  moveUnit,
  previewUnitChange,
  readUnitTree,
  renameUnit,
  splitUnit,
} from './contract.ts'
import type { Hierarchy, UnitKind } from './data/unit-seed.ts'
import { unitSeeds } from './data/units.ts'
import { unitAsOf } from './history.ts'
import { parentKinds } from './kinds.ts'

let here: World
let admin: Someone

beforeAll(async () => {
  here = await world()
  admin = await here.someone('administrator', 'PK-SD')
})
afterAll(() => here.drop())

const refusal = (code: string) =>
  expect.objectContaining({ problem: expect.objectContaining({ code }) }) as RefusedCall

async function reaches(hierarchy: Hierarchy, ancestor: string, target: number): Promise<boolean> {
  const { rows } = await here.database.owner.pool.query(
    `select 1 from units.reach where hierarchy = $1 and ancestor_id = $2 and descendant_id = $3`,
    [hierarchy, await here.unitId(ancestor), target],
  )
  return rows.length > 0
}

test('every unit shipped stands only under what it may stand under', () => {
  const kindOf = new Map(unitSeeds.map((unit) => [unit.code, unit.kind]))
  const wrong = unitSeeds.flatMap((unit) =>
    [
      ...Object.entries(unit.parents),
      ...(unit.formerParents ?? []).map((former) => [former.hierarchy, former.parent] as const),
    ]
      .filter(
        ([hierarchy, parent]) =>
          !(parentKinds[unit.kind][hierarchy as Hierarchy] ?? []).includes(kindOf.get(parent)!),
      )
      .map(([hierarchy, parent]) => `${unit.code} ${hierarchy} ${parent}`),
  )
  expect(wrong).toEqual([])
})

test('a station moved today is seen from its new district at once, and its past stays where it was', async () => {
  const station = await here.unitId('PS-HYD-CNT')
  const [old, next] = [await here.unitId('PDT-HYD'), await here.unitId('PDT-JMS')]
  const day = (await admin.call(readUnitTree, {})).on
  const yesterday = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
  await admin.call(moveUnit, { id: station, hierarchy: 'police', parentId: next, from: day })
  const history = await admin.call(getUnitHistory, { id: station })
  expect(history.parents.filter((edge) => edge.hierarchy === 'police')).toMatchObject([
    { parent: { id: next }, validFrom: day, validTo: null },
    { parent: { id: old }, validTo: day },
  ])
  expect((await admin.call(getUnitAsOf, { id: station, on: yesterday })).parents.police).toBe(old)
  expect((await admin.call(getUnitAsOf, { id: station, on: day })).parents.police).toBe(next)
  const { rows } = await here.database.owner.pool.query(
    `select ancestor_id from units.reach where hierarchy = 'police' and descendant_id = $1 and ancestor_id = any ($2)`,
    [station, [old, next]],
  )
  expect(rows).toEqual([{ ancestor_id: next }])
  await expect(
    admin.call(moveUnit, { id: station, hierarchy: 'police', parentId: old, from: yesterday }),
  ).rejects.toEqual(refusal('units.later-change'))
})

test('a district split from a coming day keeps the old order until that day, and takes the chosen stations', async () => {
  const district = await here.unitId('PK-SD-sukkur')
  const tree = await admin.call(readUnitTree, { hierarchy: 'territory' })
  const stations = tree.rows.filter((unit) => unit.parentId === district && unit.kind === 'police-station')
  expect(stations.length).toBeGreaterThan(1)
  const taken = stations[0]!
  const { id } = await admin.call(splitUnit, {
    id: district,
    code: 'PK-SD-rohri',
    name: { en: 'Rohri', ur: 'روہڑی' },
    from: '2030-07-01',
    children: [taken.id],
  })
  const on = async (day: string) => {
    const { rows } = await admin.call(readUnitTree, { hierarchy: 'territory', on: day })
    return {
      rohri: rows.find((unit) => unit.id === id)?.topologyId,
      parent: rows.find((unit) => unit.id === taken.id)!.parentId,
      stayed: rows.find((unit) => unit.id === stations[1]!.id)!.parentId,
    }
  }
  expect(await on('2030-06-30')).toEqual({ rohri: undefined, parent: district, stayed: district })
  expect(await on('2030-07-01')).toEqual({ rohri: 'PK-SD-sukkur', parent: id, stayed: district })
  await expect(
    admin.call(splitUnit, {
      id: district,
      code: 'PK-SD-pano-aqil',
      name: { en: 'Pano Aqil', ur: 'پنوں عاقل' },
      from: '2030-08-01',
      children: [await here.unitId('PS-HYD-CTY')],
    }),
  ).rejects.toEqual(refusal('units.not-a-child'))
})

test('a renamed unit answers to the name of the day asked about', async () => {
  const prison = await here.unitId('PRS-KHI-C')
  const before = await admin.call(getUnitAsOf, { id: prison, on: '2025-01-01' })
  await admin.call(renameUnit, {
    id: prison,
    name: { en: 'Karachi Prison', ur: 'کراچی جیل' },
    from: '2026-01-01',
  })
  expect((await admin.call(getUnitAsOf, { id: prison, on: '2025-12-31' })).unit).toEqual(before.unit)
  expect((await admin.call(getUnitAsOf, { id: prison, on: '2026-01-01' })).unit.nameEn).toBe('Karachi Prison')
  await expect(
    admin.call(renameUnit, {
      id: prison,
      name: { en: 'Karachi Prison', ur: 'کراچی جیل' },
      from: '2026-02-01',
    }),
  ).rejects.toEqual(refusal('units.same-name'))
})

test('no circle on any day: not even one that closes only in years to come', async () => {
  const department = await here.unitId('PD-SD')
  const range = async (code: string, from: string, police: number) =>
    (
      await admin.call(createUnit, {
        code,
        kind: 'police-range',
        name: { en: code, ur: 'حلقہ' },
        from,
        parents: { territory: await here.unitId('PK-SD'), police },
      })
    ).id
  const first = await range('PDR-T1', '2024-01-01', department)
  const second = await range('PDR-T2', '2024-01-01', first)
  await expect(
    admin.call(moveUnit, { id: first, hierarchy: 'police', parentId: second, from: '2025-01-01' }),
  ).rejects.toEqual(refusal('units.circle'))
  await admin.call(moveUnit, { id: second, hierarchy: 'police', parentId: department, from: '2025-01-01' })
  const third = await range('PDR-T3', '2024-01-01', department)
  await admin.call(moveUnit, { id: third, hierarchy: 'police', parentId: first, from: '2031-01-01' })
  await expect(
    admin.call(moveUnit, { id: first, hierarchy: 'police', parentId: third, from: '2026-01-01' }),
  ).rejects.toEqual(refusal('units.circle'))
})

test('a unit is closed only when nothing stands under it, and not twice', async () => {
  await expect(
    admin.call(closeUnit, { id: await here.unitId('PDT-HYD'), from: '2031-01-01' }),
  ).rejects.toEqual(refusal('units.has-children'))
  const station = await here.unitId('PS-HYD-CTY')
  expect(await reaches('police', 'PDT-HYD', station)).toBe(true)
  await admin.call(closeUnit, { id: station, from: '2026-06-01' })
  expect(await reaches('police', 'PDT-HYD', station)).toBe(false)
  expect((await admin.call(getUnitAsOf, { id: station, on: '2026-05-31' })).inForce).toBe(true)
  expect((await admin.call(getUnitAsOf, { id: station, on: '2026-06-01' })).inForce).toBe(false)
  await expect(admin.call(closeUnit, { id: station, from: '2027-06-01' })).rejects.toEqual(
    refusal('units.closed'),
  )
})

test('what a unit may stand under, and whose it is, is held to', async () => {
  const station = await here.unitId('PS-HYD-GOR')
  await expect(
    admin.call(moveUnit, {
      id: station,
      hierarchy: 'court',
      parentId: await here.unitId('CRT-HYD-SJ'),
      from: '2026-01-01',
    }),
  ).rejects.toEqual(refusal('units.parent-kind'))
  const lahore = await here.unitId('PK-PB-lahore')
  await expect(
    admin.call(renameUnit, { id: lahore, name: { en: 'Lahore City', ur: 'شہر لاہور' }, from: '2026-01-01' }),
  ).rejects.toEqual(refusal('units.elsewhere'))
  await expect(
    admin.call(moveUnit, { id: station, hierarchy: 'territory', parentId: lahore, from: '2026-01-01' }),
  ).rejects.toEqual(refusal('units.parent-elsewhere'))
  const clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  await expect(
    clerk.call(describeUnit, { id: await here.unitId('PRS-HYD-C'), capacity: 9, version: '-' }),
  ).rejects.toEqual(refusal('not-allowed'))
})

test('of two who describe one unit the second is shown what the first wrote, and nothing is overwritten', async () => {
  const id = await here.unitId('PRS-HYD-C')
  const read = async () => (await admin.call(getUnitHistory, { id })).unit
  const { version } = await read()
  await admin.call(describeUnit, { id, capacity: 1500, weeklyOff: ['Sun'], version })
  const second = await here.someone('administrator', 'PK-SD')
  await expect(
    second.call(describeUnit, { id, capacity: 9, weeklyOff: ['Fri'], version }),
  ).rejects.toMatchObject({
    problem: {
      status: 409,
      code: 'stale-version',
      current: { version: (await read()).version, values: { capacity: 1500, weeklyOff: ['Sun'] } },
    },
  })
  expect((await read()).attributes).toMatchObject({ capacity: 1500, weeklyOff: ['Sun'] })
  await second.call(describeUnit, { id, weeklyOff: ['Sun', 'Fri'], version: (await read()).version })
  expect((await read()).attributes).toMatchObject({ capacity: 1500, weeklyOff: ['Sun', 'Fri'] })
})

test('row-level security alone keeps an administrator out of another province, and everyone else out of all', async () => {
  const lahore = await here.unitId('PK-PB-lahore')
  const clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  for (const who of [admin, clerk]) {
    await expect(
      who.act((tx) =>
        sql`insert into units.name (unit_id, valid_from, en, ur) values (${lahore}, '2026-01-01', 'x', 'x')`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow(/row-level security/)
  }
})

test('the effects shown are those that come, and showing them changes nothing', async () => {
  const [from, to] = [await here.unitId('PRR-HYD'), await here.unitId('PRR-KHI')]
  await here.someone('inspector-general-prisons', 'PRD-SD')
  const prison = await here.unitId('PRS-HYD-C')
  await here.database.owner.pool.query(
    `update access.post set reach = 'below', hierarchy = 'prison' where code = 'superintendent'`,
  )
  await here.someone('superintendent', 'PRR-HYD')
  await here.someone('superintendent', 'PRR-KHI')
  const change = {
    act: 'move' as const,
    id: prison,
    hierarchy: 'prison' as const,
    parentId: to,
    from: '2026-01-01',
  }
  const shown = await admin.call(previewUnitChange, { change })
  expect(shown).toMatchObject({ gaining: 1, losing: 1 })
  expect(shown.rows.map(({ unit, gains, loses }) => [unit.id, gains, loses])).toEqual(
    expect.arrayContaining([
      [from, 0, 1],
      [to, 1, 0],
    ]),
  )
  expect(await reaches('prison', 'PRR-HYD', prison)).toBe(true)
  await admin.call(moveUnit, change)
  expect(await reaches('prison', 'PRR-HYD', prison)).toBe(false)
  expect(await reaches('prison', 'PRR-KHI', prison)).toBe(true)
  await expect(admin.call(previewUnitChange, { change })).rejects.toEqual(refusal('units.later-change'))
})

test('a change sent twice with one key is made once', async () => {
  const send = (key: string) =>
    here.app.request('/api/units', {
      method: 'POST',
      headers: { 'x-test-actor': admin.grantId, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({
        code: 'PS-TWICE',
        kind: 'police-station',
        name: { en: 'Twice', ur: 'دوبار' },
        from: '2026-01-01',
        parents: { territory: district },
      }),
    })
  const district = await here.unitId('PK-SD-hyderabad')
  const key = crypto.randomUUID()
  const [first, second] = [await send(key), await send(key)]
  expect([first.status, second.status]).toEqual([200, 200])
  expect(await second.json()).toEqual(await first.json())
  expect((await send(crypto.randomUUID())).status).toBe(409)
})

interface Edge {
  hierarchy: Hierarchy
  child_id: number
  parent_id: number
  valid_from: string
  valid_to: string | null
}
interface Known {
  id: number
  kind: UnitKind
}

const edges = async () => (await here.database.owner.pool.query<Edge>(`select * from units.edge`)).rows
const standing = (all: readonly Edge[], on: string) =>
  all.filter((edge) => edge.valid_from <= on && (edge.valid_to === null || edge.valid_to > on))
const namesOn = async (on: string) =>
  (
    await here.database.owner.pool.query<{ line: string }>(
      `select unit_id || ' ' || en || ' ' || ur as line from units.name
       where valid_from <= $1 and (valid_to is null or valid_to > $1) order by unit_id`,
      [on],
    )
  ).rows.map((row) => row.line)

/** Climbs from every unit one step at a time; nothing of the database's own recursion is used. */
function naiveReach(all: readonly Edge[], on: string): string[] {
  const parent = new Map(
    standing(all, on).map((edge) => [`${edge.hierarchy} ${edge.child_id}`, edge.parent_id]),
  )
  const found: string[] = []
  for (const { hierarchy, child_id } of standing(all, on)) {
    const seen = new Set<number>([child_id])
    for (
      let at = parent.get(`${hierarchy} ${child_id}`);
      at !== undefined;
      at = parent.get(`${hierarchy} ${at}`)
    ) {
      if (seen.has(at)) throw new Error(`A circle in ${hierarchy} through ${at} on ${on}.`)
      seen.add(at)
      found.push(`${hierarchy} ${at} ${child_id}`)
    }
  }
  return found.sort()
}

const kinds: readonly UnitKind[] = [
  'district',
  'police-range',
  'police-district',
  'police-station',
  'prison-range',
  'prison',
]
const edit = fc.record({
  act: fc.constantFrom('move', 'move', 'move', 'rename', 'split', 'close', 'create'),
  kind: fc.constantFrom(...kinds),
  unit: fc.nat(),
  parent: fc.nat(),
  hierarchy: fc.constantFrom<Hierarchy[]>('territory', 'police', 'prison'),
  day: fc.integer({ min: 0, max: 3_000 }),
})

test('after any dated edits: reach is the naive recomputation, one parent a day, no circle, and no past is rewritten', async () => {
  let made = 0
  let serial = 0
  const { rows: all } = await here.database.owner.pool.query<Known>(
    `select id, kind from units.unit where jurisdiction = 'PK-SD' order by id`,
  )
  const pick = (from: readonly Known[], n: number): Known => from[n % from.length]!
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
      for (const one of edits) {
        const from = new Date(Date.UTC(2023, 0, 1) + one.day * 86_400_000).toISOString().slice(0, 10)
        const eve = new Date(Date.parse(from) - 86_400_000).toISOString().slice(0, 10)
        const unit = pick(
          all.filter(({ kind }) => kind === one.kind),
          one.unit,
        )
        const parents = all.filter(({ kind }) => (parentKinds[one.kind][one.hierarchy] ?? []).includes(kind))
        const before = await edges()
        const namesBefore = await namesOn(eve)
        serial += 1
        const name = { en: `Unit ${serial}`, ur: `یونٹ ${serial}` }
        try {
          const { id } = await admin.act((tx) => {
            if (one.act === 'rename') return rename(tx, { id: unit.id, name, from })
            if (one.act === 'close') return close(tx, { id: unit.id, from })
            if (one.act === 'split') {
              const below = standing(before, from).filter((edge) => edge.parent_id === unit.id)
              const children = [...new Set(below.map((edge) => edge.child_id))].filter((_, n) => n % 2 === 0)
              return split(tx, { id: unit.id, code: `T-${serial}`, name, from, children })
            }
            if (parents.length === 0) throw new Refusal('units.parent-kind')
            const parentId = pick(parents, one.parent).id
            if (one.act === 'move') return move(tx, { id: unit.id, hierarchy: one.hierarchy, parentId, from })
            const districts = all.filter(({ kind }) => kind === 'district')
            return create(tx, {
              code: `T-${serial}`,
              kind: 'police-station',
              name,
              from,
              parents: { territory: pick(districts, one.parent).id },
            })
          })
          made += 1
          if (one.act === 'split') all.push({ id, kind: unit.kind })
          if (one.act === 'create') all.push({ id, kind: 'police-station' })
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          expect(await edges()).toEqual(before)
        }
        expect(naiveReach(await edges(), eve)).toEqual(naiveReach(before, eve))
        expect(await namesOn(eve)).toEqual(namesBefore)
      }
      const after = await edges()
      const { on: today } = await admin.call(readUnitTree, {})
      const { rows } = await here.database.owner.pool.query<{ line: string }>(
        `select hierarchy || ' ' || ancestor_id || ' ' || descendant_id as line from units.reach`,
      )
      expect(rows.map((row) => row.line).sort()).toEqual(naiveReach(after, today))
      for (const day of new Set(after.map((edge) => edge.valid_from))) {
        const held = standing(after, day).map((edge) => `${edge.hierarchy} ${edge.child_id}`)
        expect(new Set(held).size).toBe(held.length)
        naiveReach(after, day)
      }
    }),
    { numRuns: 12 },
  )
  expect(made).toBeGreaterThan(10)
}, 120_000)

test('a record of the day before its unit began still gets the nearest name', async () => {
  const found = await admin.act(async (tx) =>
    unitAsOf(tx, await here.unitId('PK-PB-wazirabad'), '2000-01-01'),
  )
  expect(found).toMatchObject({ inForce: false, unit: { nameEn: 'Wazirabad' }, parents: {} })
})
