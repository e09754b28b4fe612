import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ChecklistCode, checklist } from '../modules/prosecution/defects.ts'
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
      await expect.poll(async () => (await elsewhere.page.request.get('/api/session')).status()).toBe(401)
      await elsewhere.leave()
    })
  })
}

for (const language of ['en', 'ur'] as const) {
  describe(`two officers at one record, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let one: Officer
    let other: Officer
    beforeAll(async () => {
      one = await Officer.signIn(browser, 'prosecutor.hyd', language)
      other = await Officer.signIn(browser, 'dpp.hyd', language)
    })
    afterAll(() => Promise.all([one.leave(), other.leave()]))

    test('who saves second is shown both, field by field, and chooses; nothing is overwritten', async () => {
      const path = `/prosecution/scrutiny/${await openScrutiny(one)}`
      const tick = (officer: Officer, code: ChecklistCode, word: 'present' | 'absent') =>
        officer.page
          .getByRole('radio', {
            name: `${checklist[code].text[language]}: ${officer.say(`prosecution:scrutiny.${word}`)}`,
          })
          .check()
      const note = (officer: Officer) =>
        officer.page.getByRole('textbox', { name: officer.say('prosecution:scrutiny.note') })
      await one.go(path)
      await other.go(path)
      await tick(one, 'site-plan', 'absent')
      await note(one).fill('نقشہ موقع منگوایا جائے۔')
      await one.button('prosecution:scrutiny.save').click()
      await one.page.getByText(one.say('prosecution:scrutiny.saved')).waitFor()

      // The other has the file open as it was, and answers one item alike, one differently, and writes another note.
      await tick(other, 'site-plan', 'present')
      await tick(other, 'fir-copy', 'present')
      await note(other).fill('نقشہ موقع شامل ہے۔')
      await other.button('prosecution:scrutiny.save').click()
      const dialog = other.page.getByRole('dialog')
      await dialog.waitFor()
      await other.look('conflict')
      const field = (label: string) => dialog.getByRole('group', { name: label })
      expect(await dialog.getByRole('group').count()).toBe(3)
      expect(await field(checklist['fir-copy'].text[language]).getByRole('radio').first().isChecked()).toBe(
        true,
      )
      await dialog.getByRole('button', { name: other.say('common:conflict.save') }).click()
      await dialog.getByText(other.say('common:conflict.open', { count: 2 })).waitFor()
      await other.look('conflict-open')
      await field(checklist['site-plan'].text[language]).getByRole('radio').last().check()
      await field(other.say('prosecution:scrutiny.note')).getByRole('radio').first().check()
      await dialog.getByRole('button', { name: other.say('common:conflict.save') }).click()
      await expect.poll(() => dialog.count()).toBe(0)
      await other.page.getByText(other.say('prosecution:scrutiny.saved')).waitFor()

      await one.go(path)
      for (const [code, word] of [
        ['site-plan', 'absent'],
        ['fir-copy', 'present'],
      ] as const)
        expect(
          await one.page
            .getByRole('radio', {
              name: `${checklist[code].text[language]}: ${one.say(`prosecution:scrutiny.${word}`)}`,
            })
            .isChecked(),
        ).toBe(true)
      expect(await note(one).inputValue()).toBe('نقشہ موقع شامل ہے۔')
    })
  })
}

/** A case whose challan is under scrutiny and of which nothing was ticked yet. */
async function openScrutiny(officer: Officer): Promise<string> {
  const { request } = officer.page
  const { rows } = (await (await request.get('/api/prosecution/challans?show=open')).json()) as {
    rows: { caseId: string }[]
  }
  for (const { caseId } of rows) {
    const { scrutinies } = (await (await request.get(`/api/prosecution/scrutiny/${caseId}`)).json()) as {
      scrutinies: { checklist: object; note: string | null }[]
    }
    const now = scrutinies[0]
    if (now !== undefined && Object.keys(now.checklist).length === 0 && now.note === null) return caseId
  }
  throw new Error('No scrutiny of this office is still untouched.')
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
