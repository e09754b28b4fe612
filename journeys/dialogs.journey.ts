import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings } from './axe.ts'
import { type Language, Officer, openBrowser } from './stage.ts'

/**
 * Dialogs lie over a page that has its own landmarks: one banner, one main part. Axe is asked for its rules on landmarks and names
 * too, which are not among those of WCAG that every screen is held to.
 */

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

for (const language of ['en', 'ur'] satisfies Language[]) {
  test(`every kind of dialog is clean for axe and closes by its named button, ${language}`, async () => {
    const officer = await Officer.signIn(browser, 'admissions.hyd', language)
    const { page } = officer
    const dialog = page.getByRole('dialog')
    const opened = async (name: string) => {
      await dialog.waitFor()
      await officer.look(`dialog-${name}`)
      const found = await axeFindings(page, ['best-practice', 'wcag2a'], false, 'all')
      expect(
        found.filter((each) => /^\S*(landmark|region|-name:|dialog)/.test(each)),
        name,
      ).toEqual([])
      expect(await page.getByRole('banner').count()).toBeLessThanOrEqual(1)
    }
    const closed = async () => {
      await dialog.getByRole('button', { name: officer.say('common:act.close'), exact: true }).click()
      await expect.poll(() => dialog.count()).toBe(0)
    }

    await officer.go('/gallery')
    await page
      .getByRole('button', {
        name: language === 'ur' ? 'قیدی کو رہا کریں' : 'Release the prisoner',
        exact: true,
      })
      .click()
    await opened('confirm')
    await closed()

    await page.getByTitle(officer.say('common:deadline.proof')).first().click()
    await opened('proof')
    await closed()

    await page.keyboard.press('?')
    await opened('shortcuts')
    await closed()

    await page.keyboard.press('Control+k')
    await opened('palette')
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
    await officer.leave()
  })
}
