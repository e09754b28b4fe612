import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect, type Database, urlAs } from '#platform/db'
import { type TestDatabase, testDatabase, testPassword } from '#platform/db/testing'
import { readHeadLine } from './head.ts'
import { sealNew } from './seal.ts'
import { openSealKey } from './seal-key.ts'
import { verifyAudit } from './verify.ts'

let database: TestDatabase
let sealer: Database
let home: string

beforeEach(async () => {
  database = await testDatabase()
  sealer = connect(urlAs(database.url, 'mizan_sealer', testPassword), { max: 3 })
  home = mkdtempSync(join(tmpdir(), 'mizan-audit-'))
})
afterEach(async () => {
  await sealer.close()
  await database.drop()
})

const write = (count: number, subject = 'demo.row') =>
  database.owner.pool.query(
    `insert into audit.entry (act, subject, subject_ids, detail)
    select 'insert', $1, array[g::text], jsonb_build_object('n', g, 'نام', 'محمد') from generate_series(1, $2::int) g`,
    [subject, count],
  )
/** Seals once there is something to seal: transactions of other databases on the same server hold the boundary back for a moment. */
const seal = async () => {
  for (let tries = 0; tries < 100; tries += 1) {
    const sealed = await sealNew(sealer.pool, openSealKey(home), home)
    if (sealed.entries > 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
const unsealed = async (): Promise<number> =>
  (
    await asSuperuser(
      `select count(*)::int as n from audit.entry e where not exists (select 1 from audit.leaf l where l.n = e.n)`,
    )
  ).rows[0].n
/** Seals until all is sealed: the boundary may stand between two entries, held by a transaction of another database. */
const sealAll = async () => {
  for (let tries = 0; tries < 200 && (await unsealed()) > 0; tries += 1) await seal()
}
const verify = async (witnessed = witnesses()) => {
  const client = await database.owner.pool.connect()
  try {
    return await verifyAudit(client, openSealKey(home), witnessed)
  } finally {
    client.release()
  }
}
const witnesses = () =>
  readFileSync(join(home, 'audit-heads.jsonl'), 'utf8').trim().split('\n').map(readHeadLine)
const asSuperuser = (sql: string) => database.owner.pool.query(sql)

test('what was written is sealed, chained and verified', async () => {
  for (let round = 0; round < 5; round += 1) {
    await write(37)
    await seal()
  }
  await write(3)
  const result = await verify()
  expect(result).toMatchObject({ ok: true, heads: 5, unsealed: 3, firstProblem: null })
  expect(result.rows).toBeGreaterThanOrEqual(185)
})

test('an entry whose transaction is still open is not sealed before it ends, and never missed', {
  timeout: 60_000,
}, async () => {
  const slow = await database.owner.pool.connect()
  await slow.query('begin')
  await slow.query(`insert into audit.entry (act, subject) values ('insert', 'demo.slow')`)
  await write(10, 'demo.quick')
  await seal()
  await slow.query('commit')
  slow.release()
  await sealAll()
  expect(await unsealed()).toBe(0)
  expect((await verify()).ok).toBe(true)
})

test('four sealers at once seal every entry once', async () => {
  await write(500)
  await Promise.all([1, 2, 3, 4].map(() => sealNew(sealer.pool, openSealKey(home), home)))
  await write(1)
  await seal()
  expect(await verify()).toMatchObject({ ok: true, unsealed: 0 })
})

const tampering: [string, string, string][] = [
  [
    'altering an entry',
    `update audit.entry set detail = '{"n": 7}' where subject_ids = '{50}' and subject = 'demo.row'`,
    'entry-altered',
  ],
  [
    'changing when it happened',
    `update audit.entry set at = at + interval '1 microsecond' where subject_ids = '{50}' and subject = 'demo.row'`,
    'entry-altered',
  ],
  [
    'changing who did it',
    `update audit.entry set account_id = gen_random_uuid() where subject_ids = '{50}' and subject = 'demo.row'`,
    'entry-altered',
  ],
  [
    'removing an entry',
    `delete from audit.entry where subject_ids = '{50}' and subject = 'demo.row'`,
    'entry-removed',
  ],
  [
    'removing an entry and its leaf',
    `with e as (delete from audit.entry where subject_ids = '{50}' and subject = 'demo.row' returning n) delete from audit.leaf l using e where l.n = e.n`,
    'leaf-missing',
  ],
  [
    'swapping two leaves',
    `update audit.leaf a set n = -b.n, hash = b.hash from audit.leaf b where a.position in (10, 11) and b.position in (10, 11) and a.position <> b.position; update audit.leaf set n = -n where n < 0`,
    'head-differs-from-entries',
  ],
  [
    'slipping in an old entry',
    `insert into audit.entry (act, subject, xid) values ('insert', 'demo.forged', '3'::xid8)`,
    'entry-slipped-in',
  ],
  [
    'cutting off the tail',
    `delete from audit.leaf where position >= (select min(size) from audit.head); delete from audit.head where size > (select min(size) from audit.head)`,
    'witnessed-head-missing',
  ],
  [
    'altering a head',
    `update audit.head set root = sha256('x'), signature = signature where size = (select min(size) from audit.head)`,
    'head-differs-from-entries',
  ],
  [
    're-dating a head',
    `update audit.head set at = at - interval '1 day' where size = (select min(size) from audit.head)`,
    'head',
  ],
  ['removing all seals', `truncate audit.head, audit.leaf, audit.node`, 'witnessed-head-missing'],
]

test.each(tampering)('%s is found and named', async (_what, sql, problem) => {
  await write(60)
  await seal()
  await write(40)
  await seal()
  expect((await verify()).ok).toBe(true)
  for (const statement of sql.split('; ')) await asSuperuser(statement)
  const result = await verify()
  expect(result.ok).toBe(false)
  expect(result.firstProblem?.what).toContain(problem)
})

test('the application can neither change an entry nor write a leaf or a head', async () => {
  await write(5)
  for (const sql of [
    `update audit.entry set detail = '{}'`,
    `delete from audit.entry`,
    `insert into audit.leaf values (1, 1, sha256('x'))`,
    `delete from audit.head`,
  ]) {
    await expect(database.app.pool.query(sql)).rejects.toThrow(/permission denied/)
  }
})
