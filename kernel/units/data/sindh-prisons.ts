import { longAgo, type UnitSeed } from './unit-seed.ts'

/**
 * Prisons of Sindh: `code | English | Urdu | district | range | authorised capacity | source | sex | ages | kinds | serves`.
 *
 * Published capacities: Karachi Central 2,400 and Malir 1,600 (Dawn 1305599). The others are illustrative, set so that the
 * province's 24 prisons sum to the published 13,038 (Federal Ombudsman, 2019). `serves` names the districts, by
 * three-letter code, that normally commit prisoners there; `*` is every district of the range.
 */
const prisonTable = `
PRS-KHI-C|Central Prison Karachi|مرکزی جیل کراچی|karachi-east|KHI|2400|published|male|adult|central|KHC KHE KHS KHW KMR
PRS-MLR|District Prison and Correctional Facility Malir, Karachi|ڈسٹرکٹ جیل و اصلاحی مرکز ملیر کراچی|malir|KHI|1600|published|male|adult|district|MLR KRG
PRS-THT|District Prison Thatta|ڈسٹرکٹ جیل ٹھٹہ|thatta|KHI|150|illustrative|male|adult|district|THT SJW
PRS-KHI-W|Special Prison for Women Karachi|خواتین کی خصوصی جیل کراچی|karachi-east|KHI|250|illustrative|female|all|women|KHC KHE KHS KHW KMR MLR KRG THT SJW
PRS-KHI-Y|Youthful Offenders Industrial School Karachi|یوتھ فل آفینڈرز انڈسٹریل اسکول کراچی|karachi-east|KHI|250|illustrative|male|juvenile|juvenile|KHC KHE KHS KHW KMR MLR KRG THT SJW
PRS-HYD-C|Central Prison and Correctional Facility Hyderabad|مرکزی جیل و اصلاحی مرکز حیدرآباد|hyderabad|HYD|1527|illustrative|male|adult|central|HYD JMS MTR TAY TMK
PRS-HYD-N|Special Prison Nara, Hyderabad|خصوصی جیل نارا حیدرآباد|hyderabad|HYD|400|illustrative|male|adult|special|
PRS-HYD-W|Special Prison for Women Hyderabad|خواتین کی خصوصی جیل حیدرآباد|hyderabad|HYD|100|illustrative|female|all|women|HYD JMS MTR TAY TMK DDU BDN MPK UMK THR SGR SBA
PRS-HYD-Y|Youthful Offenders Industrial School Hyderabad|یوتھ فل آفینڈرز انڈسٹریل اسکول حیدرآباد|hyderabad|HYD|60|illustrative|male|juvenile|juvenile|HYD JMS MTR TAY TMK DDU BDN MPK UMK THR SGR SBA
PRS-MPK-C|Central Prison Mirpurkhas|مرکزی جیل میرپور خاص|mirpur-khas|HYD|300|illustrative|male|adult|central|MPK UMK THR
PRS-DDU|District Prison Dadu|ڈسٹرکٹ جیل دادو|dadu|HYD|400|illustrative|male|adult|district|DDU
PRS-BDN|District Prison Badin|ڈسٹرکٹ جیل بدین|badin|HYD|250|illustrative|male|adult|district|BDN
PRS-SGR|District Prison Sanghar|ڈسٹرکٹ جیل سانگھڑ|sanghar|HYD|250|illustrative|male|adult|district|SGR
PRS-SBA|District Prison Shaheed Benazirabad|ڈسٹرکٹ جیل شہید بینظیر آباد|shaheed-benazirabad|HYD|300|illustrative|male|adult|district|SBA
PRS-SUK-1|Central Prison Sukkur-I|مرکزی جیل سکھر اول|sukkur|SUK|1500|illustrative|male|adult|central|SUK
PRS-SUK-2|Central Prison Sukkur-II|مرکزی جیل سکھر دوم|sukkur|SUK|421|illustrative|male|adult|central|
PRS-SUK-W|Special Prison for Women Sukkur|خواتین کی خصوصی جیل سکھر|sukkur|SUK|60|illustrative|female|all|women|SUK GTK KHP NSF LRK KSK SKP JCB KSM
PRS-SUK-Y|Youthful Offenders Industrial School Sukkur|یوتھ فل آفینڈرز انڈسٹریل اسکول سکھر|sukkur|SUK|60|illustrative|male|juvenile|juvenile|SUK GTK KHP NSF LRK KSK SKP JCB KSM
PRS-KHP-C|Central Prison Khairpur|مرکزی جیل خیرپور|khairpur|SUK|950|illustrative|male|adult|central|KHP
PRS-NSF|District Prison Naushahro Feroze|ڈسٹرکٹ جیل نوشہرو فیروز|naushahro-feroze|SUK|200|illustrative|male|adult|district|NSF
PRS-GTK|District Prison Ghotki|ڈسٹرکٹ جیل گھوٹکی|ghotki|SUK|200|illustrative|male|adult|district|GTK
PRS-LRK-C|Central Prison Larkana|مرکزی جیل لاڑکانہ|larkana|LRK|660|illustrative|male|adult|central|LRK KSK
PRS-SKP|District Prison Shikarpur|ڈسٹرکٹ جیل شکارپور|shikarpur|LRK|500|illustrative|male|adult|district|SKP
PRS-JCB|District Prison Jacobabad|ڈسٹرکٹ جیل جیکب آباد|jacobabad|LRK|250|illustrative|male|adult|district|JCB KSM
`

const ranges: readonly [code: string, en: string, ur: string][] = [
  ['KHI', 'Karachi', 'کراچی'],
  ['HYD', 'Hyderabad', 'حیدرآباد'],
  ['SUK', 'Sukkur', 'سکھر'],
  ['LRK', 'Larkana', 'لاڑکانہ'],
]

const takes: Readonly<Record<string, readonly string[]>> = {
  central: ['under-trial', 'convict', 'condemned', 'detenu'],
  district: ['under-trial', 'convict'],
  special: ['convict'],
  women: ['under-trial', 'convict', 'condemned', 'children-with-mothers'],
  juvenile: ['under-trial', 'convict'],
}

/** @param districtOf full district code of a three-letter one */
export function sindhPrisonUnits(districtOf: (abbreviation: string) => string): UnitSeed[] {
  const department: UnitSeed = {
    code: 'PRD-SD',
    kind: 'prison-department',
    name: { en: 'Sindh Prisons and Corrections Service', ur: 'محکمہ جیل خانہ جات و اصلاحات سندھ' },
    parents: { territory: 'PK-SD', prison: 'PK-SD' },
    province: 'PK-SD',
    from: longAgo,
    attributes: { head: 'Inspector General of Prisons', fromSource: 'assumed' },
  }
  const rangeUnits = ranges.map(
    ([code, en, ur]): UnitSeed => ({
      code: `PRR-${code}`,
      kind: 'prison-range',
      name: { en: `Prisons Range ${en}`, ur: `جیل خانہ جات رینج ${ur}` },
      parents: { territory: 'PK-SD', prison: 'PRD-SD' },
      province: 'PK-SD',
      from: longAgo,
      attributes: { head: 'Deputy Inspector General of Prisons', fromSource: 'assumed' },
    }),
  )
  const prisons = prisonTable
    .trim()
    .split('\n')
    .map((line): UnitSeed => {
      const [code, en, ur, district, range, capacity, capacitySource, sex, ages, type, serves] =
        line.split('|')
      return {
        code: code!,
        kind: 'prison',
        name: { en: en!, ur: ur! },
        parents: { territory: `PK-SD-${district}`, prison: `PRR-${range}` },
        district: `PK-SD-${district}`,
        province: 'PK-SD',
        from: longAgo,
        attributes: {
          prisonType: type!,
          capacity: Number(capacity),
          capacitySource: capacitySource!,
          sex: sex!,
          ages: ages!,
          takes: takes[type!]!,
          serves: serves!.split(' ').filter(Boolean).map(districtOf),
          fromSource: 'assumed',
        },
      }
    })
  return [department, ...rangeUnits, ...prisons]
}
