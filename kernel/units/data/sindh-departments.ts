import { sindhDistricts } from './sindh-districts.ts'
import { longAgo, type UnitSeed } from './unit-seed.ts'

const departments: readonly [code: string, en: string, ur: string][] = [
  ['DEP-SD-HOME', 'Home Department, Government of Sindh', 'محکمہ داخلہ، حکومتِ سندھ'],
  [
    'DEP-SD-LAW',
    'Law, Parliamentary Affairs and Criminal Prosecution Department, Government of Sindh',
    'محکمہ قانون، پارلیمانی امور و فوجداری استغاثہ، حکومتِ سندھ',
  ],
  ['DEP-SD-FSL', 'Forensic Division, Sindh Police, Karachi', 'فرانزک ڈویژن سندھ پولیس کراچی'],
  ['DEP-SD-FSLH', 'Forensic Laboratory Hyderabad', 'فرانزک لیبارٹری حیدرآباد'],
  ['DEP-SD-CHEM', 'Chemical Laboratory Karachi', 'کیمیکل لیبارٹری کراچی'],
  ['DEP-SD-PROB', 'Reclamation and Probation Department Sindh', 'محکمہ اصلاح و پروبیشن سندھ'],
  ['DEP-SD-WDD', 'Women Development Department Sindh', 'محکمہ ترقیِ نسواں سندھ'],
  ['DEP-SD-SW', 'Social Welfare Department Sindh', 'محکمہ سماجی بہبود سندھ'],
  ['DEP-SD-SHRC', 'Sindh Human Rights Commission', 'سندھ انسانی حقوق کمیشن'],
  ['DEP-SD-CPA', 'Sindh Child Protection Authority', 'سندھ چائلڈ پروٹیکشن اتھارٹی'],
  ['DEP-SD-HLTH', 'Health Department, Government of Sindh', 'محکمہ صحت، حکومتِ سندھ'],
  [
    'DEP-SD-EXC',
    'Excise, Taxation and Narcotics Control Department Sindh',
    'محکمہ ایکسائز، ٹیکسیشن و انسدادِ منشیات سندھ',
  ],
]

export const sindhDepartmentUnits: readonly UnitSeed[] = [
  ...departments.map(
    ([code, en, ur]): UnitSeed => ({
      code,
      kind: 'department',
      name: { en, ur },
      parents: { territory: 'PK-SD' },
      province: 'PK-SD',
      from: longAgo,
      attributes: { level: 'provincial', fromSource: 'assumed' },
    }),
  ),
  ...sindhDistricts.map(
    (district): UnitSeed => ({
      code: `DLE-${district.abbreviation}`,
      kind: 'department',
      name: {
        en: `District Legal Empowerment Committee ${district.en}`,
        ur: `ڈسٹرکٹ لیگل ایمپاورمنٹ کمیٹی ${district.ur}`,
      },
      parents: { territory: district.code },
      district: district.code,
      province: 'PK-SD',
      // The District Legal Empowerment Committee (Constitution & Functions) Rules 2011, S.R.O. 684(I)/2011.
      from: '2011-07-01',
      attributes: { level: 'district', legalAid: true, fromSource: 'assumed' },
    }),
  ),
]
