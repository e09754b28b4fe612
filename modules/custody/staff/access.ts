import type { Permissions } from '#kernel/access'

const command = ['deputy-superintendent', 'superintendent']

export const staffPermissions: Permissions = {
  'custody:read-roster': {
    text: {
      en: 'See posts, staff, the duty roster and hand-overs',
      ur: 'چوکیاں، عملہ، ڈیوٹی روسٹر اور سپردگیِ ڈیوٹی دیکھنا',
    },
    posts: ['chief-warder', 'gate-officer', ...command, 'inspector-general-prisons'],
  },
  'custody:plan-roster': {
    text: { en: 'Propose, change and publish the duty roster', ur: 'ڈیوٹی روسٹر تجویز، تبدیل اور جاری کرنا' },
    posts: ['chief-warder', ...command],
  },
  'custody:keep-staff': {
    text: { en: 'Take staff on and record their absences', ur: 'عملے کا اندراج اور غیر حاضری درج کرنا' },
    posts: command,
  },
  'custody:sanction-posts': {
    text: { en: 'Enter sanctioned posts and close them', ur: 'منظور شدہ چوکیاں درج اور ختم کرنا' },
    posts: ['superintendent'],
  },
  'custody:hand-over-duty': {
    text: { en: 'Hand over and take over a shift', ur: 'شفٹ کا چارج دینا اور لینا' },
    posts: ['chief-warder', 'deputy-superintendent'],
  },
}
