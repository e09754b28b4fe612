import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { emit } from '#kernel/events'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { fingersOf, setupSeen } from '../biometrics/fingers.ts'
import { attemptBeside } from '../biometrics/verify.ts'
import { IdentityDoubted } from '../events.ts'
import { bothOf } from '../prisoners/names.ts'
import { photoOf } from '../prisoners/photo.ts'
import { type AtGate, standingOnArrival, travellerOf } from './at-the-gate.ts'
import type * as contract from './contract.ts'

type Identity = OutputOf<typeof contract.getIdentity>

/** @throws not-found when the reader does not reach that prison */
export async function identityOf(tx: Tx, { id }: { id: string }): Promise<Identity> {
  const { rows } = await sql<{
    number: number
    year: number
    state: string
    admitted_at: string
    name_en: string | null
    name_ur: string | null
    father_en: string | null
    father_ur: string | null
    birth_date: string | null
    birth_precision: string | null
    address: string | null
    standing: Identity['standing']
  }>`select i.number, i.year, i.state, i.admitted_at, p.name_en, p.name_ur, p.father_en, p.father_ur, p.birth_date, p.birth_precision,
      p.address, custody.identity_of(i.id) as standing
      from custody.imprisonment i join people.record p on p.id = i.record_id where i.id = ${id}::uuid`.execute(
    tx,
  )
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  return {
    number: `${row.number}/${row.year}`,
    name: bothOf(row.name_en, row.name_ur),
    father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
    birthDate: row.birth_date,
    birthPrecision: row.birth_precision,
    address: row.address,
    admittedAt: row.admitted_at,
    photo: await photoOf(tx, id),
    held: row.state === 'in',
    standing: row.standing,
    checks: await checksOf(tx, id),
    setup: await setupSeen(tx),
    enrolled: (await fingersOf(tx, { id })).fingers.filter((one) => one.state === 'enrolled').length,
  }
}

/** The same of somebody on the road to the reader's prison, before anything of the stay is the reader's to see. @throws not-found */
export async function arrivalIdentityOf(tx: Tx, { id }: { id: string }): Promise<Identity> {
  const traveller = await travellerOf(tx, id)
  const { rows } = await sql<
    Pick<Identity, 'number' | 'address'> & {
      name_en: string | null
      name_ur: string | null
      father_en: string | null
      father_ur: string | null
      birth_date: string | null
      birth_precision: string | null
      enrolled: number
    }
  >`select t.number, t.name_en, t.name_ur, t.father_en, t.father_ur, p.birth_date, p.birth_precision, p.address,
      (select count(*)::integer from custody.fingers_of(${traveller.imprisonmentId}::uuid) f where f.state = 'enrolled') as enrolled
      from custody.transfer t join people.record p on p.id = ${traveller.recordId}::uuid where t.id = ${id}::uuid`.execute(
    tx,
  )
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  return {
    number: row.number,
    name: bothOf(row.name_en, row.name_ur),
    father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
    birthDate: row.birth_date,
    birthPrecision: row.birth_precision,
    address: row.address,
    admittedAt: traveller.admittedAt,
    photo: traveller.photo,
    held: true,
    standing: await standingOnArrival(tx, id),
    checks: await checksOf(tx, traveller.imprisonmentId),
    setup: await setupSeen(tx),
    enrolled: row.enrolled,
  }
}

async function checksOf(tx: Tx, id: string): Promise<Identity['checks']> {
  const { rows } = await sql<{
    id: string
    outcome: 'same' | 'not-same'
    compared: Identity['checks'][number]['compared']
    note: string | null
    checked_at: string
    by_en: string
    by_ur: string
    own: boolean
    settled_at: string | null
    settled_why: string | null
    settled_en: string | null
    settled_ur: string | null
    finger: Identity['checks'][number]['finger']
  }>`select c.id, c.outcome, c.compared, c.note, c.checked_at, a.name_en as by_en, a.name_ur as by_ur,
      c.checked_by = ${standing(tx).accountId}::uuid as own, c.settled_at, c.settled_why, s.name_en as settled_en, s.name_ur as settled_ur,
      case when f.id is not null then jsonb_build_object('why', f.why, 'matcher', f.matcher, 'version', f.matcher_version, 'score', f.score) end as finger
      from custody.identity_check c cross join lateral custody.signed_by(c.checked_by) a left join lateral custody.signed_by(c.settled_by) s on true
      left join custody.finger_check f on f.id = c.finger_check_id
     where c.imprisonment_id = ${id}::uuid order by c.checked_at desc limit 20`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    outcome: row.outcome,
    compared: row.compared,
    finger: row.finger,
    note: row.note,
    by: { en: row.by_en, ur: row.by_ur },
    at: row.checked_at,
    own: row.own,
    settled:
      row.settled_at === null
        ? null
        : { by: bothOf(row.settled_en, row.settled_ur), at: row.settled_at, why: row.settled_why ?? '' },
  }))
}

/** @throws custody.not-in, not-found */
export async function check(
  tx: Tx,
  given: ParsedInputOf<typeof contract.checkIdentity>,
): Promise<{ checkId: string }> {
  const { rows: held } = await sql<{ prison_id: number; state: string }>`
    select prison_id, state from custody.imprisonment where id = ${given.id}::uuid`.execute(tx)
  if (held[0] === undefined) throw refuse('not-found')
  if (held[0].state !== 'in') throw refuse('custody.not-in')
  return checkAt(tx, { imprisonmentId: given.id, prisonId: held[0].prison_id, arrivalAt: null }, given)
}

/** @throws not-found when nobody is on the road to the reader's prison on this transfer */
export async function checkArrival(
  tx: Tx,
  given: ParsedInputOf<typeof contract.checkArrivalIdentity>,
): Promise<{ checkId: string }> {
  return checkAt(tx, await travellerOf(tx, given.id), given)
}

async function checkAt(
  tx: Tx,
  at: AtGate,
  given: ParsedInputOf<typeof contract.checkIdentity>,
): Promise<{ checkId: string }> {
  const attempt = await attemptBeside(tx, at)
  const { rows } = await sql<{ id: string }>`
    insert into custody.identity_check (jurisdiction, prison_id, imprisonment_id, outcome, compared, note, finger_check_id, arrival_at)
    values (${standing(tx).jurisdiction}, ${at.prisonId}, ${at.imprisonmentId}::uuid, ${given.outcome}, ${[...new Set(given.compared)]}::text[],
      ${given.note ?? null}, ${attempt}::uuid, ${at.arrivalAt}) returning id`.execute(tx)
  const checkId = rows[0]!.id
  if (given.outcome === 'not-same') await emit(tx, IdentityDoubted, { checkId })
  return { checkId }
}

/** @throws access.same-person, custody-identity-check.settled-already, not-found */
export async function settle(
  tx: Tx,
  given: ParsedInputOf<typeof contract.settleIdentity>,
): Promise<{ settled: true }> {
  const { accountId } = standing(tx)
  const { rows } = await sql<{ outcome: string; checked_by: string; settled_at: string | null }>`
    select outcome, checked_by, settled_at from custody.identity_check where id = ${given.checkId}::uuid for update`.execute(
    tx,
  )
  const found = rows[0]
  if (found === undefined || found.outcome === 'same') throw refuse('not-found')
  if (found.settled_at !== null) throw refuse('custody-identity-check.settled-already')
  if (found.checked_by === accountId) throw refuse('access.same-person')
  await sql`update custody.identity_check set settled_by = ${accountId}::uuid, settled_at = clock_timestamp(), settled_why = ${given.why}
    where id = ${given.checkId}::uuid`.execute(tx)
  return { settled: true }
}
