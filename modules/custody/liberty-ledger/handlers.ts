import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { type Handler, handle } from '#kernel/gate'
import { refreshLaw } from '#kernel/law'
import { refuse } from '#platform/http'
import { today } from '../law-of-prison.ts'
import * as contract from './contract.ts'
import { drawLedgerOf } from './draw.ts'
import {
  check,
  compare,
  readDifferences,
  readLedger,
  readLedgers,
  readLines,
  readLinesOf,
  readRedInCourt,
  settle,
} from './reading.ts'

export const libertyHandlers: readonly Handler[] = [
  handle(contract.listLedgers, readLedgers, (output) => output.rows.map((row) => row.id)),
  handle(contract.getLedger, readLedger),
  handle(contract.listLines, readLines, (output) => output.rows.map((row) => row.imprisonmentId)),
  handle(contract.compareLedgers, compare, (output) => output.rows.map((row) => row.imprisonmentId)),
  handle(contract.checkLedger, check),
  handle(contract.drawLedger, async (tx, { prisonId = standing(tx).unitId }) => {
    const { rows } = await sql`select 1 from units.unit
      where id = ${prisonId} and kind = 'prison' and id = any (access.units())`.execute(tx)
    if (rows.length === 0) throw refuse('not-found')
    await refreshLaw(async (text) => sql.raw(text).execute(tx))
    const { ledgerId } = await drawLedgerOf(tx, { prisonId, on: await today(tx), nightId: null })
    return { ledgerId }
  }),
  handle(contract.getLineOf, readLinesOf),
  handle(contract.listDifferences, readDifferences, (output) => output.rows.map((row) => row.imprisonmentId)),
  handle(contract.settleDifference, settle),
  handle(contract.listRedInCourt, readRedInCourt, (output) => output.rows.map((row) => row.partyId)),
]
