import { type Handler, handle } from '#kernel/gate'
import { getShiftPack } from './contract.ts'
import { packOf, prisonersOf } from './pack.ts'

export const shiftHandlers: readonly Handler[] = [
  handle(getShiftPack, packOf, (output) => [
    ...prisonersOf(output),
    ...(output.admission?.expected.map((one) => one.handoverId) ?? []),
  ]),
]
