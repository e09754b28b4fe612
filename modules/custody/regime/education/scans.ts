import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { keepDocument } from '#kernel/documents'
import type { Tx } from '#platform/db'
import { refuse, refuseFields } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'

/** Keeps a page of a result card beside what was typed from it. @throws not-found, custody-regime.scanned-already, refusals of files */
export async function keepResultScan(
  tx: Tx,
  given: ParsedInputOf<typeof contract.keepResultScan>,
): Promise<OutputOf<typeof contract.keepResultScan>> {
  if (!/^(image\/(jpeg|png|webp)|application\/pdf)$/.test(given.file.type))
    throw refuseFields([
      {
        path: 'file',
        code: 'scan',
        message: { en: 'Choose a picture or a PDF.', ur: 'تصویر یا پی ڈی ایف چنیں۔' },
      },
    ])
  const { rows } = await sql<{ prison_id: number; imprisonment_id: string; number: string }>`
    select prison_id, imprisonment_id, number from custody.result_card where id = ${given.resultId}::uuid`.execute(
    tx,
  )
  const card = rows[0]
  if (card === undefined) throw refuse('not-found')
  const { documentId, sha256 } = await keepDocument(tx, {
    kind: 'custody.result-card',
    title: { en: `Result card ${card.number}`, ur: `رزلٹ کارڈ ${card.number}` },
    bytes: new Uint8Array(await given.file.arrayBuffer()),
    fileName: given.file.name,
    units: [card.prison_id],
    unitId: card.prison_id,
    needs: 'custody:read-regime',
  })
  const { rows: kept } = await sql<{ id: string }>`
    insert into custody.result_scan (id, jurisdiction, prison_id, imprisonment_id, result_id, sha256)
    values (${documentId}::uuid, ${standing(tx).jurisdiction}, ${card.prison_id}, ${card.imprisonment_id}::uuid, ${given.resultId}::uuid, ${sha256})
    on conflict (result_id, sha256) do nothing returning id`.execute(tx)
  if (kept.length === 0) throw refuse('custody-regime.scanned-already')
  return { scanId: documentId, sha256 }
}

/** The pages of a result, as JSON beside its row. */
export const scansOfResult = (
  result: string,
) => sql`(select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'mediaType', v.media_type,
    'sha256', s.sha256, 'scannedAt', s.scanned_at) order by s.scanned_at, s.id), '[]')
  from custody.result_scan s join documents.document d on d.id = s.id join documents.version v on v.document_id = d.id and v.n = d.current_version
 where s.result_id = ${sql.ref(result)})`
