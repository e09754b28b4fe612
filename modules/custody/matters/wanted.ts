import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { nextNumber, openFile, renderDocument } from '#kernel/documents'
import type { Tx } from '#platform/db'
import { identifier, type TemplateData } from '#platform/documents-engine'
import { refuse } from '#platform/http'
import type { BothLanguages, OutputOf } from '#platform/http/contract'
import { formatDate, formatNumber, type Language, text } from '#platform/i18n'
import { dayOf } from '../pakistan-day.ts'
import { bothOf } from '../prisoners/names.ts'
import { photoOf } from '../prisoners/photo.ts'
import type * as contract from './contract.ts'
import { tick } from './duties.ts'

/** A picture beyond this is not put on the sheet: it would keep everyone else's paper waiting. */
const largestPhoto = 1_500_000

interface Row {
  imprisonment_id: string
  prison_id: number
  person_id: string
  number: string
  name_en: string | null
  name_ur: string | null
  father_en: string | null
  father_ur: string | null
  aliases: string[]
  sex: string | null
  birth_year: number | null
  cnic: string | null
  address: string | null
  district_en: string | null
  district_ur: string | null
  happened_at: string
  note: string | null
  kind: string
  ended_at: string | null
  sheet_document: string | null
}

interface CaseRow {
  sections: string
  fir_number: number | null
  fir_year: number | null
  station_en: string | null
  station_ur: string | null
  court_en: string | null
  court_ur: string | null
}

function said(
  key: string,
  params: (language: Language) => Record<string, unknown> = () => ({}),
): BothLanguages {
  const of = (language: Language) => text(`custody-matters:${key}`, language, params(language))
  return { en: of('en'), ur: of('ur') }
}

/** Each part is isolated for direction by itself: a section of law in an Urdu line would otherwise be turned around. */
const line = (key: string, ...parts: readonly BothLanguages[]) => ({
  label: { ...said(`sheet.${key}`) },
  says: { en: parts.map((part) => part.en), ur: parts.map((part) => part.ur) },
})
const same = (value: string): BothLanguages => ({ en: value, ur: value })

/** What the sheet says of whoever is at large. @throws custody-matters.not-at-large, not-found */
export async function wantedSheet(tx: Tx, id: string): Promise<{ row: Row; data: TemplateData }> {
  const { rows } = await sql<Row>`
    select m.imprisonment_id, m.prison_id, i.person_id, i.number || '/' || i.year as number, p.name_en, p.name_ur, p.father_en, p.father_ur,
      p.aliases, p.sex, extract(year from p.birth_date)::integer as birth_year, p.cnic, p.address, d.name_en as district_en,
      d.name_ur as district_ur, m.happened_at, m.note, m.kind, m.ended_at, m.sheet_document
      from custody.matter m join custody.imprisonment i on i.id = m.imprisonment_id join people.record p on p.id = i.record_id
      left join units.current_unit d on d.id = p.district_id where m.id = ${id}::uuid for update of m`.execute(
    tx,
  )
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  if (row.kind !== 'escape' || row.ended_at !== null) throw refuse('custody-matters.not-at-large')
  return { row, data: await sheetOf(tx, row) }
}

/**
 * One press, one sheet: who is wanted, how they look, for what, and where they were last known; on the prison's letterhead with a code
 * anyone can check. The duty to issue it is ticked off with its number. @throws custody-matters.not-at-large, not-found
 */
export async function issueSheet(
  tx: Tx,
  { id }: { id: string },
): Promise<OutputOf<typeof contract.issueWantedSheet>> {
  const { row, data } = await wantedSheet(tx, id)
  const number = await nextNumber(tx, 'WS', row.prison_id)
  const issued = await renderDocument(tx, {
    id: row.sheet_document ?? undefined,
    kind: 'custody.wanted-sheet',
    template: join(import.meta.dirname, 'wanted.typ'),
    data,
    // Both languages stand beside each other on one sheet.
    languages: ['ur'],
    title: said('sheet.title'),
    number,
    personId: row.person_id,
    units: [row.prison_id],
    unitId: row.prison_id,
    needs: 'custody:read-matters',
  })
  await sql`update custody.matter set sheet_document = ${issued.documentId}::uuid, sheet_version = ${issued.version}, sheet_number = ${number} where id = ${id}::uuid`.execute(
    tx,
  )
  const { rows: duties } = await sql<{ id: string; today: string }>`
    select id, workflow.today() as today from custody.duty where matter_id = ${id}::uuid and code = 'wanted-pack' and state = 'open'`.execute(
    tx,
  )
  if (duties[0] !== undefined)
    await tick(tx, { dutyId: duties[0].id, on: duties[0].today, reference: number })
  return { documentId: issued.documentId, version: issued.version, number }
}

async function sheetOf(tx: Tx, row: Row): Promise<TemplateData> {
  const { rows: cases } = await sql<CaseRow>`
    select w.sections, w.fir_number, w.fir_year, s.name_en as station_en, s.name_ur as station_ur, c.name_en as court_en, c.name_ur as court_ur
      from custody.warrant w left join units.current_unit s on s.id = w.station_id left join units.current_unit c on c.id = w.court_id
     where w.imprisonment_id = ${row.imprisonment_id}::uuid and w.state = 'in-force' order by w.issued_on, w.created_at limit 8`.execute(
    tx,
  )
  const { rows: contacts } = await sql<{ relation: string; count: number }>`
    select relation, count from custody.contacts_counted(${row.imprisonment_id}::uuid)`.execute(tx)
  const escaped = dayOf(row.happened_at)
  const father = bothOf(row.father_en, row.father_ur)
  const district = bothOf(row.district_en, row.district_ur)
  const lines = [
    ...(father.en === '' ? [] : [line('father', father)]),
    ...(row.aliases.length === 0 ? [] : [line('aliases', same(row.aliases.join(' · ')))]),
    ...(row.sex === null ? [] : [line('sex', said(`sex.${row.sex}`))]),
    ...(row.birth_year === null ? [] : [line('born', same(String(row.birth_year)))]),
    ...(row.cnic === null ? [] : [line('cnic', same(row.cnic))]),
    line('escaped', { en: formatDate(escaped, 'en'), ur: formatDate(escaped, 'ur') }),
    ...(row.note === null ? [] : [line('how', same(row.note))]),
    ...(row.address === null ? [] : [line('address', same(row.address))]),
    ...(district.en === '' ? [] : [line('district', district)]),
    ...cases.map((one) => line('case', ...caseSays(one))),
    line(
      'contacts',
      ...(contacts.length === 0
        ? [said('sheet.no-contacts')]
        : contacts.map((one) => {
            const of = (language: Language) =>
              `${text(`custody-visits:relation.${one.relation}`, language)} ${formatNumber(one.count)}`
            return { en: of('en'), ur: of('ur') }
          })),
    ),
  ]
  return {
    words: {
      title: { ...said('sheet.title') },
      number: { ...said('sheet.number') },
      warn: { ...said('sheet.warn') },
      none: { ...said('sheet.no-photo') },
    },
    name: { ...bothOf(row.name_en, row.name_ur) },
    number: identifier(row.number),
    photo: await photoBytes(tx, row.imprisonment_id),
    lines,
  }
}

function caseSays(one: CaseRow): BothLanguages[] {
  return [
    same(one.fir_number === null ? '' : `FIR ${one.fir_number}/${one.fir_year}`),
    bothOf(one.station_en, one.station_ur),
    same(one.sections),
    bothOf(one.court_en, one.court_ur),
  ].filter((part) => part.en !== '')
}

/** The latest photograph as the template takes it; null when there is none, or none that can be printed. */
async function photoBytes(tx: Tx, imprisonmentId: string): Promise<readonly number[] | null> {
  const documentId = await photoOf(tx, imprisonmentId)
  if (documentId === null) return null
  const file = await openFile(tx, documentId, 1)
  if (!/^image\/(jpeg|png)$/.test(file.mediaType) || file.size > largestPhoto) return null
  return [...(await buffer(file.body))]
}
