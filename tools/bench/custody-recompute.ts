import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { serviceActors } from '#kernel/events'
import { refreshLaw } from '#kernel/law'
import { openDatabase } from '../../app/open-database.ts'
import { runNight } from '../../modules/custody/liberty-ledger/night.ts'
import { createDemoAccounts } from '../seed/accounts.ts'
import { loadProvince } from '../seed/load/load-province.ts'
import { prisonersPerCase } from '../seed/prisoners-per-case.ts'
import { yesterday } from '../seed/today.ts'
import type { BenchOptions } from './benches.ts'

const ceilingSeconds = 600
const largest = 110_000

/**
 * A night over populations of growing size: every date of release and clock of bail computed again from its papers and every prison's
 * ledger drawn up and signed, behind row-level security. Then the next night, when little has changed. `--rounds` names one size.
 */
export async function custodyRecompute({ rounds, say }: BenchOptions): Promise<unknown> {
  const sizes = rounds === undefined ? [1_000, 10_000, largest] : [rounds]
  const figures = []
  for (const size of sizes) figures.push(await nightOver(size, say))
  return { ceilingSeconds, figures }
}

async function nightOver(size: number, say: (line: string) => void): Promise<Record<string, unknown>> {
  const home = mkdtempSync(path.join(tmpdir(), 'mizan-bench-custody-'))
  process.env.MIZAN_HOME = home
  try {
    const database = await openDatabase(say)
    const owner = new pg.Client({ connectionString: database.ownerUrl })
    try {
      await owner.connect()
      await createDemoAccounts(owner)
      const loaded = await loadProvince(database.ownerUrl, {
        cases: Math.ceil(size / prisonersPerCase),
        seed: 7,
        today: yesterday(),
        onProgress: say,
      })
      await refreshLaw((text) => database.services.database.pool.query(text))
      const first = await night(database.services, say)
      await owner.query(`update custody.liberty_night set on_date = on_date - 1`)
      const second = await night(database.services, say)
      const { rows } = await owner.query<{ differences: number; unexplained: number; ledgers: number }>(
        `select (select count(*)::int from custody.liberty_difference) as differences,
          (select count(*)::int from custody.liberty_difference where cause = 'unexplained') as unexplained,
          (select count(*)::int from custody.liberty_ledger) as ledgers`,
      )
      return {
        prisoners: loaded.prisoners,
        loadSeconds: Math.round(loaded.seconds),
        first,
        second,
        ...rows[0],
        ...(size === largest ? { within: first.seconds <= ceilingSeconds } : {}),
      }
    } finally {
      await owner.end()
      await database.close()
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function night(services: Parameters<typeof runNight>[0], say: (line: string) => void) {
  const started = performance.now()
  let spoken = started
  const total = { prisoners: 0, dates: 0, clocks: 0, lines: 0, red: 0, replaySeconds: 0, ledgerSeconds: 0 }
  for (const actor of await serviceActors(services.database.pool)) {
    const done = await runNight(services, actor, {
      report: async (at) => {
        if (performance.now() - spoken < 10_000) return
        spoken = performance.now()
        say(`${at} steps after ${Math.round((spoken - started) / 1_000)} s`)
      },
    })
    if (done === null) continue
    total.prisoners += done.replayed
    total.dates += done.dates
    total.clocks += done.clocks
    total.lines += done.lines
    total.red += done.red
    total.replaySeconds += done.replaySeconds
    total.ledgerSeconds += done.ledgerSeconds
  }
  const seconds = (performance.now() - started) / 1_000
  return {
    ...total,
    replaySeconds: tenths(total.replaySeconds),
    ledgerSeconds: tenths(total.ledgerSeconds),
    seconds: tenths(seconds),
    prisonersPerSecond: Math.round(total.prisoners / seconds),
  }
}

const tenths = (seconds: number): number => Math.round(seconds * 10) / 10
