import type { Permissions } from '#kernel/access'

export const telephonePermissions: Permissions = {
  'custody:run-telephone': {
    text: {
      en: 'Enter telephone numbers and the calls of prisoners',
      ur: 'اسیران کے ٹیلیفون نمبر اور کالوں کا اندراج',
    },
    posts: ['visits-officer', 'deputy-superintendent', 'superintendent'],
  },
}
