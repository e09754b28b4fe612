import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Officer } from './stage.ts'

const register = join(import.meta.dirname, '../modules/custody/register/fixtures/register-a.csv')

/** What a clerk writes over a cell that could not be read, by the meaning of its column. */
const right: Readonly<Record<string, string>> = {
  name: 'Allah Warayo',
  admissionDate: '12/03/2026',
  category: 'UTP',
  sentence: '3 years RI',
}

/** Uploads a register whose father's column has a heading nobody would guess, and looks at what its columns were taken for. */
export async function uploads(clerk: Officer): Promise<void> {
  await clerk.go('/custody/register-imports')
  const text = readFileSync(register, 'utf8').replace('Father / Husband Name', 'Wald')
  await clerk.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'Prison register.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await clerk.look('register-upload')
  await clerk.button('custody:import.read').click()
  await clerk.page.waitForURL(/\/custody\/register-imports\/[0-9a-f-]{36}$/)
  await clerk.button('custody:import.begin').waitFor()
}

/** Says what the doubtful column means, and sees what would come of the import. */
export async function mapsTheFather(clerk: Officer): Promise<void> {
  const meaning = clerk.page.getByLabel(`${clerk.say('custody:import.means')}: Wald`)
  await meaning.selectOption('father')
  await expect.poll(() => meaning.inputValue()).toBe('father')
  await clerk.look('register-columns')
}

export async function imports(clerk: Officer): Promise<void> {
  const said = clerk.say('custody:import.preview', { imported: 373, rejected: 19, duplicate: 8 })
  await clerk.page.getByText(said).waitFor()
  await clerk.button('custody:import.begin').click()
  await clerk.page.getByText(clerk.say('custody:import.state-done')).first().waitFor({ timeout: 60_000 })
  await clerk.page.locator('form[data-row]').first().waitFor()
  await expect.poll(() => rejected(clerk)).toBe(19)
  await clerk.look('register-imported')
}

/** How many rows the tab of the rejected says are left. */
export async function rejected(clerk: Officer): Promise<number> {
  const tab = clerk.page.getByRole('radiogroup').getByText(clerk.say('custody:import.rejected'))
  return Number(/\((\d+)\)/.exec((await tab.first().textContent()) ?? '')?.[1])
}

/** Puts rows right by keyboard alone: the cursor goes from one to the next. */
export async function mends(clerk: Officer, count: number): Promise<number[]> {
  const { columns } = await clerk.told<{ columns: { heading: string; field: string | null }[] }>(
    `/api${new URL(clerk.page.url()).pathname}`,
  )
  const meaningOf = new Map(columns.map(({ heading, field }) => [heading, field ?? '']))
  const mended: number[] = []
  await clerk.page.locator('form[data-row] input').first().focus()
  for (let done = 0; done < count; done += 1) {
    const form = clerk.page.locator('form[data-row]:has(:focus)')
    const row = Number(await form.getAttribute('data-row'))
    for (const cell of await form.locator('input[aria-invalid=true]').all()) {
      const heading = (await cell.getAttribute('aria-label')) ?? (await labelOf(cell))
      const word = right[meaningOf.get(heading) ?? '']
      if (word === undefined) throw new Error(`Nobody said how to put ${heading} right.`)
      await cell.fill(word)
    }
    if (done === 2) await clerk.look('register-row-put-right')
    await clerk.page.keyboard.press('Enter')
    await clerk.page.locator(`form[data-row="${row}"]`).waitFor({ state: 'detached' })
    await expect
      .poll(() => clerk.page.locator('form[data-row]:has(:focus)').count(), {
        message: `the cursor goes on after row ${row}`,
      })
      .toBe(1)
    mended.push(row)
  }
  return mended
}

async function labelOf(cell: ReturnType<Officer['field']>): Promise<string> {
  return cell.evaluate((element) => (element as HTMLInputElement).labels?.[0]?.textContent ?? '')
}

interface Held {
  readonly number: string
  readonly bailDue: string | null
  readonly dueRelease: string | null
}

/** Those whose rows were put right stand in the prison's lists with their dates: of statutory bail, and of release. */
export async function findsTheirDates(clerk: Officer): Promise<void> {
  const held = await putRight(clerk)
  const onBail = held.find(
    ({ bailDue }) => bailDue !== null && bailDue <= new Date().toISOString().slice(0, 10),
  )
  const sentenced = held.find(({ dueRelease }) => dueRelease !== null)
  if (onBail === undefined || sentenced === undefined)
    throw new Error('Among those put right nobody has a right to bail, or nobody a date of release.')
  await clerk.go('/custody/statutory-bail')
  await pagesTo(clerk, onBail.number, onBail.bailDue ?? '')
  await clerk.look('register-statutory-bail')
  await clerk.go('/custody/release-diary?show=to-confirm')
  await pagesTo(clerk, sentenced.number, sentenced.dueRelease ?? '')
  await clerk.look('register-release-diary')
  await clerk.go('/custody/prisoners')
  await clerk.page.getByRole('searchbox').first().fill(sentenced.number)
  await clerk.page
    .getByRole('row')
    .filter({ hasText: sentenced.number })
    .getByText(clerk.day(sentenced.dueRelease ?? ''))
    .waitFor()
}

async function putRight(clerk: Officer): Promise<Held[]> {
  const path = `/api${new URL(clerk.page.url()).pathname}`
  const held: Held[] = []
  for (const page of [1, 2]) {
    const { rows } = await clerk.told<{ rows: { fixed: boolean; imprisonmentId: string }[] }>(
      `${path}/rows?outcome=imported&size=200&page=${page}`,
    )
    for (const { fixed, imprisonmentId } of rows) {
      if (!fixed) continue
      const { prisoner } = await clerk.told<{ prisoner: Held }>(`/api/custody/prisoners/${imprisonmentId}`)
      held.push(prisoner)
    }
  }
  return held
}

/** Turns the pages of a list to a number, and finds the day in its row. */
async function pagesTo(clerk: Officer, number: string, day: string): Promise<void> {
  const whole = new RegExp(`(^|\\D)${number}(\\D|$)`)
  await clerk.page.getByRole('row').nth(1).waitFor()
  expect(await clerk.turnTo(whole)).toBe(true)
  await clerk.page.getByRole('row').filter({ hasText: whole }).getByText(clerk.day(day)).first().waitFor()
}
