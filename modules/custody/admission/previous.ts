import { sql } from 'kysely'
import { recordAct } from '#kernel/audit'
import { type CardRow, cardOf, findPeople, type PersonCard, type Reach } from '#kernel/people'
import type { Tx } from '#platform/db'
import type { EarlierImprisonment, ImprisonedBefore } from './contract.ts'

interface Row extends CardRow {
  id: string
  prison_en: string
  prison_ur: string
  number: number
  year: number
  admitted_year: number
  released_year: number | null
  held: boolean
  wanted: NonNullable<EarlierImprisonment['wanted']>['kind'] | null
  wanted_since: string | null
}

type Card = PersonCard & { readonly imprisonments: EarlierImprisonment[] }

/** All prisons of the province, and of a person what the latest of them wrote. */
const prisons: Reach<Card> = {
  records: 'custody.search_imprisoned',
  async cards(tx, personIds) {
    const cards = new Map<string, Card>()
    for (const row of await rowsOf(tx, personIds)) {
      const card = cards.get(row.person_id)
      if (card !== undefined) card.imprisonments.push(imprisonment(row))
      else cards.set(row.person_id, { ...cardOf(row), imprisonments: [imprisonment(row)] })
    }
    return cards
  },
}

async function rowsOf(tx: Tx, personIds: readonly string[]): Promise<Row[]> {
  if (personIds.length === 0) return []
  const { rows } = await sql<Row>`select f.*, u.name_en as prison_en, u.name_ur as prison_ur
    from custody.imprisonments_of(${[...personIds]}::uuid[]) f join units.current_unit u on u.id = f.prison_id`.execute(
    tx,
  )
  return rows
}

const imprisonment = (row: Row): EarlierImprisonment => ({
  id: row.id,
  prison: { en: row.prison_en, ur: row.prison_ur },
  number: `${row.number}/${row.year}`,
  admittedYear: row.admitted_year,
  releasedYear: row.released_year,
  held: row.held,
  wanted:
    row.wanted === null || row.wanted_since === null ? null : { kind: row.wanted, since: row.wanted_since },
})

/** Name and father fit so well, in sound if not in letters, that a clerk must say whether it is the same person. */
const likely = 0.65

/**
 * Who may be this person among those whom any prison of the department has held, best first; the person of the warrant, when he is
 * known here, before all others. Searched before a number is issued: a man released under one spelling comes back under another.
 * The read is recorded with what it showed.
 */
export async function findImprisonedBefore(
  tx: Tx,
  given: { readonly q?: string | undefined; readonly personId?: string | undefined },
  limit = 6,
): Promise<ImprisonedBefore[]> {
  const found = given.q === undefined ? [] : await findPeople(tx, given.q, limit, prisons)
  const own = given.personId === undefined ? [] : [...(await prisons.cards(tx, [given.personId])).values()]
  const others = found.filter((one) => one.personId !== own[0]?.personId)
  await recordAct(tx, {
    act: 'read',
    subject: 'custody.imprisonment',
    subjectIds: [...own, ...others].flatMap((one) => one.imprisonments.map(({ id }) => id)),
  })
  return [
    ...own.map((one) => ({ ...one, why: [], closeness: 1, strong: true })),
    ...others.map((one) => ({
      ...one,
      strong:
        (one.why.includes('cnic') && one.closeness === 1) ||
        (one.why.includes('father') && one.closeness >= likely),
    })),
  ]
}

/** How often a person was in prison, this time included. */
export async function countImprisonments(tx: Tx, personId: string): Promise<number> {
  return (await rowsOf(tx, [personId])).length
}

/** In which prison somebody is at large on the roll; null when they are not. */
export async function atLargeFrom(
  tx: Tx,
  personId: string,
): Promise<{ prison: EarlierImprisonment['prison']; since: string } | null> {
  const row = (await rowsOf(tx, [personId])).find((one) => one.wanted === 'at-large')
  return row === undefined
    ? null
    : { prison: { en: row.prison_en, ur: row.prison_ur }, since: row.wanted_since! }
}
