import { type Handler, handle } from '#kernel/gate'
import * as bookings from './bookings.ts'
import { close, count, readClose, withdrawCounted } from './close.ts'
import * as contract from './contract.ts'
import { listDay, listOwnPostings, readAccount, readBalance, readOffice } from './reading.ts'
import { issue } from './statement.ts'

export const accountHandlers: readonly Handler[] = [
  handle(contract.getCashOffice, readOffice),
  handle(contract.listBookings, listDay, (output) =>
    output.rows.flatMap((row) => (row.imprisonmentId === null ? [] : [row.imprisonmentId])),
  ),
  handle(contract.getAccount, readAccount),
  handle(contract.listPostings, listOwnPostings),
  handle(contract.getBalance, readBalance),
  handle(contract.depositCash, bookings.deposit),
  handle(contract.creditRemittance, bookings.credit),
  handle(contract.withdrawCash, bookings.withdraw),
  handle(contract.payFineFromAccount, bookings.payFineOf),
  handle(contract.payDiyatFromAccount, bookings.payDiyatOf),
  handle(contract.payOut, bookings.payBalanceOut),
  handle(contract.moveOwnMoney, bookings.moveOwn),
  handle(contract.reverseBooking, bookings.reverse),
  handle(contract.getDayClose, readClose),
  handle(contract.countCash, count),
  handle(contract.withdrawCount, withdrawCounted),
  handle(contract.closeDay, close),
  handle(contract.issueStatement, issue),
]
