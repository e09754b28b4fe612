import pg from 'pg'
import { addApart } from '../apart.ts'
import { addGateChecks } from '../biometrics.ts'
import { sealCloses } from '../cash-book.ts'
import { sealComplaints } from '../conduct.ts'
import { demoOptions, stageDemoDay } from '../demo-day.ts'
import { addEscorts } from '../escort.ts'
import { addExtraFields } from '../extra-fields.ts'
import { addFactory } from '../factory.ts'
import { letEscape } from '../fugitives.ts'
import { addFunds } from '../funds.ts'
import { addGateActs } from '../gate.ts'
import { addGuards } from '../guard.ts'
import { addHabits } from '../habits.ts'
import { addLegalAid } from '../legal-aid.ts'
import { openMatters } from '../matters.ts'
import { addNotices } from '../notices.ts'
import { addConditionalLiberty } from '../parole.ts'
import { addRegime } from '../regime.ts'
import { addReturns } from '../returns.ts'
import { addSettings } from '../settings.ts'
import { addStores } from '../stores.ts'
import { storyChunks } from '../story.ts'
import { placeTransfers } from '../transfers.ts'
import { addVisits, openVisitBooks } from '../visits.ts'
import { addCase } from './case.ts'
import { CourtRegisters } from './court.ts'
import { addHeldForMoney, addSuretiesWanted } from './held-for-money.ts'
import { addPersons } from './persons.ts'
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
  'law.clock',
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
  'custody.location',
  'custody.capacity',
  'custody.closure',
  'custody.allocation',
  'custody.medical_ward',
  'custody.non_association',
  'custody.movement',
  'custody.adjudication',
  'custody.punishment',
  'custody.incident',
  'custody.incident_person',
  'custody.incident_step',
  'custody.complaint',
  'custody.complained_of',
  'custody.complaint_step',
  'custody.health_file',
  'custody.health_screening',
  'custody.health_allergy',
  'custody.health_diagnosis',
  'custody.health_diagnosis_step',
  'custody.health_ward',
  'custody.fitness',
  'custody.health_fitness_reason',
  'custody.health_note',
  'custody.health_prescription',
  'custody.health_dose',
  'custody.health_visit',
  'custody.roll_check',
  'custody.roll_mark',
  'custody.visitor',
  'custody.visitor_tie',
  'custody.visit_ban',
  'custody.visit_stop',
  'custody.visit_session',
  'custody.visit',
  'custody.visit_person',
  'custody.visit_refusal',
  'custody.visit_act',
  'custody.telephone_number',
  'custody.telephone_call',
  'custody.warrant',
  'custody.production',
  'custody.risk_assessment',
  'custody.habit',
  'custody.vehicle',
  'custody.vehicle_fitting',
  'custody.escort_party',
  'custody.escort_run',
  'custody.escort_seat',
  'custody.video_room',
  'custody.video_slot',
  'custody.guard_post',
  'custody.staff_member',
  'custody.staff_absence',
  'custody.roster',
  'custody.roster_place',
  'custody.asset',
  'custody.duty_handover',
  'custody.duty_count',
  'custody.store_item',
  'custody.store_lot',
  'custody.ration_indent',
  'custody.ration_head',
  'custody.ration_line',
  'custody.stocktake',
  'custody.stocktake_line',
  'custody.store_entry',
  'custody.bail_clock',
  'custody.property_receipt',
  'custody.property_bag',
  'custody.property_item',
  'custody.property_opening',
  'custody.money_book',
  'custody.money_account',
  'custody.money_transaction',
  'custody.money_posting',
  'custody.money_close',
  'custody.canteen_item',
  'custody.canteen_price',
  'custody.canteen_supply',
  'custody.canteen_line',
  'custody.injury',
  'custody.remission',
  'custody.fine_payment',
  'custody.release_date',
  'custody.court_question',
  'custody.release',
  'custody.hold',
  'custody.money_due',
  'custody.money_payment',
  'custody.counter',
  'custody.transfer',
  'custody.gang',
  'custody.labour',
  'custody.muster',
  'custody.wage_sheet',
  'custody.wage_line',
  'custody.factory_product',
  'custody.factory_price',
  'custody.factory_order',
  'custody.factory_order_item',
  'custody.factory_output',
  'custody.factory_delivery',
  'custody.factory_delivery_line',
  'custody.factory_receipt',
  'custody.factory_correction',
  'custody.course',
  'custody.enrolment',
  'custody.attendance',
  'custody.result_card',
  'custody.earned_proposal',
  'custody.gate_act',
  'custody.parole_case',
  'custody.licence',
  'custody.probation_order',
  'custody.supervision_entry',
  'custody.surety',
  'custody.surety_step',
  'custody.bail_obstacle',
  'custody.notice',
  'custody.dispatch',
  'custody.bail_notice',
  'custody.setting_change',
  'fields.form_version',
  'fields.answer',
  'custody.category_was',
  'custody.department_return',
  'custody.return_complaints',
  'custody.fund',
  'custody.fund_round',
  'custody.fund_line',
  'custody.fund_entry',
  'custody.finger',
  'custody.finger_check',
  'custody.identity_check',
  'custody.gate_crossing',
  'custody.aid_question',
  'custody.notice_owing',
  'legal_aid.matter',
  'legal_aid.brief',
  'legal_aid.act',
  'cases.event',
]

/** Cases told and written at a time; what is kept beyond them are the registers' last numbers. */
const chunk = 2_000

export interface LoadOptions {
  readonly cases: number
  readonly seed: number
  /** Last day of the simulated time. */
  readonly today: string
  /** Persons in all; those whom no case names are known to the police alone. */
  readonly persons?: number | undefined
  readonly onProgress: (line: string) => void
}

export interface Loaded {
  readonly cases: number
  readonly people: number
  readonly prisoners: number
  readonly rows: number
  readonly seconds: number
  readonly rowsPerSecond: number
  /** The most memory the loader held, in MiB. */
  readonly peakMemory: number
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
    const checkedAfterwards = await putOffReferences(client)
    for (const table of loadedTables) await client.query(`alter table ${table} disable trigger user`)
    const province = await openProvince(client, options.today)
    const store = new RowStore(loadedTables)
    const prisons = new PrisonRegisters(store, province)
    const courts = new CourtRegisters(store, province)
    const books = await openVisitBooks(client, province)
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
        addHeldForMoney(store, province, prisons)
        for (const [prisonId, people] of prisons.finish()) addVisits(store, books, prisonId, people)
        courts.finish()
      }
      total += await store.write(client)
      options.onProgress(`  ${told} of ${cases} cases, ${total} rows`)
    }
    const named = await client.query<{ count: number }>(`select count(*)::int as count from people.person`)
    const further = Math.max(0, (options.persons ?? 0) - named.rows[0]!.count)
    total += await addPersons(store, province, client, {
      count: further,
      seed,
      onProgress: options.onProgress,
    })
    // What follows reads what was just written, and without figures of its size goes through the prisoners of a country one by one.
    await analyze(client)
    total += await addSuretiesWanted(client, province)
    total += await placeTransfers(client, province)
    total += await letEscape(client, province)
    total += await addEscorts(client, province)
    total += await addHabits(client, province)
    total += await addApart(client, province)
    total += await addRegime(client, province)
    total += await addFactory(client, province)
    await sealCloses(client)
    await sealComplaints(client)
    await openMatters(client, province)
    total += await addNotices(client, province)
    total += await addGuards(client, province)
    total += await addStores(client, province)
    total += await addConditionalLiberty(client, province)
    total += await addLegalAid(client, province)
    total += await addSettings(client, province)
    total += await addExtraFields(client, province)
    total += await addReturns(client, province)
    total += await addFunds(client, province)
    total += await addGateChecks(client, province)
    total += await addGateActs(client, province)
    if (checkedAfterwards) await checkReferences(client)
    for (const table of loadedTables) await client.query(`alter table ${table} enable trigger user`)
    await client.query(
      `insert into audit.entry (act, subject, detail) values ('demo-loaded', 'seed', $1::jsonb)`,
      [JSON.stringify({ cases, seed, today, persons: options.persons, rows: total })],
    )
    const { rows } = await client.query<{ people: number; prisoners: number }>(
      `select (select count(*)::int from people.person) as people, (select count(*)::int from custody.imprisonment where state = 'in') as prisoners`,
    )
    await client.query('commit')
    await analyze(client)
    const seconds = (Date.now() - started) / 1000
    return {
      cases: options.cases,
      ...rows[0]!,
      rows: total,
      seconds,
      rowsPerSecond: Math.round(total / seconds),
      peakMemory: Math.round(process.resourceUsage().maxRSS / 1024),
    }
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    await client.end()
  }
}

async function analyze(client: pg.Client): Promise<void> {
  for (const table of loadedTables) await client.query(`analyze ${table}`)
}

/**
 * A superuser loads without looking each reference up as its row is written, and looks all of them up at once before the load
 * is kept. Another owner's references are checked row by row.
 */
async function putOffReferences(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ super: boolean }>(
    `select rolsuper as super from pg_catalog.pg_roles where rolname = current_user`,
  )
  if (rows[0]?.super !== true) return false
  await client.query(`set local session_replication_role = replica`)
  return true
}

/** @throws when a loaded row refers to one that is not there */
async function checkReferences(client: pg.Client): Promise<void> {
  await client.query(`set local session_replication_role = origin`)
  const { rows } = await client.query<{ name: string; broken: string }>(
    `select c.conname as name, format('select 1 from %s f where %s and not exists (select 1 from %s t where %s) limit 1', c.conrelid::regclass,
        string_agg(format('f.%I is not null', fa.attname), ' and '), c.confrelid::regclass,
        string_agg(format('t.%I = f.%I', ta.attname, fa.attname), ' and ')) as broken
       from pg_catalog.pg_constraint c cross join lateral unnest(c.conkey, c.confkey) as k(f, t)
       join pg_catalog.pg_attribute fa on fa.attrelid = c.conrelid and fa.attnum = k.f
       join pg_catalog.pg_attribute ta on ta.attrelid = c.confrelid and ta.attnum = k.t
      where c.contype = 'f' and c.conparentid = 0 and c.conrelid = any ($1::text[]::regclass[])
      group by c.oid, c.conname, c.conrelid, c.confrelid`,
    [loadedTables],
  )
  for (const { name, broken } of rows) {
    const { rowCount } = await client.query(broken)
    if (rowCount !== 0) throw new Error(`The load leaves ${name} broken.`)
  }
}
