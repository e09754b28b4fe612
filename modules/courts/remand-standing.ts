import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { chargesOf, getCaseHead, getParty } from '#kernel/cases'
import { packOf, type ResultOf, readDay, rulesInForce } from '#kernel/law'
import { applicationsFor } from '#modules/policing'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import { remandOrdersOf } from './asked-by-others.ts'
import type * as contract from './contract.ts'
import { daysAfter, openDayFrom, openDayUpTo, todayOf } from './open-day.ts'
import { personOf } from './person-of.ts'
import { committedOf, findPrisonOf, prisonsFor } from './prisons.ts'
import { countPoliceRemand, womanAndPolice } from './remand.ts'

/** Everything the remand form shows: who, what was ordered before, the days counted, and where and until when one may commit. */
export async function remandStanding(
  tx: Tx,
  input: { partyId: string; fromOn?: string | undefined; toOn?: string | undefined },
): Promise<OutputOf<typeof contract.getRemandStanding>> {
  const { unitId, jurisdiction } = standing(tx)
  const party = await getParty(tx, input.partyId)
  const head = await getCaseHead(tx, party.caseId)
  const today = await todayOf(tx)
  const application = (await applicationsFor(tx, unitId)).find((one) => one.partyId === party.id)
  const person = await personOf(tx, party.id)
  const counted = await countPoliceRemand(tx, party.caseId, party.id)
  const { fromOn, toOn } = input
  const asked =
    fromOn !== undefined && toOn !== undefined && fromOn <= toOn
      ? await countPoliceRemand(tx, party.caseId, party.id, { fromOn, toOn })
      : null
  const orders = await remandOrdersOf(tx, party.id)
  const most = rulesInForce(packOf(jurisdiction)).on('remand.judicial-days', readDay(today, 'today')).value
  const latest = daysAfter(today, most)
  return {
    caseId: party.caseId,
    firNumber: head.firNumber,
    firYear: head.firYear,
    station: head.policeStation,
    nameEn: party.nameEn,
    nameUr: party.nameUr,
    fatherEn: person.fatherEn,
    fatherUr: person.fatherUr,
    custody: party.custody,
    ...(await committedOf(tx, party.id)),
    charges: (await chargesOf(tx, party.caseId, party.id)).map(({ act, section, titleEn, titleUr }) => ({
      act,
      section,
      titleEn,
      titleUr,
    })),
    application: application ?? null,
    orders: await withReasons(tx, orders),
    counted,
    asked,
    latestLawfulDay: ((asked ?? counted).proof.result as ResultOf<'remand'>).latestLawfulDay ?? null,
    woman: await womanAndPolice(tx, party.caseId, party.id),
    today,
    judicialDays: most,
    // A closed last day cannot be rolled forward: s.344 bounds the order, so the last open day before it is offered.
    judicialLatest: openDayUpTo(jurisdiction, latest, today) ?? openDayFrom(jurisdiction, latest),
    heldAt: party.custody === 'prison' ? await findPrisonOf(tx, party.id) : null,
    prisons: await prisonsFor(tx, party.id),
  }
}

type OrderRow = OutputOf<typeof contract.getRemandStanding>['orders'][number]

async function withReasons(tx: Tx, orders: Awaited<ReturnType<typeof remandOrdersOf>>): Promise<OrderRow[]> {
  const { rows } = await sql<{
    id: string
    reasons: string | null
    override: string | null
    courtEn: string
    courtUr: string
    prisonEn: string | null
    prisonUr: string | null
  }>`
    select o.id, o.reasons, o.override_reason as override, c.name_en as "courtEn", c.name_ur as "courtUr", p.name_en as "prisonEn",
      p.name_ur as "prisonUr"
    from courts.remand_order o join units.current_unit c on c.id = o.court_id left join units.current_unit p on p.id = o.prison_id
    where o.id = any (${orders.map(({ id }) => id)}::uuid[])`.execute(tx)
  const more = new Map(rows.map((row) => [row.id, row]))
  return orders.map(({ id, partyId, kind, orderedOn, fromOn, toOn, nextDate }) => ({
    partyId,
    kind,
    orderedOn,
    fromOn,
    toOn,
    nextDate,
    ...more.get(id)!,
  }))
}

/** Remand orders of a case as its page shows them. */
export async function remandOrdersOfCase(tx: Tx, caseId: string): Promise<OrderRow[]> {
  const { rows } = await sql<{ party: string }>`
    select distinct party_id as party from courts.remand_order where case_id = ${caseId}::uuid`.execute(tx)
  const all: OrderRow[] = []
  for (const { party } of rows) all.push(...(await withReasons(tx, await remandOrdersOf(tx, party))))
  return all.sort((a, b) => (a.orderedOn < b.orderedOn ? -1 : 1))
}
