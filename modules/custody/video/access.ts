import type { Permissions } from '#kernel/access'

export const videoPermissions: Permissions = {
  'custody:book-video': {
    text: {
      en: 'Book and free slots for hearings by video',
      ur: 'ویڈیو سماعت کا وقت مقرر اور خالی کرنا',
    },
    posts: [
      'prison-admissions-officer',
      'deputy-superintendent',
      'superintendent',
      'gate-officer',
      // The court adjourns a hearing: its slot becomes free by itself.
      'service',
    ],
  },
  'custody:keep-video-rooms': {
    text: { en: 'Open and close rooms for hearings by video', ur: 'ویڈیو سماعت کے کمرے کھولنا اور بند کرنا' },
    posts: ['deputy-superintendent', 'superintendent'],
  },
}
