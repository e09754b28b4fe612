import { defineModule, handle } from '#kernel/gate'
import { permissions } from './access.ts'
import { getDeliveryStanding, listDeliveries, retryAllDeliveries, retryDelivery } from './contract.ts'
import { deliveryStanding, listDeliveriesOf, retryAll, retryOne } from './dead-letters.ts'

export const events = defineModule({
  name: 'events',
  permissions,
  handlers: [
    handle(listDeliveries, listDeliveriesOf),
    handle(getDeliveryStanding, deliveryStanding),
    handle(retryDelivery, async (tx, one) => ({ retried: await retryOne(tx, one) })),
    handle(retryAllDeliveries, async (tx) => ({ retried: await retryAll(tx) })),
  ],
  queues: [
    {
      key: 'events.dead',
      label: { en: 'Deliveries given up', ur: 'ناکام قرار دی گئی ترسیلات' },
      needs: 'events:retry',
      href: '/events',
      count: async (tx) => {
        const { dead } = await deliveryStanding(tx)
        return { count: dead, overdue: dead }
      },
    },
  ],
})
