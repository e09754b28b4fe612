import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { loadTexts } from '#platform/i18n'
import { demoPassword } from '../seed/accounts.ts'
import { createRandom, type Random } from '../seed/random.ts'
import { Line } from './cut-line.ts'
import { KillableBrowser } from './killable-browser.ts'
import { freePort, startApp, stopApp } from './running-app.ts'

export interface OutboxKillFigures {
  readonly kills: {
    readonly tab: number
    readonly browser: number
    /** Of all, while what waited was being sent. */
    readonly whileSending: number
  }
  readonly pressed: number
  /** Counted as kept by the screen before the kill: every one must be on the device afterwards. */
  readonly acknowledged: number
  /** On the device after all kills, and so to reach the server. */
  readonly kept: number
  readonly lost: readonly string[]
  /** What the screen showed after a kill was not what had been kept. */
  readonly otherwise: readonly string[]
  readonly inTheRegister: number
  readonly missing: number
  readonly doubled: number
}

/** Something pressed at a desk: of whom, and what the button and afterwards the record say. */
interface Act {
  readonly number: string
  readonly imprisonmentId: string
  readonly what: 'here' | 'not-here' | 'out' | 'back'
}

const texts = loadTexts()
const say = (key: string) => texts.text(key, 'en', {})
const labels: Record<Act['what'], string> = {
  here: say('custody-roll:barrack-count.here'),
  'not-here': say('custody-roll:barrack-count.not-here'),
  out: say('custody-gate:out'),
  back: say('custody-gate:back'),
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * The gate and a count, without a connection: at random moments the tab crashes or the browser is killed, while acts are made and while
 * they are sent. Afterwards everything that the screen had counted as kept is in the register, and nothing is there twice.
 */
export async function outboxKills(
  rounds: number,
  seed: number,
  tell: (line: string) => void,
): Promise<OutboxKillFigures> {
  const home = mkdtempSync(join(tmpdir(), 'mizan-outbox-'))
  const port = await freePort()
  process.env.MIZAN_DEMO_CASES = '400'
  const app = await startApp(home, port)
  const desk = await KillableBrowser.make()
  const drill = new Drill(desk, new Line(await freePort(), port), createRandom(seed), tell)
  try {
    return await drill.run(rounds)
  } finally {
    await desk.close()
    await drill.line.cut()
    await stopApp(app)
    rmSync(home, { recursive: true, force: true })
  }
}

class Drill {
  readonly line: Line
  readonly #desk: KillableBrowser
  readonly #random: Random
  readonly #tell: (line: string) => void
  readonly #base: string
  #passphrase = ''
  readonly #kills = { tab: 0, browser: 0, whileSending: 0 }
  #pressed = 0
  #acknowledged = 0
  readonly #kept: Act[] = []
  readonly #lost: string[] = []
  readonly #otherwise: string[] = []

  constructor(desk: KillableBrowser, line: Line, random: Random, tell: (line: string) => void) {
    this.#desk = desk
    this.line = line
    this.#random = random
    this.#tell = tell
    this.#base = `http://127.0.0.1:${line.port}`
  }

  async run(rounds: number): Promise<OutboxKillFigures> {
    await this.line.mend()
    await this.#signIn()
    const page = await this.#page()
    for (const at of ['/custody/gate', '/custody/roll']) await this.#takeAlong(page, at)
    const gate = await this.#ask<GateDesk>('/api/custody/gate-desk')
    const evacuation = await this.#ask<Roll>('/api/custody/evacuation-roll')
    const begun = new Date().toISOString()
    await this.line.cut()

    // At the gate everybody goes once: what was sent is in the register and no longer on the list that was taken along.
    const crossings: Act[] = [
      ...gate.toCourt.map((one) => ({ ...one, what: 'out' as const })),
      ...gate.outside
        .filter((one) => one.kind !== 'WAY' && one.kind !== 'ESC')
        .map((one) => ({ ...one, what: 'back' as const })),
    ]
    const atTheGate = Math.floor(rounds / 3)
    for (let round = 0; round < atTheGate && crossings.length > 3; round += 1) {
      await this.#round('/custody/gate', () => crossings.splice(0, 1)[0])
      if (round % 4 === 3) await this.#sending()
    }
    await this.#sendAll()

    const count = await this.#begin()
    const barrack = evacuation.barracks.find(
      ({ id }) => evacuation.people.filter((one) => one.barrackId === id && one.out === null).length >= 8,
    )!
    const inside = evacuation.people.filter((one) => one.barrackId === barrack.id && one.out === null)
    while (this.#kills.tab + this.#kills.browser < rounds - 10)
      await this.#round(`/custody/roll-checks/${count}?barrack=${barrack.id}`, () => ({
        ...this.#random.pick(inside),
        what: this.#random.pick(['here', 'not-here'] as const),
      }))
    while (this.#kills.tab + this.#kills.browser < rounds) await this.#sending()
    await this.#sendAll()
    return { ...(await this.#compare(count, begun)), ...this.#figures() }
  }

  #figures() {
    return {
      kills: this.#kills,
      pressed: this.#pressed,
      acknowledged: this.#acknowledged,
      kept: this.#kept.length,
      lost: this.#lost,
      otherwise: this.#otherwise,
    }
  }

  /** Acts are made until the kill; then the page is opened anew, and what the device still has must be the beginning of them. */
  async #round(at: string, next: () => Act | undefined): Promise<void> {
    const page = await this.#openAway(at)
    const before = await waitingOn(page)
    const made: Act[] = []
    let seen = before
    let dead = false
    const watch = async () => {
      while (!dead) seen = Math.max(seen, await waitingOn(page).catch(() => 0))
    }
    const press = async () => {
      while (!dead) {
        const act = next()
        if (act === undefined) return
        made.push(act)
        await page
          .getByRole('button', { name: `${labels[act.what]} ${act.number}`, exact: true })
          .click({ timeout: 5_000 })
          .catch(() => undefined)
        await pause(this.#random.int(0, 120))
      }
    }
    const busy = [watch(), press()]
    await pause(this.#random.int(100, 2_500))
    await this.#kill()
    dead = true
    await Promise.all(busy)
    const after = await this.#openAway(at)
    const left = (await waitingOn(after)) - before
    const acknowledged = seen - before
    this.#pressed += made.length
    this.#acknowledged += acknowledged
    const name = `${at} after ${this.#kills.tab + this.#kills.browser} kills`
    if (left < acknowledged) this.#lost.push(`${name}: ${acknowledged} counted as kept, ${left} there`)
    if (left > made.length) this.#otherwise.push(`${name}: ${made.length} pressed, ${left} there`)
    const stands = made.slice(0, Math.max(0, left))
    this.#kept.push(...stands)
    for (const act of new Map(stands.map((one) => [one.number, one])).values())
      if (!(await shows(after, act))) this.#otherwise.push(`${name}: ${act.what} ${act.number} is not shown`)
    const kills = this.#kills.tab + this.#kills.browser
    if (kills % 10 === 0)
      this.#tell(`${kills} kills, ${this.#acknowledged} acknowledged, ${this.#lost.length} lost`)
  }

  /** The line is there for a moment, and the browser is killed while what waits is on its way. */
  async #sending(): Promise<void> {
    await this.line.mend()
    await this.#signIn()
    const page = await this.#page()
    await page.goto(`${this.#base}/outbox`)
    await pause(this.#random.int(0, 1_200))
    await this.#kill()
    this.#kills.whileSending += 1
    await this.line.cut()
  }

  async #sendAll(): Promise<void> {
    await this.line.mend()
    await this.#signIn()
    const page = await this.#page()
    await page.goto(`${this.#base}/outbox`)
    await page.getByText(say('web:outbox.none')).waitFor({ timeout: 120_000 })
    await page.close()
    await this.line.cut()
  }

  /** A count is begun on the device: it is kept like every act, and its identifier is the page's address. */
  async #begin(): Promise<string> {
    const page = await this.#openAway('/custody/roll')
    await page.getByRole('button', { name: say('custody-roll:kind.extra'), exact: true }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('custody-roll:start'), exact: true })
      .click()
    await page.waitForURL(/roll-checks\/[0-9a-f-]{36}$/)
    const id = page.url().split('/').at(-1)!
    await page.close()
    return id
  }

  async #kill(): Promise<void> {
    if (this.#random.chance(0.5)) {
      await this.#desk.crashTab()
      this.#kills.tab += 1
    } else {
      await this.#desk.kill()
      this.#kills.browser += 1
    }
  }

  /** The page where there is no server: from the device, by the passphrase of the shift. */
  async #openAway(at: string): Promise<Page> {
    for (const page of (await this.#desk.context()).pages()) await page.close().catch(() => undefined)
    const page = await this.#page()
    await page.goto(`${this.#base}${at}`)
    const field = page.getByLabel(say('web:unlock.passphrase'))
    await field.fill(this.#passphrase)
    await page.keyboard.press('Enter')
    await field.waitFor({ state: 'detached', timeout: 60_000 })
    await page.getByRole('heading', { level: 1 }).waitFor()
    // What waits is brought back from the device after the page is there.
    await page
      .getByText(say('common:outbox.offline'))
      .or(page.getByText(say('custody-roll:checks')))
      .first()
      .waitFor()
    await pause(150)
    return page
  }

  async #page(): Promise<Page> {
    const page = await this.#desk.openPage()
    await page.addInitScript(() => localStorage.setItem('mizan.language', 'en'))
    return page
  }

  async #takeAlong(page: Page, at: string): Promise<void> {
    await page.goto(`${this.#base}${at}`)
    await page.getByRole('button', { name: say('custody-shift:take'), exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: say('custody-shift:propose'), exact: true }).click()
    this.#passphrase = await dialog.getByLabel(say('custody-shift:passphrase'), { exact: true }).inputValue()
    await dialog.getByRole('button', { name: say('custody-shift:take'), exact: true }).click()
    await dialog.waitFor({ state: 'detached', timeout: 120_000 })
  }

  async #signIn(): Promise<void> {
    const { request } = await this.#desk.context()
    if ((await request.get(`${this.#base}/api/session`)).status() !== 401) return
    const answer = await request.post(`${this.#base}/api/sign-in`, {
      data: { username: 'deputy.hyd', password: demoPassword },
    })
    if (!answer.ok()) throw new Error(`The deputy cannot sign in: ${answer.status()}`)
  }

  async #ask<T>(path: string): Promise<T> {
    const answer = await (await this.#desk.context()).request.get(`${this.#base}${path}`)
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as T
  }

  /** What was kept against what the register has: of each person at the gate one way, in the count each mark in its order. */
  async #compare(count: string, begun: string) {
    await this.line.mend()
    let inTheRegister = 0
    let missing = 0
    let doubled = 0
    const tally = (kept: number, there: number) => {
      inTheRegister += there
      missing += Math.max(0, kept - there)
      doubled += Math.max(0, there - kept)
    }
    for (const act of this.#kept.filter((one) => one.what === 'out' || one.what === 'back')) {
      const { rows } = await this.#ask<Movements>(`/api/custody/prisoners/${act.imprisonmentId}/movements`)
      const at = (row: Movements['rows'][number]) => (act.what === 'out' ? row.outAt : row.inAt)
      tally(1, rows.filter((row) => row.kind !== 'ADM' && (at(row) ?? '') > begun).length)
    }
    const { marks } = await this.#ask<Marks>(`/api/custody/roll-checks/${count}/marks`)
    const kept = this.#kept.filter((one) => one.what === 'here' || one.what === 'not-here')
    const inOrder = (of: readonly { imprisonmentId: string | null; said: string }[]) =>
      Map.groupBy(of, (one) => one.imprisonmentId)
    const there = inOrder(
      marks.map((one) => ({ ...one, said: one.mark === 'present' ? 'here' : 'not-here' })),
    )
    for (const [id, acts] of inOrder(kept.map((one) => ({ ...one, said: one.what })))) {
      const found = there.get(id) ?? []
      tally(acts.length, found.length)
      if (acts.map((one) => one.said).join() !== found.map((one) => one.said).join())
        this.#otherwise.push(`the marks of ${id} are not in the order in which they were made`)
    }
    return { inTheRegister, missing, doubled }
  }
}

interface Somebody {
  readonly number: string
  readonly imprisonmentId: string
}
interface GateDesk {
  readonly toCourt: readonly Somebody[]
  readonly outside: readonly (Somebody & { readonly kind: string })[]
}
interface Roll {
  readonly barracks: readonly { readonly id: string | null }[]
  readonly people: readonly (Somebody & { readonly barrackId: string | null; readonly out: string | null })[]
}
interface Movements {
  readonly rows: readonly {
    readonly kind: string
    readonly outAt: string | null
    readonly inAt: string | null
  }[]
}
interface Marks {
  readonly marks: readonly { readonly imprisonmentId: string | null; readonly mark: string }[]
}

/** How many entries the screen counts as kept on this device. */
async function waitingOn(page: Page): Promise<number> {
  const said = await page.evaluate(() =>
    [...document.querySelectorAll('[role=status]')].map((one) => one.textContent).join(' '),
  )
  return Number(/(\d+) entr(?:y waits|ies wait) on this device/.exec(said)?.[1] ?? 0)
}

/** Whether the screen shows an act as done. */
async function shows(page: Page, { what, number }: Act): Promise<boolean> {
  const button = (label: string) => page.getByRole('button', { name: `${label} ${number}`, exact: true })
  if (what === 'out') return (await button(labels.back).count()) === 1
  if (what === 'back') return (await button(labels.back).count()) === 0
  return (await button(labels[what]).getAttribute('aria-pressed')) === 'true'
}
