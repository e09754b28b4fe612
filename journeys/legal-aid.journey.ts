import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './stage.ts'
import { Company, typedDay } from './story.ts'

/**
 * Somebody who wants a lawyer agrees and is handed over to the legal-aid office; a lawyer has the matter, and the prison learns the state and no
 * word more. A petition goes to the court's reader with its frozen sheet and gets its number and day.
 */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

interface Rows<Row> {
  rows: Row[]
}

for (const language of ['en', 'ur'] as const) {
  describe(`legal aid, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    test('a matter that a prison sent is taken on, given to a lawyer and written in; the prison sees where it stands', async () => {
      const office = await company.call('legalaid.hyd')
      const { page } = office
      await office.go('/legal-aid?show=incoming')
      await page.getByText(office.say('legal-aid:standing.offered')).first().waitFor()
      await office.look('legal-aid-office')
      const { rows } = await office.told<Rows<{ id: string; origin: string }>>(
        '/api/legal-aid/matters?show=incoming',
      )
      const { id } = rows.find(({ origin }) => origin === 'prison') ?? rows[0]!
      await office.go(`/legal-aid/${id}`)
      await page.getByRole('button', { name: office.say('legal-aid:do.accept') }).click()
      await page.getByRole('button', { name: office.say('legal-aid:do.assign') }).click()
      const { lawyers } = await office.told<{ lawyers: { id: string }[] }>(`/api/legal-aid/matters/${id}`)
      await office.fill({ lawyerId: lawyers[0]!.id })
      await page
        .locator('form')
        .getByRole('button', { name: office.say('legal-aid:do.assign') })
        .click()
      await page.getByText(office.say('legal-aid:standing.assigned')).first().waitFor()
      const lawyer = await company.call('lawyer.aid')
      await lawyer.go(`/legal-aid/${id}`)
      await lawyer.page.getByRole('button', { name: lawyer.say('legal-aid:do.write') }).click()
      await lawyer.fill({ kind: 'note', words: 'گواہ نے بیان بدلا ہے' })
      await lawyer.page
        .locator('form')
        .getByRole('button', { name: lawyer.say('legal-aid:do.write') })
        .click()
      await lawyer.page.getByText('گواہ نے بیان بدلا ہے').first().waitFor()
      await lawyer.look('legal-aid-matter')
      if (language === 'ur') {
        await lawyer.page.setViewportSize({ width: 390, height: 844 })
        await lawyer.look('legal-aid-matter-phone')
        await lawyer.page.setViewportSize({ width: 1280, height: 900 })
      }
      const clerk = await company.call('admissions.hyd')
      const seen = await clerk.page.request.get(`/api/legal-aid/matters/${id}`)
      expect(await seen.text()).not.toContain('گواہ نے بیان بدلا ہے')
      // Whom nobody asked on admission is found, and asked on the prisoner's own page.
      const { rows: toAsk } = await clerk.told<Rows<{ id: string }>>('/api/custody/prisoners?aid=to-ask')
      await clerk.go(`/custody/prisoners/${toAsk.at(-1)!.id}`)
      await clerk.page.getByText(clerk.say('legal-aid:panel.on-admission.not-asked')).first().waitFor()
      await clerk.look('aid-to-ask')
    })

    test('a petition is filed with the court through the system, registered under a number and listed', async () => {
      const clerk = await company.call('admissions.hyd')
      const { page } = clerk
      const { rows } =
        await clerk.told<Rows<{ imprisonmentId: string; obstacles: string[] }>>('/api/custody/bail-granted')
      const waiting = rows.filter(({ obstacles }) => /surety/.test(obstacles.join(' ')))
      await clerk.go(`/custody/bail/${waiting.at(language === 'en' ? 0 : 1)!.imprisonmentId}`)
      await page
        .getByRole('button', { name: clerk.say('custody-sureties:petition.prepare.reduce-surety') })
        .first()
        .click()
      await page
        .getByRole('button', { name: clerk.say('custody-sureties:petition.file-court') })
        .first()
        .click()
      const court = await clerk.unit('CRT-HYD-JM1')
      await clerk.fill({ courtId: court.id, by: 'Kiran Solangi, DLEC' })
      await page
        .locator('form')
        .getByRole('button', { name: clerk.say('custody-sureties:petition.file-court') })
        .click()
      await page.getByText(clerk.say('custody-sureties:at-court.offered')).first().waitFor()
      await clerk.look('bail-petition-filed')
      const reader = await company.call('reader.hyd')
      await reader.go('/courts/petitions')
      await reader.page
        .getByRole('button', { name: reader.say('courts:petitions.register') })
        .first()
        .click()
      const { suggested } = await reader.told<{ suggested: string[] }>('/api/courts/day-list')
      await reader.fill({ hearingOn: typedDay(suggested[0]!) })
      await reader.look('court-petitions')
      await reader.page
        .locator('form')
        .getByRole('button', { name: reader.say('courts:petitions.register') })
        .click()
      await reader.page.getByText(reader.say('courts:petitions.empty')).first().waitFor()
    })
  })
}
