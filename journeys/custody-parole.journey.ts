import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { openBrowser } from './stage.ts'
import { ago, Company } from './story.ts'

/**
 * Ways out before the last day: what the law says of a licence and who supervises those outside; who has bail and is still inside, what stands
 * in the way; a petition made ready at a press.
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
  describe(`parole and bail, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    test('the officer sees what the law leaves open, and writes of a man on licence who is late', async () => {
      const officer = await company.call('probation.hyd')
      const { page } = officer
      await officer.go('/custody/parole')
      await page.getByText(officer.say('custody-parole:standing.refer')).first().waitFor()
      await officer.look('parole')
      const { rows } = await officer.told<Rows<{ id: string; licence: { nextReportOn: string } | null }>>(
        '/api/custody/parole-cases?show=licence',
      )
      const { id } = rows[0]!
      await officer.go(`/custody/parole/${id}`)
      await officer.button('custody-parole:diary.write').click()
      await officer.fill({ kind: 'reported', on: ago(0).typed, words: 'آجر کے ساتھ حاضر ہوا' })
      await page
        .locator('form')
        .getByRole('button', { name: officer.say('custody-parole:diary.write') })
        .click()
      await page.getByText('آجر کے ساتھ حاضر ہوا').first().waitFor()
      await officer.look('parole-case')
      if (language === 'ur') {
        await officer.go('/custody/probation')
        await officer.look('probation')
      }
    })

    test('who has bail is inside for a reason that somebody can remove', async () => {
      const clerk = await company.call('admissions.hyd')
      const { page } = clerk
      await clerk.go('/custody/bail-granted')
      await page.getByText(clerk.say('custody-sureties:why')).first().waitFor()
      await clerk.look('bail-granted')
      if (language === 'ur') {
        await page.setViewportSize({ width: 390, height: 844 })
        await clerk.look('bail-granted-phone')
        await page.setViewportSize({ width: 1280, height: 900 })
      }
      // A petition of each kind is made ready once: of whom none lies open yet.
      const { rows } =
        await clerk.told<Rows<{ imprisonmentId: string; obstacles: string[] }>>('/api/custody/bail-granted')
      const waiting = rows.filter(({ obstacles }) => /surety/.test(obstacles.join(' ')))
      const without = await Promise.all(
        waiting.map(async (row) => {
          const { petitions } = await clerk.told<{ petitions: unknown[] }>(
            `/api/custody/bail/${row.imprisonmentId}`,
          )
          return petitions.length === 0
        }),
      )
      const fresh = waiting.find((_row, at) => without[at])!
      await clerk.go(`/custody/bail/${fresh.imprisonmentId}`)
      await page
        .getByRole('button', { name: clerk.say('custody-sureties:petition.prepare.reduce-surety') })
        .first()
        .click()
      await page.getByText(clerk.say('custody-sureties:petition-state.prepared')).first().waitFor()
      await page
        .getByRole('button', { name: clerk.say('custody-sureties:petition.show') })
        .first()
        .click()
      await clerk.look('bail-of')
    })
  })
}
