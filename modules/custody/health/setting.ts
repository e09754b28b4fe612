import { type Both, type Declared, said, units } from '../settings/declare.ts'
import { outbreakDiseases, slots } from './pathways.ts'

const each = (prefix: string, values: readonly string[], from: string, name: (word: Both) => Both) =>
  Object.fromEntries(values.map((value) => [`${prefix}:${value}`, name(said(`${from}.${value}`))]))

/** The hours of the medicine round are hours of the day; every other period is counted in hours or days as its name says. */
export const healthSetting: Declared = () => ({
  key: 'health-period',
  group: 'health',
  name: { en: 'Periods of medical work', ur: 'طبی کام کی میعادیں' },
  about: {
    en: 'Screening, dose rounds, contacts and isolation. They follow medical guidance; the medical officer decides about each patient.',
    ur: 'طبی معائنہ، دوا کے دور، روابط اور علیحدگی۔ یہ طبی ہدایات پر مبنی ہیں؛ ہر مریض کا فیصلہ میڈیکل افسر کرتا ہے۔',
  },
  identity: [
    {
      kind: 'choice',
      column: 'key',
      name: { en: 'Period', ur: 'میعاد' },
      values: {
        'screening-hours': { en: 'Screening after admission (hours)', ur: 'داخلے کے بعد طبی معائنہ (گھنٹے)' },
        'juvenile-age': { en: 'Juvenile under (years)', ur: 'نابالغ اس عمر سے کم (سال)' },
        'supply-days': { en: 'Medicine handed over at release (days)', ur: 'رہائی پر دی جانے والی دوا (دن)' },
        ...each('slot-hour', slots, 'custody-health:slot', (word) => ({
          en: `Dose round, ${word.en.toLowerCase()} (hour)`,
          ur: `دوا کا دور، ${word.ur} (بجے)`,
        })),
        ...each('contact-days', outbreakDiseases, 'custody-health:pathway', (word) => ({
          en: `Contacts looked for, ${word.en} (days back)`,
          ur: `روابط کی تلاش، ${word.ur} (پچھلے دن)`,
        })),
        ...each('isolation-days', outbreakDiseases, 'custody-health:pathway', (word) => ({
          en: `Isolation, ${word.en} (days)`,
          ur: `علیحدگی، ${word.ur} (دن)`,
        })),
      },
    },
  ],
  columns: [
    {
      kind: 'number',
      column: 'value',
      name: { en: 'Value', ur: 'مقدار' },
      unit: units.none,
      least: 0,
      most: 365,
    },
  ],
})
