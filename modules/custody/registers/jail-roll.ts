import { join } from 'node:path'
import { sql } from 'kysely'
import { nextNumber, renderDocument } from '#kernel/documents'
import type { Tx } from '#platform/db'
import { both, day, identifier, instant } from '#platform/documents-engine'
import { refuse } from '#platform/http'
import type { OutputOf } from '#platform/http/contract'
import { formatNumber } from '#platform/i18n'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'

type Roll = OutputOf<typeof contract.getJailRoll>

/**
 * The under-trials of one's prison by court, and those of one court: one line for each case, since somebody with two cases before a court
 * is asked about twice. Days count the first and today. @throws not-found
 */
export async function rollOfCourt(tx: Tx, { courtId }: { courtId?: number | undefined }): Promise<Roll> {
  const { prisons: _, ...prison } = await prisonOf(tx, undefined)
  const { rows: courts } = await sql<{
    id: number
    name_en: string
    name_ur: string
    prisoners: number
    now: string
  }>`
    select u.id, u.name_en, u.name_ur, count(distinct i.id)::integer as prisoners
      from custody.imprisonment i join custody.warrant w on w.imprisonment_id = i.id and w.state = 'in-force' and w.kind = 'remand'
      join units.current_unit u on u.id = w.court_id
     where i.prison_id = ${prison.id} and i.state = 'in' group by u.id, u.name_en, u.name_ur order by prisoners desc, u.name_en`.execute(
    tx,
  )
  const { rows: clock } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(tx)
  const chosen = courts.find((one) => one.id === courtId)
  if (courtId !== undefined && chosen === undefined) throw refuse('not-found')
  const { rows } =
    chosen === undefined
      ? { rows: [] }
      : await sql<{
          id: string
          number: number
          year: number
          name_en: string | null
          name_ur: string | null
          father_en: string | null
          father_ur: string | null
          fir_number: number | null
          fir_year: number | null
          station_en: string | null
          station_ur: string | null
          sections: string
          admitted: string
          since: string
          days: number
          next: string | null
        }>`select i.id, i.number, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur, w.fir_number, w.fir_year, s.name_en as station_en,
            s.name_ur as station_ur, w.sections, (i.admitted_at at time zone 'Asia/Karachi')::date as admitted, w.detained_since as since,
            workflow.today() - w.detained_since + 1 as days, w.next_production as next
            from custody.imprisonment i join custody.warrant w on w.imprisonment_id = i.id and w.state = 'in-force' and w.kind = 'remand'
            join people.record p on p.id = i.record_id left join units.current_unit s on s.id = w.station_id
           where i.prison_id = ${prison.id} and i.state = 'in' and w.court_id = ${chosen.id}
           order by w.detained_since, i.year, i.number, w.id`.execute(tx)
  return {
    prison,
    asOf: clock[0]!.now,
    courts: courts.map(({ id, name_en, name_ur, prisoners }) => ({
      id,
      name: { en: name_en, ur: name_ur },
      prisoners,
    })),
    court: chosen === undefined ? null : { id: chosen.id, name: { en: chosen.name_en, ur: chosen.name_ur } },
    rows: rows.map((row) => ({
      imprisonmentId: row.id,
      number: `${row.number}/${row.year}`,
      name: bothOf(row.name_en, row.name_ur),
      father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
      fir: row.fir_number === null ? '—' : `${row.fir_number}/${row.fir_year}`,
      station:
        row.station_en === null && row.station_ur === null ? null : bothOf(row.station_en, row.station_ur),
      sections: row.sections,
      admittedOn: row.admitted,
      detainedSince: row.since,
      days: row.days,
      nextDate: row.next,
    })),
  }
}

/** Issues the roll of one court; the court may open it too. @throws not-found */
export async function issueRoll(
  tx: Tx,
  { courtId, language }: { courtId: number; language: 'en' | 'ur' },
): Promise<OutputOf<typeof contract.printJailRoll>> {
  const roll = await rollOfCourt(tx, { courtId })
  const number = await nextNumber(tx, 'JR', roll.prison.id)
  const issued = await renderDocument(tx, {
    kind: 'custody.jail-roll',
    template: join(import.meta.dirname, 'jail-roll.typ'),
    data: jailRollSheet(roll),
    languages: [language],
    title: { en: 'Jail roll of under-trial prisoners', ur: 'جیل رول زیرِ سماعت اسیران' },
    number,
    paper: 'register',
    units: [roll.prison.id, courtId],
    unitId: roll.prison.id,
  })
  return { documentId: issued.documentId, version: issued.version, number, rows: roll.rows.length }
}

/** What the template of the jail roll is given. */
export function jailRollSheet({ court, asOf, rows }: Roll) {
  return {
    court: both(court!.name),
    asOf: instant(asOf),
    entries: formatNumber(rows.length),
    rows: rows.map((row, n) => [
      formatNumber(n + 1),
      identifier(row.number),
      both(row.name),
      row.father === null ? '' : both(row.father),
      identifier(row.fir),
      row.station === null ? '' : both(row.station),
      row.sections,
      day(row.admittedOn),
      day(row.detainedSince),
      formatNumber(row.days),
      row.nextDate === null ? '' : day(row.nextDate),
    ]),
  }
}
