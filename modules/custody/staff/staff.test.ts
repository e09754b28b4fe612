import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as custody from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import * as contract from './contract.ts'
import * as handover from './handover-contract.ts'

let here: World
let guard: Someone
let deputy: Someone
let superintendent: Someone
let today: string
const staff: Record<string, string> = {}
const posts: Record<string, string> = {}

beforeAll(async () => {
  here = await world()
  guard = await here.someone('chief-warder', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  today = (await owner<{ day: string }>(`select workflow.today() as day`))[0]!.day
  for (const [name, sex] of [
    ['A', 'M'],
    ['B', 'M'],
    ['C', 'M'],
    ['D', 'F'],
    ['E', 'F'],
  ] as const)
    staff[name] = (
      await deputy.call(contract.takeOnStaff, {
        number: `W-${name}`,
        rank: 'warder',
        sex,
        nameEn: name,
        nameUr: name,
        joinedOn: '2020-01-01',
      })
    ).id
  for (const [name, kind] of [
    ['Gate', 'gate'],
    ['Women’s ward', 'female-ward'],
  ] as const)
    posts[kind] = (
      await superintendent.call(contract.sanctionPost, {
        kind,
        nameEn: name,
        nameUr: name,
        morning: 1,
        evening: 1,
        night: 1,
        instrument: 'Order 1/2026',
      })
    ).id
}, 120_000)
afterAll(() => here.drop())

async function owner<T extends object>(query: string, values: unknown[] = []): Promise<T[]> {
  return (await here.database.owner.pool.query<T>(query, values)).rows
}
const dayAfter = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)
const give = (on: string, shift: contract.Shift, post: string, who: string, restWhy?: string) =>
  guard.call(contract.giveDuty, {
    on,
    shift,
    postId: posts[post]!,
    memberId: staff[who]!,
    ...(restWhy === undefined ? {} : { restWhy }),
  })

describe('the roster', () => {
  test('a man is refused at a post for women, by name and by the database itself', async () => {
    await expect(give(dayAfter(3), 'morning', 'female-ward', 'A')).rejects.toThrow(
      /custody-staff.female-only/,
    )
    const { placeId } = await give(dayAfter(3), 'morning', 'female-ward', 'D')
    // Even the owner, with every trigger off, cannot write it.
    await expect(
      owner(
        `insert into custody.roster_place (jurisdiction, prison_id, roster_id, during, post_id, female_only, member_id, sex, placed)
        select jurisdiction, prison_id, roster_id, during, post_id, true, '${staff.A}', 'M', 'by-hand' from custody.roster_place where id = $1`,
        [placeId],
      ),
    ).rejects.toThrow(/roster_female_only/)
    await expect(
      owner(
        `insert into custody.roster_place (jurisdiction, prison_id, roster_id, during, post_id, female_only, member_id, sex, placed)
        select jurisdiction, prison_id, roster_id, during, post_id, true, '${staff.A}', 'F', 'by-hand' from custody.roster_place where id = $1`,
        [placeId],
      ),
    ).rejects.toThrow(/foreign key/)
    await expect(
      owner(`insert into custody.guard_post (jurisdiction, prison_id, kind, name_en, name_ur, female_only, strength_morning, strength_evening,
        strength_night, instrument, from_on) select jurisdiction, prison_id, 'women-search', 'x', 'x', false, 1, 1, 1, 'x', from_on from custody.guard_post limit 1`),
    ).rejects.toThrow(/guard_post_female_only/)
  })

  test('nobody has duty again before the rest is over, unless a reason is given; and never twice at once', async () => {
    const on = dayAfter(5)
    await give(on, 'morning', 'gate', 'A')
    await expect(give(on, 'morning', 'gate', 'A')).rejects.toThrow(/custody-staff.on-duty/)
    await expect(give(on, 'evening', 'gate', 'A')).rejects.toThrow(/custody-staff.rest/)
    await give(on, 'evening', 'gate', 'A', 'The relief fell ill')
    const { boards } = await guard.call(contract.getRoster, { on })
    expect(boards[1]!.posts.find(({ kind }) => kind === 'gate')!.people[0]!.restWhy).toBe(
      'The relief fell ill',
    )
  })

  test('leave empties the roster, and the queue says so', async () => {
    const on = dayAfter(8)
    await give(on, 'night', 'gate', 'B')
    const { vacated } = await deputy.call(contract.recordAbsence, {
      memberId: staff.B!,
      kind: 'leave',
      from: on,
      until: on,
      instrument: 'Leave order 9',
    })
    expect(vacated).toBe(1)
    await expect(give(on, 'night', 'gate', 'B')).rejects.toThrow(/custody-staff.away/)
    await expect(
      deputy.call(contract.recordAbsence, {
        memberId: staff.B!,
        kind: 'sick',
        from: on,
        instrument: 'MLC 4',
      }),
    ).rejects.toThrow(/away-already/)
    const { boards } = await guard.call(contract.getRoster, { on })
    expect(boards[2]!.gaps).toBe(2)
  })

  test('a day is proposed, keeps what stood by hand, leaves what nobody can fill, and is published once', async () => {
    const on = dayAfter(12)
    await give(on, 'morning', 'gate', 'C')
    const { placed, gaps } = await guard.call(contract.proposeRoster, { on })
    // Six places; one stood; the women's ward needs three women and there are two.
    expect({ placed, gaps }).toEqual({ placed: 4, gaps: 1 })
    const { boards } = await guard.call(contract.getRoster, { on })
    expect(boards[0]!.posts.find(({ kind }) => kind === 'gate')!.people.map(({ number }) => number)).toEqual([
      'W-C',
    ])
    await guard.call(contract.publishRoster, { on, shift: 'morning' })
    await expect(guard.call(contract.publishRoster, { on, shift: 'morning' })).rejects.toThrow(/published/)
    const place = boards[0]!.posts.find(({ kind }) => kind === 'gate')!.people[0]!
    await guard.call(contract.takeOffDuty, { placeId: place.placeId, why: 'Witness in court' })
    const { rows } = await guard.call(contract.listAvailable, { on, shift: 'morning', postId: posts.gate! })
    expect(rows.find(({ number }) => number === 'W-C')!.obstacle).toBeNull()
  })

  test('whatever officers do at once, nobody stands in two places and no man at a post for women', async () => {
    const act = fc.record({
      day: fc.integer({ min: 20, max: 21 }),
      shift: fc.constantFrom(...contract.shifts),
      post: fc.constantFrom('gate', 'female-ward'),
      who: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
      why: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 14 }), async (acts) => {
        await Promise.allSettled([
          ...acts.map(({ day, shift, post, who, why }) =>
            give(dayAfter(day), shift, post, who, why ? 'Short of staff' : undefined),
          ),
          guard.call(contract.proposeRoster, { on: dayAfter(20) }),
        ])
        expect(
          await owner(`select 'twice' as what from custody.roster_place a join custody.roster_place b on b.member_id = a.member_id and b.id > a.id
              and b.during && a.during where a.taken_out_at is null and b.taken_out_at is null
            union all select 'man' from custody.roster_place p join custody.guard_post g on g.id = p.post_id and g.female_only
              join custody.staff_member m on m.id = p.member_id where m.sex <> 'F'
            union all select 'rest' from custody.roster_place a join custody.roster_place b on b.member_id = a.member_id and b.id <> a.id
              and b.during && tstzrange(upper(a.during), upper(a.during) + interval '16 hours')
              where a.taken_out_at is null and b.taken_out_at is null and a.rest_why is null and b.rest_why is null`),
        ).toEqual([])
      }),
      { numRuns: 6, seed: 20261122 },
    )
  }, 60_000)
})

describe('the hand-over', () => {
  test('counts the roll itself, wants a reason for what differs, is taken over by another and never rewritten', async () => {
    const clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
    await clerk.insist(
      custody.admitPrisoner,
      aPaperAdmission({
        noneOfThese: true,
        person: { nameEn: 'Bachal', nameUr: 'بچل', fatherEn: 'X', fatherUr: 'ایکس', sex: 'M', aliases: [] },
      }),
    )
    const store = await here.someone('store-keeper', 'PRS-HYD-C')
    await store.call(custody.takeOnAsset, {
      number: 'K-1',
      kind: 'keys',
      nameEn: 'Keys',
      nameUr: 'چابیاں',
      quantity: 14,
      place: 'Gate',
      countedAtDuty: true,
    })
    const { due, figures } = await guard.call(handover.getDutyHandover, {})
    expect(figures).toMatchObject({ onRoll: 1, inside: 1, CRT: 0 })
    const at = { on: due!.on, shift: due!.shift }
    await expect(guard.call(handover.handOverDuty, { ...at, counts: [] })).rejects.toThrow(
      /not-counted.*keys/,
    )
    await expect(
      guard.call(handover.handOverDuty, { ...at, counts: [{ kind: 'keys', counted: 13 }] }),
    ).rejects.toThrow(/count-why/)
    const { id } = await guard.call(handover.handOverDuty, {
      ...at,
      counts: [{ kind: 'keys', counted: 13, why: 'One with the locksmith' }],
      remarks: 'Barrack 3 quiet',
    })
    await expect(
      guard.call(handover.handOverDuty, { ...at, counts: [{ kind: 'keys', counted: 14 }] }),
    ).rejects.toThrow(/handed-already/)
    await expect(guard.call(handover.takeOverDuty, { dutyHandoverId: id })).rejects.toThrow(/own-handover/)
    await deputy.call(handover.takeOverDuty, { dutyHandoverId: id, remarks: 'Counted again: 13' })
    await expect(deputy.call(handover.takeOverDuty, { dutyHandoverId: id })).rejects.toThrow(/taken-already/)
    await expect(
      owner(`update custody.duty_handover set remarks = 'Nothing' where id = $1`, [id]),
    ).rejects.toThrow(/never rewritten/)
    const { rows } = await deputy.call(handover.getDutyHandover, {})
    expect(rows[0]).toMatchObject({
      figures: { onRoll: 1 },
      counts: [{ kind: 'keys', register: 14, counted: 13 }],
      taken: { remarks: 'Counted again: 13' },
    })
  })

  test('figures typed by an officer are not kept', async () => {
    await expect(
      guard.act((tx) =>
        sql`insert into custody.duty_handover (jurisdiction, prison_id, on_date, shift, figures)
          select 'PK-SD', access.unit(), '2020-01-01', 'night', '{"onRoll": 9999}' returning figures`.execute(
          tx,
        ),
      ),
    ).resolves.toMatchObject({ rows: [{ figures: { onRoll: 1 } }] })
  })
})
