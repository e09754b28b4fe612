import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asActor } from '#kernel/access'
import { type ServiceActor, serviceActors } from '#kernel/events'
import { people } from '#kernel/people'
import { type World, world } from '../../../app/testing.ts'
import { importRegister } from './import.ts'
import { receiveRegister } from './receive.ts'
import { generateRegister, seeded, toCsv } from './testing.ts'

/** Columns of the generated register. */
const [NUMBER, NAME, FATHER, CNIC, SEX, FIR, STATION, SECTION, ADMITTED, CATEGORY] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
] as const

const { rows: generated } = generateRegister({ rows: 60, seed: 3, dirt: 0.5 })
const [title, blank, headings, ...ordinary] = generated as [string[], string[], string[], ...string[][]]

/** The same man three times, each time as another clerk heard him, and a namesake with the same father and another CNIC. */
function family(n: number, names: readonly string[]): string[][] {
  const row = (at: number, cnic: string): string[] => {
    const cells = headings.map(() => '')
    cells[0] = String(1_000 + n * 10 + at)
    cells[NUMBER] = `${9_000 + n * 10 + at}/2025`
    cells[NAME] = names[at % names.length] ?? ''
    cells[FATHER] = 'Dilawar Khan Khoso'
    cells[CNIC] = cnic
    cells[SEX] = 'M'
    cells[FIR] = `${100 + at}/2025`
    cells[STATION] = 'City'
    cells[SECTION] = '381-A PPC'
    cells[ADMITTED] = `0${1 + at}/02/2025`
    // Held for a debt no clock runs and no date of release hangs on it, so that the rule may link.
    cells[CATEGORY] = 'Civil'
    return cells
  }
  return [
    row(0, `4130455${n}00011`),
    row(1, `4130455${n}00011`),
    row(2, `4130455${n}00011`),
    row(3, `4130477${n}00033`),
  ]
}
const all = [
  ...ordinary,
  ...family(1, ['Rustam Khoso', 'Rustum Khoso', 'Rustam Khosa']),
  ...family(2, ['Bahawal Khan Khoso', 'Bahawal Khan Khosa']),
  // A line written twice, and one rejected line written twice.
  ...[0, 1].map((again) => Object.assign([...(ordinary[4] ?? [])], { 0: String(2_000 + again) })),
]

interface Outcome {
  readonly rows: unknown
  readonly persons: unknown
  readonly review: unknown
  readonly dates: unknown
}

/** Imports the rows in one order, lets the registry compare all of them, and tells what came of it without any identifier. */
async function outcomeOf(rows: readonly string[][]): Promise<Outcome> {
  const here = await world()
  try {
    const [service] = (await serviceActors(here.database.app.pool)).filter(
      (one) => one.jurisdiction === 'PK-SD',
    )
    if (service === undefined) throw new Error('There is no service account.')
    const bytes = new TextEncoder().encode(toCsv([title, blank, headings, ...rows]))
    const prisonId = await here.unitId('PRS-HYD-C')
    const { importId } = await asActor(here.database.app, service, {}, (tx) =>
      receiveRegister(tx, { prisonId, fileName: 'register.csv', bytes }),
    )
    await importRegister(here.database.app, service, importId, () => undefined)
    await compareAll(here, service)
    return await read(here)
  } finally {
    await here.drop()
  }
}

/** The registry's own work of every minute. */
async function compareAll(here: World, service: ServiceActor): Promise<void> {
  const job = people.jobs?.find((one) => one.name === 'people.match-records')
  if (job === undefined) throw new Error('Nothing compares new records.')
  const services = { database: here.database.app, auth: here.database.auth }
  await job.run(services, { jurisdiction: service.jurisdiction }, { report: async () => undefined })
}

async function read({ database }: World): Promise<Outcome> {
  const ask = async (text: string): Promise<unknown> => (await database.owner.pool.query(text)).rows
  return {
    // Rows that say the same are told apart by nothing but which came first.
    rows: await ask(
      `select key, array_agg(outcome order by outcome) as outcomes, array_agg(reasons::text order by reasons::text) as reasons,
         array_agg(warnings::text order by warnings::text) as warnings from custody.register_row group by key order by key`,
    ),
    persons: await ask(
      `select array_agg(g.key order by g.key) as one_person from custody.register_row g join custody.imprisonment i on i.id = g.imprisonment_id
         join people.link l on l.record_id = i.record_id and l.until is null group by l.person_id order by 1`,
    ),
    review: await ask(
      `select distinct least(a.key, b.key) as a, greatest(a.key, b.key) as b from people.review v
         join people.link la on la.record_id = v.record_a and la.until is null
         join people.link lb on lb.record_id = v.record_b and lb.until is null and lb.person_id <> la.person_id
         join custody.imprisonment ia on ia.record_id = v.record_a join custody.register_row a on a.imprisonment_id = ia.id
         join custody.imprisonment ib on ib.record_id = v.record_b join custody.register_row b on b.imprisonment_id = ib.id
        where v.state = 'open' order by 1, 2`,
    ),
    dates: await ask(
      `select g.key, b.eligible_from, b.standing, d.due_release from custody.register_row g
         left join custody.bail_clock b on b.imprisonment_id = g.imprisonment_id
         left join custody.release_date d on d.imprisonment_id = g.imprisonment_id
        where g.imprisonment_id is not null order by g.key`,
    ),
  }
}

test('the order of a register’s rows changes neither who is one person nor what becomes of any row', async () => {
  const usual = await outcomeOf(all)
  const persons = (usual.persons as { one_person: string[] }[]).map((one) => one.one_person.length)
  // The rows are such that something could go wrong: some are one man, some repeat another, some wait for a reviewer.
  expect(persons.filter((rows) => rows > 1).length).toBeGreaterThan(0)
  expect((usual.rows as { outcomes: string[] }[]).some((one) => one.outcomes.includes('duplicate'))).toBe(
    true,
  )
  expect((usual.rows as { outcomes: string[] }[]).some((one) => one.outcomes.includes('rejected'))).toBe(true)
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const random = seeded(seed)
      const places = all.map((row) => ({ row, at: random() })).sort((a, b) => a.at - b.at)
      expect(await outcomeOf(places.map(({ row }) => row))).toEqual(usual)
    }),
    { numRuns: 6, seed: 21 },
  )
}, 240_000)
