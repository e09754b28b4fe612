import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { requireSecondPerson, standing } from '#kernel/access'
import { emit } from '#kernel/events'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { Proposal } from './contract.ts'
import { type LegalDate, legalDatesOf } from './dependents.ts'
import { PersonsMerged, PersonsSplit } from './events.ts'
import { currentPersons } from './records.ts'
import { recordsOfPersons, weighBetween } from './weighing.ts'

interface LinkBefore {
  readonly recordId: string
  readonly personId: string
  readonly madeBy: string
  readonly weightBits: number | null
  readonly evidence: unknown
}

interface DecisionRow {
  id: string
  kind: 'merge' | 'split' | 'move-record' | 'reject-pair'
  state: 'proposed' | 'held' | 'done' | 'declined'
  person_a: string
  person_b: string | null
  record_id: string | null
  undoes: string | null
  evidence: unknown
  bits: number | null
  before: LinkBefore[] | null
  proposed_by: string
  proposed_session: string | null
  proposed_grant: string | null
  decided_by: string | null
}

/**
 * Proposes that two persons are one, that a merge be undone, that a record belong to another person, or that two persons be kept
 * apart. Nothing changes until a second officer decides.
 * @throws people.same-already, people.kept-apart, people.hard-conflict, people.not-a-merge, people.undo-later-first, not-found
 */
export async function proposeDecision(
  tx: Tx,
  given: Proposal,
  call: { readonly sessionId: string | null },
): Promise<{ decisionId: string; legalDates: LegalDate[] }> {
  const { accountId, grantId, jurisdiction } = standing(tx)
  const asked = await planOf(tx, given)
  const { rows: open } = await sql<{ id: string }>`
    select id from people.decision where state in ('proposed', 'held') and kind = ${given.kind} and person_a = ${asked.personA}::uuid
      and person_b is not distinct from ${asked.personB}::uuid and record_id is not distinct from ${asked.recordId}::uuid`.execute(
    tx,
  )
  if (open[0] !== undefined) throw refuse('people.proposed-already')
  const id = randomUUID()
  await sql`insert into people.decision (id, jurisdiction, kind, person_a, person_b, record_id, undoes, reason, evidence, bits,
      proposed_by, proposed_session, proposed_grant)
    values (${id}::uuid, ${jurisdiction}, ${given.kind}, ${asked.personA}::uuid, ${asked.personB}::uuid, ${asked.recordId}::uuid,
      ${asked.undoes}::uuid, ${given.reason}, ${JSON.stringify(asked.evidence)}::jsonb, ${asked.bits}, ${accountId}::uuid,
      ${call.sessionId}::uuid, ${grantId}::uuid)`.execute(tx)
  return { decisionId: id, legalDates: await datesChanged(tx, given.kind, [asked.personA, asked.personB]) }
}

interface Plan {
  readonly personA: string
  readonly personB: string | null
  readonly recordId: string | null
  readonly undoes: string | null
  readonly evidence: unknown
  readonly bits: number | null
}

async function planOf(tx: Tx, given: Proposal): Promise<Plan> {
  if (given.kind === 'split') {
    const merge = await readDecision(tx, given.mergeId)
    if (merge.kind !== 'merge' || merge.state !== 'done') throw refuse('people.not-a-merge')
    await redirectOf(tx, merge.id)
    return {
      personA: merge.person_a,
      personB: null,
      recordId: null,
      undoes: merge.id,
      evidence: merge.evidence,
      bits: merge.bits,
    }
  }
  if (given.kind === 'move-record') {
    const { rows } = await sql<{ person_id: string }>`
      select person_id from people.link where record_id = ${given.recordId}::uuid and until is null`.execute(
      tx,
    )
    const from = rows[0]?.person_id
    if (from === undefined) throw refuse('not-found')
    const to = given.toPerson === undefined ? await newPerson(tx) : await todayOf(tx, given.toPerson)
    if (to === from) throw refuse('people.same-already')
    return { personA: from, personB: to, recordId: given.recordId, undoes: null, evidence: [], bits: null }
  }
  const [personA, personB] = [await todayOf(tx, given.personA), await todayOf(tx, given.personB)]
  if (personA === personB) throw refuse('people.same-already')
  const records = await recordsOfPersons(tx, [personA, personB])
  if (new Set(records.map((record) => record.person_id)).size < 2) throw refuse('not-found')
  const between = await weighBetween(tx, records, personA)
  if (given.kind === 'merge') {
    if (await keptApart(tx, personA, personB)) throw refuse('people.kept-apart')
    if (between.conflict !== undefined && given.despiteConflict === undefined)
      throw refuse('people.hard-conflict', { conflict: between.conflict })
  }
  return {
    personA,
    personB,
    recordId: null,
    undoes: null,
    evidence: [
      ...(between.best?.evidence ?? []),
      ...(given.kind === 'merge' && given.despiteConflict !== undefined
        ? [{ field: 'conflict', level: given.despiteConflict, bits: 0 }]
        : []),
    ],
    bits: between.best?.bits ?? null,
  }
}

async function newPerson(tx: Tx): Promise<string> {
  const id = randomUUID()
  await sql`insert into people.person (id, jurisdiction) values (${id}::uuid, ${standing(tx).jurisdiction})`.execute(
    tx,
  )
  return id
}

async function todayOf(tx: Tx, personId: string): Promise<string> {
  const now = (await currentPersons(tx, [personId])).get(personId)
  if (now === undefined) throw refuse('not-found')
  return now
}

async function readDecision(tx: Tx, id: string): Promise<DecisionRow> {
  const { rows } =
    await sql<DecisionRow>`select id, kind, state, person_a, person_b, record_id, undoes, evidence, bits, before,
      proposed_by, proposed_session, proposed_grant, decided_by from people.decision where id = ${id}::uuid for update`.execute(
      tx,
    )
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

/**
 * A second officer decides. What would change a legal date does not take effect: it is held for a law officer, with the dates.
 * @throws access.same-person and its kin, people.decided-already
 */
export async function decideProposal(
  tx: Tx,
  given: { decisionId: string; approve: boolean },
  call: { readonly sessionId: string | null },
): Promise<{ state: 'done' | 'held' | 'declined'; legalDates: LegalDate[] }> {
  const row = await readDecision(tx, given.decisionId)
  if (row.state !== 'proposed') throw refuse('people.decided-already')
  await requireSecondPerson(tx, call, {
    by: row.proposed_by,
    session: row.proposed_session,
    under: row.proposed_grant,
  })
  const { accountId } = standing(tx)
  const legalDates = given.approve ? await datesChanged(tx, row.kind, await personsOf(tx, row)) : []
  const state = !given.approve ? 'declined' : legalDates.length > 0 ? 'held' : 'proposed'
  await sql`update people.decision set state = ${state}, decided_by = ${accountId}::uuid, decided_at = clock_timestamp(),
      legal_dates = ${JSON.stringify(legalDates)}::jsonb where id = ${row.id}::uuid`.execute(tx)
  if (state !== 'proposed') return { state, legalDates }
  await applyDecision(tx, row.id, 'reviewer')
  return { state: 'done', legalDates }
}

/** A law officer lets a held decision take effect, or stops it. The modules then recompute; nothing they confirmed changes by itself. */
export async function releaseHeld(
  tx: Tx,
  given: { decisionId: string; approve: boolean },
  call: { readonly sessionId: string | null },
): Promise<{ state: 'done' | 'declined' }> {
  const row = await readDecision(tx, given.decisionId)
  if (row.state !== 'held' || row.decided_by === null) throw refuse('people.decided-already')
  const { accountId } = standing(tx)
  await requireSecondPerson(tx, call, { by: row.proposed_by, under: row.proposed_grant })
  await requireSecondPerson(tx, call, { by: row.decided_by })
  if (!given.approve) {
    await sql`update people.decision set state = 'declined', released_by = ${accountId}::uuid, released_at = clock_timestamp()
      where id = ${row.id}::uuid`.execute(tx)
    return { state: 'declined' }
  }
  await applyDecision(tx, row.id, 'reviewer', accountId)
  return { state: 'done' }
}

/** The persons a decision is about: of a split, the two that the merge had joined. */
async function personsOf(tx: Tx, row: DecisionRow): Promise<(string | null)[]> {
  if (row.undoes === null) return [row.person_a, row.person_b]
  const merge = await readDecision(tx, row.undoes)
  return [merge.person_a, merge.person_b]
}

async function datesChanged(
  tx: Tx,
  kind: DecisionRow['kind'],
  persons: readonly (string | null)[],
): Promise<LegalDate[]> {
  if (kind === 'reject-pair') return []
  const ids = new Set<string>()
  for (const person of persons) if (person !== null) for (const id of await namesOf(tx, person)) ids.add(id)
  return legalDatesOf(tx, [...ids])
}

/** Every identifier under which modules may have kept something of a person. */
async function namesOf(tx: Tx, personId: string): Promise<string[]> {
  const { rows } = await sql<{ ids: string[] }>`select people.same_person(${personId}::uuid) as ids`.execute(
    tx,
  )
  return [...new Set([personId, ...(rows[0]?.ids ?? [])])]
}

/** Carries a decision out. `released` is the law officer who let a held one go. */
export async function applyDecision(
  tx: Tx,
  decisionId: string,
  by: 'rule' | 'reviewer',
  released?: string,
): Promise<void> {
  const row = await readDecision(tx, decisionId)
  const carried = await carryOut(tx, row, by)
  await sql`update people.decision set state = 'done', before = ${JSON.stringify(carried.before)}::jsonb,
      decided_by = coalesce(decided_by, ${standing(tx).accountId}::uuid), decided_at = coalesce(decided_at, clock_timestamp()),
      released_by = ${released ?? null}::uuid, released_at = case when ${released ?? null}::uuid is null then null else clock_timestamp() end
    where id = ${row.id}::uuid`.execute(tx)
  await sql`update people.review set state = 'decided' where state = 'open'
    and record_a = any (${carried.records}::uuid[]) and record_b = any (${carried.records}::uuid[])`.execute(
    tx,
  )
}

interface Carried {
  readonly before: LinkBefore[]
  /** Records between which nothing is open any more. */
  readonly records: string[]
}

async function carryOut(tx: Tx, row: DecisionRow, by: 'rule' | 'reviewer'): Promise<Carried> {
  if (row.kind === 'split') return split(tx, row)
  const personA = await todayOf(tx, row.person_a)
  if (row.person_b === null) throw new Error(`Decision ${row.id} names one person only.`)
  const personB = await todayOf(tx, row.person_b)
  if (personA === personB) throw refuse('people.same-already')
  const before = await linksOf(tx, [personA, personB])
  const records = before.map((link) => link.recordId)
  if (row.kind === 'reject-pair') {
    await sql`insert into people.cannot_link (jurisdiction, record_a, record_b, decision_id)
      select ${standing(tx).jurisdiction}, least(a.record_id, b.record_id), greatest(a.record_id, b.record_id), ${row.id}::uuid
        from people.link a, people.link b where a.until is null and b.until is null and a.person_id = ${personA}::uuid
         and b.person_id = ${personB}::uuid on conflict (record_a, record_b) do nothing`.execute(tx)
    return { before, records }
  }
  if (row.kind === 'move-record') {
    const moved = before.filter((link) => link.recordId === row.record_id)
    if (moved.length === 0) throw refuse('people.decided-already')
    if (await keptApartRecord(tx, row.record_id!, personB)) throw refuse('people.kept-apart')
    await relink(tx, moved, personB, by, row)
    return { before, records }
  }
  if (await keptApart(tx, personA, personB)) throw refuse('people.kept-apart')
  // The older identifier stays the person's own, whichever of the two was named first.
  const { rows: ages } = await sql<{ id: string }>`
    select id from people.person where id in (${personA}::uuid, ${personB}::uuid) order by created_at, id`.execute(
    tx,
  )
  const into = ages[0]!.id
  const from = into === personA ? personB : personA
  await relink(
    tx,
    before.filter((link) => link.personId === from),
    into,
    by,
    row,
  )
  await sql`insert into people.redirect (jurisdiction, from_person, into_person, decision_id)
    values (${standing(tx).jurisdiction}, ${from}::uuid, ${into}::uuid, ${row.id}::uuid)`.execute(tx)
  await emit(tx, PersonsMerged, { decisionId: row.id, into, from })
  return { before, records }
}

async function linksOf(tx: Tx, personIds: readonly string[]): Promise<LinkBefore[]> {
  const { rows } =
    await sql<LinkBefore>`select record_id as "recordId", person_id as "personId", made_by as "madeBy",
      weight_bits as "weightBits", evidence from people.link where until is null and person_id = any (${[...personIds]}::uuid[])
    order by record_id for update`.execute(tx)
  return rows
}

/** Ends the links of records and makes new ones to another person. */
async function relink(
  tx: Tx,
  links: readonly LinkBefore[],
  into: string,
  by: 'rule' | 'reviewer' | 'restored',
  decision: Pick<DecisionRow, 'evidence' | 'bits'>,
): Promise<void> {
  if (links.length === 0) return
  const { jurisdiction } = standing(tx)
  await sql`update people.link set until = clock_timestamp() where until is null
    and record_id = any (${links.map((link) => link.recordId)}::uuid[])`.execute(tx)
  const made = links.map((link) => ({
    id: randomUUID(),
    jurisdiction,
    record_id: link.recordId,
    person_id: into,
    made_by: by === 'restored' ? link.madeBy : by,
    weight_bits: by === 'restored' ? link.weightBits : decision.bits,
    evidence: (by === 'restored' ? link.evidence : decision.evidence) ?? {},
    since: new Date().toISOString(),
    account_id: standing(tx).accountId,
  }))
  await sql`insert into people.link (id, jurisdiction, record_id, person_id, made_by, weight_bits, evidence, since, account_id)
    select id, jurisdiction, record_id, person_id, made_by, weight_bits, evidence, since, account_id
      from jsonb_populate_recordset(null::people.link, ${JSON.stringify(made)}::jsonb)`.execute(tx)
}

interface Redirect {
  readonly from_person: string
  readonly into_person: string
}

/** The redirect a merge made. @throws people.not-a-merge when it was undone, people.undo-later-first */
async function redirectOf(tx: Tx, mergeId: string): Promise<Redirect> {
  const { rows } = await sql<Redirect>`
    select from_person, into_person from people.redirect where decision_id = ${mergeId}::uuid and until is null`.execute(
    tx,
  )
  const redirect = rows[0]
  if (redirect === undefined) throw refuse('people.not-a-merge')
  if ((await todayOf(tx, redirect.into_person)) !== redirect.into_person)
    throw refuse('people.undo-later-first')
  return redirect
}

/** Undoes a merge: every record the merged-away person had is its own again, linked as it was. Records met since stay where they are. */
async function split(tx: Tx, row: DecisionRow): Promise<Carried> {
  if (row.undoes === null) throw new Error(`Decision ${row.id} says nothing to undo.`)
  const merge = await readDecision(tx, row.undoes)
  const { from_person: from, into_person: into } = await redirectOf(tx, merge.id)
  const before = await linksOf(tx, [into])
  const still = new Set(before.map((link) => link.recordId))
  const back = (merge.before ?? []).filter((link) => link.personId === from && still.has(link.recordId))
  await relink(tx, back, from, 'restored', merge)
  await sql`update people.redirect set until = clock_timestamp() where decision_id = ${merge.id}::uuid and until is null`.execute(
    tx,
  )
  await emit(tx, PersonsSplit, { decisionId: row.id, into: from, from: into })
  return { before, records: [...still] }
}

/** Whether two officers held any record of the one and any of the other to be of different persons. */
async function keptApart(tx: Tx, personA: string, personB: string): Promise<boolean> {
  const { rows } = await sql<{ one: boolean }>`
    select exists (select 1 from people.link a join people.cannot_link c on c.record_a = a.record_id or c.record_b = a.record_id
      join people.link b on b.record_id = case when c.record_a = a.record_id then c.record_b else c.record_a end
     where a.until is null and b.until is null and a.person_id = ${personA}::uuid and b.person_id = ${personB}::uuid) as one`.execute(
    tx,
  )
  return rows[0]!.one
}

async function keptApartRecord(tx: Tx, recordId: string, personId: string): Promise<boolean> {
  const { rows } = await sql<{ one: boolean }>`
    select exists (select 1 from people.cannot_link c
      join people.link b on b.record_id = case when c.record_a = ${recordId}::uuid then c.record_b else c.record_a end
     where ${recordId}::uuid in (c.record_a, c.record_b) and b.until is null and b.person_id = ${personId}::uuid) as one`.execute(
    tx,
  )
  return rows[0]!.one
}

/** Whether a clerk who saw both said that they are two: what he wrote in front of the person outweighs any rule. */
async function toldApart(tx: Tx, personA: string, personB: string): Promise<boolean> {
  const { rows } = await sql<{ one: boolean }>`
    select exists (select 1 from (values (${personA}::uuid, ${personB}::uuid), (${personB}::uuid, ${personA}::uuid)) as pair(own, other)
      join people.link l on l.person_id = pair.own and l.until is null join people.record r on r.id = l.record_id
     where r.as_written -> 'noneOf' ?| people.same_person(pair.other)::text[]) as one`.execute(tx)
  return rows[0]!.one
}

/** Whether people have ever kept, told or put these persons apart, or declined to join them: no rule then joins them again. */
export async function hasBeenParted(tx: Tx, personA: string, personB: string): Promise<boolean> {
  if ((await keptApart(tx, personA, personB)) || (await toldApart(tx, personA, personB))) return true
  const { rows } = await sql<{ one: boolean }>`
    select exists (select 1 from people.decision d left join people.decision m on m.id = d.undoes
      where ((d.kind = 'split' and d.state = 'done') or (d.kind = 'merge' and d.state = 'declined'))
        and coalesce(m.person_a, d.person_a) in (${personA}::uuid, ${personB}::uuid)
        and coalesce(m.person_b, d.person_b) in (${personA}::uuid, ${personB}::uuid)) as one`.execute(tx)
  return rows[0]!.one
}
