import { type Day, isoDay, isoMinute, monthsClipped, readDay, readMinute } from '../calendar/day.ts'
import { shown, u, uDay } from '../explanation.ts'
import { calendarOfCourse, type How, rulesOfCourse } from '../how.ts'
import type { LegalNumber, LegalNumberKey } from '../packs/rule-pack.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'
import { dueDates } from './due.ts'

function step(how: How, code: string, number: LegalNumber, day: Day): string {
  how.steps?.push({
    code,
    section: number.section,
    text: { en: `${number.text.en}: ${shown(day)}.`, ur: `${number.text.ur}: ${uDay(day)}۔` },
    value: isoDay(day),
  })
  return isoDay(day)
}

/** Terrorism: thirty working days to complete, and, beside it, report on day thirty with three days' interim. */
export function ataInvestigation(
  inputs: InputsOf<'ata-investigation'>,
  how: How = {},
): ResultOf<'ata-investigation'> {
  const rules = rulesOfCourse(how)
  const fir = readDay(inputs.fir, 'inputs.fir')
  const open = rules.on('ata.investigation-open-days', fir)
  const report = rules.on('ata.report-days', fir)
  const interim = rules.on('ata.interim-days', fir)
  const complete = calendarOfCourse(how).afterOpenDays(fir, open.value)
  const day30 = fir + report.value
  const completeByWorkingDays = step(how, 'COMPLETE_BY_WORKING_DAYS', open, complete)
  step(how, 'REPORT_DAY', report, day30)
  const { statutoryDue, effectiveDue } = dueDates(day30 + interim.value, interim, how)
  return { completeByWorkingDays, day30: isoDay(day30), statutoryDue, effectiveDue, flags: [] }
}

/** The Anti-Terrorism Court's own time to decide, and the day on which it reports to the Chief Justice otherwise. */
export function ataTrial(inputs: InputsOf<'ata-trial'>, how: How = {}): ResultOf<'ata-trial'> {
  const cognizance = readDay(inputs.cognizance, 'inputs.cognizance')
  const days = rulesOfCourse(how).on('ata.trial-days', cognizance)
  const decideBy = step(how, 'DECIDE_BY', days, cognizance + days.value)
  const report = cognizance + days.value + 1
  how.steps?.push({
    code: 'REPORT_TO_CHIEF_JUSTICE',
    section: 'ATA 1997 s.19(7), (8)',
    text: {
      en: `Undecided by then, it is reported to the Chief Justice on ${shown(report)}.`,
      ur: `فیصلہ نہ ہو تو ${uDay(report)} کو چیف جسٹس کو رپورٹ۔`,
    },
    value: isoDay(report),
  })
  return { decideBy, reportToCjOn: isoDay(report), flags: [] }
}

/** Sanction or consent that the law deems given when the authority stays silent. */
export function deemedSanction(
  inputs: InputsOf<'deemed-sanction'>,
  how: How = {},
): ResultOf<'deemed-sanction'> {
  const rules = rulesOfCourse(how)
  const deemed = (last: Day, section: string) => {
    how.steps?.push({
      code: 'DEEMED_GIVEN',
      section,
      text: {
        en: `No answer by ${shown(last)}: deemed given from ${shown(last + 1)}.`,
        ur: `${uDay(last)} تک جواب نہ آئے تو ${uDay(last + 1)} سے منظوری تصور ہوگی۔`,
      },
      value: isoDay(last + 1),
    })
    return isoDay(last + 1)
  }
  if (inputs.law === 'ata-19-8b') {
    const submitted = readDay(inputs.challanSubmitted, 'inputs.challanSubmitted')
    const days = rules.on('ata.sanction-days', submitted)
    const last = submitted + days.value
    return {
      lastDayForSanction: step(how, 'LAST_DAY_FOR_SANCTION', days, last),
      deemedGivenFrom: deemed(last, days.section),
      flags: [],
    }
  }
  const registered = readDay(inputs.registered, 'inputs.registered')
  const intimation = rules.on('explosives.intimation-days', registered)
  const consent = rules.on('explosives.consent-days', registered)
  const last = registered + consent.value
  return {
    intimateGovernmentBy: step(how, 'INTIMATE_GOVERNMENT', intimation, registered + intimation.value),
    lastDayForConsent: step(how, 'LAST_DAY_FOR_CONSENT', consent, last),
    deemedGivenFrom: deemed(last, consent.section),
    flags: [],
  }
}

const TARGETS: Record<InputsOf<'trial-target'>['law'], LegalNumberKey> = {
  'crpc-344a': 'trial.rape-months',
  'anti-rape-16': 'trial.anti-rape-months',
  'jjsa-4-8': 'trial.juvenile-months',
}

/** When a trial ought to be decided, in calendar months from cognizance. */
export function trialTarget(inputs: InputsOf<'trial-target'>, how: How = {}): ResultOf<'trial-target'> {
  const cognizance = readDay(inputs.cognizance, 'inputs.cognizance')
  const months = rulesOfCourse(how).on(TARGETS[inputs.law], cognizance)
  return { decideBy: step(how, 'DECIDE_BY', months, monthsClipped(cognizance, months.value)), flags: [] }
}

/** A person convicted in absence may ask to have the conviction set aside. */
export function absentiaSetAside(
  inputs: InputsOf<'absentia-set-aside'>,
  how: How = {},
): ResultOf<'absentia-set-aside'> {
  const convicted = readDay(inputs.convicted, 'inputs.convicted')
  const days = rulesOfCourse(how).on('ata.absentia-days', convicted)
  return { setAsideWindowEnds: step(how, 'WINDOW_ENDS', days, convicted + days.value), flags: [] }
}

/** Samples of narcotics to the government analyst: hours, not working days. */
export function narcoticsDispatch(
  inputs: InputsOf<'narcotics-dispatch'>,
  how: How = {},
): ResultOf<'narcotics-dispatch'> {
  const seized = readMinute(inputs.seized, 'inputs.seized')
  const hours = rulesOfCourse(how).on('narcotics.dispatch-hours', Math.floor(seized / 1440))
  const by = seized + hours.value * 60
  how.steps?.push({
    code: 'DISPATCH_BY',
    section: hours.section,
    text: {
      en: `${hours.text.en}: by ${isoMinute(by).replace('T', ' ')}.`,
      ur: `${hours.text.ur}: ${u(isoMinute(by).replace('T', ' '))} تک۔`,
    },
    value: isoMinute(by),
  })
  const result: ResultOf<'narcotics-dispatch'> = { dispatchBy: isoMinute(by), flags: [] }
  if (inputs.dispatched !== undefined) {
    const minutesLate = readMinute(inputs.dispatched, 'inputs.dispatched') - by
    result.late = minutesLate > 0
    if (minutesLate > 0) {
      result.hoursLate = Math.round((minutesLate / 60) * 100) / 100
      how.steps?.push({
        code: 'DISPATCH_LATE',
        section: 'SC Crl.P. 1602/2023',
        text: {
          en: `Sent ${result.hoursLate} hours late: the delay must be explained.`,
          ur: `${u(result.hoursLate)} گھنٹے تاخیر سے بھیجا گیا: تاخیر کی وضاحت لازم ہے۔`,
        },
        value: result.hoursLate,
      })
    }
  }
  return result
}

/** Attachment of property in money laundering: notice, and the day after which it lapses. */
export function amlAttachment(inputs: InputsOf<'aml-attachment'>, how: How = {}): ResultOf<'aml-attachment'> {
  const rules = rulesOfCourse(how)
  const ordered = readDay(inputs.attachmentOrder, 'inputs.attachmentOrder')
  const notice = rules.on('aml.notice-days', ordered)
  const attachment = rules.on('aml.attachment-days', ordered)
  const extension = rules.on('aml.extension-days', ordered)
  const extended = inputs.courtExtensionDays ?? 0
  const flags = extended > extension.value ? ['EXTENSION_OVER_180_DAYS_REFER'] : []
  const noticeBy = step(how, 'NOTICE_BY', notice, ordered + notice.value)
  if (extended > 0) {
    how.steps?.push({
      code: 'COURT_EXTENSION',
      section: extension.section,
      text: {
        en: `${extension.text.en}: ${extended} days ordered.`,
        ur: `${extension.text.ur}: ${u(extended)} دن کا حکم ہوا۔`,
      },
      value: extended,
    })
  }
  const lapsesAfter = step(how, 'LAPSES_AFTER', attachment, ordered + attachment.value + extended)
  return { noticeBy, lapsesAfter, flags }
}
