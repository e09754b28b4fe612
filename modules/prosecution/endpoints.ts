import { type Handler, handle, type WorkQueue } from '#kernel/gate'
import * as contract from './contract.ts'
import { fileChallan, listTrialCourts } from './filing.ts'
import { countChallans, getFilingPanel, getOverview, getScrutinyPage, listChallans } from './reading.ts'
import { receiveChallan, returnChallan, saveScrutiny } from './scrutiny.ts'

export const handlers: readonly Handler[] = [
  handle(contract.listChallans, listChallans, (output) => output.rows.map((row) => row.caseId)),
  handle(contract.getScrutiny, (tx, { caseId }) => getScrutinyPage(tx, caseId)),
  handle(contract.receiveChallan, receiveChallan),
  handle(contract.saveScrutiny, saveScrutiny),
  handle(contract.returnChallan, returnChallan),
  handle(contract.fileChallan, fileChallan),
  handle(contract.listTrialCourts, async (tx, { caseId }) => ({
    courts: (await listTrialCourts(tx, caseId)).map(({ id, code, kind, nameEn, nameUr, suits }) => ({
      id,
      code,
      kind,
      nameEn,
      nameUr,
      suits,
    })),
  })),
  handle(
    contract.getOverview,
    (tx) => getOverview(tx),
    () => [],
  ),
  handle(contract.getFiling, (tx, { caseId }) => getFilingPanel(tx, caseId)),
]

export const queues: readonly WorkQueue[] = [
  {
    key: 'prosecution.waiting',
    label: { en: 'Challans to receive and scrutinise', ur: 'وصول اور جانچ طلب چالان' },
    needs: 'prosecution:scrutinise',
    href: '/prosecution/challans?show=waiting',
    count: (tx) => countChallans(tx, 'waiting'),
  },
]
