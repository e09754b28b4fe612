import { defineModule, type Handler, handle, type WorkQueue } from '#kernel/gate'
import { permissions } from './access.ts'
import * as contract from './contract.ts'
import { answerMatter, assignLawyer, closeMatter, signPower, writeEntry } from './desk.ts'
import { reactions } from './reactions.ts'
import {
  countMatters,
  getFigures,
  getMatter,
  listMatters,
  listMattersOfCase,
  listMattersOfPrisoner,
} from './reading.ts'
import { recordConsent, screenNeed, sendMatter } from './screening.ts'

const idsOf = ({ people }: contract.OfPlace) => people.flatMap(({ matters }) => matters.map(({ id }) => id))

const handlers: readonly Handler[] = [
  handle(contract.listMatters, listMatters, ({ rows }) => rows.map(({ id }) => id)),
  handle(contract.getMatter, getMatter),
  handle(contract.listMattersOfCase, listMattersOfCase, idsOf),
  handle(contract.listMattersOfPrisoner, listMattersOfPrisoner, idsOf),
  handle(contract.screenNeed, screenNeed),
  handle(contract.recordConsent, recordConsent),
  handle(contract.sendMatter, sendMatter),
  handle(contract.answerMatter, answerMatter),
  handle(contract.assignLawyer, assignLawyer),
  handle(contract.signPower, signPower),
  handle(contract.writeEntry, writeEntry),
  handle(contract.closeMatter, closeMatter),
  handle(contract.getFigures, (tx) => getFigures(tx)),
]

const queues: readonly WorkQueue[] = [
  {
    key: 'legal-aid.to-send',
    label: { en: 'Legal aid asked, not sent', ur: 'قانونی امداد کے معاملات جو بھیجے نہیں گئے' },
    needs: 'legal-aid:open',
    href: '/legal-aid?show=to-send',
    count: (tx) => countMatters(tx, 'to-send'),
  },
  {
    key: 'legal-aid.incoming',
    label: { en: 'People asking for legal aid', ur: 'قانونی امداد کے نئے طالب' },
    needs: 'legal-aid:coordinate',
    href: '/legal-aid?show=incoming',
    count: (tx) => countMatters(tx, 'incoming'),
  },
  {
    key: 'legal-aid.unassigned',
    label: { en: 'Matters without a lawyer', ur: 'معاملات جن کا وکیل مقرر نہیں' },
    needs: 'legal-aid:coordinate',
    href: '/legal-aid?show=unassigned',
    count: (tx) => countMatters(tx, 'unassigned'),
  },
  {
    key: 'legal-aid.due',
    label: { en: 'Hearings of your matters, by today', ur: 'آپ کے معاملات کی آج تک کی پیشیاں' },
    needs: 'legal-aid:work',
    href: '/legal-aid?show=due',
    count: (tx) => countMatters(tx, 'due'),
  },
]

/** Legal aid from the police station to the prison: need, consent, hand-over, counsel's work, outcome. */
export const legalAid = defineModule({
  name: 'legal-aid',
  uses: ['cases', 'people', 'units', 'handover', 'documents', 'workflow', 'courts', 'custody'],
  permissions,
  handlers,
  queues,
  reactions,
})
