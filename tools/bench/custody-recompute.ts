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
 * ledger drawn up and signed, behind row-level security. Then the next night, when little has changed. `--rounds` names one size,
 * `--data` a folder already loaded, which then has two nights more.
 */
export async function custodyRecompute({ rounds, data, say }: BenchOptions): Promise<unknown> {
  if (data !== undefined) return { ceilingSeconds, figures: [await nightsOf(data, say)] }
  const sizes = rounds === undefined ? [1_000, 10_000, largest] : [rounds]
  const figures = []
  for (const size of sizes) figures.push(await nightOver(size, say))
  return { ceilingSeconds, figures }
}

async function nightOver(size: number, say: (line: string) => void): Promise<Record<string, unknown>> {
  const home = mkdtempSync(path.join(tmpdir(), 'mizan-bench-custody-'))
  try {
    return await nightsOf(home, say, size)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** Two nights one after the other in a data folder, into which as many prisoners are loaded first as `load` says. */
async function nightsOf(
  home: string,
  say: (line: string) => void,
  load?: number,
): Promise<Record<string, unknown>> {
  process.env.MIZAN_HOME = home
  const database = await openDatabase(say)
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  try {
    await owner.connect()
    const loaded = load === undefined ? {} : await loadPrisoners(owner, database.ownerUrl, load, say)
    await refreshLaw((text) => database.services.database.pool.query(text))
    // Tonight's that is there already would be left alone: those before move back, so far that no two meet on the way.
    const later = () => owner.query(`update custody.liberty_night set on_date = on_date - 100`)
    await later()
    const first = await night(database.services, say)
    await later()
    const second = await night(database.services, say)
    const { rows } = await owner.query<{ differences: number; unexplained: number; ledgers: number }>(
      `select (select count(*)::int from custody.liberty_difference) as differences,
        (select count(*)::int from custody.liberty_difference where cause = 'unexplained') as unexplained,
        (select count(*)::int from custody.liberty_ledger) as ledgers`,
    )
    return {
      ...loaded,
      first,
      second,
      ...rows[0],
      ...(first.prisoners >= largest ? { within: first.seconds <= ceilingSeconds } : {}),
    }
  } finally {
    await owner.end()
    await database.close()
  }
}

async function loadPrisoners(owner: pg.Client, url: string, size: number, say: (line: string) => void) {
  await createDemoAccounts(owner)
  const { prisoners, seconds } = await loadProvince(url, {
    cases: Math.ceil(size / prisonersPerCase),
    seed: 7,
    today: yesterday(),
    onProgress: say,
  })
  return { prisoners, loadSeconds: Math.round(seconds) }
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
