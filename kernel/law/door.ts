import { compute, isRefused } from './compute.ts'

/** What is asked at the doors for programs: `npm run law` and `POST /api/law/compute`. */
type Case = { id?: unknown; rule?: unknown; inputs?: unknown; calendar?: unknown; packCode?: unknown }

/** One answer, as every door gives it: a result with its steps, or what is wrong and where. */
export function answerCase(given: unknown): Record<string, unknown> {
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
