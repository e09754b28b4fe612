import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../app/testing.ts'
import { getDeliveryStanding, listDeliveries, retryAllDeliveries, retryDelivery } from './contract.ts'
import {
  deliverDue,
  emit,
  eventKind,
  type Reaction,
  reaction,
  registerReactions,
  type ServiceActor,
  serviceActors,
} from './index.ts'

const Noted = eventKind<{ noteId: string }>('demo.Noted')
let here: World
let clerk: Someone
let administrator: Someone
let actors: ServiceActor[]
/** What a reaction does after it has written, by the test. */
let afterWriting: (tx: Parameters<Reaction['run']>[0]) => Promise<void> = async () => undefined

/** Writes one row for each event: two rows would show that a reaction was done twice. */
const keepNote = reaction('demo.keep-note', Noted, async (tx, { noteId }) => {
  await sql`insert into public.demo_note (note_id) values (${noteId}::uuid)`.execute(tx)
  await afterWriting(tx)
})

beforeAll(async () => {
  here = await world()
  registerReactions([keepNote])
  await here.database.owner.pool.query(
    `create table public.demo_note (note_id uuid not null, by integer not null default pg_backend_pid())`,
  )
  await here.database.owner.pool.query(`grant insert, select on public.demo_note to mizan_app`)
  clerk = await here.someone('police-registrar', 'PS-HYD-CNT')
  administrator = await here.someone('administrator', 'PK-SD')
  actors = await serviceActors(here.database.app.pool)
})
afterAll(() => here.drop())
beforeEach(async () => {
  afterWriting = async () => undefined
  await here.database.owner.pool.query(`truncate public.demo_note; delete from events.delivery`)
})

const told = (noteId: string = randomUUID()) =>
  clerk.act((tx) => emit(tx, Noted, { noteId }).then(() => noteId))
const notes = async () =>
  (
    await here.database.owner.pool.query<{ note_id: string }>(`select note_id from public.demo_note`)
  ).rows.map((row) => row.note_id)
const deliveries = async () =>
  (
    await here.database.owner.pool.query<{
      state: string
      attempts: number
      wait: number
      last_error: string
    }>(
      `select state, attempts, extract(epoch from next_try_at - clock_timestamp())::float as wait, last_error from events.delivery`,
    )
  ).rows
const makeDue = () =>
  here.database.owner.pool.query(
    `update events.delivery set next_try_at = clock_timestamp() where state = 'waiting'`,
  )
const deliver = () => deliverDue(here.database.app, actors, [keepNote])

describe('a reaction', () => {
  test('is not told of what was rolled back', async () => {
    await expect(
      clerk.act(async (tx) => {
        await emit(tx, Noted, { noteId: randomUUID() })
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await deliver()).toBe(0)
    expect(await notes()).toEqual([])
  })

  test('that fails after writing leaves nothing, and is done once when it succeeds', async () => {
    const note = await told()
    afterWriting = async () => {
      throw new Error('power cut')
    }
    expect(await deliver()).toBe(1)
    expect(await notes()).toEqual([])
    afterWriting = async () => undefined
    await makeDue()
    expect(await deliver()).toBe(1)
    expect(await deliver()).toBe(0)
    expect(await notes()).toEqual([note])
    expect(await deliveries()).toMatchObject([{ state: 'done', attempts: 2, last_error: null }])
  })

  test('whose database connection is killed after its writes is done exactly once', async () => {
    const note = await told()
    let killed = 0
    afterWriting = async (tx) => {
      if (killed++ > 0) return
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await here.database.owner.pool.query(`select pg_terminate_backend($1)`, [rows[0]!.pid])
      // The next word on this connection finds it gone.
      await sql`select 1`.execute(tx)
    }
    await deliver()
    expect(await notes()).toEqual([])
    await makeDue()
    await deliver()
    await deliver()
    expect(killed).toBe(2)
    expect(await notes()).toEqual([note])
  })

  test('is shared by several deliverers without doing any twice', async () => {
    const many = await Promise.all(Array.from({ length: 40 }, () => told()))
    afterWriting = async (tx) => {
      await sql`select pg_sleep(0.01)`.execute(tx)
    }
    const shares = await Promise.all([deliver(), deliver(), deliver(), deliver()])
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(40)
    expect(shares.filter((share) => share > 0).length).toBeGreaterThan(1)
    expect((await notes()).sort()).toEqual([...many].sort())
  })

  test('that keeps failing is tried with growing waits and then given up', async () => {
    await told()
    afterWriting = async () => {
      throw new Error('never')
    }
    const waits: number[] = []
    for (let round = 0; round < 11; round += 1) {
      await deliver()
      const [now] = await deliveries()
      expect(now).toMatchObject({ state: 'waiting', attempts: round + 1 })
      waits.push(now!.wait)
      expect(await deliver()).toBe(0)
      await makeDue()
    }
    // Jitter is between half and one and a half times 2^n seconds: two rounds later is always longer.
    for (let n = 2; n < waits.length; n += 1) expect(waits[n]!).toBeGreaterThan(waits[n - 2]!)
    expect(waits.at(-1)!).toBeGreaterThan(500)
    await deliver()
    expect(await deliveries()).toMatchObject([{ state: 'dead', attempts: 12 }])
    await makeDue()
    expect(await deliver()).toBe(0)
  })

  test('nobody knows any more fails and is not lost', async () => {
    await told()
    await deliverDue(here.database.app, actors, [])
    expect(await deliveries()).toMatchObject([{ state: 'waiting', attempts: 1 }])
  })
})

describe('delivering', () => {
  test('lets provinces take turns whatever the backlog of one', async () => {
    const other = await here.someone('administrator', 'PK-PB')
    for (let n = 0; n < 20; n += 1) await told()
    const late = randomUUID()
    await other.act((tx) => emit(tx, Noted, { noteId: late }))
    expect(await deliverDue(here.database.app, actors, [keepNote], 4)).toBe(4)
    expect(await notes()).toContain(late)
  })

  test('asks one question when nothing is due', async () => {
    const asked: string[] = []
    const { pool } = here.database.app
    const counting = {
      ...here.database.app,
      pool: Object.assign(Object.create(pool), {
        query: (text: string, values: unknown[]) => {
          asked.push(text)
          return pool.query(text, values)
        },
      }),
    }
    expect(await deliverDue(counting, actors, [keepNote])).toBe(0)
    expect(asked).toHaveLength(1)
  })
})

describe('the list of what was given up', () => {
  const giveUp = async () => {
    await told()
    afterWriting = async () => {
      throw new Error('cannot find "Ghulam Rasool" 41304-1234567-1 غلام')
    }
    for (let round = 0; round < 12; round += 1) {
      await deliver()
      await makeDue()
    }
  }

  test('shows the cause without any value, to administrator and auditor of the province only', async () => {
    await giveUp()
    const { rows, total } = await administrator.call(listDeliveries, { state: 'dead' })
    expect(total).toBe(1)
    expect(rows[0]).toMatchObject({ type: 'demo.Noted', reaction: 'demo.keep-note', attempts: 12 })
    expect(rows[0]!.cause).toMatch(/^Error: cannot find/)
    expect(rows[0]!.cause).not.toMatch(/Ghulam|4130|غلام/)
    const auditor = await here.someone('auditor', 'PK-SD')
    expect((await auditor.call(listDeliveries, { state: 'dead' })).total).toBe(1)
    const elsewhere = await here.someone('administrator', 'PK-PB')
    expect((await elsewhere.call(listDeliveries, { state: 'dead' })).total).toBe(0)
    await expect(clerk.call(listDeliveries, {})).rejects.toThrow('not-allowed')
    await expect(auditor.call(retryAllDeliveries, {})).rejects.toThrow('not-allowed')
  })

  test('is tried again one by one or all at once, and says how it stands', async () => {
    await giveUp()
    const [one] = (await administrator.call(listDeliveries, { state: 'dead' })).rows
    expect(await administrator.call(getDeliveryStanding, {})).toMatchObject({ waiting: 0, dead: 1 })
    const elsewhere = await here.someone('administrator', 'PK-PB')
    const which = { eventId: one!.eventId, reaction: one!.reaction }
    await expect(elsewhere.call(retryDelivery, which)).rejects.toThrow('events.not-dead')
    await administrator.call(retryDelivery, which)
    await expect(administrator.call(retryDelivery, which)).rejects.toThrow('events.not-dead')
    afterWriting = async () => undefined
    await deliver()
    expect(await notes()).toHaveLength(1)
    await giveUp()
    expect(await administrator.call(retryAllDeliveries, {})).toEqual({ retried: 1 })
    expect(await administrator.call(retryAllDeliveries, {})).toEqual({ retried: 0 })
  })
})

describe('an event', () => {
  test.each([
    'Ghulam Rasool',
    'Akbar',
    'غلام رسول',
    '41304-1234567-1',
    '4130412345671',
    '0300-1234567',
    'house 12, Latifabad',
  ])('does not carry %s', async (name) => {
    await expect(told(name)).rejects.toThrow('demo.Noted.noteId is not an identifier')
  })

  test.each([
    '0190a0de-0000-7000-8000-000000000001',
    '2026-03-12',
    '2026-03-12T09:00:00.000Z',
    'custody.remand',
    'at-large',
    'PS-HYD-CNT',
    'PK-SD-hyderabad',
    '302/34',
    '489-F',
    '302',
  ])('may carry %s', async (value) => {
    await expect(told(value)).resolves.toBe(value)
    await here.database.owner.pool.query(`delete from events.delivery`)
  })
})
