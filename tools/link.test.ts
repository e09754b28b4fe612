import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const tool = fileURLToPath(new URL('link.ts', import.meta.url))
const sample = fileURLToPath(new URL('../kernel/people/matching/fixtures/pk-sample.csv', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'link-'))
afterAll(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [tool, ...args], (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })

describe('link', () => {
  it('writes the pairs, prints one JSON summary and shows progress on standard error', async () => {
    const pairsFile = join(folder, 'pairs.csv')
    const { code, out, err } = await run(sample, '--out', pairsFile, '--evaluate')
    expect(code).toBe(0)
    const summary = JSON.parse(out)
    const [header, ...lines] = readFileSync(pairsFile, 'utf8').trimEnd().split('\n')
    expect(header).toBe('record_id_a,record_id_b,probability')
    expect(lines).toHaveLength(summary.pairs)
    for (const line of lines) expect(line).toMatch(/^R\d{6},R\d{6},(0\.\d{9}|1\.0{9})$/)
    expect(summary.evaluation.f1).toBeGreaterThan(0.95)
    expect(err).toContain('Read ')
  })

  it.each([
    [['no-such-file.csv', '--out', join(folder, 'x.csv')], 'no-such-file.csv does not exist.'],
    [[sample], 'Usage: link'],
    [[sample, '--nonsense'], 'Usage: link'],
    [[sample, '--out', join(folder, 'x.csv'), '--format', 'xyz'], 'There is no format "xyz"'],
    [[sample, '--out', join(folder, 'missing', 'x.csv')], 'cannot be written'],
  ])('fails with one sentence on %j', async (args, sentence) => {
    const { code, out, err } = await run(...args)
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err.trimEnd().split('\n').at(-1)).toContain(sentence)
    expect(err).not.toContain('    at ')
  })

  it.each([
    ['', 'has no records below its header'],
    [
      'record_id,name\nR1,Aslam\n',
      'lacks the columns father_name, cnic, sex, dob, age, event_date, district.',
    ],
    ['record_id,name\nR1,"Aslam\n', 'is not a readable CSV file'],
  ])('says what is wrong with a file holding %j', async (content, sentence) => {
    const file = join(folder, 'bad.csv')
    writeFileSync(file, content)
    const { code, err } = await run(file, '--out', join(folder, 'x.csv'))
    expect(code).toBe(1)
    expect(err).toContain(sentence)
  })

  it('refuses repeated record ids and, when asked to evaluate, a file without truth', async () => {
    const header = 'record_id,name,father_name,cnic,sex,dob,age,event_date,district'
    const file = join(folder, 'small.csv')
    writeFileSync(file, `${header}\nR1,Aslam,,,,,,,\nR1,Akram,,,,,,,\n`)
    expect((await run(file, '--out', join(folder, 'x.csv'))).err).toContain(
      'records 1 and 2 have the same record_id "R1"',
    )
    writeFileSync(file, `${header}\nR1,Aslam,,,,,,,\nR2,Akram,,,,,,,\n`)
    expect((await run(file, '--evaluate')).err).toContain('has no truth column')
    expect((await run(file, '--out', join(folder, 'x.csv'))).code).toBe(0)
  })
})
