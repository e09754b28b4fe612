import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asActor } from '#kernel/access'
import { type ServiceActor, serviceActors } from '#kernel/events'
import { type Someone, type World, world } from '../../app/testing.ts'
import * as contract from './contract.ts'
import { defineDependent, personCards, registerRecord, registerRecords } from './index.ts'
import { rebuildKeys } from './jobs.ts'
import { matchQueued } from './matching-service.ts'
import { fictionalRecord } from './testing.ts'

let here: World
let service: ServiceActor
let registrar: Someone
let clerk: Someone
let reviewer: Someone
let second: Someone
let law: Someone
/** Persons whose merging a module says would change a date. */
const dated = new Set<string>()

beforeAll(async () => {
  here = await world()
  service = (await serviceActors(here.database.app.pool)).find((one) => one.jurisdiction === 'PK-SD')!
  registrar = await here.someone('police-registrar', 'PS-HYD-CNT')
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  reviewer = await here.someone('registry-reviewer', 'PRO-HYD')
  second = await here.someone('registry-reviewer', 'PRO-HYD')
  law = await here.someone('law-officer', 'PRO-HYD')
  defineDependent({
    key: 'test',
    legalDates: async (_tx, ids) =>
      ids.some((id) => dated.has(id))
        ? [{ what: { en: 'Release of 1/2026', ur: 'رہائی 1/2026' }, date: '2027-03-12' }]
        : [],
  })
})
afterAll(() => here.drop())

type Given = Parameters<typeof fictionalRecord>[0]
const register = (who: Someone, person: Given, agency = 'police') =>
  who.act((tx) => registerRecord(tx, fictionalRecord(person), { agency, sourceRef: 'test' }))
const match = async () => {
  for (let took = 50; took > 0; )
    took = await asActor(here.database.app, service, {}, (tx) => matchQueued(tx, 50))
}
const personOf = async (recordId: string): Promise<string> => {
  const { rows } = await here.database.owner.pool.query(
    `select person_id from people.link where record_id = $1 and until is null`,
    [recordId],
  )
  return rows[0].person_id
}
/** Which record is of which person, and who said so: what a split must restore. */
const partition = async (): Promise<unknown> => {
  const { rows } = await here.database.owner.pool.query(
    `select record_id, person_id, made_by, weight_bits, evidence from people.link where until is null order by record_id`,
  )
  return rows
}
const propose = (proposal: contract.Proposal, who = reviewer) =>
  who.call(contract.proposeDecision, { proposal })
const decide = (decisionId: string, approve = true, who = second) =>
  who.call(contract.decideProposal, { decisionId, approve })
let serial = 10_000
const cnic = () => `41304${String(1_000_000 + ++serial).padStart(7, '0')}1`

describe('a decision of two officers', () => {
  test('merges: the old identifier still leads to the person, and one may not decide alone', async () => {
    const a = await register(registrar, { nameEn: 'Sajjad Hussain', cnic: cnic() })
    const b = await register(registrar, { nameEn: 'Sajad Husain', nameUr: undefined })
    const { decisionId } = await propose({
      kind: 'merge',
      personA: a.personId,
      personB: b.personId,
      reason: 'same thumb impression',
    })
    await expect(decide(decisionId, true, reviewer)).rejects.toThrow(/access.same-person/)
    expect(await personOf(b.recordId)).toBe(b.personId)
    expect((await decide(decisionId)).state).toBe('done')
    expect(await personOf(b.recordId)).toBe(a.personId)
    const cards = await registrar.act((tx) => personCards(tx, [b.personId]))
    expect(cards.get(b.personId)?.personId).toBe(a.personId)
    const { card } = await registrar.call(contract.getPerson, { personId: b.personId })
    expect(card.cnic).toBe((await registrar.act((tx) => personCards(tx, [a.personId]))).get(a.personId)?.cnic)
  })

  test('is undone exactly: every record, link and its maker are as before', async () => {
    const a = await register(registrar, { nameEn: 'Nadir Ali' })
    const b = await register(clerk, { nameEn: 'Nadir Ally' }, 'prison')
    await register(clerk, { nameEn: 'Nadir Alee', samePersonAs: b.personId }, 'prison')
    const before = await partition()
    const merge = await propose({
      kind: 'merge',
      personA: a.personId,
      personB: b.personId,
      reason: 'looks alike',
    })
    await decide(merge.decisionId)
    expect(await partition()).not.toEqual(before)
    const undo = await propose({ kind: 'split', mergeId: merge.decisionId, reason: 'different fathers' })
    expect((await decide(undo.decisionId)).state).toBe('done')
    expect(await partition()).toEqual(before)
    const { rows } = await here.database.owner.pool.query(
      `select type from events.outbox where payload ->> 'decisionId' = any ($1) order by at`,
      [[merge.decisionId, undo.decisionId]],
    )
    expect(rows.map((row) => row.type)).toEqual(['people.PersonsMerged', 'people.PersonsSplit'])
    await expect(propose({ kind: 'split', mergeId: merge.decisionId, reason: 'again' })).rejects.toThrow(
      /not-a-merge/,
    )
  })

  test('that would change a legal date is held, says which, and takes effect only by a law officer', async () => {
    const a = await register(registrar, { nameEn: 'Imdad Ali' })
    const b = await register(clerk, { nameEn: 'Imdad Aly' }, 'prison')
    dated.add(b.personId)
    const merge = await propose({
      kind: 'merge',
      personA: a.personId,
      personB: b.personId,
      reason: 'same man',
    })
    expect(merge.legalDates[0]?.date).toBe('2027-03-12')
    const held = await decide(merge.decisionId)
    expect(held).toEqual({
      state: 'held',
      legalDates: [{ what: { en: 'Release of 1/2026', ur: 'رہائی 1/2026' }, date: '2027-03-12' }],
    })
    expect(await personOf(b.recordId)).toBe(b.personId)
    await expect(
      second.call(contract.releaseHeldDecision, { decisionId: merge.decisionId, approve: true }),
    ).rejects.toThrow(/403/)
    expect(
      await law.call(contract.releaseHeldDecision, { decisionId: merge.decisionId, approve: true }),
    ).toEqual({ state: 'done' })
    expect(await personOf(b.recordId)).toBe(await personOf(a.recordId))
  })

  test('moves a record to somebody not known yet', async () => {
    const a = await register(registrar, { nameEn: 'Wazir Ahmed' })
    const b = await register(registrar, { nameEn: 'Wazir Ahmed', samePersonAs: a.personId })
    const move = await propose({ kind: 'move-record', recordId: b.recordId, reason: 'his brother' })
    await decide(move.decisionId)
    expect(await personOf(b.recordId)).not.toBe(a.personId)
    expect(await personOf(a.recordId)).toBe(a.personId)
  })

  test('refuses a verified other CNIC unless an officer says why', async () => {
    const a = await register(registrar, { nameEn: 'Karim Dad', cnic: cnic(), verified: ['cnic'] })
    const b = await register(registrar, { nameEn: 'Karim Dad', cnic: cnic(), verified: ['cnic'] })
    const proposal = { kind: 'merge', personA: a.personId, personB: b.personId, reason: 'same face' } as const
    await expect(propose(proposal)).rejects.toThrow(/people.hard-conflict/)
    const given = await propose({ ...proposal, despiteConflict: 'NADRA letter 114 of 2026: card reissued' })
    await decide(given.decisionId)
    expect(await personOf(a.recordId)).toBe(await personOf(b.recordId))
  })
})

describe('matching', () => {
  test('links a duplicate of one agency by rule, and keeps the evidence', async () => {
    const number = cnic()
    const person = {
      nameEn: 'Ghulam Qadir',
      nameUr: 'غلام قادر',
      fatherEn: 'Peer Bux',
      cnic: number,
      phone: '03001112223',
      birthDate: '1988-04-17',
    }
    const a = await register(registrar, person)
    const b = await register(registrar, person)
    await match()
    expect(await personOf(b.recordId)).toBe(a.personId)
    const links = await registrar.call(contract.getLinks, { personId: a.personId })
    expect(links.records.map((record) => record.madeBy).sort()).toEqual(['rule', 'source'])
    expect(links.pairs[0]?.evidence.some((one) => one.field === 'cnic' && one.bits > 10)).toBe(true)
  })

  test('asks officers where the CNIC is not the same, and where a clerk who saw both said that they are two', async () => {
    const family = { fatherEn: 'Warayam Thebo', phone: '03005550003' }
    const cousins = await Promise.all(
      [cnic(), undefined].map((number) =>
        register(registrar, { ...family, nameEn: 'Jurial Thebo', nameUr: undefined, cnic: number }),
      ),
    )
    const twice = {
      ...family,
      nameEn: 'Hakim Thebo',
      nameUr: undefined,
      cnic: cnic(),
      birthDate: '1988-04-17',
    }
    const known = await register(registrar, twice)
    const toldApart = await register(registrar, { ...twice, noneOf: [known.personId] })
    await match()
    for (const [one, other] of [cousins, [known, toldApart]] as (typeof cousins)[]) {
      expect(await personOf(other!.recordId)).not.toBe(await personOf(one!.recordId))
      const { rows } = await reviewer.call(contract.listReview, { size: 100 })
      const pair = [one!.recordId, other!.recordId].sort()
      expect(rows.map((row) => [row.a.recordId, row.b.recordId].sort())).toContainEqual(pair)
    }
  })

  test('puts the same likeness across agencies before a reviewer, and tells neither agency', async () => {
    const person = {
      nameEn: 'Muhammad Juman',
      nameUr: 'محمد جمن',
      fatherEn: 'Allah Warayo',
      cnic: cnic(),
      birthDate: '1979-09-03',
    }
    const a = await register(registrar, person)
    const b = await register(clerk, person, 'prison')
    await match()
    expect(await personOf(b.recordId)).toBe(b.personId)
    const { rows } = await reviewer.call(contract.listReview, { size: 100 })
    const pair = rows.find((row) => [row.a.recordId, row.b.recordId].includes(a.recordId))
    expect([pair?.a.recordId, pair?.b.recordId]).toContain(b.recordId)
    const mine = await registrar.call(contract.findDuplicates, { personId: a.personId })
    expect(mine.rows.map((row) => row.person.personId)).not.toContain(b.personId)
    const across = await reviewer.call(contract.findDuplicates, { personId: a.personId })
    expect(across.rows[0]?.person.personId).toBe(b.personId)
    await expect(registrar.call(contract.listReview, {})).rejects.toThrow(/403/)
    await expect(registrar.call(contract.getLinks, { personId: b.personId })).rejects.toThrow(/404/)
    await expect(registrar.call(contract.listDecisions, { personId: a.personId })).rejects.toThrow(/403/)
  })

  test('keeps two namesakes with the same father apart', async () => {
    const shared = { nameEn: 'Muhammad Aslam', nameUr: 'محمد اسلم', fatherEn: 'Ghulam Rasool' }
    const a = await register(registrar, {
      ...shared,
      cnic: cnic(),
      birthDate: '1970-02-11',
      verified: ['cnic'],
    })
    const b = await register(registrar, {
      ...shared,
      cnic: cnic(),
      birthDate: '1996-07-30',
      verified: ['cnic'],
    })
    await match()
    expect(await personOf(a.recordId)).toBe(a.personId)
    expect(await personOf(b.recordId)).toBe(b.personId)
  })

  test('never joins by rule what two officers kept apart, nor lets anybody else', async () => {
    const person = {
      nameEn: 'Ali Nawaz',
      fatherEn: 'Rab Nawaz',
      phone: '03337778889',
      birthDate: '1990-05-05',
    }
    const a = await register(registrar, { ...person, cnic: cnic() })
    const b = await register(registrar, { ...person, nameEn: 'Ali Nawaz Junior' })
    const apart = await propose({
      kind: 'reject-pair',
      personA: a.personId,
      personB: b.personId,
      reason: 'brothers',
    })
    await decide(apart.decisionId)
    await match()
    expect(await personOf(b.recordId)).toBe(b.personId)
    await expect(
      propose({ kind: 'merge', personA: a.personId, personB: b.personId, reason: 'once more' }),
    ).rejects.toThrow(/people.kept-apart/)
    await expect(
      propose({
        kind: 'move-record',
        recordId: b.recordId,
        toPerson: a.personId,
        reason: 'round the side',
      }).then(({ decisionId }) => decide(decisionId)),
    ).rejects.toThrow(/people.kept-apart/)
  })
})

describe('whatever is done in whatever order', () => {
  test('no sequence of links joins what a cannot-link separates', async () => {
    const pool = here.database.owner.pool
    const made = await registrar.act((tx) =>
      registerRecords(
        tx,
        Array.from({ length: 6 }, (_, n) => fictionalRecord({ nameEn: `Chain ${'abcdef'[n]}` })),
        { agency: 'police', sourceRef: 'chain' },
      ),
    )
    const apart = await propose({
      kind: 'reject-pair',
      personA: made[0]!.personId,
      personB: made[5]!.personId,
      reason: 'kept apart',
    })
    await decide(apart.decisionId)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 4, maxLength: 14 }),
        async (moves) => {
          for (const [record, person] of moves) {
            const client = await pool.connect()
            try {
              await client.query('begin')
              await client.query(
                `update people.link set until = clock_timestamp() where record_id = $1 and until is null`,
                [made[record]!.recordId],
              )
              await client.query(
                `insert into people.link (jurisdiction, record_id, person_id, made_by) values ('PK-SD', $1, $2, 'reviewer')`,
                [made[record]!.recordId, made[person]!.personId],
              )
              await client.query('commit')
            } catch (problem) {
              await client.query('rollback')
              expect((problem as { constraint?: string }).constraint).toBe('cannot_link')
            } finally {
              client.release()
            }
            expect(await personOf(made[0]!.recordId)).not.toBe(await personOf(made[5]!.recordId))
          }
        },
      ),
      { numRuns: 12, seed: 4 },
    )
  })

  test('a split after merges restores exactly', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3), { minLength: 2, maxLength: 5 }),
        fc.nat(20),
        async (owners, pick) => {
          const people = [] as string[]
          for (let n = 0; n < 4; n += 1)
            people.push((await register(registrar, { nameEn: `Vessel ${++serial}` })).personId)
          for (const owner of owners)
            await register(registrar, { nameEn: `Vessel ${++serial}`, samePersonAs: people[owner]! })
          const a = people[pick % 4]!
          const b = people[(pick + 1 + (pick % 3)) % 4]!
          const before = await partition()
          const merge = await propose({ kind: 'merge', personA: a, personB: b, reason: 'property' })
          await decide(merge.decisionId)
          const undo = await propose({ kind: 'split', mergeId: merge.decisionId, reason: 'property' })
          await decide(undo.decisionId)
          expect(await partition()).toEqual(before)
        },
      ),
      { numRuns: 6, seed: 9 },
    )
  })

  test('the order in which records come does not change who is one person', async () => {
    const mould = Array.from({ length: 4 }, (_, n) => ({
      nameEn: ['Rustam Khoso', 'Rustam Khosa', 'Rustum Khoso', 'Rustam Jatoi'][n]!,
      nameUr: undefined,
      fatherEn: 'Dilawar Khan',
      birthDate: n === 3 ? '1961-01-09' : '1984-11-23',
    }))
    const outcome = async (order: readonly number[]): Promise<string> => {
      const numbers = [cnic(), cnic()]
      const phone = `0345${serial}11`
      const records = new Map<number, string>()
      for (const n of order) {
        const one = await register(registrar, {
          ...mould[n]!,
          cnic: n === 3 ? numbers[1] : numbers[0],
          phone: n === 3 ? undefined : phone,
          fatherEn: `${mould[n]!.fatherEn} ${order.length}`,
        })
        records.set(n, one.recordId)
        await match()
      }
      const persons = await Promise.all([0, 1, 2, 3].map((n) => personOf(records.get(n)!)))
      return persons.map((person) => persons.indexOf(person)).join('')
    }
    const outcomes = new Set<string>()
    for (const order of [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [1, 3, 0, 2],
      [2, 0, 3, 1],
    ])
      outcomes.add(await outcome(order))
    expect([...outcomes]).toEqual(['0003'])
  })
})

test('records made by other rules get their keys anew, and only the system may do it', async () => {
  const { recordId } = await register(registrar, { nameEn: 'Zulfiqar Bhutto' })
  await here.database.owner.pool.query(
    `update people.record set key_version = 0, name_tokens = '{}', name_key = '' where id = $1`,
    [recordId],
  )
  await expect(registrar.act((tx) => rebuildKeys(tx, 10))).rejects.toThrow()
  expect(await asActor(here.database.app, service, {}, (tx) => rebuildKeys(tx, 10))).toBe(1)
  const found = await registrar.call(contract.searchPeople, { q: 'Zulfikar Bhuto' })
  expect(found.candidates.length).toBeGreaterThan(0)
})
