import { sql } from 'kysely'
import { asActor } from '#kernel/access'
import { type ServiceActor, serviceActors } from '#kernel/events'
import type { Job, JobProgress, Services } from '#kernel/gate'
import type { Tx } from '#platform/db'
import { refreshLaw } from '../in-force.ts'
import { type LegalNumber, packInForce, type RulePack, RulesInForce, rulesInForce } from '../packs/index.ts'
import { calendarOf, packOf } from '../prove.ts'
import { type Difference, differenceUnder } from './difference.ts'
import { proposedPack } from './drafting.ts'
import { computationSources, type StoredComputation } from './sources.ts'

const pageRows = 1_000

/** Computes what is stored under a version that nobody has adopted yet, and keeps what would come out otherwise. */
export const simulationJob: Job = {
  name: 'law.simulate',
  label: {
    en: 'Show what a proposed change of law does to stored dates',
    ur: 'مجوزہ قانونی تبدیلی کا محفوظ تاریخوں پر اثر',
  },
  run: (services, input, progress) => simulate(services, String(input.versionId), progress),
}

interface Version {
  readonly jurisdiction: string
  readonly code: string
  readonly version: string
  readonly numbers: readonly LegalNumber[]
}

/** @throws Error when there is no such draft */
export async function simulate(
  { database }: Pick<Services, 'database'>,
  versionId: string,
  progress: JobProgress,
): Promise<void> {
  await refreshLaw((text) => database.pool.query(text))
  const actors = await serviceActors(database.pool)
  const { version, owner } = await versionAndOwner(database, actors, versionId)
  const note = (state: 'running' | 'done' | 'failed', rows = 0): Promise<unknown> =>
    asActor(database, owner, { purpose: 'simulate law' }, (tx) =>
      sql`update law.pack_version set simulation = ${state}, simulated_rows = ${rows},
        simulated_at = case when ${state} = 'done' then clock_timestamp() end
      where id = ${versionId}::uuid and state = 'draft'`.execute(tx),
    )
  await note('running')
  try {
    await note('done', await compareAll(database, actors, version, versionId, progress))
  } catch (error) {
    // The queue tries again; meanwhile the page must not say that it is still running.
    await note('failed')
    throw error
  }
}

/** @returns how many stored computations were compared */
async function compareAll(
  database: Services['database'],
  actors: readonly ServiceActor[],
  version: Version,
  versionId: string,
  progress: JobProgress,
): Promise<number> {
  let done = 0
  for (const actor of actors.filter(({ jurisdiction }) => isUnder(version.code, jurisdiction))) {
    await asActor(database, actor, { purpose: 'simulate law' }, (tx) =>
      sql`delete from law.pack_difference where version_id = ${versionId}::uuid and jurisdiction = ${actor.jurisdiction}`.execute(
        tx,
      ),
    )
    const rules = rulesWith(version, packOf(actor.jurisdiction))
    const calendar = calendarOf(actor.jurisdiction)
    for (const source of computationSources()) {
      let after: string | undefined
      for (;;) {
        const page = await asActor(database, actor, { purpose: 'simulate law' }, async (tx) => {
          const rows = await source.list(tx, after, pageRows)
          const found = rows.flatMap((row) => {
            const difference = differenceUnder(row, rules, calendar)
            return difference === undefined ? [] : [{ row, difference }]
          })
          await keep(tx, versionId, source.key, actor.jurisdiction, found)
          return rows
        })
        done += page.length
        await progress.report(done, null)
        if (page.length < pageRows) break
        after = page.at(-1)!.id
      }
    }
  }
  return done
}

async function versionAndOwner(
  database: Services['database'],
  actors: readonly ServiceActor[],
  versionId: string,
): Promise<{ version: Version; owner: ServiceActor }> {
  for (const owner of actors) {
    const found = await asActor(database, owner, { purpose: 'simulate law' }, async (tx) => {
      const { rows } = await sql<Version>`select jurisdiction, code, version, body -> 'numbers' as numbers
        from law.pack_version where id = ${versionId}::uuid and jurisdiction = ${owner.jurisdiction}`.execute(
        tx,
      )
      return rows[0]
    })
    if (found !== undefined) return { version: found, owner }
  }
  throw new Error(`There is no version ${versionId} of a rule pack to simulate.`)
}

/** A change of federal numbers reaches every province, whose own numbers still stand over it. */
function isUnder(code: string, jurisdiction: string): boolean {
  const pack = packOf(jurisdiction)
  return pack === code || packInForce(pack).basedOn === code
}

/** The rules of a province as they would be with the version laid over the pack it changes. */
function rulesWith(version: Version, packCode: string): RulesInForce {
  const changed: RulePack = proposedPack(packInForce(version.code), version.version, version.numbers)
  if (packCode === version.code)
    return new RulesInForce(
      changed,
      changed.basedOn === undefined ? undefined : rulesInForce(changed.basedOn),
    )
  return new RulesInForce(packInForce(packCode), new RulesInForce(changed))
}

async function keep(
  tx: Tx,
  versionId: string,
  source: string,
  jurisdiction: string,
  found: readonly { row: StoredComputation; difference: Difference }[],
): Promise<void> {
  if (found.length === 0) return
  const rows = found.map(({ row, difference }) => ({
    subject_id: row.id,
    rule: row.rule,
    label: row.label,
    class: difference.class,
    field: difference.field ?? null,
    before_day: difference.before ?? null,
    after_day: difference.after ?? null,
    note: difference.note ?? null,
  }))
  await sql`insert into law.pack_difference (version_id, source, jurisdiction, subject_id, rule, label, class, field, before_day, after_day, note)
    select ${versionId}::uuid, ${source}, ${jurisdiction}, d.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as d(subject_id uuid, rule text, label text, class text, field text, before_day date, after_day date, note text)`.execute(
    tx,
  )
}
