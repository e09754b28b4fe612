import type { Database } from '#platform/db'
import { type AdoptedClosure, closeCourts } from './calendar/provincial-calendars.ts'
import { type AdoptedNumbers, type LegalNumber, layOver } from './packs/index.ts'
import { ownCalendarOf } from './prove.ts'

/** What two officers have adopted over the law and the calendars that ship. */
export interface AdoptedLaw {
  readonly versions: readonly AdoptedNumbers[]
  readonly closures: readonly AdoptedClosure[]
}

type Ask = (text: string) => Promise<{ rows: unknown[] }>

let laid = ''

/** Reads what is adopted and in force today (in Pakistan). The functions it asks give law and holidays, which are no secret. */
async function adoptedLaw(ask: Ask): Promise<AdoptedLaw> {
  const { rows: versions } = (await ask(
    `select code, version, numbers from law.adopted_versions((now() at time zone 'Asia/Karachi')::date)`,
  )) as { rows: { code: string; version: string; numbers: LegalNumber[] }[] }
  const { rows: closures } = (await ask(
    `select jurisdiction, first_day::text as "firstDay", last_day::text as "lastDay" from law.adopted_closures()`,
  )) as { rows: { jurisdiction: string; firstDay: string; lastDay: string }[] }
  return {
    versions,
    closures: closures.flatMap(({ jurisdiction, firstDay, lastDay }) => {
      const calendar = ownCalendarOf(jurisdiction)
      return calendar === undefined ? [] : [{ calendar, firstDay, lastDay }]
    }),
  }
}

/** Computes with this law from now on in this process. Nothing is done again when nothing has changed. */
export function putInForce(law: AdoptedLaw): void {
  const now = JSON.stringify(law)
  if (now === laid) return
  layOver(law.versions)
  closeCourts(law.closures)
  laid = now
}

/** Brings this process up to what is adopted. */
export async function refreshLaw(ask: Ask): Promise<AdoptedLaw> {
  const law = await adoptedLaw(ask)
  putInForce(law)
  return law
}

/**
 * Keeps this process at what is adopted, whoever adopted it and in whichever process: asked every few seconds. `ready` is the
 * first reading, and fails when it fails: nothing may be computed before what two officers adopted is known.
 */
export function keepLawInForce(database: Database, onTrouble: (error: unknown) => void, everyMs = 5_000) {
  const read = (): Promise<unknown> => refreshLaw((text) => database.pool.query(text))
  let busy = false
  const turn = async (): Promise<void> => {
    if (busy) return
    busy = true
    try {
      await read()
    } catch (error) {
      onTrouble(error)
    } finally {
      busy = false
    }
  }
  const timer = setInterval(() => void turn(), everyMs)
  timer.unref()
  return { ready: read(), stop: () => clearInterval(timer) }
}
