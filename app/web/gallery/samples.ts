import type { BothLanguages } from '../../../platform/http/contract.ts'
import type { Proof } from '../../../platform/ui/index.ts'

/** Invented people and cases for the gallery. */
export const words = {
  dates: { en: 'Dates', ur: 'تاریخیں' },
  table: { en: 'Register', ur: 'رجسٹر' },
  form: { en: 'Entry', ur: 'اندراج' },
  timeline: { en: 'Timeline', ur: 'سلسلۂ واقعات' },
  chart: { en: 'Chart', ur: 'اعداد و شمار' },
  states: { en: 'Empty, broken, asked', ur: 'خالی، ناکام اور زیرِ تصدیق' },
  folded: { en: 'A folded part', ur: 'بند حصہ' },
  identifiers: { en: 'Opened when needed.', ur: 'ضرورت پڑنے پر کھولا جاتا ہے۔' },
  underTrial: { en: 'Under trial', ur: 'زیرِ سماعت' },
  convict: { en: 'Convict', ur: 'سزا یافتہ' },
  bail: { en: 'Statutory bail in 12 days', ur: '12 دن میں قانونی ضمانت' },
  overstay: { en: 'Remand expired', ur: 'ریمانڈ کی میعاد ختم' },
  fit: { en: 'Fit for travel', ur: 'سفر کے قابل' },
  barrack: { en: 'Barrack', ur: 'بیرک' },
  caseTitle: { en: 'State v. Muhammad Akbar and another', ur: 'سرکار بنام محمد اکبر وغیرہ' },
  court: { en: 'Sessions Court, Lahore', ur: 'سیشن کورٹ، لاہور' },
  trial: { en: 'Trial', ur: 'سماعت' },
  station: { en: 'Police station', ur: 'تھانہ' },
  stationName: { en: 'Shalimar', ur: 'شالیمار' },
  fir: { en: 'FIR', ur: 'ایف آئی آر' },
  challan: { en: 'Challan', ur: 'چالان' },
  judgment: { en: 'Judgment', ur: 'فیصلہ' },
  release: { en: 'Release', ur: 'رہائی' },
  particulars: { en: 'Particulars', ur: 'کوائف' },
  custody: { en: 'Custody', ur: 'حراست' },
  phone: { en: 'Telephone', ur: 'ٹیلی فون' },
  address: { en: 'Address', ur: 'پتہ' },
  addressText: { en: 'House 14, Street 3, Baghbanpura, Lahore', ur: 'مکان 14، گلی 3، باغبانپورہ، لاہور' },
  informant: { en: 'Informant', ur: 'مخبر' },
  caste: { en: 'Caste', ur: 'قوم' },
  nextChallan: { en: 'Complete challan is due', ur: 'مکمل چالان پیش کرنا ہے' },
  officer: { en: 'Investigation officer, PS Shalimar', ur: 'تفتیشی افسر، تھانہ شالیمار' },
  nextAct: { en: 'Prepare the challan', ur: 'چالان تیار کریں' },
  bailHearing: { en: 'Statutory bail may be claimed', ur: 'قانونی ضمانت کا حق' },
  number: { en: 'Number', ur: 'نمبر' },
  days: { en: 'Days held', ur: 'ایامِ حراست' },
  due: { en: 'Next date', ur: 'آئندہ تاریخ' },
  assign: { en: 'Assign', ur: 'سپرد کریں' },
  admitted: { en: 'Admitted on', ur: 'تاریخِ داخلہ' },
  category: { en: 'Category', ur: 'زمرہ' },
  sentence: { en: 'Sentence', ur: 'سزا' },
  years: { en: 'years', ur: 'سال' },
  sex: { en: 'Sex', ur: 'جنس' },
  male: { en: 'Male', ur: 'مرد' },
  female: { en: 'Female', ur: 'عورت' },
  languages: { en: 'Languages spoken', ur: 'بولی جانے والی زبانیں' },
  sindhi: { en: 'Sindhi', ur: 'سندھی' },
  urdu: { en: 'Urdu', ur: 'اردو' },
  readBack: { en: 'The warrant was read back', ur: 'وارنٹ پڑھ کر سنایا گیا' },
  prison: { en: 'Prison', ur: 'جیل' },
  health: { en: 'Health', ur: 'طبی' },
  prosecution: { en: 'Prosecution', ur: 'استغاثہ' },
  police: { en: 'Police', ur: 'پولیس' },
  admittedStory: { en: 'Admitted to Central Jail Lahore', ur: 'سنٹرل جیل لاہور میں داخل' },
  challanStory: { en: 'Challan sent to court', ur: 'چالان عدالت میں پیش' },
  firStory: { en: 'FIR registered', ur: 'ایف آئی آر درج' },
  population: { en: 'People in prison', ur: 'جیلوں میں قیدی' },
  populationSummary: {
    en: 'Under-trial prisoners rose from 57,200 in 2021 to 71,200 in 2025 and fell a little in 2026; convicts rose every year.',
    ur: 'زیرِ سماعت قیدی 2021 میں 57,200 سے بڑھ کر 2025 میں 71,200 ہوئے اور 2026 میں کچھ کم ہوئے؛ سزا یافتہ ہر سال بڑھے۔',
  },
  populationDefinition: {
    en: 'persons in custody on 31 December of the year',
    ur: 'سال کی 31 دسمبر کو زیرِ حراست افراد',
  },
  emptyTitle: { en: 'No transfers are waiting', ur: 'کوئی منتقلی زیرِ التوا نہیں' },
  emptyWhy: {
    en: 'A transfer appears here when another prison offers it.',
    ur: 'جب کوئی جیل منتقلی پیش کرے گی تو یہاں نظر آئے گی۔',
  },
  releaseAct: { en: 'Release the prisoner', ur: 'قیدی کو رہا کریں' },
  releaseConsequence: {
    en: 'Muhammad Akbar leaves custody today and his clocks stop. The register of releases is written.',
    ur: 'محمد اکبر آج حراست سے رہا ہو جائے گا اور اس کی تمام میعادیں رک جائیں گی۔ رجسٹر رہائی میں اندراج ہو گا۔',
  },
  superintendent: { en: 'Superintendent', ur: 'سپرنٹنڈنٹ جیل' },
} satisfies Record<string, BothLanguages>

export const akbar = {
  name: { en: 'Muhammad Akbar', ur: 'محمد اکبر' },
  father: { en: 'Ghulam Rasool', ur: 'غلام رسول' },
}

export const people = [
  { number: 'LHR-2026-004417', name: akbar.name, section: '302/34 PPC', days: 254, due: '2026-11-26' },
  {
    number: 'LHR-2026-004420',
    name: { en: 'Nasreen Bibi', ur: 'نسرین بی بی' },
    section: '9(c) CNSA',
    days: 31,
    due: '2026-11-19',
  },
  {
    number: 'LHR-2026-004431',
    name: { en: 'Khuda Bakhsh', ur: 'خدا بخش' },
    section: '13-2(a) PAO',
    days: 8,
    due: '2027-02-03',
  },
]

export const offences = [
  { section: '302 PPC', title: { en: 'Qatl-i-amd', ur: 'قتلِ عمد' } },
  { section: '324 PPC', title: { en: 'Attempt to commit qatl-i-amd', ur: 'اقدامِ قتلِ عمد' } },
  { section: '379 PPC', title: { en: 'Theft', ur: 'چوری' } },
  { section: '392 PPC', title: { en: 'Robbery', ur: 'سرقہ بالجبر' } },
]

export const proof: Proof = {
  title: { en: 'Complete challan', ur: 'مکمل چالان' },
  result: { en: 'Last day to send the report', ur: 'رپورٹ پیش کرنے کا آخری دن' },
  resultDate: '2026-11-26',
  facts: [
    { label: { en: 'FIR recorded', ur: 'ایف آئی آر کا اندراج' }, value: '2026-11-12' },
    { label: { en: 'Offence', ur: 'جرم' }, value: '302/34 PPC' },
  ],
  steps: [
    {
      text: { en: 'The day of recording is left out', ur: 'اندراج کا دن شمار نہیں ہوتا' },
      section: 'General Clauses Act s.9',
    },
    {
      text: { en: 'Fourteen days are counted', ur: 'چودہ دن شمار کیے گئے' },
      section: 'CrPC s.173(1)',
      value: '2026-11-26',
    },
  ],
  rule: { code: 'challan.complete', version: '2026.1', inForceFrom: '1898-07-01' },
  computedAt: '2026-11-21T04:00:00Z',
  flags: [
    {
      en: 'The court may extend the time for reasons recorded.',
      ur: 'عدالت وجوہ قلم بند کر کے میعاد بڑھا سکتی ہے۔',
    },
  ],
  changes: [{ en: 'A corrected date of the FIR', ur: 'ایف آئی آر کی تاریخ کی درستی' }],
}
