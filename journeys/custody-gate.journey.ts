import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoReleaseCode } from '../tools/seed/load/court.ts'
import { comparesAtTheGate } from './prison.ts'
import { type Officer, openBrowser } from './stage.ts'
import { ago, Company } from './story.ts'

/** What must not open the gate: a forged order, bail in one of two cases, another man in the prisoner’s place. */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

for (const [turn, language] of (['en', 'ur'] as const).entries()) {
  describe(`the gate stays shut, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    let prisoner = ''
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    test('for an order with a code that is not the court’s', async () => {
      const deputy = await company.call('deputy.hyd')
      const { rows } = await deputy.told<{ rows: { imprisonmentId: string; release: unknown }[] }>(
        '/api/custody/release-diary?show=orders',
      )
      prisoner = rows.filter((row) => row.release === null)[turn]!.imprisonmentId
      await deputy.go(`/custody/prisoners/${prisoner}/release`)
      await deputy.field('code').fill('AAAA-BBBB-CCCC')
      await deputy.button('custody:release.verify').click()
      await deputy.page.getByText(deputy.say('custody:release.wrong-code')).waitFor()
      await isShut(deputy)
      await deputy.look('release-forged-order')
    })

    test('for bail in one of two cases, and opens when the other has ended too', async () => {
      const clerk = await company.call('admissions.hyd')
      await clerk.go(`/custody/prisoners/${prisoner}/warrant`)
      await clerk.fill({
        'paper.reason': 'دوسرے تھانے کا وارنٹ بذریعہ ڈاک',
        'paper.firNumber': String(901 + turn),
        'paper.firYear': ago(0).day.slice(0, 4),
        'paper.sections': '379 PPC',
        'paper.issuedOn': ago(0).typed,
      })
      await clerk.button('custody:warrant.receive').click()
      await clerk.page.waitForURL(new RegExp(`/custody/prisoners/${prisoner}$`))

      const deputy = await company.call('deputy.hyd')
      await deputy.go(`/custody/prisoners/${prisoner}/release`)
      await deputy.field('code').fill(demoReleaseCode)
      await deputy.button('custody:release.verify').click()
      await deputy.page.getByText(deputy.say('custody:release.verified'), { exact: true }).first().waitFor()
      await isShut(deputy)
      await deputy.page.getByText(deputy.say('custody:blocker.REMAND_IN_FORCE')).waitFor()
      await deputy.look('release-one-of-two-cases')

      await deputy.button('custody:release.paper-order').click()
      await deputy.fill({
        ground: 'bail',
        order: `118/${ago(0).day.slice(0, 4)}`,
        on: ago(0).typed,
        verifiedHow: 'ریڈر عدالت سے فون پر تصدیق، مہر و دستخط ملائے گئے',
      })
      await deputy.button('custody:release.enter-order').click()
      await deputy.page.getByText(deputy.say('custody:release.clear')).waitFor()
      expect(await deputy.button('custody:release.propose').isEnabled()).toBe(true)
      await deputy.look('release-both-ended')
    })

    test('for another man in his place, until the superintendent has settled it and he himself stands there', async () => {
      const deputy = await company.call('deputy.hyd')
      await deputy.button('custody:release.propose').click()
      await deputy.confirm('custody:release.propose')
      const superintendent = await company.call('superintendent.hyd')
      await superintendent.go(`/custody/prisoners/${prisoner}/release`)
      await superintendent.button('custody:release.approve').click()
      await superintendent.confirm('custody:release.approve', { stepUp: true })

      const gate = await company.call('gate.hyd')
      if (language === 'ur') await gate.page.setViewportSize({ width: 390, height: 844 })
      await gate.go(`/custody/prisoners/${prisoner}/release`)
      await gate.look('gate-compare')
      await comparesAtTheGate(gate, 'not-same', 'داغ موجود نہیں، ولدیت غلط بتائی')
      await gate.look('gate-another-man')
      expect(await gate.button('custody:release.let-out').isDisabled()).toBe(true)

      await superintendent.go(`/custody/prisoners/${prisoner}/release`)
      await superintendent.button('custody-identity-check:settle').click()
      await superintendent.confirm('custody-identity-check:settle', {
        reason: 'بھائی قطار میں تھا؛ اسیر بارک میں موجود پایا گیا',
      })
      await gate.go(`/custody/prisoners/${prisoner}/release`)
      await comparesAtTheGate(gate, 'same')
      await gate.button('custody:release.let-out').click()
      await gate.confirm('custody:release.let-out')
      await gate.page.getByText(gate.say('custody:state.released'), { exact: true }).first().waitFor()
    })
  })
}

/** One bar stands, and nobody can propose to let the person go. */
async function isShut(deputy: Officer): Promise<void> {
  await deputy.page.getByText(deputy.say('custody:release.shut', { count: 1 })).waitFor()
  expect(await deputy.button('custody:release.propose').isDisabled()).toBe(true)
}
