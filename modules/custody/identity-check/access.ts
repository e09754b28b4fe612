import type { Permissions } from '#kernel/access'

export const identityCheckPermissions: Permissions = {
  'custody:check-identity': {
    text: {
      en: 'Compare who stands at the gate with the register',
      ur: 'گیٹ پر موجود شخص کا رجسٹر سے موازنہ کرنا',
    },
    posts: ['prison-admissions-officer', 'deputy-superintendent', 'superintendent', 'gate-officer'],
  },
  'custody:settle-identity': {
    text: {
      en: 'Settle that the wrong person stood at the gate',
      ur: 'گیٹ پر غلط شخص کا معاملہ طے کرنا',
    },
    posts: ['superintendent'],
  },
}
