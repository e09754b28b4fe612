import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import type * as contract from './contract.ts'
import { prisonersWhere, termMonthsOf, tiesWhere, visitorsWhere } from './facts.ts'
import { quotaOf, ruleFor, visitKinds } from './judge.ts'
import { rulesOf } from './rules.ts'
import { refusalsWhere, visitsWhere } from './visits.ts'

/** @throws not-found */
async function prisonIdOf(tx: Tx, imprisonmentId: string): Promise<number> {
  const { rows } = await sql<{ prison_id: number }>`
    select prison_id from custody.imprisonment where id = ${imprisonmentId}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0].prison_id
}

/** What a prisoner's page shows of visits. @throws not-found */
export async function visitingOf(
  tx: Tx,
  { id }: { id: string },
): Promise<OutputOf<typeof contract.getVisiting>> {
  const prisonId = await prisonIdOf(tx, id)
  const on = await today(tx)
  const [prisoner] = await prisonersWhere(tx, sql`i.id = ${id}::uuid`, prisonId, on)
  if (prisoner === undefined) throw refuse('not-found')
  const rules = await rulesOf(tx, prisonId)
  const ties = await tiesWhere(tx, sql`t.imprisonment_id = ${id}::uuid`)
  const people = await visitorsWhere(
    tx,
    sql`v.id in (select t.visitor_id from custody.visitor_tie t where t.imprisonment_id = ${id}::uuid)`,
    prisonId,
    on,
  )
  const { rows: whys } = await sql<{ id: string; why: string | null }>`
    select id, why from custody.visitor_tie where imprisonment_id = ${id}::uuid`.execute(tx)
  const whyOf = new Map(whys.map((row) => [row.id, row.why]))
  const personOf = new Map(people.map((person) => [person.id, person]))
  const { rows: stops } = await sql<OutputOf<typeof contract.getVisiting>['stops'][number]>`
    select id, kind, from_on as "fromOn", until_on as "untilOn", authority, note, ended_why as "endedWhy",
      ended_at is null and (until_on is null or until_on >= ${on}::date) as holds
      from custody.visit_stop where imprisonment_id = ${id}::uuid order by ordered_at desc`.execute(tx)
  const termMonths = await termMonthsOf(tx, id)
  return {
    held: prisoner.held,
    class: prisoner.class,
    quotas: visitKinds.flatMap((kind) => {
      const rule = ruleFor(rules, kind, { ...prisoner, termMonths }, on)
      if (rule === undefined) return []
      const days = prisoner.counted[kind].map((visit) => visit.onDate)
      return [{ rule, ...quotaOf(rule, days, on) }]
    }),
    today: [
      ...(prisoner.out === null ? [] : ['out' as const]),
      ...(prisoner.isolation ? ['isolation' as const] : []),
      ...(prisoner.stop === null ? [] : ['stopped' as const]),
    ],
    stops,
    list: ties.flatMap((tie) => {
      const person = personOf.get(tie.visitorId)
      return person === undefined
        ? []
        : [
            {
              ...person,
              tieId: tie.id,
              relation: tie.relation,
              state: tie.state,
              untilOn: tie.untilOn,
              why: whyOf.get(tie.id) ?? null,
            },
          ]
    }),
    visits: (await visitsWhere(tx, sql`v.imprisonment_id = ${id}::uuid`, { size: 60, from: 0 })).rows,
    refusals: (await refusalsWhere(tx, sql`f.imprisonment_id = ${id}::uuid`)).rows,
  }
}

/** @throws not-found */
export async function stop(
  tx: Tx,
  given: ParsedInputOf<typeof contract.stopVisits>,
): Promise<{ stopId: string }> {
  const prisonId = await prisonIdOf(tx, given.id)
  const on = await today(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.visit_stop (jurisdiction, prison_id, imprisonment_id, kind, from_on, until_on, authority, note)
    values (${standing(tx).jurisdiction}, ${prisonId}, ${given.id}::uuid, ${given.kind}, ${on}::date,
      case when ${given.untilOn ?? null}::date is not null then greatest(${given.untilOn ?? null}::date, ${on}::date) end, ${given.authority}, ${given.note || null}) returning id`.execute(
    tx,
  )
  return { stopId: rows[0]!.id }
}

/** @throws not-found */
export async function endStop(tx: Tx, given: { stopId: string; why: string }): Promise<{ ended: true }> {
  const { numAffectedRows } = await sql`
    update custody.visit_stop set ended_at = clock_timestamp(), ended_by = ${standing(tx).accountId}::uuid, ended_why = ${given.why}
     where id = ${given.stopId}::uuid and ended_at is null`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('not-found')
  return { ended: true }
}

/** @throws not-found */
export async function setClass(
  tx: Tx,
  given: ParsedInputOf<typeof contract.setVisitClass>,
): Promise<OutputOf<typeof contract.setVisitClass>> {
  const prisonId = await prisonIdOf(tx, given.id)
  await sql`insert into custody.visit_class (imprisonment_id, from_on, jurisdiction, prison_id, class, authority)
    values (${given.id}::uuid, ${await today(tx)}::date, ${standing(tx).jurisdiction}, ${prisonId}, ${given.class}, ${given.authority})`.execute(
    tx,
  )
  return { class: given.class }
}
