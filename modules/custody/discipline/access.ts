import type { Permissions } from '#kernel/access'

const desk = ['prison-admissions-officer', 'deputy-superintendent', 'superintendent']

export const disciplinePermissions: Permissions = {
  'custody:read-discipline': {
    text: { en: 'See the punishment book of one’s prison', ur: 'اپنی جیل کی سزاؤں کی کتاب دیکھنا' },
    posts: [...desk, 'gate-officer', 'inspector-general-prisons', 'service'],
  },
  'custody:report-offence': {
    text: { en: 'Report an offence against prison discipline', ur: 'جیل کے نظم و ضبط کی خلاف ورزی کی رپورٹ' },
    posts: [...desk, 'gate-officer'],
  },
  'custody:prepare-hearing': {
    text: {
      en: 'Tell the prisoner what is alleged, and take an appeal down',
      ur: 'اسیر کو الزام سے آگاہ کرنا اور اپیل درج کرنا',
    },
    posts: ['deputy-superintendent', 'superintendent'],
  },
  'custody:adjudicate': {
    text: { en: 'Hear an offence and award punishment', ur: 'خلاف ورزی کی سماعت اور سزا' },
    posts: ['superintendent'],
  },
  'custody:hear-discipline-appeal': {
    text: {
      en: 'Confirm punishments beyond the Superintendent’s power, and hear appeals',
      ur: 'سپرنٹنڈنٹ کے اختیار سے زائد سزاؤں کی توثیق اور اپیلوں کی سماعت',
    },
    posts: ['inspector-general-prisons'],
  },
  'custody:post-forfeiture': {
    text: {
      en: 'Post forfeited remission to the ledger, and give it back when quashed',
      ur: 'ضبط شدہ معافی کا اندراج اور کالعدم ہونے پر واپسی',
    },
    posts: ['superintendent', 'service'],
  },
}
