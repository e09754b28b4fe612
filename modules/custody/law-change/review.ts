import { sql } from 'kysely'
import { type Actor, asActor, standing } from '#kernel/access'
import { type Reaction, reaction, serviceActors } from '#kernel/events'
import type { Job, JobProgress, Services } from '#kernel/gate'
import { askFor } from '#kernel/jobs'
import { PackInForce, packOf, refreshLaw } from '#kernel/law'
import type { Tx } from '#platform/db'
import { Refusal } from '#platform/http'
import { type Proven, prove, sameOutcome, today } from '../law-of-prison.ts'
import { noteSameDate, provenTwice, reopenUnderLaw, servesNow } from '../sentence/release-date.ts'
import { renewBailClock } from '../warrants/bail-clock.ts'

const pageRows = 500
const job = 'custody.follow-law'

/** A version has come into force: every date of liberty under it is gone through, a federal one's in every province. */
export const followLaw: Reaction = reaction(
  'custody.follow-law',
  PackInForce,
  async (tx, { versionId, code, version }) => {
    const { jurisdiction } = standing(tx)
    const { rows } = await sql<{ jurisdiction: string }>`
      select distinct jurisdiction from units.unit where ${jurisdiction} in ('PK', jurisdiction)`.execute(tx)
    const reached = rows.filter((row) => code === 'federal' || packOf(row.jurisdiction) === code)
    for (const row of reached)
      await sql`insert into custody.law_review (jurisdiction, version_id, pack)
        values (${row.jurisdiction}, ${versionId}::uuid, ${`${code} ${version}`}) on conflict do nothing`.execute(
        tx,
      )
    if (reached.length > 0) await askFor(tx, job)
  },
)

export const followLawJob: Job = {
  name: job,
  label: {
    en: 'Compute release and bail dates again after a change of law',
    ur: 'قانون بدلنے پر رہائی اور ضمانت کی تاریخوں کا دوبارہ حساب',
  },
  run: async (services, _input, progress) => {
    await refreshLaw((text) => services.database.pool.query(text))
    for (const actor of await serviceActors(services.database.pool)) {
      for (;;) {
        const open = await asActor(services.database, actor, { purpose: 'follow law' }, oldestOpen)
        if (open === undefined) break
        await review(services, actor, open, progress)
      }
    }
  },
}

interface Place {
  readonly id: string
  readonly pack: string
  readonly datesAfter: string
  readonly clocksAfter: string
  readonly seen: number
}

const placeColumns = sql`id, pack, dates_after as "datesAfter", clocks_after as "clocksAfter", same + changed + refused as seen`

async function oldestOpen(tx: Tx): Promise<Place | undefined> {
  const { rows } = await sql<Place>`select ${placeColumns} from custody.law_review
    where ended_at is null and jurisdiction = ${standing(tx).jurisdiction} order by asked_at limit 1`.execute(
    tx,
  )
  return rows[0]
}

/** Goes on where it stopped: each page is one transaction with its place. */
async function review(
  { database }: Pick<Services, 'database'>,
  actor: Actor,
  open: Place,
  progress: JobProgress,
): Promise<void> {
  const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    asActor(database, actor, { purpose: 'follow law' }, work)
  const total = open.seen + (await inside((tx) => ahead(tx, open)))
  for (const page of [datesPage, clocksPage]) {
    for (;;) {
      const { rows, seen } = await inside(async (tx) => page(tx, await locked(tx, open.id)))
      await progress.report(seen, Math.max(total, seen))
      if (rows < pageRows) break
    }
  }
  await inside((tx) =>
    sql`update custody.law_review set ended_at = clock_timestamp() where id = ${open.id}::uuid and ended_at is null`.execute(
      tx,
    ),
  )
}

async function ahead(tx: Tx, { datesAfter, clocksAfter }: Place): Promise<number> {
  const { rows } = await sql<{ n: number }>`select
    (select count(*) from custody.release_date r where ${openDate} and r.id > ${datesAfter}::uuid)
    + (select count(*) from custody.bail_clock b where ${openClock} and b.id > ${clocksAfter}::uuid) as n`.execute(
    tx,
  )
  return rows[0]!.n
}

const openDate = sql`r.state in ('computed', 'proposed', 'confirmed')`
const openClock = sql`b.superseded_at is null and b.hash <> ''`

async function locked(tx: Tx, id: string): Promise<Place> {
  const { rows } = await sql<Place>`
    select ${placeColumns} from custody.law_review where id = ${id}::uuid for update`.execute(tx)
  return rows[0]!
}

interface Kept {
  readonly id: string
  readonly imprisonment_id: string
  readonly inputs: Record<string, unknown>
  readonly result: Record<string, unknown>
}

/** What the law in force makes of stored facts; null when it does not allow a date. */
function underLaw(work: () => Proven): Proven | null {
  try {
    return work()
  } catch (problem) {
    if (problem instanceof Refusal && problem.code === 'custody.law-refused') return null
    throw problem
  }
}

type Page = (tx: Tx, place: Place) => Promise<{ rows: number; seen: number }>

const datesPage: Page = async (tx, place) => {
  const { rows } = await sql<Kept>`
    select r.id, r.imprisonment_id, r.inputs, r.result
      from custody.release_date r join custody.imprisonment i on i.id = r.imprisonment_id
     where ${openDate} and ${servesNow} and r.id > ${place.datesAfter}::uuid
       and r.law_changed is distinct from ${place.pack}
     order by r.id limit ${pageRows} for update of i, r`.execute(tx)
  const same: { id: string; hash: string }[] = []
  let refused = 0
  for (const row of rows) {
    const proven = underLaw(() => provenTwice(tx, { inputs: row.inputs as never }))
    if (proven !== null && sameOutcome(row, proven)) same.push({ id: row.id, hash: proven.hash })
    else if ((await reopenUnderLaw(tx, row.imprisonment_id, place.pack)) === 'refused') refused += 1
  }
  await noteSameDate(tx, same, place.pack)
  return turn(tx, place, rows, same.length, refused, 'dates_after')
}

const clocksPage: Page = async (tx, place) => {
  const { rows } = await sql<Kept & { flags: string[]; eligible_from: string | null }>`
    select b.id, b.imprisonment_id, b.inputs, b.result, b.flags, b.eligible_from
      from custody.bail_clock b join custody.imprisonment i on i.id = b.imprisonment_id
     where ${openClock} and i.state = 'in' and b.id > ${place.clocksAfter}::uuid
       and b.law_changed is distinct from ${place.pack}
     order by b.id limit ${pageRows} for update of i, b`.execute(tx)
  const asOf = await today(tx)
  const same: string[] = []
  let refused = 0
  for (const row of rows) {
    // On the day it was computed on: what differs is then the law's doing, not the calendar's.
    const proven = underLaw(() => prove(tx, 'statutory-bail', row.inputs))
    if (proven !== null && sameOutcome(row, proven)) {
      same.push(row.id)
      continue
    }
    const now = proven && underLaw(() => prove(tx, 'statutory-bail', { ...row.inputs, asOf }))
    if (now === null) refused += 1
    await renewBailClock(tx, row, now, place.pack)
  }
  await sql`update custody.bail_clock set checked_pack = ${place.pack}, checked_at = clock_timestamp()
    where id = any (${same}::uuid[])`.execute(tx)
  return turn(tx, place, rows, same.length, refused, 'clocks_after')
}

async function turn(
  tx: Tx,
  place: Place,
  rows: readonly Kept[],
  same: number,
  refused: number,
  column: 'dates_after' | 'clocks_after',
): Promise<{ rows: number; seen: number }> {
  const last = rows.at(-1)
  if (last !== undefined)
    await sql`update custody.law_review set ${sql.ref(column)} = ${last.id}::uuid, same = same + ${same},
        refused = refused + ${refused}, changed = changed + ${rows.length - same - refused}
      where id = ${place.id}::uuid`.execute(tx)
  return { rows: rows.length, seen: place.seen + rows.length }
}
