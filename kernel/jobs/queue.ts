import { sql } from 'kysely'
import pg from 'pg'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Actor } from '#kernel/access'
import { asActor, standing } from '#kernel/access'
import type { Job, Services } from '#kernel/gate'
import type { Database, Tx } from '#platform/db'
import { refuse } from '#platform/http'

/** Names of queues may hold no dot in pg-boss, ours do. */
const queueOf = (job: string): string => job.replaceAll('.', '_')

const known = new Map<string, Job>()

/** Tells the queue which jobs there are. Called once while the application is put together. */
export function registerJobs(jobs: readonly Job[]): void {
  known.clear()
  for (const job of jobs) {
    if (known.has(job.name)) throw new Error(`Two jobs are called ${job.name}.`)
    known.set(job.name, job)
  }
}

export function knownJobs(): readonly Job[] {
  return [...known.values()]
}

/**
 * Makes the queue's tables, one queue a job and its schedule, as the owner of the database; the application may then send and
 * take work but change nothing of the structure.
 */
export async function prepareJobs(ownerUrl: string, jobs: readonly Job[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, supervise: false, schedule: false, max: 2 })
  boss.on('error', () => undefined)
  await boss.start()
  try {
    for (const job of jobs) {
      const queue = queueOf(job.name)
      await boss.createQueue(queue, { policy: 'standard', retryLimit: 5, retryDelay: 5, retryBackoff: true })
      if (job.schedule === undefined) await boss.unschedule(queue)
      else await boss.schedule(queue, job.schedule, {}, { tz: 'Asia/Karachi' })
    }
  } finally {
    await boss.stop({ graceful: false })
  }
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`grant usage on schema pgboss to mizan_app`)
    await client.query(`grant select, insert, update, delete on all tables in schema pgboss to mizan_app`)
    await client.query(`grant execute on all functions in schema pgboss to mizan_app`)
  } finally {
    await client.end()
  }
}

let sender: PgBoss | undefined

/**
 * Asks for a job in the current transaction: it runs only if what asked for it is kept.
 * @throws jobs.no-such-job
 */
export async function askFor(tx: Tx, job: string, input: Record<string, unknown> = {}): Promise<string> {
  if (!known.has(job)) throw refuse('jobs.no-such-job', { job })
  if (sender === undefined) throw new Error('Jobs were not started in this process.')
  const { rows } = await sql<{ id: string }>`
    insert into jobs.run (jurisdiction, job, input) values (${standing(tx).jurisdiction}, ${job}, ${JSON.stringify(input)}::jsonb)
    returning id`.execute(tx)
  const runId = rows[0]!.id
  await sender.send(queueOf(job), { runId }, { db: fromKysely(tx as never) })
  return runId
}

/** Takes work from the queue until stopped, as the system's own actor. */
export async function startJobs(services: Services, actor: Actor, onTrouble: (error: unknown) => void) {
  const { pool } = services.database
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values as unknown[]) },
    migrate: false,
    createSchema: false,
  })
  boss.on('error', onTrouble)
  await boss.start()
  sender = boss
  for (const job of known.values()) {
    await boss.work<{ runId?: string }>(queueOf(job.name), { pollingIntervalSeconds: 2 }, async ([taken]) => {
      await carryOut(services, actor, job, taken?.data?.runId)
    })
  }
  return {
    async stop() {
      await boss.stop({ graceful: true, timeout: 5_000 })
      sender = undefined
    },
  }
}

async function carryOut(
  services: Services,
  actor: Actor,
  job: Job,
  given: string | undefined,
): Promise<void> {
  const { database } = services
  const runId = given ?? (await openRun(database, actor, job.name))
  const input = await note(
    database,
    actor,
    runId,
    sql`state = 'running', started_at = coalesce(started_at, clock_timestamp()), attempts = attempts + 1`,
  )
  try {
    await job.run(services, input, {
      report: async (done, total) => {
        await note(database, actor, runId, sql`done = ${done}, total = ${total}`)
      },
    })
    await note(database, actor, runId, sql`state = 'done', ended_at = clock_timestamp(), last_error = null`)
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    await note(
      database,
      actor,
      runId,
      sql`state = 'failed', ended_at = clock_timestamp(), last_error = ${reason.slice(0, 500)}`,
    )
    // Thrown on, so that the queue tries again later and in the end puts it aside.
    throw error
  }
}

async function openRun(database: Database, actor: Actor, job: string): Promise<string> {
  return asActor(database, actor, { purpose: 'job' }, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      insert into jobs.run (jurisdiction, job) values (${standing(tx).jurisdiction}, ${job}) returning id`.execute(
      tx,
    )
    return rows[0]!.id
  })
}

async function note(
  database: Database,
  actor: Actor,
  runId: string,
  change: ReturnType<typeof sql>,
): Promise<Record<string, unknown>> {
  return asActor(database, actor, { purpose: 'job' }, async (tx) => {
    const { rows } = await sql<{ input: Record<string, unknown> }>`
      update jobs.run set ${change} where id = ${runId}::uuid returning input`.execute(tx)
    return rows[0]?.input ?? {}
  })
}
