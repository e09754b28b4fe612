import { sindhDistricts } from './sindh-districts.ts'
import { sindhPoliceStations } from './sindh-police-stations.ts'
import { formerParentsOfKeamariStation } from './territory.ts'
import { longAgo, type UnitSeed } from './unit-seed.ts'

const assumed = { fromSource: 'assumed' } as const

/** `code, English, Urdu, parent, head`: Karachi is one range in three zones, the rest of Sindh five ranges. */
const ranges: readonly [code: string, en: string, ur: string, parent: string, head: string][] = [
  ['PDR-KHI', 'Karachi Range', 'کراچی رینج', 'PD-SD', 'Additional Inspector General of Police'],
  ['PDR-KHI-E', 'East Zone, Karachi', 'ایسٹ زون کراچی', 'PDR-KHI', 'Deputy Inspector General of Police'],
  ['PDR-KHI-W', 'West Zone, Karachi', 'ویسٹ زون کراچی', 'PDR-KHI', 'Deputy Inspector General of Police'],
  ['PDR-KHI-S', 'South Zone, Karachi', 'ساؤتھ زون کراچی', 'PDR-KHI', 'Deputy Inspector General of Police'],
  ['PDR-HYD', 'Hyderabad Range', 'حیدرآباد رینج', 'PD-SD', 'Deputy Inspector General of Police'],
  ['PDR-MPK', 'Mirpurkhas Range', 'میرپور خاص رینج', 'PD-SD', 'Deputy Inspector General of Police'],
  [
    'PDR-SBA',
    'Shaheed Benazirabad Range',
    'شہید بینظیر آباد رینج',
    'PD-SD',
    'Deputy Inspector General of Police',
  ],
  ['PDR-SUK', 'Sukkur Range', 'سکھر رینج', 'PD-SD', 'Deputy Inspector General of Police'],
  ['PDR-LRK', 'Larkana Range', 'لاڑکانہ رینج', 'PD-SD', 'Deputy Inspector General of Police'],
]

function policeDistrict(
  abbreviation: string,
  en: string,
  ur: string,
  range: string,
  district: string,
): UnitSeed {
  return {
    code: `PDT-${abbreviation}`,
    kind: 'police-district',
    name: { en: `District Police ${en}`, ur: `ضلعی پولیس ${ur}` },
    parents: { territory: district, police: range },
    district,
    province: 'PK-SD',
    from: longAgo,
    attributes: { head: 'Senior Superintendent of Police', ...assumed },
  }
}

function stationsOf(abbreviation: string, district: string): UnitSeed[] {
  return sindhPoliceStations[abbreviation]!.split('|').map((entry) => {
    const [letters, en, ur] = entry.split('=')
    return {
      code: `PS-${abbreviation}-${letters}`,
      kind: 'police-station',
      name: { en: `Police Station ${en}`, ur: `تھانہ ${ur}` },
      parents: { territory: district, police: `PDT-${abbreviation}` },
      ...(abbreviation === 'KMR' && { formerParents: formerParentsOfKeamariStation() }),
      district,
      province: 'PK-SD',
      from: longAgo,
      attributes: {
        shortName: en!,
        shortNameUr: ur!,
        ...(letters === 'WMN' && { women: true }),
        ...assumed,
      },
    }
  })
}

const department: UnitSeed = {
  code: 'PD-SD',
  kind: 'police-department',
  name: { en: 'Sindh Police', ur: 'سندھ پولیس' },
  parents: { territory: 'PK-SD', police: 'PK-SD' },
  province: 'PK-SD',
  from: longAgo,
  attributes: { head: 'Inspector General of Police', ...assumed },
}

const rangeUnits = ranges.map(
  ([code, en, ur, parent, head]): UnitSeed => ({
    code,
    kind: 'police-range',
    name: { en, ur },
    parents: { territory: 'PK-SD', police: parent },
    province: 'PK-SD',
    from: longAgo,
    attributes: { head, ...assumed },
  }),
)

/** District City polices the old town of Karachi South: police and territory are different hierarchies. */
export const sindhPoliceUnits: readonly UnitSeed[] = [
  department,
  ...rangeUnits,
  ...sindhDistricts.map((district) =>
    policeDistrict(district.abbreviation, district.en, district.ur, district.range, district.code),
  ),
  policeDistrict('KHT', 'City, Karachi', 'سٹی کراچی', 'PDR-KHI-S', 'PK-SD-karachi-south'),
  ...sindhDistricts.flatMap((district) => stationsOf(district.abbreviation, district.code)),
  ...stationsOf('KHT', 'PK-SD-karachi-south'),
  {
    code: 'PDT-CTD',
    kind: 'police-district',
    name: { en: 'Counter Terrorism Department Sindh', ur: 'محکمہ انسدادِ دہشت گردی سندھ' },
    parents: { territory: 'PK-SD', police: 'PD-SD' },
    province: 'PK-SD',
    from: '2010-01-01',
    attributes: { head: 'Additional Inspector General of Police', ...assumed },
  },
  ...(
    [
      ['KHI', 'Karachi', 'کراچی', 'karachi-south'],
      ['HYD', 'Hyderabad', 'حیدرآباد', 'hyderabad'],
      ['SUK', 'Sukkur', 'سکھر', 'sukkur'],
      ['LRK', 'Larkana', 'لاڑکانہ', 'larkana'],
    ] as const
  ).map(
    ([code, en, ur, district]): UnitSeed => ({
      code: `PS-CTD-${code}`,
      kind: 'police-station',
      name: { en: `CTD Police Station ${en}`, ur: `تھانہ سی ٹی ڈی ${ur}` },
      parents: { territory: `PK-SD-${district}`, police: 'PDT-CTD' },
      district: `PK-SD-${district}`,
      province: 'PK-SD',
      from: '2010-01-01',
      attributes: { shortName: `CTD ${en}`, shortNameUr: `سی ٹی ڈی ${ur}`, ...assumed },
    }),
  ),
]
