import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import {
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
  chromium as playwright,
  type Request,
} from 'playwright-core'
import { expect, inject } from 'vitest'
import { formatDate, loadTexts } from '#platform/i18n'
import { chromium } from '../tools/run/chromium.ts'
import { demoAccounts, demoPassword } from '../tools/seed/accounts.ts'
import type { Wanted } from './application.ts'
import { axeFindings, wcag } from './axe.ts'
import { PATIENCE_MS } from './patience.ts'

/** How long a page must have asked nothing to be taken as settled: longer than it takes to draw what arrived. */
const QUIET_MS = 150

export type Language = 'en' | 'ur'

const texts = loadTexts()
const pictures = join(import.meta.dirname, '../test-results/journeys')
mkdirSync(pictures, { recursive: true })

let base: string | undefined

/** Where the application of this journey answers. */
export function address(): string {
  if (base === undefined) throw new Error('A journey begins with openBrowser().')
  return base
}

/** Opens a browser before an application of this journey's own, with the province as it was laid out. */
export async function openBrowser(): Promise<Browser> {
  const wanted: Wanted = {
    worker: process.env.VITEST_POOL_ID ?? '',
    journey: basename(expect.getState().testPath ?? '', '.journey.ts'),
  }
  const answer = await fetch(inject('provinces'), { method: 'POST', body: JSON.stringify(wanted) })
  const said = await answer.text()
  if (!answer.ok) throw new Error(said)
  base = said
  return playwright.launch(await chromium())
}

async function newContext(
  browser: Browser,
  language: Language,
  storageState?: Awaited<ReturnType<BrowserContext['storageState']>>,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    baseURL: address(),
    locale: 'en-GB',
    // Nothing is waited for that only fades in.
    reducedMotion: 'reduce',
    ...(storageState === undefined ? {} : { storageState }),
  })
  await context.addInitScript((chosen) => localStorage.setItem('mizan.language', chosen), language)
  context.setDefaultTimeout(PATIENCE_MS)
  return context
}

/** A number as it stands by itself: `1/2026` is not in `21/2026`. */
export function whole(number: string): RegExp {
  return new RegExp(`(?<!\\d)${number}(?!\\d)`)
}

/** A demo officer at their own screen, in one language. Everything is found by the words on the screen, as a person finds it. */
export class Officer {
  page: Page
  language: Language
  readonly username: string
  /** What the browser's console complained about. */
  readonly troubles: string[] = []
  readonly #context: BrowserContext
  /** What this page asked and has no answer to yet, and when that last changed. */
  #asked = new Set<Request>()
  #changed = Date.now()
  private constructor(context: BrowserContext, page: Page, username: string, language: Language) {
    this.#context = context
    this.page = page
    this.username = username
    this.language = language
    this.#watch(page)
  }

  #watch(page: Page): void {
    page.on('console', (message) => {
      if (message.type() === 'error') this.troubles.push(`${page.url()}: ${message.text()}`)
    })
    page.on('pageerror', (error) => this.troubles.push(`${page.url()}: ${error.message}`))
    const asked = new Set<Request>()
    const change = () => {
      this.#changed = Date.now()
    }
    const answered = (request: Request) => {
      if (asked.delete(request)) change()
    }
    page.on('request', (request) => {
      asked.add(request)
      change()
    })
    page.on('requestfinished', answered)
    page.on('requestfailed', answered)
    this.#asked = asked
  }

  /** Signs in by the door the form uses; the form itself is gone through in the journey of drafts. */
  static async signIn(browser: Browser, username: string, language: Language): Promise<Officer> {
    const context = await newContext(browser, language)
    const answer = await context.request.post('/api/sign-in', { data: { username, password: demoPassword } })
    expect(answer.status(), await answer.text()).toBe(200)
    // No page is opened: each story begins on one of its own, and the first page of all is among those looked at by themselves.
    return new Officer(context, await context.newPage(), username, language)
  }

  /** The same session in a second window that reads another language, so that both can be looked at in one time. */
  async beside(browser: Browser, language: Language): Promise<Officer> {
    const context = await newContext(browser, language, await this.#context.storageState())
    return new Officer(context, await context.newPage(), this.username, language)
  }

  /** Whole texts on the page that look like the key of a text: nobody wrote them for a person. */
  async missingTexts(): Promise<string[]> {
    return this.page.evaluate(() => {
      const found: string[] = []
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = node.nodeValue?.trim() ?? ''
        if (!/^([a-z-]+:)?[a-z][a-zA-Z0-9-]*(\.[a-z][a-zA-Z0-9_-]*)+$/.test(text)) continue
        if (node.parentElement?.closest('[dir=ltr], code, kbd, script, style') === null) found.push(text)
      }
      return found
    })
  }

  /** A text of the interface in this officer's language: `policing:fir.number`. */
  say(key: string, params: Record<string, unknown> = {}): string {
    return texts.text(key, this.language, params)
  }

  async go(path: string): Promise<void> {
    await this.page.goto(path)
    await this.page.getByRole('heading', { level: 1 }).waitFor()
    await this.settled()
  }

  /** Opens a page from within, as a link on the screen does: nothing is loaded anew. */
  async follow(path: string): Promise<void> {
    if (this.page.url() === 'about:blank') return this.go(path)
    await this.page.evaluate((to) => {
      document.querySelector('h1')?.setAttribute('data-left', '')
      history.pushState({}, '', to)
    }, path)
    await this.page.locator('h1:not([data-left])').waitFor()
    await this.settled()
  }

  /** Opens a page again and again until it shows a text: what another officer did arrives a moment later. */
  async goUntil(path: string, text: string): Promise<void> {
    await expect
      .poll(
        async () => {
          await this.go(path)
          return this.page.getByText(text).count()
        },
        { timeout: 30_000, interval: 1_000 },
      )
      .toBeGreaterThan(0)
  }

  /** Opens Ctrl-K, types, waits until the search has answered, and gives what it found. */
  async palette(text: string): Promise<Locator> {
    await this.page.keyboard.press('Control+k')
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('combobox').fill(text)
    const found = dialog.getByRole('option')
    await found
      .or(dialog.getByText(this.say('common:palette.none-why')))
      .first()
      .waitFor()
    await this.settled()
    return found
  }

  /** A calendar day as this officer's screens write it. */
  day(date: string): string {
    return formatDate(date, this.language)
  }

  /**
   * Waits until every question of the page has been answered, none followed for a moment, and nothing says that it is still
   * loading. The browser's own "network idle" waits half a second each time, which is minutes over all journeys.
   */
  async settled(): Promise<void> {
    await this.page.waitForLoadState()
    const waiting = async (): Promise<number> => {
      if (this.#asked.size > 0) return this.#asked.size
      if (Date.now() - this.#changed < QUIET_MS) return 1
      return this.page.locator('[role=status][aria-label]').count()
    }
    // Not `expect.poll`, which refuses to run before the first test: officers sign in there.
    const end = Date.now() + PATIENCE_MS
    for (let left = await waiting(); left > 0; left = await waiting()) {
      if (Date.now() > end) throw new Error(`${this.page.url()} still waits for ${left} answers or parts.`)
      await setTimeout(20)
    }
  }

  /** A field of a form by the path of its value. */
  field(path: string): Locator {
    return this.page.locator(`[data-path="${path}"]`)
  }

  /** Types into fields one after the other; a field given as an option of a choice is chosen by its value. */
  async fill(values: Record<string, string>): Promise<void> {
    for (const [path, value] of Object.entries(values)) {
      const field = this.field(path)
      await field.first().waitFor()
      if ((await field.first().evaluate((element) => element.tagName)) === 'SELECT')
        await field.selectOption(value)
      else await field.first().fill(value)
    }
  }

  /** Chooses one of a group of radio buttons by its value. */
  async pick(path: string, value: string): Promise<void> {
    await this.field(path).locator(`input[value="${value}"]`).check()
  }

  /** Writes into a search field and takes the option whose words begin so. */
  async search(path: string, text: string, option: string): Promise<void> {
    await this.field(path).first().fill(text)
    await this.page
      .getByRole('option', { name: new RegExp(`^${option}`) })
      .first()
      .click()
  }

  /** Writes into a search field and takes the first that is found. */
  async searchFirst(path: string, text: string): Promise<void> {
    await this.field(path).first().fill(text)
    const list = this.page.getByRole('listbox')
    await list.getByRole('option').filter({ hasText: text }).first().click()
  }

  /** The name of an account as this officer reads it. */
  nameOf(username: string): string {
    const found = demoAccounts.find((account) => account.username === username)
    if (found === undefined) throw new Error(`There is no demo account ${username}.`)
    return found.name[this.language]
  }

  /** Changes to another post that this person holds, from the bar at the top. */
  async actAs(post: string): Promise<void> {
    await this.go('/')
    const answer = await this.page.request.get('/api/session')
    const { posts } = (await answer.json()) as {
      posts: { post: string; title: Record<Language, string> }[]
    }
    const title = posts.find((held) => held.post === post)?.title[this.language]
    if (title === undefined) throw new Error(`This person does not hold ${post}.`)
    await this.page.getByRole('button', { name: this.say('common:shell.switch-post') }).click()
    await this.page.getByRole('menuitem').filter({ hasText: title }).click()
    await this.page.getByRole('banner').getByText(title).waitFor()
  }

  /** Opens a page that this post may not open: it says so. */
  async goClosed(path: string): Promise<void> {
    await this.page.goto(path)
    await this.page.getByText(this.say('common:shell.not-allowed-title')).waitFor()
  }

  /** Opens a row of the table on the page by a text in it, as Enter on the row does. */
  async openRow(text: string | RegExp): Promise<void> {
    const row = this.page
      .getByRole('row')
      .filter({ has: this.page.getByText(text) })
      .first()
    await row.waitFor()
    await row.focus()
    await this.page.keyboard.press('Enter')
  }

  /** What an endpoint tells this officer. A connection that rested just too long is opened again. */
  async told<T>(path: string): Promise<T> {
    return (await this.page.request.get(path, { maxRetries: 2 })).json() as Promise<T>
  }

  /** Turns the pages of the table on the page until one shows a row with this text. Whether one did. */
  async turnTo(text: string | RegExp): Promise<boolean> {
    const rows = this.page.getByRole('row')
    const next = this.page.getByRole('button', { name: this.say('common:table.next') })
    for (;;) {
      if ((await rows.filter({ hasText: text }).count()) > 0) return true
      if ((await next.count()) === 0 || (await next.isDisabled())) return false
      const before = await rows.nth(1).textContent()
      await next.click()
      await expect.poll(() => rows.nth(1).textContent()).not.toBe(before)
    }
  }

  /** The identifier of a unit by its code, as this officer's own lists know it. */
  async unit(code: string): Promise<{ id: string; name: string }> {
    const answer = await this.page.request.get(`/api/units?q=${code}`)
    const { rows } = (await answer.json()) as {
      rows: { id: number; code: string; nameEn: string; nameUr: string }[]
    }
    const found = rows.find((unit) => unit.code === code)
    if (found === undefined) throw new Error(`There is no unit ${code}.`)
    return { id: String(found.id), name: this.language === 'ur' ? found.nameUr : found.nameEn }
  }

  button(key: string): Locator {
    return this.page.getByRole('button', { name: this.say(key), exact: true })
  }

  /** Presses the act of the dialog that says what it does, and waits until the dialog has gone. */
  async confirm(key: string, options: { stepUp?: boolean; reason?: string } = {}): Promise<void> {
    const dialog = this.page.getByRole('dialog')
    if (options.reason !== undefined) await dialog.getByRole('textbox').fill(options.reason)
    await dialog.getByRole('button', { name: this.say(key), exact: true }).click()
    if (options.stepUp === true) await this.stepUp()
    await expect.poll(() => dialog.count()).toBe(0)
  }

  /** The tab goes without a word, as when a browser crashes or the power fails; a new one is opened. */
  async killTab(): Promise<void> {
    await this.page.close({ runBeforeUnload: false })
    this.page = await this.#context.newPage()
    this.#watch(this.page)
  }

  /** Confirms the second factor when the act asks for it; demo accounts give their password again. */
  async stepUp(): Promise<void> {
    const password = this.page.locator('[role=dialog] input[type=password]')
    await password.waitFor()
    await password.fill(demoPassword)
    await this.page.keyboard.press('Enter')
    await password.waitFor({ state: 'detached' })
  }

  /**
   * Lets axe look at the screen, and takes a picture of it for a person who asked for pictures (`PICTURES=1`): nobody looks at
   * those of an ordinary run, and they take a minute and a half of it. In Urdu the letters are swapped for Latin ones before
   * contrast is judged: axe leaves Arabic script out of it otherwise (quality.md A4).
   */
  async look(name: string, contrast: 'both' | 'english' = 'english'): Promise<void> {
    await this.settled()
    await this.page.evaluate(atRest)
    if (process.env.PICTURES === '1')
      await this.page.screenshot({ path: join(pictures, `${name}.${this.language}.png`), fullPage: true })
    // The slowest of all rules. Colours do not change with the language, so what a journey passes through is judged in English;
    // each screen by itself is judged in both.
    const judged = this.language === 'en' || contrast === 'both'
    if (judged && this.language === 'ur') await this.page.evaluate(toLatin)
    // Whole tables once: their rows are the same cells in the other language.
    const whole = contrast === 'both' && this.language === 'en'
    const found = await axeFindings(this.page, wcag, judged, whole ? 'all' : 'first-fifteen')
    if (judged && this.language === 'ur') await this.page.evaluate(backToUrdu)
    expect(found, name).toEqual([])
  }

  async leave(): Promise<void> {
    await this.#context.close()
  }
}

/** Run in the page: at its top, and with whatever fades in there; half faded in, nothing has contrast. */
async function atRest(): Promise<void> {
  window.scrollTo(0, 0)
  // What a change of colours sets in motion begins with the next frame.
  await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))
  const moving = document
    .getAnimations()
    .filter((one) => one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
  await Promise.allSettled(moving.map((one) => one.finished))
}

/** Run in the page: each Urdu letter becomes a Latin one, and what it was is kept. */
function toLatin(): void {
  const swapped: [Node, string, string][] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const before = node.nodeValue ?? ''
    if (!/[\u0600-\u06ff]/.test(before)) continue
    node.nodeValue = before.replace(/[\u0600-\u06ff]/g, 'n')
    swapped.push([node, before, node.nodeValue])
  }
  Object.assign(window, { swapped })
}

/** Run in the page: what was swapped comes back, unless the page has written anew meanwhile. */
function backToUrdu(): void {
  const { swapped } = window as unknown as { swapped: [Node, string, string][] }
  for (const [node, before, after] of swapped) if (node.nodeValue === after) node.nodeValue = before
}
