import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import { readOrder } from './order.ts'
import { listToReadBack, papersOf, readBack, showReadBack } from './read-back.ts'
import { keepScan } from './scans.ts'
import { settle } from './settle.ts'

export const warrantHandlers: readonly Handler[] = [
  handle(contract.readOrderCode, readOrder),
  handle(contract.keepWarrantScan, keepScan),
  handle(contract.getWarrantPapers, papersOf),
  handle(contract.listWarrantsToReadBack, listToReadBack, (output) =>
    output.rows.map((row) => row.imprisonmentId),
  ),
  handle(contract.getReadBack, showReadBack),
  handle(contract.readBackWarrant, readBack),
  handle(contract.settleReading, settle),
]
