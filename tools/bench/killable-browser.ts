import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core'
import { type ChromiumLaunch, chromium } from '../run/chromium.ts'

/** A browser with a profile of its own, which outlives it: what a desk has after its power failed. */
export class KillableBrowser {
  page!: Page
  readonly #launch: ChromiumLaunch
  readonly #profile = mkdtempSync(join(tmpdir(), 'mizan-desk-'))
  #process: ChildProcess | undefined
  #browser: Browser | undefined
  private constructor(launch: ChromiumLaunch) {
    this.#launch = launch
  }

  static async make(): Promise<KillableBrowser> {
    return new KillableBrowser(await chromium())
  }

  /** Starts the browser where there is none, and opens a page. */
  async openPage(): Promise<Page> {
    this.page = await (await this.context()).newPage()
    return this.page
  }

  /** The page's process dies without a word. */
  async crashTab(): Promise<void> {
    const gone = this.page.waitForEvent('crash')
    const devtools = await this.page.context().newCDPSession(this.page)
    // The answer never comes: whoever would give it is dead.
    devtools.send('Page.crash').catch(() => undefined)
    await gone
    await this.page.close()
  }

  /** The browser and all its processes die at once, as when the power fails. */
  async kill(): Promise<void> {
    const child = this.#process
    if (child?.pid === undefined) return
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    process.kill(-child.pid, 'SIGKILL')
    await gone
    this.#process = undefined
    this.#browser = undefined
  }

  async close(): Promise<void> {
    await this.kill()
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }

  async context(): Promise<BrowserContext> {
    if (this.#browser === undefined) {
      const { executablePath, args, env } = this.#launch
      const child = spawn(
        executablePath,
        [...args, `--user-data-dir=${this.#profile}`, '--remote-debugging-port=0', 'about:blank'],
        { env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
      )
      this.#process = child
      this.#browser = await playwright.connectOverCDP(await addressOf(child))
    }
    return this.#browser.contexts()[0]!
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.once('exit', (code) => reject(new Error(`The browser ended (${code}): ${said}`)))
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000)
      const found = /DevTools listening on (ws:\S+)/.exec(said)
      if (found !== null) resolve(found[1]!)
    })
  })
}
