import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import { faultOf, harsher, stateOf } from './award.ts'

let here: World
let clerk: Someone
let gate: Someone
let deputy: Someone
let superintendent: Someone
let inspector: Someone
let karachi: Someone
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  gate = await here.someone('gate-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  inspector = await here.someone('inspector-general-prisons', 'PRD-SD')
  karachi = await here.someone('superintendent', 'PRS-KHI-C')
})
afterAll(() => here.drop())

let n = 0
async function convict(): Promise<string> {
  n += 1
  const { imprisonmentId } = await clerk.insist(
    contract.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: {
        nameEn: `Convict ${n}`,
        nameUr: `سزا یافتہ ${n}`,
        sex: 'M',
        birthDate: '1990-05-01',
        birthPrecision: 'day',
        aliases: [],
      },
      category: 'convict',
      paper: {
        kind: 'conviction',
        sections: '379 PPC',
        sentence: { term: { years: 5 }, setOff: 'REFUSED' },
      },
    }),
  )
  return imprisonmentId
}

const earn = (imprisonmentId: string, days: number, kind: 'ordinary' | 'special' = 'ordinary') =>
  superintendent.call(contract.postRemissionEntry, {
    imprisonmentId,
    kind,
    days,
    authority: 'Superintendent',
    instrument: 'Order 1',
    grantedOn: '2026-03-12',
  })

/** A report told to the prisoner long enough ago to be heard. */
async function toHear(imprisonmentId: string, by = gate, offence = 'threats'): Promise<string> {
  const { id } = await by.call(contract.reportOffence, {
    imprisonmentId,
    offence,
    occurredOn: '2026-03-20',
    occurredTime: '09:30',
    place: 'Barrack 2',
    account: 'Threatened another prisoner',
  })
  await deputy.call(contract.tellPrisoner, { id })
  await here.database.owner.pool.query(
    `update custody.adjudication set told_at = told_at - interval '3 hours' where id = $1`,
    [id],
  )
  return id
}

type Decision = Parameters<typeof superintendent.call<typeof contract.decideAdjudication>>[1]
const heard = (id: string, punishments: Decision['punishments'], more: Partial<Decision> = {}): Decision => ({
  id,
  plea: 'denies',
  assistance: 'not-wanted',
  statements: [{ role: 'prisoner', text: 'I said nothing of the kind' }],
  finding: 'proved',
  reasons: 'Two witnesses heard it',
  punishments,
  ...more,
})

const lastDay = async (id: string) => {
  const { releaseDates } = await superintendent.call(contract.getPrisoner, { id })
  return releaseDates[0]!
}
const ledger = async (id: string) =>
  (
    await here.database.owner.pool.query<{ earned: number; forfeited: number }>(
      `select coalesce(sum(days) filter (where kind <> 'forfeiture'), 0)::int as earned, coalesce(sum(days) filter (where kind = 'forfeiture'), 0)::int as forfeited
         from custody.remission where imprisonment_id = $1 and voided_at is null`,
      [id],
    )
  ).rows[0]!
const later = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

describe('an offence', () => {
  test('is told to the prisoner before it is heard, and is heard by another than its reporter', async () => {
    const id = await convict()
    const { id: reported } = await superintendent.call(contract.reportOffence, {
      imprisonmentId: id,
      offence: 'damage',
      occurredOn: '2026-03-20',
      occurredTime: '09:30',
      place: 'Workshop',
      account: 'Broke a loom',
    })
    await expect(
      superintendent.call(contract.decideAdjudication, heard(reported, [{ kind: 'warning' }])),
    ).rejects.toThrow(/not-open/)
    await deputy.call(contract.tellPrisoner, { id: reported })
    await here.database.owner.pool.query(
      `update custody.adjudication set told_at = told_at - interval '3 hours'`,
    )
    await expect(
      superintendent.call(contract.decideAdjudication, heard(reported, [{ kind: 'warning' }])),
    ).rejects.toThrow(/own-report/)
    // Nor past the use case: the database itself refuses.
    await expect(
      superintendent.act((tx) =>
        sql`update custody.adjudication set state = 'decided', plea = 'denies', assistance = 'officer', finding = 'proved', reasons = 'x',
          decided_by = access.account(), decided_at = clock_timestamp() where id = ${reported}::uuid`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow(/check constraint/)
    const page = await superintendent.call(contract.getAdjudication, { id: reported })
    expect(page.may.hear).toBe(false)
    await expect(
      deputy.call(contract.decideAdjudication, heard(reported, [{ kind: 'warning' }])),
    ).rejects.toThrow(/not-allowed/)
    await expect(karachi.call(contract.getAdjudication, { id: reported })).rejects.toThrow(/not-found/)
  })

  test('waits for the hours of notice', async () => {
    const id = await convict()
    const reported = await toHear(id)
    await here.database.owner.pool.query(`update custody.adjudication set told_at = now() where id = $1`, [
      reported,
    ])
    await expect(
      superintendent.call(contract.decideAdjudication, heard(reported, [{ kind: 'warning' }])),
    ).rejects.toThrow(/too-soon/)
  })

  test('brings no abolished or doubtful punishment, nothing above its ceiling, nothing beside a warning', async () => {
    const id = await convict()
    const reported = await toHear(id)
    const decide = (punishments: Decision['punishments'], more: Partial<Decision> = {}) =>
      superintendent.call(contract.decideAdjudication, heard(reported, punishments, more))
    for (const kind of ['whipping', 'fetters', 'penal-diet', 'starving'])
      await expect(decide([{ kind, days: 1 }])).rejects.toThrow(/not-offered/)
    await expect(decide([{ kind: 'cellular', days: 15 }])).rejects.toThrow(/over-ceiling/)
    await expect(decide([{ kind: 'warning' }, { kind: 'privileges', days: 5 }])).rejects.toThrow(/alone/)
    await expect(decide([{ kind: 'forfeiture', days: 5 }])).rejects.toThrow(/over-earned/)
    await expect(
      decide([{ kind: 'privileges', days: 5, suspendedUntil: later('2026-11-22', 400) }]),
    ).rejects.toThrow(/suspended-too-long/)
    await expect(decide([{ kind: 'warning' }], { finding: 'not-proved' })).rejects.toThrow(
      /not-proved|prisoner/,
    )
    await expect(
      decide([], { finding: 'not-proved', statements: [{ role: 'witness', text: 'Heard it' }] }),
    ).rejects.toThrow(/not-proved|prisoner/)
    const { kinds } = await superintendent.call(contract.getAdjudication, { id: reported })
    expect(kinds.find((kind) => kind.code === 'whipping')).toMatchObject({ standing: 'abolished' })
  })
})

describe('forfeited remission', () => {
  test('moves the date of release by exactly its days, reopens a confirmed one, and comes back when quashed', async () => {
    const id = await convict()
    await earn(id, 40)
    const first = await lastDay(id)
    await deputy.call(contract.proposeDate, { id: first.id })
    await superintendent.call(contract.confirmDate, { id: first.id })
    const reported = await toHear(id)
    expect(
      await superintendent.call(
        contract.decideAdjudication,
        heard(reported, [{ kind: 'forfeiture', days: 25 }]),
      ),
    ).toEqual({ state: 'decided', forfeited: 25, toConfirm: 0 })
    const moved = await lastDay(id)
    expect(moved).toMatchObject({
      state: 'computed',
      reason: 'forfeiture',
      dueRelease: later(first.dueRelease, 25),
    })
    const { remissions } = await superintendent.call(contract.getPrisoner, { id })
    const row = remissions.find((one) => one.kind === 'forfeiture')!
    await expect(
      superintendent.call(contract.voidRemissionEntry, { remissionId: row.id, why: 'Nicer' }),
    ).rejects.toThrow(/forfeiture-stands/)
    await deputy.call(contract.lodgeAppeal, { id: reported, grounds: 'No witness of mine was heard' })
    await inspector.call(contract.decideAppeal, {
      id: reported,
      outcome: 'quashed',
      reasons: 'The witnesses were not named',
    })
    await here.react()
    expect(await lastDay(id)).toMatchObject({ dueRelease: first.dueRelease, state: 'computed' })
    expect(await ledger(id)).toEqual({ earned: 40, forfeited: 0 })
  })

  test('above the Superintendent’s own power waits for the Inspector-General', async () => {
    const id = await convict()
    await earn(id, 100)
    const reported = await toHear(id)
    expect(
      await superintendent.insist(
        contract.decideAdjudication,
        heard(reported, [{ kind: 'forfeiture', days: 60 }]),
      ),
    ).toMatchObject({ forfeited: 0, toConfirm: 1 })
    expect(await ledger(id)).toEqual({ earned: 100, forfeited: 0 })
    const { adjudication } = await inspector.call(contract.getAdjudication, { id: reported })
    const punishment = adjudication.punishments[0]!.id
    await expect(
      superintendent.call(contract.confirmPunishment, { id: punishment, confirm: true }),
    ).rejects.toThrow(/not-allowed/)
    expect((await inspector.call(contract.listAdjudications, { show: 'to-confirm' })).total).toBe(1)
    await inspector.call(contract.confirmPunishment, { id: punishment, confirm: true })
    await here.react()
    expect(await ledger(id)).toEqual({ earned: 100, forfeited: 60 })
  })

  test('suspended takes nothing until a later finding sets it in force', async () => {
    const id = await convict()
    await earn(id, 30)
    const first = await toHear(id)
    await superintendent.insist(
      contract.decideAdjudication,
      heard(first, [{ kind: 'forfeiture', days: 10, suspendedUntil: later('2026-11-22', 60) }]),
    )
    expect(await ledger(id)).toEqual({ earned: 30, forfeited: 0 })
    const second = await toHear(id)
    const { suspended } = await superintendent.call(contract.getAdjudication, { id: second })
    await superintendent.insist(
      contract.decideAdjudication,
      heard(second, [{ kind: 'warning' }], { activate: suspended.map((one) => one.id) }),
    )
    expect(await ledger(id)).toEqual({ earned: 30, forfeited: 10 })
  })

  test('never exceeds what was earned, and quashing everything gives everything back, in any order of acts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.record({ act: fc.constant('earn' as const), days: fc.integer({ min: 1, max: 40 }) }),
            fc.record({ act: fc.constant('forfeit' as const), days: fc.integer({ min: 1, max: 90 }) }),
            fc.record({ act: fc.constant('void' as const), days: fc.nat(5) }),
            fc.record({ act: fc.constant('quash' as const), days: fc.nat(5) }),
          ),
          { minLength: 4, maxLength: 9 },
        ),
        async (acts) => {
          const id = await convict()
          const began = (await lastDay(id)).dueRelease
          const granted: { id: string; days: number }[] = []
          const punished: { id: string }[] = []
          const quash = async (one: { id: string }) => {
            await deputy.call(contract.lodgeAppeal, { id: one.id, grounds: 'Not heard' })
            await inspector.call(contract.decideAppeal, {
              id: one.id,
              outcome: 'quashed',
              reasons: 'Not heard',
            })
            await here.react()
          }
          for (const { act, days } of acts) {
            if (act === 'earn') granted.push({ id: (await earn(id, days)).remissionId, days })
            if (act === 'forfeit') {
              const reported = await toHear(id)
              const { forfeitable } = await superintendent.call(contract.getAdjudication, { id: reported })
              const decision = superintendent.insist(
                contract.decideAdjudication,
                heard(reported, [{ kind: 'forfeiture', days }]),
              )
              if (days > forfeitable) await expect(decision).rejects.toThrow(/over-earned/)
              else {
                await decision
                punished.push({ id: reported })
                const { adjudication } = await inspector.call(contract.getAdjudication, { id: reported })
                for (const one of adjudication.punishments)
                  if (one.state === 'to-confirm')
                    await inspector.call(contract.confirmPunishment, { id: one.id, confirm: true })
                await here.react()
              }
            }
            const [grant] = act === 'void' ? granted.splice(days % Math.max(1, granted.length), 1) : []
            if (grant !== undefined)
              await superintendent.call(contract.voidRemissionEntry, {
                remissionId: grant.id,
                why: 'Entered twice',
              })
            const [one] = act === 'quash' ? punished.splice(days % Math.max(1, punished.length), 1) : []
            if (one !== undefined) await quash(one)
            const { earned, forfeited } = await ledger(id)
            expect(earned).toBe(granted.reduce((sum, each) => sum + each.days, 0))
            expect(forfeited).toBeLessThanOrEqual(earned)
            expect((await lastDay(id)).dueRelease).toBe(later(began, forfeited - earned))
          }
          for (const one of punished) await quash(one)
          const { earned, forfeited } = await ledger(id)
          expect(forfeited).toBe(0)
          expect((await lastDay(id)).dueRelease).toBe(later(began, -earned))
        },
      ),
      { numRuns: 15, seed: 20261122 },
    )
  }, 120_000)

  test('is not written past the use case either: without a punishment in force, or more than was earned', async () => {
    const id = await convict()
    await earn(id, 5)
    const forged = `insert into custody.remission (jurisdiction, prison_id, imprisonment_id, kind, days, authority, instrument, granted_on, punishment_id, takes)
      select p.jurisdiction, i.prison_id, i.id, 'forfeiture', 6, 'x', 'x', '2026-03-12', p.id, '{ordinary}'
        from custody.punishment p, custody.imprisonment i
       where i.id = '${id}' and p.id not in (select punishment_id from custody.remission where punishment_id is not null) limit 1`
    await expect(superintendent.act((tx) => sql.raw(forged).execute(tx))).rejects.toThrow(
      /punishment in force/,
    )
    await expect(here.database.owner.pool.query(forged)).rejects.toThrow(/More remission is forfeited/)
  })
})

describe('what is usual', () => {
  test('a punishment harsher than others for the same offence asks for a reason, which is kept', async () => {
    for (let at = 0; at < 3; at += 1) {
      const reported = await toHear(await convict(), gate, 'papers')
      await superintendent.call(
        contract.decideAdjudication,
        heard(reported, [{ kind: 'privileges', days: 10 }]),
      )
    }
    const reported = await toHear(await convict(), gate, 'papers')
    const { before } = await superintendent.call(contract.getAdjudication, { id: reported })
    expect(before).toMatchObject({
      cases: 3,
      kinds: [{ kind: 'privileges', cases: 3, median: 10, most: 10 }],
    })
    await expect(
      superintendent.call(contract.decideAdjudication, heard(reported, [{ kind: 'privileges', days: 28 }])),
    ).rejects.toThrow(/409 warnings/)
    await superintendent.insist(
      contract.decideAdjudication,
      heard(reported, [{ kind: 'privileges', days: 28 }]),
    )
    const { adjudication } = await superintendent.call(contract.getAdjudication, { id: reported })
    expect(adjudication.overrides).toEqual([
      { code: 'custody-discipline.harsher', reason: 'As the papers have it' },
    ])
  })

  test('whatever passes is offered, within its ceiling and within what was earned', async () => {
    const { kinds } = await superintendent.call(contract.getAdjudication, {
      id: await toHear(await convict()),
    })
    fc.assert(
      fc.property(
        fc.array(
          fc.record(
            {
              kind: fc.constantFrom(...kinds.map((kind) => kind.code), 'other'),
              days: fc.integer({ min: 1, max: 120 }),
              suspendedUntil: fc.constantFrom('2026-12-01', '2028-01-01'),
            },
            { requiredKeys: ['kind'] },
          ),
          { maxLength: 4 },
        ),
        fc.nat(60),
        (awards, forfeitable) => {
          if (faultOf(awards, { kinds, forfeitable, latest: '2027-05-22' }) !== null) return
          let taken = 0
          for (const award of awards) {
            const kind = kinds.find((one) => one.code === award.kind)!
            expect(kind.standing).toBe('offered')
            expect(award.days ?? 0).toBeLessThanOrEqual(kind.confirmedDays ?? 0)
            if (stateOf(award, kind) === 'in-force')
              expect(award.days ?? 0).toBeLessThanOrEqual(kind.ownDays ?? 0)
            if (kind.forfeits && award.suspendedUntil === undefined) taken += award.days ?? 0
          }
          expect(taken).toBeLessThanOrEqual(forfeitable)
          expect(harsher(awards, { cases: 2, kinds: [] })).toEqual([])
        },
      ),
    )
  })
})
