import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as courts from './courts.ts'
import * as police from './police.ts'
import * as prison from './prison.ts'
import * as prosecution from './prosecution.ts'
import { openBrowser } from './stage.ts'
import { ago, Company, type Story } from './story.ts'

/**
 * The main job, A to Z: a case is registered, investigated, prosecuted and tried, the accused is admitted to prison, sentenced and
 * released, on screen, by the people whose job each step is. Once in English, where the judgment grants set-off, and once in Urdu,
 * where it is silent and the prison asks the court.
 */
const stories: readonly (Story & { readonly setOff: 'GRANTED' | 'SILENT' })[] = [
  {
    language: 'en',
    setOff: 'GRANTED',
    accused: { en: 'Dilawar Channar', ur: 'دلاور چنڑ' },
    complainant: { en: 'Sughra Parveen', ur: 'صغریٰ پروین' },
    fir: '',
    caseId: '',
    prisonerUrl: '',
    number: '',
  },
  {
    language: 'ur',
    setOff: 'SILENT',
    accused: { en: 'Manzoor Bhatti', ur: 'منظور بھٹی' },
    complainant: { en: 'Rehmat Ali', ur: 'رحمت علی' },
    fir: '',
    caseId: '',
    prisonerUrl: '',
    number: '',
  },
]

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

for (const story of stories) {
  describe(`from FIR to release, in ${story.language === 'en' ? 'English' : 'Urdu'}`, () => {
    let company: Company
    let nextDate = ''
    beforeAll(() => {
      company = new Company(browser, story.language)
    })
    afterAll(() => company.leave())

    test('the registrar registers the FIR', async () => {
      await police.registersTheFir(await company.call('registrar.hyd'), story)
    })

    test('the investigating officer arrests and produces the accused', async () => {
      const officer = await company.call('io.hyd')
      await police.arrests(officer, story)
      await police.producesForRemand(officer, story)
    })

    test('the court remands the accused to prison', async () => {
      await courts.ordersJudicialRemand(await company.call('reader.hyd'), story)
    })

    test('the prison admits the person it was told to expect', async () => {
      const clerk = await company.call('admissions.hyd')
      await prison.admitsThePrisoner(clerk, story)
      await prison.opensTheProofOfBail(clerk, story)
    })

    test('another prison finds nothing of this person', async () => {
      await prison.knowsNothing(await company.call('admissions.khi'), story)
    })

    test('the challan is returned with defects, cured, and filed in court', async () => {
      const officer = await company.call('io.hyd')
      const prosecutor = await company.call('prosecutor.hyd')
      await police.submitsTheChallan(officer, story)
      await prosecution.returnsTheChallan(prosecutor, story)
      await police.curesTheDefects(officer, story)
      await prosecution.filesInCourt(prosecutor, story)
    })

    test('a hearing is listed, and the prison has it on its production list', async () => {
      const reader = await company.call('reader.hyd')
      await courts.listsAHearing(reader, story)
      await courts.seesTheCauseList(reader, story)
      await prison.seesTheProduction(await company.call('admissions.hyd'), story, ago(0).day)
    })

    test('the accused is sent to court and comes back; the outcome and its reason are recorded', async () => {
      await prison.producesInCourt(await company.call('gate.hyd'), story)
      nextDate = await courts.adjournsTheHearing(await company.call('reader.hyd'), story)
    })

    test('the next date is with the prison and the prosecution', async () => {
      await prison.seesTheProduction(await company.call('admissions.hyd'), story, nextDate)
      await courts.readsTheNextDate(await company.call('prosecutor.hyd'), story, nextDate)
      await courts.readsTheNextDate(await company.call('admissions.hyd'), story, nextDate)
    })

    test('the reader drafts the judgment and the judge signs it; silence in it is asked about', async () => {
      await courts.draftsTheJudgment(await company.call('reader.hyd'), story, story.setOff)
      const judge = await company.call('judge.hyd')
      await courts.signsTheJudgment(judge, story)
      if (story.setOff === 'GRANTED') return
      await prison.seesTheQuestion(await company.call('deputy.hyd'), story)
      await courts.grantsTheSetOff(judge, story)
    })

    test('the decided case is withdrawn from the lists of the court and the prison', async () => {
      await courts.seesTheDateWithdrawn(await company.call('reader.hyd'), story, nextDate)
      await prison.seesNoProduction(await company.call('admissions.hyd'), story, nextDate)
    })

    test('two officers stand for the date of release', async () => {
      const deputy = await company.call('deputy.hyd')
      await prison.standsForTheDate(deputy, story)
      await prison.mayNotConfirmOwn(deputy, story)
      await prison.confirmsTheDate(await company.call('superintendent.hyd'), story)
    })

    test('the person leaves through the gate', async () => {
      await prison.proposesTheRelease(await company.call('deputy.hyd'), story)
      await prison.approvesTheRelease(await company.call('superintendent.hyd'), story)
      await prison.letsOut(await company.call('gate.hyd'), story)
    })

    test('every agency sees the same end', async () => {
      for (const username of ['registrar.hyd', 'prosecutor.hyd', 'reader.hyd', 'deputy.hyd']) {
        const officer = await company.call(username)
        await officer.go(`/cases/${story.caseId}`)
        await officer.page.getByText(officer.say('cases:custody.released'), { exact: true }).first().waitFor()
        await officer.look(`case-at-the-end-${username.split('.')[0]}`)
        const told = await officer.page.getByRole('alert').allTextContents()
        const withheld = [1, 2, 3, 4, 5].some((count) =>
          told.includes(officer.say('cases:withheld', { count })),
        )
        expect(withheld, `${username} is told what is withheld`).toBe(username === 'deputy.hyd')
      }
    })
  })
}
