import { defineModule } from '#kernel/gate'
import { permissions } from './access.ts'
import { countUnnoticed, countUnreviewed } from './break-glass.ts'
import { handlers } from './endpoints.ts'
import { countWaiting } from './grants.ts'

export const access = defineModule({
  name: 'access',
  permissions,
  handlers,
  queues: [
    {
      key: 'access.grants-waiting',
      label: { en: 'Grants to approve', ur: 'منظوری کے منتظر عہدے' },
      needs: 'access:approve',
      href: '/access/grants?state=waiting',
      count: countWaiting,
    },
    {
      key: 'access.entries-into-my-unit',
      label: { en: 'Emergency entries into my unit', ur: 'میرے یونٹ میں ہنگامی رسائی' },
      needs: 'access:notice-break-glass',
      href: '/access/emergency?list=into-my-unit',
      count: countUnnoticed,
    },
    {
      key: 'access.entries-to-review',
      label: { en: 'Emergency entries to review', ur: 'جانچ طلب ہنگامی رسائیاں' },
      needs: 'access:review-break-glass',
      href: '/access/emergency/review',
      count: countUnreviewed,
    },
  ],
})
