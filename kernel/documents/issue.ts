import { createHash, randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { type Letterhead, renderPdf, type TemplateData } from '#platform/documents-engine'
import { refuse } from '#platform/http'
import type { BothLanguages } from '#platform/http/contract'
import { type Kept, keepDocument, type NewDocument } from './keep.ts'
import { normalCode, publicAddress } from './verify.ts'

export interface NewIssue {
  /** Given to issue again what was issued before: the earlier version's code then answers "replaced". */
  readonly id?: string | undefined
  readonly kind: string
  /** Path of a `.typ` file beside the feature: `join(import.meta.dirname, 'release-order.typ')`. */
  readonly template: string
  readonly data: TemplateData
  /** One file with a set of sheets in each language, in this order. */
  readonly languages: readonly ('en' | 'ur')[]
  /** Heading of the sheet and title in lists. */
  readonly title: BothLanguages
  readonly number: string
  /** `register` for a table of many rows across the page. */
  readonly paper?: 'sheet' | 'register'
  readonly caseId?: string | null | undefined
  readonly personId?: string | null | undefined
  readonly units: readonly number[]
  readonly needs?: string | undefined
  readonly unitId?: number | undefined
}

export interface Issued extends Kept {
  /** For the address `/verify/<token>`. */
  readonly token: string
  /** The same for reading out and typing. Stored nowhere but on the sheet. */
  readonly code: string
}

/**
 * Makes an official document: sets the template on the unit's letterhead with number, QR code and fingerprint, keeps the PDF,
 * and lets anyone who holds it check that it is genuine.
 */
export async function renderDocument(tx: Tx, input: NewIssue): Promise<Issued> {
  const unitId = input.unitId ?? standing(tx).unitId
  const token = newToken()
  const code = written(token)
  const fingerprint = await fingerprintOf(input)
  const head: Letterhead = {
    ...(await issuerOf(tx, unitId)),
    number: input.number,
    address: `${publicAddress()}/verify/${token}`,
    addressWords: `${publicAddress().replace(/^https?:\/\//, '')}/verify`,
    code,
    fingerprint,
  }
  const { bytes } = await renderPdf(input.template, input.data, {
    languages: input.languages,
    title: input.title,
    head,
    ...(input.paper === undefined ? {} : { paper: input.paper }),
  })
  const document: NewDocument = {
    id: input.id,
    kind: input.kind,
    title: input.title,
    bytes,
    fileName: `${input.number.replace(/[/\\]+/g, '-')}.pdf`,
    caseId: input.caseId,
    personId: input.personId,
    units: input.units,
    needs: input.needs,
    unitId,
  }
  const kept = await keepDocument(tx, document, {
    renderedFrom: `${basename(input.template)} ${fingerprint.replaceAll(' ', '')}`,
  })
  await sql`update documents.verification set replaced_at = clock_timestamp()
    where document_id = ${kept.documentId}::uuid and replaced_at is null and revoked_at is null`.execute(tx)
  await sql`insert into documents.verification (token_hash, jurisdiction, document_id, version, number, issued_by, fingerprint)
    values (${hashOf(token)}, ${standing(tx).jurisdiction}, ${kept.documentId}::uuid, ${kept.version}, ${input.number}, ${unitId},
      ${fingerprint})`.execute(tx)
  return { ...kept, token, code }
}

/**
 * The next number of a unit's yearly series: `PRS-HYD-C/RO/2026/0001`. Taken in the current transaction, so there are no gaps;
 * two who number at once wait for each other.
 */
export async function nextNumber(tx: Tx, series: string, unitId = standing(tx).unitId): Promise<string> {
  const { rows } = await sql<{ code: string; year: number; last: number }>`
    with taken as (
      insert into documents.series as s (unit_id, jurisdiction, series, year, last)
      values (${unitId}, ${standing(tx).jurisdiction}, ${series},
        extract(year from clock_timestamp() at time zone 'Asia/Karachi')::integer, 1)
      on conflict (unit_id, series, year) do update set last = s.last + 1 returning unit_id, year, last)
    select u.code, t.year, t.last from taken t join units.unit u on u.id = t.unit_id`.execute(tx)
  const { code, year, last } = rows[0]!
  return `${code}/${series}/${year}/${String(last).padStart(4, '0')}`
}

/**
 * Declares an issued document no longer valid. Its file and record stay.
 * @throws documents.not-issued when it was never issued, is not the actor's unit's, or is revoked already
 */
export async function revokeIssued(tx: Tx, documentId: string, reason: string): Promise<void> {
  const { numAffectedRows } = await sql`update documents.verification
    set revoked_at = clock_timestamp(), revoked_by = ${standing(tx).accountId}::uuid, revoked_reason = ${reason}
    where document_id = ${documentId}::uuid and revoked_at is null`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('documents.not-issued')
}

/** Province, department and unit as the letterhead names them. The department is the unit highest above, next to the province. */
async function issuerOf(
  tx: Tx,
  unitId: number,
): Promise<Pick<Letterhead, 'province' | 'department' | 'unit'>> {
  const { rows } = await sql<{ part: 'unit' | 'province' | 'department'; en: string; ur: string }>`
    with own as (select id, jurisdiction from units.unit where id = ${unitId})
    select 'unit' as part, u.name_en as en, u.name_ur as ur from units.current_unit u join own on own.id = u.id
    union all
    select 'province', u.name_en, u.name_ur from units.current_unit u join own on own.jurisdiction = u.code
    union all
    (select 'department', u.name_en, u.name_ur from own
       join units.reach r on r.descendant_id = own.id and r.hierarchy <> 'territory'
       join units.current_unit u on u.id = r.ancestor_id and u.code <> own.jurisdiction
      order by (select count(*) from units.reach b where b.hierarchy = r.hierarchy and b.ancestor_id = r.ancestor_id) desc limit 1)`.execute(
    tx,
  )
  const named = (part: string): BothLanguages | undefined => {
    const row = rows.find((each) => each.part === part)
    return row === undefined ? undefined : { en: row.en, ur: row.ur }
  }
  const unit = named('unit')
  const province = named('province')
  if (unit === undefined || province === undefined) throw refuse('not-found')
  return {
    unit,
    department: named('department') ?? null,
    province: { en: `Government of ${province.en}`, ur: `حکومتِ ${province.ur}` },
  }
}

/** Of what the document says: template and data. The file's own digest cannot stand in the file. */
async function fingerprintOf(input: NewIssue): Promise<string> {
  const digest = createHash('sha256')
    .update(await readFile(input.template))
    .update(JSON.stringify([input.kind, input.number, input.title, input.languages, input.data]))
    .digest('hex')
  return digest.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')
}

/** Without I, L, O and U, which are misread. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A hundred bits: nobody comes upon one by trying. */
function newToken(): string {
  return Array.from({ length: 20 }, () => letters[randomInt(32)]).join('')
}

function written(token: string): string {
  return token.replace(/(.{5})(?=.)/g, '$1-')
}

function hashOf(token: string): string {
  return createHash('sha256').update(normalCode(token)).digest('hex')
}
