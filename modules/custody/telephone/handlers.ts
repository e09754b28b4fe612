import { type Handler, handle } from '#kernel/gate'
import { addNumber, begin, boothOf, end, telephoneOf, vetNumber } from './booth.ts'
import * as contract from './contract.ts'

export const telephoneHandlers: readonly Handler[] = [
  handle(contract.getTelephoneOf, telephoneOf),
  handle(contract.getBooth, boothOf, (output) => output.calls.map((call) => call.imprisonmentId)),
  handle(contract.addNumber, addNumber),
  handle(contract.vetNumber, vetNumber),
  handle(contract.beginCall, begin),
  handle(contract.endCall, end),
]
