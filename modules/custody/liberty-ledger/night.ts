import { sql } from 'kysely'
import { type Actor, asActor, standing } from '#kernel/access'
import { serviceActors } from '#kernel/events'
import type { Job, JobProgress, Services } from '#kernel/gate'
import { refreshLaw } from '#kernel/law'
import type { Tx } from '#platform/db'
import { today } from '../law-of-prison.ts'
import { drawPublicFigures } from '../public-figures/figures.ts'
import { drawLedgerOf } from './draw.ts'
import { type FoundDifference, replayPage } from './replay.ts'

const pageRows = 500

/** Each night, after law that comes into force that day: every date and clock computed again, then a ledger for each prison. */
export const libertyNightJob: Job = {
  name: 'custody.liberty-night',
  label: {
    en: 'Compute dates of liberty again and draw the liberty ledgers up',
    ur: 'آزادی کی تاریخوں کا دوبارہ حساب اور رجسٹر جوازِ حراست کی تیاری',
  },
  schedule: '15 0 * * *',
  run: async (services, _input, progress) => {
    await refreshLaw((text) => services.database.pool.query(text))
    for (const actor of await serviceActors(services.database.pool)) await runNight(services, actor, progress)
  },
}

export interface NightFigures {
  readonly nightId: string
  readonly replayed: number
  readonly dates: number
  readonly clocks: number
  readonly replaySeconds: number
  readonly lines: number
  readonly red: number
  readonly ledgerSeconds: number
}

interface Place {
  readonly id: string
  readonly on: string
  readonly after: string
  readonly replayed: number
  readonly dates: number
  readonly clocks: number
}

/** One province's night; a night that was interrupted goes on at its place, and one that has ended is left alone. */
export async function runNight(
  { database }: Pick<Services, 'database'>,
  actor: Actor,
  progress: JobProgress,
): Promise<NightFigures | null> {
  const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    asActor(database, actor, { purpose: 'liberty night' }, work)
  const begun = await inside(openNight)
  if (begun === null) return null
  const started = performance.now()
  let place = begun
  for (;;) {
    const rows = await inside(async (tx) => {
      place = await lockPlace(tx, place.id)
      const page = await replayPage(tx, place.after, pageRows)
      await keepDifferences(tx, place.id, page.differences)
      place = {
        ...place,
        after: page.last ?? place.after,
        replayed: place.replayed + page.rows,
        dates: place.dates + page.dates,
        clocks: place.clocks + page.clocks,
      }
      await sql`update custody.liberty_night set replayed_after = ${place.after}::uuid, replayed = ${place.replayed},
          dates = ${place.dates}, clocks = ${place.clocks} where id = ${place.id}::uuid`.execute(tx)
      return page.rows
    })
    await progress.report(place.replayed, null)
    if (rows < pageRows) break
  }
  const replayedAt = performance.now()
  const totals = { lines: 0, red: 0 }
  for (const prisonId of await inside((tx) => prisonsWithout(tx, place.id))) {
    const drawn = await inside((tx) => drawLedgerOf(tx, { prisonId, on: place.on, nightId: place.id }))
    totals.lines += drawn.lines
    totals.red += drawn.red
    await progress.report(place.replayed + totals.lines, null)
  }
  await inside((tx) => drawPublicFigures(tx, place.on))
  await inside((tx) =>
    sql`update custody.liberty_night set ended_at = clock_timestamp() where id = ${place.id}::uuid and ended_at is null`.execute(
      tx,
    ),
  )
  return {
    nightId: place.id,
    replayed: place.replayed,
    dates: place.dates,
    clocks: place.clocks,
    replaySeconds: (replayedAt - started) / 1_000,
    ...totals,
    ledgerSeconds: (performance.now() - replayedAt) / 1_000,
  }
}

const placeColumns = sql`id, on_date as on, replayed_after as after, replayed, dates, clocks`

/** Tonight's work of this province; null when it has ended, or there is nobody in prison and never was a ledger. */
async function openNight(tx: Tx): Promise<Place | null> {
  const on = await today(tx)
  const { jurisdiction } = standing(tx)
  const { rows: prisoners } =
    await sql`select 1 from custody.imprisonment where state = 'in' limit 1`.execute(tx)
  const { rows: ledgers } = await sql`select 1 from custody.liberty_ledger limit 1`.execute(tx)
  if (prisoners.length === 0 && ledgers.length === 0) return null
  await sql`insert into custody.liberty_night (jurisdiction, on_date) values (${jurisdiction}, ${on})
    on conflict (jurisdiction, on_date) do nothing`.execute(tx)
  const { rows } = await sql<Place>`select ${placeColumns} from custody.liberty_night
    where jurisdiction = ${jurisdiction} and on_date = ${on} and ended_at is null`.execute(tx)
  return rows[0] ?? null
}

async function lockPlace(tx: Tx, id: string): Promise<Place> {
  const { rows } =
    await sql<Place>`select ${placeColumns} from custody.liberty_night where id = ${id}::uuid for update`.execute(
      tx,
    )
  return rows[0]!
}

async function keepDifferences(tx: Tx, nightId: string, found: readonly FoundDifference[]): Promise<void> {
  for (const one of found)
    await sql`insert into custody.liberty_difference (jurisdiction, night_id, prison_id, imprisonment_id, source, class, cause, changed,
        before_day, after_day)
      values (${standing(tx).jurisdiction}, ${nightId}::uuid, ${one.prisonId}, ${one.imprisonmentId}::uuid, ${one.source}, ${one.class},
        ${one.cause}, ${[...one.changed]}::text[], ${one.before}, ${one.after})`.execute(tx)
}

/** Prisons that hold somebody, or did when their last ledger was drawn, and have none of this night yet. */
async function prisonsWithout(tx: Tx, nightId: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select prison_id as id from custody.imprisonment where state = 'in'
    union select prison_id from custody.liberty_line where before_serial is null
    except select prison_id from custody.liberty_ledger where night_id = ${nightId}::uuid order by 1`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}
