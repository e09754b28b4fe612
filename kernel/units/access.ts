import type { Permissions } from '#kernel/access'

export const permissions: Permissions = {
  'units:edit': {
    text: {
      en: 'Create, rename, move, split and close units',
      ur: 'یونٹ بنانا، نام بدلنا، ماتحتی بدلنا، تقسیم اور بند کرنا',
    },
    posts: ['administrator'],
  },
}
