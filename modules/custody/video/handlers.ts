import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import { addRoom, book, closeRoom, end, readDay } from './rooms.ts'

export const videoHandlers: readonly Handler[] = [
  handle(contract.getVideoDay, readDay, (output) =>
    output.rooms.flatMap((room) =>
      room.day.flatMap(({ slot }) => (slot === null ? [] : [slot.imprisonmentId])),
    ),
  ),
  handle(contract.bookVideo, book),
  handle(contract.endVideo, end),
  handle(contract.addVideoRoom, addRoom),
  handle(contract.closeVideoRoom, closeRoom),
]
