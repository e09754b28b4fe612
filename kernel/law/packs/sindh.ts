import type { RulePack } from './rule-pack.ts'

export const sindhPack: RulePack = {
  code: 'sindh',
  version: '2026.1',
  title: { en: 'Sindh', ur: 'سندھ' },
  basedOn: 'federal',
  effectiveFrom: '2026-01-01',
  calendarCode: 'sindh',
  numbers: [
    {
      key: 'scrutiny.return-days',
      value: 3,
      unit: 'day',
      section: 'Sindh Criminal Prosecution Service Act 2009 s.9(5)(a)',
      effectiveFrom: '2010-01-01',
      confidence: 'statute',
      text: {
        en: 'The prosecutor files the report or returns it within three days of receipt',
        ur: 'پراسیکیوٹر وصولی کے تین دن کے اندر رپورٹ داخل کرے یا واپس کرے',
      },
      convention: {
        en: 'Text as quoted in SHC Cr. Jail Appeal D-04/2024; each resubmission starts a fresh clock',
        ur: 'متن بحوالہ سندھ ہائی کورٹ Cr. Jail Appeal D-04/2024؛ ہر دوبارہ وصولی پر نئی مدت',
      },
      goldenCases: ['D-W04'],
    },
    {
      key: 'remission.per-month',
      value: 5,
      unit: 'day',
      section: 'Sindh Prisons and Correction Services Rules 2019 rr.788-796',
      confidence: 'policy',
      text: {
        en: 'Ordinary remission is at most five days a month',
        ur: 'عام معافی زیادہ سے زیادہ پانچ دن فی ماہ',
      },
      convention: {
        en: 'The text of rules 788 to 796 was not obtained; the number is that of the older Rules',
        ur: 'قواعد 788 تا 796 کا متن دستیاب نہیں؛ عدد پرانے قواعد کا ہے',
      },
    },
  ],
  conventions: [],
}
