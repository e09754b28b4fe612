import { type Day, daysIn, isoDay, joinedSpells, readDay, type Spell } from '../calendar/day.ts'
import { enDays, shown, u, uDay } from '../explanation.ts'
import { dayOfQuestion, type How, rulesOfCourse } from '../how.ts'
import type { LegalNumberKey } from '../packs/rule-pack.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'
import { readSpell } from '../sentence/chain.ts'

type Law = NonNullable<InputsOf<'remand'>['law']>

type Ceiling = {
  whole: LegalNumberKey
  overFlag: string
  /** The longest single order, where the law limits it. */
  order?: { key: LegalNumberKey; overFlag: string }
}

const CEILINGS: Record<Law, Ceiling> = {
  'crpc-167': { whole: 'remand.police-days', overFlag: 'POLICE_REMAND_OVER_15_DAYS_S167' },
  'ata-21e': {
    whole: 'remand.ata-days',
    overFlag: 'REMAND_OVER_90_DAYS_S21E',
    order: { key: 'remand.ata-order-days', overFlag: 'SINGLE_ORDER_OVER_30_DAYS_S21E' },
  },
  'peca-30a': {
    whole: 'remand.peca-days',
    overFlag: 'REMAND_OVER_30_DAYS_S30A',
    order: { key: 'remand.peca-order-days', overFlag: 'SINGLE_ORDER_OVER_14_DAYS_S30A' },
  },
}

/**
 * Police custody used and left, the last day it may lawfully reach, and whether production before the court is
 * overdue. Each day of custody counts once, both ends of a spell included.
 */
export function remand(inputs: InputsOf<'remand'>, how: How = {}): ResultOf<'remand'> {
  const rules = rulesOfCourse(how)
  const ceiling = CEILINGS[inputs.law ?? 'crpc-167']
  const spells = inputs.police.map((spell, index) => readSpell(spell, `inputs.police.${index}`))
  const held = joinedSpells(spells)
  const trigger =
    held[0]?.from ??
    (inputs.firDate === undefined ? dayOfQuestion(how) : readDay(inputs.firDate, 'inputs.firDate'))
  const whole = rules.on(ceiling.whole, trigger)
  const used = daysIn(spells)
  const left = Math.max(0, whole.value - used)
  const exceeded = used > whole.value
  const flags: string[] = []
  if (exceeded) flags.push(ceiling.overFlag)

  how.steps?.push({
    code: exceeded ? 'POLICE_CUSTODY_EXCEEDED' : 'POLICE_CUSTODY_USED',
    section: whole.section,
    text: {
      en: `${whole.text.en}: ${used} used, ${left} left${exceeded ? `; ${used - whole.value} too many` : ''}.`,
      ur: `${whole.text.ur}: ${u(used)} دن استعمال ہوئے، ${u(left)} باقی${exceeded ? `؛ ${u(used - whole.value)} دن زائد` : ''}۔`,
    },
    value: used,
  })
  if (ceiling.order !== undefined) {
    const order = rules.on(ceiling.order.key, trigger)
    const long = spells.filter((spell) => spell.to - spell.from + 1 > order.value)
    if (long.length > 0) {
      flags.push(ceiling.order.overFlag)
      how.steps?.push({
        code: 'SINGLE_ORDER_TOO_LONG',
        section: order.section,
        text: {
          en: `${order.text.en}: ${long.length} of the orders is longer.`,
          ur: `${order.text.ur}: ${u(long.length)} حکم اس سے زائد مدت کا ہے۔`,
        },
        value: long.length,
      })
    }
  }

  const result: ResultOf<'remand'> = { policeDaysUsed: used, policeDaysLeft: left, exceeded, flags }
  const latest = latestLawfulDay(held, whole.value, left, exceeded)
  if (latest !== undefined) {
    result.latestLawfulDay = isoDay(latest)
    how.steps?.push({
      code: 'LATEST_LAWFUL_DAY',
      section: whole.section,
      text: {
        en: exceeded
          ? `The ceiling was reached on ${shown(latest)}: custody after it had no authority.`
          : `Police custody may lawfully reach ${shown(latest)} and no further.`,
        ur: exceeded
          ? `حد ${uDay(latest)} کو پوری ہو گئی: اس کے بعد حراست کا اختیار نہ تھا۔`
          : `جسمانی ریمانڈ قانوناً ${uDay(latest)} سے آگے نہیں جا سکتا۔`,
      },
      value: isoDay(latest),
    })
  }
  if (inputs.judicial !== undefined) judicial(inputs, inputs.judicial, result, how)
  if (inputs.firDate !== undefined) reportDates(inputs.firDate, result, how)
  return result
}

/** Counted on from the last spell by the days left, or back to the day on which the ceiling was reached. */
function latestLawfulDay(
  held: readonly Spell[],
  most: number,
  left: number,
  exceeded: boolean,
): Day | undefined {
  const last = held.at(-1)
  if (last === undefined) return undefined
  if (!exceeded) return last.to + left
  let remaining = most
  for (const spell of held) {
    const length = spell.to - spell.from + 1
    if (remaining <= length) return spell.from + remaining - 1
    remaining -= length
  }
  return last.to
}

function judicial(
  inputs: InputsOf<'remand'>,
  order: NonNullable<InputsOf<'remand'>['judicial']>,
  result: ResultOf<'remand'>,
  how: How,
): void {
  const orderedOn = readDay(order.orderedOn, 'inputs.judicial.orderedOn')
  const nextDate = readDay(order.nextDate, 'inputs.judicial.nextDate')
  const most = rulesOfCourse(how).on('remand.judicial-days', orderedOn)
  const length = nextDate - orderedOn
  if (length > most.value) result.flags.push('JUDICIAL_REMAND_OVER_15_DAYS_S344')
  how.steps?.push({
    code: length > most.value ? 'JUDICIAL_REMAND_TOO_LONG' : 'JUDICIAL_REMAND',
    section: most.section,
    text: {
      en: `${most.text.en}: this order is for ${length}, to ${shown(nextDate)}.`,
      ur: `${most.text.ur}: یہ حکم ${u(length)} دن کا ہے، ${uDay(nextDate)} تک۔`,
    },
    value: length,
  })
  if (inputs.asOf === undefined || order.produced === true) return
  const overdue = readDay(inputs.asOf, 'inputs.asOf') - nextDate
  if (overdue <= 0) return
  result.flags.push('PRODUCTION_OVERDUE')
  result.daysOverdue = overdue
  how.steps?.push({
    code: 'PRODUCTION_OVERDUE',
    section: most.section,
    text: {
      en: `Production was due on ${shown(nextDate)} and is ${enDays(overdue)} late.`,
      ur: `پیشی ${uDay(nextDate)} کو تھی؛ ${u(overdue)} دن کی تاخیر ہے۔`,
    },
    value: overdue,
  })
}

function reportDates(firDate: string, result: ResultOf<'remand'>, how: How): void {
  const rules = rulesOfCourse(how)
  const fir = readDay(firDate, 'inputs.firDate')
  const report = rules.on('report.investigation-days', fir)
  const interim = rules.on('report.interim-days', fir)
  const due = fir + report.value
  const interimDue = due + interim.value
  result.challanDue = isoDay(due)
  result.interimReportDue = isoDay(interimDue)
  how.steps?.push({
    code: 'REPORT_DUE',
    section: interim.section,
    text: {
      en: `Police report by ${shown(due)}, else an interim report by ${shown(interimDue)}.`,
      ur: `چالان ${uDay(due)} تک، ورنہ نامکمل چالان ${uDay(interimDue)} تک۔`,
    },
    value: result.interimReportDue,
  })
}
