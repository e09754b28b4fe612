import { setTimeout } from 'node:timers/promises'
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
  /** Where the focus stood on its way, to be told when there are too many of them. */
  readonly way: string[] = []
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
      const there = await page.evaluate(
        () =>
          document.activeElement?.closest('[data-path]')?.getAttribute('data-path') ??
          document.activeElement?.textContent,
      )
      this.way.push(there ?? '–')
      if (there === path) return
      await this.press('Tab')
    }
    throw new Error(`Tab does not lead to ${path}: ${this.way.join(' ')}`)
  }

  async type(path: string, text: string): Promise<void> {
    await this.to(path)
    this.data += [...text].length
    await this.#officer.page.keyboard.type(text)
  }
}

/** A day of the coming fortnight on which a court sits. */
function nextDay(): string {
  const day = [10, 11, 12]
    .map((days) => ago(-days * 1_440))
    .find((one) => new Date(one.day).getUTCDay() !== 0)!
  return day.typed
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
    expect(hands.moves, hands.way.join(' ')).toBeLessThanOrEqual(32)
    expect(all * SECONDS_A_KEY).toBeLessThanOrEqual(30)
    await clerk.leave()
  })
}

/** Twenty-five fields, as a full paper has them, and those of the second of two who were brought together. */
const papers: Record<'first' | 'second', readonly (readonly [path: string, typed: string])[]> = {
  first: [
    ['person.nameUr', 'گلزار ملاح'],
    ['person.nameEn', 'Gulzar Mallah'],
    ['person.fatherUr', 'حبیب اللہ'],
    ['person.fatherEn', 'Habibullah'],
    ['person.cnic', '4130377120011'],
    ['person.phone', '03337712001'],
    ['person.sex', 'Space'],
    ['person.birthDate', '14031991'],
    ['person.address', 'Goth Mallah, Matiari'],
    ['paper.reason', 'Dak by hand'],
    ['paper.courtId', 'Sessions'],
    ['paper.stationId', 'Matiari'],
    ['paper.firNumber', '207'],
    ['paper.firYear', ago(0).day.slice(0, 4)],
    ['paper.offenceOn', ago(20 * 1_440).typed],
    ['paper.sections', '380 PPC'],
    ['paper.issuedOn', ago(0).typed],
    ['paper.detainedSince', ago(2 * 1_440).typed],
    ['paper.nextProduction', ''],
    ['admittedTime', ago(0).time],
    ['cash', '450'],
    ['property.0.bagNumber', '7701'],
    ['property.0.seal', 'SB-7701'],
    ['property.0.description', 'Wrist watch'],
    ['property.0.category', 'ArrowDown'],
  ],
  second: [
    ['person.nameUr', 'سکندر ملاح'],
    ['person.nameEn', 'Sikandar Mallah'],
    ['person.fatherUr', 'محرم علی'],
    ['person.fatherEn', 'Muharram Ali'],
    ['person.cnic', '4130377120033'],
    ['person.sex', 'Space'],
    ['person.birthDate', '02081994'],
    ['cash', '300'],
  ],
}

const searched = ['paper.courtId', 'paper.stationId']

/** Those of like name who were in prison before stand between the names and the sex; from the first of them the last is one key up. */
async function saysNobodyKnown(clerk: Officer, hands: Typist): Promise<void> {
  await clerk.page.getByText(clerk.say('people:entry.waiting')).waitFor({ state: 'detached' })
  await clerk.settled()
  const nobody = clerk.page.getByRole('radio', { name: clerk.say('people:entry.none-of-these') })
  if ((await nobody.count()) === 0) return
  const here = () => clerk.page.evaluate(() => document.activeElement?.getAttribute('type') === 'radio')
  for (let step = 0; step < 5 && !(await here()); step += 1) await hands.press('Tab')
  await hands.press('ArrowUp')
  expect(await nobody.isChecked()).toBe(true)
}

/** As Alt and the left arrow do. Nothing of the one before may stand in the form that is there again, and none of it is kept. */
async function goBack(clerk: Officer): Promise<void> {
  await clerk.page.goBack()
  await clerk.field('person.nameEn').waitFor()
  for (const path of ['person.nameEn', 'person.phone', 'person.address', 'property.0.bagNumber'])
    expect(await clerk.field(path).inputValue(), path).toBe('')
}

test('twenty-five fields are entered without a mouse within ninety seconds, and the second of two within forty-five', async () => {
  const clerk = await Officer.signIn(browser, 'admissions.hyd', 'en')
  const { page } = clerk
  await clerk.go('/custody/admissions/new')
  await page.evaluate(() => {
    const seen = window as unknown as { pointed: number }
    seen.pointed = 0
    for (const kind of ['pointerdown', 'mousedown', 'touchstart'])
      addEventListener(kind, () => (seen.pointed += 1), true)
  })
  // On a slow line: the clerk goes back to the form before the page of the first prisoner has come.
  await page.route(/\/assets\/[^/]+\.js$/, async (route) => {
    await setTimeout(1_000)
    await route.continue()
  })
  for (const [which, ceiling] of [
    ['first', 90],
    ['second', 45],
  ] as const) {
    await clerk.field('person.nameEn').waitFor()
    const hands = new Typist(clerk)
    if (which === 'first') {
      // Past the rail, to the page.
      await hands.press('Tab')
      await hands.press('Enter')
    } else {
      const again = page.getByRole('button', { name: clerk.say('common:form.same-as-last') })
      for (
        let step = 0;
        step < 20 && !(await again.evaluate((one) => one === document.activeElement));
        step += 1
      )
        await hands.press('Tab')
      await hands.press('Enter')
    }
    for (const [path, typed] of papers[which]) {
      if (path === 'person.sex') await saysNobodyKnown(clerk, hands)
      await hands.to(path)
      if (typed === 'Space' || typed === 'ArrowDown') await hands.press(typed)
      else await hands.type(path, path === 'paper.nextProduction' ? nextDay() : typed)
      if (!searched.includes(path)) continue
      await page.getByRole('option').first().waitFor()
      await hands.press('Enter')
    }
    await hands.press('Control+Enter')
    // Whoever was found only after the clerk had gone on is asked about now, and the cursor stands in the question.
    await page.waitForFunction(
      () =>
        /\/custody\/prisoners\/[0-9a-f-]{36}$/.test(location.pathname) ||
        document.activeElement?.getAttribute('name') === 'person.known',
    )
    if (page.url().endsWith('/new')) {
      await hands.press('ArrowUp')
      await hands.press('Control+Enter')
    }
    await page.waitForURL(/\/custody\/prisoners\/[0-9a-f-]{36}$/)
    const seconds = (hands.data + hands.moves) * SECONDS_A_KEY
    console.info(
      `Admission, ${which} of two: ${hands.data} keys of data, ${hands.moves} to get on, ${Math.round(seconds)} s`,
    )
    expect(seconds, hands.way.join(' ')).toBeLessThanOrEqual(ceiling)
    expect(await page.evaluate(() => (window as unknown as { pointed: number }).pointed)).toBe(0)
    if (which === 'first') await goBack(clerk)
  }
  await page.getByText('207').first().waitFor()
  await clerk.leave()
})
