import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { aBarrack, aPaperAdmission, givePlace } from '../testing.ts'

let here: World
let clerk: Someone
let deputy: Someone
let superintendent: Someone
let gate: Someone
let doctor: Someone
let karachi: Someone
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  doctor = await here.someone('medical-officer', 'PRS-HYD-C')
  gate = await here.someone('gate-officer', 'PRS-HYD-C')
  karachi = await here.someone('superintendent', 'PRS-KHI-C')
})
afterAll(() => here.drop())

let n = 0
type Given = {
  category?: 'under-trial' | 'convict' | 'condemned' | 'detenu'
  sex?: 'M' | 'F'
  birthDate?: string
}

/** Somebody new on the roll, without a place. */
async function held({
  category = 'under-trial',
  sex = 'M',
  birthDate = '1990-05-01',
}: Given = {}): Promise<string> {
  n += 1
  const convicted = category === 'convict' || category === 'condemned'
  const { imprisonmentId } = await clerk.insist(
    contract.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: {
        nameEn: `Inmate ${n}`,
        nameUr: `قیدی ${n}`,
        sex,
        birthDate,
        birthPrecision: 'day',
        aliases: [],
      },
      category,
      paper: convicted
        ? {
            kind: 'conviction',
            sections: '302 PPC',
            sentence: { term: category === 'condemned' ? 'DEATH' : { years: 5 }, setOff: 'REFUSED' },
          }
        : {},
    }),
  )
  return imprisonmentId
}
const build = async (barrack: ReturnType<typeof aBarrack>) =>
  (await superintendent.call(contract.addLocation, barrack)).id
const bedsOf = async (id: string) =>
  (await clerk.call(contract.getLocation, { id })).beds.map((bed) => bed.id)
const put = givePlace

describe('a prison as it is built', () => {
  test('has circles, barracks, cells and beds, each once, and sums what they take', async () => {
    const { id: circle } = await superintendent.call(contract.addLocation, {
      kind: 'circle',
      nameEn: 'Circle 1',
      nameUr: 'سرکل 1',
    })
    const barrack = await build(
      aBarrack({ name: 'Barrack 1', parentId: circle, authorised: 40, working: 35, maximum: 60, beds: 3 }),
    )
    expect((await clerk.call(contract.getLocation, { id: barrack })).beds.map((bed) => bed.name.ur)).toEqual([
      'بستر 1',
      'بستر 2',
      'بستر 3',
    ])
    await superintendent.call(contract.addBeds, { id: barrack, count: 1 })
    expect(await bedsOf(barrack)).toHaveLength(4)
    await expect(build(aBarrack({ name: 'Barrack 1', parentId: circle }))).rejects.toThrow(
      'custody-accommodation.same-name',
    )
    const cellBlock = await build(aBarrack({ name: 'Block of cells', authorised: 0, working: 0, maximum: 0 }))
    for (const name of ['Cell 1', 'Cell 2'])
      await superintendent.call(contract.addLocation, {
        kind: 'cell',
        parentId: cellBlock,
        nameEn: name,
        nameUr: name,
        holds: 'under-trial',
        ward: 'ordinary',
        authorised: 1,
        working: 1,
        maximum: 2,
      })
    const page = await clerk.call(contract.getLocation, { id: cellBlock })
    expect(page.tile).toMatchObject({ cells: 2, authorised: 2, maximum: 4 })
    await expect(superintendent.call(contract.addBeds, { id: cellBlock, count: 2 })).rejects.toThrow(
      'not-both',
    )
    await expect(
      superintendent.call(contract.addLocation, {
        kind: 'cell',
        parentId: barrack,
        nameEn: 'Cell 9',
        nameUr: 'چکی 9',
        holds: 'under-trial',
        ward: 'ordinary',
        authorised: 1,
        working: 1,
        maximum: 1,
      }),
    ).rejects.toThrow('not-both')
    const { circles } = await clerk.call(contract.getOccupancy, {})
    expect(circles.find((one) => one.id === circle)?.barracks.map((one) => one.id)).toEqual([barrack])
  })

  test('is the superintendent’s to change, and nobody else’s in the application or the database', async () => {
    await expect(deputy.call(contract.addLocation, aBarrack({ name: 'Not mine' }))).rejects.toThrow(
      'not-allowed',
    )
    const id = await build(aBarrack({ name: 'Mine' }))
    const tried = await deputy.act((tx) =>
      sql`update custody.location set sex = 'F' where id = ${id}::uuid`.execute(tx),
    )
    expect(tried.numAffectedRows).toBe(0n)
    await expect(karachi.call(contract.getLocation, { id })).rejects.toThrow('not-found')
    await expect(karachi.call(contract.setUse, { id, ...aBarrack({ name: 'Theirs' }) })).rejects.toThrow(
      'not-found',
    )
  })

  test('takes what the latest dated number says, and keeps the earlier ones', async () => {
    const id = await build(aBarrack({ name: 'Dated', authorised: 4, working: 4, maximum: 4 }))
    const later = (days: number) =>
      new Date(Date.now() + (5 * 60 + days * 1440) * 60_000).toISOString().slice(0, 10)
    await superintendent.call(contract.setCapacity, {
      id,
      fromOn: later(30),
      authorised: 9,
      working: 9,
      maximum: 9,
      reason: 'New wing',
    })
    await superintendent.call(contract.setCapacity, {
      id,
      fromOn: later(0),
      authorised: 4,
      working: 2,
      maximum: 5,
      reason: 'Roof leaks',
    })
    const page = await clerk.call(contract.getLocation, { id })
    expect(page.tile).toMatchObject({ authorised: 4, working: 2, maximum: 5 })
    expect(page.capacities.map((one) => one.maximum)).toEqual([9, 5, 4])
    await expect(
      superintendent.call(contract.setCapacity, {
        id,
        fromOn: later(0),
        authorised: 9,
        working: 2,
        maximum: 5,
        reason: 'x',
      }),
    ).rejects.toThrow('422')
  })
})

describe('a place is given', () => {
  test('with its bed, moves are written down, and the earlier bed is free again', async () => {
    const [first, second] = [
      await build(aBarrack({ name: 'From', beds: 2 })),
      await build(aBarrack({ name: 'To', beds: 1 })),
    ]
    const [bed] = await bedsOf(first)
    const id = await held()
    expect(
      (await clerk.call(contract.getOccupancy, {})).withoutPlace.map((one) => one.imprisonmentId),
    ).toContain(id)
    await put(clerk, id, first, bed)
    await expect(put(clerk, id, first, bed)).rejects.toThrow('same-place')
    expect((await clerk.call(contract.listPrisoners, { place: first })).rows[0]?.place).toEqual({
      en: 'From / Bed 1',
      ur: 'From / بستر 1',
    })
    await put(deputy, id, second)
    const { places } = await clerk.call(contract.getPlaceOf, { id })
    expect(places.map((one) => [one.place.en, one.toAt === null])).toEqual([
      ['To', true],
      ['From / Bed 1', false],
    ])
    expect(
      (await clerk.call(contract.listMovementsOf, { id })).rows.map((row) => [
        row.kind,
        row.from?.en,
        row.to?.en,
      ]),
    ).toEqual([
      ['INT', 'From', 'To'],
      ['INT', undefined, 'From'],
      ['ADM', undefined, undefined],
    ])
    expect((await clerk.call(contract.getLocation, { id: first })).tile).toMatchObject({ held: 0, beds: 2 })
    expect((await clerk.call(contract.getLocation, { id: second })).tile).toMatchObject({
      held: 1,
      withoutBed: 1,
    })
  })

  test('only where the law lets the prisoner sleep; the refusal names the section and where there is room', async () => {
    const convicts = await build(aBarrack({ name: 'Convicts', holds: 'convict' }))
    await build(aBarrack({ name: 'Room for more', working: 200, maximum: 200 }))
    const id = await held()
    const refused = put(clerk, id, convicts)
    await expect(refused).rejects.toMatchObject({
      problem: {
        code: 'custody-accommodation.separation',
        params: {
          rules: ['tried'],
          why: expect.stringContaining('s.27(3)'),
          fits: expect.stringContaining('Room for more'),
        },
        titleUr: expect.stringContaining('دفعہ \u206627(3)\u2069'),
      },
    })
    const { places } = await clerk.call(contract.listPlaces, { id })
    expect(places.find((place) => place.id === convicts)?.breaches).toEqual([
      { rule: 'tried', who: null, warns: false },
    ])
    expect(places[0]?.breaches).toEqual([])
    await expect(
      deputy.act((tx) =>
        sql`insert into custody.allocation (jurisdiction, prison_id, imprisonment_id, location_id, reason)
          select 'PK-SD', prison_id, ${id}::uuid, id, 'x' from custody.location where kind = 'circle' limit 1`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow('Nobody is put in such a place')
  })

  test('habitual convicts apart from casual ones: a warning that is written down, and a refusal where the province has said so', async () => {
    const casual = await build(aBarrack({ name: 'Casual convicts', holds: 'convict', habit: 'casual' }))
    const hardened = await build(aBarrack({ name: 'Habitual convicts', holds: 'convict', habit: 'habitual' }))
    await expect(build(aBarrack({ name: 'Untried', habit: 'casual' }))).rejects.toThrow('habit-of-convicts')
    const { pool } = here.database.owner
    const id = await held({ category: 'convict' })
    await pool.query(
      `insert into custody.habit (jurisdiction, prison_id, imprisonment_id, habit, ground, reason, earlier, review_on, decided_by)
         select jurisdiction, prison_id, id, 'habitual', 'way-of-life', 'Known', 0, workflow.today() + 90, $2 from custody.imprisonment where id = $1`,
      [id, superintendent.accountId],
    )
    const breachOf = async (place: string) =>
      (await clerk.call(contract.listPlaces, { id })).places.find((one) => one.id === place)?.breaches
    expect(await breachOf(hardened)).toEqual([])
    expect(await breachOf(casual)).toEqual([{ rule: 'habit', who: null, warns: true }])
    await put(clerk, id, casual)
    const { rows } = await pool.query(`select despite from custody.allocation where imprisonment_id = $1`, [
      id,
    ])
    expect(rows).toEqual([{ despite: ['habit'] }])
    const should = async (reader: Someone) =>
      (await reader.call(contract.getOccupancy, {})).toMove.find((one) => one.imprisonmentId === id)?.breaches
    expect(await should(clerk)).toEqual([{ rule: 'habit', who: null, warns: true }])
    // Whoever may not know who is habitual is told of no such breach.
    expect(await should(gate)).toBeUndefined()
    await put(clerk, id, hardened)
    await pool.query(
      `insert into custody.habit_rule (jurisdiction, from_on, earlier, review_months, source_en, source_ur, basis, keeps_apart)
         values ('PK-SD', workflow.today(), 1, 12, 'Order', 'حکم', 'order', 'refuse')`,
    )
    await expect(put(clerk, id, casual)).rejects.toMatchObject({
      problem: { code: 'custody-accommodation.separation', params: { rules: ['habit'] } },
    })
    await pool.query(`delete from custody.habit_rule where basis = 'order'`)
  })

  test('to one of two officers when both take the last bed at once; the other is told who has it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const barrack = await build(aBarrack({ name: `Race ${round}`, beds: 1, maximum: 20 }))
      const [bed] = await bedsOf(barrack)
      const [one, other] = [await held(), await held()]
      const both = await Promise.allSettled([put(clerk, one, barrack, bed), put(deputy, other, barrack, bed)])
      expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
      const lost = both.find((each) => each.status === 'rejected')
      expect(lost?.reason.problem).toMatchObject({
        code: 'custody-accommodation.bed-taken',
        params: { number: expect.stringMatching(/^\d+\/\d{4}$/) },
      })
      const { rows } = await here.database.owner.pool.query(
        'select count(*)::integer as n from custody.allocation where bed_id = $1 and to_at is null',
        [bed],
      )
      expect(rows[0].n).toBe(1)
    }
  })

  test('from the place that was read: of two officers who move the same prisoner at once the second is told', async () => {
    const rooms = [await build(aBarrack({ name: 'Left' })), await build(aBarrack({ name: 'Right' }))]
    for (let round = 0; round < 5; round += 1) {
      const id = await held()
      const move = (who: Someone, locationId: string) =>
        who.call(contract.allocatePlace, { id, locationId, reason: 'other', version: '' })
      const both = await Promise.allSettled([move(clerk, rooms[0]!), move(deputy, rooms[1]!)])
      expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(both.find((each) => each.status === 'rejected')?.reason.problem.code).toBe(
        'custody-accommodation.moved-meanwhile',
      )
      const { places } = await clerk.call(contract.getPlaceOf, { id })
      expect(places.filter((place) => place.toAt === null)).toHaveLength(1)
    }
  })

  test('not over the maximum, whoever asks and however many at once', async () => {
    const barrack = await build(aBarrack({ name: 'Small', authorised: 2, working: 2, maximum: 2 }))
    const ids = await Promise.all(Array.from({ length: 6 }, () => held()))
    const asked = await Promise.allSettled(ids.map((id) => put(clerk, id, barrack)))
    expect(asked.filter((each) => each.status === 'fulfilled')).toHaveLength(2)
    for (const each of asked)
      if (each.status === 'rejected') expect(each.reason.problem.params.rules).toEqual(['full'])
    await expect(
      here.database.owner.pool.query(
        `insert into custody.allocation (jurisdiction, prison_id, imprisonment_id, location_id, reason)
         select jurisdiction, prison_id, $1, id, 'x' from custody.location where id = $2`,
        [ids.find((_, at) => asked[at]!.status === 'rejected'), barrack],
      ),
    ).rejects.toThrow('full')
  })

  test('and the bed held twice is refused by the database itself', async () => {
    const barrack = await build(aBarrack({ name: 'One bed', beds: 1 }))
    const [bed] = await bedsOf(barrack)
    await put(clerk, await held(), barrack, bed)
    const second = await held()
    await expect(
      here.database.owner.pool.query(
        `insert into custody.allocation (jurisdiction, prison_id, imprisonment_id, location_id, bed_id, reason)
         select jurisdiction, prison_id, $1, $2, $3, 'x' from custody.location where id = $2`,
        [second, barrack, bed],
      ),
    ).rejects.toThrow('allocation_one_sleeper')
  })
})

describe('those who must be kept apart', () => {
  test('are, by cell or by barrack; the name is for those entitled alone', async () => {
    const [near, far] = [await build(aBarrack({ name: 'Near' })), await build(aBarrack({ name: 'Far' }))]
    const [one, other] = [await held(), await held()]
    await put(clerk, one, near)
    const pair = {
      oneId: one,
      otherId: other,
      oneRole: 'threatened' as const,
      otherRole: 'threatens' as const,
    }
    await expect(
      clerk.call(contract.recordNonAssociation, { ...pair, reason: 'enmity', scope: 'barrack' }),
    ).rejects.toThrow('not-allowed')
    const made = await deputy.call(contract.recordNonAssociation, {
      ...pair,
      reason: 'enmity',
      scope: 'barrack',
    })
    expect(made.together).toBe(false)
    await expect(
      deputy.call(contract.recordNonAssociation, {
        ...pair,
        oneId: other,
        otherId: one,
        reason: 'gang',
        scope: 'cell',
      }),
    ).rejects.toThrow('apart-already')

    const number = (await clerk.call(contract.getPrisoner, { id: one })).prisoner.number
    const toClerk = await put(clerk, other, near).catch((error) => error.problem)
    expect(toClerk).toMatchObject({ params: { rules: ['non-association'] } })
    expect(JSON.stringify(toClerk)).not.toContain(number)
    const toDeputy = await put(deputy, other, near).catch((error) => error.problem)
    expect(toDeputy.params.why).toContain(number)
    const seen = await clerk.call(contract.listPlaces, { id: other })
    expect(seen.places.find((place) => place.id === near)?.breaches).toEqual([
      { rule: 'non-association', who: null, warns: false },
    ])
    expect(
      (await deputy.call(contract.listPlaces, { id: other })).places.find((place) => place.id === near)
        ?.breaches,
    ).toMatchObject([{ rule: 'non-association', who: [{ imprisonmentId: one }] }])
    for (const someone of [clerk, gate]) {
      expect((await someone.call(contract.getPlaceOf, { id: one })).nonAssociations).toBeNull()
      const { rows } = await someone.act((tx) => sql`select 1 from custody.non_association`.execute(tx))
      expect(rows).toEqual([])
    }
    expect((await karachi.act((tx) => sql`select 1 from custody.non_association`.execute(tx))).rows).toEqual(
      [],
    )
    expect((await deputy.call(contract.getPlaceOf, { id: one })).nonAssociations).toMatchObject([
      { other: { imprisonmentId: other }, ownRole: 'threatened', otherRole: 'threatens', ended: false },
    ])
    await put(clerk, other, far)
    await deputy.call(contract.endNonAssociation, { id: made.id, why: 'Settled before both fathers' })
    await put(clerk, other, near)
  })

  test('stand on the list to be moved when they share a roof already, and the list says so only to the entitled', async () => {
    const barrack = await build(aBarrack({ name: 'Shared' }))
    const [one, other] = [await held(), await held()]
    await put(clerk, one, barrack)
    await put(clerk, other, barrack)
    const { together } = await deputy.call(contract.recordNonAssociation, {
      oneId: one,
      otherId: other,
      oneRole: 'either',
      otherRole: 'either',
      reason: 'gang',
      scope: 'cell',
    })
    expect(together).toBe(true)
    const mine = async (who: Someone) =>
      (await who.call(contract.getOccupancy, {})).toMove.filter((each) =>
        [one, other].includes(each.imprisonmentId),
      )
    expect((await mine(deputy)).map((each) => each.breaches[0]?.who?.[0]?.imprisonmentId).sort()).toEqual(
      [one, other].sort(),
    )
    expect(await mine(clerk)).toEqual([])
  })
})

describe('somebody who may no longer stay', () => {
  test('is named with the reason: a sentence, the medical officer’s word, a closed roof', async () => {
    const barrack = await build(aBarrack({ name: 'For a while' }))
    const isolation = await build(aBarrack({ name: 'Isolation', ward: 'isolation' }))
    const id = await held()
    await put(clerk, id, barrack)
    const why = async () =>
      (await clerk.call(contract.getPlaceOf, { id })).breaches.map((breach) => breach.rule)
    expect(await why()).toEqual([])
    await here.database.owner.pool.query(
      `update custody.imprisonment set category = 'convict' where id = $1`,
      [id],
    )
    expect(await why()).toEqual(['tried'])
    await here.database.owner.pool.query(
      `update custody.imprisonment set category = 'under-trial' where id = $1`,
      [id],
    )

    for (const who of [clerk, deputy])
      await expect(who.call(contract.orderWard, { id, ward: 'isolation', why: 'no doctor' })).rejects.toThrow(
        'not-allowed',
      )
    await doctor.call(contract.orderWard, { id, ward: 'isolation', why: 'Cough and fever' })
    expect(await why()).toEqual(['ward'])
    await put(clerk, id, isolation)
    expect(await why()).toEqual([])
    await doctor.call(contract.endWard, { id, why: 'Well again' })
    await put(clerk, id, barrack)

    expect(
      await superintendent.call(contract.closeLocation, { id: barrack, reason: 'damage', note: 'Roof' }),
    ).toEqual({ toMove: 1 })
    expect(await why()).toEqual(['closed'])
    await expect(put(clerk, await held(), barrack)).rejects.toMatchObject({
      problem: { params: { rules: ['closed'] } },
    })
    await superintendent.call(contract.reopenLocation, { id: barrack, why: 'Repaired' })
    expect(await why()).toEqual([])
  })

  test('stands above the hundreds without a place when a doctor has isolated them', async () => {
    for (let more = 0; more < 3; more += 1) await held()
    const id = await held()
    const first = async () => (await clerk.call(contract.getOccupancy, {})).withoutPlace[0]?.imprisonmentId
    expect(await first()).not.toBe(id)
    await doctor.call(contract.orderWard, { id, ward: 'isolation', why: 'Cough and fever' })
    expect(await first()).toBe(id)
  })

  test('keeps the superintendent from making the barrack another’s while they sleep there', async () => {
    const id = await build(aBarrack({ name: 'Men' }))
    await put(clerk, await held(), id)
    const women = {
      id,
      nameEn: 'Women',
      nameUr: 'خواتین',
      sex: 'F' as const,
      ages: 'adult' as const,
      holds: 'under-trial' as const,
      ward: 'ordinary' as const,
    }
    await expect(superintendent.call(contract.setUse, women)).rejects.toMatchObject({
      problem: { code: 'custody-accommodation.inhabited', params: { count: 1 } },
    })
    await superintendent.call(contract.setUse, { ...women, nameEn: 'Men 2', nameUr: 'مرد 2', sex: 'M' })
    expect((await clerk.call(contract.getLocation, { id })).tile.name.en).toBe('Men 2')
  })

  test('is a boy on the day he is eighteen', async () => {
    const boys = await build(aBarrack({ name: 'Boys', ages: 'juvenile' }))
    const { rows } = await here.database.owner.pool.query(
      `select (workflow.today() - interval '18 years' + interval '1 day')::date as last, (workflow.today() - interval '18 years')::date as grown`,
    )
    const id = await held({ birthDate: rows[0].last })
    await put(clerk, id, boys)
    await expect(put(clerk, await held({ birthDate: rows[0].grown }), boys)).rejects.toMatchObject({
      problem: { params: { rules: ['age'] } },
    })
  })
})
