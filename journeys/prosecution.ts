import { expect } from 'vitest'
import { defects } from '#modules/prosecution/contract'
import type { Officer } from './stage.ts'
import type { Story } from './story.ts'

const found = ['site-plan-missing', 'papers-missing'] as const

async function receives(prosecutor: Officer, story: Story, name: string): Promise<void> {
  await prosecutor.go('/prosecution/challans')
  await prosecutor.page.getByText(story.fir).first().waitFor()
  await prosecutor.look(name)
  await prosecutor.openRow(story.fir)
  await prosecutor.button('prosecution:scrutiny.receive').click()
  await prosecutor.button('prosecution:scrutiny.file').waitFor()
}

export async function returnsTheChallan(prosecutor: Officer, story: Story): Promise<void> {
  await receives(prosecutor, story, 'scrutiny-queue')
  await prosecutor.button('prosecution:scrutiny.return').click()
  for (const code of found)
    await prosecutor.page.getByLabel(defects[code].text[story.language], { exact: true }).check()
  await prosecutor.look('challan-return')
  await prosecutor.button('prosecution:scrutiny.return').last().click()
  await prosecutor.confirm('prosecution:scrutiny.return')
  await prosecutor.page.getByText(prosecutor.say('prosecution:state.returned')).first().waitFor()
  for (const code of found)
    await expect
      .poll(() => prosecutor.page.getByText(defects[code].text[story.language]).count())
      .toBeGreaterThan(0)
}

export async function filesInCourt(prosecutor: Officer, story: Story): Promise<void> {
  await receives(prosecutor, story, 'scrutiny-queue-again')
  await prosecutor.button('prosecution:scrutiny.file').click()
  const court = prosecutor.page.getByLabel(prosecutor.say('prosecution:scrutiny.court'))
  await court.waitFor()
  await court.selectOption((await prosecutor.unit('CRT-HYD-JM1')).id)
  await prosecutor.look('challan-file')
  await prosecutor.button('prosecution:scrutiny.file').last().click()
  await prosecutor.confirm('prosecution:scrutiny.file')
  await prosecutor.page.getByText(prosecutor.say('prosecution:state.fit')).first().waitFor()
  await prosecutor.look('scrutiny-filed')
}
