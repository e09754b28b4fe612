import { join } from 'node:path'
import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { nextNumber, renderDocument } from '#kernel/documents'
import type { Tx } from '#platform/db'
import { identifier } from '#platform/documents-engine'
import { refuse } from '#platform/http'
import type { BothLanguages, OutputOf } from '#platform/http/contract'
import { formatDate } from '#platform/i18n'
import type * as contract from './contract.ts'
import { type Statement, said, sheetWords, statementOf } from './statement.ts'

export async function read(
  tx: Tx,
  { imprisonmentId }: { imprisonmentId: string },
): Promise<OutputOf<typeof contract.getOwnCopy>> {
  const { number, name, asOf, lines, rights, hash } = await statementOf(tx, imprisonmentId)
  const { rows } = await sql<OutputOf<typeof contract.getOwnCopy>['copies'][number]>`
    select id, document_id as "documentId", version, number, issued_at as "issuedAt", hash = ${hash} as current, handed_at as "handedAt",
      read_aloud as "readAloud" from custody.own_copy where imprisonment_id = ${imprisonmentId}::uuid order by issued_at desc limit 20`.execute(
    tx,
  )
  return {
    number,
    name,
    asOf,
    lines: [...lines],
    rightsTitle: said('rights'),
    rights: [...rights],
    hash,
    copies: rows,
  }
}

/** Prints the statement on the prison's letterhead, with a code anyone can check. @throws not-found, custody.not-in */
export async function issue(
  tx: Tx,
  { imprisonmentId }: { imprisonmentId: string },
): Promise<OutputOf<typeof contract.issueOwnCopy>> {
  const statement = await statementOf(tx, imprisonmentId)
  if (!statement.inPrison) throw refuse('custody.not-in')
  const { rows: before } = await sql<{ document_id: string }>`
    select document_id from custody.own_copy where imprisonment_id = ${imprisonmentId}::uuid order by issued_at desc limit 1`.execute(
    tx,
  )
  const number = await nextNumber(tx, 'OC', statement.prisonId)
  const issued = await renderDocument(tx, {
    id: before[0]?.document_id,
    kind: 'custody.own-copy',
    template: join(import.meta.dirname, 'own-copy.typ'),
    data: sheetOf(statement),
    // One sheet with both languages beside each other: the paper stays with the prisoner, whoever reads it out.
    languages: ['ur'],
    title: { en: 'The prisoner’s own copy', ur: 'اسیر کی اپنی نقل' },
    number,
    personId: statement.personId,
    units: [statement.prisonId],
    unitId: statement.prisonId,
    needs: 'custody:read-prisoner',
  })
  const { rows } = await sql<{ id: string }>`
    insert into custody.own_copy (jurisdiction, prison_id, imprisonment_id, document_id, version, number, hash)
    values (${standing(tx).jurisdiction}, ${statement.prisonId}, ${imprisonmentId}::uuid, ${issued.documentId}::uuid, ${issued.version},
      ${number}, ${statement.hash}) returning id`.execute(tx)
  return { copyId: rows[0]!.id, documentId: issued.documentId, version: issued.version, number }
}

/** What the template of the sheet is given. */
export function sheetOf(statement: Statement) {
  const words = sheetWords()
  const inParts = ({ en, ur }: BothLanguages) => ({ en: partsOf(en), ur: partsOf(ur) })
  return {
    words: { en: { ...words.en }, ur: { ...words.ur } },
    name: { ...statement.name },
    father: { ...statement.father },
    number: identifier(statement.number),
    asOf: { en: formatDate(statement.asOf, 'en'), ur: formatDate(statement.asOf, 'ur') },
    lines: statement.lines.map(({ label, says }) => ({ label: { ...label }, says: inParts(says) })),
    rights: statement.rights.map(inParts),
  }
}

/** A text cut at its values: the sheet isolates each part for direction, and takes out the marks that stood in the whole. */
function partsOf(text: string): string[] {
  return text.split(/[\u2066-\u2069]/).filter((part) => part !== '')
}

/** @throws not-found when it was handed over before */
export async function handOverCopy(
  tx: Tx,
  given: { copyId: string; readAloud: boolean },
): Promise<{ handed: true }> {
  const { numAffectedRows } =
    await sql`update custody.own_copy set handed_by = ${standing(tx).accountId}::uuid,
      handed_at = clock_timestamp(), read_aloud = ${given.readAloud} where id = ${given.copyId}::uuid and handed_at is null`.execute(
      tx,
    )
  if (numAffectedRows === 0n) throw refuse('not-found')
  return { handed: true }
}
