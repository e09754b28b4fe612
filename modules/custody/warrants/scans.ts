import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { keepDocument } from '#kernel/documents'
import type { Tx } from '#platform/db'
import { refuse, refuseFields } from '#platform/http'
import type { ParsedInputOf } from '#platform/http/contract'
import { prisonOf } from '../prison-of.ts'
import type * as contract from './contract.ts'

const titles = {
  warrant: { en: 'Scan of a warrant', ur: 'وارنٹ کا اسکین' },
  'release-order': { en: 'Scan of a robkar', ur: 'روبکار کا اسکین' },
  'court-order': { en: 'Scan of a court’s order', ur: 'عدالتی حکم کا اسکین' },
} as const

/**
 * Keeps one page. It is kept as it is chosen and not when the form is sent, so that a broken line loses neither; until the form is
 * sent it belongs to no warrant. @throws not-found, refusals of files
 */
export async function keepScan(
  tx: Tx,
  given: ParsedInputOf<typeof contract.keepWarrantScan>,
): Promise<{ scanId: string }> {
  if (!/^(image\/(jpeg|png|webp)|application\/pdf)$/.test(given.file.type))
    throw refuseFields([
      {
        path: 'file',
        code: 'scan',
        message: { en: 'Choose a picture or a PDF.', ur: 'تصویر یا پی ڈی ایف چنیں۔' },
      },
    ])
  const of = given.warrantId === undefined ? null : await warrantOf(tx, given.warrantId)
  const prisonId = of?.prison_id ?? (await prisonOf(tx, undefined)).id
  const { documentId } = await keepDocument(tx, {
    kind: 'custody.warrant-scan',
    title: titles[given.kind],
    bytes: new Uint8Array(await given.file.arrayBuffer()),
    fileName: given.file.name,
    units: [prisonId],
    unitId: prisonId,
  })
  await sql`insert into custody.warrant_scan (id, jurisdiction, prison_id, warrant_id, imprisonment_id, kind)
    values (${documentId}::uuid, ${standing(tx).jurisdiction}, ${prisonId}, ${given.warrantId ?? null}::uuid,
      ${of?.imprisonment_id ?? null}::uuid, ${given.kind})`.execute(tx)
  return { scanId: documentId }
}

async function warrantOf(tx: Tx, id: string): Promise<{ prison_id: number; imprisonment_id: string }> {
  const { rows } = await sql<{ prison_id: number; imprisonment_id: string }>`
    select prison_id, imprisonment_id from custody.warrant where id = ${id}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

/** Pages scanned before the form was sent go to the warrant it became. @throws not-found when one is unknown or another warrant’s */
export async function bindScans(
  tx: Tx,
  scans: readonly string[],
  warrant: { readonly id: string; readonly imprisonmentId: string; readonly prisonId: number },
): Promise<void> {
  const wanted = [...new Set(scans)]
  if (wanted.length === 0) return
  const { numAffectedRows } = await sql`
    update custody.warrant_scan set warrant_id = ${warrant.id}::uuid, imprisonment_id = ${warrant.imprisonmentId}::uuid
     where id = any (${wanted}::uuid[]) and warrant_id is null and prison_id = ${warrant.prisonId}`.execute(
    tx,
  )
  if (numAffectedRows !== BigInt(wanted.length)) throw refuse('not-found')
}
