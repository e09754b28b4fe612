import type pg from 'pg'
import { hashPassword } from './passwords.ts'
import { asUsername } from './sign-in.ts'

export interface NewAccount {
  /** Chosen by the caller where rows elsewhere must name it. */
  readonly id?: string
  readonly username: string
  readonly name: { en: string; ur: string }
  readonly language?: 'en' | 'ur'
  readonly kind?: 'person' | 'service'
  /** `optional` only for the demo: everyone else sets up a second factor before acting. */
  readonly secondFactor?: 'required' | 'optional'
}

/** Creates an account as the owner of the database (installer and seed), or returns the one of that name. It cannot sign in yet. */
export async function createAccount(
  owner: pg.Pool | pg.Client | pg.PoolClient,
  account: NewAccount,
): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into identity.account (id, username, kind, name_en, name_ur, language, second_factor)
     values (coalesce($1::uuid, gen_random_uuid()), $2, $3, $4, $5, $6, $7)
     on conflict (username) do update set username = excluded.username returning id`,
    [
      account.id ?? null,
      asUsername(account.username),
      account.kind ?? 'person',
      account.name.en,
      account.name.ur,
      account.language ?? 'ur',
      account.secondFactor ?? 'required',
    ],
  )
  return rows[0]!.id
}

/**
 * Sets a password as the owner of the database. Takes the hash, so that the seed may hash one demo password once at full
 * cost for all demo accounts.
 */
export async function setPasswordHash(
  owner: pg.Pool | pg.Client | pg.PoolClient,
  accountId: string,
  hash: string,
): Promise<void> {
  await owner.query(
    `insert into identity.password (account_id, hash) values ($1, $2)
     on conflict (account_id) do update set hash = excluded.hash, changed_at = clock_timestamp()`,
    [accountId, hash],
  )
}

/** Sets a password as the owner of the database. */
export async function setPassword(
  owner: pg.Pool | pg.Client | pg.PoolClient,
  accountId: string,
  password: string,
): Promise<void> {
  await setPasswordHash(owner, accountId, await hashPassword(password))
}
