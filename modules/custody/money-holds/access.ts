import type { Permissions } from '#kernel/access'

export const moneyPermissions: Permissions = {
  'custody:enter-money-due': {
    text: {
      en: 'Enter diyat, arsh and daman due and paid',
      ur: 'واجب الادا دیت، ارش اور ضمان اور ان کی ادائیگی درج کرنا',
    },
    posts: ['deputy-superintendent', 'superintendent'],
  },
}
