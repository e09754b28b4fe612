import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import {
  figures as figureNames,
  figuresOfSection,
  type Line,
  linesOf,
  type Sheet,
  type SheetSection,
} from './sheet.ts'

export interface Asked {
  readonly prisonId: number
  readonly from: string
  readonly to: string
  readonly sections: readonly string[]
  readonly bands: readonly number[]
  readonly hideBelow: number
}

/** Counts the sheet of a period as the registers are at this moment, in two statements of one transaction. */
export async function countSheet(tx: Tx, asked: Asked): Promise<Sheet> {
  const { prisonId, from, to, sections, bands, hideBelow } = asked
  const { rows } = await sql<{ line: string; part: string | null; cell: string; count: number }>`
    select l.line, l.part, l.category || '/' || l.kind as cell, count(*)::integer as count
      from custody.return_lines(${prisonId}, ${from}::date, ${to}::date, ${[...bands]}::integer[], ${linesOf(sections)}::text[]) l
     group by 1, 2, 3 order by 1, 2, 3`.execute(tx)
  const wanted = new Set(sections.flatMap((section) => figuresOfSection[section as SheetSection] ?? []))
  const found = await sql<{ figure: string; amount: number }>`
    select figure, amount from custody.return_figures(${prisonId}, ${from}::date, ${to}::date)`.execute(tx)
  const amounts = new Map(found.rows.map(({ figure, amount }) => [figure, amount]))
  const groups = Map.groupBy(rows, ({ line, part }) => `${line} ${part ?? ''}`)
  return {
    sections: [...sections],
    bands: [...bands],
    hideBelow,
    lines: [...groups.values()].map(
      (cells): Line => ({
        line: cells[0]!.line,
        part: cells[0]!.part,
        total: cells.reduce((sum, { count }) => sum + count, 0),
        cells: Object.fromEntries(cells.map(({ cell, count }) => [cell, count])),
      }),
    ),
    figures: Object.fromEntries(
      figureNames.filter((figure) => wanted.has(figure)).map((figure) => [figure, amounts.get(figure) ?? 0]),
    ),
  }
}
