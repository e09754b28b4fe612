import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { demoPassword } from '../seed/accounts.ts'
import { createRandom, type Random } from '../seed/random.ts'
import { KillableBrowser } from './killable-browser.ts'
import { freePort, startApp, stopApp } from './running-app.ts'

export interface DraftKillFigures {
  readonly rounds: number
  readonly kills: Readonly<Record<Kill, number>>
  /** Fields whose last key was a second or more before the kill: every one must be there afterwards (UX-7). */
  readonly settled: number
  readonly lost: readonly string[]
  /** Fields touched within the last second, and how many of those were not yet kept whole. Allowed, and told. */
  readonly fresh: number
  readonly freshNotWhole: number
  /** A field that held something nobody had typed: never allowed. */
  readonly garbled: readonly string[]
}

type Kill = 'tab' | 'browser' | 'server'

const fields = [
  'occurredAtPlace',
  'narrativeUr',
  'narrativeEn',
  'complainant.nameUr',
  'complainant.nameEn',
  'complainant.fatherUr',
  'complainant.address',
] as const
const words =
  'سائل نے بیان دیا کہ صدر بازار near the canal at night three men came بازار رات motorcycle'.split(' ')
const settledMs = 1_000

/** What stands in a field, and when its last key was pressed; `before` while it is typed anew. */
interface Typed {
  readonly text: string
  readonly at: number
  readonly before: string
}

/**
 * UX-7: an FIR is typed, and at a random moment the tab crashes, the browser is killed, or the server is; then it is opened again.
 * `killServer` ends the server and brings it back; without it only tabs and browsers are killed.
 */
export async function killWhileTyping(
  base: string,
  options: {
    readonly rounds: number
    readonly seed: number
    readonly say: (line: string) => void
    readonly killServer?: () => Promise<void>
  },
): Promise<DraftKillFigures> {
  const random = createRandom(options.seed)
  const kills: Record<Kill, number> = { tab: 0, browser: 0, server: 0 }
  const lost: string[] = []
  const garbled: string[] = []
  let settled = 0
  let fresh = 0
  let freshNotWhole = 0
  const possible: readonly Kill[] =
    options.killServer === undefined ? ['tab', 'browser'] : ['tab', 'browser', 'server']
  const desk = await KillableBrowser.make()
  const stands = new Map<string, Typed>(fields.map((path) => [path, { text: '', at: 0, before: '' }]))
  try {
    await openForm(desk, base)
    for (let round = 1; round <= options.rounds; round++) {
      const kill = random.pick(possible)
      kills[kill] += 1
      let killed = false
      const typing = type(desk.page, stands, random, () => killed)
      await pause(random.int(200, 4_500))
      const at = Date.now()
      if (kill === 'tab') await desk.crashTab()
      else if (kill === 'browser') await desk.kill()
      else await options.killServer?.()
      killed = true
      await typing
      // A tab that outlived its server is closed now, as somebody does whose page has stopped answering.
      if (kill === 'server') await desk.crashTab()
      const until = kill === 'server' ? Date.now() : at
      await openForm(desk, base)
      for (const path of fields) {
        const typed = stands.get(path)!
        const now = await desk.page.locator(`[data-path="${path}"]`).inputValue()
        const whole = now === typed.text
        if (!whole && !typed.text.startsWith(now) && now !== typed.before) garbled.push(`${round} ${path}`)
        if (typed.text === '') continue
        if (until - typed.at >= settledMs) {
          settled += 1
          if (!whole) lost.push(`${round} ${kill} ${path}: ${now.length} of ${typed.text.length} characters`)
        } else {
          fresh += 1
          if (!whole) freshNotWhole += 1
        }
        stands.set(path, { text: now, at: 0, before: now })
      }
      if (round % 10 === 0) options.say(`${round} kills, ${settled} fields settled, ${lost.length} lost`)
    }
  } finally {
    await desk.close()
  }
  return { rounds: options.rounds, kills, settled, lost, fresh, freshNotWhole, garbled }
}

/** Types into one field after the other as a clerk does, until the page is gone. */
async function type(
  page: Page,
  stands: Map<string, Typed>,
  random: Random,
  killed: () => boolean,
): Promise<void> {
  while (!killed()) {
    const path = random.pick(fields)
    const before = stands.get(path)!.text
    const text = Array.from({ length: random.int(1, 6) }, () => random.pick(words)).join(' ')
    stands.set(path, { text, at: Number.POSITIVE_INFINITY, before })
    try {
      const field = page.locator(`[data-path="${path}"]`)
      await field.fill('', { timeout: 5_000 })
      await field.pressSequentially(text, { delay: random.int(0, 25), timeout: 10_000 })
    } catch {
      return
    }
    stands.set(path, { text, at: Date.now(), before })
    await pause(random.int(0, 250))
  }
}

/** Starts the browser where there is none, signs in where nobody is, and opens the form. */
async function openForm(desk: KillableBrowser, base: string): Promise<void> {
  const page = await desk.openPage()
  const { request } = page.context()
  if ((await request.get(`${base}/api/session`)).status() === 401) {
    const answer = await request.post(`${base}/api/sign-in`, {
      data: { username: 'registrar.khi', password: demoPassword },
    })
    if (!answer.ok()) throw new Error(`The registrar cannot sign in: ${answer.status()}`)
  }
  await page.goto(`${base}/policing/firs/new`)
  await page.locator(`[data-path="${fields[0]}"]`).waitFor({ timeout: 60_000 })
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** The whole drill on an application of its own, servers killed too. */
export async function draftKills(
  rounds: number,
  seed: number,
  say: (line: string) => void,
): Promise<DraftKillFigures> {
  const home = mkdtempSync(join(tmpdir(), 'mizan-drafts-'))
  const port = await freePort()
  process.env.MIZAN_DEMO_CASES = '50'
  let app = await startApp(home, port)
  try {
    return await killWhileTyping(app.base, {
      rounds,
      seed,
      say,
      killServer: async () => {
        app.process.kill('SIGKILL')
        await new Promise<void>((resolve) => app.process.once('exit', () => resolve()))
        app = await startApp(home, port, 60_000)
      },
    })
  } finally {
    await stopApp(app)
    rmSync(home, { recursive: true, force: true })
  }
}
