import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { keepDocument } from '#kernel/documents'
import type { Tx } from '#platform/db'
import { refuse, refuseFields } from '#platform/http'

/** Keeps a photograph of a prisoner, seen by this prison; earlier ones stay. @throws custody.not-in, refusals of files */
export async function takePhoto(tx: Tx, given: { id: string; file: File }): Promise<{ documentId: string }> {
  const { rows } = await sql<{
    prison_id: number
    state: string
    number: number
    year: number
  }>`
    select prison_id, state, number, year from custody.imprisonment where id = ${given.id}::uuid`.execute(tx)
  const held = rows[0]
  if (held === undefined) throw refuse('not-found')
  if (held.state !== 'in') throw refuse('custody.not-in')
  if (!/^image\/(jpeg|png|webp)$/.test(given.file.type))
    throw refuseFields([
      {
        path: 'file',
        code: 'picture',
        message: { en: 'Choose a picture (JPEG or PNG).', ur: 'تصویر چنیں (JPEG یا PNG)۔' },
      },
    ])
  const number = `${held.number}/${held.year}`
  const { documentId } = await keepDocument(tx, {
    kind: 'custody.photo',
    title: { en: `Photograph of prisoner ${number}`, ur: `تصویر اسیر نمبر ${number}` },
    bytes: new Uint8Array(await given.file.arrayBuffer()),
    fileName: given.file.name,
    units: [held.prison_id],
    unitId: held.prison_id,
  })
  await sql`insert into custody.photo (jurisdiction, prison_id, imprisonment_id, document_id)
    values (${standing(tx).jurisdiction}, ${held.prison_id}, ${given.id}::uuid, ${documentId}::uuid)`.execute(
    tx,
  )
  return { documentId }
}

/** The document that holds the latest photograph. */
export async function photoOf(tx: Tx, imprisonmentId: string): Promise<string | null> {
  const { rows } = await sql<{ document_id: string }>`
    select document_id from custody.photo where imprisonment_id = ${imprisonmentId}::uuid order by taken_at desc limit 1`.execute(
    tx,
  )
  return rows[0]?.document_id ?? null
}
