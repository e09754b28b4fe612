import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import {
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
  chromium as playwright,
} from 'playwright-core'
import { expect, inject } from 'vitest'
import { loadTexts } from '#platform/i18n'
import { chromium } from '../tools/run/chromium.ts'
import { demoPassword } from '../tools/seed/accounts.ts'

export type Language = 'en' | 'ur'

const texts = loadTexts()
const pictures = join(import.meta.dirname, '../test-results/journeys')
mkdirSync(pictures, { recursive: true })

export async function openBrowser(): Promise<Browser> {
  return playwright.launch(await chromium())
}

/** A demo officer at their own screen, in one language. Everything is found by the words on the screen, as a person finds it. */
export class Officer {
  readonly page: Page
  readonly language: Language
  readonly #context: BrowserContext
  private constructor(context: BrowserContext, page: Page, language: Language) {
    this.#context = context
    this.page = page
    this.language = language
  }

  static async signIn(browser: Browser, username: string, language: Language): Promise<Officer> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      baseURL: inject('base'),
      locale: 'en-GB',
    })
    await context.addInitScript((chosen) => localStorage.setItem('mizan.language', chosen), language)
    const page = await context.newPage()
    const officer = new Officer(context, page, language)
    await page.goto('/')
    await page.getByLabel(officer.say('common:sign-in.username')).fill(username)
    await page.locator('input[type=password]').fill(demoPassword)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    return officer
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

  /** Waits until nothing on the page says that it is still loading. */
  async settled(): Promise<void> {
    await this.page.waitForLoadState('networkidle')
    await expect
      .poll(() => this.page.locator('[role=status][aria-label]').count(), { timeout: 20_000 })
      .toBe(0)
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

  /** Opens a row of the table on the page by a text in it, as Enter on the row does. */
  async openRow(text: string | RegExp): Promise<void> {
    const row = this.page.getByRole('row').filter({ hasText: text }).first()
    await row.waitFor()
    await row.focus()
    await this.page.keyboard.press('Enter')
  }

  button(key: string): Locator {
    return this.page.getByRole('button', { name: this.say(key) })
  }

  /** Confirms the second factor when the act asks for it; demo accounts give their password again. */
  async stepUp(): Promise<void> {
    const password = this.page.locator('[role=dialog] input[type=password]')
    await password.waitFor({ timeout: 10_000 })
    await password.fill(demoPassword)
    await this.page.keyboard.press('Enter')
    await password.waitFor({ state: 'detached' })
  }

  /**
   * Takes a picture and lets axe look at the screen. In Urdu the letters are swapped for Latin ones before contrast is judged:
   * axe leaves Arabic script out of it otherwise (quality.md A4).
   */
  async look(name: string): Promise<void> {
    await this.settled()
    await this.page.screenshot({ path: join(pictures, `${name}.${this.language}.png`), fullPage: true })
    const found = await new AxeBuilder({ page: this.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(found.violations.map((each) => `${name}: ${each.id}: ${each.nodes[0]?.html}`)).toEqual([])
    if (this.language === 'ur') {
      await this.page.evaluate(() => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          if (/[\u0600-\u06ff]/.test(node.nodeValue ?? ''))
            node.nodeValue = (node.nodeValue ?? '').replace(/[\u0600-\u06ff]/g, 'n')
        }
      })
      const contrast = await new AxeBuilder({ page: this.page }).withRules(['color-contrast']).analyze()
      expect(contrast.violations.map((each) => `${name}: ${each.id}: ${each.nodes[0]?.html}`)).toEqual([])
      await this.page.reload()
      await this.settled()
    }
  }

  async leave(): Promise<void> {
    await this.#context.close()
  }
}
