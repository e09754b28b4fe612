import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { standing } from '#kernel/access'
import { type Handler, handle } from '#kernel/gate'
import { refuse } from '#platform/http'
import { findProvincialCalendar, provincialCalendars } from './calendar/provincial-calendars.ts'
import { compute, isRefused } from './compute.ts'
import { answerCase } from './door.ts'
import {
  calculate,
  computeLaw,
  deriveOffence,
  listConflicts,
  listOffences,
  listRules,
  type OffenceRow,
  printCalculation,
} from './endpoints-contract.ts'
import { explanationSheet } from './explanation-sheet.ts'
import { formOf } from './form-of-rule.ts'
import { goldenCases } from './golden/golden-cases.ts'
import {
  type ActCode,
  acts,
  type Offence,
  offencesInForce,
  residualOffence,
  searchOffences,
} from './offences/offences.ts'
import { conflicts, packInForce, rulePacks } from './packs/index.ts'
import { calendarCodeOf, packOf } from './prove.ts'
import { ruleNames } from './rule-schemas.ts'
import { closureHandlers } from './stored-clocks/closure-endpoints.ts'
import { versionHandlers } from './versions/endpoints.ts'

/** So many cases are answered before other callers have their turn. */
const casesATurn = 200

/** Answers given so far leave room for others between turns: ten thousand sentences take half a second of the one thread. */
async function answerAll(cases: readonly unknown[]): Promise<Record<string, unknown>[]> {
  const answers: Record<string, unknown>[] = []
  for (let at = 0; at < cases.length; at += casesATurn) {
    for (const one of cases.slice(at, at + casesATurn)) answers.push(answerCase(one))
    await yieldToOthers()
  }
  return answers
}

interface Calculation {
  readonly rule: string
  readonly inputs: Record<string, unknown>
  readonly packCode?: string | undefined
  readonly calendarCode?: string | undefined
}

function calculated(jurisdiction: string, { rule, inputs, packCode, calendarCode }: Calculation) {
  const calendar = findProvincialCalendar(calendarCode ?? calendarCodeOf(jurisdiction))
  return compute({
    rule,
    inputs,
    packCode: packCode ?? packOf(jurisdiction),
    ...(calendar === undefined ? {} : { calendar: calendar.definition }),
  })
}

/** Today by the clocks of Pakistan. */
function todayInPakistan(now: Date): string {
  return new Date(now.getTime() + 5 * 3_600_000).toISOString().slice(0, 10)
}

function rowOf(offence: Offence): OffenceRow {
  return {
    id: offence.id,
    act: offence.act,
    actName: acts[offence.act],
    section: offence.section,
    title: { en: offence.title, ur: offence.titleUr },
    punishment: offence.punishment,
    max: offence.max,
    bailable: offence.bailable,
    cognizable: offence.cognizable,
    compoundable: offence.compoundable,
    compoundableText: offence.compoundableText ?? null,
    court: offence.court,
    prohibitory: offence.prohibitory,
    groups: offence.groups,
    confidence: offence.confidence,
    source: offence.source,
    effectiveFrom: offence.effectiveFrom ?? null,
    effectiveTo: offence.effectiveTo ?? null,
    derived: offence.derived === true,
    conflict: offence.conflict ?? null,
  }
}

const chosenBy: Record<'conflict' | 'derived' | 'unsure' | 'prohibitory', (offence: Offence) => boolean> = {
  conflict: (offence) => offence.conflict !== undefined,
  derived: (offence) => offence.derived === true,
  unsure: (offence) => offence.confidence !== 'A',
  prohibitory: (offence) => offence.prohibitory,
}

function isAct(code: string): code is ActCode {
  return Object.hasOwn(acts, code)
}

export const handlers: readonly Handler[] = [
  handle(computeLaw, async (_tx, { cases }) => ({ answers: (await answerAll(cases)) as never[] })),
  handle(listRules, async (tx) => {
    const { jurisdiction } = standing(tx)
    return {
      rules: ruleNames.map((rule) => ({
        rule,
        variants: formOf(rule).variants,
        example: goldenCases.find((golden) => golden.rule === rule)?.inputs ?? null,
      })),
      packs: rulePacks.map(({ code }) => {
        const { version, title } = packInForce(code)
        return { code, version, title }
      }),
      calendars: provincialCalendars.map(({ code, name, note }) => ({ code, name, note })),
      own: { packCode: packOf(jurisdiction), calendarCode: calendarCodeOf(jurisdiction) },
    }
  }),
  handle(calculate, async (tx, input) => calculated(standing(tx).jurisdiction, input)),
  handle(printCalculation, async (tx, input) => {
    const answer = calculated(standing(tx).jurisdiction, input)
    if (isRefused(answer)) {
      throw refuse('law.refused', { why: answer.error.message.en, whyUr: answer.error.message.ur })
    }
    const { bytes } = await explanationSheet(input.inputs, answer)
    return { body: bytes, contentType: 'application/pdf', fileName: `${input.rule}.pdf`, inline: true }
  }),
  handle(listOffences, async (_tx, { q, on, act, only, sort, page, size }, call) => {
    const day = on ?? todayInPakistan(call.now)
    const found = q === undefined || q.trim() === '' ? offencesInForce(day) : searchOffences(q, day, 1_000)
    const rows = found
      .filter((offence) => act === undefined || offence.act === act)
      .filter((offence) => only === undefined || chosenBy[only](offence))
    if (sort !== undefined) {
      const key = sort.replace(/^-/, '')
      const written = (offence: Offence): string =>
        key === 'title'
          ? offence.title
          : key === 'section'
            ? `${offence.act} ${offence.section}`
            : offence.act
      rows.sort((a, b) => written(a).localeCompare(written(b), 'en', { numeric: true }))
      if (sort.startsWith('-')) rows.reverse()
    }
    return { rows: rows.slice((page - 1) * size, page * size).map(rowOf), total: rows.length }
  }),
  handle(deriveOffence, async (_tx, { act, section, max }) => {
    if (!isAct(act)) throw refuse('law.no-such-act', { act })
    const longest = max === 'DEATH' || max === 'LIFE' ? max : Number(max)
    const title = {
      en: `${acts[act].en}, section ${section}`,
      ur: `${acts[act].ur}، دفعہ \u2066${section}\u2069`,
    }
    return rowOf(residualOffence(act, section, title, longest))
  }),
  handle(listConflicts, async () => ({
    conflicts: conflicts.map((conflict) => ({ ...conflict, sources: [...conflict.sources] })),
  })),
  ...versionHandlers,
  ...closureHandlers,
]
