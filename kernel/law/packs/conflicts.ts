import type { Text } from '../refusal.ts'

/** A point on which the sources disagree, what each says, and what the engine does until a law officer decides. */
export type SourceConflict = {
  id: string
  subject: Text
  section: string
  sources: readonly { source: string; says: Text }[]
  engine: Text
  /** Whether a date can come out differently according to the source followed. */
  changesDates: boolean
  state: 'open' | 'settled'
}

export const conflicts: readonly SourceConflict[] = [
  {
    id: 'PPC-316',
    subject: { en: 'Qatl shibh-i-amd: maximum punishment', ur: 'قتل شبہِ عمد: زیادہ سے زیادہ سزا' },
    section: 'PPC s.316',
    sources: [
      { source: 'PPC text', says: { en: 'diyat and up to 25 years', ur: 'دیت اور پچیس سال تک' } },
      { source: 'CrPC Schedule II', says: { en: '14 years', ur: 'چودہ سال' } },
    ],
    engine: { en: 'Follows the Penal Code: 25 years', ur: 'تعزیرات کا متن: پچیس سال' },
    changesDates: true,
    state: 'open',
  },
  {
    id: 'PPC-406',
    subject: { en: 'Criminal breach of trust: maximum punishment', ur: 'خیانتِ مجرمانہ: زیادہ سے زیادہ سزا' },
    section: 'PPC s.406',
    sources: [
      { source: 'PPC text', says: { en: '7 years', ur: 'سات سال' } },
      { source: 'CrPC Schedule II', says: { en: '3 years', ur: 'تین سال' } },
    ],
    engine: { en: 'Follows the Penal Code: 7 years', ur: 'تعزیرات کا متن: سات سال' },
    changesDates: true,
    state: 'open',
  },
  {
    id: 'PPC-295C',
    subject: { en: 'Section 295-C: punishment', ur: 'دفعہ 295-سی: سزا' },
    section: 'PPC s.295-C',
    sources: [
      { source: 'PPC text', says: { en: 'death only', ur: 'صرف موت' } },
      { source: 'CrPC Schedule II', says: { en: 'death or life', ur: 'موت یا عمر قید' } },
    ],
    engine: {
      en: 'Punishable with death under both: two-year bail clock',
      ur: 'دونوں میں موت شامل: ضمانت کی مدت دو سال',
    },
    changesDates: false,
    state: 'open',
  },
  {
    id: 'PPC-420-BAIL',
    subject: { en: 'Cheating: bailable or not', ur: 'دھوکہ دہی: قابلِ ضمانت یا نہیں' },
    section: 'PPC s.420; CrPC Schedule II',
    sources: [
      {
        source: 'CrPC Schedule II',
        says: {
          en: "'ditto' after the substituted entry of s.419 (not bailable)",
          ur: 'دفعہ 419 کے ترمیم شدہ اندراج (ناقابلِ ضمانت) کے نیچے ”ایضاً“',
        },
      },
      {
        source: 'Older schedule',
        says: { en: 'ditto of a bailable entry', ur: 'قابلِ ضمانت اندراج کا ”ایضاً“' },
      },
    ],
    engine: { en: 'Bailability is left to a law officer: REFER', ur: 'لا افسر سے رجوع' },
    changesDates: true,
    state: 'open',
  },
  {
    id: 'SINDH-EXTORTION',
    subject: { en: 'Extortion entries of Schedule II in Sindh', ur: 'سندھ میں بھتہ خوری کے اندراجات' },
    section: 'PPC ss.384, 386, 387; Sindh Act 23 of 1950',
    sources: [
      {
        source: 'CrPC Schedule II',
        says: { en: 's.384 bailable, not cognizable', ur: 'دفعہ 384 قابلِ ضمانت، ناقابلِ دست اندازی' },
      },
      {
        source: 'Sindh Act 23 of 1950',
        says: {
          en: 'amends the entries in Sindh (text not obtained)',
          ur: 'سندھ میں ترمیم (متن دستیاب نہیں)',
        },
      },
    ],
    engine: {
      en: 'Follows the federal schedule and shows this note',
      ur: 'وفاقی گوشوارہ؛ یہ نوٹ ساتھ دکھایا جاتا ہے',
    },
    changesDates: true,
    state: 'open',
  },
  {
    id: 'ART-154-YEARS',
    subject: { en: 'Art.154 printed as thirty years', ur: 'آرٹیکل 154 میں ”تیس سال“' },
    section: 'Limitation Act 1908 Art.154',
    sources: [
      { source: 'Pakistan Code', says: { en: "'thirty years' (misprint)", ur: '”تیس سال“ (طباعت کی غلطی)' } },
      { source: 'Practice and every other copy', says: { en: '30 days', ur: 'تیس دن' } },
    ],
    engine: { en: '30 days', ur: 'تیس دن' },
    changesDates: true,
    state: 'settled',
  },
  {
    id: 'ART-157-DAYS',
    subject: { en: 'Art.157 printed as six days', ur: 'آرٹیکل 157 میں ”چھ دن“' },
    section: 'Limitation Act 1908 Art.157; CrPC s.417(1)',
    sources: [
      { source: 'Pakistan Code', says: { en: 'six months', ur: 'چھ ماہ' } },
      { source: "Punjab prosecution's website", says: { en: "'6 days'", ur: '”چھ دن“' } },
    ],
    engine: { en: 'Six months', ur: 'چھ ماہ' },
    changesDates: true,
    state: 'settled',
  },
  {
    id: 'ART-150-COMMENCEMENT',
    subject: {
      en: 'Appeal from a death sentence: 7 or 30 days',
      ur: 'سزائے موت کے خلاف اپیل: سات یا تیس دن',
    },
    section: 'Limitation Act 1908 Art.150; Limitation (Amendment) Act 2023',
    sources: [
      {
        source: 'Limitation (Amendment) Act 2023 (press, 22 July 2023)',
        says: { en: '30 days', ur: 'تیس دن' },
      },
      { source: 'Older text still on official pages', says: { en: '7 days', ur: 'سات دن' } },
    ],
    engine: {
      en: '30 days for judgments from 22 July 2023, 7 before; judgments of July and August 2023 are marked REFER',
      ur: '22 جولائی 2023 سے تیس دن، پہلے سات؛ جولائی اور اگست 2023 کے فیصلے لا افسر کو',
    },
    changesDates: true,
    state: 'open',
  },
  {
    id: 'IFTA-14',
    subject: { en: 'Re-issue of an interception warrant', ur: 'وارنٹِ نگرانی کی تجدید' },
    section: 'Investigation for Fair Trial Act 2013 s.14',
    sources: [
      { source: 'Pakistan Code', says: { en: "'six days'", ur: '”چھ دن“' } },
      {
        source: 'Act as published',
        says: { en: 'up to sixty days at a time', ur: 'ایک بار میں ساٹھ دن تک' },
      },
    ],
    engine: {
      en: 'No clock is computed: reference and expiry are recorded only',
      ur: 'مدت شمار نہیں ہوتی، صرف حوالہ اور اختتام درج ہوتا ہے',
    },
    changesDates: false,
    state: 'open',
  },
  {
    id: 'LIFE-25',
    subject: { en: 'Imprisonment for life as 25 years', ur: 'عمر قید بطور پچیس سال' },
    section: 'PPC s.57; PPR 1978 r.140, r.198(b)',
    sources: [
      {
        source: 'PPC s.57, Prison Rules',
        says: { en: '25 years for fractions and for the rolls', ur: 'حساب کے لیے پچیس سال' },
      },
      {
        source: 'Supreme Court, 2019',
        says: {
          en: 'questioned whether life means the whole of life',
          ur: 'سوال اٹھایا کہ عمر قید تاحیات ہے یا نہیں',
        },
      },
    ],
    engine: {
      en: '25 years, with a floor of 15; the number is a dated row of the pack',
      ur: 'پچیس سال، کم از کم پندرہ؛ عدد پیک کی تاریخ دار سطر ہے',
    },
    changesDates: true,
    state: 'open',
  },
  {
    id: 'PLD-2009-SC-460',
    subject: { en: 'Set-off and remission for time under trial', ur: 'زیرِ سماعت مدت کی منہائی اور معافی' },
    section: 'CrPC s.382-B',
    sources: [
      {
        source: 'PLD 2009 SC 460',
        says: {
          en: "giving the benefit is the court's duty (operative paragraph not read)",
          ur: 'رعایت دینا عدالت کا فرض (حکم کا پیرا نہیں پڑھا گیا)',
        },
      },
      {
        source: 'PLJ 1984 Cr.C. Lahore 407 (FB)',
        says: { en: 'not to be left to jail authorities', ur: 'جیل حکام پر نہیں چھوڑا جا سکتا' },
      },
      {
        source: 'PLD 2005 SC 163; PLD 2008 SC 71',
        says: {
          en: 'no special remission for the under-trial period',
          ur: 'زیرِ سماعت مدت پر خصوصی معافی نہیں',
        },
      },
    ],
    engine: {
      en: 'Applied only when the order grants it; a silent order is flagged and both dates shown',
      ur: 'صرف حکم میں منظوری پر؛ حکم خاموش ہو تو نشان دہی اور دونوں تاریخیں',
    },
    changesDates: true,
    state: 'open',
  },
  {
    id: 'CNSA-2023',
    subject: { en: 'Narcotics: death omitted', ur: 'منشیات: سزائے موت ختم' },
    section: 'CNSA 1997 s.9; Acts XX of 2022 and XXXVIII of 2023',
    sources: [
      {
        source: 'Act XXXVIII of 2023',
        says: { en: 'death omitted; one-year bail clock', ur: 'سزائے موت ختم؛ ضمانت کی مدت ایک سال' },
      },
      {
        source: 'Text before it',
        says: {
          en: 'death for the largest quantities; two-year bail clock',
          ur: 'بڑی مقدار پر موت؛ ضمانت کی مدت دو سال',
        },
      },
    ],
    engine: {
      en: 'The version in force at the offence; the first day of the 2023 Act is to be confirmed',
      ur: 'جرم کی تاریخ کا متن؛ 2023 ایکٹ کے نفاذ کی تاریخ کی تصدیق باقی',
    },
    changesDates: true,
    state: 'open',
  },
  {
    id: 'S5-SPECIAL-PERIODS',
    subject: { en: 'Condonation of delay in special periods', ur: 'خصوصی میعاد میں تاخیر کی معافی' },
    section: 'Limitation Act 1908 s.5, s.29(2)',
    sources: [
      { source: '2018 LHC 2448; 2025 LHC 3133', says: { en: 's.5 does not apply', ur: 'دفعہ 5 لاگو نہیں' } },
      {
        source: 'SHC Cr. Acq. A. 822/2019',
        says: {
          en: 'weighed a condonation plea on its merits',
          ur: 'درخواستِ معافیِ تاخیر پر میرٹ پر غور کیا',
        },
      },
    ],
    engine: {
      en: 'Says that s.5 is not available, and marks a plea as contested: REFER',
      ur: 'دفعہ 5 دستیاب نہیں؛ درخواست ہو تو متنازع، عدالت سے رجوع',
    },
    changesDates: false,
    state: 'open',
  },
  {
    id: 'COPY-TIME',
    subject: { en: 'First day of the copying time', ur: 'نقل کے وقت کا پہلا دن' },
    section: 'Limitation Act 1908 s.12(2), (5)',
    sources: [
      { source: '2022 SCMR 1868', says: { en: 'only from the payment of the fee', ur: 'فیس کی ادائیگی سے' } },
      { source: 'SHC Cr. Acq. A. 822/2019 (arithmetic)', says: { en: 'one day more', ur: 'ایک دن زیادہ' } },
    ],
    engine: {
      en: 'From the later of application and payment to the day intimated',
      ur: 'درخواست اور ادائیگی میں سے بعد والی تاریخ سے اطلاع شدہ تاریخ تک',
    },
    changesDates: true,
    state: 'open',
  },
]
