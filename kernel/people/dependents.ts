import type { Tx } from '#platform/db'
import type { BothLanguages } from '#platform/http/contract'

/** A date of liberty that hangs on who somebody is. */
export interface LegalDate {
  readonly what: BothLanguages
  readonly date: string
  readonly href?: string | undefined
}

export interface CustodySpell {
  readonly recordId: string
  readonly prison: string
  readonly from: string
  readonly to?: string | undefined
}

/** What a module keeps under person identifiers, and what becomes of it when two of them turn out to be one person. */
export interface Dependent {
  readonly key: string
  /** Legal dates that would change if these persons became one, or ceased to be. Runs with the rights of who decides. */
  readonly legalDates: (tx: Tx, personIds: readonly string[]) => Promise<readonly LegalDate[]>
  /** When the bearers of these records were held where: nobody is in two prisons at once. */
  readonly spells?: (tx: Tx, recordIds: readonly string[]) => Promise<readonly CustodySpell[]>
}

const dependents = new Map<string, Dependent>()

/** Makes a module heard before persons are merged or split. Called once, where the module is put together. */
export function defineDependent(dependent: Dependent): void {
  dependents.set(dependent.key, dependent)
}

export async function legalDatesOf(tx: Tx, personIds: readonly string[]): Promise<LegalDate[]> {
  const all: LegalDate[] = []
  for (const dependent of dependents.values()) all.push(...(await dependent.legalDates(tx, personIds)))
  return all
}

export async function spellsOf(tx: Tx, recordIds: readonly string[]): Promise<CustodySpell[]> {
  const all: CustodySpell[] = []
  for (const dependent of dependents.values())
    if (dependent.spells !== undefined) all.push(...(await dependent.spells(tx, recordIds)))
  return all
}
