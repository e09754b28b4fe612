import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lchownSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import type { Binaries } from './binaries.ts'
import type { Placement } from './placement.ts'
import { inspectProcess, isAlive, postgresProcessesIn, waitUntil } from './processes.ts'
import { StartRefused } from './refusal.ts'
import { type Durability, serverSettings } from './settings.ts'

/** A postmaster that is up: ours (a child of this process) or one that was found running. */
export type Postmaster = { pid: number; port: number; adopted: boolean }

const STOP_TIMEOUT = 60_000
const START_TIMEOUT = 300_000
const ANSWER_PATIENCE = 15_000
const ORPHAN_PATIENCE = 1_000

export function superuserPassword(placement: Placement): string {
  const file = path.join(placement.folder, 'password')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  if (existsSync(path.join(placement.dataFolder, 'PG_VERSION'))) {
    throw new StartRefused(
      `The database in ${placement.dataFolder} cannot be opened because its password file ${file} is missing; put it back from your backup.`,
    )
  }
  const password = randomBytes(24).toString('base64url')
  // Written before the cluster exists, so that no cluster can ever be without its password.
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return password
}

/** Makes the cluster when there is none. Done aside and renamed, so that a killed first start leaves nothing half made. */
export function initialise(
  placement: Placement,
  binaries: Binaries,
  password: string,
  durability: Durability,
): boolean {
  const { dataFolder, place, user } = placement
  const versionFile = path.join(dataFolder, 'PG_VERSION')
  if (existsSync(versionFile)) {
    const found = readFileSync(versionFile, 'utf8').trim()
    const major = binaries.version.split('.')[0]
    if (found === major) {
      takeOver(placement)
      return false
    }
    throw new StartRefused(
      `The database in ${dataFolder} was made by PostgreSQL ${found}, and this is PostgreSQL ${major}; bring it over with pg_upgrade or start with the version of Mizan that made it.`,
    )
  }
  const unfinished = `${dataFolder}.unfinished`
  const passwordFile = path.join(place, 'initial-password')
  rmSync(unfinished, { recursive: true, force: true })
  rmSync(passwordFile, { force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (user !== undefined) {
    chownSync(unfinished, user.uid, user.gid)
    chownSync(passwordFile, user.uid, user.gid)
  }
  try {
    const characterType = utf8CharacterType()
    const run = spawnSync(
      binaries.initdb,
      [
        `--pgdata=${unfinished}`,
        '--auth=scram-sha-256',
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        // The same order and case rules on every machine; names say COLLATE "ur-x-icu" where people read them.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--lc-collate=C',
        ...(characterType === undefined ? [] : [`--lc-ctype=${characterType}`]),
        '--no-instructions',
        ...(durability === 'disposable' ? ['--no-sync'] : []),
      ],
      { ...user, env: withoutLocale(binaries.environment), cwd: path.parse(place).root, encoding: 'utf8' },
    )
    if (run.status !== 0) {
      const reason = (run.error?.message ?? run.stderr).trim().split('\n').slice(-3).join(' ')
      throw new StartRefused(`PostgreSQL could not make its data folder ${dataFolder}: ${reason}`)
    }
    appendFileSync(
      path.join(unfinished, 'postgresql.conf'),
      "\ninclude 'mizan.conf'\ninclude_if_exists 'local.conf'\n",
    )
    renameSync(unfinished, dataFolder)
    return true
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/**
 * A data folder put back from a copy belongs to whoever copied it, and is often open to others: PostgreSQL refuses it with a message
 * about its settings.
 */
function takeOver({ dataFolder, user }: Placement): void {
  if (process.platform === 'win32') return
  chmodSync(dataFolder, 0o700)
  if (user === undefined || statSync(dataFolder).uid === user.uid) return
  for (const inside of readdirSync(dataFolder, { recursive: true, encoding: 'utf8' }))
    lchownSync(path.join(dataFolder, inside), user.uid, user.gid)
  // Last, since it is what tells that the rest is done.
  chownSync(dataFolder, user.uid, user.gid)
}

/**
 * A locale of the machine that knows letters beyond ASCII. pg_trgm asks the C library what a letter is: under `C` an
 * Urdu name has no trigrams at all, and a search for it finds nothing.
 */
function utf8CharacterType(): string | undefined {
  if (process.platform === 'win32') return undefined
  const listed = execFileSync('locale', ['-a'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const names = listed.split('\n').map((name) => name.trim())
  const plain = (name: string) => name.toLowerCase().replaceAll('-', '')
  const best = ['c.utf8', 'en_us.utf8'].flatMap((wanted) => names.filter((name) => plain(name) === wanted))
  const chosen = best[0] ?? names.find((name) => plain(name).endsWith('.utf8'))
  if (chosen === undefined) {
    throw new StartRefused(
      'This machine has no UTF-8 locale, without which Urdu names cannot be searched; install one (such as C.UTF-8) or set DATABASE_URL.',
    )
  }
  return chosen
}

function withoutLocale(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { LC_ALL: _, ...rest } = environment
  return { ...rest, LC_MESSAGES: 'C' }
}

/**
 * The live postmaster of this data folder, once it answers; removes what a dead one left behind. `answers` throws while
 * the server at a port does not: a process that was just killed still looks alive for a moment, so looking is not enough.
 */
export async function adoptRunning(
  placement: Placement,
  answers: (port: number) => Promise<unknown>,
): Promise<Postmaster | undefined> {
  const until = Date.now() + ANSWER_PATIENCE
  for (;;) {
    const found = readPostmasterFile(placement)
    if (found === undefined || !isPostmasterOf(placement, found.pid)) break
    if (found.status === 'ready') {
      try {
        await answers(found.port)
        return { pid: found.pid, port: found.port, adopted: true }
      } catch (error) {
        if (Date.now() > until) throw error
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await clearLeftovers(placement)
  return undefined
}

/** Orphaned backends hold the shared memory of a killed postmaster; they end by themselves unless they are at work. */
async function clearLeftovers(placement: Placement): Promise<void> {
  const { dataFolder } = placement
  if (!existsSync(dataFolder)) return
  const left = () => postgresProcessesIn(dataFolder)
  if (!(await waitUntil(() => left().length === 0, ORPHAN_PATIENCE))) {
    for (const pid of left()) signal(pid, 'SIGKILL')
    await waitUntil(() => left().length === 0, ORPHAN_PATIENCE)
  }
  // PostgreSQL itself believes the file when any process, even a zombie or a stranger, has the number in it.
  rmSync(path.join(dataFolder, 'postmaster.pid'), { force: true })
}

type PostmasterFile = { pid: number; port: number; status: string }

function readPostmasterFile(placement: Placement): PostmasterFile | undefined {
  const file = path.join(placement.dataFolder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  if (!Number.isSafeInteger(pid)) return undefined
  return { pid, port: Number.parseInt(lines[3] ?? '', 10), status: (lines[7] ?? '').trim() }
}

function isPostmasterOf(placement: Placement, pid: number): boolean {
  const state = inspectProcess(pid)
  if (!state.alive) return false
  if (process.platform === 'win32') return true
  return state.command.includes('postgres') && state.command.endsWith(`-D ${placement.dataFolder}`)
}

/** Starts the server and answers when it accepts connections, crash recovery included. */
export async function startServer(
  placement: Placement,
  binaries: Binaries,
  durability: Durability,
  log: (line: string) => void,
): Promise<Postmaster> {
  let port = await choosePort(placement)
  for (let attempt = 1; ; attempt++) {
    const outcome = await launch(placement, binaries, durability, port, log)
    if (typeof outcome === 'object') {
      writeFileSync(path.join(placement.folder, 'port'), `${outcome.port}\n`)
      return outcome
    }
    if (attempt === 5) throw new StartRefused(`PostgreSQL did not start: ${outcome}`)
    if (/address already in use/i.test(outcome)) port = await freePort(port + 1)
    else if (/shared memory block|lock file/i.test(outcome)) await clearLeftovers(placement)
    else throw new StartRefused(`PostgreSQL did not start: ${outcome}`)
  }
}

async function launch(
  placement: Placement,
  binaries: Binaries,
  durability: Durability,
  port: number,
  log: (line: string) => void,
): Promise<Postmaster | string> {
  const { dataFolder, folder, user } = placement
  const settings = path.join(dataFolder, 'mizan.conf')
  writeFileSync(settings, serverSettings(port, durability))
  if (user !== undefined) chownSync(settings, user.uid, user.gid)

  const logFile = path.join(folder, 'postgres.log')
  turnOver(logFile)
  const output = openSync(logFile, 'a', 0o600)
  const logStart = statSync(logFile).size
  const child = spawn(binaries.postgres, ['-D', dataFolder], {
    ...user,
    env: binaries.environment,
    cwd: path.parse(dataFolder).root,
    // Its own session: Ctrl-C in a terminal reaches Mizan alone, which then stops the server in order.
    detached: true,
    windowsHide: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  child.unref()
  let ended = false
  const end = () => {
    ended = true
  }
  child.once('exit', end)
  child.once('error', end)
  const until = Date.now() + START_TIMEOUT
  let nextNotice = Date.now() + 3_000
  while (!ended && Date.now() < until) {
    const written = readPostmasterFile(placement)
    if (written !== undefined && written.pid === child.pid && written.status === 'ready') {
      return { pid: written.pid, port: written.port, adopted: false }
    }
    if (Date.now() > nextNotice) {
      log('PostgreSQL is recovering what was in flight when it last stopped …')
      nextNotice += 10_000
    }
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
  if (!ended && child.pid !== undefined) {
    signal(child.pid, 'SIGINT')
    return `it was not ready after ${START_TIMEOUT / 1000} s; see ${logFile}`
  }
  return `${lastComplaint(logFile, logStart)} (see ${logFile})`
}

const LOG_LIMIT = 16 * 1024 * 1024

function turnOver(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  if (size > LOG_LIMIT) renameSync(logFile, `${logFile}.1`)
}

function lastComplaint(logFile: string, from: number): string {
  const length = Math.max(0, statSync(logFile).size - from)
  const buffer = Buffer.alloc(Math.min(length, 64 * 1024))
  const file = openSync(logFile, 'r')
  readSync(file, buffer, 0, buffer.length, from)
  closeSync(file)
  const lines = buffer.toString('utf8').split('\n')
  const telling = lines.filter((line) => /(FATAL|PANIC|WARNING|LOG: {2}could not bind)/.test(line))
  const text = (telling.length > 0 ? telling : lines.filter((line) => line !== '').slice(-2)).join('; ')
  return text.replaceAll(/\d{4}-\d\d-\d\d [\d:.]+ UTC \[\d+\] /g, '') || 'it ended without a word'
}

/** Ends the server in order: sessions are cut, everything is written, the data folder is left clean. */
export async function stopServer(placement: Placement, postmaster: Postmaster): Promise<void> {
  if (!isPostmasterOf(placement, postmaster.pid)) return
  signal(postmaster.pid, 'SIGINT')
  const gone = () => !isAlive(postmaster.pid)
  if (await waitUntil(gone, STOP_TIMEOUT)) return
  signal(postmaster.pid, 'SIGQUIT')
  await waitUntil(gone, STOP_TIMEOUT)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Below the range from which systems take ports for outgoing connections, so that none is taken by chance. */
const FIRST_PORT = 21_000
const PORTS = 8_000

async function choosePort(placement: Placement): Promise<number> {
  const file = path.join(placement.folder, 'port')
  const stored = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN
  if (Number.isSafeInteger(stored) && (await isFree(stored))) return stored
  return freePort(FIRST_PORT + (randomBytes(2).readUInt16BE(0) % PORTS))
}

async function freePort(from: number): Promise<number> {
  for (let step = 0; step < PORTS; step++) {
    const port = FIRST_PORT + ((from - FIRST_PORT + step) % PORTS)
    if (await isFree(port)) return port
  }
  throw new StartRefused(
    `No port between ${FIRST_PORT} and ${FIRST_PORT + PORTS} is free for PostgreSQL on 127.0.0.1; stop what holds them or set DATABASE_URL.`,
  )
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
