import type { Permissions } from '#kernel/access'

export const permissions: Permissions = {
  'identity:manage': {
    text: {
      en: 'Open and disable accounts, ask for enrolment codes and links to other sign-ins',
      ur: 'کھاتے کھولنا اور بند کرنا، اندراجی کوڈ اور بیرونی سائن اِن کے ربط کی درخواست دینا',
    },
    posts: ['administrator'],
  },
}
