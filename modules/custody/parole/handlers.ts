import { type Handler, handle } from '#kernel/gate'
import { listConvicts } from './candidates.ts'
import { decide, forward, openCase, sayConduct, sayInquiry, withdraw } from './cases.ts'
import * as contract from './contract.ts'
import { cancel, discharge, revoke, settleDays, takeBack, verify } from './licence.ts'
import { byId, end, enter, forConsideration, list } from './probation.ts'
import { caseById, counts, licenceOfPrisoner, listCases } from './reading.ts'
import { write } from './supervision.ts'

export const paroleHandlers: readonly Handler[] = [
  handle(contract.listParole, listConvicts, ({ rows }) => rows.map((row) => row.imprisonmentId)),
  handle(contract.listParoleCases, listCases),
  handle(contract.countParole, counts),
  handle(contract.getParoleCase, caseById),
  handle(contract.openParoleCase, openCase),
  handle(contract.reportConduct, sayConduct),
  handle(contract.reportInquiry, sayInquiry),
  handle(contract.forwardParoleCase, forward),
  handle(contract.withdrawParoleCase, withdraw),
  handle(contract.decideParoleCase, decide),
  handle(contract.verifyLicence, verify),
  handle(contract.cancelLicence, cancel),
  handle(contract.revokeLicence, revoke),
  handle(contract.takeBack, takeBack),
  handle(contract.getLicenceOfPrisoner, licenceOfPrisoner),
  handle(contract.settleDaysAfterRevocation, settleDays),
  handle(contract.dischargeLicence, discharge),
  handle(contract.writeDiary, write),
  handle(contract.listProbation, list),
  handle(contract.getProbation, byId),
  handle(contract.enterProbation, enter),
  handle(contract.endProbation, end),
  handle(contract.listForConsideration, forConsideration, ({ rows }) =>
    rows.map((row) => row.imprisonmentId),
  ),
]
