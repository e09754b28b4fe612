import { sindhDistrictOf, sindhDistricts } from './sindh-districts.ts'
import type { UnitSeed } from './unit-seed.ts'

/** The service began with the Sindh Criminal Prosecution Service (Constitution, Functions and Powers) Act 2009. */
const serviceStart = '2010-01-01'

function office(
  code: string,
  en: string,
  ur: string,
  parent: string,
  abbreviation: string,
  attributes: Record<string, string>,
): UnitSeed {
  const district = sindhDistrictOf(abbreviation).code
  return {
    code,
    kind: 'prosecution-office',
    name: { en, ur },
    parents: { territory: district, prosecution: parent },
    district,
    province: 'PK-SD',
    from: serviceStart,
    attributes: { ...attributes, fromSource: 'assumed' },
  }
}

const atHighCourt: readonly [code: string, en: string, ur: string, district: string][] = [
  ['SHC', 'Karachi', 'کراچی', 'KHS'],
  ['SHC-SUK', 'Sukkur', 'سکھر', 'SUK'],
  ['SHC-HYD', 'Hyderabad', 'حیدرآباد', 'HYD'],
  ['SHC-LRK', 'Larkana', 'لاڑکانہ', 'LRK'],
  ['SHC-MPK', 'Mirpurkhas', 'میرپور خاص', 'MPK'],
]

const atSpecialCourts: readonly [
  code: string,
  kind: 'ATC' | 'CNS',
  en: string,
  ur: string,
  district: string,
][] = [
  ['KHI', 'ATC', 'Karachi', 'کراچی', 'KHS'],
  ['HYD', 'ATC', 'Hyderabad', 'حیدرآباد', 'HYD'],
  ['SUK', 'ATC', 'Sukkur', 'سکھر', 'SUK'],
  ['LRK', 'ATC', 'Larkana', 'لاڑکانہ', 'LRK'],
  ['MPK', 'ATC', 'Mirpurkhas', 'میرپور خاص', 'MPK'],
  ['SBA', 'ATC', 'Shaheed Benazirabad', 'شہید بینظیر آباد', 'SBA'],
  ['KHI', 'CNS', 'Karachi', 'کراچی', 'KHS'],
  ['HYD', 'CNS', 'Hyderabad', 'حیدرآباد', 'HYD'],
  ['SUK', 'CNS', 'Sukkur', 'سکھر', 'SUK'],
]

const special = {
  ATC: {
    en: 'Special Prosecution Office, Anti-Terrorism Courts',
    ur: 'دفتر خصوصی استغاثہ، انسدادِ دہشت گردی عدالتیں',
  },
  CNS: {
    en: 'Special Prosecution Office, Narcotics Courts',
    ur: 'دفتر خصوصی استغاثہ، انسدادِ منشیات عدالتیں',
  },
} as const

export const sindhProsecutionUnits: readonly UnitSeed[] = [
  {
    code: 'PRO-SD',
    kind: 'prosecution-department',
    name: { en: 'Office of the Prosecutor General Sindh', ur: 'دفتر پراسیکیوٹر جنرل سندھ' },
    parents: { territory: 'PK-SD', prosecution: 'PK-SD' },
    province: 'PK-SD',
    from: serviceStart,
    attributes: { head: 'Prosecutor General', fromSource: 'assumed' },
  },
  ...atHighCourt.map(([code, en, ur, district]) =>
    office(
      `PRO-${code}`,
      `Additional Prosecutor General's Office, High Court ${en}`,
      `دفتر ایڈیشنل پراسیکیوٹر جنرل، عدالتِ عالیہ ${ur}`,
      'PRO-SD',
      district,
      { head: 'Additional Prosecutor General', court: `CRT-${code}` },
    ),
  ),
  ...sindhDistricts.map((district) =>
    office(
      `PRO-${district.abbreviation}`,
      `District Public Prosecutor's Office ${district.en}`,
      `دفتر ڈسٹرکٹ پبلک پراسیکیوٹر ${district.ur}`,
      'PRO-SD',
      district.abbreviation,
      { head: 'District Public Prosecutor', court: `CRT-${district.abbreviation}-SJ` },
    ),
  ),
  ...atSpecialCourts.map(([code, kind, en, ur, district]) =>
    office(
      `PRO-${code}-${kind}`,
      `${special[kind].en} ${en}`,
      `${special[kind].ur} ${ur}`,
      kind === 'ATC' ? 'PRO-SD' : `PRO-${district}`,
      district,
      { head: 'Special Public Prosecutor' },
    ),
  ),
]
