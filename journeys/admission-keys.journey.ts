import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Language, Officer, openBrowser } from './stage.ts'
import { ago } from './story.ts'

/**
 * An admission on a paper warrant by the keyboard alone, with every key counted: those of the data itself, and those that only get from
 * field to field. What a practised clerk needs for it is reckoned at 0.28 s a key (Card, Moran and Newell, keystroke-level model, 40 words
 * a minute); reading the paper is not in it.
 */

const SECONDS_A_KEY = 0.28

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Hands on the keyboard: goes to a field with Tab and types, and counts. */
class Typist {
  data = 0
  moves = 0
  readonly #officer: Officer
  constructor(officer: Officer) {
    this.#officer = officer
  }

  async press(key: string): Promise<void> {
    this.moves += 1
    await this.#officer.page.keyboard.press(key)
  }

  /** Presses Tab until the focus is in the field of that path. */
  async to(path: string): Promise<void> {
    const { page } = this.#officer
    for (let step = 0; step < 40; step += 1) {
      const there = await page.evaluate(() =>
        document.activeElement?.closest('[data-path]')?.getAttribute('data-path'),
      )
      if (there === path) return
      await this.press('Tab')
    }
    throw new Error(`Tab does not lead to ${path}.`)
  }

  async type(path: string, text: string): Promise<void> {
    await this.to(path)
    this.data += [...text].length
    await this.#officer.page.keyboard.type(text)
  }
}

const people: Record<Language, Readonly<Record<string, string>>> = {
  en: { 'person.nameEn': 'Shahnawaz Tunio', 'person.fatherEn': 'Ghulam Hyder' },
  ur: { 'person.nameUr': 'شہنواز تنیو', 'person.fatherUr': 'غلام حیدر' },
}

for (const language of ['en', 'ur'] satisfies Language[]) {
  test(`a prisoner on a paper warrant is admitted with few more keys than the data has, ${language}`, async () => {
    const clerk = await Officer.signIn(browser, 'admissions.hyd', language)
    const { page } = clerk
    await clerk.go('/custody/admissions/new')
    // The fields of a person are fetched by themselves, and come a moment after the page.
    await clerk.field('person.nameEn').waitFor()
    const hands = new Typist(clerk)
    // Past the rail, to the page.
    await hands.press('Tab')
    await hands.press('Enter')
    for (const [path, text] of Object.entries(people[language])) await hands.type(path, text)
    await hands.to('person.sex')
    await hands.press('Space')
    await hands.type('person.age', '34')
    await hands.type('paper.reason', language === 'en' ? 'Dak by hand' : 'دستی ڈاک')
    await hands.type('paper.firNumber', '118')
    await hands.type('paper.firYear', ago(0).day.slice(0, 4))
    await hands.type('paper.sections', '379 PPC')
    await hands.type('paper.issuedOn', ago(0).typed.replaceAll('/', ''))
    await hands.to('category')
    await hands.press('ArrowDown')
    await hands.press('Control+Enter')
    await page.waitForURL(/\/custody\/prisoners\/[0-9a-f-]{36}$/)
    const all = hands.data + hands.moves
    console.info(
      `Admission on paper, ${language}: ${hands.data} keys of data, ${hands.moves} to get on, ${Math.round(all * SECONDS_A_KEY)} s`,
    )
    // One key from field to field, a few past those that stay empty and past the scan of the paper, and the last.
    expect(hands.moves).toBeLessThanOrEqual(33)
    expect(all * SECONDS_A_KEY).toBeLessThanOrEqual(30)
    await clerk.leave()
  })
}
