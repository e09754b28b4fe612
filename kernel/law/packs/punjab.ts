import type { RulePack } from './rule-pack.ts'

export const punjabPack: RulePack = {
  code: 'punjab',
  version: '2026.1',
  title: { en: 'Punjab', ur: 'پنجاب' },
  basedOn: 'federal',
  effectiveFrom: '2026-01-01',
  calendarCode: 'punjab',
  numbers: [
    {
      key: 'scrutiny.return-days',
      value: 3,
      unit: 'day',
      section: 'Punjab Criminal Prosecution Service Act 2006 (Act III of 2006) s.9(5)(a)',
      effectiveFrom: '2006-01-01',
      confidence: 'statute',
      text: {
        en: 'The prosecutor files the report or returns it within three days of receipt',
        ur: 'پراسیکیوٹر وصولی کے تین دن کے اندر رپورٹ داخل کرے یا واپس کرے',
      },
      convention: {
        en: 'Each resubmission starts a fresh clock',
        ur: 'ہر دوبارہ وصولی پر نئی مدت شروع ہوتی ہے',
      },
      goldenCases: ['D-H09'],
    },
  ],
  conventions: [],
}
