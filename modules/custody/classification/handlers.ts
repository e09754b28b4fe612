import { type Handler, handle } from '#kernel/gate'
import { decide, habitOf, listHabits } from './classify.ts'
import * as contract from './contract.ts'

export const habitHandlers: readonly Handler[] = [
  handle(contract.getHabit, habitOf, (output, { id }) => [
    id,
    ...output.earlier.map((one) => one.imprisonmentId),
  ]),
  handle(contract.decideHabit, decide),
  handle(contract.listHabits, listHabits, (output) => output.rows.map((row) => row.imprisonmentId)),
]
