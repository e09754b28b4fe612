/**
 * The law engine's door on the command line. Reads `{ "cases": [ { id, rule, inputs, calendar? } ] }` on standard
 * input and prints a JSON array of `{ id, result, steps, flags }`; a case that cannot be computed gives
 * `{ id, error: { code, path, message } }` and the others still run.
 */
import { text } from 'node:stream/consumers'
import { compute, isRefused } from '#kernel/law'

type Case = { id?: unknown; rule?: unknown; inputs?: unknown; calendar?: unknown; packCode?: unknown }

function answered(given: unknown): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return {
      id: null,
      error: {
        code: 'BAD_INPUT',
        path: '',
        message: 'The case is not an object: give { id, rule, inputs, calendar? }.',
        messageUr: 'مقدمہ درست صورت میں نہیں۔',
      },
    }
  }
  const { id, rule, inputs, calendar, packCode } = given as Case
  const answer = compute({
    rule: typeof rule === 'string' ? rule : String(rule),
    inputs,
    ...(calendar === undefined || calendar === null ? {} : { calendar }),
    ...(typeof packCode === 'string' ? { packCode } : {}),
  })
  if (isRefused(answer)) {
    const { code, path, message } = answer.error
    return { id: id ?? null, error: { code, path, message: message.en, messageUr: message.ur } }
  }
  const { result, steps, flags, rulePack, hash } = answer
  return { id: id ?? null, result, steps, flags, rulePack, hash }
}

/** Prints in pieces, so that ten thousand answers never stand in memory as one text. */
async function print(cases: readonly unknown[]): Promise<void> {
  const { stdout } = process
  for (let at = 0; at < cases.length; at += 500) {
    const piece = cases.slice(at, at + 500).map((one) => JSON.stringify(answered(one)))
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
