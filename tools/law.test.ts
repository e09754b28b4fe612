import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { goldenCases } from '#kernel/law'

function law(input: string): Promise<{ code: number | null; out: string; problems: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('./law.ts', import.meta.url))])
    let out = ''
    let problems = ''
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      out += piece
    })
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      problems += piece
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, problems }))
    child.stdin.end(input)
  })
}

type Printed = {
  id: unknown
  result?: Record<string, unknown>
  steps?: unknown[]
  error?: { code: string; path: string }
}

describe('the law door', () => {
  it('answers 10,000 mixed cases, bad ones among them, in their order', { timeout: 60_000 }, async () => {
    const bad = [
      { rule: 'no-such-rule', inputs: {} },
      { rule: '__proto__', inputs: {} },
      { rule: 'sentence', inputs: { sentences: [] } },
      {
        rule: 'sentence',
        inputs: { sentences: [{ id: 'A', sentencedOn: '2025-02-30', term: { years: 1 } }] },
      },
      { rule: 'remand' },
      null,
      'text',
      { rule: 'police-report', inputs: { fir: '2026-01-01' }, calendar: { closed: ['soon'] } },
    ]
    const cases = Array.from({ length: 10_000 }, (_, index) => {
      const id = `case-${index}`
      if (index % 10 === 9) {
        const wrong = bad[Math.floor(index / 10) % bad.length]
        return typeof wrong === 'object' && wrong !== null ? { id, ...wrong } : wrong
      }
      const { rule, inputs, calendar } = goldenCases[index % goldenCases.length]!
      return { id, rule, inputs, calendar }
    })
    const { code, out, problems } = await law(JSON.stringify({ cases }))
    expect(problems).toBe('')
    expect(code).toBe(0)
    const printed = JSON.parse(out) as Printed[]
    expect(printed).toHaveLength(10_000)
    printed.forEach((answer, index) => {
      if (index % 10 === 9) {
        expect(answer.error?.code).toMatch(/^[A-Z_]+$/)
        expect(answer).not.toHaveProperty('result')
        return
      }
      expect(answer.id).toBe(`case-${index}`)
      expect(answer.result).toMatchObject(goldenCases[index % goldenCases.length]!.expected)
    })
    expect(printed[9]?.error).toMatchObject({ code: 'UNKNOWN_RULE', path: 'rule' })
    expect(printed[39]?.error).toMatchObject({ code: 'NOT_A_DATE', path: 'inputs.sentences.0.sentencedOn' })
  })

  it.each([
    ['not json', /not JSON/],
    ['', /not JSON/],
    ['{}', /"cases"/],
    ['[]', /"cases"/],
    ['{"cases":3}', /"cases"/],
  ])('refuses %j with one line and a failing exit', async (input, problem) => {
    const { code, out, problems } = await law(input)
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(problems).toMatch(problem)
    expect(problems.trim().split('\n')).toHaveLength(1)
  })

  it('prints an empty list for no cases', async () => {
    expect(JSON.parse((await law('{"cases":[]}')).out)).toEqual([])
  })
})
