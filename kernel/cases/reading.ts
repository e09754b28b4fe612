import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { CaseCharge, CaseEvent, CaseHead, CaseParty } from './contract.ts'

const unit = (alias: string) =>
  sql.raw(
    `case when ${alias}.id is null then null else json_build_object('id', ${alias}.id, 'code', ${alias}.code, 'nameEn', ${alias}.name_en, 'nameUr', ${alias}.name_ur) end`,
  )

const head = sql`c.id, c.fir_number as "firNumber", c.fir_year as "firYear", c.fir_on as "firOn", c.offence_on as "offenceOn",
  ${unit('ps')} as "policeStation", ${unit('d')} as district, ${unit('po')} as "prosecutionOffice", ${unit('ct')} as court,
  c.court_case_number as "courtCaseNumber", c.flags, c.version`

const joinsOf = (units: string) => {
  const named = sql.raw(units)
  return sql`join ${named} ps on ps.id = c.police_station_id join ${named} d on d.id = c.district_id
  left join ${named} po on po.id = c.prosecution_office_id left join ${named} ct on ct.id = c.court_id`
}
const joins = joinsOf('units.current_unit')

/** The head of a case. @throws not-found when the reader may not see it, whether or not it exists */
export async function getCaseHead(tx: Tx, caseId: string): Promise<CaseHead> {
  const { rows } =
    await sql<CaseHead>`select ${head} from cases.case c ${joins} where c.id = ${caseId}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

export async function listCaseHeads(
  tx: Tx,
  query: {
    q?: string | undefined
    sort: 'fir' | '-fir' | 'registered' | '-registered'
    page: number
    size: number
  },
): Promise<{ rows: CaseHead[]; total: number }> {
  const fir = /(\d+)\s*\/\s*(\d{2,4})/.exec(query.q ?? '')
  const filter =
    query.q === undefined || query.q === ''
      ? sql`true`
      : fir !== null
        ? sql`c.fir_number = ${Number(fir[1])} and c.fir_year = ${Number(fir[2]!.length === 2 ? `20${fir[2]}` : fir[2])}`
        : sql`exists (select 1 from cases.party p where p.case_id = c.id and (p.name_en ilike ${`%${query.q}%`} or p.name_ur like ${`%${query.q}%`}))`
  const order = sql.raw(
    {
      fir: 'c.fir_year, c.fir_number',
      '-fir': 'c.fir_year desc, c.fir_number desc',
      registered: 'c.registered_at, c.id',
      '-registered': 'c.registered_at desc, c.id',
    }[query.sort],
  )
  // The page is cut before names are looked up, and counted in the same pass: one query, whatever the number of cases. Its fifty rows
  // share a dozen units; each one's name of today is looked up once.
  const { rows } = await sql<CaseHead & { total: number }>`
    with hit as materialized (select c.* from cases.case c where ${filter}),
    page as materialized (select c.* from hit c order by ${order} limit ${query.size} offset ${(query.page - 1) * query.size}),
    named as materialized (select u.id, u.code, u.name_en, u.name_ur from units.current_unit u where u.id = any (array(
      select unnest(array[p.police_station_id, p.district_id, p.prosecution_office_id, p.court_id]) from page p)))
    select ${head}, (select count(*)::integer from hit) as total from page c ${joinsOf('named')} order by ${order}`.execute(
    tx,
  )
  if (rows.length > 0 || query.page === 1)
    return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::integer as total from cases.case c where ${filter}`.execute(tx)
  return { rows: [], total: counted[0]!.total }
}

export async function partiesOf(tx: Tx, caseId: string): Promise<CaseParty[]> {
  const { rows } = await sql<CaseParty>`
    select id, role, serial, person_id as "personId", name_en as "nameEn", name_ur as "nameUr", custody, outcome
    from cases.party where case_id = ${caseId}::uuid order by role, serial`.execute(tx)
  return rows
}

/** One accused, complainant or witness with the case it belongs to. @throws not-found */
export async function getParty(
  tx: Tx,
  partyId: string,
): Promise<CaseParty & { caseId: string; recordId: string | null }> {
  const { rows } = await sql<CaseParty & { caseId: string; recordId: string | null }>`
    select id, case_id as "caseId", record_id as "recordId", role, serial, person_id as "personId", name_en as "nameEn",
      name_ur as "nameUr", custody, outcome
    from cases.party where id = ${partyId}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

/** Charges against one accused: those laid against all, and those against this one. Without a party, all of the case. */
export async function chargesOf(tx: Tx, caseId: string, partyId?: string): Promise<CaseCharge[]> {
  const { rows } = await sql<CaseCharge>`
    select id, party_id as "partyId", act, section, title_en as "titleEn", title_ur as "titleUr", max_punishment as "maxPunishment"
    from cases.charge where case_id = ${caseId}::uuid and withdrawn_at is null
      and (${partyId ?? null}::uuid is null or party_id is null or party_id = ${partyId ?? null}::uuid)
    order by created_at, id`.execute(tx)
  return rows
}

/** The same charges for many accused at once. */
export async function chargesOfParties(
  tx: Tx,
  partyIds: readonly string[],
): Promise<Map<string, CaseCharge[]>> {
  const { rows } = await sql<CaseCharge & { of: string }>`
    select c.of, c.id, c.party_id as "partyId", c.act, c.section, c.title_en as "titleEn", c.title_ur as "titleUr",
      c.max_punishment as "maxPunishment"
    from cases.charges_of(${partyIds}::uuid[]) c order by c.created_at, c.id`.execute(tx)
  const found = new Map<string, CaseCharge[]>()
  for (const { of, ...charge } of rows) {
    const known = found.get(of)
    if (known === undefined) found.set(of, [charge])
    else known.push(charge)
  }
  return found
}

/** How the case of each of these accused came out, and the flags of its case. An accused the reader may not see is missing. */
export async function outcomesOfParties(
  tx: Tx,
  partyIds: readonly string[],
): Promise<Map<string, { outcome: CaseParty['outcome']; caseId: string; flags: readonly string[] }>> {
  const { rows } = await sql<{
    id: string
    outcome: CaseParty['outcome']
    caseId: string
    flags: string[]
  }>`select party_id as id, outcome, case_id as "caseId", flags from cases.accused_of(${partyIds}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map(({ id, ...found }) => [id, found]))
}

const event = sql`e.id, e.case_id as "caseId", e.party_id as "partyId", e.at, e.kind, e.agency, ${unit('u')} as unit, e.params`

/** The case's timeline as the reader may see it, and how many entries are withheld. */
export async function timelineOf(
  tx: Tx,
  caseId: string,
): Promise<{ timeline: CaseEvent[]; withheld: number }> {
  const { rows } =
    await sql<CaseEvent>`select ${event} from cases.event e join units.current_unit u on u.id = e.unit_id
    where e.case_id = ${caseId}::uuid order by e.at, e.id`.execute(tx)
  const { rows: rest } = await sql<{
    withheld: number | null
  }>`select cases.withheld(${caseId}::uuid, ${rows.length}) as withheld`.execute(tx)
  return { timeline: rows, withheld: rest[0]?.withheld ?? 0 }
}

/** One person's cases, under whichever identifier they were entered, and the entries that concern them or their whole case. */
export async function storyOf(tx: Tx, personId: string) {
  const { rows: parties } = await sql<CaseParty & { caseId: string }>`
    select id, case_id as "caseId", role, serial, person_id as "personId", name_en as "nameEn", name_ur as "nameUr", custody, outcome
    from cases.party where person_id = any (people.same_person(${personId}::uuid)) order by created_at`.execute(
    tx,
  )
  const cases: { case: CaseHead; party: CaseParty }[] = []
  const timeline: CaseEvent[] = []
  let withheld = 0
  for (const { caseId, ...party } of parties) {
    cases.push({ case: await getCaseHead(tx, caseId), party })
    const told = await timelineOf(tx, caseId)
    timeline.push(...told.timeline.filter((entry) => entry.partyId === null || entry.partyId === party.id))
    withheld += told.withheld
  }
  timeline.sort((a, b) => (a.at < b.at ? -1 : 1))
  return { cases, timeline, withheld }
}
