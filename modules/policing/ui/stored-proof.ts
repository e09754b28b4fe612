import { formatInstant, type Proof } from '#platform/ui'
import type { StoredProof } from '../contract.ts'

type Both = { readonly en: string; readonly ur: string }

/** What the facts of the station's and the prosecution's clocks are called. */
const facts: Readonly<Record<string, Both>> = {
  arrest: { en: 'Arrest', ur: 'گرفتاری' },
  journeyMinutes: { en: 'Journey, minutes', ur: 'سفر، منٹ' },
  fir: { en: 'FIR', ur: 'ایف آئی آر' },
  reportReachedCourt: { en: 'Report reached the court', ur: 'رپورٹ عدالت میں پہنچی' },
  received: { en: 'Challan received', ur: 'چالان کی وصولی' },
}

const calendars: Readonly<Record<string, Both>> = {
  sindh: { en: 'Sindh', ur: 'سندھ' },
  punjab: { en: 'Punjab', ur: 'پنجاب' },
  'khyber-pakhtunkhwa': { en: 'Khyber Pakhtunkhwa', ur: 'خیبر پختونخوا' },
  balochistan: { en: 'Balochistan', ur: 'بلوچستان' },
  federal: { en: 'Islamabad', ur: 'اسلام آباد' },
}

const inWords = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)
    ? formatInstant(`${value}:00+05:00`)
    : String(value)

/** A stored proof as the drawer shows it. `on` is the day or moment that was found. */
export function proofOf(stored: StoredProof, title: Both, on: { date: string } | { instant: string }): Proof {
  const calendar = calendars[stored.calendar]
  return {
    title,
    result:
      'date' in on
        ? { en: 'Last day', ur: 'آخری دن' }
        : { en: formatInstant(on.instant, 'en'), ur: formatInstant(on.instant, 'ur') },
    ...('date' in on ? { resultDate: on.date } : {}),
    facts: [
      ...Object.entries(stored.inputs).map(([name, value]) => ({
        label: facts[name] ?? { en: name, ur: name },
        value: inWords(value),
      })),
      ...(calendar === undefined || 'instant' in on
        ? []
        : [
            {
              label: {
                en: `Holidays of ${calendar.en}; lunar dates are estimates until notified`,
                ur: `تعطیلات ${calendar.ur}؛ قمری تاریخیں اعلامیے تک اندازاً ہیں`,
              },
              value: '✓',
            },
          ]),
    ],
    steps: stored.steps.map(({ text, section, value }) => ({
      text,
      section,
      ...(value === undefined ? {} : { value: inWords(value) }),
    })),
    rule: { code: stored.rule, version: `${stored.pack.code} ${stored.pack.version}` },
    computedAt: stored.computedAt,
    ...(stored.flags.length === 0 ? {} : { flags: stored.flags.map((flag) => ({ en: flag, ur: flag })) }),
  }
}
