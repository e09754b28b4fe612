import { type Handler, handle, type WorkQueue } from '#kernel/gate'
import { searchOffences } from '#kernel/law'
import { countOpenArrests, listOpenArrests, recordArrest } from './arrest.ts'
import { countReturned, listReturned, submitChallan } from './challan-submission.ts'
import * as contract from './contract.ts'
import { addAccused, addSeizure, registerFir, suggestFirNumber } from './fir.ts'
import { listCourts, produceInCourt } from './production.ts'
import { getFir, listFirs } from './reading.ts'

export const handlers: readonly Handler[] = [
  handle(contract.registerFir, registerFir, (output) => [output.caseId]),
  handle(contract.suggestFirNumber, (tx, { on }) => suggestFirNumber(tx, on)),
  handle(contract.listFirs, listFirs, (output) => output.rows.map((row) => row.caseId)),
  handle(contract.getFir, (tx, { caseId }) => getFir(tx, caseId)),
  handle(contract.addAccused, addAccused),
  handle(contract.addSeizure, addSeizure),
  handle(contract.recordArrest, recordArrest),
  handle(contract.listOpenArrests, listOpenArrests, (output) => output.rows.map((row) => row.partyId)),
  handle(contract.produceInCourt, produceInCourt),
  handle(contract.submitChallan, submitChallan),
  handle(contract.listReturned, listReturned, (output) => output.rows.map((row) => row.caseId)),
  handle(contract.listCourts, async (tx) => ({
    courts: (await listCourts(tx)).map(({ id, code, kind, nameEn, nameUr }) => ({
      id,
      code,
      kind,
      nameEn,
      nameUr,
    })),
  })),
  handle(contract.searchOffences, async (_tx, { q, on }) => ({
    offences: searchOffences(q, on, 12).map((offence) => ({
      act: offence.act,
      section: offence.section,
      titleEn: offence.title,
      titleUr: offence.titleUr,
      max: String(offence.max),
      bailable: String(offence.bailable),
      cognizable: String(offence.cognizable),
    })),
  })),
]

export const queues: readonly WorkQueue[] = [
  {
    key: 'policing.to-be-produced',
    label: { en: 'To be produced before a Magistrate', ur: 'مجسٹریٹ کے روبرو پیشی باقی' },
    needs: 'policing:arrest',
    href: '/policing/arrests',
    count: countOpenArrests,
  },
  {
    key: 'policing.returned-challans',
    label: { en: 'Challans returned with defects', ur: 'نقائص کے ساتھ واپس آئے چالان' },
    needs: 'policing:submit-challan',
    href: '/policing/returned',
    count: countReturned,
  },
]
