import { knownEventTypes } from '#kernel/events'
import { defineModule, handle, handleOpen } from '#kernel/gate'
import { permissions } from './access.ts'
import {
  approveLink,
  issueSecret,
  leaveMessage,
  listAttempts,
  listLinks,
  listMessages,
  listTypes,
  listWebhookDeliveries,
  processAgain,
  proposeLink,
  redeliver,
  refuseLink,
  stopLink,
} from './contract.ts'
import { inboundTypes } from './inbound.ts'
import { receive } from './inbox.ts'
import { decide, issue, listOfLinks, propose, stop } from './links.ts'
import { attemptsOf, carryOutAgain, deliveriesOf, messagesOf, sendAgain } from './lists.ts'

export { defineInboundMessage, type InboundContext, type InboundMessage } from './inbound.ts'
export { exchangeDue, startExchange } from './send.ts'
export { readSignature, rightSignature, sign, windowSeconds } from './signature.ts'

export const exchange = defineModule({
  name: 'exchange',
  uses: ['events'],
  permissions,
  handlers: [
    handle(listLinks, async (tx) => ({ rows: await listOfLinks(tx) })),
    handle(listTypes, async () => ({ events: [...knownEventTypes()], messages: [...inboundTypes()] })),
    handle(proposeLink, propose),
    handle(approveLink, async (tx, { id }, call) => {
      await decide(tx, id, 'active', call)
      return {}
    }),
    handle(refuseLink, async (tx, { id }, call) => {
      await decide(tx, id, 'refused', call)
      return {}
    }),
    handle(stopLink, async (tx, { id }) => {
      await stop(tx, id)
      return {}
    }),
    handle(issueSecret, issue),
    handle(listWebhookDeliveries, deliveriesOf),
    handle(listAttempts, async (tx, { id }) => ({ rows: await attemptsOf(tx, id) })),
    handle(redeliver, async (tx, { id }) => {
      await sendAgain(tx, id)
      return {}
    }),
    handle(listMessages, messagesOf),
    handle(processAgain, async (tx, { id }) => {
      await carryOutAgain(tx, id)
      return {}
    }),
    handleOpen(leaveMessage, (services, { message }, call) =>
      receive(services, message, call.headers, call.now),
    ),
  ],
  queues: [
    {
      key: 'exchange.to-approve',
      label: { en: 'Links with other systems to decide', ur: 'فیصلہ طلب بیرونی روابط' },
      needs: 'exchange:approve',
      href: '/exchange',
      count: async (tx) => ({
        count: (await listOfLinks(tx)).filter(({ state }) => state === 'proposed').length,
        overdue: 0,
      }),
    },
  ],
})
