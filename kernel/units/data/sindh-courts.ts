import { type SindhDistrict, sindhDistrictOf, sindhDistricts } from './sindh-districts.ts'
import { longAgo, type UnitKind, type UnitSeed } from './unit-seed.ts'

const assumed = { fromSource: 'assumed' } as const
const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X']
const ordinal = ['اول', 'دوم', 'سوم', 'چہارم', 'پنجم', 'ششم', 'ہفتم', 'ہشتم', 'نہم', 'دہم']

function court(
  code: string,
  kind: UnitKind,
  en: string,
  ur: string,
  parent: string,
  district?: SindhDistrict,
  attributes: Record<string, string | number | boolean> = {},
): UnitSeed {
  return {
    code,
    kind,
    name: { en, ur },
    parents: { territory: district?.code ?? 'PK-SD', court: parent },
    ...(district && { district: district.code }),
    province: 'PK-SD',
    from: longAgo,
    attributes: { ...attributes, ...assumed },
  }
}

const highCourt: readonly UnitSeed[] = [
  court('CRT-SHC', 'high-court', 'High Court of Sindh, Karachi', 'عدالتِ عالیہ سندھ، کراچی', 'PK-SD'),
  court(
    'CRT-SHC-SUK',
    'high-court',
    'High Court of Sindh, Bench at Sukkur',
    'عدالتِ عالیہ سندھ، بینچ سکھر',
    'CRT-SHC',
  ),
  court(
    'CRT-SHC-HYD',
    'high-court',
    'High Court of Sindh, Circuit Court Hyderabad',
    'عدالتِ عالیہ سندھ، سرکٹ کورٹ حیدرآباد',
    'CRT-SHC',
  ),
  court(
    'CRT-SHC-LRK',
    'high-court',
    'High Court of Sindh, Circuit Court Larkana',
    'عدالتِ عالیہ سندھ، سرکٹ کورٹ لاڑکانہ',
    'CRT-SHC',
  ),
  court(
    'CRT-SHC-MPK',
    'high-court',
    'High Court of Sindh, Circuit Court Mirpurkhas',
    'عدالتِ عالیہ سندھ، سرکٹ کورٹ میرپور خاص',
    'CRT-SHC',
  ),
]

/** Number of judges grows with the population: about one additional sessions judge to 450,000 people. */
function benchSize(population: number, perJudge: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(population / perJudge)))
}

function districtCourts(district: SindhDistrict): UnitSeed[] {
  const { abbreviation, en, ur, population, bench } = district
  const sessions = `CRT-${abbreviation}-SJ`
  const additional = benchSize(population, 450_000, 2, 8)
  const magistrates = benchSize(population, 500_000, 3, 7)
  return [
    court(
      sessions,
      'sessions-court',
      `District & Sessions Court ${en}`,
      `ڈسٹرکٹ اینڈ سیشن کورٹ ${ur}`,
      bench,
      district,
      // By s.46 CNSA notification the Sessions Judge sits as Special Court where no separate one exists.
      { narcotics: true },
    ),
    ...Array.from({ length: additional }, (_, i) =>
      court(
        `CRT-${abbreviation}-ASJ${i + 1}`,
        'additional-sessions-court',
        `Additional Sessions Court-${roman[i]} ${en}`,
        `ایڈیشنل سیشن عدالت ${ordinal[i]} ${ur}`,
        sessions,
        district,
        i === 0 ? { modelCriminalTrialCourt: true, antiRape: true } : {},
      ),
    ),
    ...Array.from({ length: magistrates }, (_, i) =>
      court(
        `CRT-${abbreviation}-JM${i + 1}`,
        'magistrate-court',
        `Court of Civil Judge & Judicial Magistrate-${roman[i]} ${en}`,
        `عدالت سول جج و جوڈیشل مجسٹریٹ ${ordinal[i]} ${ur}`,
        sessions,
        district,
        { magistrateClass: i < 2 ? 'section-30' : 'first' },
      ),
    ),
  ]
}

/** `place letters, English, Urdu, district, number of courts` */
const antiTerrorism: readonly [code: string, en: string, ur: string, district: string, count: number][] = [
  ['KHI', 'Karachi', 'کراچی', 'KHS', 10],
  ['HYD', 'Hyderabad', 'حیدرآباد', 'HYD', 2],
  ['SUK', 'Sukkur', 'سکھر', 'SUK', 1],
  ['LRK', 'Larkana', 'لاڑکانہ', 'LRK', 1],
  ['MPK', 'Mirpurkhas', 'میرپور خاص', 'MPK', 1],
  ['SBA', 'Shaheed Benazirabad', 'شہید بینظیر آباد', 'SBA', 1],
  ['NSF', 'Naushahro Feroze', 'نوشہرو فیروز', 'NSF', 1],
  ['KHP', 'Khairpur', 'خیرپور', 'KHP', 1],
  ['SKP', 'Shikarpur', 'شکارپور', 'SKP', 1],
  ['KSM', 'Kandhkot', 'کندھ کوٹ', 'KSM', 1],
]

const narcotics: readonly [code: string, en: string, ur: string, district: string, count: number][] = [
  ['KHI', 'Karachi', 'کراچی', 'KHS', 2],
  ['HYD', 'Hyderabad', 'حیدرآباد', 'HYD', 1],
  ['SUK', 'Sukkur', 'سکھر', 'SUK', 1],
]

function specialCourts(): UnitSeed[] {
  return [
    ...antiTerrorism.flatMap(([place, en, ur, abbreviation, count]) =>
      Array.from({ length: count }, (_, i) =>
        court(
          `CRT-${place}-ATC${i + 1}`,
          'anti-terrorism-court',
          `Anti-Terrorism Court-${roman[i]} ${en}`,
          `انسدادِ دہشت گردی عدالت ${ordinal[i]} ${ur}`,
          sindhDistrictOf(abbreviation).bench,
          sindhDistrictOf(abbreviation),
        ),
      ),
    ),
    ...narcotics.flatMap(([place, en, ur, abbreviation, count]) =>
      Array.from({ length: count }, (_, i) =>
        court(
          `CRT-${place}-CNS${i + 1}`,
          'narcotics-court',
          `Special Court-${roman[i]} (Control of Narcotic Substances) ${en}`,
          `خصوصی عدالت ${ordinal[i]} (انسدادِ منشیات) ${ur}`,
          sindhDistrictOf(abbreviation).bench,
          sindhDistrictOf(abbreviation),
        ),
      ),
    ),
  ]
}

export const sindhCourtUnits: readonly UnitSeed[] = [
  ...highCourt,
  ...sindhDistricts.flatMap(districtCourts),
  ...specialCourts(),
]
