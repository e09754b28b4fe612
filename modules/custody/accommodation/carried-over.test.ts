import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allMigrations } from '#platform/db'
import { type TestDatabase, testDatabase } from '#platform/db/testing'

/** A database as it was before prisons had places of their own, with what clerks had written into the register. */
const name = `mizan_before_places_${process.pid}`
let server: TestDatabase
let admin: pg.Client
let before: pg.Client
beforeAll(async () => {
  server = await testDatabase()
  admin = new pg.Client({ connectionString: server.url })
  await admin.connect()
  await admin.query(`create database ${name} template template0 encoding 'UTF8'`)
  const url = new URL(server.url)
  url.pathname = `/${name}`
  before = new pg.Client({ connectionString: url.toString() })
  await before.connect()
})
afterAll(async () => {
  await before?.end()
  await admin?.query(`drop database if exists ${name}`)
  await admin?.end()
  await server?.drop()
})

/** What came since, and the module that stands on what came since. */
const isNew = (migration: { folder: string; name: string }) =>
  migration.folder === 'legal-aid' || (migration.folder === 'custody' && migration.name >= '0010-')

test('the barracks of the old register become places with their people, once, and every stay and production a movement', async () => {
  const all = allMigrations()
  expect(all.filter(isNew).length).toBeGreaterThanOrEqual(3)
  // The order in which an older installation got them: all it had, then what is new.
  for (const migration of all.filter((one) => !isNew(one))) await before.query(migration.sql)
  await before.query(`set session_replication_role = replica`)
  const { rows: made } = await before.query<{ id: string }>(`
    insert into custody.imprisonment (jurisdiction, prison_id, year, number, person_id, record_id, category, state, barrack, admitted_at,
      released_at, release_ground, created_by)
    select 'PK-SD', prison, 2026, n, gen_random_uuid(), gen_random_uuid(), 'under-trial', state, barrack, timestamptz '2026-01-05 13:00+05',
      case when state = 'released' then timestamptz '2026-02-05 16:00+05' end, case when state = 'released' then ground end, null
      from (values (1, 1, 'in', '7', null), (1, 2, 'in', ' 7 ', null), (1, 3, 'in', 'B-4', null), (2, 1, 'in', '7', null),
        (1, 4, 'in', null, null), (1, 5, 'in', '  ', null), (1, 6, 'released', '7', 'bail'), (1, 7, 'released', null, 'transfer'))
        as t(prison, n, state, barrack, ground) order by prison, n returning id`)
  await before.query(
    `insert into custody.production (jurisdiction, prison_id, imprisonment_id, warrant_id, on_date, outcome, out_at, back_at)
     select 'PK-SD', 1, $1, w, on_date, 'sent', out_at, back_at from (values
       ('00000000-0000-4000-8000-000000000001'::uuid, date '2026-01-10', timestamptz '2026-01-10 08:00+05', timestamptz '2026-01-10 15:00+05'),
       ('00000000-0000-4000-8000-000000000002'::uuid, date '2026-01-10', timestamptz '2026-01-10 08:01+05', null),
       ('00000000-0000-4000-8000-000000000001'::uuid, date '2026-01-20', timestamptz '2026-01-20 08:00+05', null),
       ('00000000-0000-4000-8000-000000000001'::uuid, date '2026-01-30', timestamptz '2026-01-30 08:00+05', null)) as t(w, on_date, out_at, back_at)`,
    [made[0]!.id],
  )
  for (const migration of all.filter(isNew)) await before.query(migration.sql)

  const { rows: places } = await before.query(`
    select l.prison_id, l.kind, l.name_en, l.sex, count(a.id)::integer as people, min(a.reason) as reason
      from custody.location l left join custody.allocation a on a.location_id = l.id and a.to_at is null group by l.id order by 1, 3`)
  expect(places).toEqual([
    { prison_id: 1, kind: 'barrack', name_en: '7', sex: null, people: 2, reason: 'carried-over' },
    { prison_id: 1, kind: 'barrack', name_en: 'B-4', sex: null, people: 1, reason: 'carried-over' },
    { prison_id: 2, kind: 'barrack', name_en: '7', sex: null, people: 1, reason: 'carried-over' },
  ])
  const { rows: columns } = await before.query(
    `select 1 from information_schema.columns where table_schema = 'custody' and column_name = 'barrack'`,
  )
  expect(columns).toEqual([])
  const { rows: kinds } = await before.query(
    `select kind, count(*)::integer as n, count(in_at)::integer as came, count(out_at)::integer as went from custody.movement group by kind order by kind`,
  )
  expect(kinds).toEqual([
    { kind: 'ADM', n: 8, came: 8, went: 0 },
    // Two warrants on one day are one way; of the ways without a written return, the last alone is still open.
    { kind: 'CRT', n: 3, came: 2, went: 3 },
    { kind: 'REL', n: 1, came: 0, went: 1 },
    { kind: 'TRN', n: 1, came: 0, went: 1 },
  ])
})
