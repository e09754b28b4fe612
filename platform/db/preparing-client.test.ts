import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Database } from './database.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

let database: TestDatabase
let one: Database
beforeAll(async () => {
  database = await testDatabase()
  one = connect(database.url, { max: 1 })
  await one.pool.query('create table public.thing (n integer); insert into public.thing values (1)')
})
afterAll(async () => {
  await one.close()
  await database.drop()
})

test('a statement is planned once for a connection and carried out again and again', async () => {
  for (const n of [1, 2, 3]) await one.pool.query('select $1::integer + n as sum from public.thing', [n])
  const { rows } = await one.pool.query(
    `select generic_plans + custom_plans as carried_out from pg_prepared_statements where statement like 'select $1::integer + n%'`,
  )
  expect(rows.map((row) => Number(row.carried_out))).toEqual([3])
})

test('a migration beside the running application costs one failed call, not every call from then on', async () => {
  const ask = () => one.pool.query('select * from public.thing where n = $1', [1])
  expect((await ask()).rows).toEqual([{ n: 1 }])
  await one.pool.query('alter table public.thing add column added text')
  await expect(ask()).rejects.toMatchObject({ code: '0A000' })
  expect((await ask()).rows).toEqual([{ n: 1, added: null }])
})

test('several commands in one text are carried out as they stand', async () => {
  await one.pool.query('delete from public.thing where n = 5; insert into public.thing values (6)')
  expect((await one.pool.query('select n from public.thing where n > $1', [4])).rows).toEqual([{ n: 6 }])
})
