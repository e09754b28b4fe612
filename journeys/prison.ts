import { expect } from 'vitest'
import { type Officer, whole } from './stage.ts'
import { ago, type Story } from './story.ts'

export async function admitsThePrisoner(clerk: Officer, story: Story): Promise<void> {
  await clerk.goUntil('/custody/arrivals', story.fir)
  await clerk.look('arrivals')
  await clerk.openRow(story.fir)
  await clerk.page.waitForURL(/\/custody\/admissions\/new/)
  // Who may have been here before is searched from the name on the warrant, before anything is typed.
  await clerk.page.getByText(clerk.say('people:entry.waiting')).waitFor({ state: 'detached' })
  const nobody = clerk.page.getByRole('radio', { name: clerk.say('people:entry.none-of-these') })
  if ((await nobody.count()) > 0) await nobody.check()
  await clerk.fill({ 'person.age': '31' })
  await clerk.fill({
    cash: '350',
    'property.0.bagNumber': '1042',
    'property.0.description': 'گھڑی',
  })
  await clerk.button('custody:injury.add').click()
  await clerk.fill({ 'injuries.0.region': 'left-arm', 'injuries.0.kind': 'bruise' })
  await clerk.look('admission-form')
  await clerk.button('custody:admission.submit').click()
  await clerk.page.waitForURL(/\/custody\/prisoners\/[0-9a-f-]{36}$/)
  story.prisonerUrl = new URL(clerk.page.url()).pathname
  await clerk.page.getByText(clerk.say('custody:prisoner.spans')).waitFor()
  story.number =
    (await clerk.page
      .getByText(/^\d+\/\d{4}$/)
      .first()
      .textContent()) ?? ''
  await clerk.look('prisoner')
}

/** The day on which bail becomes a right, with how it was found. */
export async function opensTheProofOfBail(clerk: Officer, story: Story): Promise<void> {
  await clerk.go(story.prisonerUrl)
  await clerk.page
    .getByRole('button', { name: clerk.say('common:deadline.proof') })
    .or(clerk.page.getByTitle(clerk.say('common:deadline.proof')))
    .first()
    .click()
  await clerk.page
    .getByRole('dialog')
    .getByText(/s\.497/)
    .first()
    .waitFor()
  await clerk.look('bail-proof')
  await clerk.page.keyboard.press('Escape')
}

/** Nothing in another prison tells that this person exists. */
export async function knowsNothing(stranger: Officer, story: Story): Promise<void> {
  await stranger.go(story.prisonerUrl)
  await stranger.page.getByText(stranger.say('common:refusal.not-found')).first().waitFor()
  await stranger.look('other-prison-not-found')
  await stranger.go('/custody/prisoners')
  await stranger.page.getByRole('searchbox').first().fill(story.accused[story.language])
  await stranger.page.getByText(stranger.say('common:table.empty-filtered')).first().waitFor()
  // Whoever sounds alike and is of this prison may be offered; this person is not.
  const offered = await stranger.palette(story.accused.ur)
  expect(await offered.filter({ hasText: story.accused[story.language] }).count()).toBe(0)
  await stranger.page.keyboard.press('Escape')
}

/** The day's production list has the person without a name typed again. */
export async function seesTheProduction(officer: Officer, story: Story, on: string): Promise<void> {
  await officer.goUntil(`/custody/productions?on=${on}`, story.accused[story.language])
  await officer.page.locator(`main a[href="${story.prisonerUrl}"]`).first().waitFor()
  await officer.look(on === ago(0).day ? 'production-list' : 'production-list-next-date')
}

/** The gate sends the person to court and takes them back. */
export async function producesInCourt(gate: Officer, story: Story): Promise<void> {
  await gate.go(`/custody/productions?on=${ago(0).day}`)
  // By the link to the prisoner: another's FIR may have the number that this one has in the prison.
  const row = gate.page
    .getByRole('listitem')
    .filter({ has: gate.page.locator(`a[href="${story.prisonerUrl}"]`) })
  await row.getByRole('button', { name: gate.say('custody:productions.not-sent') }).click()
  // Passing over the reasons by keyboard records none of them.
  await row.getByRole('combobox').focus()
  for (const _ of [1, 2]) await gate.page.keyboard.press('ArrowDown')
  await gate.look('production-why-not')
  await row.getByRole('button', { name: gate.say('common:act.cancel') }).click()
  await row.getByRole('button', { name: gate.say('custody:productions.sent') }).click()
  const back = row.getByRole('button', { name: gate.say('custody:productions.returned') })
  await back.waitFor()
  await gate.look('production-out')
  await back.click()
  await row.getByText(gate.say('custody:productions.back')).waitFor()
  await gate.look('production-back')
}

/** Once the case is decided nobody is sent for its next date. */
export async function seesNoProduction(officer: Officer, story: Story, on: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await officer.go(`/custody/productions?on=${on}`)
        // By the link to the prisoner: another's FIR may have the number that this one has in the prison.
        return officer.page.locator(`main a[href="${story.prisonerUrl}"]`).count()
      },
      { timeout: 30_000, interval: 1_000 },
    )
    .toBe(0)
  await officer.look('production-list-after-judgment')
}

/** The silent judgment: what the date would be is shown, and that the court was asked. */
export async function seesTheQuestion(officer: Officer, story: Story): Promise<void> {
  await officer.goUntil(`${story.prisonerUrl}/release-date`, officer.say('custody:date.asked'))
  await officer.look('release-date-silent')
}

export async function standsForTheDate(deputy: Officer, story: Story): Promise<void> {
  const today = deputy.day(ago(0).day)
  await deputy.goUntil(`${story.prisonerUrl}/release-date`, today)
  await deputy.page.getByText(deputy.say('custody:date.agreed')).first().waitFor()
  await deputy.look('release-date-computed')
  await deputy.button('custody:date.propose').click()
  await deputy.confirm('custody:date.propose')
  await deputy.page.getByText(deputy.say('custody:date-state.proposed')).first().waitFor()
}

/** The officer who stood for the date is told that another must confirm it. */
export async function mayNotConfirmOwn(officer: Officer, story: Story): Promise<void> {
  await officer.go(`${story.prisonerUrl}/release-date`)
  await officer.page.getByText(officer.say('custody:date.own')).waitFor()
  expect(await officer.button('custody:date.confirm').count()).toBe(0)
}

export async function confirmsTheDate(superintendent: Officer, story: Story): Promise<void> {
  await superintendent.go(`${story.prisonerUrl}/release-date`)
  await superintendent.button('custody:date.confirm').click()
  await superintendent.confirm('custody:date.confirm', { stepUp: true })
  await superintendent.page.getByText(superintendent.say('custody:date-state.confirmed')).first().waitFor()
  await superintendent.look('release-date-confirmed')
}

export async function proposesTheRelease(deputy: Officer, story: Story): Promise<void> {
  await deputy.go('/custody/release-diary')
  await deputy.page.getByText(whole(story.number)).first().waitFor()
  await deputy.look('release-diary')
  await deputy.openRow(whole(story.number))
  await deputy.page.getByText(deputy.say('custody:release.clear')).first().waitFor()
  await deputy.look('gate-check')
  await deputy.button('custody:release.propose').click()
  await deputy.confirm('custody:release.propose')
  await deputy.page.getByText(deputy.say('custody:release-state.proposed')).first().waitFor()
}

export async function approvesTheRelease(superintendent: Officer, story: Story): Promise<void> {
  await superintendent.go(`${story.prisonerUrl}/release`)
  await superintendent.button('custody:release.approve').click()
  await superintendent.confirm('custody:release.approve')
  await superintendent.page.getByText(superintendent.say('custody:release-state.approved')).first().waitFor()
  await superintendent.look('release-approved')
}

/** On a phone at the gate. */
export async function letsOut(gate: Officer, story: Story): Promise<void> {
  await gate.page.setViewportSize({ width: 390, height: 844 })
  await gate.go('/custody/gate')
  // The person stands on the gate's page twice: among those who leave, and among today's productions.
  const open = gate.page
    .getByRole('listitem')
    .filter({ has: gate.page.getByText(whole(story.number)) })
    .getByRole('button', { name: gate.say('custody:gate.open') })
  await open.waitFor()
  await gate.look('gate-phone')
  await open.click()
  await gate.page.waitForURL(/\/release$/)
  await comparesAtTheGate(gate, 'same')
  await gate.button('custody:release.let-out').waitFor()
  await gate.look('let-out-phone')
  await gate.button('custody:release.let-out').click()
  await gate.confirm('custody:release.let-out')
  await gate.page.getByText(gate.say('custody:state.released'), { exact: true }).first().waitFor()
  await gate.look('left-phone')
}

/** Whoever stands at the gate is compared with the register, on the page of a release. */
export async function comparesAtTheGate(
  gate: Officer,
  outcome: 'same' | 'not-same',
  note?: string,
): Promise<void> {
  await gate.field('by.photograph').check()
  await gate.field('by.answers').check()
  await gate.pick('outcome', outcome)
  if (note !== undefined) await gate.fill({ note })
  await gate.button('custody-identity-check:submit').click()
  const found = outcome === 'same' ? 'known' : 'mistaken'
  await gate.page.getByText(gate.say(`custody-identity-check:standing.${found}`)).waitFor()
}
