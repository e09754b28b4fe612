import type { Step } from '../explanation.ts'
import type { How } from '../how.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'
import { computeSentenceTwice } from '../second/compute-twice.ts'

export type Inputs = InputsOf<'sentence'>
export type Sentence = Inputs['sentences'][number]

export const granted = (from: string, to: string) => ({ order: 'GRANTED' as const, custody: [{ from, to }] })

/** A sentence named A whose court refused set-off, so that each test speaks of one thing. */
export function one(sentencedOn: string, term: Sentence['term'], more: Partial<Sentence> = {}): Sentence {
  return { id: 'A', sentencedOn, term, setOff: { order: 'REFUSED' }, ...more }
}

/** The result on which both computations agree, with the steps by which it was reached. */
export function explained(
  inputs: Inputs,
  how: How = {},
): ResultOf<'sentence'> & { codes: string[]; step(code: string): Step | undefined } {
  const steps: Step[] = []
  const result = computeSentenceTwice(inputs, { ...how, steps })
  return {
    ...result,
    codes: steps.map((step) => step.code),
    step: (code) => steps.find((step) => step.code === code),
  }
}
