import { join } from 'node:path'
import { sql } from 'kysely'
import { nextNumber, renderDocument } from '#kernel/documents'
import type { Tx } from '#platform/db'
import { day, identifier, rupees, type TemplateValue } from '#platform/documents-engine'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { text } from '#platform/i18n'
import { bothOf } from '../prisoners/names.ts'
import { holderOf } from './book.ts'
import type * as contract from './contract.ts'
import { postingsBetween } from './reading.ts'

type Line = Awaited<ReturnType<typeof postingsBetween>>['rows'][number]

/** Prints a prisoner's statement: a sheet in Urdu and one in English, each line with the balance after it. */
export async function issue(
  tx: Tx,
  given: ParsedInputOf<typeof contract.issueStatement>,
): Promise<OutputOf<typeof contract.issueStatement>> {
  const { prisonId, number: prisonNumber } = await holderOf(tx, given.imprisonmentId)
  const { rows } = await sql<{
    person_id: string
    name_en: string | null
    name_ur: string | null
    father_en: string | null
    father_ur: string | null
  }>`select i.person_id, r.name_en, r.name_ur, r.father_en, r.father_ur from custody.imprisonment i
      join people.record r on r.id = i.record_id where i.id = ${given.imprisonmentId}::uuid`.execute(tx)
  const who = rows[0]
  if (who === undefined) throw refuse('not-found')
  const { before, rows: lines } = await postingsBetween(tx, given.imprisonmentId, given)
  const number = await nextNumber(tx, 'ST', prisonId)
  const name = bothOf(who.name_en, who.name_ur)
  const father = bothOf(who.father_en, who.father_ur)
  const issued = await renderDocument(tx, {
    kind: 'custody.account-statement',
    template: join(import.meta.dirname, 'statement.typ'),
    data: {
      words: wordsOfSheet(),
      name: { $: 'both', of: name },
      father: { $: 'both', of: father },
      number: identifier(prisonNumber),
      from: day(given.from),
      to: day(given.to),
      before: rupees(before),
      after: rupees(lines.at(-1)?.balance ?? before),
      lines: lines.map(lineOf),
    },
    languages: ['ur', 'en'],
    title: { en: 'Statement of the prisoner’s account', ur: 'اسیر کے کھاتے کا گوشوارہ' },
    number,
    personId: who.person_id,
    units: [prisonId],
    unitId: prisonId,
    needs: 'custody:read-money',
  })
  return { documentId: issued.documentId, version: issued.version, number }
}

function wordsOfSheet(): TemplateValue {
  const keys = [
    'name',
    'father',
    'number',
    'period',
    'day',
    'what',
    'voucher',
    'in',
    'out',
    'balance',
    'before',
    'after',
    'none',
    'thumb',
    'officer',
  ] as const
  return Object.fromEntries(keys.map((key) => [key, said(`sheet.${key}`)]))
}

/** A text of this folder, each sheet in its own language. */
function said(key: string): TemplateValue {
  const of = (language: 'en' | 'ur') => text(`custody-accounts:${key}`, language)
  return { $: 'both', of: { en: of('en'), ur: of('ur') } }
}

function lineOf(line: Line): TemplateValue {
  return {
    day: day(line.day),
    voucher: identifier(line.voucher),
    what: said(`kind.${line.kind}`),
    detail: line.reference === null ? (line.party ?? '') : identifier(line.reference),
    in: line.amount > 0 ? rupees(line.amount) : '',
    out: line.amount < 0 ? rupees(-line.amount) : '',
    balance: rupees(line.balance),
  }
}
