import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import { juvenileBornAfter } from '../accommodation/sleepers.ts'
import { outAt } from '../movement/register.ts'
import { bothOf } from '../prisoners/names.ts'
import { sentenceFactsOf } from '../sentence/facts.ts'
import type * as contract from './contract.ts'
import { periodOf, type VisitKind } from './judge.ts'

type Desk = OutputOf<typeof contract.getVisitDeskPeople>

/** A prisoner as visits see one: from the registers of accommodation and movement, with the classes and stops of this part. */
export interface VisitedPrisoner extends contract.DeskPrisoner {
  readonly held: boolean
  readonly prisonId: number
  /** Days on which a visit of each kind counts, in this quarter. */
  readonly counted: Readonly<
    Record<VisitKind, readonly { onDate: string; slotAt: string; tokenNo: number | null }[]>
  >
}

interface HeldRow {
  id: string
  prison_id: number
  number: number
  year: number
  state: 'in' | 'released'
  category: string
  name_en: string | null
  name_ur: string | null
  father_en: string | null
  father_ur: string | null
  sex: contract.DeskPrisoner['sex']
  birth_date: string | null
  ward: 'isolation' | 'hospital' | null
  out: string | null
}

interface CountedRow {
  imprisonment_id: string
  kind: VisitKind
  on_date: string
  slot_at: string
  token_no: number | null
}

/**
 * Prisoners of a prison with all that limits their visits on a day. @param at the moment that is judged: where they are then
 */
export async function prisonersWhere(
  tx: Tx,
  where: RawBuilder<unknown>,
  prisonId: number,
  on: string,
  at: string | null = null,
): Promise<VisitedPrisoner[]> {
  const bornAfter = await juvenileBornAfter(tx)
  const { rows: held } = await sql<HeldRow>`
    select i.id, i.prison_id, i.number, i.year, i.state, i.category, p.name_en, p.name_ur, p.father_en, p.father_ur, p.sex, p.birth_date,
      w.ward, o.kind as out
      from custody.imprisonment i
      join people.record p on p.id = i.record_id
      left join custody.medical_ward w on w.imprisonment_id = i.id and w.until_at is null
      left join custody.out_now o on o.imprisonment_id = i.id
     where ${where} order by i.year, i.number`.execute(tx)
  const ids = held.map((one) => one.id)
  const one = ids.length === 1 ? sql`and imprisonment_id = ${ids[0]}::uuid` : sql``
  const { from, to } = periodOf('quarter', on)
  const { rows: counted } = await sql<CountedRow>`
    select imprisonment_id, kind, on_date, to_char(slot_at, 'HH24:MI') as slot_at, token_no from custody.visit
     where prison_id = ${prisonId} ${one} and on_date >= least(${from}::date, ${periodOf('week', on).from}::date)
       and on_date < greatest(${to}::date, ${periodOf('week', on).to}::date)
       and state in ('booked', 'waiting', 'running', 'ended') order by on_date, slot_at`.execute(tx)
  const { rows: stops } = await sql<{
    imprisonment_id: string
    kind: (typeof contract.stopKinds)[number]
    until_on: string | null
  }>`
    select imprisonment_id, kind, until_on from custody.visit_stop
     where prison_id = ${prisonId} ${one} and ended_at is null and from_on <= ${on}::date and (until_on is null or until_on >= ${on}::date)
     order by until_on nulls last`.execute(tx)
  const { rows: classed } = await sql<{
    imprisonment_id: string
    class: (typeof contract.visitClasses)[number]
  }>`
    select distinct on (imprisonment_id) imprisonment_id, class from custody.visit_class
     where prison_id = ${prisonId} ${one} and from_on <= ${on}::date order by imprisonment_id, from_on desc, set_at desc`.execute(
    tx,
  )
  const { rows: closed } = await sql<{ imprisonment_id: string; session_id: string }>`
    select imprisonment_id, session_id from custody.sessions_kept_apart(${prisonId}, ${on}::date)
     where ${ids.length === 1 ? sql`imprisonment_id = ${ids[0]}::uuid` : sql`true`}`.execute(tx)
  const away = at === null ? undefined : await outAt(tx, ids, at)
  const countedOf = Map.groupBy(counted, (row) => row.imprisonment_id)
  const closedTo = Map.groupBy(closed, (row) => row.imprisonment_id)
  const stopOf = new Map(stops.map((row) => [row.imprisonment_id, { kind: row.kind, untilOn: row.until_on }]))
  const classOf = new Map(classed.map((row) => [row.imprisonment_id, row.class]))
  return held.map((one) => {
    const id = one.id
    const own = countedOf.get(id) ?? []
    const ofKind = (kind: VisitKind) =>
      own
        .filter((row) => row.kind === kind)
        .map((row) => ({ onDate: row.on_date, slotAt: row.slot_at, tokenNo: row.token_no }))
    const ordinary = ofKind('ordinary')
    return {
      imprisonmentId: id,
      number: `${one.number}/${one.year}`,
      name: bothOf(one.name_en, one.name_ur),
      father: one.father_en === null && one.father_ur === null ? null : bothOf(one.father_en, one.father_ur),
      held: one.state === 'in',
      prisonId: one.prison_id,
      category: one.category,
      class: classOf.get(id) ?? 'ordinary',
      sex: one.sex,
      juvenile: one.birth_date === null ? null : one.birth_date > bornAfter,
      out: away === undefined ? one.out : (away.get(id) ?? null),
      isolation: one.ward === 'isolation',
      stop: stopOf.get(id) ?? null,
      visited: ordinary.map((visit) => visit.onDate),
      closedSessions: (closedTo.get(id) ?? []).map((row) => row.session_id),
      counted: { ordinary, legal: ofKind('legal'), 'family-room': ofKind('family-room') },
    }
  })
}

/** Of one prisoner, only what may have come between a booking and the door. */
export async function atTheDoor(
  tx: Tx,
  imprisonmentId: string,
  given: { readonly prisonId: number; readonly on: string; readonly at: string },
): Promise<{ held: boolean; stopped: boolean; out: boolean }> {
  const { prisonId, on, at } = given
  const { rows } = await sql<{ held: boolean; stopped: boolean }>`
    select i.state = 'in' as held, exists (
        select 1 from custody.visit_stop s where s.prison_id = ${prisonId} and s.imprisonment_id = i.id and s.ended_at is null
           and s.from_on <= ${on}::date and (s.until_on is null or s.until_on >= ${on}::date)) as stopped
      from custody.imprisonment i where i.id = ${imprisonmentId}::uuid`.execute(tx)
  const away = await outAt(tx, [imprisonmentId], at)
  return {
    held: rows[0]?.held ?? false,
    stopped: rows[0]?.stopped ?? false,
    out: away.get(imprisonmentId) != null,
  }
}

/** Visitors with the ban that keeps them out on a day, if one does. `where` speaks of visitor `v`. */
export async function visitorsWhere(
  tx: Tx,
  where: RawBuilder<unknown>,
  prisonId: number,
  on: string,
): Promise<Desk['visitors']> {
  const { rows } = await sql<{
    id: string
    name_en: string
    name_ur: string
    father_en: string | null
    father_ur: string | null
    cnic: string | null
    other_paper: string | null
    photo: string | null
    ban: Desk['visitors'][number]['ban']
  }>`select v.id, v.name_en, v.name_ur, v.father_en, v.father_ur, v.cnic, v.other_paper, v.photo, b.ban
       from custody.visitor v
       left join lateral (
         select jsonb_build_object('reason', b.reason, 'untilOn', b.until_on) as ban from custody.visit_ban b
          where b.visitor_id = v.id and (b.prison_id = ${prisonId} or b.prison_id is null) and b.lifted_at is null
            and b.from_on <= ${on}::date and (b.until_on is null or b.until_on >= ${on}::date)
          order by b.until_on desc nulls first limit 1) b on true
      where ${where} order by v.name_en, v.id`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    name: bothOf(row.name_en, row.name_ur),
    father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
    cnic: row.cnic,
    otherPaper: row.other_paper,
    ban: row.ban,
    photo: row.photo,
  }))
}

export async function tiesWhere(tx: Tx, where: RawBuilder<unknown>): Promise<Desk['ties']> {
  const { rows } = await sql<Desk['ties'][number]>`
    select t.id, t.imprisonment_id as "imprisonmentId", t.visitor_id as "visitorId", t.relation, t.state, t.until_on as "untilOn"
      from custody.visitor_tie t where ${where} order by t.added_at, t.id`.execute(tx)
  return rows
}

/** The whole term a prisoner serves, in months: consecutive terms one after the other, of concurrent ones the longest; life is beyond any number. */
export async function termMonthsOf(tx: Tx, imprisonmentId: string): Promise<number | null> {
  const facts = (await sentenceFactsOf(tx, [imprisonmentId])).get(imprisonmentId)
  if (facts === undefined || facts.inputs.sentences.length === 0) return null
  let chain = 0
  for (const { term, relation } of facts.inputs.sentences) {
    const months =
      term === 'LIFE'
        ? Number.POSITIVE_INFINITY
        : (term.years ?? 0) * 12 + (term.months ?? 0) + (term.days ?? 0) / 30
    chain = relation === 'CONCURRENT' ? Math.max(chain, months) : chain + months
  }
  return chain
}
