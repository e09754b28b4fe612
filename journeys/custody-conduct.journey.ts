import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Officer, openBrowser } from './stage.ts'
import { ago, Company } from './story.ts'

/**
 * Order inside the walls: an offence is heard and remission forfeited, which reopens the date of release; the prisoner complains of the
 * officer, who sees no trace of it; and when that officer turns against the prisoner, whoever decides the complaint sees it.
 */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

for (const language of ['en', 'ur'] as const) {
  describe(`order and complaint, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    let prisoner = { id: '', number: '' }
    let due = ''
    let code = ''
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    test('the superintendent hears an offence; forfeited remission reopens the date of release', async () => {
      const superintendent = await company.call('superintendent.hyd')
      const { page } = superintendent
      const { rows } = await superintendent.told<{
        rows: { id: string; state: string; imprisonmentId: string; number: string }[]
      }>('/api/custody/adjudications?show=waiting')
      const toHear = rows.filter((row) => row.state === 'told')
      const heard = toHear[0]!
      prisoner = { id: heard.imprisonmentId, number: heard.number }
      const before = await superintendent.told<{ releaseDates: { dueRelease: string }[] }>(
        `/api/custody/prisoners/${prisoner.id}`,
      )
      due = before.releaseDates[0]!.dueRelease

      await superintendent.go(`/custody/adjudications/${heard.id}`)
      await superintendent.fill({
        plea: 'denies',
        'statements.0.text': 'میں نے کچھ نہیں کیا',
        reasons: 'گواہ کا بیان واضح ہے اور اسیر کا مؤقف اس سے مطابقت نہیں رکھتا',
      })
      await superintendent.pick('finding', 'proved')
      await superintendent.button('custody-discipline:hearing.add-punishment').click()
      await superintendent.fill({ 'punishments.0.kind': 'forfeiture' })
      await superintendent.fill({ 'punishments.0.days': '3' })
      await page.locator('details summary').last().click()
      await superintendent.look('hearing')
      await superintendent.button('custody-discipline:hearing.decide').click()
      // Where nobody here got a forfeiture for this before, the screen asks why and keeps the answer.
      const why = superintendent.field('overrides.0.reason')
      const taken = page.getByText(superintendent.say('custody-discipline:taken', { count: 3 }))
      await why.or(taken).first().waitFor()
      if ((await why.count()) > 0) {
        await why.fill('اسی نوعیت کی دوسری خلاف ورزی')
        await superintendent.button('custody-discipline:hearing.decide').click()
      }
      await taken.waitFor()
      await superintendent.look('adjudication-decided')
      await superintendent.go(`/custody/prisoners/${prisoner.id}/release-date`)
      const moved = new Date(Date.parse(due) + 3 * 86_400_000).toISOString().slice(0, 10)
      await page.getByText(superintendent.day(moved)).first().waitFor()
      await page.getByText(superintendent.say('custody:remission-kind.forfeiture')).first().waitFor()
      await superintendent.look('release-date-forfeited')
    })

    test('a complaint against the superintendent is taken at the desk, and is nowhere to be seen for her', async () => {
      const clerk = await company.call('admissions.hyd')
      await clerk.go('/custody/complaints/new')
      await clerk.fill({
        subject: 'discipline',
        text: 'مجھے سنے بغیر سزا دی گئی اور گواہ کو نہیں بلایا گیا',
        prisonerNumber: prisoner.number,
      })
      await clerk.button('custody-complaints:take.add-officer').click()
      await clerk
        .field('against.0.accountId')
        .selectOption({ label: await nameInList(clerk, 'superintendent.hyd') })
      await clerk.look('take-complaint')
      await clerk.button('custody-complaints:take.submit').click()
      const receipt = clerk.page.getByText(/^[0-9A-F]{4}-[0-9A-F]{4}$/)
      await receipt.waitFor()
      code = (await receipt.textContent()) ?? ''
      await clerk.goClosed('/custody/complaints')

      const superintendent = await company.call('superintendent.hyd')
      await superintendent.go('/custody/complaints?show=all')
      expect(await superintendent.turnTo(code)).toBe(false)
      await superintendent.look('complaints-superintendent')
      expect(
        JSON.stringify(await superintendent.told('/api/custody/complaints?show=all&size=200')),
      ).not.toContain(code)

      // She reports the prisoner again.
      await superintendent.go(`/custody/prisoners/${prisoner.id}`)
      await superintendent.button('custody-discipline:report.act').click()
      await superintendent.fill({
        offence: 'false-accusation',
        occurredTime: '00:01',
        place: 'دفتر',
        account: 'افسر پر جھوٹا الزام لگایا',
      })
      await superintendent.look('report-offence')
      await superintendent.page
        .getByRole('dialog')
        .getByRole('button', { name: superintendent.say('custody-discipline:report.act'), exact: true })
        .click()
      await superintendent.page.waitForURL(/\/custody\/adjudications\/[0-9a-f-]{36}$/)
      await superintendent.settled()
    })

    test('the Inspector-General sees what befell the complainant, and by whom', async () => {
      const inspector = await company.call('ig.prisons')
      await inspector.go('/custody/complaints?show=flagged')
      await inspector.openRow(code)
      await inspector.page.waitForURL(/\/custody\/complaints\/[0-9a-f-]{36}$/)
      await inspector.page.getByText(inspector.say('custody-complaints:since.by-named')).first().waitFor()
      await inspector.look('complaint')
      if (language === 'ur') {
        await inspector.page.setViewportSize({ width: 390, height: 844 })
        await inspector.look('complaint-phone')
        await inspector.page.setViewportSize({ width: 1280, height: 900 })
      }
      await inspector.button('custody-complaints:verdict.retaliation').first().click()
      await inspector.confirm('custody-complaints:since.act', { reason: 'شکایت کے اگلے ہی روز رپورٹ' })
      await inspector.page.getByText('شکایت کے اگلے ہی روز رپورٹ').waitFor()
    })

    test('an incident is reported with the questions of its kind, and put before those who must know', async () => {
      const gate = await company.call('gate.hyd')
      await gate.go('/custody/incidents/new')
      await gate.fill({ type: 'release-in-error' })
      await gate.fill({
        occurredTime: '00:01',
        occurredOn: ago(0).typed,
        place: 'ڈیوڑھی',
        account: 'دوسرا مقدمہ زیرِ سماعت تھا، رہائی ہو گئی',
        'answers.paper': 'روبکار نمبر 14',
        'answers.cause': 'other-case',
      })
      for (const question of ['hurt', 'doctor', 'back']) await gate.pick(`answers.${question}`, 'no')
      await gate.look('incident-form')
      await gate.button('custody-incidents:report.act').click()
      await gate.page.waitForURL(/\/custody\/incidents\/[0-9a-f-]{36}$/)
      await gate.page.getByText(gate.say('custody-incidents:close.own')).waitFor()
    })

    // The questions are adopted once; both languages stand beside each other in the form.
    test.runIf(language === 'ur')('a question with choices is written, adopted and asked', async () => {
      const inspector = await company.call('ig.prisons')
      const { page } = inspector
      await inspector.go('/custody/incident-types/contraband')
      await inspector.button('custody-incidents:form.next').click()
      const at = page.getByRole('dialog').locator('[data-path$=".en"]:not([data-path*="options"])')
      await at.first().waitFor()
      const next = await at.count()
      await inspector.button('custody-incidents:form.add').click()
      const path = `questions.${next}`
      await inspector.fill({ why: 'راستہ معلوم کرنا', [`${path}.kind`]: 'choice' })
      await inspector.fill({
        [`${path}.en`]: 'How did it come in?',
        [`${path}.ur`]: 'اندر کیسے آئی؟',
        [`${path}.id`]: 'which-way',
        [`${path}.options.0.en`]: 'Over the wall',
        [`${path}.options.0.ur`]: 'دیوار کے اوپر سے',
        [`${path}.options.0.value`]: 'wall',
        [`${path}.options.1.en`]: 'With a visitor',
        [`${path}.options.1.ur`]: 'ملاقاتی کے ساتھ',
        [`${path}.options.1.value`]: 'visitor',
      })
      await inspector.look('incident-question-choices', 'both')
      await inspector.button('custody-incidents:form.adopt').click()
      await page.getByText('دیوار کے اوپر سے').first().waitFor()
      await inspector.look('incident-questions')
    })
  })
}

/** The officer as the list of the form has them: name and post. */
async function nameInList(officer: Officer, username: string): Promise<string> {
  const name = officer.nameOf(username)
  const labels = await officer.field('against.0.accountId').locator('option').allTextContents()
  return labels.find((label) => label.startsWith(name)) ?? name
}
