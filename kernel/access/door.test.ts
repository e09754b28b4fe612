import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/db/testing'
import { asActor, GrantNotInForce, standing } from './door.ts'

let database: TestDatabase
const account = '00000000-0000-7000-8000-000000000001'
let grant: string
let ended: string

beforeAll(async () => {
  database = await testDatabase()
  const { pool } = database.owner
  await pool.query(`insert into units.unit (code, kind, jurisdiction, valid_from) values
    ('ONE', 'prison', 'PK-SD', '2000-01-01'), ('TWO', 'prison', 'PK-SD', '2000-01-01')`)
  await pool.query(
    `insert into identity.account (id, username, name_en, name_ur) values ('${account}', 'clerk', 'Clerk', 'محرر')`,
  )
  await pool.query(
    `insert into access.post (code, title_en, title_ur, reach, permissions) values ('clerk', 'Clerk', 'محرر', 'own', '{people:register}')`,
  )
  const { rows } = await pool.query(`insert into access.grant (account_id, post_code, unit_id, valid_to)
    select '${account}', 'clerk', id, case code when 'TWO' then now() - interval '1 hour' end from units.unit order by code returning id`)
  grant = rows[0].id
  ended = rows[1].id
})
afterAll(() => database.drop())

test('inside the door the database knows who acts and over which units', async () => {
  await asActor(database.app, { accountId: account, grantId: grant }, { purpose: 'duty' }, async (tx) => {
    expect(standing(tx)).toMatchObject({ post: 'clerk', jurisdiction: 'PK-SD' })
    const { rows } = await sql<{
      account: string
      units: number[]
    }>`select access.account() as account, access.units() as units`.execute(tx)
    expect(rows[0]).toEqual({ account, units: [standing(tx).unitId] })
  })
})

test('a grant that has ended opens nothing', async () => {
  await expect(
    asActor(database.app, { accountId: account, grantId: ended }, {}, async () => 1),
  ).rejects.toThrow(GrantNotInForce)
})

test('what one transaction stood as is gone in the next on the same connection', async () => {
  for (let round = 0; round < 20; round += 1) {
    await asActor(database.app, { accountId: account, grantId: grant }, {}, async () => undefined)
    const { rows } = await database.app.pool.query(
      `select access.account() as account, access.units() as units, count(*)::int as people from people.record`,
    )
    expect(rows[0]).toEqual({ account: null, units: [], people: 0 })
  }
})
