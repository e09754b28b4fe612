import { expect } from 'vitest'
import type { Officer } from './stage.ts'
import type { Company } from './story.ts'

/** Longer than the minute after which new records are compared with the registry. */
const untilCompared = 100_000

/** Who has given the second factor in this story: it stays fresh for longer than a story takes. */
const steppedUp = new WeakSet<Officer>()

/** Proposes on a person's page that someone shown there as a possible duplicate is the same person, or is not. */
export async function proposesOnPage(
  reviewer: Officer,
  personId: string,
  other: string,
  kind: 'merge' | 'reject-pair',
  reason: string,
): Promise<void> {
  await reviewer.go(`/people/${personId}`)
  const twin = reviewer.page
    .getByRole('listitem')
    .filter({ has: reviewer.page.locator(`a[href$="/people/${other}"]`) })
  await twin.waitFor()
  await reviewer.look(`duplicates-${kind}`)
  await twin.getByRole('button', { name: reviewer.say(`people:act.${kind}`), exact: true }).click()
  await reviewer.page.getByRole('dialog').getByRole('textbox').fill(reason)
}

/** Sends a proposal whose reason is written. */
export async function sends(reviewer: Officer): Promise<void> {
  await reviewer.confirm('people:act.propose')
}

/** Proposes to undo the last merge of a person, on the person's page. */
export async function proposesToUndo(reviewer: Officer, personId: string, reason: string): Promise<void> {
  await reviewer.go(`/people/${personId}`)
  await reviewer.page.getByText(reviewer.say('people:decisions.of-person')).click()
  await reviewer.button('people:act.split').click()
  await reviewer.look('undo-a-merge')
  await reviewer.confirm('people:act.propose', { reason })
}

/** Opens the decision with these words for its reason, in the list of one state, and approves it. */
export async function approves(
  officer: Officer,
  state: 'proposed' | 'held',
  reason: string,
  picture: string,
): Promise<void> {
  await officer.go(`/people/decisions?state=${state}`)
  await opensDetailsWith(officer, reason)
  await officer.look(picture)
  await officer.button('people:act.approve').click()
  await officer.confirm('people:act.approve', { stepUp: !steppedUp.has(officer) })
  steppedUp.add(officer)
}

/** Opens the rows of the table on the page until one shows these words in its details. */
async function opensDetailsWith(officer: Officer, words: string): Promise<void> {
  const rows = officer.page.getByRole('button', { name: officer.say('common:table.details') })
  await rows.first().waitFor()
  for (let at = 0; at < (await rows.count()); at += 1) {
    await rows.nth(at).click()
    if ((await officer.page.getByText(words).count()) > 0) return
    await rows.nth(at).click()
  }
  throw new Error(`No row says: ${words}`)
}

/** Two officers decide; where a legal date would change a law officer lets it take effect. */
export async function isDecided(
  company: Company,
  reason: string,
  held: boolean,
  picture: string,
): Promise<void> {
  await approves(await company.call('reviewer2'), 'proposed', reason, `${picture}-second-officer`)
  if (held) await approves(await company.call('law.officer'), 'held', reason, `${picture}-held`)
}

/** Waits until the registry has put a pair of these names before its reviewers. */
export async function findsInReview(reviewer: Officer, name: string): Promise<void> {
  await expect.poll(() => isInReview(reviewer, name), { timeout: untilCompared, interval: 3_000 }).toBe(true)
}

/** Whether the review queue asks about somebody of this name, on any of its pages. */
export async function isInReview(reviewer: Officer, name: string): Promise<boolean> {
  await reviewer.go('/people/review')
  return reviewer.turnTo(name)
}

/**
 * Opens the pair of these names in the queue, looks at what speaks for and against, and proposes. Pairs found meanwhile may
 * have pushed it to another page, so that it is looked for again.
 */
export async function proposesInQueue(
  reviewer: Officer,
  name: string,
  kind: 'merge' | 'reject-pair',
  reason: string,
): Promise<void> {
  const row = reviewer.page.getByRole('row').filter({ hasText: name }).first()
  await row.focus()
  await reviewer.page.keyboard.press('Enter')
  await reviewer.button(`people:act.${kind}`).waitFor()
  await reviewer.look(`review-${kind}`)
  await reviewer.button(`people:act.${kind}`).click()
  await reviewer.confirm('people:act.propose', { reason })
  expect(await isInReview(reviewer, name)).toBe(true)
  await row.getByText(reviewer.say('people:review.proposed'), { exact: true }).waitFor()
}
