import { randomUUID } from 'node:crypto'
import { standing } from '#kernel/access'
import { registerRecords, type SourcePerson } from '#kernel/people'
import type { Tx } from '#platform/db'
import { Refusal } from '#platform/http'
import { today } from '../law-of-prison.ts'
import { servedTogether } from '../sentence/facts.ts'
import { provenTwice } from '../sentence/release-date.ts'
import { type BailClock, chargedOnPaper, workOutBailClock } from '../warrants/bail-clock.ts'
import { insertAll } from './insert-all.ts'
import type { JudgedRow } from './judge-rows.ts'
import { prisonNumbers } from './prison-numbers.ts'
import type { RegisterRecord } from './read-row.ts'
import { paperSentences } from './sentences-of-row.ts'

export interface Entered {
  readonly imprisonmentId: string
  readonly noDate: string | null
}

const sexOf = { male: 'M', female: 'F', transgender: 'X' } as const

/** Enters prisoners of a register into the prison's books: person, number, warrant, clock of bail, date of release. */
export async function admitRows(
  tx: Tx,
  given: { importId: string; prisonId: number; judgedOn: string },
  rows: readonly JudgedRow[],
): Promise<Map<number, Entered>> {
  if (rows.length === 0) return new Map()
  const { jurisdiction } = standing(tx)
  const day = await today(tx)
  const registered = await registerRecords(
    tx,
    rows.map((row) => personOf(row.record, given.judgedOn)),
    {
      agency: 'prison',
      sourceRef: `custody.register_import/${given.importId}`,
      unitId: given.prisonId,
    },
  )
  const numbers = await prisonNumbers(tx, given.prisonId, rows)
  const imprisonments: Record<string, unknown>[] = []
  const warrants: Record<string, unknown>[] = []
  const clocks: Record<string, unknown>[] = []
  const dates: Record<string, unknown>[] = []
  const entered = new Map<number, Entered>()
  for (const [at, { row, record }] of rows.entries()) {
    const { recordId, personId } = registered[at]!
    const { admissionDate: admittedOn, category } = record
    if (admittedOn === null || category === null)
      throw new Error(`Row ${row} is imported without a date or category.`)
    const imprisonmentId = randomUUID()
    const warrantId = randomUUID()
    const shared = { jurisdiction, prison_id: given.prisonId }
    imprisonments.push({
      id: imprisonmentId,
      ...shared,
      ...numbers[at]!,
      person_id: personId,
      record_id: recordId,
      category,
      state: 'in',
      admitted_at: `${admittedOn}T00:00:00+05:00`,
      without_handover: 'register',
      created_by: standing(tx).accountId,
      created_at: new Date().toISOString(),
    })
    const convicted = category === 'convict' || category === 'condemned'
    const sections = record.sections.written
    const charged = chargedOnPaper(sections, record.firDate ?? admittedOn)
    const detainedSince = [admittedOn, record.arrestDate ?? admittedOn].sort()[0]!
    const sentences = convicted
      ? paperSentences(warrantId, record, detainedSince)
      : { facts: [], noDate: null }
    const fir = /^(\d{1,5})\s*\/\s*((?:19|20)\d\d)$/.exec(record.fir)
    const issuedOn = convicted ? (record.sentenceDate ?? admittedOn) : admittedOn
    warrants.push({
      id: warrantId,
      ...shared,
      imprisonment_id: imprisonmentId,
      kind: convicted ? 'conviction' : 'remand',
      source: 'paper',
      fir_number: fir === null || Number(fir[1]) === 0 ? null : Number(fir[1]),
      fir_year: fir === null ? null : Number(fir[2]),
      sections,
      max_punishment: charged.max?.toString() ?? null,
      issued_on: issuedOn,
      detained_since: detainedSince,
      next_production: record.nextDate,
      sentences: sentences.facts.length === 0 ? null : sentences.facts,
      state: 'in-force',
      created_by: standing(tx).accountId,
      created_at: new Date().toISOString(),
    })
    let { noDate } = sentences
    const shape = { ...shared, imprisonment_id: imprisonmentId }
    if (category === 'under-trial') {
      const clock = clockOrReason(() =>
        workOutBailClock(
          tx,
          {
            charged,
            terrorism: record.sections.tokens.some(({ act }) => act === 'ATA'),
            detainedSince,
            offenceOn: null,
            sex: record.sex === null ? null : sexOf[record.sex],
            birthDate: personOf(record, given.judgedOn).birthDate ?? null,
          },
          day,
        ),
      )
      if ('why' in clock) noDate = clock.why
      clocks.push({ ...shape, ...clockRow('why' in clock ? unsettled(charged.flags) : clock, warrantId) })
    }
    if (sentences.facts.length > 0 && !sentences.facts.some((fact) => fact.term === 'DEATH')) {
      const proven = clockOrReason(() =>
        provenTwice(tx, {
          inputs: {
            sentences: servedTogether(
              sentences.facts.map((fact) => ({ fact, trial: warrantId, name: sections })),
              [],
            ),
            remissions: [],
          },
        }),
      )
      if ('why' in proven) noDate = proven.why
      else
        dates.push({
          ...shape,
          id: randomUUID(),
          state: 'computed',
          inputs: proven.inputs,
          result: proven.result,
          steps: proven.steps,
          flags: proven.flags,
          due_release: proven.result.dueRelease,
          pack_code: proven.packCode,
          pack_version: proven.packVersion,
          hash: proven.hash,
          reason: 'admitted',
          computed_at: new Date().toISOString(),
        })
    }
    entered.set(row, { imprisonmentId, noDate })
  }
  await insertAll(tx, 'custody.imprisonment', imprisonments)
  await insertAll(tx, 'custody.warrant', warrants)
  await insertAll(tx, 'custody.bail_clock', clocks)
  await insertAll(tx, 'custody.release_date', dates)
  return entered
}

/** The law refuses facts that do not fit together; the prisoner is in the books all the same, and the reason stands beside. */
function clockOrReason<T extends object>(work: () => T): T | { why: string } {
  try {
    return work()
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem
    return { why: String(problem.params?.why ?? problem.code) }
  }
}

const unsettled = (flags: readonly string[]): BailClock => ({
  inputs: {},
  result: {},
  steps: [],
  flags,
  ground: null,
  eligibleFrom: null,
  standing: 'refer',
  packCode: '',
  packVersion: '',
  hash: '',
})

function clockRow(clock: BailClock, warrantId: string): Record<string, unknown> {
  return {
    id: randomUUID(),
    warrant_id: warrantId,
    inputs: clock.inputs,
    result: clock.result,
    steps: clock.steps,
    flags: clock.flags,
    ground: clock.ground,
    eligible_from: clock.eligibleFrom,
    standing: clock.standing,
    pack_code: clock.packCode,
    pack_version: clock.packVersion,
    hash: clock.hash,
    computed_at: new Date().toISOString(),
  }
}

/** The person of a row, in the registry's form. An age gives the year of birth, and says that it is an estimate. */
export function personOf(record: RegisterRecord, judgedOn: string): SourcePerson {
  const born =
    record.birthDate !== null
      ? { birthDate: record.birthDate, birthPrecision: 'day' as const }
      : record.age !== null
        ? {
            birthDate: `${Number(judgedOn.slice(0, 4)) - record.age.years}-01-01`,
            birthPrecision: 'estimated' as const,
          }
        : {}
  const text = <K extends string>(key: K, value: string) => (value === '' ? {} : { [key]: value })
  return {
    ...text('nameEn', record.name.latin),
    ...text('nameUr', record.name.urdu),
    ...text('fatherEn', record.father.latin),
    ...text('fatherUr', record.father.urdu),
    aliases: record.aliases.slice(0, 10),
    ...(record.sex === null ? {} : { sex: sexOf[record.sex] }),
    ...born,
    ...(record.cnic.state === 'valid' ? { cnic: record.cnic.digits } : {}),
    ...text('address', record.address),
    ...text('district', record.district),
  }
}
