import type { Permissions } from '#kernel/access'

const command = ['deputy-superintendent', 'superintendent', 'inspector-general-prisons']

export const libertyPermissions: Permissions = {
  'custody:read-liberty': {
    text: {
      en: 'See why each prisoner is lawfully held, and who is not',
      ur: 'ہر اسیر کی حراست کا قانونی جواز اور بلاجواز حراستیں دیکھنا',
    },
    posts: ['prison-admissions-officer', ...command, 'service'],
  },
  'custody:draw-liberty': {
    text: { en: 'Draw up the liberty ledger of a prison', ur: 'جیل کی رجسٹر جوازِ حراست تیار کرنا' },
    posts: [...command, 'service'],
  },
  'custody:run-liberty-night': {
    text: {
      en: 'Compute every date of liberty again at night',
      ur: 'رات کو آزادی کی تمام تاریخوں کا دوبارہ حساب',
    },
    posts: ['service'],
  },
  'custody:read-red-list-in-court': {
    text: {
      en: 'See which accused of one’s court are held without proof',
      ur: 'اپنی عدالت کے وہ ملزمان دیکھنا جن کی حراست بلاجواز ہے',
    },
    posts: ['judge', 'court-reader'],
  },
}
