import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { today } from '#platform/i18n'
import { ensurePostgres, homeFolder } from '#platform/postgres'
import { createRandom, type Random } from '../seed/random.ts'
import type { BenchOptions } from './benches.ts'
import { type StaffedPrison, staffPrisons, stayAtDesks } from './custody-day/officers.ts'
import { bookVisitsFor } from './custody-day/visits.ts'
import { quantiles } from './quantiles.ts'
import { freePort, startApp, stopApp } from './running-app.ts'
import { StolenTime } from './stolen-time.ts'

/** The day of a province or country that holds 110,000 (custody specification §6, an estimate); other populations have their share. */
const day = {
  per: 110_000,
  admissions: 2_500,
  releases: 2_500,
  productions: 15_000,
  visits: 20_000,
  marks: 330_000,
}
/** Prisons work from unlock to lock-up: the whole day falls into these hours, not into twenty-four. */
const workingHours = 10
const countsADay = 3
const faster = 10
const ceilingMs = 300
const windowMs = 10_000
/** The share of the processors that a host may take in a window that is taken to be undisturbed. */
const takenAtMost = 0.05

interface Timed {
  readonly kind: string
  readonly ms: number
  /** Done, and not refused. */
  readonly done: boolean
}

interface Admitted {
  readonly imprisonmentId: string
}
interface Booked {
  readonly id: string
  readonly imprisonment_id: string
  readonly visitors: string[]
}

/** Something an officer does at a moment of the day: a few calls, one after the other. */
type Doing = (ask: Ask) => Promise<void>
type Ask = <T>(kind: string, cookie: string, path: string, body?: object) => Promise<T>

/**
 * A stretch of the day of every prison at ten times its speed, through the real server: each act begins at its moment whether or
 * not the one before has been answered, so that a slow server meets a queue as it would in life. At the end each prison's roll must be
 * what it was, with who came and without who left, by the register, by the movements and by a count of names. `--data` names a folder
 * that holds more than the demo province.
 */
export async function custodyDay({ seconds = 120, data, say }: BenchOptions): Promise<unknown> {
  const app = await startApp(data ?? join(homeFolder(), '..', '.mizan-bench'), await freePort())
  const postgres = await ensurePostgres({ home: app.home, log: () => undefined, databaseUrl: undefined })
  const owner = new pg.Client({ connectionString: postgres.url('mizan') })
  try {
    await owner.connect()
    say('Signing in officers of every prison …')
    const prisons = await staffPrisons(owner, app.base)
    await closeCountsLeftOpen(app.base, prisons)
    const plan = await planOf(app.base, owner, prisons, seconds)
    const before = await registerOf(owner)
    say(`Replaying ${plan.length} acts in ${seconds} s …`)
    const { timed, refused, latest, stolen, undisturbed } = await replay(
      app.base,
      prisons,
      plan,
      seconds,
      say,
    )
    return {
      data: { prisons: prisons.length, prisoners: sum(prisons.map((prison) => prison.held)) },
      seconds,
      acts: plan.length,
      requests: timed.length,
      requestsPerSecond: Math.round(timed.length / seconds),
      all: quantiles(timed),
      takenByTheHostPercent: percent(stolen),
      undisturbed,
      byKind: Object.fromEntries(
        Object.entries(Object.groupBy(timed, (one) => one.kind)).map(([kind, all = []]) => [
          kind,
          quantiles(all),
        ]),
      ),
      latestStartMs: Math.round(latest),
      refused: Object.fromEntries(refused),
      rolls: await rollsOf(app.base, owner, prisons, before, timed),
      within: quantiles(timed).p95Ms <= ceilingMs,
    }
  } finally {
    await owner.end()
    await postgres.stop()
    await stopApp(app)
  }
}

/** A run that was cut off left counts open, and a prison counts once at a time: its counts would be refused and its names missing. */
async function closeCountsLeftOpen(base: string, prisons: readonly StaffedPrison[]): Promise<void> {
  const ask = asker(base, () => undefined)
  for (const prison of prisons) {
    const { rows } = await ask<{ rows: { id: string; closedAt: string | null }[] }>(
      '',
      prison.at.gate,
      '/custody/roll-checks',
    )
    for (const { id, closedAt } of rows)
      if (closedAt === null)
        await ask('', prison.at.gate, `/custody/roll-checks/${id}/close`, { why: 'The run was cut off' })
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** How many are held in each prison, by the register. */
async function registerOf(owner: pg.Client): Promise<Map<number, number>> {
  const { rows } = await owner.query<{ prison_id: number; held: number }>(
    `select prison_id, count(*)::int as held from custody.imprisonment where state = 'in' group by 1`,
  )
  return new Map(rows.map((row) => [row.prison_id, row.held]))
}

/** Everything that falls into the stretch, with its moment in milliseconds: the same for the same database. */
async function planOf(base: string, owner: pg.Client, prisons: readonly StaffedPrison[], seconds: number) {
  const random = createRandom('custody-day')
  const share = (seconds * faster) / (workingHours * 3_600)
  const plan: { at: number; kind: string; act: Doing }[] = []
  const on = today()
  await bookVisitsFor(
    owner,
    on,
    prisons.map(({ id, held }) => ({ id, visits: Math.ceil((day.visits * held * share) / day.per) })),
  )
  // A day's visits and marks are the country's: what the largest prisons cannot take, the next ones do; and a count is begun where its
  // names fall into the stretch, since nobody counts half a prison.
  let visitsOwed = 0
  let marksOwed = 0
  for (const prison of prisons) {
    const own = random.fork(prison.code)
    const times = (perDay: number) => countOf((perDay * prison.held * share) / day.per, own)
    const add = (kind: string, act: Doing, at = own.next()) =>
      plan.push({ at: at * seconds * 1_000, kind, act })
    const { rows: held } = await owner.query<{ id: string; warrants: string[] }>(
      `select i.id, array_agg(w.id::text order by w.id) as warrants
         from custody.imprisonment i join custody.warrant w on w.imprisonment_id = i.id and w.state = 'in-force'
        where i.prison_id = $1 and i.state = 'in' and i.category = 'under-trial'
          and not exists (select 1 from custody.out_now o where o.imprisonment_id = i.id)
          and not exists (select 1 from custody.production p where p.warrant_id = w.id and p.on_date = $2)
          and not exists (select 1 from custody.visit v where v.imprisonment_id = i.id and v.on_date = $2 and v.state = 'booked')
        group by 1 order by 1`,
      [prison.id, on],
    )
    const listed = await listedFor(base, prison, on)
    // Whom the courts have listed goes first, as in life; the day of the specification has more than this load's courts have listed.
    const warrantOf = (one: { warrants: string[] }) =>
      one.warrants.find((id) => listed.has(id)) ?? one.warrants[0]!
    const toCourt = held.map(warrantOf).sort((a, b) => Number(listed.has(b)) - Number(listed.has(a)))
    const { rows: visits } = await owner.query<Booked>(
      `select v.id, v.imprisonment_id, array_agg(p.visitor_id::text) as visitors from custody.visit v
        join custody.visit_person p on p.visit_id = v.id
        where v.prison_id = $1 and v.on_date = $2 and v.state = 'booked' group by 1, 2 order by 1`,
      [prison.id, on],
    )
    for (let n = times(day.admissions); n > 0; n -= 1) add('admission', admission(prison, paper(own, on)))
    for (let n = times(day.releases); n > 0; n -= 1) {
      // Who leaves came on a paper before the stretch began: the clock does not run yet.
      const { imprisonmentId } = await asker(base, () => undefined)<Admitted>(
        '',
        prison.at.admissions,
        '/custody/admissions',
        paper(own, on),
      )
      add('release', release(prison, imprisonmentId, on))
    }
    const goes = toCourt.slice(0, times(day.productions))
    for (const warrantId of goes) add('production', production(prison, warrantId, on))
    // The list itself, as the page that stays open reads it: every ten minutes.
    if (goes.length > 0)
      for (const at of everyTenMinutes(seconds, own))
        add(
          'production-list',
          async (ask) => {
            await ask('production-list', prison.at.gate, `/custody/productions?on=${on}`)
          },
          at,
        )
    visitsOwed += times(day.visits)
    const taken = visits.slice(0, visitsOwed)
    visitsOwed -= taken.length
    // The desk's page, open over the stretch, asks once who is here to be visited, and every ten minutes for the day whole.
    const desk: OpenDesk = { day: undefined }
    for (const visit of taken) add('visit', visiting(prison, visit, desk))
    if (taken.length > 0) {
      add('visit-people', async (ask) => {
        await ask('visit-people', prison.at.visits, '/custody/visit-desk/people')
      })
      for (const at of everyTenMinutes(seconds, own)) add('visit-desk', wholeDay(prison, desk), at)
    }
    marksOwed += times(day.marks)
    // One count at a time, as at unlocking, at noon and at locking up: each in its own part of the stretch.
    const counts = Math.min(countsADay, Math.floor(marksOwed / prison.held))
    marksOwed -= counts * prison.held
    for (let n = 0; n < counts; n += 1)
      add('roll-check', rollCheck(prison), (n + own.next() * (counts === 1 ? 1 : 0.7)) / counts)
  }
  return plan.sort((a, b) => a.at - b.at)
}

/** Moments of a stretch, as its shares, at which an open page reads itself anew: each page from a moment of its own on. */
function everyTenMinutes(seconds: number, random: Random): number[] {
  const every = 600 / faster
  const first = random.next() * every
  return Array.from({ length: Math.ceil((seconds - first) / every) }, (_, n) => (first + n * every) / seconds)
}

/** The warrants on the production list of a prison, by its own list of the day. */
async function listedFor(base: string, prison: StaffedPrison, on: string): Promise<ReadonlySet<string>> {
  const { courts } = await asker(base, () => undefined)<{ courts: { rows: { warrantId: string }[] }[] }>(
    '',
    prison.at.gate,
    `/custody/productions?on=${on}`,
  )
  return new Set(courts.flatMap((court) => court.rows.map((row) => row.warrantId)))
}

/** A whole number whose mean is the one given, so that small prisons have their day too. */
function countOf(mean: number, random: Random): number {
  return Math.floor(mean) + (random.next() < mean % 1 ? 1 : 0)
}

/** A new prisoner on a warrant on paper, of a name of their own. */
function paper(random: Random, on: string) {
  const word = () => Array.from({ length: 7 }, () => String.fromCharCode(97 + random.int(0, 25))).join('')
  const [name, father] = [word(), word()]
  return {
    person: {
      nameEn: `${name} ${word()}`,
      nameUr: 'آزمائشی نام',
      fatherEn: father,
      fatherUr: 'آزمائشی ولدیت',
      sex: 'M',
    },
    noneOfThese: true,
    category: 'under-trial',
    cash: random.int(1, 20) * 50,
    paper: {
      reason: 'Benchmark',
      sections: '379 PPC',
      issuedOn: on,
      detainedSince: on,
      firNumber: random.int(1, 9_999),
      firYear: Number(on.slice(0, 4)),
    },
  }
}

/** The clerk looks for the newcomer in all prisons, admits, and the page opens. */
const admission =
  (prison: StaffedPrison, given: ReturnType<typeof paper>): Doing =>
  async (ask) => {
    const cookie = prison.at.admissions
    const q = encodeURIComponent(`${given.person.nameEn} ولد ${given.person.fatherEn}`)
    await ask('previous', cookie, `/custody/previous-imprisonments?q=${q}`)
    const { imprisonmentId } = await ask<Admitted>('admit', cookie, '/custody/admissions', given)
    await ask('prisoner', cookie, `/custody/prisoners/${imprisonmentId}`)
  }

/** The court's order on paper, the proposal, the second officer and the gate. */
const release =
  (prison: StaffedPrison, imprisonmentId: string, on: string): Doing =>
  async (ask) => {
    const { warrants } = await ask<{ warrants: { id: string }[] }>(
      'prisoner',
      prison.at.deputy,
      `/custody/prisoners/${imprisonmentId}`,
    )
    await ask('end-warrant', prison.at.deputy, `/custody/warrants/${warrants[0]?.id}/end`, {
      ground: 'bail',
      order: 'Robkar of the benchmark',
      on,
      verifiedHow: 'Dak book of the court, benchmark',
    })
    const { releaseId } = await ask<{ releaseId: string }>(
      'propose',
      prison.at.deputy,
      `/custody/prisoners/${imprisonmentId}/release`,
      {},
    )
    await ask('approve', prison.at.superintendent, `/custody/releases/${releaseId}/approve`, {})
    await ask('identity', prison.at.gate, `/custody/prisoners/${imprisonmentId}/identity-checks`, {
      outcome: 'same',
      compared: ['photograph'],
    })
    await ask('let-out', prison.at.gate, `/custody/releases/${releaseId}/leave`, {})
  }

/** What was recorded of the day's list, out at the gate, and back. */
const production =
  (prison: StaffedPrison, warrantId: string, on: string): Doing =>
  async (ask) => {
    await ask('productions-recorded', prison.at.gate, `/custody/productions/recorded?on=${on}`)
    await ask('send', prison.at.gate, `/custody/warrants/${warrantId}/productions`, { on, outcome: 'sent' })
    await ask('back', prison.at.gate, `/custody/warrants/${warrantId}/return`, { on })
  }

/** The page of a visitors' desk: its day, once it has asked for it. Whoever comes meanwhile waits for the same answer. */
interface OpenDesk {
  day: Promise<{ upTo: string }> | undefined
}

/** The day at the visitors' desk, whole. */
const wholeDay =
  (prison: StaffedPrison, desk: OpenDesk): Doing =>
  async (ask) => {
    const asked = ask<{ upTo: string }>('visit-desk', prison.at.visits, '/custody/visit-desk')
    desk.day ??= asked
    try {
      await asked
      desk.day = asked
    } catch (error) {
      if (desk.day === asked) desk.day = undefined
      throw error
    }
  }

/** What changed at the desk since it was told the day, and the three acts of a visit. */
const visiting =
  (prison: StaffedPrison, visit: Booked, desk: OpenDesk): Doing =>
  async (ask) => {
    if (desk.day === undefined) await wholeDay(prison, desk)(ask)
    const { upTo } = await desk.day!
    await ask('visit-changes', prison.at.visits, `/custody/visit-desk?since=${encodeURIComponent(upTo)}`)
    for (const kind of ['check-in', 'start', 'end'] as const) {
      const act = {
        id: randomUUID(),
        kind,
        visitId: visit.id,
        imprisonmentId: visit.imprisonment_id,
        visitorIds: visit.visitors,
        sessionId: null,
        slotAt: null,
        tokenCode: null,
        reasons: [],
        refusal: null,
        note: null,
        doneAt: new Date().toISOString(),
      }
      const { results } = await ask<{ results: { outcome: string; codes: string[] }[] }>(
        `visit-${kind}`,
        prison.at.visits,
        '/custody/visit-acts',
        { acts: [act] },
      )
      if (results[0]?.outcome !== 'done')
        throw new Refused(`visit-${kind}: ${results[0]?.outcome} ${results[0]?.codes}`)
    }
  }

/** A count by name: the list once, then the marks of a barrack at a time. */
const rollCheck =
  (prison: StaffedPrison): Doing =>
  async (ask) => {
    const cookie = prison.at.gate
    const { id } = await ask<{ id: string }>('roll-start', cookie, '/custody/roll-checks', {
      kind: 'extra',
    })
    const { people } = await ask<{
      people: { imprisonmentId: string; barrackId: string | null; out: string | null }[]
    }>('roll-list', cookie, `/custody/roll-checks/${id}`)
    const barracks = Object.values(
      Object.groupBy(
        people.filter((one) => one.out === null),
        (one) => one.barrackId ?? '',
      ),
    )
    for (const barrack of barracks) {
      const sent = (barrack ?? []).map((one) => ({
        id: randomUUID(),
        barrackId: one.barrackId,
        imprisonmentId: one.imprisonmentId,
        mark: 'present',
        counted: null,
        note: null,
        markedAt: new Date().toISOString(),
      }))
      for (let from = 0; from < sent.length; from += 40)
        await ask('roll-marks', cookie, `/custody/roll-checks/${id}/marks`, {
          marks: sent.slice(from, from + 40),
        })
    }
    // Who came or left meanwhile is named by the count; the officer says so.
    await ask('roll-close', cookie, `/custody/roll-checks/${id}/close`, {
      why: 'Came and left during the count',
    })
  }

/** Lists that an officer looks at, and that no later call is made from. */
const lookedAt: ReadonlySet<string> = new Set([
  'production-list',
  'productions-recorded',
  'visit-changes',
  'visit-people',
  'previous',
])

const agent = new Agent({ keepAlive: true })

/**
 * One call through HTTP, timed until its last byte. Answers come packed, as a browser asks for them; the officers' devices are elsewhere,
 * and so what nobody here looks into is neither unpacked nor taken apart on the machine that is measured. Throws with what was
 * answered when it is refused.
 */
function asker(base: string, timed: (one: Timed) => void): Ask {
  return async <T>(kind: string, cookie: string, path: string, body?: object): Promise<T> => {
    const from = performance.now()
    const { status, packed, whole } = await send(`${base}/api${path}`, cookie, body)
    const done = status < 400
    timed({ kind, ms: performance.now() - from, done })
    if (done && lookedAt.has(kind)) return undefined as T
    const text = (packed ? gunzipSync(whole) : whole).toString('utf8')
    if (!done) throw new Refused(`${kind}: ${status} ${text.slice(0, 200)}`)
    return JSON.parse(text) as T
  }
}

/** A line that lay idle may be hung up on at the moment it is used again: then once more, under the same key, as a browser does. */
function send(
  url: string,
  cookie: string,
  body: object | undefined,
  key: string = randomUUID(),
): Promise<{ status: number; packed: boolean; whole: Buffer }> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        agent,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          cookie,
          'accept-encoding': 'gzip',
          ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': key }),
        },
      },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.once('error', reject)
        answer.once('end', () =>
          resolve({
            status: answer.statusCode ?? 500,
            packed: answer.headers['content-encoding'] === 'gzip',
            whole: Buffer.concat(parts),
          }),
        )
      },
    )
    call.once('error', (error: NodeJS.ErrnoException) => {
      if (call.reusedSocket && error.code === 'ECONNRESET') send(url, cookie, body, key).then(resolve, reject)
      else reject(error)
    })
    call.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

class Refused extends Error {}

/** Every act at its moment. What is refused is counted by its words; anything else ends the run. */
async function replay(
  base: string,
  prisons: readonly StaffedPrison[],
  plan: readonly { at: number; kind: string; act: Doing }[],
  seconds: number,
  say: (line: string) => void,
) {
  const timed: Timed[] = []
  const refused = new Map<string, number>()
  const ask = asker(base, (one) => timed.push(one))
  await stayAtDesks(base, prisons)
  const again = setInterval(() => void stayAtDesks(base, prisons), 200_000)
  const stolen = new StolenTime()
  const windows: { stolen: number; timed: Timed[] }[] = []
  let told = 0
  const telling = setInterval(() => {
    const now = timed.slice(told)
    told = timed.length
    const share = stolen.since()
    windows.push({ stolen: share, timed: now })
    const { requests, p50Ms, p95Ms, p99Ms } = quantiles(now)
    say(
      `${Math.round((performance.now() - began) / 1_000)} s: ${requests} requests, p50 ${p50Ms}, p95 ${p95Ms}, p99 ${p99Ms} ms, ${percent(share)} % taken by the host`,
    )
  }, windowMs)
  const began = performance.now()
  let latest = 0
  const running: Promise<void>[] = []
  try {
    for (const { at, act } of plan) {
      const wait = at - (performance.now() - began)
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
      latest = Math.max(latest, performance.now() - began - at)
      running.push(
        act(ask).catch((error: unknown) => {
          if (!(error instanceof Refused)) throw error
          refused.set(error.message, (refused.get(error.message) ?? 0) + 1)
        }),
      )
    }
    await Promise.all(running)
  } finally {
    clearInterval(again)
    clearInterval(telling)
  }
  say(`Done after ${Math.round((performance.now() - began) / 1_000)} s for a stretch of ${seconds} s.`)
  return { timed, refused, latest, stolen: stolen.whole(), undisturbed: undisturbedOf(windows) }
}

const percent = (share: number): number => Math.round(share * 100)

/** Windows in which the host took next to nothing, nor in the one before them: a queue outlives what caused it. */
function undisturbedOf(windows: readonly { stolen: number; timed: readonly Timed[] }[]) {
  const still = windows.filter(
    (one, at) => one.stolen < takenAtMost && (at === 0 || windows[at - 1]!.stolen < takenAtMost),
  )
  return { seconds: (still.length * windowMs) / 1_000, ...quantiles(still.flatMap((one) => one.timed)) }
}

/** Whether each prison holds whom it must: the register against what was done, the movements against the register. */
async function rollsOf(
  base: string,
  owner: pg.Client,
  prisons: readonly StaffedPrison[],
  before: ReadonlyMap<number, number>,
  timed: readonly Timed[],
) {
  const after = await registerOf(owner)
  const count = (kind: string) => timed.filter((one) => one.done && one.kind === kind).length
  const ask = asker(base, () => undefined)
  const rolls = await Promise.all(
    prisons.map((prison) =>
      ask<{ agrees: boolean; closing: number }>('roll', prison.at.deputy, `/custody/roll?on=${today()}`).then(
        (roll) => ({
          agrees: roll.agrees && roll.closing === after.get(prison.id),
        }),
      ),
    ),
  )
  return {
    before: sum([...before.values()]),
    after: sum([...after.values()]),
    difference: sum([...after.values()]) - sum([...before.values()]) - count('admit') + count('let-out'),
    prisonsAgreeing: rolls.filter((roll) => roll.agrees).length,
    prisons: prisons.length,
  }
}
