import type { Passed } from '../sentence/facts.ts'
import type { RegisterRecord } from './read-row.ts'
import type { Term } from './sentence.ts'

const plain = ({ years, months, days }: Term) => ({
  ...(years > 0 ? { years } : {}),
  ...(months > 0 ? { months } : {}),
  ...(days > 0 ? { days } : {}),
})

/**
 * The sentences a register row states, in the law engine's form. What would have to be guessed, such as the day of a sentence
 * that the row leaves out, gives no sentence and says why: a date of release is never computed from a guess.
 */
export function paperSentences(
  warrantId: string,
  record: RegisterRecord,
  detainedSince: string,
): { facts: Passed['fact'][]; noDate: string | null } {
  const { sentence, sentenceDate } = record
  if (sentence === null) return { facts: [], noDate: 'no-sentence' }
  const terms: Passed['fact']['term'][] = sentence.death
    ? ['DEATH']
    : [...(sentence.life ? ['LIFE' as const] : []), ...sentence.terms.map(plain)]
  if (terms.length === 0) return { facts: [], noDate: sentence.other ?? 'fine-only' }
  if (sentenceDate === null) return { facts: [], noDate: 'no-sentence-date' }
  const dayBefore = new Date(Date.parse(sentenceDate) - 86_400_000).toISOString().slice(0, 10)
  const order = ({ granted: 'GRANTED', refused: 'REFUSED', silent: 'SILENT' } as const)[record.setOff]
  const custody = detainedSince <= dayBefore ? [{ from: detainedSince, to: dayBefore }] : []
  const relation = ({ concurrent: 'CONCURRENT', consecutive: 'CONSECUTIVE' } as const)[
    sentence.run ?? ('' as 'concurrent')
  ]
  const facts = terms.map((term, index): Passed['fact'] => {
    const fine =
      index === 0 && record.fine !== null && record.fine > 0 && record.fineDefault !== null
        ? { fine: { amount: record.fine, defaultTerm: plain(record.fineDefault) } }
        : {}
    return {
      id: `${warrantId}-${index + 1}`,
      sentencedOn: sentenceDate,
      term,
      relation: index === 0 ? 'FIRST' : (relation ?? 'UNSPECIFIED'),
      setOff: {
        order,
        ...(custody.length > 0 ? { custody } : {}),
        ...(order === 'REFUSED' ? { reasons: 'as the register says' } : {}),
      },
      ...fine,
    }
  })
  return { facts, noDate: null }
}
