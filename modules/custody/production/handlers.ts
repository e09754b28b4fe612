import { type Handler, handle } from '#kernel/gate'
import {
  getProductionYear,
  listNotProduced,
  listProductions,
  listRecordedProductions,
  recordProduction,
  recordReturn,
} from './contract.ts'
import { productionsOn, record, recordBack, recordedOn } from './productions.ts'
import { notProduced, productionYear } from './year.ts'

export const productionHandlers: readonly Handler[] = [
  handle(
    listProductions,
    (tx, { on }) => productionsOn(tx, on),
    (output) => output.courts.flatMap((court) => court.rows.map((row) => row.imprisonmentId)),
  ),
  handle(listRecordedProductions, (tx, { on }) => recordedOn(tx, on)),
  handle(recordProduction, record),
  handle(recordReturn, recordBack),
  handle(getProductionYear, productionYear),
  handle(listNotProduced, notProduced, (output) => output.rows.map((row) => row.imprisonmentId)),
]
