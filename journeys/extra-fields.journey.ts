import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Language, openBrowser } from './stage.ts'
import { ago, Company } from './story.ts'

/**
 * Tomorrow's question without a programmer: a department's officer adds a list to the admission form in both languages, a second
 * adopts it, and the clerk is asked it; what was answered stands on the prisoner's page and is counted, each number with its people.
 */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const asked: Record<Language, { en: string; ur: string; key: string; person: readonly [string, string] }> = {
  en: {
    en: 'Village kept by',
    ur: 'گاؤں کا نگران',
    key: 'village-kept-by',
    person: ['Ali Gul Chang', 'Sobho Khan'],
  },
  ur: {
    en: 'Kin in prison',
    ur: 'جیل میں رشتہ دار',
    key: 'kin-in-prison',
    person: ['نور محمد کیریو', 'حاجی خان'],
  },
}
const page = '/settings/fields/custody.admission'

for (const language of ['en', 'ur'] satisfies Language[]) {
  describe(`a department’s own fields, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    const { en, ur, key, person } = asked[language]
    let company: Company
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    test('an officer drafts the next version by keyboard, sees it in both languages and proposes it', async () => {
      const officer = await company.call('law.officer')
      const { page: screen } = officer
      if (language === 'en') {
        await officer.go(page)
        await officer.look('extra-fields-side-by-side')
      }
      await officer.go(`${page}/next`)
      const labels = screen.locator('[data-path$=".label.en"]')
      await labels.first().waitFor()
      const last = await labels.count()
      await officer.button('extra-fields:add-field').focus()
      await screen.keyboard.press('Enter')
      await officer.fill({
        [`fields.${last}.label.en`]: en,
        [`fields.${last}.label.ur`]: ur,
        [`fields.${last}.kind`]: 'one',
      })
      for (const [n, words] of [
        ['Nobody', 'کوئی نہیں'],
        ['A relative', 'رشتہ دار'],
      ].entries()) {
        await officer.button('extra-fields:add-value').last().click()
        await officer.fill({
          [`fields.${last}.values.${n}.en`]: words[0]!,
          [`fields.${last}.values.${n}.ur`]: words[1]!,
        })
      }
      // Up one place, with the hands on the keyboard.
      await officer.field(`fields.${last}.label.en`).press('Alt+ArrowUp')
      await expect.poll(() => officer.field(`fields.${last - 1}.label.en`).inputValue()).toBe(en)
      await officer.fill({ why: `Asked by the Home Department (${language})` })
      // The preview stands there in both languages, whichever the officer reads.
      for (const label of [en, ur]) await screen.locator('[inert]').getByText(label).first().waitFor()
      await officer.look('extra-fields-draft')
      await officer.button('extra-fields:act.propose').click()
      await screen.waitForURL(/\/settings\/field-versions\//)
      await screen.getByText(officer.say('extra-fields:others-adopt')).waitFor()
    })

    test('a second officer adopts it, and from today the clerk is asked', async () => {
      const inspector = await company.call('ig.prisons')
      await inspector.go('/settings/fields')
      await inspector.openRow(`Asked by the Home Department (${language})`)
      await inspector.page.waitForURL(/\/settings\/field-versions\//)
      await inspector.button('extra-fields:act.adopt').click()
      await inspector.confirm('extra-fields:act.adopt', { stepUp: true })
      await inspector.page.getByText(inspector.say('extra-fields:standing.in-force')).first().waitFor()
      if (language === 'ur') await inspector.look('extra-fields-version')

      const clerk = await company.call('admissions.hyd')
      await clerk.go('/custody/admissions/new')
      await clerk.field('person.nameEn').waitFor()
      await clerk.fill({
        [language === 'en' ? 'person.nameEn' : 'person.nameUr']: person[0],
        [language === 'en' ? 'person.fatherEn' : 'person.fatherUr']: person[1],
        'person.age': '29',
        'paper.reason': 'Dak',
        'paper.firNumber': '77',
        'paper.firYear': ago(0).day.slice(0, 4),
        'paper.sections': '379 PPC',
        'paper.issuedOn': ago(0).typed,
        [`extra.province.${key}`]: 'a-relative',
        'extra.province.tribe': 'چانگ',
        'extra.unit.bedding': 'blanket',
      })
      await clerk.pick('person.sex', 'M')
      await clerk.pick('extra.province.zakat', 'yes')
      await clerk.page.getByLabel(language === 'en' ? 'Balochi' : 'بلوچی').check()
      const nobody = clerk.page.getByRole('radio', { name: clerk.say('people:entry.none-of-these') })
      await clerk.settled()
      if ((await nobody.count()) > 0) await nobody.check()
      if (language === 'ur') await clerk.look('extra-fields-admission')
      await clerk.page.keyboard.press('Control+Enter')
      await clerk.page.waitForURL(/\/custody\/prisoners\/[0-9a-f-]{36}$/)
      const answers = clerk.page.getByRole('region', { name: clerk.say('extra-fields:answers.title') })
      await answers.getByText(language === 'en' ? 'A relative' : 'رشتہ دار', { exact: true }).waitFor()
      await clerk.look('extra-fields-prisoner')
    })

    test('each number leads to the people it counts', async () => {
      const superintendent = await company.call('superintendent.hyd')
      const { page: screen } = superintendent
      await superintendent.go(page)
      await screen
        .getByRole('table', { name: language === 'en' ? en : ur })
        .getByRole('link', { name: '1', exact: true })
        .waitFor()
      if (language === 'ur') await screen.setViewportSize({ width: 390, height: 844 })
      await superintendent.look('extra-fields-counts')
      await screen.setViewportSize({ width: 1280, height: 900 })
      await screen
        .getByRole('table', { name: language === 'en' ? en : ur })
        .getByRole('link', { name: '1', exact: true })
        .click()
      await screen.getByText(person[0]).first().waitFor()
      if (language === 'en') await superintendent.look('extra-fields-answered')
    })
  })
}
