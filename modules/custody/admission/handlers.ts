import { type Handler, handle } from '#kernel/gate'
import { admit, receiveFurtherWarrant } from './admit.ts'
import { listExpected, readArrival } from './arrivals.ts'
import { admitPrisoner, getArrival, listArrivals, receiveWarrant, searchPrevious } from './contract.ts'
import { findImprisonedBefore } from './previous.ts'

export const admissionHandlers: readonly Handler[] = [
  handle(listArrivals, listExpected, (output) => output.rows.map((row) => row.handoverId)),
  handle(getArrival, (tx, { handoverId }) => readArrival(tx, handoverId)),
  handle(
    searchPrevious,
    async (tx, query) => ({ candidates: await findImprisonedBefore(tx, query) }),
    (output) => output.candidates.map((candidate) => candidate.personId),
  ),
  handle(admitPrisoner, admit),
  handle(receiveWarrant, receiveFurtherWarrant),
]
