/**
 * The law engine's door on the command line. Reads `{ "cases": [ { id, rule, inputs, calendar? } ] }` on standard
 * input and prints a JSON array of `{ id, result, steps, flags }`; a case that cannot be computed gives
 * `{ id, error: { code, path, message } }` and the others still run.
 */
import { text } from 'node:stream/consumers'
import { answerCase } from '#kernel/law'

/** Prints in pieces, so that ten thousand answers never stand in memory as one text. */
async function print(cases: readonly unknown[]): Promise<void> {
  const { stdout } = process
  for (let at = 0; at < cases.length; at += 500) {
    const piece = cases.slice(at, at + 500).map((one) => JSON.stringify(answerCase(one)))
    const more = stdout.write(`${at === 0 ? '[\n' : ',\n'}${piece.join(',\n')}`)
    if (!more) await new Promise((resolve) => stdout.once('drain', resolve))
  }
  stdout.write(cases.length === 0 ? '[]\n' : '\n]\n')
}

function fail(problem: string): void {
  process.stderr.write(`law: ${problem}\n`)
  process.exitCode = 1
}

const given = await text(process.stdin)
let question: unknown
try {
  question = JSON.parse(given)
} catch (problem) {
  fail(`standard input is not JSON (${problem instanceof Error ? problem.message : String(problem)}).`)
}
if (process.exitCode === undefined) {
  const cases =
    typeof question === 'object' && question !== null ? (question as { cases?: unknown }).cases : undefined
  if (Array.isArray(cases)) await print(cases)
  else fail('give { "cases": [ { "id": "…", "rule": "…", "inputs": { … } } ] }.')
}
