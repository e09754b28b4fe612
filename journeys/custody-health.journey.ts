import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, whole } from './stage.ts'
import { Company } from './story.ts'

/**
 * Somebody who was just admitted is screened and coughs: tuberculosis is suspected, he is isolated, and the superintendent sees the
 * isolation and its day and nothing besides. The outbreak view names who slept beside the sick; he goes to the hospital and back, takes
 * his medicine before the dispenser's eyes, and leaves with a sheet of what he takes.
 */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

for (const language of ['en', 'ur'] as const) {
  describe(`health, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    let id = ''
    let number = ''
    const why = 'بلغم میں خون'
    const medicine = language === 'en' ? 'Rifampicin A' : 'Rifampicin B'
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    test('the medical officer screens whoever is due, suspects tuberculosis and isolates', async () => {
      const doctor = await company.call('doctor.hyd')
      const { page } = doctor
      const { due } = await doctor.told<{ due: { imprisonmentId: string; number: string }[] }>(
        '/api/custody/health',
      )
      id = due[0]!.imprisonmentId
      number = due[0]!.number
      await doctor.go('/custody/health')
      await doctor.look('health')
      if (language === 'ur') {
        await page.setViewportSize({ width: 390, height: 844 })
        await doctor.look('health-phone')
        await page.setViewportSize({ width: 1280, height: 900 })
      }
      await page
        .getByRole('button', { name: `${doctor.say('custody-health:desk.screen')} ${number}`, exact: true })
        .click()
      await page.waitForURL(/\/screening$/)
      await doctor.fill({ temperature: '38.2', pulse: '96', systolic: '118', diastolic: '76', weight: '52' })
      await doctor.field('cough').check()
      await doctor.field('nightSweats').check()
      await doctor.fill({ hiv: 'declined', selfHarm: 'some' })
      await doctor.look('screening')
      await doctor.button('custody-health:screening.submit').click()
      await page.waitForURL(/\/health$/)

      const save = () =>
        page
          .getByRole('dialog')
          .getByRole('button', { name: doctor.say('custody-health:form.save'), exact: true })
          .click()
      const closed = () => expect.poll(() => page.getByRole('dialog').count()).toBe(0)
      await doctor.button('custody-health:record.diagnose').click()
      await doctor.fill({ pathway: 'tb', note: why })
      await save()
      await closed()
      await doctor.button('custody-health:record.isolate').click()
      await doctor.fill({ why })
      const until = await page.evaluate(() =>
        new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10),
      )
      await doctor.fill({ expectedUntil: until })
      if (language === 'en') await doctor.look('isolation-form')
      await save()
      await closed()
      await doctor.button('custody-health:record.prescribe').click()
      await doctor.fill({ medicine, dose: '450 mg' })
      for (const slot of ['morning', 'noon', 'evening', 'night']) await doctor.field(`rounds.${slot}`).check()
      await save()
      await closed()
      await page.getByText(medicine).first().waitFor()
      await doctor.look('health-record')
    })

    test('the superintendent sees the isolation and its day, and not why', async () => {
      const superintendent = await company.call('superintendent.hyd')
      await superintendent.go(`/custody/prisoners/${id}`)
      await superintendent.page.getByText(superintendent.say('custody-health:fit.why')).waitFor()
      await superintendent.look('prisoner-isolated')
      const words = await superintendent.page.locator('body').textContent()
      for (const secret of [why, medicine, superintendent.say('custody-health:pathway.tb')])
        expect(words).not.toContain(secret)
      await superintendent.goClosed(`/custody/prisoners/${id}/health`)
      await superintendent.go('/custody/accommodation')
      await superintendent.page.getByText(whole(number)).first().waitFor()
    })

    test('the outbreak view names the cases, their roofs and who slept beside them', async () => {
      const doctor = await company.call('doctor.hyd')
      await doctor.go('/custody/health/outbreaks')
      await doctor.page.locator('canvas').first().waitFor()
      await doctor.look('outbreak')
      await doctor.page
        .getByRole('button', { name: /\(\d+\)$/ })
        .filter({ hasText: doctor.say('custody-health:outbreak.isolate-all', { count: 0 }).slice(0, 12) })
        .click()
      await doctor.button('custody-health:outbreak.isolate-act').waitFor()
      if (language === 'ur') await doctor.look('outbreak-isolate')
      await doctor.page.keyboard.press('Escape')
    })

    test('he goes to a hospital and back, takes his medicine, and leaves with the sheet', async () => {
      const doctor = await company.call('doctor.hyd')
      const { page } = doctor
      const save = async () => {
        const dialog = page.getByRole('dialog')
        await dialog
          .getByRole('button', { name: doctor.say('custody-health:form.save'), exact: true })
          .click()
        await expect.poll(() => dialog.count()).toBe(0)
      }
      await doctor.go(`/custody/prisoners/${id}/health`)
      await doctor.button('custody-health:record.hospital').click()
      await doctor.fill({ destination: 'سول ہسپتال حیدرآباد', escort: 'اے ایس آئی رمضان مع دو سپاہی', why })
      await save()
      await doctor.button('custody-health:record.back').click()
      await doctor.fill({ outcome: 'ایکسرے میں دھبہ، علاج جاری رکھیں' })
      await save()
      await page.getByText('ایکسرے میں دھبہ').first().waitFor()

      const dispenser = await company.call('dispenser.hyd')
      await dispenser.page.setViewportSize({ width: 390, height: 844 })
      await dispenser.go('/custody/health/doses')
      await dispenser.look('doses-phone')
      await dispenser.page
        .getByRole('button', {
          name: dispenser.say('custody-health:doses.mark', {
            result: dispenser.say('custody-health:result.given'),
            number,
            medicine,
          }),
          exact: true,
        })
        .click()
      await expect
        .poll(async () => {
          const sheet = await dispenser.told<{ medicines: { lastGiven: string | null }[] }>(
            `/api/custody/prisoners/${id}/medicines`,
          )
          return sheet.medicines.filter((one) => one.lastGiven !== null).length
        })
        .toBe(1)
      await dispenser.page.setViewportSize({ width: 1280, height: 900 })
      await dispenser.go(`/custody/prisoners/${id}/medicines`)
      await dispenser.look('medicines-along')
    })
  })
}
