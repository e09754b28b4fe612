import type { Permissions } from '#kernel/access'

export const extraFieldPermissions: Permissions = {
  'custody:read-sealed-answers': {
    text: {
      en: 'Read sensitive answers to the department’s own fields',
      ur: 'محکمے کے اضافی خانوں کے حساس جوابات پڑھنا',
    },
    posts: ['superintendent', 'deputy-superintendent', 'inspector-general-prisons'],
  },
}
