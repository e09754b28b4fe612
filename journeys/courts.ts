import { expect } from 'vitest'
import { adjournmentReasons } from '../modules/courts/codes.ts'
import type { Officer } from './stage.ts'
import { ago, type Story } from './story.ts'

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

/**
 * Lists the case for today. On a day on which the courts are closed the screen doubts it, and the reader names the order by which
 * this court sits; so the story is told on every day of the week.
 */
export async function listsAHearing(reader: Officer, story: Story): Promise<void> {
  await reader.go(`/cases/${story.caseId}`)
  await reader.page.getByRole('link', { name: reader.say('courts:panel.list') }).click()
  await reader.page.waitForURL(new RegExp(`/courts/list/${story.caseId}$`))
  await reader.fill({ purpose: 'charge', onDate: ago(0).typed })
  await reader.look('list-a-hearing')
  await reader.button('courts:list.submit').click()
  const listed = reader.page.waitForURL(new RegExp(`/cases/${story.caseId}$`))
  const reason = reader.field('overrides.0.reason')
  await Promise.race([listed, reason.waitFor()])
  if ((await reason.count()) === 0) return
  await reader.look('list-on-a-closed-day')
  await reader.fill({ 'overrides.0.reason': 'سیشن جج کے حکم نمبر 812 کے تحت خصوصی اجلاس' })
  await reader.button('courts:list.submit').click()
  await listed
}

export async function seesTheCauseList(reader: Officer, story: Story): Promise<void> {
  await reader.go(`/courts/day?on=${ago(0).day}`)
  await reader.page.getByText(story.accused[story.language]).first().waitFor()
  await reader.look('cause-list')
}

/** Records that the case was put off because a witness did not come, and gives the day that the screen offers; returns it. */
export async function adjournsTheHearing(reader: Officer, story: Story): Promise<string> {
  await reader.go(`/courts/day?on=${ago(0).day}`)
  const line = reader.page.getByRole('listitem').filter({ hasText: story.fir })
  await line.getByRole('button', { name: reader.say('courts:day.record') }).click()
  await reader.pick('outcome', 'adjourned')
  await reader.fill({ reason: 'pw-absent' })
  const { suggested } = (await (await reader.page.request.get('/api/courts/day-list')).json()) as {
    suggested: string[]
  }
  const next = suggested[0] ?? ''
  await line.getByRole('button', { name: reader.day(next), exact: true }).click()
  await reader.fill({ 'next.purpose': 'prosecution-evidence' })
  await reader.look('hearing-outcome')
  await reader.button('courts:outcome.submit').click()
  await line.getByText(adjournmentReasons['pw-absent'][story.language]).first().waitFor()
  await line.getByText(reader.say('courts:day.next-date', { on: reader.day(next) })).waitFor()
  await reader.look('hearing-recorded')
  return next
}

/** A party to the case reads on its page what came of the hearing, and when it goes on. */
export async function readsTheNextDate(officer: Officer, story: Story, next: string): Promise<void> {
  await officer.goUntil(
    `/cases/${story.caseId}`,
    officer.say('courts:day.next-date', { on: officer.day(next) }),
  )
  await officer.page.getByText(adjournmentReasons['pw-absent'][story.language]).first().waitFor()
  await officer.look(`next-date-${officer.username.split('.')[0]}`)
}

/** After the judgment the day that was given is nobody's work any more. */
export async function seesTheDateWithdrawn(reader: Officer, story: Story, next: string): Promise<void> {
  await reader.go(`/courts/day?on=${next}`)
  const line = reader.page.getByRole('listitem').filter({ hasText: story.fir })
  await line.getByText(reader.say('courts:day.withdrawn')).waitFor()
  await reader.look('hearing-withdrawn')
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
