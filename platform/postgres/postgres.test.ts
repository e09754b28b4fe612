import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { ensurePostgres, lockHome, type Postgres } from './index.ts'
import { inspectProcess, isAlive, waitUntil } from './processes.ts'

/** MIZAN_KILL_ROUNDS=200 for the long drill. */
const KILL_ROUNDS = Number(process.env.MIZAN_KILL_ROUNDS ?? 4)

const made: string[] = []
const opened: Postgres[] = []
const children: ChildProcess[] = []

/** A name with a space and Urdu letters in it: every path must survive them. */
function aHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'mizan میزان '))
  made.push(home)
  return home
}

async function open(home: string): Promise<Postgres> {
  const postgres = await ensurePostgres({ home, log: () => undefined, databaseUrl: undefined })
  opened.push(postgres)
  return postgres
}

type Held = { process: ChildProcess; pid: number; adopted: boolean; url: string }

async function hold(home: string, mode = '--use'): Promise<Held> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'fixtures', 'holder.ts'), home, mode], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  const [line] = await once(child.stdout, 'data')
  return { process: child, ...JSON.parse(String(line)) }
}

async function letGo(held: Held): Promise<void> {
  const exit = once(held.process, 'exit')
  held.process.stdin?.write('stop\n')
  await exit
}

async function kill(held: Held): Promise<void> {
  const exit = once(held.process, 'exit')
  held.process.kill('SIGKILL')
  await exit
}

async function ask<T extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<T>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** A process that has ended and that nobody has reaped. */
async function aZombie(): Promise<number> {
  const parent = spawn('/bin/sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  children.push(parent)
  const [line] = await once(parent.stdout, 'data')
  const pid = Number(String(line).trim())
  await waitUntil(() => !isAlive(pid), 2_000)
  return pid
}

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const postgres of opened.splice(0)) await postgres.stop()
  for (const home of made.splice(0)) {
    // What a killed holder left running is adopted and stopped.
    if (existsSync(join(home, 'postgres', 'password'))) {
      const left = await ensurePostgres({ home, log: () => undefined, databaseUrl: undefined })
      await left.stop()
    }
    const note = join(home, 'postgres', 'data-elsewhere')
    if (existsSync(note)) rmSync(readFileSync(note, 'utf8').trim(), { recursive: true })
    rmSync(home, { recursive: true, force: true })
  }
})

describe('a first start', () => {
  test('makes a PostgreSQL 18 that speaks UTF-8, sorts Urdu and finds Urdu by trigram', async () => {
    const postgres = await open(aHome())
    expect(postgres.version).toMatch(/^18\./)
    expect(postgres.adopted).toBe(false)
    const [row] = await ask<{
      encoding: string
      sorted: string[]
      trigrams: string[]
      fsync: string
      jit: string
    }>(
      postgres.superuserUrl,
      `select current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
        current_setting('jit') as jit,
        array(select name from unnest(array['ڈار','چیمہ','پرویز','ٹوانہ','بٹ']) as name
          order by name collate "ur-x-icu") as sorted`,
    )
    expect(row).toMatchObject({ encoding: 'UTF8', fsync: 'on', jit: 'off' })
    expect(row?.sorted).toEqual(['بٹ', 'پرویز', 'ٹوانہ', 'چیمہ', 'ڈار'])
    await ask(postgres.superuserUrl, 'create extension pg_trgm')
    const [found] = await ask<{ likeness: number }>(
      postgres.superuserUrl,
      `select similarity('محمد عمران', 'محمد عمرآن') as likeness`,
    )
    expect(found?.likeness).toBeGreaterThan(0.4)
  })

  test('keeps the password from other users and serves the loopback address alone', async () => {
    const home = aHome()
    const postgres = await open(home)
    expect(statSync(join(home, 'postgres', 'password')).mode & 0o777).toBe(0o600)
    expect(statSync(join(home, 'postgres', 'data')).mode & 0o777).toBe(0o700)
    const [row] = await ask<{ listen: string }>(
      postgres.superuserUrl,
      `select current_setting('listen_addresses') as listen`,
    )
    expect(row?.listen).toBe('127.0.0.1')
    const wrong = new URL(postgres.superuserUrl)
    wrong.password = 'guess'
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/)
  })

  test('gives each role a password of its own that stays the same from start to start', async () => {
    const home = aHome()
    const postgres = await open(home)
    const password = postgres.passwordOf('clerk')
    expect(password).not.toBe(postgres.passwordOf('warden'))
    await ask(postgres.superuserUrl, `create role clerk login password '${password}'`)
    await postgres.stop()
    const again = await open(home)
    const [row] = await ask<{ name: string }>(again.url('postgres', 'clerk'), 'select current_user as name')
    expect(row?.name).toBe('clerk')
  })

  test('that was killed half way leaves nothing that a second start trips over', async () => {
    const home = aHome()
    const rubbish = join(home, 'postgres', 'data.unfinished')
    mkdirSync(rubbish, { recursive: true })
    writeFileSync(join(rubbish, 'PG_VERSION'), '18\n')
    const postgres = await open(home)
    expect(await ask(postgres.superuserUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(existsSync(rubbish)).toBe(false)
  })
})

describe('after kill -9', () => {
  test('of the application, the next start adopts the server that lives on', async () => {
    const home = aHome()
    const first = await hold(home)
    await kill(first)
    expect(isAlive(first.pid)).toBe(true)
    const next = await open(home)
    expect(next.adopted).toBe(true)
    expect(next.pid()).toBe(first.pid)
    await next.stop()
    expect(isAlive(first.pid)).toBe(false)
  })

  test(
    'of PostgreSQL, every acknowledged write is there again and the start takes less than 5 s',
    async () => {
      const home = aHome()
      let postgres = await open(home)
      await ask(postgres.superuserUrl, 'create table written (number int primary key)')
      const acknowledged: number[] = []
      let slowest = 0
      for (let round = 0; round < KILL_ROUNDS; round++) {
        const client = new pg.Client({ connectionString: postgres.superuserUrl })
        client.on('error', () => undefined)
        await client.connect()
        const writing = (async () => {
          for (let number = round * 100_000; ; number++) {
            await client.query('insert into written values ($1)', [number])
            acknowledged.push(number)
          }
        })().catch(() => undefined)
        await new Promise((resolve) => setTimeout(resolve, 100 + 150 * Math.random()))
        process.kill(postgres.pid() ?? 0, 'SIGKILL')
        await writing
        const began = Date.now()
        if (round % 2 === 0) await postgres.restart()
        else postgres = await open(home)
        slowest = Math.max(slowest, Date.now() - began)
      }
      const rows = await ask<{ number: number }>(postgres.superuserUrl, 'select number from written')
      const kept = new Set(rows.map((row) => row.number))
      expect(slowest).toBeLessThan(5_000)
      expect(acknowledged.length).toBeGreaterThan(50)
      expect(acknowledged.filter((number) => !kept.has(number))).toEqual([])
      expect(rows.length).toBe(kept.size)
      console.log(
        `${KILL_ROUNDS} kills, ${acknowledged.length} acknowledged writes, slowest start ${slowest} ms`,
      )
    },
    30_000 + KILL_ROUNDS * 2_000,
  )

  test('of both at once, with a backend still at work, the next start recovers', async () => {
    const home = aHome()
    const first = await hold(home)
    // A busy loop does not look whether its postmaster lives.
    ask(first.url, 'do $$ begin loop perform sqrt(2); end loop; end $$').catch(() => undefined)
    const atWork = `select pid from pg_stat_activity where query like 'do %' and state = 'active'`
    let backend: number | undefined
    while (backend === undefined) backend = (await ask<{ pid: number }>(first.url, atWork))[0]?.pid
    process.kill(first.pid, 'SIGKILL')
    await kill(first)
    expect(isAlive(backend)).toBe(true)
    const next = await open(home)
    expect(isAlive(backend)).toBe(false)
    expect(next.pid()).not.toBe(first.pid)
    expect(await ask(next.superuserUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('a watch tells that the server is gone, and restart brings it back at the same address', async () => {
    const postgres = await open(aHome())
    const down = new Promise<void>((resolve) => {
      postgres.watch(resolve)
    })
    process.kill(postgres.pid() ?? 0, 'SIGKILL')
    await down
    const before = postgres.superuserUrl
    await postgres.restart()
    expect(postgres.url('postgres')).toBe(before)
    expect(await ask(before, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('a process number left in the lock file', () => {
  const forge = (home: string, pid: number) => {
    const file = join(home, 'postgres', 'data', 'postmaster.pid')
    writeFileSync(file, `${pid}\n${join(home, 'postgres', 'data')}\n1\n21000\n\n127.0.0.1\n 1 2\nready   \n`)
  }

  test('of a zombie is not taken for a running server', async () => {
    const home = aHome()
    await (await open(home)).stop()
    const zombie = await aZombie()
    expect(() => process.kill(zombie, 0)).not.toThrow()
    expect(inspectProcess(zombie)).toEqual({ alive: false })
    forge(home, zombie)
    expect((await open(home)).adopted).toBe(false)
  })

  test('of a stranger is not taken for a running server, and the stranger lives', async () => {
    const home = aHome()
    await (await open(home)).stop()
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' })
    children.push(stranger)
    forge(home, stranger.pid ?? 0)
    const postgres = await open(home)
    expect(postgres.adopted).toBe(false)
    await postgres.stop()
    expect(isAlive(stranger.pid ?? 0)).toBe(true)
  })
})

describe('several processes', () => {
  test('share the server, and the last one to leave stops it', async () => {
    const home = aHome()
    const [first, second] = await Promise.all([hold(home), hold(home)])
    expect(first.pid).toBe(second.pid)
    expect([first.adopted, second.adopted].sort()).toEqual([false, true])
    await letGo(first)
    expect(isAlive(first.pid)).toBe(true)
    await letGo(second)
    expect(isAlive(first.pid)).toBe(false)
  })

  test('cannot serve from one data folder: the second learns who has it', async () => {
    const home = aHome()
    const first = await hold(home, '--serve')
    await expect(lockHome(home)).rejects.toThrow(
      `The data folder ${home} is in use by process ${first.process.pid} (http://127.0.0.1:8080); stop that first, or set MIZAN_HOME to another folder.`,
    )
    await kill(first)
    const lock = await lockHome(home)
    lock.release()
  })
})

test('a data folder put back from a copy starts, whoever copied it', async () => {
  const home = aHome()
  const first = await open(home)
  await ask(first.superuserUrl, `create table kept as select 'میزان' as word`)
  await first.stop()
  const copy = aHome()
  cpSync(home, copy, { recursive: true })
  const again = await open(copy)
  expect(await ask(again.superuserUrl, `select word from kept`)).toEqual([{ word: 'میزان' }])
})

test('a data folder that cannot be made is refused in one sentence', async () => {
  const file = join(aHome(), 'file')
  writeFileSync(file, '')
  for (const home of [file, join(file, 'below'), '/proc/mizan']) {
    const sentence = /^The data folder .* cannot be used \(.*\); set MIZAN_HOME to a folder you may write\.$/
    await expect(lockHome(home)).rejects.toThrow(sentence)
    await expect(open(home)).rejects.toThrow(sentence)
  }
})

test('a port that somebody took meanwhile is given up for another', async () => {
  const home = aHome()
  const first = await open(home)
  const { port } = new URL(first.superuserUrl)
  await first.stop()
  const thief = createServer().listen(Number(port), '127.0.0.1')
  await once(thief, 'listening')
  try {
    const next = await open(home)
    expect(new URL(next.superuserUrl).port).not.toBe(port)
    expect(await ask(next.superuserUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  } finally {
    thief.close()
  }
})

test.runIf(process.getuid?.() === 0)('root may keep the project where nobody else may enter', async () => {
  const closed = mkdtempSync(join(tmpdir(), 'mizan-closed-'))
  expect(statSync(closed).mode & 0o077).toBe(0)
  const home = join(closed, 'data')
  made.push(home)
  const said: string[] = []
  const postgres = await ensurePostgres({ home, log: (line) => said.push(line), databaseUrl: undefined })
  opened.push(postgres)
  expect(said.join('\n')).toMatch(/the database is kept in \/var\/lib\/mizan-[0-9a-f]{12}\./)
  expect(await ask(postgres.superuserUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  await postgres.stop()
  const again = await open(home)
  expect(again.adopted).toBe(false)
  made.push(closed)
})

test.runIf(process.getuid?.() === 0)(
  'a copy of a home is not started on the data of the original',
  async () => {
    const closed = mkdtempSync(join(tmpdir(), 'mizan-closed-'))
    const [home, copy] = [join(closed, 'data'), join(closed, 'copy')]
    const first = await open(home)
    await ask(first.superuserUrl, 'create table of_the_original ()')
    cpSync(home, copy, { recursive: true })
    await expect(open(copy)).rejects.toThrow(
      /copy is a copy of .*data, whose database is kept in \/var\/lib\/mizan-/,
    )
    expect(await ask(first.superuserUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    await first.stop()
    // The original is gone: what stands there was moved, not copied.
    rmSync(home, { recursive: true })
    const moved = await open(copy)
    expect(await ask(moved.superuserUrl, 'select * from of_the_original')).toEqual([])
    await moved.stop()
    // Brought back without the folder that its note names.
    rmSync(readFileSync(join(copy, 'postgres', 'data-elsewhere'), 'utf8').trim(), { recursive: true })
    await expect(open(copy)).rejects.toThrow(
      /copy was kept in \/var\/lib\/mizan-[0-9a-f]{12}, which is not there;/,
    )
    made.push(closed)
  },
)

describe('DATABASE_URL', () => {
  const given = (databaseUrl: string) => ensurePostgres({ home: aHome(), log: () => undefined, databaseUrl })

  test('is used instead of the embedded server', async () => {
    const server = await open(aHome())
    const home = aHome()
    const postgres = await ensurePostgres({ home, log: () => undefined, databaseUrl: server.superuserUrl })
    expect(postgres).toMatchObject({ embedded: false, superuserUrl: server.superuserUrl })
    expect(postgres.version).toBe(server.version)
    expect(existsSync(join(home, 'postgres'))).toBe(false)
    expect(new URL(postgres.url('other', 'clerk')).pathname).toBe('/other')
  })

  test('that nobody answers, or that is no address, is refused in one sentence without its password', async () => {
    await expect(given('postgresql://mizan:hidden@127.0.0.1:9/mizan')).rejects.toThrow(
      /^The database at 127\.0\.0\.1:9\/mizan \(DATABASE_URL\) does not answer: nothing listens there\.$/,
    )
    await expect(given('mysql://mizan:hidden@127.0.0.1/mizan')).rejects.toThrow(
      /^DATABASE_URL is not a PostgreSQL address;/,
    )
    const server = await open(aHome())
    const wrong = new URL(server.superuserUrl)
    wrong.password = 'hidden'
    await expect(given(wrong.href)).rejects.toThrow(/it refused the user name or password\.$/)
  })
})
