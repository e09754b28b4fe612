import { defineModule, handle } from '#kernel/gate'
import { permissions } from './access.ts'
import { correct, read as readAnswers } from './answers.ts'
import * as contract from './contract.ts'
import { answered, count } from './counts.ts'
import { adopt, countWaiting, list, propose, read, readOne, readShown, sendBack } from './versions.ts'

export { keepAnswers } from './answers.ts'
export { answerColumns, answersAs } from './columns.ts'
export { defineForm, type ExtraForm } from './forms.ts'

/** Fields that departments add to the forms of every module: configured on screen, versioned, answered as facts. */
export const extraFields = defineModule({
  name: 'extra-fields',
  uses: ['reporting'],
  permissions,
  handlers: [
    handle(contract.listForms, list),
    handle(contract.getForm, read),
    handle(contract.getFormVersion, readOne),
    handle(contract.proposeFormVersion, propose),
    handle(contract.adoptFormVersion, adopt),
    handle(contract.returnFormVersion, sendBack),
    handle(contract.getShownFields, readShown),
    handle(contract.getAnswers, readAnswers),
    handle(contract.correctAnswers, correct),
    handle(contract.countAnswers, count),
    handle(contract.listAnswered, answered, (output) => output.rows.map((row) => row.id)),
  ],
  queues: [
    {
      key: 'extra-fields.waiting',
      label: { en: 'Extra fields to decide', ur: 'فیصلہ طلب اضافی خانے' },
      needs: 'extra-fields:adopt',
      href: '/settings/fields',
      count: countWaiting,
    },
  ],
})
