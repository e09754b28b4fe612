import type { BothLanguages } from '#platform/http/contract'

/** Where a defect lies; the picker shows them under these heads. */
export const defectGroups = {
  statements: { en: 'Statements and witnesses', ur: 'بیانات اور گواہان' },
  medical: { en: 'Medical and forensic', ur: 'طبی اور فرانزک' },
  property: { en: 'Recovery and case property', ur: 'برآمدگی اور مالِ مقدمہ' },
  accused: { en: 'Accused', ur: 'ملزم' },
  law: { en: 'Sections and jurisdiction', ur: 'دفعات اور اختیارِ سماعت' },
  papers: { en: 'Papers of the file', ur: 'کاغذاتِ مسل' },
} as const satisfies Record<string, BothLanguages>

export type DefectGroup = keyof typeof defectGroups

interface Defect {
  readonly group: DefectGroup
  readonly text: BothLanguages
  /** The law or rule that asks for it, where one does. */
  readonly law?: string
}

/** Why a challan is returned. A code is never reused for another meaning; a return keeps the words it was given in. */
export const defects = {
  'statements-161-missing': {
    group: 'statements',
    law: 'CrPC s.161',
    text: {
      en: 'Statements under section 161 not attached',
      ur: 'بیانات زیرِ دفعہ 161 ض ف منسلک نہیں',
    },
  },
  'witness-list-incomplete': {
    group: 'statements',
    law: 'CrPC s.173(1)(a)',
    text: { en: 'List of witnesses incomplete', ur: 'فہرستِ گواہان نامکمل ہے' },
  },
  'statement-164-not-recorded': {
    group: 'statements',
    law: 'CrPC s.164',
    text: {
      en: 'Statement before the Magistrate under section 164 not recorded',
      ur: 'مجسٹریٹ کے روبرو بیان زیرِ دفعہ 164 ض ف قلمبند نہیں کرایا گیا',
    },
  },
  'identification-parade': {
    group: 'statements',
    law: 'QSO 1984 Art.22',
    text: {
      en: 'Identification parade not held or defective',
      ur: 'شناخت پریڈ نہیں ہوئی یا ناقص ہے',
    },
  },
  'medical-report-missing': {
    group: 'medical',
    text: {
      en: 'Medico-legal certificate not attached',
      ur: 'میڈیکو لیگل سرٹیفکیٹ منسلک نہیں',
    },
  },
  'post-mortem-missing': {
    group: 'medical',
    law: 'CrPC s.174',
    text: {
      en: 'Post-mortem and inquest report not attached',
      ur: 'پوسٹ مارٹم اور رپورٹ مرگ منسلک نہیں',
    },
  },
  'laboratory-report-awaited': {
    group: 'medical',
    law: 'CrPC s.510',
    text: {
      en: "Chemical examiner's report awaited",
      ur: 'کیمیکل ایگزامینر کی رپورٹ باقی ہے',
    },
  },
  'firearm-report-missing': {
    group: 'medical',
    text: {
      en: 'Ballistic report on weapon and empties not obtained',
      ur: 'اسلحہ اور خول کی بیلسٹک رپورٹ حاصل نہیں کی گئی',
    },
  },
  'recovery-memo-unsigned': {
    group: 'property',
    law: 'CrPC s.103',
    text: {
      en: 'Recovery memo not signed by the mashirs',
      ur: 'فردِ مقبوضگی پر مشیران کے دستخط نہیں',
    },
  },
  'no-recovery-memo': {
    group: 'property',
    law: 'CrPC s.103',
    text: { en: 'Recovery memo not attached', ur: 'فردِ مقبوضگی منسلک نہیں' },
  },
  'safe-custody-not-shown': {
    group: 'property',
    law: 'CNS Analysts Rules 2001 r.4',
    text: {
      en: 'Safe custody and dispatch of the case property not shown',
      ur: 'مالِ مقدمہ کی محفوظ تحویل و ترسیل ثابت نہیں',
    },
  },
  'call-data-missing': {
    group: 'property',
    text: { en: 'Call data record not obtained', ur: 'کال ڈیٹا ریکارڈ حاصل نہیں کیا گیا' },
  },
  'identity-of-accused': {
    group: 'accused',
    text: {
      en: 'CNIC or full address of the accused missing',
      ur: 'ملزم کا شناختی کارڈ یا مکمل پتہ درج نہیں',
    },
  },
  'age-not-determined': {
    group: 'accused',
    law: 'JJSA 2018 s.8',
    text: {
      en: 'Age of an accused who may be a child not determined',
      ur: 'کم عمر معلوم ہونے والے ملزم کی عمر کا تعین نہیں کیا گیا',
    },
  },
  'absconder-proceedings': {
    group: 'accused',
    law: 'CrPC ss.87, 88',
    text: {
      en: 'Proceedings under sections 87 and 88 against the absconder not completed',
      ur: 'مفرور کے خلاف کارروائی زیرِ دفعات 87 و 88 ض ف مکمل نہیں',
    },
  },
  'role-not-assigned': {
    group: 'accused',
    text: {
      en: 'Part of each accused in the occurrence not stated',
      ur: 'وقوعہ میں ہر ملزم کا کردار درج نہیں',
    },
  },
  'section-not-applicable': {
    group: 'law',
    text: {
      en: 'Section applied does not follow from the facts',
      ur: 'عائد کردہ دفعہ واقعات سے مطابقت نہیں رکھتی',
    },
  },
  'section-omitted': {
    group: 'law',
    text: { en: 'Section that applies was left out', ur: 'قابلِ اطلاق دفعہ شامل نہیں کی گئی' },
  },
  'sanction-missing': {
    group: 'law',
    law: 'ATA s.19(8b); Explosive Substances Act s.7',
    text: {
      en: 'Sanction or consent to prosecute not obtained',
      ur: 'مقدمہ چلانے کی اجازت حاصل نہیں کی گئی',
    },
  },
  'not-this-jurisdiction': {
    group: 'law',
    law: 'CrPC s.177',
    text: {
      en: 'Another district or court has jurisdiction',
      ur: 'اختیارِ سماعت دوسرے ضلع یا عدالت کا ہے',
    },
  },
  'site-plan-missing': {
    group: 'papers',
    text: { en: 'Site plan not attached', ur: 'نقشہ موقع منسلک نہیں' },
  },
  'delay-not-explained': {
    group: 'papers',
    text: { en: 'Delay in the report not explained', ur: 'رپورٹ میں تاخیر کی وجہ درج نہیں' },
  },
  'papers-missing': {
    group: 'papers',
    law: 'CrPC ss.172, 173',
    text: {
      en: 'Copy of the FIR or other papers of the file missing',
      ur: 'ایف آئی آر کی نقل یا مسل کے دیگر کاغذات موجود نہیں',
    },
  },
} as const satisfies Record<string, Defect>

export type DefectCode = keyof typeof defects
export const defectCodes = Object.keys(defects) as [DefectCode, ...DefectCode[]]

interface ChecklistItem {
  readonly text: BothLanguages
  /** What its absence is called when the challan is returned. */
  readonly defect: DefectCode
}

/** What the prosecutor looks for in the file, in the order of the file. */
export const checklist = {
  'fir-copy': { defect: 'papers-missing', text: { en: 'Copy of the FIR', ur: 'نقل ایف آئی آر' } },
  'site-plan': {
    defect: 'site-plan-missing',
    text: { en: 'Site plan, scaled where death was caused', ur: 'نقشہ موقع (قتل میں بااسکیل)' },
  },
  'statements-161': {
    defect: 'statements-161-missing',
    text: { en: 'Statements under s. 161', ur: 'بیانات زیرِ دفعہ 161' },
  },
  'witness-list': {
    defect: 'witness-list-incomplete',
    text: { en: 'List of witnesses with addresses', ur: 'فہرستِ گواہان مع پتہ' },
  },
  'arrest-memo': {
    defect: 'identity-of-accused',
    text: { en: 'Arrest memo with CNIC of the accused', ur: 'فردِ گرفتاری مع شناختی کارڈ ملزم' },
  },
  'recovery-memos': {
    defect: 'no-recovery-memo',
    text: { en: 'Recovery memos signed by two mashirs', ur: 'فردِ مقبوضگی بدستخط دو مشیران' },
  },
  'medical-papers': {
    defect: 'medical-report-missing',
    text: { en: 'Medico-legal certificate', ur: 'میڈیکو لیگل سرٹیفکیٹ' },
  },
  'post-mortem': {
    defect: 'post-mortem-missing',
    text: { en: 'Post-mortem and inquest report', ur: 'پوسٹ مارٹم اور رپورٹ مرگ' },
  },
  'laboratory-report': {
    defect: 'laboratory-report-awaited',
    text: { en: 'Report of the laboratory', ur: 'لیبارٹری رپورٹ' },
  },
  'custody-chain': {
    defect: 'safe-custody-not-shown',
    text: {
      en: 'Malkhana entry and road certificate of the case property',
      ur: 'مالِ مقدمہ کا اندراج مال خانہ اور روڈ سرٹیفکیٹ',
    },
  },
  'identification-parade': {
    defect: 'identification-parade',
    text: { en: 'Identification parade where accused were unknown', ur: 'نامعلوم ملزمان کی شناخت پریڈ' },
  },
  absconders: {
    defect: 'absconder-proceedings',
    text: { en: 'Proceedings against absconders', ur: 'مفرور ملزمان کے خلاف کارروائی' },
  },
} as const satisfies Record<string, ChecklistItem>

export type ChecklistCode = keyof typeof checklist
export const checklistCodes = Object.keys(checklist) as [ChecklistCode, ...ChecklistCode[]]

/** Courts before which a challan may be filed. */
export const trialCourtKinds = [
  'magistrate-court',
  'additional-sessions-court',
  'sessions-court',
  'anti-terrorism-court',
  'narcotics-court',
] as const
