import { type Day, daysIn, joinedSpells, readDay, type Spell } from '../calendar/day.ts'
import type { RulesInForce } from '../packs/rule-pack.ts'
import { LawInputError } from '../refusal.ts'
import type { InputsOf } from '../rule-schemas.ts'
import { endOfTerm, type Term } from './term.ts'

type SentenceInput = InputsOf<'sentence'>['sentences'][number]

/** One sentence as the court passed it, its dates read. */
export type Passed = {
  id: string
  on: Day
  term: Term
  order: 'GRANTED' | 'REFUSED' | 'SILENT'
  custody: readonly Spell[]
  barred: boolean
  /** False when it was passed in another trial than the sentences before it. */
  sameTrial: boolean
}

/**
 * Sentences that run one after another without a break. Concurrent sentences are chains of their own; the latest date
 * among the chains governs.
 */
export type Chain = {
  start: Day
  /** First day after the terms, before set-off, days out and remission. */
  ends: Day
  passed: Passed[]
  lives: number
  /** Where the (last) life term begins. */
  lifeStart: Day
  lastSentencedOn: Day
  flags: Set<string>
}

/** How a sentence was joined to those before it. */
export type Joining = 'BEGINS' | 'CONCURRENT' | 'CONSECUTIVE' | 'S35' | 'S397' | 'AFTER_EXPIRY'

export function readPassed(sentence: SentenceInput, index: number): Passed {
  const path = `inputs.sentences.${index}`
  return {
    id: sentence.id,
    on: readDay(sentence.sentencedOn, `${path}.sentencedOn`),
    term: sentence.term,
    order: sentence.setOff?.order ?? 'SILENT',
    custody: (sentence.setOff?.custody ?? []).map((spell, at) =>
      readSpell(spell, `${path}.setOff.custody.${at}`),
    ),
    barred: sentence.remissionBar !== undefined && sentence.remissionBar !== null,
    sameTrial: sentence.sameTrial !== false,
  }
}

/** @throws LawInputError when the spell ends before it begins */
export function readSpell(spell: { from: string; to: string }, path: string): Spell {
  const from = readDay(spell.from, `${path}.from`)
  const to = readDay(spell.to, `${path}.to`)
  if (to < from) throw LawInputError.outOfOrder(`${path}.to`, spell.to, spell.from)
  return { from, to }
}

/**
 * Days wholly out of custody: the days of release and of return both count as custody. An absence from one day to the
 * next holds no such day; its spell is empty and adds nothing.
 */
export function readDaysOut(out: InputsOf<'sentence'>['out']): Spell[] {
  const spells = (out ?? []).map((absence, index) => {
    const released = readDay(absence.released, `inputs.out.${index}.released`)
    const returned = readDay(absence.returned, `inputs.out.${index}.returned`)
    if (returned < released) {
      throw LawInputError.outOfOrder(`inputs.out.${index}.returned`, absence.returned, absence.released)
    }
    return { from: released + 1, to: returned - 1 }
  })
  return joinedSpells(spells)
}

/** Days out that fell within the chain, each pushing its end onwards; once it has ended, being out is freedom. */
export function daysOutOf(chain: Pick<Chain, 'start' | 'ends'>, out: readonly Spell[]): number {
  let days = 0
  for (const absence of out) {
    if (absence.from >= chain.ends + days) break
    days += Math.max(0, absence.to - Math.max(absence.from, chain.start) + 1)
  }
  return days
}

/** Custody in the case before the chain began, each day once however many sentences claim it. */
export function setOffOf(chain: Chain): number {
  const spells: Spell[] = []
  for (const passed of chain.passed) {
    if (passed.order !== 'GRANTED') continue
    for (const spell of passed.custody) {
      const to = Math.min(spell.to, chain.start - 1)
      if (spell.from <= to) spells.push({ from: spell.from, to })
    }
  }
  return daysIn(spells)
}

/** True when custody claimed for a later sentence was already served under an earlier one of the same chain. */
export function claimsServedDays(chain: Chain): boolean {
  return chain.passed.some(
    (passed) =>
      passed.order === 'GRANTED' &&
      passed.custody.some(
        (spell) => spell.to >= chain.start && Math.max(spell.from, chain.start) < passed.on,
      ),
  )
}

/**
 * Joins the sentences into chains. A court that does not say how a sentence runs is taken to mean one after the other
 * (s.35 for the same trial, s.397 for a later one), and that is flagged.
 */
export function chainsOf(
  sentences: InputsOf<'sentence'>['sentences'],
  out: readonly Spell[],
  rules: RulesInForce,
  onJoin?: (passed: Passed, how: Joining, start: Day, end: Day) => void,
): Chain[] {
  const chains: Chain[] = []
  sentences.forEach((sentence, index) => {
    const passed = readPassed(sentence, index)
    const latest = latestEnding(chains)
    if (latest === undefined || sentence.relation === 'CONCURRENT') {
      const begun = newChain(passed, rules)
      chains.push(begun)
      onJoin?.(passed, latest === undefined ? 'BEGINS' : 'CONCURRENT', begun.start, begun.ends)
      return
    }
    const runsUntil = latest.ends + daysOutOf(latest, out)
    if (passed.on >= runsUntil) {
      // Not "already undergoing" a sentence (s.397): the new one begins on its own day.
      const begun = newChain(passed, rules)
      chains.push(begun)
      onJoin?.(passed, 'AFTER_EXPIRY', begun.start, begun.ends)
      return
    }
    const silent = sentence.relation !== 'CONSECUTIVE'
    if (silent) latest.flags.add(passed.sameTrial ? 'RUNNING_NOT_DIRECTED_S35' : 'RUNNING_NOT_DIRECTED_S397')
    if (chains.at(-1) !== latest) latest.flags.add('CONSECUTIVE_TO_WHICH_SENTENCE_REFER')
    if (passed.on >= runsUntil - setOffOf(latest) && passed.on > latest.lastSentencedOn) {
      latest.flags.add('EARLIER_TERM_MAY_HAVE_EXPIRED_REFER')
    }
    const start = latest.ends
    append(latest, passed, rules)
    onJoin?.(passed, silent ? (passed.sameTrial ? 'S35' : 'S397') : 'CONSECUTIVE', start, latest.ends)
  })
  return chains
}

function latestEnding(chains: readonly Chain[]): Chain | undefined {
  let latest: Chain | undefined
  for (const chain of chains) if (latest === undefined || chain.ends > latest.ends) latest = chain
  return latest
}

function newChain(passed: Passed, rules: RulesInForce): Chain {
  const chain: Chain = {
    start: passed.on,
    ends: passed.on,
    passed: [],
    lives: 0,
    lifeStart: passed.on,
    lastSentencedOn: passed.on,
    flags: new Set(),
  }
  append(chain, passed, rules)
  return chain
}

function append(chain: Chain, passed: Passed, rules: RulesInForce): void {
  if (passed.term === 'LIFE') {
    chain.lives++
    chain.lifeStart = chain.ends
  }
  chain.ends = endOfTerm(chain.ends, passed.term, rules, passed.on)
  chain.passed.push(passed)
  chain.lastSentencedOn = Math.max(chain.lastSentencedOn, passed.on)
}
