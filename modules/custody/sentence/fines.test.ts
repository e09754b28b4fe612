import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'

let here: World
beforeAll(async () => {
  here = await world()
})
afterAll(() => here.drop())

test('money paid towards a fine is entered against its sentence, never more than is left, and moves the date', async () => {
  const clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  const deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  const { imprisonmentId } = await clerk.insist(
    contract.admitPrisoner,
    aPaperAdmission({
      category: 'convict',
      paper: {
        kind: 'conviction',
        issuedOn: '2026-03-01',
        sentence: {
          term: { years: 2 },
          setOff: 'REFUSED',
          fineAmount: 20_000,
          fineDefault: { months: 2 },
        },
      },
    }),
  )
  const page = () => deputy.call(contract.getPrisoner, { id: imprisonmentId })
  const before = await page()
  const fine = before.fines![0]!
  expect(before.fines).toMatchObject([{ amount: 20_000, paid: 0, sentencedOn: '2026-03-01' }])
  const pay = (amount: number, sentenceId = fine.sentenceId) =>
    deputy.call(contract.payFineEntry, {
      imprisonmentId,
      sentenceId,
      amount,
      paidOn: '2026-04-01',
      receipt: 'T-118',
    })
  await expect(pay(20_001)).rejects.toThrow(/custody.fine-overpaid/)
  await expect(pay(100, 'another')).rejects.toThrow(/not-found/)
  await pay(15_000)
  await expect(pay(5_001)).rejects.toThrow(/custody.fine-overpaid/)
  await pay(5_000)
  const after = await page()
  expect(after.fines).toMatchObject([{ amount: 20_000, paid: 20_000 }])
  expect(after.releaseDates[0]!.dueRelease < before.releaseDates[0]!.dueRelease).toBe(true)
  expect(after.releaseDates[0]!.reason).toBe('fine-paid')
})
