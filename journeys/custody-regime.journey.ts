import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './stage.ts'
import { Company } from './story.ts'

/**
 * Work and education: a gang mustered by keyboard, its wages checked by a second officer and booked, the factory's orders made, handed
 * over and paid, a month's ordinary remission prepared, signed and posted, and a passed course on its way to the ledger through three hands.
 */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** One pixel stands for the page of a result card. */
const resultCard =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

for (const language of ['en', 'ur'] as const) {
  describe(`work and education, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    test('a gang is mustered by keyboard, and last month’s wages are checked by another officer', async () => {
      const assistant = await company.call('assistant.hyd')
      const { page } = assistant
      await assistant.go('/custody/labour')
      await assistant.look('labour')
      await page.setViewportSize({ width: 390, height: 844 })
      await assistant.look('labour-phone')
      const { gangs } = await assistant.told<{
        gangs: { id: string; placed: number; rate: { unit: string } }[]
      }>('/api/custody/labour')
      const gang = gangs.filter(({ placed, rate }) => placed > 1 && rate.unit === 'day')[
        language === 'en' ? 0 : 1
      ]!
      await assistant.go(`/custody/labour/${gang.id}`)
      const lines = page.getByRole('main').getByRole('combobox')
      await lines.first().focus()
      await page.keyboard.press('3')
      await page.keyboard.press('Enter')
      await page.keyboard.press('2')
      await assistant.button('custody-regime:muster.fill').click()
      await assistant.look('gang-phone')
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.keyboard.press('Control+Enter')
      // Somebody of the gang may be outside: how many work is what was marked.
      const marks = async () =>
        (
          await assistant.told<{ people: { mark: string | null }[] }>(`/api/custody/labour/gangs/${gang.id}`)
        ).people.map(({ mark }) => mark)
      await expect.poll(async () => (await marks()).includes(null)).toBe(false)
      const marked = await marks()
      const worked = marked.filter((mark) => mark === 'worked' || mark === 'half').length
      await page.getByText(assistant.say('custody-regime:muster.saved', { worked })).waitFor()
      expect(marked.filter((mark) => mark !== 'outside').slice(0, 2)).toEqual(['ill', 'half'])

      const superintendent = await company.call('superintendent.hyd')
      await superintendent.go('/custody/wages')
      if (language === 'en') {
        await superintendent.look('wages-to-check')
        await superintendent.button('custody-regime:wages.check').click()
        await superintendent.confirm('custody-regime:wages.check', { stepUp: true })
      }
      const sheet = async () =>
        (await superintendent.told<{ sheet: { state: string } }>('/api/custody/wages')).sheet.state
      await expect.poll(sheet).toBe('posted')
      await superintendent.go('/custody/wages')
      await superintendent.look('wages-booked')
    })

    test('the factory: mustered pieces go into an order, a finished one is handed over and paid', async () => {
      const assistant = await company.call('assistant.hyd')
      const { page } = assistant
      const orders = async (show: string) =>
        (
          await assistant.told<{ rows: { id: string; made: number; ordered: number; delivered: number }[] }>(
            `/api/custody/factory/orders?show=${show}&size=200`,
          )
        ).rows
      if (language === 'ur') {
        await page.setViewportSize({ width: 390, height: 844 })
        await assistant.go('/custody/factory')
        await assistant.look('factory-phone')
        await page.setViewportSize({ width: 1280, height: 900 })
        const sewn = (await orders('open')).find(({ ordered }) => ordered > 100)!
        await assistant.go(`/custody/factory/${sewn.id}`)
        await assistant.button('custody-factory:output.act').click()
        await assistant.fill({ quantity: '3' })
        await assistant.look('factory-output')
        await page.keyboard.press('Control+Enter')
        const made = async () => (await orders('open')).find(({ id }) => id === sewn.id)!.made
        await expect.poll(made).toBe(sewn.made + 3)
        return
      }
      const [ready] = await orders('ready')
      await assistant.go(`/custody/factory/${ready!.id}`)
      await assistant.button('custody-factory:deliver.act').click()
      await assistant.fill({ takenBy: 'Ghulam Nabi' })
      await page.keyboard.press('Control+Enter')
      const cashier = await company.call('cashier.hyd')
      await expect.poll(async () => (await orders('owing')).some(({ id }) => id === ready!.id)).toBe(true)
      await cashier.go(`/custody/factory/${ready!.id}`)
      await cashier.button('custody-factory:receive.act').click()
      await cashier.fill({ slip: 'Cheque 77' })
      await cashier.page.keyboard.press('Control+Enter')
      await expect.poll(async () => (await orders('ended')).some(({ id }) => id === ready!.id)).toBe(true)
      await cashier.page.getByText(cashier.say('custody-factory:state.paid')).first().waitFor()
      await cashier.look('factory-paid')
    })

    test('the deputy prepares the month, the Superintendent signs, and it is posted', async () => {
      const deputy = await company.call('deputy.hyd')
      const superintendent = await company.call('superintendent.hyd')
      // The month before is still to be prepared when the story is told the second time.
      const { month } = await deputy.told<{ month: string }>('/api/custody/remission-month')
      const [year, of] = month.split('-').map(Number) as [number, number]
      const shown = language === 'en' ? month : new Date(Date.UTC(year, of - 2, 1)).toISOString().slice(0, 7)
      await deputy.go(`/custody/remission-month?month=${shown}`)
      await deputy.button('custody-regime:month.prepare').click()
      await deputy.page.getByText(deputy.say('custody-regime:run-state.prepared')).waitFor()
      await deputy.look('month-prepared')
      await superintendent.go(`/custody/remission-month?month=${shown}`)
      await superintendent.button('custody-regime:month.sign').click()
      await superintendent.confirm('custody-regime:month.sign', { stepUp: language === 'ur' })
      const run = async () =>
        (await superintendent.told<{ run: { state: string } }>(`/api/custody/remission-month?month=${shown}`))
          .run.state
      await expect.poll(run).toBe('posted')
      await superintendent.go(`/custody/remission-month?month=${shown}`)
      await superintendent.look('month-posted')
    })

    test('a passed course goes from the deputy to the Superintendent to the Inspector-General', async () => {
      const deputy = await company.call('deputy.hyd')
      await deputy.go('/custody/education')
      await deputy.look('education')
      const press = async (who: typeof deputy, key: string) => {
        await who.page
          .getByRole('button', { name: new RegExp(`^${who.say(`custody-regime:earned.${key}`)}: `) })
          .first()
          .click()
      }
      await press(deputy, 'propose')
      await deputy.page
        .getByRole('dialog')
        .locator('input[type="file"]')
        .setInputFiles({
          name: 'result.png',
          mimeType: 'image/png',
          buffer: Buffer.from(resultCard, 'base64'),
        })
      await deputy.page.getByText(deputy.say('custody-regime:scan.kept')).waitFor()
      await deputy.fill({ remarks: 'باقاعدہ حاضری، نتیجہ منسلک' })
      await deputy.look('earned-propose')
      await deputy.page
        .getByRole('dialog')
        .getByRole('button', { name: deputy.say('custody-regime:earned.propose'), exact: true })
        .click()
      await deputy.page.getByText(deputy.say('custody-regime:earned.proposed')).waitFor()
      const superintendent = await company.call('superintendent.hyd')
      await superintendent.go('/custody/education?show=proposed')
      await press(superintendent, 'forward')
      await superintendent.confirm('custody-regime:earned.forward')
      const inspector = await company.call('ig.prisons')
      await inspector.go('/custody/education?show=forwarded')
      await press(inspector, 'decide')
      await inspector.fill({
        instrument: `IGP/Rem/${language}-11 of 2026`,
        months: '2',
        restsOn: 'رائے لاء افسر مورخہ 3 نومبر 2026',
      })
      await inspector.look('earned-decide')
      await inspector.page
        .getByRole('dialog')
        .getByRole('button', { name: inspector.say('custody-regime:earned.decide'), exact: true })
        .click()
      await inspector.stepUp()
      await expect.poll(() => inspector.page.getByRole('dialog').count()).toBe(0)
      const decided = async () =>
        (
          await inspector.told<{ rows: { imprisonmentId: string; instrument: string; posted: boolean }[] }>(
            '/api/custody/earned-remission?show=decided',
          )
        ).rows.find(({ instrument }) => instrument.includes(`${language}-11`))
      await expect.poll(async () => (await decided())?.posted).toBe(true)
      await inspector.go(`/custody/prisoners/${(await decided())!.imprisonmentId}`)
      await inspector.page
        .getByRole('heading', { name: inspector.say('custody-regime:panel.title') })
        .waitFor()
      await inspector.look('prisoner-regime')
    })
  })
}
