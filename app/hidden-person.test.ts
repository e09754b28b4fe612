import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getPersonStory } from '#kernel/cases/contract'
import { listDocuments } from '#kernel/documents/contract'
import { registerRecord } from '#kernel/people'
import { findDuplicates, getLinks, getPerson, searchPeople } from '#kernel/people/contract'
import { fictionalRecord } from '#kernel/people/testing'
import { admitPrisoner, getCustodyOfPerson, searchPrevious } from '#modules/custody/contract'
import { aPaperAdmission } from '#modules/custody/testing'
import { addAccused, registerFir } from '#modules/policing/contract'
import type { Endpoint, InputOf } from '#platform/http/contract'
import { find, home } from './home.ts'
import { RefusedCall, type Someone, type World, world } from './testing.ts'

/**
 * That an agency knows somebody is itself protected. A person known to one station alone, and one whom nobody knows, must be the
 * same to everybody else: in search, among duplicates, in what is refused, in every count, and in the time it takes.
 */
let here: World
let station: Someone
/** Posts that search and enter people, none of which knows the person. */
const strangers: Someone[] = []
let hidden: { personId: string; recordId: string }
const him = {
  nameEn: 'Zarghun Khetran',
  nameUr: 'زرغون کھیتران',
  fatherEn: 'Mirdad Khetran',
  fatherUr: 'میرداد کھیتران',
  aliases: ['Zarri'],
  cnic: '4130498765433',
  phone: '03009876543',
}
/** The same words, each where the other stood: only the person is missing, and no word of his. */
const nobody = {
  nameEn: 'Mirdad Khetran',
  nameUr: 'میرداد کھیتران',
  fatherEn: 'Zarghun Khetran',
  fatherUr: 'زرغون کھیتران',
  aliases: ['Zarro'],
  cnic: '4130412398765',
  phone: '03001239876',
}

beforeAll(async () => {
  here = await world()
  station = await here.someone('police-registrar', 'PS-HYD-CNT')
  strangers.push(
    await here.someone('police-registrar', 'PS-KHS-CLF'),
    await here.someone('prison-admissions-officer', 'PRS-HYD-C'),
    await here.someone('prosecutor', 'PRO-HYD'),
    await here.someone('court-reader', 'CRT-HYD-JM1'),
    await here.someone('superintendent', 'PRS-KHI-C'),
  )
  hidden = await station.act((tx) =>
    registerRecord(tx, fictionalRecord(him), { agency: 'police', sourceRef: 'test' }),
  )
})
afterAll(() => here.drop())

/** Everything an answer tells, but for the reference of the call and what was asked. */
async function told(who: Someone, endpoint: Endpoint, input: unknown, asked: string): Promise<string> {
  const answer = await who.call(endpoint, input as InputOf<Endpoint>).then(
    (output) => ({ output }),
    (problem: unknown) => {
      if (!(problem instanceof RefusedCall)) throw problem
      const { reference: _of, ...rest } = problem.problem as { reference?: string }
      return { refused: rest }
    },
  )
  return JSON.stringify(answer).replaceAll(asked, '…')
}

const askedOfHim = (person: typeof him): string[] => [
  person.cnic,
  person.cnic.slice(0, 9),
  person.cnic.slice(-6),
  person.phone,
  person.nameEn,
  person.nameUr,
  `${person.nameUr} ولد ${person.fatherUr}`,
  `${person.nameEn.slice(0, -2)} s/o ${person.fatherEn}`,
  `${person.nameEn} ${person.cnic}`,
  person.aliases[0] ?? '',
]

describe('of a person whom another agency knows', () => {
  test('the search says what it says of nobody, by every way of asking, on every screen that searches', async () => {
    for (const who of strangers)
      for (const [at, q] of askedOfHim(him).entries()) {
        const none = askedOfHim(nobody)[at] ?? ''
        for (const endpoint of [searchPeople, find])
          expect(await told(who, endpoint, { q }, q)).toBe(await told(who, endpoint, { q: none }, none))
        if (who.post === 'prison-admissions-officer')
          expect(await told(who, searchPrevious, { q }, q)).toBe(
            await told(who, searchPrevious, { q: none }, none),
          )
      }
    // The net holds something: who knows him finds him.
    for (const q of askedOfHim(him))
      expect((await station.call(searchPeople, { q })).candidates[0]?.personId, q).toBe(hidden.personId)
  })

  test('his own twin, entered elsewhere, has no duplicate', async () => {
    const clerk = strangers[1]!
    const twin = await clerk.act((tx) =>
      registerRecord(tx, fictionalRecord(him), { agency: 'prison', sourceRef: 'test' }),
    )
    expect((await clerk.call(findDuplicates, { personId: twin.personId })).rows).toEqual([])
    const { records } = await clerk.call(getLinks, { personId: twin.personId })
    expect(records.map((record) => record.recordId)).toEqual([twin.recordId])
  })

  test('his identifier is answered and refused like one that nobody bears', async () => {
    const unknown = randomUUID()
    const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    const asks: [Endpoint, (personId: string) => unknown][] = [
      [getPerson, (personId) => ({ personId })],
      [getLinks, (personId) => ({ personId })],
      [findDuplicates, (personId) => ({ personId })],
      [getPersonStory, (personId) => ({ personId })],
      [getCustodyOfPerson, (personId) => ({ personId })],
      [listDocuments, (personId) => ({ personId })],
      [searchPrevious, (personId) => ({ personId })],
      [
        admitPrisoner,
        (samePersonAs) =>
          aPaperAdmission({ person: { nameEn: 'Somebody', sex: 'M', samePersonAs, aliases: [] } }),
      ],
      [
        registerFir,
        (samePersonAs) => ({
          firNumber: 9_001,
          firOn: day,
          occurredOn: day,
          occurredAtPlace: 'Saddar',
          reportedAt: `${day}T06:30:00+05:00`,
          narrativeUr: 'چوری',
          offences: [{ act: 'PPC', section: '379' }],
          accused: [{ person: { nameEn: 'Somebody', sex: 'M', samePersonAs } }],
        }),
      ],
      [
        addAccused,
        (samePersonAs) => ({ caseId: unknown, person: { nameEn: 'Somebody', sex: 'M', samePersonAs } }),
      ],
    ]
    for (const who of strangers)
      for (const [endpoint, inputOf] of asks)
        expect(
          await told(who, endpoint, inputOf(hidden.personId), hidden.personId),
          `${endpoint.name} by ${who.post}`,
        ).toBe(await told(who, endpoint, inputOf(unknown), unknown))
    const [registrar] = strangers
    const refused = asks.find(([endpoint]) => endpoint === registerFir)!
    await expect(registrar!.call(registerFir, refused[1](hidden.personId) as never)).rejects.toThrow(
      /404 not-found/,
    )
  })

  test('no count on anybody’s first page moves when he is entered', async () => {
    const counts = () => Promise.all(strangers.map((who) => told(who, home, {}, '')))
    const before = await counts()
    await station.act((tx) =>
      registerRecord(tx, fictionalRecord({ ...him, nameEn: 'Zarghun Khan' }), {
        agency: 'police',
        sourceRef: 'test',
      }),
    )
    expect(await counts()).toEqual(before)
  })

  /** In how many pairs of searches the one for him took longer. 0.5: a clock cannot tell which was asked. */
  async function shareOf(ofHim: string, ofNobody: string): Promise<number> {
    // Not the clerk who entered the twin: he finds his own.
    const stranger = strangers[0]!
    const times: Record<'hidden' | 'none', number[]> = { hidden: [], none: [] }
    for (let round = 0; round < 240; round += 1)
      // In turns, and each first as often as the other, so that load and warmth favour neither.
      for (const kind of round % 2 === 0 ? (['hidden', 'none'] as const) : (['none', 'hidden'] as const)) {
        const from = performance.now()
        await stranger.call(searchPeople, { q: kind === 'hidden' ? ofHim : ofNobody })
        if (round >= 20) times[kind].push(performance.now() - from)
      }
    return shareSlower(times.hidden, times.none)
  }

  test('it takes as long to find nothing as to hide him', async () => {
    for (const [what, ofHim, ofNobody] of [
      ['CNIC', him.cnic, nobody.cnic],
      ['name and father', `${him.nameUr} ولد ${him.fatherUr}`, `${nobody.nameUr} ولد ${nobody.fatherUr}`],
    ] as const) {
      // A difference that is there leans the same way each time; what a busy machine does to one measurement leans either way.
      const leanings: number[] = []
      const mean = () => Math.abs(leanings.reduce((sum, one) => sum + one, 0) / leanings.length)
      do leanings.push((await shareOf(ofHim, ofNobody)) - 0.5)
      while (leanings.length < 3 && mean() >= TELLING)
      expect(mean(), what).toBeLessThan(TELLING)
    }
  })
})

/** Chance moves the share by 0.03; this is four times that. */
const TELLING = 0.12

/** The share of pairs in which the one took longer than the other. */
function shareSlower(one: readonly number[], other: readonly number[]): number {
  let slower = 0
  for (const a of one) for (const b of other) slower += a > b ? 1 : a === b ? 0.5 : 0
  return slower / (one.length * other.length)
}
