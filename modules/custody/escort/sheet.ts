import { join } from 'node:path'
import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { nextNumber, renderDocument } from '#kernel/documents'
import type { Tx } from '#platform/db'
import { day as dayWord, identifier, type TemplateValue } from '#platform/documents-engine'
import { refuse } from '#platform/http'
import type { OutputOf } from '#platform/http/contract'
import { text } from '#platform/i18n'
import type * as contract from './contract.ts'
import { aboardOf, dayOfEscorts, headOf } from './day.ts'

/** The sheet that goes with a vehicle. Names beside a class of risk: whoever may see the plan may print it, nobody else. */
export async function issueSheet(
  tx: Tx,
  { runId }: { runId: string },
): Promise<OutputOf<typeof contract.issueVehicleSheet>> {
  const { prisonId, on } = await headOf(tx, runId)
  const plan = await dayOfEscorts(tx, prisonId, on)
  const run = plan.runs.find(({ van }) => van.id === runId)
  if (run === undefined) throw refuse('not-found')
  const aboard = aboardOf(plan, runId)
  if (aboard.length === 0) throw refuse('custody-escort.nobody')
  const papers = await papersOf(
    tx,
    aboard.flatMap(({ warrantIds }) => warrantIds),
  )
  const number = await nextNumber(tx, 'VS', prisonId)
  const issued = await renderDocument(tx, {
    kind: 'custody.vehicle-sheet',
    template: join(import.meta.dirname, 'sheet.typ'),
    data: {
      words: wordsOfSheet(),
      plate: identifier(run.plate),
      on: dayWord(on),
      destination: { $: 'both', of: aboard[0]!.destination },
      seats: `${aboard.length} / ${run.van.seats}`,
      'sent-by': run.sentBy,
      officers: run.officers.map(({ rank, name, belt, female }) => ({
        name: `${rank} ${name}`,
        belt: identifier(belt),
        female: female ? 'yes' : '',
      })),
      people: aboard.map((one, at) => ({
        at: String(at + 1),
        number: identifier(one.number),
        name: { $: 'both', of: one.name },
        father: one.father === null ? '' : { $: 'both', of: one.father },
        courts: one.courts.map((court) => ({ $: 'both', of: court })),
        papers: one.warrantIds.flatMap((id) => papers.get(id) ?? []).map((fir) => identifier(fir)),
        risk: said(`risk.${one.risk}`),
        high: one.risk === 'high' ? 'yes' : '',
      })),
    },
    languages: ['ur', 'en'],
    title: { en: 'Escort and vehicle sheet', ur: 'فردِ گارد و گاڑی' },
    number,
    units: [prisonId],
    unitId: prisonId,
    needs: 'custody:read-escort',
  })
  await sql`insert into custody.escort_sheet (document_id, jurisdiction, prison_id, run_id)
    values (${issued.documentId}::uuid, ${standing(tx).jurisdiction}, ${prisonId}, ${runId}::uuid)`.execute(
    tx,
  )
  return { documentId: issued.documentId, version: issued.version, number }
}

/** The FIR of each warrant, as the court knows the case. */
async function papersOf(tx: Tx, warrantIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; fir: string }>`
    select id, fir_number || '/' || fir_year as fir from custody.warrant where id = any (${[...warrantIds]}::uuid[]) and fir_number is not null`.execute(
    tx,
  )
  return new Map(rows.map(({ id, fir }) => [id, fir]))
}

/** A text of this folder, each sheet in its own language. */
function said(key: string): TemplateValue {
  const of = (language: 'en' | 'ur') => text(`custody-escort:${key}`, language)
  return { $: 'both', of: { en: of('en'), ur: of('ur') } }
}

function wordsOfSheet(): TemplateValue {
  const keys = [
    'plate',
    'day',
    'destination',
    'seats',
    'party',
    'woman',
    'seat',
    'number',
    'name',
    'court',
    'fir',
    'risk',
    'points',
    'gate-out',
    'court-in',
    'court-out',
    'gate-in',
    'received',
    'time',
    'count',
  ] as const
  return Object.fromEntries(keys.map((key) => [key, said(`sheet.${key}`)]))
}
