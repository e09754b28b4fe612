import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import { payFine, postRemission, voidRemission } from './ledger.ts'
import {
  askAboutSilence,
  computeReleaseDate,
  confirmReleaseDate,
  proposeReleaseDate,
} from './release-date.ts'

export const sentenceHandlers: readonly Handler[] = [
  handle(contract.computeDate, async (tx, { imprisonmentId }) => {
    const releaseDateId = await computeReleaseDate(tx, imprisonmentId, 'asked')
    await askAboutSilence(tx, imprisonmentId)
    return { releaseDateId }
  }),
  handle(contract.proposeDate, proposeReleaseDate),
  handle(contract.confirmDate, confirmReleaseDate),
  handle(contract.postRemissionEntry, postRemission),
  handle(contract.voidRemissionEntry, voidRemission),
  handle(contract.payFineEntry, payFine),
]
