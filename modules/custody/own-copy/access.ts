import type { Permissions } from '#kernel/access'

export const ownCopyPermissions: Permissions = {
  'custody:issue-own-copy': {
    text: {
      en: 'Give prisoners their own copy and read it out',
      ur: 'اسیران کو ان کی اپنی نقل دینا اور پڑھ کر سنانا',
    },
    posts: ['prison-admissions-officer', 'deputy-superintendent', 'superintendent'],
  },
}
