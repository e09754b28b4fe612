import type { Permissions } from '#kernel/access'

export const propertyPermissions: Permissions = {
  'custody:keep-property': {
    text: { en: 'Keep the store of prisoners’ property', ur: 'اسیران کے سامان کا توشہ خانہ سنبھالنا' },
    posts: ['store-keeper', 'deputy-superintendent'],
  },
  'custody:witness-property': {
    text: {
      en: 'Stand by as second officer when a seal is broken',
      ur: 'مہر توڑنے پر بطور دوسرا افسر موجود ہونا',
    },
    posts: ['prison-admissions-officer', 'deputy-superintendent', 'superintendent'],
  },
  'custody:hand-back': {
    text: { en: 'Hand property back at release', ur: 'رہائی پر سامان واپس کرنا' },
    posts: ['store-keeper', 'gate-officer', 'deputy-superintendent'],
  },
}
