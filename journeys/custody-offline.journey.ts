import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Officer, openBrowser } from './stage.ts'
import { ago, Company } from './story.ts'

/**
 * A shift on a bad line: it is taken along, the page is opened anew where there is no server, people go out and come back and are in the
 * register once; what another officer wrote meanwhile stands, with both sides shown; and an admission is typed without a connection.
 */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

interface Desk {
  readonly toCourt: readonly { imprisonmentId: string; number: string }[]
  readonly outside: readonly { imprisonmentId: string; number: string; kind: string }[]
}
interface RollCheck {
  readonly barracks: readonly { id: string | null; name: { en: string; ur: string } | null }[]
  readonly people: readonly {
    imprisonmentId: string
    number: string
    barrackId: string | null
    out: string | null
  }[]
}
interface RollMarks {
  readonly marks: readonly { id: string; imprisonmentId: string | null; mark: string }[]
}
interface VisitDesk {
  readonly visits: readonly { id: string; number: string; state: string }[]
}
interface Movements {
  readonly rows: readonly { kind: string; outAt: string | null; inAt: string | null }[]
}

for (const [turn, language] of (['en', 'ur'] as const).entries()) {
  describe(`a shift without a connection, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    let passphrase = ''
    let gone: Desk['toCourt'][number]
    let returned: Desk['outside'][number]
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    const waysOf = async (officer: Officer, id: string) =>
      (await officer.told<Movements>(`/api/custody/prisoners/${id}/movements`)).rows
    const press = (officer: Officer, key: string, number: string) =>
      officer.page.getByRole('button', {
        name: `${officer.say(`custody-gate:${key}`)} ${number}`,
        exact: true,
      })

    async function unlock(officer: Officer): Promise<void> {
      const field = officer.page.getByLabel(officer.say('web:unlock.passphrase'))
      await field.fill(passphrase)
      await officer.page.keyboard.press('Enter')
      await field.waitFor({ state: 'detached' })
    }
    async function takeAlong(officer: Officer): Promise<void> {
      await officer.button('custody-shift:take').click()
      const dialog = officer.page.getByRole('dialog')
      await dialog.getByRole('button', { name: officer.say('custody-shift:propose'), exact: true }).click()
      passphrase = await dialog
        .getByLabel(officer.say('custody-shift:passphrase'), { exact: true })
        .inputValue()
      await officer.look('take-shift')
      await dialog.getByRole('button', { name: officer.say('custody-shift:take'), exact: true }).click()
      // The whole application is laid in, hundreds of files: a busy machine may take a minute for it.
      await dialog.waitFor({ state: 'detached', timeout: 120_000 })
      await officer.button('custody-shift:put-down').waitFor()
    }

    test('the gate opens anew without a server, and what is done there reaches the register once', async () => {
      const gate = await company.call('deputy.hyd')
      await gate.page.setViewportSize({ width: 390, height: 844 })
      await gate.go('/custody/gate')
      await takeAlong(gate)
      const desk = await gate.told<Desk>('/api/custody/gate-desk')
      gone = desk.toCourt[turn]!
      returned = desk.outside.filter((one) => one.kind === 'CRT' || one.kind === 'HOS')[turn]!

      // The device holds the application's own files and not one answer.
      const kept = await gate.page.evaluate(async () => {
        const found: string[] = []
        for (const name of await caches.keys())
          for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname)
        return found
      })
      expect(kept.length).toBeGreaterThan(200)
      expect(kept.filter((path) => !/^\/(assets\/[\w.-]+|index\.html)$/.test(path))).toEqual([])
      const worker = await gate.page.request.get('/worker.js')
      expect(worker.headers()).toMatchObject({
        'cache-control': 'no-cache',
        'content-security-policy': "default-src 'none'; connect-src 'self'",
      })

      await gate.page.context().setOffline(true)
      await gate.page.reload()
      await gate.page.getByLabel(gate.say('web:unlock.passphrase')).waitFor()
      await gate.look('unlock-shift-phone')
      await unlock(gate)
      await gate.button('web:aboard.lock').waitFor()
      await press(gate, 'out', gone.number).click()
      await press(gate, 'back', gone.number).waitFor()
      await press(gate, 'back', returned.number).click()
      await gate.page.getByText(gate.say('custody-gate:never')).waitFor()
      await gate.look('gate-offline-phone')

      // The device goes out with both unsent, and is opened again: they are still there, and still once.
      await gate.page.reload()
      await unlock(gate)
      await gate.page.getByText(gate.say('common:outbox.waiting', { count: 2 })).waitFor()
      await press(gate, 'back', gone.number).waitFor()
      await gate.page.context().setOffline(false)
      await expect
        .poll(
          async () => (await waysOf(gate, gone.imprisonmentId)).filter((row) => row.inAt === null).length,
          {
            timeout: 30_000,
          },
        )
        .toBe(1)
      await expect
        .poll(async () => (await waysOf(gate, returned.imprisonmentId)).every((row) => row.inAt !== null))
        .toBe(true)
      const today = (await waysOf(gate, gone.imprisonmentId)).filter(
        (row) => row.kind === 'CRT' && (row.outAt ?? '') > new Date(Date.now() - 600_000).toISOString(),
      )
      expect(today).toHaveLength(1)
    })

    test('what somebody else wrote meanwhile stands, both sides are shown, and the superintendent is asked', async () => {
      const gate = await company.call('deputy.hyd')
      await gate.page.setViewportSize({ width: 1280, height: 900 })
      await gate.go('/custody/gate')
      await press(gate, 'back', gone.number).waitFor()
      await gate.page.context().setOffline(true)
      await press(gate, 'back', gone.number).click()
      const other = await company.call('gate.hyd')
      await other.go('/custody/movements')
      await other.page
        .getByRole('button', {
          name: `${other.say('custody-movement:out.back')} ${gone.number}`,
          exact: true,
        })
        .click()
      await expect
        .poll(async () =>
          (await waysOf(other, gone.imprisonmentId)).every((row) => row.kind === 'ADM' || row.inAt !== null),
        )
        .toBe(true)
      const stands = await waysOf(other, gone.imprisonmentId)
      await gate.page.context().setOffline(false)
      const ask = press(gate, 'conflict.ask', gone.number)
      await gate.page.getByRole('button', { name: gate.say('custody-gate:conflict.tile') }).click()
      await ask.waitFor({ timeout: 30_000 })
      await gate.look('gate-conflict')
      await ask.click()
      await gate.confirm('custody-gate:conflict.ask', { reason: 'واپسی کا وقت گارد کی کتاب سے ملائیں' })
      const superintendent = await company.call('superintendent.hyd')
      await superintendent.go('/custody/gate-conflicts?show=asked')
      await press(superintendent, 'conflict.note', gone.number).click()
      await superintendent.confirm('custody-gate:conflict.note', { reason: 'گارد کی کتاب کے مطابق' })
      await superintendent.go(`/custody/prisoners/${gone.imprisonmentId}`)
      await superintendent.page.getByText('گارد کی کتاب کے مطابق').waitFor()
      expect(await waysOf(other, gone.imprisonmentId)).toEqual(stands)
    })

    test('a count begun and a visit held after the page was opened anew without a server meet what another officer counted', async () => {
      const deputy = await company.call('deputy.hyd')
      await deputy.page.setViewportSize({ width: 390, height: 844 })
      for (const desk of ['/custody/visit-desk', '/custody/roll']) {
        await deputy.go(desk)
        await takeAlong(deputy)
      }
      const { visits } = await deputy.told<VisitDesk>('/api/custody/visit-desk')
      const visit = visits.filter((one) => one.state === 'booked')[turn]!
      const { people, barracks } = await deputy.told<Omit<RollCheck, 'check'>>('/api/custody/evacuation-roll')
      const [mine, theirs] = barracks
        .filter((one) => one.id !== null)
        .map((barrack) => ({
          ...barrack,
          there: people.filter((one) => one.barrackId === barrack.id && one.out === null),
        }))
        .filter((barrack) => barrack.there.length > 0)
        .sort((a, b) => a.there.length - b.there.length)

      await deputy.page.context().setOffline(true)
      await deputy.page.reload()
      await unlock(deputy)
      await deputy.button('custody-roll:kind.extra').click()
      await deputy.confirm('custody-roll:start')
      await deputy.page.waitForURL(/\/custody\/roll-checks\/[0-9a-f-]{36}$/)
      const checkId = deputy.page.url().split('/').at(-1)!
      await deputy.page.getByRole('button', { name: mine!.name![language] }).first().click()
      await deputy.page
        .getByLabel(deputy.say('custody-roll:barrack-count.heads'))
        .fill(String(mine!.there.length))
      await deputy.page
        .getByRole('button', {
          name: deputy.say('custody-roll:barrack-count.agree', { count: mine!.there.length }),
          exact: true,
        })
        .click()
      // Its beginning, everybody in it and the heads: on the device when the screen says so, and killed at that moment.
      const waiting = deputy.say('common:outbox.waiting', { count: mine!.there.length + 2 })
      await deputy.page.getByText(waiting).waitFor()
      await deputy.killTab()
      await deputy.page.setViewportSize({ width: 390, height: 844 })
      await deputy.page.goto('/custody/visit-desk')
      await unlock(deputy)
      await deputy.page
        .getByRole('button', {
          name: `${deputy.say('custody-visits:step.check-in')} ${visit.number}`,
          exact: true,
        })
        .click()
      await deputy.page.getByText(deputy.say('common:outbox.waiting', { count: 1 })).waitFor()
      await deputy.page.goto('/custody/roll')
      await unlock(deputy)
      await deputy.look('roll-offline-phone')
      await deputy.page.getByText(deputy.say('custody-roll:begun-here')).click()
      await deputy.page.getByText(waiting).waitFor()

      // Meanwhile another officer begins the same count and counts another barrack.
      const other = await company.call('gate.hyd')
      const post = async (path: string, data: object) => {
        const answer = await other.page.request.post(`/api/custody/roll-checks${path}`, { data })
        expect(answer.status(), await answer.text()).toBe(200)
        return (await answer.json()) as { id: string }
      }
      const { id: stands } = await post('', { kind: 'extra' })
      const mark = { barrackId: theirs!.id, imprisonmentId: null, counted: null, note: null }
      await post(`/${stands}/marks`, {
        marks: [
          {
            ...mark,
            id: crypto.randomUUID(),
            mark: 'counted',
            counted: 1,
            markedAt: new Date().toISOString(),
          },
        ],
      })
      await deputy.page.context().setOffline(false)
      await deputy.page
        .getByText(deputy.say('custody-roll:beside.stands'))
        .first()
        .waitFor({ timeout: 30_000 })
      if (language === 'en') {
        // The count began after the shift was taken along, and opens from this device all the same.
        await expect.poll(() => deputy.page.evaluate(addedToShift), { timeout: 30_000 }).toBe(2)
        await deputy.page.context().setOffline(true)
        await deputy.page.reload()
        await unlock(deputy)
        await deputy.page.getByText(deputy.say('custody-roll:beside.stands')).first().waitFor()
        await deputy.page.context().setOffline(false)
      }
      await deputy.page.getByRole('link', { name: deputy.say('custody-roll:beside.open') }).click()
      const take = deputy.page.getByRole('button', {
        name: `${deputy.say('custody-roll:beside.take')}: ${mine!.name![language]}`,
      })
      await take.waitFor()
      await deputy.look('roll-side-by-side-phone')
      await take.click()
      await deputy.page.getByText(deputy.say('custody-roll:beside.taken')).waitFor()
      // A mark of the phone may arrive after the barrack was taken over; it counts all the same.
      const seen = async () => {
        const { marks } = await other.told<RollMarks>(`/api/custody/roll-checks/${stands}/marks`)
        return marks.flatMap((one) => (one.mark === 'present' ? [one.imprisonmentId] : [])).sort()
      }
      await expect
        .poll(seen, { timeout: 30_000 })
        .toEqual(mine!.there.map((one) => one.imprisonmentId).sort())
      await expect
        .poll(
          async () => {
            const desk = await deputy.told<VisitDesk>('/api/custody/visit-desk')
            return desk.visits.filter((one) => one.id === visit.id).map((one) => one.state)
          },
          { timeout: 30_000 },
        )
        .toEqual(['waiting'])
      for (const id of [checkId, stands]) await post(`/${id}/close`, { why: 'رابطہ بحال؛ گنتی ملائی گئی' })
      await deputy.page.setViewportSize({ width: 1280, height: 900 })
    })

    test('an admission is typed without a connection, kept, and admitted with the usual checks when it is back', async () => {
      const clerk = await company.call('deputy.hyd')
      await clerk.go('/custody/admissions/new?paper=2')
      await takeAlong(clerk)
      await clerk.page.context().setOffline(true)
      await clerk.page.reload()
      await unlock(clerk)
      await clerk.page.getByText(clerk.say('custody:admission.offline')).waitFor()
      const name =
        language === 'en' ? { en: 'Wazir Gul', ur: 'وزیر گل' } : { en: 'Zameer Laghari', ur: 'ضمیر لغاری' }
      await clerk.fill({
        'person.nameEn': name.en,
        'person.nameUr': name.ur,
        'paper.reason': 'رابطہ منقطع، وارنٹ دستی',
        'paper.sections': '379 PPC',
        'paper.issuedOn': ago(0).typed,
      })
      await clerk.pick('person.sex', 'M')
      await clerk.field('paper.courtId').fill(language === 'en' ? 'Hyderabad' : 'حیدرآباد')
      await clerk.page.getByRole('listbox').getByRole('option').first().click()
      const court = await clerk.field('paper.courtId').inputValue()
      await clerk.page.waitForTimeout(1_000)
      await clerk.look('admission-offline')
      await clerk.killTab()
      await clerk.page.goto('/custody/admissions/new?paper=2')
      await unlock(clerk)
      await expect.poll(() => clerk.field('person.nameEn').inputValue()).toBe(name.en)
      expect(await clerk.field('paper.reason').inputValue()).toBe('رابطہ منقطع، وارنٹ دستی')
      expect(await clerk.field('paper.courtId').inputValue()).toBe(court)
      await clerk.page.context().setOffline(false)
      await clerk.page
        .getByText(clerk.say('custody:admission.offline'))
        .waitFor({ state: 'detached', timeout: 30_000 })
      await clerk.settled()
      await clerk.button('custody:admission.submit').click()
      await clerk.page.waitForURL(/\/custody\/prisoners\/[0-9a-f-]{36}$/)
      await clerk.page.getByText(name[language]).first().waitFor()
    })
  })
}

/** In the page: how many answers came to the shift since it was taken along. */
async function addedToShift(): Promise<number> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await answer(indexedDB.open('mizan-shift', 1))
  const packs = await answer(database.transaction('pack').objectStore('pack').getAll())
  database.close()
  return Object.keys((packs as { added?: object }[])[0]?.added ?? {}).length
}
