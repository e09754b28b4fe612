import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { killWhileTyping } from '../tools/bench/draft-kills.ts'
import { demoPassword } from '../tools/seed/accounts.ts'
import { address, Officer, openBrowser } from './stage.ts'

/** What is typed and not yet sent: nothing of it is lost, and nobody else reads it. */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('ten times a tab or the whole browser is killed while an FIR is typed, and no field is lost', async () => {
  const figures = await killWhileTyping(address(), {
    rounds: 10,
    seed: Date.now() % 100_000,
    say: () => undefined,
  })
  expect(figures.settled).toBeGreaterThan(15)
  expect({ lost: figures.lost, garbled: figures.garbled }).toEqual({ lost: [], garbled: [] })
}, 600_000)

for (const language of ['en', 'ur'] as const)
  test(`unsent work survives a sign-out and is shut to the next person at the desk, ${language}`, async () => {
    const registrar = await Officer.signIn(browser, 'registrar.hyd', language)
    const place = language === 'ur' ? 'گاڑی کھاتہ کے قریب' : 'Behind the Gari Khata market'
    await registrar.go('/policing/firs/new')
    await registrar.fill({ occurredAtPlace: place })
    await registrar.page.getByText(registrar.say('common:form.draft-discard')).waitFor()

    await leave(registrar)
    // What lies on the device says nothing to whoever looks.
    const lies = await registrar.page.evaluate(onTheDevice)
    expect(lies.count).toBeGreaterThan(0)
    for (const word of [place, 'policing', 'occurredAtPlace']) expect(lies.text).not.toContain(word)

    await arrive(registrar, 'registrar.khi')
    await registrar.go('/policing/firs/new')
    expect(await registrar.field('occurredAtPlace').inputValue()).toBe('')
    expect(await registrar.page.getByText(registrar.say('common:form.draft-discard')).count()).toBe(0)
    await leave(registrar)

    await arrive(registrar, 'registrar.hyd')
    await registrar.go('/policing/firs/new')
    expect(await registrar.field('occurredAtPlace').inputValue()).toBe(place)
    await registrar.look('draft-after-sign-out')
    await registrar.page.getByText(registrar.say('common:form.draft-discard')).click()
    await registrar.page.reload()
    await registrar.field('occurredAtPlace').waitFor()
    expect(await registrar.field('occurredAtPlace').inputValue()).toBe('')
    await registrar.leave()
  })

async function leave(officer: Officer): Promise<void> {
  await officer.page
    .getByRole('banner')
    .getByRole('button', { name: officer.say('common:shell.account') })
    .click()
  await officer.page.getByRole('menuitem', { name: officer.say('common:act.sign-out') }).click()
  await officer.page.waitForURL(/\/sign-in/)
}

async function arrive(officer: Officer, username: string): Promise<void> {
  await officer.page.getByLabel(officer.say('common:sign-in.username')).fill(username)
  await officer.page.locator('input[type=password]').fill(demoPassword)
  await officer.page.keyboard.press('Enter')
  await officer.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** Run in the page: everything this site keeps on the device, as text. */
async function onTheDevice(): Promise<{ count: number; text: string }> {
  const request = indexedDB.open('mizan')
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const store = database.transaction('drafts').objectStore('drafts')
  const all = <T>(asked: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
  const [keys, boxes] = [await all(store.getAllKeys()), await all(store.getAll())]
  database.close()
  const text = boxes.map(({ box }: { box: ArrayBuffer }) => new TextDecoder().decode(box)).join()
  return {
    count: boxes.length,
    text: `${keys.join()} ${text} ${JSON.stringify({ ...localStorage, ...sessionStorage })}`,
  }
}
