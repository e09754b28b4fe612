import { existsSync, readFileSync } from 'node:fs'

const LINES_OF_REASON = 12

/** `failures` names what failed, so that the end of a long output says it again where it is read. */
export type Tally = { passed: number; failed: number; failures: string[] }

/**
 * Counts the tests of one Vitest run from its JSON report. A file that could not be loaded counts as one failure, and so
 * does a run that ended badly, or held no test at all, with every test in it passed.
 */
export function tallyFromReport(file: string, succeeded: boolean): Tally {
  if (!existsSync(file)) return { passed: 0, failed: 1, failures: ['no report was written'] }
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const tally: Tally = { passed: 0, failed: 0, failures: [] }
  const fail = (name: string): void => {
    tally.failed += 1
    tally.failures.push(name)
  }
  for (const testFile of listOf(report, 'testResults')) {
    const name = textOf(testFile, 'name') ?? ''
    const tests = listOf(testFile, 'assertionResults')
    tally.passed += tests.filter((test) => textOf(test, 'status') === 'passed').length
    const failed = tests.filter((test) => textOf(test, 'status') === 'failed')
    for (const test of failed) fail(`${name}: ${textOf(test, 'fullName') ?? ''}\n${reasonOf(test)}`)
    if (failed.length === 0 && textOf(testFile, 'status') === 'failed') {
      fail(`${name} could not be run\n${textOf(testFile, 'message') ?? ''}`)
    }
  }
  if (!succeeded && tally.failed === 0) fail('the run ended badly with every test passed')
  if (tally.passed === 0 && tally.failed === 0) fail('the run held no test')
  return tally
}

/** The first lines of why a test failed: the message and the place, not the whole trace. */
function reasonOf(test: unknown): string {
  const lines = listOf(test, 'failureMessages').flatMap((message) => String(message).split('\n'))
  return lines
    .slice(0, LINES_OF_REASON)
    .map((line) => `    ${line}`)
    .join('\n')
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function listOf(value: unknown, name: string): unknown[] {
  const list = property(value, name)
  return Array.isArray(list) ? list : []
}

function textOf(value: unknown, name: string): string | undefined {
  const text = property(value, name)
  return typeof text === 'string' ? text : undefined
}
