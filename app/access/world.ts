import type { Hono } from 'hono'
import { access } from '#kernel/access'
import type { Handler } from '#kernel/gate'
import { createAccount, hashPassword, identify, identity, setPasswordHash } from '#kernel/identity'
import { type TestDatabase, testDatabase } from '#platform/db/testing'
import { openGate } from '../gate/serve.ts'

/** The password of every account the builder makes. */
export const testersPassword = 'four sparrows on a wire'

let hash: Promise<string> | undefined

export interface SignInWorld {
  readonly database: TestDatabase
  readonly gate: Hono
  /** What the gate called a bug; a test that expects none asserts that it is empty. */
  readonly bugs: unknown[]
  unit(code: string, kind?: string, jurisdiction?: string): Promise<number>
  account(
    username: string,
    options?: { secondFactor?: 'required' | 'optional'; password?: boolean },
  ): Promise<string>
  grant(accountId: string, post: string, unitId: number): Promise<string>
  post(
    code: string,
    permissions: readonly string[],
    options?: { reach?: string; desk?: boolean },
  ): Promise<void>
  browser(): Browser
  close(): Promise<void>
}

export interface Answer {
  readonly status: number
  // The tests look into answers of every endpoint; each names what it expects.
  readonly body: Record<string, never> & { readonly code?: string }
  readonly text: string
  readonly headers: Headers
}

/** A browser that keeps cookies. */
export interface Browser {
  readonly cookies: Map<string, string>
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  signIn(username: string, password?: string): Promise<Answer>
}

/** A gate over a fresh database, with the sign-in endpoints and whichever else are given. */
export async function signInWorld(more: readonly Handler[] = []): Promise<SignInWorld> {
  const database = await testDatabase()
  const bugs: unknown[] = []
  const gate = openGate({
    services: { database: database.app, auth: database.auth },
    handlers: [...(identity.handlers ?? []), ...(access.handlers ?? []), ...more],
    identify: (headers) => identify(database.auth, headers),
    refusalText: (code) => ({ en: code, ur: code }),
    onBug: (error) => bugs.push(error),
  })
  const { pool } = database.owner
  return {
    database,
    gate,
    bugs,
    async unit(code, kind = 'prison', jurisdiction = 'PK-SD') {
      const { rows } = await pool.query(
        `insert into units.unit (code, kind, jurisdiction, valid_from) values ($1, $2, $3, '1900-01-01') returning id`,
        [code, kind, jurisdiction],
      )
      await pool.query(
        `insert into units.name (unit_id, valid_from, en, ur) values ($1, '1900-01-01', $2, $2)`,
        [rows[0].id, code],
      )
      return rows[0].id
    },
    async account(username, { secondFactor = 'optional', password = true } = {}) {
      const id = await createAccount(pool, { username, name: { en: username, ur: username }, secondFactor })
      hash ??= hashPassword(testersPassword)
      if (password) await setPasswordHash(pool, id, await hash)
      return id
    },
    async post(code, permissions, { reach = 'own', desk = false } = {}) {
      await pool.query(
        `insert into access.post (code, title_en, title_ur, reach, permissions, desk) values ($1, $1, $1, $2, $3, $4)
         on conflict (code) do update set permissions = excluded.permissions, reach = excluded.reach, desk = excluded.desk`,
        [code, reach, permissions, desk],
      )
    },
    async grant(accountId, post, unitId) {
      const { rows } = await pool.query(
        `insert into access.grant (account_id, post_code, unit_id) values ($1, $2, $3) returning id`,
        [accountId, post, unitId],
      )
      return rows[0].id
    },
    browser: () => openBrowser(gate),
    close: () => database.drop(),
  }
}

function openBrowser(gate: Hono): Browser {
  const cookies = new Map<string, string>()
  const browser: Browser = {
    cookies,
    async call(method, path, body, headers = {}) {
      const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await gate.request(path, {
        method,
        headers: { ...(jar === '' ? {} : { cookie: jar }), 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      for (const line of response.headers.getSetCookie()) {
        const [pair] = line.split(';')
        const at = pair!.indexOf('=')
        const value = pair!.slice(at + 1)
        if (value === '') cookies.delete(pair!.slice(0, at))
        else cookies.set(pair!.slice(0, at), value)
      }
      const text = await response.text()
      return {
        status: response.status,
        text,
        body: response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : {},
        headers: response.headers,
      }
    },
    signIn: (username, password = testersPassword) =>
      browser.call('POST', '/sign-in', { username, password }),
  }
  return browser
}
