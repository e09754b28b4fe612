import type { Permissions } from '#kernel/access'

const police = ['police-registrar', 'investigating-officer']
const court = ['court-reader', 'judge']
const prison = ['prison-admissions-officer', 'deputy-superintendent', 'superintendent']
const office = ['legal-aid-coordinator', 'legal-aid-lawyer']

export const permissions: Permissions = {
  'legal-aid:open': {
    text: {
      en: 'Ask a person’s need of legal aid, take consent, hand the matter over, and see where it stands',
      ur: 'قانونی امداد کی ضرورت پوچھنا، رضامندی لینا، معاملہ سپرد کرنا اور اس کی صورتحال دیکھنا',
    },
    posts: [...police, ...court, ...prison],
  },
  'legal-aid:read-matters': {
    text: { en: 'See matters of legal aid', ur: 'قانونی امداد کے معاملات دیکھنا' },
    posts: [...police, ...court, ...prison, ...office],
  },
  'legal-aid:work': {
    text: {
      en: 'Work on a matter of legal aid: visits, filings, hearings, notes, outcome',
      ur: 'قانونی امداد کے معاملے پر کام: ملاقات، دائری، پیشی، یادداشت، نتیجہ',
    },
    posts: office,
  },
  'legal-aid:coordinate': {
    text: {
      en: 'Take matters on for the legal-aid office and assign lawyers',
      ur: 'دفترِ قانونی امداد کے لیے معاملات قبول کرنا اور وکیل مقرر کرنا',
    },
    posts: ['legal-aid-coordinator'],
  },
  'legal-aid:follow': {
    text: {
      en: 'Carry admissions, releases and court orders into matters of legal aid',
      ur: 'داخلے، رہائی اور عدالتی احکامات قانونی امداد کے معاملات میں درج کرنا',
    },
    posts: ['service'],
  },
}
