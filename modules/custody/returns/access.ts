import type { Permissions } from '#kernel/access'

const heads = ['deputy-superintendent', 'superintendent']

export const returnPermissions: Permissions = {
  'custody:read-returns': {
    text: { en: 'See the returns that prisons owe and gave', ur: 'جیلوں کے واجب اور دیے گئے گوشوارے دیکھنا' },
    posts: [...heads, 'inspector-general-prisons', 'service'],
  },
  'custody:draw-return': {
    text: { en: 'Draw a return up from the registers', ur: 'رجسٹروں سے گوشوارہ تیار کرنا' },
    posts: heads,
  },
  'custody:sign-return': {
    text: {
      en: 'Sign a return and send it to the department',
      ur: 'گوشوارے پر دستخط کرنا اور محکمے کو بھیجنا',
    },
    posts: ['superintendent'],
  },
  'custody:receive-return': {
    text: {
      en: 'Receive returns of all prisons, send them back and remind',
      ur: 'تمام جیلوں کے گوشوارے وصول کرنا، واپس کرنا اور یاد دہانی',
    },
    posts: ['inspector-general-prisons'],
  },
  'custody:owe-returns': {
    text: {
      en: 'Open returns when they fall due and compare signed ones with the registers',
      ur: 'واجب گوشوارے کھولنا اور دستخط شدہ کا رجسٹروں سے موازنہ',
    },
    posts: ['service'],
  },
}
