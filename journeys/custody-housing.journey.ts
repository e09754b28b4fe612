import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Officer } from './stage.ts'
import { openBrowser } from './stage.ts'
import { Company } from './story.ts'

/**
 * Where prisoners sleep and how they are counted: a barrack is built, a prisoner gets a place and is refused another, and a count is
 * made on a phone that has lost its connection, names the missing man by itself, and sends every mark once.
 */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

interface CheckAnswer {
  readonly people: readonly {
    imprisonmentId: string
    barrackId: string | null
    out: string | null
    number: string
  }[]
  readonly barracks: readonly { id: string | null; name: { en: string; ur: string } | null }[]
}

for (const language of ['en', 'ur'] as const) {
  describe(`housing, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    let prisoner = ''
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    test('the superintendent sees the prison filled, builds a barrack and closes it', async () => {
      const superintendent = await company.call('superintendent.hyd')
      const { page } = superintendent
      await superintendent.go('/custody/accommodation')
      await superintendent.look('accommodation')
      await superintendent.button('custody-accommodation:as-table').click()
      await page.getByRole('table').first().waitFor()
      await superintendent.look('accommodation-table')
      await superintendent.button('custody-accommodation:as-map').click()
      await page.setViewportSize({ width: 390, height: 844 })
      await superintendent.look('accommodation-phone')
      await page.setViewportSize({ width: 1280, height: 900 })

      await superintendent.button('custody-accommodation:edit.barrack').click()
      const name = language === 'en' ? 'New barrack A' : 'New barrack B'
      const nameUr = language === 'en' ? 'نئی بیرک الف' : 'نئی بیرک ب'
      await superintendent.fill({
        nameEn: name,
        nameUr,
        authorised: '30',
        working: '28',
        maximum: '40',
        beds: '4',
      })
      await superintendent.look('barrack-form')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: superintendent.say('custody-accommodation:edit.barrack'), exact: true })
        .click()
      await page
        .getByRole('link')
        .filter({ hasText: language === 'ur' ? nameUr : name })
        .click()
      await page.waitForURL(/\/custody\/accommodation\/[0-9a-f-]{36}$/)
      await superintendent.button('custody-accommodation:edit.close').waitFor()
      await superintendent.look('barrack-empty')
      await superintendent.button('custody-accommodation:edit.close').click()
      await superintendent.fill({ reason: 'repair' })
      await page
        .getByRole('dialog')
        .getByRole('button', { name: superintendent.say('custody-accommodation:edit.close'), exact: true })
        .click()
      await superintendent.button('custody-accommodation:edit.reopen').click()
      await superintendent.confirm('custody-accommodation:edit.reopen', { reason: 'مرمت مکمل' })
      await superintendent.button('custody-accommodation:edit.close').waitFor()
    })

    test('a clerk gives a place that fits, and is told what forbids every other', async () => {
      const clerk = await company.call('admissions.hyd')
      const { rows } = await clerk.told<{ rows: { id: string; place: unknown }[] }>(
        '/api/custody/prisoners?category=under-trial&size=200',
      )
      // One who has a place already, so that there is an earlier one to read of afterwards.
      const housed = rows.filter((row) => row.place !== null)
      prisoner = housed[language === 'en' ? 3 : 4]?.id ?? ''
      await clerk.go(`/custody/prisoners/${prisoner}/place`)
      await clerk.page.locator('summary').first().click()
      await clerk.page
        .getByText(/27\(3\)/)
        .first()
        .waitFor()
      await clerk.look('allocate')
      await clerk.page
        .getByRole('button', { name: new RegExp(`^${clerk.say('custody-accommodation:allocate.take')}`) })
        .first()
        .click()
      await clerk.page.waitForURL(new RegExp(`/custody/prisoners/${prisoner}$`))
      await clerk.page.getByText(clerk.say('custody-accommodation:panel.earlier')).waitFor()
      await clerk.look('prisoner-place')
    })

    test('the deputy keeps two men apart; the clerk is not told', async () => {
      const deputy = await company.call('deputy.hyd')
      await deputy.go(`/custody/prisoners/${prisoner}`)
      await deputy.button('custody-accommodation:apart.add').click()
      const { rows } = (await (
        await deputy.page.request.get('/api/custody/prisoners?category=convict&size=20')
      ).json()) as { rows: { number: string }[] }
      await deputy.searchFirst('otherId', rows[language === 'en' ? 0 : 1]!.number)
      await deputy.fill({ reason: 'enmity' })
      await deputy.look('keep-apart')
      await deputy.page
        .getByRole('dialog')
        .getByRole('button', { name: deputy.say('custody-accommodation:apart.save'), exact: true })
        .click()
      await deputy.page.getByText(deputy.say('custody-accommodation:scope.barrack')).first().waitFor()
      await deputy.look('kept-apart')
      const clerk = await company.call('admissions.hyd')
      await clerk.go(`/custody/prisoners/${prisoner}`)
      expect(await clerk.page.getByText(clerk.say('custody-accommodation:apart.title')).count()).toBe(0)
    })

    test('the gate sends a prisoner to hospital and takes him back', async () => {
      const gate = await company.call('gate.hyd')
      await gate.go(`/custody/prisoners/${prisoner}`)
      await gate.button('custody-movement:panel.send').click()
      await gate.fill({
        destination: 'سول ہسپتال حیدرآباد',
        escort: 'اے ایس آئی رمضان مع چار سپاہی',
        dueTime: '23:50',
      })
      await gate.look('send-out')
      await gate.button('custody-movement:send.submit').click()
      await gate.go('/custody/movements')
      await gate.page.getByText('سول ہسپتال حیدرآباد').first().waitFor()
      await gate.look('movements')
      await gate.go(`/custody/prisoners/${prisoner}`)
      await gate.button('custody-movement:out.back').click()
      await gate.button('custody-movement:panel.send').waitFor()
    })

    test('a count without a connection names the missing man, and sends each mark once', async () => {
      const gate = await company.call('gate.hyd')
      await gate.page.setViewportSize({ width: 390, height: 844 })
      await gate.go('/custody/roll')
      await gate.look('roll-phone')
      await gate.button('custody-roll:kind.unlock').click()
      await gate.confirm('custody-roll:start')
      await gate.page.waitForURL(/\/custody\/roll-checks\/[0-9a-f-]{36}$/)
      await gate.settled()
      await gate.look('roll-check-phone')
      const id = new URL(gate.page.url()).pathname.split('/').at(-1) ?? ''
      const check = (await (
        await gate.page.request.get(`/api/custody/roll-checks/${id}`)
      ).json()) as CheckAnswer
      const barrack = check.barracks.find(
        (one) =>
          one.name !== null &&
          check.people.filter((each) => each.barrackId === one.id && each.out === null).length > 3,
      )!
      const inside = check.people.filter((one) => one.barrackId === barrack.id && one.out === null)
      const [lost, ...seen] = inside

      await gate.page.context().setOffline(true)
      await gate.page.getByRole('button').filter({ hasText: barrack.name![language] }).first().click()
      for (const one of seen)
        await gate.page
          .getByRole('button', {
            name: `${gate.say('custody-roll:barrack-count.here')} ${one.number}`,
            exact: true,
          })
          .click()
      await gate.page.getByLabel(gate.say('custody-roll:barrack-count.heads')).fill(String(seen.length))
      const counted = Date.now()
      await gate.button('custody-roll:barrack-count.done').click()
      const alarm = gate.page.getByText(gate.say('custody-roll:check.missing-count', { count: 1 }))
      await alarm.waitFor()
      // Named by the phone alone, with no server in reach.
      expect(Date.now() - counted).toBeLessThan(120_000)
      await gate.page.getByRole('list').filter({ hasText: lost!.number }).first().waitFor()
      await gate.page.getByText(gate.say('common:outbox.offline')).waitFor()
      await gate.look('roll-check-missing-offline-phone')
      const kept = await keptOnTheDevice(gate.page)
      expect(kept.items).toBe(seen.length + 1)
      // Sealed under the account's secret: the key lies nowhere.
      expect(kept.stores).toEqual(['item'])
      expect(kept.text).not.toContain(seen[0]!.imprisonmentId)

      if (language === 'ur') {
        // The phone dies with everything still unsent.
        await gate.killTab()
        await gate.page.context().setOffline(false)
        await gate.page.setViewportSize({ width: 390, height: 844 })
        await gate.go(`/custody/roll-checks/${id}`)
      } else await gate.page.context().setOffline(false)
      await expect.poll(() => marksOf(gate, id), { timeout: 30_000 }).toHaveLength(seen.length + 1)
      await expect.poll(async () => (await keptOnTheDevice(gate.page)).items, { timeout: 30_000 }).toBe(0)
      const marks = await marksOf(gate, id)
      expect(new Set(marks.map((mark) => mark.imprisonmentId)).size).toBe(seen.length + 1)

      await gate.go(`/custody/roll-checks/${id}`)
      await gate.button('custody-roll:check.close').click()
      await gate.confirm('custody-roll:check.close', { reason: 'پوری جیل کی تلاشی شروع کر دی گئی' })
      await gate.page.getByText(gate.say('custody-roll:result.differs')).first().waitFor()
      await gate.look('roll-check-closed-phone')
      await gate.page.setViewportSize({ width: 1280, height: 900 })
    })

    test('the evacuation roll has everybody by barrack', async () => {
      const gate = await company.call('gate.hyd')
      await gate.go('/custody/evacuation-roll')
      await gate.look('evacuation-roll')
      await gate.go('/custody/roll')
      await gate.page.getByText(gate.say('custody-roll:agrees'), { exact: true }).waitFor()
      await gate.look('roll')
    })
  })
}

async function marksOf(officer: Officer, id: string): Promise<{ imprisonmentId: string | null }[]> {
  const answer = await officer.page.request.get(`/api/custody/roll-checks/${id}/marks`)
  return ((await answer.json()) as { marks: { imprisonmentId: string | null }[] }).marks
}

/** What the browser's own database holds: how many, as whoever copies it would read it, and what else lies there. */
function keptOnTheDevice(page: Page): Promise<{ items: number; text: string; stores: string[] }> {
  return page.evaluate(async () => {
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const database = await ask(indexedDB.open('mizan-outbox'))
    const items = (await ask(database.transaction('item').objectStore('item').getAll())) as {
      sealed: { bytes: ArrayBuffer }
    }[]
    const stores = [...database.objectStoreNames]
    database.close()
    return {
      items: items.length,
      text: items.map((item) => new TextDecoder().decode(item.sealed.bytes)).join(''),
      stores,
    }
  })
}
