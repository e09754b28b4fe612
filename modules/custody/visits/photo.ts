import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { keepDocument } from '#kernel/documents'
import type { Tx } from '#platform/db'
import { refuse, refuseFields } from '#platform/http'
import { prisonOf } from '../prison-of.ts'

/** Keeps a photograph of a visitor for the desks of the department; earlier ones stay. @throws not-found, refusals of files */
export async function takeVisitorPhoto(
  tx: Tx,
  given: { visitorId: string; file: File },
): Promise<{ documentId: string }> {
  const { rows } = await sql<{ desks: number[] }>`
    select custody.desks_of_department() as desks from custody.visitor where id = ${given.visitorId}::uuid`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  if (!/^image\/(jpeg|png|webp)$/.test(given.file.type))
    throw refuseFields([
      {
        path: 'file',
        code: 'picture',
        message: { en: 'Choose a picture (JPEG or PNG).', ur: 'تصویر چنیں (JPEG یا PNG)۔' },
      },
    ])
  const { id: prisonId } = await prisonOf(tx, undefined)
  // The title names nobody: it may stand where the visitor's name may not.
  const { documentId } = await keepDocument(tx, {
    kind: 'custody.visitor-photo',
    title: { en: 'Photograph of a visitor', ur: 'ملاقاتی کی تصویر' },
    bytes: new Uint8Array(await given.file.arrayBuffer()),
    fileName: given.file.name,
    units: [prisonId, ...rows[0].desks],
    unitId: prisonId,
    needs: 'custody:read-visits',
  })
  await sql`insert into custody.visitor_photo (document_id, jurisdiction, prison_id, visitor_id)
    values (${documentId}::uuid, ${standing(tx).jurisdiction}, ${prisonId}, ${given.visitorId}::uuid)`.execute(
    tx,
  )
  return { documentId }
}
