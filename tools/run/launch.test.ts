import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isAlive, waitUntil } from '../../platform/postgres/processes.ts'

let project = ''
const children: ChildProcess[] = []

/** A project with one command and one package, which needs no network, in a folder with a space in its name. */
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'mizan launch '))
  for (const file of ['launch.mjs', 'run/follow-launcher.mjs']) {
    cpSync(join(import.meta.dirname, '..', file), join(project, 'tools', file), { recursive: true })
  }
  mkdirSync(join(project, 'small'))
  writeFileSync(join(project, 'small', 'package.json'), '{ "name": "small", "version": "1.0.0" }')
  const self = { name: 'empty', version: '1.0.0', dependencies: { small: 'file:small' } }
  writeFileSync(join(project, 'package.json'), JSON.stringify({ ...self, private: true, type: 'module' }))
  const packages = {
    '': self,
    small: { version: '1.0.0' },
    'node_modules/small': { resolved: 'small', link: true },
  }
  writeFileSync(
    join(project, 'package-lock.json'),
    JSON.stringify({ name: 'empty', version: '1.0.0', lockfileVersion: 3, requires: true, packages }),
  )
  writeFileSync(
    join(project, 'tools', 'echo.ts'),
    `const [mode, ...rest]: string[] = process.argv.slice(2)
if (mode === 'wait') {
  process.on('SIGTERM', () => { console.log('asked to end'); process.exit(7) })
  setInterval(() => undefined, 1000)
  console.log(process.pid)
} else if (mode === 'read') {
  let text = ''
  for await (const chunk of process.stdin) text += chunk
  console.log(text.toUpperCase())
} else {
  console.log(JSON.stringify({ rest, home: process.env.MIZAN_HOME, inherited: process.env.MIZAN_LAUNCHER_PIPE ?? null }))
  process.exitCode = 5
}
`,
  )
})

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(project, { recursive: true, force: true })
})

const { MIZAN_HOME: _, ...environment } = process.env

function launch(parameters: string[], input = '') {
  return spawnSync(process.execPath, [join(project, 'tools', 'launch.mjs'), ...parameters], {
    encoding: 'utf8',
    env: environment,
    input,
  })
}

async function launchAndWait(): Promise<{ launcher: ChildProcess; program: number; said: () => string }> {
  expect(launch(['run', 'echo', 'once']).status).toBe(5)
  const launcher = spawn(process.execPath, [join(project, 'tools', 'launch.mjs'), 'run', 'echo', 'wait'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  children.push(launcher)
  let text = ''
  launcher.stdout.on('data', (chunk) => {
    text += String(chunk)
  })
  await once(launcher.stdout, 'data')
  return { launcher, program: Number(text.trim()), said: () => text }
}

test('a command installs what is missing, and gets its arguments, its clean standard output and its exit code', () => {
  const first = launch(['run', 'echo', 'once', 'a b', '--kind', 'جیل'])
  expect(first.stderr).toContain('Installing the packages')
  expect(JSON.parse(first.stdout)).toEqual({
    rest: ['a b', '--kind', 'جیل'],
    home: join(project, '.mizan'),
    inherited: null,
  })
  expect(first.status).toBe(5)
  const second = launch(['run', 'echo', 'once'])
  expect(second.stderr).toBe('')
  expect(second.status).toBe(5)
})

test('a command reads standard input', () => {
  expect(launch(['run', 'echo', 'read'], 'lahore')).toMatchObject({ stdout: 'LAHORE\n', status: 0 })
})

test('a command nobody made is refused in one sentence', () => {
  const answer = launch(['run', 'fly'])
  expect(answer.stderr).toBe('Say "npm start", "npm test" or "npm run NAME" with one of: echo.\n')
  expect(answer.stdout).toBe('')
  expect(answer.status).toBe(1)
})

test('an installation that was killed is done again from nothing', () => {
  launch(['run', 'echo', 'once'])
  const half = join(project, 'node_modules', 'half')
  mkdirSync(half)
  writeFileSync(join(project, 'node_modules', '.mizan-installed'), 'of another lock file')
  rmSync(join(project, 'node_modules', '.package-lock.json'))
  const lock = join(project, '.mizan', 'install.lock')
  writeFileSync(lock, '1\n')
  const longAgo = new Date(Date.now() - 60_000)
  utimesSync(lock, longAgo, longAgo)
  const answer = launch(['run', 'echo', 'once'])
  expect(answer.status).toBe(5)
  expect(existsSync(half)).toBe(false)
  expect(existsSync(lock)).toBe(false)
})

test('a signal to the launcher reaches the program, and its exit code comes back', async () => {
  const { launcher, said } = await launchAndWait()
  launcher.kill('SIGTERM')
  const [code] = await once(launcher, 'exit')
  expect(code).toBe(7)
  expect(said()).toContain('asked to end')
})

test('a program whose launcher was killed ends in order', async () => {
  const { launcher, program } = await launchAndWait()
  expect(isAlive(program)).toBe(true)
  launcher.kill('SIGKILL')
  expect(await waitUntil(() => !isAlive(program), 5_000)).toBe(true)
})

test('every package the lock file of this project names is pinned by a hash', () => {
  const lock: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'))
  const packages = Object.entries((lock as { packages: Record<string, { integrity?: string }> }).packages)
  expect(packages.length).toBeGreaterThan(100)
  const loose = packages.filter(([path, { integrity }]) => path !== '' && !integrity?.startsWith('sha512-'))
  expect(loose.map(([path]) => path)).toEqual([])
})
