import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { type Actor, asActor } from '#kernel/access'
import { Refusal } from '#platform/http'
import { openDatabase } from '../../app/open-database.ts'
import { allRegisters } from '../../modules/custody/registers/define.ts'
import { print } from '../../modules/custody/registers/print.ts'
import { createDemoAccounts } from '../seed/accounts.ts'
import { loadProvince } from '../seed/load/load-province.ts'
import { yesterday } from '../seed/today.ts'
import type { BenchOptions } from './benches.ts'

const ceilingSeconds = 10
/** Karachi Central as counted in the press (Dawn 1305599): the largest prison there is. */
const largest = 6_174
/** Days of a register of events, the most first: what is too long for one print is printed by the week or the day, as a prison would. */
const stretches = [30, 7, 1]

/**
 * Every register of the largest prison as a PDF in each language: who is there now whole, what happened over thirty days or as many as one print holds. From the
 * question behind row-level security to the file kept with its code. `--rounds` names another number of prisoners.
 */
export async function custodyRegisters({ rounds, say }: BenchOptions): Promise<unknown> {
  const size = rounds ?? largest
  const home = mkdtempSync(path.join(tmpdir(), 'mizan-bench-registers-'))
  process.env.MIZAN_HOME = home
  try {
    const database = await openDatabase(say)
    const address = new URL(database.postgres.superuserUrl)
    address.pathname = new URL(database.ownerUrl).pathname
    const owner = new pg.Client({ connectionString: address.href })
    try {
      await owner.connect()
      await createDemoAccounts(owner)
      await loadProvince(database.ownerUrl, { cases: 4_000, seed: 7, today: yesterday(), onProgress: say })
      const prison = await fill(owner, size)
      say(`${prison.held} prisoners in one prison.`)
      const actor = await inspector(owner)
      const until = yesterday()
      // The first sheet of a process opens the press and reads the fonts.
      const work = (key: string, days: number | null, language: 'en' | 'ur') => {
        const from = new Date(Date.parse(until) - ((days ?? 1) - 1) * 86_400_000).toISOString().slice(0, 10)
        return asActor(database.services.database, actor, { purpose: 'bench' }, (tx) =>
          print(tx, { key, language, prisonId: prison.id, ...(days === null ? {} : { from, to: until }) }),
        )
      }
      await work('condemned', null, 'en')
      const registers: {
        key: string
        days: number | null
        rows: number
        en: number
        ur: number
        cpu: number
      }[] = []
      for (const { key, standing, needs } of allRegisters()) {
        if (needs === 'custody:handle-complaints') continue
        const seconds = { en: 0, ur: 0 }
        // Of this process alone, both languages: what the same would take on a machine that does nothing else.
        const spent = process.cpuUsage()
        let rows = 0
        let days = standing ? null : stretches[0]!
        for (const language of ['en', 'ur'] as const) {
          let started = performance.now()
          for (;;) {
            const printed = await work(key, days, language).catch((error: unknown) => {
              if (!(error instanceof Refusal) || error.code !== 'custody-registers.too-long') throw error
            })
            if (printed !== undefined) {
              rows = printed.rows
              break
            }
            const shorter = stretches.find((each) => each < (days ?? 0))
            if (shorter === undefined) throw new Error(`${key} of one day is too long for a print`)
            days = shorter
            started = performance.now()
          }
          seconds[language] = Math.round(performance.now() - started) / 1_000
        }
        say(
          `${key}${days === null ? '' : ` over ${days} days`}: ${rows} rows, ${seconds.en} s, ${seconds.ur} s`,
        )
        const { user, system } = process.cpuUsage(spent)
        registers.push({ key, days, rows, ...seconds, cpu: Math.round((user + system) / 1_000) / 1_000 })
      }
      const sum = (language: 'en' | 'ur') =>
        Math.round(registers.reduce((total, each) => total + each[language], 0) * 10) / 10
      const slowest = Math.max(...registers.map((each) => Math.max(each.en, each.ur)))
      return {
        figures: {
          prisoners: prison.held,
          registers,
          allInEnglish: sum('en'),
          allInUrdu: sum('ur'),
          slowest,
          peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1_024),
          ceilingSeconds,
          within: slowest <= ceilingSeconds,
        },
      }
    } finally {
      await owner.end()
      await database.close()
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function inspector(owner: pg.Client): Promise<Actor> {
  const { rows } = await owner.query<{ account_id: string; id: string }>(
    `select g.account_id, g.id from access.grant g join identity.account a on a.id = g.account_id where a.username = 'ig.prisons'`,
  )
  return { accountId: rows[0]!.account_id, grantId: rows[0]!.id }
}

/**
 * Makes the fullest prison of the demo as full as the largest there is: its own people over and over, each time as other persons with
 * numbers of their own. Written past the triggers, because nobody lives in this database.
 */
async function fill(owner: pg.Client, size: number): Promise<{ id: number; held: number }> {
  const { rows: found } = await owner.query<{ id: number; held: number; year: number }>(
    `select prison_id as id, count(*)::int as held, max(year) as year from custody.imprisonment where state = 'in' group by 1 order by 2 desc limit 1`,
  )
  const { id: prison, held } = found[0]!
  const copies = Math.max(0, Math.ceil(size / held) - 1)
  await owner.query(`set session_replication_role = replica`)
  await owner.query(
    `create temporary table other as select i.id, n, md5(i.id::text || n)::uuid as copy, md5(i.person_id::text || i.id || n)::uuid as person,
       md5(i.record_id::text || i.id || n)::uuid as record, i.number + 100000 * n as number
       from custody.imprisonment i, generate_series(1, $2::int) n where i.prison_id = $1`,
    [prison, copies],
  )
  await owner.query(
    `insert into people.person (id, jurisdiction) select o.person, i.jurisdiction from other o join custody.imprisonment i on i.id = o.id`,
  )
  await copyRows(
    owner,
    'people.record',
    'custody.imprisonment i on i.id = o.id join people.record t on t.id = i.record_id',
    `'id', o.record`,
  )
  await copyRows(
    owner,
    'custody.imprisonment',
    'custody.imprisonment t on t.id = o.id',
    `'id', o.copy, 'person_id', o.person, 'record_id', o.record, 'number', o.number, 'follows', null, 'held_since', null`,
  )
  for (const table of [
    'warrant',
    'release_date',
    'bail_clock',
    'remission',
    'movement',
    'production',
    'medical_ward',
  ])
    await copyRows(
      owner,
      `custody.${table}`,
      `custody.${table} t on t.imprisonment_id = o.id`,
      `'id', md5(t.id::text || o.n)::uuid, 'imprisonment_id', o.copy${table === 'bail_clock' || table === 'production' ? `, 'warrant_id', md5(t.warrant_id::text || o.n)::uuid` : ''}${table === 'remission' ? `, 'punishment_id', null, 'notification_id', null` : ''}`,
      table === 'remission' ? `t.kind <> 'forfeiture'` : 'true',
    )
  await owner.query(
    `insert into custody.visit (id, jurisdiction, prison_id, imprisonment_id, session_id, kind, on_date, slot_at, rule_id, state, started_at, ended_at)
       select md5(t.id::text || o.n)::uuid, t.jurisdiction, t.prison_id, o.copy, t.session_id, t.kind, t.on_date, t.slot_at, t.rule_id, t.state,
         t.started_at, t.ended_at from other o join custody.visit t on t.imprisonment_id = o.id`,
  )
  await copyRows(
    owner,
    'custody.visit_person',
    'custody.visit v on v.imprisonment_id = o.id join custody.visit_person t on t.visit_id = v.id',
    `'visit_id', md5(t.visit_id::text || o.n)::uuid`,
  )
  await owner.query(`set session_replication_role = origin`)
  await owner.query('analyze')
  const { rows } = await owner.query<{ held: number }>(
    `select count(*)::int as held from custody.imprisonment where state = 'in' and prison_id = $1`,
    [prison],
  )
  return { id: prison, held: rows[0]!.held }
}

async function copyRows(
  owner: pg.Client,
  table: string,
  from: string,
  changes: string,
  which = 'true',
): Promise<void> {
  await owner.query(
    `insert into ${table} select (jsonb_populate_record(null::${table}, to_jsonb(t) || jsonb_build_object(${changes}))).*
       from other o join ${from} where ${which}`,
  )
}
