import type { Name } from './names.ts'
import type { Item } from './narratives.ts'
import type { OffenceKey, Section } from './offences.ts'
import type { FictionalPerson } from './person.ts'

/** Why a prosecutor returns a challan. Coded, with the clerk's wording. */
export const defects = {
  'statements-161-missing': {
    en: 'Statements under section 161 not attached',
    ur: 'بیانات زیرِ دفعہ 161 ض ف منسلک نہیں',
  },
  'medical-report-missing': {
    en: 'Medico-legal certificate not attached',
    ur: 'میڈیکو لیگل سرٹیفکیٹ منسلک نہیں',
  },
  'laboratory-report-awaited': {
    en: "Chemical examiner's report awaited",
    ur: 'کیمیکل ایگزامینر کی رپورٹ باقی ہے',
  },
  'recovery-memo-unsigned': {
    en: 'Recovery memo not signed by the mashirs',
    ur: 'فردِ مقبوضگی پر مشیران کے دستخط نہیں',
  },
  'site-plan-missing': { en: 'Site plan not attached', ur: 'نقشہ موقع منسلک نہیں' },
  'section-not-applicable': {
    en: 'Section applied does not follow from the facts',
    ur: 'عائد کردہ دفعہ واقعات سے مطابقت نہیں رکھتی',
  },
  'section-omitted': { en: 'Section that applies was left out', ur: 'قابلِ اطلاق دفعہ شامل نہیں کی گئی' },
  'identity-of-accused': {
    en: 'CNIC or full address of the accused missing',
    ur: 'ملزم کا شناختی کارڈ یا مکمل پتہ درج نہیں',
  },
  'witness-list-incomplete': { en: 'List of witnesses incomplete', ur: 'فہرستِ گواہان نامکمل ہے' },
  'safe-custody-not-shown': {
    en: 'Safe custody and dispatch of the case property not shown',
    ur: 'مالِ مقدمہ کی محفوظ تحویل و ترسیل ثابت نہیں',
  },
  'identification-parade': {
    en: 'Identification parade not held or defective',
    ur: 'شناخت پریڈ نہیں ہوئی یا ناقص ہے',
  },
  'delay-not-explained': { en: 'Delay in the report not explained', ur: 'رپورٹ میں تاخیر کی وجہ درج نہیں' },
  'absconder-proceedings': {
    en: 'Proceedings under sections 87 and 88 against the absconder not completed',
    ur: 'مفرور کے خلاف کارروائی زیرِ دفعات 87 و 88 ض ف مکمل نہیں',
  },
  'call-data-missing': { en: 'Call data record not obtained', ur: 'کال ڈیٹا ریکارڈ حاصل نہیں کیا گیا' },
} as const
export type DefectCode = keyof typeof defects

export const hearingPurposes = [
  'remand',
  'copies',
  'charge',
  'prosecution-evidence',
  'cross',
  's342',
  'defence',
  'arguments',
  'judgment',
  'bail',
  's265k-249a',
  'compromise',
  'misc',
] as const
export type HearingPurpose = (typeof hearingPurposes)[number]

export type HearingOutcome = 'done-in-full' | 'part-heard' | 'adjourned' | 'not-reached' | 'judge-absent'

export const adjournmentReasons = [
  'pw-absent',
  'io-absent',
  'accused-not-produced',
  'defence-counsel-absent',
  'strike',
  'prosecutor-absent',
  'prosecutor-request',
  'forensic-awaited',
  'court-closed',
  'judge-on-leave',
  'judge-transferred',
  'process-unserved',
] as const
export type AdjournmentReason = (typeof adjournmentReasons)[number]

export const acquittalReasons = [
  'hostile-witness',
  'unexplained-fir-delay',
  'ocular-medical-conflict',
  'broken-chain-of-custody',
  'late-sample',
  'defective-identification-parade',
  'confession-rejected',
  'compromise',
  'non-appearance',
  'benefit-of-doubt',
  'other',
] as const
export type AcquittalReason = (typeof acquittalReasons)[number]

/** Departures from the law put in on purpose, so that alarms have something to find. Nothing else breaks a ceiling. */
export type BreachKind =
  | 'PRODUCTION_AFTER_24_HOURS'
  | 'POLICE_REMAND_OVER_15_DAYS_S167'
  | 'JUDICIAL_REMAND_OVER_15_DAYS_S344'
  | 'SCRUTINY_OVER_THREE_DAYS'
  | 'NARCOTICS_DISPATCH_OVER_72_HOURS'
export type Breach = { kind: BreachKind; on: string; accused?: number }

/** Both days included. */
export type Spell = { from: string; to: string }

export type JudicialRemand = {
  orderedOn: string
  nextDate: string
  /** Known once the next date has passed. */
  produced?: boolean
}

export type BailApplication = {
  section: '496' | '497' | '498'
  court: string
  appliedOn: string
  decidedOn?: string
  result: 'granted' | 'refused' | 'pending'
  surety?: number
}

export type Sentence = {
  section: Section
  kind: 'RI' | 'SI' | 'LIFE' | 'DEATH'
  months?: number
  fine: number
  finePaidOn?: string
  /** Months of simple imprisonment in default of the fine. */
  defaultMonths: number
  setOff: 'GRANTED' | 'SILENT' | 'REFUSED'
}

export type Verdict = {
  on: string
  result: 'convicted' | 'acquitted' | 'acquitted-249a-265k' | 'compounded-345'
  acquittalReason?: AcquittalReason
  sentence?: Sentence
  appeal?: { by: 'convict' | 'state'; filedOn: string; court: string }
}

export type Admission = {
  prison: string
  on: string
  /** `481/2026`: serial and year of the prison's register. */
  number: string
  category: 'under-trial' | 'convict' | 'condemned'
  /** After a `transfer` the next admission begins on the same day in another prison. */
  release?: { on: string; kind: 'bail' | 'acquittal' | 'compromise' | 'expiry' | 'transfer' }
}

export type AccusedState =
  | 'at-large'
  | 'police-custody'
  | 'under-trial'
  | 'on-bail'
  | 'convict'
  | 'condemned'
  | 'released'

export type AccusedStory = {
  person: FictionalPerson
  ageAtOffence: number
  absconding: boolean
  arrest?: { at: string; journeyMinutes: number }
  producedAt?: string
  policeRemand: Spell[]
  judicialRemands: JudicialRemand[]
  bail: BailApplication[]
  admissions: Admission[]
  /** Whole custody with police and prison; open where it still lasts. */
  custody: { from: string; to?: string }[]
  verdict?: Verdict
  /** Remission granted while serving. */
  remission?: { days: number; on: string }
  state: AccusedState
}

export type Challan = {
  seq: number
  kind: 'interim' | 'final' | 'cancellation'
  /** Class of a cancellation: A untraced, B false, C non-cognizable. */
  cancellationClass?: 'A' | 'B' | 'C'
  receivedOn: string
  decidedOn?: string
  decision: 'fit' | 'returned' | 'deferred-opinion' | 'pending'
  defects: DefectCode[]
  dueBack?: string
}

export type Hearing = {
  on: string
  court: string
  purpose: HearingPurpose
  outcome: HearingOutcome
  reason?: AdjournmentReason
  witnesses: { required: number; present: number; examined: number }
  nextDate?: string
}

export type Witness = {
  person: FictionalPerson
  kind: 'eye' | 'mashir' | 'formal' | 'expert' | 'investigating-officer'
  examinedOn?: string
  hostile?: boolean
}

export type Stage =
  | 'INVESTIGATION'
  | 'SCRUTINY'
  | 'RETURNED'
  | 'CANCELLATION'
  | 'FILED'
  | 'COGNIZANCE'
  | 'COPIES'
  | 'CHARGE'
  | 'PROSECUTION_EVIDENCE'
  | 'S342'
  | 'DEFENCE'
  | 'ARGUMENTS'
  | 'RESERVED'
  | 'DECIDED'
  | 'DORMANT_512'

export type CaseStory = {
  /** Stable through the seed: `case-17`. */
  key: string
  province: string
  district: string
  policeStation: string
  prosecutionOffice: string
  offence: OffenceKey
  fir: {
    number: number
    year: number
    at: string
    occurredAt: string
    sections: Section[]
    narrative: { en: string; ur: string }
    property: Item[]
    place: Name
  }
  /** Absent where the State complains, and always in a rape case: section 376-A PPC. */
  complainant?: FictionalPerson
  identityProtected: boolean
  investigatingOfficer: Name & { rank: 'SIP' | 'ASI' | 'Inspector' }
  accused: AccusedStory[]
  witnesses: Witness[]
  narcotics?: { grams: number; seizedAt: string; dispatchedAt: string; reportOn?: string }
  challans: Challan[]
  filed?: { on: string; court: string; caseNumber: string }
  cognizance?: { on: string; court: string }
  /** A case triable by the Court of Session reaches it through the Magistrate. */
  sentUp?: { on: string; from: string; to: string }
  copiesOn?: string
  chargeOn?: string
  hearings: Hearing[]
  nextHearing?: { on: string; court: string; purpose: HearingPurpose }
  judgmentOn?: string
  stage: Stage
  breaches: Breach[]
}

export type StoryOptions = {
  /** Last day of the simulated time: nothing is known after it. */
  today: string
  /** Topology id of a district of Sindh, or Lahore; one of Sindh by population when absent. */
  district?: string
  /** Years back to which pending and decided cases may reach; half of all FIRs are of the last year. */
  years?: number
  /** Days back from `today` to which the FIR may reach; goes before `years`. */
  days?: number
  /** The case is of this station, and its courts are these. */
  focus?: Focus
  /** Index of the case: gives its key and keeps CNICs distinct. */
  serial?: number
}

export type Focus = {
  readonly district: string
  readonly station: string
  readonly magistrate: string
  readonly sessions: string
}
