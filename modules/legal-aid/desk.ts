import { join } from 'node:path'
import { sql } from 'kysely'
import { nextNumber, renderDocument } from '#kernel/documents'
import { accept, findOpenOffer, reject } from '#kernel/handover'
import type { Tx } from '#platform/db'
import { both, identifier } from '#platform/documents-engine'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'
import { matterHandover } from './hand-over.ts'
import { daysSaved } from './saved-days.ts'
import { refuseFuture } from './screening.ts'

interface Locked {
  number: number
  jurisdiction: string
  state: string
  office_id: number | null
  lawyer_id: string | null
  ground: string | null
  ground_from: string | null
  free_on: string | null
  told: contract.Told
  works: boolean
}

/** Of a matter the actor merely knows of, nothing is said here. @throws not-found, legal-aid.state */
async function lockForWork(tx: Tx, id: string, states = ['accepted', 'assigned']): Promise<Locked> {
  const { rows } = await sql<Locked>`
    select m.number, m.jurisdiction, m.state, m.office_id, m.lawyer_id, m.ground, m.ground_from, m.free_on, b.told,
        coalesce(legal_aid.works_on(m.office_id, m.lawyer_id), false) as works
      from legal_aid.matter m join legal_aid.brief b on b.matter_id = m.id where m.id = ${id}::uuid for update of m`.execute(
    tx,
  )
  const held = rows[0]
  if (held === undefined || !held.works) throw refuse('not-found')
  if (!states.includes(held.state)) throw refuse('legal-aid.state')
  return held
}

interface Entry {
  readonly kind: string
  readonly onDate?: string | undefined
  readonly detail?: string | null | undefined
  readonly words?: string | undefined
  readonly documentId?: string | undefined
}

async function write(tx: Tx, matterId: string, held: Locked, entry: Entry): Promise<void> {
  await sql`insert into legal_aid.act (jurisdiction, matter_id, kind, on_date, detail, words, document_id)
    values (${held.jurisdiction}, ${matterId}::uuid, ${entry.kind}, coalesce(${entry.onDate ?? null}::date, workflow.today()), ${entry.detail ?? null},
      ${entry.words ?? null}, ${entry.documentId ?? null}::uuid)`.execute(tx)
}

/** @throws as the contract says */
export async function answerMatter(
  tx: Tx,
  given: ParsedInputOf<typeof contract.answerMatter>,
): Promise<{ done: true }> {
  await lockForWork(tx, given.matterId, ['screened'])
  const open = await findOpenOffer(tx, matterHandover.kind, { kind: 'legal-aid-matter', id: given.matterId })
  if (open === null) throw refuse('legal-aid.state')
  if (given.answer === 'accept') {
    await accept(tx, open.id)
    return { done: true }
  }
  if (given.reason === undefined) throw refuse('legal-aid.needs-reason')
  await reject(tx, open.id, given.reason)
  return { done: true }
}

/**
 * Gives a matter to a lawyer of the office, or to another; the power of attorney is drawn up for the client's signature or thumb. A lawyer
 * who had it sees it no more. @throws legal-aid.state, legal-aid.no-lawyer, not-found
 */
export async function assignLawyer(
  tx: Tx,
  given: ParsedInputOf<typeof contract.assignLawyer>,
): Promise<OutputOf<typeof contract.assignLawyer>> {
  const held = await lockForWork(tx, given.matterId)
  const office = held.office_id!
  const { rows } = await sql<{ name_en: string; name_ur: string; office_en: string; office_ur: string }>`
    select l.name_en, l.name_ur, u.name_en as office_en, u.name_ur as office_ur from legal_aid.lawyers(${office}) l
      join units.current_unit u on u.id = ${office} where l.id = ${given.lawyerId}::uuid`.execute(tx)
  const lawyer = rows[0]
  if (lawyer === undefined || held.lawyer_id === given.lawyerId) throw refuse('legal-aid.no-lawyer')
  const none = '—'
  const { told } = held
  const [first] = told.cases
  const issued = await renderDocument(tx, {
    kind: 'legal-aid.power-of-attorney',
    template: join(import.meta.dirname, 'power-of-attorney.typ'),
    data: {
      name: both(told.name),
      father: told.father === null ? none : both(told.father),
      place: both(told.place),
      case: first === undefined ? none : identifier(first.caseLabel),
      sections: first === undefined ? none : identifier(first.sections),
      court: first?.court == null ? none : both(first.court),
      lawyer: both({ en: lawyer.name_en, ur: lawyer.name_ur }),
      office: both({ en: lawyer.office_en, ur: lawyer.office_ur }),
    },
    languages: ['ur', 'en'],
    title: { en: 'Power of attorney', ur: 'وکالت نامہ' },
    number: await nextNumber(tx, 'PA', office),
    units: [office],
    unitId: office,
    needs: 'legal-aid:work',
  })
  await sql`update legal_aid.matter set state = 'assigned', lawyer_id = ${given.lawyerId}::uuid, power_on = null where id = ${given.matterId}::uuid`.execute(
    tx,
  )
  await write(tx, given.matterId, held, {
    kind: 'assigned',
    detail: `${lawyer.name_en} · ${lawyer.name_ur}`,
    documentId: issued.documentId,
  })
  return { documentId: issued.documentId, version: issued.version }
}

/** @throws legal-aid.state, legal-aid.in-future, not-found */
export async function signPower(
  tx: Tx,
  given: { matterId: string; onDate: string },
): Promise<{ done: true }> {
  await refuseFuture(tx, given.onDate)
  const held = await lockForWork(tx, given.matterId, ['assigned'])
  await sql`update legal_aid.matter set power_on = ${given.onDate} where id = ${given.matterId}::uuid`.execute(
    tx,
  )
  await write(tx, given.matterId, held, { kind: 'power', onDate: given.onDate })
  return { done: true }
}

/** @throws as the contract says */
export async function writeEntry(
  tx: Tx,
  given: ParsedInputOf<typeof contract.writeEntry>,
): Promise<{ done: true }> {
  await refuseFuture(tx, given.onDate)
  const { kind } = given
  if (
    (kind === 'note' && given.words === undefined) ||
    (kind === 'hearing' && given.result === undefined) ||
    (kind === 'obstacle' && given.obstacle === undefined)
  )
    throw refuse('legal-aid.needs-words')
  if (given.nextOn !== undefined && given.nextOn <= given.onDate) throw refuse('legal-aid.next-not-after')
  const held = await lockForWork(tx, given.matterId)
  await write(tx, given.matterId, held, {
    kind,
    onDate: given.onDate,
    detail:
      { filing: given.number, hearing: given.result, obstacle: given.obstacle }[kind as 'filing'] ?? null,
    // Of a visit the day alone: what was spoken is between counsel and client.
    words: kind === 'visit' ? undefined : given.words,
  })
  if (kind === 'hearing' || given.nextOn !== undefined)
    await sql`update legal_aid.matter set next_on = ${given.nextOn ?? null} where id = ${given.matterId}::uuid`.execute(
      tx,
    )
  return { done: true }
}

/** @throws legal-aid.state, legal-aid.in-future, not-found */
export async function closeMatter(
  tx: Tx,
  given: ParsedInputOf<typeof contract.closeMatter>,
): Promise<{ daysSaved: number | null }> {
  if (given.freeOn !== undefined) await refuseFuture(tx, given.freeOn)
  const held = await lockForWork(tx, given.matterId)
  // What the gate recorded goes before what is told.
  const freeOn = held.free_on ?? given.freeOn ?? null
  const saved = daysSaved({
    outcome: given.outcome,
    freeOn,
    rightFrom: held.ground_from,
    ground: held.ground,
  })
  await write(tx, given.matterId, held, { kind: 'closed', detail: given.outcome, words: given.words })
  await sql`update legal_aid.matter set state = 'closed', outcome = ${given.outcome}, closed_on = workflow.today(), free_on = ${freeOn}, next_on = null,
      days_saved = ${saved.days}, saved_proof = ${JSON.stringify(saved)}::jsonb where id = ${given.matterId}::uuid`.execute(
    tx,
  )
  return { daysSaved: saved.days }
}
