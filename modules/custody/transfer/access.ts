import type { Permissions } from '#kernel/access'

const desk = ['prison-admissions-officer', 'deputy-superintendent', 'superintendent']

export const transferPermissions: Permissions = {
  'custody:read-transfer': {
    text: {
      en: 'See transfers from and to one’s prison',
      ur: 'اپنی جیل سے اور اپنی جیل کو منتقلیاں دیکھنا',
    },
    posts: [
      ...desk,
      'gate-officer',
      'store-keeper',
      'prison-cashier',
      'inspector-general-prisons',
      'service',
    ],
  },
  'custody:propose-transfer': {
    text: { en: 'Propose a transfer to another prison', ur: 'دوسری جیل منتقلی تجویز کرنا' },
    posts: ['deputy-superintendent', 'superintendent'],
  },
  'custody:approve-transfer': {
    text: {
      en: 'Approve a transfer that another officer proposed',
      ur: 'دوسرے افسر کی تجویز کردہ منتقلی منظور کرنا',
    },
    posts: ['superintendent', 'inspector-general-prisons'],
  },
  'custody:depart-transfer': {
    text: {
      en: 'Let a transfer depart at the gate, and bring back who was turned away',
      ur: 'منتقلی کو دیوڑھی سے روانہ کرنا اور واپس بھیجے گئے کو لینا',
    },
    posts: ['gate-officer', 'deputy-superintendent'],
  },
  'custody:receive-transfer': {
    text: {
      en: 'Take over a prisoner who comes from another prison',
      ur: 'دوسری جیل سے آنے والے اسیر کو تحویل میں لینا',
    },
    posts: desk,
  },
}
