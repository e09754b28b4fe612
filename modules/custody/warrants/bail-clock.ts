import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { chargesOf } from '#kernel/cases'
import { findOffence, parseSections } from '#kernel/law'
import type { Tx } from '#platform/db'
import { prove, today } from '../law-of-prison.ts'

type Punishment = 'DEATH' | 'LIFE' | number

/** What the charges of a warrant come to for the clocks of liberty. */
export interface Charged {
  readonly sections: string
  /** The heaviest punishment; null when no section is known. */
  readonly max: Punishment | null
  /** True only when every section is known to be bailable. */
  readonly bailable: boolean
  /** A section whose punishment the table does not give by itself: the heaviest may be heavier. */
  readonly unsure: boolean
}

function heaviest(punishments: readonly Punishment[]): Punishment | null {
  if (punishments.includes('DEATH')) return 'DEATH'
  if (punishments.includes('LIFE')) return 'LIFE'
  const months = punishments.filter((one) => typeof one === 'number')
  return months.length === 0 ? null : Math.max(...months)
}

/** Sections that share in another's punishment add nothing to it; by themselves they say nothing. */
const sharing = new Set<unknown>(['AS_PRINCIPAL', 'NONE', 'DIYAT'])

function punishmentOf(text: string): Punishment | null {
  if (text === 'DEATH' || text === 'LIFE') return text
  return /^\d{1,4}$/.test(text) ? Number(text) : null
}

/** The charges of an accused in a case, as in force on the day of the offence. */
export async function chargedInCase(
  tx: Tx,
  caseId: string,
  partyId: string,
  offenceOn: string,
): Promise<Charged> {
  const charges = await chargesOf(tx, caseId, partyId)
  const punishments = charges.map((charge) => punishmentOf(charge.maxPunishment))
  const known = charges.map((charge) => findOffence(charge.act, charge.section, offenceOn))
  return {
    sections: charges.map((charge) => `${charge.act} ${charge.section}`).join(', '),
    max: heaviest(punishments.filter((one) => one !== null)),
    bailable:
      heaviest(punishments.filter((one) => one !== null)) !== null &&
      known.every((offence) => offence?.bailable === true || sharing.has(offence?.bailable)),
    unsure:
      charges.length === 0 ||
      charges.some(
        (charge) => punishmentOf(charge.maxPunishment) === null && !sharing.has(charge.maxPunishment),
      ),
  }
}

/** Sections as a clerk types them from a paper warrant: `302/34 PPC`, `9-C CNSA`. */
export function chargedOnPaper(sections: string, on: string): Charged {
  const read = parseSections(sections, on).map((one) => findOffence(one.act, one.section, on))
  const punishments = read.map((offence) =>
    offence !== undefined &&
    (offence.max === 'DEATH' || offence.max === 'LIFE' || typeof offence.max === 'number')
      ? offence.max
      : null,
  )
  return {
    sections,
    max: heaviest(punishments.filter((one) => one !== null)),
    bailable:
      heaviest(punishments.filter((one) => one !== null)) !== null &&
      read.every((offence) => offence?.bailable === true || sharing.has(offence?.bailable)),
    unsure:
      read.length === 0 || read.some((offence, at) => punishments[at] === null && !sharing.has(offence?.max)),
  }
}

interface ForClock {
  readonly warrantId: string
  readonly imprisonmentId: string
  readonly prisonId: number
  readonly charged: Charged
  readonly terrorism: boolean
  readonly detainedSince: string
  readonly offenceOn: string | null
  readonly sex: 'M' | 'F' | 'X' | null
  readonly birthDate: string | null
}

/**
 * Computes from which day bail is a right under a remand warrant, and keeps it with its proof; an earlier computation of the
 * same warrant stays, superseded. Where the facts do not allow a date the row says `refer` and gives none.
 */
export async function startBailClock(tx: Tx, given: ForClock): Promise<void> {
  const asOf = await today(tx)
  const flags: string[] = given.charged.unsure ? ['PUNISHMENT_NOT_CERTAIN_REFER'] : []
  const facts = {
    maxPunishment: given.charged.max,
    detainedSince: given.detainedSince,
    ...(given.charged.bailable ? { bailable: true } : {}),
    ...(given.birthDate === null ? {} : { dateOfBirth: given.birthDate }),
    ...(given.offenceOn === null ? {} : { offenceDate: given.offenceOn }),
    ...(given.terrorism && (given.charged.max === 'DEATH' || given.charged.max === 'LIFE')
      ? { terrorismPunishableDeathOrLife: true }
      : {}),
    offence: given.charged.sections,
  }
  await sql`update custody.bail_clock set superseded_at = clock_timestamp()
    where warrant_id = ${given.warrantId}::uuid and superseded_at is null`.execute(tx)
  const proven =
    given.charged.max === null || given.sex === null || given.sex === 'X'
      ? null
      : prove(tx, 'statutory-bail', { sex: given.sex, ...facts }, asOf)
  const status = proven?.result.status
  const standingOf =
    proven === null || (status === 'REFER_TO_COURT' && proven.result.eligibleFrom === undefined)
      ? 'refer'
      : status === 'EXCLUDED_FOURTH_PROVISO'
        ? 'excluded'
        : 'counting'
  await sql`insert into custody.bail_clock (jurisdiction, prison_id, imprisonment_id, warrant_id, inputs, result, steps, flags, ground,
      eligible_from, standing, pack_code, pack_version, hash)
    values (${standing(tx).jurisdiction}, ${given.prisonId}, ${given.imprisonmentId}::uuid, ${given.warrantId}::uuid,
      ${JSON.stringify(proven?.inputs ?? { sex: given.sex, ...facts })}::jsonb, ${JSON.stringify(proven?.result ?? {})}::jsonb,
      ${JSON.stringify(proven?.steps ?? [])}::jsonb,
      ${[...flags, ...(proven?.flags ?? []), ...(given.sex === 'X' ? ['SEX_NOT_PROVIDED_FOR_REFER'] : [])]}::text[],
      ${(proven?.result.ground as string | undefined) ?? null}, ${(proven?.result.eligibleFrom as string | undefined) ?? null},
      ${standingOf}, ${proven?.packCode ?? ''}, ${proven?.packVersion ?? ''}, ${proven?.hash ?? ''})`.execute(
    tx,
  )
}
