import type { Permissions } from '#kernel/access'

export const biometricPermissions: Permissions = {
  'custody:enrol-finger': {
    text: { en: 'Take fingerprints of prisoners', ur: 'اسیران کے نشاناتِ انگشت لینا' },
    posts: ['prison-admissions-officer', 'deputy-superintendent', 'superintendent'],
  },
  'custody:erase-fingers': {
    text: {
      en: 'Destroy a person’s fingerprints on an order',
      ur: 'کسی حکم پر نشاناتِ انگشت تلف کرنا',
    },
    posts: ['superintendent'],
  },
  'custody:read-gate-checks': {
    text: {
      en: 'See how people were compared at the gate',
      ur: 'گیٹ پر موازنے کا ریکارڈ دیکھنا',
    },
    posts: ['deputy-superintendent', 'superintendent', 'inspector-general-prisons'],
  },
  'custody:set-gate-checks': {
    text: {
      en: 'Set where people are compared at the gate, and when a finger is believed',
      ur: 'گیٹ پر موازنے کے قواعد اور نشانِ انگشت کی حدیں طے کرنا',
    },
    posts: ['inspector-general-prisons'],
  },
}
