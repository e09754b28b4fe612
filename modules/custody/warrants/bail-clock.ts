import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { type CaseCharge, chargesOf } from '#kernel/cases'
import { accusationOf, parseSections, refreshLaw } from '#kernel/law'
import type { Tx } from '#platform/db'
import { type Proven, prove, today } from '../law-of-prison.ts'

type Punishment = 'DEATH' | 'LIFE' | number

/** What the charges of a warrant come to for the clocks of liberty. */
export interface Charged {
  readonly sections: string
  /** The heaviest punishment; null when no section is known. */
  readonly max: Punishment | null
  /** True only when every section is known to be bailable. */
  readonly bailable: boolean
  /** Where the table does not settle the punishment, and a law officer must look. */
  readonly flags: readonly string[]
}

/** The charges of an accused in a case, as in force on the day of the offence. */
export async function chargedInCase(
  tx: Tx,
  caseId: string,
  partyId: string,
  offenceOn: string,
): Promise<Charged> {
  return chargedWith(await chargesOf(tx, caseId, partyId), offenceOn)
}

/** What charges come to, as in force on the day of the offence. */
export function chargedWith(
  charges: readonly Pick<CaseCharge, 'act' | 'section' | 'maxPunishment'>[],
  offenceOn: string,
): Charged {
  const accused = accusationOf(
    charges.map(({ act, section }) => ({ act, section, known: true, raw: `${section} ${act}` })),
    offenceOn,
  )
  // The charge itself says its punishment, with the clause that was chosen; the table alone may not know the clause.
  const max = heaviest(charges.map((charge) => charge.maxPunishment))
  return {
    sections: charges.map((charge) => `${charge.act} ${charge.section}`).join(', '),
    max,
    bailable: accused.bailable === true,
    flags: max === null ? accused.flags : accused.flags.filter((flag) => flag === 'SECTION_UNKNOWN_REFER'),
  }
}

/** Sections as a clerk types them from a paper warrant: `302/34 PPC`, `9-C CNSA`. */
export function chargedOnPaper(sections: string, on: string): Charged {
  const accused = accusationOf(parseSections(sections, on), on)
  return {
    sections,
    max: accused.maxPunishment ?? null,
    bailable: accused.bailable === true,
    flags: accused.flags,
  }
}

function heaviest(written: readonly string[]): Punishment | null {
  if (written.includes('DEATH')) return 'DEATH'
  if (written.includes('LIFE')) return 'LIFE'
  const months = written.filter((one) => /^\d{1,4}$/.test(one)).map(Number)
  return months.length === 0 ? null : Math.max(...months)
}

/** Whether sections typed from paper name terrorism: with death or life the fourth proviso excludes them. */
export function terrorismOnPaper(sections: string): boolean {
  return /\bATA\b|anti.?terror|دہشت/i.test(sections)
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

/** A clock as it is kept, with its proof. */
export interface BailClock {
  readonly inputs: Record<string, unknown>
  readonly result: Record<string, unknown>
  readonly steps: readonly unknown[]
  readonly flags: readonly string[]
  readonly ground: string | null
  readonly eligibleFrom: string | null
  readonly standing: 'counting' | 'excluded' | 'refer'
  readonly packCode: string
  readonly packVersion: string
  readonly hash: string
}

/**
 * From which day bail is a right under a remand warrant, as of a day, with its proof. Where the facts do not allow a date it
 * says `refer` and gives none.
 */
export function workOutBailClock(
  tx: Tx,
  given: Omit<ForClock, 'warrantId' | 'imprisonmentId' | 'prisonId'>,
  asOf: string,
): BailClock {
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
  const proven =
    given.charged.max === null || given.sex === null || given.sex === 'X'
      ? null
      : prove(tx, 'statutory-bail', { sex: given.sex, ...facts }, asOf)
  return clockOf(proven, { sex: given.sex, ...facts }, [
    ...given.charged.flags,
    ...(given.sex === 'X' ? ['SEX_NOT_PROVIDED_FOR_REFER'] : []),
  ])
}

function clockOf(
  proven: Proven | null,
  inputs: Record<string, unknown>,
  flags: readonly string[],
): BailClock {
  const status = proven?.result.status
  return {
    inputs: proven?.inputs ?? inputs,
    result: proven?.result ?? {},
    steps: proven?.steps ?? [],
    flags: [...flags, ...(proven?.flags ?? [])],
    ground: (proven?.result.ground as string | undefined) ?? null,
    eligibleFrom: (proven?.result.eligibleFrom as string | undefined) ?? null,
    standing:
      proven === null || (status === 'REFER_TO_COURT' && proven.result.eligibleFrom === undefined)
        ? 'refer'
        : status === 'EXCLUDED_FOURTH_PROVISO'
          ? 'excluded'
          : 'counting',
    packCode: proven?.packCode ?? '',
    packVersion: proven?.packVersion ?? '',
    hash: proven?.hash ?? '',
  }
}

/** Computes the clock of a warrant and keeps it; an earlier computation of the same warrant stays, superseded. */
export async function startBailClock(tx: Tx, given: ForClock): Promise<void> {
  await refreshLaw(async (text) => sql.raw(text).execute(tx))
  const clock = workOutBailClock(tx, given, await today(tx))
  await sql`update custody.bail_clock set superseded_at = clock_timestamp()
    where warrant_id = ${given.warrantId}::uuid and superseded_at is null`.execute(tx)
  await sql`insert into custody.bail_clock (jurisdiction, prison_id, imprisonment_id, warrant_id, inputs, result, steps, flags, ground,
      eligible_from, standing, pack_code, pack_version, hash)
    values (${standing(tx).jurisdiction}, ${given.prisonId}, ${given.imprisonmentId}::uuid, ${given.warrantId}::uuid,
      ${JSON.stringify(clock.inputs)}::jsonb, ${JSON.stringify(clock.result)}::jsonb, ${JSON.stringify(clock.steps)}::jsonb,
      ${[...clock.flags]}::text[], ${clock.ground}, ${clock.eligibleFrom}, ${clock.standing}, ${clock.packCode}, ${clock.packVersion},
      ${clock.hash})`.execute(tx)
}

/**
 * The law has changed what a clock comes to: the old one is superseded and the new one stands in its place, both naming the
 * version. Without a date under the new law (`null`) a court or law officer must decide.
 */
export async function renewBailClock(
  tx: Tx,
  old: {
    id: string
    inputs: Record<string, unknown>
    result: Record<string, unknown>
    flags: readonly string[]
    eligible_from: string | null
  },
  proven: Proven | null,
  pack: string,
): Promise<void> {
  const fromLaw = new Set(Array.isArray(old.result.flags) ? old.result.flags : [])
  const flags = old.flags.filter((flag) => !fromLaw.has(flag))
  const clock = clockOf(proven, old.inputs, proven === null ? [...flags, 'LAW_CHANGED_REFER'] : flags)
  await sql`update custody.bail_clock set superseded_at = clock_timestamp(), law_changed = ${pack} where id = ${old.id}::uuid`.execute(
    tx,
  )
  await sql`insert into custody.bail_clock (jurisdiction, prison_id, imprisonment_id, warrant_id, inputs, result, steps, flags, ground,
      eligible_from, standing, pack_code, pack_version, hash, law_changed, eligible_before)
    select jurisdiction, prison_id, imprisonment_id, warrant_id, ${JSON.stringify(clock.inputs)}::jsonb,
      ${JSON.stringify(clock.result)}::jsonb, ${JSON.stringify(clock.steps)}::jsonb, ${[...clock.flags]}::text[], ${clock.ground},
      ${clock.eligibleFrom}::date, ${clock.standing}, ${clock.packCode}, ${clock.packVersion}, ${clock.hash}, ${pack}, eligible_from
    from custody.bail_clock where id = ${old.id}::uuid`.execute(tx)
}
