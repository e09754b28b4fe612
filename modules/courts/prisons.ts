import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { getCaseHead, getParty } from '#kernel/cases'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { personOf } from './person-of.ts'

export interface PrisonChoice {
  readonly id: number
  readonly nameEn: string
  readonly nameUr: string
  /** Whether it takes prisoners of this sex and age. */
  readonly suits: boolean
  /** Whether courts of this district normally commit to it. */
  readonly ofDistrict: boolean
}

/** Who is to be committed, as far as the choice of a prison goes. An age or sex that nobody recorded is not guessed. */
export interface Committed {
  readonly sex: 'M' | 'F' | 'X' | null
  readonly child: boolean
}

export async function committedOf(tx: Tx, partyId: string): Promise<Committed> {
  const party = await getParty(tx, partyId)
  const head = await getCaseHead(tx, party.caseId)
  const person = await personOf(tx, partyId)
  const { rows } = await sql<{ child: boolean | null }>`
    select ${person.birthDate}::date > workflow.today() - interval '18 years' as child`.execute(tx)
  return { sex: person.sex, child: rows[0]?.child ?? head.flags.includes('juvenile') }
}

/** Prisons of the province, those of the court's own district and of this sex and age first. */
export async function prisonsFor(tx: Tx, partyId: string): Promise<PrisonChoice[]> {
  const { jurisdiction, unitId } = standing(tx)
  const who = await committedOf(tx, partyId)
  const { rows } = await sql<{
    id: number
    nameEn: string
    nameUr: string
    sex: string | null
    ages: string | null
    takes: string[] | null
    ofDistrict: boolean
  }>`
    select u.id, n.name_en as "nameEn", n.name_ur as "nameUr", u.attributes ->> 'sex' as sex, u.attributes ->> 'ages' as ages,
      u.attributes -> 'takes' as takes,
      coalesce(u.attributes -> 'serves' ? (select d.code from units.reach r join units.unit d on d.id = r.ancestor_id and d.kind = 'district'
        where r.hierarchy = 'territory' and r.descendant_id = ${unitId} limit 1), false) as "ofDistrict"
    from units.unit u join units.current_unit n on n.id = u.id
    where u.kind = 'prison' and u.jurisdiction = ${jurisdiction} and (u.valid_to is null or u.valid_to > workflow.today())
    order by n.name_en, u.id`.execute(tx)
  return rows
    .map(({ sex, ages, takes, ...prison }) => ({
      ...prison,
      suits:
        takesSex(sex, who.sex) &&
        (ages === null || ages === 'all' || (ages === 'juvenile') === who.child) &&
        (takes === null || takes.includes('under-trial')),
    }))
    .sort((a, b) => Number(b.suits) - Number(a.suits) || Number(b.ofDistrict) - Number(a.ofDistrict))
}

function takesSex(prison: string | null, person: Committed['sex']): boolean {
  if (prison === null || prison === 'all' || person === null || person === 'X') return true
  return prison === (person === 'F' ? 'female' : 'male')
}

/** @throws courts.no-such-prison, courts.prison-unsuitable */
export async function refuseUnsuitablePrison(
  tx: Tx,
  partyId: string,
  prisonId: number,
  override: string | undefined,
): Promise<void> {
  const prison = (await prisonsFor(tx, partyId)).find(({ id }) => id === prisonId)
  if (prison === undefined) throw refuse('courts.no-such-prison')
  if (!prison.suits && override === undefined) throw refuse('courts.prison-unsuitable')
}

/** The prison that holds an accused for this case: the last that was let see them. */
export async function findPrisonOf(tx: Tx, partyId: string): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select u.id from cases.party p cross join lateral unnest(p.units) with ordinality as seen(id, place)
    join units.unit u on u.id = seen.id and u.kind = 'prison' where p.id = ${partyId}::uuid order by seen.place desc limit 1`.execute(
    tx,
  )
  return rows[0]?.id ?? null
}
