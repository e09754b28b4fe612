import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Language, openBrowser } from './stage.ts'
import { ago, Company } from './story.ts'

/**
 * Configuration without code: the Inspector-General sees the provinces side by side and proposes another limit for the canteen, a law
 * officer adopts it, and from its day on it stands; what was overtaken is shown beside what stands now; a superintendent reads on a phone.
 */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const part = 'custody-settings'
const dayMinutes = 24 * 60

for (const language of ['en', 'ur'] satisfies Language[]) {
  describe(`settings, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())
    // Each language adopts a version of its own day.
    const from = ago(-(language === 'en' ? 20 : 26) * dayMinutes)
    const sum = language === 'en' ? '2,600' : '2,700'

    test('the Inspector-General compares the provinces and proposes a change with its paper', async () => {
      const inspector = await company.call('ig.prisons')
      const { page } = inspector
      await inspector.go('/custody/settings')
      await page.getByRole('button', { name: inspector.say(`${part}:show.differing`) }).waitFor()
      await inspector.look('settings')
      await inspector.go('/custody/settings/canteen-limit')
      await page
        .getByRole('link', { name: inspector.say(`${part}:act.change`) })
        .first()
        .click()
      await inspector.field('values.weekly').waitFor()
      await inspector.fill({
        'values.weekly': sum,
        fromOn: ago(dayMinutes).typed,
        authority: 'inspector-general',
        paperNumber: `IG/Can/${language}/7`,
        paperOn: ago(0).typed,
        reason: language === 'en' ? 'Prices have risen' : 'نرخ بڑھ گئے ہیں',
      })
      await inspector.button(`${part}:act.propose`).click()
      // The past is not rewritten: said beside the field, in the reader's language.
      await page
        .getByText(language === 'en' ? /Not before today/ : /آج سے پہلے نہیں/)
        .first()
        .waitFor()
      await inspector.look('setting-change-refused')
      await inspector.fill({ fromOn: from.typed })
      await inspector.button(`${part}:act.propose`).click()
      await page.waitForURL(/\/custody\/settings\/canteen-limit$/)
      await page
        .getByText(inspector.say(`${part}:proposed.own`))
        .first()
        .waitFor()
      expect(await inspector.button(`${part}:act.adopt`).count()).toBe(0)
      await inspector.look('setting-proposed')
    })

    test('a law officer adopts it, and sees what overtook another proposal', async () => {
      const law = await company.call('law.officer')
      const { page } = law
      await law.go('/custody/settings?show=proposed')
      await page.getByRole('heading', { level: 3 }).first().waitFor()
      await page
        .getByRole('link', { name: language === 'en' ? 'Canteen limit' : 'کینٹین کی حد', exact: true })
        .click()
      await page.waitForURL(/\/custody\/settings\/canteen-limit$/)
      await law.button(`${part}:act.adopt`).first().click()
      await law.confirm(`${part}:act.adopt`, { stepUp: true })
      await page
        .getByText(law.say(`${part}:standing.ahead`))
        .first()
        .waitFor()
      await page.getByText(`IG/Can/${language}/7`).first().waitFor()
      await law.look('setting-adopted')
      await law.go('/custody/settings/escort-strength')
      await page.getByText(law.say(`${part}:proposed.overtaken-why`)).waitFor()
      expect(await law.button(`${part}:act.adopt`).count()).toBe(0)
      await law.look('setting-overtaken')
      await law.go('/custody/settings/visit-quota')
      await law.look('setting-visits')
    })

    test('a superintendent reads them on a phone and changes nothing', async () => {
      const superintendent = await company.call('superintendent.hyd')
      const { page } = superintendent
      await page.setViewportSize({ width: 390, height: 844 })
      await superintendent.go('/custody/settings')
      await superintendent.look('settings-phone')
      await superintendent.go('/custody/settings/telephone')
      expect(await page.getByRole('link', { name: superintendent.say(`${part}:act.change`) }).count()).toBe(0)
      expect(await page.getByText(superintendent.say(`${part}:proposed.title`)).count()).toBe(0)
      await superintendent.look('setting-phone')
      expect(superintendent.troubles).toEqual([])
    })
  })
}
