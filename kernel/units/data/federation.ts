import { longAgo, type UnitSeed } from './unit-seed.ts'

const departments: readonly [code: string, en: string, ur: string, from?: string][] = [
  ['DEP-MOI', 'Ministry of Interior', 'وزارتِ داخلہ'],
  ['DEP-MOL', 'Ministry of Law and Justice', 'وزارتِ قانون و انصاف'],
  ['DEP-MHR', 'Ministry of Human Rights', 'وزارتِ انسانی حقوق'],
  ['DEP-MNC', 'Narcotics Control Division', 'انسدادِ منشیات ڈویژن'],
  ['DEP-ANF', 'Anti-Narcotics Force', 'اینٹی نارکوٹکس فورس', '1995-02-21'],
  ['DEP-FIA', 'Federal Investigation Agency', 'وفاقی تحقیقاتی ادارہ', '1975-01-13'],
  ['DEP-NACTA', 'National Counter Terrorism Authority', 'قومی ادارہ برائے انسدادِ دہشت گردی', '2013-03-26'],
  [
    'DEP-NADRA',
    'National Database and Registration Authority',
    'قومی ادارہ برائے کوائف و اندراج',
    '2000-03-10',
  ],
  ['DEP-NAB', 'National Accountability Bureau', 'قومی احتساب بیورو', '1999-11-16'],
  ['DEP-FMU', 'Financial Monitoring Unit', 'فنانشل مانیٹرنگ یونٹ', '2007-10-01'],
  ['DEP-SBP', 'State Bank of Pakistan', 'بینک دولت پاکستان'],
  [
    'DEP-SECP',
    'Securities and Exchange Commission of Pakistan',
    'سیکیورٹیز اینڈ ایکسچینج کمیشن آف پاکستان',
    '1999-01-01',
  ],
  ['DEP-FBR', 'Federal Board of Revenue', 'وفاقی بورڈ برائے محصولات'],
  ['DEP-NPB', 'National Police Bureau', 'قومی پولیس بیورو'],
  ['DEP-LJCP', 'Law and Justice Commission of Pakistan', 'قانون و انصاف کمیشن پاکستان', '1979-01-01'],
  ['DEP-FJA', 'Federal Judicial Academy', 'وفاقی عدالتی اکیڈمی', '1988-09-01'],
  ['DEP-LAJA', 'Legal Aid and Justice Authority', 'قانونی امداد و انصاف اتھارٹی', '2020-01-01'],
  ['DEP-RLU', 'Rule of Law Delivery Unit', 'قانون کی حکمرانی ڈیلیوری یونٹ', '2020-01-01'],
]

export const federationUnits: readonly UnitSeed[] = departments.map(([code, en, ur, from]) => ({
  code,
  kind: 'department',
  name: { en, ur },
  parents: { territory: 'PK' },
  from: from ?? longAgo,
  attributes: { level: 'federal', ...(!from && { fromSource: 'assumed' }) },
}))
