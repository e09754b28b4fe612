import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import { dispatch, recordOutcome } from './dispatch.ts'
import { draft } from './draft.ts'
import { setAsideOwing } from './owed.ts'
import { counts, list, noticeById } from './reading.ts'
import { sign, withdraw } from './sign.ts'

export const noticeHandlers: readonly Handler[] = [
  handle(contract.listNotices, list, ({ rows }) => rows.map((row) => row.imprisonmentId)),
  handle(contract.countNotices, counts),
  handle(contract.getNoticeDraft, draft),
  handle(contract.signNotice, sign),
  handle(contract.getNotice, noticeById),
  handle(contract.dispatchNotice, dispatch),
  handle(contract.recordNoticeOutcome, recordOutcome),
  handle(contract.withdrawNotice, withdraw),
  handle(contract.setNoticeAside, setAsideOwing),
]
