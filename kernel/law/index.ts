/**
 * The law engine's front door, for the server: the pure engine (facts in, dates out, with the steps and sections that prove
 * them), what two law officers adopted over it, and the clocks that are kept. Screens import `#kernel/law/contract`.
 */
export { appealBail } from './bail/appeal-bail.ts'
export { statutoryBail } from './bail/statutory-bail.ts'
export {
  ALWAYS_OPEN,
  type CalendarDefinition,
  type CourtCalendar,
  courtCalendar,
} from './calendar/court-calendar.ts'
export { type Day, isoDay, readDay } from './calendar/day.ts'
export {
  findProvincialCalendar,
  type ProvincialCalendar,
  provincialCalendars,
} from './calendar/provincial-calendars.ts'
export { appealLimitation } from './clocks/appeal-limitation.ts'
export { copiesBeforeTrial, policeReport, scrutinyReturn } from './clocks/police-report.ts'
export {
  absentiaSetAside,
  amlAttachment,
  ataInvestigation,
  ataTrial,
  deemedSanction,
  narcoticsDispatch,
  trialTarget,
} from './clocks/special-laws.ts'
export { type Answer, compute, computeResult, isRefused, type Question, type Refused } from './compute.ts'
export { answerCase } from './door.ts'
export { CourtsClosed, PackAdopted, PackInForce } from './events.ts'
export type { Step } from './explanation.ts'
export { fingerprint } from './fingerprint.ts'
export { type GoldenCase, goldenCases } from './golden/golden-cases.ts'
export type { How } from './how.ts'
export { keepLawInForce, refreshLaw } from './in-force.ts'
export { type MeaningCode, meaningOf, meanings } from './meaning.ts'
export { law } from './module.ts'
export { type Accusation, accusationOf } from './offences/accusation.ts'
export {
  type ActCode,
  acts,
  type FoundOffence,
  findOffence,
  type Offence,
  offencesInForce,
  offenceTable,
  residualOffence,
  searchOffences,
} from './offences/offences.ts'
export { type ParsedSection, parseSections } from './offences/parse-sections.ts'
export {
  conflicts,
  type LegalNumber,
  type LegalNumberKey,
  type RulePack,
  RulesInForce,
  rulePacks,
  rulesInForce,
  rulesOf,
  type SourceConflict,
} from './packs/index.ts'
export { calendarOf, packOf, prove, type StoredProof } from './prove.ts'
export { LawInputError, type RefusalCode, type Text } from './refusal.ts'
export { releaseGate } from './release-gate/release-gate.ts'
export { arrestProduction, femalePoliceCustody } from './remand/arrest.ts'
export { remand } from './remand/remand.ts'
export { ordinaryProjection } from './remission/ordinary-projection.ts'
export { remissionAudit } from './remission/remission-audit.ts'
export { specialRemission } from './remission/special-remission.ts'
export type { InputsOf, ResultOf, RuleName } from './rule-schemas.ts'
export { ruleNames } from './rule-schemas.ts'
export { computeSentenceTwice } from './second/compute-twice.ts'
export { fineDefaultCap } from './sentence/fine-default.ts'
export { jailRoll } from './sentence/jail-roll.ts'
export { probation } from './sentence/probation.ts'
export { sentence } from './sentence/sentence.ts'
export {
  type Clock,
  clocksOf,
  meetClock,
  type NewClock,
  shareClock,
  startClock,
  voidClock,
} from './stored-clocks/clock.ts'
export { type ClockRule, daysIn } from './stored-clocks/due-days.ts'
export { type Difference, type DifferenceClass, differenceBetween } from './versions/difference.ts'
export {
  type ComputationSource,
  defineComputationSource,
  type StoredComputation,
} from './versions/sources.ts'
