/** Code lists of the courts, with the words of both languages. Browser-safe. */
import type { BothLanguages } from '#platform/http/contract'

type Codes = Readonly<Record<string, BothLanguages>>

/** What a hearing is fixed for. */
export const purposes = {
  remand: { en: 'Remand', ur: 'ریمانڈ' },
  copies: { en: 'Supply of copies', ur: 'نقول کی فراہمی' },
  charge: { en: 'Framing of charge', ur: 'فردِ جرم' },
  'prosecution-evidence': { en: 'Prosecution evidence', ur: 'شہادتِ استغاثہ' },
  cross: { en: 'Cross-examination', ur: 'جرح' },
  s342: { en: 'Statement under s.342', ur: 'بیان زیرِ دفعہ 342 ض ف' },
  defence: { en: 'Defence evidence', ur: 'شہادتِ صفائی' },
  arguments: { en: 'Arguments', ur: 'بحث' },
  judgment: { en: 'Judgment', ur: 'فیصلہ' },
  bail: { en: 'Bail application', ur: 'درخواستِ ضمانت' },
  's265k-249a': { en: 'Application under s.249-A or 265-K', ur: 'درخواست زیرِ دفعہ 249-اے / 265-کے' },
  compromise: { en: 'Compromise', ur: 'راضی نامہ' },
  misc: { en: 'Other', ur: 'متفرق' },
} as const satisfies Codes
export type Purpose = keyof typeof purposes

/** What came of a hearing. */
export const outcomes = {
  'done-in-full': { en: 'Done in full', ur: 'کارروائی مکمل' },
  'part-heard': { en: 'Part heard', ur: 'جزوی سماعت' },
  adjourned: { en: 'Adjourned', ur: 'ملتوی' },
  'not-reached': { en: 'Not reached', ur: 'نوبت نہ آئی' },
  'judge-absent': { en: 'Judge absent', ur: 'جج صاحب رخصت پر' },
} as const satisfies Codes
export type Outcome = keyof typeof outcomes

/** On whose account a case was put off. */
export const sides = {
  prosecution: { en: 'Prosecution', ur: 'استغاثہ' },
  defence: { en: 'Defence', ur: 'صفائی' },
  police: { en: 'Police', ur: 'پولیس' },
  prison: { en: 'Prison', ur: 'جیل' },
  court: { en: 'Court', ur: 'عدالت' },
  other: { en: 'Other', ur: 'دیگر' },
} as const satisfies Codes
export type Side = keyof typeof sides

/** Why a case was put off, and who it usually is put down to. */
export const adjournmentReasons = {
  'pw-absent': { en: 'Prosecution witness absent', ur: 'گواہِ استغاثہ غیر حاضر', side: 'prosecution' },
  'io-absent': { en: 'Investigating officer absent', ur: 'تفتیشی افسر غیر حاضر', side: 'police' },
  'accused-not-produced': { en: 'Accused not produced', ur: 'ملزم پیش نہیں کیا گیا', side: 'prison' },
  'defence-counsel-absent': { en: 'Defence counsel absent', ur: 'وکیلِ صفائی غیر حاضر', side: 'defence' },
  strike: { en: 'Lawyers’ strike', ur: 'وکلا کی ہڑتال', side: 'defence' },
  'prosecutor-absent': { en: 'Prosecutor absent', ur: 'پراسیکیوٹر غیر حاضر', side: 'prosecution' },
  'prosecutor-request': {
    en: 'At the prosecutor’s request',
    ur: 'پراسیکیوٹر کی استدعا پر',
    side: 'prosecution',
  },
  'forensic-awaited': { en: 'Forensic report awaited', ur: 'فرانزک رپورٹ کا انتظار', side: 'police' },
  'court-closed': { en: 'Court closed', ur: 'عدالت بند', side: 'court' },
  'judge-on-leave': { en: 'Judge on leave', ur: 'جج صاحب رخصت پر', side: 'court' },
  'judge-transferred': { en: 'Judge transferred', ur: 'جج صاحب کا تبادلہ', side: 'court' },
  'process-unserved': { en: 'Process unserved', ur: 'سمن کی تعمیل نہیں ہوئی', side: 'police' },
} as const satisfies Readonly<Record<string, BothLanguages & { side: Side }>>
export type AdjournmentReason = keyof typeof adjournmentReasons

/** How a case ends for an accused. */
export const verdicts = {
  convicted: { en: 'Convicted', ur: 'سزا یاب' },
  acquitted: { en: 'Acquitted', ur: 'بری' },
  'acquitted-249a-265k': { en: 'Acquitted under s.249-A or 265-K', ur: 'بری زیرِ دفعہ 249-اے / 265-کے' },
  'compounded-345': { en: 'Acquitted on compromise, s.345', ur: 'راضی نامہ پر بری، دفعہ 345' },
  discharged: { en: 'Discharged', ur: 'ڈسچارج' },
} as const satisfies Codes
export type Verdict = keyof typeof verdicts

export const acquittalReasons = {
  'hostile-witness': { en: 'Hostile witness', ur: 'گواہ کا انحراف' },
  'unexplained-fir-delay': { en: 'Unexplained delay in the FIR', ur: 'ایف آئی آر میں تاخیر کی وضاحت نہیں' },
  'ocular-medical-conflict': {
    en: 'Ocular and medical evidence conflict',
    ur: 'چشم دید اور طبی شہادت میں تضاد',
  },
  'broken-chain-of-custody': { en: 'Chain of custody broken', ur: 'مالِ مقدمہ کی محفوظ تحویل ثابت نہیں' },
  'late-sample': { en: 'Sample sent late', ur: 'نمونہ تاخیر سے بھیجا گیا' },
  'defective-identification-parade': { en: 'Identification parade defective', ur: 'شناخت پریڈ ناقص' },
  'confession-rejected': { en: 'Confession rejected', ur: 'اقبالِ جرم ناقابلِ قبول' },
  compromise: { en: 'Compromise', ur: 'راضی نامہ' },
  'non-appearance': { en: 'Complainant or witnesses did not appear', ur: 'مدعی یا گواہان پیش نہ ہوئے' },
  'benefit-of-doubt': { en: 'Benefit of doubt', ur: 'شک کا فائدہ' },
  other: { en: 'Other', ur: 'دیگر' },
} as const satisfies Codes
export type AcquittalReason = keyof typeof acquittalReasons

export const grounds = {
  bail: { en: 'Bail', ur: 'ضمانت' },
  acquittal: { en: 'Acquittal', ur: 'بریت' },
  discharge: { en: 'Discharge', ur: 'ڈسچارج' },
  compromise: { en: 'Compromise', ur: 'راضی نامہ' },
  'sentence-suspended': { en: 'Sentence suspended', ur: 'سزا کی معطلی' },
} as const satisfies Codes
export type Ground = keyof typeof grounds

/** The codes of a list, for a schema. */
export function codesOf<T extends Readonly<Record<string, unknown>>>(
  list: T,
): [keyof T & string, ...(keyof T & string)[]] {
  return Object.keys(list) as [keyof T & string, ...(keyof T & string)[]]
}
