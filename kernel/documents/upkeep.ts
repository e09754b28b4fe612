import { sql } from 'kysely'
import { type Actor, asActor } from '#kernel/access'
import { serviceActors } from '#kernel/events'
import type { Job, Services } from '#kernel/gate'
import type { Scanner, Storage } from '#platform/documents-engine'
import { documentStorage, virusScanner } from './store.ts'

const dayMs = 24 * 60 * 60_000

export const jobs: readonly Job[] = [
  {
    name: 'documents.scan',
    label: { en: 'Check waiting files for viruses', ur: 'منتظر فائلوں کی وائرس جانچ' },
    schedule: '*/10 * * * *',
    run: async (services, _input, progress) => {
      const scanner = virusScanner()
      if (scanner !== null) await scanWaiting(services, scanner, (done) => progress.report(done, null))
    },
  },
  {
    name: 'documents.sweep',
    label: { en: 'Clear away files that no document needs', ur: 'بے مصرف فائلیں صاف کرنا' },
    schedule: '20 3 * * *',
    run: async (services, _input, progress) => {
      const before = new Date(Date.now() - dayMs)
      await sweep(services, before, (done) => progress.report(done, null))
    },
  },
]

/** Has every file that waits looked at, one a transaction. Returns how many were. Ends with an error when the scanner is away. */
export async function scanWaiting(
  { database }: Services,
  scanner: Scanner,
  report: (done: number) => Promise<void> = async () => undefined,
): Promise<number> {
  const storage = documentStorage()
  let done = 0
  for (const actor of await serviceActors(database.pool)) {
    const passed: string[] = []
    for (;;) {
      const outcome = await asActor(database, actor, { purpose: 'virus scan' }, async (tx) => {
        const { rows } = await sql<{ sha256: string }>`select sha256 from documents.version
          where scan = 'unscanned' and jurisdiction = ${actor.jurisdiction} and sha256 <> all (${passed}::text[])
          order by created_at limit 1 for update skip locked`.execute(tx)
        const sha256 = rows[0]?.sha256
        if (sha256 === undefined) return null
        const bytes = await wholeOf(storage, sha256)
        // Gone from the store: nothing to scan and nothing to give out. It stays unscanned, and this run passes it by.
        if (bytes === null) return { sha256, infected: false, missing: true }
        const verdict = await scanner.scan(bytes)
        const infected = verdict.state === 'infected'
        if (infected) await storage.put(sha256, bytes, 'quarantine')
        await sql`update documents.version set scan = ${verdict.state}, scanned_at = clock_timestamp(),
            scan_signature = ${verdict.state === 'infected' ? verdict.signature.slice(0, 200) : null}
          where sha256 = ${sha256} and scan = 'unscanned' and jurisdiction = ${actor.jurisdiction}`.execute(
          tx,
        )
        return { sha256, infected, missing: false }
      })
      if (outcome === null) break
      if (outcome.missing) passed.push(outcome.sha256)
      // Only now: had the transaction failed, the record would lead to nothing.
      if (outcome.infected) await storage.remove(outcome.sha256)
      await report(++done)
    }
  }
  return done
}

async function wholeOf(storage: Storage, sha256: string): Promise<Uint8Array | null> {
  const stored = (await storage.read(sha256)) ?? (await storage.read(sha256, 'quarantine'))
  return stored === null ? null : new Uint8Array(await new Response(stored).arrayBuffer())
}

/**
 * Removes contents stored before a time that no version names: what transactions left behind that were rolled back. Each is
 * held alone while it is judged, so that a document being kept right now with the same content is waited for.
 */
export async function sweep(
  { database }: Services,
  before: Date,
  report: (done: number) => Promise<void> = async () => undefined,
): Promise<number> {
  const storage = documentStorage()
  const actor = (await serviceActors(database.pool)).find((each) => each.jurisdiction === 'PK')
  if (actor === undefined) throw new Error('There is no service account for the federation.')
  let removed = 0
  for await (const sha256 of storage.storedBefore(before)) {
    if (await removeUnneeded({ database, actor }, storage, sha256)) await report(++removed)
  }
  return removed
}

async function removeUnneeded(
  { database, actor }: { database: Services['database']; actor: Actor },
  storage: Storage,
  sha256: string,
): Promise<boolean> {
  return asActor(database, actor, { purpose: 'sweep' }, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${sha256}, 7214003))`.execute(tx)
    const { rows } = await sql`select 1 from documents.needed(array[${sha256}])`.execute(tx)
    if (rows.length > 0) return false
    await storage.remove(sha256)
    return true
  })
}
