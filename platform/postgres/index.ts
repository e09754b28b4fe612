import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { prepareBinaries } from './binaries.ts'
import { addressWithoutSecret, parseDatabaseUrl, serverVersion } from './connection.ts'
import { type FileLock, tryLock, waitForLock } from './file-lock.ts'
import { openHome } from './home.ts'
import { type Placement, placePostgres } from './placement.ts'
import { isAlive } from './processes.ts'
import { StartRefused } from './refusal.ts'
import {
  adoptRunning,
  initialise,
  type Postmaster,
  startServer,
  stopServer,
  superuserPassword,
} from './server.ts'
import type { Durability } from './settings.ts'

export { homeFolder } from './home.ts'
export { type HomeLock, lockHome } from './home-lock.ts'
export { codeOf, messageOf, StartRefused } from './refusal.ts'
export type { Durability } from './settings.ts'

export type PostgresOptions = {
  /** MIZAN_HOME: the data folder; made when missing */
  home: string
  /** progress, one line at a time */
  log: (line: string) => void
  /** a PostgreSQL that is run by somebody else; by default `DATABASE_URL`, and the embedded server when that is empty */
  databaseUrl?: string | undefined
  /** `disposable` (no fsync) is for test clusters alone */
  durability?: Durability
  /** runs once when this call started the embedded server, before any other process can use it */
  whenStarted?: (superuserUrl: string) => Promise<void>
}

export type Postgres = {
  /** false when DATABASE_URL names the server */
  embedded: boolean
  /** true when a running server was found, whether left by a killed process or in use by another */
  adopted: boolean
  /** such as `18.4` */
  version: string
  /** the postmaster's process number; undefined when not embedded */
  pid: () => number | undefined
  /** address for the administrator (owner of everything) in the database `postgres`, or the one DATABASE_URL names */
  superuserUrl: string
  /** address of a database, for the administrator or for a role whose password is `passwordOf(role)` */
  url: (database: string, role?: string) => string
  /** the password this home has for a role: whoever makes the role sets it (`ALTER ROLE … PASSWORD`) */
  passwordOf: (role: string) => string
  /** calls back each time the embedded server is found dead; the answer ends the watch */
  watch: (onDown: () => void) => () => void
  /** brings a dead embedded server back at the same address */
  restart: () => Promise<void>
  /** gives the server up; it is stopped when no other process uses it */
  stop: () => Promise<void>
}

const CONNECT_TIMEOUT = 10_000
const TURN_TIMEOUT = 330_000
const WATCH_INTERVAL = 250

/**
 * The database, whichever it is: the server DATABASE_URL names, or the embedded PostgreSQL in `<home>/postgres`,
 * which is made, started, recovered or adopted as needed. Several processes may hold it at once (the application and
 * its command-line doors); the last to `stop` ends it.
 *
 * @throws StartRefused with one sentence for the person who starts Mizan
 */
export async function ensurePostgres(options: PostgresOptions): Promise<Postgres> {
  const given = 'databaseUrl' in options ? options.databaseUrl : process.env.DATABASE_URL
  const home = openHome(options.home)
  return given === undefined || given === '' ? openEmbedded(home, options) : openExternal(home, given)
}

async function openExternal(home: string, given: string): Promise<Postgres> {
  const address = parseDatabaseUrl(given)
  const version = await serverVersion(
    given,
    `database at ${addressWithoutSecret(address)} (DATABASE_URL)`,
    CONNECT_TIMEOUT,
  )
  const secret = decodeURIComponent(address.password) || storedSecret(path.join(home, 'database-secret'))
  const passwordOf = (role: string) => derivePassword(secret, role)
  return {
    embedded: false,
    adopted: false,
    version,
    pid: () => undefined,
    superuserUrl: given,
    url: (database, role) => {
      const url = new URL(given)
      url.pathname = `/${encodeURIComponent(database)}`
      if (role !== undefined) {
        url.username = encodeURIComponent(role)
        url.password = encodeURIComponent(passwordOf(role))
      }
      return url.href
    },
    passwordOf,
    watch: () => () => undefined,
    restart: async () => undefined,
    stop: async () => undefined,
  }
}

async function openEmbedded(home: string, options: PostgresOptions): Promise<Postgres> {
  const { log, whenStarted } = options
  const durability = options.durability ?? 'durable'
  const placement = placePostgres(home, log)
  const password = { value: '' }
  const use = { lock: undefined as FileLock | undefined }

  const askVersion = (port: number) =>
    serverVersion(
      addressOf(port, 'postgres', password.value, 'postgres'),
      `embedded PostgreSQL in ${placement.dataFolder}`,
      CONNECT_TIMEOUT,
    )
  const bringUp = () =>
    inTurn(placement, async () => {
      password.value = superuserPassword(placement)
      const running = await adoptRunning(placement, askVersion)
      use.lock ??= tryLock(path.join(placement.folder, 'users.lock'), 'shared')
      if (running !== undefined) return running
      const binaries = prepareBinaries(placement.place, placement.user)
      if (initialise(placement, binaries, password.value, durability)) {
        log(`Made a PostgreSQL ${binaries.version} database in ${placement.dataFolder}.`)
      }
      const started = await startServer(placement, binaries, durability, log)
      await whenStarted?.(addressOf(started.port, 'postgres', password.value, 'postgres'))
      return started
    })

  let postmaster: Postmaster = await bringUp()
  const adopted = postmaster.adopted
  let stopping = false

  const url = (database: string, role?: string) =>
    role === undefined
      ? addressOf(postmaster.port, 'postgres', password.value, database)
      : addressOf(postmaster.port, role, derivePassword(password.value, role), database)
  const version = await askVersion(postmaster.port)

  return {
    embedded: true,
    adopted,
    version,
    pid: () => postmaster.pid,
    superuserUrl: url('postgres'),
    url,
    passwordOf: (role) => derivePassword(password.value, role),
    watch: (onDown) => {
      let reported: number | undefined
      const check = () => {
        const { pid } = postmaster
        if (stopping || reported === pid || isAlive(pid)) return
        reported = pid
        onDown()
      }
      const timer = setInterval(check, WATCH_INTERVAL)
      timer.unref()
      return () => clearInterval(timer)
    },
    restart: async () => {
      const { port } = postmaster
      postmaster = await bringUp()
      if (postmaster.port !== port) {
        throw new StartRefused(
          `PostgreSQL died and its port ${port} was taken by another program meanwhile; start Mizan again.`,
        )
      }
    },
    stop: async () => {
      if (stopping) return
      stopping = true
      await inTurn(placement, async () => {
        use.lock?.release()
        const last = tryLock(path.join(placement.folder, 'users.lock'), 'exclusive')
        if (last === undefined) return
        await stopServer(placement, postmaster)
        last.release()
      })
    },
  }
}

/** Starting and stopping happen one at a time in a home; the kernel frees the turn of a process that was killed. */
async function inTurn<T>(placement: Placement, work: () => Promise<T>): Promise<T> {
  const turn = await waitForLock(path.join(placement.folder, 'turn.lock'), 'exclusive', TURN_TIMEOUT)
  if (turn === undefined) {
    throw new StartRefused(
      `Another process has been starting or stopping the database in ${placement.folder} for too long; end it and start again.`,
    )
  }
  try {
    return await work()
  } finally {
    turn.release()
  }
}

/** For a DATABASE_URL without a password (a trusted socket, say): role passwords still must not be guessable. */
function storedSecret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

function addressOf(port: number, role: string, password: string, database: string): string {
  return `postgresql://${encodeURIComponent(role)}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}

function derivePassword(secret: string, role: string): string {
  return createHmac('sha256', secret).update(`role:${role}`).digest('hex')
}
