import type { FieldProblem } from './contract.ts'

/** As zod reports it; only what the texts need. */
interface Issue {
  readonly code: string
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly [detail: string]: unknown
}

/** Says in both languages what is wrong with each field and how to mend it. */
export function fieldProblems(issues: readonly Issue[]): FieldProblem[] {
  return issues.map((issue) => ({ path: issue.path.map(String).join('.'), ...describe(issue) }))
}

function describe(issue: Issue): Omit<FieldProblem, 'path'> {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && !('received' in issue)
        ? say('required', 'Fill this in.', 'یہ خانہ پُر کریں۔')
        : say('invalid-type', `Expected ${String(issue.expected)}.`, 'اس خانے کی قسم درست نہیں۔')
    case 'too_small':
      return issue.origin === 'string'
        ? issue.minimum === 1
          ? say('required', 'Fill this in.', 'یہ خانہ پُر کریں۔')
          : say(
              'too-short',
              `Write at least ${issue.minimum} characters.`,
              `کم از کم ${issue.minimum} حروف لکھیں۔`,
            )
        : issue.origin === 'array'
          ? say('too-few', `Give at least ${issue.minimum}.`, `کم از کم ${issue.minimum} درج کریں۔`)
          : say(
              'too-small',
              `Must be ${issue.minimum} or more.`,
              `${issue.minimum} یا اس سے زیادہ ہونا چاہیے۔`,
            )
    case 'too_big':
      return issue.origin === 'string'
        ? say(
            'too-long',
            `Write at most ${issue.maximum} characters.`,
            `زیادہ سے زیادہ ${issue.maximum} حروف لکھیں۔`,
          )
        : say('too-big', `Must be ${issue.maximum} or less.`, `${issue.maximum} یا اس سے کم ہونا چاہیے۔`)
    case 'invalid_format':
      if (issue.format === 'date')
        return say('date', 'Write a date that exists, like 12/03/2026.', 'درست تاریخ لکھیں، مثلاً 12/03/2026۔')
      if (issue.format === 'uuid' || issue.format === 'guid')
        return say('identifier', 'This is not a valid identifier.', 'یہ شناختی حوالہ درست نہیں۔')
      return say('format', 'Not in the expected form.', 'یہ اندراج مطلوبہ شکل میں نہیں۔')
    case 'invalid_value':
      return say('choice', 'Choose one of the given values.', 'دی گئی فہرست میں سے چنیں۔')
    case 'unrecognized_keys':
      return say(
        'unknown-field',
        `Unknown field: ${String(issue.keys)}.`,
        `نامعلوم خانہ: ${String(issue.keys)}۔`,
      )
    case 'custom': {
      const params = issue.params as { code?: string; en?: string; ur?: string } | undefined
      if (params?.en !== undefined && params.ur !== undefined)
        return say(params.code ?? 'invalid', params.en, params.ur)
      return say('invalid', issue.message, 'یہ اندراج درست نہیں۔')
    }
    default:
      return say('invalid', issue.message, 'یہ اندراج درست نہیں۔')
  }
}

function say(code: string, en: string, ur: string): Omit<FieldProblem, 'path'> {
  return { code, message: { en, ur } }
}
