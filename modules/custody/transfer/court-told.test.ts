import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../../../app/testing.ts'
import { loadProvince } from '../../../tools/seed/load/load-province.ts'
import { yesterday } from '../../../tools/seed/today.ts'
import * as contract from '../contract.ts'
import { custodyOfCase, imprisonmentOf } from '../prisoners/custody-of.ts'

/** The demo's own transfer on the road, with cases that courts and prosecution follow. */
let here: World
beforeAll(async () => {
  here = await world()
  await loadProvince(here.database.url, {
    cases: 400,
    seed: 7,
    today: yesterday(),
    onProgress: () => undefined,
  })
}, 180_000)
afterAll(() => here?.drop())

test('once taken over, the court of the case and both prisons’ lists say where the accused is', async () => {
  const { rows } = await here.database.owner.pool.query<{
    id: string
    party_id: string
    case_id: string
    warrant_id: string
    court: string
    next: string
    from: string
    to: string
    cash: number
  }>(`select t.id, w.party_id, w.case_id, w.id as warrant_id, c.code as court, w.next_production as next, f.code as from, o.code as to, t.cash
      from custody.transfer t join custody.warrant w on w.imprisonment_id = t.imprisonment_id and w.state = 'in-force' and w.party_id is not null
      join units.unit c on c.id = w.court_id join units.unit f on f.id = t.prison_id join units.unit o on o.id = t.to_prison_id
     where t.state = 'on-road' order by w.next_production is null, t.id limit 1`)
  const one = rows[0]!
  const clerk = await here.someone('prison-admissions-officer', one.to)
  const sender = await here.someone('superintendent', one.from)
  const court = await here.someone('court-reader', one.court)
  const told = () => court.act((tx) => imprisonmentOf(tx, one.party_id))
  const before = await told()
  expect(before).toMatchObject({ prisonId: await here.unitId(one.from), state: 'in' })

  const page = await clerk.call(contract.getTransfer, { id: one.id })
  await clerk.call(contract.checkArrivalIdentity, { id: one.id, outcome: 'same', compared: ['photograph'] })
  const over = await clerk.call(contract.acceptTransfer, {
    id: one.id,
    seals: page.checklist!.bags.map((bag) => bag.seal ?? ''),
    cash: 0,
    file: true,
    warrants: true,
    medicine: true,
  })
  expect(over.differences).toBe(0)
  await here.react()

  expect(await told()).toMatchObject({
    prisonId: await here.unitId(one.to),
    number: over.number,
    state: 'in',
  })
  const inCase = await court.act((tx) => custodyOfCase(tx, one.case_id))
  expect(inCase.rows.filter((row) => row.partyId === one.party_id && row.state === 'in')).toHaveLength(1)
  const seen = await clerk.call(contract.getPrisoner, { id: over.imprisonmentId })
  expect(seen.timeline.map((entry) => entry.kind)).toContain('custody.transferred')
  for (const who of [clerk, sender]) expect((await who.call(contract.verifyChain, {})).flaws).toEqual([])
  if (one.next !== null) {
    const listed = async (who: typeof clerk) =>
      (await who.call(contract.listProductions, { on: one.next })).courts
        .flatMap((each) => each.rows)
        .some((row) => row.warrantId === one.warrant_id)
    expect([await listed(clerk), await listed(sender)]).toEqual([true, false])
  }
})
