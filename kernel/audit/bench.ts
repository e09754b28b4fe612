import pg from 'pg'
import { connect } from '#platform/db'
import { sealNew } from './seal.ts'
import { openSealKey } from './seal-key.ts'
import { verifyAudit } from './verify.ts'

export interface AuditFigures {
  /** Entries a second, each in its own transaction, by number of writers. */
  readonly appendsPerSecond: Readonly<Record<1 | 4 | 16, number>>
  readonly sealMsPer10000: number
  readonly verifiedRows: number
  readonly verifySeconds: number
  readonly verified: boolean
}

const append = `insert into audit.entry (act, subject, subject_ids, detail)
  values ('update', 'bench.row', array[gen_random_uuid()::text], '{"before":{"cell":"A-1"},"after":{"cell":"A-2"}}')`

/**
 * Measures the audit on a database that may be thrown away: fills it up to `rows` entries. `ownerUrl` belongs to the owner,
 * `sealerUrl` to mizan_sealer, and the key is made in `home`.
 */
export async function bench(
  ownerUrl: string,
  sealerUrl: string,
  home: string,
  { rows = 1_000_000, secondsPerStep = 3 }: { rows?: number; secondsPerStep?: number } = {},
): Promise<AuditFigures> {
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 17 })
  const sealer = connect(sealerUrl, { max: 2 })
  const key = openSealKey(home)
  try {
    const appendsPerSecond = {
      1: await appendFor(owner, 1, secondsPerStep),
      4: await appendFor(owner, 4, secondsPerStep),
      16: await appendFor(owner, 16, secondsPerStep),
    }
    const { rows: counted } = await owner.query<{ n: number }>(`select count(*) as n from audit.entry`)
    let sealed = 0
    let sealMs = 0
    let left = Math.max(0, rows - counted[0]!.n)
    do {
      const some = Math.min(left, 50_000)
      await owner.query(
        `insert into audit.entry (act, subject, subject_ids, detail)
         select 'update', 'bench.row', array[(g % 200000)::text], jsonb_build_object('before', jsonb_build_object('n', g), 'after', jsonb_build_object('n', g + 1))
         from generate_series(1, $1::integer) g`,
        [some],
      )
      left -= some
      const started = performance.now()
      const { entries } = await sealNew(sealer.pool, key, home)
      sealMs += performance.now() - started
      sealed += entries
    } while (left > 0)
    for (let quiet = 0; quiet < 20; ) {
      const { entries } = await sealNew(sealer.pool, key, home)
      quiet = entries === 0 ? quiet + 1 : 0
    }
    await owner.query(`analyze audit.entry, audit.leaf`)
    const client = await owner.connect()
    const started = performance.now()
    const result = await verifyAudit(client, key, [])
    const verifySeconds = (performance.now() - started) / 1000
    client.release()
    return {
      appendsPerSecond,
      sealMsPer10000: sealed === 0 ? 0 : (sealMs / sealed) * 10_000,
      verifiedRows: result.rows,
      verifySeconds,
      verified: result.ok,
    }
  } finally {
    await owner.end()
    await sealer.close()
  }
}

async function appendFor(pool: pg.Pool, writers: number, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (performance.now() < end) {
        await pool.query(append)
        done += 1
      }
    }),
  )
  return Math.round(done / seconds)
}
