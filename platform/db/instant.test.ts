import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instantOf } from './instant.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

describe('an instant of the database', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(() => database?.drop())

  test('is the same read as a Date, in whatever zone it is written and however fine', async () => {
    const instants = fc.sample(
      fc.record({
        ms: fc.integer({ min: Date.UTC(1950, 0), max: Date.UTC(9999, 11, 31) }),
        micros: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 999 })),
      }),
      { numRuns: 400, seed: 5 },
    )
    const client = await database.owner.pool.connect()
    for (const zone of ['UTC', 'Asia/Karachi', 'America/St_Johns']) {
      await client.query(`set time zone '${zone}'`)
      const { rows } = await client.query<{ written: string; read: string }>(
        `select t::text as written, t as read from (select timestamptz 'epoch' + ms * interval '1 millisecond'
           + micros * interval '1 microsecond' as t from jsonb_to_recordset($1::jsonb) as r(ms bigint, micros integer)) i`,
        [JSON.stringify(instants)],
      )
      for (const { written, read } of rows) {
        expect(read, written).toBe(new Date(written).toISOString())
        expect(instantOf(written)).toBe(read)
      }
    }
    await client.query('reset time zone')
    client.release()
  })

  test('that is infinite is refused', () => {
    expect(() => instantOf('infinity')).toThrow(RangeError)
  })
})
