import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import pg from 'pg'
import { asActor } from '#kernel/access'
import { serviceActors } from '#kernel/events'
import { connect } from '#platform/db'
import { ensurePostgres, homeFolder } from '#platform/postgres'
import { keysOfRecord, type NamedRecord } from './keys-of-record.ts'
import { findMatches, type StoredRecord } from './weighing.ts'

/** What the benchmark needs of the tools: a seeded source of fictional persons, and the application as a process. */
export interface BenchTools {
  readonly say: (line: string) => void
  readonly persons: number
  readonly queries: number
  /** The same number always gives the same person. */
  person(n: number): BenchPerson
  /** Starts the application on that home. Sign in when the persons are loaded: a session that rests for long ends. */
  start(home: string): Promise<{ base: string; signIn(): Promise<string>; stop(): Promise<void> }>
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

/**
 * Searches 1,000,000 persons through HTTP, with row-level security and audit, as a reviewer who sees them all. Persons who share the asked name and father to the letter count as the one sought: the
 * query cannot tell them apart.
 */
export async function searchBench(tools: BenchTools): Promise<unknown> {
  const app = await tools.start(home())
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  try {
    return await opened(tools, async () => {
      const signedIn = { base: app.base, cookie: await app.signIn() }
      const figures: Record<string, unknown> = {}
      const all: number[] = []
      for (const [kind, queryOf] of Object.entries(kinds)) {
        const times: number[] = []
        let first = 0
        let topFive = 0
        let asked = 0
        for (let n = 0; asked < tools.queries && n < tools.queries * 40; n += 1) {
          const number = ((n * 7_919_000) % tools.persons) - (((n * 7_919_000) % tools.persons) % 1_000)
          const person = tools.person(number + (n % 2 === 0 ? 0 : n % 997))
          const query = queryOf(person, n)
          if (query === null) continue
          asked += 1
          const from = performance.now()
          const found = await ask(agent, signedIn, query)
          times.push(performance.now() - from)
          const same = (one: Found): boolean =>
            kind.startsWith('cnic')
              ? one.cnic === person.cnic
              : one.nameUr === person.nameUr && (!kind.includes('father') || one.fatherUr === person.fatherUr)
          const place = found.findIndex(same)
          if (place === 0) first += 1
          if (place >= 0 && place < 5) topFive += 1
        }
        all.push(...times)
        figures[kind] = {
          queries: asked,
          ...spread(times),
          foundFirst: Number((first / asked).toFixed(3)),
          foundInTopFive: Number((topFive / asked).toFixed(3)),
        }
        tools.say(`${kind}: ${JSON.stringify(figures[kind])}`)
      }
      return { persons: tools.persons, figures, all: spread(all) }
    })
  } finally {
    agent.destroy()
    await app.stop()
  }
}

interface Found {
  readonly nameUr: string | null
  readonly fatherUr: string | null
  readonly cnic: string | null
}

function ask(agent: Agent, app: { base: string; cookie: string }, query: string): Promise<Found[]> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${app.base}/api/people/search?limit=10&q=${encodeURIComponent(query)}`,
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
