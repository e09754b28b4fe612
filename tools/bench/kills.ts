import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { homeFolder } from '#platform/postgres'
import { demoPassword } from '../seed/accounts.ts'
import { createRandom } from '../seed/random.ts'
import { freePort, type RunningApp, signIn, startApp, stopApp } from './running-app.ts'

export interface KillFigures {
  readonly rounds: number
  readonly kills: { readonly application: number; readonly database: number }
  readonly acknowledged: number
  readonly lost: number
  readonly doubled: number
  readonly halfDone: number
  readonly slowestReadyMs: number
  readonly auditVerified: boolean
}

/**
 * REL-4: kills the application or its database with SIGKILL at random moments under load, starts it again, and compares what was
 * acknowledged with what is there. Each writer registers FIRs and, after every broken line, repeats the same command with the same
 * key, as the screens do.
 */
export async function killDrill(
  rounds: number,
  seed: number,
  say: (line: string) => void,
): Promise<KillFigures> {
  const home = mkdtempSync(join(tmpdir(), 'mizan-kills-'))
  const port = await freePort()
  const random = createRandom(seed)
  process.env.MIZAN_DEMO_CASES = '50'
  let app: RunningApp = await startApp(home, port)
  const load = new Load(`http://127.0.0.1:${port}`, (reference) =>
    app
      .lastWords()
      .split('\n')
      .filter((line) => line.includes(reference))
      .join('\n'),
  )
  const kills = { application: 0, database: 0 }
  let slowestReadyMs = 0
  try {
    await load.signIn()
    const writers = [0, 1, 2, 3].map((writer) => load.write(writer))
    for (let round = 0; round < rounds; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, random.int(150, 1_500)))
      if (random.chance(0.5)) {
        kills.application += 1
        app.process.kill('SIGKILL')
        await new Promise<void>((resolve) => app.process.once('exit', () => resolve()))
        app = await startApp(home, port, 60_000)
        slowestReadyMs = Math.max(slowestReadyMs, app.readyAfterMs)
      } else {
        kills.database += 1
        const from = Date.now()
        process.kill(postmasterPid(home), 'SIGKILL')
        await healthyAgain(app)
        slowestReadyMs = Math.max(slowestReadyMs, Date.now() - from)
      }
      if ((round + 1) % 10 === 0) say(`${round + 1} kills, ${load.acknowledged.size} FIRs acknowledged`)
    }
    load.stop()
    await Promise.all(writers)
    const found = await compare(app, load)
    return { rounds, kills, acknowledged: load.acknowledged.size, ...found, slowestReadyMs }
  } finally {
    await stopApp(app)
    rmSync(home, { recursive: true, force: true })
  }
}

function postmasterPid(home: string): number {
  return Number(
    readFileSync(join(homeFolder({ MIZAN_HOME: home }), 'postgres/data/postmaster.pid'), 'utf8').split(
      '\n',
    )[0],
  )
}

async function healthyAgain(app: RunningApp): Promise<void> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const healthy = await fetch(`${app.base}/api/health`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (healthy) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(
    `The database did not come back within a minute: ${app
      .lastWords()
      .split('\n')
      .filter((line) => line.includes('The database'))
      .join('\n')}`,
  )
}

/** Writers that never give a command up and never send it under another key. */
class Load {
  readonly acknowledged = new Map<string, number>()
  readonly #base: string
  #cookie = ''
  #stopped = false
  #next = 50_000
  readonly #said: (reference: string) => string
  constructor(base: string, said: (reference: string) => string) {
    this.#base = base
    this.#said = said
  }
  async signIn(): Promise<void> {
    this.#cookie = await signIn(this.#base, 'registrar.hyd', demoPassword)
  }
  stop(): void {
    this.#stopped = true
  }
  async write(writer: number): Promise<void> {
    while (!this.#stopped) {
      this.#next += 1
      const firNumber = this.#next
      const caseId = randomUUID()
      const key = randomUUID()
      const on = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10)
      const body = JSON.stringify({
        id: caseId,
        firNumber,
        firOn: on,
        occurredOn: on,
        occurredAtPlace: 'Saddar',
        reportedAt: new Date(Date.now() - 60_000).toISOString(),
        narrativeUr: `آزمائشی اندراج ${writer}`,
        offences: [{ act: 'PPC', section: '379' }],
        accused: [{ person: { nameUr: 'آزمائشی ملزم', sex: 'M' } }],
      })
      for (;;) {
        const outcome = await this.#send(body, key)
        if (outcome === 'done') {
          this.acknowledged.set(caseId, firNumber)
          break
        }
        if (this.#stopped && outcome === 'broken') break
        await new Promise((resolve) => setTimeout(resolve, 40))
      }
    }
  }
  async #send(body: string, key: string): Promise<'done' | 'broken'> {
    try {
      const answer = await fetch(`${this.#base}/api/policing/firs`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: this.#cookie, 'idempotency-key': key },
        body,
        signal: AbortSignal.timeout(10_000),
      })
      if (answer.ok) return 'done'
      const problem = (await answer.json()) as { code: string; reference?: string }
      if (problem.code === 'unavailable' || problem.code === 'idempotency.in-flight') return 'broken'
      throw new Unexpected(
        `${answer.status} ${JSON.stringify(problem)} ${this.#said(problem.reference ?? '-')}`,
      )
    } catch (error) {
      if (error instanceof Unexpected) throw error
      return 'broken'
    }
  }
}

class Unexpected extends Error {}

/** What was acknowledged against what stands in the tables, and whether the audit still proves itself. */
async function compare(
  app: RunningApp,
  load: Load,
): Promise<Pick<KillFigures, 'lost' | 'doubled' | 'halfDone' | 'auditVerified'>> {
  const { execFileSync } = await import('node:child_process')
  const verified = JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, '../verify-audit.ts')], {
      env: { ...process.env, MIZAN_HOME: app.home, DATABASE_URL: '' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as { ok: boolean }
  const { ensurePostgres } = await import('#platform/postgres')
  const postgres = await ensurePostgres({ home: app.home, log: () => undefined, databaseUrl: undefined })
  const client = new pg.Client({ connectionString: postgres.url('mizan') })
  await client.connect()
  try {
    const { rows } = await client.query<{
      id: string
      parties: number
      charges: number
      firs: number
      instances: number
      told: number
    }>(
      `select c.id, (select count(*)::int from cases.party p where p.case_id = c.id) as parties,
         (select count(*)::int from cases.charge g where g.case_id = c.id) as charges,
         (select count(*)::int from policing.fir f where f.case_id = c.id) as firs,
         (select count(*)::int from workflow.instance i where i.subject_id = c.id) as instances,
         (select count(*)::int from events.outbox o where o.payload ->> 'caseId' = c.id::text and o.type = 'policing.FirRegistered') as told
       from cases.case c join units.unit u on u.id = c.police_station_id where u.code = 'PS-HYD-CNT' and c.id = any ($1::uuid[])`,
      [[...load.acknowledged.keys()]],
    )
    const { rows: numbers } = await client.query<{ n: number }>(
      `select count(*)::int as n from (select 1 from cases.case group by police_station_id, fir_year, fir_number having count(*) > 1) doubled`,
    )
    const whole = (row: (typeof rows)[number]): boolean =>
      row.parties === 1 && row.charges === 1 && row.firs === 1 && row.instances === 1 && row.told === 1
    return {
      lost: load.acknowledged.size - rows.length,
      doubled: numbers[0]!.n + rows.filter((row) => row.told > 1 || row.parties > 1).length,
      halfDone: rows.filter((row) => !whole(row)).length,
      auditVerified: verified.ok,
    }
  } finally {
    await client.end()
    await postgres.stop()
  }
}
