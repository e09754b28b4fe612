import { sql } from 'kysely'
import { asActor } from '#kernel/access'
import { emit, serviceActors } from '#kernel/events'
import type { Job, Services } from '#kernel/gate'
import type { Tx } from '#platform/db'
import { PackInForce } from '../events.ts'

/** Each night: tells of versions whose first day has come and has every running clock computed under them. */
export const takeEffectJob: Job = {
  name: 'law.take-effect',
  label: { en: 'Put adopted law in force on its day', ur: 'منظور شدہ قانون کو اس کی تاریخ پر نافذ کرنا' },
  schedule: '2 0 * * *',
  run: async (services, _input, progress) => {
    await progress.report(await takeEffect(services), null)
  },
}

/** @returns how many versions came into force */
export async function takeEffect({ database }: Pick<Services, 'database'>): Promise<number> {
  let told = 0
  for (const actor of await serviceActors(database.pool)) {
    told += await asActor(database, actor, { purpose: 'law in force' }, (tx) =>
      tellDue(tx, actor.jurisdiction),
    )
  }
  return told
}

/** Tells of a province's versions that are in force and were not told of. */
export async function tellDue(tx: Tx, jurisdiction: string): Promise<number> {
  const { rows } = await sql<{ id: string; code: string; version: string }>`
    update law.pack_version set told_at = clock_timestamp()
     where state = 'adopted' and told_at is null and jurisdiction = ${jurisdiction}
       and effective_from <= (now() at time zone 'Asia/Karachi')::date
    returning id, code, version`.execute(tx)
  for (const { id, code, version } of rows) {
    await emit(tx, PackInForce, { versionId: id, code, version })
  }
  return rows.length
}
