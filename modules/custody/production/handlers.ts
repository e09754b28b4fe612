import { type Handler, handle } from '#kernel/gate'
import {
  getProductionYear,
  listNotProduced,
  listProductions,
  recordProduction,
  recordReturn,
} from './contract.ts'
import { productionsOn, record, recordBack } from './productions.ts'
import { notProduced, productionYear } from './year.ts'

export const productionHandlers: readonly Handler[] = [
  handle(
    listProductions,
    (tx, { on }) => productionsOn(tx, on),
    (output) => output.courts.flatMap((court) => court.rows.map((row) => row.imprisonmentId)),
  ),
  handle(recordProduction, record),
  handle(recordReturn, recordBack),
  handle(getProductionYear, productionYear),
  handle(listNotProduced, notProduced, (output) => output.rows.map((row) => row.imprisonmentId)),
]
