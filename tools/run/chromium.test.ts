import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { chromium as playwright } from 'playwright-core'
import { expect, test } from 'vitest'
import { chromium } from './chromium.ts'

test('the Chromium from npm starts, loads a page and runs its script', async () => {
  const browser = await playwright.launch(await chromium())
  try {
    const page = await browser.newPage()
    await page.goto('data:text/html;charset=utf-8,<title>میزان</title><p id=sum></p>')
    expect(await page.title()).toBe('میزان')
    expect(await page.evaluate(() => [1, 2, 3].reduce((sum, value) => sum + value))).toBe(6)
  } finally {
    await browser.close()
  }
})

test('it runs on the system libraries that the package carries, for machines that lack them', async () => {
  const { executablePath, args, env } = await chromium()
  const libraries = join(dirname(executablePath), 'al2023', 'lib')
  expect(readdirSync(libraries)).toEqual(
    expect.arrayContaining(['libnss3.so', 'libnspr4.so', 'libexpat.so.1']),
  )
  const browser = await playwright.launch({
    executablePath,
    args,
    env: { ...env, LD_LIBRARY_PATH: libraries },
  })
  try {
    const page = await browser.newPage()
    await page.goto('data:text/html,<title>bare</title>')
    expect(await page.title()).toBe('bare')
  } finally {
    await browser.close()
  }
})
