import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { tallyFromReport } from './test-tally.ts'

const folder = mkdtempSync(join(tmpdir(), 'mizan-tally-'))
afterAll(() => rmSync(folder, { recursive: true }))

function aReport(testResults: { status: string; tests: string[] }[]): string {
  const file = join(folder, 'report.json')
  const results = testResults.map(({ status, tests }) => ({
    status,
    name: 'a.test.ts',
    assertionResults: tests.map((outcome) => ({
      status: outcome,
      fullName: 'it holds',
      failureMessages: outcome === 'failed' ? ['Error: it did not'] : [],
    })),
  }))
  writeFileSync(file, JSON.stringify({ testResults: results }))
  return file
}

test('tests are counted by outcome', () => {
  const file = aReport([
    { status: 'passed', tests: ['passed', 'passed', 'skipped'] },
    { status: 'failed', tests: ['passed', 'failed'] },
  ])
  expect(tallyFromReport(file, false)).toEqual({
    passed: 3,
    failed: 1,
    failures: ['a.test.ts: it holds\n    Error: it did not'],
  })
})

test('a file that could not be loaded is a failure', () => {
  const file = aReport([
    { status: 'passed', tests: ['passed'] },
    { status: 'failed', tests: [] },
  ])
  expect(tallyFromReport(file, false)).toMatchObject({ passed: 1, failed: 1 })
})

test('a run that ended badly with every test passed is a failure', () => {
  expect(tallyFromReport(aReport([{ status: 'passed', tests: ['passed'] }]), false)).toEqual({
    passed: 1,
    failed: 1,
    failures: ['the run ended badly with every test passed'],
  })
})

test('a run without tests, or without a report, is a failure', () => {
  expect(tallyFromReport(aReport([]), true)).toMatchObject({ passed: 0, failed: 1 })
  expect(tallyFromReport(join(folder, 'missing.json'), true)).toMatchObject({ passed: 0, failed: 1 })
})
