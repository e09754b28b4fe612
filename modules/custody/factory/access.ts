import type { Permissions } from '#kernel/access'

const works = ['assistant-superintendent', 'deputy-superintendent']
const command = ['superintendent', 'inspector-general-prisons']

export const factoryPermissions: Permissions = {
  'custody:read-factory': {
    text: {
      en: 'See the factory’s orders, how far they are, and its price list',
      ur: 'فیکٹری کے آرڈر، ان کی پیش رفت اور نرخ نامہ دیکھنا',
    },
    posts: [...works, 'store-keeper', 'prison-cashier', ...command],
  },
  'custody:read-factory-account': {
    text: { en: 'See the factory’s account of a month', ur: 'فیکٹری کا ماہانہ حساب دیکھنا' },
    posts: [...works, 'prison-cashier', ...command],
  },
  'custody:keep-factory': {
    text: {
      en: 'Take orders, enter what was finished, deliver; propose prices and write-offs',
      ur: 'آرڈر لینا، تیار مال کا اندراج، حوالگی؛ نرخ اور قلم زنی تجویز کرنا',
    },
    posts: works,
  },
  'custody:approve-factory': {
    text: {
      en: 'Approve the factory’s prices and write-offs as second officer',
      ur: 'بطور دوسرا افسر فیکٹری کے نرخ اور قلم زنی کی منظوری',
    },
    posts: ['superintendent'],
  },
}
