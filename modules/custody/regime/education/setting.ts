import { type Declared, refer, units, whole } from '../../settings/declare.ts'

export const courseRemissionSetting: Declared = () => ({
  key: 'course-remission',
  group: 'remission',
  name: { en: 'Remission for courses', ur: 'کورس پر معافی' },
  about: {
    en: 'What a passed course earns, by the length of the sentence. Where nothing is settled no number is guessed: the proposal goes to the law officer.',
    ur: 'کامیاب کورس پر کتنی معافی، سزا کی مدت کے مطابق۔ جہاں طے نہیں وہاں کوئی عدد فرض نہیں کیا جاتا: تجویز لاء افسر کو جاتی ہے۔',
  },
  identity: [
    { kind: 'list', column: 'course_code', name: { en: 'Course', ur: 'کورس' }, list: 'course-kinds' },
    {
      kind: 'number',
      column: 'term_months',
      name: { en: 'For sentences of more than (months)', ur: 'سزا اس سے زائد (ماہ)' },
      least: 0,
      most: 600,
      said: (n) =>
        n === 0
          ? { en: 'any sentence', ur: 'ہر سزا' }
          : { en: `sentence over ${n} months`, ur: `سزا ${n} ماہ سے زائد` },
    },
  ],
  columns: [
    whole('months', { en: 'Remission', ur: 'معافی' }, units.months, [1, 60], refer),
    whole('most_months', { en: 'Up to', ur: 'زیادہ سے زیادہ' }, units.months, [1, 60], {
      en: 'No range',
      ur: 'کوئی حد نہیں',
    }),
    whole('min_marks', { en: 'At least', ur: 'کم از کم' }, units.percent, [1, 100], {
      en: 'Passing is enough',
      ur: 'کامیابی کافی ہے',
    }),
  ],
  derive: ({ months, most_months: most }) => ({
    standing: months === null ? 'refer' : most === null ? 'fixed' : 'range',
  }),
  check: ({ months, most_months: most }) =>
    most === null || (typeof months === 'number' && Number(most) > months)
      ? undefined
      : {
          column: 'most_months',
          say: { en: 'Must be more than the remission itself.', ur: 'اصل معافی سے زیادہ ہونا چاہیے۔' },
        },
  absent: { en: 'Nothing apart for these', ur: 'ان کے لیے الگ کچھ نہیں' },
  grows: { en: 'For another length of sentence', ur: 'سزا کی کسی اور مدت کے لیے' },
})

export const earnedPeriodSetting: Declared = () => ({
  key: 'earned-period',
  group: 'remission',
  name: { en: 'Days for an earned remission', ur: 'کمائی گئی معافی کی میعاد' },
  about: {
    en: 'Within how many days a proposal is forwarded, and decided; and whether the result card is scanned first.',
    ur: 'تجویز کتنے دن میں آگے بھیجی اور فیصل کی جائے، اور کیا رزلٹ کارڈ پہلے اسکین ہو۔',
  },
  identity: [],
  columns: [
    whole(
      'forward_days',
      { en: 'Superintendent forwards within', ur: 'سپرنٹنڈنٹ ارسال کرے' },
      units.days,
      [1, 90],
    ),
    whole('decide_days', { en: 'Decided within', ur: 'فیصلہ ہو' }, units.days, [1, 90]),
    {
      kind: 'flag',
      column: 'scan_needed',
      name: { en: 'Result card', ur: 'رزلٹ کارڈ' },
      yes: { en: 'Scanned before remission is proposed', ur: 'معافی کی تجویز سے پہلے اسکین لازم' },
      no: { en: 'May be scanned', ur: 'اسکین لازم نہیں' },
    },
  ],
})

export const courseKindSetting: Declared = () => ({
  key: 'course-kinds',
  group: 'lists',
  name: { en: 'Kinds of courses', ur: 'کورس کی اقسام' },
  about: {
    en: 'What can be chosen when a course is opened. A value is never deleted: from a day on it is no longer offered.',
    ur: 'کورس کھولتے وقت کیا چنا جا سکتا ہے۔ کوئی اندراج حذف نہیں ہوتا: کسی دن سے پیش نہیں کیا جاتا۔',
  },
  identity: [{ kind: 'made', column: 'code', name: { en: 'Course', ur: 'کورس' } }],
  columns: [
    {
      kind: 'text',
      language: 'en',
      column: 'name_en',
      name: { en: 'Name in English', ur: 'انگریزی نام' },
      once: true,
    },
    {
      kind: 'text',
      language: 'ur',
      column: 'name_ur',
      name: { en: 'Name in Urdu', ur: 'اردو نام' },
      once: true,
    },
    {
      kind: 'choice',
      column: 'detail',
      name: { en: 'Subject', ur: 'مضمون' },
      values: {
        literacy: { en: 'Literacy', ur: 'خواندگی' },
        religious: { en: 'Religious education', ur: 'دینی تعلیم' },
        school: { en: 'School and college', ur: 'اسکول و کالج' },
        technical: { en: 'Technical training', ur: 'فنی تربیت' },
      },
      once: true,
    },
    {
      kind: 'flag',
      column: 'offered',
      name: { en: 'Offered', ur: 'پیش کیا جاتا ہے' },
      yes: { en: 'Offered', ur: 'دستیاب' },
      no: { en: 'No longer offered', ur: 'اب دستیاب نہیں' },
    },
  ],
  absent: { en: 'Not in its list', ur: 'فہرست میں نہیں' },
  grows: { en: 'A course of our own', ur: 'اپنا کورس' },
})
