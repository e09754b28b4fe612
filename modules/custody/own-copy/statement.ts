import { sql } from 'kysely'
import { fingerprint } from '#kernel/law'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { BothLanguages, OutputOf } from '#platform/http/contract'
import { formatDate, formatMoney, type Language, text } from '#platform/i18n'
import { today } from '../law-of-prison.ts'
import { gatherCustody } from '../liberty-ledger/gather.ts'
import { bothOf } from '../prisoners/names.ts'
import { type SentenceFact, sentenceFacts } from '../sentence/facts.ts'
import type { getOwnCopy } from './contract.ts'

type Line = OutputOf<typeof getOwnCopy>['lines'][number]

export interface Statement {
  readonly prisonId: number
  readonly personId: string
  readonly inPrison: boolean
  readonly number: string
  readonly name: BothLanguages
  readonly father: BothLanguages
  readonly prison: BothLanguages
  readonly asOf: string
  readonly lines: readonly Line[]
  readonly rights: readonly BothLanguages[]
  /** Of what it says, whatever the day on which it is said. */
  readonly hash: string
}

interface Row {
  prison_id: number
  person_id: string
  state: string
  number: number
  year: number
  category: string
  name_en: string | null
  name_ur: string | null
  father_en: string | null
  father_ur: string | null
  prison_en: string
  prison_ur: string
  due: string | null
  confirmed: boolean
  result: { setOffDays?: number; ifSetOffGranted?: { dueRelease: string } } | null
}

interface CaseRow {
  sections: string
  fir_number: number | null
  fir_year: number | null
  court_en: string | null
  court_ur: string | null
  bail_due: string | null
}

const languages = ['en', 'ur'] as const

/** A text of this folder in both languages; the values are made for each. */
export function said(
  key: string,
  params: (language: Language) => Record<string, unknown> = () => ({}),
): BothLanguages {
  const of = (language: Language) => text(`custody-own-copy:${key}`, language, params(language))
  return { en: of('en'), ur: of('ur') }
}

/**
 * What a prisoner is told of their own case in words they can follow: why they are held, the sentence, what is counted, remission,
 * the last day, the next day in court, and their rights. Every word stands in the texts of both languages; the PDF, the screen and
 * the voice say the same. @throws not-found
 */
export async function statementOf(tx: Tx, imprisonmentId: string): Promise<Statement> {
  const { rows } = await sql<Row>`
    select i.prison_id, i.person_id, i.state, i.number, i.year, i.category, p.name_en, p.name_ur, p.father_en, p.father_ur,
      u.name_en as prison_en, u.name_ur as prison_ur, r.due_release as due, coalesce(r.state = 'confirmed', false) as confirmed, r.result
      from custody.imprisonment i join people.record p on p.id = i.record_id join units.current_unit u on u.id = i.prison_id
      left join custody.release_date r on r.imprisonment_id = i.id and r.state in ('computed', 'proposed', 'confirmed')
     where i.id = ${imprisonmentId}::uuid`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  const asOf = await today(tx)
  const { rows: cases } = await sql<CaseRow>`
    select w.sections, w.fir_number, w.fir_year, c.name_en as court_en, c.name_ur as court_ur, b.eligible_from as bail_due
      from custody.warrant w left join units.current_unit c on c.id = w.court_id
      left join custody.bail_clock b on b.warrant_id = w.id and b.superseded_at is null and b.standing = 'counting'
     where w.imprisonment_id = ${imprisonmentId}::uuid and w.state = 'in-force' order by w.issued_on, w.created_at`.execute(
    tx,
  )
  const { rows: remitted } = await sql<{ years: number; months: number; days: number }>`
    select coalesce(sum(years), 0)::integer as years, coalesce(sum(months), 0)::integer as months,
        coalesce(sum(case when kind = 'forfeiture' then -days else days end), 0)::integer as days
      from custody.remission where imprisonment_id = ${imprisonmentId}::uuid and voided_at is null`.execute(
    tx,
  )
  const facts = await sentenceFacts(tx, imprisonmentId)
  const held = (await gatherCustody(tx, [{ id: imprisonmentId, number: '', category: row.category }])).get(
    imprisonmentId,
  )!
  const next = held.cases
    .filter((one) => one.inForce && one.kind === 'remand' && one.until !== null && one.until >= asOf)
    .map((one) => one.until!)
    .sort()[0]
  const lines: Line[] = [
    ...cases.map((one, index) => caseLine(one, index)),
    ...facts.inputs.sentences.map((one, index) => sentenceLine(one, index)),
    ...(facts.condemned ? [line('condemned', said('says.condemned'))] : []),
    ...setOffLine(row, facts.silent.length > 0),
    ...(facts.inputs.sentences.length === 0 ? [] : [remissionLine(remitted[0]!)]),
    ...facts.fines.map((fine) =>
      line(
        'fine',
        said(fine.paid >= fine.amount ? 'says.fine-paid' : 'says.fine-left', (language) => ({
          amount: formatMoney(fine.amount, language),
          left: formatMoney(fine.amount - fine.paid, language),
        })),
      ),
    ),
    ...held.holds
      .filter((hold) => hold.until === null || hold.until >= asOf)
      .map((hold) =>
        line(
          'hold',
          said(`hold.${hold.kind}`, (language) => ({
            amount: hold.money === null ? '' : formatMoney(hold.money.left, language),
          })),
        ),
      ),
    ...(row.due === null
      ? []
      : [
          line(
            'last-day',
            said(row.confirmed ? 'says.last-day' : 'says.last-day-unconfirmed', (language) => ({
              day: formatDate(row.due!, language),
            })),
            row.due < asOf,
          ),
        ]),
    ...(next === undefined
      ? []
      : [
          line(
            'next',
            said('says.next', (language) => ({ day: formatDate(next, language) })),
          ),
        ]),
    ...cases
      .flatMap(({ bail_due }) => (bail_due === null ? [] : [bail_due]))
      .sort()
      .slice(0, 1)
      .map((day) =>
        line(
          'bail',
          said(day <= asOf ? 'says.bail-now' : 'says.bail-from', (language) => ({
            day: formatDate(day, language),
          })),
          day <= asOf,
        ),
      ),
  ]
  const convict = facts.inputs.sentences.length > 0 || facts.condemned
  const rights = [
    ...(convict ? ['appeal', 'set-off'] : ['bail', 'speedy']),
    'lawyer',
    'complaint',
    'see-record',
  ].map((key) => said(`right.${key}`))
  const name = bothOf(row.name_en, row.name_ur)
  return {
    prisonId: row.prison_id,
    personId: row.person_id,
    inPrison: row.state === 'in',
    number: `${row.number}/${row.year}`,
    name,
    father: bothOf(row.father_en, row.father_ur),
    prison: { en: row.prison_en, ur: row.prison_ur },
    asOf,
    lines,
    rights,
    hash: fingerprint({ name, lines: lines.map(({ key, says }) => [key, says]), rights }),
  }
}

function line(key: string, says: BothLanguages, late = false): Line {
  return { key, label: said(`line.${key}`), says, late }
}

function caseLine(one: CaseRow, index: number): Line {
  const court = bothOf(one.court_en, one.court_ur)
  return {
    key: `case-${index}`,
    label: said('line.case'),
    says: said(court.en === '' ? 'says.case' : 'says.case-in-court', (language) => ({
      fir: one.fir_number === null ? '–' : `${one.fir_number}/${one.fir_year}`,
      sections: one.sections,
      court: court[language],
    })),
    late: false,
  }
}

function sentenceLine(one: SentenceFact, index: number): Line {
  return {
    key: `sentence-${index}`,
    label: said('line.sentence'),
    says: said(one.term === 'LIFE' ? 'says.life' : 'says.sentence', (language) => ({
      term: one.term === 'LIFE' ? '' : durationIn(language, one.term),
      offence: one.id.replace(/^\d+\. /, ''),
      day: formatDate(one.sentencedOn, language),
    })),
    late: false,
  }
}

function setOffLine(row: Row, silent: boolean): Line[] {
  if (row.result === null) return []
  if (silent) return [line('set-off', said('says.set-off-silent'))]
  const days = row.result.setOffDays ?? 0
  return [
    line(
      'set-off',
      said(days > 0 ? 'says.set-off' : 'says.set-off-none', () => ({ count: days })),
    ),
  ]
}

/** What was forfeited may be more than the single days earned: then months and years are broken, thirty days to the month. */
function remissionLine(given: { years: number; months: number; days: number }): Line {
  const broken = given.days < 0 ? Math.ceil(-given.days / 30) : 0
  const months = given.years * 12 + given.months - broken
  const amount =
    broken === 0
      ? given
      : { years: Math.floor(months / 12), months: months % 12, days: given.days + broken * 30 }
  const none = amount.years + amount.months + amount.days === 0
  return line(
    'remission',
    said(none ? 'says.remission-none' : 'says.remission', (language) => ({
      amount: durationIn(language, amount),
    })),
  )
}

/** Years, months and days in words: `3 years, 6 months`. */
function durationIn(language: Language, amount: { years?: number; months?: number; days?: number }): string {
  return (['years', 'months', 'days'] as const)
    .flatMap((unit) => {
      const count = amount[unit] ?? 0
      return count === 0 ? [] : [text(`custody-own-copy:unit.${unit}`, language, { count })]
    })
    .join(language === 'ur' ? '، ' : ', ')
}

/** Words of the sheet itself. */
export function sheetWords(): Record<(typeof languages)[number], Record<string, string>> {
  const keys = ['title', 'father', 'number', 'as-of', 'rights', 'given-by'] as const
  const of = (language: Language) =>
    Object.fromEntries(keys.map((key) => [key, text(`custody-own-copy:sheet.${key}`, language)]))
  return { en: of('en'), ur: of('ur') }
}
