import { expect } from 'vitest'
import type { Officer } from './stage.ts'
import { ago, type Story, typedDay } from './story.ts'

const day = 86_400_000

export async function ordersJudicialRemand(reader: Officer, story: Story): Promise<void> {
  await reader.go('/courts/applications')
  await reader.page.getByText(story.fir).first().waitFor()
  await reader.look('remand-applications')
  await reader.openRow(story.fir)
  await reader.page.waitForURL(/\/courts\/remand\//)
  const prison = await reader.unit('PRS-HYD-C')
  await reader.fill({ 'order.prisonId': prison.id })
  const next = await reader.field('order.nextDate').inputValue()
  expect(next).toMatch(/^\d{2}\/\d{2}\/\d{4}$/)
  await reader.look('remand-order')
  await reader.button('courts:remand.submit-judicial').click()
  await reader.page.waitForURL(new RegExp(`/cases/${story.caseId}$`))
  await reader.page.getByText(prison.name).first().waitFor()
}

/** Lists the case for the next day on which the court sits, and returns that day. */
export async function listsAHearing(reader: Officer, story: Story): Promise<string> {
  await reader.go(`/cases/${story.caseId}`)
  await reader.page.getByRole('link', { name: reader.say('courts:panel.list') }).click()
  await reader.page.waitForURL(new RegExp(`/courts/list/${story.caseId}$`))
  await reader.fill({ purpose: 'charge' })
  for (let ahead = 1; ahead <= 15; ahead++) {
    const on = new Date(Date.parse(ago(0).day) + ahead * day).toISOString().slice(0, 10)
    await reader.fill({ onDate: typedDay(on) })
    if (ahead === 1) await reader.look('list-a-hearing')
    await reader.button('courts:list.submit').click()
    const listed = reader.page.waitForURL(new RegExp(`/cases/${story.caseId}$`)).then(() => true)
    const closed = reader.page
      .getByRole('alert')
      .first()
      .waitFor()
      .then(() => false)
    if (await Promise.any([listed, closed])) return on
  }
  throw new Error('No court sits within fifteen days.')
}

export async function seesTheCauseList(reader: Officer, story: Story, on: string): Promise<void> {
  await reader.go(`/courts/day?on=${on}`)
  await reader.page.getByText(story.accused[story.language]).first().waitFor()
  await reader.look('cause-list')
}

/** Drafts a conviction for two days' simple imprisonment, one of which was spent in custody before; a silent judgment does not count it. */
export async function draftsTheJudgment(
  reader: Officer,
  story: Story,
  setOff: 'GRANTED' | 'SILENT',
): Promise<void> {
  await reader.go(`/cases/${story.caseId}`)
  await reader.page.getByRole('link', { name: reader.say('courts:panel.judgment') }).click()
  await reader.page.waitForURL(/\/courts\/judgment\//)
  await reader.fill({ verdict: 'convicted' })
  await reader.pick('charges.0.verdict', 'convicted')
  const sentence = 'charges.0.sentence'
  await reader.fill({ [`${sentence}.imprisonment`]: 'simple', [`${sentence}.term.days`]: '2' })
  await reader.pick(`${sentence}.setOff`, setOff)
  if (setOff === 'GRANTED')
    expect(await reader.field(`${sentence}.setOffCustody.0.from`).inputValue()).toBe(ago(23 * 60 + 50).typed)
  await reader.fill({ textUr: 'ملزم نے اقبالِ جرم کیا۔ جرم ثابت ہے۔' })
  await reader.look('judgment-form')
  await reader.button('courts:judgment.submit').click()
  await reader.page.getByText(reader.say('courts:judgment.state-draft')).first().waitFor()
  await reader.look('judgment-draft')
}

export async function signsTheJudgment(judge: Officer, story: Story): Promise<void> {
  await judge.go('/courts/judgments')
  await judge.page.getByText(story.fir).first().waitFor()
  await judge.look('judgments-to-sign')
  await judge.openRow(story.fir)
  await judge.button('courts:judgment.sign').click()
  await judge.confirm('courts:judgment.sign', { stepUp: true })
  await judge.page.getByText(judge.say('courts:judgment.state-signed')).first().waitFor()
  await judge.look('judgment-signed')
}

/** Answers the prison's question: the days before the judgment are set off. */
export async function grantsTheSetOff(judge: Officer, story: Story): Promise<void> {
  await judge.goUntil('/courts/references', story.fir)
  await judge.look('references')
  const question = judge.page.getByRole('listitem').filter({ hasText: story.fir })
  await question.getByRole('button', { name: judge.say('courts:references.answer') }).click()
  await judge.pick('answer.order', 'GRANTED')
  expect(await judge.field('answer.custody.0.from').inputValue()).toBe(ago(23 * 60 + 50).typed)
  await judge.look('reference-answer')
  await judge.button('courts:references.submit').click()
  await expect.poll(() => question.count()).toBe(0)
}
