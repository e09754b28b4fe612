import { type Handler, handle } from '#kernel/gate'
import { issueOf, readCertificate } from './certificate.ts'
import * as contract from './contract.ts'
import { issueRoll, rollOfCourt } from './jail-roll.ts'
import { listOf, registerOf } from './listing.ts'
import { print } from './print.ts'

export const registersHandlers: readonly Handler[] = [
  handle(contract.listRegisters, listOf),
  handle(contract.getRegister, async (tx, { key }) => registerOf(tx, key)),
  handle(contract.printRegister, print),
  handle(contract.getJailRoll, rollOfCourt),
  handle(contract.printJailRoll, issueRoll),
  handle(contract.getCertificate, readCertificate),
  handle(contract.issueCertificate, issueOf),
]
