import { withinOneEdit } from './distance.ts'
import { detectScript, foldLetters, type Script, wordsOf } from './letters.ts'
import {
  ABDUL,
  AFTER_GOD,
  ALIAS_MARK,
  ARTICLE,
  GOD,
  MUHAMMAD,
  RELATION_FORMS,
  RELATIONS,
  type RelationKind,
  SHORT_FAMILY,
  TITLES,
} from './name-words.ts'
import { joinArticle, romaniseLetters, skeleton, soundOf } from './sound.ts'
import { entriesOf, isPhrase, LONGEST_PHRASE, nameEntries, splitJoined } from './variants.ts'

/** `muhammad` is nearly weightless: it is added and dropped freely, so it names nobody by itself. */
export type NameTokenKind = 'given' | 'family' | 'muhammad'

export interface NameToken {
  /** Folded, compounds run together: "abdulqadir", "عبدالقادر". */
  text: string
  kind: NameTokenKind
  /** Consonants alike in both scripts; through the variant table where it knows the name. */
  skeleton: string
  /** Roman sound with vowels, for Roman-to-Roman closeness. */
  sound: string
  /** Names of the variant table this may be, the likeliest first. */
  entries: readonly number[]
}

export interface PersonName {
  script: Script
  titles: string[]
  tokens: NameToken[]
  aliases: NameToken[][]
  relations: { kind: RelationKind; word: string; tokens: NameToken[] }[]
}

function tokenOf(text: string, kind?: NameTokenKind): NameToken {
  const entries = entriesOf(text)
  const entry = entries.length > 0 ? nameEntries[entries[0]!] : undefined
  const roman = entry ? foldLetters(entry.roman).replaceAll(' ', '') : null
  const spoken = roman ?? (detectScript(text) === 'arabic' ? romaniseLetters(text) : text)
  return {
    text,
    kind: kind ?? (entry?.nameClass === 'family' || isTribal(text) ? 'family' : 'given'),
    skeleton: skeleton(roman ?? text),
    sound: soundOf(spoken),
    entries,
  }
}

/** Pashtun clans end in -zai; the table cannot list them all. */
const isTribal = (text: string) => text.length > 5 && /(zai|zay|zae|زی|زای)$/.test(text)

const MUHAMMAD_TOKEN: NameToken = { ...tokenOf('muhammad', 'muhammad'), skeleton: 'mhmd' }

function isMuhammad(word: string): boolean {
  if (MUHAMMAD.has(word)) return true
  if (word.length < 6 || entriesOf(word).length > 0) return false
  return ['muhammad', 'mohammad', 'mohammed'].some((form) => withinOneEdit(word, form))
}

/** "muhammadkareem" and "muhammadrkareem" are two words whose space was lost or mistyped. */
function cutJoined(word: string): string[] {
  if (word.length >= 10)
    for (const form of ['muhammad', 'mohammad', 'mohammed']) {
      if (word.startsWith(form)) {
        const rest = word.slice(form.length)
        const shorter = rest.slice(1)
        const slipped = entriesOf(rest).length === 0 && entriesOf(shorter).length > 0
        return [form, slipped ? shorter : rest]
      }
      if (word.endsWith(form)) return [word.slice(0, -form.length), form]
    }
  return splitJoined(word) ?? [word]
}

const isArabic = (word: string) => /\p{Script=Arabic}/u.test(word)

/** Runs compounds together: Abdul X, X ullah, Allah Ditta, X ud Din, and the table's two-word names. */
function joinCompounds(words: readonly string[]): string[] {
  const joined: string[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    const next = words[at + 1]
    const afterNext = words[at + 2]
    const previous = joined.at(-1)
    if (ABDUL.has(word) && next !== undefined) {
      const skipsArticle = word === 'abd' && ARTICLE.has(next) && afterNext !== undefined
      const rest = skipsArticle ? afterNext : next
      joined.push(isArabic(word) ? word + rest : `abdul${rest}`)
      at += skipsArticle ? 2 : 1
    } else if (next !== undefined && LONGEST_PHRASE > 1 && isPhrase([word, next])) {
      joined.push(word + next)
      at++
    } else if (GOD.has(word) && next !== undefined && AFTER_GOD.has(next)) {
      joined.push(word + next)
      at++
    } else if (previous !== undefined && !isMuhammad(previous) && /^(ullah|ulla|allah|اللہ)$/.test(word))
      joined[joined.length - 1] = previous + (isArabic(word) ? word : 'ullah')
    else if (previous !== undefined && ARTICLE.has(word) && next !== undefined) {
      joined[joined.length - 1] = previous + word + next
      at++
    } else if (previous !== undefined && !isMuhammad(previous) && /^ال..+/.test(word))
      joined[joined.length - 1] = joinArticle(previous, word)
    else joined.push(word.replace(/^abdu[rszntd](?=[rszntd]\p{L}{2})/u, 'abdul'))
  }
  return joined
}

interface NamePart {
  titles: string[]
  tokens: NameToken[]
}

function readPart(folded: string): NamePart {
  const raw = wordsOf(folded)
  const spelled = raw.map((word, at) => {
    if (word === 'm' && at < raw.length - 1) return 'muhammad'
    return SHORT_FAMILY[word] ?? word
  })
  const words = joinCompounds(spelled.flatMap(cutJoined))
  const titles = words.filter((word, at) => isTitle(word, at))
  // A man registered only as "Sardar" is named Sardar.
  const names = titles.length === words.length ? words : words.filter((word, at) => !isTitle(word, at))
  const tokens = names.map((word) => (isMuhammad(word) ? MUHAMMAD_TOKEN : tokenOf(word)))
  // "Khan" or "Shah" standing alone is that person's given name; "Muhammad Afridi" is a Muhammad of the Afridis.
  if (tokens.length > 0 && tokens.every((token) => token.kind === 'family'))
    tokens[0] = { ...tokens[0]!, kind: 'given' }
  return { titles: titles.length === words.length ? [] : titles, tokens }
}

const LONG_TITLES = [...TITLES].filter((title) => title.length >= 5)

function isTitle(word: string, at: number): boolean {
  if (TITLES.has(word)) return true
  if (at > 0 || word.length < 5 || entriesOf(word).length > 0) return false
  return LONG_TITLES.some((title) => withinOneEdit(word, title))
}

/**
 * Takes a name as a register writes it apart: titles, names, aliases ("NAME @ ALIAS", عرف) and relatives
 * (s/o, d/o, w/o, ولد, بنت, زوجہ). Reads Urdu, Roman and mixed text; never throws; empty text gives empty lists.
 */
export function parsePersonName(text: string): PersonName {
  const [main = '', ...aliasTexts] = foldLetters(text).split(ALIAS_MARK)
  let marked = main
  for (const [form, word] of RELATION_FORMS) marked = marked.replace(form, word)
  const [own = '', ...relatives] = marked.split('\u0001')
  const relations: PersonName['relations'] = []
  for (const relative of relatives) {
    const [word = '', ...rest] = wordsOf(relative)
    const kind = RELATIONS[word]
    if (kind !== undefined) relations.push({ kind, word, tokens: readPart(rest.join(' ')).tokens })
  }
  const aliases: NameToken[][] = []
  for (const aliasText of aliasTexts) {
    // "Ramzan @ Chota s/o Aslam": what follows the relation word is the father, not the alias.
    let aliasMarked = aliasText
    for (const [form, word] of RELATION_FORMS) aliasMarked = aliasMarked.replace(form, word)
    const [alias = '', ...after] = aliasMarked.split('\u0001')
    const { tokens } = readPart(alias)
    if (tokens.length > 0) aliases.push(tokens)
    for (const relative of after) {
      const [word = '', ...rest] = wordsOf(relative)
      const kind = RELATIONS[word]
      if (kind !== undefined) relations.push({ kind, word, tokens: readPart(rest.join(' ')).tokens })
    }
  }
  const part = readPart(own)
  return { script: detectScript(text), titles: part.titles, tokens: part.tokens, aliases, relations }
}
