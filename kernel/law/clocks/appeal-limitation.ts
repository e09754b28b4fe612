import { type Day, isoDay, monthsClipped, readDay } from '../calendar/day.ts'
import { enDays, shown, u, uDay } from '../explanation.ts'
import { type How, rulesOfCourse } from '../how.ts'
import type { LegalNumberKey } from '../packs/rule-pack.ts'
import { LawInputError } from '../refusal.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'
import { dueDates } from './due.ts'

type Inputs = InputsOf<'appeal-limitation'>

/** The period of each appeal, and whether s.5 (condonation) is open: it is not for periods fixed by a special law. */
const APPEALS: Record<Inputs['appeal'], { period: LegalNumberKey; section5: boolean }> = {
  'sessions-conviction': { period: 'appeal.sessions-days', section5: true },
  'high-court-conviction': { period: 'appeal.high-court-days', section5: true },
  'death-sentence': { period: 'appeal.death-days', section5: true },
  'acquittal-state': { period: 'appeal.acquittal-state-months', section5: false },
  'acquittal-aggrieved': { period: 'appeal.acquittal-aggrieved-days', section5: false },
  'acquittal-complaint': { period: 'appeal.acquittal-complaint-days', section5: false },
  'atc-convict': { period: 'appeal.atc-convict-days', section5: false },
  'atc-state': { period: 'appeal.atc-state-days', section5: false },
  'atc-victim': { period: 'appeal.atc-victim-days', section5: false },
}

/**
 * The last day for an appeal: the period in force on the judgment's date, the time taken to copy the judgment left out
 * (from the later of application and fee to the day intimated), and the roll to an open day, once.
 */
export function appealLimitation(inputs: Inputs, how: How = {}): ResultOf<'appeal-limitation'> {
  const rules = rulesOfCourse(how)
  const judgment = readDay(inputs.judgment, 'inputs.judgment')
  const appeal = APPEALS[inputs.appeal]
  const period = rules.on(appeal.period, judgment)
  const flags: string[] = []
  if (rules.isUnsure(appeal.period, judgment)) flags.push('PERIOD_COMMENCEMENT_UNCONFIRMED_REFER')
  const base = period.unit === 'month' ? monthsClipped(judgment, period.value) : judgment + period.value
  how.steps?.push({
    code: 'PERIOD',
    section: period.section,
    text: {
      en: `${period.text.en}. Judgment of ${shown(judgment)}: ends ${shown(base)}.`,
      ur: `${period.text.ur}۔ فیصلہ ${uDay(judgment)}: میعاد ${uDay(base)} کو ختم۔`,
    },
    value: isoDay(base),
  })
  const excluded = copyDays(inputs, judgment, base, flags, how)
  const due = dueDates(
    base + excluded,
    {
      section: 'Limitation Act 1908 s.12',
      text: { en: 'Last day for the appeal', ur: 'اپیل کی آخری تاریخ' },
    },
    how,
  )
  const result: ResultOf<'appeal-limitation'> = {
    baseExpiry: isoDay(base),
    copyDaysExcluded: excluded,
    statutoryDue: due.statutoryDue,
    effectiveDue: due.effectiveDue,
    section5Available: appeal.section5,
    flags,
  }
  if (inputs.filed !== undefined) {
    const late = readDay(inputs.filed, 'inputs.filed') - due.effective
    result.timeBarred = late > 0
    how.steps?.push({
      code: late > 0 ? 'TIME_BARRED' : 'IN_TIME',
      section: 'Limitation Act 1908 s.3',
      text:
        late > 0
          ? { en: `Filed ${enDays(late)} late.`, ur: `${u(late)} دن تاخیر سے دائر۔` }
          : { en: 'Filed in time.', ur: 'میعاد کے اندر دائر۔' },
      value: late > 0,
    })
  }
  section5(inputs, appeal.section5, result, how)
  return result
}

/** Copying time. Only what falls after the fee is paid is left out; late collection by the appellant is not. */
function copyDays(inputs: Inputs, judgment: Day, base: Day, flags: string[], how: How): number {
  if (inputs.copyApplied === undefined) return 0
  const applied = readDay(inputs.copyApplied, 'inputs.copyApplied')
  if (applied < judgment)
    throw LawInputError.outOfOrder('inputs.copyApplied', inputs.copyApplied, inputs.judgment)
  const paid = inputs.copyFeePaid === undefined ? applied : readDay(inputs.copyFeePaid, 'inputs.copyFeePaid')
  const from = Math.max(applied, paid)
  const section = 'Limitation Act 1908 s.12(2), (5); 2022 SCMR 1868'
  if (applied > base) {
    flags.push('COPY_APPLIED_AFTER_EXPIRY')
    how.steps?.push({
      code: 'COPY_APPLIED_AFTER_EXPIRY',
      section,
      text: {
        en: 'The copy was applied for after the period had ended: no time is left out.',
        ur: 'نقل کی درخواست میعاد ختم ہونے کے بعد دی گئی: کوئی دن خارج نہیں ہوتا۔',
      },
      value: 0,
    })
    return 0
  }
  if (inputs.copyReady === undefined) {
    flags.push('COPY_NOT_READY')
    how.steps?.push({
      code: 'COPY_NOT_READY',
      section,
      text: {
        en: 'The copy is not ready yet: its time will be left out when the day is known.',
        ur: 'نقل ابھی تیار نہیں: تاریخ معلوم ہونے پر اس کا وقت خارج ہوگا۔',
      },
    })
    return 0
  }
  const ready = readDay(inputs.copyReady, 'inputs.copyReady')
  if (ready < applied)
    throw LawInputError.outOfOrder('inputs.copyReady', inputs.copyReady, inputs.copyApplied)
  const days = Math.max(0, ready - from)
  how.steps?.push({
    code: 'COPY_TIME_EXCLUDED',
    section,
    text: {
      en: `${enDays(days)} of copying are left out: after ${shown(from)} (the later of application and fee) to ${shown(ready)}.`,
      ur: `نقل کے ${u(days)} دن خارج: ${uDay(from)} (درخواست اور فیس میں سے بعد والی) کے بعد سے ${uDay(ready)} تک۔`,
    },
    value: days,
  })
  return days
}

function section5(inputs: Inputs, available: boolean, result: ResultOf<'appeal-limitation'>, how: How): void {
  how.steps?.push({
    code: available ? 'SECTION_5_AVAILABLE' : 'SECTION_5_NOT_AVAILABLE',
    section: 'Limitation Act 1908 s.5, s.29(2); 2018 LHC 2448; 2025 LHC 3133',
    text: available
      ? {
          en: 'A late appeal may be admitted for sufficient cause.',
          ur: 'معقول وجہ پر تاخیر معاف ہو سکتی ہے۔',
        }
      : {
          en: 'The period is fixed by a special law: s.5 does not extend it.',
          ur: 'میعاد خصوصی قانون کی ہے: دفعہ 5 سے توسیع نہیں ہوتی۔',
        },
    value: available,
  })
  if (inputs.condonationRequested === true && !available) {
    result.flags.push('CONDONATION_CONTESTED_REFER')
    how.steps?.push({
      code: 'CONDONATION_CONTESTED',
      section: 'SHC Cr. Acq. A. 822/2019',
      text: {
        en: 'A bench weighed such a plea on its merits all the same: contested, for the court.',
        ur: 'اس کے باوجود ایک بینچ نے ایسی درخواست پر میرٹ پر غور کیا: متنازع، عدالت سے رجوع۔',
      },
    })
  }
}
