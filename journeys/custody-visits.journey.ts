import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Officer } from './stage.ts'
import { openBrowser } from './stage.ts'
import { Company } from './story.ts'

/**
 * Visits: a mother is registered, vetted and booked; she gets a token and the visit is held; a second over the quota and a banned cousin
 * are refused with the reason; a visit is held while the line is down and reaches the record once; and a call from the booth.
 */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

interface Visiting {
  readonly quotas: readonly { rule: { kind: string; visits: number | null }; left: number | null }[]
  readonly visits: readonly {
    id: string
    state: string
    tokenNo: number | null
    visitors: { name: { en: string } }[]
  }[]
  readonly list: readonly { id: string }[]
  readonly refusals: readonly { reason: string }[]
}
interface Desk {
  readonly prisoners: readonly {
    imprisonmentId: string
    number: string
    out: string | null
    stop: object | null
    isolation: boolean
    visited: string[]
    category: string
  }[]
  readonly ties: readonly { imprisonmentId: string; visitorId: string; state: string }[]
  readonly visitors: readonly { id: string; name: { en: string; ur: string }; ban: object | null }[]
}

for (const language of ['en', 'ur'] as const) {
  describe(`visits, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    let prisoner: Desk['prisoners'][number]
    const mother =
      language === 'en' ? { en: 'Rabia Khatoon', ur: 'رابعہ خاتون' } : { en: 'Amna Begum', ur: 'آمنہ بیگم' }
    const of = (officer: Officer) =>
      officer.told<Visiting>(`/api/custody/prisoners/${prisoner.imprisonmentId}/visiting`)
    const number = language === 'en' ? '03007654321' : '03007654322'
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    /** Finds somebody at the desk by keyboard and chooses who came, by the number before the name. */
    async function atTheDesk(officer: Officer, text: string, came: string): Promise<void> {
      await officer.page.getByLabel(officer.say('custody-visits:new.find')).fill(text)
      await officer.page.keyboard.press('Enter')
      await officer.page.getByText(officer.say('custody-visits:new.who-came')).waitFor()
      await officer.page.keyboard.press(came)
    }

    test('a visitor is registered at the desk and vetted by the deputy', async () => {
      const desk = await company.call('visits.hyd')
      const data = await desk.told<Desk>('/api/custody/visit-desk/people')
      const free = data.prisoners.filter(
        (one) =>
          one.out === null &&
          one.stop === null &&
          !one.isolation &&
          one.category === 'convict' &&
          one.visited.length === 0 &&
          !data.ties.some((tie) => tie.imprisonmentId === one.imprisonmentId),
      )
      prisoner = free[language === 'en' ? 0 : 1]!
      await desk.go(`/custody/prisoners/${prisoner.imprisonmentId}`)
      await desk.button('custody-visits:panel.add').click()
      await desk.button('custody-visits:visitor.new').click()
      await desk.fill({
        'visitor.cnic': language === 'en' ? '41303-7654321-2' : '41303-7654322-2',
        'visitor.name.en': mother.en,
        'visitor.name.ur': mother.ur,
        'visitor.sex': 'F',
        relation: 'mother',
      })
      await desk.look('visitor-form')
      await desk.button('custody-visits:visitor.register').click()
      await desk.page.getByRole('link', { name: mother[language] }).waitFor()
      const deputy = await company.call('deputy.hyd')
      await deputy.go(`/custody/prisoners/${prisoner.imprisonmentId}`)
      await deputy.page
        .getByRole('button', {
          name: `${deputy.say('custody-visits:vet.act')}: ${mother[language]}`,
          exact: true,
        })
        .click()
      await deputy.page
        .getByRole('dialog')
        .getByRole('button', { name: deputy.say('custody-visits:vet.save'), exact: true })
        .click()
      await deputy.page
        .getByText(deputy.say('custody-visits:tie.approved'), { exact: true })
        .first()
        .waitFor()
    })

    test('a visit is booked, the token given and the visit held; one more is refused with the reason', async () => {
      const desk = await company.call('visits.hyd')
      await desk.go(`/custody/prisoners/${prisoner.imprisonmentId}`)
      await desk.button('custody-visits:panel.book').click()
      await desk.page
        .getByRole('dialog')
        .getByRole('checkbox', { name: new RegExp(mother[language]) })
        .check()
      await desk.page
        .getByRole('dialog')
        .getByRole('button', { name: desk.say('custody-visits:panel.book'), exact: true })
        .click()
      await desk.page.getByText(desk.say('custody-visits:state.booked'), { exact: true }).first().waitFor()

      await desk.go('/custody/visit-desk')
      await desk.look('visit-desk')
      const step = (key: string) =>
        desk.page.getByRole('button', {
          name: `${desk.say(`custody-visits:step.${key}`)} ${prisoner.number}`,
          exact: true,
        })
      await step('check-in').click()
      await expect.poll(async () => (await of(desk)).visits[0]?.tokenNo ?? 0).toBeGreaterThan(0)
      const token = String((await of(desk)).visits[0]?.tokenNo)
      await desk.page.getByRole('dialog').getByText(token, { exact: true }).waitFor()
      await desk.look('visit-token')
      await desk.page
        .getByRole('dialog')
        .getByRole('button', { name: desk.say('common:act.close'), exact: true })
        .last()
        .click()
      await step('start').click()
      await step('end').click()
      await expect.poll(async () => (await of(desk)).visits[0]?.state).toBe('ended')

      await atTheDesk(desk, prisoner.number, '1')
      await desk.page.getByText(desk.say('custody-visits:obstacle.quota-used')).waitFor()
      await desk.look('visit-over-quota')
      await desk.button('custody-visits:new.turn-away').first().click()
      await expect.poll(async () => (await of(desk)).refusals[0]?.reason).toBe('quota-used')
    })

    test('whoever is banned is turned away, and the page of the visitor says why', async () => {
      const desk = await company.call('visits.hyd')
      const data = await desk.told<Desk>('/api/custody/visit-desk/people')
      const banned = data.visitors.find((one) => one.ban !== null)!
      await desk.go('/custody/visit-desk')
      await desk.page.getByLabel(desk.say('custody-visits:new.find')).fill(banned.name[language])
      await desk.page.keyboard.press('Enter')
      await desk.page.getByRole('checkbox', { name: new RegExp(banned.name[language]) }).check()
      await desk.page.getByText(desk.say('custody-visits:obstacle.banned')).waitFor()
      expect(await desk.button('custody-visits:new.token').isDisabled()).toBe(true)
      await desk.button('custody-visits:new.turn-away').first().click()
      await desk.go('/custody/visits?show=refusals')
      await desk.page
        .getByRole('row')
        .filter({ hasText: desk.say('custody-visits:refused.banned') })
        .filter({ hasText: banned.name[language] })
        .first()
        .waitFor()
      await desk.go(`/custody/visitors/${banned.id}`)
      await desk.page.getByText(desk.say('custody-visits:ban-reason.contraband')).first().waitFor()
    })

    test('a visit held while the line is down reaches the record once', async () => {
      const desk = await company.call('visits.hyd')
      await desk.page.setViewportSize({ width: 390, height: 844 })
      await desk.go('/custody/visit-desk')
      const data = await desk.told<Desk>('/api/custody/visit-desk/people')
      const one = data.prisoners.filter(
        (each) =>
          each.out === null &&
          each.stop === null &&
          !each.isolation &&
          each.category === 'under-trial' &&
          each.visited.length === 0 &&
          data.ties.find((tie) => tie.imprisonmentId === each.imprisonmentId)?.state === 'approved',
      )[language === 'en' ? 0 : 1]!
      await desk.page.context().setOffline(true)
      await atTheDesk(desk, one.number, '1')
      await desk.button('custody-visits:new.token').click()
      await desk.page
        .getByRole('dialog')
        .getByText(/^K-[0-9A-F]{4}$/)
        .waitFor()
      await desk.page
        .getByRole('dialog')
        .getByRole('button', { name: desk.say('common:act.close'), exact: true })
        .last()
        .click()
      await desk.page.getByText(desk.say('common:outbox.offline')).waitFor()
      await desk.page
        .getByRole('button', { name: `${desk.say('custody-visits:step.start')} ${one.number}`, exact: true })
        .click()
      await desk.look('visit-desk-offline-phone')
      if (language === 'ur') {
        // The device goes out with everything unsent.
        await desk.killTab()
        await desk.page.context().setOffline(false)
        await desk.go('/custody/visit-desk')
      } else await desk.page.context().setOffline(false)
      const visits = async () =>
        (await desk.told<Visiting>(`/api/custody/prisoners/${one.imprisonmentId}/visiting`)).visits.filter(
          (visit) => visit.state === 'running',
        )
      await expect.poll(async () => (await visits()).length, { timeout: 30_000 }).toBe(1)
      await desk.go('/custody/visit-desk')
      expect(await visits()).toHaveLength(1)
      await desk.page.setViewportSize({ width: 1280, height: 900 })
    })

    test('the deputy settles what a desk held against the record', async () => {
      const deputy = await company.call('deputy.hyd')
      await deputy.go('/custody/visit-desk?show=conflicts')
      if (language === 'en') {
        await deputy.look('visit-conflicts')
        await deputy.button('custody-visits:conflict.recorded').first().click()
        await deputy.confirm('custody-visits:conflict.recorded', { reason: 'ملاقات ہو چکی تھی' })
      }
      await deputy.page.getByText(deputy.say('custody-visits:conflict.none')).waitFor()
    })

    test('a call is made from the booth, and the minutes of the week go down', async () => {
      const desk = await company.call('visits.hyd')
      await desk.go(`/custody/prisoners/${prisoner.imprisonmentId}`)
      await desk.button('custody-telephone:number.add').click()
      await desk.fill({ number, 'name.en': mother.en, 'name.ur': mother.ur })
      await desk.page
        .getByRole('dialog')
        .getByRole('button', { name: desk.say('custody-telephone:number.add'), exact: true })
        .click()
      await desk.page.getByText(number, { exact: true }).first().waitFor()
      const deputy = await company.call('deputy.hyd')
      await deputy.go('/custody/telephone')
      await deputy.page
        .getByRole('button', {
          name: `${deputy.say('custody-telephone:number.approve')} ${number}`,
          exact: true,
        })
        .first()
        .click()
      await deputy.page.getByText(number, { exact: true }).first().waitFor({ state: 'detached' })
      await desk.go(`/custody/prisoners/${prisoner.imprisonmentId}`)
      await desk.page
        .getByRole('button', { name: `${desk.say('custody-telephone:call.begin')} ${number}`, exact: true })
        .click()
      const dialog = desk.page.getByRole('dialog')
      const begin = dialog.getByRole('button', {
        name: desk.say('custody-telephone:call.begin'),
        exact: true,
      })
      await begin.click()
      // Outside the booth's hours a reason is asked for.
      const reason = dialog.getByRole('textbox').last()
      const end = desk.button('custody-telephone:call.end')
      await expect
        .poll(async () => (await end.count()) + (await dialog.getByText(/08:00/).count()))
        .toBeGreaterThan(0)
      if ((await end.count()) === 0) {
        await reason.fill('والدہ ہسپتال میں ہیں')
        await begin.click()
      }
      await end.click()
      await desk.page.getByText(desk.say('custody-telephone:panel.left', { left: 29, all: 30 })).waitFor()
      await desk.look('prisoner-telephone')
    })
  })
}
