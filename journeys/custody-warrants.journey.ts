import type { Browser } from 'playwright-core'
import { encode } from 'uqr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Officer, openBrowser } from './stage.ts'
import { ago, Company } from './story.ts'

/**
 * A warrant on paper: its scan beside the form, the code of a paper read out of a picture, a second officer who reads the scan
 * without what was typed, and a third who settles where both differ.
 */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** A page as a phone photographs it: words, and the square if it has one. */
async function pageOf(officer: Officer, lines: readonly string[], code?: string): Promise<Buffer> {
  const square = code === undefined ? [] : encode(code, { ecc: 'M', border: 0 }).data
  const url = await officer.page.evaluate(
    ({ words, modules }) => {
      const canvas = document.createElement('canvas')
      canvas.width = 820
      canvas.height = 1060
      const context = canvas.getContext('2d')
      if (context === null) throw new Error('No canvas')
      context.fillStyle = '#f4f0e4'
      context.fillRect(0, 0, 820, 1060)
      context.fillStyle = '#222'
      context.font = '26px serif'
      for (const [at, line] of words.entries()) context.fillText(line, 60, 110 + at * 54)
      context.translate(560, 780)
      context.rotate(0.06)
      for (const [y, row] of modules.entries())
        for (const [x, dark] of row.entries()) if (dark) context.fillRect(x * 5, y * 5, 5, 5)
      return canvas.toDataURL('image/png')
    },
    { words: lines, modules: square },
  )
  return Buffer.from(url.split(',')[1]!, 'base64')
}

interface Rows<Row> {
  readonly rows: readonly Row[]
}

for (const language of ['en', 'ur'] as const) {
  describe(`warrants on paper, in ${language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    let prisoner = { id: '', number: '' }
    let warrantId = ''
    beforeAll(() => {
      company = new Company(browser, language)
    })
    afterAll(() => company.leave())

    test('the paper stands beside the form, and a code on it is read out of the picture: a robkar is no warrant', async () => {
      const clerk = await company.call('admissions.hyd')
      const { page } = clerk
      const { rows } = await clerk.told<Rows<{ id: string; number: string }>>(
        '/api/custody/prisoners?category=under-trial&size=20',
      )
      prisoner = rows[language === 'en' ? 8 : 9]!
      await clerk.go(`/custody/prisoners/${prisoner.id}/warrant`)
      const add = () => page.locator('input[type=file]').last()
      await add().setInputFiles({
        name: 'robkar.png',
        mimeType: 'image/png',
        buffer: await pageOf(
          clerk,
          ['ROBKAR'],
          'mizan:robkar:0190a0de-0000-7000-8000-000000000001:ABCD-EFGH-JKMN',
        ),
      })
      await page.getByText(clerk.say('custody-warrants:code.robkar')).waitFor()
      await add().setInputFiles({
        name: 'warrant.png',
        mimeType: 'image/png',
        buffer: await pageOf(clerk, [
          'WARRANT OF COMMITMENT',
          'Sections: 392 PPC',
          `Prisoner: ${prisoner.number}`,
        ]),
      })
      await page.getByText(clerk.say('custody-warrants:code.none')).waitFor()
      await page
        .getByRole('button', { name: clerk.say('custody-warrants:scan.leave') })
        .first()
        .click()
      await clerk.fill({
        'paper.reason': language === 'en' ? 'By hand from the court' : 'دستی، عدالت سے',
        'paper.firNumber': '311',
        'paper.firYear': ago(0).day.slice(0, 4),
        'paper.sections': '302 PPC',
        'paper.issuedOn': ago(0).typed,
      })
      await clerk.look('warrant-paper')
      if (language === 'ur') {
        await page.setViewportSize({ width: 390, height: 844 })
        await clerk.look('warrant-paper-phone')
        await page.setViewportSize({ width: 1280, height: 900 })
      }
      await clerk.button('custody:warrant.receive').click()
      await page.waitForURL(/\/custody\/prisoners\/[0-9a-f-]{36}$/)
      const papers = await clerk.told<Rows<{ warrantId: string; readBack: string }>>(
        `/api/custody/prisoners/${prisoner.id}/warrant-papers`,
      )
      expect(papers.rows.at(-1)?.readBack).toBe('due')
      warrantId = papers.rows.at(-1)!.warrantId
    })

    test('a second officer reads the scan blind; where both differ a third settles it', async () => {
      const deputy = await company.call('deputy.hyd')
      await deputy.go('/custody/warrants')
      await deputy.look('warrants-to-read-back')
      await deputy.go(`/custody/warrants/${warrantId}`)
      await deputy.page.getByText(deputy.say('custody-warrants:person.same')).click()
      await deputy.page.getByText(deputy.say('custody-warrants:kind.remand'), { exact: true }).click()
      await deputy.fill({
        'read.firNumber': '311',
        'read.firYear': ago(0).day.slice(0, 4),
        'read.sections': '392 PPC',
        'read.issuedOn': ago(0).typed,
      })
      await deputy.look('warrant-read-back')
      await deputy.button('custody-warrants:page.send').click()
      await deputy.page.getByText('302 PPC').waitFor()

      const superintendent = await company.call('superintendent.hyd')
      const { page } = superintendent
      await superintendent.go(`/custody/warrants/${warrantId}`)
      await page.getByRole('radio', { name: /392 PPC/ }).click()
      await superintendent.fill({ reason: language === 'en' ? 'The paper says 392' : 'کاغذ پر 392 درج ہے' })
      await superintendent.look('warrant-differs')
      await page
        .locator('form')
        .getByRole('button', { name: superintendent.say('custody-warrants:settle.act') })
        .click()
      await page.getByText(superintendent.say('custody-warrants:settle.right')).waitFor()
      await superintendent.go(`/custody/prisoners/${prisoner.id}`)
      await page.getByText('392 PPC').first().waitFor()
      await superintendent.look('warrant-papers-panel')
    })
  })
}
