import { existsSync, readFileSync } from 'node:fs'

export type Tally = { passed: number; failed: number }

/**
 * Counts the tests of one Vitest run from its JSON report. A file that could not be loaded counts as one failure, and so
 * does a run that ended badly, or held no test at all, with every test in it passed.
 */
export function tallyFromReport(file: string, succeeded: boolean): Tally {
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const tally = { passed: 0, failed: 0 }
  for (const testFile of listOf(report, 'testResults')) {
    const tests = listOf(testFile, 'assertionResults')
    const statuses = tests.map((test) => textOf(test, 'status'))
    const failures = statuses.filter((status) => status === 'failed').length
    tally.passed += statuses.filter((status) => status === 'passed').length
    tally.failed += failures
    if (failures === 0 && textOf(testFile, 'status') === 'failed') tally.failed += 1
  }
  const unexplained = !succeeded && tally.failed === 0
  const empty = tally.passed === 0 && tally.failed === 0
  if (unexplained || empty) tally.failed += 1
  return tally
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
