import { isoDay, readDay } from '../calendar/day.ts'
import { enDays, shown, u, uDay } from '../explanation.ts'
import { type How, rulesOfCourse } from '../how.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'
import { dueDates } from './due.ts'

/** The report of the police (challan): fourteen days from the FIR, an interim report within three more. */
export function policeReport(inputs: InputsOf<'police-report'>, how: How = {}): ResultOf<'police-report'> {
  const rules = rulesOfCourse(how)
  const fir = readDay(inputs.fir, 'inputs.fir')
  const report = rules.on('report.investigation-days', fir)
  const interim = rules.on('report.interim-days', fir)
  const day14 = fir + report.value
  how.steps?.push({
    code: 'INVESTIGATION_DAY',
    section: report.section,
    text: {
      en: `${report.text.en}: ${shown(day14)}.`,
      ur: `${report.text.ur}: ${uDay(day14)}۔`,
    },
    value: isoDay(day14),
  })
  const due = dueDates(day14 + interim.value, interim, how)
  const result: ResultOf<'police-report'> = {
    investigationDay14: isoDay(day14),
    statutoryDue: due.statutoryDue,
    effectiveDue: due.effectiveDue,
    flags: [],
  }
  if (inputs.reportReachedCourt !== undefined) {
    const daysLate = Math.max(
      0,
      readDay(inputs.reportReachedCourt, 'inputs.reportReachedCourt') - due.effective,
    )
    result.daysLate = daysLate
    if (daysLate > 0) {
      how.steps?.push({
        code: 'REPORT_LATE',
        section: 'CrPC s.173(1); 2022 LHC 6257',
        text: {
          en: `The report reached the court ${enDays(daysLate)} late. That does not by itself free the accused.`,
          ur: `رپورٹ عدالت میں ${u(daysLate)} دن تاخیر سے پہنچی۔ اس سے ملزم خود بخود رہا نہیں ہوتا۔`,
        },
        value: daysLate,
      })
    }
  }
  return result
}

/** Scrutiny by the prosecutor: file or return within three days of receipt, afresh at each resubmission. */
export function scrutinyReturn(
  inputs: InputsOf<'scrutiny-return'>,
  how: How = {},
): ResultOf<'scrutiny-return'> {
  const rules = rulesOfCourse(how)
  const flags: string[] = []
  const clock = (on: string, path: string) => {
    const received = readDay(on, path)
    const days = rules.on('scrutiny.return-days', received)
    if (rules.isUnsure('scrutiny.return-days', received) && flags.length === 0) {
      flags.push('SCRUTINY_PERIOD_UNCONFIRMED_REFER')
    }
    const { statutoryDue, effectiveDue } = dueDates(received + days.value, days, how)
    return { statutoryDue, effectiveDue }
  }
  const first = clock(inputs.received, 'inputs.received')
  if (inputs.resubmitted === undefined) return { ...first, flags }
  return { first, second: clock(inputs.resubmitted, 'inputs.resubmitted'), flags }
}

/** Copies of statements and documents: the trial may not begin before seven days have gone by. */
export function copiesBeforeTrial(
  inputs: InputsOf<'copies-before-trial'>,
  how: How = {},
): ResultOf<'copies-before-trial'> {
  const supplied = readDay(inputs.supplied, 'inputs.supplied')
  const days = rulesOfCourse(how).on('copies.days-before-trial', supplied)
  const earliest = supplied + days.value
  how.steps?.push({
    code: 'EARLIEST_COMMENCEMENT',
    section: days.section,
    text: {
      en: `${days.text.en}: supplied ${shown(supplied)}, not before ${shown(earliest)}.`,
      ur: `${days.text.ur}: نقول ${uDay(supplied)} کو ملیں، سماعت ${uDay(earliest)} سے پہلے نہیں۔`,
    },
    value: isoDay(earliest),
  })
  const result: ResultOf<'copies-before-trial'> = { earliestCommencement: isoDay(earliest), flags: [] }
  if (inputs.chargeDateFixed !== undefined) {
    const fixed = readDay(inputs.chargeDateFixed, 'inputs.chargeDateFixed')
    result.compliant = fixed >= earliest
    how.steps?.push({
      code: result.compliant ? 'CHARGE_DATE_GOOD' : 'CHARGE_DATE_TOO_EARLY',
      section: days.section,
      text: result.compliant
        ? { en: `The charge date ${shown(fixed)} stands.`, ur: `فردِ جرم کی تاریخ ${uDay(fixed)} درست ہے۔` }
        : {
            en: `The charge date ${shown(fixed)} is too early.`,
            ur: `فردِ جرم کی تاریخ ${uDay(fixed)} قبل از وقت ہے۔`,
          },
      value: result.compliant,
    })
  }
  return result
}
