import type { Permissions } from '#kernel/access'

export const shiftPermissions: Permissions = {
  'custody:take-shift': {
    text: {
      en: 'Take what a desk needs for a shift along on a device, sealed',
      ur: 'ڈیسک کی ایک شفٹ کا ضروری مواد آلے پر سربمہر ساتھ لینا',
    },
    posts: [
      'gate-officer',
      'prison-admissions-officer',
      'deputy-superintendent',
      'superintendent',
      'visits-officer',
    ],
  },
}
