import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Language, Officer, openBrowser } from './stage.ts'

/**
 * The main job, A to Z: a case is registered, investigated, prosecuted and tried, the accused is admitted to prison, sentenced and
 * released, on screen, by the people whose job each step is. Once in English and once in Urdu.
 */
const stories: Record<
  Language,
  { accused: { en: string; ur: string }; complainant: { en: string; ur: string } }
> = {
  en: {
    accused: { en: 'Dilawar Channar', ur: 'دلاور چنڑ' },
    complainant: { en: 'Sughra Parveen', ur: 'صغریٰ پروین' },
  },
  ur: {
    accused: { en: 'Manzoor Bhatti', ur: 'منظور بھٹی' },
    complainant: { en: 'Rehmat Ali', ur: 'رحمت علی' },
  },
}

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Half an hour ago on Pakistan's clocks, on the same day unless it is just past midnight. */
function shortlyAgo(minutes: number): { day: string; time: string } {
  const local = new Date(Date.now() + 5 * 3_600_000 - minutes * 60_000).toISOString()
  return { day: local.slice(0, 10), time: local.slice(11, 16) }
}

for (const language of ['en', 'ur'] as const) {
  describe(`from FIR to release, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    const story = stories[language]
    let caseUrl = ''
    let fir = ''

    test('the registrar registers the FIR', async () => {
      const registrar = await Officer.signIn(browser, 'registrar.hyd', language)
      await registrar.look('home-registrar')
      await registrar.go('/policing/firs/new')
      const reported = shortlyAgo(180)
      const [year, month, day] = reported.day.split('-')
      await registrar.fill({
        firOn: `${day}/${month}/${year}`,
        reportedOn: `${day}/${month}/${year}`,
        reportedAt: reported.time,
        occurredOn: `${day}/${month}/${year}`,
        occurredAtPlace: 'صدر بازار',
      })
      await registrar.search('offences', '379', 'PPC 379')
      await registrar.fill({
        narrativeUr: 'سائلہ کی دکان سے نقدی چوری ہوئی۔',
        'complainant.nameUr': story.complainant.ur,
        'complainant.nameEn': story.complainant.en,
      })
      await registrar.pick('complainant.sex', 'F')
      await registrar.button('policing:fir.accused-add').click()
      await registrar.fill({
        'accused.0.person.nameUr': story.accused.ur,
        'accused.0.person.nameEn': story.accused.en,
      })
      await registrar.pick('accused.0.person.sex', 'M')
      fir = `${await registrar.field('firNumber').inputValue()}/${year}`
      await registrar.look('fir-form')
      await registrar.button('policing:fir.submit').click()
      await registrar.page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
      caseUrl = new URL(registrar.page.url()).pathname
      await registrar.page.getByText(story.accused[language]).first().waitFor()
      await registrar.look('case-after-fir')
      await registrar.leave()
    })

    test('the investigating officer arrests and produces the accused', async () => {
      const officer = await Officer.signIn(browser, 'io.hyd', language)
      await officer.go(caseUrl.replace('/cases/', '/policing/cases/').concat('/arrest'))
      const at = shortlyAgo(60)
      const [year, month, day] = at.day.split('-')
      await officer.fill({
        arrestedOn: `${day}/${month}/${year}`,
        arrestedAt: at.time,
        place: 'صدر بازار',
        journeyMinutes: '30',
      })
      await officer.field('groundsTold').first().check()
      await officer.look('arrest-form')
      await officer.button('policing:arrest.submit').click()
      await officer.page.waitForURL(/\/policing\/arrests$/)
      await officer.page.getByText(fir).first().waitFor()
      await officer.look('arrests')
      await officer.go(caseUrl.replace('/cases/', '/policing/cases/').concat('/produce'))
      await officer.field('courtId').selectOption({ index: 1 })
      await officer.pick('asked', 'judicial')
      await officer.fill({ days: '14', reasons: 'تفتیش جاری ہے، ملزم کا عدالتی ریمانڈ درکار ہے۔' })
      await officer.look('production-form')
      await officer.button('policing:production.submit').click()
      await officer.page.waitForURL(new RegExp(`${caseUrl}$`))
      await officer.leave()
    })
  })
}
