import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ruleWords } from '#kernel/law/contract'
import { type Language, Officer, openBrowser } from './stage.ts'

/** The legal calculator by the keyboard alone: a rule is looked for by a word of its name, in the language one types. */

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const typed: Record<Language, string> = { en: 'appeal bail', ur: 'اپیل' }

for (const language of ['en', 'ur'] satisfies Language[]) {
  test(`a rule is chosen and computed without a mouse, ${language}`, async () => {
    const officer = await Officer.signIn(browser, 'law.officer', language)
    const { page } = officer
    await officer.go('/law/calculator')
    const box = page.getByRole('combobox', { name: officer.say('law:calculator.rule') })
    const list = page.getByRole('listbox', { name: officer.say('law:calculator.rule') })
    const nameOf = (rule: string) => ruleWords[rule]![language]
    expect(await box.inputValue()).toBe(nameOf('sentence'))
    expect(await list.isVisible()).toBe(false)

    // Escape leaves the rule as it was, whatever was typed.
    await box.focus()
    await page.keyboard.press('ArrowDown')
    expect(await list.getByRole('option').count()).toBe(Object.keys(ruleWords).length)
    await officer.look('calculator-rules')
    await box.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.type('zzz')
    await page.getByText(officer.say('common:form.nothing-found')).waitFor()
    await page.keyboard.press('Escape')
    expect(await box.inputValue()).toBe(nameOf('sentence'))

    // Typing opens the list; the arrows move in it, Enter takes.
    await page.keyboard.type(typed[language])
    const found = list.getByRole('option')
    await found.first().waitFor()
    const words = await found.allInnerTexts()
    expect(words.length).toBeGreaterThan(0)
    expect(words.length).toBeLessThan(6)
    const at = words.findIndex((text) => text.trim() === nameOf('appeal-bail'))
    expect(at).toBeGreaterThanOrEqual(0)
    for (let step = 0; step < at; step += 1) await page.keyboard.press('ArrowDown')
    expect(
      await list
        .locator('[role=option][aria-selected=true]')
        .evaluate((option) => option.textContent?.trim()),
    ).toBe(nameOf('appeal-bail'))
    await officer.look('calculator-found')
    await page.keyboard.press('Escape')
    await box.focus()
    await page.keyboard.type(typed[language])
    for (let step = 0; step < at; step += 1) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await box.inputValue()).toBe(nameOf('appeal-bail'))
    await page.waitForURL(/rule=appeal-bail/)
    expect(await list.isVisible()).toBe(false)

    await officer.button('law:calculator.example').press('Enter')
    await officer.button('law:calculator.calculate').press('Enter')
    await officer.button('law:calculator.pdf').waitFor()
    await officer.look('calculator-answer')
    expect(officer.troubles, 'errors in the console').toEqual([])
  })
}
