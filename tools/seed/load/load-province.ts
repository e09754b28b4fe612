import pg from 'pg'
import { demoOptions, stageDemoDay } from '../demo-day.ts'
import { storyChunks } from '../story.ts'
import { addCase } from './case.ts'
import { CourtRegisters } from './court.ts'
import { addPolicePapers } from './police.ts'
import { PrisonRegisters } from './prison.ts'
import { addProsecutionPapers } from './prosecution.ts'
import { openProvince } from './province.ts'
import { RowStore } from './rows.ts'

/** Tables in the order in which foreign keys allow them. */
export const loadedTables = [
  'people.person',
  'people.record',
  'people.record_key',
  'people.name_word',
  'people.link',
  'cases.case',
  'cases.party',
  'cases.charge',
  'workflow.instance',
  'workflow.step',
  'workflow.task',
  'handover.offer',
  'handover.step',
  'policing.fir',
  'policing.arrest',
  'policing.seizure',
  'policing.remand_application',
  'policing.police_report',
  'policing.returned_challan',
  'prosecution.scrutiny',
  'prosecution.defect',
  'prosecution.filing',
  'courts.remand_order',
  'courts.hearing',
  'courts.bail_order',
  'courts.judgment',
  'courts.judgment_charge',
  'courts.sentence',
  'courts.release_order',
  'courts.release_counter',
  'courts.reference',
  'custody.imprisonment',
  'custody.warrant',
  'custody.bail_clock',
  'custody.property_item',
  'custody.injury',
  'custody.remission',
  'custody.fine_payment',
  'custody.release_date',
  'custody.court_question',
  'custody.release',
  'custody.counter',
  'cases.event',
]

/** Cases told and written at a time; what is kept beyond them are the registers' last numbers. */
const chunk = 2_000

export interface LoadOptions {
  readonly cases: number
  readonly seed: number
  /** Last day of the simulated time. */
  readonly today: string
  readonly onProgress: (line: string) => void
}

export interface Loaded {
  readonly cases: number
  readonly people: number
  readonly prisoners: number
  readonly rows: number
  readonly seconds: number
}

/**
 * Loads the demo province as the owner of the database, in one transaction. Row triggers are off while it loads: the history is
 * made up, and copying each row into the audit would claim that somebody acted. One entry says that the demo was loaded.
 */
export async function loadProvince(ownerUrl: string, options: LoadOptions): Promise<Loaded> {
  const started = Date.now()
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    for (const table of loadedTables) await client.query(`alter table ${table} disable trigger user`)
    const province = await openProvince(client, options.today)
    const store = new RowStore(loadedTables)
    const prisons = new PrisonRegisters(store, province)
    const courts = new CourtRegisters(store, province)
    let told = 0
    let total = 0
    const { seed, cases, today } = options
    for (const stories of storyChunks(seed, { today, count: cases, optionsOf: demoOptions(cases) }, chunk)) {
      if (told === 0) stageDemoDay(stories, today)
      const loaded = stories.map((story) => ({ story, loaded: addCase(store, province, story) }))
      for (const each of loaded) {
        addPolicePapers(store, province, each.story, each.loaded)
        addProsecutionPapers(store, province, each.story, each.loaded)
        courts.add(each.story, each.loaded)
      }
      prisons.addAll(loaded)
      told += stories.length
      if (told >= cases) {
        prisons.finish()
        courts.finish()
      }
      total += await store.write(client)
      options.onProgress(`  ${told} of ${cases} cases, ${total} rows`)
    }
    for (const table of loadedTables) await client.query(`alter table ${table} enable trigger user`)
    await client.query(
      `insert into audit.entry (act, subject, detail) values ('demo-loaded', 'seed', $1::jsonb)`,
      [JSON.stringify({ cases: options.cases, seed: options.seed, today: options.today, rows: total })],
    )
    const { rows } = await client.query<{ people: number; prisoners: number }>(
      `select (select count(*)::int from people.person) as people, (select count(*)::int from custody.imprisonment where state = 'in') as prisoners`,
    )
    await client.query('commit')
    await client.query('analyze')
    return { cases: options.cases, ...rows[0]!, rows: total, seconds: (Date.now() - started) / 1000 }
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    await client.end()
  }
}
