import { longAgo, type UnitKind, type UnitSeed } from './unit-seed.ts'

/** One district of a second province, so that what is not one's own can be shown. */
const district = 'PK-PB-lahore'

/** `code | kind | hierarchy | parent | territory | English | Urdu` */
const table = `
PD-PB|police-department|police|PK-PB|PK-PB|Punjab Police|پنجاب پولیس
PDR-LHE|police-range|police|PD-PB|PK-PB-lahore|Capital City Police Lahore|کیپیٹل سٹی پولیس لاہور
PDT-LHC|police-district|police|PDR-LHE|PK-PB-lahore|City Division Lahore|سٹی ڈویژن لاہور
PDT-LHV|police-district|police|PDR-LHE|PK-PB-lahore|Civil Lines Division Lahore|سول لائنز ڈویژن لاہور
PDT-LHN|police-district|police|PDR-LHE|PK-PB-lahore|Cantt Division Lahore|کینٹ ڈویژن لاہور
PDT-LHM|police-district|police|PDR-LHE|PK-PB-lahore|Model Town Division Lahore|ماڈل ٹاؤن ڈویژن لاہور
PDT-LHS|police-district|police|PDR-LHE|PK-PB-lahore|Sadar Division Lahore|صدر ڈویژن لاہور
PDT-LHI|police-district|police|PDR-LHE|PK-PB-lahore|Iqbal Town Division Lahore|اقبال ٹاؤن ڈویژن لاہور
PS-LHC-LHG|police-station|police|PDT-LHC|PK-PB-lahore|Police Station Lohari Gate|تھانہ لوہاری گیٹ
PS-LHC-SHG|police-station|police|PDT-LHC|PK-PB-lahore|Police Station Shahdara|تھانہ شاہدرہ
PS-LHC-DTD|police-station|police|PDT-LHC|PK-PB-lahore|Police Station Data Darbar|تھانہ داتا دربار
PS-LHC-MSR|police-station|police|PDT-LHC|PK-PB-lahore|Police Station Misri Shah|تھانہ مصری شاہ
PS-LHV-CVL|police-station|police|PDT-LHV|PK-PB-lahore|Police Station Civil Lines|تھانہ سول لائنز
PS-LHV-RCR|police-station|police|PDT-LHV|PK-PB-lahore|Police Station Race Course|تھانہ ریس کورس
PS-LHV-MGP|police-station|police|PDT-LHV|PK-PB-lahore|Police Station Mughalpura|تھانہ مغلپورہ
PS-LHN-DFA|police-station|police|PDT-LHN|PK-PB-lahore|Police Station Defence A|تھانہ ڈیفنس اے
PS-LHN-BTP|police-station|police|PDT-LHN|PK-PB-lahore|Police Station Batapur|تھانہ باٹاپور
PS-LHN-NCT|police-station|police|PDT-LHN|PK-PB-lahore|Police Station North Cantt|تھانہ شمالی چھاؤنی
PS-LHM-MDT|police-station|police|PDT-LHM|PK-PB-lahore|Police Station Model Town|تھانہ ماڈل ٹاؤن
PS-LHM-KLP|police-station|police|PDT-LHM|PK-PB-lahore|Police Station Kot Lakhpat|تھانہ کوٹ لکھپت
PS-LHM-GLB|police-station|police|PDT-LHM|PK-PB-lahore|Police Station Gulberg|تھانہ گلبرگ
PS-LHM-ICH|police-station|police|PDT-LHM|PK-PB-lahore|Police Station Ichhra|تھانہ اچھرہ
PS-LHS-JHT|police-station|police|PDT-LHS|PK-PB-lahore|Police Station Johar Town|تھانہ جوہر ٹاؤن
PS-LHS-RWD|police-station|police|PDT-LHS|PK-PB-lahore|Police Station Raiwind City|تھانہ رائے ونڈ سٹی
PS-LHS-CHG|police-station|police|PDT-LHS|PK-PB-lahore|Police Station Chung|تھانہ چوہنگ
PS-LHI-IQT|police-station|police|PDT-LHI|PK-PB-lahore|Police Station Iqbal Town|تھانہ اقبال ٹاؤن
PS-LHI-NWK|police-station|police|PDT-LHI|PK-PB-lahore|Police Station Nawan Kot|تھانہ نواں کوٹ
PS-LHI-SMN|police-station|police|PDT-LHI|PK-PB-lahore|Police Station Samanabad|تھانہ سمن آباد
PRO-PB|prosecution-department|prosecution|PK-PB|PK-PB|Office of the Prosecutor General Punjab|دفتر پراسیکیوٹر جنرل پنجاب
PRO-LHE|prosecution-office|prosecution|PRO-PB|PK-PB-lahore|District Public Prosecutor's Office Lahore|دفتر ڈسٹرکٹ پبلک پراسیکیوٹر لاہور
PRO-LHE-ATC|prosecution-office|prosecution|PRO-PB|PK-PB-lahore|Special Prosecution Office, Anti-Terrorism Courts Lahore|دفتر خصوصی استغاثہ، انسدادِ دہشت گردی عدالتیں لاہور
CRT-LHC|high-court|court|PK-PB|PK-PB-lahore|Lahore High Court, Lahore|عدالتِ عالیہ لاہور
CRT-LHE-SJ|sessions-court|court|CRT-LHC|PK-PB-lahore|District & Sessions Court Lahore|ڈسٹرکٹ اینڈ سیشن کورٹ لاہور
CRT-LHE-ASJ1|additional-sessions-court|court|CRT-LHE-SJ|PK-PB-lahore|Additional Sessions Court-I Lahore|ایڈیشنل سیشن عدالت اول لاہور
CRT-LHE-ASJ2|additional-sessions-court|court|CRT-LHE-SJ|PK-PB-lahore|Additional Sessions Court-II Lahore|ایڈیشنل سیشن عدالت دوم لاہور
CRT-LHE-ASJ3|additional-sessions-court|court|CRT-LHE-SJ|PK-PB-lahore|Additional Sessions Court-III Lahore|ایڈیشنل سیشن عدالت سوم لاہور
CRT-LHE-ASJ4|additional-sessions-court|court|CRT-LHE-SJ|PK-PB-lahore|Additional Sessions Court-IV Lahore|ایڈیشنل سیشن عدالت چہارم لاہور
CRT-LHE-JM1|magistrate-court|court|CRT-LHE-SJ|PK-PB-lahore|Court of Judicial Magistrate-I Lahore|عدالت جوڈیشل مجسٹریٹ اول لاہور
CRT-LHE-JM2|magistrate-court|court|CRT-LHE-SJ|PK-PB-lahore|Court of Judicial Magistrate-II Lahore|عدالت جوڈیشل مجسٹریٹ دوم لاہور
CRT-LHE-JM3|magistrate-court|court|CRT-LHE-SJ|PK-PB-lahore|Court of Judicial Magistrate-III Lahore|عدالت جوڈیشل مجسٹریٹ سوم لاہور
CRT-LHE-ATC1|anti-terrorism-court|court|CRT-LHC|PK-PB-lahore|Anti-Terrorism Court-I Lahore|انسدادِ دہشت گردی عدالت اول لاہور
CRT-LHE-CNS1|narcotics-court|court|CRT-LHC|PK-PB-lahore|Special Court (Control of Narcotic Substances) Lahore|خصوصی عدالت (انسدادِ منشیات) لاہور
PRD-PB|prison-department|prison|PK-PB|PK-PB|Punjab Prisons Department|محکمہ جیل خانہ جات پنجاب
PRR-LHE|prison-range|prison|PRD-PB|PK-PB|Prisons Region Lahore|جیل خانہ جات ریجن لاہور
PRS-LHE-C|prison|prison|PRR-LHE|PK-PB-lahore|Central Jail Lahore (Kot Lakhpat)|مرکزی جیل لاہور (کوٹ لکھپت)
PRS-LHE-D|prison|prison|PRR-LHE|PK-PB-lahore|District Jail Lahore (Camp Jail)|ضلعی جیل لاہور (کیمپ جیل)
`

/** Women and children of Lahore are held in wards of the Central Jail. */
const mixed = { sex: 'mixed', ages: 'all' } as const

const prisonAttributes = {
  sex: 'male',
  ages: 'adult',
  takes: ['under-trial', 'convict', 'condemned'],
  serves: [district],
  capacitySource: 'illustrative',
} as const

const capacity: Readonly<Record<string, number>> = { 'PRS-LHE-C': 1053, 'PRS-LHE-D': 1050 }

export const lahoreUnits: readonly UnitSeed[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [code, kind, hierarchy, parent, territory, en, ur] = line.split('|')
    return {
      code: code!,
      kind: kind as UnitKind,
      name: { en: en!, ur: ur! },
      parents: { territory: territory!, [hierarchy!]: parent },
      ...(territory === district && { district }),
      province: 'PK-PB',
      from: longAgo,
      attributes: {
        fromSource: 'assumed',
        ...(kind === 'prison' && {
          ...prisonAttributes,
          ...(code === 'PRS-LHE-C' && mixed),
          prisonType: code!.endsWith('-C') ? 'central' : 'district',
          capacity: capacity[code!]!,
        }),
      },
    }
  })
