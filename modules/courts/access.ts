import type { Permissions } from '#kernel/access'

const court = ['court-reader', 'judge']
const police = ['police-registrar', 'investigating-officer']
const prosecution = ['prosecutor', 'district-prosecutor']
const prison = [
  'prison-admissions-officer',
  'superintendent',
  'deputy-superintendent',
  'gate-officer',
  'inspector-general-prisons',
]

export const permissions: Permissions = {
  'courts:read-orders': {
    text: { en: 'See hearings, orders and sentences', ur: 'پیشیاں، احکامات اور سزائیں دیکھنا' },
    posts: [...court, ...police, ...prosecution, ...prison, 'service'],
  },
  'courts:read-judgment': {
    text: { en: 'Read judgments', ur: 'فیصلے پڑھنا' },
    posts: [...court, ...police, ...prosecution],
  },
  'courts:order-remand': {
    text: { en: 'Record remand and bail orders', ur: 'ریمانڈ اور ضمانت کے احکامات درج کرنا' },
    posts: court,
  },
  'courts:exceed-ceiling': {
    text: { en: 'Go beyond a ceiling with reasons', ur: 'وجوہ لکھ کر حد سے تجاوز' },
    posts: ['judge'],
  },
  'courts:list': {
    text: { en: 'List hearings and record outcomes', ur: 'پیشیاں مقرر کرنا اور کارروائی لکھنا' },
    posts: court,
  },
  'courts:draft-judgment': {
    text: { en: 'Draft judgments and sentences', ur: 'فیصلے اور سزا کا مسودہ' },
    posts: ['court-reader'],
  },
  'courts:draft-release': {
    text: { en: 'Draft release orders', ur: 'روبکار کا مسودہ' },
    posts: ['court-reader'],
  },
  'courts:sign': {
    text: { en: 'Sign judgments and release orders', ur: 'فیصلوں اور روبکار پر دستخط' },
    posts: ['judge'],
  },
  'courts:file-petition': {
    text: { en: 'File a bail petition with a court', ur: 'عدالت میں درخواستِ ضمانت داخل کرنا' },
    posts: ['superintendent', 'deputy-superintendent', 'prison-admissions-officer'],
  },
  'courts:verify-release': {
    text: { en: 'Verify a release order', ur: 'روبکار کی تصدیق' },
    posts: ['superintendent', 'deputy-superintendent', 'prison-admissions-officer'],
  },
  'courts:ask': {
    text: { en: 'Ask the court', ur: 'عدالت سے استفسار' },
    posts: ['superintendent', 'deputy-superintendent', 'service'],
  },
  'courts:answer': {
    text: { en: 'Answer a prison’s question', ur: 'جیل کے استفسار کا جواب' },
    posts: ['judge'],
  },
}
