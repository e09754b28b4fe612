import type { LegalNumber } from './rule-pack.ts'

/** Sentence, remission, fine default and probation. */
export const sentenceNumbers: readonly LegalNumber[] = [
  {
    key: 'life.years',
    value: 25,
    unit: 'year',
    section: 'PPC s.57; PPR 1978 r.140, r.198(b)',
    confidence: 'sourced',
    text: {
      en: 'Imprisonment for life is reckoned as twenty-five years',
      ur: 'عمر قید پچیس سال شمار ہوتی ہے',
    },
    convention: {
      en: 'The Supreme Court questioned this in 2019; see the conflict register',
      ur: 'سپریم کورٹ نے 2019 میں اس پر سوال اٹھایا؛ اختلافات کا رجسٹر دیکھیں',
    },
    goldenCases: ['P-H24'],
  },
  {
    key: 'life.floor-years',
    value: 15,
    unit: 'year',
    section: 'PPR 1978 r.140; CrPC s.401',
    confidence: 'sourced',
    text: {
      en: 'A life convict is not released before fifteen years, when the case goes to Government',
      ur: 'عمر قید کا قیدی پندرہ سال سے پہلے رہا نہیں ہوتا؛ پندرہ سال پر معاملہ حکومت کو جاتا ہے',
    },
    convention: {
      en: 'Set-off counts towards the fifteen years; days out of custody do not',
      ur: 'زیرِ سماعت قید پندرہ سال میں شمار ہوتی ہے؛ جیل سے باہر کے دن شمار نہیں ہوتے',
    },
    goldenCases: ['P-H24'],
  },
  {
    key: 'sentence.ceiling-years',
    value: 14,
    unit: 'year',
    section: 'CrPC s.35(2)',
    confidence: 'sourced',
    text: {
      en: 'Consecutive sentences of one trial: fourteen years in all',
      ur: 'ایک ہی مقدمے کی مسلسل سزائیں: مجموعی طور پر چودہ سال',
    },
    convention: {
      en: 'A longer run is shown to the court as a warning; nothing is cut',
      ur: 'اس سے طویل سزا پر عدالت کو متوجہ کیا جاتا ہے؛ کوئی کمی نہیں کی جاتی',
    },
  },
  {
    key: 'remission.audit-share',
    value: 3,
    unit: 'part',
    section: 'PPR 1978 r.217; SHC Spl. Narcotics Appeal D-64/2023',
    confidence: 'policy',
    text: {
      en: 'Remission over one third of the sentence is looked at again',
      ur: 'سزا کے ایک تہائی سے زائد معافی کی دوبارہ جانچ ہوتی ہے',
    },
    convention: { en: 'It flags, and never cuts', ur: 'صرف نشان دہی ہوتی ہے، کٹوتی نہیں' },
    goldenCases: ['P-H32'],
  },
  {
    key: 'remission.per-month',
    value: 5,
    unit: 'day',
    section: 'PPR 1978 ch. 8 (ordinary remission)',
    confidence: 'policy',
    text: {
      en: 'Ordinary remission is at most five days a month',
      ur: 'عام معافی زیادہ سے زیادہ پانچ دن فی ماہ',
    },
    convention: {
      en: 'Accrues from the first of the next month; posted on each following first',
      ur: 'اگلے ماہ کی یکم سے شروع؛ ہر اگلی یکم کو درج',
    },
    goldenCases: ['P-H26'],
  },
  {
    key: 'fine-default.share-of-term',
    value: 4,
    unit: 'part',
    section: 'PPC s.65',
    confidence: 'sourced',
    text: {
      en: 'Imprisonment in default of fine is at most one quarter of the longest term',
      ur: 'عدم ادائیگیِ جرمانہ پر قید زیادہ سے زیادہ سزا کے چوتھائی سے نہیں بڑھتی',
    },
    goldenCases: ['P-H37'],
  },
  {
    key: 'fine-only.small-fine',
    value: 50,
    unit: 'rupee',
    section: 'PPC s.67',
    confidence: 'sourced',
    text: { en: 'Fine-only offence: fine up to fifty rupees', ur: 'صرف جرمانے کا جرم: پچاس روپے تک' },
  },
  {
    key: 'fine-only.small-months',
    value: 2,
    unit: 'month',
    section: 'PPC s.67',
    confidence: 'sourced',
    text: { en: 'Fine up to fifty rupees: two months, simple', ur: 'پچاس روپے تک جرمانہ: دو ماہ قید محض' },
  },
  {
    key: 'fine-only.middle-fine',
    value: 100,
    unit: 'rupee',
    section: 'PPC s.67',
    confidence: 'sourced',
    text: { en: 'Fine-only offence: fine up to one hundred rupees', ur: 'صرف جرمانے کا جرم: سو روپے تک' },
  },
  {
    key: 'fine-only.middle-months',
    value: 4,
    unit: 'month',
    section: 'PPC s.67',
    confidence: 'sourced',
    text: {
      en: 'Fine up to one hundred rupees: four months, simple',
      ur: 'سو روپے تک جرمانہ: چار ماہ قید محض',
    },
  },
  {
    key: 'fine-only.large-months',
    value: 6,
    unit: 'month',
    section: 'PPC s.67',
    confidence: 'sourced',
    text: { en: 'A larger fine: six months, simple', ur: 'اس سے زائد جرمانہ: چھ ماہ قید محض' },
  },
  {
    key: 'probation.discharge-max-months',
    value: 24,
    unit: 'month',
    section: 'Probation of Offenders Ordinance 1960 s.4',
    confidence: 'sourced',
    text: {
      en: 'Conditional discharge: offence of not more than two years',
      ur: 'مشروط رہائی: دو سال تک کا جرم',
    },
  },
]
