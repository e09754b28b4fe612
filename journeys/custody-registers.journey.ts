import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Language, openBrowser } from './stage.ts'
import { Company } from './story.ts'

/**
 * A prison’s day and its books: the superintendent reads the day, follows a figure to the people behind it and prints a register; the
 * clerk issues a jail roll and a custody certificate; the Inspector-General compares the prisons and opens one.
 */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const registers = 'custody-registers'
const dashboard = 'custody-dashboard'

for (const language of ['en', 'ur'] satisfies Language[]) {
  describe(`registers and the day, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    test('the superintendent reads the day, follows a figure and prints the register behind it', async () => {
      const superintendent = await company.call('superintendent.hyd')
      const { page } = superintendent
      await superintendent.go('/custody/today')
      await superintendent.look('today')
      if (language === 'ur') {
        await page.setViewportSize({ width: 390, height: 844 })
        await superintendent.look('today-phone')
        await page.setViewportSize({ width: 1280, height: 900 })
      }
      await page
        .getByRole('link')
        .filter({ hasText: superintendent.say(`${dashboard}:liberty.bail`) })
        .click()
      await page.waitForURL(/\/custody\/registers\/under-trials/)
      await page.getByRole('cell').first().waitFor()
      await superintendent.look('register-under-trials')
      await superintendent.button(`${registers}:print-${language}`).click()
      const paper = page.getByRole('link', { name: superintendent.say(`${registers}:open-paper`) })
      await paper.waitFor()
      const file = await page.request.get((await paper.getAttribute('href')) ?? '')
      expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-')
      await superintendent.go('/custody/registers')
      await superintendent.look('registers')
    })

    test('the clerk issues the jail roll of a court and a custody certificate', async () => {
      const clerk = await company.call('admissions.hyd')
      const { page } = clerk
      const { courts } = await clerk.told<{ courts: { id: number }[] }>('/api/custody/jail-roll')
      await clerk.go(`/custody/jail-roll?court=${courts[0]!.id}`)
      await page.getByRole('cell').first().waitFor()
      await clerk.button(`${registers}:print-${language}`).click()
      await page.getByRole('link', { name: clerk.say(`${registers}:open-paper`) }).waitFor()
      await clerk.look('jail-roll')
      const { rows } = await clerk.told<{ rows: { id: string }[] }>('/api/custody/prisoners?category=convict')
      await clerk.go(`/custody/prisoners/${rows[0]!.id}/certificate`)
      await clerk.fill({ addressee: language === 'ur' ? 'سیشن جج حیدرآباد' : 'Sessions Judge, Hyderabad' })
      await clerk.button(`${registers}:certificate.issue`).click()
      await page.getByRole('link', { name: clerk.say(`${registers}:open-paper`) }).waitFor()
      await clerk.look('certificate')
    })

    test('the Inspector-General compares the prisons and opens the day of one', async () => {
      const inspector = await company.call('ig.prisons')
      const { page } = inspector
      await inspector.go('/custody/prisons')
      await page.locator('svg [data-district]').first().waitFor()
      await inspector.look('prisons')
      await page.getByRole('cell').getByRole('link').first().click()
      await page.waitForURL(/\/custody\/today\?prison=\d+/)
      await page
        .getByRole('link')
        .filter({ hasText: inspector.say(`${dashboard}:roll.total`) })
        .waitFor()
      await inspector.look('today-of-inspector')
    })
  })
}
