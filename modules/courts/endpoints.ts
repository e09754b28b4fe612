import { standing } from '#kernel/access'
import { type Handler, handle, type WorkQueue } from '#kernel/gate'
import { applicationsFor } from '#modules/policing'
import type { Tx } from '#platform/db'
import * as contract from './contract.ts'
import { countAwaitingOutcome, countToBeListed, dayList, toBeListed } from './day-list.ts'
import * as hearings from './hearings.ts'
import * as judgment from './judgment.ts'
import { countPetitions, listPetitions, registerPetition, returnPetition } from './petitions.ts'
import {
  countJudgmentsToSign,
  countReleasesToSign,
  courtFile,
  getReleaseOrder,
  judgmentForm,
  judgmentsToSign,
  releaseOrders,
} from './reading.ts'
import { answerReference, countReferences, listReferences } from './references.ts'
import * as release from './release.ts'
import { orderRemand, refuseRemand } from './remand.ts'
import { remandStanding } from './remand-standing.ts'

/** An application still unanswered the next day is late: the person stands before the court now. */
async function applications(tx: Tx) {
  const rows = (await applicationsFor(tx, standing(tx).unitId)).map((one) => ({
    ...one,
    overdue: Date.now() - Date.parse(one.madeAt) > 24 * 60 * 60 * 1000,
  }))
  return { rows, total: rows.length }
}

const casesOf = ({ rows }: { rows: readonly { caseId: string }[] }) => rows.map(({ caseId }) => caseId)

export const handlers: readonly Handler[] = [
  handle(contract.listApplications, (tx) => applications(tx), casesOf),
  handle(contract.getRemandStanding, remandStanding, ({ caseId }) => [caseId]),
  handle(contract.orderRemand, orderRemand),
  handle(contract.refuseRemand, refuseRemand),
  handle(contract.getDayList, dayList, casesOf),
  handle(contract.listHearing, hearings.listHearing),
  handle(contract.recordOutcome, hearings.recordOutcome),
  handle(contract.moveDay, hearings.moveDay),
  handle(contract.listToBeListed, (tx) => toBeListed(tx), casesOf),
  handle(contract.getCourtFile, courtFile),
  handle(contract.getJudgmentForm, judgmentForm, ({ caseId }) => [caseId]),
  handle(contract.previewJudgment, judgment.previewJudgment),
  handle(contract.draftJudgment, judgment.draftJudgment),
  handle(contract.signJudgment, judgment.signJudgment),
  handle(contract.withdrawJudgment, judgment.withdrawJudgment),
  handle(
    contract.listJudgmentsToSign,
    (tx) => judgmentsToSign(tx),
    ({ rows }) => rows.map(({ partyId }) => partyId),
  ),
  handle(contract.recordBail, release.recordBail),
  handle(contract.acceptSurety, release.acceptSurety),
  handle(contract.draftRelease, release.draftRelease),
  handle(contract.signRelease, release.signRelease),
  handle(contract.cancelRelease, release.cancelRelease),
  handle(contract.listReleaseOrders, releaseOrders, casesOf),
  handle(contract.getReleaseOrder, getReleaseOrder, ({ caseId }) => [caseId]),
  handle(contract.listPetitions, listPetitions, casesOf),
  handle(contract.registerPetition, registerPetition),
  handle(contract.returnPetition, returnPetition),
  handle(contract.listReferences, (tx) => listReferences(tx), casesOf),
  handle(contract.answerReference, answerReference),
]

export const queues: readonly WorkQueue[] = [
  {
    key: 'courts.applications',
    label: { en: 'Remand applications to decide', ur: 'درخواست ہائے ریمانڈ برائے حکم' },
    needs: 'courts:order-remand',
    href: '/courts/applications',
    count: async (tx) => {
      const { rows } = await applications(tx)
      return { count: rows.length, overdue: rows.filter(({ overdue }) => overdue).length }
    },
  },
  {
    key: 'courts.outcomes',
    label: { en: 'Hearings without an outcome', ur: 'پیشیاں جن کی کارروائی درج نہیں' },
    needs: 'courts:list',
    href: '/courts/day',
    count: countAwaitingOutcome,
  },
  {
    key: 'courts.to-be-listed',
    label: { en: 'Cases to be listed', ur: 'مقدمات جن کی تاریخ مقرر کرنی ہے' },
    needs: 'courts:list',
    href: '/courts/to-be-listed',
    count: countToBeListed,
  },
  {
    key: 'courts.petitions',
    label: { en: 'Bail petitions to register', ur: 'ضمانت کی درخواستیں برائے اندراج' },
    needs: 'courts:list',
    href: '/courts/petitions',
    count: (tx) => countPetitions(tx, 'waiting'),
  },
  {
    key: 'courts.judgments',
    label: { en: 'Judgments to sign', ur: 'فیصلے برائے دستخط' },
    needs: 'courts:sign',
    href: '/courts/judgments',
    count: countJudgmentsToSign,
  },
  {
    key: 'courts.releases',
    label: { en: 'Release orders to sign', ur: 'روبکار برائے دستخط' },
    needs: 'courts:sign',
    href: '/courts/release-orders?show=to-sign',
    count: countReleasesToSign,
  },
  {
    key: 'courts.references',
    label: { en: 'Prisons’ questions to answer', ur: 'جیل کے استفسارات برائے جواب' },
    needs: 'courts:answer',
    href: '/courts/references',
    count: countReferences,
  },
]
