import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './stage.ts'
import { ago, Company } from './story.ts'

/** What is owed in writing is drawn up from its wording, signed, and entered in the dispatch register; the step of the matter is done with it. */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

interface Owed {
  rows: { id: string; kind: string; state: string; imprisonmentId: string }[]
}

for (const language of ['en', 'ur'] as const) {
  describe(`notices, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    test('what is owed is drawn up, signed and sent, and is owed no more', async () => {
      const deputy = await company.call('deputy.hyd')
      const { page } = deputy
      if (language === 'ur') await page.setViewportSize({ width: 390, height: 844 })
      await deputy.go('/custody/notices')
      await deputy.look('notices')
      if (language === 'ur') await page.setViewportSize({ width: 1280, height: 900 })
      const { rows } = await deputy.told<Owed>('/api/custody/notices')
      const owed = rows.find(({ state, kind }) => state === 'owed' && kind !== 'family-illness')
      expect(owed).toBeDefined()
      await deputy.go(`/custody/prisoners/${owed!.imprisonmentId}/notice?kind=${owed!.kind}`)
      await deputy.fill({
        toEn: 'Ghulam Rasool, father',
        toUr: 'غلام رسول، والد',
        freeEn: 'The office is open on Saturday too.',
        freeUr: 'دفتر ہفتے کے دن بھی کھلا ہے۔',
      })
      await deputy.look('notice-draw')
      await deputy.button('custody-notices:draw.sign').click()
      await page.waitForURL(/\/custody\/notices\/[0-9a-f-]{36}$/)
      await page.getByText('دفتر ہفتے کے دن بھی کھلا ہے۔').first().waitFor()
      await deputy.button('custody-notices:send.act').click()
      const form = page.getByRole('dialog')
      await deputy.fill({
        toWhom: 'غلام رسول',
        how: 'registered-post',
        particulars: 'RGL 51190',
        sentOn: ago(0).typed,
      })
      await form.getByRole('button', { name: deputy.say('custody-notices:send.act'), exact: true }).click()
      await page.getByText('RGL 51190').first().waitFor()
      await deputy.look('notice-sent')
      const left = await deputy.told<Owed>('/api/custody/notices')
      expect(left.rows.some(({ id }) => id === owed!.id)).toBe(false)
    })

    // The preview shows both languages at once, so it is looked at in one.
    test.runIf(language === 'ur')(
      'wording is changed with a preview, and what is unknown is marked',
      async () => {
        const inspector = await company.call('ig.prisons')
        await inspector.go('/custody/settings/notice-template/change?rule=family-death')
        await inspector.fill({ 'values.subject_ur': 'وفات {name}، {relative}' })
        await inspector.page.getByText('{relative}').last().waitFor()
        await inspector.look('notice-wording-change')
      },
    )
  })
}
