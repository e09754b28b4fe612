import type { Permissions } from '#kernel/access'

export const complaintPermissions: Permissions = {
  'custody:take-complaint': {
    text: {
      en: 'Take a prisoner’s complaint down, without reading it again',
      ur: 'اسیر کی شکایت وصول کرنا، دوبارہ پڑھے بغیر',
    },
    posts: [
      'prison-admissions-officer',
      'deputy-superintendent',
      'superintendent',
      'gate-officer',
      'inspector-general-prisons',
      'official-visitor',
    ],
  },
  'custody:handle-complaints': {
    text: {
      en: 'Handle complaints that are not sealed from oneself',
      ur: 'وہ شکایات نمٹانا جو خود سے سربمہر نہ ہوں',
    },
    posts: ['superintendent', 'inspector-general-prisons', 'official-visitor'],
  },
  'custody:oversee-complaints': {
    text: {
      en: 'Decide complaints that a prison may not decide',
      ur: 'وہ شکایات نمٹانا جن کا فیصلہ جیل نہیں کر سکتی',
    },
    posts: ['inspector-general-prisons'],
  },
  'custody:inspect-from-outside': {
    text: { en: 'Decide complaints from outside the department', ur: 'محکمے سے باہر رہ کر شکایات نمٹانا' },
    posts: ['official-visitor'],
  },
}
