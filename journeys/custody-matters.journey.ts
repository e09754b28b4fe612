import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { comparesAtTheGate } from './prison.ts'
import { type Officer, openBrowser } from './stage.ts'
import { ago, Company } from './story.ts'

/**
 * What a prison owes: a foreigner is asked and the consulate told; an escape is put on the roll, its wanted sheet issued, and the recapture
 * adds the days at large to the sentence; a death is attested and the stay ended by three officers; a child with its mother has its day
 * of leaving.
 */
const day = 24 * 60
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Somebody stands at the desk; the search says that Hyderabad waits for him. Answers under which stay he is in now. */
async function takesTheFugitive(
  clerk: Officer,
  he: { name: { ur: string }; father: { ur: string } | null },
): Promise<string> {
  const { page } = clerk
  await clerk.go('/custody/admissions/new')
  await clerk.fill({ 'person.nameUr': he.name.ur, 'person.fatherUr': he.father?.ur ?? '' })
  const found = page.getByRole('link', { name: clerk.say('custody:candidates.brought') }).first()
  await found.waitFor()
  await clerk.look('fugitive-found')
  await found.click()
  await page.waitForURL(/\/custody\/wanted\/[0-9a-f-]{36}$/)
  await clerk.fill({ on: ago(2 * day).typed, time: '16:00' })
  await clerk.fill({
    by: 'سب انسپکٹر غلام نبی، تھانہ سہراب گوٹھ',
    where: 'سہراب گوٹھ بس اڈا',
    paper: 'فردِ گرفتاری، روزنامچہ 14',
  })
  await clerk.look('fugitive-report')
  await clerk.button('custody-transfer:wanted.report').click()
  await page.waitForURL(/\/custody\/transfers\/[0-9a-f-]{36}$/)
  await comparesAtTheGate(clerk, 'same')
  await clerk.look('fugitive-compared')
  await clerk.button('custody-transfer:caught.take-over').click()
  await page.waitForURL(/\/custody\/prisoners\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

interface Matters {
  rows: { id: string; kind: string; imprisonmentId: string; late: number; closed: boolean }[]
}

for (const language of ['en', 'ur'] as const) {
  describe(`what is owed, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    test('what is late stands first; a foreigner is asked, and then the consulate is owed its notice', async () => {
      const deputy = await company.call('deputy.hyd')
      const { page } = deputy
      await deputy.go('/custody/matters')
      await deputy.look('matters')
      const { rows } = await deputy.told<Matters>('/api/custody/matters?show=open&kind=foreign')
      const { id } = rows[0]!
      await deputy.go(`/custody/matters/${id}`)
      const owed = page
        .locator('li')
        .filter({ hasText: 'art. 36(1)(b)' })
        .getByRole('button', { name: deputy.say('custody-matters:do.act'), exact: true })
      await owed.first().click()
      // Asked in the first language; in the second the notice that is owed since goes out.
      if (language === 'en') await deputy.pick('answer', 'yes')
      else await deputy.fill({ reference: 'No. 318/2026' })
      await deputy.button('custody-matters:do.submit').click()
      await page.getByText(deputy.say('custody-matters:wish.yes')).first().waitFor()
      if (language === 'ur') await page.getByText('No. 318/2026').first().waitFor()
      await deputy.look('matter-foreign')
    })

    test('an escape is on the roll at once; the recapture moves the last day of the sentence', async () => {
      const deputy = await company.call('deputy.hyd')
      const { page } = deputy
      const { rows } = await deputy.told<{ rows: { id: string }[] }>(
        '/api/custody/prisoners?state=in&category=convict&size=200',
      )
      const { rows: matters } = await deputy.told<Matters>('/api/custody/matters?show=all&size=200')
      const { rows: out } = await deputy.told<{ rows: { imprisonmentId: string }[] }>('/api/custody/out')
      const known = new Set([...matters, ...out].map((one) => one.imprisonmentId))
      let due = ''
      let prisoner = ''
      for (const { id } of rows.filter((one) => !known.has(one.id)).toReversed()) {
        const { releaseDates } = await deputy.told<{
          releaseDates: { state: string; dueRelease: string }[]
        }>(`/api/custody/prisoners/${id}`)
        if (releaseDates[0]?.state !== 'confirmed') continue
        prisoner = id
        due = releaseDates[0].dueRelease
        break
      }
      expect(due).not.toBe('')
      await deputy.go(`/custody/prisoners/${prisoner}`)
      await deputy.button('custody-matters:panel.open').click()
      await deputy.fill({ kind: 'escape' })
      await deputy.fill({ happenedOn: ago(6 * day).typed, happenedTime: '04:40', note: 'دیوار پھلانگ کر' })
      if (language === 'ur') await deputy.look('matter-open')
      await deputy.button('custody-matters:open.submit').click()
      await page.waitForURL(/\/custody\/matters\/[0-9a-f-]{36}$/)
      await page.getByText(deputy.say('custody-matters:at-large')).first().waitFor()
      await deputy.button('custody-matters:wanted.act').click()
      await deputy.button('custody-matters:wanted.show').click()
      await deputy.look('matter-escape')
      // Caught and brought back in the first language; in the second brought to Karachi, where the desk finds out who he is.
      let officer = deputy
      if (language === 'en') {
        await deputy.button('custody-matters:recapture.act').click()
        await deputy.fill({ on: ago(2 * day).typed, time: '16:00', how: 'تھانہ کینٹ' })
        await deputy.button('custody-matters:recapture.submit').click()
        await page.getByText(deputy.say('custody-matters:days-at-large'), { exact: true }).waitFor()
      } else {
        const { prisoner: known } = await deputy.told<{
          prisoner: { name: { ur: string }; father: { ur: string } | null }
        }>(`/api/custody/prisoners/${prisoner}`)
        officer = await company.call('admissions.khi')
        prisoner = await takesTheFugitive(officer, known)
      }
      await officer.go(`/custody/prisoners/${prisoner}/release-date`)
      const moved = new Date(Date.parse(due) + 3 * 86_400_000).toISOString().slice(0, 10)
      await officer.page.getByText(officer.day(moved)).first().waitFor()
      await officer.page.getByText(officer.say('custody:why.recaptured')).first().waitFor()
    })

    test('the doctor attests a death, the deputy hands the body over, and the superintendent ends the stay', async () => {
      const deputy = await company.call('deputy.hyd')
      const { rows } = await deputy.told<Matters>('/api/custody/matters?show=open&kind=death')
      const { id, imprisonmentId } = rows[0]!
      // Attested in the first language; ended in the second.
      if (language === 'en') {
        const doctor = await company.call('doctor.hyd')
        await doctor.go(`/custody/matters/${id}`)
        await doctor.look('matter-death')
        await doctor.button('custody-matters:death.attest').click()
        await doctor.fill({ reference: 'MLC 88/2026' })
        await doctor.button('custody-matters:death.attest-submit').click()
        await doctor.stepUp()
        await doctor.page.getByText('MLC 88/2026').first().waitFor()
        return
      }
      for (const paper of ['PM 41', 'رسید 9']) {
        await deputy.go(`/custody/matters/${id}`)
        const duty = deputy.page.locator('li').filter({
          hasText: paper === 'PM 41' ? 'پوسٹ مارٹم' : 'میت رسید پر حوالے',
        })
        await duty.getByRole('button', { name: deputy.say('custody-matters:do.act'), exact: true }).click()
        await deputy.fill({ reference: paper })
        await deputy.button('custody-matters:do.submit').click()
        await deputy.page.getByText(paper).first().waitFor()
      }
      const superintendent = await company.call('superintendent.hyd')
      await superintendent.go(`/custody/matters/${id}`)
      await superintendent.button('custody-matters:death.act').click()
      await superintendent.confirm('custody-matters:death.act', { stepUp: true })
      await superintendent.page.getByText(superintendent.say('custody-matters:death.ended')).waitFor()
      await superintendent.look('matter-death-ended')
      await superintendent.go(`/custody/prisoners/${imprisonmentId}`)
      await superintendent.page
        .getByText(superintendent.say('custody:release-ground.death'))
        .first()
        .waitFor()
    })

    test('a child has its day of leaving, and nobody without need sees it', async () => {
      const inspector = await company.call('ig.prisons')
      await inspector.go('/custody/matters?kind=child')
      const { rows } = await inspector.told<Matters>('/api/custody/matters?show=open&kind=child')
      const { id } = rows[0]!
      await inspector.go(`/custody/matters/${id}`)
      await inspector.look('matter-child')
      if (language === 'ur') {
        await inspector.page.setViewportSize({ width: 390, height: 844 })
        await inspector.look('matter-child-phone')
        await inspector.page.setViewportSize({ width: 1280, height: 900 })
      }
      const clerk = await company.call('admissions.hyd')
      expect((await clerk.told<Matters>('/api/custody/matters?show=all&kind=child')).rows).toEqual([])
    })
  })
}
