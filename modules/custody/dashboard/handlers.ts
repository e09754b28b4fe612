import { type Handler, handle } from '#kernel/gate'
import { compareIsolation, comparePrisons, getToday } from './contract.ts'
import { isolation } from './isolation.ts'
import { compare } from './prisons.ts'
import { todayOf } from './today.ts'

export const dashboardHandlers: readonly Handler[] = [
  handle(getToday, todayOf, (output) => [String(output.prison.id)]),
  handle(comparePrisons, compare, (output) => output.rows.map(({ prison }) => String(prison.id))),
  handle(compareIsolation, isolation, (output) => output.rows.map(({ prison }) => String(prison.id))),
]
