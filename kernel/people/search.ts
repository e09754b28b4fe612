import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import {
  closestWord,
  overlap,
  remembering,
  rememberingCloseness,
  sameLetters,
  wordCloseness,
  wordsAsWritten,
  wordsOfName,
} from './closeness.ts'
import type { Candidate, PersonCard } from './contract.ts'
import { type NameToken, normaliseName, parsePersonName } from './names/index.ts'
import { personCards } from './records.ts'

/** Records weighed for one search at most: namesakes beyond it differ in nothing the query says. */
const weighed = 300
/** A record this close to the letter says what was asked, but for a word more or less. */
const sure = 0.9
/** So many that fit as written make other spellings needless. */
const enough = 5
/** Spellings tried for one misspelt or half-typed word. */
const spellings = 6

interface Hit {
  record_id: string
  person_id: string
  tier: 'cnic' | 'cnic-end' | 'phone' | 'exact' | 'father' | 'name' | 'any' | 'part'
  name_forms: string[]
  father_key: string
  cnic: string | null
  phone_key: string | null
  aliases: string[]
}

type Why = Candidate['why'][number]

/** Where a search looks. */
export interface Reach<Card> {
  /** A database function with the arguments and columns of `people.search_records`; it says whose records may be looked at. */
  readonly records: string
  /** What may be shown of those found; who is left out is not shown at all. */
  readonly cards: (tx: Tx, personIds: readonly string[]) => Promise<Map<string, Card>>
}

const ownUnits: Reach<PersonCard> = { records: 'people.search_records', cards: personCards }

/**
 * Persons whose visible records fit a query: a CNIC or telephone number, whole or a part (dashes allowed), or a name in either
 * script, whole, partial or misspelt, with the father after `s/o` or `ولد`, or both, best first. Everything that looks for
 * people goes through here: the palette, admission, the FIR form. Only records within reach are looked at, which are those of the
 * caller's units unless a module has a wider reach of its own; nothing tells how many others fit.
 */
export async function findPeople(tx: Tx, query: string, limit: number): Promise<Candidate[]>
export async function findPeople<Card>(
  tx: Tx,
  query: string,
  limit: number,
  reach: Reach<Card>,
): Promise<(Card & Fit)[]>
export async function findPeople(
  tx: Tx,
  query: string,
  limit: number,
  reach: Reach<object> = ownUnits,
): Promise<(object & Fit)[]> {
  const { name, digits } = apart(query)
  const best = digits === '' ? [] : await byDigits(tx, reach, digits)
  if (name !== '') best.push(...(await byName(tx, reach, name)))
  const persons = new Map<string, { why: Why[]; closeness: number }>()
  for (const one of best) {
    const known = persons.get(one.personId) ?? { why: [], closeness: 0 }
    const why = known.closeness < one.closeness ? one.why : known.why
    // Found by number and by name: both are said.
    const number = known.why.find((each) => each === 'cnic' || each === 'phone')
    persons.set(one.personId, {
      why: number === undefined ? why : [...new Set([number, ...known.why, ...one.why])],
      closeness: Math.max(known.closeness, one.closeness),
    })
  }
  const first = [...persons]
    .sort((a, b) => b[1].closeness - a[1].closeness || (a[0] < b[0] ? -1 : 1))
    .slice(0, limit)
  const cards = await reach.cards(
    tx,
    first.map(([personId]) => personId),
  )
  return first.flatMap(([personId, { why, closeness }]) => {
    const card = cards.get(personId)
    return card === undefined ? [] : [{ ...card, why, closeness }]
  })
}

type Fit = Pick<Candidate, 'why' | 'closeness'>

/** A query's number, which needs four digits to say anything, and its words. A form asks for both at once. */
function apart(query: string): { name: string; digits: string } {
  const [number = ''] = /\p{Nd}[\p{Nd}\s-]*\p{Nd}/u.exec(query) ?? []
  const digits = normaliseName(number).replace(/\D/g, '')
  if (digits.length < 4) return { name: query, digits: '' }
  const name = query.replace(number, ' ')
  return { name: normaliseName(name) === '' ? '' : name, digits }
}

interface Weighed {
  readonly personId: string
  readonly why: Why[]
  readonly closeness: number
}

async function byDigits(tx: Tx, reach: Reach<object>, digits: string): Promise<Weighed[]> {
  const hits = await ask(tx, reach, { form: '', groups: [], fathers: [], digits })
  return hits.map((hit) => {
    const whole =
      hit.tier === 'phone' ? hit.phone_key === digits.slice(-10) : hit.tier === 'cnic' && hit.cnic === digits
    return {
      personId: hit.person_id,
      why: [hit.tier === 'phone' ? 'phone' : 'cnic'],
      closeness: whole ? 1 : hit.tier === 'cnic-end' ? 0.8 : 0.9,
    }
  })
}

async function byName(tx: Tx, reach: Reach<object>, query: string): Promise<Weighed[]> {
  const form = normaliseName(query)
  const parsed = parsePersonName(query)
  const all = [...parsed.tokens, ...parsed.aliases.flat()]
  const weighty = all.filter((token) => token.kind !== 'muhammad')
  const own = weighty.length > 0 ? weighty : all
  const fathers = parsed.relations.flatMap(({ tokens }) =>
    tokens.filter((token) => token.kind !== 'muhammad'),
  )
  const words = [...own, ...fathers]
  const asked: Asked = {
    whole: parsed.relations.length > 0 ? '' : form,
    words: parsed.relations.length > 0 ? parsed.tokens : wordsAsWritten(form),
    own,
    fathers,
    father: parsed.relations.flatMap(({ tokens }) => tokens),
  }
  const weigh = weigherOf(asked, rememberingCloseness())
  const toTheLetter = weigherOf(asked, sameLetters)
  // First as written, then with every spelling: among a million, wide nets drown the one who fits to the letter.
  const narrow = words.map((token) => [token.skeleton])
  const hits = await ask(tx, reach, {
    form: parsed.relations.length > 0 ? '' : form,
    groups: narrow.slice(0, own.length),
    fathers: narrow.slice(own.length),
    digits: '',
  })
  const found = hits.map(weigh)
  if (hits.filter((hit) => toTheLetter(hit).closeness >= sure).length < enough) {
    const known = await soundingLike(tx, words)
    const wide = narrow.map((group, at) => [...group, ...(known[at] ?? [])])
    // Asked again even where no other spelling is known, or the time would tell which words the registry has met.
    const more = await ask(tx, reach, {
      form: '',
      groups: wide.slice(0, own.length),
      fathers: wide.slice(own.length),
      digits: '',
    })
    const fits = [...hits, ...more]
    // One word may be wrong, or not in the record at all.
    if (own.length > 1 && fits.length < enough)
      for (const group of narrow.slice(0, own.length))
        fits.push(...(await ask(tx, reach, { form: '', groups: [group], fathers: [], digits: '' })))
    const seen = new Set(hits.map((hit) => hit.record_id))
    for (const hit of fits) {
      if (seen.has(hit.record_id)) continue
      seen.add(hit.record_id)
      found.push(weigh(hit))
    }
  }
  return found
}

/** Skeletons of words the registry knows that start like, sound like, or are a slip away from each of these; the nearest first. */
async function soundingLike(tx: Tx, tokens: readonly NameToken[]): Promise<string[][]> {
  if (tokens.length === 0) return []
  const { rows } = await sql<{ at: number; word: string; sound: string; skeleton: string }>`
    select at, word, sound, skeleton from people.words_like(${tokens.map((token) => token.text)}::text[],
      ${tokens.map((token) => token.sound)}::text[], ${spellings * 8})`.execute(tx)
  return tokens.map((token, index) => {
    const likely = rows
      .filter((row) => row.at === index + 1 && row.skeleton !== token.skeleton)
      .map(({ word, sound, skeleton }) => ({
        skeleton,
        closeness: wordCloseness(token, { ...token, text: word, sound, skeleton }).closeness,
      }))
      .sort((a, b) => b.closeness - a.closeness)
    return [...new Set(likely.map((row) => row.skeleton))].slice(0, spellings)
  })
}

async function ask(
  tx: Tx,
  reach: Reach<object>,
  given: { form: string; groups: string[][]; fathers: string[][]; digits: string },
): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    select record_id, person_id, tier, name_forms, father_key, cnic, phone_key, aliases from ${sql.table(reach.records)}(${given.form}, ${JSON.stringify(given.groups)}::jsonb, ${JSON.stringify(given.fathers)}::jsonb,
      ${given.digits}, ${weighed})`.execute(tx)
  const once = new Map<string, Hit>()
  for (const row of rows) if (!once.has(row.record_id)) once.set(row.record_id, row)
  return [...once.values()]
}

interface Asked {
  readonly whole: string
  /** The name as written, Muhammad and all; after `s/o` compounds are one word. */
  readonly words: readonly NameToken[]
  readonly own: readonly NameToken[]
  readonly fathers: readonly NameToken[]
  /** The father as written in the same way. */
  readonly father: readonly NameToken[]
}

/** How well a record fits, 0 to 1, and why. For ordering only: it decides nothing about who is who. */
function weigherOf(asked: Asked, compare: typeof wordCloseness): (hit: Hit) => Weighed {
  const ownWords = remembering((form) => wordsOfName(form, asked.own))
  const fatherWordsOf = remembering((form) => wordsOfName(form, [...asked.fathers, ...asked.own]))
  const written = remembering(wordsAsWritten)
  return (hit) => {
    const why = new Set<Why>()
    if (hit.tier === 'exact') why.add(isAlias(hit, asked.whole) ? 'alias' : 'name')
    const words = hit.name_forms.flatMap(ownWords)
    const fatherForms = hit.father_key === '' ? [] : hit.father_key.split(' | ')
    const fatherWords = fatherForms.flatMap(fatherWordsOf)
    let sum = 0
    for (const token of asked.own) {
      const best = closestWord(token, words, compare)
      // Without a word between, what was asked may be the father's.
      const father = best.closeness >= 0.5 ? 0 : 0.5 * closestWord(token, fatherWords, compare).closeness
      if (father > best.closeness && father >= 0.3) why.add('father')
      else if (best.closeness > 0) why.add(best.why)
      sum += Math.max(best.closeness, father)
    }
    const share = asked.own.length === 0 ? 0.5 : sum / asked.own.length
    // A record that says much more than was asked fits less well than one that says just that.
    const closest = Math.max(0, ...hit.name_forms.map((form) => overlap(written(form), asked.words, compare)))
    const exact = hit.tier === 'exact' ? 0.1 : 0
    if (asked.fathers.length === 0)
      return {
        personId: hit.person_id,
        why: [...why],
        closeness: Math.min(1, 0.75 * share + 0.15 * closest + exact),
      }
    const fathers = asked.fathers.map((token) => closestWord(token, fatherWords, compare).closeness)
    const fatherShare = fathers.reduce((total, one) => total + one, 0) / fathers.length
    if (fatherShare >= 0.5) why.add('father')
    const fatherClosest = Math.max(
      0,
      ...fatherForms.map((form) => overlap(written(form), asked.father, compare)),
    )
    return {
      personId: hit.person_id,
      why: [...why],
      closeness: Math.min(1, 0.5 * share + 0.1 * closest + 0.3 * fatherShare + 0.1 * fatherClosest),
    }
  }
}

function isAlias(hit: Hit, form: string): boolean {
  return form !== '' && hit.aliases.some((alias) => normaliseName(alias) === form)
}
