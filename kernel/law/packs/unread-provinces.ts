import type { RulePack } from './rule-pack.ts'

/**
 * Provinces whose prosecution Acts were not obtained: federal law holds, and the scrutiny period of the other provinces
 * is computed and marked REFER until their own text is entered.
 */
function unread(code: string, title: RulePack['title'], act: string): RulePack {
  return {
    code,
    version: '2026.1',
    title,
    basedOn: 'federal',
    effectiveFrom: '2026-01-01',
    calendarCode: code,
    numbers: [
      {
        key: 'scrutiny.return-days',
        value: 3,
        unit: 'day',
        section: `${act} (text not obtained)`,
        confidence: 'general-knowledge',
        text: {
          en: 'The prosecutor files the report or returns it within three days of receipt, as in Sindh and Punjab',
          ur: 'پراسیکیوٹر وصولی کے تین دن کے اندر رپورٹ داخل کرے یا واپس کرے، جیسا کہ سندھ اور پنجاب میں ہے',
        },
        unsure: {
          from: '1850-01-01',
          to: '2400-12-31',
          why: {
            en: 'The Act of the province was not obtained',
            ur: 'صوبے کے ایکٹ کا متن دستیاب نہیں',
          },
        },
      },
    ],
    conventions: [],
  }
}

export const khyberPakhtunkhwaPack = unread(
  'khyber-pakhtunkhwa',
  { en: 'Khyber Pakhtunkhwa', ur: 'خیبر پختونخوا' },
  'Khyber Pakhtunkhwa Prosecution Service Act 2005',
)

export const balochistanPack = unread(
  'balochistan',
  { en: 'Balochistan', ur: 'بلوچستان' },
  'Balochistan Prosecution Service Act 2003',
)
