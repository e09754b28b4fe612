import type { Permissions } from '#kernel/access'

export const gatePermissions: Permissions = {
  'custody:settle-gate': {
    text: {
      en: 'Settle what the gate wrote and the record contradicts, where it was put before the superintendent',
      ur: 'ڈیوڑھی کے ایسے اندراج کا فیصلہ جو ریکارڈ سے متصادم ہو اور سپرنٹنڈنٹ کے سامنے رکھا گیا ہو',
    },
    posts: ['superintendent', 'deputy-superintendent'],
  },
}
