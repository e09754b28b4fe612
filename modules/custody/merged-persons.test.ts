import { afterAll, beforeAll, expect, test } from 'vitest'
import { addParty, openCase } from '#kernel/cases'
import { getPersonStory } from '#kernel/cases/contract'
import { registerRecord } from '#kernel/people'
import { decideProposal, type Proposal, proposeDecision, releaseHeldDecision } from '#kernel/people/contract'
import { fictionalRecord } from '#kernel/people/testing'
import { type Someone, type World, world } from '../../app/testing.ts'
import * as contract from './contract.ts'
import { aPaperAdmission } from './testing.ts'

let here: World
let clerk: Someone
let deputy: Someone
let karachi: Someone

beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  karachi = await here.someone('prison-admissions-officer', 'PRS-KHI-C')
})
afterAll(() => here.drop())

const personOf = async (imprisonmentId: string): Promise<string> => {
  const { rows } = await here.database.owner.pool.query(
    `select person_id from custody.imprisonment where id = $1`,
    [imprisonmentId],
  )
  return rows[0].person_id
}
const dateOf = async (imprisonmentId: string) => {
  const { rows } = await here.database.owner.pool.query(
    `select state, reason, reopened_why, due_release from custody.release_date where imprisonment_id = $1 order by computed_at`,
    [imprisonmentId],
  )
  return rows
}

test('a merge of two prisoners is held, names the date, and reopens what was confirmed when it takes effect', async () => {
  const convict = await clerk.insist(contract.admitPrisoner, {
    ...aPaperAdmission({
      category: 'convict',
      paper: {
        kind: 'conviction',
        issuedOn: '2026-03-01',
        sentence: { term: { years: 3 }, setOff: 'REFUSED' },
      },
    }),
  })
  const other = await karachi.insist(contract.admitPrisoner, {
    ...aPaperAdmission({ person: { nameEn: 'Alah Deno', nameUr: 'الله ڈنو', sex: 'M' } as never }),
    noneOfThese: true,
  })
  const [computed] = await here.database.owner.pool
    .query<{ id: string }>(`select id from custody.release_date where imprisonment_id = $1`, [
      convict.imprisonmentId,
    ])
    .then(({ rows }) => rows)
  await clerk.call(contract.proposeDate, { id: computed!.id, referSettled: 'checked against the warrant' })
  const { dueRelease } = await deputy.call(contract.confirmDate, { id: computed!.id })

  const reviewer = await here.someone('registry-reviewer', 'PRO-HYD')
  const second = await here.someone('registry-reviewer', 'PRO-HYD')
  const law = await here.someone('law-officer', 'PRO-HYD')
  const proposal = {
    kind: 'merge' as const,
    personA: await personOf(convict.imprisonmentId),
    personB: await personOf(other.imprisonmentId),
    reason: 'identified by his brother',
    despiteConflict: 'The Karachi entry is a clerical mistake',
  }
  const { decisionId, legalDates } = await reviewer.call(proposeDecision, { proposal })
  expect(legalDates.map((one) => one.date)).toContain(dueRelease)
  expect((await second.call(decideProposal, { decisionId, approve: true })).state).toBe('held')
  expect((await dateOf(convict.imprisonmentId)).map((row) => row.state)).toEqual(['confirmed'])

  await law.call(releaseHeldDecision, { decisionId, approve: true })
  await here.react()
  const after = await dateOf(convict.imprisonmentId)
  expect(after.map((row) => row.state)).toEqual(['reopened', 'computed'])
  expect(after[0].reopened_why).toBe('persons-merged')
})

test('a person merged with a prisoner is not admitted a second time under the other identifier', async () => {
  const held = await karachi.insist(contract.admitPrisoner, {
    ...aPaperAdmission({ person: { nameEn: 'Haji Bakhshal', nameUr: 'حاجی بخشل', sex: 'M' } as never }),
    noneOfThese: true,
  })
  const registered = await clerk.act((tx) =>
    registerRecord(tx, fictionalRecord({ nameEn: 'Bakhshal' }), { agency: 'prison', sourceRef: 'test' }),
  )
  const reviewer = await here.someone('registry-reviewer', 'PRO-HYD')
  const second = await here.someone('registry-reviewer', 'PRO-HYD')
  const { decisionId } = await reviewer.call(proposeDecision, {
    proposal: {
      kind: 'merge',
      personA: registered.personId,
      personB: await personOf(held.imprisonmentId),
      reason: 'same man',
    },
  })
  await second.call(decideProposal, { decisionId, approve: true })
  await expect(
    clerk.insist(contract.admitPrisoner, {
      ...aPaperAdmission({
        person: { nameEn: 'Bakhshal', sex: 'M', samePersonAs: registered.personId } as never,
      }),
    }),
  ).rejects.toThrow(/custody.already-held/)
})

test('what either was entered with is found under both identifiers while they are one, and apart again after', async () => {
  const admitted = await clerk.insist(contract.admitPrisoner, {
    ...aPaperAdmission({ person: { nameEn: 'Rab Dino', sex: 'M' } as never }),
    noneOfThese: true,
  })
  const station = await here.someone('police-registrar', 'PS-HYD-CNT')
  const accused = await station.act(async (tx) => {
    const person = await registerRecord(tx, fictionalRecord({ nameEn: 'Rabb Dinno' }), {
      agency: 'police',
      sourceRef: 'test',
    })
    const caseId = await openCase(tx, {
      firNumber: 77,
      firYear: 2026,
      firOn: '2026-02-01',
      offenceOn: '2026-01-30',
    })
    await addParty(tx, caseId, { role: 'accused', ...person, nameEn: 'Rabb Dinno' })
    return person
  })
  const prisoner = await personOf(admitted.imprisonmentId)
  const reviewer = await here.someone('registry-reviewer', 'PRO-HYD')
  const second = await here.someone('registry-reviewer', 'PRO-HYD')
  const carriedOut = async (proposal: Proposal): Promise<string> => {
    const { decisionId } = await reviewer.call(proposeDecision, { proposal })
    expect((await second.call(decideProposal, { decisionId, approve: true })).state).toBe('done')
    await here.react()
    return decisionId
  }
  const seen = async () => ({
    imprisonments: await Promise.all(
      [prisoner, accused.personId].map((personId) => clerk.call(contract.getCustodyOfPerson, { personId })),
    ),
    cases: await Promise.all(
      [prisoner, accused.personId].map((personId) => station.call(getPersonStory, { personId })),
    ),
  })
  const before = await seen()
  expect(before.imprisonments.map(({ rows }) => rows.length)).toEqual([1, 0])
  expect(before.cases.map(({ cases }) => cases.length)).toEqual([0, 1])

  const mergeId = await carriedOut({
    kind: 'merge',
    personA: prisoner,
    personB: accused.personId,
    reason: 'same man',
  })
  const one = await seen()
  expect(one.imprisonments.map(({ rows }) => rows.length)).toEqual([1, 1])
  expect(one.cases.map(({ cases }) => cases.length)).toEqual([1, 1])

  await carriedOut({ kind: 'split', mergeId, reason: 'two men' })
  expect(await seen()).toEqual(before)
})
