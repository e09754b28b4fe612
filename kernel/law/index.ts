/**
 * The law engine's front door. Everything here is pure: facts in, dates out, with the steps and sections that prove
 * them. No database, no clock of its own, safe in a browser.
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
export { type Answer, compute, isRefused, type Question, type Refused } from './compute.ts'
export type { InputsOf, ResultOf, RuleName } from './contract.ts'
export { ruleNames } from './contract.ts'
export type { Step } from './explanation.ts'
export { type GoldenCase, goldenCases } from './golden/golden-cases.ts'
export type { How } from './how.ts'
export { type MeaningCode, meaningOf, meanings } from './meaning.ts'
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
export { computeSentenceTwice } from './second/compute-twice.ts'
export { fineDefaultCap } from './sentence/fine-default.ts'
export { jailRoll } from './sentence/jail-roll.ts'
export { probation } from './sentence/probation.ts'
export { sentence } from './sentence/sentence.ts'
