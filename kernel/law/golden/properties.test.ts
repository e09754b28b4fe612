import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appealBail } from '../bail/appeal-bail.ts'
import { statutoryBail } from '../bail/statutory-bail.ts'
import { courtCalendar } from '../calendar/court-calendar.ts'
import { isoDay, readDay } from '../calendar/day.ts'
import { appealLimitation } from '../clocks/appeal-limitation.ts'
import { policeReport } from '../clocks/police-report.ts'
import { compute } from '../compute.ts'
import { releaseGate } from '../release-gate/release-gate.ts'
import { remand } from '../remand/remand.ts'
import { type InputsOf, ruleNames } from '../rule-schemas.ts'
import { computeSentenceTwice } from '../second/compute-twice.ts'
import { jailRoll } from '../sentence/jail-roll.ts'
import { sentence } from '../sentence/sentence.ts'
import { goldenCases } from './golden-cases.ts'
import { randomSentences, repeatable } from './random-sentences.ts'

type Inputs = InputsOf<'sentence'>

const prisoner = fc.integer({ min: 0, max: 2 ** 31 }).map((seed) => randomSentences(repeatable(seed)))
const someDay = fc.integer({ min: 15_000, max: 22_000 }).map(isoDay)
// Mutation testing asks the same of fewer: it runs these once for each of a thousand mutants.
const runs = { numRuns: Number(process.env.LAW_PROPERTY_RUNS ?? 300) }
const dayNumber = (iso: string) => readDay(iso, 'day')
const withoutFines = (inputs: Inputs): Inputs => ({
  ...inputs,
  sentences: inputs.sentences.map(({ fine, ...rest }) => rest),
})

/** Sentences in which nothing is contested, so that each property speaks of one thing. */
const single = prisoner.map((inputs) => ({ ...inputs, sentences: inputs.sentences.slice(0, 1) }))

describe('of every sentence it holds that', () => {
  it('both computations agree', () => {
    fc.assert(
      fc.property(prisoner, (inputs) => void computeSentenceTwice(inputs)),
      runs,
    )
  })

  it('adding custody never lengthens a term', () => {
    fc.assert(
      fc.property(prisoner, fc.nat(900), fc.nat(300), fc.nat(3), (inputs, back, length, which) => {
        const index = which % inputs.sentences.length
        const one = inputs.sentences[index]!
        const from = dayNumber(one.sentencedOn) - back - 1
        const more = { from: isoDay(from), to: isoDay(from + length) }
        const sentences = inputs.sentences.with(index, {
          ...one,
          setOff: { order: one.setOff?.order ?? 'SILENT', custody: [...(one.setOff?.custody ?? []), more] },
        })
        const before = sentence(withoutFines(inputs))
        const after = sentence(withoutFines({ ...inputs, sentences }))
        expect(dayNumber(after.dueRelease)).toBeLessThanOrEqual(dayNumber(before.dueRelease))
      }),
      runs,
    )
  })

  it('splitting a spell of custody, or repeating it, changes nothing', () => {
    fc.assert(
      fc.property(prisoner, fc.nat(400), (inputs, cut) => {
        const sentences = inputs.sentences.map((one) => {
          if (one.setOff?.custody === undefined) return one
          const custody = one.setOff.custody.flatMap((spell) => {
            const at = dayNumber(spell.from) + cut
            if (at >= dayNumber(spell.to)) return [spell, spell]
            return [
              { from: isoDay(at + 1), to: spell.to },
              { from: spell.from, to: isoDay(at) },
            ]
          })
          return { ...one, setOff: { ...one.setOff, custody } }
        })
        expect(sentence({ ...inputs, sentences })).toEqual(sentence(inputs))
      }),
      runs,
    )
  })

  it('a barred sentence ignores every remission', () => {
    fc.assert(
      fc.property(prisoner, (inputs) => {
        const sentences = inputs.sentences.map((one) => ({ ...one, remissionBar: 'CNSA_S9A' }))
        const { remissions: _, ...unremitted } = { ...inputs, sentences }
        expect(sentence({ ...inputs, sentences })).toEqual(sentence(unremitted))
      }),
      runs,
    )
  })

  it('more remission never lengthens it, and void remission does nothing', () => {
    fc.assert(
      fc.property(prisoner, fc.nat(500), (inputs, days) => {
        const add = (isVoid: boolean) =>
          withoutFines({
            ...inputs,
            remissions: [
              ...(inputs.remissions ?? []).filter((entry) => entry.kind !== 'FORFEITURE'),
              { kind: 'GOVT_SPECIAL', amount: { days: days + 1 }, void: isVoid },
            ],
          })
        const more = dayNumber(sentence(add(false)).dueRelease)
        expect(more).toBeLessThanOrEqual(dayNumber(sentence(add(true)).dueRelease))
      }),
      runs,
    )
  })

  it('remission never brings life below its floor, nor anyone before the day of sentence', () => {
    fc.assert(
      fc.property(single, (inputs) => {
        const result = sentence({ ...inputs, remissions: [{ kind: 'ALL', amount: { years: 60 } }] })
        const due = dayNumber(result.dueRelease)
        expect(due).toBeGreaterThanOrEqual(dayNumber(inputs.sentences[0]!.sentencedOn))
        if (result.lifeFloorDate !== undefined)
          expect(due).toBeGreaterThanOrEqual(dayNumber(result.lifeFloorDate) - 1)
      }),
      runs,
    )
  })

  it('the order of concurrent sentences is irrelevant', () => {
    fc.assert(
      fc.property(prisoner, fc.nat(3), (inputs, turn) => {
        const sentences = inputs.sentences.map((one) => ({ ...one, relation: 'CONCURRENT' as const }))
        const turned = [
          ...sentences.slice(turn % sentences.length),
          ...sentences.slice(0, turn % sentences.length),
        ]
        expect(sentence({ ...inputs, sentences: turned })).toEqual(sentence({ ...inputs, sentences }))
      }),
      runs,
    )
  })

  it('one more concurrent sentence never brings release forward', () => {
    fc.assert(
      fc.property(prisoner, prisoner, (inputs, other) => {
        const extra = { ...other.sentences[0]!, id: 'Z', relation: 'CONCURRENT' as const }
        const more = sentence(withoutFines({ ...inputs, sentences: [...inputs.sentences, extra] }))
        expect(dayNumber(more.dueRelease)).toBeGreaterThanOrEqual(
          dayNumber(sentence(withoutFines(inputs)).dueRelease),
        )
      }),
      runs,
    )
  })

  it('days out never shorten it', () => {
    fc.assert(
      fc.property(single, (inputs) => {
        const { out: _, ...stayed } = withoutFines(inputs)
        const away = dayNumber(sentence(withoutFines(inputs)).dueRelease)
        expect(away).toBeGreaterThanOrEqual(dayNumber(sentence(stayed).dueRelease))
      }),
      runs,
    )
  })

  it('a silent order gives what a refusal gives, and says what a grant would', () => {
    fc.assert(
      fc.property(single, (inputs) => {
        const ordered = (order: 'GRANTED' | 'REFUSED' | 'SILENT') => ({
          ...inputs,
          sentences: inputs.sentences.map((one) => ({ ...one, setOff: { ...one.setOff, order } })),
        })
        const silent = sentence(ordered('SILENT'))
        expect(silent.dueRelease).toBe(sentence(ordered('REFUSED')).dueRelease)
        if (silent.ifSetOffGranted !== undefined) {
          expect(silent.ifSetOffGranted.dueRelease).toBe(sentence(ordered('GRANTED')).dueRelease)
        }
      }),
      runs,
    )
  })

  it('paying a fine never keeps anyone longer', () => {
    fc.assert(
      fc.property(single, fc.nat(4000), fc.nat(60_000), (inputs, after, amount) => {
        const one = inputs.sentences[0]!
        const fine = { amount: 50_000, defaultTerm: { months: 6 } }
        const on = isoDay(dayNumber(one.sentencedOn) + after)
        const unpaid = sentence({ ...inputs, sentences: [{ ...one, fine }] })
        const paid = sentence({
          ...inputs,
          sentences: [{ ...one, fine: { ...fine, payments: [{ on, amount }] } }],
        })
        expect(dayNumber(paid.dueRelease)).toBeLessThanOrEqual(dayNumber(unpaid.dueRelease))
        expect(dayNumber(paid.dueRelease)).toBeGreaterThanOrEqual(dayNumber(unpaid.substantiveExpiry))
      }),
      runs,
    )
  })
})

describe('of every clock it holds that', () => {
  const closures = fc.array(someDay, { maxLength: 40 })
  const weeklyOff = fc.subarray(['Fri', 'Sat', 'Sun'] as const)

  it('the effective day is open, not before the statutory one, and rolled once', () => {
    fc.assert(
      fc.property(someDay, closures, weeklyOff, (fir, closed, off) => {
        const calendar = courtCalendar({ weeklyOff: off, closed })
        const result = policeReport({ fir }, { calendar })
        const effective = dayNumber(result.effectiveDue)
        expect(calendar.isOpen(effective)).toBe(true)
        expect(effective).toBeGreaterThanOrEqual(dayNumber(result.statutoryDue))
        for (let day = dayNumber(result.statutoryDue); day < effective; day++)
          expect(calendar.isOpen(day)).toBe(false)
        expect(result.statutoryDue).toBe(policeReport({ fir }).statutoryDue)
      }),
      runs,
    )
  })

  it('a closed day more never makes a due date earlier', () => {
    fc.assert(
      fc.property(someDay, closures, fc.integer({ min: -3, max: 12 }), (judgment, closed, near) => {
        const facts = { appeal: 'sessions-conviction', judgment } as const
        const before = appealLimitation(facts, { calendar: courtCalendar({ closed }) })
        const more = [...closed, isoDay(dayNumber(before.statutoryDue) + near)]
        const after = appealLimitation(facts, { calendar: courtCalendar({ closed: more }) })
        expect(dayNumber(after.effectiveDue)).toBeGreaterThanOrEqual(dayNumber(before.effectiveDue))
        expect(after.statutoryDue).toBe(before.statutoryDue)
      }),
      runs,
    )
  })
})

describe('of liberty it holds that', () => {
  it('a later detention never makes bail due earlier, and a woman never waits longer than a man', () => {
    const max = fc.oneof(fc.constantFrom('DEATH' as const, 'LIFE' as const), fc.nat(400))
    fc.assert(
      fc.property(someDay, fc.nat(100), max, (since, later, maxPunishment) => {
        const due = (sex: 'M' | 'F', detainedSince: string) =>
          dayNumber(statutoryBail({ sex, maxPunishment, detainedSince }).eligibleFrom)
        expect(due('M', isoDay(dayNumber(since) + later))).toBeGreaterThanOrEqual(due('M', since))
        expect(due('F', since)).toBeLessThanOrEqual(due('M', since))
      }),
      runs,
    )
  })

  it('status turns once: not yet before the day, and not again after it', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -800, max: 800 }), (since, offset) => {
        const base = { sex: 'M', maxPunishment: 'DEATH', detainedSince: since } as const
        const eligible = dayNumber(statutoryBail(base).eligibleFrom)
        const { status } = statutoryBail({ ...base, asOf: isoDay(eligible + offset) })
        expect(status).toBe(offset < 0 ? 'NOT_YET' : 'PRIMA_FACIE_ELIGIBLE')
      }),
      runs,
    )
  })

  it('a longer sentence never makes appeal bail due earlier', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 300 }), fc.nat(60), (convictedOn, months, more) => {
        const due = (term: number) =>
          dayNumber(appealBail({ convictedOn, term: { months: term } }).eligibleFrom)
        expect(due(months + more)).toBeGreaterThanOrEqual(due(months))
      }),
      runs,
    )
  })

  it('remand is never more than used, and splitting a spell changes nothing but the orders', () => {
    fc.assert(
      fc.property(someDay, fc.nat(40), fc.nat(40), (start, length, cut) => {
        const from = dayNumber(start)
        const whole = remand({ police: [{ from: start, to: isoDay(from + length) }] })
        const at = from + (cut % (length + 1))
        const split = [{ from: start, to: isoDay(at) }]
        if (at < from + length) split.push({ from: isoDay(at + 1), to: isoDay(from + length) })
        expect(remand({ police: split })).toEqual(whole)
        expect(whole.policeDaysUsed).toBe(length + 1)
        expect(whole.exceeded).toBe(length + 1 > 15)
        expect(dayNumber(whole.latestLawfulDay!)).toBe(from + 14)
      }),
      runs,
    )
  })

  it('the gate opens only with no blocker, and one more case or hold never opens it', () => {
    const status = fc.constantFrom('UNDER_TRIAL', 'BAIL_GRANTED', 'CONVICTED', 'ACQUITTED', 'DISCHARGED')
    const one = fc.record(
      {
        id: fc.constantFrom('1/20', '2/21'),
        status,
        suretyAccepted: fc.boolean(),
        robkarVerified: fc.boolean(),
        expiry: someDay,
      },
      { requiredKeys: ['id', 'status'] },
    ) as fc.Arbitrary<InputsOf<'release-gate'>['cases'][number]>
    fc.assert(
      fc.property(someDay, fc.array(one, { maxLength: 4 }), one, (asOf, cases, extra) => {
        const gate = releaseGate({ asOf, cases })
        expect(gate.releasable).toBe(gate.blockers.length === 0)
        const more = releaseGate({
          asOf,
          cases: [...cases, extra],
          holds: [{ kind: 'OTHER_WARRANT', until: asOf }],
        })
        expect(more.releasable).toBe(false)
      }),
      runs,
    )
  })

  it('what remains on the jail roll, with what was served and remitted, is the total', () => {
    const roll = fc.tuple(fc.nat(20), fc.nat(11), fc.nat(29))
    fc.assert(
      fc.property(roll, roll, roll, (served, remission, left) => {
        const days = ([y, m, d]: readonly number[]) => y! * 360 + m! * 30 + d!
        const all = days(served) + days(remission) + days(left)
        const total: [number, number, number] = [
          Math.floor(all / 360),
          Math.floor((all % 360) / 30),
          all % 30,
        ]
        expect(jailRoll({ total, served, remission }).remaining).toEqual(left)
      }),
      runs,
    )
  })
})

describe('whatever is asked', () => {
  it('the engine answers or refuses by name, in both languages, and never falls over', () => {
    const seed = fc.constantFrom(...goldenCases)
    fc.assert(
      fc.property(
        seed,
        fc.constantFrom(...ruleNames),
        fc.string(),
        fc.anything(),
        (one, rule, key, value) => {
          const fields = Object.keys(one.inputs)
          const spoiled = { ...one.inputs, [fields[key.length % fields.length] ?? key]: value }
          for (const inputs of [spoiled, value, { [key]: value }]) {
            for (const asked of [rule, one.rule]) {
              const answer = compute({ rule: asked, inputs })
              if (!('error' in answer)) continue
              expect(answer.error.message.en).not.toBe('')
              expect(answer.error.message.ur).toMatch(/[\u0600-\u06FF]/)
            }
          }
        },
      ),
      { numRuns: runs.numRuns * 3 },
    )
  })
})
