import { join } from 'node:path'
import { sql } from 'kysely'
import { posts, standing } from '#kernel/access'
import { nextNumber, renderDocument, revokeIssued } from '#kernel/documents'
import { fingerprint } from '#kernel/law'
import type { Tx } from '#platform/db'
import { both, day, identifier, type TemplateData, type TemplateValue } from '#platform/documents-engine'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { text } from '#platform/i18n'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'
import type { Piece } from './contract.ts'
import { type Draft, draftOf, textsOf } from './draft.ts'
import type { Both } from './placeholders.ts'

const title = new Map(posts.map((post) => [post.code, post.title]))
export const titleOf = (post: string): Both => title.get(post) ?? { en: post, ur: post }

/** A piece in parts: what reads left to right by itself is marked so in the text, and stays so on the sheet. */
const parts = ({ text: words }: Piece): TemplateValue[] =>
  words
    .split(/(\u2066[^\u2069]*\u2069)/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('\u2066') ? identifier(part.slice(1, -1)) : part))

/** What the sheet is given: each language has its own paragraphs. */
export function sheetOf(
  { shown, facts }: Draft,
  given: { to: Both; added: Both | null; officer: Both; post: string },
): TemplateData {
  const lines = (language: 'en' | 'ur') => ({
    to: given.to[language].split('\n'),
    paragraphs: shown[language].body.map((pieces) => pieces.flatMap(parts)),
    added: given.added === null ? null : given.added[language].split('\n'),
  })
  return {
    en: lines('en'),
    ur: lines('ur'),
    prisoner: identifier(facts.stay.number),
    on: day(facts.stay.today),
    officer: both(given.officer),
    post: both({ ...titleOf(given.post) }),
    petition: shown.kind === 'mercy-petition',
  }
}

/**
 * Signs a notice as it was read. What it says is made anew from the record: if it says something else now, the officer reads it again.
 * @throws not-found, custody-notices.not-now, .no-value, .changed, .no-words-of-illness
 */
export async function sign(
  tx: Tx,
  given: ParsedInputOf<typeof contract.signNotice>,
): Promise<OutputOf<typeof contract.signNotice>> {
  const made = await draftOf(tx, given.imprisonmentId, given.kind)
  const { shown, facts, template, duty, owing } = made
  const { stay } = facts
  const absent = shown.missing[0]
  if (absent !== undefined)
    throw refuse('custody-notices.no-value', {
      placeholder: absent.placeholder,
      what: absent.name.en,
      whatUr: absent.name.ur,
    })
  if (shown.says !== given.says) throw refuse('custody-notices.changed')
  const added =
    given.freeEn === undefined || given.freeUr === undefined ? null : { en: given.freeEn, ur: given.freeUr }
  if (added !== null && shown.free === 'none') throw refuse('custody-notices.no-words-of-illness')
  const medical = added !== null && shown.free === 'medical'
  const { accountId, post, jurisdiction } = standing(tx)
  const { rows: own } = await sql<{ name_en: string; name_ur: string }>`
    select name_en, name_ur from custody.signed_by(${accountId}::uuid)`.execute(tx)
  const to = { en: given.toEn, ur: given.toUr }
  const { subject, body } = textsOf(shown)
  const number = await nextNumber(tx, 'NT', stay.prison_id)
  const issued = await renderDocument(tx, {
    kind: 'custody.notice',
    template: join(import.meta.dirname, 'notice.typ'),
    data: sheetOf(made, { to, added, officer: bothOf(own[0]!.name_en, own[0]!.name_ur), post }),
    languages: ['ur', 'en'],
    title: subject,
    number,
    personId: stay.person_id,
    units: [stay.prison_id],
    unitId: stay.prison_id,
    // A sheet with the medical officer's words is opened by those who may open the file, and carried by the rest.
    needs: medical
      ? stay.sex === 'F'
        ? 'custody:treat-women'
        : 'custody:read-health'
      : 'custody:read-notices',
  })
  const free = medical ? null : added
  const { rows } = await sql<{ id: string }>`
    insert into custody.notice (jurisdiction, prison_id, imprisonment_id, kind, duty_id, template, facts, to_en, to_ur, subject_en, subject_ur,
      body_en, body_ur, free_en, free_ur, medical, hash, document_id, version, number, signed_post)
    values (${jurisdiction}, ${stay.prison_id}, ${stay.id}::uuid, ${given.kind}, ${duty?.id ?? null}::uuid,
      ${JSON.stringify({ from: shown.template.from, jurisdiction: template.jurisdiction, prison: template.prison_id, fromOn: template.from_on })}::jsonb,
      ${JSON.stringify({ en: placed(shown, 'en'), ur: placed(shown, 'ur') })}::jsonb, ${to.en}, ${to.ur}, ${subject.en}, ${subject.ur}, ${body.en}, ${body.ur},
      ${free?.en ?? null}, ${free?.ur ?? null}, ${medical}, ${fingerprint({ to, subject, body, free })}, ${issued.documentId}::uuid,
      ${issued.version}, ${number}, ${post}) returning id`.execute(tx)
  const { id } = rows[0]!
  if (medical)
    await sql`insert into custody.notice_medical (id, jurisdiction, prison_id, imprisonment_id, words_en, words_ur)
      values (${id}::uuid, ${jurisdiction}, ${stay.prison_id}, ${stay.id}::uuid, ${added.en}, ${added.ur})`.execute(
      tx,
    )
  if (owing !== null)
    await sql`update custody.notice_owing set state = 'drawn-up', notice_id = ${id}::uuid where id = ${owing.id}::uuid`.execute(
      tx,
    )
  return { id, number }
}

/** What stands in each placeholder. */
const placed = (shown: Draft['shown'], language: 'en' | 'ur'): Record<string, string> =>
  Object.fromEntries(
    [...shown[language].subject, ...shown[language].body.flat()].flatMap((one) =>
      one.placeholder === null ? [] : [[one.placeholder, one.text]],
    ),
  )

/** @throws not-found, custody-notices.not-signed */
export async function withdraw(
  tx: Tx,
  given: ParsedInputOf<typeof contract.withdrawNotice>,
): Promise<{ done: true }> {
  const { rows } = await sql<{ state: string; document_id: string | null }>`
    select state, document_id from custody.notice where id = ${given.id}::uuid for update`.execute(tx)
  const found = rows[0]
  if (found === undefined) throw refuse('not-found')
  if (found.state !== 'signed') throw refuse('custody-notices.not-signed')
  await sql`update custody.notice set state = 'withdrawn', withdrawn_why = ${given.why}, withdrawn_by = ${standing(tx).accountId}::uuid,
      withdrawn_at = clock_timestamp() where id = ${given.id}::uuid`.execute(tx)
  // What it was drawn up for is owed again, unless the person is no longer here.
  await sql`update custody.notice_owing o set notice_id = null, state = case when i.state = 'in' and (o.kind <> 'family-illness' or m.in_at is null)
      then 'open' else 'lapsed' end
    from custody.imprisonment i, custody.movement m where o.notice_id = ${given.id}::uuid and i.id = o.imprisonment_id and m.id = o.movement_id`.execute(
    tx,
  )
  if (found.document_id !== null)
    await revokeIssued(tx, found.document_id, text('custody-notices:withdrawn-paper', 'en'))
  return { done: true }
}
