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
  'custody:set-canteen-limit': {
    text: {
      en: 'Set what a prisoner may spend in the canteen in a week',
      ur: 'کینٹین میں اسیر کے ہفتہ وار خرچ کی حد مقرر کرنا',
    },
    posts: ['inspector-general-prisons'],
  },
}
