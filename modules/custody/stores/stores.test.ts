import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as custody from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import * as assets from './assets-contract.ts'
import * as contract from './contract.ts'
import * as rations from './rations-contract.ts'

let here: World
let keeper: Someone
let deputy: Someone
let guard: Someone
let superintendent: Someone
let clerk: Someone
let today: string

beforeAll(async () => {
  here = await world()
  keeper = await here.someone('store-keeper', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  guard = await here.someone('chief-warder', 'PRS-HYD-C')
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  today = (await owner<{ day: string }>(`select workflow.today() as day`))[0]!.day
}, 120_000)
afterAll(() => here.drop())

async function owner<T extends object>(query: string, values: unknown[] = []): Promise<T[]> {
  return (await here.database.owner.pool.query<T>(query, values)).rows
}
const dayAfter = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)
const item = async (
  code: string,
  more: { good?: (typeof contract.goods)[number]; unit?: 'kg' | 'litre' | 'piece' } = {},
) =>
  (
    await keeper.call(contract.addStoreItem, {
      code,
      nameEn: code,
      nameUr: code,
      category: 'ration',
      unit: 'kg',
      minimum: 50,
      ...more,
    })
  ).id
const receive = async (
  storeItemId: string,
  number: string,
  quantity: number,
  more: { expiresOn?: string; price?: number } = {},
) =>
  (
    await keeper.call(contract.receiveStock, {
      storeItemId,
      number,
      supplier: 'Mill',
      paper: `Challan ${number}`,
      quantity,
      ...more,
    })
  ).lotId

/** Whatever happened: every lot is the sum of its ledger and none below zero, and each entry says what was left after it. */
async function bookIsSound(): Promise<void> {
  expect(
    await owner(`select l.id as what from custody.store_lot l where l.quantity < 0
        or l.quantity <> (select coalesce(sum(e.quantity), 0) from custody.store_entry e where e.lot_id = l.id)
      union all select e.lot_id from (select lot_id, left_after, sum(quantity) over (partition by lot_id order by entered_at, id) as sum from custody.store_entry) e
        where e.left_after <> e.sum`),
  ).toEqual([])
}

describe('the stores', () => {
  test('issue what expires first, never what has expired, and never more than there is', async () => {
    const flour = await item('FLOUR')
    await receive(flour, 'late', 40, { expiresOn: dayAfter(60) })
    await receive(flour, 'soon', 30.5, { expiresOn: dayAfter(10) })
    const old = await receive(flour, 'old', 25, { expiresOn: today })
    await owner(`update custody.store_lot set expires_on = workflow.today() - 1 where id = $1`, [old])
    expect(
      await keeper.call(contract.issueStock, { storeItemId: flour, quantity: 31, party: 'Kitchen' }),
    ).toEqual({
      lots: [
        { lot: 'soon', quantity: 30.5 },
        { lot: 'late', quantity: 0.5 },
      ],
      stock: 64.5,
    })
    await expect(
      keeper.call(contract.issueStock, { storeItemId: flour, quantity: 40, party: 'Kitchen' }),
    ).rejects.toThrow(/not-enough.*39\.5/)
    // Nobody goes round the proposal either.
    await expect(
      owner(
        `insert into custody.store_entry (jurisdiction, prison_id, item_id, lot_id, kind, quantity, party)
        select jurisdiction, prison_id, item_id, id, 'issue', -1, 'x' from custody.store_lot where id = $1`,
        [old],
      ),
    ).rejects.toThrow(/expired/)
    const { rows } = await keeper.call(contract.getStores, {})
    expect(rows[0]).toMatchObject({ stock: 64.5, expired: 25, low: true })
    await keeper.call(contract.spoilStock, { storeLotId: old, quantity: 25, why: 'Expired' })
    await bookIsSound()
  })

  test('what comes back is never more than went out of its lot', async () => {
    const soap = await item('SOAP')
    const lot = await receive(soap, '1', 10)
    await keeper.call(contract.issueStock, { storeItemId: soap, quantity: 4, party: 'Barrack 2' })
    await keeper.call(contract.returnStock, { storeLotId: lot, quantity: 3, party: 'Barrack 2' })
    await expect(
      keeper.call(contract.returnStock, { storeLotId: lot, quantity: 2, party: 'Barrack 2' }),
    ).rejects.toThrow(/more-than-issued/)
    await bookIsSound()
  })

  test('a count enters its differences when a second officer approves it, and the ledger is never rewritten', async () => {
    const rope = await item('ROPE')
    const lot = await receive(rope, '1', 20)
    await expect(keeper.call(contract.countStores, { lines: [{ lotId: lot, counted: 18 }] })).rejects.toThrow(
      /count-why/,
    )
    const { id, differences } = await deputy.call(contract.countStores, {
      lines: [{ lotId: lot, counted: 18, why: 'Frayed, thrown away' }],
    })
    expect(differences).toBe(1)
    await expect(keeper.call(contract.countStores, { lines: [{ lotId: lot, counted: 20 }] })).rejects.toThrow(
      /count-open/,
    )
    // Between count and approval five are issued: the difference is entered, not the counted figure.
    await keeper.call(contract.issueStock, { storeItemId: rope, quantity: 5, party: 'Tower' })
    await expect(
      deputy.call(contract.decideCount, { stocktakeId: id, approve: true, reason: 'Seen' }),
    ).rejects.toThrow(/own-count/)
    await superintendent.call(contract.decideCount, { stocktakeId: id, approve: true, reason: 'Seen' })
    const { item: after, entries } = await keeper.call(contract.getStoreItem, { storeItemId: rope })
    expect(after.stock).toBe(13)
    expect(entries[0]).toMatchObject({ kind: 'adjustment', quantity: -2, leftAfter: 13 })
    await expect(
      keeper.act((tx) =>
        tx
          .updateTable('custody.store_entry' as never)
          .set({ quantity: 1 } as never)
          .execute(),
      ),
    ).rejects.toThrow(/permission denied/)
    await bookIsSound()
  })

  test('under any order of acts at once no lot is below zero and each equals its ledger', async () => {
    const rice = await item('RICE')
    const lots = [
      await receive(rice, 'a', 30, { expiresOn: dayAfter(20) }),
      await receive(rice, 'b', 30, { expiresOn: dayAfter(40) }),
    ]
    const act = fc.record({
      what: fc.constantFrom('issue', 'issue', 'return', 'spoil', 'receive', 'count'),
      quantity: fc.integer({ min: 1, max: 25_000 }).map((grams) => grams / 1000),
      lot: fc.integer({ min: 0, max: 1 }),
    })
    let serial = 0
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 16 }), async (acts) => {
        const outcomes = await Promise.allSettled(
          acts.map(async ({ what, quantity, lot }) => {
            const storeLotId = lots[lot]!
            if (what === 'issue')
              return keeper.call(contract.issueStock, { storeItemId: rice, quantity, party: 'Kitchen' })
            if (what === 'return')
              return keeper.call(contract.returnStock, { storeLotId, quantity, party: 'Kitchen' })
            if (what === 'spoil')
              return keeper.call(contract.spoilStock, { storeLotId, quantity, why: 'Wet' })
            serial += 1
            if (what === 'receive') return receive(rice, `n${serial}`, quantity)
            const { id } = await keeper.call(contract.countStores, {
              lines: [{ lotId: storeLotId, counted: quantity, why: 'Counted' }],
            })
            return deputy.call(contract.decideCount, {
              stocktakeId: id,
              approve: quantity > 5,
              reason: 'Seen',
            })
          }),
        )
        for (const outcome of outcomes)
          if (outcome.status === 'rejected') expect(String(outcome.reason)).not.toMatch(/ 500 |unexpected/)
        await owner(`update custody.stocktake set state = 'refused', decision = 'x', decided_at = now(),
          decided_by = (select id from identity.account where id <> counted_by limit 1) where state = 'counted'`)
        await bookIsSound()
      }),
      { numRuns: 6, seed: 20261122 },
    )
  }, 60_000)
})

describe('the rations', () => {
  const admitted: Record<string, string> = {}
  async function admit(nameEn: string, given: { sex?: 'M' | 'F' } = {}): Promise<string> {
    const { imprisonmentId } = await clerk.insist(
      custody.admitPrisoner,
      aPaperAdmission({
        noneOfThese: true,
        person: {
          nameEn,
          nameUr: 'نام',
          fatherEn: nameEn,
          fatherUr: 'والد',
          sex: given.sex ?? 'M',
          aliases: [],
        },
      }),
    )
    admitted[nameEn] = imprisonmentId
    return imprisonmentId
  }
  const heads = async () => {
    const { indent } = await keeper.call(rations.getRations, { on: today })
    return { ...indent!, of: Object.fromEntries(indent!.heads.map(({ diet, heads: many }) => [diet, many])) }
  }

  test('heads are the roll by kind, without those the prison does not feed; quantities are heads by scale', async () => {
    for (const [name, sex] of [
      ['Allah Dino', 'M'],
      ['Waqar', 'M'],
      ['Bachal', 'M'],
      ['Zulfiqar', 'M'],
      ['Ghulam', 'M'],
      ['Sughra', 'F'],
      ['Zainab', 'F'],
    ] as const)
      await admit(name, { sex })
    await owner(`update custody.imprisonment set category = 'convict' where id = $1`, [admitted.Waqar])
    await owner(
      `insert into custody.medical_ward (jurisdiction, prison_id, imprisonment_id, ward) select jurisdiction, prison_id, id, 'isolation'
      from custody.imprisonment where id = $1`,
      [admitted.Bachal],
    )
    await owner(
      `insert into custody.child (jurisdiction, prison_id, imprisonment_id, name_en, name_ur, sex, born_on, proof, came, came_on)
      select jurisdiction, prison_id, id, 'Child', 'بچہ', 'F', $2::date - 200, 'mother-says', 'with-mother', $2::date from custody.imprisonment where id = $1`,
      [admitted.Sughra, today],
    )
    await deputy.call(custody.sendOut, {
      id: admitted.Zulfiqar!,
      kind: 'HOS',
      destination: 'Civil Hospital',
      escort: 'HC',
    })
    await keeper.call(rations.drawIndent, { on: today })
    const indent = await heads()
    expect(indent.of).toEqual({ ordinary: 2, labouring: 1, hospital: 1, women: 1, nursing: 1, child: 1 })
    expect(indent).toMatchObject({ onRoll: 7, away: 1 })
    const { scale } = await keeper.call(rations.getRations, { on: today })
    for (const line of indent.lines) {
      const asked = scale
        .filter(({ good }) => good === line.good)
        .reduce((sum, row) => sum + Math.round(row.quantity * 1000) * (indent.of[row.diet] ?? 0), 0)
      expect(Math.round(line.quantity * 1000), line.good).toBe(asked)
    }
  })

  test('names stand behind a number only for those who may know them', async () => {
    const { id } = await heads()
    const ask = (who: Someone, diet: 'ordinary' | 'hospital' | 'nursing' | 'child') =>
      who.call(rations.listFed, { indentId: id, diet })
    const doctor = await here.someone('medical-officer', 'PRS-HYD-C')
    expect((await ask(keeper, 'ordinary')).rows.map(({ imprisonmentId }) => imprisonmentId).sort()).toEqual(
      [admitted['Allah Dino'], admitted.Ghulam].sort(),
    )
    expect(await ask(keeper, 'hospital')).toEqual({ withheld: true, rows: [] })
    expect(await ask(keeper, 'nursing')).toEqual({ withheld: true, rows: [] })
    expect((await ask(deputy, 'nursing')).rows.map(({ imprisonmentId }) => imprisonmentId)).toEqual([
      admitted.Sughra,
    ])
    // The medical officer works in the ward and not in the store: the indent itself is not theirs.
    await expect(ask(doctor, 'hospital')).rejects.toThrow(/not-found/)
  })

  test('the indent equals the roll by kind whatever happens to the roll, and people behind it equal its numbers', async () => {
    const act = fc.record({
      who: fc.constantFrom('Allah Dino', 'Waqar', 'Bachal', 'Zulfiqar', 'Ghulam', 'Sughra', 'Zainab'),
      what: fc.constantFrom('out', 'back', 'ward', 'well', 'court', 'convict'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 10 }), async (acts) => {
        for (const { who, what } of acts) {
          const id = admitted[who]!
          if (what === 'out')
            await deputy
              .call(custody.sendOut, { id, kind: 'TAP', reason: 'funeral', destination: 'x', escort: 'x' })
              .catch(() => 0)
          else if (what === 'back') await deputy.call(custody.bringBack, { id }).catch(() => 0)
          else if (what === 'ward')
            await owner(
              `insert into custody.medical_ward (jurisdiction, prison_id, imprisonment_id, ward)
              select jurisdiction, prison_id, id, 'hospital' from custody.imprisonment where id = $1 on conflict do nothing`,
              [id],
            )
          else if (what === 'well')
            await owner(
              `update custody.medical_ward set until_at = clock_timestamp() where imprisonment_id = $1 and until_at is null`,
              [id],
            )
          else if (what === 'court')
            await owner(
              `insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, out_at) select jurisdiction, prison_id, id, 'CRT', clock_timestamp()
              from custody.imprisonment i where id = $1 and not exists (select 1 from custody.movement m where m.imprisonment_id = i.id and m.kind in ('HOS', 'TAP', 'CRT') and m.in_at is null)`,
              [id],
            )
          else await owner(`update custody.imprisonment set category = 'convict' where id = $1`, [id])
        }
        await keeper.call(rations.drawIndent, { on: today })
        const indent = await heads()
        const fed = indent.heads
          .filter(({ diet }) => diet !== 'child')
          .reduce((sum, { heads: many }) => sum + many, 0)
        const [roll] = await owner<{ all: number; away: number; women: number; ill: number }>(`
          select count(*)::int as all, count(*) filter (where m.kind in ('HOS', 'TAP'))::int as away,
            count(*) filter (where p.sex = 'F' and w.id is null and coalesce(m.kind, 'CRT') = 'CRT')::int as women,
            count(*) filter (where w.id is not null and coalesce(m.kind, 'CRT') = 'CRT')::int as ill
            from custody.imprisonment i join people.record p on p.id = i.record_id
            left join custody.movement m on m.imprisonment_id = i.id and m.kind in ('HOS', 'TAP', 'CRT') and m.in_at is null
            left join custody.medical_ward w on w.imprisonment_id = i.id and w.until_at is null where i.state = 'in'`)
        expect({ all: indent.onRoll, away: indent.away, fed }).toEqual({
          all: roll!.all,
          away: roll!.away,
          fed: roll!.all - roll!.away,
        })
        expect((indent.of.women ?? 0) + (indent.of.nursing ?? 0)).toBe(roll!.women)
        expect(indent.of.hospital ?? 0).toBe(roll!.ill)
        for (const diet of ['ordinary', 'labouring', 'women', 'nursing'] as const)
          expect((await deputy.call(rations.listFed, { indentId: indent.id, diet })).rows.length, diet).toBe(
            indent.of[diet] ?? 0,
          )
      }),
      { numRuns: 6, seed: 20261122 },
    )
  }, 60_000)

  test('is issued once from the lots that expire first, each difference with its reason, and received by another', async () => {
    await keeper.call(rations.drawIndent, { on: today })
    const { id, lines } = await heads()
    for (const { good, unit } of lines) {
      const storeItemId = await item(`R-${good.toUpperCase()}`.slice(0, 12), { good, unit: unit as 'kg' })
      await receive(storeItemId, 'far', 50, { expiresOn: dayAfter(90), price: 200 })
      await receive(storeItemId, 'near', 0.5, { expiresOn: dayAfter(5), price: 100 })
    }
    const all = lines.map(({ good, quantity }) => ({ good, quantity }))
    const less = all.map((line, at) => (at === 0 ? { ...line, quantity: 1 } : line))
    await expect(keeper.call(rations.issueRations, { indentId: id, lines: less })).rejects.toThrow(/line-why/)
    await expect(keeper.call(rations.issueRations, { indentId: id, lines: all.slice(1) })).rejects.toThrow(
      /line-missing/,
    )
    await expect(guard.call(rations.receiveRations, { indentId: id, cook: 'Hanif' })).rejects.toThrow(
      /not-issued/,
    )
    await keeper.call(rations.issueRations, {
      indentId: id,
      lines: less.map((line, at) => (at === 0 ? { ...line, why: 'Bread came baked' } : line)),
    })
    await expect(keeper.call(rations.issueRations, { indentId: id, lines: all })).rejects.toThrow(
      /indent-issued/,
    )
    await expect(keeper.call(rations.drawIndent, { on: today })).rejects.toThrow(/indent-issued/)
    const issued = await heads()
    // 1 kg of the first good: half a kilogram at 100 and half at 200.
    expect(issued.lines[0]).toMatchObject({ issued: 1, why: 'Bread came baked', cost: 150 })
    expect(issued.cost).toBeCloseTo(
      issued.lines.reduce((sum, { cost }) => sum + cost!, 0),
      2,
    )
    expect(issued.perHead).toBeGreaterThan(0)
    await guard.call(rations.receiveRations, {
      indentId: id,
      cook: 'Hanif',
      remarks: 'Milk short by a glass',
    })
    await expect(deputy.call(rations.receiveRations, { indentId: id, cook: 'Hanif' })).rejects.toThrow(
      /received/,
    )
    await expect(
      owner(`update custody.ration_line set issued = 99, why = 'x' where indent_id = $1`, [id]),
    ).rejects.toThrow(/ledger/)
    await bookIsSound()
  })

  test('Punjab’s scale differs from Sindh’s, and Ramazan’s takes the place of single goods', async () => {
    const rows = await owner<{ place: string; season: string; rice: number; dates: number | null }>(`
      select p as place, custody.season_on(p, d) as season, (select quantity::float8 from custody.scale_on(p, d) where diet = 'ordinary' and good = 'rice') as rice,
        (select quantity::float8 from custody.scale_on(p, d) where diet = 'ordinary' and good = 'dates') as dates
        from unnest(array['PK-PB', 'PK-SD']) p, (values (date '2026-11-22'), ('2027-02-20')) v(d) order by p, d`)
    expect(rows).toEqual([
      { place: 'PK-PB', season: 'usual', rice: 0.05, dates: null },
      { place: 'PK-PB', season: 'ramazan', rice: 0.05, dates: 0.05 },
      { place: 'PK-SD', season: 'usual', rice: 0.1, dates: null },
      { place: 'PK-SD', season: 'ramazan', rice: 0.1, dates: 0.05 },
    ])
    const inspector = await here.someone('inspector-general-prisons', 'PRD-SD')
    await inspector.call(rations.announceSeason, {
      from: '2027-02-25',
      until: '2027-03-26',
      instrument: 'Moon sighted',
    })
    expect((await keeper.call(rations.getRations, { on: '2027-02-20' })).season).toBe('usual')
    expect((await keeper.call(rations.getRations, { on: '2027-03-20' })).season).toBe('ramazan')
  })
})

describe('the assets', () => {
  test('are written off by two officers, and every change leaves its event', async () => {
    const { id: assetId } = await keeper.call(assets.takeOnAsset, {
      number: 'WS-1',
      kind: 'wireless',
      nameEn: 'Handset',
      nameUr: 'وائرلیس',
      place: 'Gate',
    })
    await keeper.call(assets.seeAsset, { assetId, place: 'Tower 2', condition: 'broken' })
    await expect(deputy.call(assets.decideWriteOff, { assetId, writeOff: true })).rejects.toThrow(/not-found/)
    await deputy.call(assets.proposeWriteOff, { assetId, why: 'Beyond repair' })
    await expect(deputy.call(assets.decideWriteOff, { assetId, writeOff: true })).rejects.toThrow(
      /own-proposal/,
    )
    await superintendent.call(assets.decideWriteOff, { assetId, writeOff: true })
    await expect(
      keeper.call(assets.seeAsset, { assetId, place: 'Store', condition: 'good' }),
    ).rejects.toThrow(/not-found/)
    expect(
      (
        await owner<{ kind: string }>(
          `select kind from custody.asset_event where asset_id = $1 order by at`,
          [assetId],
        )
      ).map(({ kind }) => kind),
    ).toEqual(['taken-on', 'seen', 'proposed', 'written-off'])
    expect((await keeper.call(assets.listAssets, { state: 'written-off' })).rows[0]).toMatchObject({
      number: 'WS-1',
      place: 'Tower 2',
    })
  })
})
