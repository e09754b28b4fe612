import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { openBrowser } from './stage.ts'
import { ago, Company } from './story.ts'

/**
 * Who guards the prison and what it eats: a vacancy of tonight filled, a shift taken over, an indent drawn from the live roll, issued with
 * a difference and received in the kitchen by another, and a count of the stores approved by a second officer.
 */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

interface Rations {
  readonly indent: { readonly lines: readonly { good: string; quantity: number; inStore: number }[] } | null
}

for (const language of ['en', 'ur'] as const) {
  describe(`guard and stores, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    // The first story issues today's rations, the second tomorrow's.
    const on = ago(language === 'en' ? 0 : -24 * 60).day
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    test('the chief warder sees what is unmanned tonight, fills a place, and the deputy takes the shift over', async () => {
      const guard = await company.call('guard.hyd')
      const { page } = guard
      if (language === 'en') {
        await guard.go(`/custody/roster?on=${ago(-24 * 60).day}&shift=night`)
        await guard.button('custody-staff:roster.propose').click()
        await page.getByText(guard.say('custody-staff:roster.off'), { exact: true }).first().waitFor()
      }
      await guard.go('/custody/roster?shift=night')
      await guard.look('roster')
      await page.setViewportSize({ width: 390, height: 844 })
      await guard.look('roster-phone')
      await page.setViewportSize({ width: 1280, height: 900 })
      // Somebody steps off, and another is put there: the place is named in the button for whoever does not see the board.
      await page.getByText(guard.say('custody-staff:roster.off'), { exact: true }).first().click()
      await guard.confirm('custody-staff:roster.take-off', { reason: 'عدالت میں گواہی' })
      await page.getByText(guard.say('custody-staff:roster.vacant'), { exact: true }).first().waitFor()
      await page.getByText(guard.say('custody-staff:roster.fill'), { exact: true }).first().click()
      await page.getByRole('dialog').getByRole('listitem').first().waitFor()
      await guard.look('roster-fill')
      // Who was just taken off is free and rested, and is put where somebody is missing.
      await page
        .getByRole('dialog')
        .getByText(guard.say('custody-staff:fill.put'), { exact: true })
        .first()
        .click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })

      const deputy = await company.call('deputy.hyd')
      await deputy.go('/custody/duty-handover')
      if (language === 'en') {
        await deputy.button('custody-staff:handover.take').click()
        await deputy.confirm('custody-staff:handover.take')
        await deputy.button('custody-staff:handover.take').waitFor({ state: 'detached' })
      }
    })

    test('the store-keeper draws the indent from the roll, issues it with a difference, and the kitchen has it from another', async () => {
      const keeper = await company.call('store.hyd')
      const { page } = keeper
      await keeper.go(`/custody/rations?on=${on}`)
      if (language === 'ur') await keeper.button('custody-stores:rations.draw').click()
      await keeper.button('custody-stores:issue-rations.act').waitFor()
      const { indent } = await keeper.told<Rations>(`/api/custody/rations?on=${on}`)
      const lines = indent!.lines
      await keeper.button('custody-stores:issue-rations.act').click()
      for (const [at, line] of lines.entries())
        if (at === 0 || line.inStore < line.quantity) {
          if (at === 0) await keeper.fill({ [`lines.${at}.quantity`]: '1' })
          await keeper.fill({ [`lines.${at}.why`]: 'روٹی باہر سے پکی ہوئی آئی' })
        }
      await keeper.look('issue-rations')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: keeper.say('custody-stores:issue-rations.act'), exact: true })
        .click()
      await page.getByText('روٹی باہر سے پکی ہوئی آئی').first().waitFor()
      await keeper.look('rations-issued')

      const guard = await company.call('guard.hyd')
      await guard.go(`/custody/rations?on=${on}`)
      await guard.button('custody-stores:receive-rations.act').click()
      await guard.fill({ cook: 'محمد حنیف' })
      await guard.page
        .getByRole('dialog')
        .getByRole('button', { name: guard.say('custody-stores:receive-rations.act'), exact: true })
        .click()
      await guard.page.getByText('محمد حنیف').first().waitFor()
    })

    test('the stores show what is low and what expires; a count enters only by a second officer', async () => {
      const superintendent = await company.call('superintendent.hyd')
      const { page } = superintendent
      await superintendent.go('/custody/stores')
      await superintendent.look('stores')
      if (language === 'en') {
        await superintendent.button('custody-stores:count.approve').click()
        await superintendent.confirm('custody-stores:count.approve', { reason: 'میرے سامنے دوبارہ گنا گیا' })
        await superintendent.button('custody-stores:count.approve').waitFor({ state: 'detached' })
      }
      const { rows } = await superintendent.told<{ rows: { id: string; code: string }[] }>(
        '/api/custody/stores',
      )
      await superintendent.go(`/custody/stores/${rows.find(({ code }) => code === 'SOAP')!.id}`)
      await page.getByText(superintendent.say('custody-stores:entry.adjustment')).first().waitFor()
    })
  })
}
