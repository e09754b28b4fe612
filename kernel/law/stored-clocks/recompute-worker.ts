/**
 * The thread that computes while the application goes on answering. Takes batches of stored facts and gives back their days;
 * equal facts are computed once, since the engine is pure.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { closeCourts } from '../calendar/provincial-calendars.ts'
import type { AdoptedLaw } from '../in-force.ts'
import { layOver, rulesInForce } from '../packs/index.ts'
import { calendarOf, packOf } from '../prove.ts'
import { dueDays, isClockRule, isRefusedClock } from './due-days.ts'

export interface WorkerStart {
  readonly jurisdiction: string
  readonly law: AdoptedLaw
}
/** Rules and facts (as JSON) of a batch, position by position. */
export interface Facts {
  readonly rules: readonly string[]
  readonly inputs: readonly string[]
}
/** Days of a batch; undefined where the engine refuses the facts. */
export type Days = readonly (readonly [statutory: string, effective: string] | undefined)[]

const { jurisdiction, law } = workerData as WorkerStart
layOver(law.versions)
closeCourts(law.closures)
const rules = rulesInForce(packOf(jurisdiction))
const calendar = calendarOf(jurisdiction)

const most = 100_000
const known = new Map<string, readonly [string, string] | undefined>()

function daysOf(rule: string, facts: string): readonly [string, string] | undefined {
  const key = `${rule} ${facts}`
  if (known.has(key)) return known.get(key)
  const due = isClockRule(rule) ? dueDays(rule, JSON.parse(facts), rules, calendar) : undefined
  const days =
    due === undefined || isRefusedClock(due) ? undefined : ([due.statutoryDue, due.effectiveDue] as const)
  if (known.size >= most) known.clear()
  known.set(key, days)
  return days
}

parentPort?.on('message', (batch: Facts) => {
  parentPort?.postMessage(batch.rules.map((rule, at) => daysOf(rule, batch.inputs[at]!)) satisfies Days)
})
