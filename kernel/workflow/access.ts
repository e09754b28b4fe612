import { type Permissions, posts } from '#kernel/access'

const everyone = posts.map((post) => post.code)
/** Posts that see cases: all but those whose reach is none. */
const operational = posts.filter((post) => post.reach !== 'none').map((post) => post.code)

export const permissions: Permissions = {
  'workflow:read': {
    text: {
      en: 'Read how each kind of case moves, and who takes which step',
      ur: 'ہر قسم کے معاملے کا طریقِ کار اور مجاز عہدے دیکھنا',
    },
    posts: everyone,
  },
  'workflow:work': {
    text: {
      en: 'See and take the tasks of one’s own post and unit, and take steps of cases',
      ur: 'اپنے عہدے اور دفتر کے کام دیکھنا، اپنے ذمے لینا اور کارروائی آگے بڑھانا',
    },
    posts: operational,
  },
  'workflow:supervise': {
    text: {
      en: 'See the tasks of every post in one’s units and reassign them',
      ur: 'اپنے ماتحت تمام عہدوں کے کام دیکھنا اور دوبارہ سپرد کرنا',
    },
    posts: [
      'district-prosecutor',
      'judge',
      'superintendent',
      'deputy-superintendent',
      'inspector-general-prisons',
      // The system itself, which closes what it opened when the reason for it has gone.
      'service',
    ],
  },
  'workflow:edit': {
    text: {
      en: 'Draft and propose changes to a workflow',
      ur: 'طریقِ کار میں ترمیم تیار کرنا اور تجویز کرنا',
    },
    posts: ['administrator'],
  },
  'workflow:adopt': {
    text: {
      en: 'Adopt or return a workflow that another person proposed',
      ur: 'دوسرے شخص کا تجویز کردہ طریقِ کار منظور یا واپس کرنا',
    },
    posts: ['law-officer', 'access-approver'],
  },
}
