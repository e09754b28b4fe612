import { createHash, createPublicKey, verify } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, urlAs } from '#platform/db'
import { testPassword } from '#platform/db/testing'
import { type Someone, type World, world } from '../../app/testing.ts'
import { getAuditHeads, getAuditKey, getAuditProof, listAuditEntries } from './contract.ts'
import { listEntries } from './reading.ts'
import { sealNew } from './seal.ts'
import { openSealKey } from './seal-key.ts'
import { rootOf, statementOf } from './ui/check-proof.ts'

let here: World
let auditor: Someone
let clerk: Someone
const home = mkdtempSync(join(tmpdir(), 'mizan-audit-reading-'))
const before = process.env.MIZAN_HOME

beforeAll(async () => {
  here = await world()
  auditor = await here.someone('auditor', 'PK-SD')
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  await here.database.owner.pool.query(
    `insert into audit.entry (jurisdiction, act, subject, subject_ids, detail)
     select case when g % 10 = 0 then 'PK-PB' else 'PK-SD' end, 'update', 'demo.row', array['row-' || (g / 20)], jsonb_build_object('n', g)
     from generate_series(0, 59999) g`,
  )
  await here.database.owner.pool.query('analyze audit.entry')
  process.env.MIZAN_HOME = home
})
afterAll(async () => {
  if (before === undefined) delete process.env.MIZAN_HOME
  else process.env.MIZAN_HOME = before
  await here.drop()
})

/** How often a whole part of the log was read, and how many of its rows. */
async function wholeReads(): Promise<number> {
  const { rows } = await here.database.owner.pool.query<{ n: number }>(
    `select coalesce(sum(s.seq_tup_read), 0)::int as n from pg_stat_user_tables s where s.schemaname = 'audit' and s.relname like 'entry%'`,
  )
  return rows[0]!.n
}

async function readsOf(who: Someone, query: Partial<Parameters<typeof listEntries>[1]>) {
  const start = await wholeReads()
  const page = await who.act(async (tx) => {
    const found = await listEntries(tx, { size: 50, ...query })
    await sql`select pg_stat_force_next_flush()`.execute(tx)
    return found
  })
  return { page, read: (await wholeReads()) - start }
}

test('the latest page, the page after it and the history of a row are found by index', async () => {
  const first = await readsOf(auditor, {})
  expect(first.page.rows).toHaveLength(50)
  const second = await readsOf(auditor, { before: first.page.next! })
  expect(second.page.rows[0]!.n).toBeLessThan(first.page.rows.at(-1)!.n)
  const history = await readsOf(auditor, { id: 'row-77' })
  expect(history.page.rows.map((row) => row.subjectIds)).toEqual(Array(18).fill(['row-77']))
  expect(first.read + second.read + history.read).toBeLessThan(100)
})

test('the counter of whole reads sees one, so that the test above can fail', async () => {
  const start = await wholeReads()
  await auditor.act(async (tx) => {
    await sql`select count(*) from audit.entry where detail ->> 'n' = '5'`.execute(tx)
    await sql`select pg_stat_force_next_flush()`.execute(tx)
  })
  expect((await wholeReads()) - start).toBeGreaterThan(50_000)
})

test('another province’s entries stay hidden by either way, and one who is no auditor sees only their own', async () => {
  const ways = [{ subject: 'demo.row' }, { id: 'row-5' }, { id: 'row-5', subject: 'demo.row' }]
  for (const way of ways) {
    const { page } = await readsOf(auditor, way)
    expect(page.rows.length).toBeGreaterThan(0)
    expect(page.rows.filter((row) => Number(row.detail.n) % 10 === 0)).toEqual([])
    expect((await readsOf(clerk, way)).page.rows).toEqual([])
  }
  await expect(clerk.call(listAuditEntries, {})).rejects.toThrow(/403/)
})

test('a proof carries all that is needed to check it without the server', { timeout: 90_000 }, async () => {
  const sealer = connect(urlAs(here.database.url, 'mizan_sealer', testPassword), { max: 2 })
  await expect(auditor.call(getAuditKey, {})).rejects.toThrow(/audit.no-key/)
  const { rows } = await auditor.call(listAuditEntries, { subject: 'demo.row', size: 3 })
  // A transaction of another database on the same server holds the boundary back for as long as it runs.
  await expect
    .poll(
      async () => {
        await sealNew(sealer.pool, openSealKey(home), home)
        const proofs = await Promise.all(rows.map(({ n }) => auditor.call(getAuditProof, { n })))
        return proofs.every(({ proof }) => proof !== null)
      },
      { timeout: 60_000 },
    )
    .toBe(true)
  await sealer.close()
  const key = await auditor.call(getAuditKey, {})
  const publicKey = createPublicKey({
    key: Buffer.from(key.publicKey, 'base64'),
    format: 'der',
    type: 'spki',
  })
  for (const { n } of rows) {
    const { proof } = await auditor.call(getAuditProof, { n })
    const leaf = createHash('sha256').update(Buffer.of(0)).update(proof!.text).digest('hex')
    expect(leaf).toBe(proof!.leaf)
    expect(await rootOf(proof!)).toBe(proof!.root)
    expect(await rootOf({ ...proof!, text: `${proof!.text} ` })).not.toBe(proof!.root)
    const statement = Buffer.from(statementOf(proof!))
    const signature = Buffer.from(proof!.signature, 'base64')
    expect(verify(null, statement, publicKey, signature)).toBe(true)
    expect(
      verify(null, Buffer.from(statementOf({ ...proof!, size: proof!.size + 1 })), publicKey, signature),
    ).toBe(false)
  }
  expect((await auditor.call(getAuditHeads, {})).unsealed).toBeLessThan(20)
})
