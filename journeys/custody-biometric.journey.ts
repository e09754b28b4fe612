import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { today } from '#platform/i18n'
import type { Finger } from '../modules/custody/biometrics/finger-record.ts'
import { laidDownAgain, madeUpFinger, recordOf } from '../modules/custody/biometrics/testing.ts'
import { aPaperAdmission } from '../modules/custody/testing.ts'
import { type Officer, openBrowser } from './stage.ts'
import { Company } from './story.ts'

/** Fingers taken, compared one press each in the line at the gate, and another man’s that stops: a reader’s files and the tests’ matcher. */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Presses what reads a finger, and lays down the record that a reader would have written. */
async function lays(officer: Officer, bytes: Uint8Array, press: () => Promise<void>): Promise<void> {
  const asked = officer.page.waitForEvent('filechooser')
  await press()
  await (await asked).setFiles({
    name: 'finger.fmr',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(bytes),
  })
}

/** Admits somebody of this name whom the court expects today. */
async function comesIn(clerk: Officer, name: string): Promise<string> {
  const answer = await clerk.page.request.post('/api/custody/admissions', {
    data: aPaperAdmission({
      noneOfThese: true,
      person: { nameEn: `Finger ${name}`, nameUr: `انگشت ${name}`, sex: 'M', aliases: [] },
      paper: { issuedOn: today(), detainedSince: today(), nextProduction: today() },
    }),
  })
  expect(answer.status(), await answer.text()).toBe(200)
  const { imprisonmentId } = (await answer.json()) as { imprisonmentId: string }
  return imprisonmentId
}

for (const [turn, language] of (['en', 'ur'] as const).entries()) {
  describe(`fingers at the gate, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    let line: { imprisonmentId: string; number: string; enrolled: number; standing: string }[] = []
    const mine = (finger: Finger) => madeUpFinger(4_000 + turn, finger)
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    test('the Inspector-General sets from which score a finger is believed, and sees how people were compared', async () => {
      const inspector = await company.call('ig.prisons')
      const hyderabad = await inspector.unit('PRS-HYD-C')
      await inspector.go(`/custody/gate-checks?prison=${hyderabad.id}`)
      const { thresholds } = await inspector.told<{ thresholds: unknown[] }>('/api/custody/gate-checks')
      if (thresholds.length === 0) {
        await inspector.button('custody-biometrics:threshold.set').click()
        await inspector.fill({
          matcher: 'test-minutiae',
          matchFrom: '60',
          mismatchBelow: '40',
          leastQuality: '30',
          basis: 'Trial at Central Prison Hyderabad',
        })
        await inspector.look('finger-threshold')
        await inspector.page
          .getByRole('dialog')
          .getByRole('button', { name: inspector.say('custody-biometrics:threshold.set') })
          .click()
        await inspector.stepUp()
      }
      await inspector.page.getByText('test-minutiae').first().waitFor()
      await inspector.look('gate-checks')
    })

    test('two fingers are taken from files, one is bandaged, and what is no record is refused by name', async () => {
      const gate = await company.call('gate.hyd')
      const clerk = await company.call('admissions.hyd')
      // Two of their own for the court today.
      const own = [await comesIn(clerk, `${turn}a`), await comesIn(clerk, `${turn}b`)]
      const told = await gate.told<{ rows: typeof line }>('/api/custody/gate-line?line=court')
      line = own.map((id) => told.rows.find((row) => row.imprisonmentId === id)!)
      expect(line).toMatchObject([
        { enrolled: 0, standing: 'unknown' },
        { enrolled: 0, standing: 'unknown' },
      ])
      await clerk.go(`/custody/prisoners/${line[0]!.imprisonmentId}`)
      const take = clerk.button('custody-biometrics:panel.take')
      await lays(clerk, recordOf(mine(1)).subarray(0, 80), () => take.click())
      const wrong = clerk.language === 'en' ? 'length of the record' : 'ریکارڈ کی لمبائی'
      await clerk.page.getByText(wrong).waitFor()
      for (const [finger, count] of [
        [1, 1],
        [2, 2],
      ] as const) {
        // The finger after the one that was taken is chosen by itself.
        await expect
          .poll(() => clerk.page.getByRole('radio', { checked: true }).getAttribute('aria-label'))
          .toContain(clerk.say(`custody-biometrics:finger.${finger}`))
        await lays(clerk, recordOf(mine(finger)), () => take.press('Enter'))
        await clerk.page.getByText(clerk.say('custody-biometrics:panel.taken', { count })).waitFor()
      }
      await clerk.page
        .getByRole('radio', { name: clerk.say('custody-biometrics:finger.3'), checked: true })
        .waitFor()
      await clerk.page.getByLabel(clerk.say('custody-biometrics:panel.cannot')).selectOption('bandaged')
      await clerk.button('custody-biometrics:panel.record').click()
      await clerk.page
        .getByRole('radio', {
          name: `${clerk.say('custody-biometrics:finger.3')}: ${clerk.say('custody-biometrics:state.missing')}`,
        })
        .waitFor()
      await clerk.look('fingers')
    })

    test('the line at the gate is one press each, by finger and by eye, and another man’s finger stops him', async () => {
      const gate = await company.call('gate.hyd')
      if (language === 'ur') await gate.page.setViewportSize({ width: 390, height: 844 })
      await gate.go('/custody/gate-line')
      const [first, next] = line.map(({ number }) =>
        gate.page.getByRole('listitem').filter({ has: gate.page.getByText(number, { exact: true }) }),
      )
      const finger = first!.getByRole('button', { name: gate.say('custody-biometrics:line.finger') })
      await lays(gate, recordOf(laidDownAgain(mine(2), 9)), () => finger.press('Enter'))
      await first!.getByText(gate.say('custody-biometrics:how.finger')).waitFor()
      const eye = next!.getByRole('button', { name: gate.say('custody-biometrics:line.answers') })
      await eye.press('Enter')
      await next!.getByText(gate.say('custody-biometrics:how.eye')).waitFor()
      await gate.look('gate-line')

      await gate.go(`/custody/prisoners/${line[0]!.imprisonmentId}/compare`)
      await gate.button('custody-identity-check:again').click()
      await lays(gate, recordOf(madeUpFinger(77_000 + turn, 2)), () =>
        gate.button('custody-biometrics:step.compare').click(),
      )
      await gate.page.getByText(gate.say('custody-identity-check:standing.mistaken')).waitFor()
      await gate.look('finger-mismatch')

      // Settled again: nobody else's vehicle waits for this man.
      const superintendent = await company.call('superintendent.hyd')
      await superintendent.go(`/custody/prisoners/${line[0]!.imprisonmentId}/compare`)
      await superintendent.button('custody-identity-check:settle').click()
      await superintendent.confirm('custody-identity-check:settle', {
        reason: 'بھائی قطار میں تھا؛ اسیر بارک میں موجود پایا گیا',
        stepUp: true,
      })
    })

    test('where no reader stands the page says so, the eye decides, and the crossing is recorded by it', async () => {
      const gate = await company.call('gate.khi')
      const deputy = await company.call('deputy.khi')
      const byEye = async () =>
        (await deputy.told<{ whyEye: { noDevice: number } }>('/api/custody/gate-checks')).whyEye.noDevice
      const before = await byEye()
      const { rows } = await gate.told<{ rows: typeof line }>('/api/custody/gate-line?line=court')
      const one = rows.filter((row) => row.standing === 'unknown')[turn]!
      await gate.go('/custody/gate-line')
      await gate.page.getByText(gate.say('custody-biometrics:no-reader')).waitFor()
      const place = gate.page
        .getByRole('listitem')
        .filter({ has: gate.page.getByText(one.number, { exact: true }) })
      await place.getByRole('button').first().press('Enter')
      await place.getByText(gate.say('custody-biometrics:how.eye')).waitFor()
      await gate.look('gate-line-no-device')
      await gate.go('/custody/gate')
      await gate.page
        .getByRole('button', { name: `${gate.say('custody-gate:out')} ${one.number}`, exact: true })
        .click()
      // Shown once it lies safe on the device.
      await gate.page
        .getByRole('button', { name: `${gate.say('custody-gate:back')} ${one.number}`, exact: true })
        .waitFor()
      await gate.go(`/custody/prisoners/${one.imprisonmentId}/compare`)
      const why = gate.say('custody-identity-check:by-eye', {
        why: gate.say('custody-biometrics:why.no-reader'),
      })
      await gate.page.getByText(why).first().waitFor()
      await expect.poll(byEye, { timeout: 30_000 }).toBe(before + 1)
    })
  })
}
