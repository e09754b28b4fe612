import type { Permissions } from '#kernel/access'

export const rollPermissions: Permissions = {
  'custody:check-roll': {
    text: { en: 'Count the prisoners and close the count', ur: 'اسیران کی گنتی کرنا اور گنتی بند کرنا' },
    posts: ['prison-admissions-officer', 'deputy-superintendent', 'superintendent', 'gate-officer'],
  },
}
