import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Officer, openBrowser } from './stage.ts'
import { ago } from './story.ts'

/** What must not be lost or left open: work begun, words typed, a person searched for, a session somewhere else. */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

for (const language of ['en', 'ur'] as const) {
  describe(`nothing is lost, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let registrar: Officer
    beforeAll(async () => {
      registrar = await Officer.signIn(browser, 'registrar.hyd', language)
    })
    afterAll(() => registrar.leave())

    test('an FIR half written survives a tab that was killed', async () => {
      await registrar.go('/policing/firs/new')
      await registrar.fill({
        occurredAtPlace: 'پھلیلی نہر کے کنارے',
        narrativeUr: 'سائل کی موٹر سائیکل چھین لی گئی۔',
      })
      await registrar.page.getByText(registrar.say('common:form.draft-discard')).waitFor()
      await registrar.killTab()
      await registrar.go('/policing/firs/new')
      expect(await registrar.field('occurredAtPlace').inputValue()).toBe('پھلیلی نہر کے کنارے')
      expect(await registrar.field('narrativeUr').inputValue()).toBe('سائل کی موٹر سائیکل چھین لی گئی۔')
      await registrar.look('draft-restored')
    })

    test('a change of language in the middle of a form keeps what was typed', async () => {
      const other = language === 'en' ? 'ur' : 'en'
      await registrar.fill({ 'complainant.nameUr': 'شاہدہ بی بی' })
      await registrar.page
        .getByRole('banner')
        .getByRole('button', { name: other === 'ur' ? 'اردو' : 'English' })
        .click()
      await expect.poll(() => registrar.page.locator('html').getAttribute('lang')).toBe(other)
      expect(await registrar.page.locator('html').getAttribute('dir')).toBe(other === 'ur' ? 'rtl' : 'ltr')
      expect(await registrar.field('complainant.nameUr').inputValue()).toBe('شاہدہ بی بی')
      await registrar.page
        .getByRole('banner')
        .getByRole('button', { name: language === 'ur' ? 'اردو' : 'English' })
        .click()
      await expect.poll(() => registrar.page.locator('html').getAttribute('lang')).toBe(language)
      await registrar.page.getByText(registrar.say('common:form.draft-discard')).click()
    })

    test('what looks unusual is asked about, and goes through with a reason that the case then shows', async () => {
      await registrar.go('/policing/firs/new')
      const told = ago(120)
      const cnic = language === 'en' ? '41304-2104307' : '41304-2904518'
      const yearSlip = `${told.typed.slice(0, 6)}${Number(told.typed.slice(6)) - 1}`
      await registrar.fill({
        firOn: told.typed,
        reportedOn: told.typed,
        reportedAt: told.time,
        occurredOn: yearSlip,
        occurredAtPlace: 'لطیف آباد نمبر 7',
        narrativeUr: 'سائلہ کا زیور ایک سال قبل امانت میں خیانت سے ہضم کیا گیا۔',
        'complainant.nameUr': language === 'en' ? 'حاجراں بی بی' : 'ثمینہ خاتون',
        'complainant.cnic': `${cnic}-1`,
      })
      await registrar.search('offences', '379', 'PPC 379')
      await registrar.pick('complainant.sex', 'F')
      await registrar.button('policing:fir.submit').click()
      const reasons = registrar.page.locator('[data-path^="overrides."]')
      await expect.poll(() => reasons.count()).toBe(2)
      await registrar.look('fir-looks-unusual')
      // Whoever corrects an entry is not asked about it any more; what stays doubtful is asked about again.
      await registrar.fill({ 'complainant.cnic': `${cnic}-2` })
      await expect.poll(() => reasons.count()).toBe(0)
      await registrar.button('policing:fir.submit').click()
      await expect.poll(() => reasons.count()).toBe(1)
      await registrar.button('policing:fir.submit').click()
      await registrar.page.getByText(registrar.say('common:problem.required')).first().waitFor()
      const reason = 'سائلہ بیرونِ ملک تھی، اب واپس آئی ہے'
      await registrar.fill({ 'overrides.0.reason': reason })
      await registrar.button('policing:fir.submit').click()
      await registrar.page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
      await registrar.page.getByText(reason).waitFor()
      await registrar.look('fir-reason-kept')
    })

    test('Ctrl-K finds a person by the Urdu name, the Roman name and the CNIC', async () => {
      const person = await someoneWithCnic(registrar)
      await registrar.go('/')
      for (const typed of [person.nameUr, person.nameEn, person.cnic]) {
        const found = await registrar.palette(typed)
        await expect
          .poll(() => found.filter({ hasText: person[language === 'ur' ? 'nameUr' : 'nameEn'] }).count(), {
            message: `found by ${typed}`,
          })
          .toBeGreaterThan(0)
        if (typed === person.nameUr) await registrar.look('palette')
        await registrar.page.keyboard.press('Escape')
      }
    })

    test('a session left open elsewhere is ended from here', async () => {
      const elsewhere = await Officer.signIn(browser, 'registrar.hyd', language)
      await registrar.go('/account')
      await registrar.look('my-account')
      await registrar.button('identity:sessions.end').first().click()
      await expect
        .poll(async () => (await elsewhere.page.request.get('/api/session')).status(), { timeout: 10_000 })
        .toBe(401)
      await elsewhere.leave()
    })
  })
}

interface Known {
  readonly nameUr: string
  readonly nameEn: string
  readonly cnic: string
}

/** Someone of the station's own cases whose identity card is on record. */
async function someoneWithCnic(officer: Officer): Promise<Known> {
  const { request } = officer.page
  const { rows } = (await (await request.get('/api/cases?size=50')).json()) as { rows: { id: string }[] }
  for (const { id } of rows) {
    const { parties } = (await (await request.get(`/api/cases/${id}`)).json()) as {
      parties: { nameEn: string | null; nameUr: string | null; personId: string | null }[]
    }
    for (const { nameEn, nameUr, personId } of parties) {
      if (nameEn === null || nameUr === null || personId === null) continue
      const person = JSON.stringify(await (await request.get(`/api/people/${personId}`)).json())
      const cnic = /\d{5}-?\d{7}-?\d/.exec(person)?.[0]
      if (cnic !== undefined) return { nameEn, nameUr, cnic }
    }
  }
  throw new Error('Nobody of the station’s cases has a CNIC on record.')
}
