import { sql } from 'kysely'
import { may, requireSecondPerson, standing } from '#kernel/access'
import { emit, type Reaction, reaction } from '#kernel/events'
import { type Handler, handle } from '#kernel/gate'
import { askFor } from '#kernel/jobs'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { readDay } from '../calendar/day.ts'
import { findProvincialCalendar } from '../calendar/provincial-calendars.ts'
import {
  adoptClosure,
  type ClosureRow,
  listClosures,
  proposeClosure,
  withdrawClosure,
} from '../endpoints-contract.ts'
import { CourtsClosed, PackInForce } from '../events.ts'
import { refreshLaw } from '../in-force.ts'
import { ownCalendarOf, packOf } from '../prove.ts'
import { lockOfLaw } from './clock.ts'

const longestDays = 60

interface Stored extends Omit<ClosureRow, 'may' | 'title'> {
  titleEn: string
  titleUr: string
  proposedIn: string | null
  proposedUnder: string
}

const person = (column: string) => sql`(select case when a.id is null then null else
  jsonb_build_object('id', a.id, 'en', a.name_en, 'ur', a.name_ur) end from (select 1) as one
  left join identity.account a on a.id = ${sql.ref(`c.${column}`)})`

async function closures(tx: Tx, id?: string): Promise<Stored[]> {
  const { rows } = await sql<Stored>`
    select c.id, c.jurisdiction, c.first_day as "firstDay", c.last_day as "lastDay", c.title_en as "titleEn", c.title_ur as "titleUr",
      c.notification, c.state, ${person('proposed_by')} as "proposedBy", c.proposed_at as "proposedAt", c.proposed_in as "proposedIn",
      c.proposed_under as "proposedUnder", ${person('adopted_by')} as "adoptedBy", c.adopted_at as "adoptedAt",
      (select jsonb_build_object('seen', r.seen, 'moved', r.moved, 'refused', r.refused, 'endedAt', r.ended_at)
        from law.recomputation r where r.closure_id = c.id) as recomputed
    from law.closure c where c.jurisdiction = ${standing(tx).jurisdiction} and (${id ?? null}::uuid is null or c.id = ${id ?? null}::uuid)
    order by c.first_day desc, c.proposed_at desc limit 500`.execute(tx)
  return rows
}

async function closureOf(tx: Tx, id: string): Promise<Stored> {
  const [found] = await closures(tx, id)
  if (found === undefined) throw refuse('not-found')
  return found
}

async function decide(tx: Tx, id: string, change: ReturnType<typeof sql>): Promise<void> {
  const { numAffectedRows } = await sql`update law.closure set ${change}
    where id = ${id}::uuid and state = 'proposed'`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('law.not-in-that-state')
}

/** Writes down that a province's clocks are to be recomputed, and has it begun after the commit. */
async function askRecomputation(
  tx: Tx,
  jurisdiction: string,
  why: { closureId: string } | { versionId: string },
): Promise<string> {
  const [closure, version] = 'closureId' in why ? [why.closureId, null] : [null, why.versionId]
  const { rows } = await sql<{ id: string }>`
    insert into law.recomputation (jurisdiction, closure_id, version_id)
    values (${jurisdiction}, ${closure}::uuid, ${version}::uuid) returning id`.execute(tx)
  await askFor(tx, 'law.recompute-clocks')
  return rows[0]!.id
}

export const closureHandlers: readonly Handler[] = [
  handle(listClosures, async (tx) => {
    await refreshLaw(async (text) => sql.raw(text).execute(tx))
    const { jurisdiction, accountId } = standing(tx)
    const code = ownCalendarOf(jurisdiction)
    const calendar = code === undefined ? undefined : findProvincialCalendar(code)
    const rows = await closures(tx)
    return {
      closures: rows.map(({ titleEn, titleUr, proposedIn: _in, proposedUnder: _under, ...row }) => ({
        ...row,
        title: { en: titleEn, ur: titleUr },
        may: {
          adopt: row.state === 'proposed' && may(tx, 'law:adopt') && row.proposedBy.id !== accountId,
          withdraw: row.state === 'proposed' && may(tx, 'law:propose'),
        },
      })),
      calendar:
        calendar === undefined
          ? null
          : {
              weeklyOff: [...(calendar.definition.weeklyOff ?? [])],
              closed: [...(calendar.definition.closed ?? [])],
              note: calendar.note,
            },
      mayPropose: may(tx, 'law:propose') && calendar !== undefined,
    }
  }),
  handle(proposeClosure, async (tx, { firstDay, lastDay = firstDay, title, notification }, call) => {
    const { jurisdiction, grantId } = standing(tx)
    if (ownCalendarOf(jurisdiction) === undefined) throw refuse('law.no-calendar')
    const length = readDay(lastDay, 'lastDay') - readDay(firstDay, 'firstDay')
    if (length < 0) throw refuse('law.days-out-of-order')
    if (length > longestDays) throw refuse('law.closure-too-long', { days: longestDays })
    const { rows } = await sql<{ id: string }>`
      insert into law.closure (jurisdiction, first_day, last_day, title_en, title_ur, notification, proposed_in, proposed_under)
      values (${jurisdiction}, ${firstDay}::date, ${lastDay}::date, ${title.en}, ${title.ur}, ${notification}, ${call.sessionId}::uuid,
        ${grantId}::uuid) returning id`.execute(tx)
    return { id: rows[0]!.id }
  }),
  handle(adoptClosure, async (tx, { id }, call) => {
    const row = await closureOf(tx, id)
    if (row.state !== 'proposed') throw refuse('law.not-in-that-state')
    await requireSecondPerson(tx, call, {
      by: row.proposedBy.id,
      session: row.proposedIn,
      under: row.proposedUnder,
    })
    await lockOfLaw(tx, row.jurisdiction, 'alone')
    await decide(
      tx,
      id,
      sql`state = 'adopted', adopted_by = ${standing(tx).accountId}::uuid, adopted_at = clock_timestamp()`,
    )
    await emit(tx, CourtsClosed, { closureId: id, firstDay: row.firstDay, lastDay: row.lastDay })
    return { recomputationId: await askRecomputation(tx, row.jurisdiction, { closureId: id }) }
  }),
  handle(withdrawClosure, async (tx, { id }) => {
    await closureOf(tx, id)
    await decide(
      tx,
      id,
      sql`state = 'withdrawn', withdrawn_by = ${standing(tx).accountId}::uuid, withdrawn_at = clock_timestamp()`,
    )
    return {}
  }),
]

/** A version that is in force moves clocks of its province; a federal one those of every province. */
export const recomputeUnderNewLaw: Reaction = reaction(
  'law.recompute-under-new-law',
  PackInForce,
  async (tx, { versionId, code }) => {
    const { jurisdiction } = standing(tx)
    const { rows } = await sql<{ jurisdiction: string }>`
      select distinct jurisdiction from units.unit where ${jurisdiction} in ('PK', jurisdiction)`.execute(tx)
    for (const row of rows) {
      const reached = code === 'federal' || packOf(row.jurisdiction) === code
      if (reached) await askRecomputation(tx, row.jurisdiction, { versionId })
    }
  },
)
