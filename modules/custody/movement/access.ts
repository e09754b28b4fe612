import type { Permissions } from '#kernel/access'

export const movementPermissions: Permissions = {
  'custody:move': {
    text: {
      en: 'Record who goes out to court, hospital or on leave, and who is back',
      ur: 'عدالت، ہسپتال یا عارضی رخصت پر روانگی اور واپسی درج کرنا',
    },
    posts: ['prison-admissions-officer', 'deputy-superintendent', 'superintendent', 'gate-officer'],
  },
}
