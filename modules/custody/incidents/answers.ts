import type { Answers, Question } from './contract.ts'

/** What of a question set is not answered as it was asked; the first such question. Answers to what was not asked are refused too. */
export function unanswered(questions: readonly Question[], answers: Answers): string | null {
  const asked = new Set(questions.map(({ id }) => id))
  for (const id of Object.keys(answers)) if (!asked.has(id)) return id
  for (const question of questions) {
    const answer = answers[question.id]
    if (answer === undefined || answer === '') {
      if (question.required) return question.id
      continue
    }
    const fits =
      question.kind === 'yes-no'
        ? typeof answer === 'boolean'
        : question.kind === 'number'
          ? typeof answer === 'number' && answer >= 0
          : question.kind === 'choice'
            ? question.options?.some((option) => option.value === answer) === true
            : typeof answer === 'string'
    if (!fits) return question.id
  }
  return null
}
