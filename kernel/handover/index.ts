import { defineModule, type Handler, handle } from '#kernel/gate'
import { permissions } from './access.ts'
import * as contract from './contract.ts'
import { countHandovers, getHandoverPage, listOffers, refuseOwnPage } from './lists.ts'
import * as offers from './offers.ts'

export {
  defineHandover,
  type HandoverEffect,
  type HandoverKind,
  type HandoverOffer,
  type HandoverState,
  type HandoverSubject,
  type Payload,
} from './define.ts'
export { stepsOfOffer } from './lists.ts'
export {
  accept,
  complete,
  findOpenOffer,
  getOffer,
  HandoverAccepted,
  HandoverDone,
  HandoverOffered,
  HandoverRejected,
  HandoverWithdrawn,
  type NewOffer,
  offer,
  offerAgain,
  reject,
  withdraw,
} from './offers.ts'

const stateOnly = ({ state }: { state: contract.HandoverRow['state'] }) => ({ state })

const handlers: readonly Handler[] = [
  handle(
    contract.listHandovers,
    (tx, input) => listOffers(tx, input),
    (page) => page.rows.map((one) => one.id),
  ),
  handle(contract.getHandover, (tx, { id }) => getHandoverPage(tx, id)),
  handle(contract.acceptHandover, async (tx, { id }) => {
    await refuseOwnPage(tx, id, 'accept')
    return stateOnly(await offers.accept(tx, id))
  }),
  handle(contract.rejectHandover, async (tx, { id, reason }) => {
    await refuseOwnPage(tx, id, 'reject')
    return stateOnly(await offers.reject(tx, id, reason))
  }),
  handle(contract.completeHandover, async (tx, { id }) => {
    await refuseOwnPage(tx, id, 'complete')
    return stateOnly(await offers.complete(tx, id))
  }),
  handle(contract.withdrawHandover, async (tx, { id, reason }) =>
    stateOnly(await offers.withdraw(tx, id, reason)),
  ),
  handle(contract.offerHandoverAgain, async (tx, { id, dueOn }) =>
    stateOnly(await offers.offerAgain(tx, id, dueOn === undefined ? {} : { dueOn })),
  ),
]

export const handover = defineModule({
  name: 'handover',
  uses: ['workflow'],
  handlers,
  permissions,
  queues: [
    {
      key: 'handover.incoming',
      label: { en: 'Hand-overs to receive', ur: 'وصول طلب حوالگیاں' },
      needs: 'handover:work',
      href: '/handovers?direction=incoming',
      count: (tx) => countHandovers(tx, { direction: 'incoming', show: 'attention' }),
    },
    {
      key: 'handover.outgoing',
      label: { en: 'Hand-overs rejected or unanswered', ur: 'نامنظور یا جواب طلب حوالگیاں' },
      needs: 'handover:work',
      href: '/handovers?direction=outgoing',
      count: (tx) => countHandovers(tx, { direction: 'outgoing', show: 'attention' }),
    },
  ],
})
