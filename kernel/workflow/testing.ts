import { type Actor, type Permissions, writePosts } from '#kernel/access'
import { type TestDatabase, testDatabase } from '#platform/db/testing'

/** Someone who holds a post in a unit. */
export interface Official extends Actor {
  readonly unitId: number
  readonly post: string
}

export interface Offices {
  readonly database: TestDatabase
  /** A unit by its code; made when it is first named. */
  unit(code: string, jurisdiction?: string): Promise<number>
  /** Someone new who holds `post` in the unit with that code. */
  official(post: string, unitCode: string, jurisdiction?: string): Promise<Official>
}

/** A database with offices and officials made as they are named. The posts hold what the lists give them. */
export async function offices(permissions: readonly Permissions[]): Promise<Offices> {
  const database = await testDatabase()
  const { pool } = database.owner
  await writePosts(database.url, permissions)
  let made = 0
  const unit = async (code: string, jurisdiction = 'PK-SD'): Promise<number> => {
    const known = await pool.query<{ id: number }>(`select id from units.unit where code = $1`, [code])
    if (known.rows[0] !== undefined) return known.rows[0].id
    const { rows } = await pool.query<{ id: number }>(
      `with unit as (insert into units.unit (code, kind, jurisdiction, valid_from) values ($1, 'prison', $2, '2000-01-01') returning id),
            name as (insert into units.name (unit_id, valid_from, en, ur) select id, '2000-01-01', $1, $1 from unit)
       select id from unit`,
      [code, jurisdiction],
    )
    return rows[0]!.id
  }
  return {
    database,
    unit,
    official: async (post, unitCode, jurisdiction) => {
      const unitId = await unit(unitCode, jurisdiction)
      made += 1
      const { rows } = await pool.query<{ account: string; grant: string }>(
        `with account as (insert into identity.account (username, name_en, name_ur) values ($1, $2, $2) returning id)
         insert into access.grant (account_id, post_code, unit_id) select id, $3, $4 from account
         returning account_id as account, id as grant`,
        [`${post}.${made}`, `${post} ${made}`, post, unitId],
      )
      return { accountId: rows[0]!.account, grantId: rows[0]!.grant, unitId, post }
    },
  }
}
