import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf, type Postgres } from '../../platform/postgres/index.ts'
import { openTestCluster } from './test-cluster.ts'
import { type Tally, tallyFromReport } from './test-tally.ts'

/**
 * `npm test`: every step in order, each run whatever became of the others, and a closing line `N passed, N failed` that
 * counts the tests and, one each, the steps that are not made of tests.
 */
const root = join(import.meta.dirname, '../..')
const reports = join(root, '.mizan', 'test', 'reports')
const binary = (...path: string[]) => join(root, 'node_modules', ...path)

type Step = { title: string; program: string; parameters: string[]; report?: string }

function steps(filters: string[]): Step[] {
  const vitest = (name: string, parameters: string[]): Pick<Step, 'program' | 'parameters' | 'report'> => {
    const report = join(reports, `${name}.json`)
    return {
      program: binary('vitest', 'vitest.mjs'),
      parameters: [
        'run',
        ...parameters,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      report,
    }
  }
  const chosen: Step[] = [
    {
      title: 'Format and lint',
      program: binary('@biomejs', 'biome', 'bin', 'biome'),
      parameters: ['check', '.'],
    },
    { title: 'Types', program: binary('typescript', 'bin', 'tsc'), parameters: ['-p', '.'] },
    {
      title: 'Unused files and libraries',
      program: binary('knip', 'bin', 'knip.js'),
      parameters: ['--no-progress'],
    },
    { title: 'Rules and database', ...vitest('tests', filters) },
  ]
  if (existsSync(join(root, 'app', 'web'))) {
    chosen.push({
      title: 'Web build and its size',
      program: join(root, 'tools', 'run', 'build-web.ts'),
      parameters: ['--check'],
    })
  }
  if (existsSync(join(root, 'journeys', 'vitest.config.ts'))) {
    const config = join(root, 'journeys', 'vitest.config.ts')
    chosen.push({ title: 'Journeys in a browser', ...vitest('journeys', ['--config', config, ...filters]) })
  }
  return chosen
}

let running: ChildProcess | undefined
let interrupted: NodeJS.Signals | undefined

async function runStep(step: Step, environment: NodeJS.ProcessEnv): Promise<Tally> {
  process.stdout.write(`\n── ${step.title}\n`)
  const began = Date.now()
  if (step.report !== undefined) rmSync(step.report, { force: true })
  const succeeded = await new Promise<boolean>((resolve) => {
    const child = spawn(process.execPath, [step.program, ...step.parameters], {
      cwd: root,
      env: environment,
      stdio: 'inherit',
    })
    running = child
    child.once('error', (error) => {
      process.stdout.write(`${error.message}\n`)
      resolve(false)
    })
    child.once('exit', (code) => resolve(code === 0))
  })
  running = undefined
  const tally =
    step.report === undefined
      ? { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, failures: succeeded ? [] : [step.title] }
      : tallyFromReport(step.report, succeeded)
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  process.stdout.write(`── ${step.title}: ${tally.passed} passed, ${tally.failed} failed (${seconds} s)\n`)
  return tally
}

async function openDatabase(): Promise<Postgres | undefined> {
  try {
    return await openTestCluster((line) => process.stdout.write(`${line}\n`))
  } catch (error) {
    process.stdout.write(`The test database did not start. ${messageOf(error)}\n`)
    return undefined
  }
}

async function main(): Promise<void> {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      interrupted = name
      running?.kill(name)
    })
  }
  mkdirSync(reports, { recursive: true })
  const { DATABASE_URL: _, ...inherited } = process.env
  const total: Tally = { passed: 0, failed: 0, failures: [] }
  const database = await openDatabase()
  if (database === undefined) {
    total.failed += 1
    total.failures.push('The test database did not start')
  }
  // Without a database the tests that need one fail and say so; the others still run. DATABASE_URL is withheld because
  // it may name a database with real cases in it.
  const environment = { ...inherited, MIZAN_TEST_DATABASE_URL: database?.superuserUrl ?? '' }
  try {
    for (const step of steps(process.argv.slice(2))) {
      if (interrupted !== undefined) break
      const tally = await runStep(step, environment)
      total.passed += tally.passed
      total.failed += tally.failed
      total.failures.push(...tally.failures)
    }
  } finally {
    await database?.stop()
  }
  if (interrupted !== undefined) {
    process.stdout.write(`\nBroken off by ${interrupted}.\n`)
    total.failed += 1
  }
  if (total.failures.length > 0) process.stdout.write(`\nFailed:\n${total.failures.join('\n')}\n`)
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
  process.exitCode = total.failed === 0 ? 0 : 1
}

await main()
