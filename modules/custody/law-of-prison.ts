import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { compute, isRefused, packOf, type RuleName, type Step } from '#kernel/law'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'

/** A result with everything that proves it, as it is kept with the row. */
export interface Proven {
  readonly rule: string
  readonly inputs: Record<string, unknown>
  readonly result: Record<string, unknown>
  readonly steps: readonly Step[]
  readonly flags: readonly string[]
  readonly packCode: string
  readonly packVersion: string
  readonly hash: string
}

/** Asks the law engine under the actor's own province. @throws custody.law-refused naming the fact that is wrong */
export function prove(tx: Tx, rule: RuleName, inputs: Record<string, unknown>, asOf?: string): Proven {
  const answer = compute({
    rule,
    inputs,
    packCode: packOf(standing(tx).jurisdiction),
    ...(asOf === undefined ? {} : { asOf }),
  })
  if (isRefused(answer))
    throw refuse('custody.law-refused', { why: answer.error.message.en, whyUr: answer.error.message.ur })
  return {
    rule,
    inputs: asOf === undefined ? inputs : { ...inputs, asOf },
    result: answer.result,
    steps: answer.steps,
    flags: answer.flags,
    packCode: answer.rulePack.code,
    packVersion: answer.rulePack.version,
    hash: answer.hash,
  }
}

/** Whether the law as it is now says of the same facts what was kept; its version may be another. */
export function sameOutcome(
  kept: { readonly inputs: unknown; readonly result: unknown },
  proven: Pick<Proven, 'inputs' | 'result'>,
): boolean {
  const { inputs, result } = proven
  // As the database gives it back: a key without a value is no key.
  return isDeepStrictEqual(
    { inputs: kept.inputs, result: kept.result },
    JSON.parse(JSON.stringify({ inputs, result })),
  )
}

/** Today in Pakistan, as the database's clock has it. */
export async function today(tx: Tx): Promise<string> {
  const { rows } = await sql<{ today: string }>`select workflow.today() as today`.execute(tx)
  return rows[0]!.today
}
