import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Language, openBrowser } from './stage.ts'
import { Company } from './story.ts'

/** Who may see what, and who decides it: those who manage access reach no case, and every door is opened by two. */
const newHolders: Record<Language, string> = { en: 'io.khi', ur: 'prosecutor.khi' }

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

for (const language of ['en', 'ur'] as const) {
  describe(`access, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    let caseId = ''
    let fir = ''
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    test('those who manage or audit access see no case', async () => {
      const registrar = await company.call('registrar.hyd')
      await registrar.go('/cases')
      const row = registrar.page
        .getByRole('row')
        .filter({ hasText: /\d+\/\d{4}/ })
        .first()
      fir = /\d+\/\d{4}/.exec((await row.textContent()) ?? '')?.[0] ?? ''
      await registrar.openRow(fir)
      await registrar.page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
      caseId = new URL(registrar.page.url()).pathname.split('/').at(-1) ?? ''
      for (const username of ['admin', 'auditor']) {
        const officer = await company.call(username)
        await officer.goClosed(`/cases/${caseId}`)
        await officer.look(`closed-to-${username}`)
        const answer = await officer.page.request.get(`/api/cases/${caseId}`)
        expect(answer.status()).toBe(403)
        await officer.go('/')
        expect(await (await officer.palette(fir)).count()).toBe(0)
        await officer.page.keyboard.press('Escape')
      }
    })

    test('a post proposed by one and approved by another works until it is revoked', async () => {
      const username = newHolders[language]
      const administrator = await company.call('admin')
      await administrator.go('/access/grants/new')
      await administrator.searchFirst('accountId', username)
      await administrator.fill({ post: 'police-registrar', reason: 'تھانے میں رجسٹرار کی رخصت' })
      await administrator.searchFirst('unitId', 'PS-HYD-CNT')
      await administrator.look('propose-grant')
      await administrator.button('access:grants.propose').click()
      await administrator.stepUp()
      await administrator.page.waitForURL(/state=waiting/)

      const approver = await company.call('approver')
      await approver.go('/access/grants?state=waiting')
      await approver.look('grants-waiting')
      const name = approver.nameOf(username)
      await approver.openRow(name)
      await approver.button('access:grants.approve').click()
      await approver.confirm('access:grants.approve', { stepUp: true })

      const holder = await company.call(username)
      await holder.actAs('police-registrar')
      await holder.go('/policing/firs')
      await holder.page
        .getByRole('row')
        .filter({ hasText: /\d+\/\d{4}/ })
        .first()
        .waitFor()
      await holder.look('granted-post-works')

      await administrator.go('/access/grants?state=in-force')
      const search = administrator.page.getByRole('searchbox').first()
      const narrows = async (to: string) => {
        const asked = administrator.page.waitForResponse((answer) =>
          new URL(answer.url()).searchParams.has('q'),
        )
        await search.fill(to)
        await asked
        await administrator.settled()
      }
      await narrows(name)
      const granted = administrator.page
        .getByRole('row')
        .filter({ hasText: name })
        .filter({ hasText: (await administrator.unit('PS-HYD-CNT')).name })
      await granted.first().waitFor()
      await granted.first().focus()
      await administrator.page.keyboard.press('Enter')
      // What is open stays open when the list is read anew.
      await narrows(name.slice(0, -1))
      await administrator.button('access:grants.revoke').click()
      await administrator.confirm('access:grants.revoke', { reason: 'رخصت ختم ہو گئی' })
      const answer = await holder.page.request.get('/api/policing/firs')
      expect([401, 403]).toContain(answer.status())
    })

    test('an emergency entry is shown to the auditor who reviews it', async () => {
      const superintendent = await company.call('superintendent.hyd')
      await superintendent.go('/access/emergency')
      await superintendent.searchFirst('unitId', 'PRS-KHI-C')
      const reason = `قیدی کی منتقلی کے دوران ہنگامہ (${language})`
      await superintendent.fill({ reason })
      await superintendent.look('emergency')
      await superintendent.button('access:emergency.enter').click()
      await superintendent.stepUp()
      await superintendent.button('access:emergency.leave').first().waitFor()
      await superintendent.look('emergency-open')
      await superintendent.button('access:emergency.leave').first().click()

      const auditor = await company.call('auditor')
      await auditor.goUntil('/access/emergency/review', reason)
      await auditor.look('emergency-review')
    })

    test('whoever asks who can see a case is told each person and why', async () => {
      const auditor = await company.call('auditor')
      await auditor.go(`/access/who-can-see?kind=case&id=${caseId}`)
      await auditor.page.getByRole('row').nth(1).waitFor()
      await auditor.look('who-can-see')
    })
  })
}
