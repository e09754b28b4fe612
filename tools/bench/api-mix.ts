import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import pg from 'pg'
import { ensurePostgres, homeFolder } from '#platform/postgres'
import { demoPassword } from '../seed/accounts.ts'
import { createRandom, type Random } from '../seed/random.ts'
import { quantiles } from './quantiles.ts'
import { freePort, signIn, startApp, stopApp } from './running-app.ts'
import { StolenTime } from './stolen-time.ts'

interface Actor {
  readonly cookie: string
  readonly kind: 'police' | 'prosecution' | 'court' | 'prison'
}

interface Ids {
  readonly cases: Record<Actor['kind'], string[]>
  readonly people: Record<Actor['kind'], string[]>
  readonly names: string[]
}

const connections = 24

/**
 * REL-1's mix on the default demo province, through the real server: lists, record pages, searches, home pages and commands,
 * by police, prosecution, court and prison in turn; beside it a bare primary-key SELECT through the same driver.
 */
export async function apiMix(seconds: number, say: (line: string) => void) {
  const home = join(homeFolder(), '..', '.mizan-bench')
  say(
    existsSync(home)
      ? 'Using the benchmark database made before.'
      : 'Making the benchmark database (default seed) …',
  )
  const app = await startApp(home, await freePort())
  try {
    const postgres = await ensurePostgres({ home, log: () => undefined, databaseUrl: undefined })
    const client = new pg.Client({ connectionString: postgres.url('mizan') })
    await client.connect()
    const ids = await readIds(client)
    const actors = await Promise.all(
      (
        [
          ['registrar.hyd', 'police'],
          ['prosecutor.hyd', 'prosecution'],
          ['reader.hyd', 'court'],
          ['admissions.hyd', 'prison'],
        ] as const
      ).map(
        async ([username, kind]): Promise<Actor> => ({
          cookie: await signIn(app.base, username, demoPassword),
          kind,
        }),
      ),
    )
    say('Warming up …')
    await drive(app.base, actors, ids, 3, 1)
    say(`Measuring for ${seconds} s …`)
    const stolen = new StolenTime()
    const measured = await drive(app.base, actors, ids, seconds, 2)
    const takenFromMix = stolen.since()
    const baseline = await rawSelects(postgres.url('mizan'), ids.cases.police, Math.min(10, seconds))
    const takenFromRaw = stolen.since()
    await client.end()
    await postgres.stop()
    return {
      figures: {
        ...measured,
        rawSelectsPerSecond: baseline,
        shareOfRawSelects: Number((measured.requestsPerSecond / baseline).toFixed(3)),
        // A host that took much in one of the two and little in the other makes their ratio say nothing.
        takenByTheHostPercent: {
          mix: Math.round(takenFromMix * 100),
          rawSelects: Math.round(takenFromRaw * 100),
        },
      },
    }
  } finally {
    await stopApp(app)
  }
}

async function readIds(client: pg.Client): Promise<Ids> {
  const units = { police: 'PS-HYD-CNT', prosecution: 'PRO-HYD', court: 'CRT-HYD-JM1', prison: 'PRS-HYD-C' }
  const cases: Record<string, string[]> = {}
  const people: Record<string, string[]> = {}
  for (const [kind, code] of Object.entries(units)) {
    const { rows } = await client.query<{ id: string }>(
      `select c.id from cases.case c join units.unit u on u.code = $1 where c.units @> array[u.id] order by c.id limit 300`,
      [code],
    )
    cases[kind] = rows.map((row) => row.id)
    const { rows: known } = await client.query<{ person_id: string }>(
      `select distinct p.person_id from cases.party p join units.unit u on u.code = $1 where p.units @> array[u.id] and p.person_id is not null and p.role = 'accused' limit 300`,
      [code],
    )
    people[kind] = known.map((row) => row.person_id)
  }
  const { rows: names } = await client.query<{ name: string }>(
    `select distinct coalesce(name_ur, name_en) as name from people.record limit 300`,
  )
  return { cases, people, names: names.map((row) => row.name) } as Ids
}

interface Ask {
  readonly kind: 'cases' | 'case' | 'person' | 'search' | 'home' | 'fir'
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
}

/** Shares of the mix: 30 % lists, 30 % record pages, 15 % searches, 15 % home pages, 10 % commands. */
function nextAsk(random: Random, actor: Actor, ids: Ids): Ask {
  const draw = random.next()
  const get = (kind: Ask['kind'], path: string): Ask => ({ kind, method: 'GET', path })
  if (draw < 0.3) return get('cases', `/api/cases?page=${random.int(1, 3)}&size=50`)
  if (draw < 0.5) return get('case', `/api/cases/${random.pick(ids.cases[actor.kind])}`)
  if (draw < 0.6) return get('person', `/api/people/${random.pick(ids.people[actor.kind])}`)
  if (draw < 0.75) return get('search', `/api/people/search?q=${encodeURIComponent(random.pick(ids.names))}`)
  if (draw < 0.9 || actor.kind !== 'police') return get('home', '/api/home')
  const day = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10)
  return {
    kind: 'fir',
    method: 'POST',
    path: '/api/policing/firs',
    body: JSON.stringify({
      firNumber: random.int(1_000, 99_999),
      firOn: day,
      occurredOn: day,
      occurredAtPlace: 'Saddar',
      reportedAt: new Date(Date.now() - 60_000).toISOString(),
      narrativeUr: 'آزمائشی اندراج',
      offences: [{ act: 'PPC', section: '379' }],
      accused: [{ person: { nameUr: random.pick(ids.names), sex: 'M' } }],
    }),
  }
}

async function drive(base: string, actors: readonly Actor[], ids: Ids, seconds: number, seed: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const timed: { kind: Ask['kind']; ms: number }[] = []
  const refusals = new Map<number, number>()
  const until = performance.now() + seconds * 1_000
  await Promise.all(
    Array.from({ length: connections }, async (_, index) => {
      const random = createRandom(seed * 1_000 + index)
      const actor = actors[index % actors.length]!
      while (performance.now() < until) {
        const from = performance.now()
        const ask = nextAsk(random, actor, ids)
        const status = await send(agent, base, actor, ask)
        timed.push({ kind: ask.kind, ms: performance.now() - from })
        // A number already taken is the right answer to a made-up number, not an error.
        if (status >= 400 && status !== 409) refusals.set(status, (refusals.get(status) ?? 0) + 1)
      }
    }),
  )
  agent.destroy()
  return {
    seconds,
    connections,
    requestsPerSecond: Math.round(timed.length / seconds),
    ...quantiles(timed),
    byKind: Object.fromEntries(
      Object.entries(Object.groupBy(timed, (one) => one.kind)).map(([kind, all]) => [kind, quantiles(all)]),
    ),
    errors: [...refusals.values()].reduce((sum, count) => sum + count, 0),
    errorsByStatus: Object.fromEntries(refusals),
  }
}

function send(agent: Agent, base: string, actor: Actor, ask: Ask): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${base}${ask.path}`,
      {
        agent,
        method: ask.method,
        headers: {
          cookie: actor.cookie,
          ...(ask.body === undefined
            ? {}
            : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
        },
      },
      (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode ?? 0))
      },
    )
    call.on('error', reject)
    call.end(ask.body)
  })
}

/** Bare primary-key SELECTs through the same driver and the same number of connections. */
async function rawSelects(url: string, ids: readonly string[], seconds: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: connections })
  let done = 0
  const until = performance.now() + seconds * 1_000
  await Promise.all(
    Array.from({ length: connections }, async (_, index) => {
      const random = createRandom(9_000 + index)
      while (performance.now() < until) {
        await pool.query(`select * from cases.case where id = $1`, [random.pick(ids)])
        done += 1
      }
    }),
  )
  await pool.end()
  return Math.round(done / seconds)
}
