import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as prison from './prison.ts'
import { type Language, type Officer, openBrowser, whole } from './stage.ts'
import { ago, Company, type Story, typedDay } from './story.ts'

/**
 * A whole life in prison: in on a conviction, examined, to another court and back, to a hospital and back, given remission, moved to
 * another prison with all that is his, reported, and out on the day that all of it together makes.
 */
const day = 24 * 60
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const people: Readonly<Record<Language, Readonly<Record<'en' | 'ur', string>>>> = {
  en: { en: 'Sohrab Bozdar', ur: 'سہراب بزدار' },
  ur: { en: 'Zarak Kalhoro', ur: 'زرک کلہوڑو' },
}
const fathers = { en: 'Mehboob', ur: 'محبوب' } as const

/** So many days after today, as forms take it and in order. */
const ahead = (days: number) => ago(-days * day)

for (const language of ['en', 'ur'] as const) {
  describe(`a whole life in prison, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    const he = people[language]
    const story: Story = {
      language,
      accused: he,
      complainant: he,
      fir: '',
      caseId: '',
      prisonerUrl: '',
      number: '',
    }
    const id = () => story.prisonerUrl.split('/').at(-1) ?? ''
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    /** The last day of the sentence as it stands now. */
    const dueAt = async (officer: Officer): Promise<string> => {
      const { releaseDates } = await officer.told<{ releaseDates: { dueRelease: string }[] }>(
        `/api/custody/prisoners/${id()}`,
      )
      return releaseDates[0]!.dueRelease
    }

    test('he comes in on a conviction, with money and a bag, and is examined', async () => {
      const clerk = await company.call('admissions.hyd')
      await clerk.go('/custody/admissions/new')
      await clerk.fill({
        'person.nameEn': he.en,
        'person.nameUr': he.ur,
        'person.fatherEn': fathers.en,
        'person.fatherUr': fathers.ur,
      })
      await clerk.pick('person.sex', 'M')
      await clerk.fill({ 'person.age': '33', 'paper.reason': 'عدالت ابھی منسلک نہیں' })
      await clerk.pick('paper.kind', 'conviction')
      // A year, of which all but twenty-seven days are behind him: remission makes the rest.
      const [year = 0, month = 1, date = 1] = ago(0).day.split('-').map(Number)
      const sentenced = new Date(Date.UTC(year - 1, month - 1, date + 28)).toISOString().slice(0, 10)
      await clerk.fill({
        'paper.sections': '381-A PPC',
        'paper.issuedOn': typedDay(sentenced),
        'paper.sentence.term.years': '1',
        category: 'convict',
        cash: '800',
        'property.0.bagNumber': language === 'en' ? '2071' : '2072',
        'property.0.description': 'گھڑی اور انگوٹھی',
      })
      await clerk.pick('paper.sentence.setOff', 'REFUSED')
      await clerk.page.getByText(clerk.say('people:entry.waiting')).waitFor({ state: 'detached' })
      const nobody = clerk.page.getByRole('radio', { name: clerk.say('people:entry.none-of-these') })
      if ((await nobody.count()) > 0) await nobody.check()
      await clerk.button('custody:admission.submit').click()
      await clerk.page.waitForURL(/\/custody\/prisoners\/[0-9a-f-]{36}$/)
      story.prisonerUrl = new URL(clerk.page.url()).pathname
      story.number =
        (await clerk.page
          .getByText(/^\d+\/\d{4}$/)
          .first()
          .textContent()) ?? ''
      const doctor = await company.call('doctor.hyd')
      await doctor.go(`${story.prisonerUrl}/screening`)
      await doctor.fill({
        temperature: '36.9',
        pulse: '78',
        systolic: '121',
        diastolic: '80',
        weight: '64',
        hiv: 'declined',
        selfHarm: 'none',
      })
      await doctor.button('custody-health:screening.submit').click()
      await doctor.page.waitForURL(/\/health$/)
    })

    test('another court wants him: he goes there and comes back, and its warrant ends', async () => {
      const clerk = await company.call('admissions.hyd')
      await clerk.go(`${story.prisonerUrl}/warrant`)
      await clerk.fill({
        'paper.reason': 'دوسرے تھانے کا وارنٹ بذریعہ ڈاک',
        'paper.firNumber': language === 'en' ? '931' : '932',
        'paper.firYear': ago(0).day.slice(0, 4),
        'paper.sections': '379 PPC',
        'paper.issuedOn': ago(0).typed,
        'paper.nextProduction': ago(0).typed,
      })
      await clerk.button('custody:warrant.receive').click()
      await clerk.page.waitForURL(new RegExp(`${story.prisonerUrl}$`))
      const gate = await company.call('gate.hyd')
      await gate.goUntil(`/custody/productions?on=${ago(0).day}`, he[language])
      await prison.producesInCourt(gate, story)
      const deputy = await company.call('deputy.hyd')
      await deputy.go(`${story.prisonerUrl}/release`)
      await deputy.button('custody:release.paper-order').click()
      await deputy.fill({
        ground: 'discharge',
        order: '77/2026',
        on: ago(0).typed,
        verifiedHow: 'ریڈر عدالت سے فون پر تصدیق، مہر و دستخط ملائے گئے',
      })
      await deputy.button('custody:release.enter-order').click()
      await deputy.page.getByText(deputy.say('custody:case-status.DISCHARGED')).first().waitFor()
    })

    test('he goes to a hospital and comes back', async () => {
      const doctor = await company.call('doctor.hyd')
      const dialog = doctor.page.getByRole('dialog')
      const save = async () => {
        await dialog
          .getByRole('button', { name: doctor.say('custody-health:form.save'), exact: true })
          .click()
        await expect.poll(() => dialog.count()).toBe(0)
      }
      await doctor.go(`${story.prisonerUrl}/health`)
      await doctor.button('custody-health:record.hospital').click()
      await doctor.fill({ destination: 'سول ہسپتال', escort: 'اے ایس آئی رمضان', why: 'دانت کا درد' })
      await save()
      await doctor.button('custody-health:record.back').click()
      await doctor.fill({ outcome: 'دانت نکالا گیا' })
      await save()
      await doctor.page.getByText('دانت نکالا گیا').first().waitFor()
    })

    test('the superintendent gives him twenty-seven days, and his day comes', async () => {
      const superintendent = await company.call('superintendent.hyd')
      await superintendent.go(`${story.prisonerUrl}/release-date`)
      expect(await dueAt(superintendent)).toBe(ahead(27).day)
      await superintendent.button('custody:remission.add').click()
      await superintendent.fill({
        kind: 'special',
        days: '27',
        authority: superintendent.nameOf('superintendent.hyd'),
        instrument: 'PPR 216',
        grantedOn: ago(0).typed,
      })
      await superintendent.button('custody:remission.enter').click()
      await expect.poll(() => dueAt(superintendent)).toBe(ago(0).day)
      await superintendent.look('life-release-date')
    })

    test('he is moved to another prison with his money and his bag', async () => {
      const deputy = await company.call('deputy.hyd')
      const karachi = await deputy.unit('PRS-KHI-C')
      await deputy.go(story.prisonerUrl)
      await deputy.button('custody-transfer:propose.act').click()
      await deputy.field('toPrisonId').selectOption(String(karachi.id))
      await deputy.fill({ reason: 'overcrowding', note: 'گنجائش سے زائد اسیران' })
      await deputy.page
        .getByRole('dialog')
        .getByRole('button', { name: deputy.say('custody-transfer:propose.act'), exact: true })
        .click()
      await deputy.page.waitForURL(/\/custody\/transfers\/[0-9a-f-]{36}$/)
      const transfer = new URL(deputy.page.url()).pathname
      // For want of room: the Inspector-General decides.
      const inspector = await company.call('ig.prisons')
      await inspector.go(transfer)
      await inspector.button('custody-transfer:approve.act').click()
      await inspector.confirm('custody-transfer:approve.act')
      const gate = await company.call('gate.hyd')
      await gate.go(transfer)
      await prison.comparesAtTheGate(gate, 'same')
      await gate.button('custody-transfer:depart.act').click()
      await gate.fill({ escort: 'SI Ghulam Nabi', dueOn: ahead(1).typed, dueTime: '18:00' })
      await gate.page
        .getByRole('dialog')
        .getByRole('button', { name: gate.say('custody-transfer:depart.act'), exact: true })
        .click()
      await gate.page.getByText(gate.say('custody-transfer:act.departed')).first().waitFor()

      const clerk = await company.call('admissions.khi')
      await clerk.go(transfer)
      await prison.comparesAtTheGate(clerk, 'same')
      const seal = clerk.field('read.bag0')
      const { checklist } = await deputy.told<{ checklist: { bags: { seal: string | null }[] } }>(
        `/api${transfer}`,
      )
      await seal.focus()
      const { keyboard } = clerk.page
      // A bag taken in at the admission has no seal yet.
      await keyboard.type(checklist.bags[0]!.seal ?? '-')
      await keyboard.press('Tab')
      await keyboard.type('800')
      for (let box = 0; box < 3; box += 1) {
        await keyboard.press('Tab')
        await keyboard.press('Space')
      }
      await keyboard.press('Tab')
      await keyboard.press('Enter')
      await clerk.page.waitForURL(/\/custody\/prisoners\/[0-9a-f-]{36}$/)
      story.prisonerUrl = new URL(clerk.page.url()).pathname
      story.number =
        (await clerk.page
          .getByText(/^\d+\/\d{4}$/)
          .first()
          .textContent()) ?? ''
      // What was given and taken in the other prison stands here too.
      expect(await dueAt(clerk)).toBe(ago(0).day)
    })

    test('he is reported there, and told what is alleged; the hearing waits until he has had time to prepare', async () => {
      const deputy = await company.call('deputy.khi')
      await deputy.go(story.prisonerUrl)
      await deputy.button('custody-discipline:report.act').click()
      await deputy.fill({
        occurredTime: '00:10',
        occurredOn: ago(0).typed,
        place: 'بارک 2',
        account: 'گنتی کے وقت صف سے نکل گیا اور واپس آنے سے انکار کیا',
      })
      await deputy.field('offence').selectOption({ index: 1 })
      await deputy.page
        .getByRole('dialog')
        .getByRole('button', { name: deputy.say('custody-discipline:report.act'), exact: true })
        .click()
      await deputy.page.waitForURL(/\/custody\/adjudications\/[0-9a-f-]{36}$/)
      await deputy.button('custody-discipline:tell.act').click()
      await deputy.confirm('custody-discipline:tell.act')
      const superintendent = await company.call('superintendent.khi')
      await superintendent.go(new URL(deputy.page.url()).pathname)
      expect(await superintendent.field('plea').count()).toBe(0)
      await superintendent.look('life-told')
    })

    test('two officers of the other prison stand for the day, and he leaves on it', async () => {
      const deputy = await company.call('deputy.khi')
      const superintendent = await company.call('superintendent.khi')
      await prison.standsForTheDate(deputy, story)
      await prison.confirmsTheDate(superintendent, story)
      await prison.proposesTheRelease(deputy, story)
      await prison.approvesTheRelease(superintendent, story)
      await prison.letsOut(await company.call('gate.khi'), story)
      await superintendent.go(story.prisonerUrl)
      await superintendent.page
        .getByText(superintendent.say('custody:release-ground.expiry'))
        .first()
        .waitFor()
      await superintendent.look('life-over')
      const { rows } = await superintendent.told<{ rows: { number: string }[] }>(
        '/api/custody/prisoners?state=in&size=200',
      )
      expect(rows.some((row) => whole(story.number).test(row.number))).toBe(false)
    })
  })
}
