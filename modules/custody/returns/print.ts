import { join } from 'node:path'
import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { nextNumber, renderDocument } from '#kernel/documents'
import type { Tx } from '#platform/db'
import { both, identifier, instant, type TemplateValue } from '#platform/documents-engine'
import { refuse } from '#platform/http'
import type { BothLanguages, OutputOf, ParsedInputOf } from '#platform/http/contract'
import { formatDate, formatNumber, text } from '#platform/i18n'
import type * as contract from './contract.ts'
import { kindsOn } from './kinds.ts'
import { department, signedSheet } from './reading.ts'
import { lineSaid } from './reports.ts'
import {
  categories,
  countIn,
  figuresOfSection,
  juveniles,
  type Line,
  linesIn,
  type Sheet,
  type SheetSection,
} from './sheet.ts'

const said = (key: string, params: Record<string, unknown> = {}): BothLanguages => ({
  en: text(`custody-returns:${key}`, 'en', params),
  ur: text(`custody-returns:${key}`, 'ur', params),
})
const template = join(import.meta.dirname, 'return.typ')

/** Sets a signed return on the prison’s letterhead, as it was signed. @throws not-found, custody-returns.not-signed */
export async function print(
  tx: Tx,
  { id, language }: ParsedInputOf<typeof contract.printReturn>,
): Promise<OutputOf<typeof contract.printReturn>> {
  const page = await signedSheet(tx, id)
  const { complaints } = page
  const number = await nextNumber(tx, 'RTN', page.prison.id)
  const issued = await renderDocument(tx, {
    kind: 'custody.return',
    template,
    data: paperOf({
      sheet: page.sheet,
      period: page,
      to: page.kind.addressee,
      copies: page.kind.copies,
      basis: page.kind.basis,
      notes: [
        ...(page.version === 1 ? [] : [both(said('sheet.corrected', { version: page.version }))]),
        ...(page.remark === null ? [] : [page.remark]),
      ],
      complaints:
        complaints === null
          ? []
          : (['received', 'replied', 'upheld'] as const).map((one) => ({
              what: both(said(`line.complaints-${one}`)),
              amount:
                complaints[one] === null
                  ? both(said('fewer', { below: complaints.below }))
                  : formatNumber(complaints[one]),
            })),
      standing: [
        { what: both(said('sheet.signed')), says: instant(page.signedAt) },
        { what: both(said('sheet.hash')), says: identifier(page.hash.slice(0, 32)) },
      ],
      by: page.signedBy === null ? '' : both(page.signedBy),
      post: both(said('sheet.post')),
    }),
    languages: [language],
    title: page.title,
    number,
    units: [page.prison.id],
    unitId: page.prison.id,
    needs: complaints === null ? 'custody:read-returns' : 'custody:handle-complaints',
  })
  return { documentId: issued.documentId, version: issued.version, number }
}

/** Sets the department’s sum on paper, with the prisons that are not in it. @throws custody-returns.nothing-sent */
export async function printDepartment(
  tx: Tx,
  { code, from, language }: ParsedInputOf<typeof contract.printDepartmentReturn>,
): Promise<OutputOf<typeof contract.printDepartmentReturn>> {
  const page = await department(tx, { code, from, line: 'closing' })
  const sent = page.prisons.filter(({ counted }) => counted !== null)
  if (page.from !== from || page.to === null || sent.length === 0)
    throw refuse('custody-returns.nothing-sent')
  const { jurisdiction, unitId, accountId } = standing(tx)
  const kind = (await kindsOn(tx, sql`${jurisdiction}`, page.to)).find((one) => one.code === code)
  if (kind === undefined) throw refuse('not-found')
  const missing = page.prisons.filter(({ current, counted }) => current !== null && counted === null)
  const names = (language: 'en' | 'ur') =>
    missing.map(({ prison }) => prison.name[language]).join(language === 'ur' ? '، ' : ', ')
  const { rows: by } = await sql<BothLanguages>`
    select name_en as en, name_ur as ur from identity.account where id = ${accountId}::uuid`.execute(tx)
  const number = await nextNumber(tx, 'RTN', unitId)
  const issued = await renderDocument(tx, {
    kind: 'custody.department-return',
    template,
    data: paperOf({
      sheet: page.sheet,
      period: { from, to: page.to },
      to: kind.copies ?? kind.addressee,
      copies: null,
      basis: kind.basis,
      notes: [
        both(
          said('sheet.sum', {
            sent: sent.length,
            of: sent.length + missing.length,
          }),
        ),
        ...(missing.length === 0
          ? []
          : [
              both({
                en: text('custody-returns:sheet.missing', 'en', { names: names('en') }),
                ur: text('custody-returns:sheet.missing', 'ur', { names: names('ur') }),
              }),
            ]),
      ],
      complaints: [],
      standing: [{ what: both(said('sheet.as-of')), says: instant(page.asOf) }],
      by: by[0] === undefined ? '' : both(by[0]),
      post: both(said('sheet.inspector')),
    }),
    languages: [language],
    title: page.title,
    number,
    units: [unitId],
    unitId,
    needs: 'custody:receive-return',
  })
  return { documentId: issued.documentId, version: issued.version, number }
}

interface Paper {
  readonly sheet: Sheet
  readonly period: { readonly from: string; readonly to: string }
  readonly to: BothLanguages
  readonly copies: BothLanguages | null
  readonly basis: BothLanguages
  readonly notes: readonly TemplateValue[]
  readonly complaints: readonly { what: TemplateValue; amount: TemplateValue }[]
  readonly standing: readonly { what: TemplateValue; says: TemplateValue }[]
  readonly by: TemplateValue
  readonly post: TemplateValue
}

/** What the template of a return is given. */
function paperOf({ sheet, period, to, copies, basis, notes, complaints, standing: stands, by, post }: Paper) {
  const row = (line: Line) => ({
    what: both(lineSaid(line.line, line.part, sheet.bands)),
    strong: line.line === 'opening' || line.line === 'closing',
    counts: [
      line.total,
      ...categories.map((category) => countIn(line, { category })),
      countIn(line, { kinds: ['M'] }),
      countIn(line, { kinds: ['F'] }),
      countIn(line, { kinds: ['X'] }),
      countIn(line, { kinds: juveniles }),
    ].map((count) => formatNumber(count)),
  })
  return {
    words: Object.fromEntries(
      ['period', 'to', 'copies', 'line', 'total', 'men', 'women', 'transgender', 'juveniles'].map((word) => [
        word,
        both(said(`sheet.${word}`)),
      ]),
    ),
    categories: categories.map((category) =>
      both({
        en: text(`custody:category.${category}`, 'en'),
        ur: text(`custody:category.${category}`, 'ur'),
      }),
    ),
    period: both({
      en: `${formatDate(period.from, 'en')} – ${formatDate(period.to, 'en')}`,
      ur: `${formatDate(period.from, 'ur')} – ${formatDate(period.to, 'ur')}`,
    }),
    addressee: both(to),
    copies: copies === null ? '' : both(copies),
    basis: both(basis),
    notes,
    sections: sheet.sections
      .map((section) => ({
        title: both(said(`section.${section}`)),
        rows: linesIn(sheet, section as SheetSection).map(row),
        figures:
          section === 'complaints'
            ? complaints
            : (figuresOfSection[section as SheetSection] ?? []).map((figure) => ({
                what: both(said(`line.${figure}`)),
                amount: formatNumber(sheet.figures[figure] ?? 0),
              })),
      }))
      .filter(({ rows, figures }) => rows.length + figures.length > 0),
    standing: stands,
    by,
    post,
  }
}
