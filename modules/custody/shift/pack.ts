import { sql } from 'kysely'
import { may } from '#kernel/access'
import { recordAct } from '#kernel/audit'
import type { Tx } from '#platform/db'
import type { ParsedInputOf } from '#platform/http/contract'
import { listExpected, readArrival } from '../admission/arrivals.ts'
import { openConflicts } from '../gate/conflicts.ts'
import { gateDesk } from '../gate/desk.ts'
import { today } from '../law-of-prison.ts'
import { rollOf } from '../movement/roll.ts'
import { prisonOf } from '../prison-of.ts'
import { checkPage, checksOf, evacuationRoll, marksOf } from '../roll/check.ts'
import { conflictsOf, deskOf, deskPeople } from '../visits/desk.ts'
import { type Desk, desks, type getShiftPack, type Place, type ShiftPack } from './contract.ts'
import { shiftRuleOf } from './rule.ts'

/** What one must be allowed at a desk to take it along. */
const needsOf: Record<Desk, string> = {
  gate: 'custody:move',
  roll: 'custody:check-roll',
  visits: 'custody:run-visits',
  admission: 'custody:admit',
}

/** Everything the desks need, read through the same functions and row policies as their pages. @throws not-found */
export async function packOf(tx: Tx, given: ParsedInputOf<typeof getShiftPack>): Promise<ShiftPack> {
  const { id, name } = await prisonOf(tx, undefined)
  const rule = await shiftRuleOf(tx)
  const { rows } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(tx)
  const takenAt = new Date(rows[0]!.now)
  const asked = given.desks.split(',')
  const taken = desks.filter((desk) => asked.includes(desk) && may(tx, needsOf[desk]))
  const has = (desk: Desk) => taken.includes(desk)
  const pack: ShiftPack = {
    prison: { id, name },
    takenAt: takenAt.toISOString(),
    until: new Date(takenAt.getTime() + rule.hours * 3_600_000).toISOString(),
    mostTries: rule.mostTries,
    gate: has('gate') ? { desk: await gateDesk(tx), conflicts: await openConflicts(tx) } : null,
    roll: has('roll') ? await rollDesk(tx) : null,
    visits: has('visits')
      ? {
          desk: await deskOf(tx, { prisonId: undefined }),
          people: await deskPeople(tx, { prisonId: undefined }),
          conflicts: await conflictsOf(tx, undefined),
        }
      : null,
    admission: has('admission') ? await admissionDesk(tx) : null,
  }
  const ids = prisonersOf(pack)
  await recordAct(tx, {
    act: 'read',
    subject: 'custody.shift-pack',
    subjectIds: [String(id)],
    detail: { desks: taken, prisoners: ids.length, until: pack.until },
  })
  return pack
}

async function rollDesk(tx: Tx): Promise<NonNullable<ShiftPack['roll']>> {
  const on = await today(tx)
  const checks = await checksOf(tx, { prisonId: undefined, page: 1, size: 10 })
  const open = []
  for (const { id } of checks.rows.filter((row) => row.closedAt === null))
    open.push({ check: await checkPage(tx, id), marks: await marksOf(tx, id) })
  return {
    on,
    roll: await rollOf(tx, { on, prisonId: undefined }),
    checks,
    evacuation: await evacuationRoll(tx, undefined),
    open,
  }
}

async function admissionDesk(tx: Tx): Promise<NonNullable<ShiftPack['admission']>> {
  const arrivals = await listExpected(tx)
  const expected = []
  for (const { handoverId } of arrivals.rows) expected.push(await readArrival(tx, handoverId))
  return {
    arrivals,
    expected,
    courts: await placesWith(tx, 'CRT-'),
    stations: await placesWith(tx, 'PS-'),
  }
}

/** Courts or stations of one's province, as the admission form finds them by name. */
async function placesWith(tx: Tx, prefix: string): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select id, code, name_en as "nameEn", name_ur as "nameUr" from units.current_unit
     where starts_with(code, ${prefix}) and jurisdiction = access.jurisdiction() and (valid_to is null or valid_to > workflow.today())
     order by name_en, id`.execute(tx)
  return rows
}

/** Every imprisonment the pack names. */
export function prisonersOf(pack: ShiftPack): string[] {
  const gate =
    pack.gate === null
      ? []
      : [...pack.gate.desk.toCourt, ...pack.gate.desk.outside, ...pack.gate.desk.leaving]
  return [
    ...new Set(
      [...gate, ...(pack.roll?.evacuation.people ?? []), ...(pack.visits?.people.prisoners ?? [])].map(
        (one) => one.imprisonmentId,
      ),
    ),
  ]
}
