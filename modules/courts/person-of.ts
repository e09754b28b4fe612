import { sql } from 'kysely'
import { getParty } from '#kernel/cases'
import { personCards } from '#kernel/people'
import type { Tx } from '#platform/db'

export interface PersonOfParty {
  readonly sex: 'M' | 'F' | 'X' | null
  readonly birthDate: string | null
  readonly fatherEn: string | null
  readonly fatherUr: string | null
}

/**
 * What is known of an accused: the registry's card, and beside it the record the case itself was opened with. A person whose
 * record was moved to another in the registry must not lose their sex or age here: safeguards for women and children hang on it.
 */
export async function personOf(tx: Tx, partyId: string): Promise<PersonOfParty> {
  const party = await getParty(tx, partyId)
  const card =
    party.personId === null ? undefined : (await personCards(tx, [party.personId])).get(party.personId)
  const { rows } = await sql<PersonOfParty>`
    select sex, birth_date as "birthDate", father_en as "fatherEn", father_ur as "fatherUr"
    from people.record where id = ${party.recordId}::uuid`.execute(tx)
  const record = rows[0]
  const either = card?.sex ?? record?.sex ?? null
  return {
    sex: card?.sex === 'F' || record?.sex === 'F' ? 'F' : either,
    birthDate: card?.birthDate ?? record?.birthDate ?? null,
    fatherEn: card?.fatherEn ?? record?.fatherEn ?? null,
    fatherUr: card?.fatherUr ?? record?.fatherUr ?? null,
  }
}
