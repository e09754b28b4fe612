import { readDay } from '../calendar/day.ts'
import { u } from '../explanation.ts'
import type { How } from '../how.ts'
import { meaningOf } from '../meaning.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'

type Case = InputsOf<'release-gate'>['cases'][number]

type Reason = 'REMAND_IN_FORCE' | 'SURETY_PENDING' | 'RELEASE_WARRANT_NOT_VERIFIED' | 'SENTENCE_RUNNING'

const REASONS: Record<Reason, { section: string; en: string; ur: string }> = {
  REMAND_IN_FORCE: {
    section: 'CrPC s.167, s.344',
    en: 'under trial, remand in force',
    ur: 'زیرِ سماعت، ریمانڈ نافذ ہے',
  },
  SURETY_PENDING: {
    section: 'CrPC s.499, s.500',
    en: 'bail granted, surety bond not yet accepted',
    ur: 'ضمانت منظور، مچلکہ ضمانت ابھی قبول نہیں ہوا',
  },
  RELEASE_WARRANT_NOT_VERIFIED: {
    section: 'PPR 1978 r.127; CrPC s.500',
    en: 'release order (robkar) not verified with the court',
    ur: 'روبکار کی عدالت سے تصدیق نہیں ہوئی',
  },
  SENTENCE_RUNNING: { section: 'CrPC s.383', en: 'sentence still running', ur: 'سزا ابھی جاری ہے' },
}

const CLEAR = { section: 'PPR 1978 r.35', en: 'no bar to release', ur: 'رہائی میں رکاوٹ نہیں' }
const ON_LICENCE = {
  section: 'Good Conduct Prisoners’ Probational Release Act 1926 s.2, s.4',
  en: 'licence in force, the sentence runs on outside',
  ur: 'لائسنس نافذ ہے، سزا جیل سے باہر جاری رہے گی',
}

/** A hold's section, where one is known; others are shown as they were entered. */
const HOLD_SECTIONS: Record<string, string> = {
  DIYAT_UNPAID_S331: 'PPC s.331; PLD 2007 SC 315',
  MPO_DETENTION: 'MPO 1960 s.3',
  DEPORTATION: 'Foreigners Act 1946 s.3',
  OTHER_WARRANT: 'CrPC s.75',
}

/**
 * Whether a prisoner may go through the gate: every case and every hold must be clear. What is not known to be done is
 * not done: a bond not recorded as accepted, or a robkar not recorded as verified, keeps the gate shut.
 */
export function releaseGate(inputs: InputsOf<'release-gate'>, how: How = {}): ResultOf<'release-gate'> {
  const asOf = readDay(inputs.asOf, 'inputs.asOf')
  const blockers: string[] = []
  inputs.cases.forEach((one, index) => {
    const reason = standing(one, asOf, index)
    if (reason !== undefined) blockers.push(`${one.id}:${reason}`)
    const why = reason === undefined ? clearBy(one, asOf, index) : REASONS[reason]
    how.steps?.push({
      code: reason ?? (why === CLEAR ? 'CASE_CLEAR' : 'ON_LICENCE'),
      section: why.section,
      text: { en: `${one.id}: ${why.en}.`, ur: `${u(one.id)}: ${why.ur}۔` },
      value: reason === undefined,
    })
  })
  inputs.holds?.forEach((hold, index) => {
    const blocks = hold.until === undefined || readDay(hold.until, `inputs.holds.${index}.until`) >= asOf
    if (blocks) blockers.push(hold.kind)
    how.steps?.push({
      code: blocks ? 'HOLD_IN_FORCE' : 'HOLD_ENDED',
      section: Object.hasOwn(HOLD_SECTIONS, hold.kind) ? (HOLD_SECTIONS[hold.kind] ?? '') : 'PPR 1978 r.35',
      text: {
        en: `Hold, ${meaningOf(hold.kind).en}: ${blocks ? 'in force' : 'ended'}.`,
        ur: `روک، ${holdInUrdu(hold.kind)}: ${blocks ? 'نافذ ہے' : 'ختم ہو چکی'}۔`,
      },
      value: !blocks,
    })
  })
  return { releasable: blockers.length === 0, blockers, flags: [] }
}

/** A kind entered by a prison has no Urdu of its own, and is kept whole inside the line. */
function holdInUrdu(kind: string): string {
  const { ur } = meaningOf(kind)
  return ur === kind ? u(kind) : ur
}

function standing(one: Case, asOf: number, index: number): Reason | undefined {
  switch (one.status) {
    case 'UNDER_TRIAL':
      return 'REMAND_IN_FORCE'
    case 'BAIL_GRANTED':
      if (one.suretyAccepted !== true) return 'SURETY_PENDING'
      return one.robkarVerified === true ? undefined : 'RELEASE_WARRANT_NOT_VERIFIED'
    case 'CONVICTED':
      return isServed(one, asOf, index) || isOnLicence(one, asOf, index) ? undefined : 'SENTENCE_RUNNING'
    case 'ACQUITTED':
    case 'DISCHARGED':
      return one.robkarVerified === true ? undefined : 'RELEASE_WARRANT_NOT_VERIFIED'
  }
}

function isServed(one: Case, asOf: number, index: number): boolean {
  return one.expiry !== undefined && readDay(one.expiry, `inputs.cases.${index}.expiry`) <= asOf
}

function isOnLicence(one: Case, asOf: number, index: number): boolean {
  return (
    one.licenceFrom !== undefined && readDay(one.licenceFrom, `inputs.cases.${index}.licenceFrom`) <= asOf
  )
}

function clearBy(one: Case, asOf: number, index: number): typeof CLEAR {
  const goesOn = one.status === 'CONVICTED' && !isServed(one, asOf, index)
  return goesOn ? ON_LICENCE : CLEAR
}
