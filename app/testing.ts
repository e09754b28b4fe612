import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import { type Actor, asActor } from '#kernel/access'
import { temporaryStore } from '#kernel/documents/testing'
import { deliverDue, registerReactions, serviceActors } from '#kernel/events'
import type { Tx } from '#platform/db'
import { allMigrations } from '#platform/db'
import { type TestDatabase, testDatabase, testPassword } from '#platform/db/testing'
import type { Endpoint, InputOf, OutputOf, Problem, Schema } from '#platform/http/contract'
import { modules } from './modules.ts'
import { prepareDatabase } from './prepare.ts'
import { buildApp } from './server.ts'

/** Someone who holds a post in a unit, and calls the application's own endpoints through its own gate. */
export interface Someone extends Actor {
  readonly post: string
  readonly unit: string
  /** Calls an endpoint and returns its output. Throws RefusedCall when it is refused. */
  call<E extends Endpoint<Schema, Schema>>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>>
  /** Calls, and where something looks unusual gives a reason for it and calls again: for tests about something else. */
  insist<E extends Endpoint<Schema, Schema>>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>>
  /** Works inside the door without an endpoint. */
  act<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

export class RefusedCall extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(
      `${problem.status} ${problem.code}: ${problem.title} ${JSON.stringify(problem.errors ?? problem.params ?? {})}`,
    )
    this.problem = problem
  }
}

export interface World {
  readonly database: TestDatabase
  readonly app: Hono
  /** An account with a grant of `post` in the unit of that code. */
  someone(post: string, unit: string): Promise<Someone>
  unitId(code: string): Promise<number>
  /** Carries out every reaction that waits; throws when one fails. */
  react(): Promise<void>
  drop(): Promise<void>
}

/**
 * A database of one's own with all units, posts and workflows, and the whole application in front of it.
 * `withoutPermissionCheck` removes the endpoints' own check, to show that row-level security alone holds.
 */
export async function world(options: { withoutPermissionCheck?: boolean } = {}): Promise<World> {
  const permissions = JSON.stringify(modules.map((module) => [module.name, module.permissions]))
  const database = await testDatabase({
    name: `prepared ${allMigrations().length} ${permissions}`,
    fill: (ownerUrl) => prepareDatabase({ ownerUrl, passwordOf: () => testPassword, log: () => undefined }),
  })
  const reactions = modules.flatMap((module) => module.reactions ?? [])
  registerReactions(reactions)
  const documents = temporaryStore()
  const people = new Map<string, Actor>()
  const bugs: unknown[] = []
  const app = buildApp({
    services: { database: database.app, auth: database.auth },
    identify: async (headers) => {
      const who = people.get(headers.get('x-test-actor') ?? '')
      return who === undefined ? null : { ...who, sessionId: who.grantId, stepUpAt: new Date() }
    },
    onBug: (error) => bugs.push(error),
    ...options,
  })
  const actors = await serviceActors(database.app.pool)
  return {
    database,
    app,
    async someone(post, unit) {
      const { rows } = await database.owner.pool.query<{ account_id: string; id: string }>(
        `with a as (insert into identity.account (username, name_en, name_ur) values ($1, $2, 'آزمائشی') returning id)
         insert into access.grant (account_id, post_code, unit_id)
         select a.id, $3, u.id from a, units.unit u where u.code = $4 returning account_id, id`,
        [`${post}.${randomUUID()}`, `${post} of ${unit}`, post, unit],
      )
      const row = rows[0]
      if (row === undefined) throw new Error(`There is no unit ${unit}.`)
      const actor: Actor = { accountId: row.account_id, grantId: row.id }
      people.set(actor.grantId, actor)
      const call = (endpoint: Endpoint, input: unknown) =>
        callAs(app, actor, endpoint, input as Record<string, unknown>, bugs)
      return {
        ...actor,
        post,
        unit,
        act: (work) => asActor(database.app, actor, { purpose: 'test' }, work),
        call: (endpoint, input) => call(endpoint, input) as never,
        insist: (endpoint, input) =>
          call(endpoint, input).catch((error: unknown) => {
            if (!(error instanceof RefusedCall) || error.problem.warnings === undefined) throw error
            const overrides = error.problem.warnings.map(({ code, about }) => ({
              code,
              about,
              reason: 'As the papers have it',
            }))
            return call(endpoint, { ...(input as object), overrides })
          }) as never,
      }
    },
    async unitId(code) {
      const { rows } = await database.owner.pool.query<{ id: number }>(
        `select id from units.unit where code = $1`,
        [code],
      )
      if (rows[0] === undefined) throw new Error(`There is no unit ${code}.`)
      return rows[0].id
    },
    async react() {
      while ((await deliverDue(database.app, actors, reactions)) > 0) {
        const { rows } = await database.owner.pool.query(
          `select reaction, last_error from events.delivery where last_error is not null and state <> 'done'`,
        )
        if (rows.length > 0) throw new Error(`${rows[0].reaction}: ${rows[0].last_error}`)
      }
    },
    async drop() {
      documents.drop()
      await database.drop()
    },
  }
}

async function callAs(
  app: Hono,
  actor: Actor,
  endpoint: Endpoint,
  input: Record<string, unknown>,
  bugs: unknown[],
): Promise<unknown> {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined))
  const path = endpoint.path.replace(/:([A-Za-z]+)/g, (_whole, name: string) => {
    const value = rest.get(name)
    rest.delete(name)
    return encodeURIComponent(String(value))
  })
  const query =
    endpoint.method === 'GET'
      ? `?${new URLSearchParams([...rest].map(([key, value]) => [key, String(value)]))}`
      : ''
  const answer = await app.request(`/api${path}${query}`, {
    method: endpoint.method,
    headers: { 'x-test-actor': actor.grantId, 'content-type': 'application/json' },
    ...(endpoint.method === 'GET' ? {} : { body: JSON.stringify(Object.fromEntries(rest)) }),
  })
  const body = (await answer.json()) as unknown
  if (answer.ok) return body
  if (answer.status >= 500 && bugs.length > 0) throw bugs.at(-1)
  throw new RefusedCall(body as Problem)
}
