import type { Permissions } from '#kernel/access'

const desk = ['prison-admissions-officer', 'deputy-superintendent', 'superintendent']

export const accommodationPermissions: Permissions = {
  'custody:edit-accommodation': {
    text: {
      en: 'Say which barracks, cells and beds there are, for whom, and how many they take',
      ur: 'بیرکوں، چکیوں اور بستروں کا اندراج، ان کا مصرف اور گنجائش طے کرنا',
    },
    posts: ['superintendent'],
  },
  'custody:allocate': {
    text: { en: 'Give prisoners their barrack, cell and bed', ur: 'اسیران کو بیرک، چکی اور بستر الاٹ کرنا' },
    posts: desk,
  },
  'custody:read-non-associations': {
    text: {
      en: 'Know and record who must be kept apart from whom',
      ur: 'کسے کس سے الگ رکھنا ہے، جاننا اور درج کرنا',
    },
    posts: ['deputy-superintendent', 'superintendent'],
  },
}
