import type { z } from 'zod'
import { appealBail } from './bail/appeal-bail.ts'
import { statutoryBail } from './bail/statutory-bail.ts'
import { type CalendarDefinition, courtCalendar } from './calendar/court-calendar.ts'
import { readDay } from './calendar/day.ts'
import { appealLimitation } from './clocks/appeal-limitation.ts'
import { copiesBeforeTrial, policeReport, scrutinyReturn } from './clocks/police-report.ts'
import {
  absentiaSetAside,
  amlAttachment,
  ataInvestigation,
  ataTrial,
  deemedSanction,
  narcoticsDispatch,
  trialTarget,
} from './clocks/special-laws.ts'
import type { Step } from './explanation.ts'
import { fingerprint } from './fingerprint.ts'
import type { How } from './how.ts'
import { type RulesInForce, rulesInForce } from './packs/index.ts'
import { inputRefusal, unreadFields } from './question.ts'
import { LawInputError, type RefusalCode, type Text } from './refusal.ts'
import { releaseGate } from './release-gate/release-gate.ts'
import { arrestProduction, femalePoliceCustody } from './remand/arrest.ts'
import { remand } from './remand/remand.ts'
import { ordinaryProjection } from './remission/ordinary-projection.ts'
import { remissionAudit } from './remission/remission-audit.ts'
import { specialRemission } from './remission/special-remission.ts'
import {
  CalendarInput,
  type InputsOf,
  IsoDay,
  type ResultOf,
  type RuleName,
  ruleInputs,
  ruleNames,
} from './rule-schemas.ts'
import { fineDefaultCap } from './sentence/fine-default.ts'
import { jailRoll } from './sentence/jail-roll.ts'
import { probation } from './sentence/probation.ts'
import { sentence } from './sentence/sentence.ts'

/** Each rule's own function, by its name at the doors; the compiler asks for every one. */
const rules: { [Rule in RuleName]: (inputs: InputsOf<Rule>, how?: How) => ResultOf<Rule> } = {
  sentence,
  'ordinary-projection': ordinaryProjection,
  'special-remission': specialRemission,
  'remission-audit': remissionAudit,
  'fine-default-cap': fineDefaultCap,
  'jail-roll': jailRoll,
  'release-gate': releaseGate,
  probation,
  'statutory-bail': statutoryBail,
  'appeal-bail': appealBail,
  remand,
  'arrest-production': arrestProduction,
  'female-police-custody': femalePoliceCustody,
  'police-report': policeReport,
  'scrutiny-return': scrutinyReturn,
  'ata-investigation': ataInvestigation,
  'ata-trial': ataTrial,
  'copies-before-trial': copiesBeforeTrial,
  'deemed-sanction': deemedSanction,
  'trial-target': trialTarget,
  'appeal-limitation': appealLimitation,
  'absentia-set-aside': absentiaSetAside,
  'narcotics-dispatch': narcoticsDispatch,
  'aml-attachment': amlAttachment,
}

export type Question = {
  id?: string
  rule: string
  inputs: unknown
  calendar?: unknown
  /** `federal` (the default), `sindh`, `punjab`. */
  packCode?: string
  /** Rules of another pack, such as a proposed version; takes the place of `packCode`. */
  rules?: RulesInForce
  /** The day the question is asked on, for rules that take one and were given none. */
  asOf?: string
  /** False leaves the steps out, which is several times faster. */
  explain?: boolean
}

export type Answer = {
  id?: string
  rule: RuleName
  result: Record<string, unknown> & { flags: string[] }
  steps: Step[]
  flags: string[]
  rulePack: { code: string; version: string }
  hash: string
}

export type Refused = { id?: string; error: { code: RefusalCode; path: string; message: Text } }

/** True of an answer that is a refusal. */
export function isRefused(answer: Answer | Refused): answer is Refused {
  return 'error' in answer
}

/**
 * Puts one question to the engine. Never throws for what the question says: bad facts come back as a refusal that
 * names the field and the fix.
 */
export function compute(question: Question): Answer | Refused {
  const named = question.id === undefined ? {} : { id: question.id }
  try {
    return { ...named, ...answer(question) }
  } catch (problem) {
    if (!(problem instanceof LawInputError)) throw problem
    return { ...named, error: { code: problem.code, path: problem.path, message: problem.text } }
  }
}

/**
 * The result alone, without steps or hash: for going through millions of stored facts. Same answer as `compute`.
 */
export function computeResult(question: Question): { result: Answer['result'] } | Refused {
  try {
    return { result: worked({ ...question, explain: false }).result }
  } catch (problem) {
    if (!(problem instanceof LawInputError)) throw problem
    return { error: { code: problem.code, path: problem.path, message: problem.text } }
  }
}

function answer(question: Question): Answer {
  const { rule, law, inputs, calendar, steps, result } = worked(question)
  const rulePack = { code: law.code, version: law.version }
  return {
    rule,
    result,
    steps,
    flags: result.flags,
    rulePack,
    hash: fingerprint({ rule, inputs, calendar: calendar ?? null, rulePack, result }),
  }
}

function worked(question: Question) {
  const rule = knownRule(question.rule)
  const law = question.rules ?? rulesInForce(question.packCode)
  if (question.asOf !== undefined) read(IsoDay, question.asOf, 'asOf')
  const given = withAsOf(rule, question)
  const inputs = read(ruleInputs[rule], given, 'inputs')
  const calendar = question.calendar === undefined ? undefined : readCalendar(question.calendar)
  const steps: Step[] = []
  const how: How = { rules: law, calendar: courtCalendar(calendar) }
  if (question.asOf !== undefined) how.asOf = readDay(question.asOf, 'asOf')
  if (question.explain !== false) {
    how.steps = steps
    for (const field of unreadFields(given, inputs, 'inputs')) {
      steps.push({
        code: 'FIELD_NOT_USED',
        section: 'Mizan',
        text: {
          en: `${field} is not used by this rule.`,
          ur: `\u2066${field}\u2069 اس قاعدے میں استعمال نہیں ہوتا۔`,
        },
        value: field,
      })
    }
  }
  return { rule, law, inputs, calendar, steps, result: applied(rule, inputs, how) }
}

function applied<Rule extends RuleName>(rule: Rule, inputs: InputsOf<Rule>, how: How): ResultOf<Rule> {
  return rules[rule](inputs, how)
}

function knownRule(name: unknown): RuleName {
  const rule = ruleNames.find((known) => known === name)
  if (rule === undefined) {
    const given = typeof name === 'string' ? `"${name.slice(0, 60)}"` : 'missing'
    throw new LawInputError('UNKNOWN_RULE', 'rule', {
      en: `rule is ${given}: give one of ${ruleNames.join(', ')}.`,
      ur: `قاعدہ \u2066${given}\u2069 موجود نہیں۔ ان میں سے ایک لکھیں: \u2066${ruleNames.join(', ')}\u2069`,
    })
  }
  return rule
}

function withAsOf(rule: RuleName, question: Question): unknown {
  const { asOf, inputs } = question
  if (asOf === undefined) return inputs
  const takesOne =
    rule === 'statutory-bail' || rule === 'appeal-bail' || rule === 'remand' || rule === 'release-gate'
  if (!takesOne || typeof inputs !== 'object' || inputs === null || 'asOf' in inputs) return inputs
  return { ...inputs, asOf }
}

function readCalendar(calendar: unknown): CalendarDefinition {
  return read(CalendarInput, calendar, 'calendar')
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown, path: string): z.infer<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw inputRefusal(parsed.error, value, path)
}
