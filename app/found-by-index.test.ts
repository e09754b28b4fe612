import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/db/testing'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('whatever hangs on a case, an accused, a record or an imprisonment is found by index', async () => {
  const { rows } = await database.owner.pool.query<{ found: string }>(`
    select c.conrelid::regclass || '.' || a.attname as found
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.conparentid = 0
      and c.confrelid = any (array['cases.case', 'cases.party', 'people.record', 'custody.imprisonment', 'custody.warrant',
        'courts.sentence', 'workflow.instance']::regclass[])
      and not exists (select 1 from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1]
        and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname)))
    order by 1`)
  expect(rows.map((row) => row.found)).toEqual([])
})
