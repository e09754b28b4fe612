import type { Permissions } from '#kernel/access'

export const canteenPermissions: Permissions = {
  'custody:sell-canteen': {
    text: { en: 'Sell in the canteen and take in its deliveries', ur: 'کینٹین میں فروخت اور مال وصول کرنا' },
    posts: ['prison-cashier', 'deputy-superintendent'],
  },
  'custody:edit-canteen': {
    text: { en: 'Set what the canteen sells and at which price', ur: 'کینٹین کی اشیاء اور نرخ مقرر کرنا' },
    posts: ['deputy-superintendent', 'superintendent'],
  },
}
