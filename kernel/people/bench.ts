import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import pg from 'pg'
import { asActor } from '#kernel/access'
import { serviceActors } from '#kernel/events'
import { connect } from '#platform/db'
import { ensurePostgres, homeFolder } from '#platform/postgres'
import { keysOfRecord, type NamedRecord } from './keys-of-record.ts'
import { withinOneEdit } from './names/distance.ts'
import { findMatches, type StoredRecord } from './weighing.ts'

/** What the benchmark needs of the tools: a seeded source of fictional persons, and the application as a process. */
export interface BenchTools {
  readonly say: (line: string) => void
  readonly persons: number
  readonly queries: number
  /** The same number always gives the same person. */
  person(n: number): BenchPerson
  /** Starts the application on that home. Sign in when the persons are loaded: a session that rests for long ends. */
  start(
    home: string,
  ): Promise<{ base: string; signIn(username: string): Promise<string>; stop(): Promise<void> }>
}

export interface BenchPerson {
  readonly nameEn: string
  readonly nameUr: string
  readonly fatherEn: string
  readonly fatherUr: string
  readonly alias: string | null
  readonly sex: 'M' | 'F'
  readonly birthDate: string
  readonly birthPrecision: string
  readonly cnic: string | null
  readonly phone: string | null
  readonly district: string
}

const batch = 2_000
const unit = 'PS-HYD-CNT'
const home = (): string => join(homeFolder(), '..', '.mizan-bench-people')

const namedOf = (person: BenchPerson): NamedRecord => ({
  ...person,
  aliases: person.alias === null ? [] : [person.alias],
})

/** Identifiers that are the same in every run, so that what is found can be compared with what was asked. */
const idOf = (n: number, kind: 1 | 2): string =>
  `0000000${kind}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** Loads the persons once; a later run finds them there. Indexes are made afterwards: random keys in a growing index are slow. */
async function load(client: pg.Client, tools: BenchTools): Promise<void> {
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from people.record where source_ref = 'bench'`,
  )
  if (rows[0]!.n === tools.persons) return
  if (rows[0]!.n > 0)
    throw new Error('The benchmark database holds another number of persons: delete its folder.')
  const { rows: unitRows } = await client.query<{ id: number; others: number[] }>(
    `select (select id from units.unit where code = $1) as id,
       (select array_agg(id order by id) from units.unit where kind = 'police-station' and jurisdiction = 'PK-SD') as others`,
    [unit],
  )
  const { id: unitId, others } = unitRows[0]!
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
      where indrelid in ('people.record'::regclass, 'people.record_key'::regclass, 'people.link'::regclass) and not indisunique`,
  )
  for (const table of ['person', 'record', 'link'])
    await client.query(`alter table people.${table} disable trigger user`)
  await client.query(`alter table people.record_key disable trigger all`)
  for (const index of indexes) await client.query(`drop index ${index.name}`)
  await client.query(`alter table people.record_key drop constraint record_key_pkey`)
  const words = new Map<string, { word: string; sound: string; skeleton: string }>()
  const from = performance.now()
  for (let at = 0; at < tools.persons; at += batch) {
    const numbers = Array.from({ length: Math.min(batch, tools.persons - at) }, (_, n) => at + n)
    const records: Record<string, unknown>[] = []
    const keyOf: string[] = []
    const recordOf: string[] = []
    for (const n of numbers) {
      const person = tools.person(n)
      const named = namedOf(person)
      const keys = keysOfRecord(named)
      for (const word of keys.words) words.set(word.word, word)
      for (const key of new Set(keys.blocks)) {
        keyOf.push(key)
        recordOf.push(idOf(n, 1))
      }
      // One in a thousand is known to the station that asks; everybody to the province's reviewer.
      const owner = n % 1_000 === 0 ? unitId : others[n % others.length]!
      records.push({
        id: idOf(n, 1),
        jurisdiction: 'PK-SD',
        agency: 'police',
        unit_id: owner,
        units: [owner],
        source_ref: 'bench',
        name_en: person.nameEn,
        name_ur: person.nameUr,
        father_en: person.fatherEn,
        father_ur: person.fatherUr,
        aliases: named.aliases,
        sex: person.sex,
        birth_date: person.birthDate,
        birth_precision: person.birthPrecision,
        cnic: person.cnic,
        phone: person.phone,
        district: person.district,
        name_key: keys.nameKey,
        name_tokens: keys.nameTokens,
        name_forms: keys.nameForms,
        father_key: keys.fatherKey,
        father_tokens: keys.fatherTokens,
        phone_key: keys.phoneKey,
        key_version: keys.keyVersion,
        created_by: '00000000-0000-7000-8000-000000000000',
      })
    }
    const columns = Object.keys(records[0]!).join(', ')
    await client.query(
      `insert into people.record (${columns}) select ${columns} from jsonb_populate_recordset(null::people.record, $1::jsonb)`,
      [
        JSON.stringify(
          records.map((record) => ({ ...record, verified: [], as_written: {}, nationality: 'PK' })),
        ),
      ],
    )
    await client.query(`insert into people.person (id, jurisdiction) select unnest($1::uuid[]), 'PK-SD'`, [
      numbers.map((n) => idOf(n, 2)),
    ])
    await client.query(
      `insert into people.link (jurisdiction, record_id, person_id, made_by) select 'PK-SD', r, p, 'source' from unnest($1::uuid[], $2::uuid[]) as t(r, p)`,
      [numbers.map((n) => idOf(n, 1)), numbers.map((n) => idOf(n, 2))],
    )
    await client.query(
      `insert into people.record_key (key, record_id, jurisdiction) select k, r, 'PK-SD' from unnest($1::bigint[], $2::uuid[]) as t(k, r)`,
      [keyOf, recordOf],
    )
    if ((at / batch) % 25 === 24)
      tools.say(`${at + batch} persons in ${Math.round((performance.now() - from) / 1_000)} s`)
  }
  const list = [...words.values()]
  await client.query(
    `insert into people.name_word select * from unnest($1::text[], $2::text[], $3::text[]) on conflict do nothing`,
    [list.map(({ word }) => word), list.map(({ sound }) => sound), list.map(({ skeleton }) => skeleton)],
  )
  tools.say('Making the indexes …')
  await client.query(`set maintenance_work_mem = '1GB'`)
  for (const index of indexes) await client.query(index.definition)
  await client.query(
    `alter table people.record_key add constraint record_key_pkey primary key (key, record_id)`,
  )
  for (const table of ['person', 'record', 'link'])
    await client.query(`alter table people.${table} enable trigger user`)
  await client.query(`alter table people.record_key enable trigger all`)
  await client.query(
    'vacuum analyze people.record, people.record_key, people.link, people.person, people.name_word',
  )
  tools.say(`Loaded in ${Math.round((performance.now() - from) / 1_000)} s`)
}

const spread = (times: number[]) => {
  times.sort((a, b) => a - b)
  const at = (share: number): number =>
    Number((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1))
  return { p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) }
}

async function opened<T>(
  tools: BenchTools,
  work: (url: string, client: pg.Client) => Promise<T>,
): Promise<T> {
  const postgres = await ensurePostgres({ home: home(), log: () => undefined, databaseUrl: undefined })
  const client = new pg.Client({ connectionString: postgres.url('mizan') })
  await client.connect()
  try {
    await load(client, tools)
    return await work(postgres.url('mizan', 'mizan_app'), client)
  } finally {
    await client.end()
    await postgres.stop()
  }
}

/** A slip of the pen: one letter lost or two neighbours swapped, in the longest word. */
function misspelt(name: string, n: number): string {
  const words = name.split(' ')
  const longest = words.reduce((best, word, at) => (word.length > words[best]!.length ? at : best), 0)
  const word = words[longest]!
  const cut = 1 + (n % Math.max(1, word.length - 2))
  words[longest] =
    n % 2 === 0
      ? word.slice(0, cut) + word.slice(cut + 1)
      : word.slice(0, cut) + (word[cut + 1] ?? '') + word[cut]! + word.slice(cut + 2)
  return words.join(' ')
}

const kinds: Readonly<Record<string, (person: BenchPerson, n: number) => string | null>> = {
  urdu: (person) => person.nameUr,
  'urdu with father': (person) => `${person.nameUr} ولد ${person.fatherUr}`,
  roman: (person) => person.nameEn,
  'roman with father': (person) => `${person.nameEn} s/o ${person.fatherEn}`,
  cnic: (person) => person.cnic,
  'cnic, first eleven digits': (person) => person.cnic?.slice(0, 11) ?? null,
  'misspelt, with father': (person, n) => `${misspelt(person.nameEn, n)} s/o ${person.fatherEn}`,
  'partial, with father': (person) =>
    `${person.nameEn.slice(0, Math.max(4, person.nameEn.length - 2))} s/o ${person.fatherEn}`,
}

/** Who searches: a reviewer sees everybody, a station one in a thousand, and admission looks through the prisons as well. */
const searchers = [
  { username: 'reviewer', path: '/api/people/search?limit=10', knows: () => true },
  { username: 'registrar.hyd', path: '/api/people/search?limit=6', knows: (n: number) => n % 1_000 === 0 },
  { username: 'admissions.hyd', path: '/api/people/search?limit=6', knows: () => false },
  { username: 'admissions.hyd', path: '/api/custody/previous-imprisonments?', knows: () => false },
] as const

interface Signed {
  readonly base: string
  readonly path: string
  readonly cookie: string
}

/**
 * Searches 1,000,000 persons through HTTP, with row-level security and audit, as the posts that do it every day. Persons who share
 * the asked name and father to the letter count as the one sought: the query cannot tell them apart. For misspelt names it also
 * counts how often the letters leave no doubt at all: that is the most any search can find first.
 */
export async function searchBench(tools: BenchTools): Promise<unknown> {
  const app = await tools.start(home())
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  try {
    return await opened(tools, async () => {
      const posts: Record<string, unknown> = {}
      for (const { username, path, knows } of searchers) {
        const signed = { base: app.base, path, cookie: await app.signIn(username) }
        const post = `${username} ${path.split('?')[0]}`
        const figures: Record<string, unknown> = {}
        const all: number[] = []
        for (const kind of Object.keys(kinds)) {
          const { times, ...found } = await searchKind(tools, agent, signed, kind, knows)
          all.push(...times)
          figures[kind] = { queries: times.length, ...spread(times), ...found }
          tools.say(`${post}, ${kind}: ${JSON.stringify(figures[kind])}`)
        }
        posts[post] = { figures, all: spread(all) }
      }
      const cookie = await app.signIn('registrar.hyd')
      const hidden = await hiddenOrNobody(tools, agent, { base: app.base, path: searchers[1].path, cookie })
      tools.say(`hidden or nobody: ${JSON.stringify(hidden)}`)
      return { persons: tools.persons, posts, hidden, mostMisspelt: mostFoundFirst(tools) }
    })
  } finally {
    agent.destroy()
    await app.stop()
  }
}

/** Whom the n-th query is about: every other time one whom the asking station knows. */
function sought(tools: BenchTools, n: number): number {
  const thousand = (n * 7_919_000) % tools.persons
  return thousand - (thousand % 1_000) + (n % 2 === 0 ? 0 : n % 997)
}

async function searchKind(
  tools: BenchTools,
  agent: Agent,
  signed: Signed,
  kind: string,
  knows: (n: number) => boolean,
) {
  const times: number[] = []
  const known = { asked: 0, first: 0, topFive: 0 }
  for (let n = 0; times.length < tools.queries && n < tools.queries * 40; n += 1) {
    const number = sought(tools, n)
    const person = tools.person(number)
    const query = kinds[kind]!(person, n)
    if (query === null) continue
    const from = performance.now()
    const found = await ask(agent, signed, query)
    times.push(performance.now() - from)
    if (!knows(number)) continue
    const same = (one: Found): boolean =>
      kind.startsWith('cnic')
        ? one.cnic === person.cnic
        : one.nameUr === person.nameUr && (!kind.includes('father') || one.fatherUr === person.fatherUr)
    const place = found.findIndex(same)
    known.asked += 1
    if (place === 0) known.first += 1
    if (place >= 0 && place < 5) known.topFive += 1
  }
  const share = (count: number): number | null =>
    known.asked === 0 ? null : Number((count / known.asked).toFixed(3))
  return { times, foundFirst: share(known.first), foundInTopFive: share(known.topFive) }
}

/**
 * Of the misspelt queries, the share in which nobody else of the same father bears a name one slip from what was asked: among
 * several, the letters do not say which was meant.
 */
function mostFoundFirst(tools: BenchTools): number {
  const byFather = new Map<string, Set<string>>()
  for (let n = 0; n < tools.persons; n += 1) {
    const { fatherEn, nameEn } = tools.person(n)
    const names = byFather.get(fatherEn)
    if (names === undefined) byFather.set(fatherEn, new Set([nameEn]))
    else names.add(nameEn)
  }
  let certain = 0
  for (let n = 0; n < tools.queries; n += 1) {
    const person = tools.person(sought(tools, n))
    const asked = misspelt(person.nameEn, n).toLowerCase()
    const close = [...byFather.get(person.fatherEn)!].filter((name) =>
      withinOneEdit(name.toLowerCase(), asked),
    )
    certain += 1 / Math.max(1, close.length)
  }
  return Number((certain / tools.queries).toFixed(3))
}

/**
 * A station asks, in turns, for somebody whom only others know and for somebody who does not exist, made of the same words. A half
 * says that the time tells nothing.
 */
async function hiddenOrNobody(
  tools: BenchTools,
  agent: Agent,
  signed: Signed,
): Promise<Record<string, number>> {
  const asks: Record<string, (person: BenchPerson, other: BenchPerson) => readonly [string, string] | null> =
    {
      cnic: ({ cnic }) => (cnic === null ? null : [cnic, `${cnic.slice(0, 5)}9999999${cnic.slice(-1)}`]),
      'name and father': (one, other) => [
        `${one.nameUr} ولد ${one.fatherUr}`,
        `${one.nameUr} ولد ${other.fatherUr}`,
      ],
    }
  const shares: Record<string, number> = {}
  for (const [kind, pairOf] of Object.entries(asks)) {
    const times: [number[], number[]] = [[], []]
    for (let n = 0; times[0].length < tools.queries && n < tools.queries * 4; n += 1) {
      const pair = pairOf(tools.person(n * 1_000 + 7), tools.person(n * 1_000 + 13))
      if (pair === null) continue
      for (const which of n % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        const from = performance.now()
        await ask(agent, signed, pair[which])
        times[which].push(performance.now() - from)
      }
    }
    shares[kind] = Number(shareSlower(times[0], times[1]).toFixed(3))
  }
  return shares
}

/** The share of pairs in which the one took longer than the other. */
function shareSlower(one: readonly number[], other: readonly number[]): number {
  let slower = 0
  for (const a of one) for (const b of other) slower += a > b ? 1 : a === b ? 0.5 : 0
  return slower / (one.length * other.length)
}

interface Found {
  readonly nameUr: string | null
  readonly fatherUr: string | null
  readonly cnic: string | null
}

function ask(agent: Agent, app: Signed, query: string): Promise<Found[]> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${app.base}${app.path}&q=${encodeURIComponent(query)}`,
      { agent, headers: { cookie: app.cookie } },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => {
          text += chunk
        })
        answer.on('end', () => {
          if (answer.statusCode !== 200) reject(new Error(`${answer.statusCode} ${text}`))
          else resolve((JSON.parse(text) as { candidates: Found[] }).candidates)
        })
      },
    )
    call.on('error', reject)
    call.end()
  })
}

/** Compares one new record with 1,000,000: keys, candidates, weighing, as the matching service does it. */
export async function linkBench(tools: BenchTools): Promise<unknown> {
  const app = await tools.start(home())
  try {
    return await opened(tools, async (url) => {
      const database = connect(url)
      try {
        const [actor] = (await serviceActors(database.pool)).filter((one) => one.jurisdiction === 'PK-SD')
        if (actor === undefined) throw new Error('There is no service account of PK-SD.')
        const times: number[] = []
        let found = 0
        for (let n = 0; n < tools.queries; n += 1) {
          const number = (n * 104_729) % tools.persons
          const person = tools.person(number)
          // The same man as another clerk would write him: a slip in the name, no telephone, his age only.
          const record: StoredRecord = {
            id: randomUUID(),
            person_id: randomUUID(),
            agency: 'prison',
            name_en: misspelt(person.nameEn, n),
            name_ur: null,
            father_en: person.fatherEn,
            father_ur: null,
            aliases: [],
            sex: person.sex,
            birth_date: `${person.birthDate.slice(0, 4)}-01-01`,
            birth_precision: 'estimated',
            cnic: n % 3 === 0 ? null : person.cnic,
            phone: n % 2 === 0 ? person.phone : null,
            district: person.district,
            verified: [],
          }
          const from = performance.now()
          const matches = await asActor(database, actor, { purpose: 'bench' }, (tx) =>
            findMatches(tx, record),
          )
          times.push(performance.now() - from)
          if (matches.slice(0, 5).some((match) => match.record.id === idOf(number, 1))) found += 1
        }
        return {
          persons: tools.persons,
          records: times.length,
          ...spread(times),
          foundInTopFive: Number((found / times.length).toFixed(3)),
        }
      } finally {
        await database.close()
      }
    })
  } finally {
    await app.stop()
  }
}
