import { type RawBuilder, sql } from 'kysely'
import type { ReportColumn } from '#kernel/reporting'
import type { Tx } from '#platform/db'
import type { AnswerValue } from './contract.ts'
import { knownFields } from './counts.ts'
import { wordsOf } from './judge.ts'

const kinds = {
  text: 'text',
  number: 'number',
  day: 'date',
  'yes-no': 'text',
  one: 'text',
  several: 'text',
} as const

/**
 * For `more` of a report: the extra fields of a form as columns, the reader's province's and units' own. A sensitive field never
 * leaves in a file, whoever asks.
 */
export async function answerColumns(tx: Tx, form: string) {
  const known = (await knownFields(tx, form)).filter(({ field }) => !field.sealed)
  const at = ({ scope, field }: (typeof known)[number]) => `${scope} ${field.key}`
  return {
    columns: known.map((one): ReportColumn => {
      const { label, kind, unit } = one.field
      return {
        key: at(one),
        title:
          unit === undefined ? label : { en: `${label.en} (${unit.en})`, ur: `${label.ur} (${unit.ur})` },
        kind: kinds[kind],
      }
    }),
    cells: (values: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(
        known.map((one) => {
          const value = (values[at(one)] ?? null) as AnswerValue | null
          const plain = value === null || one.field.kind === 'number' || one.field.kind === 'day'
          return [at(one), plain ? value : wordsOf(one.field, value)]
        }),
      ),
  }
}

/** The column `more` of such a report: the open answers about one subject, by scope and key. */
export const answersAs = (form: string, subjectId: RawBuilder<unknown>) =>
  sql`coalesce((select jsonb_object_agg(a.scope || ' ' || a.key, a.value) from fields.answer a
    where a.form = ${form} and a.subject_id = ${subjectId} and a.superseded_at is null and not a.sealed), '{}') as more`
