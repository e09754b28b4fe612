import type { CaseParty } from '#kernel/cases/contract'
import { compareNames, doubtsOfAge, doubtsOfPerson, personCards } from '#kernel/people'
import type { Tx } from '#platform/db'
import type { Doubt } from '#platform/http'
import { today } from '../law-of-prison.ts'
import type { NewAdmission } from './contract.ts'

/** The register is written at the gate; an entry of yesterday evening is usual, an earlier one is not. */
const daysLate = 2
/** A warrant of remand is executed within days; a year's slip makes it a year old. That of a convict who comes late may be old. */
const warrantDays = 30

/**
 * What looks like a mistake in an admission as typed, or like somebody else than the court has sent: another name or sex than the
 * papers have is how one person serves the sentence of another.
 */
export async function doubtsOfAdmission(
  tx: Tx,
  admission: NewAdmission,
  known: { readonly party: CaseParty | null; readonly admittedOn: string },
): Promise<Doubt[]> {
  const { person, paper } = admission
  const { party, admittedOn } = known
  const doubts = [...doubtsOfPerson(person, 'person'), ...doubtsOfAge(person, 'person', admittedOn)]
  if (party !== null) {
    if (compareNames(party, person) === 'differ')
      doubts.push({
        code: 'custody.name-not-on-warrant',
        path: 'person.nameUr',
        params: { name: [party.nameUr, party.nameEn].filter((name) => name !== null).join(' · ') },
        about: [party.id, person.nameUr, person.nameEn],
      })
    const card =
      party.personId === null ? undefined : (await personCards(tx, [party.personId])).get(party.personId)
    if (card?.sex != null && card.sex !== person.sex)
      doubts.push({
        code: 'custody.sex-not-on-warrant',
        path: 'person.sex',
        about: [party.id, person.sex],
      })
  }
  const late = daysBetween(admittedOn, await today(tx))
  if (late > daysLate)
    doubts.push({
      code: 'custody.admitted-days-ago',
      path: 'admittedOn',
      params: { days: late },
      about: [admittedOn],
    })
  if (paper !== undefined) {
    const age = daysBetween(paper.issuedOn, admittedOn)
    if (paper.kind === 'remand' && age > warrantDays)
      doubts.push({
        code: 'custody.warrant-old',
        path: 'paper.issuedOn',
        params: { days: age },
        about: [paper.issuedOn, admittedOn],
      })
    if (age < 0)
      doubts.push({
        code: 'custody.warrant-ahead',
        path: 'paper.issuedOn',
        about: [paper.issuedOn, admittedOn],
      })
  }
  return doubts
}

/** From one ISO day to another; negative when the second is earlier. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
