/**
 * What the law engine takes and gives, rule by rule. Dates are ISO days (`2026-03-12`), instants carry minutes
 * (`2026-02-03T22:40`), a punishment is `DEATH`, `LIFE` or months. Browser-safe.
 */
import { z } from 'zod'
import { findDay, findMinute } from './calendar/day.ts'

export const IsoDay = z
  .string()
  .refine((text) => findDay(text) !== undefined, { params: { law: 'NOT_A_DATE' } })
  .meta({ description: 'A day, as 2026-03-12', example: '2026-03-12' })

export const IsoInstant = z
  .string()
  .refine((text) => findMinute(text) !== undefined, { params: { law: 'NOT_AN_INSTANT' } })
  .meta({ description: 'A day and time, as 2026-02-03T22:40', example: '2026-02-03T22:40' })

const count = (most: number) => z.number().int().min(0).max(most)

/** Years, months and days; none means zero. */
export const Duration = z.object({
  years: count(200).optional(),
  months: count(2400).optional(),
  days: count(73_000).optional(),
})
const someDuration = Duration.refine(
  (term) => (term.years ?? 0) + (term.months ?? 0) + (term.days ?? 0) > 0,
  {
    params: { law: 'EMPTY_TERM' },
  },
)
export const Term = z.union([z.literal('LIFE'), someDuration])
export const Punishment = z.union([z.literal('DEATH'), z.literal('LIFE'), count(1200)])
export const Sex = z.enum(['M', 'F'])
export const Spell = z.object({ from: IsoDay, to: IsoDay })
const rupees = z.number().min(0).max(1e12)

export const CalendarInput = z.object({
  weeklyOff: z.array(z.enum(['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'])).optional(),
  closed: z.array(z.string()).max(2000).optional(),
})

/* ---- Sentence and release ---- */

export const Sentence = z.object({
  id: z.string(),
  sentencedOn: IsoDay,
  term: Term,
  relation: z.enum(['FIRST', 'CONCURRENT', 'CONSECUTIVE', 'UNSPECIFIED']).optional(),
  sameTrial: z.boolean().optional(),
  setOff: z
    .object({
      order: z.enum(['GRANTED', 'REFUSED', 'SILENT']),
      custody: z.array(Spell).max(500).optional(),
      reasons: z.string().optional(),
    })
    .optional(),
  remissionBar: z.string().min(1).nullable().optional(),
  fine: z
    .object({
      amount: rupees,
      defaultTerm: Duration,
      payments: z
        .array(z.object({ on: IsoDay, amount: rupees }))
        .max(500)
        .optional(),
    })
    .optional(),
})
export const Remission = z.object({
  kind: z.string().min(1),
  amount: someDuration,
  void: z.boolean().optional(),
})
export const DaysOut = z.object({ released: IsoDay, returned: IsoDay, kind: z.string() })

const SentenceInputs = z.object({
  sentences: z.array(Sentence).min(1).max(200),
  remissions: z.array(Remission).max(2000).optional(),
  out: z.array(DaysOut).max(500).optional(),
})
const OrdinaryProjectionInputs = z.object({
  sentencedOn: IsoDay,
  term: Term,
  setOffDays: count(40_000).optional(),
  perMonth: z.number().int().min(1).max(31),
})
const SpecialRemissionInputs = z.object({
  notification: z.object({
    on: IsoDay,
    excluded: z.array(z.string()).optional(),
    rules: z
      .array(
        z.object({
          id: z.string(),
          sex: Sex.optional(),
          minAge: count(130).optional(),
          minServed: z.tuple([count(1000), z.number().int().min(1).max(1000)]).optional(),
          days: count(36_500),
          excluded: z.array(z.string()).optional(),
        }),
      )
      .min(1),
  }),
  prisoner: z.object({
    sex: Sex,
    dateOfBirth: IsoDay.optional(),
    offenceGroups: z.array(z.string()),
    sentencedOn: IsoDay,
    term: Term,
    setOffDays: count(40_000).optional(),
    outDays: count(40_000).optional(),
    condemned: z.boolean().optional(),
  }),
})
const RemissionAuditInputs = z.object({
  grossDays: z.number().int().min(1),
  remissionDays: z.number().int().min(0),
})
const FineDefaultCapInputs = z.union([
  z.object({ fineOnlyOffence: z.literal(true), fineAmount: rupees }),
  z.object({
    maxPunishmentMonths: z.number().min(0).max(1200),
    fineOnlyOffence: z.literal(false).optional(),
  }),
])
const yearsMonthsDays = z.tuple([count(1000), count(12_000), count(400_000)])
const JailRollInputs = z.object({
  total: yearsMonthsDays,
  served: yearsMonthsDays,
  remission: yearsMonthsDays,
})
const ReleaseGateInputs = z.object({
  asOf: IsoDay,
  cases: z.array(
    z.object({
      id: z.string().min(1),
      status: z.enum(['UNDER_TRIAL', 'BAIL_GRANTED', 'CONVICTED', 'ACQUITTED', 'DISCHARGED']),
      suretyAccepted: z.boolean().optional(),
      robkarVerified: z.boolean().optional(),
      expiry: IsoDay.optional(),
      licenceFrom: IsoDay.optional(),
    }),
  ),
  holds: z.array(z.object({ kind: z.string().min(1), until: IsoDay.optional() })).optional(),
})
const ProbationInputs = z.object({
  sex: Sex,
  maxPunishment: Punishment,
  section: z.string().min(1),
  previousConviction: z.boolean(),
  chapterVIorVII: z.boolean().optional(),
})

/* ---- Liberty ---- */

const StatutoryBailInputs = z.object({
  sex: Sex,
  maxPunishment: Punishment,
  detainedSince: IsoDay,
  asOf: IsoDay.optional(),
  bailable: z.boolean().optional(),
  dateOfBirth: IsoDay.optional(),
  offenceDate: IsoDay.optional(),
  ageAtOffence: count(130).optional(),
  ageDeterminedOn: IsoDay.optional(),
  refusedUnderFirstProviso: z.boolean().optional(),
  previousConvictionPunishableDeathOrLife: z.boolean().optional(),
  terrorismPunishableDeathOrLife: z.boolean().optional(),
  hardenedAlleged: z.boolean().optional(),
  delayByAccused: z.boolean().optional(),
  chargeFramedOn: IsoDay.optional(),
  offence: z.string().optional(),
})
const AppealBailInputs = z.object({
  convictedOn: IsoDay,
  term: Term,
  asOf: IsoDay.optional(),
  appealDecided: z.boolean().optional(),
  previousConvictionPunishableDeathOrLife: z.boolean().optional(),
  terrorismPunishableDeathOrLife: z.boolean().optional(),
})
const RemandInputs = z.object({
  law: z.enum(['crpc-167', 'ata-21e', 'peca-30a']).optional(),
  police: z.array(Spell).max(500),
  judicial: z.object({ orderedOn: IsoDay, nextDate: IsoDay, produced: z.boolean().optional() }).optional(),
  firDate: IsoDay.optional(),
  asOf: IsoDay.optional(),
})
const ArrestProductionInputs = z.object({ arrest: IsoInstant, journeyMinutes: count(20_000).optional() })
const FemalePoliceCustodyInputs = z.object({ female: z.boolean(), offences: z.array(z.string()).min(1) })

/* ---- Clocks ---- */

const PoliceReportInputs = z.object({ fir: IsoDay, reportReachedCourt: IsoDay.optional() })
const ScrutinyReturnInputs = z.object({ received: IsoDay, resubmitted: IsoDay.optional() })
const AtaInvestigationInputs = z.object({ fir: IsoDay })
const AtaTrialInputs = z.object({ cognizance: IsoDay })
const CopiesBeforeTrialInputs = z.object({ supplied: IsoDay, chargeDateFixed: IsoDay.optional() })
const DeemedSanctionInputs = z.discriminatedUnion('law', [
  z.object({ law: z.literal('ata-19-8b'), challanSubmitted: IsoDay }),
  z.object({ law: z.literal('explosives-7'), registered: IsoDay }),
])
const TrialTargetInputs = z.object({
  law: z.enum(['crpc-344a', 'anti-rape-16', 'jjsa-4-8']),
  cognizance: IsoDay,
})
const AppealLimitationInputs = z.object({
  appeal: z.enum([
    'sessions-conviction',
    'high-court-conviction',
    'death-sentence',
    'acquittal-state',
    'acquittal-aggrieved',
    'acquittal-complaint',
    'atc-convict',
    'atc-state',
    'atc-victim',
  ]),
  judgment: IsoDay,
  copyApplied: IsoDay.optional(),
  copyFeePaid: IsoDay.optional(),
  copyReady: IsoDay.optional(),
  copyCollected: IsoDay.optional(),
  filed: IsoDay.optional(),
  condonationRequested: z.boolean().optional(),
})
const AbsentiaSetAsideInputs = z.object({ convicted: IsoDay })
const NarcoticsDispatchInputs = z.object({ seized: IsoInstant, dispatched: IsoInstant.optional() })
const AmlAttachmentInputs = z.object({ attachmentOrder: IsoDay, courtExtensionDays: count(3650).optional() })

/** The facts that each rule asks for, by the rule's name at the doors. */
export const ruleInputs = {
  sentence: SentenceInputs,
  'ordinary-projection': OrdinaryProjectionInputs,
  'special-remission': SpecialRemissionInputs,
  'remission-audit': RemissionAuditInputs,
  'fine-default-cap': FineDefaultCapInputs,
  'jail-roll': JailRollInputs,
  'release-gate': ReleaseGateInputs,
  probation: ProbationInputs,
  'statutory-bail': StatutoryBailInputs,
  'appeal-bail': AppealBailInputs,
  remand: RemandInputs,
  'arrest-production': ArrestProductionInputs,
  'female-police-custody': FemalePoliceCustodyInputs,
  'police-report': PoliceReportInputs,
  'scrutiny-return': ScrutinyReturnInputs,
  'ata-investigation': AtaInvestigationInputs,
  'ata-trial': AtaTrialInputs,
  'copies-before-trial': CopiesBeforeTrialInputs,
  'deemed-sanction': DeemedSanctionInputs,
  'trial-target': TrialTargetInputs,
  'appeal-limitation': AppealLimitationInputs,
  'absentia-set-aside': AbsentiaSetAsideInputs,
  'narcotics-dispatch': NarcoticsDispatchInputs,
  'aml-attachment': AmlAttachmentInputs,
} as const

export type RuleName = keyof typeof ruleInputs
export type InputsOf<Rule extends RuleName> = z.infer<(typeof ruleInputs)[Rule]>
export const ruleNames = Object.keys(ruleInputs) as RuleName[]

/* ---- Results ---- */

const flags = z.array(z.string())
const dueDates = z.object({ statutoryDue: IsoDay, effectiveDue: IsoDay })
const bailStatus = z.enum([
  'ELIGIBLE_AS_OF_RIGHT',
  'NOT_YET',
  'PRIMA_FACIE_ELIGIBLE',
  'REFER_TO_COURT',
  'EXCLUDED_FOURTH_PROVISO',
])

const SentenceResult = z.object({
  setOffDays: z.number().int(),
  grossExpiry: IsoDay,
  expiryBeforeRemission: IsoDay,
  remissionMonths: z.number().int(),
  remissionDays: z.number().int(),
  substantiveExpiry: IsoDay,
  lifeFloorDate: IsoDay.optional(),
  rule140SubmissionDue: IsoDay.optional(),
  dueRelease: IsoDay,
  ifSetOffGranted: z.object({ setOffDays: z.number().int(), dueRelease: IsoDay }).optional().meta({
    description:
      'What the date would be had the silent order granted set-off: for the court, not for the gate',
  }),
  flags,
})
const OrdinaryProjectionResult = z.object({
  monthsCredited: z.number().int(),
  remissionDays: z.number().int(),
  dueRelease: IsoDay,
  flags,
})
const SpecialRemissionResult = z.object({
  days: z.number().int(),
  rule: z.string().optional(),
  servedDays: z.number().int().optional(),
  grossDays: z.number().int().optional(),
  reason: z
    .enum([
      'EXCLUDED_CONDEMNED',
      'EXCLUDED_OFFENCE',
      'NOT_A_CONVICT_ON_DATE',
      'SERVED_FRACTION_NOT_MET',
      'NO_RULE_APPLIES',
    ])
    .optional(),
  groups: z.array(z.string()).optional(),
  flags,
})
const RemissionAuditResult = z.object({
  remittedShare: z.number(),
  flag: z.literal('OVER_ONE_THIRD').nullable(),
  flags,
})
const FineDefaultCapResult = z.object({
  capMonths: z.number(),
  descriptionMustBe: z.literal('SIMPLE').optional(),
  flags,
})
const JailRollResult = z.object({ remaining: z.tuple([z.number(), z.number(), z.number()]), flags })
const ReleaseGateResult = z.object({ releasable: z.boolean(), blockers: z.array(z.string()), flags })
const ProbationResult = z.object({ conditionalDischarge: z.boolean(), probationOrder: z.boolean(), flags })
const StatutoryBailResult = z.object({
  ground: z.enum([
    'S496_BAILABLE',
    'S497_SECOND_PROVISO',
    'S497_THIRD_PROVISO_A',
    'S497_THIRD_PROVISO_B',
    'JJSA_6_3_TREATED_BAILABLE',
    'JJSA_6_5_SIX_MONTHS',
  ]),
  eligibleFrom: IsoDay,
  periodMonths: z.number().int().optional(),
  status: bailStatus.optional(),
  reasons: z.array(z.string()).optional(),
  juvenileClass: z.enum(['MINOR', 'MAJOR', 'HEINOUS']).optional(),
  meritBailMayBeRefused6_4: z.boolean().optional(),
  flags,
})
const AppealBailResult = z.object({
  clause: z.enum(['a', 'b', 'c']),
  eligibleFrom: IsoDay,
  status: z.enum(['NOT_YET', 'PRIMA_FACIE_ELIGIBLE', 'NOT_APPLICABLE', 'EXCLUDED']).optional(),
  reasons: z.array(z.string()).optional(),
  flags,
})
const RemandResult = z.object({
  policeDaysUsed: z.number().int(),
  policeDaysLeft: z.number().int(),
  exceeded: z.boolean(),
  latestLawfulDay: IsoDay.optional(),
  daysOverdue: z.number().int().optional(),
  challanDue: IsoDay.optional(),
  interimReportDue: IsoDay.optional(),
  flags,
})
const ArrestProductionResult = z.object({ produceBy: IsoInstant, flags })
const FemalePoliceCustodyResult = z.object({
  policeCustodyPermitted: z.boolean(),
  reasonsInWritingRequired: z.boolean().optional(),
  flags,
})
const PoliceReportResult = dueDates.extend({
  investigationDay14: IsoDay,
  daysLate: z.number().int().optional(),
  flags,
})
const ScrutinyReturnResult = z.object({
  statutoryDue: IsoDay.optional(),
  effectiveDue: IsoDay.optional(),
  first: dueDates.optional(),
  second: dueDates.optional(),
  flags,
})
const AtaInvestigationResult = dueDates.extend({ completeByWorkingDays: IsoDay, day30: IsoDay, flags })
const AtaTrialResult = z.object({ decideBy: IsoDay, reportToCjOn: IsoDay, flags })
const CopiesBeforeTrialResult = z.object({
  earliestCommencement: IsoDay,
  compliant: z.boolean().optional(),
  flags,
})
const DeemedSanctionResult = z.object({
  lastDayForSanction: IsoDay.optional(),
  intimateGovernmentBy: IsoDay.optional(),
  lastDayForConsent: IsoDay.optional(),
  deemedGivenFrom: IsoDay,
  flags,
})
const TrialTargetResult = z.object({ decideBy: IsoDay, flags })
const AppealLimitationResult = dueDates.extend({
  baseExpiry: IsoDay,
  copyDaysExcluded: z.number().int(),
  timeBarred: z.boolean().optional(),
  section5Available: z.boolean(),
  flags,
})
const AbsentiaSetAsideResult = z.object({ setAsideWindowEnds: IsoDay, flags })
const NarcoticsDispatchResult = z.object({
  dispatchBy: IsoInstant,
  late: z.boolean().optional(),
  hoursLate: z.number().optional(),
  flags,
})
const AmlAttachmentResult = z.object({ noticeBy: IsoDay, lapsesAfter: IsoDay, flags })

export const ruleResults = {
  sentence: SentenceResult,
  'ordinary-projection': OrdinaryProjectionResult,
  'special-remission': SpecialRemissionResult,
  'remission-audit': RemissionAuditResult,
  'fine-default-cap': FineDefaultCapResult,
  'jail-roll': JailRollResult,
  'release-gate': ReleaseGateResult,
  probation: ProbationResult,
  'statutory-bail': StatutoryBailResult,
  'appeal-bail': AppealBailResult,
  remand: RemandResult,
  'arrest-production': ArrestProductionResult,
  'female-police-custody': FemalePoliceCustodyResult,
  'police-report': PoliceReportResult,
  'scrutiny-return': ScrutinyReturnResult,
  'ata-investigation': AtaInvestigationResult,
  'ata-trial': AtaTrialResult,
  'copies-before-trial': CopiesBeforeTrialResult,
  'deemed-sanction': DeemedSanctionResult,
  'trial-target': TrialTargetResult,
  'appeal-limitation': AppealLimitationResult,
  'absentia-set-aside': AbsentiaSetAsideResult,
  'narcotics-dispatch': NarcoticsDispatchResult,
  'aml-attachment': AmlAttachmentResult,
} as const satisfies Record<RuleName, z.ZodType>

export type ResultOf<Rule extends RuleName> = z.infer<(typeof ruleResults)[Rule]>

export const TextSchema = z.object({ en: z.string(), ur: z.string() })
export const StepSchema = z.object({
  code: z.string(),
  section: z.string(),
  text: TextSchema,
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
})

/** A question to the engine. */
export const Question = z.object({
  id: z.string().optional(),
  rule: z.string(),
  inputs: z.record(z.string(), z.unknown()),
  calendar: CalendarInput.optional(),
  packCode: z.string().optional(),
  asOf: IsoDay.optional(),
  explain: z.boolean().optional(),
})

export const Answer = z.object({
  id: z.string().optional(),
  rule: z.string(),
  result: z.record(z.string(), z.unknown()),
  steps: z.array(StepSchema),
  flags,
  rulePack: z.object({ code: z.string(), version: z.string() }),
  hash: z.string(),
})

export const errorCodes = [
  'UNKNOWN_RULE',
  'UNKNOWN_PACK',
  'BAD_INPUT',
  'MISSING',
  'NOT_A_DATE',
  'NOT_AN_INSTANT',
  'NOT_ONE_OF',
  'OUT_OF_RANGE',
  'OUT_OF_ORDER',
  'NEVER_OPEN',
  'NO_RULE_IN_FORCE',
  'COMPUTATIONS_DISAGREE',
] as const

export const Refusal = z.object({
  id: z.string().optional(),
  error: z.object({ code: z.enum(errorCodes), path: z.string(), message: TextSchema }),
})
