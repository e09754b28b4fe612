import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './stage.ts'
import { ago, Company } from './story.ts'

/** To court and back: the plan by the rules, one press at each point, somebody missing named at once. */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

interface Run {
  id: string
  plate: string
  point: string | null
  breaches: string[]
  aboard: { imprisonmentId: string; number: string }[]
}

for (const [turn, language] of (['en', 'ur'] as const).entries()) {
  describe(`to court and back, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    test('seats are proposed, whoever finds none is told why, and the sheet is printed', async () => {
      const clerk = await company.call('admissions.hyd')
      await clerk.go('/custody/escorts')
      await clerk.button('custody-escort:propose').click()
      await clerk.settled()
      const { runs } = await clerk.told<{ runs: Run[] }>(`/api/custody/escorts?on=${ago(0).day}`)
      expect(runs[turn]!.aboard.length).toBeGreaterThan(0)
      if (language === 'ur') await clerk.look('escort-plan')
      await clerk.page
        .getByRole('listitem')
        .getByRole('button', { name: clerk.say('custody-escort:seat.change'), exact: true })
        .first()
        .click()
      if (language === 'en') await clerk.look('escort-move')
      await clerk.page.keyboard.press('Escape')
      await clerk.button('custody-escort:run.sheet').nth(turn).click()
      await clerk.page.locator('object, iframe, embed, canvas').first().waitFor()
    })

    test('the gate hands the vehicle over on a phone, and who is missing at the lock-up is named', async () => {
      const gate = await company.call('gate.hyd')
      await gate.page.setViewportSize({ width: 390, height: 844 })
      const { runs } = await gate.told<{ runs: Run[] }>(`/api/custody/escorts?on=${ago(0).day}`)
      const { rows: outside } = await gate.told<{ rows: { imprisonmentId: string }[] }>('/api/custody/out')
      const away = new Set(outside.map((row) => row.imprisonmentId))
      // Other journeys take people to hospital, isolate them or send them by themselves: a vehicle that none of them touched.
      const run = runs.find(
        ({ point, breaches, aboard }) =>
          point === null &&
          breaches.length === 0 &&
          aboard.length > 1 &&
          aboard.every((one) => !away.has(one.imprisonmentId)),
      )!
      const lost = run.aboard[0]!
      await gate.go(`/custody/escorts/${run.id}`)
      if (language === 'en') await gate.look('escort-gate-phone')
      // The other form on the page looks up who stands there.
      const press = gate.page.locator('form:has(input[required]) button[type=submit]')
      const hand = async (point: string) => {
        await press.click()
        await gate.page
          .getByText(gate.say(`custody-escort:point-act.${point}`))
          .waitFor({ state: 'detached' })
      }
      await hand('gate-out')
      const receiver = gate.page.getByLabel(gate.say('custody-escort:way.received'))
      await receiver.fill('انچارج بخشی خانہ محمد اقبال')
      await gate.page
        .getByRole('button', { name: `${gate.say('custody-escort:way.absent')} ${lost.number}`, exact: true })
        .click()
      await hand('court-in')
      const alarm = gate.page.getByRole('alert')
      await alarm.getByText(lost.number).waitFor()
      await gate.look('escort-missing-phone')
      // Found in the lock-up after all.
      await gate.button('custody-escort:way.undo').click()
      await hand('court-out')
      await receiver.fill('گیٹ کیپر علی حسن')
      await hand('gate-in')
      await gate.page.getByText(gate.say('custody-escort:way.done')).waitFor()
      const { rows } = await gate.told<{ rows: { imprisonmentId: string }[] }>('/api/custody/out')
      const out = rows.map((row) => row.imprisonmentId)
      expect(run.aboard.filter((one) => out.includes(one.imprisonmentId))).toEqual([])
    })

    test('a production is put on video and has its slot on the list', async () => {
      const clerk = await company.call('admissions.hyd')
      await clerk.go('/custody/productions')
      const button = clerk.page.getByRole('button', {
        name: clerk.say('custody-video:slot.book'),
        exact: true,
      })
      if ((await button.count()) > 0) {
        await button.first().click()
        await clerk.page
          .getByRole('dialog')
          .getByRole('button', { name: clerk.say('custody-video:slot.book'), exact: true })
          .click()
        await expect.poll(() => clerk.page.getByRole('dialog').count()).toBe(0)
      }
      await clerk.look('productions-ways')
    })
  })
}
