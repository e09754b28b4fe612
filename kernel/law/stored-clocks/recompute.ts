import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { asActor } from '#kernel/access'
import { type ServiceActor, serviceActors } from '#kernel/events'
import type { Job, JobProgress, Services } from '#kernel/gate'
import type { Tx } from '#platform/db'
import { type AdoptedLaw, refreshLaw } from '../in-force.ts'
import { rulesInForce } from '../packs/index.ts'
import { packOf } from '../prove.ts'
import type { Days, Facts, WorkerStart } from './recompute-worker.ts'

const batchRows = 20_000

interface Batch extends Facts {
  readonly ids: readonly string[]
  readonly statutory: readonly string[]
  readonly effective: readonly string[]
}

/** Goes on with every recomputation that has not ended, a province after the other. */
export const recomputeJob: Job = {
  name: 'law.recompute-clocks',
  label: {
    en: 'Recompute running clocks after a change of calendar or law',
    ur: 'کیلنڈر یا قانون بدلنے پر جاری مدتوں کا دوبارہ حساب',
  },
  run: async (services, _input, progress) => {
    for (const actor of await serviceActors(services.database.pool)) {
      for (;;) {
        const open = await asActor(services.database, actor, { purpose: 'recompute clocks' }, (tx) =>
          oldestOpen(tx, actor.jurisdiction),
        )
        if (open === undefined) break
        await recomputeClocks(services, actor, open, progress)
      }
    }
  },
}

async function oldestOpen(tx: Tx, jurisdiction: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from law.recomputation
    where ended_at is null and jurisdiction = ${jurisdiction} order by asked_at limit 1`.execute(tx)
  return rows[0]?.id
}

/**
 * Computes every running clock of a province again from its stored facts and moves those whose days have changed. Each batch is
 * one transaction with its place, so that what was interrupted goes on and nothing is done twice. The engine runs in a thread
 * of its own while the next batch is read.
 */
export async function recomputeClocks(
  { database }: Pick<Services, 'database'>,
  actor: ServiceActor,
  recomputationId: string,
  progress: JobProgress,
): Promise<{ seen: number; moved: number; refused: number }> {
  const law = await refreshLaw((text) => database.pool.query(text))
  const thread = new Thread({ jurisdiction: actor.jurisdiction, law })
  const rules = rulesInForce(packOf(actor.jurisdiction))
  const pack = `${rules.code} ${rules.version}`
  const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    asActor(database, actor, { purpose: 'recompute clocks' }, work)
  try {
    const total = await inside((tx) => runningClocks(tx, actor.jurisdiction))
    let place = await inside((tx) => placeOf(tx, recomputationId))
    let next = inside((tx) => readBatch(tx, actor.jurisdiction, place.after))
    for (;;) {
      const batch = await next
      if (batch.ids.length === 0) break
      const last = batch.ids.at(-1)!
      next = inside((tx) => readBatch(tx, actor.jurisdiction, last))
      // Whoever reads ahead may fail after this batch failed: that failure is told by the batch's own.
      next.catch(() => undefined)
      const days = await thread.compute(batch)
      const found = changes(batch, days)
      place = await inside((tx) => moveClocks(tx, recomputationId, batch, found, last, pack))
      await progress.report(place.seen, total)
    }
    return await inside(async (tx) => {
      await sql`update law.recomputation set ended_at = clock_timestamp()
        where id = ${recomputationId}::uuid and ended_at is null`.execute(tx)
      const { seen, moved, refused } = await placeOf(tx, recomputationId)
      return { seen, moved, refused }
    })
  } finally {
    await thread.end()
  }
}

/** How many clocks run, as the statistics have it: for a bar of progress, not for an answer. */
async function runningClocks(tx: Tx, jurisdiction: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from law.clock
    where jurisdiction = ${jurisdiction} and state = 'running'`.execute(tx)
  return rows[0]!.n
}

interface Place {
  readonly after: string
  readonly seen: number
  readonly moved: number
  readonly refused: number
}

async function placeOf(tx: Tx, id: string): Promise<Place> {
  const { rows } = await sql<Place>`select after_id as after, seen, moved, refused from law.recomputation
    where id = ${id}::uuid`.execute(tx)
  return rows[0]!
}

async function readBatch(tx: Tx, jurisdiction: string, after: string): Promise<Batch> {
  const { rows } = await sql<{ batch: string }>`
    select json_build_object('ids', coalesce(json_agg(id), '[]'), 'rules', coalesce(json_agg(rule), '[]'),
      'inputs', coalesce(json_agg(inputs::text), '[]'), 'statutory', coalesce(json_agg(statutory_due), '[]'),
      'effective', coalesce(json_agg(effective_due), '[]'))::text as batch
    from (select id, rule, inputs, statutory_due, effective_due from law.clock
      where id > ${after}::uuid and state = 'running' and jurisdiction = ${jurisdiction}
      order by id limit ${batchRows}) as part`.execute(tx)
  return JSON.parse(rows[0]!.batch) as Batch
}

interface Changes {
  readonly ids: string[]
  readonly statutory: string[]
  readonly effective: string[]
  refused: number
}

function changes(batch: Batch, days: Days): Changes {
  const found: Changes = { ids: [], statutory: [], effective: [], refused: 0 }
  batch.ids.forEach((id, at) => {
    const due = days[at]
    // Facts the engine refuses keep their day; how many there were is shown with the recomputation.
    if (due == null) found.refused += 1
    else if (due[0] !== batch.statutory[at] || due[1] !== batch.effective[at]) {
      found.ids.push(id)
      found.statutory.push(due[0])
      found.effective.push(due[1])
    }
  })
  return found
}

async function moveClocks(
  tx: Tx,
  recomputationId: string,
  batch: Batch,
  found: Changes,
  last: string,
  pack: string,
): Promise<Place> {
  let moved = 0n
  if (found.ids.length > 0) {
    const { numAffectedRows } = await sql`
      update law.clock c set statutory_due = m.statutory, effective_due = m.effective, pack = ${pack}
      from unnest(${found.ids}::uuid[], ${found.statutory}::date[], ${found.effective}::date[]) as m(id, statutory, effective)
      where c.id = m.id and c.state = 'running'`.execute(tx)
    moved = numAffectedRows ?? 0n
  }
  const { rows } = await sql<Place>`
    update law.recomputation set after_id = ${last}::uuid, seen = seen + ${batch.ids.length}, moved = moved + ${Number(moved)},
      refused = refused + ${found.refused}
    where id = ${recomputationId}::uuid returning after_id as after, seen, moved, refused`.execute(tx)
  return rows[0]!
}

/** One thread with the engine under the law as it stood when it began. */
class Thread {
  readonly #worker: Worker
  constructor(start: { jurisdiction: string; law: AdoptedLaw }) {
    this.#worker = new Worker(new URL('./recompute-worker.ts', import.meta.url), {
      workerData: start satisfies WorkerStart,
    })
  }
  compute(batch: Facts): Promise<Days> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        this.#worker.off('message', done).off('error', failed)
      }
      const done = (days: Days): void => {
        settle()
        resolve(days)
      }
      const failed = (error: Error): void => {
        settle()
        reject(error)
      }
      this.#worker.once('message', done).once('error', failed)
      this.#worker.postMessage({ rules: batch.rules, inputs: batch.inputs } satisfies Facts)
    })
  }
  async end(): Promise<void> {
    await this.#worker.terminate()
  }
}
