import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Language, openBrowser } from './stage.ts'
import { Company } from './story.ts'

/**
 * Returns to the department: the deputy draws one up from the registers, the superintendent reads, signs, sends and prints it, and the
 * Inspector-General sees who has not sent, follows a number to the people and accepts one or sends it back.
 */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const words = 'custody-returns'

interface Listed {
  readonly rows: readonly { id: string; code: string; state: string }[]
}

for (const language of ['en', 'ur'] satisfies Language[]) {
  // What the first telling sends is with the Inspector-General in the second.
  const code = language === 'en' ? 'under-trial' : 'daily'
  describe(`returns, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    let id: string
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    test('the deputy draws up what is owed; the superintendent signs what was read, sends and prints it', async () => {
      const deputy = await company.call('deputy.hyd')
      await deputy.go('/custody/returns')
      await deputy.look('returns')
      const { rows } = await deputy.told<Listed>('/api/custody/returns')
      id = rows.find((row) => row.code === code && row.state === 'owed')!.id
      await deputy.go(`/custody/returns/${id}`)
      await deputy.button(`${words}:draw`).click()
      await deputy.page.getByText(deputy.say(`${words}:stops.none`)).waitFor()
      await deputy.settled()
      await deputy.look('return-drawn')

      const superintendent = await company.call('superintendent.hyd')
      await superintendent.go(`/custody/returns/${id}`)
      if (language === 'ur') {
        await superintendent.page.setViewportSize({ width: 390, height: 844 })
        await superintendent.look('return-phone')
        await superintendent.page.setViewportSize({ width: 1280, height: 900 })
      }
      await superintendent.button(`${words}:sign`).click()
      await superintendent.confirm(`${words}:sign`, {
        stepUp: true,
        reason: language === 'ur' ? 'لاک اپ کتابوں سے ملایا گیا' : 'Checked against the lock-up books',
      })
      await superintendent.button(`${words}:print-${language}`).click()
      const paper = superintendent.page.getByRole('link', {
        name: superintendent.say('custody-registers:open-paper'),
      })
      await paper.waitFor()
      const file = await superintendent.page.request.get((await paper.getAttribute('href')) ?? '')
      expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-')
      await superintendent.button(`${words}:send`).click()
      await superintendent.confirm(`${words}:send`)
      await expect
        .poll(async () => (await superintendent.told<{ state: string }>(`/api/custody/returns/${id}`)).state)
        .toBe('sent')
      await superintendent.settled()
      await superintendent.look('return-sent')
    })

    test('the Inspector-General sees who has not sent, follows a number to the people, and answers', async () => {
      const inspector = await company.call('ig.prisons')
      const { page } = inspector
      await inspector.go('/custody/department-returns')
      await inspector.look('department-returns')
      await inspector.go(`/custody/returns/${id}`)
      if (language === 'en') {
        await page
          .getByRole('row')
          .filter({ hasText: inspector.say(`${words}:line.closing`) })
          .getByRole('link')
          .first()
          .click()
        await page.waitForURL(/\/people\?with=/)
        await page.getByRole('cell').first().waitFor()
        await inspector.look('return-people')
        await inspector.go(`/custody/returns/${id}`)
        await inspector.button('handover:act.accept').click()
        await inspector.confirm('handover:act.accept')
      } else {
        await inspector.button('handover:act.reject').click()
        await inspector.confirm('handover:act.reject', { reason: 'کالم منتقلی کی پڑتال کر کے دوبارہ بھیجیں' })
      }
      await expect
        .poll(async () => (await inspector.told<{ state: string }>(`/api/custody/returns/${id}`)).state)
        .toBe(language === 'en' ? 'accepted' : 'returned')
      await inspector.settled()
      await inspector.look('return-answered')
    })
  })
}
